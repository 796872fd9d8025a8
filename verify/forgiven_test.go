package verify_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// odd is a certificate with one deviation that is forgiven, made three times: as its
// issuer signed it, with a signature that is not over it, and without one.
type odd struct {
	signed, altered, unsigned, unlisted string
	set                                 *trust.Set
}

// oddCard makes a SMART Health Card with a deviation.
func oddCard(t *testing.T, o mint.SignOptions, edit func(mint.Card) mint.Card) odd {
	make := func(i mint.Issuer) string { return edit(mint.US(i, mint.Sample())).Sign(i, o) }
	jws := make(issuer)
	return odd{signed: jws, altered: forged(jws), unsigned: jws[:strings.LastIndexByte(jws, '.')+1],
		unlisted: make(mint.NewIssuer("https://unlisted.example/issuer", "", "unlisted")), set: setOf(t, issuer)}
}

// oddDCC makes an EU DCC with a deviation.
func oddDCC(t *testing.T, d mint.DCC, o mint.DCCOptions) odd {
	by := documentSigner("forgiven", mint.DSCOptions{})
	stranger := documentSigner("forgiven stranger", mint.DSCOptions{})
	altered, unsigned := o, o
	altered.Signature, unsigned.Signature = bytes.Repeat([]byte{1}, 64), []byte{}
	return odd{signed: d.Sign(by, o), altered: d.Sign(by, altered), unsigned: d.Sign(by, unsigned),
		unlisted: d.Sign(stranger, o),
		set:      certificates(t, signerPEM(by))}
}

// oddSeal makes an ICAO VDS-NC with a deviation.
func oddSeal(t *testing.T, s mint.Seal) odd {
	by := sealAuthority().Signer("forgiven", mint.SignerOptions{})
	stranger := mint.NewAuthority("UT", "UTO", "CSCA", "forgiven strangers").Explicit(mint.P384Parameters())
	text := s.Sign(by)
	return odd{signed: text, altered: s.Alter("HANAKO", "TARO").Sign(by),
		unsigned: text[:strings.Index(text, `"sigvl":"`)] + `"sigvl":""}}`,
		unlisted: s.Sign(stranger.Signer("forgiven", mint.SignerOptions{})),
		set:      certificates(t, sealAuthority().PEM())}
}

// oddities are certificates with each of the deviations that are forgiven, by the code of
// the note.
func oddities(t *testing.T) map[string]odd {
	payload := func(from, to string) odd {
		return oddCard(t, mint.SignOptions{}, func(c mint.Card) mint.Card { return c.EditPayload(from, to) })
	}
	as := func(o mint.SignOptions) odd { return oddCard(t, o, func(c mint.Card) mint.Card { return c }) }
	const nbf = `"nbf":1620000000`
	euDose := mint.VaccinatedDCC("UT")
	ms, outlives := euDose, euDose
	ms.Issued, ms.Expires = 1627776000000, 2250892800000
	outlives.Expires = time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	typed := `["https://smarthealth.cards#health-card"`
	return map[string]odd{
		"zip_header": oddCard(t, mint.SignOptions{}, func(c mint.Card) mint.Card {
			return c.EditHeader(`"zip":"DEF",`, ``)
		}),
		"deflate_trailing":     as(mint.SignOptions{TrailingBytes: []byte{1, 2, 3, 4, 5, 6, 7, 8}}),
		"gzip_framing":         as(mint.SignOptions{Gzip: true}),
		"zlib_framing":         as(mint.SignOptions{Zlib: true}),
		"payload_uncompressed": as(mint.SignOptions{Uncompressed: true}),
		"issuer_form":          payload(`/issuer"`, `/issuer/"`),
		"iat_for_nbf":          payload(`"nbf"`, `"iat"`),
		"time_milliseconds":    payload(nbf, nbf+`123`),
		"time_text":            payload(nbf, `"nbf":"1620000000"`),
		"time_null":            payload(nbf, nbf+`,"exp":null`),
		"vc_type":              payload(typed, `["https://smarthealth.cards#card"`),
		"list_of_one": oddCard(t, mint.SignOptions{}, func(c mint.Card) mint.Card {
			return c.EditPayload(`"credentialSubject":{`, `"credentialSubject":[{`).EditPayload(`}]}}`, `}]}}]`)
		}),
		"nbf_for_iat": oddDCC(t, euDose,
			mint.DCCOptions{Claims: map[any]any{mint.ClaimIssued: nil, 5: 1627776000}}),
		"time_milliseconds 2": oddDCC(t, ms, mint.DCCOptions{}),
		"time_text 2":         oddDCC(t, euDose, mint.DCCOptions{Claims: map[any]any{mint.ClaimIssued: "1627776000"}}),
		"outlives_signer":     oddDCC(t, outlives, mint.DCCOptions{}),
		"vds_version":         oddSeal(t, mint.Vaccinated("UTO").Edit(`,"v":1`, ``)),
		"vds_state":           oddSeal(t, mint.Vaccinated("UTO").Edit(`"is":"UTO"`, `"is":"uto"`)),

		"status_form":       payload(`"status":"completed"`, `"status":"Completed"`),
		"reference_assumed": payload(`"reference":"resource:0"`, `"reference":"resource:9"`),
		"reference_read":    payload(`"reference":"resource:0"`, `"reference":"Patient/resource:0"`),
		"list_form":         payload(`"family":"Person"`, `"family":["Person"]`),
		"number_form":       payload(`"code":"207"`, `"code":207`),
		"type_form":         payload(`"Immunization"`, `"immunization"`),
		"system_form":       payload(`sid/cvx"`, `sid/CVX"`),
		"date_in_words":     payload(`"occurrenceDateTime"`, `"occurrenceString"`),
		"date_form":         payload(`"occurrenceDateTime":"2021-01-01"`, `"occurrenceDateTime":"2021/01/01"`),
		"entry_unread":      payload(`"entry":[`, `"entry":[null,`),
		"dcc_list_form":     oddDCC(t, euDose.Edit(`"dob":"1985-04-01"`, `"dob":["1985-04-01"]`), mint.DCCOptions{}),
		"dcc_number_text":   oddDCC(t, euDose.Edit(`"dn":2`, `"dn":"2"`), mint.DCCOptions{}),
		"dcc_date_form":     oddDCC(t, euDose.Edit("2021-07-31", "20210731"), mint.DCCOptions{}),
	}
}

