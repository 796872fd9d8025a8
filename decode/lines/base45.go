package lines

import "strings"

// Bounds of the ways in which the lines of one code are put together, and how many of
// them are read to their end.
const (
	maxTries = 1000
	maxWhole = 8
)

// JoinBase45 joins lines of which the first one has a head of so many bytes before its
// base45. A blank is a character of base45, and whatever wraps a text may have broken it
// at a blank, or lost the blanks at an end. So each seam is tried with as many blanks as
// it has, and with none, one and two; groups of three characters tell soon what cannot
// be. whole tells whether a text is a code.
func JoinBase45(block []Line, head int, whole func(string) bool) (text string, ok bool) {
	s := seams{block: block, head: head, whole: whole, text: []byte(block[0].Text)}
	s.measure()
	ok = len(block) > 1 && canBeBase45(s.text, head, 0) && s.from(1)
	return string(s.text), ok
}

// seams is one search. text is what has been joined.
type seams struct {
	block        []Line
	head         int
	whole        func(string) bool
	text         []byte
	indent       int // of all lines but the first
	width        int // at which they were wrapped
	tries, ended int
}

// from joins the lines from one on to the text.
func (s *seams) from(i int) bool {
	if i == len(s.block) {
		s.ended++
		return s.ended <= maxWhole && s.whole(string(s.text))
	}
	known := len(s.text)
	for _, blanks := range s.blanks(i) {
		if s.tries++; s.tries > maxTries || s.ended > maxWhole {
			return false
		}
		s.text = append(append(s.text[:known], "   "[:blanks]...), s.block[i].Text...)
		if canBeBase45(s.text, s.head, known) && s.from(i+1) {
			return true
		}
	}
	return false
}

// blanks are how many blanks there may be before a line, the likeliest first.
func (s *seams) blanks(i int) []int {
	const most = 3 // as many as from has
	last, line := s.block[i-1], s.block[i]
	own := last.Right + line.Left - s.indent
	lost := s.width - len(last.Text) // of a text that was wrapped at one width
	counts := make([]int, 0, 6)
	for _, n := range []int{own, last.Right, lost, 0, 1, 2} {
		if n < 0 || n > most {
			continue
		}
		known := false
		for _, c := range counts {
			known = known || c == n
		}
		if !known {
			counts = append(counts, n)
		}
	}
	return counts
}

// measure finds how far all lines but the first are indented, and the width at which the
// text was wrapped: no line but the last is longer.
func (s *seams) measure() {
	for i, l := range s.block {
		if i == 1 || i > 1 && l.Left < s.indent {
			s.indent = l.Left
		}
		if i < len(s.block)-1 {
			s.width = max(s.width, len(l.Text))
		}
	}
}

// canBeBase45 tells whether the groups of three characters behind the head have values
// that base45 gives (RFC 9285); those up to a place are known to.
func canBeBase45(text []byte, head, known int) bool {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	known = max(known, head)
	for i := head + (known-head)/3*3; i+3 <= len(text); i += 3 {
		value := 0
		for j := i + 2; j >= i; j-- {
			v := strings.IndexByte(alphabet, upper(text[j]))
			if v < 0 {
				return false
			}
			value = value*len(alphabet) + v
		}
		if value > 0xffff {
			return false
		}
	}
	return true
}

func upper(b byte) byte {
	if b >= 'a' && b <= 'z' {
		return b - 'a' + 'A'
	}
	return b
}
