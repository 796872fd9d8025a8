package main

import (
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"strings"
	"time"

	"vaxcheck/internal/mint"
)

const (
	specVDS  = `ICAO technical report "VDS-NC", version 1.1`
	specBSC  = `ICAO Doc 9303-12 section 7.1.3, technical report "VDS-NC"`
	specJCS  = `RFC 8785`
	trustPEM = "csca.pem"
	// trustRenewed holds two certificates of the authority's key, one after the other.
	trustRenewed = "csca-renewed.pem"
)

// utopia is the authority of a state that is there for specimens. Its
// certificate writes the curve's parameters out, as Japan's does.
func utopia() mint.Authority {
	return mint.NewAuthority("UT", "UTO", "Utopia test CSCA",
		"vaxcheck test authority: utopia").Explicit(mint.P384Parameters())
}

// forged is an authority of the same name that nobody lists.
func forged() mint.Authority {
	return mint.NewAuthority("UT", "UTO", "Utopia test CSCA", "vaxcheck test authority: forger")
}

func authorityFiles() []file {
	renewed := append(utopia().Renewed(day(2021, 1), day(2030, 1)).PEM(),
		utopia().Renewed(day(2030, 1), day(2041, 1)).PEM()...)
	return append(listFiles(), file{"trust/" + trustPEM, utopia().PEM()}, file{"trust/" + trustRenewed, renewed})
}

func utopian(o mint.SignerOptions) mint.Signer {
	return utopia().Signer("vaxcheck test signer: utopia", o)
}

func healthOffice() mint.Signer { return utopian(mint.SignerOptions{}) }

// leaked is a signer whose key is blocked in signer.json.
func leaked() mint.Signer {
	return utopia().Signer("vaxcheck test signer: leaked", mint.SignerOptions{})
}

// seal makes vectors of Hanako's certificate of Utopia, judged with its
// authority.
func seal(name, spec, expect, fails, body, comment string) vector {
	return vector{name: "vds-" + name, spec: spec, expect: expect, fails: fails, trust: trustPEM,
		body: lines(body), comment: comment}
}

func hanakoSeal() mint.Seal { return mint.Vaccinated("UTO") }

