package decode

import (
	"maps"
	"slices"
)

// Kinds of inputs without a code. Who opens the inputs gives them to NoCode and NotRead.
const (
	KindEmpty       = "empty" // not a byte, or not a line
	KindFolder      = "folder"
	KindEmptyFolder = "empty_folder"
)

// Kinds that no table has.
const (
	kindAVIF            = "avif"
	kindBinary          = "binary"
	kindBlank           = "blank"
	kindCWT             = "cwt"
	kindDIVOC           = "divoc"
	kindEmptyAnswer     = "empty_answer"
	kindFHIR            = "fhir"
	kindHEIC            = "heic"
	kindJSON            = "json"
	kindJSONLD          = "json_ld"
	kindOtherHCERT      = "hcert_other"
	kindPDF             = "pdf"
	kindPicture         = "picture"
	kindSVG             = "svg"
	kindSeal            = "vds_nc"
	kindTooLong         = "too_long"
	kindTypedSeal       = "vds_nc_typed"
	kindUnsignedPayload = "unsigned_payload"
	kindWalletPass      = "wallet_pass"
	kindZIP             = "zip"
)

// Kinds lists what a code or an input can be instead of a certificate, as Problem.Kind
// says it, in the order of the alphabet. Why nothing was read in a picture is not among
// them: package qr has that.
func Kinds() []string {
	kinds := map[string]bool{}
	for _, k := range []string{KindEmpty, KindFolder, KindEmptyFolder,
		kindAVIF, kindBinary, kindBlank, kindCWT, kindDIVOC, kindEmptyAnswer, kindFHIR, kindHEIC, kindJSON, kindJSONLD, kindOtherHCERT,
		kindPDF, kindPicture, kindSVG, kindSeal, kindTooLong, kindTypedSeal, kindUnsignedPayload, kindWalletPass, kindZIP} {
		kinds[k] = true
	}
	for _, r := range otherKinds {
		kinds[r.kind] = true
	}
	for _, p := range otherHCerts {
		kinds[p.Kind] = true
	}
	delete(kinds, "") // of what looks like nothing
	return slices.Sorted(maps.Keys(kinds))
}
