package verify_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

var levels = []verify.Level{verify.LevelA, verify.LevelB, verify.LevelC}

func TestParseLevel(t *testing.T) {
	for text, want := range map[string]verify.Level{"A": verify.LevelA, "b": verify.LevelB, "C": verify.LevelC} {
		if got, err := verify.ParseLevel(text); err != nil || got != want {
			t.Errorf("%s: %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "D", "AB", "BC", "ABC", "é"} {
		if got, err := verify.ParseLevel(text); err == nil {
			t.Errorf("%q is read as %s", text, got)
		}
	}
}

// TestCodes: the codes are drawn again only from level B on, and only if proven.
func TestCodes(t *testing.T) {
	good := mint.Japan(issuer, mint.Hanako()).JWS(issuer)
	for text, proven := range map[string]bool{good: true, forged(good): false} {
		for _, level := range levels {
			want := proven && level >= verify.LevelB
			if got := judge(t, text).Codes(level); (len(got) == 1) != want {
				t.Errorf("level %s, proven %v: %d codes", level, proven, len(got))
			}
		}
	}
}

// TestUnjoined: only several codes whose sum is signed by nobody may be of different
// certificates.
func TestUnjoined(t *testing.T) {
	card := mint.Japan(issuer, mint.Hanako()).JWS(issuer)
	stranger := mint.NewIssuer("https://stranger.example/issuer", "", "stranger")
	for name, tt := range map[string]struct {
		texts []string
		want  bool
	}{
		"whole":           {mint.Chunks(card, 3), false},
		"forged":          {mint.Chunks(forged(card), 3), true},
		"forged, alone":   {[]string{mint.Numeric(forged(card))}, false},
		"of a stranger":   {mint.Chunks(mint.Japan(stranger, mint.Hanako()).JWS(stranger), 3), false},
		"no card, of two": {mint.Chunks(card[:len(card)/2], 2), true},
	} {
		var chunks decode.Assembler
		var c *decode.Credential
		for _, text := range tt.texts {
			if c = chunks.Add(decode.Code{Text: text}); c == nil && !decode.IsChunk(text) {
				c = decode.Parse(decode.Code{Text: text})
			}
		}
		r := verify.Check(c, setOf(t, issuer), policy(t, "any"), verify.Instant{Time: now})
		if got := r.Unjoined(); got != tt.want {
			t.Errorf("%s: %v; %s %v", name, got, r.Verdict(), r.Reasons())
		}
	}
	if new(verify.Report).Unjoined() {
		t.Error("nothing is unjoined")
	}
}

// TestSeenBefore: who came in before is for people to look at, but what is graver stays.
func TestSeenBefore(t *testing.T) {
	good := mint.Japan(issuer, mint.Hanako()).JWS(issuer)
	stranger := mint.NewIssuer("https://stranger.example/issuer", "", "stranger")
	for text, want := range map[string]struct {
		verdict verify.Verdict
		reasons []verify.Reason
	}{
		good:         {verify.Review, []verify.Reason{verify.ReasonSeenBefore}},
		forged(good): {verify.Invalid, []verify.Reason{verify.ReasonSignatureInvalid, verify.ReasonSeenBefore}},
		mint.Japan(stranger, mint.Hanako()).JWS(stranger): {verify.Review,
			[]verify.Reason{verify.ReasonIssuerUnknown, verify.ReasonSeenBefore}},
	} {
		before := judge(t, text)
		r := before.SeenBefore(now.Add(-time.Hour))
		if r.Verdict() != want.verdict || !slices.Equal(r.Reasons(), want.reasons) {
			t.Errorf("%s %v, want %v", r.Verdict(), r.Reasons(), want)
		}
		for _, level := range levels {
			view := r.View(level)
			if view.SeenBefore == nil || view.SeenBefore.String() != "2026-11-21T08:00:00Z" ||
				len(view.Reasons) != len(r.View(verify.LevelC).Reasons) && want.verdict != verify.Invalid {
				t.Errorf("level %s: %v, %v", level, view.SeenBefore, view.Reasons)
			}
			if before.View(level).SeenBefore != nil {
				t.Errorf("level %s: seen before", level)
			}
		}
	}
}

// TestTrustView: the set is named as a whole at every level, the part that answered from
// level B on, and none where nothing was judged.
func TestTrustView(t *testing.T) {
	card := judge(t, mint.Japan(issuer, mint.Hanako()).JWS(issuer))
	other := judge(t, "https://example.com/menu")
	for _, level := range levels {
		view := card.View(level).Trust
		if view == nil || view.Source != "test" || view.SHA256 == "" ||
			view.Oldest.String() != "2026-08-22T04:43:50Z" || *view.AgeDays != 91 {
			t.Errorf("level %s: %+v", level, view)
		} else if (view.Part != nil) != (level >= verify.LevelB) {
			t.Errorf("level %s: part %+v", level, view.Part)
		} else if p := view.Part; p != nil && (p.Name != trust.PartIssuers || *p.AgeDays != 91) {
			t.Errorf("level %s: part %+v", level, p)
		}
		if view := other.View(level).Trust; view == nil || view.Part != nil {
			t.Errorf("level %s: part %+v where nothing was judged", level, view)
		}
	}
}

// TestDetails: what kind of code an unreadable one is is told at every level, less of it
// at level A, and how wide its modules are where it is known.
func TestDetails(t *testing.T) {
	small := &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonNoCode, Kind: "too_small",
		ModulePixels: 1.14}
	unknown, typed := *small, *small
	unknown.ModulePixels, typed.ModulePixels, typed.Kind = 0, 0, "vds_nc_typed"
	for name, tt := range map[string]struct {
		problem *decode.Problem
		a, c    []string
	}{
		"small": {small, []string{"too_small", "module_pixels=1.1"},
			[]string{"too_small", "module_pixels=1.1"}},
		"width unknown": {&unknown, []string{"too_small"}, []string{"too_small"}},
		"typed":         {&typed, []string{"typed"}, []string{"vds_nc_typed"}},
		"no kind":       {&decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonNotCertificate}, nil, nil},
	} {
		c := decode.Parse(decode.Code{Problem: tt.problem})
		r := verify.Check(c, setOf(t, issuer), policy(t, "any"), verify.Instant{Time: now})
		for _, level := range levels {
			want := tt.c
			if level == verify.LevelA {
				want = tt.a
			}
			if got := r.View(level).Reasons; len(got) != 1 || !slices.Equal(got[0].Details, want) {
				t.Errorf("%s at %s: %v, want %v", name, level, got, want)
			}
		}
	}
}

