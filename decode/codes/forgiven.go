package codes

import "vaxcheck/decode"

// What is forgiven in how a text is written that holds a code: what scanners, mail programs
// and people put around it, and make of it. Each is a row here, and becomes a note of the
// code that has it; docs/auditors.md tells why, and where each was seen. Of what a text may
// mean only that is taken which can be read to its end.
var (
	noteAIM      = decode.Note{Code: "aim_identifier", Detail: codeAimIdentifier, Spec: "ISO/IEC 15424"}
	noteECI      = decode.Note{Code: "eci_identifier", Detail: codeEciIdentifier, Spec: "AIM ITS/04-001"}
	noteTyped    = decode.Note{Code: "typed", Detail: codeTyped}
	noteLink     = decode.Note{Code: "link", Detail: codeInLink}
	noteEmbedded = decode.Note{Code: "embedded", Detail: codeOtherText}
	noteWrapped  = decode.Note{Code: "wrapped", Detail: codeWrapped}
	noteQuoted   = decode.Note{Code: "quoted", Detail: codeQuoted}
	noteText     = decode.Note{Code: "credential_text", Detail: fileCredentialText, Spec: specDownload}
	noteUTF16    = decode.Note{Code: "utf16", Detail: codeUTF16}
	noteLatin    = decode.Note{Code: "latin1", Detail: codeLatin1}
	noteAppend   = decode.Note{Code: "structured_append", Detail: codeJoined, Spec: "ISO/IEC 18004"}
)

// textNotes are all of the above.
var textNotes = []decode.Note{noteAIM, noteECI, noteTyped, noteLink, noteEmbedded, noteWrapped,
	noteQuoted, noteText, noteUTF16, noteLatin, noteAppend}
