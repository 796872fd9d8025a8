// Package stock is what tests put into the stores of a machine: sets of a directory whose key
// they have, blocks, and damage. Nothing shipped uses it.
package stock

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha512"
	"io/fs"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

// directoryKey signs what no directory has.
var directoryKey = func() *ecdsa.PrivateKey {
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), bytes.Repeat([]byte{7}, 32))
	if err != nil {
		panic(err)
	}
	return key
}()

// VerifySnapshot refuses what the directory of the tests has not signed.
func VerifySnapshot(data, signature []byte) error {
	return trust.VerifySnapshotWith(&directoryKey.PublicKey, data, signature)
}

// Snapshot returns a set of some issuers as the directory of the tests publishes it.
func Snapshot(t *testing.T, created time.Time, issuers ...mint.Issuer) signed.Snapshot {
	t.Helper()
	data := mint.Snapshot(created, issuers...)
	sum := sha512.Sum512(data)
	signature, err := ecdsa.SignASN1(rand.Reader, directoryKey, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return signed.Snapshot{Data: data, Signature: signature}
}

// OnDay returns a moment of a day after the bundled set was made.
func OnDay(n int) time.Time { return time.Date(2026, 11, n, 4, 0, 0, 0, time.UTC) }

// Block returns a local layer that blocks an issuer or a key.
func Block(t *testing.T, what string) trust.Local {
	t.Helper()
	b, err := trust.NewBlock(what, trust.Entry{Who: "root", When: OnDay(1), Why: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return trust.Local{Blocks: []trust.Block{b}}
}

// Disk is how a file is read and written, as package os does.
type Disk struct {
	Read  func(name string) ([]byte, error)
	Write func(name string, data []byte, mode fs.FileMode) error
}

// Damage overwrites a byte in the middle of a file.
func (d Disk) Damage(t *testing.T, name string) {
	t.Helper()
	data, err := d.Read(name)
	if err != nil || len(data) == 0 {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	data[len(data)/2] ^= 0x20
	if err := d.Write(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
