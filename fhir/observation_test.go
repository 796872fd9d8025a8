package fhir

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const swab = `{"resourceType":"Observation","status":"final",` +
	`"code":{"coding":[{"system":"http://loinc.org","code":"94558-4"}]},"subject":{"reference":"resource:0"},` +
	`"effectiveDateTime":"2021-12-24T10:30:00+09:00","performer":[{"display":"Example Laboratory"}],` +
	`"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"260415000"}]}}`

func TestObservation(t *testing.T) {
	const value = `"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"260415000"}]}`
	edit := func(old, new string) string { return bundle(hanako, strings.Replace(swab, old, new, 1)) }
	const component = `"component":[{"code":{"coding":[{"system":"http://snomed.info/sct","code":"1208522006"}]},` +
		`"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"%"}]}}],"status"`
	supervised := func(code string) string { return edit(`"status"`, strings.Replace(component, "%", code, 1)) }
	tests := map[string]struct {
		text string
		want func(*Observation)
		note string // beside which there is none
	}{
		"plain":     {bundle(hanako, swab), func(*Observation) {}, ""},
		"amended":   {edit(`final`, `amended`), func(o *Observation) { o.Status = "amended" }, ""},
		"cancelled": {edit(`final`, `cancelled`), func(o *Observation) { o.Status = "cancelled" }, "status_not_final"},
		"period": {edit(`"effectiveDateTime":"2021-12-24T10:30:00+09:00"`,
			`"effectivePeriod":{"start":"2021-12-24","end":"2021-12-25"}`),
			func(o *Observation) { o.Effective, o.EffectiveEnd = "2021-12-24", "2021-12-25" }, ""},
		"text": {edit(value, `"valueString":"cloudy"`), func(o *Observation) {
			o.Values, o.ValueText = nil, "cloudy"
		}, ""},
		"quantity": {edit(value,
			`"valueQuantity":{"value":1.50,"comparator":"<","unit":"IU","system":"http://unitsofmeasure.org","code":"[IU]"},`+
				`"referenceRange":[{"low":{"value":0},"high":{"value":0.80}}]`),
			func(o *Observation) {
				o.Values = nil
				o.Quantity = &Quantity{Value: "1.50", Comparator: "<", Unit: "IU",
					System: "http://unitsofmeasure.org", Code: "[IU]",
					ReferenceLow: "0", ReferenceHigh: "0.80"}
			}, ""},
		"quantity a text": {edit(value, `"valueQuantity":{"value":"1.5"}`),
			func(o *Observation) { o.Values, o.Quantity = nil, &Quantity{} }, "wrong_type"},
		"attachment": {edit(value, `"valueAttachment":{"title":"x"}`), func(o *Observation) { o.Values = nil }, ""},
		"a member value": {edit(`"status"`, `"value":"x","values":"x","value_":"x","status"`),
			func(*Observation) {}, ""},
		"two values": {edit(`"status"`, `"valueString":"x","status"`),
			func(o *Observation) { o.ValueText, o.Ambiguous = "x", true }, "value_count"},
		"of the last letter": {edit(`"status"`, `"valueZone":"x","status"`),
			func(o *Observation) { o.Ambiguous = true }, "value_count"},
		"actor is no display": {edit(`{"display":"Example Laboratory"}`, `{"actor":{"display":"x"}}`),
			func(o *Observation) { o.Performer = "" }, ""},
		"unsupervised":  {supervised("1208526009"), func(o *Observation) { o.Supervision = "none" }, ""},
		"remote":        {supervised("1208525008"), func(o *Observation) { o.Supervision = "remote" }, ""},
		"in person":     {supervised("1208524007"), func(o *Observation) { o.Supervision = "in_person" }, ""},
		"professional":  {supervised("1208523001"), func(o *Observation) { o.Supervision = "professional" }, ""},
		"other watcher": {supervised("1"), func(*Observation) {}, ""},
		"other component": {edit(`"status"`, `"component":[{"valueString":"x"}],"status"`),
			func(o *Observation) { o.Ambiguous = true }, "component"},
		"interpretation": {edit(`"status"`, `"interpretation":[],"status"`),
			func(o *Observation) { o.Ambiguous = true }, "empty_value"},
		"modified": {edit(`"status"`, `"modifierExtension":[{"url":"https://example.org/not"}],"status"`),
			func(o *Observation) { o.Uninterpreted = true }, "modifier_extension"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want := Observation{
				Entry: 1, FullURL: "resource:1", PatientRef: "resource:0", Status: "final",
				Codes:     []Coding{{"http://loinc.org", "94558-4"}},
				Effective: "2021-12-24T10:30:00+09:00",
				Values:    []Coding{{"http://snomed.info/sct", "260415000"}},
				Performer: "Example Laboratory",
			}
			tt.want(&want)
			b := read(t, tt.text)
			if diff := cmp.Diff([]Observation{want}, b.Observations); diff != "" {
				t.Error(diff)
			}
			var notes []string
			for _, n := range b.Notes {
				notes = append(notes, n.Code)
			}
			if got := strings.Join(notes, " "); got != tt.note {
				t.Errorf("notes %q, want %q", got, tt.note)
			}
		})
	}
}
