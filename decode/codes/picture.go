package codes

import (
	"slices"

	"vaxcheck/decode"
	"vaxcheck/decode/picture"
	"vaxcheck/decode/qr"
	"vaxcheck/decode/symbology"
)

// decodeTimes is how many times the budget for the search a file may take to be decoded,
// if there is one.
const decodeTimes = 4

// symbolText is what one QR symbol says. Modes names its segments in their order
// ("byte", "numeric", …).
type symbolText struct {
	Text   string
	Raw    []byte // of the byte segments, nil if there are others with text
	Modes  []string
	Symbol decode.Symbol
	part   *qr.StructuredAppend // nil if it stands alone

	joined  []decode.Note // if it was joined from several
	problem *decode.Problem
}

// readPicture finds the QR codes of one picture; data is the whole file. The
// codes come from top to bottom and left to right, frame after frame, each text
// once. If there are none, problem tells why.
func readPicture(data []byte, o Options) (codes []symbolText, problem *decode.Problem) {
	return readPictureWithin(data, picture.MaxPixels, o)
}

func readPictureWithin(data []byte, maxPixels int, o Options) (codes []symbolText, problem *decode.Problem) {
	frames, fault, release := picture.Open(data, picture.Options{Pixels: maxPixels, Enter: o.Room.Enter,
		Begin: func() func() bool { return o.within(decodeTimes * o.Budget) }})
	defer release()
	if fault != nil {
		return nil, notOpened(fault)
	}
	return readFrames(frames, o)
}

// readFrames finds the QR codes of frames, all of them within one budget and the work
// that one picture may cause.
func readFrames(frames []picture.Frame, o Options) (codes []symbolText, problem *decode.Problem) {
	search := qr.Options{Work: qr.UsualWork, Deadline: o.within(o.Budget), Trace: o.Trace}
	for _, f := range frames {
		result := qr.Read(f.OnWhite, search)
		search.Work = max(search.Work-result.Work, 1)
		if len(result.Symbols) == 0 && f.OnBlack != nil {
			again := qr.Read(f.OnBlack, search)
			search.Work = max(search.Work-again.Work, 1)
			result.Symbols = again.Symbols
			if again.Why == qr.WhyTimeUp {
				result.Why, result.ModulePixels = again.Why, 0
			}
		}
		for _, s := range result.Symbols {
			codes = appendSymbol(codes, s)
		}
		if o.glance && result.Seen != "" && result.Seen != qr.WhyNoFinders {
			result.Why = result.Seen
		}
		p := unread(result)
		if len(result.Symbols) == 0 && (search.Deadline == nil || !search.Deadline()) {
			for _, c := range others(f, o, p) {
				codes = appendText(codes, c)
			}
		}
		if problem == nil {
			problem = p
		}
	}
	if len(codes) > 0 {
		return codes, nil
	}
	return nil, problem
}

// appendText adds what a symbol says, unless that is there already.
func appendText(codes []symbolText, c symbolText) []symbolText {
	if slices.ContainsFunc(codes, func(old symbolText) bool { return old.Text == c.Text }) {
		return codes
	}
	return append(codes, c)
}

// appendSymbol adds a QR code.
func appendSymbol(codes []symbolText, s qr.Symbol) []symbolText {
	c := symbolText{Text: s.Text, part: s.StructuredAppend, Symbol: decode.Symbol{
		Version: s.Version, Level: s.Level, Found: s.Found, ModulePixels: s.ModulePixels,
		Mirrored: s.Mirrored, Inverted: s.Inverted, Corrected: s.Corrected,
	}}
	for _, corner := range s.Corners {
		c.Symbol.Corners = append(c.Symbol.Corners, decode.Point(corner))
	}
	for _, segment := range s.Segments {
		c.Modes = append(c.Modes, string(segment.Mode))
		c.Raw = append(c.Raw, segment.Bytes...)
	}
	if slices.ContainsFunc(c.Modes, func(m string) bool { return m != "byte" && m != "eci" }) {
		c.Raw = nil
	}
	return appendText(codes, c)
}

// others finds symbols of a frame in which no QR code was read: those that hold a certificate. What
// else is seen is named in the problem, unless that tells of a QR code; where the search was ended
// nothing else is said.
func others(f picture.Frame, o Options, p *decode.Problem) (codes []symbolText) {
	find := symbology.Find
	if o.glance {
		find = symbology.FindAztec
	}
	found := find(f.OnWhite)
	if len(found) == 0 && f.OnBlack != nil {
		found = find(f.OnBlack)
	}
	for _, s := range found {
		switch why := qr.Why(p.Kind); {
		case holdsOne(s.Text):
			codes = append(codes, otherSymbol(s))
		case o.glance, why == qr.WhyTimeUp, s.Kind != symbology.Aztec && why != qr.WhyNoFinders:
		default:
			p.Kind, p.ModulePixels = string(s.Kind), 0
		}
	}
	return codes
}

func otherSymbol(s symbology.Symbol) symbolText {
	c := symbolText{Text: s.Text, Symbol: decode.Symbol{Found: string(s.Kind)}}
	for _, corner := range s.At {
		c.Symbol.Corners = append(c.Symbol.Corners, decode.Point(corner))
	}
	return c
}

// Whys lists why nothing was read in a picture, as Problem.Kind says it of ReasonNoCode: what hinders
// reading a QR code, or which other symbol it is.
func Whys() (all []string) {
	for _, w := range qr.Whys() {
		all = append(all, string(w))
	}
	for _, k := range symbology.Kinds() {
		all = append(all, string(k))
	}
	return all
}

// unread returns the problem of a picture in which nothing was read. Its kind is why, for
// advice to the photographer.
func unread(r qr.Result) *decode.Problem {
	p := &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonNoCode, Detail: codeNoneRead,
		Kind: string(r.Why)}
	p.ModulePixels = r.ModulePixels
	return p
}

// notOpened is the problem of a picture that cannot be decoded.
func notOpened(f *picture.Fault) *decode.Problem {
	p := &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonFileDamaged, Detail: f.Detail}
	switch f.Cause {
	case picture.Unsupported:
		p.Reason, p.Kind = decode.ReasonUnsupported, kindPicture
	case picture.TooLarge:
		p.Reason = decode.ReasonImageTooLarge
	case picture.TimeUp:
		p.Reason, p.Kind = decode.ReasonNoCode, string(qr.WhyTimeUp)
	}
	return p
}
