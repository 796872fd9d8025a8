package lines

import "strings"

// maxTries bounds the ways in which the lines of one code are put together.
const maxTries = 2000

// maxWhole bounds how many of them are read to their end.
const maxWhole = 32

// JoinBase45 joins lines of which the first one has a head of so many bytes before its
// base45. A blank is a character of base45, and whatever wraps a text may have broken it
// at a blank, or lost the blanks at an end. So each seam is tried with as many blanks as
// it has, and with none, one and two; groups of three characters tell soon what cannot
// be. whole tells whether a text is a code.
func JoinBase45(block []Line, head int, whole func(string) bool) (text string, ok bool) {
	s := seams{block: block, head: head, whole: whole}
	return s.from(1, block[0].Text)
}

// seams is one search.
type seams struct {
	block        []Line
	head         int
	whole        func(string) bool
	tries, ended int
}

// from joins the lines from one on to the text before them.
func (s *seams) from(i int, before string) (string, bool) {
	if i == len(s.block) {
		if s.ended++; s.ended > maxWhole {
			return "", false
		}
		return before, s.whole(before)
	}
	for _, blanks := range s.blanks(i) {
		if s.tries++; s.tries > maxTries {
			return "", false
		}
		next := before + strings.Repeat(" ", blanks) + s.block[i].Text
		if !canBeBase45(next, s.head, len(before)) {
			continue
		}
		if text, ok := s.from(i+1, next); ok {
			return text, true
		}
	}
	return "", false
}

// blanks are how many blanks there may be before a line, the likeliest first.
func (s *seams) blanks(i int) []int {
	const most = 3
	last, line := s.block[i-1], s.block[i]
	own := last.Right + line.Left - s.indent()
	lost := s.width() - len(last.Text) // of a text that was wrapped at one width
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

// indent is how far all lines but the first are indented.
func (s *seams) indent() int {
	least := s.block[1].Left
	for _, l := range s.block[1:] {
		least = min(least, l.Left)
	}
	return least
}

// width is what the text was wrapped at.
func (s *seams) width() (width int) {
	for _, l := range s.block[:len(s.block)-1] {
		width = max(width, len(l.Text))
	}
	return width
}

// canBeBase45 tells whether the groups of three characters behind the head have values
// that base45 gives (RFC 9285); those up to a place are known to.
func canBeBase45(text string, head, known int) bool {
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
