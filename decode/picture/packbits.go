package picture

import (
	"bufio"
	"io"
)

// packBits undoes the run lengths of that name (TIFF 6.0, section 9), which the
// TIFF decoder does not lend.
type packBits struct {
	in   *bufio.Reader
	run  [128]byte
	left []byte // of run, not yet given
}

func newPackBits(in io.Reader) io.Reader { return &packBits{in: bufio.NewReader(in)} }

func (p *packBits) Read(b []byte) (int, error) {
	for len(p.left) == 0 {
		if err := p.next(); err != nil {
			p.left = nil
			return 0, err
		}
	}
	n := copy(b, p.left)
	p.left = p.left[n:]
	return n, nil
}

// next reads the next run: so many bytes as they stand, or one so many times.
func (p *packBits) next() error {
	code, err := p.in.ReadByte()
	n := int(int8(code))
	switch {
	case err != nil:
		return err
	case n >= 0:
		p.left = p.run[:n+1]
		_, err = io.ReadFull(p.in, p.left)
	case n > -128:
		p.left = p.run[:1-n]
		var same byte
		same, err = p.in.ReadByte()
		for i := range p.left {
			p.left[i] = same
		}
	}
	if err == io.EOF {
		return io.ErrUnexpectedEOF // in the middle of a run
	}
	return err
}
