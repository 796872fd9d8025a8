package icao

import "strings"

// Parts splits the name where the issuer marks the boundary between primary and
// secondary identifier: by "<<" as in the machine-readable zone, or by two
// spaces, which is what becomes of it. Japan writes one space, from which the
// boundary cannot be recovered: then it is not ok.
func (p Person) Parts() (primary, secondary string, ok bool) {
	name := strings.TrimRight(p.Name, "<")
	for _, boundary := range []string{"<<", "  "} {
		if primary, secondary, ok = strings.Cut(name, boundary); ok {
			return Plain(primary), Plain(secondary), primary != ""
		}
	}
	return "", "", false
}

// Whole returns the name in one piece, fillers written as spaces.
func (p Person) Whole() string { return Plain(p.Name) }

// Plain writes the fillers of machine-readable zones, and runs of spaces, as one
// space.
func Plain(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "<", " ")), " ")
}
