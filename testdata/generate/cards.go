package main

import "vaxcheck/internal/mint"

// cards are good cards, each of the kind that its issuers make.
func cards() []vector {
	return []vector{
		{name: "japan-domestic", spec: specJWS, expect: "valid", body: jp(mint.Hanako()),
			comment: "Three doses, spaces in header and payload, kanji escaped, nbf in microseconds."},
		{name: "japan-overseas", spec: specJWS, expect: "valid", body: jp(mint.HanakoAbroad()),
			comment: "The same with the name in the passport as well."},
		{name: "japan-former-name", spec: specJWS, expect: "valid", body: jp(mint.Taro()),
			comment: "A former family name and one dose."},
		{name: "japan-family", spec: specBundle, expect: "valid", body: jp(mint.Family()),
			comment: "Two people on one card, both vaccinated."},
		{name: "japan-compact", spec: specJWS, expect: "valid", body: lines(hanako().JWS(japan())),
			comment: "The compact JWS itself, as it stands in files."},
		{name: "us-two-doses", spec: specJWS, expect: "valid", body: american(mint.Sample()),
			comment: "Minified, names without use, a revocation id that the list does not have."},
		{name: "us-several-cards", spec: specQR, expect: "valid valid invalid/signature_invalid",
			body: lines(mint.Numeric(sample().JWS(us())), "", mint.Numeric(hanako().JWS(japan())),
				mint.Numeric(alter(sample().JWS(us())))),
			comment: "One code a line, an empty line between them; the last is altered."},
		{name: "signature-high-s", spec: specES256, expect: "valid", body: made(mint.SignOptions{HighS: true}),
			comment: "s in the upper half of its range, as Japan's cards have it."},
		{name: "signature-low-s", spec: specES256, expect: "valid", body: made(mint.SignOptions{LowS: true}),
			comment: "s in the lower half: the other of the two good signatures."},
		{name: "key-shared-a", spec: specKeys, expect: "valid",
			body:    by(clinic("a"), mint.US(clinic("a"), mint.Sample())),
			comment: "One of two issuers that share a key."},
		{name: "key-shared-b", spec: specKeys, expect: "valid",
			body:    by(clinic("b"), mint.US(clinic("b"), mint.Sample())),
			comment: "The other of two issuers that share a key."},
		{name: "issuer-mixed-case", spec: specKeys,
			expect: "valid", body: by(tenant(caseURL), mint.US(tenant(caseURL), mint.Sample())),
			comment: "The path of the issuer's URL is in mixed case, and matters."},
		{name: "vc-types-unknown", spec: specClaims, expect: "valid",
			body: with(`"https://smarthealth.cards#immunization"`,
				`"VerifiableCredential","https://types.example#new"`),
			comment: "Types that mean nothing here are ignored."},
		{name: "vc-types-least", spec: specClaims, expect: "valid",
			body:    american(withTypes(mint.Sample(), "https://smarthealth.cards#health-card")),
			comment: "Only the type that every card has; the content tells the rest."},
		{name: "vc-context", spec: specClaims, expect: "valid",
			body:    with(`"vc":{`, `"vc":{"@context":["https://www.w3.org/2018/credentials/v1"],`),
			comment: "A member of old drafts."},
		{name: "fhir-version-missing", spec: specClaims, expect: "valid", body: with(`"fhirVersion":"4.0.1",`, ``),
			comment: "No FHIR version: worth a note and no refusal."},
	}
}

func withTypes(p mint.Person, types ...string) mint.Person {
	p.Types = types
	return p
}
