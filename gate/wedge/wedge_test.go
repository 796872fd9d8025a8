package wedge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/gate/wedge"
)

var start = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// keyboard types into a reader and writes down what happens.
type keyboard struct {
	r      wedge.Reader
	now    time.Time
	events []string
}

func newKeyboard() *keyboard { return &keyboard{now: start} }

func (k *keyboard) note(events []wedge.Event) {
	for _, e := range events {
		switch e.Type {
		case wedge.Scan:
			what := "scan "
			if e.NoEnd {
				what = "scan without end "
			}
			k.events = append(k.events, what+e.Text)
		case wedge.TooLong:
			k.events = append(k.events, "too long")
		case wedge.Ended:
			k.events = append(k.events, "late end")
		case wedge.Pressed:
			name, named := map[wedge.Key]string{wedge.Up: "up", wedge.Down: "down", wedge.PageUp: "page up",
				wedge.PageDown: "page down"}[e.Key]
			if !named {
				name = fmt.Sprintf("%q", rune(e.Key))
			}
			k.events = append(k.events, "key "+name)
		case wedge.FocusIn:
			k.events = append(k.events, "focus in")
		case wedge.FocusOut:
			k.events = append(k.events, "focus out")
		}
	}
}

// pause lets time go by, with a tick every so often.
func (k *keyboard) pause(d time.Duration) *keyboard {
	const step = 10 * time.Millisecond
	for end := k.now.Add(d); k.now.Before(end); {
		k.now = k.now.Add(min(step, end.Sub(k.now)))
		k.note(k.r.Tick(k.now))
	}
	return k
}

// write lets bytes come at once.
func (k *keyboard) write(text string) *keyboard {
	k.note(k.r.Feed([]byte(text), k.now))
	return k
}

// types lets bytes come one by one.
func (k *keyboard) types(text string, every time.Duration) *keyboard {
	for i := range len(text) {
		k.pause(every).write(text[i : i+1])
	}
	return k
}

func (k *keyboard) want(t *testing.T, what ...string) {
	t.Helper()
	k.pause(wedge.PasteSilence)
	if !slices.Equal(k.events, what) {
		t.Errorf("got %.300q, want %.300q", k.events, what)
	}
	if due := k.r.Due(); !due.IsZero() {
		t.Error("something is still due")
	}
}

var longest = "shc:/" + strings.Repeat("5676290952", 239)

func TestTyped(t *testing.T) {
	for _, every := range []time.Duration{0, time.Millisecond, 16 * time.Millisecond,
		wedge.Silence - 10*time.Millisecond} {
		for name, end := range map[string]string{"return": "\r", "line feed": "\n", "both": "\r\n",
			"tab": "\t", "silence": ""} {
			t.Run(fmt.Sprintf("%s %s", every, name), func(t *testing.T) {
				k := newKeyboard().types(longest+end, every)
				if end != "" && len(k.events) != 1 {
					t.Error("the end of the scan is waited for")
				}
				if end == "" {
					k.want(t, "scan without end "+longest)
					return
				}
				k.want(t, "scan "+longest)
			})
		}
	}
}

func TestSilenceCountsFromTheLastByte(t *testing.T) {
	k := newKeyboard().types("abc", time.Millisecond).pause(149 * time.Millisecond)
	if len(k.events) != 0 {
		t.Error(k.events)
	}
	k.pause(time.Millisecond)
	if len(k.events) != 1 {
		t.Error(k.events)
	}
	k.types("def\rghi\r", time.Millisecond).want(t, "scan without end abc", "scan def", "scan ghi")
}

// TestSilenceWithoutTick: whoever was late with Tick does not join two scans.
func TestSilenceWithoutTick(t *testing.T) {
	k := newKeyboard().write("abc")
	k.now = k.now.Add(2 * wedge.Silence) // held up, and not the scanner
	k.write("def")
	k.now = k.now.Add(wedge.Late)
	k.write("ghi\r").want(t, "scan without end abcdef", "scan ghi")
}

