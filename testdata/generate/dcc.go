package main

import (
	"bytes"
	"crypto/elliptic"
	"encoding/asn1"
	"encoding/pem"
	"strings"
	"time"

	"vaxcheck/internal/mint"
)

const (
	specHCERT   = `HCERT specification 1.0.8`
	specBase45  = `RFC 9285`
	specZlib    = `RFC 1950`
	specSign1   = `RFC 9052 section 4`
	specCOSEAlg = `RFC 9053 section 2.1, RFC 8230 section 2`
	specCWT     = `RFC 8392 section 3`
	specUsage   = `HCERT specification 1.0.8 section 5.3`
	specSchema  = `EU DCC schema 1.3.3`
	trustDSC    = "dsc.pem"
)

// oidHealthSeal is ICAO's purpose of signers of VDS-NC, who are none of EU DCC.
var oidHealthSeal = asn1.ObjectIdentifier{2, 23, 136, 1, 1, 14, 2}

// dscOf is a signer of Utopia, certified by its authority.
func dscOf(seed string, o mint.DSCOptions) mint.DSC {
	return utopia().DSC("vaxcheck test document signer: "+seed, o)
}

func signing(usages ...asn1.ObjectIdentifier) mint.DSCOptions { return mint.DSCOptions{Usage: usages} }

// ministry signs all kinds of certificates, as its certificate says nothing.
func ministry() mint.DSC { return dscOf("ministry", mint.DSCOptions{}) }

// documentSigners are those that a list names, by what they are there for.
func documentSigners() map[string]mint.DSC {
	return map[string]mint.DSC{
		"tests":        dscOf("tests", signing(mint.OIDSignsTests)),
		"vaccinations": dscOf("vaccinations", signing(mint.OIDSignsVaccinations)),
		"recoveries":   dscOf("recoveries", signing(mint.EarlyOID(mint.OIDSignsRecoveries))),
		"early":        dscOf("early", signing(mint.EarlyOID(mint.OIDSignsVaccinations), mint.OIDClientAuth)),
		"unrelated":    dscOf("unrelated", signing(mint.OIDClientAuth)),
		"seal":         dscOf("seal", signing(oidHealthSeal)),
		"p384":         dscOf("p384", mint.DSCOptions{Curve: elliptic.P384()}),
		"rsa":          dscOf("rsa", mint.DSCOptions{RSA: 2048}),
		"past":         dscOf("past", mint.DSCOptions{From: day(2019, 1), To: day(2021, 5)}),
		"neighbour":    dscOf("neighbour", mint.DSCOptions{Country: "XU"}),
	}
}

// signersFile is the list of them all, as certificates.
func signersFile() []file {
	var b bytes.Buffer
	write := func(d mint.DSC) { pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: d.DER}) }
	write(ministry())
	all := documentSigners()
	for _, name := range []string{"tests", "vaccinations", "recoveries", "early", "unrelated", "seal", "p384",
		"rsa", "past", "neighbour"} {
		write(all[name])
	}
	return append(signerLists(), file{"trust/" + trustDSC, b.Bytes()})
}

// signerLists are the same signers as a state would publish them, with a key of a
// kind that is not supported, and a later list that has withdrawn one.
func signerLists() []file {
	all := documentSigners()
	list := []mint.DSC{ministry(), all["tests"], all["p384"], dscOf("p224", mint.DSCOptions{Curve: elliptic.P224()})}
	first := mint.DSCList(day(2024, 3), list...)
	list[0].Status = "revoked"
	return []file{{"trust/dsc-list.json", first}, {"trust/dsc-withdrawn.json", mint.DSCList(day(2024, 4), list...)}}
}

func euDose() mint.DCC { return mint.VaccinatedDCC("UT") }

// euCode makes vectors of EU DCC, judged with the signers of Utopia.
func euCode(name, spec, expect, fails, body, comment string) vector {
	return vector{name: "dcc-" + name, spec: spec, expect: expect, fails: fails, trust: trustDSC,
		body: lines(body), comment: comment}
}

