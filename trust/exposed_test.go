package trust

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExposedInKeySet: a key stands in a set without its private half, and again
// in an entry that has it and may have anything else wrong.
func TestExposedInKeySet(t *testing.T) {
	key, good := testKey(t, "exposed"), testKey(t, "good")
	private := key.with("d", "AAAA")
	tests := map[string]object{
		"kid right":       private,
		"kid wrong":       private.with("kid", good["kid"]),
		"kid missing":     private.without("kid"),
		"other algorithm": private.with("alg", "ES384"),
		"for encryption":  private.with("use", "enc"),
		"type missing":    private.without("kty"),
		"d null":          key.with("d", nil),
	}
	for name, entry := range tests {
		t.Run(name, func(t *testing.T) {
			for _, keys := range [][]object{{entry, key, good}, {key, good, entry}} {
				s, err := LoadJWKS(marshal(t, object{"keys": keys}), testIssuer, "test")
				if err != nil {
					t.Fatal(err)
				}
				checkExposed(t, s, kidOf(key), 2)
				mustKey(t, s, testIssuer, kidOf(good))
			}
			if _, err := LoadJWKS(marshal(t, object{"keys": []object{key, entry}}), testIssuer,
				"test"); !errors.Is(err, ErrNoKeys) {
				t.Errorf("alone: %v", err)
			}
		})
	}
}

// checkExposed: no issuer of the set has the key, and that is noted so often.
func checkExposed(t *testing.T, s *Set, kid string, notes int) {
	t.Helper()
	for is := range s.Issuers() {
		if _, ok := s.Key(is.ID, kid); ok {
			t.Errorf("%s still has the key", is.ID)
		}
		if n := len(s.Keys(is.ID)); n != is.KeyCount {
			t.Errorf("%s: %d keys, %d counted", is.ID, n, is.KeyCount)
		}
	}
	got := 0
	for _, n := range s.Notes() {
		if n.Code == "private_key" && n.Dropped {
			got++
		}
	}
	if got != notes {
		t.Errorf("%d notes of a private key, want %d: %+v", got, notes, s.Notes())
	}
}

// TestExposedByAnotherIssuer: who publishes the private half does not matter,
// nor whether anything else of that issuer can be used.
func TestExposedByAnotherIssuer(t *testing.T) {
	key, good := testKey(t, "exposed"), testKey(t, "good")
	crowd := make([]object, maxKeys+1)
	for i := range crowd {
		crowd[i] = testKey(t, strings.Repeat("k", i))
	}
	private := key.with("d", "AAAA")
	tests := map[string]struct {
		by    object
		notes int
	}{
		"another issuer":       {issuerEntry("https://b.example", private), 2},
		"among other keys":     {issuerEntry("https://b.example", good, private), 2},
		"same issuer again":    {issuerEntry(testIssuer, private), 2},
		"issuer without an id": {issuerEntry("", private), 1},
		"after too many keys":  {issuerEntry("https://b.example", append(crowd, private)...), 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			honest := issuerEntry(testIssuer, key, good).with("crls", []any{crl(kidOf(key), 1, "abc")})
			for _, entries := range [][]object{{honest, tt.by}, {tt.by, honest}} {
				s := mustLoad(t, directory(t, entries...))
				checkExposed(t, s, kidOf(key), tt.notes)
				mustKey(t, s, testIssuer, kidOf(good))
				for _, n := range s.Notes() {
					if strings.HasPrefix(n.Code, "list_") {
						t.Errorf("the list of a key that is left out is noted: %+v", n)
					}
				}
			}
		})
	}
}

// TestExposedShortened: leaving out a leading zero gives the same key another
// thumbprint, and no better a private half.
func TestExposedShortened(t *testing.T) {
	for i := range 5000 {
		x, y := testPoint(t, strings.Repeat("s", i))
		if x[0] != 0 {
			continue
		}
		full, short := pointKey(x, y), pointKey(x[1:], y)
		for _, pair := range [][2]object{{full, short}, {short, full}} {
			s := mustLoad(t, directory(t, issuerEntry(testIssuer, pair[0].with("d", "AAAA"), pair[1],
				testKey(t, "good"))))
			checkExposed(t, s, kidOf(pair[1]), 2)
		}
		return
	}
	t.Error("no key with a leading zero found")
}

func TestExposedInMerge(t *testing.T) {
	key, good := testKey(t, "exposed"), testKey(t, "good")
	clean := loadAs(t, "clean", "2026-05-01T00:00:00Z", issuerEntry(testIssuer, key, good),
		issuerEntry("https://b.example", key))
	leaky := loadAs(t, "leaky", "2026-05-01T00:00:00Z",
		issuerEntry("https://c.example", key.with("d", "AAAA").without("kid"), good))
	other := loadAs(t, "other", "2026-05-01T00:00:00Z", issuerEntry("https://d.example", testKey(t, "d")))
	stored, err := Open(clean.Compact(), "stored")
	if err != nil {
		t.Fatal(err)
	}
	inner, err := Merge(other, leaky)
	if err != nil {
		t.Fatal(err)
	}
	for name, sets := range map[string][]*Set{
		"first": {leaky, clean}, "last": {clean, other, leaky}, "stored": {stored, leaky},
		"merged before": {inner, clean},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Merge(sets...)
			if err != nil {
				t.Fatal(err)
			}
			checkExposed(t, s, kidOf(key), 3)
			mustKey(t, s, testIssuer, kidOf(good))
			if is, ok := s.Issuer("https://b.example"); !ok || is.KeyCount != 0 {
				t.Errorf("%+v", is)
			}
		})
	}
	mustKey(t, clean, testIssuer, kidOf(key)) // a set never changes
	only := loadAs(t, "only", "2026-05-01T00:00:00Z", issuerEntry(testIssuer, key))
	swapped := loadAs(t, "swapped", "2026-05-01T00:00:00Z", issuerEntry(testIssuer, key.with("d", "AAAA"), good))
	third := loadAs(t, "third", "2026-05-01T00:00:00Z", issuerEntry(testIssuer, good.with("d", "AAAA"), key))
	if _, err := Merge(only, swapped, third); !errors.Is(err, ErrNoKeys) {
		t.Errorf("nothing left: %v", err)
	}
}

// TestExposedBundled: a bundled key goes, too, and the other 960 stay.
func TestExposedBundled(t *testing.T) {
	k := mustBundled(t).Keys(japan)[0]
	leaky := loadAs(t, "leaky", "2026-05-01T00:00:00Z",
		issuerEntry(testIssuer, pointKey(coordinatesOf(t, k.Public)).with("d", "AAAA"), testKey(t, "good")))
	s, err := Merge(mustBundled(t), leaky)
	if err != nil {
		t.Fatal(err)
	}
	checkExposed(t, s, k.ID, 2)
	if diff := cmp.Diff(961, s.Info().Keys); diff != "" {
		t.Error(diff)
	}
}
