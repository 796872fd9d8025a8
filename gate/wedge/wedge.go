// Package wedge understands scanners that type: what such a keyboard wedge
// sends, or somebody pastes, becomes scans, and what a person types becomes keys
// of the gate.
//
// A Reader tells where a scan ends and keeps scans and keys apart: what Enter or Tab
// ends, or what is longer than one character, is a scan, also if nothing is left of it.
// A key is one character that nothing ends and nothing comes near. Otherwise a visitor's
// code could press the gate's keys, or leave the answer of the visitor before. It is pure:
// bytes and times are handed in. What keyboards make of a code, package decode/repair undoes.
package wedge

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"vaxcheck/decode/repair"
)

// Times and limits of a Reader.
const (
	// Silence ends a scan, counted from its last byte. Scanners type a character
	// every 1 to 16 ms, and nobody presses two keys within this time.
	Silence = 150 * time.Millisecond
	// MaxScan bounds one scan, in bytes. The longest text a QR code holds has
	// 7,089 characters.
	MaxScan = 16 << 10
	// MaxLines and LinesWithin bound how many scans may end in how short a time. What
	// brings more is a text that was pasted into a terminal that does not say so.
	MaxLines    = 8
	LinesWithin = 100 * time.Millisecond
	// LateEnd is how long after a scan that silence had ended, or a paste, its end may still
	// come alone: a scanner or whoever reads was held up, or somebody presses Enter.
	LateEnd = 2 * time.Second
	// Late is the silence that ends a scan without a Tick. A shorter one may be that of
	// whoever reads and was held up, while the bytes came on time.
	Late = time.Second
	// PasteSilence ends a paste whose end never came. It is short, as a code may hold what
	// begins a paste.
	PasteSilence = 500 * time.Millisecond
	// Repeat is how soon a key that is held down begins to come again, fast. It counts
	// once.
	Repeat = 700 * time.Millisecond
)

// EventType is what an Event tells of: a scan, a key, a change of focus …
type EventType uint8

// The types of Event.
const (
	Scan     EventType = iota // a scan or paste is whole
	TooLong                   // what came is longer than any scan and was thrown away
	Ended                     // the end of a scan that had none came late
	Pressed                   // a key was pressed, and nothing else around that time
	FocusIn                   // the terminal's window is in front
	FocusOut                  // it is no longer
)

// Event is something that happened. Text is that of a Scan, as it was typed, "" if
// nothing is left of it without blanks and control characters; a paste may have several
// lines. Key is a key that was Pressed.
type Event struct {
	Type  EventType
	Text  string
	Key   Key
	NoEnd bool // silence ended the scan: a code of one character would be taken for a key
}

// Key is what a key types: a small letter, whatever Caps Lock and input methods
// make of it, or one of those below.
type Key rune

// Keys that type no character.
const (
	CtrlC  Key = 0x03
	CtrlL  Key = 0x0c
	CtrlZ  Key = 0x1a
	Escape Key = 0x1b

	Up       Key = -1
	Down     Key = -2
	PageUp   Key = -3
	PageDown Key = -4
)

// arrows has the keys that send a sequence, by its end. Held down they come again and
// again.
var arrows = map[string]Key{"A": Up, "B": Down, "5~": PageUp, "6~": PageDown}

// escape says how far a sequence of bytes that begins with ESC has come.
type escape uint8

const (
	none     escape = iota
	started         // ESC
	control         // ESC [ and parameters, until a final byte
	function        // ESC O, one byte more
)

// The private sequences of terminals that matter here.
const (
	pasteBegins = "200~"
	pasteEnds   = "201~"
)

// Reader takes the bytes of a terminal in raw mode. The zero Reader is ready. It
// is not for concurrent use.
type Reader struct {
	text     []byte    // of the scan so far
	first    time.Time // when its first byte came
	last     time.Time // when the last byte came
	alone    bool      // silence was before the first byte, and nothing else since
	ended    bool      // a scan's end was typed, and nothing but control characters since
	unended  time.Time // when the last scan ended, if that was without an end
	swallows bool      // the rest of what is too long
	paste    bool

	escape     escape
	parameters []byte // of a control sequence
	arrow      Key    // that was pressed unless a scan goes on, 0 for none

	key     Key       // that was pressed last
	keyTime time.Time // until when

	lines     int // that ended within LinesWithin of
	linesFrom time.Time
}