// euCodes are EU DCC as states make them, and otherwise.
func euCodes() []vector {
	by := documentSigners()
	valid := func(name, body, comment string) vector { return euCode(name, specHCERT, "valid", "", body, comment) }
	cose := func(name, comment string, o mint.DCCOptions) vector {
		return valid(name, euDose().Sign(ministry(), o), comment)
	}
	alg, kid := map[any]any{mint.LabelAlg: ministry().Alg()}, map[any]any{mint.LabelKID: ministry().KID()}
	wrong := map[any]any{mint.LabelAlg: ministry().Alg(), mint.LabelKID: []byte("foo")}
	both := map[any]any{mint.LabelAlg: ministry().Alg(), mint.LabelKID: ministry().KID()}
	test := valid("test", mint.TestedDCC("UT").Sign(ministry(), mint.DCCOptions{}),
		"A negative PCR test, where the policy takes one.")
	test.policy, test.at = "pcr.toml", "2022-01-11T09:00:00+09:00"
	recovered := valid("recovery", mint.RecoveredDCC("UT").Sign(by["recoveries"], mint.DCCOptions{}),
		"A recovery, where the policy takes one, by a signer of recoveries in the early form of the usage.")
	recovered.policy, recovered.at = "recovered.toml", "2022-01-11T09:00:00+09:00"
	fraction := euDose()
	fraction.Issued, fraction.Expires = 1627776000.25, 2250892800.75
	series := func(v vector) vector { v.policy = "primary"; return v }
	nulls := euDose().Edit(`"v":[`, `"t":null,"r":[],"v":[`)
	return []vector{
		valid("utopia", euDose().Sign(ministry(), mint.DCCOptions{}), "The second of two doses, signed with ES256."),
		valid("rsa", euDose().Sign(by["rsa"], mint.DCCOptions{}), "Signed with PS256."),
		valid("p384", euDose().Sign(by["p384"], mint.DCCOptions{}),
			"ES256 with a key on P-384, as some states have it."),
		cose("untagged", "No tag around it.", mint.DCCOptions{Tags: []uint64{}}),
		cose("cwt-tag", "The tag of a CWT around its own.", mint.DCCOptions{Tags: []uint64{61, 18}}),
		cose("kid-unprotected", "The key id in the other header.", mint.DCCOptions{Protected: alg, Unprotected: kid}),
		cose("all-unprotected", "Everything in the other header, the protected one empty.",
			mint.DCCOptions{ProtectedBytes: []byte{}, Unprotected: both}),
		cose("kid-protected-first", "Two key ids: the protected one counts.", mint.DCCOptions{Protected: both,
			Unprotected: wrong}),
		cose("trailing-bytes", "Bytes after the compressed data are ignored.",
			mint.DCCOptions{TrailingBytes: []byte("xyz")}),
		valid("fractions", fraction.Sign(ministry(), mint.DCCOptions{}), "Times with fractions."),
		valid("null-groups", nulls.Sign(ministry(), mint.DCCOptions{}),
			"Groups that hold nothing beside the one that does."),
		valid("spaces", "  \t"+euDose().Sign(ministry(), mint.DCCOptions{})+"  ", "White space around it."),
		valid("full-width-space", "\u3000\u00a0\ufeff"+euDose().Sign(ministry(), mint.DCCOptions{})+"\u200b",
			"White space around it of keyboards and editors."),
		valid("usage-vaccination", euDose().Sign(by["vaccinations"], mint.DCCOptions{}),
			"A signer of vaccinations alone."),
		valid("usage-early", euDose().Sign(by["early"], mint.DCCOptions{}),
			"The usage in the form of an early document, among others."),
		valid("usage-unrelated", euDose().Sign(by["unrelated"], mint.DCCOptions{}),
			"A usage that has nothing to do with it restricts nothing."),
		valid("other-country", euDose().Sign(by["neighbour"], mint.DCCOptions{}),
			"The issuer that the certificate names decides nothing."),
		valid("birth-year", euDose().Edit(`"dob":"1985-04-01"`, `"dob":"1985"`).Sign(ministry(),
			mint.DCCOptions{}), "Of the birth date only the year."),
		valid("product-unknown", euDose().Edit("EU/1/20/1507", "EU/9/99/9999").Sign(ministry(),
			mint.DCCOptions{}), "A product that nobody knows, against COVID-19."),
		test, recovered,
		euCode("test-policy", specContract, "insufficient/policy_not_met",
			"policy", mint.TestedDCC("UT").Sign(ministry(), mint.DCCOptions{}),
			"A test alone, where doses are asked for."),
		euCode("other-disease", specSchema, "insufficient/policy_not_met",
			"policy", euDose().Edit("840539006", "6142004").Edit("1119349007", "1181000221105").
				Edit("EU/1/20/1507", "EU/1/11/1").Sign(ministry(), mint.DCCOptions{}),
			"A vaccination against influenza."),
		euCode("two-diseases", specSchema, unclear,
			"policy", euDose().Edit("840539006", "6142004").Sign(ministry(), mint.DCCOptions{}),
			"Said to be against influenza, with a vaccine against COVID-19."),
		euCode("number-in-words", specSchema, "valid",
			"", euDose().Edit(`"dn":2`, `"dn":"2/2"`).Sign(ministry(), mint.DCCOptions{}),
			"A dose whose number cannot be read is one dose all the same."),
		series(euCode("series-number-in-words", specContract, unclear, "policy", euDose().Edit(`"dn":2`,
			`"dn":"2/2"`).Sign(ministry(), mint.DCCOptions{}), "Where a series is asked for, it is needed.")),
	}
}

