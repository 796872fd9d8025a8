package dcc

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/strictjson"
)

// Invented people that keep to every rule.
const (
	head       = `"ver":"1.3.0","nam":{"fn":"Müller Ōta","fnt":"MUELLER<OTA","gn":"Hanna","gnt":"HANNA"},"dob":"1985-03"`
	vaccinated = `{` + head + `,"v":[` + dose + `]}`
	dose       = `{"tg":"840539006","vp":"1119349007","mp":"EU/1/20/1528","ma":"ORG-100030215","dn":3,"sd":3,"dt":"2021-07-20","co":"UT","is":"Utopia Test Health","ci":"URN:UVCI:01:UT:A0B1C2D3E4F5#0"}`
	tested     = `{` + head +
		`,"t":[{"tg":"840539006","tt":"LP6464-4","nm":"Kit","ma":"1232","sc":"2021-07-20T12:34:56Z","tr":"260415000","tc":"Airport","co":"UT","is":"Utopia","ci":"1"}]}`
	recovered = `{` + head +
		`,"r":[{"tg":"840539006","fr":"2021-05-01","co":"UT","is":"Utopia","df":"2021-05-12","du":"2021-10-28","ci":"1"}]}`
	nothingElse = `{` + head + `}`
)

func parse(t testing.TB, text string) strictjson.Value {
	t.Helper()
	v, err := strictjson.Parse([]byte(text), strictjson.DefaultDepth)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func read(t testing.TB, text string) Certificate {
	t.Helper()
	c, err := Read(parse(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// edited replaces what must stand in a text once.
func edited(t testing.TB, text, from, to string) string {
	t.Helper()
	if strings.Count(text, from) != 1 {
		t.Fatalf("%q does not stand in the text once", from)
	}
	return strings.Replace(text, from, to, 1)
}

func TestRead(t *testing.T) {
	entry := Entry{Disease: "840539006", Country: "UT", Issuer: "Utopia", ID: "1"}
	of := func(g Group) Certificate {
		return Certificate{Version: "1.3.0", BirthDate: "1985-03", Group: g,
			Name: Name{Family: "Müller Ōta", Given: "Hanna", FamilyTransliterated: "MUELLER<OTA",
				GivenTransliterated: "HANNA"}}
	}
	v, tt, r := of(GroupVaccination), of(GroupTest), of(GroupRecovery)
	v.Vaccinations = []Vaccination{{Kind: "1119349007", Product: "EU/1/20/1528", Maker: "ORG-100030215",
		Number: 3, Series: 3, Date: "2021-07-20",
		Entry: Entry{Disease: "840539006", Country: "UT", Issuer: "Utopia Test Health",
			ID: "URN:UVCI:01:UT:A0B1C2D3E4F5#0"}}}
	tt.Tests = []Test{{Entry: entry, Kind: "LP6464-4", Name: "Kit", Device: "1232",
		Sampled: "2021-07-20T12:34:56Z", Result: "260415000", Centre: "Airport"}}
	r.Recoveries = []Recovery{{Entry: entry, FirstPositive: "2021-05-01", ValidFrom: "2021-05-12",
		ValidUntil: "2021-10-28"}}
	for text, want := range map[string]Certificate{vaccinated: v, tested: tt, recovered: r} {
		if diff := cmp.Diff(want, read(t, text)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	many := strings.Repeat(dose+",", MaxEntries) + dose
	for text, want := range map[string]error{
		`[]`:                                    ErrObject,
		`"HC1"`:                                 ErrObject,
		`null`:                                  ErrObject,
		`{}`:                                    ErrNoGroup,
		`{"nam":"Müller","v":[` + dose + `]}`:   ErrObject,
		`{"nam":["Müller"],"v":[` + dose + `]}`: ErrObject,
		`{"nam":1,"v":[` + dose + `]}`:          ErrObject,
		nothingElse:                             ErrNoGroup,
		`{` + head + `,"v":[],"t":null,"r":""}`: ErrNoGroup,
		`{` + head + `,"V":[` + dose + `]}`:     ErrNoGroup,
		`{` + head + `,"v":[{}],"t":[{}]}`:      ErrGroups,
		`{` + head + `,"v":[{}],"r":"x"}`:       ErrGroups,
		`{` + head + `,"v":"` + "x" + `"}`:      ErrEntries,
		`{` + head + `,"v":true}`:               ErrEntries,
		`{` + head + `,"v":0}`:                  ErrEntries,
		`{` + head + `,"v":[null]}`:             ErrEntries,
		`{` + head + `,"v":[` + dose + `,"x"]}`: ErrEntries,
		`{` + head + `,"v":[[` + dose + `]]}`:   ErrEntries,
		`{` + head + `,"v":[` + many + `]}`:     ErrTooMany,
	} {
		c, err := Read(parse(t, text))
		if !errors.Is(err, want) || c.Group != "" {
			t.Errorf("%.80s: %v, group %q", text, err, c.Group)
		}
	}
}

// TestOddities: what states wrote against the schema is read, and noted.
func TestOddities(t *testing.T) {
	long := strings.Repeat("Ōx", 41)
	for name, tt := range map[string]struct {
		text, from, to string
		got            func(c Certificate) any
		want           any
		notes          string // code and path of each
	}{
		"empty groups": {vaccinated, `"v":[`, `"t":null,"r":[],"v":[`, product, "EU/1/20/1528",
			"dcc_group_empty t dcc_group_empty r"},
		"as many as may be": {vaccinated, dose, dose + strings.Repeat(","+dose, MaxEntries-1),
			func(c Certificate) any { return len(c.Vaccinations) }, MaxEntries, "dcc_several_entries v"},
		"several entries": {vaccinated, dose, dose + "," + dose,
			func(c Certificate) any { return len(c.Vaccinations) }, 2, "dcc_several_entries v"},
		"white space": {vaccinated, `"EU/1/20/1528"`, `" EU/1/20/1528\n"`, product, "EU/1/20/1528",
			"dcc_white_space v.mp"},
		"text as product": {vaccinated, `"EU/1/20/1528"`, `"\"Comirnaty\""`, product, `"Comirnaty"`, ""},
		"code as number": {vaccinated, `"840539006"`, `840539006`,
			func(c Certificate) any { return c.Vaccinations[0].Disease }, "840539006", "dcc_member_type v.tg"},
		"code as list": {vaccinated, `"840539006"`, `["840539006"]`,
			func(c Certificate) any { return c.Vaccinations[0].Disease }, "840539006", "dcc_list_form v.tg"},
		"name as list": {vaccinated, `"fn":"Müller Ōta"`, `"fn":["Müller","Ōta"]`,
			func(c Certificate) any { return c.Name.Family }, "Müller Ōta", "dcc_list_form nam.fn"},
		"list of nothing": {vaccinated, `"840539006"`,
			`[1]`, func(c Certificate) any { return c.Vaccinations[0].Disease }, "",
			"dcc_member_type v.tg dcc_member_missing v.tg"},
		"one entry alone": {vaccinated, "[" + dose + "]", dose, product, "EU/1/20/1528", "dcc_list_form v"},
		"codes unknown": {vaccinated, `"ORG-100030215"`, `"ORG-1"`,
			func(c Certificate) any { return c.Vaccinations[0].Maker }, "ORG-1", "dcc_code_unknown v.ma"},
		"product missing": {vaccinated, `"EU/1/20/1528"`, `null`, product, "", "dcc_member_missing v.mp"},
		"date with time": {vaccinated, `"2021-07-20"`, `"2021-07-20T23:59:59+02:00"`, date,
			"2021-07-20", "dcc_date_time v.dt"},
		"no date": {vaccinated, `"2021-07-20"`, `"20.07.2021"`, date, "20.07.2021", "dcc_date_form v.dt"},
		"impossible date": {vaccinated, `"2021-07-20"`, `"2021-02-30T10:00:00Z"`, date,
			"2021-02-30T10:00:00Z", "dcc_date_form v.dt"},
		"month":                 {vaccinated, `"2021-07-20"`, `"2021-07"`, date, "2021-07", "dcc_date_form v.dt"},
		"number with fraction":  {vaccinated, `"dn":3`, `"dn":3.0`, number, 3, "dcc_dose_number v.dn"},
		"half a dose":           {vaccinated, `"dn":3`, `"dn":3.5`, number, 0, "dcc_dose_number v.dn"},
		"zero":                  {vaccinated, `"dn":3`, `"dn":0`, number, 0, "dcc_dose_number v.dn"},
		"negative":              {vaccinated, `"dn":3`, `"dn":-3`, number, -3, "dcc_dose_number v.dn"},
		"huge":                  {vaccinated, `"dn":3`, `"dn":1e300`, number, 0, "dcc_dose_number v.dn"},
		"number as text":        {vaccinated, `"dn":3`, `"dn":"3"`, number, 3, "dcc_number_text v.dn"},
		"number in words":       {vaccinated, `"dn":3`, `"dn":"three"`, number, 0, "dcc_dose_number v.dn"},
		"number as list":        {vaccinated, `"dn":3`, `"dn":[3]`, number, 3, "dcc_list_form v.dn"},
		"number as list of two": {vaccinated, `"dn":3`, `"dn":[3,4]`, number, 0, "dcc_dose_number v.dn"},
		"number as map":         {vaccinated, `"dn":3`, `"dn":{"n":3}`, number, 0, "dcc_dose_number v.dn"},
		"number null":           {vaccinated, `"dn":3`, `"dn":null`, number, 0, "dcc_member_missing v.dn"},
		"number of 31 bits":     {vaccinated, `"dn":3`, `"dn":2147483647`, number, 2147483647, ""},
		"number of 32 bits":     {vaccinated, `"dn":3`, `"dn":2147483648`, number, 0, "dcc_dose_number v.dn"},
		"number missing":        {vaccinated, `"dn":3,`, ``, number, 0, "dcc_member_missing v.dn"},
		"booster":               {vaccinated, `"sd":3`, `"sd":1`, number, 3, ""},
		"birth date and time": {vaccinated, `"1985-03"`, `"1985-03-02T00:00:00"`, born, "1985-03-02",
			"dcc_date_time dob"},
		"birth year":            {vaccinated, `"1985-03"`, `"1985"`, born, "1985", ""},
		"birth unknown":         {vaccinated, `"1985-03"`, `""`, born, "", ""},
		"birth date missing":    {vaccinated, `,"dob":"1985-03"`, ``, born, "", "dcc_member_missing dob"},
		"birth long ago":        {vaccinated, `"1985-03"`, `"1815-05-01"`, born, "1815-05-01", "dcc_date_form dob"},
		"birth date cut short":  {vaccinated, `"1985-03"`, `"1985-"`, born, "1985-", "dcc_date_form dob"},
		"birth date in fillers": {vaccinated, `"1985-03"`, `"1985-XX-XX"`, born, "1985-XX-XX", "dcc_date_form dob"},
		"lower case letters": {vaccinated, `"HANNA"`,
			`"Hanna"`, func(c Certificate) any { return c.Name.GivenTransliterated }, "Hanna",
			"dcc_transliteration nam.gnt"},
		"emoji": {vaccinated, `"Hanna"`,
			`"👩‍🚀"`, func(c Certificate) any { return c.Name.Given }, "👩‍🚀", ""},
		"one name only": {vaccinated, `"fn":"Müller Ōta","fnt":"MUELLER<OTA",`,
			``, func(c Certificate) any { return c.Name.Family }, "", ""},
		"nothing transliterated": {vaccinated,
			`"fn":"Müller Ōta","fnt":"MUELLER<OTA","gn":"Hanna","gnt":"HANNA"`, `"fn":"Müller"`,
			func(c Certificate) any { return c.Name.Family }, "Müller", "dcc_member_missing nam.fnt"},
		"nobody": {vaccinated,
			`"nam":{"fn":"Müller Ōta","fnt":"MUELLER<OTA","gn":"Hanna","gnt":"HANNA"},`,
			``, func(c Certificate) any { return c.Name }, Name{}, "dcc_member_missing nam.fnt"},
		"long name": {vaccinated, `"Hanna"`,
			`"` + long + `"`, func(c Certificate) any { return c.Name.Given }, long, "dcc_text_long nam.gn"},
		"80 characters": {vaccinated, `"Hanna"`, `"` + strings.Repeat("Ō", 80) +
			`"`, func(c Certificate) any { return c.Name.Given }, strings.Repeat("Ō", 80), ""},
		"81 characters": {vaccinated, `"Hanna"`, `"` + strings.Repeat("Ō", 81) + `"`,
			func(c Certificate) any { return c.Name.Given }, strings.Repeat("Ō", 81), "dcc_text_long nam.gn"},
		"quotes": {vaccinated, `"Utopia Test Health"`,
			`"\"Health\""`, func(c Certificate) any { return c.Vaccinations[0].Issuer }, `"Health"`, ""},
		"no number at all": {vaccinated, `"URN:UVCI:01:UT:A0B1C2D3E4F5#0"`,
			`""`, func(c Certificate) any { return c.Vaccinations[0].ID }, "", "dcc_member_missing v.ci"},
		"odd number": {vaccinated, `"URN:UVCI:01:UT:A0B1C2D3E4F5#0"`,
			`"dgci:V1:UT:1"`, func(c Certificate) any { return c.Vaccinations[0].ID }, "dgci:V1:UT:1", ""},
		"no country": {vaccinated, `"UT"`, `"Utopia"`,
			func(c Certificate) any { return c.Vaccinations[0].Country }, "Utopia", "dcc_country v.co"},
		"no state": {vaccinated, `"UT"`,
			`"UNHCRWHOXX"`, func(c Certificate) any { return c.Vaccinations[0].Country }, "UNHCRWHOXX", ""},
		"no state, longer": {vaccinated, `"UT"`, `"UNHCRWHOXXX"`,
			func(c Certificate) any { return c.Vaccinations[0].Country }, "UNHCRWHOXXX", "dcc_country v.co"},
		"extra members": {vaccinated, `"ver"`, `"meta":{"x":1},"ver"`, product, "EU/1/20/1528", "dcc_member_extra "},
		"version": {vaccinated, `"1.3.0"`, `"1.3"`, func(c Certificate) any { return c.Version },
			"1.3", "dcc_version ver"},
		"result unknown": {tested, `"260415000"`, `"NEGATIVO"`,
			func(c Certificate) any { return c.Tests[0].Result }, "NEGATIVO", "dcc_code_unknown t.tr"},
		"time missing": {tested, `"2021-07-20T12:34:56Z"`,
			`""`, func(c Certificate) any { return c.Tests[0].Sampled }, "", "dcc_member_missing t.sc"},
		"kind unknown": {tested, `"LP6464-4"`,
			`"a test"`, func(c Certificate) any { return c.Tests[0].Kind }, "a test", "dcc_code_unknown t.tt"},
		"recovery and time": {recovered, `"2021-10-28"`, `"2021-10-28T00:00:00.000Z"`,
			func(c Certificate) any { return c.Recoveries[0].ValidUntil }, "2021-10-28", "dcc_date_time r.du"},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, edited(t, tt.text, tt.from, tt.to))
			if got := tt.got(c); got != tt.want {
				t.Errorf("got %#v, want %#v", got, tt.want)
			}
			var notes []string
			for _, n := range c.Notes {
				notes = append(notes, n.Code+" "+n.Path)
			}
			if got := strings.Join(notes, " "); got != tt.notes {
				t.Errorf("notes %q, want %q", got, tt.notes)
			}
		})
	}
}

func product(c Certificate) any { return c.Vaccinations[0].Product }
func number(c Certificate) any  { return c.Vaccinations[0].Number }
func date(c Certificate) any    { return c.Vaccinations[0].Date }
func born(c Certificate) any    { return c.BirthDate }

// TestSampled: all forms of a time that states wrote become that of RFC 3339.
func TestSampled(t *testing.T) {
	for text, want := range map[string]string{
		"2021-05-10T10:54:34Z": "", "2021-05-10T10:54:34+02:00": "", "2021-05-10T10:54:34.123456+02:00": "",
		"2021-05-10T10:54:34+0200": "2021-05-10T10:54:34+02:00", "2021-05-10T10:54:34+02": "2021-05-10T10:54:34+02:00",
		"2021-05-10T10:54:34.1-0930": "2021-05-10T10:54:34.1-09:30", "2021-05-10t10:54:34z": "2021-05-10T10:54:34Z",
		"2021-05-10 10:54:34 +02:00": "2021-05-10T10:54:34+02:00",
		"2021-05-10T10:54Z":          "2021-05-10T10:54:00Z", " 2021-05-10T10:54:34Z ": "2021-05-10T10:54:34Z",
		// What is no moment stays as it is: nothing is known of its zone or its day.
		"2021-05-10T10:54:34": "", "2021-05-10": "", "2021-02-30T10:54:34Z": "", "2021-05-10T25:00:00Z": "",
		"2021-05-10T10:54:34+2": "",
		"10.05.2021":            "", "2021-05-10T10:54:34ZZ": "", "2021-05-10T10:54:34+02:0": "",
	} {
		c := read(t, edited(t, tested, "2021-07-20T12:34:56Z", text))
		if want == "" {
			want = text
		}
		if got := c.Tests[0].Sampled; got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for kind, class := range map[string]string{"LP6464-4": "nucleic_acid", "LP217198-3": "antigen", "PCR": "", "": ""} {
		expectWord(t, kind, class)(Test{Kind: kind}.KindWord())
	}
	for result, class := range map[string]string{"260415000": "negative", "260373001": "positive",
		"negative": "", "": ""} {
		expectWord(t, result, class)(Test{Result: result}.ResultWord())
	}
	for disease, class := range map[string]string{"840539006": "covid-19", "1": ""} {
		expectWord(t, disease, class)(DiseaseWord(disease))
	}
	if len(makers) != 31 {
		t.Errorf("%d makers", len(makers))
	}
	for code, w := range makers {
		if w.EN == "" || w.JA == "" || w.EN == w.JA {
			t.Errorf("%s: %+v", code, w)
		}
	}
}

func expectWord(t *testing.T, code, class string) func(w Word, ok bool) {
	t.Helper()
	return func(w Word, ok bool) {
		t.Helper()
		if w.Class != class || ok != (class != "") || ok && (w.EN == "" || w.JA == "") {
			t.Errorf("%s: %+v", code, w)
		}
	}
}