// TestPolicyDetails: which rule is not met is told at level C only.
func TestPolicyDetails(t *testing.T) {
	tested := mint.Tested()
	tested.Expires = ""
	r := judge(t, mint.US(issuer, tested).JWS(issuer))
	for _, level := range levels {
		view := r.View(level)
		if len(view.Reasons) != 1 || view.Reasons[0].Code != verify.ReasonPolicyNotMet ||
			(len(view.Reasons[0].Details) > 0) != (level == verify.LevelC) {
			t.Errorf("level %s: %+v", level, view.Reasons)
		}
	}
}

// TestAsOf: a stated time is told as such.
func TestAsOf(t *testing.T) {
	c := decode.Parse(decode.Code{Text: mint.Japan(issuer, mint.Hanako()).JWS(issuer)})
	for _, stated := range []bool{true, false} {
		view := verify.Check(c, setOf(t, issuer), policy(t, "any"),
			verify.Instant{Time: now, Stated: stated}).View(verify.LevelA)
		if (view.AsOf != nil) != stated || view.CheckedAt.String() != "2026-11-21T09:00:00Z" {
			t.Errorf("stated %v: %v %v", stated, view.AsOf, view.CheckedAt)
		}
	}
}

// TestQRView: the symbol is described only where there was one.
func TestQRView(t *testing.T) {
	card := mint.Numeric(mint.Japan(issuer, mint.Hanako()).JWS(issuer))
	version, level := 22, "L"
	for name, tt := range map[string]struct {
		symbol *decode.Symbol
		want   verify.QRView
	}{
		"text": {nil, verify.QRView{Chunks: 1}},
		"picture": {&decode.Symbol{Version: version, Level: level},
			verify.QRView{Chunks: 1, Version: &version, Level: &level}},
		"other symbol": {&decode.Symbol{}, verify.QRView{Chunks: 1}},
	} {
		c := decode.Parse(decode.Code{Text: card, Symbol: tt.symbol})
		r := verify.Check(c, setOf(t, issuer), policy(t, "any"), verify.Instant{Time: now})
		if diff := cmp.Diff(tt.want, r.View(verify.LevelB).Code.QR); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestAgeOfPart: the limit is held against the part of the set that answers, and against
// the oldest where none does.
func TestAgeOfPart(t *testing.T) {
	old, err := trust.LoadAuthorities(sealAuthority().PEM(), "old", made.AddDate(-3, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	both := setOf(t, issuer).WithPart(trust.PartAuthorities, func() []*trust.Set { return []*trust.Set{old} })
	card := mint.Japan(issuer, mint.Hanako()).JWS(issuer)
	seal := mint.Vaccinated("UTO").Sign(sealAuthority().Signer("x", mint.SignerOptions{}))
	for name, tt := range map[string]struct {
		text string
		set  *trust.Set
		want verify.Outcome
	}{
		"new part":                 {card, both, verify.Pass},
		"old part":                 {seal, both, verify.Undecided},
		"none, and the set is old": {card, old, verify.Undecided},
		"none, and the set is new": {seal, setOf(t, issuer), verify.Pass},
	} {
		r := verify.Check(decode.Parse(decode.Code{Text: tt.text}), tt.set,
			policy(t, "any").LimitTrustAge(200), verify.Instant{Time: now})
		if got := r.Outcome(verify.CheckTrustAge); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// TestToldOfRevocation: an auditor is told that list and key set are of two moments.
func TestToldOfRevocation(t *testing.T) {
	for list, want := range map[int]string{4: "not named, but list and key set are of different moments",
		5: "not named in the issuer's revocation list"} {
		i := issuer
		i.CRLVersion, i.CRL = 5, &mint.CRL{Ctr: list, RIDs: []string{"b3RoZXI"}}
		p := mint.Hanako()
		p.RID = "bWluZQ"
		c := decode.Parse(decode.Code{Text: mint.US(i, p).JWS(i)})
		in := verify.Check(c, setOf(t, i), policy(t, "any"), verify.Instant{Time: now}).Inspect(verify.LevelB)
		at := slices.IndexFunc(in.Details, func(d verify.DetailView) bool { return d.ID == verify.CheckRevocation })
		if got := in.Details[at]; got.Detail.String() != want || got.Outcome != verify.Pass {
			t.Errorf("list %d: %+v", list, got)
		}
	}
}

// TestDetailsByLevel: what of the content cannot be understood is told as far as the
// level goes, and what there is of a list from level B on.
func TestDetailsByLevel(t *testing.T) {
	card := mint.US(issuer, mint.Sample())
	words := mint.Sample()
	words.Doses = []mint.Dose{{Code: "208", Date: "in spring"}}
	listless := judgeSeal(mint.Vaccinated("UTO").Sign(sealAuthority().Signer("x",
		mint.SignerOptions{CRL: "https://crl.example/x.crl"})),
		certificates(t, sealAuthority().PEM()))
	for name, tt := range map[string]struct {
		report  verify.Report
		reason  verify.Reason
		a, b, c []string
	}{
		"structure": {judge(t, card.EditPayload(`"fhirBundle"`, `"bundle"`).JWS(issuer)),
			decode.ReasonContentUnclear, nil, []string{"structure"}, []string{"structure"}},
		"date": {judge(t, mint.US(issuer, words).JWS(issuer)), decode.ReasonContentUnclear, nil, nil, []string{"date"}},
		"list": {listless, verify.ReasonRevocationUnknown, nil, []string{"list_missing"}, []string{"list_missing"}},
	} {
		for _, level := range levels {
			want := map[verify.Level][]string{verify.LevelA: tt.a, verify.LevelB: tt.b, verify.LevelC: tt.c}[level]
			if got := tt.report.View(level).Reasons; len(got) != 1 || got[0].Code != tt.reason ||
				!slices.Equal(got[0].Details, want) {
				t.Errorf("%s at level %s: %+v, want %v", name, level, got, want)
			}
		}
	}
}

// TestNobodyKnown: a certificate whose content cannot be read is of nobody who could come
// again.
func TestNobodyKnown(t *testing.T) {
	card := mint.US(issuer, mint.Sample())
	if got := judge(t, card.JWS(issuer)).Identities([]byte("key")); len(got) == 0 {
		t.Error("a card of nobody")
	}
	unread := judge(t, card.EditPayload(`"fhirBundle"`, `"bundle"`).JWS(issuer))
	if got := unread.Identities([]byte("key")); !unread.Proven() || got != nil {
		t.Errorf("proven %v: %v", unread.Proven(), got)
	}
}

// TestWhoCameBefore: two cards of one person have an identity in common, two of nobody have
// none.
func TestWhoCameBefore(t *testing.T) {
	shared := func(p mint.Person) bool {
		later := p
		later.NotBefore = "1650000000"
		first := judge(t, mint.US(issuer, p).JWS(issuer)).Identities([]byte("key"))
		second := judge(t, mint.US(issuer, later).JWS(issuer)).Identities([]byte("key"))
		if len(first) == 0 || len(second) == 0 {
			t.Fatal("a card that stands for nothing")
		}
		return slices.ContainsFunc(first, func(i verify.Identity) bool { return slices.Contains(second, i) })
	}
	nobody := mint.Sample()
	nobody.BirthDate = ""
	if !shared(mint.Sample()) || shared(nobody) {
		t.Error("people are told apart wrongly")
	}
}

func TestNamesIssuer(t *testing.T) {
	for text, want := range map[string]bool{"https://x.example/issuer": true, "UTO": true, "UT": true,
		"": false, "x y": false, "utopia": false} {
		if got := verify.NamesIssuer(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
