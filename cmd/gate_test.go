package cmd

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"vaxcheck/decode"
	"vaxcheck/gate"
	"vaxcheck/gate/screen"
	"vaxcheck/gate/wedge"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

var updateGate = flag.Bool("update-gate", false, "write the gate's screens into testdata/gate")

// gateIssuer signs the cards of these tests.
var gateIssuer = mint.NewIssuer("https://gate.example/issuer", "Example Gate Issuer", "gate cmd")

func japanese(p mint.Person) string { return mint.Numeric(mint.Japan(gateIssuer, p).JWS(gateIssuer)) }
func american(p mint.Person) string { return mint.Numeric(mint.US(gateIssuer, p).JWS(gateIssuer)) }

// trustFile writes the trust set of these tests.
func trustFile(t testing.TB) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "issuers.json")
	data := mint.Snapshot(time.Date(2026, 8, 22, 4, 0, 0, 0, time.UTC), gateIssuer)
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// stage is a gate with a terminal that is none, and a clock that a test sets.
type stage struct {
	*door
	mu  sync.Mutex
	now time.Time
	out bytes.Buffer
}

func (s *stage) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *stage) wait(d time.Duration) {
	s.mu.Lock()
	s.now = s.now.Add(d)
	s.mu.Unlock()
	s.tick()
}

// newStage opens a gate with flags, but without a loop: tests hand it scans.
func newStage(t testing.TB, args ...string) *stage {
	t.Helper()
	st := &stage{now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("JST", 9*60*60))}
	env := Env{In: strings.NewReader(""), InTTY: true, OutTTY: true, ErrTTY: true, Out: &st.out, Err: &st.out,
		Size: func() (int, int) { return 80, 24 }, Getenv: func(string) string { return "" }, Now: st.clock,
		Raw: func() (io.Writer, func(), error) { return &st.out, func() {}, nil }}
	d, err := openDoor(env, args...)
	if err != nil {
		t.Fatal(err)
	}
	st.door = d
	st.show = d.newShowing(&st.out)
	return st
}

// openDoor does what the command does before the terminal changes.
func openDoor(env Env, args ...string) (*door, error) {
	a, cmd := &app{env: env, words: wordsFor("en")}, &cobra.Command{}
	o, f := a.gateOptions(cmd)
	if err := cmd.ParseFlags(args); err != nil {
		return nil, err
	}
	return a.newDoor(o, *f)
}

func (s *stage) scanText(text string) verify.View {
	s.scan(scannedCodes(text))
	state, _ := s.engine.State()
	return state.View
}

func (s *stage) drawn() string {
	state, _ := s.engine.State()
	return s.panel(state).Draw(80, 24).String()
}

// european returns a certificate of the EU, of Hanako as well, and the list of its
// signer.
func european(t testing.TB) (text, signers string) {
	t.Helper()
	by := mint.NewAuthority("UT", "UTO", "CSCA Utopia", "gate cmd").DSC("gate cmd", mint.DSCOptions{})
	signers = filepath.Join(t.TempDir(), "signers.json")
	if err := os.WriteFile(signers, mint.DSCList(time.Date(2026, 8, 22, 4, 0, 0, 0, time.UTC), by), 0o600); err != nil {
		t.Fatal(err)
	}
	return mint.VaccinatedDCC("UT").Sign(by, mint.DCCOptions{}), signers
}

// TestGateEU: a certificate of the EU as keyboards of all kinds type it, and whoever
// came in with another kind of card before.
func TestGateEU(t *testing.T) {
	text, signers := european(t)
	italian := strings.NewReplacer(":", "ç", "/", "-", "-", "'", "+", "^", "*", "(").Replace(text)
	for name, typed := range map[string]string{"as it is": text, "Caps Lock": strings.ToLower(text), "Italian": italian, "AIM": "]Q1" + text} {
		st := newStage(t, "--trust", trustFile(t), "--trust", signers)
		if v := st.scanText(typed); v.Verdict != verify.Valid {
			t.Errorf("%s: %s %v", name, v.Verdict, v.Reasons)
		}
	}
	st := newStage(t, "--trust", trustFile(t), "--trust", signers)
	st.scanText(japanese(mint.HanakoAbroad()))
	st.wait(3 * time.Second)
	v := st.scanText(text)
	if v.Verdict != verify.Review || !strings.Contains(st.drawn(), "came in before. 3 seconds ago.") {
		t.Errorf("%s\n%s", v.Verdict, st.drawn())
	}
}

