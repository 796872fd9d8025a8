package decode

import "vaxcheck/decode/qr"

// Gray is a frame of brightness, one byte a pixel and row after row, 0 being
// black: what a camera gives of a moment.
type Gray struct {
	Width, Height int
	Pix           []byte // Width*Height
}

// ReadGray is ReadWith for a frame. The pixels are read and not kept. A frame
// whose numbers do not agree, or that has more than MaxGray pixels, gives one
// Code with a Problem, as everything without a code does.
func ReadGray(g Gray, o Options) []Code {
	if p := g.problem(); p != nil {
		return oneProblem(*p)
	}
	pixels := &qr.Gray{Pix: g.Pix, Stride: g.Width, Width: g.Width, Height: g.Height}
	return codesOf(readFrames([]frame{{onWhite: pixels}}, o))
}

// problem is nil for a frame that can be searched.
func (g Gray) problem() *Problem {
	switch {
	case g.Width < 1 || g.Height < 1 || g.Width > maxPictureSide || g.Height > maxPictureSide:
		return &Problem{Stage: StageDecode, Reason: ReasonFileDamaged, Detail: "a frame without a possible width and height"}
	case g.Width*g.Height > MaxGray:
		return &Problem{Stage: StageDecode, Reason: ReasonImageTooLarge, Detail: "a frame of more pixels than are read"}
	case len(g.Pix) != g.Width*g.Height:
		return &Problem{Stage: StageDecode, Reason: ReasonFileDamaged, Detail: "a frame whose pixels are not as many as it says"}
	}
	return nil
}
