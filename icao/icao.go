// Package icao reads the message of an ICAO VDS-NC (Visible Digital Seal for
// non-constrained environments, technical report 1.1) in the report's own words:
// proofs of vaccination (icao.vacc) and of testing (icao.test). It judges
// nothing and cleans no text; every string it returns is the issuer's own and
// may be hostile. It also knows which two-letter codes the certificates of a
// state carry.
package icao

import (
	"vaxcheck/internal/strictjson"
)

// MaxEvents bounds the doses that are read. Issuers get at most six into a code.
const MaxEvents = 100

// The types of messages that are read.
const (
	TypeVaccination = "icao.vacc"
	TypeTest        = "icao.test"
)

// Reasons why a message cannot be read without guessing. None carries
// content.
var (
	ErrMessage = icaoNoMessage
	ErrEvents  = icaoNoEvents
	ErrTooMany = icaoTooMany(MaxEvents)
	ErrResult  = icaoNoResult
)

// Message is the content of a seal. Doses stand in the order in which they were
// given; Test is nil unless the type is TypeTest.
type Message struct {
	State  string // hdr.is, who issued it
	Type   string // hdr.t
	Number string // uvci or utci, the number of the certificate
	Person Person
	Doses  []Dose
	Test   *Test
	Notes  []Note
}

// Person is the one whom the message is about (pid).
type Person struct {
	Name      string // n, as it stands
	BirthDate string // dob: YYYY-MM-DD, or shorter, or with filler letters
	Sex       string
	Document  string // number of the travel document: i, or dn in tests
	Other     string // ai, an identifier of the issuer's choice
}

// Dose is one vaccination: a member of vd with what its ve says of the product.
type Dose struct {
	Code     string // des, ICD-11
	Brand    string // nam
	Disease  string // dis, ICD-11
	Date     string // dvc, YYYY-MM-DD
	Sequence string // seq, as it stands, text or number
	Country  string // ctr, where it was given
	Centre   string // adm, who gave it
	Lot      string
	Next     string // dvn, when the next dose is due
}

// Test is a test and its result (sp, dat, tr).
type Test struct {
	Provider, Country string
	Sampled, Reported string // RFC 3339
	Kind              string // "molecular(PCR)", "molecular(other)", "antigen", "antibody"
	Result            string // "normal", "abnormal", "positive", "negative"
	Method            string
}

// Read reads the value of data, whose signature has been found good. The error
// is one of the Err values of this package.
func Read(data strictjson.Value) (Message, error) {
	header, msg := data.Get("hdr"), data.Get("msg")
	m := Message{State: header.Get("is").Text(), Type: header.Get("t").Text()}
	if msg.Kind() != strictjson.Object || msg.Get("pid").Kind() != strictjson.Object {
		return m, ErrMessage
	}
	m.person(msg.Get("pid"))
	if m.Type == TypeTest {
		m.number(msg, "utci", "utvi", "ucti")
		return m, m.test(msg)
	}
	m.number(msg, "uvci", "ucvi")
	return m, m.doses(msg.Get("ve"))
}

// number reads the certificate's number, which some issuers misspell.
func (m *Message) number(msg strictjson.Value, name string, misspelt ...string) {
	if m.Number = m.text(msg, name, 12); m.Number != "" {
		return
	}
	for _, other := range misspelt {
		if m.Number = m.text(msg, other, 12); m.Number != "" {
			m.note(noteMisspelt, "msg."+name)
			return
		}
	}
	m.note(noteMissing, "msg."+name)
}

func (m *Message) person(pid strictjson.Value) {
	m.Person = Person{
		Name: m.required(pid, "n", 39), BirthDate: m.text(pid, "dob", 0), Sex: m.text(pid, "sex", 1),
		Document: m.text(pid, "i", 11), Other: m.text(pid, "ai", 24),
	}
	if m.Person.Document == "" {
		m.Person.Document = m.text(pid, "dn", 24)
	}
	if m.Person.BirthDate == "" && m.Person.Document == "" {
		m.note(noteMissing, "pid.dob")
	}
}

// test reads the result of a test.
func (m *Message) test(msg strictjson.Value) error {
	result, provider, dates := msg.Get("tr"), msg.Get("sp"), msg.Get("dat")
	if result.Kind() != strictjson.Object {
		return ErrResult
	}
	m.Test = &Test{
		Provider: m.text(provider, "spn", 20), Country: m.text(provider, "ctr", 3),
		Sampled: m.required(dates, "sc", 0), Reported: m.text(dates, "ri", 0),
		Kind: m.required(result, "tc", 0), Result: m.required(result, "r", 0), Method: m.text(result, "m", 0),
	}
	return nil
}

// text reads a member that is a text of at most so many characters, 0 for any
// number; what an issuer made longer is noted, and read all the same.
func (m *Message) text(v strictjson.Value, name string, most int) string {
	text := v.Get(name).Text()
	if most > 0 && len([]rune(text)) > most {
		m.note(noteTooLong, name)
	}
	return text
}

func (m *Message) required(v strictjson.Value, name string, most int) string {
	text := m.text(v, name, most)
	if text == "" {
		m.note(noteMissing, name)
	}
	return text
}
