package decode

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"sync"
)

var (
	errTooLarge   = errors.New("the payload inflates beyond the limit")
	errDeflate    = errors.New("the payload is no raw DEFLATE stream")
	errAfterFinal = errors.New("bytes follow the end of the DEFLATE stream")
)

// inflater is a DEFLATE reader with its buffers. Making one costs 40 kB, so
// they are kept for the next card.
type inflater struct {
	in  bytes.Reader
	out bytes.Buffer
	r   io.ReadCloser
}

var inflaters = sync.Pool{New: func() any {
	f := &inflater{}
	f.r = flate.NewReader(&f.in)
	return f
}}

// inflate expands a raw DEFLATE stream that must end exactly with its input,
// to at most MaxPayload bytes. The text is valid until release is called.
func inflate(compressed []byte) (text []byte, release func(), err error) {
	f := inflaters.Get().(*inflater)
	release = f.release
	f.in.Reset(compressed)
	f.out.Reset()
	if err := f.r.(flate.Resetter).Reset(&f.in, nil); err != nil {
		return nil, release, errDeflate
	}
	switch n, err := f.out.ReadFrom(io.LimitReader(f.r, MaxPayload+1)); {
	case err != nil:
		return nil, release, errDeflate
	case n > MaxPayload:
		return nil, release, errTooLarge
	case f.in.Len() > 0:
		return nil, release, errAfterFinal
	}
	return f.out.Bytes(), release, nil
}

// release gives the inflater back for the next card, unless a large payload
// has made it large.
func (f *inflater) release() {
	const keep = 64 << 10
	if f.out.Cap() <= keep {
		inflaters.Put(f)
	}
}
