package dcc

import (
	"testing"
	"time"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

// FuzzRead: whatever is sent, one group is read or the error is ours, and notes
// do not grow with the text.
func FuzzRead(f *testing.F) {
	for _, text := range []string{vaccinated, tested, recovered, nothingElse,
		`{"nam":{},"v":[{"dn":-1e9,"sd":"2","dt":"2021-07-20T","tg":1}],"t":null,"r":{}}`,
		`{"dob":"1985-0","t":[{"sc":"2021-05-10T10:54:34.5+02"},{"sc":null}]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := strictjson.ParseSmall(text, 16, 1000)
		if err != nil {
			return
		}
		c, err := Read(v)
		counts := map[Group]int{GroupVaccination: len(c.Vaccinations), GroupTest: len(c.Tests),
			GroupRecovery: len(c.Recoveries)}
		all := counts[GroupVaccination] + counts[GroupTest] + counts[GroupRecovery]
		switch {
		case err != nil && (finding.From(err) == "" || c.Group != ""):
			t.Errorf("%v, group %q", err, c.Group)
		case err == nil && (all == 0 || all > MaxEntries || all != counts[c.Group]):
			t.Errorf("group %q of %v", c.Group, counts)
		}
		if len(c.Notes) > 100 {
			t.Errorf("%d notes", len(c.Notes))
		}
		for _, n := range c.Notes {
			if n.Code == "" || n.Detail == "" || len(n.Path) > len("nam.fnt") {
				t.Errorf("%+v", n)
			}
		}
		for _, x := range c.Tests {
			if moment, ok := rfc3339(x.Sampled); ok {
				if _, err := time.Parse(time.RFC3339, moment); err != nil || moment != x.Sampled {
					t.Errorf("%q is not in its last form", x.Sampled)
				}
			}
		}
	})
}
