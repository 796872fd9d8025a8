package trust

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestReferenceKeys loads the key sets of the reference validator's tests.
func TestReferenceKeys(t *testing.T) {
	const example = "https://smarthealth.cards/examples/issuer"
	tests := map[string]struct {
		keys, periods int
		codes         []string
	}{
		"valid_key.json":                    {1, 0, nil},
		"valid_keys.json":                   {3, 0, nil},
		"valid_key_with_x5c.json":           {1, 1, nil},
		"valid_2_chain.public.json":         {1, 1, nil},
		"issuer.jwks.public.not.smart.json": {1, 0, nil},
		"wrong_kid_key.json":                {0, 0, nil},
		"wrong_curve_key.json":              {0, 0, nil},
		"wrong_use_key.json":                {0, 0, nil},
		"wrong_alg_key.json":                {0, 0, nil},
		"wrong_kty_key.json":                {0, 0, nil},
		"invalid_DNS_SAN.public.json":       {1, 1, []string{"certificate_issuer"}},
		"invalid_no_SAN.public.json":        {1, 1, []string{"certificate_issuer"}},
		"cert_mismatch.public.json":         {1, 0, []string{"certificate_key"}},
		"invalid_chain.public.json":         {1, 1, nil}, // chains are not followed
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := LoadJWKS(sharedBytes(t, "corpus", "shc-reference", "keys", name), example, name)
			if (err == nil) != (tt.keys > 0) {
				t.Fatal(err)
			}
			if err != nil {
				return
			}
			periods := 0
			for _, k := range s.Keys(example) {
				periods += len(k.Periods)
			}
			if s.Info().Keys != tt.keys || periods != tt.periods || !s.Info().Created.IsZero() ||
				s.Info().OriginSHA256 != "" {
				t.Errorf("%d periods, %+v", periods, s.Info())
			}
			if diff := cmp.Diff(tt.codes, codes(s.Notes())); diff != "" {
				t.Error(diff)
			}
		})
	}
	files, err := filepath.Glob(filepath.Join(sharedFile(t, "corpus", "shc-reference", "keys"), "*key*.json"))
	if err != nil || len(files) < 8 {
		t.Errorf("%d key files, %v", len(files), err)
	}
}

// TestReferenceCertificateIssuer: the same certificate under another issuer is
// noted, and the key stays.
func TestReferenceCertificateIssuer(t *testing.T) {
	data := sharedBytes(t, "corpus", "shc-reference", "keys", "valid_key_with_x5c.json")
	s, err := LoadJWKS(data, "https://invalid.url", "test")
	if err != nil {
		t.Fatal(err)
	}
	keys := s.Keys("https://invalid.url")
	if len(keys) != 1 || len(keys[0].Periods) != 1 || keys[0].Periods[0].NamesIssuer {
		t.Fatalf("%+v", keys)
	}
	p := keys[0].Periods[0]
	if !p.Contains(p.NotBefore) || !p.Contains(p.NotAfter) ||
		p.Contains(p.NotBefore.Add(-time.Nanosecond)) || p.Contains(p.NotAfter.Add(time.Nanosecond)) {
		t.Error("period does not include both ends, or more")
	}
	if diff := cmp.Diff([]string{"certificate_issuer"}, codes(s.Notes())); diff != "" {
		t.Error(diff)
	}
}

// TestReferenceLists loads the revocation lists of the reference validator's
// tests, each with one thing wrong.
func TestReferenceLists(t *testing.T) {
	const kid = "hrvC0uzB16UXK83BnPo7Glg685b1D6iYOyJd5hpRaAA"
	tests := map[string]struct {
		held   bool
		len    int
		inStep bool
		codes  []string
	}{
		"invalid-method":    {false, 0, false, []string{"list_method"}},
		"non-base64url-rid": {true, 4, true, []string{"list_ids"}},
		"duplicate-rid":     {true, 4, true, nil},
		"too-long-rid":      {true, 4, true, []string{"list_ids"}},
		"version-mismatch":  {true, 4, false, []string{"list_counter"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := []string{"corpus", "shc-reference", "badcrl", name, ".well-known"}
			jwks := parsed(t, sharedBytes(t, append(dir, "jwks.json")...))
			list := parsed(t, sharedBytes(t, append(dir, "crl", kid+".json")...))
			entry := issuerEntry(testIssuer).with("keys", jwks["keys"]).with("crls", []any{list})
			s := mustLoad(t, directory(t, entry))
			k := mustKey(t, s, testIssuer, kid)
			if k.CRLVersion != "1" || !k.Specimen || (k.Revocation != nil) != tt.held {
				t.Fatalf("%+v", k)
			}
			if diff := cmp.Diff(tt.codes, codes(s.Notes())); diff != "" {
				t.Error(diff)
			}
			if l := k.Revocation; l != nil && (l.Len() != tt.len || l.InStep(k.CRLVersion) != tt.inStep) {
				t.Errorf("%d entries, in step: %v", l.Len(), l.InStep(k.CRLVersion))
			}
		})
	}
}

func parsed(t *testing.T, data []byte) object {
	t.Helper()
	var o object
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	return o
}
