package dcc

// entry reads one entry of a group.
func (c *Certificate) entry(group Group, r reader) {
	var unread []string
	r.unread = &unread
	e := Entry{Disease: r.code("tg"), Country: r.code("co"), Issuer: r.required("is"), ID: r.required("ci")}
	if _, ok := DiseaseWord(e.Disease); !ok {
		r.unknown("tg", e.Disease)
	}
	if e.Country != "" && !isCountry(e.Country) {
		r.note(noteCountry, "co")
	}
	switch group {
	case GroupVaccination:
		v := vaccination(e, r)
		v.Unread = unread
		c.Vaccinations = append(c.Vaccinations, v)
	case GroupTest:
		t := test(e, r)
		t.Unread = unread
		c.Tests = append(c.Tests, t)
	case GroupRecovery:
		x := Recovery{Entry: e, FirstPositive: r.day("fr"), ValidFrom: r.day("df"), ValidUntil: r.day("du")}
		x.Unread = unread
		c.Recoveries = append(c.Recoveries, x)
	}
}

func vaccination(e Entry, r reader) Vaccination {
	v := Vaccination{Entry: e, Kind: r.code("vp"), Product: r.code("mp"), Maker: r.code("ma"),
		Number: r.number("dn"), Series: r.number("sd"), Date: r.day("dt")}
	if _, ok := v.MakerWord(); !ok {
		r.unknown("ma", v.Maker)
	}
	return v
}

func test(e Entry, r reader) Test {
	t := Test{Entry: e, Kind: r.code("tt"), Name: r.text("nm"), Device: r.text("ma"), Sampled: r.moment("sc"),
		Result: r.code("tr"), Centre: r.text("tc")}
	if _, ok := t.KindWord(); !ok {
		r.unknown("tt", t.Kind)
	}
	if _, ok := t.ResultWord(); !ok {
		r.unknown("tr", t.Result)
	}
	return t
}

// isCountry recognises the form that the schema asks for: mostly two letters,
// and up to ten for what is no country.
func isCountry(code string) bool {
	return len(code) <= 10 && only(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
