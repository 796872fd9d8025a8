package codes

import (
	"vaxcheck/decode"
	"vaxcheck/decode/picture"
	"vaxcheck/decode/qr"
)

// Gray is a frame of brightness, one byte a pixel and row after row, 0 being
// black: what a camera gives of a moment.
type Gray struct {
	Width, Height int
	Pix           []byte // Width*Height
}

// ReadGray is ReadWith for a frame. The pixels are read and not kept. A frame
// whose numbers do not agree, or that has more than MaxGray pixels, gives one
// Code with a Problem, as everything without a code does.
func ReadGray(g Gray, o Options) []decode.Code {
	if p := g.problem(); p != nil {
		return oneProblem(*p)
	}
	o.glance = true
	pixels := &qr.Gray{Pix: g.Pix, Stride: g.Width, Width: g.Width, Height: g.Height}
	return codesOf(readFrames([]picture.Frame{{OnWhite: pixels}}, o))
}

// problem is nil for a frame that can be searched.
func (g Gray) problem() *decode.Problem {
	switch {
	case max(g.Width, g.Height) > picture.MaxSide || g.Width*g.Height > MaxGray:
		return &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonImageTooLarge,
			Detail: picture.SizeDetail(g.Width, g.Height, MaxGray)}
	case g.Width < 1 || g.Height < 1 || len(g.Pix) != g.Width*g.Height:
		return &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonFileDamaged,
			Detail: fileUndecodable}
	}
	return nil
}
