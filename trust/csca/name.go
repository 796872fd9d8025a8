package csca

import (
	"crypto/x509/pkix"
	"fmt"
	"strings"
)

// shortNames are the attribute types that stand in the names of authorities.
var shortNames = map[string]string{
	"2.5.4.3": "CN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.10": "O", "2.5.4.11": "OU",
}

// attributes lists a name's attributes in their order.
func attributes(name pkix.RDNSequence) []pkix.AttributeTypeAndValue {
	var all []pkix.AttributeTypeAndValue
	for _, set := range name {
		all = append(all, set...)
	}
	return all
}

// nameText writes a name in its own order: "C=JP, O=Japanese Government".
func nameText(name pkix.RDNSequence) string {
	var parts []string
	for _, a := range attributes(name) {
		kind := a.Type.String()
		if short, known := shortNames[kind]; known {
			kind = short
		}
		parts = append(parts, fmt.Sprintf("%s=%v", kind, a.Value))
	}
	return strings.Join(parts, ", ")
}

// sameName compares names as RFC 5280, section 7.1, has it: attribute by
// attribute, whatever the kind of string, case and repeated spaces.
func sameName(a, b []byte) bool {
	var x, y pkix.RDNSequence
	if !whole(a, &x) || !whole(b, &y) || len(x) != len(y) {
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
