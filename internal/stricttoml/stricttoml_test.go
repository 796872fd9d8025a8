package stricttoml_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"vaxcheck/internal/stricttoml"
)

type form struct {
	Name  string `toml:"name"`
	Count int    `toml:"count"`
	Table struct {
		Limit string `toml:"limit"`
	} `toml:"table"`
}

func TestDecode(t *testing.T) {
	for _, tt := range []struct{ name, text, err string }{
		{"empty", "", ""},
		{"all", "name = 'a'\ncount = 3\n[table]\nlimit = '3d'\n", ""},
		{"inline table", "table = {limit = '3d'}", ""},
		{"dotted", "table.limit = '3d'", ""},
		{"unknown", "name = 'a'\nnmae = 'b'", "unknown key at line 2, column 1, key nmae"},
		{"unknown table", "[tabel]\nlimit = '3d'", "unknown key at line 1, column 2, key tabel"},
		{"unknown in table", "[table]\nlimits = '3d'", "unknown key at line 2, column 1, key table.limits"},
		{"twice", "name = 'a'\nname = 'b'", "not understood at line 2, column 1, key name"},
		{"twice, in another case", "name = 'a'\n Name = 'b'",
			"unknown key at line 2, column 2: keys are in lower case"},
		{"table in another case", "[Table]\nlimit = '3d'", "unknown key at line 1, column 2: keys are in lower case"},
		{"inline, in another case", "table = {LIMIT = '3d'}",
			"unknown key at line 1, column 10: keys are in lower case"},
		{"quoted, in another case", "name = 'a'\n\"nam\\u0045\" = 'b'",
			"unknown key at line 2, column 1: keys are in lower case"},
		{"Kelvin sign", "name = 'a'\n\"na\\u212ae\" = 'b'", "unknown key at line 2, column 1"},
		{"wrong type", "count = 'three'", "not understood at line 1, column 9, key count"},
		{"not TOML", "shc:/5676", "not understood at line 1, column 4"},
		{"ends early", "name = [", "not understood at line 1, column 8"},
		{"not UTF-8", "name = '\xff'", "not understood at line 1, column 9"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var v form
			got := ""
			if err := stricttoml.Decode([]byte(tt.text), &v); err != nil {
				got = err.Error()
			}
			if got != tt.err {
				t.Errorf("got %q, want %q", got, tt.err)
			}
		})
	}
}

// FuzzDecode: nothing panics, and no error shows what stands in the text.
func FuzzDecode(f *testing.F) {
	f.Add("name = 'a'\ncount = 3\n[table]\nlimit = '3d'\n")
	f.Add("name = 'a'\nNAME = 'b'")
	f.Add("table = {limit = '''3\nd'''}")
	f.Fuzz(func(t *testing.T, text string) {
		var v form
		err := stricttoml.Decode([]byte(text), &v)
		if err != nil && strings.Contains(text, "5676") && strings.Contains(err.Error(), "5676") {
			t.Errorf("%q", err)
		}
	})
}

// TestDecodeOfWindows: as editors and shells there write files.
func TestDecodeOfWindows(t *testing.T) {
	const text = "name = \"é\"\r\n"
	wide := func(order binary.AppendByteOrder, mark uint16) []byte {
		b := order.AppendUint16(nil, mark)
		for _, unit := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, unit)
		}
		return b
	}
	for name, data := range map[string][]byte{"mark": []byte("\ufeff" + text),
		"little": wide(binary.LittleEndian, 0xfeff), "big": wide(binary.BigEndian, 0xfeff)} {
		var v struct {
			Name string `toml:"name"`
		}
		if err := stricttoml.Decode(data, &v); err != nil || v.Name != "é" {
			t.Errorf("%s: %q, %v", name, v.Name, err)
		}
	}
	for _, data := range []string{"\xff\xfe", "\xfe\xff\x00", "\xff\xfea", "\ufeff\ufeff"} {
		var v struct{}
		_ = stricttoml.Decode([]byte(data), &v) // refused or not, it is no panic
	}
}
