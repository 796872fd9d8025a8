package main

import (
	"slices"

	"vaxcheck/internal/mint"
)

// keys are cards whose key is not one of the issuer they name.
func keys() []vector {
	unknown := func(name, comment string, body []byte) vector {
		return vector{name: "key-" + name, spec: specKeys, comment: comment,
			expect: "review/key_unknown", fails: "key", body: body}
	}
	edge := func(name, nbf, expect, comment string) vector {
		fails := map[string]string{"review/key_outside_period": "key_period"}[expect]
		return vector{name: "key-period-" + name, spec: specCert, comment: comment, expect: expect,
			fails: fails, body: jp(issuedAt(mint.Hanako(), nbf))}
	}
	evil := forger(usURL)
	foreign := issuer(japanURL, "", "us 1") // a card of the one signed with the other's key
	stranger := forger("https://health.example.com/issuer")
	posing := sample().EditHeader(us().KID, `x`).EditHeader(`"kid":"x"`, embeddedKey()+`,"kid":"`+us().KID+`"`)
	return []vector{
		unknown("unlisted", "A key of the issuer that the trust set lacks.", by(japanUnlisted(),
			mint.Japan(japanUnlisted(), mint.Hanako()))),
		unknown("of-another-issuer", "A card of one issuer, signed by another that is trusted too.",
			by(foreign, mint.Japan(foreign, mint.Hanako()))),
		unknown("of-nobody", "A key id that nobody has.",
			headed(us().KID, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
		unknown("case", "Key ids are compared with case.", headed(us().KID, swapCase(us().KID))),
		unknown("padded", "A key id with padding is another.", headed(us().KID, us().KID+"=")),
		unknown("forger", "A key of the forger's own, under the name of an issuer.",
			by(evil, mint.US(evil, mint.Sample()))),
		unknown("forger-jwk", "The same with the key inside the header.", by(evil,
			mint.US(evil, mint.Sample()).EditHeader(`"zip":"DEF",`, `"zip":"DEF",`+embeddedKey()+`,`))),
		{name: "key-posing", spec: specKeys, expect: "invalid/signature_invalid", fails: "signature",
			body:    by(evil, posing),
			comment: "The issuer's key id, the forger's signature, and his key inside the header."},
		{name: "key-posing-plain", spec: specKeys,
			expect: "invalid/signature_invalid", fails: "signature", body: by(evil, sample()),
			comment: "The issuer's key id over the forger's signature."},
		{name: "key-of-specimen", spec: specKeys, expect: "review/key_unknown", fails: "key",
			body:    by(mint.Specimen(), sample().EditHeader(us().KID, mint.Specimen().KID)),
			comment: "A specimen's key under the name of a real issuer, which does not list it."},
		{name: "key-shared-stranger", spec: specKeys, expect: "review/issuer_unknown", fails: "issuer",
			body:    by(clinic("a"), mint.US(clinic("a"), mint.Sample()).EditPayload("clinic-a", "clinic-c")),
			comment: "A third issuer with a key that two others share."},
		{name: "issuer-unknown", spec: specKeys, expect: "review/issuer_unknown", fails: "issuer",
			body:    by(stranger, mint.US(stranger, mint.Sample())),
			comment: "A good signature of an issuer that nobody lists: it proves nothing."},
		{name: "issuer-elsewhere", spec: specKeys,
			expect: "review/issuer_unknown", fails: "issuer", trust: trustElsewhere, body: jp(mint.Hanako()),
			comment: "A genuine card, but the trust set has no such issuer."},
		{name: "key-other-listed", spec: specKeys,
			expect: "review/key_unknown", fails: "key", trust: trustOtherKey, body: jp(mint.Hanako()),
			comment: "A genuine card, but the trust set has only another key of its issuer."},
		{name: "issuer-not-bundled", spec: specKeys,
			expect: "review/issuer_unknown", fails: "issuer", trust: trustBundled, body: jp(mint.Hanako()),
			comment: "The issuers of these vectors stand in no real directory."},
		{name: "key-period", spec: specCert, expect: "review/key_outside_period", fails: "key_period",
			body:    by(japanNext(), mint.Japan(japanNext(), mint.Hanako())),
			comment: "Issued before the certificate of its key."},
		{name: "key-period-after", spec: specCert, expect: "review/key_outside_period", fails: "key_period",
			body:    jp(issuedAt(mint.Hanako(), "1700000000")),
			comment: "Issued after every certificate of its key."},
		edge("first", "1638316800", "valid", "Issued in the first second of the certificate."),
		edge("too-early", "1638316799.9", "review/key_outside_period", "Issued a moment before it."),
		edge("last", "1685577600", "valid", "Issued in the last second of the last certificate."),
		edge("too-late", "1685577601", "review/key_outside_period", "Issued a second after it."),
		{name: "key-period-renewed", spec: specCert, expect: "valid", body: jp(issuedAt(mint.Hanako(), "1660000000")),
			comment: "Issued within the second of two certificates of its key."},
		{name: "key-period-stray", spec: specCert,
			expect: "valid", body: by(japanStray(), mint.Japan(japanStray(), mint.Hanako())),
			comment: "A certificate made out to another issuer says nothing."},
		{name: "specimen-built-in", spec: specContract, expect: "specimen/specimen", fails: "specimen",
			body:    by(mint.Specimen(), mint.Japan(mint.Specimen(), mint.Hanako())),
			comment: "The specimen issuer, which every trust set answers for."},
		{name: "specimen-bundled", spec: specContract, expect: "specimen/specimen", fails: "specimen",
			trust:   trustBundled,
			body:    by(mint.Specimen(), mint.US(mint.Specimen(), mint.Sample())),
			comment: "The same with the bundled trust set."},
		{name: "specimen-test-system", spec: specContract, expect: "specimen/specimen", fails: "specimen",
			trust:   trustTests,
			body:    by(testSystem(testSystemURL), mint.US(testSystem(testSystemURL), mint.Sample())),
			comment: "A test system that the directory lists with a key of its own."},
		{name: "specimen-test-name", spec: specContract, expect: "valid", trust: trustTests,
			body:    by(testSystem(besideTestURL), mint.US(testSystem(besideTestURL), mint.Sample())),
			comment: "An address that only sounds like one: the table is of exact addresses."},
		{name: "specimen-key", spec: specContract, expect: "specimen/specimen", fails: "specimen",
			body:    by(careless(), mint.US(careless(), mint.Sample())),
			comment: "A listed issuer whose key has a public private half."},
		{name: "specimen-forged", spec: specContract, expect: "invalid/signature_invalid", fails: "signature",
			body:    qr(alter(mint.US(mint.Specimen(), mint.Sample()).JWS(mint.Specimen()))),
			comment: "Not even the specimen's signature holds."},
		{name: "specimen-expired", spec: specContract, expect: "invalid/expired", fails: "expiry specimen",
			body:    by(mint.Specimen(), mint.US(mint.Specimen(), expiring(mint.Sample(), "1700000000"))),
			comment: "A specimen that has expired is refused first."},
		{name: "specimen-unvaccinated", spec: specContract, expect: "specimen/specimen", fails: "specimen policy",
			body: by(mint.Specimen(), mint.US(mint.Specimen(), mint.Tested())), at: "2022-01-11T00:00:00Z",
			comment: "A specimen that does not meet the policy is a specimen first."},
	}
}

// swapCase turns small letters of ASCII into capitals and the other way.
func swapCase(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			b[i] = c ^ 0x20
		}
	}
	return string(b)
}

