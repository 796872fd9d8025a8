// Package fhir reads the FHIR bundle of a health card in FHIR's own words:
// people, immunizations, test results, exemptions, and where the bundle departs
// from what the SMART Health Cards framework asks of an issuer. It judges
// nothing, composes no names and cleans no text; every string it returns is the
// card's own and may be hostile. It also knows the codes for vaccines, tests and
// results that cards use, and what to call them in English and Japanese.
//
// It follows FHIR R4, the framework's "Health Cards are Compact" and the
// SMART Health Cards: Vaccination & Testing implementation guide.
package fhir

// MaxEntries bounds the entries of a bundle that is read. The largest known
// card has some fifty.
const MaxEntries = 1000

// Reasons why a bundle cannot be read without guessing. None
// carries content.
var (
	ErrNoBundle       = fhirNoBundle
	ErrNoEntry        = fhirNoEntry
	ErrTooManyEntries = fhirTooMany(MaxEntries)
)

// Bundle is the content of a card. Resources stand in the order of the card;
// Entry is the position of each in the card's entry array, from 0.
type Bundle struct {
	Type          string // Bundle.type, normally "collection"
	Patients      []Patient
	Immunizations []Immunization
	Observations  []Observation
	Exemptions    []Exemption
	Others        []Other
	Unread        bool // nobody knows what an entry says, or others are inside of one
	Notes         []Note
}

// Other counts the resources of a type this package does not interpret, in the
// order of first appearance. The type is the card's own word, "" if it has none.
// A Condition that is no exemption is among them.
type Other struct {
	ResourceType string
	Count        int
}

// Patient is a person. Uninterpreted means the same as in Immunization.
type Patient struct {
	Entry         int
	FullURL       string
	Names         []Name
	BirthDate     string // FHIR date as it stands: YYYY, YYYY-MM or YYYY-MM-DD; see ParseDate
	Uninterpreted bool
}

// Name is one of a person's names. Use is FHIR's word (usual, official, temp,
// nickname, anonymous, old, maiden) as it stands in the card, "" if not given.
type Name struct {
	Use, Family           string
	Given, Prefix, Suffix []string
	Text                  string
}

// Coding is a code together with the system it comes from. Either is compared
// character by character.
type Coding struct {
	System, Code string
}

// Immunization is a record about one dose. Whether it counts as a dose is for
// the reader to judge: by Is (only "completed" says that the vaccine was given),
// Subpotent and Uninterpreted.
type Immunization struct {
	Entry      int
	FullURL    string
	PatientRef string
	// PatientIndex is the place in Bundle.Patients of the person the record is
	// about, or -1 if that cannot be told. A reference that is missing or leads
	// nowhere is about the only person of the bundle.
	PatientIndex   int
	Status         string
	Codes          []Coding // translations of one product, in no meaningful order
	TextOnly       string   // vaccineCode.text, only if there is no code at all
	Occurrence     string   // occurrenceDateTime as it stands; see ParseDate
	OccurrenceText string   // occurrenceString, free text
	Lot            string
	Performer      string // who gave the dose
	Manufacturer   Coding
	Subpotent      bool // the dose was less than a full one
	NotGiven       bool // an element of earlier versions of FHIR says that no dose was given
	// Uninterpreted says that the record holds implicitRules, a
	// modifierExtension or an unreadable modifier element, any of which may turn
	// its meaning around; it must not be relied on.
	Uninterpreted bool
	IAL           string // identity assurance level, e.g. "IAL1.2"
}

// Observation is a laboratory result. The fields it shares with Immunization
// mean the same there.
type Observation struct {
	Entry         int
	FullURL       string
	PatientRef    string
	PatientIndex  int
	Status        string // final, amended and corrected are results that stand
	Codes         []Coding
	Effective     string // effectiveDateTime, or the start of effectivePeriod
	EffectiveEnd  string // the end of effectivePeriod
	Values        []Coding
	Quantity      *Quantity
	ValueText     string
	Performer     string
	Uninterpreted bool
	// Ambiguous says that the record holds more than one value, or beside its
	// value an interpretation, a reason why there is none, or results in
	// components; they may say something else than the value does.
	Ambiguous   bool
	IAL         string
	Supervision string // of the test: none, remote, in_person, professional, or ""
}

// Quantity is a measured value with the range considered normal. Numbers are
// the literals of the card. Comparator, if not "", is one of < <= >= > and says
// that the true value lies on that side of Value.
type Quantity struct {
	Value, Comparator, Unit, System, Code string
	ReferenceLow, ReferenceHigh           string
}

// Exemption states that a person is exempt under a policy, without the medical
// reason. It is a Condition with a category but no code.
type Exemption struct {
	Entry         int
	FullURL       string
	PatientRef    string
	PatientIndex  int
	Policy        Coding // System is the URL of the policy
	PolicyVersion string
	Recorded      string // recordedDate as it stands; see ParseDate
	Recorder      string
	Uninterpreted bool
	Over          bool // said to be refuted, inactive or anything but confirmed and active
}
