package main

import (
	"slices"

	"vaxcheck/internal/mint"
)

func issuedAt(p mint.Person, nbf string) mint.Person {
	p.NotBefore = nbf
	return p
}

func expiring(p mint.Person, exp string) mint.Person {
	p.Expires = exp
	return p
}

func revocable(p mint.Person, rid string) mint.Person {
	p.RID = rid
	return p
}

const malformedPayload = "invalid/payload_malformed"

// times are cards with unusual times of issue.
func times() []vector {
	v := func(name, nbf, at, expect, comment string) vector {
		fails := map[string]string{"invalid/not_yet_valid": "not_before", malformedPayload: "payload",
			unclear: "not_before"}[expect]
		spec := specNotBefore
		if expect == malformedPayload || expect == unclear {
			spec = specNumber
		}
		return vector{name: "nbf-" + name, spec: spec, comment: comment, expect: expect, fails: fails, at: at,
			body: by(usOffline(), mint.US(usOffline(), issuedAt(mint.Sample(), nbf)))}
	}
	const notYet = "invalid/not_yet_valid"
	list := []vector{
		v("skew", "1620000000", "2021-05-02T23:55:00Z", "valid",
			"Issued five minutes ahead of the time it is judged at."),
		v("beyond-skew", "1620000000", "2021-05-02T23:54:59Z", notYet, "A second more than clocks may differ."),
		v("fraction-skew", "1620000000.000001", "2021-05-02T23:55:00Z", notYet,
			"A microsecond more than clocks may differ."),
		v("future", "2533406445.73", "", notYet, "The year 2050."),
		v("milliseconds", "1618554442496", "", "valid", "Milliseconds, read as that."),
		v("milliseconds-future", "2533406445730", "", notYet, "Milliseconds of the year 2050."),
		v("milliseconds-old", "1500000000000", "", unclear,
			"Neither milliseconds of a year in which there were cards, nor seconds of any."),
		v("huge", "1e300", "", unclear, "Later than there will be clocks."),
		v("epoch", "0", "", "valid", "The first second."),
		v("fraction", "1620000000.1234567890123456789", "", "valid", "More digits than a clock has."),
		v("exponent", "1.62e9", "", "valid", "Written with an exponent."),
		v("negative-zero", "-0", "", "valid", "A zero with a sign."),
		v("text", `"1620000000"`, "", "valid", "A text with the number in it."),
		v("date", `"2021-05-03T00:00:00Z"`, "", "valid", "A text with a date in it."),
		v("words", `"last spring"`, "", unclear, "A text with neither."),
		v("null", "null", "", unclear, "null."),
		v("true", "true", "", unclear, "A truth value."),
		v("list", "[1620000000]", "", unclear, "A list."),
		v("negative", "-1", "", unclear, "Before 1970."),
		v("overflow", "1e400", "", unclear, "Beyond every number of a computer."),
		v("leading-zero", "01620000000", "", malformedPayload, "JSON has no leading zeros."),
		v("hexadecimal", "0x60000000", "", malformedPayload, "JSON has no hexadecimal numbers."),
	}
	missing := vector{name: "nbf-missing", spec: specClaims, expect: unclear, fails: "not_before",
		body: with(`"nbf":`, `"NBF":`), comment: "Neither nbf nor iat."}
	draft := vector{name: "nbf-as-iat", spec: specClaims, expect: "valid",
		body: with(`"nbf":`, `"iat":`), comment: "iat, as in drafts before the first release, in place of nbf."}
	section12 := vector{name: "nbf-later", spec: specNotBefore, expect: notYet,
		fails: "not_before", at: "2022-04-15T02:26:40Z",
		body: jp(mint.Hanako()), comment: "A genuine card judged hours before it was issued."}
	return append(list, missing, draft, section12)
}

// expiries are cards that expire.
func expiries() []vector {
	v := func(name, exp, at, expect, comment string) vector {
		fails := map[string]string{"invalid/expired": "expiry", unclear: "expiry"}[expect]
		return vector{name: "exp-" + name, spec: specExpiry, comment: comment, expect: expect, fails: fails, at: at,
			body: american(expiring(mint.Sample(), exp))}
	}
	const expired = "invalid/expired"
	return []vector{
		v("past", "1700000000", "", expired, "Expired long ago."),
		v("ahead", "1800000000", "2027-01-15T07:59:59Z", "valid", "A second is left."),
		v("now", "1800000000", "2027-01-15T08:00:00Z", expired, "The second of the expiry is too late."),
		v("fraction-ahead", "1800000000.5", "2027-01-15T08:00:00.4Z", "valid", "A tenth of a second is left."),
		v("fraction-now", "1800000000.5", "2027-01-15T08:00:00.5Z", expired, "The expiry to a fraction of a second."),
		v("before-issue", "1619999999", "2021-05-02T23:58:00Z", expired,
			"An expiry before the issue, judged before both."),
		v("at-issue", "1620000000", "2021-05-02T23:58:00Z", expired, "It never had a moment in which it was good."),
		v("zero", "0", "", expired, "Expired in 1970, and not without expiry."),
		v("milliseconds", "1739496673998", "", expired, "Milliseconds; read as seconds it would be good for ever."),
		v("milliseconds-ahead", "1800000000000", "2027-01-15T07:59:59Z", "valid",
			"Milliseconds, and a second is left."),
		v("milliseconds-old", "1500000000000", "", unclear,
			"Neither milliseconds of a year in which there were cards, nor seconds of any."),
		v("bound", "1e11", "", "valid", "The greatest number that is never taken for milliseconds."),
		v("far", "99999999999", "", "valid", "A number below it."),
		v("never", "253402300799", "", "valid", "The last second of the year 9999, which stands for never."),
		v("text", `"1800000000"`, "", "valid", "A text with the number in it."),
		v("year", `"2041"`, "", unclear, "A text with a year in it."),
		v("null", "null", "", "valid", "null is read as not given."),
		v("negative", "-1", "", unclear, "Before 1970."),
	}
}