// euForgeries are EU DCC that somebody else than the signer made or changed, or
// that the signer may not sign.
func euForgeries() []vector {
	by := documentSigners()
	refused := func(name, reason, fails, spec, body, comment string) vector {
		return euCode(name, spec, "invalid/"+reason, fails, body, comment)
	}
	older := euDose().Edit(`"dn":2`, `"dn":3`)
	stranger := forged().DSC("vaxcheck test document signer: stranger", mint.DSCOptions{})
	copied := stranger
	copied.DER = ministry().DER // and with it the key id
	return []vector{
		refused("altered", "signature_invalid", "signature", specSign1,
			euDose().Sign(ministry(), mint.DCCOptions{Shown: older.CWT(mint.DCCOptions{})}),
			"The number of the dose changed after signing."),
		refused("copied-kid", "signature_invalid", "signature", specHCERT,
			euDose().Sign(copied, mint.DCCOptions{}), "Another's key under the ministry's key id."),
		refused("header-swapped", "signature_invalid", "signature", specSign1,
			euDose().Sign(by["rsa"],
				mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: -7, mint.LabelKID: by["rsa"].KID()},
					Signature: bytes.Repeat([]byte{1}, 64)}), "An algorithm that is not the key's."),
		refused("signature-zero", "signature_invalid", "signature", specCOSEAlg,
			euDose().Sign(ministry(), mint.DCCOptions{Signature: make([]byte, 64)}), "A signature of zeros."),
		refused("usage-tests", "signer_not_allowed", "key", specUsage,
			euDose().Sign(by["tests"], mint.DCCOptions{}),
			"A signer of tests signed a vaccination: its signature holds, and proves nothing."),
		refused("usage-recoveries", "signer_not_allowed", "key", specUsage,
			euDose().Sign(by["recoveries"], mint.DCCOptions{}), "A signer of recoveries signed a vaccination."),
		refused("usage-test", "signer_not_allowed", "key", specUsage,
			mint.TestedDCC("UT").Sign(by["vaccinations"], mint.DCCOptions{}),
			"A signer of vaccinations signed a test."),
		refused("usage-seal", "signer_not_allowed", "key", specUsage,
			euDose().Sign(by["seal"], mint.DCCOptions{}), "A signer of ICAO's health proofs."),
		euCode("unknown", specHCERT, "review/issuer_unknown",
			"issuer", euDose().Sign(stranger, mint.DCCOptions{}), "A signer that no list names."),
		euCode("kid-short", specHCERT, "review/issuer_unknown",
			"issuer", euDose().Sign(ministry(), mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: -7,
				mint.LabelKID: []byte("foo")}}), "A key id of three bytes is one that no list names."),
	}
}

