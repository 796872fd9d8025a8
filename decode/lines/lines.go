// Package lines undoes what mail programs and editors make of a code that they write
// over several lines: they wrap, quote and indent it, and lose the blanks at the ends
// of lines. It is pure; whoever asks tells whether what it joins is a code.
package lines

import "strings"

// Limits of one code that is written over several lines.
const (
	// MaxLines bounds its lines. The longest code has some 7,000 characters, and
	// nothing wraps at fewer than 20.
	MaxLines = 400
	// MaxBlock bounds its characters.
	MaxBlock = 32 << 10
)

// A Line is a line of a text without what stands around it.
type Line struct {
	Text   string // without quotation marks and the blanks around it
	Left   int    // blanks before it, behind quotation marks
	Right  int    // blanks behind it
	Quoted bool
	Soft   bool // it ended in the = of quoted-printable (RFC 2045, section 6.7)
}

// Take takes off a line what mail programs and markup put around it. The line's end may
// still be there.
func Take(line string) Line {
	rest := strings.TrimRight(line, "\r\n")
	l := Line{}
	for {
		unquoted, found := strings.CutPrefix(strings.TrimLeft(rest, blanks), ">")
		if !found {
			break
		}
		rest, l.Quoted = strings.TrimPrefix(unquoted, " "), true
	}
	rest = strings.TrimPrefix(rest, "\ufeff")
	text := strings.TrimRight(rest, blanks)
	l.Right = len(rest) - len(text)
	if short, found := strings.CutSuffix(text, "="); found && l.Right == 0 && !strings.HasSuffix(short, "=") {
		text, l.Soft = short, true
		trimmed := strings.TrimRight(text, blanks)
		text, l.Right = Decoded(trimmed), len(text)-len(trimmed)
	}
	text = cutBreak(text)
	l.Text = strings.TrimLeft(text, blanks)
	l.Left = len(text) - len(l.Text)
	return l
}

const blanks = " \t\u00a0\u3000"

// cutBreak takes off what breaks a line in markup.
func cutBreak(text string) string {
	for _, tag := range []string{"<br>", "<br/>", "<br />"} {
		if len(text) >= len(tag) && strings.EqualFold(text[len(text)-len(tag):], tag) {
			return strings.TrimRight(text[:len(text)-len(tag)], blanks)
		}
	}
	return text
}

// Width is how many characters the line has with the blanks behind it.
func (l Line) Width() int { return len(l.Text) + l.Right }

// Ends returns after how many of its lines a code may end, the likeliest first: after the
// first line that is shorter than those before it, at the end of the block, and a few
// lines before.
func Ends(block []Line) (ends []int) {
	const few = 6
	add := func(n int) {
		for _, e := range ends {
			if e == n {
				return
			}
		}
		if n > 1 {
			ends = append(ends, n)
		}
	}
	for i := 2; i < len(block); i++ {
		if len(block[i].Text) < len(block[i-1].Text) {
			add(i + 1)
			break
		}
	}
	for n := len(block); n > len(block)-few; n-- {
		add(n)
	}
	return ends
}

// Join writes lines as one, without blanks.
func Join(block []Line) string {
	var b strings.Builder
	for _, l := range block {
		b.WriteString(strings.ReplaceAll(l.Text, " ", ""))
	}
	return b.String()
}

// Unsoft is the Decoded text if any of its lines ended as quoted-printable has it.
func Unsoft(text string, block []Line) string {
	for _, l := range block {
		if l.Soft {
			return Decoded(text)
		}
	}
	return text
}

// Decoded undoes the encoding of single characters as =XX (quoted-printable).
func Decoded(text string) string {
	const digits = "0123456789ABCDEF"
	if !strings.Contains(text, "=") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if i+2 < len(text) && text[i] == '=' {
			high, low := strings.IndexByte(digits, text[i+1]), strings.IndexByte(digits, text[i+2])
			if high >= 0 && low >= 0 {
				b.WriteByte(byte(high<<4 | low))
				i += 2
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
