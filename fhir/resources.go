package fhir

import (
	"slices"
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
	for _, n := range res.each("name") {
		if name, filled := readName(n); filled {
			p.Names = append(p.Names, name)
		}
	}
	if whole := res.child("name"); whole.value.Kind() == strictjson.String && whole.value.Text() != "" {
		whole.note(noteListForm)
		p.Names = []Name{{Text: whole.value.Text()}}
	}
	return p
}

// inactive tells a Patient record that is out of use, or may be: the element
// turns the meaning of all that refers to it.
func inactive(active strictjson.Value) bool { return active.Exists() && !active.True() }

// readName reads a HumanName; filled is false if it holds no part of a name. No part
// is lost because it is a list where a text is due, or the other way round.
func readName(n node) (name Name, filled bool) {
	name = Name{
		Use:    n.text("use"),
		Family: n.joined("family"),
		Given:  n.words("given"),
		Prefix: n.words("prefix"),
		Suffix: n.words("suffix"),
		Text:   n.joined("text"),
	}
	parts := len(name.Given) + len(name.Prefix) + len(name.Suffix)
	return name, parts > 0 || name.Family != "" || name.Text != ""
}

// immunization reads an Immunization (FHIR R4, profile
// shc-vaccination-ad of the implementation guide).
func (res resource) immunization() Immunization {
	vaccine := res.one("vaccineCode")
	im := Immunization{
		Entry:          res.entry,
		FullURL:        res.fullURL,
		Status:         res.text("status"),
		Codes:          vaccine.codings(),
		Occurrence:     res.date("occurrenceDateTime"),
		OccurrenceText: res.text("occurrenceString"),
		Lot:            res.word("lotNumber"),
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
	res.readNotGiven(&im)
	switch status := res.child("status"); {
	case !im.Is("completed"):
		status.note(noteStatusNotCompleted)
	case im.Status != "completed":
		status.note(noteStatusForm)
	}
	res.dateInWords(&im)
	if (im.Occurrence == "") == (im.OccurrenceText == "") {
		res.note(noteOccurrenceCount)
	}
	return im
}

// Is tells whether the status is the given one, whatever its case and the white space
// around it.
func (im Immunization) Is(status string) bool {
	return strings.EqualFold(strings.TrimSpace(im.Status), status)
}

// dateInWords takes a date out of the member for dates in words, if it is one.
func (res resource) dateInWords(im *Immunization) {
	if _, isDate := ParseDate(im.OccurrenceText); isDate && im.Occurrence == "" {
		im.Occurrence, im.OccurrenceText = im.OccurrenceText, ""
		res.child("occurrenceString").note(noteDateInWords)
	}
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

// readNotGiven reads what said in earlier versions of FHIR (DSTU2, STU3) that a dose was not
// given, beside whatever status. They were modifier elements.
func (res resource) readNotGiven(im *Immunization) {
	for _, name := range []string{"notGiven", "wasNotGiven"} {
		said := res.value.Get(name)
		im.NotGiven = im.NotGiven || said.True()
		im.Uninterpreted = im.Uninterpreted || said.Exists() && said.Kind() != strictjson.Bool
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

// policy finds the category coding that names the policy of an exemption.
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
	ex.Uninterpreted = res.uninterpreted || res.limitedInTime()
	for name, harmless := range map[string]string{"verificationStatus": "confirmed", "clinicalStatus": "active"} {
		over, read := res.contradicts(name, harmless)
		ex.Over = ex.Over || over
		ex.Uninterpreted = ex.Uninterpreted || !read
	}
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

// contradicts tells whether a Condition's modifier element holds another code than
// the one that leaves its meaning as it is, and whether it could be read.
func (res resource) contradicts(name, harmless string) (over, read bool) {
	if !res.child(name).value.Exists() {
		return false, true
	}
	codes := res.object(name).codings()
	return slices.ContainsFunc(codes, func(c Coding) bool { return c.Code != harmless }), len(codes) > 0
}

// date reads a date or dateTime as text and notes one that is neither.
func (n node) date(name string) string {
	s := n.word(name)
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
