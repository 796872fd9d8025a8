// Package codes finds the codes in what people have: pictures, texts, documents and
// archives, what a scanner types and what a camera sees.
//
// An input becomes the codes it holds, each of them a text for package decode to make a
// credential of. What is not quite written as a code is read in the one way in which it can
// be, with a note; what holds no code becomes one whose Problem tells why.
package codes

import (
	"bytes"
	"image"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"vaxcheck/decode"
	"vaxcheck/decode/find"
	"vaxcheck/decode/picture"
	"vaxcheck/internal/finding"
)

// Read takes one input apart into the codes it holds: a picture into its
// symbols, a container into its credentials, other text into its lines. Kinds
// are told by content, never by name. An input without any code gives one
// Code whose Problem tells why, so that every input has an answer.
func Read(data []byte) []decode.Code { return ReadWith(data, Options{}) }

// Options say how a picture is searched.
type Options struct {
	// Now is the clock by which Budget, the time for the search, is measured; a
	// file that takes several times as long to decode is given up too. Without a
	// clock or a budget the search ends after so much work, which is counted and the
	// same on every machine.
	Now    func() time.Time
	Budget time.Duration
	// Room, if there is one, is where pictures wait until there is memory for them.
	// How long they wait changes no answer.
	Room *Room
	// Trace is shown pictures of what the stages of the search saw, with their
	// names.
	Trace func(stage string, picture image.Image)
	// Raw leaves the text of symbols, and of the barcodes of passes, as it is: what is
	// asked for is not the certificates in it.
	Raw bool

	glance bool // what had been seen when time was up is told: the next frame is there
}

// within returns what tells, from now on, that so much time is up; nil if there
// is no bound.
func (o Options) within(budget time.Duration) func() bool {
	if o.Now == nil || budget <= 0 {
		return nil
	}
	end := o.Now().Add(budget)
	return func() bool { return o.Now().After(end) }
}

// ReadWith is Read with options for pictures.
func ReadWith(data []byte, o Options) []decode.Code { return slices.Collect(In(data, o)) }

// In is ReadWith, code by code: those of a text take no more memory than one.
func In(data []byte, o Options) iter.Seq[decode.Code] {
	kind := sniff(data)
	switch {
	case tooLarge(kind, len(data)):
		return slices.Values(oneProblem(sizeProblem(kind)))
	case kind.picture:
		return slices.Values(readCodes(data, o))
	case kind.name == kindZIP:
		return slices.Values(readArchive(data, o))
	case kind.unsupported:
		return slices.Values(oneProblem(unsupported(kind.name, fileOfKind(strings.ToUpper(kind.name)))))
	}
	text, notes, ok := toUTF8(data)
	if !ok {
		return slices.Values(oneProblem(decode.Problem{Stage: decode.StageDecode,
			Reason: decode.ReasonNotCertificate, Detail: fileBinary, Kind: kindBinary}))
	}
	return readText(text, notes)
}

// fileKind is what the first bytes of a file say it is.
type fileKind struct {
	name        string
	picture     bool
	unsupported bool
}

// sniff tells the kind of a file by its first bytes; the zero kind is text.
func sniff(data []byte) fileKind {
	switch name := picture.Sniff(data); name {
	case "":
	case kindHEIC, kindAVIF:
		return fileKind{name: name, unsupported: true}
	default:
		return fileKind{name: name, picture: true}
	}
	head := bytes.TrimLeft(data[:min(len(data), 512)], "\ufeff \t\r\n")
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return fileKind{name: kindZIP}
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return fileKind{name: kindPDF, unsupported: true}
	case hasAnyPrefix(data, otherPictures):
		return fileKind{name: kindPicture, unsupported: true}
	case bytes.HasPrefix(head, []byte("<svg")),
		bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("<svg")):
		return fileKind{name: kindSVG, unsupported: true}
	}
	return fileKind{}
}

// otherPictures are the first bytes of pictures that are named, so that an
// honest visitor's certificate is not taken for something else.
var otherPictures = []string{
	"\x00\x00\x00\x0cjP  ", "\xff\x4f\xff\x51", // JPEG 2000
	"\x00\x00\x00\x0cJXL ", "\xff\x0a", // JPEG XL
	"II+\x00", "MM\x00+", // BigTIFF
	"P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n", "P7\n", // Netpbm
	"8BPS", "\x00\x00\x01\x00", "qoif", // Photoshop, icon, QOI
}

func hasAnyPrefix(data []byte, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return bytes.HasPrefix(data, []byte(p)) })
}

// BinaryHead is how many first bytes tell a file from lines of text.
const BinaryHead = 32

// IsBinary tells from its first bytes whether a stream is one file and not
// lines of text: it begins as a picture, an archive or UTF-16 does, and with
// bytes that no text has. Either alone may stand in somebody's code, and must
// not silence those who come after: UTF-16 is taken for it only by its mark.
func IsBinary(head []byte) bool {
	head = head[:min(len(head), BinaryHead)]
	if utf16Mark(head) != nil {
		return true
	}
	kind := sniff(head)
	return (kind.picture || kind.name == kindZIP || kind.unsupported) && bytes.ContainsFunc(head, noText)
}

// noText tells characters, and broken ones, that no line of text holds.
func noText(r rune) bool {
	return r == utf8.RuneError || r < ' ' && r != '\t' && r != '\r' && r != '\n'
}

