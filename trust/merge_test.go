package trust

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func loadAs(t *testing.T, source, created string, entries ...object) *Set {
	t.Helper()
	s, err := LoadSnapshot(marshal(t,
		object{"directory": "https://d.example", "time": created, "issuerInfo": entries}), source)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestMerge(t *testing.T) {
	a, b, c := testKey(t, "a"), testKey(t, "b"), testKey(t, "c")
	first := loadAs(t, "one.json", "2026-05-01T00:00:00Z", issuerEntry(testIssuer,
		a.with("crlVersion", 9)).with("crls", []any{crl(kidOf(a), 9, "nine")}))
	second := loadAs(t, "two.json", "2025-05-01T00:00:00Z",
		issuerEntry(testIssuer, b, a.with("crlVersion", 10)).with("crls", []any{crl(kidOf(a), 10, "ten")}),
		issuerEntry("https://b.example", c, testKey(t, "d").with("d", "x")))
	bare, err := LoadJWKS(marshal(t, object{"keys": []object{c}}), testIssuer, "three.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Merge(first, second, bare)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(first.Info().SHA256 + "\n" + second.Info().SHA256 + "\n" + bare.Info().SHA256 + "\n"))
	want := Info{
		Source: "one.json, two.json, three.json", Latest: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC),
		SHA256: hex.EncodeToString(sum[:]), Origin: "https://d.example", Issuers: 2, Keys: 4,
	}
	if diff := cmp.Diff(want, s.Info()); diff != "" {
		t.Error(diff)
	}
	sources := map[string]string{}
	for _, k := range s.Keys(testIssuer) {
		sources[k.ID] = k.Source
	}
	if diff := cmp.Diff(map[string]string{kidOf(a): "one.json", kidOf(b): "two.json", kidOf(c): "three.json"},
		sources); diff != "" {
		t.Error(diff)
	}
	k := mustKey(t, s, testIssuer, kidOf(a))
	if k.CRLVersion != "10" || !k.Revocation.InStep("10") || !k.Revocation.Revoked("ten", time.Unix(0, 0)) {
		t.Errorf("older revocation list kept: %+v", k)
	}
	if _, ok := s.Key("https://b.example", kidOf(a)); ok {
		t.Error("key of another issuer")
	}
	if diff := cmp.Diff([]string{"private_key"}, codes(s.Notes())); diff != "" {
		t.Error(diff)
	}
}

func TestMergeOfMerged(t *testing.T) {
	var sets []*Set
	for _, name := range []string{"a", "b", "c"} {
		sets = append(sets, loadAs(t, name,
			"2026-05-01T00:00:00Z", issuerEntry("https://"+name+".example", testKey(t, name))))
	}
	inner, err := Merge(sets[1:]...)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Merge(sets[0], inner)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Info().Source; got != "a, b, c" {
		t.Error(got)
	}
	for _, name := range []string{"a", "b", "c"} {
		if k := mustKey(t, s, "https://"+name+".example", kidOf(testKey(t, name))); k.Source != name {
			t.Errorf("%s comes from %s", name, k.Source)
		}
	}
}

func TestMergeBundled(t *testing.T) {
	extra := smallSet(t)
	s, err := Merge(mustBundled(t), extra)
	if err != nil {
		t.Fatal(err)
	}
	if i := s.Info(); i.Issuers != 653 || i.Keys != 964 || i.Source != "bundled, test" {
		t.Errorf("%+v", i)
	}
	if k := mustKey(t, s, japan, "zAa3HKmmj-gAlTasE5Wc_7PAvY9hR_8La5XVr60E41w"); k.Source != "bundled" ||
		len(k.Periods) != 1 {
		t.Errorf("%+v", k)
	}
}

func TestMergeEdges(t *testing.T) {
	for _, sets := range [][]*Set{nil, {nil}, {mustBundled(t), nil}} {
		if _, err := Merge(sets...); err == nil {
			t.Errorf("%d sets merged", len(sets))
		}
	}
	if s, err := Merge(mustBundled(t)); err != nil || s != mustBundled(t) {
		t.Errorf("one set merged gives another: %v", err)
	}
}

// TestSeveralCertificates: entries of one key that differ in their certificates
// are one key with several periods.
func TestSeveralCertificates(t *testing.T) {
	from := func(year int) Period {
		return Period{NotBefore: time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC),
			NotAfter: time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC), NamesIssuer: true}
	}
	is := issuerContents{id: testIssuer}
	for _, year := range []int{2021, 2022, 2021} {
		is.add(keyContents{id: "k", periods: []Period{from(year)}})
	}
	if diff := cmp.Diff([]Period{from(2021), from(2022)}, is.keys[0].periods); len(is.keys) != 1 || diff != "" {
		t.Errorf("%d keys: %s", len(is.keys), diff)
	}
}

