package decode

// Limits on what strangers send. Each is named here and nowhere else.
const (
	// MaxLine bounds the text of one code, and one line of a stream. The
	// longest text a QR code holds has 7,089 characters.
	MaxLine = 128 << 10
	// MaxJWS bounds one compact JWS, in characters.
	MaxJWS = 64 << 10
	// MaxSeal bounds the text of one ICAO VDS-NC, in bytes. A QR code holds 2,953;
	// files are indented.
	MaxSeal = 64 << 10
	// MaxCertificate bounds the signer's certificate inside one, in bytes. Those
	// known have up to 904.
	MaxCertificate = 8 << 10
	// MaxDCC bounds the text of one EU DCC, in characters. A QR code holds 4,296 of
	// its alphabet.
	MaxDCC = 8 << 10
	// MaxNZCP bounds the text of one NZ COVID Pass, in characters, as MaxDCC does.
	MaxNZCP = 8 << 10
	// MaxKeyName bounds the id of a key that is a name, in bytes. Those known have up to 8.
	MaxKeyName = 64
	// MaxCOSE bounds what such a text inflates to, in bytes. The largest known has
	// 870.
	MaxCOSE = 64 << 10
	// MaxPayload bounds an inflated payload, in bytes. The largest known card
	// has 6.7 kB; DEFLATE can expand a code's bytes a thousandfold.
	MaxPayload = 1 << 20
	// MaxValues bounds the JSON values of one payload. The largest known card, a
	// patient summary, has some 700.
	MaxValues = 20_000
	// MaxChunks bounds the codes one credential may be spread over.
	MaxChunks = 32
)
