package vectors

import (
	"slices"
	"strings"
	"testing"

	"vaxcheck/decode/codes"
	"vaxcheck/internal/finding"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// expectCodes holds what a report says by ids and codes against the lists of them, by
// which people are told what they mean.
func expectCodes(t *testing.T, in verify.Inspection) {
	t.Helper()
	for _, d := range in.Details {
		expectFinding(t, d.Detail)
	}
	for _, n := range in.Notes {
		expectFinding(t, n.Detail)
	}
	for _, r := range in.Reasons {
		for _, d := range r.Details {
			if !knownDetail(d) {
				t.Errorf("%s: detail %q is not listed", r.Code, d)
			}
		}
	}
	if in.Content != nil {
		for _, r := range in.Content.PolicyRules {
			if !slices.Contains(rules.Names(), r.Rule) {
				t.Errorf("rule %q is not listed", r.Rule)
			}
		}
	}
}

func expectFinding(t *testing.T, f finding.Finding) {
	t.Helper()
	if f != "" && finding.English(f.ID()) == "" {
		t.Errorf("%q is the id of no finding", f)
	}
}

func knownDetail(d string) bool {
	return slices.Contains(verify.Details(), d) || slices.Contains(verify.Kinds(), d) ||
		slices.Contains(codes.Kinds(), d) || slices.Contains(codes.Whys(), d) ||
		strings.HasPrefix(d, verify.DetailModulePixels)
}
