package fhir

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNotes(t *testing.T) {
	edit := func(old, new string) string { return bundle(hanako, strings.Replace(dose, old, new, 1)) }
	whole := func(old, new string) string { return strings.Replace(bundle(hanako, dose), old, new, 1) }
	tests := map[string]struct {
		text string
		want []Note
	}{
		"clean":              {bundle(hanako, dose), nil},
		"clean with results": {bundle(hanako, swab), nil},
		"allowed security": {edit(`"status"`,
			`"meta":{"security":[{"system":"https://smarthealth.cards/ial","code":"IAL2"}]},"status"`), nil},
		"bundle type": {whole(`"collection"`, `"Collection"`),
			[]Note{{"bundle_type", -1, "Bundle.type"}, {"bundle_profile", -1, "Bundle"}}},
		"document":  {whole(`"collection"`, `"document"`), []Note{{"bundle_profile", -1, "Bundle"}}},
		"bundle id": {whole(`"type"`, `"id":"x","type"`), []Note{{"resource_id", -1, "Bundle.id"}}},
		"no patient": {bundle(strings.Replace(dose, "resource:0", "resource:7", 1)), []Note{
			{"reference_dangling", 0, "Immunization.patient.reference"}, {"subject_unknown", 0, "Immunization.patient"},
			{"no_patient", -1, "Bundle"}, {"bundle_profile", -1, "Bundle"}}},
		"two patients": {bundle(hanako, dose, taro),
			[]Note{{"several_patients", -1, "Bundle"}, {"bundle_profile", -1, "Bundle"}}},
		"doses and tests": {bundle(hanako, dose, swab), []Note{{"bundle_profile", -1, "Bundle"}}},
		"no end to the url": {whole(`"fullUrl":"resource:1"`, `"fullUrl":"resource:1junk"`),
			[]Note{{"full_url_form", 1, "Bundle.entry.fullUrl"}}},
		"no url": {whole(`"fullUrl":"resource:1",`, ``), []Note{{"full_url_form", 1, "Bundle.entry.fullUrl"}}},
		"url twice": {strings.Replace(bundle(hanako, dose, dose), `"fullUrl":"resource:2"`,
			`"fullUrl":"resource:1"`, 1),
			[]Note{{"full_url_duplicate", 1, "Bundle.entry.fullUrl"},
				{"full_url_duplicate", 2, "Bundle.entry.fullUrl"}}},
		"id": {edit(`"status"`, `"id":"x","status"`), []Note{{"resource_id", 1, "Immunization.id"}}},
		"narrative": {edit(`"status"`, `"text":{"status":"generated","div":"<div/>"},"status"`),
			[]Note{{"narrative", 1, "Immunization.text"}}},
		"meta": {edit(`"status"`, `"meta":{"profile":["https://example.org"]},"status"`),
			[]Note{{"meta", 1, "Immunization.meta"}}},
		"meta extra": {edit(`"status"`,
			`"meta":{"versionId":"1","security":[{"code":"IAL1"}]},"status"`),
			[]Note{{"meta", 1, "Immunization.meta"}, {"ial_without_system", 1, "Immunization.meta.security"}}},
		"security": {edit(`"status"`, `"meta":{"security":[{"badKey":"IAL1"}]},"status"`),
			[]Note{{"meta_security", 1, "Immunization.meta.security"}}},
		"display": {edit(`"code":"208"`, `"code":"208","display":"x"`),
			[]Note{{"coding_display", 1, "Immunization.vaccineCode.coding.display"}}},
		"text": {edit(`"vaccineCode":{`, `"vaccineCode":{"text":"x",`),
			[]Note{{"codeable_text", 1, "Immunization.vaccineCode.text"}}},
		"text of an annotation": {edit(`"status"`, `"note":[{"text":"x"}],"status"`), nil},
		"no code": {edit(`,"code":"208"`, ``),
			[]Note{{"coding_incomplete", 1, "Immunization.vaccineCode.coding"}}},
		"empty text": {edit(`"ZZ0001"`, `""`), []Note{{"empty_value", 1, "Immunization.lotNumber"}}},
		"null":       {edit(`"ZZ0001"`, `null`), []Note{{"empty_value", 1, "Immunization.lotNumber"}}},
		"empty deep in an unknown type": {bundle(hanako, dose, `{"resourceType":"Basic","code":{"secret name":[{}]}}`),
			[]Note{{"empty_value", 2, "*.code.*"}, {"bundle_profile", -1, "Bundle"}}},
		"wrong type":     {edit(`"ZZ0001"`, `["5"]`), []Note{{"wrong_type", 1, "Immunization.lotNumber"}}},
		"number":         {edit(`"ZZ0001"`, `5`), []Note{{"number_form", 1, "Immunization.lotNumber"}}},
		"status in case": {edit(`completed`, `Completed`), []Note{{"status_form", 1, "Immunization.status"}}},
		"type in case": {edit(`"Immunization"`, `"IMMUNIZATION"`),
			[]Note{{"type_form", 1, "Bundle.entry.resource.resourceType"}}},
		"system in case": {edit(`sid/cvx`, `sid/CVX`), []Note{{"system_form", 1, "Immunization.vaccineCode.coding"}}},
		"date in words": {edit(`occurrenceDateTime`, `occurrenceString`),
			[]Note{{"date_in_words", 1, "Immunization.occurrenceString"}}},
		"to nowhere": {edit(`"reference":"resource:0"`, `"reference":"resource:9"`), []Note{
			{"reference_dangling", 1, "Immunization.patient.reference"},
			{"reference_assumed", 1, "Immunization.patient"}}},
		"with its type": {edit(`"reference":"resource:0"`, `"reference":"Patient/resource:0"`), []Note{
			{"reference_form", 1, "Immunization.patient.reference"},
			{"reference_dangling", 1, "Immunization.patient.reference"},
			{"reference_read", 1, "Immunization.patient"}}},
		"unread entry": {strings.Replace(bundle(hanako, dose), `"entry":[`, `"entry":[null,`, 1), []Note{
			{"full_url_form", 0, "Bundle.entry.fullUrl"}, {"entry_unread", 0, "Bundle.entry.resource"}}},
		"status": {edit(`completed`, `Partial`), []Note{{"status_not_completed", 1, "Immunization.status"}}},
		"no occurrence": {edit(`"occurrenceDateTime":"2021-07-10",`, ``),
			[]Note{{"occurrence_count", 1, "Immunization"}}},
		"two occurrences": {edit(`"occurrenceDateTime"`, `"occurrenceString":"x","occurrenceDateTime"`),
			[]Note{{"occurrence_count", 1, "Immunization"}}},
		"date": {edit(`2021-07-10`, `10.07.2021`),
			[]Note{{"date_form", 1, "Immunization.occurrenceDateTime"}}},
		"birth with time": {whole(`"1985-04-01"`, `"1985-04-01T00:00:00Z"`),
			[]Note{{"date_form", 0, "Patient.birthDate"}}},
		"before birth": {edit(`2021-07-10`, `1985-03`),
			[]Note{{"dose_before_birth", 1, "Immunization.occurrenceDateTime"}}},
		"month of birth": {edit(`2021-07-10`, `1985-04`), nil},
		"reference form": {edit(`"status"`, `"location":{"reference":"Location/1"},"status"`), []Note{
			{"reference_form", 1, "Immunization.location.reference"},
			{"reference_dangling", 1, "Immunization.location.reference"}}},
		"modifier": {edit(`"status"`, `"modifierExtension":[{"url":"https://example.org"}],"status"`),
			[]Note{{"modifier_extension", 1, "Immunization.modifierExtension"}}},
		"rules": {edit(`"status"`, `"implicitRules":"https://example.org","status"`),
			[]Note{{"implicit_rules", 1, "Immunization.implicitRules"}}},
		"nameless": {bundle(hanako, dose, `{"id":"x"}`),
			[]Note{{"resource_id", 2, "*.id"}, {"resource_type", 2, "*"}, {"bundle_profile", -1, "Bundle"}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, tt.text).Notes); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A note must never repeat what the card says, wherever the card says it.
func TestNotesCarryNoContent(t *testing.T) {
	const secret = "SecretName"
	text := strings.NewReplacer("家", secret).Replace(bundle(
		`{"resourceType":"家","家":[],"id":"家","text":{"家":""},"meta":{"家":"家"},"modifierExtension":"家"}`,
		`{"resourceType":"Patient","家":{"家":null},"name":[{"家":"","family":5,"use":"家"}],"birthDate":"家"}`,
		`{"resourceType":"Immunization","status":"家","patient":{"reference":"家"},"vaccineCode":{"text":"家","coding":[{"display":"家"}]}}`,
		`{"resourceType":"Observation","status":"家","component":[{"家":[]}],"effectiveDateTime":"家"}`))
	b := read(t, text)
	if len(b.Notes) < 20 {
		t.Fatalf("only %d notes: the bundle no longer does what it is for", len(b.Notes))
	}
	for _, n := range b.Notes {
		if strings.Contains(n.Code+n.Path+NoteText(n.Code).String(), secret) {
			t.Errorf("content in %+v", n)
		}
	}
}

func TestNotesAreBounded(t *testing.T) {
	var resources []string
	for range MaxEntries {
		resources = append(resources, `{"resource":{"resourceType":"Immunization","id":"","lotNumber":[]}}`)
	}
	b := read(t, `{"resourceType":"Bundle","entry":[`+strings.Join(resources, ",")+`]}`)
	if last := b.Notes[len(b.Notes)-1]; len(b.Notes) != MaxNotes+1 || last != (Note{"more_notes", -1, "Bundle"}) {
		t.Errorf("%d notes, the last %+v", len(b.Notes), last)
	}
	if len(b.Immunizations) != MaxEntries {
		t.Error("resources were lost with the notes")
	}
}

func TestNoteTexts(t *testing.T) {
	for code, text := range noteTexts {
		if code == "" || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz_") != "" ||
			!strings.HasSuffix(text.String(), ".") {
			t.Errorf("note %q: %q", code, text)
		}
	}
	if NoteText("no_such_note") != "" {
		t.Error("a sentence from nothing")
	}
}