// TestMergeLooseLists: a list finds its key in another set, under the same
// issuer and under no other.
func TestMergeLooseLists(t *testing.T) {
	const day = "2026-05-01T00:00:00Z"
	a, b := testKey(t, "a").with("crlVersion", 4), testKey(t, "b")
	keys := loadAs(t, "keys", day, issuerEntry(testIssuer, a), issuerEntry("https://b.example", a))
	lists := loadAs(t, "lists", day, issuerEntry(testIssuer, b).with("crls", []any{crl(kidOf(a), 4, "abc")}))
	third := loadAs(t, "third", day, issuerEntry("https://c.example", b))
	if diff := cmp.Diff([]string{"list_key"}, codes(lists.Notes())); diff != "" {
		t.Error(diff)
	}
	unattached, err := Merge(lists, third)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"list_key"}, codes(unattached.Notes())); diff != "" || !unattached.Notes()[0].Dropped {
		t.Error(diff)
	}
	for name, sets := range map[string][]*Set{"first": {lists, keys}, "last": {keys, third, lists},
		"merged before": {unattached, keys}} {
		t.Run(name, func(t *testing.T) {
			s, err := Merge(sets...)
			if err != nil {
				t.Fatal(err)
			}
			k := mustKey(t, s, testIssuer, kidOf(a))
			if k.Revocation == nil || !k.Revocation.Revoked("abc", time.Unix(0, 0)) || !k.Revocation.InStep("4") {
				t.Errorf("%+v", k)
			}
			if k := mustKey(t, s, "https://b.example", kidOf(a)); k.Revocation != nil {
				t.Error("the list of one issuer is applied to another that has the same key")
			}
			if len(s.Notes()) != 0 {
				t.Errorf("%+v", s.Notes())
			}
		})
	}
}

// TestMergeJoinsLists: lists that nothing tells apart by age both count, which
// is noted once however often sets are merged.
func TestMergeJoinsLists(t *testing.T) {
	const day = "2026-05-01T00:00:00Z"
	a := testKey(t, "a").with("crlVersion", 4)
	var sets []*Set
	for name, ctr := range map[string]any{"number": 4, "word": "v5"} {
		sets = append(sets, loadAs(t, name, day,
			issuerEntry(testIssuer, a).with("crls", []any{crl(kidOf(a), ctr, name)})))
	}
	s, err := Merge(sets...)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Merge(s, sets[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Set{s, again} {
		l := mustKey(t, s, testIssuer, kidOf(a)).Revocation
		if !l.Revoked("number", time.Unix(0, 0)) || !l.Revoked("word", time.Unix(0, 0)) || l.Len() != 2 {
			t.Errorf("%+v", l)
		}
		if diff := cmp.Diff([]string{"list_joined"}, codes(s.Notes())); diff != "" {
			t.Error(diff)
		}
	}
}

func TestMergeTimes(t *testing.T) {
	older := loadAs(t, "older", "2024-01-02T00:00:00Z", issuerEntry(testIssuer, testKey(t, "a")))
	newer := loadAs(t, "newer", "2026-03-04T00:00:00Z", issuerEntry(testIssuer, testKey(t, "a")))
	bare, err := LoadJWKS(marshal(t, object{"keys": []object{testKey(t, "a")}}), testIssuer, "bare")
	if err != nil {
		t.Fatal(err)
	}
	inner, err := Merge(bare, newer)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		sets            []*Set
		created, latest time.Time
	}{
		"one":             {[]*Set{older}, older.Info().Created, older.Info().Created},
		"one, unknown":    {[]*Set{bare}, time.Time{}, time.Time{}},
		"older first":     {[]*Set{older, newer}, older.Info().Created, newer.Info().Created},
		"newer first":     {[]*Set{newer, older}, older.Info().Created, newer.Info().Created},
		"unknown last":    {[]*Set{newer, older, bare}, time.Time{}, newer.Info().Created},
		"unknown first":   {[]*Set{bare, older}, time.Time{}, older.Info().Created},
		"unknown both":    {[]*Set{bare, bare}, time.Time{}, time.Time{}},
		"unknown in part": {[]*Set{inner, older}, time.Time{}, newer.Info().Created},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := Merge(tt.sets...)
			if err != nil {
				t.Fatal(err)
			}
			if i := s.Info(); !i.Created.Equal(tt.created) || !i.Latest.Equal(tt.latest) {
				t.Errorf("created %v, latest %v", i.Created, i.Latest)
			}
		})
	}
}

// TestMergeSameCounter: of two ways to write one counter the first set's stays.
func TestMergeSameCounter(t *testing.T) {
	is := issuerContents{id: testIssuer}
	for _, counter := range []string{"7", "007", "6"} {
		is.add(keyContents{id: "k", crlVersion: counter})
	}
	if len(is.keys) != 1 || is.keys[0].crlVersion != "7" {
		t.Errorf("%+v", is.keys)
	}
}
