package gate

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-runewidth"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// TestGateFits: in every language each screen is 80 columns wide at most, and says its
// keys, its level and the verdict's word whole.
func TestGateFits(t *testing.T) {
	for _, tag := range words.Tags() {
		for _, level := range []string{"A", "B", "C"} {
			st := newPageStage(t, "--lang", tag, "--level", level)
			for _, tt := range scans() {
				st.wait(4 * time.Second)
				st.scanText(tt.text)
				st.expectFits(t, st.s.Words.Verdicts().Of(string(tt.verdict)))
			}
			st.press(nil, 'h')
			st.expectFits(t, gateIn(st.s.Words).Held())
			st.press(nil, 'q')
			st.expectFits(t, gateIn(st.s.Words).Leaving())
		}
	}
}

// expectFits looks at a screen, with and without the camera's page.
func (s *stage) expectFits(t *testing.T, also string) {
	t.Helper()
	w := s.s.Words
	for _, withPage := range []bool{false, true} {
		s.flags.camera = withPage
		drawn, keys := s.drawn(), gateIn(w).Keys(s.nextLanguage().Name())
		if withPage {
			keys = gateIn(w).PageKeys(s.nextLanguage().Name())
		}
		for _, want := range []string{also, keys, gateIn(w).Title()} {
			if !strings.Contains(drawn, want) {
				t.Errorf("%s: no %q on\n%s", w.Tag(), want, drawn)
			}
		}
		for line := range strings.Lines(drawn) {
			if width := runewidth.StringWidth(strings.TrimSpace(line)); width > 80 {
				t.Errorf("%s: %d columns: %s", w.Tag(), width, line)
			}
		}
	}
}

// TestGateKeysFit: the keys fit one line in every language, whichever comes next.
func TestGateKeysFit(t *testing.T) {
	for _, tag := range words.Tags() {
		w := show.SentencesIn(tag)
		for _, next := range words.Tags() {
			for _, keys := range []string{gateIn(w).Keys(words.For(next).Name()),
				gateIn(w).PageKeys(words.For(next).Name())} {
				if width := runewidth.StringWidth(keys); width > 80-2 {
					t.Errorf("%s: %d columns: %s", w.Tag(), width, keys)
				}
			}
		}
	}
}

// TestGateEveryLanguage: the key l goes through all languages and names the one that
// comes next, which begin with that of the start and go on with English; the page has
// them in the same order.
func TestGateEveryLanguage(t *testing.T) {
	for _, first := range words.Tags() {
		st := newPageStage(t, "--lang", first)
		order := []string{first}
		for st.nextLanguage().Tag() != first && len(order) < 100 {
			next := st.nextLanguage()
			if !strings.Contains(st.drawn(), "l "+next.Name()) {
				t.Errorf("%s is not announced:\n%s", next.Tag(), st.drawn())
			}
			st.press(nil, 'l')
			order = append(order, st.s.Words.Tag())
		}
		if want := words.TagsFrom(first); !slices.Equal(order, want) ||
			first != words.English && want[1] != words.English {
			t.Errorf("%v, want %v", order, want)
		}
		for i, l := range st.languages() {
			if l.Tag != order[i] || l.Words.Name != words.For(l.Tag).Name() {
				t.Errorf("the page has %s, %q", l.Tag, l.Words.Name)
			}
		}
	}
}