// seals are ICAO VDS-NC as issuers make them, and spelled otherwise.
func seals() []vector {
	good := hanakoSeal().Sign(healthOffice())
	valid := func(name, body, comment string) vector { return seal(name, specVDS, "valid", "", body, comment) }
	spaced := hanakoSeal()
	spaced.Shown = strings.NewReplacer(`"seq":2`, `"seq": 2.0`, "è", `\u00e8`, "/", `\/`, `,"n":`,
		`, "n" : `).Replace(spaced.Data)
	grouped := hanakoSeal().Edit(`"nam":"Spikevax","vd":[`,
		`"nam":"Comirnaty","vd":[`).Edit(`"n":"MIHON HANAKO"`, `"n":"MIHON<<HANAKO"`).Edit(`1985-04-01`, `1985-XX-XX`)
	tested := utopian(mint.SignerOptions{Documents: []string{"NT"}})
	test := seal("test", specVDS, "valid", "", mint.TestedSeal("UTO").Sign(tested),
		"A negative PCR test, where the policy takes one.")
	test.policy, test.at = "pcr.toml", "2022-01-11T09:00:00+09:00"
	plain := seal("test-policy", specContract, "insufficient/policy_not_met",
		"policy", mint.TestedSeal("UTO").Sign(tested), "A test alone, where doses are asked for.")
	listed := announcing()
	allowed := valid("crl-allowed", hanakoSeal().Sign(listed), "The same where the policy does without lists.")
	allowed.policy = "missing-lists.toml"
	return []vector{
		valid("utopia", good,
			"Two doses of two products, signed under an authority whose certificate writes its curve out."),
		valid("array", "["+good+"]", "In an array of one, as a Japanese specimen is."),
		valid("indented", "[\n  "+strings.Replace(good, `,"sig":`, ",\n    \"sig\" :\n ", 1)+"\n]",
			"The same over several lines."),
		valid("spelling", spaced.Sign(healthOffice()), "White space, escapes and 2.0: the canonical form is the same."),
		valid("sig-first", swapMembers(good), "The members in another order."),
		valid("unsigned-member", hanakoSeal().Before(`"note":"x",`).Sign(healthOffice()),
			"A member beside data and sig is not signed, and ignored."),
		valid("signed-member", hanakoSeal().Edit(`"v":1}`, `"v":1,"x":{"y":[1]}}`).Sign(healthOffice()),
			"A member of data that nobody knows is signed all the same."),
		valid("grouped", grouped.Sign(healthOffice()),
			"A name with fillers, and a birth date of which only the year is known."),
		valid("es384", hanakoSeal().Sign(utopian(mint.SignerOptions{Curve: elliptic.P384()})), "P-384 with SHA-384."),
		valid("es512", hanakoSeal().Sign(utopian(mint.SignerOptions{Curve: elliptic.P521()})), "P-521 with SHA-512."),
		valid("twin", hanakoSeal().Sign(healthOffice().Twin(utopia())),
			"The twin of the signature of the signer's certificate, which holds as well."),
		valid("no-document-type", hanakoSeal().Sign(utopian(mint.SignerOptions{Documents: []string{}})),
			"A signer whose certificate does not tell the types of documents."),
		test, plain, allowed,
		vectorDetails(seal("crl", specCRL, "review/revocation_unknown", "revocation", hanakoSeal().Sign(listed),
			"The signer's certificate says where its revocation list is, and none is held."), "list_missing"),
		vectorDetails(seal("crl-issuer", specCRL, "review/revocation_unknown",
			"revocation", hanakoSeal().Sign(utopian(mint.SignerOptions{CRLIssuer: true})),
			"The signer's certificate says who issues its revocation list, and not where."), "list_missing"),
	}
}

// swapMembers puts sig before data.
func swapMembers(text string) string {
	data, sig, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(text, "{"), "}"), `,"sig":`)
	return `{"sig":` + sig + `,` + data + `}`
}