// revocations are cards of the issuer that revokes by id. See us for its list.
func revocations() []vector {
	v := func(name, rid, nbf, expect, comment string) vector {
		fails := map[string]string{"invalid/revoked": "revocation", "review/revocation_unknown": "revocation"}[expect]
		return vector{name: "rid-" + name, spec: specRevoke, comment: comment, expect: expect, fails: fails,
			body: american(revocable(issuedAt(mint.Sample(), nbf), rid))}
	}
	const nbf, revoked = "1620000000", "invalid/revoked"
	list := []vector{
		v("always", "always", nbf, revoked, "An entry without time revokes all cards of the id."),
		v("later", "later", nbf, revoked, "Issued a second before the time of the entry."),
		v("equal", "equal", nbf, "valid", "Issued at the very time of the entry: not before it."),
		v("earlier", "earlier", nbf, "valid", "Issued anew after the time of the entry."),
		v("fraction", "fraction", "1619999999.999999", revoked, "Issued a microsecond before the time of the entry."),
		v("fraction-later", "equal", "1620000000.000001", "valid", "Issued a microsecond after the time of the entry."),
		v("unreadable-time", "unreadable", nbf, revoked, "A time that cannot be read counts as none."),
		v("empty-time", "empty-stamp", nbf, revoked, "A dot without a time."),
		v("twice", "twice", nbf, revoked, "Of two entries only the second revokes it."),
		v("twice-later", "twice", "1640000000", "valid", "Issued after both entries of the id."),
		v("dot", "always.1", nbf, revoked, "A time in the card's own id is not compared."),
		v("case", "case", nbf, "valid", "Ids are compared with case."),
		v("beginning", "alway", nbf, "valid", "The beginning of an id is another id."),
		v("longer", "always1", nbf, "valid", "An id that begins like another."),
		v("bad-alphabet", "base64==", nbf, revoked, "An entry of another form names what it names."),
		v("padded", "always==", nbf, "review/revocation_unknown",
			"The list names the id but for the padding behind it."),
		v("too-long", "longer-than-twenty-four-characters", nbf, revoked,
			"So does one that is longer than the specification allows."),
		v("none", "", nbf, "valid", "A card without id cannot be named."),
	}
	offline := vector{name: "rid-not-offered", spec: specRevoke, expect: "valid",
		body:    by(usOffline(), mint.US(usOffline(), revocable(mint.Sample(), "always"))),
		comment: "The list is another key's; this key announces none."}
	forged := vector{name: "rid-forged", spec: specRevoke, expect: "invalid/signature_invalid", fails: "signature",
		body:    qr(alter(mint.US(us(), revocable(mint.Sample(), "always")).JWS(us()))),
		comment: "Only of a proven card is it said that it is revoked."}
	return append(list, slices.Concat([]vector{offline, forged}, unclearRevocations())...)
}

// unclearRevocations are proven cards whose content is not where it belongs: what a list
// names by the id that was read is revoked all the same.
func unclearRevocations() []vector {
	v := func(name, expect, fails, comment string, i mint.Issuer, p mint.Person) vector {
		card := mint.US(i, p).EditPayload(`"fhirBundle"`, `"bundle"`)
		return vector{name: name, spec: specRevoke, expect: expect, fails: fails, comment: comment,
			body: qr(card.JWS(i))}
	}
	const unclear = "review/content_unclear"
	return []vector{
		v("rid-unclear", "invalid/revoked", "payload revocation",
			"The id is named, whatever else cannot be read.", us(), revocable(mint.Sample(), "always")),
		v("rid-unclear-none", unclear, "payload",
			"Without an id that was read the list may name the card or not.", us(), mint.Sample()),
		v("hash-unclear", unclear, "payload", "A list of hashes of content that cannot be read says nothing.",
			hashKey(hanakoID), revocable(mint.Sample(), hanakoID)),
	}
}

