package admin

import (
	"slices"
	"strings"

	"vaxcheck/cmd/show"
	"vaxcheck/trust"
)

// warnKin tells which other issuers belong to a blocked one: the block does not
// reach them.
func (c *localEdit) warnKin(issuer string) {
	set, w := c.known.Set, localIn(c.console.Words)
	var sharing, entries []string
	for is := range set.Issuers() {
		if is.ID == issuer {
			continue
		}
		if is.Canonical == issuer {
			entries = append(entries, is.ID)
		}
		if sharesKey(set, issuer, is.ID) {
			sharing = append(sharing, is.ID)
		}
	}
	if len(sharing) > 0 {
		c.warnings = append(c.warnings, w.SameKeys(len(sharing), firstOf(sharing)))
	}
	if len(entries) > 0 {
		c.warnings = append(c.warnings, w.SameMain(len(entries), firstOf(entries)))
	}
}

// sharesKey tells whether two issuers list a key both.
func sharesKey(set *trust.Set, one, other string) bool {
	return slices.ContainsFunc(set.Keys(one), func(k trust.Key) bool {
		_, both := set.Key(other, k.ID)
		return both
	})
}

// firstOf names the first few issuers.
func firstOf(ids []string) string {
	var shown []string
	for _, id := range ids[:min(len(ids), show.MaxNamed)] {
		shown = append(shown, show.SafeText(id))
	}
	if len(ids) > show.MaxNamed {
		shown = append(shown, "…")
	}
	return strings.Join(shown, " ")
}

// warnNamesake tells that a listed issuer goes by the name of an added one: who
// reads only names takes one for the other.
func (c *localEdit) warnNamesake(s *show.Settings, addition trust.Addition) {
	var same []string
	for is := range c.known.Set.Issuers() {
		if is.ID != addition.Issuer && addition.Name != "" && plainName(is.Name) == plainName(addition.Name) {
			same = append(same, is.ID)
		}
	}
	if len(same) > 0 {
		c.warnings = append(c.warnings, localIn(s.Words).Namesake(len(same), firstOf(same)))
	}
}

// plainName is a name without what people overlook: case, and how many blanks.
func plainName(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}
