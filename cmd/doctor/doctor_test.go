package doctor

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// TestTrainingPicture: the program judges the very picture that people are told
// to try.
func TestTrainingPicture(t *testing.T) {
	want, err := os.ReadFile(filepath.Join("..", "..", "testdata", "training.png"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(training, want) {
		t.Error("copy testdata/training.png to cmd/doctor")
	}
}

// testDoctor looks at a good machine; a test spoils what it is about.
func testDoctor(t *testing.T, variables map[string]string) *doctor {
	t.Helper()
	known, err := inforce.Open(inforce.Places{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	set, w := known.Set, show.SentencesIn("en")
	return &doctor{
		env: &cli.Env{Getenv: func(name string) string { return variables[name] }},
		s:   &show.Settings{Words: w, Terminal: true},
		w:   doctorIn(w), now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC), set: set,
	}
}

func TestDoctorClock(t *testing.T) {
	for _, tt := range []struct {
		name, now, built, code string
	}{
		{"right", "2026-11-21T09:00:00Z", "2026-10-01T00:00:00Z", ""},
		{"the program does not say", "2026-11-21T09:00:00Z", "", ""},
		{"before the trust set", "2020-01-01T00:00:00Z", "", "clock_doubtful"},
		{"before the program", "2026-09-01T00:00:00Z", "2026-10-01T00:00:00Z", "clock_doubtful"},
		{"within the allowance", "2026-09-30T23:59:00Z", "2026-10-01T00:00:00Z", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := testDoctor(t, nil)
			d.now, _ = time.Parse(time.RFC3339, tt.now)
			d.built, _ = time.Parse(time.RFC3339, tt.built)
			if got := d.clock(); got.Code != tt.code || (got.Outcome == healthFail) != (tt.code != "") {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestDoctorTerminal(t *testing.T) {
	utf8 := map[string]string{"LANG": "ja_JP.UTF-8"}
	for _, tt := range []struct {
		name          string
		terminal      bool
		columns, rows int
		variables     map[string]string
		code          string
	}{
		{"good", true, 140, 70, utf8, ""},
		{"size not known", true, 0, 0, utf8, ""},
		{"none", false, 0, 0, utf8, "no_terminal"},
		{"narrow", true, 59, 70, utf8, "terminal_small"},
		{"low", true, 140, 9, utf8, "terminal_small"},
		{"spelt otherwise", true, 80, 24, map[string]string{"LC_CTYPE": "C.utf8", "LANG": "C"}, ""},
		{"another encoding", true, 80, 24, map[string]string{"LANG": "ja_JP.eucJP"}, "terminal_not_utf8"},
		{"overruled", true, 80, 24, map[string]string{"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "terminal_not_utf8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && tt.code == "terminal_not_utf8" {
				t.Skip("consoles of Windows show UTF-8 whatever the variables say")
			}
			d := testDoctor(t, tt.variables)
			d.s.Terminal, d.s.Columns, d.s.Rows = tt.terminal, tt.columns, tt.rows
			if got := d.terminal(); got.Code != tt.code || (got.Outcome == healthNote) != (tt.code != "") {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// TestDoctorRehearses: the self-test notices a program that takes an altered
// card, or does not read a good one.
func TestDoctorRehearses(t *testing.T) {
	d := testDoctor(t, nil)
	if genuine, altered := d.rehearse(); genuine != verify.Specimen || altered != verify.Invalid {
		t.Errorf("genuine %q, altered %q", genuine, altered)
	}
	code := "shc:/" + strings.Repeat("0", 200)
	if altered := alterCode(code); altered == code || len(altered) != len(code) || alterCode(altered) == altered {
		t.Errorf("got %s", altered)
	}
	if got := d.selfTest(); got.Outcome != healthOK {
		t.Errorf("got %+v", got)
	}
	picture := training
	t.Cleanup(func() { training = picture })
	training = nil
	if got := d.selfTest(); got.Outcome != healthFail {
		t.Errorf("without a picture: %+v", got)
	}
}

// TestTryWrite: nothing stays behind, and a folder that is not there yet is not
// made.
func TestTryWrite(t *testing.T) {
	home := t.TempDir()
	below := filepath.Join(home, "share", "vaxcheck", "trust")
	if err := tryWrite(below); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(home); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if err := os.WriteFile(filepath.Join(home, "share"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := tryWrite(below); err == nil {
		t.Error("a file for a folder is written into")
	}
	if err := tryWrite(filepath.Join(home, "share")); err == nil {
		t.Error("a file is a folder")
	}
}
