package main

import (
	"bytes"
	"crypto/x509/pkix"
	"encoding/asn1"
	"time"

	"vaxcheck/internal/mint"
)

const specCRL = "RFC 5280 section 5"

// Times of the lists: all vectors but those that say otherwise are judged on
// the first of September.
var (
	listMade = day(2026, 8)
	listNext = time.Date(2026, 10, 30, 0, 0, 0, 0, time.UTC)
	listOld  = day(2026, 4)
)

// healthSerial is the serial number of the health office's certificate.
const healthSerial = 2

// announcing is the health office with a certificate that says where the list
// is.
func announcing() mint.Signer {
	return utopian(mint.SignerOptions{CRL: "https://crl.example/UTO.crl"})
}

// arcadia is an authority of another invented state.
func arcadia() mint.Authority {
	return mint.NewAuthority("UT", "UTO", "Arcadia test CSCA", "vaxcheck test authority: arcadia")
}

func serials(n ...int64) mint.ListOptions { return mint.ListOptions{Serials: n} }

func utopiaList(made, next time.Time, o mint.ListOptions) []byte {
	return mint.ListPEM(utopia().CRL(made, next, o))
}

// listFiles are the authority with its revocation lists, one file for each
// state of things.
func listFiles() []file {
	with := func(name string, parts ...[]byte) file {
		return file{"trust/" + name, append(utopia().PEM(), bytes.Join(parts, nil)...)}
	}
	fresh, numbered := serials(7, -2), serials(7)
	numbered.Number = 5
	forgedList, delta := serials(healthSerial), serials(7)
	forgedList.By = forged().Key
	delta.Extensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 27}, Critical: true,
		Value: []byte{2, 1, 1}}}
	return []file{
		with("csca-fresh.pem", utopiaList(listMade, listNext, fresh)),
		with("csca-revoked.pem", utopiaList(listMade, listNext, serials(7, healthSerial))),
		with("csca-stale.pem", utopiaList(listOld, day(2026, 7), numbered)),
		with("csca-stale-revoked.pem", utopiaList(listOld, day(2026, 7), serials(healthSerial))),
		with("csca-open.pem", utopiaList(listMade, time.Time{}, numbered)),
		with("csca-forged.pem", utopiaList(listMade, listNext, forgedList)),
		with("csca-other.pem", arcadia().PEM(), mint.ListPEM(arcadia().CRL(listMade, listNext, serials(healthSerial)))),
		with("csca-delta.pem", utopiaList(listMade, listNext, delta)),
		with("csca-two.pem", utopiaList(listMade, listNext, serials(healthSerial)),
			utopiaList(listOld, listNext, numbered)),
		with("csca-lifted.pem", utopiaList(listOld, listNext, serials(healthSerial)),
			utopiaList(listMade, listNext, numbered)),
		{"trust/utopia.crl", utopia().CRL(listMade, listNext, fresh)},
	}
}

// sealLists are good VDS-NC, judged with revocation lists in every state.
func sealLists() []vector {
	announced, silent := hanakoSeal().Sign(announcing()), hanakoSeal().Sign(healthOffice())
	short := mint.SignerOptions{From: day(2021, 6), To: day(2026, 7), CRL: "https://crl.example/UTO.crl"}
	with := func(name, trust, body, expect, fails, comment string) vector {
		v := seal("list-"+name, specCRL, expect, fails, body, comment)
		v.trust = trust
		return v
	}
	valid := func(name, trust, body, comment string) vector { return with(name, trust, body, "valid", "", comment) }
	unknown := func(name, trust, details, comment string) vector {
		return vectorDetails(with(name, trust, announced, "review/revocation_unknown", "revocation", comment), details)
	}
	at := func(v vector, when string) vector {
		v.at = when
		return v
	}
	allowed := valid("stale-allowed", "csca-stale.pem", announced, "Out of date, where the policy does without lists.")
	allowed.policy = "missing-lists.toml"
	behind := with("clock", "csca-fresh.pem", announced, "review/clock_doubtful", "revocation",
		"The clock is earlier than a list that its authority has signed already.")
	behind.now = "2026-07-31T00:00:00Z"
	ended := vectorDetails(at(with("after-signer", "csca-fresh.pem", hanakoSeal().Sign(utopian(short)),
		"review/revocation_unknown", "revocation",
		"A list that was made after the end of the signer's certificate may leave it out, whatever time is judged as of."), "2026-06-01T00:00:00Z"), "list_missing")
	return []vector{
		valid("fresh", "csca-fresh.pem", announced, "A current list that names others."),
		valid("fresh-silent", "csca-fresh.pem", silent,
			"The same list, where the signer's certificate does not announce one."),
		with("revoked", "csca-revoked.pem", announced, "invalid/revoked", "revocation",
			"The signer's certificate is on the list."),
		with("revoked-silent", "csca-revoked.pem", silent, "invalid/revoked", "revocation",
			"On the list, though the signer's certificate does not announce one."),
		with("stale-revoked", "csca-stale-revoked.pem", silent, "invalid/revoked", "revocation",
			"On a list that is out of date: what was revoked stays so."),
		at(with("revoked-later", "csca-revoked.pem", announced, "invalid/revoked", "revocation",
			"Judged as of a time before it was revoked: the list that is held counts."), "2022-01-01T00:00:00Z"),
		at(valid("fresh-later", "csca-fresh.pem", announced,
			"Judged as of a time before the list: a later one knows more."), "2022-01-01T00:00:00Z"),
		unknown("stale", "csca-stale.pem", "list_out_of_date", "The list says that a newer one was due."),
		valid("stale-silent", "csca-stale.pem", silent, "Out of date, and none announced: as if none were held."),
		allowed,
		at(valid("due", "csca-fresh.pem", announced, "The last second before a newer list is due."),
			"2026-10-30T00:00:00Z"),
		at(unknown("overdue", "csca-fresh.pem", "list_out_of_date", "A second after it."), "2026-10-30T00:00:01Z"),
		valid("open", "csca-open.pem", announced, "A list that does not say when the next one is due, some weeks old."),
		at(unknown("open-stale", "csca-open.pem", "list_out_of_date", "The same, older than 90 days."),
			"2026-10-30T00:00:01Z"),
		unknown("forged", "csca-forged.pem", "list_missing", "A list signed with somebody else's key counts as none."),
		valid("forged-silent", "csca-forged.pem", silent, "It revokes nothing either."),
		unknown("other", "csca-other.pem", "list_missing", "The serial number is on another authority's list."),
		unknown("delta", "csca-delta.pem", "list_missing", "A list of changes alone is not used."),
		with("newest", "csca-two.pem", announced, "invalid/revoked", "revocation", "The newer of two lists counts."),
		valid("lifted", "csca-lifted.pem", announced, "The newer of two lists no longer names it."),
		behind, ended,
	}
}
