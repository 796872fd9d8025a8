package trust

import (
	"fmt"
	"slices"

	"vaxcheck/internal/strictjson"
)

// maxRevocations bounds the entries of one list.
const maxRevocations = 1_000_000

// list reads one card revocation list, to be given to its key when all keys are
// known. A list that belongs to none of the issuer's keys, or works by an
// unknown method, is not used: the key is then one whose announced list is
// missing.
func (l *loader) list(issuer string, v strictjson.Value) {
	loose := looseList{issuer: issuer, kid: v.Get("kid").Text()}
	note := func(code, detail string, dropped bool) {
		l.note(Note{Issuer: issuer, KeyID: loose.kid, Code: code, Detail: detail, Dropped: dropped})
	}
	method, rids := v.Get("method").Text(), v.Get("rids")
	switch {
	case !decodeSum(new([sumSize]byte), loose.kid): // no key can have such an id
		l.note(loose.note())
		return
	case method != MethodRID && method != MethodHashFHIR:
		note("list_method", "revocation list of an unknown method", true)
		return
	case rids.Kind() != strictjson.Array || rids.Len() > maxRevocations:
		note("list_malformed", "revocation list without entries or with too many", true)
		return
	}
	entries, skipped, unstamped := revocations(slices.Collect(rids.Items()))
	if skipped > 0 {
		note("list_entries", fmt.Sprintf("%d of %d entries are no revocation id", skipped, rids.Len()), true)
	}
	if unstamped > 0 {
		note("list_stamps", fmt.Sprintf("%d time stamps cannot be read; all cards of these ids count as revoked", unstamped), false)
	}
	loose.listing = newListing(counter(v.Get("ctr")), method, entries)
	l.loose = append(l.loose, loose)
}

// revocations reads the entries, leaving out those that are no revocation id.
func revocations(items []strictjson.Value) (entries []revocation, skipped, unstamped int) {
	for _, item := range items {
		e, stampOK, ok := parseRevocation(item.Text())
		if !ok {
			skipped++
			continue
		}
		if !stampOK {
			unstamped++
		}
		entries = append(entries, e)
	}
	return entries, skipped, unstamped
}
