package icao

import (
	"maps"
	"slices"
	"sync"
)

// spellings holds all codes of a state, of two letters and of three, by each of
// them. Codes of three letters that share one of two are of one state: those of
// Germany, of British passports, of the United Nations.
var spellings = sync.OnceValue(func() map[string][]string {
	table := map[string][]string{}
	for state, countries := range states() {
		for _, country := range countries {
			table[country] = append(table[country], country, state)
		}
	}
	for state, countries := range states() {
		for _, country := range countries {
			table[state] = append(table[state], table[country]...)
		}
	}
	for _, code := range slices.Collect(maps.Keys(table)) {
		slices.Sort(table[code])
		table[code] = slices.Compact(table[code])
	}
	return table
})

// Spellings returns all codes that mean the same state as a code of two letters
// or three, itself among them, in the order of the alphabet. It is nil for a code
// of no state that is known.
func Spellings(code string) []string { return slices.Clone(spellings()[code]) }
