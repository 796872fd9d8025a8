package refresh

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

func TestAdmit(t *testing.T) {
	held := directory(t, 10, many(t, 20)...)
	newer := sign(t, directory(t, 11, many(t, 20)...))
	unsigned := newer
	unsigned.Signature = nil
	another := newer
	another.Signature = sign(t, held).Signature
	changed := newer
	changed.Data = append(bytes.Clone(newer.Data), '\n')
	set := func(s signed.Snapshot) []string { return []string{s.SHA256()} }
	tests := map[string]struct {
		candidate signed.Snapshot
		now       time.Time // day 11 if zero
		aside     []string
		want      Reason
		forced    Reason // with force
	}{
		"newer":                     {candidate: newer},
		"unsigned":                  {candidate: unsigned, want: Signature, forced: Signature},
		"signature of another file": {candidate: another, want: Signature, forced: Signature},
		"a byte more":               {candidate: changed, want: Signature, forced: Signature},
		"too large": {candidate: signed.Snapshot{Data: make([]byte, signed.MaxSnapshot+1)},
			want: TooLarge, forced: TooLarge},
		"signature too large": {candidate: signed.Snapshot{Data: newer.Data,
			Signature: make([]byte, signed.MaxSignature+1)}, want: TooLarge, forced: TooLarge},
		"truncated, and signed so": {candidate: sign(t, newer.Data[:len(newer.Data)-9]), want: Malformed,
			forced: Malformed},
		"a member twice": {candidate: sign(t, bytes.Replace(newer.Data, []byte(`"time"`),
			[]byte(`"time":"","time"`), 1)), want: Malformed, forced: Malformed},
		"no keys": {candidate: sign(t, directory(t, 11)), want: Malformed, forced: Malformed},
		"kid is not the thumbprint": {candidate: sign(t,
			bytes.ReplaceAll(directory(t, 11, issuer("https://a.example", "A", key(t, "a"))),
				[]byte(kid(t, "a")), []byte(kid(t, "b")))), want: Malformed, forced: Malformed},
		"missing time": {candidate: sign(t,
			bytes.Replace(newer.Data, []byte(`"time"`), []byte(`"tame"`), 1)), want: NoTime, forced: NoTime},
		"unreadable time": {candidate: sign(t, bytes.Replace(newer.Data, []byte(`2026-05-11`),
			[]byte(`2026-13-11`), 1)), want: NoTime, forced: NoTime},
		"a day ahead":                {candidate: newer, now: day(10)},
		"more than a day ahead":      {candidate: newer, now: day(10).Add(-time.Second), want: Future, forced: Future},
		"clock set back by years":    {candidate: newer, now: day(10).AddDate(-3, 0, 0), want: Future, forced: Future},
		"clock set forward by years": {candidate: newer, now: day(10).AddDate(3, 0, 0)},
		"older":                      {candidate: sign(t, directory(t, 9, many(t, 20)...)), want: Older, forced: Older},
		"the same":                   {candidate: sign(t, held), want: NothingNew, forced: NothingNew},
		"another of that time": {candidate: sign(t, directory(t, 10, many(t, 21)...)), want: Older,
			forced: Older},
		"shrunk by a tenth":     {candidate: sign(t, directory(t, 11, many(t, 18)...))},
		"shrunk by more":        {candidate: sign(t, directory(t, 11, many(t, 17)...)), want: Shrunk},
		"set aside":             {candidate: newer, aside: set(newer), want: SetAside},
		"another was set aside": {candidate: newer, aside: set(sign(t, held))},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := Conditions{Now: tt.now, InForce: mustLoad(t, held), SetAside: tt.aside, Check: testCheck,
				Source: "test"}
			if c.Now.IsZero() {
				c.Now = day(11)
			}
			got, err := Admit(tt.candidate, c)
			wantReason(t, err, tt.want)
			wantCandidate(t, got, tt.candidate, err == nil || tt.want == Shrunk || tt.want == SetAside)
			c.Force = true
			got, err = Admit(tt.candidate, c)
			wantReason(t, err, tt.forced)
			wantCandidate(t, got, tt.candidate, err == nil)
		})
	}
}

func wantCandidate(t *testing.T, got *Candidate, s signed.Snapshot, want bool) {
	t.Helper()
	if (got != nil) != want {
		t.Errorf("a candidate: %v", got != nil)
	}
	if got != nil && (got.SHA256 != s.SHA256() || got.Set.Info().Source != "test" || got.Changes.After.Issuers == 0) {
		t.Errorf("%+v", got)
	}
}

