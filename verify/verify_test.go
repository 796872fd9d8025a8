package verify_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

var (
	made   = time.Date(2026, 8, 22, 4, 43, 50, 0, time.UTC)
	now    = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	issuer = mint.NewIssuer("https://vc.example.jp/issuer", "Example", "verify tests")
)

func setOf(t testing.TB, issuers ...mint.Issuer) *trust.Set {
	t.Helper()
	set, err := trust.LoadSnapshot(mint.Snapshot(made, issuers...), "test")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func policy(t testing.TB, name string) rules.Policy {
	t.Helper()
	p, ok := rules.Find(name)
	if !ok {
		t.Fatalf("no policy %s", name)
	}
	return p
}

// judge judges a text with the test issuer's key, now, under the policy any.
func judge(t testing.TB, text string) verify.Report {
	t.Helper()
	return verify.Check(decode.Parse(decode.Code{Text: text}), setOf(t, issuer), policy(t, "any"),
		verify.Instant{Time: now})
}

func TestGoodCard(t *testing.T) {
	r := judge(t, mint.Japan(issuer, mint.HanakoAbroad()).JWS(issuer))
	if r.Verdict() != verify.Valid || len(r.Reasons()) != 0 || !r.Proven() {
		t.Fatalf("%s %v", r.Verdict(), r.Reasons())
	}
	for _, id := range verify.CheckIDs() {
		want := verify.Pass
		if id == verify.CheckExpiry || id == verify.CheckRevocation || id == verify.CheckKeyPeriod {
			want = verify.Absent
		}
		if got := r.Outcome(id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

func TestZeroIsNoVerdict(t *testing.T) {
	var r verify.Report
	if v := r.Verdict(); v != "" {
		t.Errorf("the zero report says %q", v)
	}
	if r.Proven() || r.Codes(verify.LevelC) != nil {
		t.Error("the zero report believes something")
	}
}

func TestNotReady(t *testing.T) {
	c := decode.Parse(decode.Code{Text: mint.Japan(issuer, mint.Hanako()).JWS(issuer)})
	r := verify.Check(c, nil, policy(t, "any"), verify.Instant{Time: now})
	if r.Verdict() != verify.NotReady || !slices.Equal(r.Reasons(), []verify.Reason{verify.ReasonTrustMissing}) {
		t.Errorf("%s %v", r.Verdict(), r.Reasons())
	}
	if v := r.View(verify.LevelC); v.Code != nil || v.Content != nil || v.Trust != nil {
		t.Error("something of the card is shown")
	}
}

// Whatever one bit of a card is turned, it is not valid, and only a card whose
// signature holds may show anything.
func TestEveryBitMatters(t *testing.T) {
	jws := mint.Japan(issuer, mint.Hanako()).JWS(issuer)
	set, p := setOf(t, issuer), policy(t, "any")
	tried := 0
	for i := range jws {
		for bit := range 7 {
			b := []byte(jws)
			b[i] ^= 1 << bit
			r := verify.Check(decode.Parse(decode.Code{Text: string(b)}), set, p, verify.Instant{Time: now})
			tried++
			if r.Verdict() == verify.Valid || r.Proven() || r.View(verify.LevelC).Content != nil {
				t.Fatalf("bit %d of character %d turned: %s", bit, i, r.Verdict())
			}
		}
	}
	if tried < 5000 {
		t.Fatalf("only %d bits turned", tried)
	}
}

// An issuer may not speak for another, though they share a key.
func TestKeysBelongToTheirIssuer(t *testing.T) {
	other := mint.NewIssuer("https://other.example/issuer", "Other", "another key")
	twin := issuer
	twin.URL = "https://twin.example/issuer"
	set := setOf(t, issuer, other, twin)
	tests := map[string]struct {
		signer, claims mint.Issuer
		want           verify.Reason
	}{
		"own key":                     {issuer, issuer, ""},
		"shared key, twin":            {twin, twin, ""},
		"other's kid under our name":  {other, issuer, verify.ReasonKeyUnknown},
		"our kid under other's name":  {issuer, other, verify.ReasonKeyUnknown},
		"nobody's key under our name": {mint.NewIssuer(issuer.URL, "", "forger"), issuer, verify.ReasonKeyUnknown},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			card := mint.Japan(tt.signer, mint.Hanako())
			if tt.signer.URL != tt.claims.URL {
				card = card.EditPayload(tt.signer.URL, tt.claims.URL)
			}
			r := verify.Check(decode.Parse(decode.Code{Text: card.JWS(tt.signer)}), set, policy(t, "any"),
				verify.Instant{Time: now})
			if tt.want == "" && r.Verdict() != verify.Valid ||
				tt.want != "" && !slices.Equal(r.Reasons(), []verify.Reason{tt.want}) {
				t.Errorf("%s %v", r.Verdict(), r.Reasons())
			}
		})
	}
}

func TestRevocationByListOfIssuer(t *testing.T) {
	const rid = "abcDEF_-123"
	tests := map[string]struct {
		entries    []string
		version    any
		noList     bool
		method     string
		want       verify.Reason
		wantIsOpen verify.Outcome
	}{
		"not named": {entries: []string{"other"}, version: 1, wantIsOpen: verify.Pass},
		"named": {entries: []string{rid}, version: 1, want: verify.ReasonRevoked,
			wantIsOpen: verify.Fail},
		"named later": {entries: []string{rid + ".1650000001"}, version: 1,
			want: verify.ReasonRevoked, wantIsOpen: verify.Fail},
		"issued at the stamp": {entries: []string{rid + ".1650000000"}, version: 1, wantIsOpen: verify.Pass},
		"second entry": {entries: []string{rid + ".1", rid + ".1650000001"}, version: "1",
			want: verify.ReasonRevoked, wantIsOpen: verify.Fail},
		"other case": {entries: []string{strings.ToLower(rid)}, version: 1, wantIsOpen: verify.Pass},
		"out of step": {entries: []string{rid}, version: 9, want: verify.ReasonRevoked,
			wantIsOpen: verify.Fail},
		"unknown method": {entries: []string{rid}, version: 1, method: "odd",
			want: verify.ReasonRevocationUnknown, wantIsOpen: verify.Undecided},
		"announced, no list": {version: 1, noList: true, want: verify.ReasonRevocationUnknown,
			wantIsOpen: verify.Undecided},
		"list, none announced": {entries: []string{rid}, want: verify.ReasonRevoked, wantIsOpen: verify.Fail},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			i := issuer
			i.CRLVersion = tt.version
			if !tt.noList {
				i.CRL = &mint.CRL{Method: tt.method, Ctr: 1, RIDs: tt.entries}
			}
			person := mint.Hanako()
			person.RID = rid
			person.NotBefore = "1650000000.123456"
			c := decode.Parse(decode.Code{Text: mint.Japan(i, person).JWS(i)})
			r := verify.Check(c, setOf(t, i), policy(t, "any"), verify.Instant{Time: now})
			if got := r.Outcome(verify.CheckRevocation); got != tt.wantIsOpen {
				t.Errorf("outcome %s, want %s", got, tt.wantIsOpen)
			}
			if tt.want != "" && !slices.Contains(r.Reasons(), tt.want) {
				t.Errorf("reasons %v, want %s", r.Reasons(), tt.want)
			}
		})
	}
}