// Feed takes bytes that came at a time.
func (r *Reader) Feed(bytes []byte, at time.Time) (events []Event) {
	if at.Sub(r.last) >= Late {
		events = r.Tick(at)
	}
	for _, b := range bytes {
		quiet := at.Sub(r.last) >= Silence
		r.ended = r.ended && !quiet
		if r.Due().IsZero() {
			r.first, r.alone = at, quiet
		}
		events = append(events, r.take(b, at)...)
		r.last = at
	}
	return events
}

// Due returns when Tick has something to do unless bytes come first, zero if it has
// nothing.
func (r *Reader) Due() time.Time {
	switch {
	case r.paste:
		return r.last.Add(PasteSilence)
	case len(r.text) > 0 || r.escape != none || r.arrow != 0 || r.swallows:
		return r.last.Add(Silence)
	}
	return time.Time{}
}

// Tick tells a Reader the time: silence ends what has come.
func (r *Reader) Tick(at time.Time) []Event {
	if due := r.Due(); due.IsZero() || at.Before(due) {
		return nil
	}
	arrow, escape := r.arrow, r.escape == started && len(r.text) == 0
	r.escape = none
	key, times := lone(r.text)
	switch {
	case r.swallows:
		r.reset()
		return nil
	case r.paste:
		return r.end()
	case escape: // it only clears, whatever came before
		r.reset()
		return r.press(Escape)
	case r.ended && controls(r.text): // what scanners frame a code with may come behind its end
		r.reset()
		return nil
	case arrow != 0:
		r.reset()
		return []Event{{Type: Pressed, Key: arrow}}
	case len(r.text) == 0: // a key of no meaning
		r.reset()
		return nil
	case times == 1 && r.alone:
		r.reset()
		return r.press(key)
	case times > 1 && r.heldDown(key):
		r.reset()
		r.keyTime = r.last
		return nil
	}
	events := r.end()
	events[0].NoEnd = times != 1
	return events
}

// take handles one byte.
func (r *Reader) take(b byte, at time.Time) []Event {
	switch {
	case r.escape != none:
		return r.sequence(b, at)
	case b == byte(Escape):
		r.escape = started
		return nil
	case r.paste && b == '\t':
		return r.add(' ')
	case r.paste || b != '\r' && b != '\n' && b != '\t':
		return r.add(b)
	case r.swallows:
		return nil
	}
	return r.line(at)
}

// add takes a byte of a scan.
func (r *Reader) add(b byte) []Event {
	if r.swallows {
		return nil
	}
	if len(r.text) >= MaxScan {
		return r.swallow()
	}
	r.alone = r.alone && r.arrow == 0
	r.arrow = 0
	r.text = append(r.text, b)
	return nil
}

// swallow throws away what has come and what follows without a pause.
func (r *Reader) swallow() []Event {
	clear(r.text)
	r.text, r.swallows = r.text[:0], true
	return []Event{{Type: TooLong}}
}

// line ends a scan whose end was typed: Enter or Tab. An end may be of several
// characters, such as CR LF.
func (r *Reader) line(at time.Time) []Event {
	switch late := at.Sub(r.unended) < LateEnd; {
	case !controls(r.text):
	case r.ended:
		r.reset()
		return nil
	case late && len(r.text) == 0 && r.alone:
		r.ended, r.unended = true, time.Time{}
		return []Event{{Type: Ended}}
	}
	if at.Sub(r.linesFrom) > LinesWithin {
		r.lines, r.linesFrom = 0, at
	}
	if r.lines++; r.lines > MaxLines {
		return r.swallow()
	}
	events := r.end()
	r.ended, r.unended = true, time.Time{}
	return events
}

