package cmd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"vaxcheck/cmd/show"
)

// TestDoctorWords: every check, outcome and origin of a setting has its words.
func TestDoctorWords(t *testing.T) {
	ids := inSource(t, "cmd/doctor", `\bdoctor[A-Z]\w+ += "(\w+)"`)
	for _, w := range show.AllLanguages() {
		expectCodes(t, w.Tag()+" checks", w.Group("doctor-checks"), ids)
		expectCodes(t, w.Tag()+" outcomes", w.Group("doctor-outcomes"), []string{"not_run", "ok", "note", "fail"})
		expectCodes(t, w.Tag()+" origins", w.Group("doctor-by"), inSource(t, "cmd/doctor", `\bby[A-Z]\w+ += "(\w+)"`))
	}
	var c struct{ Checks []struct{ ID string } }
	decodeInto(t, runIn(true, nil, "doctor", "--format", "json").out, &c)
	if len(c.Checks) != len(ids) {
		t.Errorf("%d checks run, %d known", len(c.Checks), len(ids))
	}
}

// TestDoctorDocumented: what programs are given stands in docs/contract.md.
func TestDoctorDocumented(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "contract.md"))
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		Checks []struct {
			ID    string
			Facts map[string]json.RawMessage
		}
	}
	decodeInto(t, runIn(true, nil, "doctor", "--format", "json").out, &c)
	codes := inSource(t, "cmd/doctor", `(?:noted|failed)\(\w+, "(\w+)"`)
	for _, check := range c.Checks {
		codes = append(codes, check.ID)
		for fact := range check.Facts {
			codes = append(codes, fact)
		}
	}
	for _, code := range codes {
		if !regexp.MustCompile("`[^`]*\\b" + code + "\\b[^`]*`").Match(page) {
			t.Errorf("%s is not documented", code)
		}
	}
}
