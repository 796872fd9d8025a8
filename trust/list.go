package trust

import (
	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/revocation"
)

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
	case method != revocation.MethodRID && method != revocation.MethodHashFHIR:
		note("list_method", trustListMethod, true)
		l.loose = append(l.loose, loose)
		return
	case rids.Kind() != strictjson.Array || rids.Len() > revocation.MaxEntries:
		note("list_malformed", trustListMalformed, true)
		l.loose = append(l.loose, loose)
		return
	}
	entries, odd := revocation.ReadEntries(rids)
	if odd.Unreadable > 0 {
		note("list_entries", trustListEntriesUnread(odd.Unreadable, rids.Len()), true)
	}
	if odd.Form > 0 {
		note("list_ids", trustListEntriesOdd(odd.Form, rids.Len()), false)
	}
	if odd.Stamps > 0 {
		note("list_stamps", trustListStampsUnread(odd.Stamps), false)
	}
	loose.listing = revocation.NewListing(counter(v.Get("ctr")), method, entries, odd.Unreadable)
	l.loose = append(l.loose, loose)
}
