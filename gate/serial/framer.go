package serial

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

const (
	// Silence ends a scan, counted from its last byte.
	Silence = 150 * time.Millisecond
	// LateEnd is how long after a scan that a pause had ended its end may still come alone.
	LateEnd = 2 * time.Second
	// MaxScan bounds one scan, in bytes.
	MaxScan = 16 << 10
)

// framer cuts what a scanner sends into scans: at the end of a line, and where it
// pauses. Whatever comes is a scan, also if nothing is left of it, as otherwise the answer
// before it would stay. The zero framer is ready.
type framer struct {
	text     []byte
	last     time.Time // when the last byte came
	ended    bool      // a line has ended, and nothing came since but control characters
	unended  time.Time // when a pause ended the last scan
	swallows bool      // the rest of what is too long
}

// feed takes bytes that came at a time; without any it only tells the time.
func (f *framer) feed(data []byte, at time.Time) (events []Event) {
	if !f.last.IsZero() && at.Sub(f.last) >= Silence {
		events = f.pause()
	}
	for _, b := range data {
		f.last = at
		end := isEnd(b) && !f.within()
		switch {
		case f.swallows:
		case end && len(f.text) == 0 && at.Sub(f.unended) < LateEnd:
			f.ended, f.unended = true, time.Time{}
		case end && f.ended && controls(f.text): // an end may be of several characters, such as CR LF
			f.forget()
		case end:
			events = append(events, f.end())
			f.ended, f.unended = true, time.Time{}
		case len(f.text) >= MaxScan:
			f.forget()
			f.swallows = true
			events = append(events, Event{TooLong: true})
		default:
			f.text = append(f.text, b)
		}
	}
	return events
}

// pause ends what has come. Behind a line's end scanners may send what they frame codes
// with: STX, ETX.
func (f *framer) pause() (events []Event) {
	if len(f.text) > 0 && !(f.ended && controls(f.text)) {
		events, f.unended = []Event{f.end()}, f.last
	}
	f.forget()
	f.ended, f.swallows, f.last = false, false, time.Time{}
	return events
}

func isEnd(b byte) bool { return b == '\r' || b == '\n' || b == '\t' }

func controls(text []byte) bool {
	return !slices.ContainsFunc(text, func(b byte) bool { return b >= ' ' && b != 0x7f })
}

// within tells whether a line's end lies inside a JSON text, which an ICAO VDS-NC is:
// then the scan goes on.
func (f *framer) within() bool {
	text := bytes.TrimSpace(f.text)
	return len(text) > 0 && text[0] == '{' && !json.Valid(text)
}

// end hands out a scan and forgets it. What scanners frame codes with, and separators of
// GS1, are left out.
func (f *framer) end() Event {
	kept := make([]byte, 0, len(f.text))
	for _, b := range f.text {
		if b >= ' ' && b != 0x7f || isEnd(b) {
			kept = append(kept, b)
		}
	}
	f.forget()
	return Event{Text: strings.TrimSpace(string(kept))}
}

func (f *framer) forget() {
	clear(f.text)
	f.text = f.text[:0]
}