func TestScans(t *testing.T) {
	esc := "\x1b"
	for name, tt := range map[string]struct {
		bytes string
		want  []string
	}{
		"return alone":              {"\r", []string{"scan "}},
		"return and more":           {"\r\n\r\n\t", []string{"scan "}},
		"tab alone":                 {"\t", []string{"scan "}},
		"blanks":                    {"   \r", []string{"scan "}},
		"controls":                  {"\x03\x03\x1a\r", []string{"scan "}},
		"key and return":            {"q\r", []string{"scan q"}},
		"space and return":          {" \r", []string{"scan "}},
		"key behind an end":         {"a\rh", []string{"scan a", "scan h"}},
		"key behind a blank line":   {"\r\n\rh", []string{"scan ", "scan h"}},
		"controls behind an end":    {"a\r\n\x03", []string{"scan a"}},
		"twice the same":            {"hh", []string{"scan without end hh"}},
		"twice Ctrl-C":              {"\x03\x03", []string{"scan without end "}},
		"not UTF-8":                 {"\xff\xfe\r", []string{"scan \xff\xfe"}},
		"not UTF-8, one":            {"\xff\r", []string{"scan \xff"}},
		"no character, no end":      {"\xe5", []string{"key '�'"}},
		"arrow and return":          {esc + "[A\r", []string{"scan "}},
		"arrow and a key":           {esc + "[Ah", []string{"scan h"}},
		"escape and a key":          {esc + "h", []string{"scan h"}},
		"arrow behind an end":       {"a\r" + esc + "[A", []string{"scan a"}},
		"half a sequence":           {esc + "[1;\r", []string{"scan "}},
		"half a function key":       {esc + "O\r", []string{"scan "}},
		"half a key in Japanese":    {esc + "[1名\r", []string{"scan 名"}},
		"escape and return":         {esc + "\r", []string{"scan "}},
		"escape behind an end":      {"a\r" + esc, []string{"scan a", `key '\x1b'`}},
		"function key and return":   {esc + "OP\r", []string{"scan "}},
		"begin of a paste":          {esc + "[200~\r", []string{"scan "}},
		"begin of a paste and more": {esc + "[200~h\r", []string{"scan h"}},
		"end of a paste":            {esc + "[201~\r", []string{"scan "}},
		"end of a paste behind":     {"abc" + esc + "[201~", []string{"scan without end abc"}},
		"one character pasted":      {esc + "[200~q" + esc + "[201~", []string{"scan q"}},
		"split character":           {"名前\r", []string{"scan 名前"}},
		"framed by controls":        {"\x02abc\x1d1\x03\r", []string{"scan abc1"}},
		"white space":               {"  abc  \r", []string{"scan abc"}},
		"short":                     {"h\r", []string{"scan h"}},
		"arrow within":              {"ab" + esc + "[Acd" + esc + "OBef" + esc + "OPgh\r", []string{"scan abcdefgh"}},
		"escape before":             {esc + "shc:/1\r", []string{"scan shc:/1"}},
		"paste":                     {esc + "[200~abc\r" + esc + "[201~", []string{"scan abc"}},
		"lines pasted": {esc + "[200~abc\rdef\r\nghi\tjkl" + esc +
			"[201~", []string{"scan abc\rdef\r\nghi jkl"}},
		"nothing pasted":       {esc + "[200~" + esc + "[201~", []string{"scan "}},
		"paste ends by itself": {"abc" + esc + "[201~def\r", []string{"scan abcdef"}},
		"paste without end":    {esc + "[200~abc", []string{"scan abc"}},
		"paste behind text":    {"abc" + esc + "[200~def" + esc + "[201~", []string{"scan abc", "scan def"}},
		"arrows": {esc + "[A" + esc + "OB" + esc + "[5~" + esc +
			"[6~", []string{"key up", "key down", "key page up", "key page down"}},
		"focus":               {esc + "[O" + esc + "[I", []string{"focus out", "focus in"}},
		"focus within":        {"ab" + esc + "[Icd\r", []string{"focus in", "scan abcd"}},
		"other sequences":     {esc + "[1;5C" + esc + "[<0;1;1M" + esc + "[200;1~" + esc + "OP", nil},
		"sequence cut short":  {esc + "[1;", nil},
		"sequence of no end":  {esc + "[" + strings.Repeat("1;", 100_000) + "m" + "abc\r", []string{"scan abc"}},
		"not of the gate":     {"\x7f", []string{`key "\x7f"`}},
		"full width key":      {"Ｈ", []string{"key 'h'"}},
		"key under Caps Lock": {"H", []string{"key 'h'"}},
		"space":               {" ", []string{"key ' '"}},
		"escape":              {esc, []string{`key '\x1b'`}},
		"escape twice":        {esc + esc, []string{`key '\x1b'`}},
		"Ctrl-C":              {"\x03", []string{`key '\x03'`}},
		"two keys at once":    {"hl", []string{"scan without end hl"}},
	} {
		t.Run(name, func(t *testing.T) {
			k := newKeyboard()
			for i := range len(tt.bytes) {
				k.write(tt.bytes[i : i+1])
			}
			whole := newKeyboard().write(tt.bytes)
			for i := range tt.want {
				tt.want[i] = strings.ReplaceAll(strings.ReplaceAll(tt.want[i], `key "`, "key '"), `f"`, "f'")
				tt.want[i] = strings.ReplaceAll(tt.want[i], "'\uFFFD'", "'�'")
			}
			k.want(t, tt.want...)
			whole.want(t, tt.want...)
		})
	}
}

