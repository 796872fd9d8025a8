package fhir

import (
	"strings"
	"sync"
)

// maxPath is how many steps of a path are kept; the deepest element of a real
// card lies eight steps down.
const maxPath = 14

// path leads to an element, in steps that index knownNames. A walk takes a
// path's length of copies but no memory, since nearly every one is thrown away.
type path struct {
	steps [maxPath]uint8
	n     uint8
}

func newPath(names ...string) (p path) {
	for _, name := range names {
		p = p.down(name)
	}
	return p
}

// down returns the path one step further; beyond maxPath it stays where it is.
func (p path) down(name string) path {
	if p.n < maxPath {
		p.steps[p.n] = known(name)
		p.n++
	}
	return p
}

// String writes the path as FHIR does: "Immunization.lotNumber".
func (p path) String() string {
	names := make([]string, p.n)
	for i := range names {
		names[i] = names_()[p.steps[i]]
	}
	return strings.Join(names, ".")
}

// known returns the index of an element or type name that FHIR has for what
// cards carry, and that of "*" for any other, which may be anything a stranger
// chose to write.
func known(name string) uint8 { return nameIndex()[name] }

var nameIndex = sync.OnceValue(func() map[string]uint8 {
	index := map[string]uint8{}
	for i, name := range names_() {
		index[name] = uint8(i)
	}
	return index
})

// names_ lists the names, "*" first: the index of what is not in the list.
var names_ = sync.OnceValue(func() []string {
	return strings.Fields(`*
		AllergyIntolerance Bundle Composition Condition Coverage DiagnosticReport Encounter Immunization
		Location Medication MedicationRequest Observation Organization Patient Practitioner Procedure Specimen
		accessionIdentifier active actor address category clinicalStatus code coding collection comparator
		component contact container contained data dataAbsentReason deceasedBoolean display div doseNumberPositiveInt
		doseQuantity doses effectiveDateTime effectivePeriod encounter end entry expirationDate extension
		family fullUrl function gender given high id identifier implicitRules interpretation isSubpotent
		issued language location lotNumber low managingOrganization manufacturer meta method modifierExtension
		name note occurrenceDateTime occurrenceString patient performer period prefix primarySource profile
		protocolApplied reaction reasonCode recorded recordedDate recorder reference referenceRange
		reportOrigin resource resourceType result route security site specimen start status statusReason
		subject suffix system telecom text type unit url use vaccineCode value valueCodeableConcept
		valueCoding valueQuantity valueString verificationStatus version versionId birthDate`)
})
