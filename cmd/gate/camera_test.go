package gate

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/gate"
	"vaxcheck/gate/camera"
	"vaxcheck/gate/serial"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// newPageStage is a stage with a page.
func newPageStage(t *testing.T, args ...string) *stage {
	t.Helper()
	st := newStage(t, append([]string{"--trust", trustFile(t), "--camera", "--port", "0"}, args...)...)
	t.Cleanup(st.page.shut)
	return st
}

// panels are what the page shows in all languages, English first, then Japanese.
func (s *stage) panels() (all []camera.Panel) {
	state, _ := s.engine.State()
	for _, tag := range words.Tags() {
		all = append(all, s.language(tag).Panel(state))
	}
	return all
}

// TestGatePanels: every state has a word or a sentence on the page in all languages,
// that of the terminal, and what a level withholds is not handed to the page.
func TestGatePanels(t *testing.T) {
	for _, level := range []string{"A", "B", "C"} {
		st := newPageStage(t, "--level", level, "--lang", "ja")
		for i, p := range st.panels() {
			if p.Word != "" || p.Sentence != gateIn(show.SentencesIn(words.Tags()[i])).Show() {
				t.Errorf("nobody there: %+v", p)
			}
		}
		for _, tt := range scans() {
			st.wait(4 * time.Second)
			st.scanText(tt.text)
			for i, p := range st.panels() {
				if p.Word != show.SentencesIn(words.Tags()[i]).Verdicts().Of(string(tt.verdict)) || p.Sentence == "" ||
					tt.verdict != verify.Valid && p.Next == "" {
					t.Errorf("%s: %+v", tt.verdict, p)
				}
				text := p.Name
				for _, line := range p.Details {
					text += "\n" + line.Label + line.Value
				}
				if strings.Contains(text, "花子") != (level == "C" &&
					(tt.verdict == verify.Valid || tt.verdict == verify.Review)) {
					t.Errorf("level %s, %s: %s", level, tt.verdict, text)
				}
			}
		}
	}
}

// TestGatePageDetails: what is to be compared is strong, and labels stand apart.
func TestGatePageDetails(t *testing.T) {
	st := newPageStage(t, "--level", "C", "--at", "2026-11-22T09:00:00+09:00")
	st.scanText(japanese(mint.Hanako()))
	want := [2][]camera.Line{
		{{Label: "Name", Value: "見本 花子 (usual)", Strong: true},
			{Label: "Birth date", Value: "1985-04-01", Strong: true}},
		{{Label: "氏名", Value: "見本 花子 (通常の氏名)", Strong: true}, {Label: "生年月日", Value: "1985-04-01", Strong: true}},
	}
	for i, p := range st.panels()[:len(want)] {
		if len(p.Details) < 6 || !p.Details[0].Strong || !strings.Contains(p.Details[0].Value, "2026-11-22") {
			t.Fatalf("it is not said of when: %+v", p)
		}
		if p.Details[1].Value != "" || p.Details[2] != want[i][0] || p.Details[3] != want[i][1] || p.Name != "見本 花子" {
			t.Errorf("%+v", p)
		}
	}
}

// TestGateStatesOfPage: what is no answer is said too.
func TestGateStatesOfPage(t *testing.T) {
	st := newPageStage(t)
	for kind, want := range map[gate.Phase][2]string{
		gate.Waiting: {"1 / 2", "1 of 2 codes"}, gate.Several: {"NOT READ", "More than one"},
	} {
		p := st.language("en").Panel(gate.State{Phase: kind, Have: 1, Want: 2})
		if p.Word != want[0] || !strings.HasPrefix(p.Sentence, want[1]) {
			t.Errorf("%+v", p)
		}
	}
	if status := st.language("ja").Status(st.clock()); !strings.Contains(status, "91日") {
		t.Error(status)
	}
	st.received(serial.Event{Err: errors.New("gone")})
	if status := st.language("en").Status(st.clock()); !strings.HasPrefix(status, "SCANNER NOT CONNECTED") {
		t.Error(status)
	}
	if l := st.languages(); len(l) != len(words.Tags()) || l[0].Tag != "en" {
		t.Errorf("%v", l)
	}
}

// TestGatePageTaken: two gates on one port, and ports that are none.
func TestGatePageTaken(t *testing.T) {
	st := newPageStage(t)
	_, port, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(st.page.server.URL(), "http://"), "/"), ":")
	port, _, _ = strings.Cut(port, "/")
	for _, tt := range []struct {
		code int
		args []string
	}{
		{cli.ExitFile, []string{"--camera", "--port", port}},
		{cli.ExitUsage, []string{"--camera", "--port", "65536"}},
		{cli.ExitUsage, []string{"--camera", "--port", "-1"}},
		{cli.ExitUsage, []string{"--port", "9000"}},
	} {
		env := cli.Env{InTTY: true, OutTTY: true, Getenv: func(string) string { return "" }, Now: st.clock}
		_, err := openDoor(env, append(tt.args, "--trust", trustFile(t))...)
		if cli.CodeOf(err) != tt.code {
			t.Errorf("%v: %v", tt.args, err)
		}
	}
}

// TestGateUnopened: where no browser can be opened, the address is shown, and where
// one was, it is not.
func TestGateUnopened(t *testing.T) {
	st := newPageStage(t)
	st.page.open()
	st.page.closed = <-st.page.opened
	shown := st.page.server.URLByHand()
	for range 10 {
		if st.wait(time.Minute); !strings.Contains(st.drawn(), shown) {
			t.Fatalf("%s is not in\n%s", shown, st.drawn())
		}
	}
	opened := ""
	st.page.browse = func(address string) error { opened = address; return nil }
	st.press(nil, 'p')
	st.page.closed = <-st.page.opened
	home, _, _ := strings.Cut(shown, "#")
	if !strings.HasPrefix(opened, home) || opened == shown || strings.Contains(st.drawn(), "http") {
		t.Errorf("%q is opened, and\n%s", opened, st.drawn())
	}
}

// TestGateTaken: that the page is in another window is said for a while, in the panel,
// on a line, and where there is no terminal.
func TestGateTaken(t *testing.T) {
	for _, lang := range words.Tags() {
		st := newPageStage(t, "--lang", lang)
		text := gateIn(st.s.Words).Taken()
		var plain, alone bytes.Buffer
		spoken, quiet := &plainShowing{out: &plain, eol: "\n"}, &pageShowing{out: &alone}
		for _, taken := range []bool{false, true, true, false} {
			if now := st.clock(); taken && st.page.taken.Load() == nil {
				st.page.taken.Store(&now)
			}
			state, _ := st.engine.State()
			if err := errors.Join(spoken.show(st.door, state), quiet.show(st.door, state)); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(st.drawn(), text) != taken {
				t.Errorf("taken: %v, and\n%s", taken, st.drawn())
			}
			st.wait(takenFor/2 - time.Millisecond)
			if taken {
				st.wait(time.Millisecond)
			}
		}
		if strings.Count(plain.String(), text) != 1 || alone.String() != text+"\n" {
			t.Errorf("said %q and %q", plain.String(), alone.String())
		}
	}
}