// sealForgeries are VDS-NC that somebody else than the issuer made or changed.
func sealForgeries() []vector {
	refused := func(name, reason, fails, body, comment string) vector {
		return seal(name, specVDS, "invalid/"+reason, fails, body, comment)
	}
	signer := func(name, reason, fails, comment string, o mint.SignerOptions) vector {
		v := refused("signer-"+name, reason, fails, hanakoSeal().Sign(utopian(o)), comment)
		v.spec = specBSC
		return v
	}
	stolen := healthOffice()
	stolen.Key = utopia().Signer("vaxcheck test signer: thief", mint.SignerOptions{}).Key
	usage := func(ids ...[]int) (o mint.SignerOptions) {
		for _, id := range ids {
			o.Usage = append(o.Usage, id)
		}
		return o
	}
	return []vector{
		refused("altered-date", "signature_invalid", "signature", hanakoSeal().Alter("2021-07-10",
			"2021-07-11").Sign(healthOffice()), "A date changed after signing."),
		refused("altered-name", "signature_invalid", "signature", hanakoSeal().Alter("HANAKO",
			"HANAKA").Sign(healthOffice()), "A letter of the name changed after signing."),
		refused("altered-unicode", "signature_invalid", "signature", hanakoSeal().Alter("è",
			"e\u0300").Sign(healthOffice()), "Another spelling of a letter in Unicode is another text."),
		refused("signer-stolen", "signature_invalid", "signature", hanakoSeal().Sign(stolen),
			"The health office's certificate over somebody else's signature."),
		signer("copied-key-id", "signer_not_certified", "key",
			"A certificate of the forger's own making, with name and key identifier of the authority.",
			mint.SignerOptions{By: forged().Key}),
		signer("key-usage", "signer_not_allowed", "key",
			"A signer whose key is to certify others, and not to sign documents.",
			mint.SignerOptions{KeyUsage: x509.KeyUsageCertSign}),
		signer("passport", "signer_not_allowed", "key",
			"A signer of passports, whom the same authority certified.", mint.SignerOptions{Passport: true,
				Documents: []string{}}),
		signer("other-usage", "signer_not_allowed", "key", "Another extended key usage.",
			usage([]int{2, 23, 136, 1, 1, 14, 3}, []int{1, 3, 6, 1, 5, 5, 7, 3, 1})),
		signer("no-key-id", "signer_not_allowed", "issuer key",
			"No authority key identifier.", mint.SignerOptions{NoKeyID: true}),
		signer("other-document", "signer_not_allowed", "key",
			"A signer of proofs of tests signed a proof of vaccination.",
			mint.SignerOptions{Documents: []string{"NT"}}),
		signer("critical", "signer_not_allowed", "key",
			"A critical extension that nobody understands.", mint.SignerOptions{Critical: true}),
		signer("other-name", "signer_not_certified", "key", "Another issuer's name than that of the authority.",
			mint.SignerOptions{Issuer: &pkix.Name{Country: []string{"UT"}, CommonName: "Utopia other CSCA"}}),
		seal("signer-sha1", specBSC, "review/key_unknown",
			"key", hanakoSeal().Sign(utopian(mint.SignerOptions{SHA1: true})),
			"The authority signed it over SHA-1, which proves nothing any more."),
		signer("other-country", "country_mismatch", "issuer",
			"The signer is of another country than its authority.", mint.SignerOptions{Country: "JP"}),
		refused("other-state", "country_mismatch", "issuer", mint.Vaccinated("JPN").Sign(healthOffice()),
			"A signer of one state speaks for another."),
		refused("unknown-altered", "signature_invalid", "issuer signature",
			hanakoSeal().Alter("HANAKO", "HANAKA").Sign(forged().Signer("vaxcheck test signer: other",
				mint.SignerOptions{})), "Altered, and of an authority that nobody lists."),
		seal("unknown", specBSC, "review/issuer_unknown", "issuer signature",
			hanakoSeal().Sign(forged().Signer("vaxcheck test signer: other", mint.SignerOptions{})),
			"A chain that is good in itself, to an authority that nobody lists."),
	}
}

