package camera

import (
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
)

// TestHelp: each letter is a frame a tenth of a second after the one before.
func TestHelp(t *testing.T) {
	kinds := map[rune]string{'b': "blurred", 'g': "glare", '-': "no_finders", 't': "time_up"}
	times := strings.Repeat
	for name, c := range map[string]struct{ frames, want string }{
		"nobody":                {times("-", 100), ""},
		"tried for a moment":    {times("b", 29), ""},
		"tried for long":        {times("b", 31), "blurred"},
		"the usual trouble":     {times("bbg", 11), "blurred"},
		"time up now and then":  {times("bt", 16), "blurred"},
		"read in between":       {times("b", 20) + "R" + times("b", 20), ""},
		"gone in between":       {times("b", 20) + times("-", 26) + times("b", 20), ""},
		"gone":                  {times("b", 40) + times("-", 27), ""},
		"seen thoroughly alone": {times("bttttttttttt", 5), "blurred"},
		"hardly ever seen":      {times("b"+times("-", 30), 5), ""},
		"read at last":          {times("b", 40) + "R", ""},
	} {
		var a adviser
		now, got := time.Unix(1000, 0), ""
		for _, f := range c.frames {
			code := decode.Code{Text: "shc:/"}
			if kind, trouble := kinds[f]; trouble {
				code = decode.Code{Problem: &decode.Problem{Kind: kind}}
			}
			now = now.Add(100 * time.Millisecond)
			got = a.see([]decode.Code{code}, now)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestStuck: a code that is being put away is blurred for a moment; one that stays is
// another visitor's.
func TestStuck(t *testing.T) {
	for frames, want := range map[string]bool{
		"Rbbbbbbbbbbbbbb": false, "Rbbbbbbbbbbbbbbb": true, "R----------------b": true, "R----------------h": false,
		"R--h-------------h": false, "R----------------hh": true, "RbbRbb-----------------": false,
		"RbbbbbbbbbbbbbbbbbbbbR": false, "Rtttttttttttttttttttt": false, "RbRbRbRbRbRbRbRbRbRb": false,
		"Rnnnnnnnnnnnnnnnnnn": false,
	} {
		var a adviser
		now := time.Unix(1000, 0)
		for _, f := range strings.ToLower(frames) {
			code := decode.Code{Text: "shc:/"}
			if kind, trouble := map[rune]string{'b': "blurred", 'h': "finder_hidden", '-': "no_finders",
				't': "time_up", 'n': "noisy"}[f]; trouble {
				code = decode.Code{Problem: &decode.Problem{Kind: kind}}
			}
			now = now.Add(100 * time.Millisecond)
			a.see([]decode.Code{code}, now)
		}
		if got := a.stuck(); got != want {
			t.Errorf("%s: %v", frames, got)
		}
	}
}

func TestHelpKinds(t *testing.T) {
	if len(HelpKinds()) < 8 {
		t.Errorf("%d kinds", len(HelpKinds()))
	}
}
