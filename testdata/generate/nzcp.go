package main

import (
	"encoding/json"
	"strings"

	"github.com/fxamacker/cbor/v2"

	"vaxcheck/internal/mint"
	"vaxcheck/trust"
)

const (
	specPass       = `NZ COVID Pass specification version 1`
	specPassHeader = `NZ COVID Pass specification version 1, "CWT Headers"`
	specPassClaims = `NZ COVID Pass specification version 1, "CWT Claims"`
	specPassTrust  = `NZ COVID Pass specification version 1, "Trusted Issuers"`
	specBase32     = `RFC 4648 section 6`

	trustPasses  = "nzcp.json"
	blockedPass  = "nzcp-blocks.json"
	blockedKey   = "nzcp-key.json"
	acceptPasses = "state-pass.toml"
)

// health and culture are invented issuers of passes. Both call a key key-1.
func health() mint.PassIssuer {
	return mint.NewPassIssuer("did:web:pass.example", "key-1", "vaxcheck test key: pass 1")
}

func healthNext() mint.PassIssuer {
	return mint.NewPassIssuer("did:web:pass.example", "z2", "vaxcheck test key: pass 2")
}

func culture() mint.PassIssuer {
	return mint.NewPassIssuer("did:web:culture.example", "key-1", "vaxcheck test key: pass 3")
}

// passFiles are the documents of both, and layers that block the first one, and one key of
// either.
func passFiles() []file {
	documents := []json.RawMessage{mint.DIDDocument(health(), healthNext()), mint.DIDDocument(culture())}
	list, err := json.MarshalIndent(documents, "", "  ")
	must(err)
	key, err := trust.NewKeyBlock(health().DID, "key-1", byHand)
	must(err)
	return []file{
		{"trust/" + trustPasses, append(list, '\n')},
		{"trust/" + blockedPass, encoded(trust.Local{Blocks: []trust.Block{block(health().DID)}})},
		{"trust/" + blockedKey, encoded(trust.Local{Blocks: []trust.Block{key}})},
	}
}

// passCode makes vectors of NZ COVID Passes, judged where a state's pass is enough.
func passCode(name, spec, expect, fails, body, comment string) vector {
	return vector{name: "nzcp-" + name, spec: spec, expect: expect, fails: fails, trust: trustPasses,
		policy: acceptPasses, body: lines(body), comment: comment}
}

func signedPass(p mint.NZCP) string { return p.Sign(health(), mint.DCCOptions{}) }

