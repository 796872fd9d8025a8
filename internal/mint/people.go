package mint

// The people, places and lot numbers here are invented.

// Hanako has a domestic Japanese card with three doses of two makers.
func Hanako() Person {
	return Person{
		Names:     []Name{{Use: "usual", Family: "見本", Given: []string{"花子"}}},
		BirthDate: "1985-04-01",
		Doses: []Dose{
			{Code: "208", Date: "2021-07-10", Lot: "ZZ0001"},
			{Code: "208", Date: "2021-07-31", Lot: "ZZ0002"},
			{Code: "207", Date: "2022-03-05", Lot: "YY0003"},
		},
		NotBefore: "1650000000.123456",
	}
}

// HanakoAbroad is Hanako with an overseas card, which adds the name in her
// passport.
func HanakoAbroad() Person {
	p := Hanako()
	p.Names = append(p.Names, Name{Use: "official", Family: "MIHON", Given: []string{"HANAKO"}})
	return p
}

// Taro has a Japanese card with his former family name and a single dose.
func Taro() Person {
	return Person{
		Names: []Name{
			{Use: "usual", Family: "見本", Given: []string{"太郎"}},
			{Use: "maiden", Family: "旧姓", Given: []string{"太郎"}},
		},
		BirthDate: "1950-12-31",
		Doses:     []Dose{{Code: "210", Date: "2021-09-15", Lot: "ZZ0010"}},
		NotBefore: "1640000000.654321",
	}
}

// Sample has an American card with two doses and a revocation id.
func Sample() Person {
	return Person{
		Names:     []Name{{Family: "Person", Given: []string{"Sample", "Q."}}},
		BirthDate: "1970-01-20",
		Doses: []Dose{
			{Code: "207", Date: "2021-01-01", Lot: "ZZ0021", Performer: "Example General Hospital"},
			{Code: "207", Date: "2021-01-29", Lot: "ZZ0022", Performer: "Example General Hospital"},
		},
		NotBefore: "1620000000",
		RID:       "c3BlY2ltZW4",
	}
}

// Tested has a negative laboratory result and no dose.
func Tested() Person {
	return Person{
		Names:     []Name{{Family: "Tested", Given: []string{"Sample"}}},
		BirthDate: "1999-09-09",
		Tests: []Test{{
			Code: "94558-4", Date: "2022-01-10T09:30:00+09:00",
			Result: Coding{Code: "260415000"}, Performer: "Example Laboratory",
		}},
		NotBefore: "1641774600",
		Expires:   "1642034000",
	}
}

// Exempt has an exemption, which expires, and neither dose nor test.
func Exempt() Person {
	return Person{
		Names:     []Name{{Family: "Exempt", Given: []string{"Sample"}}},
		BirthDate: "1980-02-29",
		Exemption: &Exemption{
			Policy: "https://policy.example/vaccination", Version: "2022-01-01", Code: "vaccine-exemption",
			Recorded: "2022-02-01", Recorder: "Example Health Office",
		},
		NotBefore: "1643673600",
		Expires:   "1675209600",
	}
}

// Family is Hanako and, on the same card, Taro.
func Family() Person {
	p := Hanako()
	p.Others = []Person{Taro()}
	return p
}