// sealForms are VDS-NC that break the rules of form.
func sealForms() []vector {
	good := hanakoSeal().Sign(healthOffice())
	data := hanakoSeal().Data
	refused := func(name, reason, fails, body, comment string) vector {
		return seal(name, specVDS, "invalid/"+reason, fails, body, comment)
	}
	unread := func(name, reason, body, comment string) vector {
		return seal(name, specVDS, "unreadable/"+reason, "decode", body, comment)
	}
	negative := hanakoSeal().Sign(utopian(mint.SignerOptions{Negative: true}))
	return []vector{
		refused("data-twice", "payload_malformed",
			"payload", hanakoSeal().Before(`"data":`+data+`,`).Sign(healthOffice()), "data stands there twice."),
		refused("data-capital", "payload_malformed", "payload", hanakoSeal().Before(`"Data":`+data+
			`,`).Sign(healthOffice()), "Data beside data: a careless reader checks the one and shows the other."),
		refused("key-twice", "payload_malformed", "payload", hanakoSeal().Edit(`"seq":1`,
			`"seq":1,"seq":2`).Sign(healthOffice()), "A member twice, deep inside."),
		refused("lone-surrogate", "payload_malformed",
			"payload", hanakoSeal().Alter("HANAKO", `\ud800`).Sign(healthOffice()), "Half a character."),
		refused("number", "payload_malformed", "payload", hanakoSeal().Alter(`"seq":1`,
			`"seq":1e999`).Sign(healthOffice()), "A number without a canonical form."),
		seal("no-message", specVDS, unclear, "payload", hanakoSeal().Edit(`"msg":{`,
			`"msh":{`).Sign(healthOffice()), "The message under another name."),
		seal("no-version", specVDS, "valid", "", hanakoSeal().Edit(`,"v":1`, ``).Sign(healthOffice()), "No version."),
		seal("version-text", specVDS, "valid", "", hanakoSeal().Edit(`"v":1`, `"v":"1"`).Sign(healthOffice()),
			"The version as a text."),
		seal("no-events", specVDS, unclear, "payload", hanakoSeal().Edit(`"ve":[`,
			`"vf":[`).Sign(healthOffice()), "A signed proof of vaccination without one."),
		refused("deep", "payload_malformed", "payload", hanakoSeal().Edit(`"seq":1`, `"seq":`+
			strings.Repeat("[", 20)+strings.Repeat("]", 20)).Sign(healthOffice()), "Nested too deeply."),
		seal("state-small", specVDS, "valid", "", hanakoSeal().Edit(`"is":"UTO"`,
			`"is":"uto"`).Sign(healthOffice()), "The state in small letters."),
		refused("state-two", "issuer_malformed", "issuer", hanakoSeal().Edit(`"is":"UTO"`,
			`"is":"UT"`).Sign(healthOffice()), "A state of two letters."),
		refused("alg-none", "algorithm_not_allowed",
			"header", hanakoSeal().Algorithm("none").Sign(healthOffice()), "No algorithm."),
		refused("alg-hmac", "algorithm_not_allowed", "header",
			hanakoSeal().Algorithm("HS256").Sign(healthOffice()), "A shared secret in place of a key."),
		refused("alg-rsa", "algorithm_not_allowed", "header",
			hanakoSeal().Algorithm("RS256").Sign(healthOffice()), "RSA, which the report does not have."),
		refused("alg-other", "header_malformed",
			"header signature", hanakoSeal().Algorithm("ES384").Sign(healthOffice()),
			"An algorithm of another curve than the key's."),
		refused("signature-der", "signature_malformed", "signature", hanakoSeal().DER().Sign(healthOffice()),
			"The signature in the form of ASN.1."),
		refused("signature-cut", "signature_malformed", "signature", hanakoSeal().Cut(1).Sign(healthOffice()),
			"A byte missing."),
		refused("signature-break", "signature_malformed",
			"signature", strings.Replace(good, `"sigvl":"`, `"sigvl":"\n`, 1), "A line break inside base64url."),
		refused("certificate-cut", "header_malformed",
			"header", strings.Replace(good, `"cer":"MII`, `"cer":"MI`, 1), "A damaged certificate."),
		refused("certificate-none", "header_malformed",
			"header", strings.Replace(good, `"cer":"`, `"CER":"`, 1), "No certificate."),
		refused("certificate-long", "header_malformed", "header", strings.Replace(good, `"cer":"`,
			`"cer":"`+strings.Repeat("AAAA", 3000), 1), "A certificate larger than any real one."),
		refused("certificate-negative", "header_malformed", "header", negative, "A negative serial number."),
		unread("cut-short", "code_damaged", good[:len(good)-20], "The end is missing."),
		unread("trailing", "code_damaged", good+"{}", "More text after it."),
		unread("array-two", "code_damaged", "["+good+","+good+"]", "An array of two."),
		unread("array-empty-data", "code_damaged", `{"data":{},"sig":1}`, "sig is no object."),
		vectorDetails(unread("type", "unsupported_format", hanakoSeal().Edit("icao.vacc",
			"icao.other").Sign(healthOffice()), "A type of message that this version does not know."), "vds_nc"),
		vectorDetails(unread("version", "unsupported_format", hanakoSeal().Edit(`"v":1`,
			`"v":2`).Sign(healthOffice()), "A later version."), "vds_nc"),
	}
}

