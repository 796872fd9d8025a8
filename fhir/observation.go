package fhir

import (
	"strings"

	"vaxcheck/internal/strictjson"
)

// SNOMED CT code of the component that tells who watched the test being taken.
const supervisionCode = "1208522006"

// observation reads a laboratory result (FHIR R4, the guide's profiles for
// COVID-19 and infectious disease laboratory results).
func (res resource) observation() Observation {
	o := Observation{
		Entry:         res.entry,
		FullURL:       res.fullURL,
		Status:        res.text("status"),
		Codes:         res.one("code").codings(),
		Values:        res.one("valueCodeableConcept").codings(),
		Quantity:      res.quantity(),
		ValueText:     res.text("valueString"),
		Performer:     res.first("performer").text("display"),
		Uninterpreted: res.uninterpreted,
		IAL:           res.assurance(),
		Supervision:   res.supervision(),
	}
	o.PatientRef, o.PatientIndex = res.subject("subject")
	o.Effective, o.EffectiveEnd = res.effective()
	if !o.Stands() {
		res.child("status").note(noteStatusNotFinal)
	}
	o.Ambiguous = res.checkValueCount() > 1 || res.otherResults()
	return o
}

// Stands tells whether the status says that the result stands, whatever its case and the
// white space around it.
func (o Observation) Stands() bool {
	switch strings.ToLower(strings.TrimSpace(o.Status)) {
	case "final", "amended", "corrected":
		return true
	}
	return false
}

// otherResults tells whether results stand beside the value.
func (res resource) otherResults() bool {
	components := res.each("component")
	for _, c := range components {
		if !hasCoding(c.object("code"), Coding{systemSNOMED, supervisionCode}) {
			return true
		}
	}
	unread := false
	switch all := res.value.Get("component"); all.Kind() {
	case strictjson.Absent, strictjson.Null, strictjson.Object:
	default:
		unread = all.Kind() != strictjson.Array || len(components) != all.Len()
	}
	return unread || res.value.Get("interpretation").Exists() || res.value.Get("dataAbsentReason").Exists()
}

// effective reads when the specimen was taken, an instant or a period.
func (res resource) effective() (start, end string) {
	period := res.object("effectivePeriod")
	start, end = period.date("start"), period.date("end")
	if at := res.date("effectiveDateTime"); at != "" {
		return at, ""
	}
	return start, end
}

func (res resource) quantity() *Quantity {
	q := res.object("valueQuantity")
	if !q.value.Exists() {
		return nil
	}
	normal := res.first("referenceRange")
	return &Quantity{
		Value:         q.number("value"),
		Comparator:    q.text("comparator"),
		Unit:          q.text("unit"),
		System:        q.text("system"),
		Code:          q.text("code"),
		ReferenceLow:  normal.object("low").number("value"),
		ReferenceHigh: normal.object("high").number("value"),
	}
}

// checkValueCount counts the values of an Observation, of whichever form, and
// notes it if there is not exactly one.
func (res resource) checkValueCount() (count int) {
	for name := range res.value.Members() {
		if of, found := strings.CutPrefix(name, "value"); found && of != "" && of[0] >= 'A' && of[0] <= 'Z' {
			count++
		}
	}
	if count != 1 {
		res.note(noteValueCount)
	}
	return count
}

// supervision reads the component about supervision. Other components are
// results of their own, which no profile has; they are noted as not read.
func (res resource) supervision() string {
	found := ""
	for _, c := range res.each("component") {
		if !hasCoding(c.object("code"), Coding{systemSNOMED, supervisionCode}) {
			c.note(noteComponent)
			continue
		}
		for _, value := range c.object("valueCodeableConcept").codings() {
			if value.System == systemSNOMED {
				found = supervisionWord(value.Code)
			}
		}
	}
	return found
}

func hasCoding(concept node, want Coding) bool {
	for v := range concept.value.Get("coding").Items() {
		if v.Kind() == strictjson.Object && v.Get("system").Text() == want.System && v.Get("code").Text() == want.Code {
			return true
		}
	}
	return false
}

func supervisionWord(code string) string {
	switch code {
	case "1208526009":
		return "none"
	case "1208525008":
		return "remote"
	case "1208524007":
		return "in_person"
	case "1208523001":
		return "professional"
	}
	return ""
}