// scans are texts with the verdicts they get.
func scans() []struct {
	verdict verify.Verdict
	text    string
} {
	altered := []byte(japanese(mint.Taro()))
	altered[len(altered)-41] ^= 1 // within the signature
	specimen, tested := mint.Specimen(), mint.Tested()
	tested.Expires = ""
	return []struct {
		verdict verify.Verdict
		text    string
	}{
		{verify.Valid, japanese(mint.Hanako())},
		{verify.Insufficient, american(tested)},
		{verify.Review, american(mint.Hanako())},
		{verify.Invalid, string(altered)},
		{verify.Specimen, mint.Numeric(mint.Japan(specimen, mint.Sample()).JWS(specimen))},
		{verify.Unreadable, "https://example.org/menu"},
	}
}

// TestGateScreens holds the screens of each verdict, at each level, in both languages.
func TestGateScreens(t *testing.T) {
	for _, level := range []string{"A", "B", "C"} {
		for _, lang := range []string{"en", "ja"} {
			t.Run(level+"-"+lang, func(t *testing.T) {
				st := newStage(t, "--trust", trustFile(t), "--level", level, "--lang", lang)
				drawing := st.drawn()
				for _, tt := range scans() {
					st.wait(4 * time.Second)
					if v := st.scanText(tt.text); v.Verdict != tt.verdict {
						t.Errorf("%s, want %s", v.Verdict, tt.verdict)
					}
					drawing += strings.Repeat("=", 80) + "\n" + st.drawn()
				}
				drawing = regexp.MustCompile(`[0-9a-f]{40,}…?`).ReplaceAllString(drawing, "HASH")
				file := filepath.Join("testdata", "gate", level+"-"+lang+".txt")
				if *updateGate {
					if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(drawing), 0o644)); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if diff := cmp.Diff(string(want), drawing); err != nil || diff != "" {
					t.Errorf("%s differs (%v); -update-gate writes it:\n%s", file, err, diff)
				}
			})
		}
	}
}

// TestGateLevels: what a level withholds is nowhere on the screen.
func TestGateLevels(t *testing.T) {
	for level, hidden := range map[string][]string{
		"A": {"花子", "1985", "2021", "gate.example", "Example Gate"},
		"B": {"花子", "1985", "Comirnaty"},
	} {
		st := newStage(t, "--trust", trustFile(t), "--level", level)
		st.scanText(japanese(mint.Hanako()))
		for _, text := range hidden {
			if strings.Contains(st.drawn(), text) {
				t.Errorf("%s shows %s:\n%s", level, text, st.drawn())
			}
		}
	}
}

// TestGateNoise: keyboards of all kinds, the longest card, and other people's cards.
func TestGateNoise(t *testing.T) {
	card := japanese(mint.Hanako())
	digits := strings.TrimPrefix(card, "shc:/")
	for _, typed := range []string{
		card, "SHC:/" + digits, "shc+/" + digits, "SHCÖ-" + digits, "shcö-" + digits, "]Q1" + card, digits,
		"shcM!" + strings.NewReplacer("1", "&", "2", "é", "3", `"`, "4", "'", "5", "(", "6", "-", "7", "è", "8", "_", "9", "ç", "0", "à").Replace(digits),
	} {
		st := newStage(t, "--trust", trustFile(t))
		if v := st.scanText(typed); v.Verdict != verify.Valid {
			t.Errorf("%.12s: %s", typed, v.Verdict)
		}
	}
	for typed, want := range map[string]string{
		"`*data*+`*hdr*+`*is*+*UTO*":  "other code",
		"HC1:6BFOXN%TS3DH":            "damaged or incomplete",
		"hc1+6bfoxn5ts3dh":            "damaged or incomplete",
		"hello":                       "Ask for the code",
		strings.Repeat("x1 ", 30_000): "",
	} {
		st := newStage(t, "--trust", trustFile(t))
		if v := st.scanText(typed); v.Verdict != verify.Unreadable || !strings.Contains(st.drawn(), want) {
			t.Errorf("%.20s: %s\n%s", typed, v.Verdict, st.drawn())
		}
	}
}

