package store

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

// testKey signs the snapshots of these tests. It is derived from a sentence, so
// that processes which test each other have the same.
var testKey = func() *ecdsa.PrivateKey {
	sum := sha256.Sum256([]byte("key of a directory that does not exist"))
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), sum[:])
	if err != nil {
		panic(err)
	}
	return key
}()

func testCheck(snapshot, signature []byte, source string) (*trust.Set, error) {
	sum := sha512.Sum512(snapshot)
	if !ecdsa.VerifyASN1(&testKey.PublicKey, sum[:], signature) {
		return nil, trust.ErrSignature
	}
	return trust.LoadSnapshot(snapshot, source)
}

// day is the time of the n-th snapshot.
func day(n int) time.Time { return time.Date(2026, 5, 1, 0, n, 0, 0, time.UTC) }

// snapshotOf is the n-th snapshot of a small directory.
func snapshotOf(t testing.TB, n int) signed.Snapshot {
	t.Helper()
	point, err := testKey.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	e := base64.RawURLEncoding
	x, y := e.EncodeToString(point[1:33]), e.EncodeToString(point[33:])
	jwk := map[string]any{"kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "x": x, "y": y,
		"kid": trust.Thumbprint("P-256", "EC", x, y)}
	issuer := map[string]any{"iss": "https://issuer.example", "name": fmt.Sprintf("Issuer on day %d", n)}
	data, err := json.Marshal(map[string]any{
		"directory": "https://directory.example", "time": day(n).Format(time.RFC3339),
		"issuerInfo": []any{map[string]any{"issuer": issuer, "keys": []any{jwk},
			"lastRetrieved": day(n).Format(time.RFC3339)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return sign(t, data)
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

// newStore is a store in a folder that does not exist yet.
func newStore(t testing.TB) *Store {
	t.Helper()
	return At(filepath.Join(t.TempDir(), "trust", "shc"), "test", testCheck)
}

// copied is another store with the same files, which saves waiting for the disk.
func (s *Store) copied(t testing.TB) *Store {
	t.Helper()
	c := newStore(t)
	if err := os.CopyFS(c.dir, os.DirFS(s.dir)); err != nil {
		t.Fatal(err)
	}
	return c
}

func mustInstall(t testing.TB, s *Store, days ...int) {
	t.Helper()
	for _, n := range days {
		if _, err := s.Install(snapshotOf(t, n), false); err != nil {
			t.Fatalf("day %d: %v", n, err)
		}
	}
}

func mustWrite(t testing.TB, s *Store, name, data string) {
	t.Helper()
	if err := s.WriteBlob(name, []byte(data)); err != nil {
		t.Fatal(err)
	}
}

// inForce is the day of the set in force, complete as it was signed, 0 if there
// is none.
func inForce(t testing.TB, st State) int {
	t.Helper()
	if st.Set == nil {
		return 0
	}
	n := int(st.Set.Info().Created.Sub(day(0)) / time.Minute)
	is, ok := st.Set.Issuer("https://issuer.example")
	if !ok || is.Name != fmt.Sprintf("Issuer on day %d", n) || len(st.Set.Keys(is.ID)) != 1 {
		t.Fatalf("set of day %d is not what was signed", n)
	}
	if !st.Generation.Created.Equal(day(n)) || st.Set.Info().OriginSHA256 != st.Generation.SHA256 ||
		st.Set.Info().Source != "test" {
		t.Fatalf("generation and set differ: %+v", st.Generation)
	}
	return n
}

func wantDay(t testing.TB, s *Store, want int) {
	t.Helper()
	if got := inForce(t, s.Read()); got != want {
		t.Errorf("day %d is in force, want %d", got, want)
	}
}

func wantNotes(t testing.TB, notes []Note, want ...Code) {
	t.Helper()
	var got []Code
	for _, n := range notes {
		got = append(got, n.Code)
		if n.Err != nil && strings.Contains(n.Err.Error(), os.TempDir()) {
			t.Errorf("a path in a note: %v", n.Err)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("notes %v, want %v", got, want)
	}
}

func wantError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
	if err != nil && strings.Contains(err.Error(), os.TempDir()) {
		t.Errorf("a path in an error: %v", err)
	}
}

// names lists the store's folder.
func names(t testing.TB, s *Store) []string {
	t.Helper()
	entries, err := os.ReadDir(s.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func wantNoTemporaries(t testing.TB, s *Store) {
	t.Helper()
	for _, name := range names(t, s) {
		if strings.HasPrefix(name, prefixTemp) {
			t.Errorf("left over: %s", name)
		}
	}
}

// fileOf is the path of the generation of a day.
func fileOf(t testing.TB, s *Store, n int) string {
	t.Helper()
	g := Generation{Created: day(n), SHA256: snapshotOf(t, n).SHA256()}
	return s.path(g.name(suffixSet))
}

func overwrite(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
