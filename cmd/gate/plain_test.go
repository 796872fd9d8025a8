package gate

import (
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/gate/screen"
	"vaxcheck/verify"
)

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

func TestColourDepth(t *testing.T) {
	for want, env := range map[screen.Depth][]map[string]string{
		screen.NoColour:   {{"NO_COLOR": "1", "TERM": "xterm-256color"}, {"NO_COLOR": "1", "COLORTERM": "truecolor"}},
		screen.Colours16:  {{"TERM": "xterm"}, {"TERM": "linux"}},
		screen.Colours256: {{"TERM": "xterm-256color"}, {"TERM": "tmux-256color"}},
		screen.TrueColour: {{"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"TERM": "xterm-direct"}},
	} {
		for _, variables := range env {
			st := newStage(t)
			st.console.Env.Getenv = func(name string) string { return variables[name] }
			s, err := cli.BareOptions(st.console, &cobra.Command{}).ResolveOutput()
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