// TestGateChunks: parts count up, under other layouts too, and time out.
func TestGateChunks(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t))
	parts := mint.Chunks(mint.Japan(gateIssuer, mint.Hanako()).JWS(gateIssuer), 3)
	st.scanText(parts[2])
	st.scanText("shcÖ-" + strings.ReplaceAll(strings.TrimPrefix(parts[0], "shc:/"), "/", "-"))
	if text := st.drawn(); !strings.Contains(text, "2 of 3 codes") || !strings.Contains(text, "███ ███ ▄▄▄") {
		t.Error(text)
	}
	if v := st.scanText(strings.TrimPrefix(parts[1], "shc:/")); v.Verdict != verify.Valid {
		t.Error(v.Verdict)
	}
	st.wait(time.Minute)
	st.scanText(parts[0])
	st.wait(gate.Chunks)
	if text := st.drawn(); !strings.Contains(text, "Scan all codes of the certificate, one after the other.") {
		t.Error(text)
	}
}

// TestGateNotReady: without a trust set, or with a clock before it, nothing is judged,
// and what to do is said; once it is mended the gate opens.
func TestGateNotReady(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t))
	st.now = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	st.wait(0)
	st.scanText(japanese(mint.Hanako()))
	text := st.drawn()
	if state, _ := st.engine.State(); state.Kind != gate.NotReady || !strings.Contains(text, "Set the clock") || st.engine.Tally().Of(verify.Valid) != 0 {
		t.Error(text)
	}
	st.now = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	st.wait(0)
	if v := st.scanText(japanese(mint.Hanako())); v.Verdict != verify.Valid {
		t.Error(v.Verdict)
	}

	name := trustFile(t)
	moved := name + ".moved"
	if err := os.Rename(name, moved); err != nil {
		t.Fatal(err)
	}
	st = newStage(t, "--trust", name)
	st.wait(0)
	if text := st.drawn(); !strings.Contains(text, "no trust set") || strings.Contains(st.out.String(), "\x1b[?1049h") {
		t.Error(text)
	}
	if err := os.Rename(moved, name); err != nil {
		t.Fatal(err)
	}
	st.wait(time.Minute)
	if v := st.scanText(japanese(mint.Hanako())); v.Verdict != verify.Valid {
		t.Error(v.Verdict)
	}
}

// TestGateSeenBefore: the same person with another card, and with --allow-return.
func TestGateSeenBefore(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t))
	st.scanText(japanese(mint.Hanako()))
	st.wait(time.Hour)
	v := st.scanText(american(mint.Hanako()))
	if v.Verdict != verify.Review || !strings.Contains(st.drawn(), "came in before. First at 10:00.") {
		t.Errorf("%s\n%s", v.Verdict, st.drawn())
	}
	st.press(nil, 'l')
	if !strings.Contains(st.drawn(), "入場済みです。最初は 10:00 です。") {
		t.Error(st.drawn())
	}
	again := newStage(t, "--trust", trustFile(t), "--allow-return")
	again.scanText(japanese(mint.Hanako()))
	again.wait(time.Hour)
	if v := again.scanText(american(mint.Hanako())); v.Verdict != verify.Valid {
		t.Error(v.Verdict)
	}
}

func TestGateAt(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t), "--at", "2022-01-01T00:00:00+09:00")
	st.scanText(japanese(mint.Hanako()))
	if text := st.drawn(); !strings.Contains(text, "JUDGED AS OF 2022-01-01T00:00:00+09:00, NOT AS OF NOW") {
		t.Error(text)
	}
}

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
	if text := strings.Join(strings.Fields(st.drawn()), " "); strings.Contains(text, "█") || !strings.Contains(text, said) || !strings.Contains(text, "花子") || !strings.Contains(text, "HELD") {
		t.Error(text)
	}
	st.press(nil, 'l')
	if text := st.drawn(); !strings.Contains(text, "10:00 の判定「有効」を固定したままです。") {
		t.Error(text)
	}
	for _, p := range st.languages() {
		if panel := p.Panel(state); panel.Word != "" || panel.Next != "" || !strings.Contains(panel.Sentence, "10:00") || len(panel.Details) == 0 {
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
		if on := strings.Contains(page, noEndEN); on != strings.Contains(st.drawn(), noEndEN) {
			t.Errorf("the page says %q", page)
		}
		return strings.Contains(st.drawn(), noEndEN)
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
		if state.View.Verdict != verify.Unreadable || state.Held || st.s.words.Lang != "en" || st.flags.sound != "off" || st.now.Before(st.leaving) {
			t.Errorf("%q: %s, held %v", code, state.View.Verdict, state.Held)
		}
	}
}

