package find

import (
	"slices"
	"strings"
	"testing"
)

// finder knows prefixes of several lengths.
var finder = New([]Prefix{{"shc:", Digits}, {"HC1:", Base45}, {"Longer:/1/", JWS}, {"B32:", Base32}})

func TestPlaces(t *testing.T) {
	digits := "567629" + strings.Repeat("09", 60)
	bare := "NCF" + strings.Repeat("AB", 40)
	for text, want := range map[string][]Kind{
		"":                        nil,
		"nothing here":            nil,
		"shc:/5676":               {Digits},
		"a SHC:/1 hc1:6bf; HC1:X": {Digits, Base45, Base45},
		"x" + digits:              {Digits},
		"1" + digits:              nil, // somewhere inside a number
		"567629":                  nil,
		"eyJhbGciOi.J":            {JWS},
		"keyJ":                    {JWS}, // not long enough
		bare:                      {Base45},
		"#" + bare:                {Base45},
		"x" + bare:                nil,
		"shc:/5676 " + bare:       {Digits, Base45},
		"HC2:" + bare:             nil,
		"NCF":                     nil,
		"shc:/5676shc:/1":         {Digits, Digits}, // run together
		"HC1:NCFHC1:NCF":          {Base45, Base45},
		"eyJhbGciOi.Jshc:/1":      {JWS, Digits},
		"longer:/1/abc shc:/1":    {JWS, Digits}, // a prefix with what no code of its kind holds
	} {
		var got []Kind
		places, _ := finder.Places(text)
		for _, p := range places {
			got = append(got, p.Kind)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%.40q: %v, want %v", text, got, want)
		}
	}
	long := "shc:/" + strings.Repeat("0", 40) + " "
	for _, tt := range []struct {
		text string
		want int
		more bool
	}{{strings.Repeat("shc:/ ", 2*MaxPlaces), 2 * MaxPlaces, false}, {strings.Repeat(long, MaxPlaces),
		MaxPlaces, false}, {strings.Repeat(long, MaxPlaces+1), MaxPlaces, true}} {
		if places, more := finder.Places(tt.text); len(places) != tt.want || more != tt.more {
			t.Errorf("%d places, more %t", len(places), more)
		}
	}
}

// TestCandidates: a code goes to where its characters or another code end, however long its
// prefix is.
func TestCandidates(t *testing.T) {
	for text, want := range map[string]string{
		"see shc:/5676/1, he": "shc:/5676/1", "LONGER:/1/ab-c_d; and": "LONGER:/1/ab-c_d",
		"longer:/1/abcshc:/1": "longer:/1/abc",
		"longer:/1/":          "longer:/1", "hc1:6bf ab!": "hc1:6bf ab",
		"B32:AB7=, he": "B32:AB7=", "b32:ab7.": "b32:ab7", "B32:AB7x": "B32:AB7", "B32:AB7 shc:/1": "B32:AB7",
		"B32:AB1": "B32:AB",
	} {
		places, _ := finder.Places(text)
		if len(places) == 0 || places[0].Candidates(text)[0] != want {
			t.Errorf("%q: %+v", text, places)
		}
	}
}

// TestIsAllFold: small letters count where codes of the kind may be written in them.
func TestIsAllFold(t *testing.T) {
	for _, tt := range []struct {
		kind Kind
		text string
		want bool
	}{{Base32, "AB27=", true}, {Base32, "ab27", true}, {Base32, "AB1", false}, {Base45, "ab c", true},
		{JWS, "aB-_", true}, {Digits, "12/a", false}} {
		if got := IsAllFold(tt.kind, tt.text); got != tt.want {
			t.Errorf("%d %q: %t", tt.kind, tt.text, got)
		}
	}
}

func TestSeals(t *testing.T) {
	const seal = `{"data":{"a":"}\""},"sig":{}}`
	for text, want := range map[string][]string{
		"":                                  nil,
		`{"x":{}} {"data":"y"}`:             nil,
		"code: " + seal + " end":            {seal},
		seal + seal:                         {seal, seal},
		`{ "sig" : {` + " shc:/" + seal[1:]: {`{ "sig" : {` + " shc:/" + seal[1:]},
	} {
		var got []string
		for _, p := range Seals(text) {
			got = append(got, p.Candidates(text)...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if n := len(Seals(strings.Repeat(seal, MaxPlaces+9))); n != MaxPlaces+1 {
		t.Errorf("%d places", n)
	}
}

func TestIsZlib(t *testing.T) {
	for _, text := range []string{"NCF", "6BF", "ncf", "V7F"} {
		if !IsZlib(text) {
			t.Errorf("%q is none", text)
		}
	}
	for _, text := range []string{"", "NC", "NCG", "000", "SER", "ÄÖÜ"} {
		if IsZlib(text) {
			t.Errorf("%q is one", text)
		}
	}
}

func TestIsLink(t *testing.T) {
	for _, text := range []string{"https://a.example", "HTTP://A", "app+x.y-z://b#HC1:A B", "intent:#x",
		"intent://a#Intent;end"} {
		if !IsLink(text) {
			t.Errorf("%q is no link", text)
		}
	}
	for _, text := range []string{"", "https", "see https://a.example", "a b://c", "shc:/123", "HC1:AB//",
		"://", "1a://b", "https://a.example and more"} {
		if IsLink(text) {
			t.Errorf("%q is a link", text)
		}
	}
}

func TestReadings(t *testing.T) {
	for text, want := range map[string][]string{
		"plain":       {"plain"},
		"a%20b":       {"a%20b", "a b"},
		"a+b%2Bc":     {"a+b%2Bc", "a+b+c", "a b+c", "a b c"},
		"%2525":       {"%2525", "%25", "%"},
		"100%":        {"100%"},
		"%zz%4":       {"%zz%4"},
		"HC1%3AA%2BB": {"HC1%3AA%2BB", "HC1:A+B", "HC1:A B"},
	} {
		got := Readings(text)
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%q: %q lacks %q", text, got, w)
			}
		}
		if got[0] != text {
			t.Errorf("%q: first %q", text, got[0])
		}
	}
}

func FuzzPlaces(f *testing.F) {
	f.Add("see https://a.example/#HC1%3ANCF shc:/5676 eyJ0.eyJ0.AA")
	f.Add("HC1:NCF A. B. C")
	f.Fuzz(func(t *testing.T, text string) {
		for _, reading := range Readings(text) {
			if len(reading) > len(text) {
				t.Errorf("%q became longer", text)
			}
			last := -1
			places, _ := finder.Places(reading)
			for _, p := range places {
				if p.At <= last {
					t.Error("places out of order")
				}
				last = p.At
				for _, c := range p.Candidates(reading) {
					if !strings.HasPrefix(reading[p.At:], c) {
						t.Errorf("%q is not there", c)
					}
				}
				p.Reaches(reading)
				p.Starts(reading)
			}
		}
		IsLink(text)
	})
}
