package trust

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/trust/packed"
	"vaxcheck/trust/revocation"
)

func smallSet(t testing.TB) *Set {
	t.Helper()
	a := testKey(t, "a").with("crlVersion", 2)
	entry := issuerEntry(testIssuer, a, testKey(t, "b")).with("crls", []any{crl(kidOf(a), 2, "abc.5", "de")})
	return mustLoad(t, directory(t, entry, issuerEntry("https://b.example", testKey(t, "c"))))
}

// twoLists is a set with a key that has lists of both methods.
func twoLists(t testing.TB) *Set {
	t.Helper()
	a := testKey(t, "a").with("crlVersion", 2)
	lists := []any{crl(kidOf(a), 2, "abc.5", "de"),
		crl(kidOf(a), 7, "fghijk").with("method", revocation.MethodHashFHIR)}
	return mustLoad(t, directory(t, issuerEntry(testIssuer, a).with("crls", lists)))
}

// everything is everything a set answers.
func everything(s *Set) map[string][]Key {
	all := map[string][]Key{}
	for is := range s.Issuers() {
		all[is.ID] = s.Keys(is.ID)
	}
	return all
}

func TestCompactRoundTrip(t *testing.T) {
	for name, s := range map[string]*Set{"bundled": mustBundled(t), "small": smallSet(t), "two lists": twoLists(t)} {
		again, err := Open(s.Compact(), s.source)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(everything(s), everything(again),
			cmp.AllowUnexported(revocation.List{}, revocation.Listing{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		f := s.compact.contents()
		data, err := f.encode()
		if err != nil || !bytes.Equal(data, s.Compact()) {
			t.Errorf("%s: other bytes from the same facts (%v)", name, err)
		}
	}
}

func TestCompactIgnoresOrderOfIssuers(t *testing.T) {
	a, b := issuerEntry("https://a.example", testKey(t, "a")), issuerEntry("https://b.example", testKey(t, "b"))
	one, two := mustLoad(t, directory(t, a, b)), mustLoad(t, directory(t, b, a))
	x, y := one.Compact(), two.Compact()
	if !bytes.Equal(x[headerSize:], y[headerSize:]) {
		t.Error("other bytes for the same issuers")
	}
}

func TestOpenCopies(t *testing.T) {
	data := smallSet(t).Compact()
	s, err := Open(data, "test")
	if err != nil {
		t.Fatal(err)
	}
	clear(data)
	mustKey(t, s, testIssuer, kidOf(testKey(t, "a")))
}

func TestOpenRefuses(t *testing.T) {
	good := smallSet(t).Compact()
	edit := func(at int, v uint32) []byte {
		c := bytes.Clone(good)
		binary.BigEndian.PutUint32(c[at:], v)
		packed.Seal(c)
		return c
	}
	extended := append(bytes.Clone(good), 0)
	packed.Seal(extended)
	unsealed := bytes.Clone(good)
	unsealed[len(unsealed)-1] ^= 1
	tests := map[string]struct {
		data []byte
		want error
	}{
		"empty":                  {nil, ErrDamaged},
		"magic only":             {good[:8], ErrDamaged},
		"header only":            {good[:headerSize], ErrDamaged},
		"other file":             {[]byte("{\"issuerInfo\":[]}                                                                "), ErrDamaged},
		"later version":          {edit(len(compactForm.Magic), compactForm.Version+1), ErrVersion},
		"earlier version":        {edit(len(compactForm.Magic), compactForm.Version-1), ErrVersion},
		"checksum":               {unsealed, ErrDamaged},
		"bytes at the end":       {extended, ErrDamaged},
		"too many issuers":       {edit(atCounts, 1<<31), ErrDamaged},
		"one issuer less":        {edit(atCounts, 1), ErrDamaged},
		"counts that overflow":   {edit(atCounts+8, 1<<32-1), ErrDamaged},
		"heap beyond the end":    {edit(atCounts+12, 1<<32-1), ErrDamaged},
		"larger than any set is": {make([]byte, maxCompact+1), ErrTooLarge},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Open(tt.data, "test"); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

// probe asks a set everything. Whatever the set was made of, a key it gives
// hashes to its id.
func probe(t testing.TB, s *Set) {
	t.Helper()
	const enough = 50 // issuers, as a hostile set may have very many
	asked := 0
	for is := range s.Issuers() {
		if asked++; asked > enough {
			break
		}
		s.Issuer(is.ID)
		for _, k := range s.Keys(is.ID) {
			c := coordinates{xLen: coordinateSize, yLen: coordinateSize}
			x, y := coordinatesOf(t, k.Public)
			copy(c.x[:], x)
			copy(c.y[:], y)
			if short := c.x[0] == 0 || c.y[0] == 0; k.ID != k.Thumbprint || !short && k.ID != c.thumbprint() {
				t.Errorf("key %s does not hash to its id", k.ID)
			}
			if k.Revocation != nil {
				k.Revocation.Revoked("abc", time.Unix(0, 0))
			}
			s.Key(is.ID, k.ID)
		}
	}
	s.Info()
}

// TestDamage flips and cuts the compact form everywhere. With the checksum as it
// was, every change is found; with a new one, nothing worse than a missing or
// changed answer may happen, and never a key that is not its id's.
func TestDamage(t *testing.T) {
	damageEverywhere(t, smallSet(t).Compact())
	damageEverywhere(t, twoLists(t).Compact())
	for at := 0; at < len(bundledData); at += 997 {
		c := []byte(bundledData)
		c[at] ^= 0x55
		if _, err := Open(c, "test"); err == nil {
			t.Errorf("byte %d of the bundled set changed unnoticed", at)
		}
		if _, err := Open(c[:at], "test"); err == nil {
			t.Errorf("bundled set cut at %d unnoticed", at)
		}
	}
}

func damageEverywhere(t *testing.T, good []byte) {
	t.Helper()
	for at := range good {
		c := bytes.Clone(good)
		c[at] ^= 0x55
		if _, err := Open(c, "test"); err == nil {
			t.Errorf("byte %d changed unnoticed", at)
		}
		packed.Seal(c)
		if s, err := Open(c, "test"); err == nil {
			probe(t, s)
		}
		if _, err := Open(good[:at], "test"); err == nil {
			t.Errorf("cut at %d unnoticed", at)
		}
	}
}

// TestForgedPoint: a point that is not its thumbprint's is no key, even with a
// good checksum, and neither is one whose revocation list cannot be read.
func TestForgedPoint(t *testing.T) {
	s := smallSet(t)
	kid := kidOf(testKey(t, "a"))
	points := headerSize + s.compact.issuers*issuerSize + s.compact.entries*entrySize
	at := bytes.Index(s.Compact()[points:], []byte("abc"))
	if at < 0 {
		t.Fatal("no list")
	}
	for name, change := range map[string]func(c []byte){
		"every x":           func(c []byte) { forEachPoint(s, c, points, sumSize+31) },
		"every length":      func(c []byte) { forEachPoint(s, c, points, pointSize-1) },
		"width of list":     func(c []byte) { c[points+at-2] ^= 1 },
		"size of list":      func(c []byte) { c[points+at-1] ^= 0x7f },
		"point elsewhere":   func(c []byte) { forEachEntry(s, c, 0, uint32(s.compact.points)) },
		"detail elsewhere":  func(c []byte) { forEachEntry(s, c, 4, 1<<30) },
		"detail at the end": func(c []byte) { forEachEntry(s, c, 4, uint32(len(s.compact.heap))) },
	} {
		c := s.Compact()
		change(c)
		packed.Seal(c)
		forged, err := Open(c, "test")
		if err != nil {
			t.Fatal(name, err)
		}
		if k, ok := forged.Key(testIssuer, kid); ok {
			t.Errorf("%s: %+v", name, k)
		}
	}
}

func forEachPoint(s *Set, c []byte, points, offset int) {
	for i := range s.compact.points {
		c[points+i*pointSize+offset] ^= 1
	}
}

func forEachEntry(s *Set, c []byte, offset int, to uint32) {
	for i := range s.compact.entries {
		binary.BigEndian.PutUint32(c[headerSize+s.compact.issuers*issuerSize+i*entrySize+offset:], to)
	}
}