// nzPasses are passes as they are made, in all forms in which they are read.
func nzPasses() []vector {
	good, by := signedPass(health().Pass()), healthNext()
	valid := func(name, spec, body, comment string) vector { return passCode(name, spec, "valid", "", body, comment) }
	doses := passCode("doses", specContract, "insufficient/policy_not_met", "policy", good,
		"A pass where doses are asked for: it names none.")
	doses.policy, doses.details = "", "no_dose_stated"
	booster := passCode("booster", specContract, "insufficient/policy_not_met", "policy", good,
		"The same where a booster is asked for.")
	booster.policy, booster.details = "booster", "no_dose_stated"
	test := passCode("test", specContract, "insufficient/policy_not_met", "policy", good,
		"Where a test alone is asked for, no dose is missing.")
	test.policy, test.details = "tested.toml", "no_accepted_test"
	wrapped := valid("wrapped", specContract, good[:70]+"\n"+good[70:140]+"\n"+good[140:], "Over three lines.")
	wrapped.stream = "unreadable/code_damaged unreadable/not_a_certificate unreadable/not_a_certificate"
	small := valid("small-wrapped", specContract, strings.ToLower(good[:70]+"\n"+good[70:]),
		"Over two lines, in small letters.")
	small.stream = "unreadable/code_damaged unreadable/not_a_certificate"
	return []vector{
		doses, booster, test, wrapped, small,
		valid("accepted", specContract, good, "A pass where one is enough."),
		valid("next-key", specPassTrust, by.Pass().Sign(by, mint.DCCOptions{}), "Signed with the issuer's other key."),
		valid("other-issuer", specPassTrust, culture().Pass().Sign(culture(), mint.DCCOptions{}),
			"Another issuer, whose key has the same id."),
		valid("small", specBase32, strings.ToLower(good), "In small letters."),
		valid("padded", specBase32, good+strings.Repeat("=", (8-len(good[len("NZCP:/1/"):])%8)%8), "With padding."),
		valid("dashes", specPass, strings.Replace(good, "NZCP:/1/", "NZCP:-1-", 1),
			"A scanner that types dashes for slashes."),
		valid("blanks", specPass, good[:90]+" "+good[90:], "A blank inside."),
		valid("symbology", specPass, "]Q1"+good, "Behind the identifier of the symbology."),
		valid("link", specContract, "https://pass.example/show#"+good, "In a link."),
		valid("link-encoded", specContract, "https://pass.example/show?pass="+strings.NewReplacer(":", "%3A",
			"/", "%2F").Replace(good)+"&lang=mi", "In a link's query."),
		valid("no-family-name", specPassClaims, signedPass(health().Pass().WithSubject("familyName", nil)),
			"A holder with one name."),
		valid("untagged", specSign1, health().Pass().Sign(health(), mint.DCCOptions{Tags: []uint64{}}),
			"No tag around the COSE_Sign1."),
		valid("nbf-text", specPassClaims, signedPass(health().Pass().With(mint.ClaimNotBefore, "1627776000")),
			"A time that is a text."),
		valid("no-cti", specPassClaims, signedPass(health().Pass().With(mint.ClaimPassID, nil)),
			"No number, on which nothing hangs."),
		valid("cti-short", specPassClaims,
			signedPass(health().Pass().With(mint.ClaimPassID, []byte("short"))), "A number of five bytes."),
		valid("context", specPassClaims, signedPass(health().Pass().WithCredential("@context", nil)), "No context."),
		valid("version-1.1", specPassClaims, signedPass(health().Pass().WithCredential("version", "1.1.0")),
			"A later version 1."),
		valid("type-order", specPassClaims,
			signedPass(health().Pass().WithCredential("type", []any{"PublicCovidPass",
				"VerifiableCredential"})), "Both types, the other way round."),
		valid("name-long", specPassClaims,
			signedPass(health().Pass().WithSubject("givenName", strings.Repeat("Hanako ", 30))),
			"A name beyond 100 characters."),
		valid("dob-form", specPassClaims, signedPass(health().Pass().WithSubject("dob", "01/04/1985")),
			"A date of birth of another form."),
	}
}

