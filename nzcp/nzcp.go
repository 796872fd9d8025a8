// Package nzcp reads the content of an NZ COVID Pass in the words of its specification
// (version 1): whose pass it is. A pass says that its holder met the rules of that day,
// vaccinated or exempt, and names no dose. It judges nothing and cleans no text; every
// string it returns is the issuer's own and may be hostile.
package nzcp

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

// Reasons why a pass cannot be read without guessing. None carries content.
var (
	ErrCredential error = passCredential
	ErrVersion    error = passVersion
	ErrType       error = passType
	ErrSubject    error = passSubject
)

// What the specification asks for.
const (
	version      = "1.0.0"
	context      = "https://www.w3.org/2018/credentials/v1"
	maxName      = 100 // characters of a name
	digitsOfUUID = 32  // of a byte string, as the claims have it
	typePass     = "PublicCovidPass"
	typeGeneral  = "VerifiableCredential"
)

// Pass is what a pass says of its holder.
type Pass struct {
	GivenName  string
	FamilyName string // "" for people without one
	BirthDate  string // YYYY-MM-DD, or as the issuer has it
	Notes      []Note
}

// Note is a deviation from the specification that changes no verdict. Path names the
// member.
type Note struct {
	Code   string
	Detail finding.Finding
	Path   string
}

// Read reads the claims of a pass, whose signature has been found good. The error is one
// of those above.
func Read(claims strictjson.Value) (Pass, error) {
	var p Pass
	credential := claims.Get("vc")
	if credential.Kind() != strictjson.Object {
		return p, ErrCredential
	}
	p.uuid(claims.Get("7"))
	if credential.Get("@context").Index(0).Text() != context {
		p.note("nzcp_context", passContext, "vc.@context")
	}
	if err := p.version(credential.Get("version")); err != nil {
		return p, err
	}
	if err := p.types(credential.Get("type")); err != nil {
		return p, err
	}
	return p, p.subject(credential.Get("credentialSubject"))
}

// uuid looks at the pass's number, which nothing hangs on.
func (p *Pass) uuid(cti strictjson.Value) {
	digits, isBytes := strings.CutPrefix(cti.Text(), "h'")
	digits, closed := strings.CutSuffix(digits, "'")
	if !isBytes || !closed || len(digits) != digitsOfUUID || strings.Trim(digits, "0123456789abcdef") != "" {
		p.note("nzcp_cti", passNumber, "cti")
	}
}

// version takes every version 1, and one that is not given: another might mean something else.
func (p *Pass) version(v strictjson.Value) error {
	switch text := v.Text(); {
	case text == version:
	case !v.Exists() || strings.HasPrefix(text, "1."):
		p.note("nzcp_version", passOtherVersion, "vc.version")
	default:
		return ErrVersion
	}
	return nil
}

// types takes what says that it is a pass, among whatever else.
func (p *Pass) types(v strictjson.Value) error {
	var all []string
	for t := range v.Items() {
		all = append(all, t.Text())
	}
	switch {
	case slices.Equal(all, []string{typeGeneral, typePass}):
	case slices.Contains(all, typePass) || v.Text() == typePass:
		p.note("nzcp_type", passTypeForm, "vc.type")
	default:
		return ErrType
	}
	return nil
}

// subject reads whose pass it is.
func (p *Pass) subject(v strictjson.Value) error {
	if v.Kind() != strictjson.Object {
		return ErrSubject
	}
	p.GivenName, p.FamilyName, p.BirthDate = p.name(v, "givenName"), p.name(v, "familyName"), p.text(v, "dob")
	if p.GivenName == "" {
		p.note("nzcp_member_missing", passMissing, "vc.credentialSubject.givenName")
	}
	if _, err := time.Parse(time.DateOnly, p.BirthDate); err != nil {
		p.note("nzcp_date", passDate, "vc.credentialSubject.dob")
	}
	return nil
}

// name reads a name. One without a letter, such as of blanks or of characters that cannot
// be seen, is none.
func (p *Pass) name(v strictjson.Value, name string) string {
	text := p.text(v, name)
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return ""
	}
	return text
}

// text reads a name or date, however long: the whole pass has bounds.
func (p *Pass) text(v strictjson.Value, name string) string {
	member := v.Get(name)
	text := member.Text()
	if member.Exists() && member.Kind() != strictjson.String {
		p.note("nzcp_member_type", passMemberType, "vc.credentialSubject."+name)
	}
	if len([]rune(text)) > maxName {
		p.note("nzcp_text_long", passLong, "vc.credentialSubject."+name)
	}
	return text
}

func (p *Pass) note(code string, detail finding.Finding, path string) {
	p.Notes = append(p.Notes, Note{code, detail, path})
}
