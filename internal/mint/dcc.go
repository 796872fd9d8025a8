package mint

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"strings"

	"github.com/fxamacker/cbor/v2"
)

// DCC is an EU Digital COVID Certificate before it is signed.
type DCC struct {
	JSON    string // what the certificate says; in CBOR its keys are sorted
	Issuer  string // claim iss
	Issued  any    // claim iat: an int64, a float64, anything else wrong, or nil for none
	Expires any    // claim exp, as iat
}

// When every DCC here was issued, and when it expires: 2021-08-01 and 2041-04-30,
// midnight UTC.
const (
	DCCIssued  int64 = 1627776000
	DCCExpires int64 = 2250892800
)

const hanakoInEurope = `{"ver":"1.3.0","nam":{"fn":"Mihon","fnt":"MIHON","gn":"Hanako","gnt":"HANAKO"},"dob":"1985-04-01",`

func newDCC(country, group string) DCC {
	return DCC{
		JSON:   hanakoInEurope + strings.ReplaceAll(group, "COUNTRY", country) + "}",
		Issuer: country, Issued: DCCIssued, Expires: DCCExpires,
	}
}

// VaccinatedDCC is Hanako's certificate of the second of two doses. A country has
// two letters.
func VaccinatedDCC(country string) DCC {
	return newDCC(country,
		`"v":[{"tg":"840539006","vp":"1119349007","mp":"EU/1/20/1507","ma":"ORG-100031184","dn":2,"sd":2,`+
			`"dt":"2021-07-31","co":"COUNTRY","is":"Ministère de la Santé","ci":"URN:UVCI:01:COUNTRY:ZZTEST01#0"}]`)
}

// TestedDCC is her certificate of a negative PCR test.
func TestedDCC(country string) DCC {
	return newDCC(country,
		`"t":[{"tg":"840539006","tt":"LP6464-4","nm":"Example PCR","sc":"2022-01-10T12:00:00+09:00","tr":"260415000",`+
			`"tc":"Example Laboratory","co":"COUNTRY","is":"Ministère de la Santé","ci":"URN:UVCI:01:COUNTRY:ZZTEST02"}]`)
}

// RecoveredDCC is her certificate of a recovery.
func RecoveredDCC(country string) DCC {
	return newDCC(country, `"r":[{"tg":"840539006","fr":"2021-11-20","co":"COUNTRY","is":"Ministère de la Santé",`+
		`"df":"2021-12-01","du":"2022-05-19","ci":"URN:UVCI:01:COUNTRY:ZZTEST03"}]`)
}

// Edit returns the certificate with from replaced by to in what will be signed.
// It panics if from stands nowhere.
func (d DCC) Edit(from, to string) DCC {
	d.JSON = edit(d.JSON, from, to)
	return d
}

// Labels of COSE headers, for DCCOptions.
const (
	LabelAlg  = 1
	LabelCrit = 2
	LabelKID  = 4
)

// Claims of a CWT, for DCCOptions.
const (
	ClaimIssuer  = 1
	ClaimExpires = 4
	ClaimIssued  = 6
	ClaimHCert   = -260
)

// DCCOptions are the ways to sign a DCC wrongly, or unusually. Of two that
// exclude each other the later one holds.
type DCCOptions struct {
	Protected      map[any]any // header; nil for alg and kid
	Unprotected    map[any]any // header; nil for an empty one
	ProtectedBytes []byte      // instead of the protected header in CBOR; empty for an empty byte string
	Tags           []uint64    // around it, outermost first; nil for 18, empty for none

	Claims       map[any]any // over the claims; a nil takes one away
	PayloadBytes []byte      // instead of the claims in CBOR, and signed
	Shown        []byte      // a payload that stands in place of the signed one

	DER       bool   // the ASN.1 form of an ECDSA signature
	Truncate  int    // bytes missing at the signature's end; below zero, zero bytes added
	Signature []byte // instead of the signature

	COSE          []byte // instead of all that is compressed
	Uncompressed  bool
	TrailingBytes []byte // after the compressed data
}