// nzPassForgeries are passes that prove nothing.
func nzPassForgeries() []vector {
	good, sign := health().Pass(), func(o mint.DCCOptions) string { return health().Pass().Sign(health(), o) }
	forger := mint.NewPassIssuer(health().DID, "key-1", "a forger's own")
	stranger := mint.NewPassIssuer("did:web:stranger.example", "key-1", "a stranger's own")
	live := mint.NewPassIssuer("did:web:nzcp.identity.health.nz", "key-1", "a stranger's own")
	bundled := func(v vector) vector { v.trust = trustBundled; return v }
	local := func(v vector, layer string) vector { v.local = layer; return v }
	refused := func(name, reason, fails, spec, body, comment string) vector {
		return passCode(name, spec, "invalid/"+reason, fails, body, comment)
	}
	unknown := func(name, reason, fails, body, comment string) vector {
		return passCode(name, specPassTrust, "review/"+reason, fails, body, comment)
	}
	header := func(alg, kid any) string { return sign(mint.DCCOptions{Protected: map[any]any{1: alg, 4: kid}}) }
	aside := mint.DCCOptions{Protected: map[any]any{1: -7}, Unprotected: map[any]any{4: []byte("key-1")}}
	return []vector{
		refused("altered", "signature_invalid", "signature", specPass,
			good.Sign(health(), mint.DCCOptions{Shown: mint.CBOR(map[any]any(good.WithSubject("givenName",
				"Taro")))}), "Another name than was signed."),
		refused("forged", "signature_invalid", "signature", specPass, good.Sign(forger, mint.DCCOptions{}),
			"The issuer's key id over a forger's signature."),
		refused("key-of-other-issuer", "signature_invalid", "signature", specPassTrust,
			good.Sign(culture(), mint.DCCOptions{}), "The key of the same id of another issuer."),
		unknown("unknown", "issuer_unknown", "issuer", stranger.Pass().Sign(stranger, mint.DCCOptions{}),
			"An issuer that nobody lists."),
		unknown("issuer-case", "issuer_unknown",
			"issuer", good.With(mint.ClaimIssuer, "did:web:Pass.example").Sign(health(), mint.DCCOptions{}),
			"The issuer in other letters is another."),
		unknown("issuer-url", "issuer_unknown", "issuer", good.With(mint.ClaimIssuer,
			"https://pass.example").Sign(health(), mint.DCCOptions{}), "A URL for the identifier."),
		unknown("key-unknown", "key_unknown", "key", header(-7, []byte("key-2")),
			"A key id that the issuer does not have."),
		unknown("key-next-of-other", "key_unknown", "key", culture().Pass().Sign(healthNext(),
			mint.DCCOptions{}), "A key id that only another issuer has."),
		bundled(unknown("live-issuer", "key_unknown", "key", live.Pass().Sign(live, mint.DCCOptions{}),
			"The key id of the examples under the real issuer.")),
		refused("alg", "algorithm_not_allowed", "header", specPassHeader, header(-37, []byte("key-1")),
			"Another algorithm in the header."),
		refused("no-alg", "algorithm_not_allowed", "header", specPassHeader, header(nil, []byte("key-1")),
			"An algorithm that is null."),
		refused("kid-text", "header_malformed", "header", specPassHeader, header(-7, "key-1"),
			"A text for the byte string of the key id."),
		refused("kid-unprotected", "header_malformed", "header", specPassHeader, sign(aside),
			"A key id that the signature does not cover."),
		refused("kid-control", "header_malformed", "header", specPassHeader, header(-7, []byte("key\x1b[2J")),
			"A key id that would clear the screen."),
		refused("signature-short", "signature_malformed", "signature", specPass,
			sign(mint.DCCOptions{Truncate: 1}), "A signature of 63 bytes."),
		refused("signature-der", "signature_malformed", "signature", specPass,
			sign(mint.DCCOptions{DER: true}), "A signature in ASN.1."),
		refused("no-issuer", "issuer_malformed", "issuer", specPassClaims,
			signedPass(good.With(mint.ClaimIssuer, nil)), "No issuer."),
		refused("twice", "payload_malformed", "payload", specPassClaims,
			sign(mint.DCCOptions{PayloadBytes: twice(mint.CBOR(map[any]any(good)))}),
			"A claim twice, which two readers may read differently."),
		refused("twin", "payload_malformed", "payload", specPassClaims, signedPass(good.With("4", 1)),
			"A text for a key that may be taken for the integer."),
		refused("no-claims", "payload_malformed", "payload", specPassClaims,
			sign(mint.DCCOptions{PayloadBytes: []byte{0x80}}), "A list for the claims."),
		local(refused("issuer-blocked", "issuer_blocked", "issuer", specContract, signedPass(good),
			"The issuer is blocked on this machine."), blockedPass),
		local(refused("key-blocked", "key_blocked", "key", specContract, signedPass(good),
			"Of the issuer one key is blocked."), blockedKey),
		local(passCode("key-blocked-of-other", specContract, "valid", "", culture().Pass().Sign(culture(),
			mint.DCCOptions{}), "The same id is another's key."), blockedKey),
		local(passCode("key-blocked-next", specContract, "valid", "", healthNext().Pass().Sign(healthNext(),
			mint.DCCOptions{}), "The issuer's other key is not."), blockedKey),
	}
}

