package trust

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// sharedFile returns a path in the folder of data that is kept beside the
// project, and skips the test where that folder is not at hand.
func sharedFile(t testing.TB, parts ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the package")
		}
		dir = parent
	}
	path := filepath.Join(append([]string{dir, "..", "shared"}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("data kept beside the project is not here: %s", filepath.Join(parts...))
	}
	return path
}

func sharedBytes(t testing.TB, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(sharedFile(t, parts...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// object is JSON in the making.
type object map[string]any

func (o object) with(name string, value any) object {
	c := object{}
	for k, v := range o {
		c[k] = v
	}
	c[name] = value
	return c
}

func (o object) without(name string) object {
	c := o.with(name, nil)
	delete(c, name)
	return c
}

func marshal(t testing.TB, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// testPoint derives a key from a seed and returns its coordinates.
func testPoint(t testing.TB, seed string) (x, y []byte) {
	t.Helper()
	sum := sha256.Sum256([]byte(seed))
	key, err := ecdh.P256().NewPrivateKey(sum[:])
	if err != nil {
		t.Fatal(err)
	}
	point := key.PublicKey().Bytes()
	return point[1:33], point[33:]
}

// testKey returns a JWK that meets every rule.
func testKey(t testing.TB, seed string) object {
	t.Helper()
	x, y := testPoint(t, seed)
	return pointKey(x, y)
}

func pointKey(x, y []byte) object {
	e := base64.RawURLEncoding
	xs, ys := e.EncodeToString(x), e.EncodeToString(y)
	return object{
		"kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "x": xs, "y": ys,
		"kid": Thumbprint("P-256", "EC", xs, ys),
	}
}

func kidOf(key object) string { return key["kid"].(string) }

const testIssuer = "https://issuer.example/shc"

// directory is a snapshot of issuers in the directory's layout.
func directory(t testing.TB, issuers ...object) []byte {
	t.Helper()
	return marshal(t, object{
		"directory": "https://directory.example/list.json", "time": "2026-05-01T00:00:00Z",
		"issuerInfo": issuers,
	})
}

func issuerEntry(id string, keys ...object) object {
	return object{
		"issuer": object{"iss": id, "name": "Name of " + id, "website": "https://www.example/"},
		"keys":   keys, "lastRetrieved": "2026-04-30T12:00:00Z",
	}
}

func mustLoad(t testing.TB, data []byte) *Set {
	t.Helper()
	s, err := LoadSnapshot(data, "test")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustKey(t testing.TB, s *Set, issuer, kid string) Key {
	t.Helper()
	k, ok := s.Key(issuer, kid)
	if !ok {
		t.Fatalf("no key %s of %s", kid, issuer)
	}
	return k
}

func mustBundled(t testing.TB) *Set {
	t.Helper()
	s, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func codes(notes []Note) []string {
	var list []string
	for _, n := range notes {
		list = append(list, n.Code)
	}
	return list
}

// coordinatesOf returns a key's coordinates, 32 bytes each.
func coordinatesOf(t testing.TB, key *ecdsa.PublicKey) (x, y []byte) {
	t.Helper()
	point, err := key.Bytes()
	if err != nil || len(point) != 1+2*coordinateSize {
		t.Fatalf("point of %d bytes: %v", len(point), err)
	}
	return point[1 : 1+coordinateSize], point[1+coordinateSize:]
}
