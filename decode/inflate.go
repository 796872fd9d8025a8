package decode

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"io"
	"sync"
)

var (
	errTooLarge   = errors.New("the payload inflates beyond the limit")
	errDeflate    = errors.New("the payload is no raw DEFLATE stream")
	errAfterFinal = errors.New("bytes follow the end of the DEFLATE stream")
)

// inflater is a reader of compressed data with its buffers. Making one costs
// 40 kB, so they are kept for the next card.
type inflater struct {
	in   bytes.Reader
	out  bytes.Buffer
	r    resetter
	pool *sync.Pool // which it goes back to
}

// resetter is what flate.Resetter and zlib.Resetter have in common.
type resetter interface {
	io.Reader
	Reset(r io.Reader, dict []byte) error
}

// Readers of raw DEFLATE (RFC 1951), and of DEFLATE with header and checksum
// (zlib, RFC 1950).
var (
	deflates = inflaters(func(r io.Reader) (io.ReadCloser, error) { return flate.NewReader(r), nil })
	zlibs    = inflaters(zlib.NewReader)
)

func inflaters(open func(io.Reader) (io.ReadCloser, error)) *sync.Pool {
	pool := &sync.Pool{}
	pool.New = func() any {
		const zlibHeader = "\x78\x9c" // all that zlib reads before it is reset
		r, _ := open(bytes.NewReader([]byte(zlibHeader)))
		return &inflater{r: r.(resetter), pool: pool}
	}
	return pool
}

// inflate expands a raw DEFLATE stream that must end exactly with its input,
// to at most MaxPayload bytes. The text is valid until release is called.
func inflate(compressed []byte) (text []byte, release func(), err error) {
	f := deflates.Get().(*inflater)
	text, rest, err := f.expand(compressed, MaxPayload)
	if err == nil && rest > 0 {
		return nil, f.release, errAfterFinal
	}
	return text, f.release, err
}

// inflateZlib expands a zlib stream to at most limit bytes, and tells how many
// bytes follow its end. The data is valid until release is called.
func inflateZlib(compressed []byte, limit int) (data []byte, rest int, release func(), err error) {
	f := zlibs.Get().(*inflater)
	data, rest, err = f.expand(compressed, limit)
	return data, rest, f.release, err
}

// expand gives errTooLarge or errDeflate, whatever the library complains of.
func (f *inflater) expand(compressed []byte, limit int) (data []byte, rest int, err error) {
	f.in.Reset(compressed)
	f.out.Reset()
	if err := f.r.Reset(&f.in, nil); err != nil {
		return nil, 0, errDeflate
	}
	switch n, err := f.out.ReadFrom(io.LimitReader(f.r, int64(limit)+1)); {
	case err != nil:
		return nil, 0, errDeflate
	case n > int64(limit):
		return nil, 0, errTooLarge
	}
	return f.out.Bytes(), f.in.Len(), nil
}

// release gives the inflater back for the next card, unless a large payload
// has made it large.
func (f *inflater) release() {
	const keep = 64 << 10
	if f.out.Cap() <= keep {
		f.pool.Put(f)
	}
}
