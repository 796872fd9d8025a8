package icao

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/strictjson"
)

func parse(t testing.TB, text string) strictjson.Value {
	t.Helper()
	v, err := strictjson.Parse([]byte(text), strictjson.DefaultDepth)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestReadVaccination(t *testing.T) {
	m, err := Read(parse(t,
		`{"hdr":{"is":"UTO","t":"icao.vacc","v":1},"msg":{"uvci":"A1","pid":{"n":"TEST  ANNA MARIA","dob":"1990-XX-XX","i":"X1","ai":"Y","sex":"F"},
		"ve":[{"des":"XM0GQ8","nam":"COMIRNATY","dis":"RA01.0","vd":[
			{"dvc":"2021-12-01","seq":10,"ctr":"UTO","adm":"Clinic","lot":"L3","dvn":"2022-06-01"},
			{"dvc":"2021-06-01","seq":"2","ctr":"UTO"},{"dvc":"2021-06-01","seq":1,"ctr":"UTO"}]},
			{"des":"XM9QW8","nam":"Vaxzevria","vd":[{"dvc":"2021-07-01","seq":3}]}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := Message{State: "UTO", Type: TypeVaccination, Number: "A1",
		Person: Person{Name: "TEST  ANNA MARIA", BirthDate: "1990-XX-XX", Sex: "F", Document: "X1", Other: "Y"},
		Doses: []Dose{
			{Code: "XM0GQ8", Brand: "COMIRNATY", Disease: "RA01.0", Date: "2021-06-01", Sequence: "1", Country: "UTO"},
			{Code: "XM0GQ8", Brand: "COMIRNATY", Disease: "RA01.0", Date: "2021-06-01", Sequence: "2", Country: "UTO"},
			{Code: "XM9QW8", Brand: "Vaxzevria", Date: "2021-07-01", Sequence: "3"},
			{Code: "XM0GQ8", Brand: "COMIRNATY", Disease: "RA01.0", Date: "2021-12-01", Sequence: "10",
				Country: "UTO", Centre: "Clinic", Lot: "L3", Next: "2022-06-01"},
		}}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Error(diff)
	}
}

func TestNumber(t *testing.T) {
	for sequence, want := range map[string]int{"1": 1, "2": 2, "2.0": 2, "2e0": 2, "99": 99, "100": 0, "0": 0,
		"-1": 0, "1.5": 0, "": 0, "two": 0, "NaN": 0, "Inf": 0} {
		if got := (Dose{Sequence: sequence}).Number(); got != want {
			t.Errorf("%q: %d", sequence, got)
		}
	}
}

func TestReadTest(t *testing.T) {
	m, err := Read(parse(t,
		`{"hdr":{"is":"UTO","t":"icao.test","v":1},"msg":{"utci":"U1","pid":{"n":"Test Anna","dob":"1990-01-29","dt":"P","dn":"E1"},
		"sp":{"spn":"Hospital","ctr":"AUS","cd":{"p":"1"}},"dat":{"sc":"2020-12-12T12:00:00+08:00","ri":"2020-12-12T14:00:00+08:00"},
		"tr":{"tc":"molecular(PCR)","r":"negative","m":"saliva"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := &Test{Provider: "Hospital", Country: "AUS", Sampled: "2020-12-12T12:00:00+08:00",
		Reported: "2020-12-12T14:00:00+08:00",
		Kind:     "molecular(PCR)", Result: "negative", Method: "saliva"}
	if diff := cmp.Diff(want, m.Test); diff != "" || m.Person.Document != "E1" || m.Number != "U1" ||
		len(m.Notes)+len(m.Doses) > 0 {
		t.Errorf("%s %+v", diff, m)
	}
}

func TestReadRefuses(t *testing.T) {
	dose := `{"dvc":"2021-06-01"}`
	many := strings.TrimSuffix(strings.Repeat(dose+",", MaxEvents+1), ",")
	for text, want := range map[string]error{
		`{}`:                                                ErrMessage,
		`{"msg":[]}`:                                        ErrMessage,
		`{"msg":{"PID":{}}}`:                                ErrMessage,
		`{"msg":{"pid":{}}}`:                                ErrEvents,
		`{"msg":{"pid":{},"ve":[]}}`:                        ErrEvents,
		`{"msg":{"pid":{},"ve":[1]}}`:                       ErrEvents,
		`{"msg":{"pid":{},"ve":[{"vd":[]}]}}`:               ErrEvents,
		`{"msg":{"pid":{},"ve":[{"vd":[1]}]}}`:              ErrEvents,
		`{"msg":{"pid":{},"ve":[{"vd":[` + many + `]}]}}`:   ErrTooMany,
		`{"hdr":{"t":"icao.test"},"msg":{"pid":{}}}`:        ErrResult,
		`{"hdr":{"t":"icao.test"},"msg":{"pid":{},"tr":1}}`: ErrResult,
	} {
		if _, err := Read(parse(t, text)); !errors.Is(err, want) {
			t.Errorf("%.60s: %v", text, err)
		}
	}
}

func TestNotes(t *testing.T) {
	m, err := Read(parse(t, `{"msg":{"ucvi":"1234567890123","pid":{"n":""},"ve":[{"des":"XM0GQ8","vd":[{}]}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range m.Notes {
		got = append(got, n.Code+" "+n.Path)
	}
	want := []string{"vds_member_missing n", "vds_member_missing pid.dob", "vds_text_long ucvi",
		"vds_number_name msg.uvci",
		"vds_member_missing nam", "vds_member_missing dvc"}
	if diff := cmp.Diff(want, got); diff != "" || m.Number != "1234567890123" {
		t.Error(diff)
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string][3]string{
		"CITIZEN  JANE SUE":    {"CITIZEN", "JANE SUE", "CITIZEN JANE SUE"},
		"CITIZEN<<JANE<SUE<<<": {"CITIZEN", "JANE SUE", "CITIZEN JANE SUE"},
		"VAN<DER<BERG<<EVA":    {"VAN DER BERG", "EVA", "VAN DER BERG EVA"},
		"NIHON HANAKO":         {"", "", "NIHON HANAKO"}, "": {}, "<<<": {}, "ONLY<<": {"", "", "ONLY"},
	} {
		primary, secondary, ok := Person{Name: name}.Parts()
		if got := [3]string{primary, secondary, Person{Name: name}.Whole()}; got != want || ok != (want[0] != "") {
			t.Errorf("%q: %q %v", name, got, ok)
		}
	}
}

func TestSpecimen(t *testing.T) {
	for _, test := range []struct {
		state, number, document string
		want                    bool
	}{
		{"JPN", "FKQLW4W1", "TR0000000", true}, {"JPN", "6U5RSWMBASG2", "TK0000000", true},
		{"JPN", "A", "TR0000001", false},
		{"JPN", "A", "0000000", false}, {"UTO", "A", "TR0000000", false}, {"JPN", "VB0009990012", "TR1234567", false},
		{"AUS", "VB0009990012", "", true}, {"AUS", "VB0009990025", "", true}, {"AUS", "VB0000000011", "", true},
		{"AUS", "VB0010000002", "", false}, {"AUS", "VB1234567892", "", false}, {"AUS", "", "", false},
		{"AUS", "VBX009990012", "", false},
		{"AUS", "VB12", "", true}, {"AUS", "VB1", "", false}, // no digit between letters and check digit
	} {
		m := Message{State: test.state, Number: test.number, Person: Person{Document: test.document}}
		if got := m.Specimen(); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

func TestStates(t *testing.T) {
	if len(states()) != 259 {
		t.Errorf("%d states", len(states()))
	}
	for pair, want := range map[[2]string][2]bool{
		{"JPN", "JP"}: {true, true}, {"JPN", "AU"}: {false, true}, {"D", "DE"}: {true, true},
		{"DEU", "DE"}: {true, true},
		{"UNO", "ZZ"}: {true, true}, {"GBS", "GB"}: {true, true}, {"ZZZ", "ZZ"}: {false, false},
		{"#", "codes"}: {false, false},
	} {
		agrees, known := Carries(pair[0], pair[1])
		if agrees != want[0] || known != want[1] {
			t.Errorf("%v: %v %v", pair, agrees, known)
		}
	}
	for code, want := range map[string]bool{"JPN": true, "D": true, "jpn": false, "JP": false, "JPNX": false,
		"": false, "J1N": false} {
		if IsState(code) != want {
			t.Errorf("%q: %v", code, !want)
		}
	}
	for country, want := range map[string]string{"JP": "JPN", "DE": "DEU", "GB": "GBR", "XK": "RKS",
		"UN": "UNO", "UT": "UTO", "EU": "EUE", "jp": "jp", "ZQ": "ZQ", "JPN": "JPN", "": ""} {
		if got := ThreeLetters(country); got != want {
			t.Errorf("%q: %q", country, got)
		}
	}
	if !SameState("D", "DEU") || SameState("JPN", "UTO") {
		t.Error("states compared wrongly")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"hdr":{"is":"UTO","t":"icao.vacc"},"msg":{"uvci":"A","pid":{"n":"A<<B"},"ve":[{"des":"X","vd":[{"dvc":"2021-06-01","seq":1}]}]}}`))
	f.Add([]byte(`{"hdr":{"t":"icao.test"},"msg":{"pid":{"dn":"1"},"tr":{"r":1},"dat":[],"sp":null}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := strictjson.ParseSmall(text, 16, 1000)
		if err != nil {
			return
		}
		m, err := Read(v)
		if err == nil && (len(m.Doses) == 0) != (m.Type == TypeTest) {
			t.Errorf("%d doses of type %q", len(m.Doses), m.Type)
		}
		m.Person.Parts()
		m.Specimen()
	})
}

func TestWords(t *testing.T) {
	for kind, class := range map[string]string{"molecular(PCR)": "nucleic_acid",
		"molecular(other)": "nucleic_acid", "antigen": "antigen", "antibody": "antibody", "PCR": ""} {
		if w, ok := (&Test{Kind: kind}).KindWord(); w.Class != class || ok != (class != "") || ok &&
			(w.EN == "" || w.JA == "") {
			t.Errorf("%s: %+v", kind, w)
		}
	}
	for result, class := range map[string]string{"normal": "negative", "negative": "negative",
		"positive": "positive", "abnormal": "positive", "Negative": ""} {
		if w, ok := (&Test{Result: result}).ResultWord(); w.Class != class || ok != (class != "") || ok &&
			(w.EN == "" || w.JA == "") {
			t.Errorf("%s: %+v", result, w)
		}
	}
	if !Covid("RA01.0") || !Covid("RA01.1") || Covid("1D47") || Covid("") {
		t.Error("diseases told apart wrongly")
	}
}

func TestSpellings(t *testing.T) {
	for code, want := range map[string]string{
		"JPN": "JP JPN", "JP": "JP JPN", "D": "D DE DEU", "DEU": "D DE DEU", "DE": "D DE DEU",
		"RKS": "KS RKS XK", "UNO": "UN UNO ZZ",
		"GBR": "GB GBD GBN GBO GBP GBR GBS", "GBS": "GB GBD GBN GBO GBP GBR GBS", "ZZZ": "", "jp": "", "": "",
	} {
		if got := strings.Join(Spellings(code), " "); got != want {
			t.Errorf("%s: %s", code, got)
		}
	}
	for code := range states() {
		if !slices.Contains(Spellings(code), code) {
			t.Errorf("%s is none of its own spellings", code)
		}
	}
}
