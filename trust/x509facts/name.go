package x509facts

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"strings"
)

var oidCountry = asn1.ObjectIdentifier{2, 5, 4, 6}

// shortNames are the attribute types that stand in the names of authorities.
var shortNames = map[string]string{
	"2.5.4.3": "CN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST",
	"2.5.4.10": "O", "2.5.4.11": "OU",
}

// Name reads a name in DER: the country it is of, "" if that is not two letters,
// and the name as people read it, in its own order: "C=JP, O=Japanese Government".
func Name(der string) (country, text string, ok bool) {
	var name pkix.RDNSequence
	if !Whole([]byte(der), &name) {
		return "", "", false
	}
	var parts []string
	for _, a := range Attributes(name) {
		if value, isText := a.Value.(string); isText && a.Type.Equal(oidCountry) && country == "" {
			country = strings.ToUpper(value)
		}
		kind := a.Type.String()
		if short, known := shortNames[kind]; known {
			kind = short
		}
		parts = append(parts, fmt.Sprintf("%s=%v", kind, a.Value))
	}
	if len(country) != 2 {
		country = ""
	}
	return country, strings.Join(parts, ", "), true
}

// Attributes lists a name's attributes in their order.
func Attributes(name pkix.RDNSequence) []pkix.AttributeTypeAndValue {
	var all []pkix.AttributeTypeAndValue
	for _, set := range name {
		all = append(all, set...)
	}
	return all
}