// euSeries are EU DCC of which the number of the dose and that of its series tell how far
// their holder has come.
func euSeries() []vector {
	v := func(policy, name, numbers, product, expect, comment string) vector {
		body := euDose().Edit(`"dn":2,"sd":2`, numbers).Edit("EU/1/20/1507", product)
		w := euCode("series-"+policy+"-"+name, specContract, expect,
			map[string]string{insufficient: "policy"}[expect], body.Sign(ministry(), mint.DCCOptions{}), comment)
		w.policy = policy
		return w
	}
	const spikevax, jcovden, abdala = "EU/1/20/1507", "EU/1/20/1525", "Abdala"
	return []vector{
		v("primary", "two-of-two", `"dn":2,"sd":2`, spikevax, "valid", "The second of two."),
		v("primary", "two-of-three", `"dn":2,"sd":3`, spikevax, insufficient, "The second of three completes nothing."),
		v("primary", "one-of-one", `"dn":1,"sd":1`, spikevax, "valid",
			"One after a recovery completes a series of one."),
		v("primary", "one-of-two", `"dn":1,"sd":2`, jcovden, insufficient, "The first of two, whatever the product."),
		v("booster", "two-of-one", `"dn":2,"sd":1`, spikevax, "valid", "One more than the series has."),
		v("booster", "three-of-three", `"dn":3,"sd":3`, spikevax, "valid",
			"One more than the product's own series has."),
		v("booster", "two-of-two", `"dn":2,"sd":2`, spikevax, insufficient, "The second of two is no booster."),
		v("booster", "two-of-two-jcovden", `"dn":2,"sd":2`, jcovden, "valid",
			"The second of two of a product whose own series is one."),
		v("booster", "three-of-three-abdala", `"dn":3,"sd":3`, abdala, insufficient,
			"The third of three of a product whose own series is three."),
	}
}