// revocationStates are cards of issuers whose lists are missing or unusual.
func revocationStates() []vector {
	v := func(name string, i mint.Issuer, expect, comment string) vector {
		fails := map[string]string{"invalid/revoked": "revocation", "review/revocation_unknown": "revocation"}[expect]
		return vector{name: "list-" + name, spec: specRevoke, comment: comment, expect: expect, fails: fails,
			body: by(i, mint.US(i, revocable(mint.Sample(), "always")))}
	}
	const revoked, unknown = "invalid/revoked", "review/revocation_unknown"
	allowed := v("missing-allowed", listMissing(), "valid", "The same under a policy that allows it.")
	allowed.policy = "missing-lists.toml"
	spared := v("out-of-step-spared", listOutOfStep(), "valid", "The same list does not name this card.")
	spared.body = by(listOutOfStep(), mint.US(listOutOfStep(), mint.Sample()))
	hash := func(name, entry string, p mint.Person, expect, comment string) vector {
		i := hashKey(entry)
		return vector{name: "hash-" + name, spec: specLegacy, comment: comment, expect: expect,
			fails: map[string]string{revoked: "revocation"}[expect], body: by(i, mint.Japan(i, p))}
	}
	other := mint.Hanako()
	other.BirthDate = "1985-04-02"
	return []vector{
		v("missing", listMissing(), unknown, "The key announces a list that the trust set does not have."),
		allowed,
		v("unknown-method", listUnknownMethod(), unknown, "The list works by a method that is not known."),
		v("of-another-key", listOfAnotherKey(), unknown, "The list is for a key that the issuer does not have."),
		v("unreadable-version", listUnreadableVersion(), unknown, "What the key announces cannot be read."),
		v("out-of-step", listOutOfStep(), revoked, "A list of another moment than the key set still revokes."),
		spared,
		v("unannounced", listUnannounced(), revoked, "A list that the key does not announce is used too."),
		v("counter-in-words", listInWords(), revoked, "Counters written as texts."),
		v("empty", listEmpty(), "valid", "A list without entries."),
		hash("named", hanakoID, mint.Hanako(), revoked, "A card without id, named by a hash of its content."),
		hash("equal", hanakoID+".1650000000", mint.Hanako(), "valid",
			"Issued a fraction of a second after the time of the entry."),
		hash("later", hanakoID+".1650000001", mint.Hanako(), revoked, "Issued a second before the time of the entry."),
		hash("other-content", hanakoID, other, "valid", "Another birth date is another hash."),
		hash("with-id", hanakoID, revocable(mint.Hanako(), "another"), "valid",
			"A card that has an id is named by it."),
		hash("id-is-hash", hanakoID, revocable(other, hanakoID), revoked, "An id that equals an entry."),
	}
}

// trustStates are good cards judged with trust data or a clock in doubt.
func trustStates() []vector {
	v := func(name, trust, policy, expect, fails, comment string) vector {
		return vector{name: name, trust: trust, policy: policy, spec: specContract, comment: comment,
			expect: expect, fails: fails, body: jp(mint.Hanako())}
	}
	at := func(t string, v vector) vector { v.at = t; return v }
	now := func(t string, v vector) vector { v.now = t; return v }
	const tooOld, doubtful = "review/trust_too_old", "review/clock_doubtful"
	return []vector{
		at("2026-09-21T04:43:50Z", v("trust-age-limit", "", "fresh.toml", "valid", "",
			"Thirty days old to the second.")),
		at("2026-09-22T04:43:50Z", v("trust-age-beyond", "", "fresh.toml", tooOld, "trust_age",
			"Thirty-one days old.")),
		v("trust-age-old", trustOld, "fresh.toml", tooOld, "trust_age", "A set of another year."),
		v("trust-age-unlimited", trustOld, "", "valid", "", "Without a limit the age does not matter."),
		v("trust-age-unknown", trustUndated, "fresh.toml", tooOld, "trust_age",
			"A set that does not tell its age, where that matters."),
		v("trust-age-unknown-unlimited", trustUndated, "", "valid", "", "The same where it does not."),
		now("2026-08-22T04:38:50Z", v("clock-skew", "", "", "valid", "", "Five minutes before the set was made.")),
		now("2026-08-22T04:38:49Z", v("clock-behind", "", "", doubtful, "clock",
			"A second more: the clock must be wrong.")),
		now("1970-01-01T00:00:30Z", v("clock-reset", "", "", doubtful, "not_before clock policy",
			"A clock that was reset refuses nobody.")),
		now("2026-09-01T00:00:00Z", v("clock-right", "", "", "valid", "",
			"The clock itself, with nothing to say against it.")),
		at("2023-01-01T00:00:00Z", v("clock-stated", "", "", "valid", "",
			"A stated time may lie before the set was made.")),
		{name: "clock-behind-expired", spec: specContract,
			expect: "invalid/expired", fails: "expiry clock", now: "2026-08-01T00:00:00Z",
			body: american(expiring(mint.Sample(), "1700000000")), comment: "Expired even to a clock that is behind."},
		{name: "trust-age-forged", spec: specContract, expect: "invalid/signature_invalid",
			fails: "signature trust_age", trust: trustOld, policy: "fresh.toml",
			body: lines(alter(hanako().JWS(japan()))), comment: "Forged, whatever the age of the set."},
	}
}
