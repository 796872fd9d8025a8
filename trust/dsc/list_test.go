package dsc

import (
	"crypto/elliptic"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/x509facts"
)

func b64(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

// numbers writes x and y of a key as Switzerland does.
func numbers(s mint.Signer) string {
	point, err := s.Key.PublicKey.Bytes()
	if err != nil {
		panic(err)
	}
	half := (len(point) - 1) / 2
	return fmt.Sprintf(`"alg":"ES256","n":null,"e":null,"crv":"P-256","x":"%s","y":"%s"`,
		b64(point[1:1+half]), b64(point[1+half:]))
}

func pemOf(kind string, der []byte) string {
	text, err := json.Marshal(string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})))
	if err != nil {
		panic(err)
	}
	return string(text)
}

// lists are the published layouts, each with signer "a", which may sign tests.
func lists(t testing.TB) map[string]string {
	t.Helper()
	one := signer("a", mint.SignerOptions{Usage: purpose("1.3.6.1.4.1.1847.2021.1.1")})
	kid, cert, key := kidOf(one.DER), b64(one.DER), b64(spki(t, one))
	german := fmt.Sprintf(`{"certificates":[{"certificateType":"DSC","country":"UT","kid":"%s","rawData":"%s","signature":"AA==","thumbprint":"00","timestamp":"2022-08-17T10:14:01+02:00"}]}`, kid, cert)
	swedish := fmt.Sprintf(`{"iss":"x","dsc_trust_list":{"UT":{"keys":[{"kid":"%s","x5c":["%s"]}],"eku":{}}}}`, kid,
		cert)
	dutch := fmt.Sprintf(`{"cl_keys":[{"id":"VWS-CC-1","public_key":"AA=="}],"eu_keys":{"%s":[{"subjectPk":"%s","ian":"UT","san":"","keyUsage":["t"]}]},"nl_keys":{}}`, kid, key)
	return map[string]string{
		"Germany":            "MEUCIQ==\n" + german,
		"Germany, mirrored":  german,
		"Austria, mirrored":  fmt.Sprintf(`{"certificates":[{"kid":"%s","rawData":"%s"}]}`, kid, cert),
		"Sweden":             "eyJ4IjoxfQ." + base64.RawURLEncoding.EncodeToString([]byte(swedish)) + ".AAAA\n",
		"Sweden, payload":    swedish,
		"Netherlands":        fmt.Sprintf(`{"payload":"%s","signature":"AA=="}`, b64([]byte(dutch))),
		"Netherlands, inner": dutch,
		"Switzerland":        fmt.Sprintf(`{"%s":[{"use":"t",%s}]}`, kid, numbers(one)),
		"France, Italy": fmt.Sprintf(`{"%s":{"serialNumber":"01","subject":"O=Ministry\\, C=XX, C=UT, CN=DSC","issuer":"C=UT","notBefore":"2021-06-01T00:00:00.000Z",`+
			`"notAfter":"2041-06-01T00:00:00.000Z","fingerprint":"00","publicKeyAlgorithm":{"hash":{"name":"SHA-256"}},"publicKeyPem":"%s"}}`, kid, key),
		"Poland": fmt.Sprintf(`[{"identyfikator":"00","identyfikatorKlucza":"%s","certyfikat":"%s"}]`, kid, cert),
		"PathCheck": fmt.Sprintf(`{"VCI":{"a":1},"EUDCC":{"%s":{"displayName":{"en":"Gov of Utopia"},"entityType":"issuer","status":"current",`+
			`"validFromDT":"2021-06-01T00:00:00","didDocument":%s,"credentialType":["t","v","r"]}}}`, kid,
			pemOf("CERTIFICATE", one.DER)),
		"this project": fmt.Sprintf(`[{"kid":"%s","country":"UT","validFrom":"2021-06-01T00:00:00Z","validUntil":"2041-06-01T00:00:00Z","spki_or_cert":%s,`+
			`"form":"spki","status":"current","usage":["t"],"sha256":"00","name":"Gov of Utopia"}]`, kid,
			pemOf("PUBLIC KEY", spki(t, one))),
		"United Kingdom": fmt.Sprintf(`[{"kid":"%s","publicKey":"%s"}]`, kid, key),
	}
}

