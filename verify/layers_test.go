package verify_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

var (
	begun   = time.Date(2023, 3, 7, 4, 0, 0, 0, time.UTC)
	ended   = time.Date(2024, 11, 2, 4, 0, 0, 0, time.UTC)
	retired = mint.NewIssuer(issuer.URL, issuer.Name, "a key of old")
	gone    = mint.NewIssuer("https://gone.example/issuer", "Gone", "gone with its issuer")
	by      = trust.Entry{Who: "tester", When: now}
)

// history lists the retired key and that of the issuer that is gone from begun
// to ended, and knows the listed one too.
func history(t testing.TB) *trust.History {
	t.Helper()
	h := new(trust.History)
	for _, at := range []time.Time{begun, ended} {
		set, err := trust.LoadSnapshot(mint.Snapshot(at, retired, issuer, gone), "test")
		if err != nil {
			t.Fatal(err)
		}
		h = h.Extend(set)
	}
	return h.Extend(setOf(t, issuer))
}

func with(t testing.TB, set *trust.Set, l trust.Local, h *trust.History) *trust.Set {
	t.Helper()
	layered, err := set.With(l, func() *trust.History { return h }, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return layered
}

func added(t testing.TB, i mint.Issuer) trust.Local {
	t.Helper()
	a, _, err := trust.NewAddition(i.URL, i.Name, mint.JWKS(i), by)
	if err != nil {
		t.Fatal(err)
	}
	return trust.Local{Additions: []trust.Addition{a}}
}

func blocked(t testing.TB, what string) trust.Local {
	t.Helper()
	b, err := trust.NewBlock(what, by)
	if err != nil {
		t.Fatal(err)
	}
	return trust.Local{Blocks: []trust.Block{b}}
}

func TestLayers(t *testing.T) {
	local := mint.NewIssuer("https://local.example/issuer", "Local", "local")
	second := mint.NewIssuer(issuer.URL, "", "a key added here")
	listed := setOf(t, issuer)
	h := history(t)
	refused := func(i mint.Issuer) string { return mint.Japan(i, mint.Hanako()).EditHeader("ES256", "ES384").JWS(i) }
	forged := func(i mint.Issuer) string { return forged(mint.Japan(i, mint.Hanako()).JWS(i)) }
	good := func(i mint.Issuer) string { return mint.Japan(i, mint.Hanako()).JWS(i) }
	none := trust.Local{}
	tests := map[string]struct {
		text    string
		set     *trust.Set
		want    string // verdict and reasons
		open    []verify.CheckID
		proven  bool
		source  string
		history bool // both dates are shown
	}{
		"listed": {text: good(issuer), set: with(t, listed, none, h), want: "valid []",
			proven: true, source: "test"},
		"withdrawn": {text: good(retired), set: with(t, listed, none, h),
			want: "review [key_withdrawn]", open: []verify.CheckID{"key"}, proven: true, source: "history",
			history: true},
		"withdrawn, forged": {text: forged(retired), set: with(t, listed, none, h),
			want: "invalid [signature_invalid key_withdrawn]", open: []verify.CheckID{"key", "signature"}},
		"withdrawn, refused header": {text: refused(retired), set: with(t, listed, none, h),
			want: "invalid [algorithm_not_allowed]", open: []verify.CheckID{"header"}},
		"withdrawn with its issuer": {text: good(gone), set: with(t, listed, none, h),
			want: "review [key_withdrawn]", open: []verify.CheckID{"issuer", "key"}, proven: true,
			source: "history", history: true},
		"withdrawn, no history": {text: good(retired), set: listed, want: "review [key_unknown]",
			open: []verify.CheckID{"key"}},
		"withdrawn, added here": {text: good(retired), set: with(t, listed, added(t, retired), h),
			want: "valid []", proven: true, source: "local"},
		"withdrawn, key blocked": {text: good(retired), set: with(t, listed, blocked(t, retired.KID), h),
			want: "invalid [key_blocked]", open: []verify.CheckID{"key"}},
		"withdrawn, issuer blocked": {text: good(retired), set: with(t, listed, blocked(t, issuer.URL), h),
			want: "invalid [issuer_blocked]", open: []verify.CheckID{"issuer"}},
		"issuer blocked": {text: good(issuer), set: with(t, listed, blocked(t, issuer.URL), h),
			want: "invalid [issuer_blocked]", open: []verify.CheckID{"issuer"}},
		"key blocked": {text: good(issuer), set: with(t, listed, blocked(t, issuer.KID), h),
			want: "invalid [key_blocked]", open: []verify.CheckID{"key"}},
		"another issuer blocked": {text: good(issuer), set: with(t, listed, blocked(t, gone.URL), h),
			want: "valid []", proven: true, source: "test"},
		"unknown issuer blocked": {text: good(local), set: with(t, listed, blocked(t, local.URL), h),
			want: "invalid [issuer_blocked]", open: []verify.CheckID{"issuer"}},
		"unknown issuer, key": {text: good(local), set: with(t, listed, blocked(t, local.KID), h),
			want: "invalid [key_blocked issuer_unknown]", open: []verify.CheckID{"issuer", "key"}},
		"local issuer": {text: good(local), set: with(t, listed, added(t, local), h),
			want: "valid []", proven: true, source: "local"},
		"local issuer, forged": {text: forged(local), set: with(t, listed, added(t, local), h),
			want: "invalid [signature_invalid]", open: []verify.CheckID{"signature"}},
		"local issuer, blocked": {text: good(local),
			set:  with(t, listed, added(t, local).Union(blocked(t, local.URL)), h),
			want: "invalid [issuer_blocked]", open: []verify.CheckID{"issuer"}},
		"local key of listed issuer": {text: good(second), set: with(t, listed, added(t, second), h),
			want: "valid []", proven: true, source: "local"},
		"not added": {text: good(local), set: with(t, listed, none, h), want: "review [issuer_unknown]",
			open: []verify.CheckID{"issuer"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := verify.Check(decode.Parse(decode.Code{Text: tt.text}), tt.set, policy(t, "any"),
				verify.Instant{Time: now})
			if got := fmt.Sprint(r.Verdict(), " ", r.Reasons()); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			for _, id := range verify.CheckIDs() {
				got := r.Outcome(id)
				if (got == verify.Fail || got == verify.Undecided) != slices.Contains(tt.open, id) {
					t.Errorf("%s: %s", id, got)
				}
			}
			expectShown(t, r, tt.proven, tt.source, tt.history)
		})
	}
}

// expectShown: of what is not proven nothing is shown, and nothing of an issuer
// or key at level A.
func expectShown(t *testing.T, r verify.Report, proven bool, source string, history bool) {
	t.Helper()
	if r.Proven() != proven || (r.View(verify.LevelC).Content != nil) != proven {
		t.Errorf("proven: %v", r.Proven())
	}
	dates := []string{begun.Format(time.RFC3339), ended.Format(time.RFC3339)}
	for _, level := range []verify.Level{verify.LevelA, verify.LevelB} {
		text, err := json.Marshal(r.Inspect(level))
		if err != nil {
			t.Fatal(err)
		}
		for _, date := range dates {
			if shown := strings.Contains(string(text), date); shown != (history && level == verify.LevelB) {
				t.Errorf("level %s shows %s: %v", level, date, shown)
			}
		}
	}
	if !proven {
		return
	}
	v := r.Inspect(verify.LevelB)
	if v.Code.Key.Source != source || v.KeyFacts.Source != source ||
		(v.Code.Key.Withdrawn != nil) != history || (v.KeyFacts.Withdrawn != nil) != history {
		t.Errorf("%+v", v.Code.Key)
	}
}

// Of some old keys only the id is known: their signatures cannot be checked, so
// nothing of the card is believed.
func TestWithdrawnWithoutKey(t *testing.T) {
	text := fmt.Sprintf(`{"source":"test","from":"2023-01-01T00:00:00Z","to":"2026-08-01T00:00:00Z","keys":[{"iss":%q,"kid":"old-key","crv":null,"x":null,"y":null,
		"firstListed":"2023-03-07T04:00:00Z","lastListed":"2024-11-02T04:00:00Z","listedNow":false}]}`, issuer.URL)
	h, err := trust.LoadHistory([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	card := mint.Japan(retired, mint.Hanako()).EditHeader(retired.KID, "old-key").JWS(retired)
	r := verify.Check(decode.Parse(decode.Code{Text: card}), with(t, setOf(t, issuer), trust.Local{}, h),
		policy(t, "any"), verify.Instant{Time: now})
	if got := fmt.Sprint(r.Verdict(), " ", r.Reasons()); got != "review [key_withdrawn]" ||
		r.Outcome(verify.CheckSignature) != verify.NotRun {
		t.Errorf("%s, signature %s", got, r.Outcome(verify.CheckSignature))
	}
	expectShown(t, r, false, "", false)
}

func TestLimitTrustAge(t *testing.T) {
	set := setOf(t, issuer) // 91 days old
	card := decode.Parse(decode.Code{Text: mint.Japan(issuer, mint.Hanako()).JWS(issuer)})
	for _, tt := range []struct {
		own, limit int
		want       verify.Verdict
	}{
		{0, 0, verify.Valid}, {0, 91, verify.Valid}, {0, 90, verify.Review}, {90, 0, verify.Review},
		{90, 100, verify.Review}, {100, 90, verify.Review}, {100, 91, verify.Valid}, {91, -1, verify.Valid},
	} {
		p := policy(t, "any")
		p.Trust.MaxAgeDays = tt.own
		r := verify.Check(card, set, p.LimitTrustAge(tt.limit), verify.Instant{Time: now})
		if r.Verdict() != tt.want || tt.want == verify.Review &&
			!slices.Equal(r.Reasons(), []verify.Reason{verify.ReasonTrustTooOld}) {
			t.Errorf("policy %d, limit %d: %s %v", tt.own, tt.limit, r.Verdict(), r.Reasons())
		}
	}
}
