package x509facts

import (
	"encoding/asn1"
	"encoding/pem"
)

// MaxList bounds one revocation list, in bytes. A real one of an authority has
// less than 1 kB.
const MaxList = 1 << 20

// pemRevocationList is the label of a list in PEM (RFC 7468, section 6).
const pemRevocationList = "X509 CRL"

// IsListFile tells whether data holds revocation lists (RFC 5280, section 5): PEM,
// or one in DER.
func IsListFile(data []byte) bool {
	return hasPEM(data, pemRevocationList) || listParts(data) != nil
}

// EncodeLists writes revocation lists, each in DER, into one file of PEM.
func EncodeLists(ders [][]byte) []byte {
	var out []byte
	for _, der := range ders {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: pemRevocationList, Bytes: der})...)
	}
	return out
}

// SplitLists returns the revocation lists of a file: all in PEM, where everything
// else is passed over, or the file itself if it is one.
func SplitLists(data []byte) [][]byte {
	if listParts(data) != nil {
		return [][]byte{data}
	}
	var all [][]byte
	for block, rest := pem.Decode(Unmarked(data)); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == pemRevocationList {
			all = append(all, block.Bytes)
		}
	}
	return all
}

// listParts takes apart what is signed of a list, nil if data is something else
// than a list: a certificate has no time where a list has.
func listParts(data []byte) []asn1.RawValue {
	const thisUpdate = 3
	var outer, signed []asn1.RawValue
	if len(data) > MaxList || !Whole(data, &outer) || len(outer) != 3 || !Whole(outer[0].FullBytes, &signed) {
		return nil
	}
	if len(signed) <= thisUpdate || !universal(signed[0], asn1.TagInteger) || !isTime(signed[thisUpdate]) {
		return nil
	}
	return signed
}

// WholeList tells whether data is one revocation list, and nothing stands beside
// the parts that it can have. The standard library passes over the rest, and
// entries might be there.
func WholeList(data []byte) bool {
	parts := listParts(data)
	n := 4
	if n < len(parts) && isTime(parts[n]) {
		n++
	}
	if n < len(parts) && universal(parts[n], asn1.TagSequence) {
		n++
	}
	if n < len(parts) && parts[n].Class == asn1.ClassContextSpecific && parts[n].Tag == 0 {
		n++
	}
	return len(parts) > 0 && n == len(parts)
}

func universal(v asn1.RawValue, tag int) bool {
	return v.Class == asn1.ClassUniversal && v.Tag == tag
}

func isTime(v asn1.RawValue) bool {
	return universal(v, asn1.TagUTCTime) || universal(v, asn1.TagGeneralizedTime)
}
