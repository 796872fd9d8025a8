// Package record is what a proven certificate says, in words that belong to no format:
// people, doses, tests, recoveries, exemptions; and what of it cannot be understood. The
// readers of package verify fill it, and package rules measures it.
package record

// COVID19 is the slug of the one disease that all formats know.
const COVID19 = "covid-19"

// Record is what a proven certificate says, in words that belong to no format:
// who, which doses, which tests, which recoveries, which exemptions. All texts
// are the card's own and hostile until a renderer has made them harmless.
type Record struct {
	Subjects   []Subject
	Doses      []Dose
	Tests      []Test
	Recoveries []Recovery
	Exemptions []Exemption
	Passes     []StatePass
	Others     []Other
	Specimen   bool // the certificate marks itself as a specimen or a test
	Unread     bool // something that may have been a record could not be read
}

// Subject is a person. A card usually has one.
type Subject struct {
	Names     []Name
	BirthDate string // as the card has it, possibly partial, "" if not given
	Document  string // number of the travel document the card was issued for, "" if none
}

// Name is one form of a person's name.
type Name struct {
	// Use is usual, official, maiden, …, or transliterated for the form in the
	// letters A to Z that passports have; "" means official.
	Use    string   `json:"use,omitempty"`
	Family string   `json:"family,omitempty"`
	Given  []string `json:"given,omitempty"`
	Prefix []string `json:"prefix,omitempty"`
	Suffix []string `json:"suffix,omitempty"`
	Text   string   `json:"text,omitempty"`
	Former bool     `json:"former,omitempty"` // an earlier name
}

// Words is a term in both languages.
type Words struct {
	EN string `json:"en"`
	JA string `json:"ja"`
}

// Coded is a code with its names, which are nil if the code is not known.
type Coded struct {
	System string `json:"system"`
	Code   string `json:"code"`
	Name   *Words `json:"name"`
	// Known is the code in the form policies name it by, such as "cvx:208", ""
	// unless the tables have it.
	Known string `json:"-"`
}

// Stated is who states a record and under which number, where a card says so
// of a record and not of itself.
type Stated struct {
	Issuer        string `json:"issuer,omitempty"`
	CertificateID string `json:"certificate_id,omitempty"`
}

// Dose is one vaccination. Subject is the index of the person, -1 if the card
// does not say whose it is. Disease and Product are slugs of the vocabulary,
// "" if unknown; a product against several diseases joins them by "+". Number
// is the card's own count, of Series doses: a booster may be number 3 of 3, or
// 2 of 1. Either is 0 if the card does not say. Counts tells that the dose may
// be counted: completed, of full potency, a vaccine, and wholly understood. One that
// may be all of that, and cannot be understood, has doubts.
type Dose struct {
	Stated
	Subject   int
	Date      string // calendar date as the card has it, possibly partial
	DateText  string // for cards that give the date in words
	Status    string
	Vaccine   Coded
	Codes     []Coded // all codes of the product, Vaccine among them
	Kind      Coded   // the kind of vaccine, for cards that give it beside the product
	TextOnly  string  // the issuer's words where there is no code
	Number    int
	Series    int
	Disease   string
	Product   string
	Lot       string
	Performer string
	Country   string // where it was given, three letters of ICAO Doc 9303-3, "" if not said
	Maker     string
	MakerName *Words // nil if Maker is no code that is known
	Subpotent bool
	Counts    bool
	Mixed     bool // codes of several products: none of them may be relied on
	Doubts    Doubt
}

// Test is one laboratory result. Kind and Result are slugs: "nucleic_acid",
// "antigen", "antibody", …; "positive", "negative", …; "" if unknown.
type Test struct {
	Stated
	Subject   int
	Date      string // as the card has it, with time and zone if it has them
	Status    string
	Final     bool
	Test      Coded
	Kind      string
	Disease   string
	Value     Coded
	ValueText string
	Result    string
	Performer string
	Country   string // where the sample was taken, as in Dose
	Product   string // name of the test kit, "" if not said
	Device    string // its maker, or its number in a list of devices
	Doubts    Doubt
}

// Recovery is a statement that someone has had a disease. ValidFrom and
// ValidUntil are the first and the last day on which the issuer lets it stand
// for something; all dates are as the card has them. Disease is a slug, "" if
// Condition is not known. Counts tells that it was wholly understood.
type Recovery struct {
	Stated
	Subject       int
	Condition     Coded
	Disease       string
	FirstPositive string // day of the first positive test
	ValidFrom     string
	ValidUntil    string
	Country       string // where the test was made, as in Dose
	Counts        bool
	Doubts        Doubt
}

// Exemption is a statement that a policy's demand is waived for someone.
type Exemption struct {
	Subject  int
	Policy   string // URL of the policy
	Code     string
	Version  string
	Recorded string
	Recorder string
	Counts   bool // wholly understood
	Doubts   Doubt
}

// StatePass is a state's statement that someone met its rules of the day for a disease: by
// vaccinations or exempt from them, which it does not say. It is no record of a dose. Counts
// tells that it was wholly understood.
type StatePass struct {
	Subject int
	Disease string // a slug
	Counts  bool
	Doubts  Doubt
}

// Other names content that is not interpreted.
type Other struct {
	Type  string `json:"type"`
	Count int    `json:"count"`
}
