package fhir

import (
	"strings"

	"vaxcheck/internal/strictjson"
)

// This file holds the rules of "Health Cards are Compact" that apply to every
// resource, and those on the bundle as a whole.

// conform notes what a resource holds against the rules for issuers, and tells
// whether anything in it may change its meaning.
func (n node) conform() (modified bool) {
	if n.r.quiet {
		return n.value.Get("implicitRules").Exists() || n.value.HasMember("modifierExtension")
	}
	modified = n.checkResource()
	if text := n.child("text"); text.value.Exists() {
		text.note(noteNarrative)
	}
	return n.walkMembers() || modified
}

// checkResource looks at what any FHIR resource may have, a Bundle included.
func (n node) checkResource() (modified bool) {
	if id := n.child("id"); id.value.Exists() {
		id.note(noteResourceID)
	}
	if meta := n.child("meta"); meta.value.Exists() {
		meta.checkMeta()
	}
	rules := n.child("implicitRules")
	if rules.value.Exists() {
		rules.note(noteImplicitRules)
	}
	return rules.value.Exists()
}

// checkModifier notes a modifierExtension, which may stand in any element.
func (n node) checkModifier() (modified bool) {
	ext := n.child("modifierExtension")
	if ext.value.Exists() {
		ext.note(noteModifierExtension)
	}
	return ext.value.Exists()
}

// checkMeta allows security alone, and of that one label with a code.
func (n node) checkMeta() {
	security := n.child("security")
	if !security.value.Exists() || n.value.Len() != 1 {
		n.note(noteMeta)
	}
	if !security.value.Exists() {
		return
	}
	if security.value.Kind() != strictjson.Array || security.value.Len() != 1 ||
		security.value.Index(0).Get("code").Text() == "" {
		security.note(noteMetaSecurity)
	}
}

// walk looks at a value of any kind and everything in it. name is the member's
// name as the card has it.
func (n node) walk(name string) (modified bool) {
	switch n.value.Kind() {
	case strictjson.Null:
		n.note(noteEmptyValue)
	case strictjson.String:
		n.walkText(name)
	case strictjson.Array:
		return n.walkItems(name)
	case strictjson.Object:
		n.checkConcept(name)
		return n.walkMembers()
	}
	return false
}

func (n node) walkText(name string) {
	if n.value.Text() == "" {
		n.note(noteEmptyValue)
	}
	if name == "reference" {
		n.checkReference()
	}
}

func (n node) walkItems(name string) (modified bool) {
	if n.value.Len() == 0 {
		n.note(noteEmptyValue)
	}
	for v := range n.value.Items() {
		item := n
		item.value = v
		modified = item.walk(name) || modified
	}
	return modified
}

// walkMembers looks at each member of an object. It goes through the members
// themselves, since looking each up by name takes time in the square of their
// number, and a stranger chooses the number.
func (n node) walkMembers() (modified bool) {
	if n.value.Len() == 0 {
		n.note(noteEmptyValue)
	}
	modified = n.checkModifier()
	for name, member := range n.value.Members() {
		modified = n.down(name, member).walk(name) || modified
	}
	return modified
}

// checkConcept notes texts that stand beside or in place of codes.
func (n node) checkConcept(name string) {
	text, display := n.child("text"), n.child("display")
	coded := n.value.Get("coding").Exists() || isConcept(name)
	if coded && text.value.Exists() {
		text.note(noteCodeableText)
	}
	if (name == "coding" || name == "valueCoding") && display.value.Exists() {
		display.note(noteCodingDisplay)
	}
}

// isConcept tells whether FHIR R4 has a CodeableConcept in elements of this
// name, in the resources that cards carry.
func isConcept(name string) bool {
	switch name {
	case "vaccineCode", "code", "type", "category", "valueCodeableConcept", "statusReason",
		"reportOrigin", "site", "route", "reasonCode", "method", "interpretation", "bodySite",
		"dataAbsentReason", "clinicalStatus", "verificationStatus", "severity":
		return true
	}
	return false
}

// checkReference looks at a reference's form and at whether it leads anywhere.
func (n node) checkReference() {
	ref := n.value.Text()
	if !isShortURL(ref) {
		n.note(noteReferenceForm)
	}
	if ref == "" || find(n.r.targets, ref) == nil {
		n.note(noteReferenceDangling)
	}
}

func (r *reader) checkFullURL(e node) {
	url := e.child("fullUrl")
	text := e.text("fullUrl")
	if !isShortURL(text) {
		url.note(noteFullURLForm)
	}
	if t := find(r.targets, text); t != nil && text != "" && t.entries > 1 {
		url.note(noteFullURLDuplicate)
	}
}

// isShortURL recognises resource:N in full; other readers forget the end of the
// pattern and take resource:0junk for one.
func isShortURL(s string) bool {
	digits, found := strings.CutPrefix(s, "resource:")
	return found && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// isBundleType tells whether FHIR R4 knows the type. Any may be used since
// version 1.3.0 of the framework.
func isBundleType(s string) bool {
	switch s {
	case "collection", "document", "message", "transaction", "transaction-response",
		"batch", "batch-response", "history", "searchset":
		return true
	}
	return false
}

// checkWhole looks at the bundle once everything in it is read.
func (r *reader) checkWhole(root node) {
	switch patients := len(r.out.Patients); {
	case patients == 0:
		root.note(noteNoPatient)
	case patients > 1:
		root.note(noteSeveralPatients)
	}
	if !r.fitsProfile() {
		root.note(noteBundleProfile)
	}
	for _, im := range r.out.Immunizations {
		if r.beforeBirth(im) {
			n := node{r: r, entry: im.Entry, path: newPath("Immunization", "occurrenceDateTime")}
			n.note(noteDoseBeforeBirth)
		}
	}
}

// fitsProfile tells whether the bundle has the make-up of one of the guide's
// bundle profiles. Whether each resource keeps to its own profile is not asked.
func (r *reader) fitsProfile() bool {
	b := r.out
	doses, tests := len(b.Immunizations), len(b.Observations)
	return b.Type == "collection" && len(b.Patients) == 1 && len(b.Exemptions) == 0 && len(b.Others) == 0 &&
		(doses == 0) != (tests == 0)
}

// beforeBirth tells whether a dose is dated before any day on which its person
// can have been born.
func (r *reader) beforeBirth(im Immunization) bool {
	if im.PatientIndex < 0 {
		return false
	}
	given, ok := ParseDate(im.Occurrence)
	born, bornOK := ParseDate(r.out.Patients[im.PatientIndex].BirthDate)
	return ok && bornOK && given.Before(born)
}
