package serial

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"
)

const (
	// Silence ends a scan, counted from its last byte.
	Silence = 150 * time.Millisecond
	// MaxScan bounds one scan, in bytes.
	MaxScan = 16 << 10
)

// framer cuts what a scanner sends into scans: at the end of a line, and where it
// pauses. The zero framer is ready.
type framer struct {
	text     []byte
	last     time.Time // when the last byte came
	swallows bool      // the rest of what is too long
}

// feed takes bytes that came at a time, none to tell the time alone.
func (f *framer) feed(data []byte, at time.Time) (events []Event) {
	if !f.last.IsZero() && at.Sub(f.last) >= Silence {
		events = f.end()
		f.swallows, f.last = false, time.Time{}
	}
	for _, b := range data {
		f.last = at
		switch {
		case f.swallows:
		case (b == '\r' || b == '\n') && !f.within():
			events = append(events, f.end()...)
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

// within tells whether a line's end lies inside a JSON text, which an ICAO VDS-NC is:
// then the scan goes on.
func (f *framer) within() bool {
	text := bytes.TrimSpace(f.text)
	return len(text) > 0 && text[0] == '{' && !json.Valid(text)
}

// end hands out a scan and forgets it.
func (f *framer) end() []Event {
	kept := make([]byte, 0, len(f.text))
	for _, b := range f.text {
		if b >= ' ' && b != 0x7f || b == '\r' || b == '\n' || b == '\t' {
			kept = append(kept, b) // and not what scanners frame codes with: STX, ETX, separators of GS1
		}
	}
	f.forget()
	text := strings.TrimSpace(string(kept))
	if text == "" {
		return nil
	}
	return []Event{{Text: text}}
}

func (f *framer) forget() {
	clear(f.text)
	f.text = f.text[:0]
}
