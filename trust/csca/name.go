package csca

import (
	"crypto/x509/pkix"
	"fmt"
	"strings"

	"vaxcheck/trust/x509facts"
)

// sameName compares names as RFC 5280, section 7.1, has it: attribute by
// attribute, whatever the kind of string, case and repeated spaces.
func sameName(a, b []byte) bool {
	var x, y pkix.RDNSequence
	if !x509facts.Whole(a, &x) || !x509facts.Whole(b, &y) || len(x) != len(y) {
		return false
	}
	for i := range x {
		if len(x[i]) != len(y[i]) {
			return false
		}
		for j := range x[i] {
			if !x[i][j].Type.Equal(y[i][j].Type) || folded(x[i][j].Value) != folded(y[i][j].Value) {
				return false
			}
		}
	}
	return true
}

// folded is a value as it is compared.
func folded(value any) string {
	return strings.ToLower(strings.Join(strings.Fields(fmt.Sprint(value)), " "))
}