func mustLoadList(t testing.TB, text string) *Set {
	t.Helper()
	s, err := LoadList([]byte(text), "list", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLoadList(t *testing.T) {
	one := signer("a", mint.SignerOptions{Usage: purpose("1.3.6.1.4.1.1847.2021.1.1")})
	created := time.Date(2024, 3, 25, 0, 0, 0, 0, time.UTC)
	all := lists(t)
	for name, text := range all {
		set, err := LoadList([]byte(text), "list", created)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		i := set.Info()
		if i.Signers != 1 || i.Withdrawn != 0 || len(set.Notes()) != 0 || i.Source != "list" ||
			!i.Created.Equal(created) || !i.Latest.Equal(created) || i.SHA256 != x509facts.Hex([]byte(text)) {
			t.Errorf("%s: %+v %v", name, i, set.Notes())
		}
		found := set.Find(kidOf(one.DER))
		if len(found) != 1 || !one.Key.PublicKey.Equal(found[0].Public()) || found[0].Source != "list" ||
			!found[0].May(Test) {
			t.Errorf("%s: %+v", name, found)
			continue
		}
		open := map[string]bool{"France, Italy": true, "United Kingdom": true}[name]
		if s := found[0]; s.May(Vaccination) != open || s.Country != "UT" && name != "Switzerland" &&
			name != "United Kingdom" {
			t.Errorf("%s: usage %b, country %q", name, s.Usage, s.Country)
		}
		dated := !slices.Contains([]string{"Netherlands", "Netherlands, inner", "Switzerland", "United Kingdom"}, name)
		if s := found[0]; dated != (s.NotBefore.Year() == 2021 && s.NotAfter.Year() == 2041) || !dated &&
			!s.NotBefore.IsZero() {
			t.Errorf("%s: from %v to %v", name, s.NotBefore, s.NotAfter)
		}
	}
	if len(all) != 13 {
		t.Errorf("%d layouts", len(all))
	}
}

// One entry that cannot be used does not take the others along.
func TestLoadListSkips(t *testing.T) {
	good := fmt.Sprintf(`{"kid":"%s","rawData":"%s"}`, kidOf(plain("a").DER), b64(plain("a").DER))
	key, cert := b64(spki(t, plain("b"))), b64(plain("b").DER)
	odd := b64(signer("b", mint.SignerOptions{Curve: elliptic.P224()}).DER)
	for name, test := range map[string]struct{ entry, code string }{
		"no object":            {`7`, "malformed"},
		"nothing in it":        {`{"kid":"AAAAAAAAAAA="}`, "malformed"},
		"not base64":           {`{"kid":"AAAAAAAAAAA=","rawData":"%"}`, "malformed"},
		"no PEM":               {`{"kid":"AAAAAAAAAAA=","didDocument":"-----BEGIN x"}`, "malformed"},
		"wrong type":           {`{"kid":"AAAAAAAAAAA=","rawData":7}`, "malformed"},
		"damaged":              {`{"kid":"AAAAAAAAAAA=","rawData":"` + b64(plain("b").DER[1:]) + `"}`, "certificate"},
		"cut":                  {`{"kid":"AAAAAAAAAAA=","rawData":"` + b64(plain("b").DER[:99]) + `"}`, "certificate"},
		"unsupported":          {`{"kid":"AAAAAAAAAAA=","rawData":"` + odd + `"}`, "key"},
		"key without id":       {`{"publicKey":"` + key + `"}`, "key_id"},
		"key with a wrong id":  {`{"kid":"?","publicKey":"` + key + `"}`, "key_id"},
		"key for nothing":      {`{"kid":"AAAAAAAAAAA=","keyUsage":["x"],"subjectPk":"` + key + `"}`, "usage"},
		"light":                {`{"kid":"AAAAAAAAAAA=","use":"l","subjectPk":"` + key + `"}`, "usage"},
		"use of a wrong type":  {`{"kid":"AAAAAAAAAAA=","use":1,"subjectPk":"` + key + `"}`, "usage"},
		"an authority":         {`{"certificateType":"CSCA","kid":"AAAAAAAAAAA=","rawData":"` + cert + `"}`, "kind"},
		"off the curve":        {`{"kid":"AAAAAAAAAAA=","crv":"P-256","x":"AQ==","y":"AQ=="}`, "malformed"},
		"numbers of no curve":  {`{"kid":"AAAAAAAAAAA=","crv":"P-224","x":"AQ==","y":"AQ=="}`, "malformed"},
		"exponent of 4 bytes":  {`{"kid":"AAAAAAAAAAA=","n":"` + modulus(2048) + `","e":"AQAAAQ=="}`, "certificate"},
		"modulus of 1024 bits": {`{"kid":"AAAAAAAAAAA=","n":"` + modulus(1024) + `","e":"AQAB"}`, "certificate"},
		"modulus of 9000 bits": {`{"kid":"AAAAAAAAAAA=","n":"` + modulus(9000) + `","e":"AQAB"}`, "certificate"},
	} {
		s := mustLoadList(t, `[`+test.entry+`,`+good+`]`)
		notes := s.Notes()
		if s.Info().Signers != 1 || len(notes) != 1 || notes[0].Code != test.code || !notes[0].Dropped ||
			notes[0].Detail == "" {
			t.Errorf("%s: %+v", name, notes)
		}
		if _, err := LoadList([]byte(`[`+test.entry+`]`), "", time.Time{}); !errors.Is(err, ErrNoSigner) {
			t.Errorf("%s alone: %v", name, err)
		}
	}
}

// modulus writes a number of so many bits, with a zero byte before it as
// Switzerland does.
func modulus(bits uint) string {
	n := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), bits), big.NewInt(1))
	return b64(append([]byte{0}, n.Bytes()...))
}