// TestForgiven: each deviation is read where a listed signer signed it, with its note for
// auditors, and gains nobody anything: what is altered or unsigned is not valid, and of
// an unlisted issuer it is said that it is unlisted, and nothing else.
func TestForgiven(t *testing.T) {
	all := oddities(t)
	for name, o := range all {
		t.Run(name, func(t *testing.T) {
			check := func(text string) verify.Report {
				return verify.Check(decode.Parse(decode.Code{Text: text}), o.set, policy(t, "any"),
					verify.Instant{Time: now})
			}
			r := check(o.signed)
			code, _, _ := strings.Cut(name, " ")
			if r.Verdict() != verify.Valid ||
				!slices.ContainsFunc(r.Inspect(verify.LevelC).Notes, func(n verify.Note) bool {
					return n.Code == code
				}) {
				t.Errorf("signed: %s %v, notes %v", r.Verdict(), r.Reasons(), r.Inspect(verify.LevelC).Notes)
			}
			if r := check(o.altered); r.Verdict() != verify.Invalid ||
				r.Reasons()[0] != verify.ReasonSignatureInvalid || r.Proven() {
				t.Errorf("altered: %s %v", r.Verdict(), r.Reasons())
			}
			if r := check(o.unsigned); r.Verdict() != verify.Invalid ||
				r.Reasons()[0] != decode.ReasonSignatureMalformed || r.Proven() {
				t.Errorf("unsigned: %s %v", r.Verdict(), r.Reasons())
			}
			if r := check(o.unlisted); r.Verdict() != verify.Review ||
				!slices.Equal(r.Reasons(), []verify.Reason{verify.ReasonIssuerUnknown}) || r.Proven() {
				t.Errorf("unlisted: %s %v", r.Verdict(), r.Reasons())
			}
		})
	}
	for _, d := range verify.Forgiven() {
		if _, tried := all[d.Code]; !tried {
			t.Errorf("%s is not tried out", d.Code)
		}
	}
}

// TestForgivenIsWritten: auditors can look up each deviation that is forgiven.
func TestForgivenIsWritten(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "auditors.md"))
	if err != nil {
		t.Fatal(err)
	}
	for name := range oddities(t) {
		code, _, _ := strings.Cut(name, " ")
		if !strings.Contains(string(page), "`"+code+"`") {
			t.Errorf("docs/auditors.md does not tell of %s", code)
		}
	}
}