// twice adds a claim to claims in CBOR that they have already.
func twice(claims []byte) []byte {
	return append(append([]byte{claims[0] + 1}, 0x04, 0x1a, 0x7f, 0xff, 0xff, 0xff), claims[1:]...)
}

// nzPassContents are passes whose signature holds, and of which something cannot be understood.
func nzPassContents() []vector {
	const unclear = "review/content_unclear"
	v := func(name, fails, detail string, p mint.NZCP, comment string) vector {
		w := passCode(name, specPassClaims, unclear, fails, signedPass(p), comment)
		w.details = detail
		return w
	}
	damaged := func(name, spec, body, comment string) vector {
		return passCode(name, spec, "unreadable/code_damaged", "decode", body, comment)
	}
	p, good := health().Pass(), signedPass(health().Pass())
	vc := p[mint.ClaimCredential].(map[any]any)
	ends := len(good) - 1
	return []vector{
		v("vc-text", "payload", "structure", p.With(mint.ClaimCredential, `{"version":"1.0.0"}`),
			"The credential as JSON in a text."),
		v("no-vc", "payload", "structure", p.With(mint.ClaimCredential, nil), "No credential."),
		v("version-2", "payload", "structure", p.WithCredential("version", "2.0.0"),
			"A version that may mean something else."),
		v("type-other", "payload", "structure", p.WithCredential("type", []any{"VerifiableCredential",
			"PrivateCovidPass"}), "Another credential of the same issuer."),
		v("no-subject", "payload", "structure", p.WithCredential("credentialSubject", []any{}),
			"A list for the holder."),
		v("no-name", "policy", "person", p.WithSubject("givenName", nil).WithSubject("familyName", nil),
			"A pass of nobody."),
		v("tag", "payload not_before expiry", "structure times", p.With(100, cbor.Tag{Number: 1, Content: 5}),
			"A tag that is not read."),
		v("no-exp", "expiry", "times", p.With(mint.ClaimExpires, nil), "No expiry, which the specification requires."),
		v("no-nbf", "not_before", "times", p.With(mint.ClaimNotBefore, nil), "No time from which on it holds."),
		v("exp-words", "expiry", "times", p.With(mint.ClaimExpires, "next year"), "An expiry in words."),
		v("subject-of-list", "payload", "structure", p.With(mint.ClaimCredential, []any{vc}),
			"The credential in a list."),
		damaged("cut", specPass, good[:ends-40], "The end is missing."),
		damaged("letter", specBase32, good[:ends-8]+"1"+good[ends-7:], "A character that base32 does not have."),
		damaged("unused-bits", specBase32, "NZCP:/1/2KCEB", "Bits behind the last byte that are not zero."),
		damaged("no-cose", specSign1, "NZCP:/1/"+mint.Base32(mint.CBOR(map[any]any(p))),
			"Claims without the frame of a signature."),
		damaged("empty", specPass, "NZCP:/1/", "A prefix alone."),
		passCode("version", specPass, "unreadable/unsupported_format", "decode",
			"NZCP:/2/"+good[len("NZCP:/1/"):], "A later version of the whole."),
	}
}

// nzPassTimes are passes at the edges of their time.
func nzPassTimes() []vector {
	at := func(name, when, expect, fails, comment string) vector {
		v := passCode("time-"+name, specPassClaims, expect, fails, signedPass(health().Pass()), comment)
		v.at = when
		return v
	}
	before := health().Pass().With(mint.ClaimExpires, mint.DCCIssued-1)
	return []vector{
		at("first", "2021-08-01T00:00:00Z", "valid", "", "In the first second."),
		at("early", "2021-07-31T23:54:59Z", "invalid/not_yet_valid", "not_before",
			"Before it, by more than clocks may differ."),
		at("last", "2041-04-29T23:59:59Z", "valid", "", "In the last second."),
		at("over", "2041-04-30T00:00:00Z", "invalid/expired", "expiry", "At exp, which is no more in its time."),
		passCode("time-backwards", specPassClaims, "invalid/expired", "expiry", signedPass(before),
			"It ended before it began."),
	}
}
