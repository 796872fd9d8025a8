package picture

import (
	"bytes"
	"testing"
)

// TestManyScans: a JPEG of very many scans is not decoded, one of some is, and what
// stands in other places does not count.
func TestManyScans(t *testing.T) {
	whole := flatJPEG(true, 0x11)
	at := bytes.LastIndex(whole, []byte{0xff, 0xda})
	scan := whole[at : len(whole)-2]
	few := append([]byte(nil), whole[:at]...)
	for range 12 {
		few = append(few, scan[:10+9]...)
	}
	many := bytes.Clone(few)
	for range maxScans {
		many = append(many, scan[:10+9]...)
	}
	comment := append([]byte{0xff, 0xd8, 0xff, 0xfe, 0xff, 0xff}, bytes.Repeat([]byte{0xff, 0xda}, 32766)...)
	comment = append(comment, 0x00)
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"one": {whole, false}, "a dozen": {few, false}, "many": {many, true},
		"in a comment":   {append(comment, whole[2:]...), false},
		"behind the end": {append(bytes.Clone(whole), many[2:]...), false},
		"nothing":        {[]byte{0xff, 0xd8}, false}, "ends in a marker": {[]byte{0xff, 0xd8, 0xff, 0xda}, false},
	} {
		if got := tooManyScans(c.data); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	_, fault, release := Open(many, Options{Pixels: MaxPixels, Enter: func(int64) func() { return func() {} },
		Begin: func() func() bool { return nil }})
	release()
	if fault == nil || fault.Cause != TimeUp {
		t.Errorf("opened: %+v", fault)
	}
}