// TestKeys: a key counts when nothing comes around it, and held down it counts
// once.
func TestKeys(t *testing.T) {
	k := newKeyboard().write("h").pause(time.Second).write("h").pause(time.Second).write("l").pause(time.Second)
	k.write("h").pause(400 * time.Millisecond) // until it begins to repeat
	k.types(strings.Repeat("h", 100), 30*time.Millisecond)
	k.want(t, "key 'h'", "key 'h'", "key 'l'", "key 'h'")

	k = newKeyboard()
	for range 3 { // quickly, as who knows the way out
		k.write("q").pause(200 * time.Millisecond)
	}
	k.want(t, "key 'q'", "key 'q'", "key 'q'")

	k = newKeyboard().write("x").pause(400 * time.Millisecond) // something lies on the keyboard
	k.types(strings.Repeat("x", 1000), 30*time.Millisecond)
	k.want(t, "key 'x'")

	k = newKeyboard()
	for range 3 { // a key that is held down
		k.write("\x1b[B").pause(33 * time.Millisecond)
	}
	k.want(t, "key down", "key down", "key down")

	k = newKeyboard()
	for range 5 { // Enter, held down
		k.write("\r").pause(33 * time.Millisecond)
	}
	k.want(t, "scan ")

	k = newKeyboard().write("h").types(longest+"\r", time.Millisecond).write("\x1b")
	k.want(t, "scan h"+longest, "key '\\x1b'")
}

// TestTooLong: one answer for a book, and the next scan works.
func TestTooLong(t *testing.T) {
	line := strings.Repeat("It was the best of times. ", 20)
	book := strings.Repeat(line+"\r", 300)
	for name, text := range map[string]string{
		"a line":          strings.Repeat("x1", 100<<10),
		"a paste":         "\x1b[200~" + book + "\x1b[201~",
		"a cut paste":     "\x1b[200~" + book,
		"100 KB of a key": strings.Repeat("x", 100<<10),
	} {
		t.Run(name, func(t *testing.T) {
			k := newKeyboard().write(text).pause(wedge.PasteSilence)
			k.write("abc\r").want(t, "too long", "scan abc")
		})
	}
	k := newKeyboard().write(book).pause(time.Second).write("abc\r").pause(time.Second)
	want := append(slices.Repeat([]string{"scan " + strings.TrimSpace(line)}, wedge.MaxLines), "too long", "scan abc")
	k.want(t, want...)
	k = newKeyboard().write(strings.Repeat("x1", wedge.MaxScan/2) + "\r")
	k.want(t, "scan "+strings.Repeat("x1", wedge.MaxScan/2))
}

