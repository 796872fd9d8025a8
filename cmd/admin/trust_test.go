package admin

import (
	"testing"

	"vaxcheck/trust"
)

// TestTrustShowShortened: two issuers left a zero byte out of their key's id.
func TestTrustShowShortened(t *testing.T) {
	set, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	shortened := 0
	for is := range set.Issuers() {
		for _, k := range set.Keys(is.ID) {
			if keyInDetail(k).Shortened {
				shortened++
			}
		}
	}
	if shortened != 2 {
		t.Errorf("%d keys", shortened)
	}
}
