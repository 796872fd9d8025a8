package trust

import (
	"bytes"
	"testing"

	"vaxcheck/trust/packed"
	"vaxcheck/trust/revocation"
)

// FuzzOpen puts a good checksum on what it is given, or nothing would ever get
// past it. A set that opens gives only keys that hash to their ids, and writing
// its facts anew loses none of them.
func FuzzOpen(f *testing.F) {
	f.Add(smallSet(f).Compact())
	f.Add(twoLists(f).Compact())
	f.Add([]byte(bundledData[:headerSize]))
	merged, err := Merge(smallSet(f), smallSet(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(merged.Compact())
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) >= headerSize {
			data = bytes.Clone(data)
			packed.Seal(data)
		}
		s, err := Open(data, "fuzz")
		if err != nil {
			return
		}
		probe(t, s)
		if s.Info().Issuers > 50 {
			return // enough to see what may go wrong, and quick
		}
		facts := s.compact.contents()
		again, err := facts.encode()
		if err != nil {
			return
		}
		if _, err := Open(again, "fuzz"); err != nil {
			t.Errorf("what was written cannot be opened: %v", err)
		}
	})
}

func FuzzLoadSnapshot(f *testing.F) {
	a := testKey(f, "a").with("crlVersion", 1).with("x5c", []string{"AAAA"})
	f.Add(directory(f, issuerEntry(testIssuer, a, testKey(f, "b")).with("crls", []any{crl(kidOf(a), 1, "abc.5", "=")})))
	f.Add(directory(f, issuerEntry(testIssuer, a.with("d", "x"))))
	f.Add(directory(f, issuerEntry(testIssuer, a, testKey(f, "b")), issuerEntry("https://b.example", a.with("d", "x"))))
	lists := []any{crl(kidOf(a), "x", "abc"), crl(kidOf(a), 1, "de").with("method", revocation.MethodHashFHIR),
		crl(kidOf(testKey(f, "b")), 1, "a")}
	f.Add(directory(f, issuerEntry(testIssuer, a).with("crls", lists)))
	f.Add([]byte(`{"issuerInfo":[{"issuer":{"iss":1},"keys":[[]],"crls":{}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := LoadSnapshot(data, "fuzz"); err == nil {
			checkLoaded(t, s)
		}
	})
}

func FuzzLoadJWKS(f *testing.F) {
	f.Add(marshal(f, object{"keys": []object{testKey(f, "a"), testKey(f, "b").with("kty", "RSA")}}), testIssuer)
	f.Add([]byte(`{"keys":[{"kty":"EC","x":1}]}`), "")
	f.Fuzz(func(t *testing.T, data []byte, issuer string) {
		s, err := LoadJWKS(data, issuer, "fuzz")
		if err != nil {
			return
		}
		checkLoaded(t, s)
		if s.Info().Issuers != 1 || len(s.Keys(issuer)) != s.Info().Keys {
			t.Errorf("%+v", s.Info())
		}
	})
}

// checkLoaded: a set that loads has a key, every key it counts is there, and it
// comes back from its compact form as it was.
func checkLoaded(t *testing.T, s *Set) {
	t.Helper()
	probe(t, s)
	keys := 0
	for is := range s.Issuers() {
		keys += len(s.Keys(is.ID))
	}
	if keys == 0 || keys != s.Info().Keys {
		t.Errorf("%d keys, %d counted", keys, s.Info().Keys)
	}
	facts := s.compact.contents()
	if again, err := facts.encode(); err != nil || !bytes.Equal(again, s.Compact()) {
		t.Errorf("changed by its compact form (%v)", err)
	}
}
