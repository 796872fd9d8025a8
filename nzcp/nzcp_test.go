package nzcp

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

const hanako = `{"1":"did:web:pass.example","7":"h'696e76656e746564206e756d62657221'","vc":{` +
	`"@context":["https://www.w3.org/2018/credentials/v1","x"],"version":"1.0.0","type":["VerifiableCredential","PublicCovidPass"],` +
	`"credentialSubject":{"givenName":"Hanako","familyName":"Mihon","dob":"1985-04-01"}}}`

func read(t *testing.T, text string) (Pass, error) {
	t.Helper()
	v, err := strictjson.ParseSmall([]byte(text), strictjson.DefaultDepth, 1000)
	if err != nil {
		t.Fatal(text, err)
	}
	return Read(v)
}

func TestRead(t *testing.T) {
	p, err := read(t, hanako)
	if err != nil || p.GivenName != "Hanako" || p.FamilyName != "Mihon" || p.BirthDate != "1985-04-01" ||
		len(p.Notes) > 0 {
		t.Errorf("%+v %v", p, err)
	}
}

// TestOdd: what can mean one thing only is read, and noted.
func TestOdd(t *testing.T) {
	for name, tt := range map[string]struct{ from, to, want string }{
		"no family name":       {`"familyName":"Mihon",`, ``, ""},
		"more members":         {`"dob"`, `"x":1,"dob"`, ""},
		"no given name":        {`"givenName":"Hanako",`, ``, "nzcp_member_missing vc.credentialSubject.givenName"},
		"a number for a name":  {`"Mihon"`, `7`, "nzcp_member_type vc.credentialSubject.familyName"},
		"a name of 101":        {`Mihon`, strings.Repeat("み", 101), "nzcp_text_long vc.credentialSubject.familyName"},
		"a name of 100":        {`Mihon`, strings.Repeat("み", 100), ""},
		"no birth":             {`,"dob":"1985-04-01"`, ``, "nzcp_date vc.credentialSubject.dob"},
		"another form of date": {`1985-04-01`, `01/04/1985`, "nzcp_date vc.credentialSubject.dob"},
		"no number":            {`"7"`, `"8"`, "nzcp_cti cti"},
		"a short number":       {`696e76656e746564206e756d62657221`, `69`, "nzcp_cti cti"},
		"a text for a number":  {`h'696e76656e746564206e756d62657221'`, strings.Repeat("z", 35), "nzcp_cti cti"},
		"no context":           {`"@context"`, `"context"`, "nzcp_context vc.@context"},
		"another context":      {`credentials/v1`, `credentials/v2`, "nzcp_context vc.@context"},
		"a later version":      {`1.0.0`, `1.2.0`, "nzcp_version vc.version"},
		"no version":           {`"version"`, `"Version"`, "nzcp_version vc.version"},
		"types in other order": {`"VerifiableCredential","PublicCovidPass"`,
			`"PublicCovidPass","VerifiableCredential"`, "nzcp_type vc.type"},
		"one type": {`["VerifiableCredential","PublicCovidPass"]`, `"PublicCovidPass"`, "nzcp_type vc.type"},
	} {
		p, err := read(t, strings.Replace(hanako, tt.from, tt.to, 1))
		var notes []string
		for _, n := range p.Notes {
			notes = append(notes, n.Code+" "+n.Path)
		}
		if got := strings.Join(notes, ", "); err != nil || got != tt.want {
			t.Errorf("%s: %q, want %q; %v", name, got, tt.want, err)
		}
	}
}

// TestUnclear: what may mean something else is not read.
func TestUnclear(t *testing.T) {
	for text, want := range map[string]error{
		strings.Replace(hanako, `"vc"`, `"VC"`, 1): ErrCredential,
		`{"vc":"{}"}`: ErrCredential,
		`[]`:          ErrCredential,
		strings.Replace(hanako, "1.0.0", "2.0.0", 1):                         ErrVersion,
		strings.Replace(hanako, `"1.0.0"`, "1", 1):                           ErrVersion,
		strings.Replace(hanako, "1.0.0", "10.0", 1):                          ErrVersion,
		strings.Replace(hanako, "PublicCovidPass", "PrivateCovidPass", 1):    ErrType,
		strings.Replace(hanako, `"type"`, `"Type"`, 1):                       ErrType,
		strings.Replace(hanako, "credentialSubject", "credentialSubjekt", 1): ErrSubject,
	} {
		if p, err := read(t, text); !errors.Is(err, want) || p.GivenName != "" {
			t.Errorf("%s: %+v %v, want %v", text, p, err, want)
		}
	}
}

// FuzzRead: whatever is sent, a pass is read or the error is ours, and notes do not grow
// with the text.
func FuzzRead(f *testing.F) {
	f.Add([]byte(hanako))
	f.Add([]byte(`{"7":"h'","vc":{"@context":"x","version":1,"type":"PublicCovidPass","credentialSubject":{"dob":[]}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := strictjson.ParseSmall(text, 16, 1000)
		if err != nil {
			return
		}
		p, err := Read(v)
		if err != nil && (finding.From(err) == "" || p.GivenName+p.FamilyName != "") {
			t.Errorf("%v, %+v", err, p)
		}
		if len(p.Notes) > 12 || slices.ContainsFunc(p.Notes, func(n Note) bool {
			return n.Code == "" || n.Detail == "" || len(n.Path) > 40
		}) {
			t.Errorf("%+v", p.Notes)
		}
	})
}

// TestNobody: a name of blanks, or of what nobody sees, is none.
func TestNobody(t *testing.T) {
	for _, name := range []string{"  ", "\u200b", "\u00a0", "\ufeff", "\u0301", "-", ".", "7"} {
		p, err := read(t, strings.NewReplacer("Hanako", name, "Mihon", name).Replace(hanako))
		if err != nil || p.GivenName+p.FamilyName != "" {
			t.Errorf("%q: %+v, %v", name, p, err)
		}
	}
}