// euForms are EU DCC that break the rules of form.
func euForms() []vector {
	good := euDose().Sign(ministry(), mint.DCCOptions{})
	refused := func(name, reason, fails, spec, body, comment string) vector {
		return euCode(name, spec, "invalid/"+reason, fails, body, comment)
	}
	damaged := func(name, spec, body, comment string) vector {
		return euCode(name, spec, "unreadable/code_damaged", "decode", body, comment)
	}
	sign := func(o mint.DCCOptions) string { return euDose().Sign(ministry(), o) }
	header := func(label, value any) string {
		return sign(mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: -7, mint.LabelKID: ministry().KID(),
			label: value}})
	}
	named := func(name, reason, kind string, certificates any, comment string) vector {
		v := euCode(name, specHCERT, "unreadable/"+reason,
			"decode", sign(mint.DCCOptions{Claims: map[any]any{mint.ClaimHCert: certificates}}), comment)
		v.details = kind
		return v
	}
	signed := func(payload ...byte) string { return sign(mint.DCCOptions{PayloadBytes: payload}) }
	twice := append([]byte{0xa2, 1, 0x62, 'U', 'T'}, 1, 0x62, 'X', 'U')
	deep := append(bytes.Repeat([]byte{0x81}, 40), 0)
	lone := euDose().Edit(`"v":[`, `"v":`).Edit(`}]`, `}`)
	return []vector{
		euCode("small", specHCERT, "valid", "", strings.Replace(good, "HC1:", "hc1:", 1),
			"The prefix in small letters."),
		damaged("digit", specBase45, good[:40]+"="+good[41:], "A character that Base45 does not have."),
		damaged("too-big", specBase45, "HC1:GGW", "Three digits above what two bytes hold."),
		damaged("length", specBase45, good+"0000", "A length that Base45 cannot have."),
		damaged("space-lost", specBase45, strings.Replace(good, good[60:61], "", 1), "A character missing."),
		damaged("uncompressed", specZlib, sign(mint.DCCOptions{Uncompressed: true}), "Not compressed."),
		damaged("cut", specZlib, good[:len(good)-30], "The end is missing."),
		named("no-hcert", "unsupported_format", "cwt", nil, "A signed token without health certificates."),
		named("number-9", "unsupported_format", "hcert_other", map[any]any{9: map[any]any{}},
			"A health certificate of a number that nobody defines."),
		named("ddcc", "unsupported_format", "ddcc", map[any]any{3: map[any]any{"n": "Example"}},
			"A vaccination in the form that WHO proposed."),
		named("icvp", "unsupported_format", "icvp", map[any]any{-6: map[any]any{"n": "Example"}},
			"A digital yellow card."),
		named("link", "needs_network", "vhlink", map[any]any{5: []any{map[any]any{"u": "shlink://e30="}}},
			"A signed link to a record."),
		euCode("version", specHCERT, "unreadable/unsupported_format", "decode", "HC2:"+good[4:], "A later version."),
		refused("bomb", "payload_too_large", "decode", specZlib,
			"HC1:"+mint.Base45(mint.Zlib(make([]byte, 1<<20))), "A megabyte of zeros."),
		refused("not-cbor", "payload_malformed", "decode", specSign1,
			"HC1:"+mint.Base45(mint.Zlib([]byte{0xff, 0})), "No CBOR."),
		refused("other-tag", "payload_malformed", "decode", specSign1,
			sign(mint.DCCOptions{Tags: []uint64{98}}), "The tag of a message of several signatures."),
		refused("tag-on-tag", "payload_malformed", "decode", specSign1,
			sign(mint.DCCOptions{Tags: []uint64{55799, 18}}), "A tag that says no more than that this is CBOR."),
		refused("deep", "payload_malformed", "payload", specCWT, signed(deep...), "Nested beyond every use."),
		refused("claim-twice", "payload_malformed", "payload", specCWT, signed(twice...),
			"A claim twice: readers differ on which one counts."),
		refused("huge", "payload_malformed", "payload", specCWT, signed(0xbb, 0xff, 0xff, 0xff, 0xff, 0xff,
			0xff, 0xff, 0xff), "A map that says to be larger than all memory."),
		euCode("no-map", specCWT, unclear,
			"payload", sign(mint.DCCOptions{Claims: map[any]any{mint.ClaimHCert: map[any]any{1: []byte("x")}}}),
			"A byte string where the certificate is due."),
		euCode("exp-text", specCWT, unclear, "expiry",
			sign(mint.DCCOptions{Claims: map[any]any{mint.ClaimExpires: "2041"}}), "An expiry in words."),
		euCode("two-groups", specSchema, unclear, "payload", euDose().Edit(`"v":[`,
			`"r":[{}],"v":[`).Sign(ministry(), mint.DCCOptions{}), "A vaccination and a recovery in one."),
		euCode("no-group", specSchema, unclear, "payload", euDose().Edit(`"v":[`, `"x":[`).Sign(ministry(),
			mint.DCCOptions{}), "Neither vaccination nor test nor recovery."),
		euCode("month-17", specSchema, unclear, "policy", euDose().Edit("2021-07-31",
			"2021-17-31").Sign(ministry(), mint.DCCOptions{}), "The seventeenth month."),
		euCode("one-entry", specSchema, "valid", "", lone.Sign(ministry(), mint.DCCOptions{}),
			"The entry itself where a list of one is due."),
		refused("crit", "header_malformed", "header", specSign1, header(mint.LabelCrit, []any{99}),
			"A header that says it must be understood."),
		refused("kid-text", "header_malformed", "header", specSign1,
			sign(mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: -7, mint.LabelKID: "key"}}),
			"A key id in words."),
		refused("kid-none", "header_malformed", "header", specSign1,
			sign(mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: -7}}), "No key id."),
		refused("alg-es384", "algorithm_not_allowed", "header", specCOSEAlg, header(mint.LabelAlg, -35),
			"ES384, which the specification does not have."),
		refused("alg-hmac", "algorithm_not_allowed", "header", specCOSEAlg, header(mint.LabelAlg, 5),
			"A shared secret in place of a key."),
		refused("alg-rs256", "algorithm_not_allowed", "header", specCOSEAlg, header(mint.LabelAlg, -257),
			"RSA with the older padding."),
		refused("signature-der", "signature_malformed", "signature", specCOSEAlg,
			sign(mint.DCCOptions{DER: true}), "The signature in the form of ASN.1."),
		refused("signature-cut", "signature_malformed", "signature", specCOSEAlg,
			sign(mint.DCCOptions{Truncate: 1}), "A byte missing."),
		refused("signature-long", "signature_malformed", "signature", specCOSEAlg,
			sign(mint.DCCOptions{Truncate: -1}), "A byte too many."),
	}
}

