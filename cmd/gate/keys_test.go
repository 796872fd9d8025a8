package gate

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/decode"
	"vaxcheck/gate"
	"vaxcheck/gate/wedge"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// TestGateKeys: what each key does.
func TestGateKeys(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t))
	st.scanText(japanese(mint.Hanako()))
	st.press(nil, 'h')
	st.wait(time.Minute)
	if !strings.Contains(st.drawn(), "HELD") {
		t.Error(st.drawn())
	}
	st.press(nil, 'l')
	if !strings.Contains(st.drawn(), "固定中") {
		t.Error(st.drawn())
	}
	st.press(nil, 0x1b)
	if !strings.Contains(st.drawn(), "準備ができています") {
		t.Error(st.drawn())
	}
	if st.press(nil, 'q') || !strings.Contains(st.drawn(), "もう一度 q で終了") {
		t.Error("one key leaves, or nothing is said")
	}
	if st.press(nil, 'x') || strings.Contains(st.drawn(), "もう一度 q") || st.press(nil, 'q') {
		t.Error("another key does not stay")
	}
	st.wait(leaveWithin)
	if st.press(nil, 0x03) || !st.press(nil, 'q') {
		t.Error("two keys do not leave")
	}
	for _, want := range []string{"same", "each", "off"} {
		if st.press(nil, 's'); st.flags.sound != want {
			t.Errorf("sound %s, want %s", st.flags.sound, want)
		}
	}
}

// TestGateHeldTooLong: a success that is held too long has neither its colour nor its letters,
// and says so, once, in both languages.
func TestGateHeldTooLong(t *testing.T) {
	const said = "This answer is of 10:00 and held: VALID. It does not count for whoever comes now: scan their code."
	st := newStage(t, "--trust", trustFile(t), "--level", "C")
	st.scanText(japanese(mint.Hanako()))
	st.press(nil, 'h')
	if text := st.drawn(); !strings.Contains(text, "█") || strings.Contains(text, said) {
		t.Error(text)
	}
	st.wait(gate.Fresh)
	state, _ := st.engine.State()
	if p := st.panel(state); p.Verdict != "" || p.Word != "" || p.Next != "" {
		t.Errorf("it still looks like %s %s: %s", p.Verdict, p.Word, p.Next)
	}
	if text := strings.Join(strings.Fields(st.drawn()), " "); strings.Contains(text, "█") ||
		!strings.Contains(text, said) || !strings.Contains(text, "花子") || !strings.Contains(text, "HELD") {
		t.Error(text)
	}
	st.press(nil, 'l')
	if text := st.drawn(); !strings.Contains(text, "10:00 の判定「有効」を固定したままです。") {
		t.Error(text)
	}
	for _, p := range st.languages() {
		if panel := p.Panel(state); panel.Word != "" || panel.Next != "" ||
			!strings.Contains(panel.Sentence, "10:00") || len(panel.Details) == 0 {
			t.Errorf("%s: %+v", p.Tag, panel)
		}
	}
	st = newStage(t, "--trust", trustFile(t), "--plain")
	st.scanText(japanese(mint.Hanako()))
	st.press(nil, 'h')
	for range 5 {
		state, _ := st.engine.State()
		if err := st.announce(state); err != nil {
			t.Fatal(err)
		}
		st.wait(gate.Fresh / 2)
	}
	if got, want := st.out.String(), "VALID.\r\n"+said+"\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestGateNoEnd: that a scanner sends no end is said once in a shift, for a while, on the
// screen and on the page.
func TestGateNoEnd(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t))
	term := &terminal{door: st.door}
	says := func() bool {
		page := st.languages()[0].Status(st.now)
		if on := strings.Contains(page,
			gateIn(show.SentencesIn("en")).NoEnd()); on != strings.Contains(st.drawn(),
			gateIn(show.SentencesIn("en")).NoEnd()) {
			t.Errorf("the page says %q", page)
		}
		return strings.Contains(st.drawn(), gateIn(show.SentencesIn("en")).NoEnd())
	}
	scan := func(text string) {
		st.typed(term, []byte(text))
		st.wait(wedge.Silence)
		st.handle(term, term.reader.Tick(st.now))
	}
	if scan("menu\r"); says() {
		t.Error("of a scan that has an end")
	}
	if scan("h"); says() {
		t.Error("of a key")
	}
	if scan("menu"); !says() {
		t.Error("nothing is said")
	}
	st.wait(time.Second)
	before, _ := st.engine.State()
	if st.typed(term, []byte("\r")); says() {
		t.Error("of an end that was held up")
	}
	if after, _ := st.engine.State(); !after.At.Equal(before.At) {
		t.Error("the end is a scan")
	}
	st.wait(time.Second)
	if scan("menu"); !says() {
		t.Error("nothing is said")
	}
	st.wait(noEndFor)
	if scan("menu"); says() {
		t.Error("it is said again")
	}
}