// TestGateNextStep: a damaged code is to be scanned again, unless it is known what helps.
func TestGateNextStep(t *testing.T) {
	for _, lang := range []string{"en", "ja"} {
		say := speech{newStage(t, "--trust", trustFile(t), "--lang", lang).s}
		for detail, want := range map[string]string{
			"": say.words.Gate.NextStep[decode.ReasonCodeDamaged], "glare": say.words.KindNext["glare"],
		} {
			v := verify.View{Verdict: verify.Unreadable, Reasons: []verify.ReasonView{{Code: decode.ReasonCodeDamaged}}}
			if detail != "" {
				v.Reasons[0].Details = []string{detail}
			}
			if got := say.next(gate.State{Kind: gate.Answered, View: v}); got != want || want == "" {
				t.Errorf("%s, %q: %q, want %q", lang, detail, got, want)
			}
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

// TestGateSounds: each verdict has a pattern of its own.
func TestGateSounds(t *testing.T) {
	seen := map[string]verify.Verdict{}
	for _, v := range verify.Verdicts() {
		var b strings.Builder
		for _, after := range patterns[v] {
			b.WriteString(after.String() + " ")
		}
		if other, taken := seen[b.String()]; taken {
			t.Errorf("%s sounds as %s", v, other)
		}
		seen[b.String()] = v
	}
	for sound, want := range map[string]int{"off": 0, "same": 1, "each": 3} {
		st := newStage(t, "--trust", trustFile(t), "--sound", sound)
		st.scanText("https://example.org/menu") // not read: three bells
		for range 20 {
			state, _ := st.engine.State()
			if err := st.announce(state); err != nil {
				t.Fatal(err)
			}
			st.wait(100 * time.Millisecond)
		}
		if got := strings.Count(st.out.String(), "\a"); got != want {
			t.Errorf("%s: %d bells, want %d", sound, got, want)
		}
	}
}

// TestGateBug: a fault of ours costs one answer, quotes nothing, and the next scan
// works.
func TestGateBug(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t))
	broken := true
	st.engine = gate.New(gate.Options{Now: st.clock, Ready: st.ready, Judge: func(c *decode.Credential, at time.Time) verify.Report {
		if broken {
			broken = false
			panic(c.Text)
		}
		return st.judge(c, at)
	}})
	if v := st.scanText(japanese(mint.Hanako())); v.Verdict != verify.Unreadable || st.app.code != exitBug {
		t.Errorf("%s, code %d", v.Verdict, st.app.code)
	}
	if v := st.scanText(japanese(mint.Taro())); v.Verdict != verify.Valid {
		t.Error(v.Verdict)
	}
	if said := st.out.String(); !strings.Contains(said, "internal error in cmd.") || strings.Contains(said, "5676") || strings.Contains(said, "eyJ") {
		t.Errorf("%q", said)
	}
}

func TestGateUsage(t *testing.T) {
	plain := Env{Getenv: func(string) string { return "" }, Now: time.Now, InTTY: true, OutTTY: true, Err: io.Discard}
	dumb, pipe := plain, plain
	dumb.Getenv = func(name string) string { return map[string]string{"TERM": "dumb"}[name] }
	pipe.InTTY = false
	for _, tt := range []struct {
		env  Env
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
		var coded *codedError
		if !errors.As(err, &coded) || coded.code != exitUsage || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v", tt.args, err)
		}
	}
}

func TestColourDepth(t *testing.T) {
	for want, env := range map[screen.Depth][]map[string]string{
		screen.NoColour:   {{"NO_COLOR": "1", "TERM": "xterm-256color"}, {"NO_COLOR": "1", "COLORTERM": "truecolor"}},
		screen.Colours16:  {{"TERM": "xterm"}, {"TERM": "linux"}},
		screen.Colours256: {{"TERM": "xterm-256color"}, {"TERM": "tmux-256color"}},
		screen.TrueColour: {{"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"TERM": "xterm-direct"}},
	} {
		for _, variables := range env {
			st := newStage(t)
			st.app.env.Getenv = func(name string) string { return variables[name] }
			s, err := st.options.resolveOutput()
			if err != nil {
				t.Fatal(err)
			}
			st.s = s
			if got := st.depth(); got != want && want != screen.TrueColour {
				t.Errorf("%v: depth %d, want %d", variables, got, want)
			}
		}
	}
}

// TestGatePlainAsOf: that it is not judged as of now is said with every answer.
func TestGatePlainAsOf(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t), "--plain", "--at", "2026-11-20T09:00:00Z")
	for _, text := range []string{"", scans()[0].text} {
		if text != "" {
			st.scanText(text)
		}
		state, _ := st.engine.State()
		if err := st.announce(state); err != nil {
			t.Fatal(err)
		}
	}
	if got := st.out.String(); strings.Count(got, "2026-11-20T09:00:00Z") != 2 || !strings.Contains(got, "VALID.") {
		t.Error(got)
	}
}

