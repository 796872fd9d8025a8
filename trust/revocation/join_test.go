package revocation

import (
	"slices"
	"testing"
	"time"
)

// permutations yields every order of the lists, each as a fresh slice.
func permutations(lists []Listing) [][]Listing {
	if len(lists) < 2 {
		return [][]Listing{slices.Clone(lists)}
	}
	var all [][]Listing
	for i := range lists {
		rest := slices.Delete(slices.Clone(lists), i, i+1)
		for _, p := range permutations(rest) {
			all = append(all, append([]Listing{lists[i]}, p...))
		}
	}
	return all
}

// TestJoinLists: whatever the order, an entry is lost only to a newer list of
// the same method.
func TestJoinLists(t *testing.T) {
	type in struct{ counter, method, id string }
	const rid, fhir = MethodRID, MethodHashFHIR
	tests := map[string]struct {
		lists           []in
		revoked, spared []string
		counter, method string
		united          bool
	}{
		"newer number": {[]in{{"9", rid, "a"}, {"10", rid, "b"}}, []string{"b"}, []string{"a"}, "10", "rid", false},
		"equal numbers": {[]in{{"9", rid, "a"}, {"9", rid, "bcd"}, {"9", rid, "a"}},
			[]string{"a", "bcd"}, nil, "9", "rid", true},
		"equal to the newest": {[]in{{"8", rid, "z"}, {"9", rid, "a"}, {"9", rid, "b"}}, []string{"a", "b"},
			[]string{"z"}, "9", "rid", true},
		"the same list": {[]in{{"9", rid, "a"}, {"9", rid, "a"}}, []string{"a"}, nil, "9", "rid", false},
		"no counters":   {[]in{{"", rid, "a"}, {"", rid, "b"}}, []string{"a", "b"}, nil, "", "rid", true},
		"none and zero": {[]in{{"", rid, "a"}, {"0", rid, "b"}}, []string{"a", "b"}, nil, "0", "rid", true},
		"word and two numbers": {[]in{{"v1", rid, "a"}, {"7", rid, "b"}, {"8", rid, "c"}}, []string{"a", "c"},
			[]string{"b"}, "v1,8", "rid", true},
		"two words": {[]in{{"v1", rid, "a"}, {"v2", rid, "b"}}, []string{"a", "b"}, nil, "v1,v2", "rid", true},
		"two methods": {[]in{{"1", rid, "a"}, {"9", fhir, "b"}}, []string{"a", "b"}, nil, "1,9",
			"rid,hash-fhir", false},
		"newest of each": {[]in{{"1", rid, "a"}, {"2", rid, "b"}, {"8", fhir, "c"}, {"2", fhir, "d"}},
			[]string{"b", "c"}, []string{"a", "d"}, "2,8", "rid,hash-fhir", false},
		"methods, one counter": {[]in{{"1", rid, "a"}, {"1", fhir, "b"}}, []string{"a", "b"}, nil, "1",
			"rid,hash-fhir", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var lists []Listing
			for _, l := range tt.lists {
				lists = append(lists, NewListing(l.counter, l.method, entriesOf(t, l.id), 0))
			}
			for _, order := range permutations(lists) {
				joined, united := Join(order)
				l := New(joined)
				if united != tt.united || l.Counter != tt.counter || l.Method != tt.method ||
					l.Len() != len(tt.revoked) {
					t.Errorf("united %v, %+v", united, l)
				}
				for _, id := range append(slices.Clone(tt.revoked), tt.spared...) {
					if got := l.Revoked(id, time.Unix(0, 0)); got != slices.Contains(tt.revoked, id) {
						t.Errorf("%s: %v", id, got)
					}
				}
			}
		})
	}
}

func TestUses(t *testing.T) {
	lists := New([]Listing{NewListing("3", MethodRID, nil, 0), NewListing("7", MethodHashFHIR, nil, 0)})
	for method, want := range map[string]bool{MethodRID: true, MethodHashFHIR: true, "": false,
		"rid,hash-fhir": false, "RID": false} {
		if lists.Uses(method) != want {
			t.Errorf("%q: %v", method, !want)
		}
	}
	if one := oneList("1", nil); !one.Uses(MethodRID) || one.Uses(MethodHashFHIR) {
		t.Error("a single list uses another method, too, or not its own")
	}
}
