package mint

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/base32"
	"maps"
)

// NZCP is an NZ COVID Pass before it is signed: its claims.
type NZCP map[any]any

// PassIssuer is an issuer of passes with one of its keys.
type PassIssuer struct {
	DID, KID string
	Key      *ecdsa.PrivateKey
}

// NewPassIssuer returns an issuer whose key is derived from seed.
func NewPassIssuer(did, kid, seed string) PassIssuer {
	return PassIssuer{did, kid, deriveKey(elliptic.P256(), seed)}
}

// Claims of a pass beside those of a DCC.
const (
	ClaimNotBefore  = 5
	ClaimPassID     = 7
	ClaimCredential = "vc"
)

// Pass is Hanako's pass.
func (i PassIssuer) Pass() NZCP {
	return NZCP{
		ClaimIssuer: i.DID, ClaimNotBefore: DCCIssued, ClaimExpires: DCCExpires,
		ClaimPassID: []byte("invented number!"),
		ClaimCredential: map[any]any{
			"@context": []any{"https://www.w3.org/2018/credentials/v1", "https://nzcp.covid19.health.nz/contexts/v1"},
			"version":  "1.0.0", "type": []any{"VerifiableCredential", "PublicCovidPass"},
			"credentialSubject": map[any]any{"givenName": "Hanako", "familyName": "Mihon", "dob": "1985-04-01"},
		},
	}
}

// With returns the pass with another claim, nil for none.
func (p NZCP) With(claim, value any) NZCP { return NZCP(with(p, claim, value)) }

// WithCredential returns the pass with another member of vc.
func (p NZCP) WithCredential(name string, value any) NZCP {
	return p.With(ClaimCredential, with(p[ClaimCredential].(map[any]any), name, value))
}

// WithSubject returns the pass with another member of credentialSubject.
func (p NZCP) WithSubject(name string, value any) NZCP {
	const member = "credentialSubject"
	return p.WithCredential(member, with(p[ClaimCredential].(map[any]any)[member].(map[any]any), name, value))
}

func with(all map[any]any, key, value any) map[any]any {
	all = maps.Clone(all)
	if all[key] = value; value == nil {
		delete(all, key)
	}
	return all
}

// Sign returns the code's text. Of the options those hold that are about the COSE_Sign1.
func (p NZCP) Sign(by PassIssuer, o DCCOptions) string {
	if o.Protected == nil {
		o.Protected = map[any]any{LabelAlg: -7, LabelKID: []byte(by.KID)}
	}
	if o.PayloadBytes == nil {
		o.PayloadBytes = CBOR(map[any]any(p))
	}
	message := o.COSE
	if message == nil {
		message = DCC{}.cose(DSC{Key: by.Key}, o)
	}
	return "NZCP:/1/" + Base32(message)
}

// Base32 encodes data as RFC 4648 tells, without padding.
func Base32(data []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(data)
}

// DIDDocument returns the document of an issuer with keys for assertions.
func DIDDocument(issuers ...PassIssuer) []byte {
	id := issuers[0].DID
	var methods, names []any
	for _, i := range issuers {
		x, y := coordinates(i.Key)
		methods = append(methods, map[string]any{"id": id + "#" + i.KID, "controller": id, "type": "JsonWebKey2020",
			"publicKeyJwk": map[string]any{"kty": "EC", "crv": "P-256", "x": x, "y": y}})
		names = append(names, id+"#"+i.KID)
	}
	return marshal(map[string]any{
		"@context": []any{"https://w3.org/ns/did/v1"}, "id": id, "verificationMethod": methods,
		"assertionMethod": names,
	})
}
