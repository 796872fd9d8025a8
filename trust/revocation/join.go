package revocation

import (
	"cmp"
	"slices"
	"strings"
)

// Join makes the lists at hand for one key into as few as hold all that
// counts: of one method only the list with the highest number, and beside it
// every list whose counter is no number, since nothing tells which is newer.
// Lists with equal counters become one. united tells that entries of different
// lists of one method now stand together. The order of all does not matter, and
// is not kept.
func Join(all []Listing) (joined []Listing, united bool) {
	// Numbers sort last, so that the newest list is the last of its method.
	slices.SortStableFunc(all, func(a, b Listing) int {
		return cmp.Or(strings.Compare(b.method, a.method), CompareCounters(a.counter, b.counter))
	})
	for len(all) > 0 {
		first := all[0]
		end := 1
		for end < len(all) && all[end].method == first.method && CompareCounters(all[end].counter, first.counter) == 0 {
			end++
		}
		run := all[:end]
		all = all[end:]
		if isDigits(first.counter) && len(all) > 0 && all[0].method == first.method {
			continue // a newer one follows
		}
		one, differed := unite(run)
		repeated := len(joined) > 0 && joined[len(joined)-1].method == one.method
		joined = append(joined, one)
		united = united || differed || repeated
	}
	return joined, united
}

// unite makes lists of one method and counter into one, and tells whether their
// entries differ.
func unite(run []Listing) (one Listing, differed bool) {
	for _, l := range run {
		differed = differed || l.width != run[0].width || l.records != run[0].records ||
			l.unreadable != run[0].unreadable
	}
	if !differed {
		return run[0], false
	}
	var entries []Entry
	unreadable := 0
	for _, l := range run {
		unreadable = max(unreadable, l.unreadable)
		for i := range l.len() {
			entries = append(entries, l.at(i))
		}
	}
	return NewListing(run[0].counter, run[0].method, entries, unreadable), true
}

// Cut leaves out the lists of a key beyond the limit.
func Cut(lists []Listing) (kept []Listing, cut bool) {
	if len(lists) <= MaxLists {
		return lists, false
	}
	kept = lists[:MaxLists]
	kept[MaxLists-1].unreadable++ // what is left out names cards too
	return kept, true
}
