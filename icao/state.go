package icao

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed states.txt
var stateTable string

// states holds the codes that certificates of a state carry, by its own code.
var states = sync.OnceValue(func() map[string][]string {
	table := map[string][]string{}
	for line := range strings.Lines(stateTable) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] != "#" {
			table[fields[0]] = fields[1:]
		}
	}
	return table
})

// byCountry holds the code of a state by its code of two letters. Of states that
// have several the first of the table is the one of ISO 3166-1.
var byCountry = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for line := range strings.Lines(stateTable) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		for _, country := range fields[1:] {
			if table[country] == "" {
				table[country] = fields[0]
			}
		}
	}
	return table
})

// ThreeLetters returns the code of Doc 9303-3 for a country of two letters, such as JPN
// for JP. Anything else is returned as it is.
func ThreeLetters(country string) string {
	return cmp.Or(byCountry()[country], country)
}

// IsState tells whether a text has the form of a code of Doc 9303-3: three
// capital letters, or the D of Germany.
func IsState(code string) bool {
	return code == "D" || len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// Carries tells whether certificates of a state carry a country code. known
// tells whether the state is in the table at all.
func Carries(state, country string) (agrees, known bool) {
	codes, known := states()[state]
	return slices.Contains(codes, country), known
}

// SameState tells whether two codes of Doc 9303-3 mean one state: Germany has
// two.
func SameState(a, b string) bool {
	long := func(code string) string {
		if code == "D" {
			return "DEU"
		}
		return code
	}
	return long(a) == long(b)
}

// Specimen tells whether the message marks itself as a specimen or a test,
// although a real key signed it: Japan by the number of the passport, Australia
// by that of the certificate.
func (m *Message) Specimen() bool {
	switch m.State {
	case "JPN":
		n := m.Person.Document
		return len(n) == 9 && strings.HasSuffix(n, "0000000") && strings.Trim(n[:2], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	case "AUS":
		return australianSpecimen(m.Number)
	}
	return false
}

// australianSpecimen reads the number between two letters and a check digit:
// tests have numbers below 999000, specimens the thousand from there on.
func australianSpecimen(number string) bool {
	if len(number) < 4 {
		return false
	}
	digits := number[2 : len(number)-1]
	if strings.Trim(digits, "0123456789") != "" {
		return false
	}
	digits = strings.TrimLeft(digits, "0")
	return len(digits) < len("1000000")
}
