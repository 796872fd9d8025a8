package trust

import (
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/trust/revocation"
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
		"unknown method": {[]any{crl(kid, 3, "abc").with("method", "RID")}, false, false, false,
			[]string{"list_method"}},
		"method missing": {[]any{crl(kid, 3, "abc").without("method")}, false, false, false,
			[]string{"list_method"}},
		"kid unknown":        {[]any{crl("abc", 3, "abc")}, false, false, false, []string{"list_key"}},
		"key of another set": {[]any{crl(kidOf(testKey(t, "c")), 3, "abc")}, false, false, false, []string{"list_key"}},
		"both methods": {[]any{crl(kid, 3, "x"), crl(kid, 9, "abc").with("method", "hash-fhir")}, true,
			true, true, nil},
		"methods, both old": {[]any{crl(kid, 1, "x"), crl(kid, 2, "abc").with("method", "hash-fhir")}, true,
			true, false, []string{"list_counter"}},
		"equal counters": {[]any{crl(kid, 3, "x"), crl(kid, "3", "abc")}, true, true, true,
			[]string{"list_joined"}},
		"the same list twice": {[]any{crl(kid, 3, "abc"), crl(kid, 3, "abc")}, true, true, true, nil},
		"word and number": {[]any{crl(kid, "v3", "abc"), crl(kid, 3, "x")}, true, true, true,
			[]string{"list_joined"}},
		"number and none": {[]any{crl(kid, 3, "x"), crl(kid, nil, "abc")}, true, true, true, []string{"list_joined"}},
		"two words": {[]any{crl(kid, "a", "abc"), crl(kid, "b", "x")}, true, true, false,
			[]string{"list_joined", "list_counter"}},
		"kid of another key": {[]any{crl(kidOf(other), 3, "abc")}, false, false, false, []string{"list_counter"}},
		"rids missing":       {[]any{crl(kid, 3).without("rids")}, false, false, false, []string{"list_malformed"}},
		"rids a text":        {[]any{crl(kid, 3).with("rids", "abc")}, false, false, false, []string{"list_malformed"}},
		"entries of junk": {[]any{crl(kid, 3, 1, nil, object{}, "=", "abc")}, true, true, true,
			[]string{"list_entries", "list_ids"}},
		"stamp of junk": {[]any{crl(kid, 3, "abc.x")}, true, true, true, []string{"list_stamps"}},
		"list is junk":  {[]any{1, nil, "a"}, false, false, false, []string{"list_key", "list_key", "list_key"}},
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
			if l := k.Revocation; l != nil &&
				(l.Revoked("abc", time.Unix(1<<31, 0)) != tt.revoked || l.InStep(k.CRLVersion) != tt.inStep) {
				t.Errorf("%+v", l)
			}
			if b := mustKey(t, s, "https://b.example", kid); b.Revocation != nil {
				t.Error("the list of one issuer is applied to another that has the same key")
			}
		})
	}
}

// TestUnreadableEntries: what cannot be read of a list is remembered, also in the
// compact form and merged.
func TestUnreadableEntries(t *testing.T) {
	key := testKey(t, "a").with("crlVersion", 3)
	for name, tt := range map[string]struct {
		entries    []any
		unreadable int
		named      string
	}{
		"texts":            {[]any{"abc", "$wrongrid!"}, 0, "$wrongrid!"},
		"empty":            {[]any{"", nil, "abc"}, 0, "abc"},
		"numbers":          {[]any{12, "abc"}, 0, "12"},
		"objects":          {[]any{object{"rid": "x"}, []any{"y"}, true, "abc"}, 3, "abc"},
		"nothing but junk": {[]any{object{}}, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustLoad(t, directory(t,
				issuerEntry(testIssuer, key).with("crls", []any{crl(kidOf(key), 3, tt.entries...)})))
			stored, err := Open(s.Compact(), "stored")
			if err != nil {
				t.Fatal(err)
			}
			merged, err := Merge(stored, mustLoad(t, directory(t, issuerEntry("https://b.example", key))))
			if err != nil {
				t.Fatal(err)
			}
			for _, set := range []*Set{s, stored, merged} {
				l := mustKey(t, set, testIssuer, kidOf(key)).Revocation
				if l.Unreadable() != tt.unreadable || tt.named != "" && !l.Revoked(tt.named, time.Now()) ||
					l.Revoked("", time.Now()) {
					t.Errorf("%d cannot be read, %+v", l.Unreadable(), l)
				}
			}
		})
	}
}

// TestUnusableListIsMissing: a key has a list that cannot be used, whether it
// announces one or not.
func TestUnusableListIsMissing(t *testing.T) {
	key := testKey(t, "a")
	for name, list := range map[string]object{
		"method":  crl(kidOf(key), 3, "abc").with("method", "bloom"),
		"entries": crl(kidOf(key), 3).with("rids", "abc"),
	} {
		s := mustLoad(t, directory(t, issuerEntry(testIssuer, key).with("crls", []any{list})))
		if k := mustKey(t, s, testIssuer, kidOf(key)); k.Revocation != nil || k.CRLVersion == "" {
			t.Errorf("%s: %+v", name, k)
		}
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

// TestTwoListsStored: both lists of a key come back from the compact form, and
// each is still replaced only by a newer one of its method.
func TestTwoListsStored(t *testing.T) {
	stored, err := Open(twoLists(t).Compact(), "stored")
	if err != nil {
		t.Fatal(err)
	}
	a := testKey(t, "a").with("crlVersion", 3)
	newer := loadAs(t, "newer", "2026-06-01T00:00:00Z", issuerEntry(testIssuer,
		a).with("crls", []any{crl(kidOf(a), 3, "new")}))
	for _, sets := range [][]*Set{{stored, newer}, {newer, stored}} {
		s, err := Merge(sets...)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{}
		k := mustKey(t, s, testIssuer, kidOf(a))
		for _, id := range []string{"de", "fghijk", "new"} {
			got[id] = k.Revocation.Revoked(id, time.Unix(0, 0))
		}
		if diff := cmp.Diff(map[string]bool{"de": false, "fghijk": true, "new": true}, got); diff != "" {
			t.Error(diff)
		}
		if k.Revocation.Counter != "3,7" || !k.Revocation.InStep("3") || len(s.Notes()) != 0 {
			t.Errorf("%+v, notes %+v", k.Revocation, s.Notes())
		}
	}
}

// TestListsOfOneKeyLimited: a key keeps working however many lists without a
// number are given to it.
func TestListsOfOneKeyLimited(t *testing.T) {
	key := testKey(t, "a")
	var lists []any
	for i := range maxKeys {
		lists = append(lists, crl(kidOf(key), "v"+strconv.Itoa(i), "id"+strconv.Itoa(i)))
	}
	more := []any{crl(kidOf(key), "z", "last")}
	s := mustLoad(t, directory(t, issuerEntry(testIssuer, key).with("crls", lists),
		issuerEntry(testIssuer, key).with("crls", more)))
	if n := mustKey(t, s, testIssuer, kidOf(key)).Revocation.Len(); n != revocation.MaxLists {
		t.Errorf("%d entries", n)
	}
	if diff := cmp.Diff([]string{"issuer_repeated", "list_count", "list_joined", "list_counter"},
		codes(s.Notes())); diff != "" {
		t.Error(diff)
	}
}
