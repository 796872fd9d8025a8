package decode

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"io"
	"sync"
)

var (
	errTooLarge = shcTooLarge
	errDeflate  = shcNoDeflate
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

// unpack takes the text of a payload out of the framing it is in: raw DEFLATE, as the
// specification has it, the same inside of gzip or zlib, or none; to at most
// MaxPayload bytes. Which framing it is decides the first of them in which the text
// begins as an object does, so that no payload has two readings. Checksums of the
// framing are not looked at: the signature is over the same bytes. The text is valid
// until release is called.
func unpack(packed []byte) (text []byte, odd []Note, release func(), err error) {
	if beginsObject(packed) {
		if len(packed) > MaxPayload {
			return nil, nil, func() {}, errTooLarge
		}
		return packed, []Note{plainPayload}, func() {}, nil
	}
	f := deflates.Get().(*inflater)
	text, odd, err = f.stream(packed)
	if err == nil && beginsObject(text) || err == errTooLarge {
		return text, odd, f.release, err
	}
	for _, frame := range framings {
		inner, ok := frame.open(packed)
		if !ok {
			continue
		}
		if text, _, err := f.expand(inner, MaxPayload); err == errTooLarge || err == nil && beginsObject(text) {
			return text, []Note{frame.found}, f.release, err
		}
	}
	text, odd, err = f.stream(packed) // to tell what it is instead
	return text, odd, f.release, err
}

// framings are what may stand around a DEFLATE stream, and how to step over its head.
var framings = []struct {
	found Note
	open  func(packed []byte) (inner []byte, ok bool)
}{{gzipFraming, openGzip}, {zlibFraming, openZlib}}

// openGzip steps over the head of a gzip stream (RFC 1952, section 2.3).
func openGzip(packed []byte) ([]byte, bool) {
	in := bytes.NewReader(packed)
	if _, err := gzip.NewReader(in); err != nil {
		return nil, false
	}
	return packed[len(packed)-in.Len():], true
}

// openZlib steps over the head of a zlib stream (RFC 1950, section 2.2).
func openZlib(packed []byte) ([]byte, bool) {
	const head, deflate, dictionary = 2, 8, 0x20
	if len(packed) < head || packed[0]&0x0f != deflate || binary.BigEndian.Uint16(packed)%31 != 0 || packed[1]&dictionary != 0 {
		return nil, false
	}
	return packed[head:], true
}

// beginsObject tells whether a text begins as a JSON object does, perhaps behind
// white space and a byte order mark.
func beginsObject(text []byte) bool {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\ufeff")), " \t\r\n")
	return len(text) > 0 && text[0] == '{'
}

// stream expands a raw DEFLATE stream.
func (f *inflater) stream(packed []byte) (text []byte, odd []Note, err error) {
	text, rest, err := f.expand(packed, MaxPayload)
	if err == nil && rest > 0 {
		odd = []Note{deflateTrailing}
	}
	return text, odd, err
}

// inflateZlib expands a zlib stream to at most limit bytes, and tells how many
// bytes follow its end. The data is valid until release is called.
func inflateZlib(compressed []byte, limit int) (data []byte, rest int, release func(), err error) {
	f := zlibs.Get().(*inflater)
	data, rest, err = f.expand(compressed, limit)
	return data, rest, f.release, err
}

// expand inflates, to at most limit bytes. Its error is errTooLarge or errDeflate, whatever
// the library complains of.
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
