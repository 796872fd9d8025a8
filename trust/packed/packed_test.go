package packed

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"
	"time"
)

var form = Form{Magic: "vaxttest", Version: 3}

// filled is a file with a value of every sort.
func filled() []byte {
	out := AppendText(form.Begin(), "text")
	out = AppendFlag(AppendSum(out, strings.Repeat("ab", 32)), true)
	out = binary.AppendVarint(binary.AppendUvarint(out, math.MaxUint64), -5)
	Seal(out)
	return out
}

func TestRoundTrip(t *testing.T) {
	rest, err := form.Open(string(filled()))
	if err != nil {
		t.Fatal(err)
	}
	r := Read(rest)
	if r.Text() != "text" || r.Sum() != strings.Repeat("ab", 32) || r.Byte() != 1 ||
		r.Uvarint() != math.MaxUint64 || !r.Time().Equal(time.Unix(-5, 0)) || !r.Done() {
		t.Errorf("other values come back than were written: %+v", r)
	}
	if r.Byte() != 0 || r.Text() != "" || r.Sum() != "" || r.Varint() != 0 || r.Count(9) != 0 || r.Good() || r.Done() {
		t.Error("something is read behind the end")
	}
}

func TestOpenRefuses(t *testing.T) {
	good := filled()
	for i := range good {
		damaged := bytes.Clone(good)
		damaged[i] ^= 0x10
		if _, err := form.Open(string(damaged)); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrVersion) {
			t.Errorf("byte %d changed: %v", i, err)
		}
		if _, err := form.Open(string(good[:i])); !errors.Is(err, ErrDamaged) {
			t.Errorf("cut off after %d bytes: %v", i, err)
		}
	}
	if _, err := (Form{form.Magic, 4}).Open(string(good)); !errors.Is(err, ErrVersion) {
		t.Errorf("another version: %v", err)
	}
	if _, err := (Form{"vaxtelse", 3}).Open(string(good)); !errors.Is(err, ErrDamaged) {
		t.Errorf("another form: %v", err)
	}
	Seal(make([]byte, HeadSize-1)) // too short for a checksum, and no panic
}

func TestCountHasALimit(t *testing.T) {
	for n, want := range map[uint64]bool{9: true, 10: false, math.MaxUint64: false} {
		r := Read(string(binary.AppendUvarint(nil, n)))
		if got := r.Count(9); r.Good() != want || want && got != int(n) || !want && got != 0 {
			t.Errorf("%d: %d", n, got)
		}
	}
	if r := Read(strings.Repeat("\xff", 11)); r.Uvarint() != 0 || r.Good() {
		t.Error("a number without an end is one")
	}
}

// FuzzReader: whatever is read, nothing is given that is not there.
func FuzzReader(f *testing.F) {
	f.Add(filled()[HeadSize:])
	f.Fuzz(func(t *testing.T, data []byte) {
		r, taken := Read(string(data)), 0
		for r.Good() && !r.Done() {
			taken += len(r.Text())
			r.Byte()
			r.Varint()
		}
		if taken > len(data) {
			t.Errorf("%d bytes out of %d", taken, len(data))
		}
	})
}
