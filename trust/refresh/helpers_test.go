package refresh

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

var testKey = func() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P521(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key
}()

func testVerify(snapshot, signature []byte) error {
	sum := sha512.Sum512(snapshot)
	if !ecdsa.VerifyASN1(&testKey.PublicKey, sum[:], signature) {
		return trust.ErrSignature
	}
	return nil
}

func testCheck(snapshot, signature []byte, source string) (*trust.Set, error) {
	if err := testVerify(snapshot, signature); err != nil {
		return nil, err
	}
	return trust.LoadSnapshot(snapshot, source)
}

func realCheck(snapshot, signature []byte, source string) (*trust.Set, error) {
	if err := trust.VerifySnapshot(snapshot, signature); err != nil {
		return nil, err
	}
	return trust.LoadSnapshot(snapshot, source)
}

func sign(t testing.TB, data []byte) signed.Snapshot {
	t.Helper()
	sum := sha512.Sum512(data)
	sig, err := ecdsa.SignASN1(rand.Reader, testKey, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return signed.Snapshot{Data: data, Signature: sig}
}

type object = map[string]any

// key is a public key made from a seed.
func key(t testing.TB, seed string) object {
	t.Helper()
	sum := sha256.Sum256([]byte(seed))
	private, err := ecdh.P256().NewPrivateKey(sum[:])
	if err != nil {
		t.Fatal(err)
	}
	point, e := private.PublicKey().Bytes(), base64.RawURLEncoding
	x, y := e.EncodeToString(point[1:33]), e.EncodeToString(point[33:])
	return object{"kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "x": x, "y": y,
		"kid": trust.Thumbprint("P-256", "EC", x, y)}
}

func kid(t testing.TB, seed string) string { return key(t, seed)["kid"].(string) }

func issuer(id, name string, keys ...object) object {
	return object{"issuer": object{"iss": id, "name": name}, "keys": keys, "lastRetrieved": "2026-05-01T00:00:00Z"}
}

// many are so many issuers with a key each.
func many(t testing.TB, n int) []object {
	t.Helper()
	var list []object
	for i := range n {
		list = append(list, issuer(fmt.Sprintf("https://issuer-%02d.example", i), "Issuer", key(t, fmt.Sprint(i))))
	}
	return list
}

func day(n int) time.Time { return time.Date(2026, 5, n, 4, 0, 0, 0, time.UTC) }

// directory is a snapshot of the n-th day.
func directory(t testing.TB, n int, issuers ...object) []byte {
	t.Helper()
	data, err := json.Marshal(object{"directory": "https://directory.example", "time": day(n), "issuerInfo": issuers})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustLoad(t testing.TB, data []byte) *trust.Set {
	t.Helper()
	set, err := trust.LoadSnapshot(data, "in force")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// shared reads a real snapshot from the folder of data kept beside the project.
func shared(t testing.TB, parts ...string) signed.Snapshot {
	t.Helper()
	base := filepath.Join(append([]string{"..", "..", "..", "shared", "trust"}, parts...)...)
	data, err := os.ReadFile(base + ".json")
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("data kept beside the project is not here")
	}
	sig, sigErr := os.ReadFile(base + ".sig")
	if err := errors.Join(err, sigErr); err != nil {
		t.Fatal(err)
	}
	return signed.Snapshot{Data: data, Signature: sig}
}

func wantReason(t testing.TB, err error, want Reason) {
	t.Helper()
	var e *Error
	switch {
	case want == "" && err != nil:
		t.Errorf("error %v, want none", err)
	case want != "" && (!errors.As(err, &e) || e.Reason != want || !errors.Is(err, want)):
		t.Errorf("error %v, want %s", err, want)
	}
}
