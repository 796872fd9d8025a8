package main

import (
	"strings"

	"vaxcheck/internal/mint"
)

// uuid is an id that is longer than the specification allows.
const uuid = "6d0f8a52-90c1-4a7e-8a0b-1f2e3d4c5b6a"

// Keys of an issuer whose revocation lists no specification knows.

func oddKey(key string, version any, list *mint.CRL) mint.Issuer {
	i := issuer("https://odd.example.org/issuer", "Example Odd Registry", "odd "+key)
	i.CRLVersion, i.CRL = version, list
	return i
}

// oddIDs names cards by ids of other forms than the specification has.
func oddIDs() mint.Issuer {
	return oddKey("ids", 1, &mint.CRL{Ctr: 1, RIDs: []string{
		uuid, " blank ", "取消し", "milliseconds.1619999999000", "1.2.840.113619", "with.dots.1620000001",
		"later/than.1619999999", strings.Repeat("long", 100), "",
	}, Odd: []any{42, nil}})
}

// oddShape has an entry of a shape that nobody can read.
func oddShape() mint.Issuer {
	return oddKey("shape", 1, &mint.CRL{Ctr: 1, RIDs: []string{"named"},
		Odd: []any{map[string]string{"rid": "hidden"}}})
}

// oddMethod has a list of an unknown method, which the key does not announce.
func oddMethod() mint.Issuer {
	return oddKey("method", nil, &mint.CRL{Method: "bloom", Ctr: 1, RIDs: []string{"always"}})
}

// oddNone has no list.
func oddNone() mint.Issuer { return oddKey("none", nil, nil) }

// oddLists are cards that such lists name, or may name.
func oddLists() []vector {
	v := func(name string, i mint.Issuer, rid, expect, comment string) vector {
		card := mint.US(i, revocable(mint.Sample(), "plain")).EditPayload(`"rid":"plain"`, `"rid":`+rid)
		fails := map[string]string{"invalid/revoked": "revocation", "review/revocation_unknown": "revocation"}[expect]
		return vector{name: "oddlist-" + name, spec: specRevoke, comment: comment, expect: expect,
			fails: fails, trust: trustOddLists, body: by(i, card)}
	}
	const valid, revoked, unknown = "valid", "invalid/revoked", "review/revocation_unknown"
	text := func(name, rid, expect, comment string) vector { return v(name, oddIDs(), `"`+rid+`"`, expect, comment) }
	forged := v("number-forged", oddIDs(), "5", "invalid/signature_invalid",
		"Under a signature that does not hold nothing of it is told.")
	card := mint.US(oddIDs(), revocable(mint.Sample(), "plain")).EditPayload(`"rid":"plain"`, `"rid":5`)
	forged.fails, forged.body = "signature", qr(alter(card.JWS(oddIDs())))
	nameless := v("shape-none", oddShape(), `""`, valid, "A card without id: no entry can name it.")
	nameless.body = by(oddShape(), mint.US(oddShape(), revocable(mint.Sample(), "")))
	undated := func(rid, expect, comment string) vector {
		card := mint.US(oddIDs(), revocable(mint.Sample(), rid)).EditPayload(`"nbf":`, `"NBF":`)
		name := map[string]string{unknown: "undated-time", revoked: "undated-always"}[expect]
		return vector{name: "oddlist-" + name, spec: specRevoke, comment: comment, expect: map[string]string{
			unknown: "review/content_unclear", revoked: revoked}[expect],
			fails: "not_before revocation", trust: trustOddLists, body: by(oddIDs(), card)}
	}
	return []vector{
		text("plain", "plain", valid, "A card that no entry names."),
		text("uuid", uuid, revoked, "A UUID, longer than the specification allows."),
		text("uuid-other", uuid[:35]+"b", valid, "Another, which differs at its end."),
		text("uuid-case", strings.ToUpper(uuid), valid, "The same in capitals is another id."),
		text("blank", " blank ", revoked, "Blanks are part of an id."),
		text("blank-trimmed", "blank", valid, "Without them it is another."),
		text("japanese", "取消し", revoked, "An id in other letters."),
		text("long", strings.Repeat("long", 100), revoked, "An id of 400 characters."),
		text("long-other", strings.Repeat("long", 101), valid, "A longer one that begins like it."),
		text("dots", "1.2.840.113619", revoked, "Dots inside an id, and the entry is that id."),
		text("dots-time", "with.dots", revoked, "Dots inside an id, and a time behind the last of them."),
		text("dots-later", "later/than", valid, "Issued after the time behind an id of another form."),
		text("milliseconds", "milliseconds", revoked, "A time that cannot be meant in seconds counts as none."),
		text("empty", "", valid, "An entry that is empty names nothing, also no empty id."),
		v("number", oddIDs(), "5", unknown, "A number, which the list may write otherwise."),
		v("number-named", oddIDs(), "42", revoked, "A number that is an entry."),
		v("object", oddIDs(), `{"value":"plain"}`, unknown, "An object cannot be compared."),
		v("list", oddIDs(), `["plain"]`, unknown, "Nor can a list."),
		v("null", oddIDs(), "null", valid, "null stands for a card without id."),
		v("number-no-list", oddNone(), "5", valid, "A key without a list: nothing need be compared."),
		forged,
		v("shape", oddShape(), `"plain"`, unknown, "An entry of a shape that cannot be read may name the card."),
		v("shape-named", oddShape(), `"named"`, revoked, "Another entry of the same list names this one."),
		nameless,
		undated("later/than", unknown, "Named up to a time, and nothing says when the card was issued."),
		undated(uuid, revoked, "Named for all time: it does not matter when the card was issued."),
		v("method", oddMethod(), `"plain"`, unknown,
			"A list of an unknown method, though the key does not announce one."),
	}
}