// issuerURLs are cards of a forger whose URL looks like that of a real issuer.
// Their signatures are good, for what that is worth.
func issuerURLs() []vector {
	const unknown = "review/issuer_unknown"
	looks := func(name, url, verdict, comment string) vector {
		return vector{name: "issuer-" + name, spec: specKeys, comment: comment, expect: verdict,
			fails: map[string]string{unknown: "issuer", "review/key_unknown": "key"}[verdict],
			body:  by(forger(url), mint.Japan(forger(url), mint.Hanako()))}
	}
	// read is an issuer's URL in another form, in cards of the issuer and of a forger.
	read := func(name, url, comment string) []vector {
		own := looks(name, url, "valid", comment)
		own.body = by(japan(), mint.Japan(japan(), mint.Hanako()).EditPayload(japanURL, url))
		return []vector{own, looks(name+"-forged", url, "review/key_unknown", "The same by somebody else.")}
	}
	forms := slices.Concat(
		read("upper-case-scheme", "HTTPS://vc.example.jp/issuer", "The scheme in capitals."),
		read("slash", japanURL+"/", "A slash at the end."),
		read("http", "http://vc.example.jp/issuer", "Without encryption."),
	)
	return append(forms,
		looks("upper-case-host", "https://VC.example.jp/issuer", unknown, "The host in capitals."),
		looks("upper-case-path", "https://vc.example.jp/Issuer", unknown, "The path in capitals."),
		looks("neighbour", "https://tenants.example.net/r4/abcdef", unknown, "Another tenant of the same server."),
		looks("double-slash", "https://vc.example.jp//issuer", unknown, "A slash twice."),
		looks("port", "https://vc.example.jp:443/issuer", unknown, "The port that is the default."),
		looks("percent", "https://vc.example.jp/%69ssuer", unknown, "A letter in percent-encoding."),
		looks("dots", "https://vc.example.jp/x/../issuer", unknown, "A path that leads back."),
		looks("longer", "https://vc.example.jp/issuer/2", unknown, "A further part of the path."),
		looks("suffix", "https://vc.example.jp.evil.example/issuer", unknown, "The host as the beginning of another."),
		looks("user", "https://vc.example.jp@evil.example/issuer", unknown, "The host as a user's name."),
		looks("query", japanURL+"?x=1", unknown, "A query."),
		looks("fragment", japanURL+"#x", unknown, "A fragment."),
		looks("cyrillic", "https://v\u0441.example.jp/issuer", unknown, "A Cyrillic letter in place of a Latin one."),
		looks("fullwidth", "https://vc.example.jp/\uff49ssuer", unknown,
			"A full-width letter in place of an ordinary one."),
		looks("zero-width", "https://vc.example.jp/\u200bissuer", unknown, "A character without width."),
		looks("bidi", "https://vc.example.jp/\u202ereussi", unknown, "Letters that are shown from right to left."),
		looks("control", "https://vc.example.jp/issuer\x1b[2J", unknown, "A sequence that clears the screen."),
		looks("no-url", "vc.example.jp", unknown, "No URL at all."),
		looks("no-host", "https:///issuer", unknown, "No host."),
		looks("scheme", "data:text/plain,issuer", unknown, "Another scheme."),
	)
}
