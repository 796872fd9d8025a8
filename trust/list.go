package trust

import (
	"strings"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

// maxRevocations bounds the entries of one list.
const maxRevocations = 1_000_000

// list reads one card revocation list, to be given to its key when all keys are
// known. A list that belongs to none of the issuer's keys is not used. One that
// cannot be read, or works by an unknown method, is not used either: the key is
// then one whose list is missing, even if it announces none.
func (l *loader) list(issuer string, v strictjson.Value) {
	loose := looseList{issuer: issuer, kid: v.Get("kid").Text()}
	note := func(code string, detail finding.Finding, dropped bool) {
		l.note(Note{Issuer: issuer, KeyID: loose.kid, Code: code, Detail: detail, Dropped: dropped})
	}
	method, rids := v.Get("method").Text(), v.Get("rids")
	switch {
	case !decodeSum(new([sumSize]byte), loose.kid): // no key can have such an id
		l.note(loose.note())
		return
	case method != MethodRID && method != MethodHashFHIR:
		note("list_method", trustListMethod, true)
		l.loose = append(l.loose, loose)
		return
	case rids.Kind() != strictjson.Array || rids.Len() > maxRevocations:
		note("list_malformed", trustListMalformed, true)
		l.loose = append(l.loose, loose)
		return
	}
	entries, odd := revocations(rids)
	if odd.unreadable > 0 {
		note("list_entries", trustListEntriesUnread(odd.unreadable, rids.Len()), true)
	}
	if odd.form > 0 {
		note("list_ids", trustListEntriesOdd(odd.form, rids.Len()), false)
	}
	if odd.stamps > 0 {
		note("list_stamps", trustListStampsUnread(odd.stamps), false)
	}
	loose.listing = newListing(counter(v.Get("ctr")), method, entries, odd.unreadable)
	l.loose = append(l.loose, loose)
}

// oddEntries counts the entries that are not as the specification has them.
type oddEntries struct{ unreadable, form, stamps int }

// revocations reads the entries. One that is empty, or null, names nothing; a number
// names what its digits name; in anything else but a text nothing can be made out.
func revocations(items strictjson.Value) (entries []revocation, odd oddEntries) {
	for item := range items.Items() {
		text := item.Literal()
		switch item.Kind() {
		case strictjson.String, strictjson.Number, strictjson.Null:
		default:
			odd.unreadable++
			continue
		}
		if id, _, _ := strings.Cut(text, "."); !isSpecified(id) || item.Kind() != strictjson.String {
			odd.form++
		}
		if text == "" {
			continue
		}
		said, stampOK := parseRevocation(text)
		if !stampOK {
			odd.stamps++
		}
		entries = append(entries, said...)
	}
	return entries, odd
}
