package trust

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func crl(kid string, ctr any, rids ...any) object {
	return object{"kid": kid, "method": "rid", "ctr": ctr, "rids": append([]any{}, rids...)}
}

func TestLists(t *testing.T) {
	key, other := testKey(t, "a").with("crlVersion", 3), testKey(t, "b")
	kid := kidOf(key)
	tests := map[string]struct {
		lists   []any
		revoked bool // the card "abc", issued now
		held    bool
		inStep  bool
		codes   []string
	}{
		"none":                {nil, false, false, false, nil},
		"number counter":      {[]any{crl(kid, 3, "abc")}, true, true, true, nil},
		"text counter":        {[]any{crl(kid, "3", "abc")}, true, true, true, nil},
		"counter differs":     {[]any{crl(kid, 4, "abc")}, true, true, false, []string{"list_counter"}},
		"no counter":          {[]any{crl(kid, nil, "abc")}, true, true, false, []string{"list_counter"}},
		"hash-fhir":           {[]any{crl(kid, 3, "abc").with("method", "hash-fhir")}, true, true, true, nil},
		"empty":               {[]any{crl(kid, 3)}, false, true, true, nil},
		"other id":            {[]any{crl(kid, 3, "abd")}, false, true, true, nil},
		"higher counter wins": {[]any{crl(kid, 2, "abc"), crl(kid, 3, "abd")}, false, true, true, nil},
		"lower comes second":  {[]any{crl(kid, 3, "abc"), crl(kid, 2)}, true, true, true, nil},
		"unknown method":      {[]any{crl(kid, 3, "abc").with("method", "RID")}, false, false, false, []string{"list_method"}},
		"method missing":      {[]any{crl(kid, 3, "abc").without("method")}, false, false, false, []string{"list_method"}},
		"kid unknown":         {[]any{crl("abc", 3, "abc")}, false, false, false, []string{"list_key"}},
		"key of another set":  {[]any{crl(kidOf(testKey(t, "c")), 3, "abc")}, false, false, false, []string{"list_key"}},
		"both methods":        {[]any{crl(kid, 3, "x"), crl(kid, 9, "abc").with("method", "hash-fhir")}, true, true, true, nil},
		"methods, both old":   {[]any{crl(kid, 1, "x"), crl(kid, 2, "abc").with("method", "hash-fhir")}, true, true, false, []string{"list_counter"}},
		"equal counters":      {[]any{crl(kid, 3, "x"), crl(kid, "3", "abc")}, true, true, true, []string{"list_joined"}},
		"the same list twice": {[]any{crl(kid, 3, "abc"), crl(kid, 3, "abc")}, true, true, true, nil},
		"word and number":     {[]any{crl(kid, "v3", "abc"), crl(kid, 3, "x")}, true, true, true, []string{"list_joined"}},
		"number and none":     {[]any{crl(kid, 3, "x"), crl(kid, nil, "abc")}, true, true, true, []string{"list_joined"}},
		"two words":           {[]any{crl(kid, "a", "abc"), crl(kid, "b", "x")}, true, true, false, []string{"list_joined", "list_counter"}},
		"kid of another key":  {[]any{crl(kidOf(other), 3, "abc")}, false, false, false, []string{"list_counter"}},
		"rids missing":        {[]any{crl(kid, 3).without("rids")}, false, false, false, []string{"list_malformed"}},
		"rids a text":         {[]any{crl(kid, 3).with("rids", "abc")}, false, false, false, []string{"list_malformed"}},
		"entries of junk":     {[]any{crl(kid, 3, 1, nil, object{}, "=", "abc")}, true, true, true, []string{"list_entries"}},
		"stamp of junk":       {[]any{crl(kid, 3, "abc.x")}, true, true, true, []string{"list_stamps"}},
		"list is junk":        {[]any{1, nil, "a"}, false, false, false, []string{"list_key", "list_key", "list_key"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			entry := issuerEntry(testIssuer, key, other).with("crls", tt.lists)
			s := mustLoad(t, directory(t, entry, issuerEntry("https://b.example", key)))
			if diff := cmp.Diff(tt.codes, codes(s.Notes())); diff != "" {
				t.Error(diff)
			}
			k := mustKey(t, s, testIssuer, kid)
			if (k.Revocation != nil) != tt.held {
				t.Fatalf("held: %v", k.Revocation != nil)
			}
			if l := k.Revocation; l != nil && (l.Revoked("abc", time.Unix(1<<31, 0)) != tt.revoked || l.InStep(k.CRLVersion) != tt.inStep) {
				t.Errorf("%+v", l)
			}
			if b := mustKey(t, s, "https://b.example", kid); b.Revocation != nil {
				t.Error("the list of one issuer is applied to another that has the same key")
			}
		})
	}
}

func TestTooManyLists(t *testing.T) {
	key := testKey(t, "a")
	lists := make([]any, maxKeys+1)
	for i := range lists {
		lists[i] = crl(kidOf(key), 1)
	}
	s := mustLoad(t, directory(t, issuerEntry(testIssuer, key).with("crls", lists)))
	notes := s.Notes()
	if n := len(notes); n != 2 || notes[0].Code != "list_count" || notes[1].Code != "list_counter" {
		t.Errorf("%+v", notes)
	}
}