// end hands out the scan and forgets it.
func (r *Reader) end() []Event {
	text := printable(r.text, r.paste)
	r.reset()
	r.unended = r.last
	return []Event{{Type: Scan, Text: text}}
}

func (r *Reader) reset() {
	clear(r.text)
	r.text, r.arrow, r.swallows, r.paste = r.text[:0], 0, false, false
}

// press takes a key that was pressed.
func (r *Reader) press(key Key) []Event {
	r.key, r.keyTime, r.unended = key, r.last, time.Time{}
	return []Event{{Type: Pressed, Key: key}}
}

// heldDown tells whether a key that comes again and again is held down, as when something
// lies on the keyboard: then it came alone before. Scanners type a code of equal letters
// without that.
func (r *Reader) heldDown(key Key) bool { return key == r.key && r.first.Sub(r.keyTime) < Repeat }

// sequence takes a byte of an escape sequence. Most keys that send one do nothing,
// and none does in the middle of a scan. A code may hold part of one, which Enter ends
// like any other.
func (r *Reader) sequence(b byte, at time.Time) []Event {
	state := r.escape
	r.escape = none
	switch {
	case state == started && b == '[':
		r.escape, r.parameters = control, r.parameters[:0]
	case state == started && b == 'O':
		r.escape = function
	case state == started || b < ' ' || b > 0x7e: // Esc was pressed as a scan began, or again; or no sequence
		r.alone = false
		return r.take(b, at)
	case state == function:
		return r.command(string(b))
	case b < 0x40:
		if r.escape = control; len(r.parameters) < len(pasteBegins) {
			r.parameters = append(r.parameters, b)
		}
	default:
		return r.command(string(r.parameters) + string(b))
	}
	return nil
}

// command obeys a control sequence.
func (r *Reader) command(sequence string) []Event {
	if key, known := arrows[sequence]; known {
		return r.noteArrow(key)
	}
	switch sequence {
	case "I":
		return []Event{{Type: FocusIn}}
	case "O":
		return []Event{{Type: FocusOut}}
	case pasteBegins:
		var events []Event
		if len(r.text) > 0 {
			events = r.end() // a scan that had not ended
		}
		r.arrow, r.paste = 0, true
		return events
	case pasteEnds:
		switch {
		case r.swallows:
			r.reset()
		case r.paste:
			return r.end()
		}
	}
	return nil
}

// noteArrow notes an arrow key, which counts once it is known that no scan goes on, and
// hands out the one before: held down they come again and again.
func (r *Reader) noteArrow(key Key) (events []Event) {
	switch {
	case len(r.text) > 0 || r.paste || r.swallows || !r.alone:
		return nil
	case r.arrow != 0:
		events = []Event{{Type: Pressed, Key: r.arrow}}
	}
	r.arrow = key
	return events
}

// lone finds the key that was pressed if a text is of one character, or of one again
// and again; and how many times, 0 for other texts.
func lone(text []byte) (key Key, times int) {
	first, size := utf8.DecodeRune(text)
	if size == 0 || len(text)%size != 0 {
		return 0, 0
	}
	for i, b := range text {
		if b != text[i%size] {
			return 0, 0
		}
	}
	first = repair.Narrow(first)
	if first >= 'A' && first <= 'Z' {
		first += 'a' - 'A'
	}
	return Key(first), len(text) / size
}

func isControl(b byte) bool { return b < ' ' || b == 0x7f }

// controls tells whether a text has nothing but control characters.
func controls(text []byte) bool {
	return !slices.ContainsFunc(text, func(b byte) bool { return !isControl(b) })
}

// printable leaves out what scanners type around a code: control characters,
// such as the separators of GS1, and outer white space.
func printable(text []byte, paste bool) string {
	out := make([]byte, 0, len(text))
	for _, b := range text {
		if !isControl(b) || paste && (b == '\r' || b == '\n') {
			out = append(out, b)
		}
	}
	return strings.TrimSpace(string(out))
}
