package gate_test

import (
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/gate"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
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
	policy := rules.Builtin()[0]
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
	got := map[gate.Phase]string{gate.Idle: "idle", gate.Waiting: "waiting", gate.Several: "several",
		gate.NotReady: "not_ready"}[s.Phase]
	if s.Phase == gate.Answered {
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
	d.at(59).want("valid")
	if s, _ := d.State(); !s.Held || s.Stale || !s.At.Equal(start) {
		t.Errorf("held %v since %s, stale %v", s.Held, s.At, s.Stale)
	}
	d.Hold()
	d.at(66).want("valid")
	d.at(67).want("idle")
}

// TestHeldTooLong: a success that is held loses its look after a while, however often it is
// let go and held again, or with any scan; what is no success keeps it.
func TestHeldTooLong(t *testing.T) {
	stale := func(d *door, want bool) {
		t.Helper()
		if s, _ := d.State(); s.Stale != want {
			t.Errorf("at %s: stale %v", d.now.Sub(start), s.Stale)
		}
	}
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	d.Hold()
	d.at(30).Hold()
	d.Hold()
	d.at(59.9)
	stale(d, false)
	_, changed := d.State()
	d.at(60)
	stale(d, true)
	select {
	case <-changed:
	default:
		t.Error("nobody is told")
	}
	d.at(3600).want("valid") // it can be read
	d.Hold()
	d.want("idle")

	d = open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	d.Hold()
	d.at(1).Scan(codes(card(mint.Hanako()))) // the same scan, or the next visitor's
	stale(d, true)
	d.at(2).Scan(nil)
	stale(d, false)
	d.want("unreadable no_code_found")

	d = open(t, nil)
	d.Frame(codes(card(mint.Hanako())))
	d.Hold()
	d.at(1).Frame(codes(card(mint.Hanako()))) // it stays in view
	stale(d, false)
	d.Unread()
	stale(d, true)

	d = open(t, nil)
	d.Scan(codes("garbage"))
	d.Hold()
	d.at(100)
	stale(d, false)
	d.want("unreadable not_a_certificate")
}

// TestQueue: a code that each of a queue shows soon after the one before lets in one of
// them, whatever the way in and whatever is scanned between.
func TestQueue(t *testing.T) {
	mine, other := codes(card(mint.Hanako())), codes(card(mint.Taro()))
	d := open(t, nil)
	for i, want := range []string{"valid", "valid", "review seen_before", "review seen_before",
		"review seen_before", "review seen_before"} {
		d.at(1.5 * float64(i)).Scan(mine)
		d.want(want)
	}
	if n := d.Tally().Of(verify.Valid); n != 1 {
		t.Errorf("%d valid", n)
	}
	d = open(t, nil)
	for i := range 12 { // two codes by turns
		d.at(0.6 * float64(i)).Scan([][]decode.Code{mine, other}[i%2])
		if i >= 4 {
			d.want("review seen_before")
		}
	}
	if n := d.Tally().Of(verify.Valid); n != 2 {
		t.Errorf("%d valid by turns", n)
	}
	d = open(t, nil)
	d.film(0, 3, mine) // the camera sees it still, and the scanner takes it from the next one
	d.want("valid")
	d.Scan(mine)
	d.want("review seen_before")
	d.film(3, 6, mine)
	d.want("review seen_before")
}

// TestFail: a mistake of ours costs one answer, however long the card stays in view.
func TestFail(t *testing.T) {
	judged := 0
	d := open(t, func(o *gate.Options) {
		judge := o.Judge
		o.Judge = func(c *decode.Credential, at time.Time) verify.Report {
			if judged++; judged == 1 {
				panic("a mistake of ours")
			}
			return judge(c, at)
		}
	})
	for range 5 {
		func() {
			defer func() {
				if recover() != nil {
					d.Fail()
				}
			}()
			d.Frame(codes(card(mint.Hanako())))
		}()
	}
	d.want("unreadable file_not_read")
	if n := d.Tally().Of(verify.Unreadable); n != 1 || judged != 2 {
		t.Errorf("%d not read, judged %d times", n, judged)
	}
	d.Frame(codes(card(mint.Taro())))
	d.want("valid")
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
	strict := rules.Builtin()[2]
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
