package gate_test

import (
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/gate"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

var start = time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("JST", 9*60*60))

// door is a gate with a clock that a test sets.
type door struct {
	*gate.Engine
	t      *testing.T
	now    time.Time
	broken bool
}

func issuer() mint.Issuer { return mint.NewIssuer("https://gate.example/issuer", "Gate", "gate tests") }

func open(t *testing.T, change func(*gate.Options)) *door {
	set, err := trust.LoadSnapshot(mint.Snapshot(start.AddDate(0, -1, 0), issuer()), "test")
	if err != nil {
		t.Fatal(err)
	}
	d := &door{t: t, now: start}
	policy := verify.BuiltinPolicies()[0]
	o := gate.Options{
		Now: func() time.Time { return d.now },
		Judge: func(c *decode.Credential, at time.Time) verify.Report {
			return verify.Check(c, set, policy, verify.Instant{Time: at})
		},
		Ready: func(at time.Time) (verify.Report, bool) {
			return verify.NotReadyReport(verify.ReasonTrustMissing, policy, verify.Instant{Time: at}), !d.broken
		},
	}
	if change != nil {
		change(&o)
	}
	d.Engine = gate.New(o)
	return d
}

// at moves the clock on.
func (d *door) at(seconds float64) *door {
	d.now = start.Add(time.Duration(seconds * float64(time.Second)))
	d.Tick()
	return d
}

func codes(texts ...string) (all []decode.Code) {
	for _, text := range texts {
		all = append(all, decode.Code{Text: text})
	}
	return all
}

// want checks what is shown: a verdict, or the kind of state.
func (d *door) want(what string) {
	d.t.Helper()
	s, _ := d.State()
	got := map[gate.Kind]string{gate.Idle: "idle", gate.Waiting: "waiting", gate.Several: "several", gate.NotReady: "not_ready"}[s.Kind]
	if s.Kind == gate.Answered {
		got = string(s.View.Verdict)
		for _, r := range s.View.Reasons {
			got += " " + string(r.Code)
		}
	}
	if got != what {
		d.t.Errorf("at %s: %s, want %s", d.now.Sub(start), got, what)
	}
}

func card(p mint.Person) string { return mint.Numeric(mint.Japan(issuer(), p).JWS(issuer())) }

func TestAnswerIsCleared(t *testing.T) {
	d := open(t, nil)
	d.want("idle")
	d.Scan(codes(card(mint.Hanako())))
	d.want("valid")
	d.at(7.9).want("valid")
	d.at(8).want("idle")
	d.at(9).Scan(codes("garbage"))
	d.want("unreadable not_a_certificate")
	d.Clear()
	d.want("idle")
}

func TestNextScanReplaces(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	d.at(1).Scan(codes(card(mint.Taro())))
	d.want("valid")
	if n := d.Tally().Of(verify.Valid); n != 2 {
		t.Errorf("%d valid", n)
	}
	d.at(8).want("valid")
	d.at(9).want("idle")
}

func TestHold(t *testing.T) {
	d := open(t, nil)
	d.Hold()
	d.want("idle")
	d.Scan(codes(card(mint.Hanako())))
	d.Hold()
	d.at(60).want("valid")
	if s, _ := d.State(); !s.Held || !s.At.Equal(start) {
		t.Errorf("held %v since %s", s.Held, s.At)
	}
	d.Hold()
	d.at(67).want("valid")
	d.at(68).want("idle")
}

// TestSameCode: a code that stays in view is one scan, and none of somebody who
// comes again.
func TestSameCode(t *testing.T) {
	d := open(t, nil)
	for tenth := range 120 {
		d.at(float64(tenth) / 10).Frame(codes(card(mint.Hanako())))
	}
	d.want("idle")
	if n := d.Tally().Of(verify.Valid); n != 1 {
		t.Errorf("%d valid", n)
	}
	d.at(14).Frame(codes(card(mint.Hanako())))
	d.want("review seen_before")
}

// TestAgain: who cleared an answer before they had read it has the scanner send the
// code again. That is one scan still.
func TestAgain(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	d.Clear()
	d.at(1).Frame(codes(card(mint.Hanako()))) // it is still in view
	d.want("idle")
	d.at(2).Scan(codes(card(mint.Hanako())))
	d.want("valid")
	if n := d.Tally().Of(verify.Valid); n != 1 {
		t.Errorf("%d valid", n)
	}
	d.at(60).Scan(codes(card(mint.Hanako())))
	d.Clear()
	d.at(61).Scan(codes(card(mint.Hanako())))
	d.want("review seen_before")
	if n := d.Tally().Of(verify.Review); n != 1 {
		t.Errorf("%d to check", n)
	}
	part := mint.Chunks(mint.Japan(issuer(), mint.Taro()).JWS(issuer()), 2)[0]
	d.at(70).Scan(codes(part))
	d.Clear()
	d.at(71).Scan(codes(part))
	d.want("waiting")
}

// TestClearOld: who clears what they see does not clear what they have not seen.
func TestClearOld(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	first, _ := d.State()
	d.at(1).Scan(codes(card(mint.Taro())))
	d.ClearOld(first.At)
	d.want("valid")
	second, _ := d.State()
	d.ClearOld(second.At)
	d.want("idle")
}

