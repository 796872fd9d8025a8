package codes

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
)

// reasons returns the first reason of each code after parsing, "" for a whole
// credential.
func reasonsOf(codes []decode.Code) []decode.Reason {
	var out []decode.Reason
	for _, code := range codes {
		c := decode.Parse(code)
		if len(c.Problems) == 0 {
			out = append(out, "")
			continue
		}
		out = append(out, c.Problems[0].Reason)
	}
	return out
}

func utf16le(text string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

func pass(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func quote(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestRead(t *testing.T) {
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	text := mint.Numeric(jws)
	file := `{"verifiableCredential":["` + jws + `"]}`
	deep := "https://app.example/SMARTHealthCard/#" + url.PathEscape(file)
	indented := strings.ReplaceAll(file, "{", "{\n  ")
	barcode := quote(t, map[string]any{"barcodes": []any{map[string]any{"format": "PKBarcodeFormatQR",
		"message": text}}})
	tests := map[string]struct {
		data []byte
		want []decode.Reason
	}{
		"empty":                {nil, []decode.Reason{decode.ReasonNoCode}},
		"only white space":     {[]byte(" \r\n\n"), []decode.Reason{decode.ReasonNoCode}},
		"one line":             {[]byte(text + "\n"), []decode.Reason{""}},
		"CRLF":                 {[]byte(text + "\r\n\r\n" + jws + "\r\n"), []decode.Reason{"", ""}},
		"BOM":                  {[]byte("\ufeff" + text), []decode.Reason{""}},
		"UTF-16":               {utf16le(text + "\r\n"), []decode.Reason{""}},
		"UTF-16 cut short":     {utf16le(text)[:99], []decode.Reason{decode.ReasonNotCertificate}},
		"wrapped digits":       {[]byte(text[:100] + "\n" + text[100:]), []decode.Reason{""}},
		"card file":            {mint.File(jws, jws), []decode.Reason{"", ""}},
		"card file, indented":  {[]byte(indented), []decode.Reason{""}},
		"card file, space":     {[]byte(file + "\n \n"), []decode.Reason{""}},
		"card file, BOM":       {[]byte("\ufeff" + file), []decode.Reason{""}},
		"card file, cut short": {[]byte(file[:50]), []decode.Reason{decode.ReasonFileDamaged}},
		"two members": {[]byte(`{"verifiableCredential":[],"verifiableCredential":["` + jws + `"]}`),
			[]decode.Reason{decode.ReasonFileDamaged}},
		"no cards": {[]byte(`{"verifiableCredential":[]}`),
			[]decode.Reason{decode.ReasonNotCertificate}},
		"a number for a card": {[]byte(`{"verifiableCredential":[1,"` + jws + `"]}`),
			[]decode.Reason{decode.ReasonNotCertificate, ""}},
		"cards no array": {[]byte(`{"verifiableCredential":"` + jws + `"}`), []decode.Reason{""}},
		"FHIR answer":    {mint.FHIRResponse(jws, jws), []decode.Reason{"", ""}},
		"FHIR answer, no card": {[]byte(`{"resourceType":"Parameters"}`),
			[]decode.Reason{decode.ReasonNotCertificate}},
		"FHIR answer, no value": {[]byte(`{"resourceType":"Parameters","parameter":[{"name":"verifiableCredential"}]}`),
			[]decode.Reason{decode.ReasonNotCertificate}},
		"FHIR bundle": {[]byte(`{"resourceType":"Bundle"}`),
			[]decode.Reason{decode.ReasonNotCertificate}},
		"deep link":            {[]byte(deep), []decode.Reason{""}},
		"deep link, not coded": {[]byte("https://app.example/#" + file), []decode.Reason{""}},
		"deep link, bad code": {[]byte("https://app.example/#%7b%zz"),
			[]decode.Reason{decode.ReasonFileDamaged}},
		"VDS-NC": {[]byte(`{"data":{"hdr":{}},"sig":{"alg":"ES256"}}`),
			[]decode.Reason{decode.ReasonIssuerMalformed}},
		"EU DCC": {[]byte("HC1:NCFOXN"), []decode.Reason{decode.ReasonCodeDamaged}},
		"health link": {[]byte("shlink:/eyJ1cmwiOiJodHRwczovL2EifQ"),
			[]decode.Reason{decode.ReasonNeedsNetwork}},
		"health link, viewer": {[]byte("https://viewer.example/#shlink:/eyJ1"),
			[]decode.Reason{decode.ReasonNeedsNetwork}},
		"web address": {[]byte("https://example.jp/?a=b"),
			[]decode.Reason{decode.ReasonNotCertificate}},
		"prose": {[]byte("dear reader,\nnothing here"),
			[]decode.Reason{decode.ReasonNotCertificate}},
		"binary": {[]byte{1, 2, 0, 255}, []decode.Reason{decode.ReasonNotCertificate}},
		"PDF":    {[]byte("%PDF-1.7\n"), []decode.Reason{decode.ReasonUnsupported}},
		"SVG": {[]byte("<?xml version='1.0'?><svg/>"),
			[]decode.Reason{decode.ReasonUnsupported}},
		"HEIC": {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
			[]decode.Reason{decode.ReasonUnsupported}},
		"JSON lines": {[]byte(file + "\n" + file), []decode.Reason{"", ""}},
		"pass":       {pass(t, "pass.json", barcode, "icon.png", ""), []decode.Reason{""}},
		"pass, old member": {pass(t, "pass.json",
			quote(t, map[string]any{"barcode": map[string]any{"message": text}})), []decode.Reason{""}},
		"pass, UTF-16":     {pass(t, "pass.json", string(utf16le(barcode))), []decode.Reason{""}},
		"pass, no barcode": {pass(t, "pass.json", "{}"), []decode.Reason{decode.ReasonNotCertificate}},
		"pass, two": {pass(t, "pass.json", "{}", "pass.json", "{}"),
			[]decode.Reason{decode.ReasonFileDamaged}},
		"pass, broken": {pass(t, "pass.json", "{"), []decode.Reason{decode.ReasonFileDamaged}},
		"pass, bomb": {pass(t, "pass.json", strings.Repeat(" ", MaxPass+1)),
			[]decode.Reason{decode.ReasonFileDamaged}},
		"another ZIP": {pass(t, "a.txt", text), []decode.Reason{decode.ReasonUnsupported}},
		"broken ZIP":  {[]byte("PK\x03\x04zzzz"), []decode.Reason{decode.ReasonFileDamaged}},
		"picture":     {mint.PNG(text, 4), []decode.Reason{""}},
		"a line too long": {[]byte(strings.Repeat("x", decode.MaxLine+1) + "\n" + text),
			[]decode.Reason{decode.ReasonFileDamaged, ""}},
		"text too large": {bytes.Repeat([]byte("x\n"), MaxText/2+1),
			[]decode.Reason{decode.ReasonFileDamaged}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := reasonsOf(Read(tt.data))
			if quote(t, got) != quote(t, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// No problem may quote what was sent.
func TestProblemsQuoteNothing(t *testing.T) {
	const secret = "ZqYamada"
	for _, text := range []string{"shc:/" + secret, secret, `{"` + secret + `":}`,
		"eyJ." + secret + "." + secret, `{"a":"` + secret + `","a":1}`} {
		for _, code := range Read([]byte(text)) {
			for _, p := range decode.Parse(code).Problems {
				if strings.Contains(string(p.Detail)+p.Spec+p.Kind, secret) {
					t.Errorf("%q is quoted in %+v", secret, p)
				}
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	for _, seed := range []string{mint.Numeric(jws), jws, string(mint.File(jws)),
		string(mint.FHIRResponse(jws)), "shlink:/e", "HC1:", "PK\x03\x04", "\xff\xfe\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		codes := Read(data)
		if len(codes) == 0 {
			t.Fatal("no answer")
		}
		for _, code := range codes {
			c := decode.Parse(code)
			if c.Format == "" && len(c.Problems) == 0 {
				t.Fatal("neither a credential nor a reason")
			}
		}
	})
}

// TestStreamIsNoUTF16: what one line begins with does not silence those after it.
func TestStreamIsNoUTF16(t *testing.T) {
	for head, want := range map[string]bool{
		"\xff\xfes\x00":                    true,
		"\xfe\xff\x00s":                    true,
		strings.Repeat("x\x00", 16):        false,
		strings.Repeat("\x00x", 16) + "\n": false,
	} {
		if IsBinary([]byte(head)) != want {
			t.Errorf("%q: %t", head, !want)
		}
	}
}
