package cose

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// TestAppendJSON has items of RFC 8949, appendix A, and what has no form in JSON.
func TestAppendJSON(t *testing.T) {
	for in, want := range map[string]string{
		"1818": "24", "1bffffffffffffffff": "18446744073709551615", "3903e7": "-1000",
		"3b7fffffffffffffff": "-9223372036854775808",
		"3b8000000000000000": "-9223372036854775809", "3bfffffffffffffffe": "-18446744073709551615",
		"f90000": "0", "f98000": "0", "f93e00": "1.5", "f97bff": "65504", "f90001": "5.960464477539063e-08",
		"fa47c35000": "100000",
		"f4":         "false", "f5": "true", "f6": "null", "f7": "null", "4401020304": `"h'01020304'"`,
		"5f42010243030405ff": `"h'0102030405'"`,
		"62c3bc":             `"ü"`, "7f657374726561646d696e67ff": `"streaming"`,
		"c074323031332d30332d32315432303a30343a30305a": `"2013-03-21T20:04:00Z"`,
		"9f018202039f0405ffff":                         "[1,[2,3],[4,5]]", "a201020304": `{"1":2,"3":4}`,
		"bf61610161629f0203ffff": `{"a":1,"b":[2,3]}`, "a12001": `{"-1":1}`,
	} {
		item, _ := hex.DecodeString(in)
		if got, err := AppendJSON(nil, item, nil); err != nil || string(got) != want {
			t.Errorf("%s: %s %v, want %s", in, got, err, want)
		}
	}
	for in, want := range map[string]error{
		"": errCBOR, "1801ff": errCBOR, "ff": errCBOR, "a101": errCBOR, "3bffffffffffffffff": errValue, "f97e00": errValue,
		"f97c00": errValue, "f0": errValue, "c11a514b67b0": errTag, "c001": errTag, "61ff": errText, "7f61c361bcff": errText,
		"a1613101": ErrTwin, "a1622d3101": ErrTwin, "a1f401": errKey, "a1410101": errKey,
	} {
		item, _ := hex.DecodeString(in)
		if _, err := AppendJSON(nil, item, nil); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", in, err, want)
		}
	}
	deep, _ := hex.DecodeString(strings.Repeat("81", MaxDepth+1) + "01")
	if _, err := AppendJSON(nil, deep, nil); err == nil {
		t.Error("nested too deeply, and read")
	}
}

// TestKeys: where texts alone are keys, digits are a text like others, and integers none.
func TestKeys(t *testing.T) {
	keys := &Keys{Under: map[string]*Keys{"1": {Texts: true}}}
	for in, want := range map[string]error{
		"a101a1613102": nil, "a10181a1613102": nil, "a101a10102": errKey, "a1018181a10102": errKey,
		"a102a1613102": ErrTwin, "81a101a1613102": ErrTwin,
	} {
		item, _ := hex.DecodeString(in)
		if _, err := AppendJSON(nil, item, keys); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", in, err, want)
		}
	}
}

// TestRead: four items under the tags that are read, and the bytes that are signed.
func TestRead(t *testing.T) {
	const four = "8443a10126a0420102430a0b0c"
	for _, in := range []string{four, "d2" + four, "d83dd2" + four} {
		data, _ := hex.DecodeString(in)
		s, ok := Read(data)
		if signed := hex.EncodeToString([]byte(s.Signed())); !ok || len(s.Tags) != (len(in)-len(four)+2)/4 ||
			signed != "846a5369676e61747572653143a1012640420102" {
			t.Errorf("%s: %t, %d tags, signed %s", in, ok, len(s.Tags), signed)
		}
		text, protected, _, err := s.Headers(nil)
		if n, is := Integer(protected.Alg); err != nil || !is || n != -7 || !json.Valid(text) {
			t.Errorf("%s: %s %v", in, text, err)
		}
	}
	for _, in := range []string{"", "80", "8343a10126a0420102", "d83d" + four, "d2d2" + four, "d9d9f7" + four,
		"84a10126a0420102430a0b0c", four + "00"} {
		data, _ := hex.DecodeString(in)
		if _, ok := Read(data); ok {
			t.Errorf("%s is read", in)
		}
	}
}

// FuzzAppendJSON: whatever the item, what comes of it is JSON.
// TestTextIn: the text stands there whatever else does, and nothing else is one.
func TestTextIn(t *testing.T) {
	for in, want := range map[string]string{
		"a1016178": "x", "a20161780bc100": "x", "a20bc1000161ff": "", "a1014178": "", "a10161ff": "",
		"a1613161ff": "", "8101": "", "": "",
		"a2016178016179": "", "c1a1016178": "", "a3016178c1000102": "", "a2016178f5f5": "x",
	} {
		item, _ := hex.DecodeString(in)
		if got := TextIn(item, 1); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func FuzzAppendJSON(f *testing.F) {
	for _, in := range []string{"9f018202039f0405ffff", "a201020304", "bf61610161629f0203ffff", "f90001",
		"7f62c3bcff", "c06130"} {
		item, _ := hex.DecodeString(in)
		f.Add(item, true)
		f.Add(item, false)
	}
	f.Fuzz(func(t *testing.T, item []byte, texts bool) {
		out, err := AppendJSON([]byte("["), item, &Keys{Texts: texts})
		if err == nil && (!json.Valid(append(out, ']')) || !bytes.HasPrefix(out, []byte("["))) {
			t.Errorf("%x: %s", item, out)
		}
		if s, ok := Read(item); ok {
			s.Signed()
			_, _, _, _ = s.Headers(nil)
		}
	})
}
