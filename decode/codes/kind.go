package codes

// Kinds of inputs without a code. Who opens the inputs gives them to NoCode and NotRead.
const (
	KindEmpty       = "empty" // not a byte, or not a line
	KindFolder      = "folder"
	KindEmptyFolder = "empty_folder"
)

// Kinds of what is read and holds no code, or is not read.
const (
	kindAVIF            = "avif"
	kindBinary          = "binary"
	kindBlank           = "blank"
	kindEmptyAnswer     = "empty_answer"
	kindFHIR            = "fhir"
	kindHEIC            = "heic"
	kindJSON            = "json"
	kindJSONLD          = "json_ld"
	kindPDF             = "pdf"
	kindPicture         = "picture"
	kindSVG             = "svg"
	kindTooLong         = "too_long"
	kindUnsignedPayload = "unsigned_payload"
	kindWalletPass      = "wallet_pass"
	kindZIP             = "zip"
)

// Kinds lists what an input can be that holds no certificate, as Problem.Kind says it,
// in the order of the alphabet. What a code can be package decode lists, and why nothing was
// read in a picture Whys does.
func Kinds() []string {
	return []string{
		kindAVIF, kindBinary, kindBlank, KindEmpty, kindEmptyAnswer, KindEmptyFolder, KindFolder, kindFHIR,
		kindHEIC, kindJSON, kindJSONLD, kindPDF, kindPicture, kindSVG, kindTooLong, kindUnsignedPayload,
		kindWalletPass, kindZIP,
	}
}
