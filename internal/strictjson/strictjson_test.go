package strictjson

import (
	"errors"
	"strings"
	"testing"
)

func TestParseRefuses(t *testing.T) {
	tests := map[string]struct {
		text string
		want error
	}{
		"empty":                {"", ErrSyntax},
		"byte order mark":      {"\ufeff{}", ErrSyntax},
		"cut short":            {`{"a":`, ErrSyntax},
		"missing brace":        {`{"a":1`, ErrSyntax},
		"missing bracket":      {`[1`, ErrSyntax},
		"comma at the end":     {`[1,]`, ErrSyntax},
		"single quotes":        {`{'a':1}`, ErrSyntax},
		"NaN":                  {`NaN`, ErrSyntax},
		"leading zero":         {`01`, ErrTrailing},
		"control in string":    {"\"a\nb\"", ErrSyntax},
		"duplicate":            {`{"iss":1,"iss":2}`, ErrDuplicate},
		"duplicate by escape":  {`{"iss":1,"\u0069ss":2}`, ErrDuplicate},
		"duplicate far inside": {`[{"a":{"b":1,"b":1}}]`, ErrDuplicate},
		"bad UTF-8":            {"\"\xff\"", ErrUTF8},
		"bad UTF-8 in name":    {"{\"\xff\":1}", ErrUTF8},
		"lone surrogate":       {`"\ud800"`, ErrUTF8},
		"lone low surrogate":   {`"\udc00x"`, ErrUTF8},
		"two values":           {`{} {}`, ErrTrailing},
		"text after":           {`{}x`, ErrTrailing},
		"too deep":             {strings.Repeat("[", 65) + strings.Repeat("]", 65), ErrDepth},
		"too deep in objects":  {strings.Repeat(`{"a":`, 65) + "1" + strings.Repeat("}", 65), ErrDepth},
		"much too deep":        {strings.Repeat("[", 1<<20), ErrDepth},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Parse([]byte(tt.text), DefaultDepth); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestParseKeepsNamesAndNumbers(t *testing.T) {
	v, err := Parse([]byte(` {"iss":"good","ISS":"evil","n":1640395310.435824,"a":[true,null,"\u898b"]} `),
		DefaultDepth)
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Get("iss").Text(); got != "good" {
		t.Errorf("iss = %q", got)
	}
	if f, ok := v.Get("n").Float(); !ok || f != 1640395310.435824 {
		t.Errorf("n = %v %v", f, ok)
	}
	if got := v.Get("n").Literal(); got != "1640395310.435824" {
		t.Errorf("literal = %q", got)
	}
	if got := v.Get("a").Index(2).Text(); got != "見" {
		t.Errorf("escape = %q", got)
	}
	if !v.Get("a").Index(0).True() || v.Get("a").Index(1).Kind() != Null {
		t.Error("booleans or null lost")
	}
	var names []string
	for name := range v.Members() {
		names = append(names, name)
	}
	if strings.Join(names, " ") != "iss ISS n a" || v.Len() != 4 || v.Get("a").Len() != 3 || v.Get("iss").Len() != 0 {
		t.Errorf("members %q", names)
	}
	if _, err := Parse([]byte(strings.Repeat("[", 64)+strings.Repeat("]", 64)), DefaultDepth); err != nil {
		t.Errorf("depth at the bound: %v", err)
	}
}

func TestParseSmall(t *testing.T) {
	for text, want := range map[string]error{`[1,2]`: nil, `{"a":1,"b":2}`: nil, `[1,2,3]`: ErrTooLong,
		`{"a":[1,2]}`: ErrTooLong} {
		if _, err := ParseSmall([]byte(text), DefaultDepth, 3); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", text, err, want)
		}
	}
}

func TestHasMember(t *testing.T) {
	v, err := Parse([]byte(`{"a":[{"b":{"\u0063":1}},["d"],{"":0}],"e":2}`), DefaultDepth)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"a": true, "b": true, "c": true, "d": false, "e": true, "f": false} {
		if got := v.HasMember(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if v.Get("a").HasMember("e") || v.Get("e").HasMember("e") || (Value{}).HasMember("a") {
		t.Error("a member found outside the value")
	}
}

func TestAbsentNeverPanics(t *testing.T) {
	var v Value
	if v.At("a", "b").Index(3).Get("c").Exists() || v.Text() != "" || v.Index(-1).Exists() || v.True() {
		t.Error("something came from nothing")
	}
	if _, ok := v.Float(); ok {
		t.Error("absent is no number")
	}
	n, err := Parse([]byte("1e400"), DefaultDepth)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := n.Float(); ok {
		t.Error("1e400 does not fit")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a":[1,"x",{"b":null}]}`, `"\ud83d\ude00"`, `[[[[`, `{"a":1,"a":2}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := Parse(data, 8)
		if (err == nil) != v.Exists() {
			t.Errorf("value %v with error %v", v.Kind(), err)
		}
	})
}

func TestCanonical(t *testing.T) {
	tests := map[string]string{
		`{"b":1.0,"a":[ "\u00e9", "\u2028", "<" ],"\ud83d\ude00":1,"\ufb33":2}`: "{\"a\":[\"é\",\"\u2028\",\"<\"],\"b\":1,\"😀\":1,\"\ufb33\":2}",
		`[1e30, 0.000001, 1e-7, 333333333.33333329, -0]`:                        `[1e+30,0.000001,1e-7,333333333.3333333,0]`,
		`"\u0008\u001b\"\\/"`: `"\b\u001b\"\\/"`,
	}
	for text, want := range tests {
		v, err := Parse([]byte(text), DefaultDepth)
		if err != nil {
			t.Fatal(err)
		}
		got, err := v.Canonical()
		if err != nil || string(got) != want {
			t.Errorf("%s: got %s, %v, want %s", text, got, err, want)
		}
	}
}

func TestAppendJSONKeepsEverything(t *testing.T) {
	const text = `{"z":[1.50,true,null,{"k":"v\n"}],"a":"見"}`
	v, err := Parse([]byte(text), DefaultDepth)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(v.AppendJSON(nil)); got != text {
		t.Errorf("got %s", got)
	}
}