// The published check value of RFC 002 for the worked card's bundle.
func TestHashFHIR(t *testing.T) {
	i := issuer
	i.CRLVersion = 1
	for entry, want := range map[string]verify.Outcome{
		"j0LJTSgzGxo": verify.Fail, "j0LJTSgzGxo.1650000001": verify.Fail,
		"j0LJTSgzGxo.1650000000": verify.Pass, "JuTJHwXo2Yc": verify.Pass,
	} {
		i.CRL = &mint.CRL{Method: "hash-fhir", Ctr: 1, RIDs: []string{entry}}
		c := decode.Parse(decode.Code{Text: mint.Japan(i, mint.Hanako()).JWS(i)})
		r := verify.Check(c, setOf(t, i), policy(t, "any"), verify.Instant{Time: now})
		if got := r.Outcome(verify.CheckRevocation); got != want {
			t.Errorf("%s: %s, want %s", entry, got, want)
		}
	}
}

func TestClock(t *testing.T) {
	card := mint.Japan(issuer, mint.Hanako()).JWS(issuer)
	forged := card[:len(card)-10] + "AAAAAAAAAA"
	early := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		text string
		at   verify.Instant
		want verify.Verdict
	}{
		"right":               {card, verify.Instant{Time: now}, verify.Valid},
		"just behind the set": {card, verify.Instant{Time: made.Add(-rules.ClockSkew)}, verify.Valid},
		"behind the set": {card, verify.Instant{Time: made.Add(-rules.ClockSkew - time.Second)},
			verify.Review},
		"before the card":              {card, verify.Instant{Time: early}, verify.Review},
		"before the card, forged":      {forged, verify.Instant{Time: early}, verify.Invalid},
		"as of a time before the card": {card, verify.Instant{Time: early, Stated: true}, verify.Invalid},
		"as of a time after the card": {card, verify.Instant{Time: time.Unix(1650000000, 0), Stated: true},
			verify.Valid},
	} {
		t.Run(name, func(t *testing.T) {
			r := verify.Check(decode.Parse(decode.Code{Text: tt.text}), setOf(t, issuer), policy(t, "any"), tt.at)
			if r.Verdict() != tt.want {
				t.Errorf("%s %v, want %s", r.Verdict(), r.Reasons(), tt.want)
			}
		})
	}
}