// Sign returns the code's text, signed by a signer and made as the options say.
func (d DCC) Sign(by DSC, o DCCOptions) string {
	message := o.COSE
	if message == nil {
		message = d.cose(by, o)
	}
	if !o.Uncompressed {
		message = Zlib(message)
	}
	return "HC1:" + Base45(append(message, o.TrailingBytes...))
}

// cose returns the COSE_Sign1, RFC 9052 section 4.2.
func (d DCC) cose(by DSC, o DCCOptions) []byte {
	protected, payload := o.protected(by), d.CWT(o)
	signature := o.signature(by, CBOR([]any{"Signature1", protected, []byte{}, payload}))
	if o.Shown != nil {
		payload = o.Shown
	}
	unprotected := o.Unprotected
	if unprotected == nil {
		unprotected = map[any]any{}
	}
	tags := o.Tags
	if tags == nil {
		tags = []uint64{18}
	}
	var message any = []any{protected, unprotected, payload, signature}
	for i := len(tags) - 1; i >= 0; i-- {
		message = cbor.Tag{Number: tags[i], Content: message}
	}
	return CBOR(message)
}

func (o DCCOptions) protected(by DSC) []byte {
	switch {
	case o.ProtectedBytes != nil:
		return o.ProtectedBytes
	case o.Protected != nil:
		return CBOR(o.Protected)
	}
	return CBOR(map[any]any{LabelAlg: by.Alg(), LabelKID: by.KID()})
}

// CWT returns the claims in CBOR, RFC 8392: what is signed.
func (d DCC) CWT(o DCCOptions) []byte {
	if o.PayloadBytes != nil {
		return o.PayloadBytes
	}
	claims := map[any]any{
		ClaimIssuer: d.Issuer, ClaimIssued: d.Issued, ClaimExpires: d.Expires,
		ClaimHCert: map[any]any{1: d.Content()},
	}
	maps.Copy(claims, o.Claims)
	maps.DeleteFunc(claims, func(_, value any) bool { return value == nil })
	return CBOR(claims)
}

// Content returns what the certificate says as CBOR will have it: numbers that
// are whole as integers.
func (d DCC) Content() any {
	reader := json.NewDecoder(strings.NewReader(d.JSON))
	reader.UseNumber()
	var content any
	must(0, reader.Decode(&content))
	return integers(content)
}

func integers(value any) any {
	switch v := value.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		return must(v.Float64())
	case map[string]any:
		for name, member := range v {
			v[name] = integers(member)
		}
	case []any:
		for i, item := range v {
			v[i] = integers(item)
		}
	}
	return value
}

var canonical = must(cbor.CanonicalEncOptions().EncMode())

// CBOR writes a value with the keys of maps sorted, RFC 7049 section 3.9.
func CBOR(value any) []byte { return must(canonical.Marshal(value)) }

func (o DCCOptions) signature(by DSC, signed []byte) []byte {
	if o.Signature != nil {
		return o.Signature
	}
	var sig []byte
	switch key := by.Key.(type) {
	case *ecdsa.PrivateKey:
		sig = SignOptions{DER: o.DER}.ecdsa(key, crypto.SHA256, signed)
	case *rsa.PrivateKey:
		hash := sha256.Sum256(signed)
		salt := bytes.NewReader(make([]byte, sha256.Size)) // the same each time, like all else here
		sig = must(rsa.SignPSS(salt, key, crypto.SHA256, hash[:], &rsa.PSSOptions{SaltLength: sha256.Size}))
	}
	if o.Truncate > 0 {
		return sig[:len(sig)-o.Truncate]
	}
	return append(sig, make([]byte, -o.Truncate)...)
}

// Base45 encodes data as RFC 9285 tells.
func Base45(data []byte) string {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	var b strings.Builder
	for ; len(data) >= 2; data = data[2:] {
		n := int(data[0])<<8 | int(data[1])
		b.Write([]byte{alphabet[n%45], alphabet[n/45%45], alphabet[n/45/45]})
	}
	if len(data) == 1 {
		b.Write([]byte{alphabet[data[0]%45], alphabet[data[0]/45]})
	}
	return b.String()
}
