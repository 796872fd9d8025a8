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
	for i, want := range []string{"valid", "valid", "review seen_before", "review seen_before", "review seen_before", "review seen_before"} {
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

// TestQueueBeforeCamera: a code that was gone from view and comes back is shown by
// somebody else; one that is read seldom, as it is held badly, is not gone.
func TestQueueBeforeCamera(t *testing.T) {
	mine := codes(card(mint.Hanako()))
	for name, tt := range map[string]struct {
		gap   float64
		looks bool
		want  string
	}{
		"gone":           {1.2, true, "review seen_before"},
		"hardly gone":    {0.9, true, "valid"},
		"held badly":     {1.4, false, "valid"},
		"nobody looked":  {2, false, "review seen_before"},
		"gone for long":  {5, true, "review seen_before"},
		"cleared, later": {20, false, "review seen_before"},
	} {
		d := open(t, nil)
		d.film(0, 3, mine)
		d.want("valid")
		if d.at(2.9 + tt.gap - 0.05); tt.looks {
			d.Looked()
		}
		d.at(2.9 + tt.gap).Frame(mine)
		if t.Run(name, func(t *testing.T) { d.t = t; d.want(tt.want) }); d.Tally().Of(verify.Valid) != 1 {
			t.Errorf("%s: %d valid", name, d.Tally().Of(verify.Valid))
		}
	}
	d := open(t, nil)
	d.film(0, 1, mine)
	d.at(1.5).Looked()
	d.at(1.9).Frame(mine) // within two seconds
	d.want("valid")
	d = open(t, nil)
	other := codes(card(mint.Taro())) // one that others show between
	d.film(0, 1, mine)
	d.film(1, 2.5, other)
	d.want("valid")
	d.film(2.5, 3.4, mine)
	d.want("several")
	d.film(3.4, 4, mine)
	d.want("review seen_before")
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
	d.at(1.9).Scan(codes(card(mint.Hanako())))
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

// TestBetween: a card that comes back after another one was shown for a moment replaces
// its answer. It was the first visitor's VALID that stood over the second's card.
func TestBetween(t *testing.T) {
	altered := []byte(card(mint.Taro()))
	altered[len(altered)-41] ^= 1
	good, bad := codes(card(mint.Hanako())), codes(string(altered))
	d := open(t, nil)
	d.Scan(bad)
	d.want("invalid signature_invalid")
	d.at(0.4).Scan(good)
	d.want("valid")
	d.at(0.8).Scan(bad)
	d.want("invalid signature_invalid")
	d.at(1.2).Scan(good)
	d.want("valid")
	if v, i := d.Tally().Of(verify.Valid), d.Tally().Of(verify.Invalid); v != 1 || i != 1 {
		t.Errorf("%d valid, %d invalid", v, i)
	}
}

// film shows frames of the same codes for a while.
func (d *door) film(from, to float64, shown []decode.Code) {
	for tenth := int(10 * from); tenth < int(10*to); tenth++ {
		d.at(float64(tenth) / 10).Frame(shown)
	}
}

// TestFilmedBetween is the same before a camera. Whose turn it is while both were in view
// within a second is not known.
func TestFilmedBetween(t *testing.T) {
	altered := []byte(card(mint.Taro()))
	altered[len(altered)-41] ^= 1
	good, bad := codes(card(mint.Hanako())), codes(string(altered))
	d := open(t, nil)
	d.film(0, 3, bad)
	d.want("invalid signature_invalid")
	d.film(3, 3.4, good)
	d.want("valid")
	d.film(3.4, 4.3, bad)
	d.want("several")
	d.film(4.3, 4.6, bad)
	d.want("invalid signature_invalid")
	d.film(4.6, 30, bad) // it is cleared, and stays in view
	d.want("idle")
	if v, i := d.Tally().Of(verify.Valid), d.Tally().Of(verify.Invalid); v != 0 || i != 1 {
		t.Errorf("%d valid, %d invalid: what stood for 0.4 s counts for nobody", v, i)
	}
	d.at(31).Frame(good)
	d.want("valid")
}

// TestByTurns: two cards of which each frame shows one are as many as two in one frame.
func TestByTurns(t *testing.T) {
	a, b := codes(card(mint.Hanako())), codes(card(mint.Taro()))
	d := open(t, nil)
	for tenth := range 40 {
		d.at(float64(tenth) / 10).Frame([][]decode.Code{a, b}[tenth%2])
	}
	d.want("several")
	d.film(4, 5.2, a)
	d.want("valid")
	both := append(append([]decode.Code{}, a...), b...)
	d.film(6, 7, both)
	d.film(7, 7.9, b)
	d.want("several")
	d.film(7.9, 8.2, b)
	d.want("valid")
	if n := d.Tally().Of(verify.Valid); n != 2 {
		t.Errorf("%d valid", n)
	}
}

// TestSeveralThenOne: of two certificates that came together one is scanned alone.
func TestSeveralThenOne(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako()), card(mint.Taro())))
	d.want("several")
	d.at(0.5).Scan(codes(card(mint.Taro())))
	d.want("valid")
}