// TestAdmitShrunkKeys: issuers may all be there and have lost their keys.
func TestAdmitShrunkKeys(t *testing.T) {
	all := issuer("https://a.example", "A", key(t, "1"), key(t, "2"), key(t, "3"))
	c := Conditions{Now: day(11), InForce: mustLoad(t, directory(t, 10, all)), Check: testCheck}
	got, err := Admit(sign(t, directory(t, 11, issuer("https://a.example", "A", key(t, "1")))), c)
	wantReason(t, err, Shrunk)
	if e := err.(*Error); e.Before != (Counts{1, 3}) || e.After != (Counts{1, 1}) || len(got.Changes.KeysRemoved) != 2 {
		t.Errorf("%+v", e)
	}
	c.InForce = nil
	if _, err := Admit(sign(t, directory(t, 11, all)), c); err != nil {
		t.Error(err)
	}
}

func TestCompare(t *testing.T) {
	a := func(more ...object) object {
		return issuer("https://a.example", "A", append([]object{key(t, "1")}, more...)...)
	}
	withList := func(is object, kid string, ctr int, rids ...string) object {
		is["crls"] = []object{{"kid": kid, "method": "rid", "ctr": ctr, "rids": rids}}
		return is
	}
	announcing := key(t, "1")
	announcing["crlVersion"] = 1
	before := mustLoad(t, directory(t, 1, a(key(t, "2")), issuer("https://b.example", "B", key(t, "3"))))
	after := mustLoad(t, directory(t, 2,
		withList(issuer("https://a.example", "New A", announcing, key(t, "4")), kid(t, "1"), 1, "abc", "def"),
		issuer("https://c.example", "C", key(t, "5"), key(t, "6"))))
	want := Changes{
		Before: Counts{2, 3}, After: Counts{2, 4},
		IssuersAdded:   []Issuer{{"https://c.example", "C", 2}},
		IssuersRemoved: []Issuer{{"https://b.example", "B", 1}},
		IssuersRenamed: []Renamed{{"https://a.example", "A", "New A"}},
		KeysAdded:      []Key{{Issuer: "https://a.example", ID: kid(t, "4")}},
		KeysRemoved:    []Key{{Issuer: "https://a.example", ID: kid(t, "2")}},
		KeysChanged:    []Key{{"https://a.example", kid(t, "1"), []string{"crl_version"}}},
		ListsChanged:   []List{{"https://a.example", kid(t, "1"), nil, &ListFacts{"1", 2}}},
	}
	if d := cmp.Diff(want, Compare(before, after)); d != "" {
		t.Error(d)
	}
	if c := Compare(after, after); !c.Empty() || Compare(before, after).Empty() {
		t.Errorf("%+v", c)
	}
	if c := Compare(nil, after); len(c.IssuersAdded) != 2 || c.Before != (Counts{}) {
		t.Errorf("%+v", c)
	}
	text, err := json.Marshal(Compare(after, after))
	if err != nil || bytes.Contains(text, []byte("null")) || !bytes.Contains(text, []byte(`"keys_added":[]`)) {
		t.Errorf("%s, %v", text, err)
	}
	replaced := mustLoad(t, directory(t, 3, withList(issuer("https://a.example", "New A", announcing,
		key(t, "4")), kid(t, "1"), 1, "abc", "xyz"),
		issuer("https://c.example", "C", key(t, "5"), key(t, "6"))))
	if c := Compare(after, replaced); len(c.ListsChanged) != 1 {
		t.Errorf("an entry replaced by another: %+v", c)
	}
}

// TestRealSnapshots: the real directory's history, with the real pinned key.
func TestRealSnapshots(t *testing.T) {
	bundled, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	newest := shared(t, "vci_snapshot")
	now := bundled.Info().Created.AddDate(0, 3, 0)
	c := Conditions{Now: now, InForce: bundled, Check: realCheck}
	_, err = Admit(newest, c)
	wantReason(t, err, NothingNew)
	if loaded, err := realCheck(newest.Data, newest.Signature, ""); err != nil || !Compare(bundled, loaded).Empty() {
		t.Errorf("bundled and published differ: %v", err)
	}
	var held *trust.Set
	for _, date := range []string{"2022-06-01", "2024-09-20", "2026-07-25"} {
		s := shared(t, "history", "vci_snapshot-"+date)
		_, err := Admit(s, c)
		wantReason(t, err, Older)
		got, err := Admit(s, Conditions{Now: now, InForce: held, Check: realCheck})
		if err != nil {
			t.Fatal(err)
		}
		held = got.Set
		t.Logf("%s: %d issuers and %d keys added, %d and %d removed", date, len(got.Changes.IssuersAdded),
			len(got.Changes.KeysAdded),
			len(got.Changes.IssuersRemoved), len(got.Changes.KeysRemoved))
		wrong := s
		wrong.Signature = newest.Signature
		_, err = Admit(wrong, c)
		wantReason(t, err, Signature)
	}
	if _, err := Admit(newest, Conditions{Now: now, InForce: held, Check: realCheck}); err != nil {
		t.Error(err)
	}
}