func TestLoadListReads(t *testing.T) {
	key, cert := b64(spki(t, plain("b"))), b64(plain("b").DER)
	for name, test := range map[string]struct {
		text string
		want func(s Signer, notes []Note) bool
	}{
		"withdrawn": {`[{"status":"terminated","rawData":"` + cert +
			`"}]`, func(s Signer, _ []Note) bool { return s.Withdrawn && !s.May(Test) }},
		"revoked": {`[{"status":"revoked","rawData":"` + cert +
			`"}]`, func(s Signer, _ []Note) bool { return s.Withdrawn }},
		"no status": {`[{"status":null,"rawData":"` + cert + `"}]`, func(s Signer, _ []Note) bool {
			return s.Withdrawn
		}},
		"expired": {`[{"status":"expired","rawData":"` + cert +
			`"}]`, func(s Signer, _ []Note) bool { return !s.Withdrawn }},
		"another id": {`[{"kid":"AAAAAAAAAAA=","rawData":"` + cert + `"}]`, func(s Signer, n []Note) bool {
			return s.ListedID == "AAAAAAAAAAA=" && len(n) == 1 && n[0].Code == "key_id_differs" && !n[0].Dropped
		}},
		"an id that is none": {`[{"kid":"?","rawData":"` + cert +
			`"}]`, func(s Signer, n []Note) bool { return s.ListedID == "" && len(n) == 0 }},
		"the certificate's usage holds": {`[{"usage":["r"],"rawData":"` +
			b64(signer("b", mint.SignerOptions{Usage: purpose("1.3.6.1.4.1.1847.2021.1.1")}).DER) + `"}]`,
			func(s Signer, _ []Note) bool { return s.Usage == Test }},
		"letters in any order": {`[{"kid":"AAAAAAAAAAA=","use":"rtv","publicKey":"` + key +
			`"}]`, func(s Signer, _ []Note) bool { return s.Usage == Any }},
		"all": {`[{"kid":"AAAAAAAAAAA=","use":"sig","publicKey":"` + key +
			`"}]`, func(s Signer, _ []Note) bool { return s.Usage == Any }},
		"none named": {`[{"kid":"AAAAAAAAAAA=","keyUsage":[],"publicKey":"` + key +
			`"}]`, func(s Signer, _ []Note) bool { return s.Usage == Any }},
		"words are no letters": {`[{"kid":"AAAAAAAAAAA=","keyUsage":["vaccination","t"],"publicKey":"` + key +
			`"}]`, func(s Signer, _ []Note) bool { return s.Usage == Test }},
		"no date": {`[{"kid":"AAAAAAAAAAA=","validFrom":"soon","validUntil":null,"publicKey":"` + key +
			`"}]`, func(s Signer, n []Note) bool {
			return s.NotBefore.IsZero() && s.NotAfter.IsZero() && len(n) == 1 && n[0].Code == "date"
		}},
		"long name": {`[{"name":"` + strings.Repeat("é", maxName) + `","rawData":"` + cert +
			`"}]`, func(s Signer, _ []Note) bool { return len(s.Name) <= maxName && s.Name != "" }},
		"RSA": {`{"AAAAAAAAAAA=":[{"use":"sig","alg":"RS256","n":"` + modulus(2048) +
			`","e":"AQAB","crv":null}]}`, func(s Signer, _ []Note) bool { return s.Public() != nil && s.Bare }},
	} {
		set := mustLoadList(t, test.text)
		if all := slices.Collect(set.All()); len(all) != 1 || !test.want(all[0], set.Notes()) {
			t.Errorf("%s: %+v %+v", name, all, set.Notes())
		}
	}
	two := mustLoadList(t, `{"AAAAAAAAAAA=":[{"use":"t",`+numbers(plain("a"))+`},{"use":"v",`+numbers(plain("b"))+`}]}`)
	if found := two.Find("AAAAAAAAAAA="); len(found) != 2 {
		t.Errorf("%d keys of one identifier", len(found))
	}
}

