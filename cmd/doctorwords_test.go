package cmd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// TestDoctorWords: every check, outcome and origin of a setting has its words.
func TestDoctorWords(t *testing.T) {
	var c struct{ Checks []struct{ ID string } }
	decodeInto(t, runIn(true, nil, "doctor", "--format", "json").out, &c)
	var ids []string
	for _, check := range c.Checks {
		ids = append(ids, check.ID)
	}
	for _, tag := range words.Tags() {
		w := show.SentencesIn(tag)
		expectCodes(t, w.Tag()+" checks", w.Group("doctor-checks"), ids)
		expectCodes(t, w.Tag()+" outcomes", w.Group("doctor-outcomes"), []string{"not_run", "ok", "note", "fail"})
		expectCodes(t, w.Tag()+" origins", w.Group("doctor-by"),
			[]string{"flag", "user", "machine", "environment", "default"})
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
	codes := []string{"age_unknown", "additions", "additions_listed", "no_terminal", "terminal_small",
		"terminal_not_utf8",
		"store_not_writable", "store_elsewhere", "self_test_failed", "home_unreadable",
		"configuration_refused", "level_cap_refused", "policy_refused"}
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
