package fhir

import (
	"testing"

	"vaxcheck/internal/strictjson"
)

// parse turns a test's JSON into the value Read takes.
func parse(t *testing.T, text string) strictjson.Value {
	t.Helper()
	v, err := strictjson.Parse([]byte(text), strictjson.DefaultDepth)
	if err != nil {
		t.Fatalf("the test's JSON: %v", err)
	}
	return v
}

// read reads a bundle that must be readable.
func read(t *testing.T, text string) Bundle {
	t.Helper()
	b, err := Read(parse(t, text))
	if err != nil {
		t.Fatal(err)
	}
	checkSound(t, b)
	return b
}

// checkSound checks what must hold of any bundle that was read.
func checkSound(t *testing.T, b Bundle) {
	t.Helper()
	var indexes []int
	for _, x := range b.Immunizations {
		indexes = append(indexes, x.PatientIndex)
	}
	for _, x := range b.Observations {
		indexes = append(indexes, x.PatientIndex)
	}
	for _, x := range b.Exemptions {
		indexes = append(indexes, x.PatientIndex)
	}
	for _, i := range indexes {
		if i < -1 || i >= len(b.Patients) {
			t.Errorf("PatientIndex %d of %d patients", i, len(b.Patients))
		}
	}
	if len(b.Notes) > MaxNotes+1 {
		t.Errorf("%d notes", len(b.Notes))
	}
	for _, n := range b.Notes {
		if NoteText(n.Code) == "" {
			t.Errorf("note %q has no sentence", n.Code)
		}
		if n.Entry < -1 || n.Entry >= MaxEntries || n.Path == "" {
			t.Errorf("note %+v stands nowhere", n)
		}
	}
}

// bundle makes a collection of the resources, numbered from resource:0.
func bundle(resources ...string) string {
	text := `{"resourceType":"Bundle","type":"collection","entry":[`
	for i, r := range resources {
		if i > 0 {
			text += ","
		}
		text += `{"fullUrl":"resource:` + string(rune('0'+i)) + `","resource":` + r + `}`
	}
	return text + `]}`
}

// Resources of invented people that keep to every rule.
const (
	hanako = `{"resourceType":"Patient","name":[{"use":"usual","family":"見本","given":["花子"]},` +
		`{"use":"official","family":"MIHON","given":["HANAKO"]}],"birthDate":"1985-04-01"}`
	taro = `{"resourceType":"Patient","name":[{"text":"見本 太郎"}],"birthDate":"2019-12"}`
	dose = `{"resourceType":"Immunization","status":"completed",` +
		`"vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"208"}]},` +
		`"patient":{"reference":"resource:0"},"occurrenceDateTime":"2021-07-10",` +
		`"performer":[{"actor":{"display":"MHLW_Gov_of_JAPAN"}}],"lotNumber":"ZZ0001"}`
)