// TestGateOddCodes: a code that says what a key does, or nothing, is a scan.
func TestGateOddCodes(t *testing.T) {
	for _, code := range []string{"h", "q", "l", "s", " ", "", "\x03", "\x1a", "\x1b[A", "\x1b[200~"} {
		st := newStage(t, "--trust", trustFile(t))
		term := &terminal{door: st.door}
		st.scanText(japanese(mint.Hanako()))
		st.wait(time.Second)
		for range 2 {
			if st.typed(term, []byte(code+"\r")) || st.handle(term, term.reader.Tick(st.now.Add(time.Second))) {
				t.Errorf("%q leaves", code)
			}
			st.wait(time.Second)
		}
		state, _ := st.engine.State()
		if state.View.Verdict != verify.Unreadable || state.Held || st.s.Words.Tag() != "en" ||
			st.flags.sound != "off" || st.now.Before(st.leaving) {
			t.Errorf("%q: %s, held %v", code, state.View.Verdict, state.Held)
		}
	}
}

// TestGateNextStep: a damaged code is to be scanned again, unless it is known what helps.
func TestGateNextStep(t *testing.T) {
	for _, lang := range words.Tags() {
		say := speech{newStage(t, "--trust", trustFile(t), "--lang", lang).s}
		for detail, want := range map[string]string{
			"":      gateIn(say.Words).NextStep().Of(string(decode.ReasonCodeDamaged)),
			"glare": say.Words.CodeKindNext().Of("glare"),
		} {
			v := verify.View{Verdict: verify.Unreadable, Reasons: []verify.ReasonView{{Code: decode.ReasonCodeDamaged}}}
			if detail != "" {
				v.Reasons[0].Details = []string{detail}
			}
			if got := say.next(gate.State{Phase: gate.Answered, View: v}); got != want || want == "" {
				t.Errorf("%s, %q: %q, want %q", lang, detail, got, want)
			}
		}
	}
}