func TestLoadListRefuses(t *testing.T) {
	many, key := make([]string, maxSigners+1), b64(spki(t, plain("a")))
	for i := range many {
		id := make([]byte, 8)
		id[6], id[7] = byte(i>>8), byte(i)
		many[i] = fmt.Sprintf(`{"kid":"%s","publicKey":"%s"}`, b64(id), key)
	}
	for name, test := range map[string]struct {
		text string
		want error
	}{
		"nothing": {"", strictjson.ErrSyntax}, "text": {"hello", strictjson.ErrSyntax},
		"no JSON behind a line": {"AAAA\nhello", strictjson.ErrSyntax},
		"empty":                 {`[]`, ErrNoSigner}, "no member": {`{}`, ErrLayout}, "number": {`7`, ErrLayout},
		"a directory":          {`{"issuerInfo":[{"issuer":{"iss":"https://a.example"}}]}`, ErrLayout},
		"a key set":            {`{"keys":[{"kty":"EC","kid":"AAAAAAAAAAA=",` + numbers(plain("a")) + `}]}`, ErrLayout},
		"twice":                {`{"AAAAAAAAAAA=":{},"AAAAAAAAAAA=":{}}`, strictjson.ErrDuplicate},
		"payload in a payload": {`{"payload":"` + b64([]byte(`{"payload":"e30="}`)) + `"}`, ErrLayout},
		"payload, not base64":  {`{"payload":"%"}`, ErrLayout},
		"deep":                 {strings.Repeat(`[`, 20) + strings.Repeat(`]`, 20), strictjson.ErrDepth},
		"too large":            {strings.Repeat(" ", x509facts.MaxFile+1), ErrTooLarge},
		"too many values":      {`[` + strings.Repeat(`0,`, listValues) + `0]`, strictjson.ErrTooLong},
		"too many signers":     {`[` + strings.Join(many, ",") + `]`, ErrTooLarge},
	} {
		if _, err := LoadList([]byte(test.text), "", time.Time{}); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s := mustLoadList(t, `[`+strings.Repeat(`0,`, 2*maxNotes)+fmt.Sprintf(`{"rawData":"%s"}]`, b64(plain("a").DER)))
	if notes := s.Notes(); len(notes) != maxNotes+1 && notes[maxNotes].Code != "count" {
		t.Errorf("%d notes", len(notes))
	}
}

func FuzzLoadList(f *testing.F) {
	for _, text := range lists(f) {
		f.Add([]byte(text))
	}
	f.Add([]byte(`{"AAAAAAAAAAA=":[{"use":"sig","n":"` + modulus(2048) + `","e":"AQAB"}]}`))
	f.Add([]byte(`[{"status":"terminated","usage":["t"],"spki_or_cert":"-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := LoadList(data, "fuzz", time.Time{})
		if err != nil {
			return
		}
		for one := range s.All() {
			if one.Public() == nil || one.KeyID == "" || one.Country != countryCode(one.Country) {
				t.Errorf("%+v", one)
			}
		}
		sound(t, s)
	})
}