// TestPoster: another code behind the visitors is read now and then, and takes nobody's
// place.
func TestPoster(t *testing.T) {
	d := open(t, nil)
	poster := codes("https://example.org/menu")
	d.film(0, 3, poster)
	d.want("unreadable not_a_certificate")
	for tenth := 30; tenth < 60; tenth++ {
		d.at(float64(tenth) / 10).Frame([][]decode.Code{codes(card(mint.Hanako())), poster}[tenth%2])
		d.want("valid")
	}
	d.film(6, 10, poster)
	d.want("valid")
	d.film(10, 14, poster)
	d.want("idle")
	d.at(20).Frame(codes(card(mint.Taro())))
	d.film(20.1, 21, poster) // a card of another kind, in the place of one
	d.want("valid")
	d.film(21, 22, poster)
	d.want("unreadable not_a_certificate")
	if n := d.Tally().Of(verify.Unreadable); n != 2 {
		t.Errorf("%d not read", n)
	}
}

// TestUnread: a card that cannot be read has its own turn, and not the answer of the one
// before. What a scanner read, or somebody holds, does not come from the camera.
func TestUnread(t *testing.T) {
	d := open(t, nil)
	d.Frame(codes(card(mint.Hanako())))
	d.Unread()
	d.want("idle")
	d.at(10).Frame(codes(card(mint.Taro())))
	d.Hold()
	d.Unread()
	d.want("valid")
	d.at(20).Scan(codes("garbage"))
	d.Unread()
	d.want("unreadable not_a_certificate")
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

// TestChunkLeft: what a conflict leaves waits no longer than other codes do.
func TestChunkLeft(t *testing.T) {
	a, b := mint.Chunks(mint.Japan(issuer(), mint.Hanako()).JWS(issuer()), 2), mint.Chunks(mint.Japan(issuer(), mint.Taro()).JWS(issuer()), 2)
	d := open(t, nil)
	d.Scan(codes(a[0]))
	d.at(1).Scan(codes(b[1]))
	d.want("unreadable chunks_conflict")
	d.at(60).Scan(codes(b[0]))
	d.want("waiting")
}

// TestChunkAgain: codes that Esc made forgotten count again at once.
func TestChunkAgain(t *testing.T) {
	parts := mint.Chunks(mint.Japan(issuer(), mint.Hanako()).JWS(issuer()), 2)
	d := open(t, nil)
	d.Scan(codes(parts[0]))
	d.Clear()
	d.at(0.4).Scan(codes(parts[1]))
	d.at(0.6).Scan(codes(parts[1]))
	d.want("waiting")
	d.at(0.9).Scan(codes(parts[0]))
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
