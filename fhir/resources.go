package fhir

import (
	"strings"

	"vaxcheck/internal/strictjson"
)

// FHIR code systems that resources use beside those of the vocabulary.
const (
	ialSystem         = "https://smarthealth.cards/ial"
	conditionCategory = "http://terminology.hl7.org/CodeSystem/condition-category"
)

// patient reads a Patient. Address, telecom, gender and the like are not looked
// at: no verifier has a use for them.
func (res resource) patient() Patient {
	p := Patient{
		Entry:         res.entry,
		FullURL:       res.fullURL,
		BirthDate:     res.date("birthDate"),
		Uninterpreted: res.uninterpreted || inactive(res.value.Get("active")),
	}
	if strings.Contains(p.BirthDate, "T") {
		res.child("birthDate").note(noteDateForm)
	}
	for _, n := range res.objects("name") {
		if name, filled := readName(n); filled {
			p.Names = append(p.Names, name)
		}
	}
	return p
}

// inactive tells a Patient record that is out of use, or may be: the element
// turns the meaning of all that refers to it.
func inactive(active strictjson.Value) bool { return active.Exists() && !active.True() }

// readName reads a HumanName; filled is false if it holds no part of a name.
func readName(n node) (name Name, filled bool) {
	name = Name{
		Use:    n.text("use"),
		Family: n.text("family"),
		Given:  n.texts("given"),
		Prefix: n.texts("prefix"),
		Suffix: n.texts("suffix"),
		Text:   n.text("text"),
	}
	parts := len(name.Given) + len(name.Prefix) + len(name.Suffix)
	return name, parts > 0 || name.Family != "" || name.Text != ""
}

// immunization reads an Immunization (FHIR R4, profile
// shc-vaccination-ad of the implementation guide).
func (res resource) immunization() Immunization {
	vaccine := res.object("vaccineCode")
	im := Immunization{
		Entry:          res.entry,
		FullURL:        res.fullURL,
		Status:         res.text("status"),
		Codes:          vaccine.codings(),
		Occurrence:     res.date("occurrenceDateTime"),
		OccurrenceText: res.text("occurrenceString"),
		Lot:            res.text("lotNumber"),
		Performer:      res.first("performer").object("actor").text("display"),
		Uninterpreted:  res.uninterpreted,
		IAL:            res.assurance(),
	}
	im.PatientRef, im.PatientIndex = res.subject("patient")
	if len(im.Codes) == 0 {
		im.TextOnly = vaccine.text("text")
	}
	maker := res.object("manufacturer").object("identifier")
	im.Manufacturer = Coding{System: maker.text("system"), Code: maker.text("value")}
	res.readSubpotent(&im)
	if im.Status != "completed" {
		res.child("status").note(noteStatusNotCompleted)
	}
	if (im.Occurrence == "") == (im.OccurrenceText == "") {
		res.note(noteOccurrenceCount)
	}
	return im
}

// readSubpotent reads isSubpotent. As it is a modifier element, one that cannot
// be read leaves the whole record open instead of a full dose.
func (res resource) readSubpotent(im *Immunization) {
	potency := res.child("isSubpotent")
	im.Subpotent = potency.value.True()
	if potency.value.Exists() && potency.value.Kind() != strictjson.Bool {
		potency.is(strictjson.Bool)
		im.Uninterpreted = true
	}
}

// isExemption recognises a Condition that states an exemption: it has no code,
// as the medical reason is left out on purpose, and a category of which the
// policy is the code system. A category of FHIR's own makes it a plain problem
// or diagnosis.
func (res resource) isExemption() bool {
	if res.kind != "Condition" || res.value.Get("code").Exists() {
		return false
	}
	return res.policy().value.Exists()
}

// policy is the category coding that names the policy of an exemption.
func (res resource) policy() node {
	for _, category := range res.objects("category") {
		for _, c := range category.objects("coding") {
			system := c.value.Get("system").Text()
			if system != "" && system != conditionCategory && c.value.Get("code").Text() != "" {
				return c
			}
		}
	}
	return node{}
}

// exemption reads the draft exemption card.
func (res resource) exemption() Exemption {
	policy := res.policy()
	ex := Exemption{
		Entry:         res.entry,
		FullURL:       res.fullURL,
		Policy:        Coding{System: policy.text("system"), Code: policy.text("code")},
		PolicyVersion: policy.text("version"),
		Recorded:      res.date("recordedDate"),
		Recorder:      res.object("recorder").text("display"),
	}
	ex.PatientRef, ex.PatientIndex = res.subject("subject")
	ex.Uninterpreted = res.uninterpreted || res.limitedInTime() ||
		res.contradicts("verificationStatus", "confirmed") || res.contradicts("clinicalStatus", "active")
	return ex
}

// limitedInTime tells whether a Condition says when it begins or ends, which
// the draft has no place for; an exemption ends with its card.
func (res resource) limitedInTime() bool {
	for name := range res.value.Members() {
		if strings.HasPrefix(name, "onset") || strings.HasPrefix(name, "abatement") {
			return true
		}
	}
	return false
}

// contradicts tells whether a Condition's modifier element holds anything but
// the one code that leaves its meaning as it is.
func (res resource) contradicts(name, harmless string) bool {
	status := res.child(name)
	if !status.value.Exists() {
		return false
	}
	codes := res.object(name).codings()
	for _, c := range codes {
		if c.Code != harmless {
			return true
		}
	}
	return len(codes) == 0
}

// date reads a date or dateTime as text and notes one that is neither.
func (n node) date(name string) string {
	s := n.text(name)
	if _, ok := ParseDate(s); !ok && s != "" {
		n.child(name).note(noteDateForm)
	}
	return s
}

// assurance reads the identity assurance level from meta.security. With two of
// them on one resource, there is none to rely on. Some cards leave out the code
// system; a code that is one of the levels is then taken for it.
func (n node) assurance() string {
	var found []string
	for _, label := range n.object("meta").objects("security") {
		system, code := label.text("system"), label.text("code")
		level, isLevel := ialLevel(code)
		switch {
		case system == ialSystem && code != "":
			found = append(found, level)
		case system == "" && isLevel:
			label.note(noteIALWithoutSystem)
			found = append(found, level)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// ialLevel spells a level as the guide does; levels are compared without case.
func ialLevel(code string) (level string, known bool) {
	for _, level := range []string{"IAL1", "IAL1.2", "IAL1.4", "IAL2", "IAL3"} {
		if strings.EqualFold(code, level) {
			return level, true
		}
	}
	return code, false
}