// sealDates are VDS-NC whose doses are dated otherwise than by a day. Both doses
// have the date, so that neither makes up for the other.
func sealDates() []vector {
	v := func(name, date, expect, fails, comment string) vector {
		return seal("date-"+name, specVDS, expect, fails,
			hanakoSeal().Edit("2021-07-10", date).Edit("2021-07-31", date).Sign(healthOffice()), comment)
	}
	const unmet = "insufficient/policy_not_met"
	none := func(name, date, comment string) vector { return v(name, date, unmet, "policy", comment) }
	unread := func(name, date, comment string) vector { return v(name, date, unclear, "policy", comment) }
	undated := hanakoSeal().Edit(`"dvc":"2021-07-10",`, "").Edit(`"dvc":"2021-07-31",`, "").Sign(healthOffice())
	return []vector{
		v("month", "2021-07-XX", "valid", "", "Filler letters for the day: some day of July."),
		v("year", "2021-XX-XX", "valid", "", "Filler letters for month and day."),
		v("short", "2021-07", "valid", "", "The same, cut short."),
		none("filler-future", "2030-01-XX", "Some day of a month to come."),
		unread("filler", "XXXX-XX-XX", "Nothing but filler letters."),
		none("slashes", "2030/01/01", "A day to come, with other signs between."),
		none("digits", "20300101", "A day to come, without signs between."),
		v("slashes-past", "2021/07/10", "valid", "", "A day with other signs between."),
		unread("impossible", "2021-02-30", "The thirtieth of February."),
		unread("words", "x", "A letter."),
		seal("date-missing", specVDS, unclear, "policy", undated, "No dates."),
	}
}

// sealFiles are VDS-NC as they stand in files: wrapped, cut short, one behind the
// other. A file and standard input lead to the same.
func sealFiles() []vector {
	good, other := hanakoSeal().Sign(healthOffice()), hanakoSeal().Edit("HANAKO", "JIRO").Sign(healthOffice())
	indented := "{\n  \"data\":\n    " +
		strings.TrimPrefix(strings.Replace(good, `,"sig":`, ",\n  \"sig\":\n    ", 1), `{"data":`)
	indented = strings.TrimSuffix(indented, "}") + "\n}"
	latin := hanakoSeal().Edit("Ministère/健康省", "Ministry").Sign(healthOffice())
	v := func(name, expect, fails, body, comment string) vector {
		return seal(name, specVDS, expect, fails, body, comment)
	}
	return []vector{
		v("wrapped", "valid", "", strings.TrimSuffix(fold(latin), "\n"),
			"Wrapped after 76 characters, as mail is: a line end inside a string is no part of it."),
		v("cut-then-good", "unreadable/code_damaged valid", "", good[:900]+"\n"+other,
			"One that is cut short does not swallow the next."),
		v("two-indented", "valid valid", "", indented+"\n"+indented, "Two over several lines each."),
		v("two-together", "valid valid", "", good+other, "Two on one line, nothing between them."),
	}
}

// sealBlocks are VDS-NC of signers and states that are blocked here.
func sealBlocks() []vector {
	v := func(name, layer, expect, fails string, by mint.Signer, comment string) vector {
		v := seal("blocked-"+name, specContract, expect, fails, hanakoSeal().Sign(by), comment)
		v.local = layer
		return v
	}
	const keyBlocked = "invalid/key_blocked"
	renewed := utopia().Signer("vaxcheck test signer: leaked", mint.SignerOptions{From: day(2021, 1), To: day(2041, 1)})
	return []vector{
		v("key", localSigner, keyBlocked, "key", leaked(), "A signer whose key is blocked."),
		v("key-twin", localSigner, keyBlocked, "key", leaked().Twin(utopia()),
			"Its certificate with the signature's twin is another certificate of the same key."),
		v("key-renewed", localSigner, keyBlocked, "key", renewed,
			"And so is a certificate that the authority issued later."),
		v("key-slack", localSigner, "invalid/header_malformed", "header", leaked().Slack(),
			"A certificate with a fourth part, which nobody signed."),
		v("key-other", localSigner, "valid", "", healthOffice(), "Another signer of the same state."),
		v("state", localState, "invalid/issuer_blocked", "issuer", healthOffice(), "A state that is blocked."),
	}
}