// TestQueue: a scanner that holds several codes back sends them without a pause.
func TestQueue(t *testing.T) {
	k := newKeyboard()
	var want []string
	for range 20 {
		k.types(longest+"\r", time.Millisecond)
		want = append(want, "scan "+longest)
	}
	k.want(t, want...)
}

// TestLateEnd: Enter that comes late, once, is the end of what came before it and no scan of
// nothing. A key has none.
func TestLateEnd(t *testing.T) {
	k := newKeyboard().types(longest, time.Millisecond).pause(wedge.LateEnd - 100*time.Millisecond)
	k.write("\r\n").pause(wedge.Silence).write("\r").pause(time.Second)
	k.want(t, "scan without end "+longest, "late end", "scan ")
	k = newKeyboard().write("\x1b[200~abc\x1b[201~").pause(time.Second).write("\r").pause(time.Second).write("\r")
	k.want(t, "scan abc", "late end", "scan ")
	k = newKeyboard().write("abc").pause(wedge.LateEnd + time.Second).write("\r")
	k.want(t, "scan without end abc", "scan ")
	k = newKeyboard().write("h").pause(200 * time.Millisecond).write("\r")
	k.want(t, "key 'h'", "scan ")
	k = newKeyboard().write("abc").pause(time.Second).write("h").pause(200 * time.Millisecond).write("\r")
	k.want(t, "scan without end abc", "key 'h'", "scan ")
	k = newKeyboard().write("abc").pause(time.Second).write(" \r")
	k.want(t, "scan without end abc", "scan ")
}

// TestEveryCodeIsAScan: whatever a code holds and however fast it comes, once it is ended
// it is a scan and no key but Esc, and the next one is another.
func TestEveryCodeIsAScan(t *testing.T) {
	pieces := []string{"h", "q", " ", "\x03", "\x1a", "\x0c", "\x1b", "\x1b[A", "\x1b[", "\x1bO", "\x1b[200~",
		"\x1b[201~", "\x1b[I", "\xff", "　", "\x00"}
	for _, a := range pieces {
		for _, b := range append(pieces, "") {
			for _, every := range []time.Duration{0, time.Millisecond, 16 * time.Millisecond} {
				k := newKeyboard().types(a+b+"\r", every).pause(time.Second)
				scans := 0
				for _, e := range k.events {
					if strings.HasPrefix(e, "scan") {
						scans++
					} else if strings.HasPrefix(e, "key") && e != "key up" {
						t.Errorf("%q, every %s: %q", a+b, every, k.events)
					}
				}
				k.events = nil
				if k.types("next\r", every).want(t, "scan next"); scans == 0 {
					t.Errorf("%q, every %s: no scan", a+b, every)
				}
			}
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("shc:/123\r"), uint16(3))
	f.Add([]byte("\x1b[200~abc\r\x1b[201~\x1b[I\x1bOP\x1b"), uint16(1))
	f.Add([]byte(strings.Repeat("x1", 10_000)), uint16(4000))
	f.Fuzz(func(t *testing.T, bytes []byte, size uint16) {
		k := newKeyboard()
		for part := range slices.Chunk(bytes, int(size)+1) {
			for _, e := range k.r.Feed(part, k.now) {
				if len(e.Text) > wedge.MaxScan {
					t.Errorf("a scan of %d bytes", len(e.Text))
				}
			}
		}
		k.pause(wedge.PasteSilence)
		k.events = nil
		k.write("the next scan\r").want(t, "scan the next scan")
	})
}