// TestGatePlain: verdict, reason and name in one line, once.
func TestGatePlain(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t), "--level", "C", "--plain")
	say := func() {
		state, _ := st.engine.State()
		if err := st.announce(state); err != nil {
			t.Fatal(err)
		}
	}
	say()
	for _, tt := range scans()[:4] {
		st.wait(3 * time.Second)
		st.scanText(tt.text)
		for range 5 {
			st.wait(100 * time.Millisecond)
			say()
		}
	}
	st.press(nil, 'h')
	say()
	st.press(nil, 'q')
	say()
	st.press(nil, 'l')
	st.wait(10 * time.Second)
	st.scanText(scans()[3].text)
	say()
	const want = "Ready. Scan a code.\r\n" +
		"VALID. 見本 花子.\r\n" +
		"NOT ENOUGH. Signature and dates are in order, but the certificate does not show what is asked for here. It shows no completed COVID-19 vaccination. Sample Tested.\r\n" +
		"CHECK. This name and birth date, or certificate, came in before. 7 seconds ago. 見本 花子.\r\n" +
		"INVALID. There is no good signature of the issuer: the certificate was altered, or whoever signed it may not sign for the issuer.\r\n" +
		"Leave? Press q again to leave, any other key to stay.\r\n" +
		"無効。発行者の正しい署名がありません。内容が署名の後に変わっているか、署名した者にその権限がありません。\r\n"
	if got := st.out.String(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestTally: the counts of earlier shifts stay, other files too.
func TestTally(t *testing.T) {
	name := filepath.Join(t.TempDir(), "tally.csv")
	shift := func(text string) error {
		st := newStage(t, "--trust", trustFile(t), "--tally", name)
		st.scanText(text)
		return st.saveTally()
	}
	for _, text := range []string{japanese(mint.Hanako()), japanese(mint.Taro()), "https://example.org/menu"} {
		if err := shift(text); err != nil {
			t.Fatal(err)
		}
	}
	const want = "\ufeffhour,verdict,count\r\n2026-11-22T10:00:00+09:00,valid,2\r\n2026-11-22T10:00:00+09:00,unreadable,1\r\n"
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	for _, other := range []string{"my novel", "hour,verdict,count\nnoon,valid,1\n", "hour,verdict,count\n2026-11-22T10:00:00Z,good,1\n",
		"hour,verdict,count\n2026-11-22T10:00:00Z,valid,-1\n", "hour,verdict\n", "hour,verdict,count\n2026-11-22T10:00:00Z,valid\n", "hour,verdict,count\n2026-11-22T10:00:00Z,valid,1,\n", ",,\n", " \n", "\x00", "\"",
		"hour,verdict,count\n2026-11-22T10:00:00Z,valid,9223372036854775807\n2026-11-22T10:00:00Z,valid,9223372036854775807\n",
		"hour,verdict,count\n2026-11-22T10:00:00Z,valid,99999999999999999999\n", "hour;verdict;count\n", "hour,verdict,count\n,,\n",
		"\xff\xfeh\x00o\x00u\x00r\x00", strings.Repeat("x", maxTally+1)} {
		if err := os.WriteFile(name, []byte(other), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := openDoor(newStage(t).app.env, "--tally", name)
		var coded *codedError
		if !errors.As(err, &coded) || coded.code != exitFile || !strings.Contains(err.Error(), "no tally") {
			t.Errorf("%.20q: %v", other, err)
		}
		if got, _ := os.ReadFile(name); string(got) != other {
			t.Errorf("%.20q is written over", other)
		}
	}
	for nothing, rows := range map[string]string{"": "", "\n": "", "\r\n\r\n": "", "\r": "", "\ufeff": "", "\ufeff\n": "", "hour,verdict,count": "", "\n\nhour,verdict,count\n\n": "",
		"hour,verdict,count\n2026-11-22T10:00:00+09:00,valid,2": "2026-11-22T10:00:00+09:00,valid,2\r\n"} {
		if err := os.WriteFile(name, []byte(nothing), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := openDoor(newStage(t).app.env, "--tally", name)
		if got, _ := os.ReadFile(name); err != nil || string(got) != "\ufeffhour,verdict,count\r\n"+rows {
			t.Errorf("%q: %v, %q", nothing, err, got)
		}
	}
	_, err := openDoor(newStage(t).app.env, "--tally", filepath.Join(name, "below"))
	if coded := (*codedError)(nil); !errors.As(err, &coded) || coded.code != exitFile {
		t.Error(err)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(name), ".*"))
	if len(left) > 0 {
		t.Errorf("%v are left behind", left)
	}
}

// TestTallyElsewhere: a device or a folder is not replaced by a file, and a link stays one.
// TestTallyOfTwo: gates that write to one file add up, whoever writes when.
func TestTallyOfTwo(t *testing.T) {
	name := filepath.Join(t.TempDir(), "tally.csv")
	var gates [2]*stage
	for i := range gates {
		gates[i] = newStage(t, "--trust", trustFile(t), "--tally", name)
	}
	for range 3 {
		for _, g := range gates {
			g.wait(time.Minute)
			g.scanText("https://example.org/menu" + g.now.String())
			if err := g.saveTally(); err != nil {
				t.Fatal(err)
			}
		}
	}
	const want = "\ufeffhour,verdict,count\r\n2026-11-22T10:00:00+09:00,unreadable,6\r\n"
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	lock := filepath.Join(filepath.Dir(name), ".tally.csv.lock")
	if err := os.WriteFile(lock, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-lockStale - time.Second)
	gates[0].scanText("garbage")
	if err := errors.Join(os.Chtimes(lock, old, old), gates[0].saveTally()); err != nil {
		t.Error("of a gate that is gone:", err)
	}
}

// TestTallyTakenOut: counts of this shift that somebody takes out of the file come back, and
// those of others stay out.
func TestTallyTakenOut(t *testing.T) {
	name := filepath.Join(t.TempDir(), "tally.csv")
	st := newStage(t, "--trust", trustFile(t), "--tally", name)
	save := func() string {
		st.wait(time.Minute)
		st.scanText("garbage")
		if err := st.saveTally(); err != nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(name)
		return string(text)
	}
	save()
	for i, emptied := range []string{"", "\n", "hour,verdict,count\n"} {
		if err := os.WriteFile(name, []byte(emptied), 0o600); err != nil {
			t.Fatal(err)
		}
		if want, got := fmt.Sprintf("\ufeffhour,verdict,count\r\n2026-11-22T10:00:00+09:00,unreadable,%d\r\n", i+2), save(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// FuzzTally: whatever a file holds, it is refused or stays as it is read.
func FuzzTally(f *testing.F) {
	f.Add([]byte("\n"))
	f.Add([]byte("\ufeffhour,verdict,count\r\n2026-11-22T10:00:00+09:00,valid,2\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		counts, err := parseTally(text)
		if err != nil {
			return
		}
		for _, c := range counts {
			if c.Number > maxCount/(1+len(counts)) {
				return // a sum that is refused the next time
			}
		}
		again, err := parseTally(tallyText(counts))
		if err != nil || string(tallyText(again)) != string(tallyText(counts)) {
			t.Errorf("%q: %v", text, err)
		}
	})
}

// TestTallyLost: counts that were not written are told of, and said to be nowhere.
func TestTallyLost(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "folder")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	st := newStage(t, "--trust", trustFile(t), "--tally", filepath.Join(dir, "tally.csv"))
	st.scanText("garbage")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	err := st.saveTally()
	if coded := (*codedError)(nil); !errors.As(err, &coded) || coded.code != exitFile || !strings.Contains(err.Error(), "tally.csv") {
		t.Error(err)
	}
	if err := st.sumUp(false); err != nil || strings.Contains(st.out.String(), "counts written") {
		t.Errorf("%v: %s", err, st.out.String())
	}
}

func TestTallyElsewhere(t *testing.T) {
	dir := t.TempDir()
	if _, err := openTally(os.DevNull); !errors.Is(err, errNotRegular) {
		t.Error(err)
	}
	if _, err := openTally(dir); err == nil {
		t.Error("a folder is taken")
	}
	target, link := filepath.Join(dir, "tally.csv"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no links here: ", err)
	}
	if _, err := openTally(link); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is replaced")
	}
}

// TestGateShift runs the whole command over a terminal that is none: what is typed is
// answered, and the terminal is given back.
func TestGateShift(t *testing.T) {
	in, typing := io.Pipe()
	var out lockedBuffer
	restored := 0
	env := Env{In: in, InTTY: true, OutTTY: true, ErrTTY: true, Out: &out, Err: &out,
		Size: func() (int, int) { return 80, 24 }, Getenv: func(string) string { return "" }, Now: time.Now,
		Raw: func() (io.Writer, func(), error) { return &out, func() { restored++ }, nil }}
	done := make(chan int)
	trust := trustFile(t)
	go func() { done <- Main(context.Background(), []string{"gate", "--trust", trust, "--level", "C"}, env) }()
	out.expect(t, "Ready")
	_, _ = io.WriteString(typing, japanese(mint.Hanako())+"\r")
	out.expect(t, "花子")
	_, _ = io.WriteString(typing, "\x1b")
	time.Sleep(300 * time.Millisecond)
	code := -1
	for tries := 0; tries < 20 && code < 0; tries++ { // a gate that is held up takes two for one scan
		_, _ = io.WriteString(typing, "\x03")
		select {
		case code = <-done:
		case <-time.After(time.Second):
		}
	}
	if code != 0 || restored != 1 {
		t.Errorf("code %d, restored %d times", code, restored)
	}
	_, after, _ := strings.Cut(out.String(), "\x1b[?1049l")
	if !strings.HasPrefix(after, "Shift from ") || !strings.Contains(after, "VALID") || strings.Contains(after, "花子") {
		t.Errorf("%q", after)
	}
}

// lockedBuffer is written by one goroutine and read by another.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *lockedBuffer) expect(t *testing.T, text string) {
	t.Helper()
	for range 500 {
		if strings.Contains(l.String(), text) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("no %q in %q", text, l.String())
}

// BenchmarkGateScan is the way from a scan's last character to the answer on the
// screen.
func BenchmarkGateScan(b *testing.B) {
	st := newStage(b, "--trust", trustFile(b), "--level", "C", "--allow-return")
	card := japanese(mint.Hanako())
	french := "shcM!" + strings.NewReplacer("1", "&", "2", "é", "3", `"`, "4", "'", "5", "(", "6", "-", "7", "è", "8", "_", "9", "ç", "0", "à").Replace(strings.TrimPrefix(card, "shc:/"))
	for name, text := range map[string]string{"card": card, "French keyboard": french, "garbage": strings.Repeat("x1", wedge.MaxScan/2)} {
		b.Run(name, func(b *testing.B) {
			term := &terminal{door: st.door}
			term.reader.Feed([]byte(text), st.clock())
			b.ReportAllocs()
			for b.Loop() {
				st.typed(term, []byte("\r"))
				state, _ := st.engine.State()
				if err := st.announce(state); err != nil || state.Kind != gate.Answered {
					b.Fatal(err, state.Kind)
				}
				b.StopTimer()
				st.out.Reset()
				st.wait(10 * time.Second)
				state, _ = st.engine.State()
				_ = st.announce(state)
				term.reader.Feed([]byte(text), st.clock())
				b.StartTimer()
			}
		})
	}
}

// BenchmarkGateMemory takes 2,000 scans of as many people, and reports what the heap
// holds after the first hundred and after all.
func BenchmarkGateMemory(b *testing.B) {
	heap := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / 1024
	}
	cards := make([]string, 2000)
	for i := range cards {
		p := mint.Hanako()
		p.BirthDate = time.Date(1940, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		cards[i] = japanese(p)
	}
	for b.Loop() {
		st := newStage(b, "--trust", trustFile(b), "--level", "C")
		for i, card := range cards {
			st.wait(3 * time.Second)
			if v := st.scanText(card); v.Verdict != verify.Valid {
				b.Fatal(v.Verdict)
			}
			state, _ := st.engine.State()
			_ = st.announce(state)
			st.out.Reset()
			switch i {
			case 99:
				b.ReportMetric(heap(), "KiB-after-100")
			case 1999:
				b.ReportMetric(heap(), "KiB-after-2000")
			}
		}
	}
}