func tooLarge(kind fileKind, size int) bool {
	if kind.picture {
		return size > MaxFile
	}
	return size > MaxText
}

func sizeProblem(kind fileKind) decode.Problem {
	if kind.picture {
		return decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonImageTooLarge,
			Detail: filePictureTooLarge(MaxFile >> 20)}
	}
	return decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonFileDamaged,
		Detail: fileTooLarge(MaxText >> 20)}
}

// TooLarge is the code of an input that was not read to its end because it is
// above the limit for its kind, told by its first bytes.
func TooLarge(head []byte) decode.Code {
	p := sizeProblem(sniff(head))
	return decode.Code{Problem: &p}
}

// LineTooLong is the code of a line of a stream that is longer than MaxLine.
func LineTooLong() decode.Code {
	return decode.Code{Problem: &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonFileDamaged,
		Detail: fileLineTooLong(decode.MaxLine >> 10)}}
}

// TypedTooLong is the code of what a scanner typed, or somebody pasted, that is longer
// than any code.
func TypedTooLong() decode.Code {
	return decode.Code{Problem: &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonFileDamaged,
		Detail: fileLongerThanCode, Kind: kindTooLong}}
}

// TypedBlank is the code of a scan of which nothing is left but its end.
func TypedBlank() decode.Code {
	return decode.Code{Problem: &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonNoCode,
		Detail: fileBlank, Kind: kindBlank}}
}

// None is the code of an input that holds none. kind is what the input is, as
// in Problem.Kind: KindEmpty, KindEmptyFolder, …
func None(kind string) decode.Code {
	return decode.Code{Problem: &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonNoCode,
		Detail: fileEmpty, Kind: kind}}
}

// NotRead is the code of an input that could not be opened or read. kind is ""
// or what the input is, as in Problem.Kind.
func NotRead(kind string) decode.Code {
	return decode.Code{Problem: &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonFileNotRead,
		Detail: fileUnreadable, Kind: kind}}
}

// Failed is the code of an input on which the program failed.
func Failed() decode.Code {
	return decode.Code{Problem: &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonFileDamaged,
		Detail: codeInternalError}}
}

// readCodes reads the symbols of a picture file.
func readCodes(data []byte, o Options) []decode.Code {
	found, problem := readPicture(data, o)
	if problem == nil && o.Raw {
		return symbolCodes(found)
	}
	return codesOf(found, problem)
}

// codesOf are the codes of a picture's symbols; a symbol may hold a container
// too.
func codesOf(found []symbolText, problem *decode.Problem) (codes []decode.Code) {
	if problem != nil {
		return oneProblem(*problem)
	}
	for _, code := range symbolCodes(joinAppended(found)) {
		codes = append(codes, expand(code)...)
	}
	return codes
}

// symbolCodes are the codes of symbols as they stand.
func symbolCodes(found []symbolText) []decode.Code {
	codes := make([]decode.Code, 0, len(found))
	for i := range found {
		codes = append(codes, decode.Code{Text: found[i].plain(), Symbol: &found[i].Symbol,
			Notes: found[i].notes(), Problem: found[i].problem})
	}
	return codes
}

// plain is the symbol's text. That of a VDS-NC is UTF-8 whatever the symbol
// says or a reader guesses, so that its bytes are taken as they stand.
func (s *symbolText) plain() string {
	if raw := string(s.Raw); utf8.ValidString(raw) && decode.BeginsSeal(decode.Trim(raw)) &&
		len(s.joined) == 0 {
		return raw
	}
	return s.Text
}

// notes tells where the symbol of a SMART Health Card is not as the issuer
// should have made it. Whoever reads it need not mind.
func (s *symbolText) notes() (notes []decode.Note) {
	if len(s.joined) > 0 {
		return s.joined
	}
	if !find.HasPrefixFold(s.Text, decode.PrefixSHC) {
		return nil
	}
	if s.Symbol.Version > maxVersion {
		notes = append(notes, decode.Note{Code: "qr_version", Detail: codeSymbolVersion, Spec: specSymbol})
	}
	if s.Modes != nil && !slices.Equal(s.Modes, []string{"byte", "numeric"}) {
		notes = append(notes, decode.Note{Code: "qr_segments", Detail: codeSymbolSegments, Spec: specSymbol})
	}
	return notes
}

// Line reads one line of a text: one code, or the credentials of a container
// written on one line. The line's end may still be there.
func Line(line string) []decode.Code {
	text := strings.TrimSuffix(line, "\n")
	if len(text) > decode.MaxLine {
		return []decode.Code{LineTooLong()}
	}
	code := decode.Code{Text: strings.TrimSuffix(text, "\r")}
	if code.Text != text {
		code.Notes = append(code.Notes, decode.Note{Code: "crlf", Detail: codeCRLF})
	}
	return expand(code)
}

func oneProblem(p decode.Problem) []decode.Code { return []decode.Code{{Problem: &p}} }

func unsupported(kind string, what finding.Finding) decode.Problem {
	return decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonUnsupported,
		Detail: fileKindNotRead(what), Kind: kind}
}

// specSymbol cites how cards become symbols.
const specSymbol = `SMART Health Cards "Encoding QRs"`

// maxVersion is the largest version of QR code an issuer may use.
const maxVersion = 22