func vectorDetails(v vector, details string) vector {
	v.details = details
	return v
}

// sealTimes are VDS-NC at the ends of the periods of signer and authority, and
// specimens.
func sealTimes() []vector {
	at := func(name, when, expect, fails, comment string) vector {
		v := seal("time-"+name, specBSC, expect, fails, hanakoSeal().Sign(healthOffice()), comment)
		v.at = when
		return v
	}
	long := utopian(mint.SignerOptions{From: day(2019, 1), To: time.Date(2060, 1, 1, 0, 0, 0, 0, time.UTC)})
	by := func(name, when, expect, fails, comment string) vector {
		v := seal("authority-"+name, specBSC, expect, fails, hanakoSeal().Sign(long), comment)
		v.at = when
		return v
	}
	renewed := func(name, when, comment string) vector {
		v := by(name, when, "valid", "", comment)
		v.body, v.trust = lines(hanakoSeal().Sign(healthOffice())), trustRenewed
		return v
	}
	short := utopian(mint.SignerOptions{From: day(2021, 6), To: day(2021, 7)})
	late := seal("key-period", specBSC, "review/key_outside_period",
		"key_period policy", hanakoSeal().Sign(short),
		"A dose dated after the end of the signer's certificate, judged before that.")
	late.at, late.expect = "2021-06-20T00:00:00Z", "review/key_outside_period"
	unmet := seal("measles", specContract, "insufficient/policy_not_met",
		"policy", hanakoSeal().Sign(healthOffice()), "Doses against another disease than is asked for.")
	unmet.policy = "measles.toml"
	product := seal("accepted", specContract, "valid",
		"", hanakoSeal().Edit("Spikevax", "Comirnaty").Sign(healthOffice()),
		"A policy that asks for products: the brand in words leads to them.")
	product.policy = "accepted.toml"
	unknown := seal("product-unknown", specVDS, "valid", "", hanakoSeal().Edit("XM0GQ8",
		"XM9999").Edit("COMIRNATY", "Newvax").Edit("Spikevax", "Newvax").Sign(healthOffice()),
		"A code and a brand that nobody knows, against COVID-19.")
	other := seal("other-disease", specVDS, "insufficient/policy_not_met",
		"policy", hanakoSeal().Edit("RA01.0", "1D47").Sign(healthOffice()),
		"Codes that contradict each other: a vaccine against COVID-19, given against another disease.")
	return []vector{
		at("last", "2041-06-01T00:00:00Z", "valid", "", "The last second of the signer's certificate."),
		at("over", "2041-06-01T00:00:01Z", "invalid/expired", "expiry", "A second after it."),
		at("first", "2021-08-01T00:00:00Z", "valid", "", "Soon after the last dose."),
		at("before", "2021-05-31T00:00:00Z", "invalid/not_yet_valid", "not_before policy",
			"Before the signer's certificate began."),
		by("over", "2045-01-01T00:00:01Z", "invalid/expired", "expiry",
			"The signer's certificate outlives its authority's."),
		by("before", "2019-12-31T00:00:00Z", "invalid/not_yet_valid", "not_before policy",
			"Before the authority's certificate began."),
		renewed("renewed", "2035-01-01T00:00:00Z", "In the time of the second certificate of the authority's key."),
		renewed("not-yet-renewed", "2026-09-01T00:00:00Z", "In the time of the first."),
		late, unmet, product, unknown, other,
	}
}