// euTimes are EU DCC at the ends of their own time and of that of their signer.
func euTimes() []vector {
	by := documentSigners()
	at := func(name, when, expect, fails, comment string) vector {
		v := euCode("time-"+name, specCWT, expect, fails, euDose().Sign(ministry(), mint.DCCOptions{}), comment)
		v.at = when
		return v
	}
	without := func(claim any) string {
		return euDose().Sign(ministry(), mint.DCCOptions{Claims: map[any]any{claim: nil}})
	}
	long, early, ms := euDose(), euDose(), euDose()
	ms.Issued, ms.Expires = 1627776000000, 2250892800000
	late := func(v vector) vector { v.at = "2041-12-31T00:00:00Z"; return v }
	long.Expires = time.Date(2042, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	early.Issued = time.Date(2021, 5, 1, 0, 0, 0, 0, time.UTC).Unix()
	return []vector{
		at("last", "2041-04-30T00:00:00Z", "valid", "", "The last second."),
		at("over", "2041-04-30T00:00:01Z", "invalid/expired", "expiry", "A second after it."),
		at("first", "2021-08-02T00:00:00Z", "valid", "", "Soon after its issue."),
		at("before", "2021-07-31T23:00:00Z", "invalid/not_yet_valid", "not_before", "Before its issue."),
		euCode("period-outlived", specHCERT, "valid", "", long.Sign(ministry(), mint.DCCOptions{}),
			"Valid beyond the end of the signer's certificate, which is not over."),
		late(euCode("period-end", specHCERT, "review/key_outside_period",
			"key_period", long.Sign(ministry(), mint.DCCOptions{}), "The same after that end.")),
		euCode("time-milliseconds", specCWT, "valid", "", ms.Sign(ministry(), mint.DCCOptions{}),
			"Both times in milliseconds."),
		euCode("time-not-before", specCWT, "invalid/not_yet_valid", "not_before", euDose().Sign(ministry(),
			mint.DCCOptions{Claims: map[any]any{5: 2240000000}}), "Not to be used before a time that is ahead."),
		euCode("time-as-nbf", specCWT, "valid",
			"", euDose().Sign(ministry(), mint.DCCOptions{Claims: map[any]any{mint.ClaimIssued: nil,
				5: 1627776000}}), "The time of issue where a CWT says from when on it holds."),
		euCode("period-begin", specHCERT, "review/key_outside_period", "key_period", early.Sign(ministry(),
			mint.DCCOptions{}), "Issued before the signer's certificate began."),
		euCode("period-past", specHCERT, "review/key_outside_period", "key_period", euDose().Sign(by["past"],
			mint.DCCOptions{}), "A signer whose time was over before the issue."),
		euCode("no-exp", specCWT, unclear, "expiry", without(mint.ClaimExpires),
			"No expiry, which the specification requires."),
		euCode("no-iat", specCWT, unclear, "not_before", without(mint.ClaimIssued), "No time of issue."),
	}
}
