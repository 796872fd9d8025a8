package lines

import (
	"strings"
	"testing"
)

func TestTake(t *testing.T) {
	for line, want := range map[string]Line{
		"":                  {},
		"a b \r\n":          {Text: "a b", Right: 1},
		"> a\n":             {Text: "a", Quoted: true},
		"  >> > a":          {Text: "a", Quoted: true},
		">  a":              {Text: "a", Left: 1, Quoted: true},
		"   a":              {Text: "a", Left: 3},
		"abc=\n":            {Text: "abc", Soft: true},
		"c=3Da=20=\n":       {Text: "c=a ", Soft: true},
		"abc==":             {Text: "abc=="},
		"abc<br>\n":         {Text: "abc"},
		"abc <BR/>":         {Text: "abc"},
		"\ufeffabc":         {Text: "abc"},
		"\u3000abc\u00a0\n": {Text: "abc", Left: 3, Right: 2},
	} {
		if got := Take(line); got != want {
			t.Errorf("%q: %+v, want %+v", line, got, want)
		}
	}
}

func taken(text string) (block []Line) {
	for line := range strings.Lines(text) {
		block = append(block, Take(line))
	}
	return block
}

func TestEnds(t *testing.T) {
	for text, want := range map[string]int{"aaaa\naaaa\naa\naaaa\n": 3, "aaaa\naaaa\n": 2, "aaaa\naa\nbbbb\n": 3} {
		if got := Ends(taken(text)); len(got) == 0 || got[0] != want {
			t.Errorf("%q: %v, want %d first", text, got, want)
		}
	}
	if got := Ends(taken("a\n")); len(got) != 0 {
		t.Errorf("one line: %v", got)
	}
}

func TestJoinBase45(t *testing.T) {
	const code = "HC1:A B CDE F  GHI1" // groups of three, none of which ends in a blank
	for _, text := range []string{
		"HC1:A B C\nDE F  GHI1", "HC1:A B \nCDE F\n  GHI1", "HC1:A\n B CDE F  GHI1", "HC1:A\nB CDE F\nGHI1",
		"HC1:A B CDE\n   F  GHI1", "HC1:A B C\n    DE F  \n    GHI1",
	} {
		if got, ok := JoinBase45(taken(text), 4, func(s string) bool { return s == code }); !ok {
			t.Errorf("%q: %q", text, got)
		}
	}
	count := 0
	if _, ok := JoinBase45(taken(strings.Repeat("0000\n", 300)), 0,
		func(string) bool { count++; return false }); ok || count > maxWhole {
		t.Errorf("%v after %d", ok, count)
	}
}

func FuzzJoin(f *testing.F) {
	f.Add("HC1:NCF A\n> B C \n  D=\n")
	f.Fuzz(func(t *testing.T, text string) {
		block := taken(text)
		if len(block) < 2 {
			return
		}
		Unsoft(Join(block), block)
		for _, end := range Ends(block) {
			if end < 2 || end > len(block) {
				t.Errorf("ends after %d of %d", end, len(block))
			}
		}
		last := ""
		JoinBase45(block, 0, func(s string) bool { last = s; return true })
		if last != "" && !strings.HasPrefix(last, block[0].Text) {
			t.Errorf("%q does not begin as its lines do", last)
		}
	})
}
