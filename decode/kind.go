package decode

import (
	"maps"
	"slices"
)

// Kinds that no table has.
const (
	kindCWT        = "cwt"
	kindDIVOC      = "divoc"
	kindOtherHCERT = "hcert_other"
	kindSeal       = "vds_nc"
	kindTypedSeal  = "vds_nc_typed"
)

// Kinds lists what a code can be instead of a certificate, as Problem.Kind says it, in
// the order of the alphabet. What an input can be package codes lists.
func Kinds() []string {
	kinds := map[string]bool{kindCWT: true, kindOtherHCERT: true, kindSeal: true, kindTypedSeal: true}
	for _, r := range otherKinds {
		kinds[r.kind] = true
	}
	for _, p := range otherHCerts {
		kinds[p.Kind] = true
	}
	delete(kinds, "") // of what looks like nothing
	return slices.Sorted(maps.Keys(kinds))
}