// TestNamelessSeenBefore: a certificate that names nobody stands for itself.
func TestNamelessSeenBefore(t *testing.T) {
	nameless, undated := mint.Hanako(), mint.Taro()
	nameless.Names, undated.BirthDate = nil, ""
	d := open(t, nil)
	for i, p := range []mint.Person{nameless, undated} {
		d.at(float64(100 * i)).Scan(codes(card(p)))
		d.want("valid")
		d.at(float64(100*i + 50)).Scan(codes(card(p)))
		d.want("review seen_before")
	}
	nameless.NotBefore = "1650000001"
	d.at(300).Scan(codes(card(nameless)))
	d.want("valid")
}

func TestSeenBefore(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	d.at(3600).Scan(codes(mint.Numeric(mint.US(issuer(), mint.Hanako()).JWS(issuer()))))
	d.want("review seen_before")
	s, _ := d.State()
	if s.View.SeenBefore == nil || !time.Time(*s.View.SeenBefore).Equal(start) {
		t.Errorf("first seen at %v", s.View.SeenBefore)
	}
	again := open(t, func(o *gate.Options) { o.AllowReturn = true })
	again.Scan(codes(card(mint.Hanako())))
	again.at(3600).Scan(codes(card(mint.Hanako())))
	again.want("valid")
}

// TestRefusedMayReturn: who was sent away may come back with another card.
func TestRefusedMayReturn(t *testing.T) {
	strict := verify.BuiltinPolicies()[2]
	strict.MinDoses = 9
	set, err := trust.LoadSnapshot(mint.Snapshot(start, issuer()), "test")
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, func(o *gate.Options) {
		o.Judge = func(c *decode.Credential, at time.Time) verify.Report {
			return verify.Check(c, set, strict, verify.Instant{Time: at})
		}
	})
	for _, at := range []float64{0, 10} {
		d.at(at).Scan(codes(card(mint.Hanako())))
		d.want("insufficient policy_not_met")
	}
}

func TestSeveral(t *testing.T) {
	d := open(t, nil)
	d.Frame(codes(card(mint.Hanako()), card(mint.Taro())))
	d.want("several")
	d.at(7).Frame(codes(card(mint.Hanako()), card(mint.Taro())))
	if s, _ := d.at(14).State(); s.Kind != gate.Several || !s.At.Equal(start) {
		t.Errorf("two that stay in view: %+v", s)
	}
	d.Frame(codes(card(mint.Taro())))
	d.want("valid")
	d.at(20).Frame(codes("https://example.org/poster", card(mint.Hanako())))
	d.want("valid")
	d.at(40).Frame(codes("https://example.org/poster"))
	d.want("unreadable not_a_certificate")
	d.at(60).Frame([]decode.Code{decode.NoCode("picture")})
	d.want("idle")
	d.Scan([]decode.Code{decode.NoCode("picture")})
	d.want("unreadable no_code_found")
}

func TestChunks(t *testing.T) {
	d := open(t, nil)
	parts := mint.Chunks(mint.Japan(issuer(), mint.Hanako()).JWS(issuer()), 3)
	d.Scan(codes(parts[1]))
	d.at(5).Scan(codes(parts[0], parts[1]))
	d.want("waiting")
	if s, _ := d.State(); s.Have != 2 || s.Want != 3 {
		t.Errorf("%d of %d", s.Have, s.Want)
	}
	d.at(24).Scan(codes(parts[2]))
	d.want("valid")
	d.at(100).Scan(codes(parts[0]))
	d.at(120).want("unreadable chunks_missing")
	d.at(128).want("idle")
	d.at(200).Scan(codes(parts[0]))
	d.Clear()
	d.at(221).want("idle")
}

// TestChunksOfTwo: codes of two visitors make no certificate, and no forgery.
func TestChunksOfTwo(t *testing.T) {
	d := open(t, nil)
	a, b := mint.Chunks(mint.Japan(issuer(), mint.Hanako()).JWS(issuer()), 2), mint.Chunks(mint.Japan(issuer(), mint.Taro()).JWS(issuer()), 2)
	d.Scan(codes(a[0]))
	d.at(1).Scan(codes(b[1]))
	d.want("unreadable chunks_conflict")
	d.at(2).Scan(codes(b[0]))
	d.want("valid")
}

func TestNotReady(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	d.broken = true
	d.at(1).want("not_ready")
	d.Scan(codes(card(mint.Taro())))
	d.Clear()
	d.want("not_ready")
	if n := d.Tally().Of(verify.Valid); n != 1 {
		t.Errorf("%d valid", n)
	}
	d.broken = false
	d.at(2).want("idle")
}

func TestTally(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	d.at(10).Scan(codes("x"))
	d.at(3600).Scan(codes(card(mint.Taro())))
	var got []string
	for _, c := range d.Tally().Counts() {
		got = append(got, c.Hour.Format("15:04")+" "+string(c.Verdict))
	}
	if len(got) != 3 || got[0] != "10:00 unreadable" || got[1] != "10:00 valid" || got[2] != "11:00 valid" {
		t.Error(got)
	}
}

// TestLevel: at level A nothing of the card is kept to be shown.
func TestLevel(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	if s, _ := d.State(); s.View.Code != nil || s.View.Content != nil {
		t.Error("more than level A")
	}
}
