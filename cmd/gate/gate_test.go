package gate

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/gate"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// TestGateEU: a certificate of the EU as keyboards of all kinds type it, and whoever
// came in with another kind of card before.
func TestGateEU(t *testing.T) {
	text, signers := european(t)
	italian := strings.NewReplacer(":", "ç", "/", "-", "-", "'", "+", "^", "*", "(").Replace(text)
	for name, typed := range map[string]string{"as it is": text, "Caps Lock": strings.ToLower(text),
		"Italian": italian, "AIM": "]Q1" + text} {
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
					if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755),
						os.WriteFile(file, []byte(drawing), 0o644)); err != nil {
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
		"shcM!" + strings.NewReplacer("1", "&", "2", "é", "3", `"`, "4", "'", "5", "(", "6", "-", "7", "è",
			"8", "_", "9", "ç", "0", "à").Replace(digits),
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
	if state, _ := st.engine.State(); state.Phase != gate.NotReady ||
		!strings.Contains(text, "Set the clock") || st.engine.Tally().Of(verify.Valid) != 0 {
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

// TestGateBug: a fault of ours costs one answer, quotes nothing, and the next scan
// works.
func TestGateBug(t *testing.T) {
	st := newStage(t, "--trust", trustFile(t))
	broken := true
	st.engine = gate.New(gate.Options{Now: st.clock, Ready: st.ready,
		Judge: func(c *decode.Credential, at time.Time) verify.Report {
			if broken {
				broken = false
				panic(c.Text)
			}
			return st.judge(c, at)
		}})
	if v := st.scanText(japanese(mint.Hanako())); v.Verdict != verify.Unreadable || st.console.Code != cli.ExitBug {
		t.Errorf("%s, code %d", v.Verdict, st.console.Code)
	}
	if v := st.scanText(japanese(mint.Taro())); v.Verdict != verify.Valid {
		t.Error(v.Verdict)
	}
	if said := st.out.String(); !strings.Contains(said, "internal error in cmd/gate.") ||
		strings.Contains(said, "5676") || strings.Contains(said, "eyJ") {
		t.Errorf("%q", said)
	}
}

// TestGateShift runs the whole command over a terminal that is none: what is typed is
// answered, and the terminal is given back.
func TestGateShift(t *testing.T) {
	in, typing := io.Pipe()
	var out lockedBuffer
	restored := 0
	env := cli.Env{In: in, InTTY: true, OutTTY: true, ErrTTY: true, Out: &out, Err: &out,
		Size: func() (int, int) { return 80, 24 }, Getenv: func(string) string { return "" }, Now: time.Now,
		Raw: func() (io.Writer, func(), error) { return &out, func() { restored++ }, nil }}
	done := make(chan int)
	trust := trustFile(t)
	c := &cli.Console{Env: env, Words: show.SentencesIn("en")}
	command := Command(c)
	command.SetArgs([]string{"--trust", trust, "--level", "C"})
	go func() { done <- c.Finish(command.ExecuteContext(context.Background())) }()
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
