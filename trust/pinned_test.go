package trust

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"testing"
	"time"
)

func TestPinnedKey(t *testing.T) {
	key, err := PinnedKey()
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(der)
	if hex.EncodeToString(sum[:]) != PinnedKeySHA256 || key.Params().BitSize != 521 {
		t.Error("pinned key and its hash differ")
	}
	block, _ := pem.Decode(sharedBytes(t, "trust", "vci_snapshot.crt"))
	cert, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if !key.Equal(cert.PublicKey) || !cert.NotAfter.Equal(PinnedKeyExpiry()) {
		t.Errorf("not the certificate's key or expiry: %v", cert.NotAfter.Format(time.RFC3339))
	}
}

func TestVerifySnapshotRefuses(t *testing.T) {
	data, sig := sharedBytes(t, "trust", "vci_snapshot.json"), sharedBytes(t, "trust", "vci_snapshot.sig")
	if err := VerifySnapshot(data, sig); err != nil {
		t.Fatal(err)
	}
	old := sharedBytes(t, "trust", "history", "vci_snapshot-2022-06-01.sig")
	flip := func(b []byte, at int) []byte {
		c := bytes.Clone(b)
		c[at] ^= 1
		return c
	}
	tests := map[string]struct {
		data, sig []byte
		want      error
	}{
		"changed at the start":    {flip(data, 0), sig, ErrSignature},
		"changed in the middle":   {flip(data, len(data)/2), sig, ErrSignature},
		"line feed added":         {append(bytes.Clone(data), '\n'), sig, ErrSignature},
		"cut short":               {data[:len(data)-1], sig, ErrSignature},
		"nothing":                 {nil, sig, ErrSignature},
		"no signature":            {data, nil, ErrSignature},
		"signature changed":       {data, flip(sig, len(sig)-1), ErrSignature},
		"signature of another":    {data, old, ErrSignature},
		"signature and a byte":    {data, append(bytes.Clone(sig), 0), ErrSignature},
		"signature of zeros":      {data, []byte{0x30, 6, 2, 1, 0, 2, 1, 0}, ErrSignature},
		"signature far too large": {data, make([]byte, maxSignature+1), ErrTooLarge},
		"snapshot far too large":  {make([]byte, maxSnapshot+1), sig, ErrTooLarge},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if err := VerifySnapshot(tt.data, tt.sig); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestVerifySnapshotWithAnotherKey(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P521(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	data := []byte("a snapshot")
	sum := sha512.Sum512(data)
	sig, err := ecdsa.SignASN1(rand.Reader, key, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	if err := VerifySnapshotWith(&key.PublicKey, data, sig); err != nil {
		t.Error(err)
	}
	if err := VerifySnapshot(data, sig); !errors.Is(err, ErrSignature) {
		t.Errorf("another key than the pinned one is taken: %v", err)
	}
	if err := VerifySnapshotWith(nil, data, sig); !errors.Is(err, ErrSignature) {
		t.Errorf("no key is taken: %v", err)
	}
	if err := VerifySnapshotWith(&key.PublicKey, make([]byte, maxSnapshot+1), sig); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}