// TestGateCompare: staff is asked to compare what the certificate has, as verify asks,
// in the gate's own short sentence where that is name and birth date.
func TestGateCompare(t *testing.T) {
	state := mint.NewAuthority("UT", "UTO", "CSCA Utopia", "gate cmd")
	authorities := filepath.Join(t.TempDir(), "authorities.pem")
	if err := os.WriteFile(authorities, state.PEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	nobody, unborn := mint.Hanako(), mint.Hanako()
	nobody.Names, nobody.BirthDate, unborn.BirthDate = nil, "", ""
	for name, tt := range map[string]struct{ text, level, en, ja string }{
		"name and birth date": {japanese(mint.Hanako()), "C",
			"Compare name and birth date with an identity document.", "氏名と生年月日を"},
		"neither": {japanese(nobody), "C", "The certificate has neither a name nor a birth date", "氏名も生年月日も記載がなく"},
		"name":    {japanese(unborn), "C", "Compare name below with an identity document;", "下の氏名を本人確認書類と"},
		"passport": {mint.Vaccinated("UTO").Sign(state.Signer("gate cmd", mint.SignerOptions{})), "C",
			"Compare name, birth date and document number below with the passport", "下の氏名、生年月日、旅券などの番号を、その現物と"},
		"not shown": {japanese(nobody), "B", "Whose certificate it is was not checked.", "ご本人のものかどうかは確認していません。"},
	} {
		for lang, want := range map[string]string{"en": tt.en, "ja": tt.ja} {
			st := newStage(t, "--trust", trustFile(t), "--trust", authorities, "--level", tt.level, "--lang", lang)
			if v := st.scanText(tt.text); v.Verdict != verify.Valid {
				t.Errorf("%s: %s %v", name, v.Verdict, v.Reasons)
			}
			shown, _ := st.engine.State()
			for _, said := range []string{st.panel(shown).Next, speech{st.s}.pagePanel(shown).Sentence} {
				if !strings.HasPrefix(said, want) {
					t.Errorf("%s, %s: %q, want %q", name, lang, said, want)
				}
			}
			st.expectFits(t, st.s.Words.Verdicts().Of(string(verify.Valid)))
		}
	}
}

// TestGateScroll: on a small terminal the arrows show the lines below, and the next
// answer begins at its first.
func TestGateScroll(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t), "--level", "C")
	st.scanText(japanese(mint.Hanako()))
	draw := func() string {
		state, _ := st.engine.State()
		if err := st.announce(state); err != nil {
			t.Fatal(err)
		}
		panel := st.panel(state)
		panel.From = st.scroll
		return panel.Draw(80, 24).String()
	}
	top := draw()
	if !strings.Contains(top, "more lines") || !strings.Contains(top, "花子") {
		t.Fatal(top)
	}
	for range 20 {
		st.press(nil, wedge.PageDown)
		draw()
	}
	if end := draw(); strings.Contains(end, "more lines") || strings.Contains(end, "花子") {
		t.Error(end)
	}
	st.press(nil, wedge.Up)
	if s := draw(); !strings.Contains(s, "2 more lines") {
		t.Error(s)
	}
	st.wait(time.Second)
	st.scanText(japanese(mint.Taro()))
	if s := draw(); strings.Count(s, "more lines") != 1 || st.scroll != 0 {
		t.Error(s)
	}
}

// TestGateFocus: a window that is not in front shows nothing of a visitor.
func TestGateFocus(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t), "--level", "C")
	term := &terminal{door: st.door}
	st.scanText(japanese(mint.Hanako()))
	st.typed(term, []byte("\x1b[O"))
	if text := st.drawn(); !strings.Contains(text, "Click here") || strings.Contains(text, "花子") {
		t.Error(text)
	}
	st.typed(term, []byte("\x1b[I"))
	if text := st.drawn(); !strings.Contains(text, "Ready") {
		t.Error(text)
	}
}

func TestGateUsage(t *testing.T) {
	plain := cli.Env{Getenv: func(string) string { return "" }, Now: time.Now, InTTY: true, OutTTY: true,
		Err: io.Discard}
	dumb, pipe := plain, plain
	dumb.Getenv = func(name string) string { return map[string]string{"TERM": "dumb"}[name] }
	pipe.InTTY = false
	for _, tt := range []struct {
		env  cli.Env
		args []string
		want string
	}{
		{plain, []string{"--clear", "0.5s"}, "--clear 500ms is not between"},
		{plain, []string{"--clear", "601"}, "--clear 10m1s is not between"},
		{plain, []string{"--clear", "1h"}, "is not between"},
		{plain, []string{"--sound", "loud"}, "is not off, same or each"},
		{plain, []string{"--level", "D"}, "is not A, B or C"},
		{plain, []string{"--serial", filepath.Join("testdata", "gate", "A-en.txt")}, "is no serial port"},
		{dumb, nil, "TERM=dumb"},
		{pipe, nil, "gate needs a terminal"},
	} {
		_, err := openDoor(tt.env, tt.args...)
		if cli.CodeOf(err) != cli.ExitUsage || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v", tt.args, err)
		}
	}
}