// TestBehind: a clock may lie as far behind as honest clocks do; a time that was asked for
// may lie anywhere.
func TestBehind(t *testing.T) {
	for name, tt := range map[string]struct {
		at   verify.Instant
		past time.Time
		want bool
	}{
		"later":                   {verify.Instant{Time: now}, made, false},
		"as far as honest clocks": {verify.Instant{Time: made.Add(-rules.ClockSkew)}, made, false},
		"earlier":                 {verify.Instant{Time: made.Add(-rules.ClockSkew - 1)}, made, true},
		"earlier, and asked for":  {verify.Instant{Time: made.AddDate(-1, 0, 0), Stated: true}, made, false},
		"than a time not known":   {verify.Instant{Time: made}, time.Time{}, false},
	} {
		if got := tt.at.Behind(tt.past); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// What a level withholds is not in the view at all.
func TestViewWithholds(t *testing.T) {
	jws := mint.Japan(issuer, mint.HanakoAbroad()).JWS(issuer)
	r := judge(t, jws)
	content := []string{"見本", "花子", "MIHON", "HANAKO", "1985-04-01", "2021-07-10", "ZZ0001", "MHLW", "208", "コミナティ"}
	code := []string{issuer.URL, issuer.KID, "Example", "2022-04-15"}
	for level, hidden := range map[verify.Level][]string{
		verify.LevelA: append(slices.Clone(content), code...), verify.LevelB: content, verify.LevelC: nil,
	} {
		for _, v := range []any{r.View(level), r.Inspect(level)} {
			text, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range hidden {
				if strings.Contains(string(text), word) {
					t.Errorf("level %s shows %q: %s", level, word, text)
				}
			}
		}
	}
	text, _ := json.Marshal(r.View(verify.LevelC))
	for _, word := range append(content, code...) {
		if !strings.Contains(string(text), word) {
			t.Errorf("level C lacks %q", word)
		}
	}
}

// forged is a card whose signature is another.
func forged(jws string) string { return jws[:len(jws)-10] + "AAAAAAAAAA" }

// Nothing of a card whose signature does not hold is shown, at any level.
func TestViewOfUnproven(t *testing.T) {
	card := mint.Japan(issuer, mint.Hanako())
	stranger := mint.NewIssuer("https://stranger.example/issuer", "", "stranger")
	for name, text := range map[string]string{
		"forged":         card.JWS(mint.NewIssuer(issuer.URL, "", "forger")),
		"unknown issuer": mint.Japan(stranger, mint.Hanako()).JWS(stranger),
		"altered":        forged(card.JWS(issuer)),
	} {
		t.Run(name, func(t *testing.T) {
			text, err := json.Marshal(judge(t, text).View(verify.LevelC))
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range []string{"見本", "1985-04-01", "ZZ0001", "issuer\"", "stranger", "2022-04-15",
				issuer.KID} {
				if strings.Contains(string(text), word) && word != "issuer\"" {
					t.Errorf("%q is shown: %s", word, text)
				}
			}
		})
	}
}

func TestEveryReasonHasAVerdict(t *testing.T) {
	seen := map[verify.Reason]bool{}
	last := 0
	for _, reason := range verify.Reasons() {
		if seen[reason] {
			t.Errorf("%s twice", reason)
		}
		seen[reason] = true
		i := slices.Index(verify.Verdicts(), verify.VerdictFor(reason))
		if i < last {
			t.Errorf("%s is out of order", reason)
		}
		last = i
	}
	if verify.VerdictFor("never heard of") != verify.Invalid {
		t.Error("an unknown reason must be a refusal")
	}
}

func FuzzCheck(f *testing.F) {
	f.Add(mint.Japan(issuer, mint.Hanako()).Payload)
	f.Add(mint.US(issuer, mint.Sample()).Payload)
	f.Add(mint.US(issuer, mint.Tested()).Payload)
	f.Add(mint.US(issuer, mint.Exempt()).Payload)
	set := setOf(f, issuer)
	header := mint.US(issuer, mint.Sample()).Header
	tests, ok := rules.Parse([]byte("name='f'\ndisease='covid-19'\nmin_doses=2\nmin_days_since_last_dose=1\nmax_days_since_last_dose=9\nexemption_policies=['https://policy.example/vaccination']\n[test]\naccept=true\nmax_age_hours=9\n"))
	if ok != nil {
		f.Fatal(ok)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		c := decode.Parse(decode.Code{Text: mint.Card{Header: header, Payload: payload}.JWS(issuer)})
		r := verify.Check(c, set, tests, verify.Instant{Time: now})
		if r.Verdict() == "" {
			t.Error("no verdict")
		}
		// Rendering costs more than judging, so one level a payload.
		level := []verify.Level{verify.LevelA, verify.LevelB, verify.LevelC}[len(payload)%3]
		if _, err := json.Marshal(r.Inspect(level)); err != nil {
			t.Error(err)
		}
	})
}
