package codes

// Limits on what strangers send, as files and pictures. Each is named here and nowhere else.
const (
	// MaxFile bounds one input. Photographs of 12 megapixels saved as PNG
	// come close to 30 MiB.
	MaxFile = 64 << 20
	// MaxGray bounds one frame of a camera, in pixels and so in bytes. Those at a
	// door give a million; the largest films have nine.
	MaxGray = 9 << 20
	// MaxText bounds one input that is no picture.
	MaxText = 10 << 20
	// MaxCards bounds the credentials in one card file or FHIR answer.
	MaxCards = 1000
	// MaxPass bounds pass.json inside a wallet pass, in bytes.
	MaxPass = 1 << 20
	// MaxPasses bounds the passes in one archive. Together they may take MaxFile.
	MaxPasses = 100
	// MaxPassEntries bounds the files of a wallet pass.
	MaxPassEntries = 1000
)
