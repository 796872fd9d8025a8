package show

import (
	"strings"
	"testing"

	"vaxcheck/verify"
)

// TestStatePassText: a state's pass says that it names no dose, and whether it counts.
func TestStatePassText(t *testing.T) {
	for _, w := range allLanguages() {
		for _, counts := range []bool{true, false} {
			c := &verify.Content{Subject: &verify.SubjectView{},
				StatePasses: []verify.StatePassView{{Disease: "covid-19", Counts: counts}},
				PolicyRules: []verify.RuleResult{{Way: "doses", Rule: "doses"},
					{Way: "state_pass", Rule: "state_pass", Outcome: verify.Pass}}}
			p := NewSheet(&Settings{Words: w})
			p.records(c, 0)
			p.rules(c.PolicyRules, 0)
			got := p.String()
			for _, want := range []string{w.Labels.StatePasses(), w.Labels.StatePassSays(),
				w.Labels.RulesAnyPass(), w.Rules().Of("state_pass")} {
				if !strings.Contains(got, want) {
					t.Errorf("%s: %q lacks %q", w.Tag(), got, want)
				}
			}
			if strings.Contains(got, w.Labels.NotRelied()) == counts {
				t.Errorf("%s: counts %t: %q", w.Tag(), counts, got)
			}
		}
	}
}
