package fhir

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadJapaneseCard(t *testing.T) {
	got := read(t, bundle(hanako, dose))
	want := Bundle{
		Type: "collection",
		Patients: []Patient{{FullURL: "resource:0", BirthDate: "1985-04-01", Names: []Name{
			{Use: "usual", Family: "見本", Given: []string{"花子"}},
			{Use: "official", Family: "MIHON", Given: []string{"HANAKO"}},
		}}},
		Immunizations: []Immunization{{
			Entry: 1, FullURL: "resource:1", PatientRef: "resource:0", Status: "completed",
			Codes:      []Coding{{"http://hl7.org/fhir/sid/cvx", "208"}},
			Occurrence: "2021-07-10", Lot: "ZZ0001", Performer: "MHLW_Gov_of_JAPAN",
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadRefuses(t *testing.T) {
	entry := `{"resource":{}}`
	tests := map[string]struct {
		text string
		want error
	}{
		"null":               {`null`, ErrNoBundle},
		"array":              {`[]`, ErrNoBundle},
		"another resource":   {`{"resourceType":"Patient"}`, ErrNoBundle},
		"type is a list":     {`{"resourceType":["Bundle"],"entry":[{"resource":{}}]}`, ErrNoBundle},
		"no entry":           {`{"resourceType":"Bundle"}`, ErrNoEntry},
		"empty entry":        {`{"resourceType":"Bundle","entry":[]}`, ErrNoEntry},
		"entry is an object": {`{"resourceType":"Bundle","entry":{"resource":{}}}`, ErrNoEntry},
		"entry is null":      {`{"resourceType":"Bundle","entry":null}`, ErrNoEntry},
		"too many": {`{"resourceType":"Bundle","entry":[` + strings.Repeat(entry+",", MaxEntries) + entry + `]}`,
			ErrTooManyEntries},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := Read(parse(t, tt.text))
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if diff := cmp.Diff(Bundle{}, got); diff != "" {
				t.Errorf("a refused bundle left something behind: %s", diff)
			}
		})
	}
}

// TestDeepPaths: an element deeper than paths are kept is read all the same.
func TestDeepPaths(t *testing.T) {
	p := newPath("Immunization")
	for range 2 * maxPath {
		p = p.down("extension")
	}
	if got := strings.Count(p.String(), "extension"); got != maxPath-1 {
		t.Errorf("%d steps of extension", got)
	}
}

func TestReadMaxEntries(t *testing.T) {
	entry := `{"resource":{"resourceType":"Basic"}}`
	b := read(t, `{"resourceType":"Bundle","entry":[`+strings.Repeat(entry+",", MaxEntries-1)+entry+`]}`)
	if diff := cmp.Diff([]Other{{"Basic", MaxEntries}}, b.Others); diff != "" {
		t.Error(diff)
	}
}

func TestPatientIndex(t *testing.T) {
	tests := map[string]struct {
		text string
		want []int
	}{
		"one": {bundle(hanako, dose), []int{0}},
		"two people, one dose each": {
			bundle(hanako, dose, taro, strings.Replace(dose, "resource:0", "resource:2", 1)), []int{0, 1}},
		"dose before its person": {
			bundle(strings.Replace(dose, "resource:0", "resource:1", 1), hanako), []int{0}},
		"to itself":      {bundle(hanako, strings.Replace(dose, "resource:0", "resource:1", 1)), []int{-1}},
		"two share it":   {strings.Replace(bundle(hanako, taro, dose), `"resource:1"`, `"resource:0"`, 1), []int{-1}},
		"dose shares it": {strings.Replace(bundle(hanako, dose), `"resource:1"`, `"resource:0"`, 1), []int{0}},

		"to nowhere, one person": {bundle(hanako, refer(dose, "resource:9")), []int{0}},
		"to nowhere, two people": {bundle(hanako, taro, refer(dose, "resource:9")), []int{-1}},
		"to nowhere, nobody":     {bundle(refer(dose, "resource:9")), []int{-1}},
		"no reference, one person": {bundle(hanako,
			strings.Replace(dose, `"reference":"resource:0"`, `"display":"x"`, 1)), []int{0}},
		"no reference, two people": {bundle(hanako, taro,
			strings.Replace(dose, `"reference":"resource:0"`, `"display":"x"`, 1)), []int{-1}},
		"no patient, two people": {bundle(hanako, taro,
			strings.Replace(dose, `"patient":{"reference":"resource:0"}`, `"patient":null`, 1)), []int{-1}},
		"no patient, one person": {bundle(hanako,
			strings.Replace(dose, `"patient":{"reference":"resource:0"}`, `"patient":null`, 1)), []int{0}},
		"null, one person": {bundle(hanako, strings.Replace(dose, `"resource:0"`, `null`, 1)), []int{0}},
		"null, two people": {bundle(hanako, taro, strings.Replace(dose, `"resource:0"`, `null`, 1)), []int{-1}},
		"type null, one person": {bundle(hanako, refer(strings.Replace(dose, `{"reference"`,
			`{"type":null,"reference"`, 1), "resource:9")), []int{0}},
		"to an organisation": {bundle(hanako, refer(strings.Replace(dose, `{"reference"`,
			`{"type":"Organization","reference"`, 1), "resource:9")), []int{-1}},
		"a number, one person": {bundle(hanako, strings.Replace(dose, `"resource:0"`, `0`, 1)), []int{-1}},
		"of another type":      {bundle(hanako, refer(dose, "Group/9")), []int{-1}},
		"of a type from Z":     {bundle(hanako, refer(dose, "Zone/9")), []int{-1}},
		"of the last letters":  {bundle(hanako, refer(dose, "zone/9")), []int{0}},
		"after a stroke, two":  {bundle(hanako, taro, refer(dose, "/resource:1")), []int{1}},
		"after a stroke":       {bundle(hanako, refer(dose, "/9")), []int{0}},
		"inside the record":    {bundle(hanako, refer(dose, "#p1")), []int{-1}},
		"a number, two people": {bundle(hanako, taro, strings.Replace(dose, `"resource:0"`, `0`, 1)), []int{-1}},
		"empty, two people": {strings.NewReplacer(
			`"fullUrl":"resource:0"`, `"fullUrl":""`, `"reference":"resource:0"`,
			`"reference":""`).Replace(bundle(hanako, taro, dose)), []int{-1}},
		"with its type":           {bundle(hanako, taro, refer(dose, "Patient/resource:1")), []int{1}},
		"in another case":         {bundle(hanako, taro, refer(dose, "Resource:1")), []int{1}},
		"with white space":        {bundle(hanako, taro, refer(dose, " resource:1 ")), []int{1}},
		"leading zero":            {bundle(hanako, taro, refer(dose, "resource:00")), []int{-1}},
		"a dose with white space": {bundle(hanako, refer(dose, " resource:1 ")), []int{-1}},
		"by id": {bundle(hanako, strings.Replace(taro, `{"resourceType":"Patient"`,
			`{"resourceType":"Patient","id":"p2"`, 1),
			refer(dose, "Patient/p2")), []int{1}},
		"by the end of the address": {strings.Replace(bundle(hanako, taro, refer(dose, "Patient/7")),
			`"fullUrl":"resource:1"`, `"fullUrl":"https://fhir.example/Patient/7"`, 1), []int{1}},
		"by an id of something else": {bundle(hanako, `{"resourceType":"Basic","id":"p2"}`,
			refer(dose, "p2")), []int{-1}},
		"by an id of two kinds": {bundle(hanako,
			`{"resourceType":"Basic","id":"p2"}`, refer(dose, "Patient/p2")), []int{0}},
		"by a text without an id": {bundle(hanako, taro, refer(dose, "Patient/")), []int{-1}},
		"by no more than an id": {bundle(hanako, strings.Replace(taro, `{"resourceType":"Patient"`,
			`{"resourceType":"Patient","id":"p2"`, 1), refer(dose, "#/p2")), []int{1}},
		"of two with one id": {strings.NewReplacer(`"fullUrl":"resource:0"`, `"fullUrl":"https://a.example/Patient/7"`,
			`"fullUrl":"resource:1"`, `"fullUrl":"https://b.example/Patient/7"`).Replace(bundle(hanako, taro,
			refer(dose, "Patient/7"))), []int{-1}},
		"as a text": {bundle(hanako, taro,
			strings.Replace(dose, `{"reference":"resource:0"}`, `"resource:1"`, 1)), []int{1}},
		"in a list": {bundle(hanako, taro,
			strings.Replace(dose, `{"reference":"resource:0"}`, `[{"reference":"resource:1"}]`, 1)), []int{1}},
		"odd form, but the same": {strings.ReplaceAll(bundle(hanako, dose), "resource:0", "urn:uuid:0"), []int{0}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []int
			for _, im := range read(t, tt.text).Immunizations {
				got = append(got, im.PatientIndex)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// refer is the dose with another reference.
func refer(dose, to string) string { return strings.Replace(dose, "resource:0", to, 1) }

// TestNamesOfOtherForms: no part of a name is lost because it is a list where a text is
// due, or the other way round.
func TestNamesOfOtherForms(t *testing.T) {
	for text, want := range map[string]Name{
		`[{"family":["Feld","Fall"],"given":["Maren"]}]`: {Family: "Feld Fall", Given: []string{"Maren"}},
		`[{"family":"Feld","given":"Maren"}]`:            {Family: "Feld", Given: []string{"Maren"}},
		`{"family":"Feld","given":["Maren"]}`:            {Family: "Feld", Given: []string{"Maren"}},
		`[{"text":["Maren","Feld"],"prefix":"Dr."}]`:     {Text: "Maren Feld", Prefix: []string{"Dr."}},
		`"Maren Feld"`: {Text: "Maren Feld"},
	} {
		b := read(t, bundle(`{"resourceType":"Patient","birthDate":"1985","name":`+text+`}`))
		if diff := cmp.Diff([]Name{want}, b.Patients[0].Names); diff != "" || !noted(b, noteListForm) {
			t.Errorf("%s: %v %s", text, b.Notes, diff)
		}
	}
}

func noted(b Bundle, code string) bool {
	return slices.ContainsFunc(b.Notes, func(n Note) bool { return n.Code == code })
}

func TestNames(t *testing.T) {
	b := read(t, bundle(`{"resourceType":"Patient","birthDate":"1985","name":[
		{"use":"official","family":"Beispiel","given":["Ana","María"],"prefix":["Dr."],"suffix":["Jr."]},
		{"use":"maiden","family":"Früher"},{"text":"Only Text"},{"use":"nickname"},
		{"given":["Ana"],"prefix":["Dr."]},{"prefix":["Dr."]},{"given":["Ana"],"suffix":["Jr."]},
		{"given":["Kept",5,null,"Too"]},"a text",7]}`))
	want := []Name{
		{Use: "official", Family: "Beispiel", Given: []string{"Ana", "María"}, Prefix: []string{"Dr."},
			Suffix: []string{"Jr."}},
		{Use: "maiden", Family: "Früher"},
		{Text: "Only Text"},
		{Given: []string{"Ana"}, Prefix: []string{"Dr."}}, {Prefix: []string{"Dr."}},
		{Given: []string{"Ana"}, Suffix: []string{"Jr."}},
		{Given: []string{"Kept", "Too"}},
	}
	if diff := cmp.Diff(want, b.Patients[0].Names); diff != "" {
		t.Error(diff)
	}
}

func TestImmunizationFields(t *testing.T) {
	edit := func(old, new string) string { return bundle(hanako, strings.Replace(dose, old, new, 1)) }
	add := func(member string) string { return edit(`"lotNumber"`, member+`,"lotNumber"`) }
	tests := map[string]struct {
		text string
		want func(*Immunization)
	}{
		"translations": {edit(`"code":"208"}`,
			`"code":"208"},{"system":"http://snomed.info/sct","code":"28581000087106"}`),
			func(im *Immunization) {
				im.Codes = append(im.Codes, Coding{"http://snomed.info/sct", "28581000087106"})
			}},
		"text beside a code": {edit(`"vaccineCode":{`, `"vaccineCode":{"text":"something else",`),
			func(*Immunization) {}},
		"text only": {edit(`{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"208"}]}`,
			`{"text":"a vaccine"}`),
			func(im *Immunization) { im.Codes, im.TextOnly = nil, "a vaccine" }},
		"no code": {edit(`,"code":"208"`, ``), func(im *Immunization) { im.Codes = nil }},
		"no system": {edit(`"system":"http://hl7.org/fhir/sid/cvx",`, ``),
			func(im *Immunization) { im.Codes[0].System = "" }},
		"status": {edit(`completed`, `entered-in-error`),
			func(im *Immunization) { im.Status = "entered-in-error" }},
		"status in case":  {edit(`completed`, `Completed`), func(im *Immunization) { im.Status = "Completed" }},
		"status a number": {edit(`"completed"`, `1`), func(im *Immunization) { im.Status = "" }},
		"date as text": {edit(`occurrenceDateTime":"2021-07-10`, `occurrenceString":"in summer`),
			func(im *Immunization) { im.Occurrence, im.OccurrenceText = "", "in summer" }},
		"partial date":    {edit(`2021-07-10`, `2021-07`), func(im *Immunization) { im.Occurrence = "2021-07" }},
		"lot a number":    {edit(`"ZZ0001"`, `1`), func(im *Immunization) { im.Lot = "1" }},
		"lot a list":      {edit(`"ZZ0001"`, `["1"]`), func(im *Immunization) { im.Lot = "" }},
		"code a number":   {edit(`"208"`, `208`), func(*Immunization) {}},
		"code with space": {edit(`"208"`, `" 208\n"`), func(*Immunization) {}},
		"coding an object": {edit(`[{"system":"http://hl7.org/fhir/sid/cvx","code":"208"}]`,
			`{"system":"http://hl7.org/fhir/sid/cvx","code":"208"}`), func(*Immunization) {}},
		"concept in a list": {edit(`{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"208"}]}`,
			`[{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"208"}]}]`),
			func(*Immunization) {}},
		"date in words":    {edit(`occurrenceDateTime`, `occurrenceString`), func(*Immunization) {}},
		"date a number":    {edit(`"2021-07-10"`, `20210710`), func(im *Immunization) { im.Occurrence = "20210710" }},
		"type in a list":   {edit(`"Immunization"`, `["Immunization"]`), func(*Immunization) {}},
		"not given":        {add(`"notGiven":true`), func(im *Immunization) { im.NotGiven = true }},
		"was not given":    {add(`"wasNotGiven":true`), func(im *Immunization) { im.NotGiven = true }},
		"given":            {add(`"notGiven":false,"wasNotGiven":false`), func(*Immunization) {}},
		"not given a text": {add(`"notGiven":"true"`), func(im *Immunization) { im.Uninterpreted = true }},
		"type in case":     {edit(`"Immunization"`, `"immunization"`), func(*Immunization) {}},
		"subpotent":        {add(`"isSubpotent":true`), func(im *Immunization) { im.Subpotent = true }},
		"not subpotent":    {add(`"isSubpotent":false`), func(*Immunization) {}},
		"subpotent a text": {add(`"isSubpotent":"true"`), func(im *Immunization) { im.Uninterpreted = true }},
		"manufacturer":     {add(`"manufacturer":{"identifier":{"system":"http://hl7.org/fhir/sid/mvx","value":"PFR"}}`), func(im *Immunization) { im.Manufacturer = Coding{"http://hl7.org/fhir/sid/mvx", "PFR"} }},
		"modifier": {add(`"modifierExtension":[{"url":"https://example.org/not"}]`),
			func(im *Immunization) { im.Uninterpreted = true }},
		"modifier inside": {edit(`{"actor"`,
			`{"modifierExtension":[{"url":"https://example.org/not"}],"actor"`),
			func(im *Immunization) { im.Uninterpreted = true }},
		"implicit rules": {add(`"implicitRules":"https://example.org/rules"`),
			func(im *Immunization) { im.Uninterpreted = true }},
		"modifier around": {strings.Replace(bundle(hanako, dose), `"fullUrl":"resource:1"`,
			`"fullUrl":"resource:1","modifierExtension":[{"url":"https://example.org/not"}]`, 1),
			func(im *Immunization) { im.Uninterpreted = true }},
		"bundle's rules": {strings.Replace(bundle(hanako, dose), `"type"`,
			`"implicitRules":"https://example.org/rules","type"`, 1), func(im *Immunization) {
			im.Uninterpreted = true
		}},
		"assurance": {add(`"meta":{"security":[{"system":"https://smarthealth.cards/ial","code":"ial1.4"}]}`),
			func(im *Immunization) { im.IAL = "IAL1.4" }},
		"assurance bare": {add(`"meta":{"security":[{"code":"IAL1.2"}]}`),
			func(im *Immunization) { im.IAL = "IAL1.2" }},
		"assurance new": {add(`"meta":{"security":[{"system":"https://smarthealth.cards/ial","code":"IAL9"}]}`),
			func(im *Immunization) { im.IAL = "IAL9" }},
		"other label": {add(`"meta":{"security":[{"system":"https://example.org","code":"IAL2"}]}`),
			func(*Immunization) {}},
		"two assurances": {add(`"meta":{"security":[{"code":"IAL1"},{"code":"IAL3"}]}`), func(*Immunization) {}},
		"performer a text": {edit(`[{"actor":{"display":"MHLW_Gov_of_JAPAN"}}]`, `"MHLW"`),
			func(im *Immunization) { im.Performer = "" }},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want := read(t, bundle(hanako, dose)).Immunizations[0]
			tt.want(&want)
			got := read(t, tt.text).Immunizations
			if diff := cmp.Diff([]Immunization{want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOthers(t *testing.T) {
	b := read(t, bundle(`{"resourceType":"Coverage"}`, hanako, `{"resourceType":"Basic"}`,
		`{"resourceType":"Coverage"}`,
		`{}`, `{"resourceType":1}`,
		`{"resourceType":"Condition","code":{"coding":[{"system":"http://snomed.info/sct","code":"840539006"}]}}`))
	want := []Other{{"Coverage", 2}, {"Basic", 1}, {"", 2}, {"Condition", 1}}
	if diff := cmp.Diff(want, b.Others); diff != "" {
		t.Error(diff)
	}
}

func TestExemption(t *testing.T) {
	const condition = `{"resourceType":"Condition","category":[{"coding":[
		{"system":"https://example.org/policy","code":"vaccine-exemption","version":"2021-09-01"}]}],
		"subject":{"reference":"resource:0"},"recordedDate":"2021-10-02","recorder":{"display":"Example Clinic"}}`
	with := func(member string) string {
		return bundle(hanako, strings.Replace(condition, `"category"`, member+`,"category"`, 1))
	}
	plain := Exemption{
		Entry: 1, FullURL: "resource:1", PatientRef: "resource:0",
		Policy: Coding{"https://example.org/policy", "vaccine-exemption"}, PolicyVersion: "2021-09-01",
		Recorded: "2021-10-02", Recorder: "Example Clinic",
	}
	open, over := plain, plain
	open.Uninterpreted, over.Over = true, true
	const status = `"verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"%s"}]}`
	tests := map[string]struct {
		text string
		want []Exemption
	}{
		"plain":         {bundle(hanako, condition), []Exemption{plain}},
		"confirmed":     {with(fmt.Sprintf(status, "confirmed")), []Exemption{plain}},
		"refuted":       {with(fmt.Sprintf(status, "refuted")), []Exemption{over}},
		"inactive":      {with(`"clinicalStatus":{"coding":[{"code":"inactive"}]}`), []Exemption{over}},
		"status a text": {with(`"clinicalStatus":"active"`), []Exemption{open}},
		"modified":      {with(`"modifierExtension":[{"url":"https://example.org/not"}]`), []Exemption{open}},
		"diagnosis":     {with(`"code":{"text":"x"}`), nil},
		"FHIR category": {bundle(hanako,
			strings.Replace(condition, "https://example.org/policy", conditionCategory, 1)), nil},
		"no category": {bundle(hanako, strings.Replace(condition, `"category"`, `"note"`, 1)), nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := read(t, tt.text)
			if diff := cmp.Diff(tt.want, b.Exemptions); diff != "" {
				t.Error(diff)
			}
			if len(b.Immunizations) != 0 || len(b.Exemptions)+len(b.Others) != 1 {
				t.Error("the condition was taken for something else")
			}
		})
	}
}
