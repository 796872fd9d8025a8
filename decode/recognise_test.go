package decode

import (
	"encoding/base64"
	"testing"
	"vaxcheck/internal/mint"
)

func TestNamesWhatItIs(t *testing.T) {
	for text, kind := range map[string]string{
		"HC2:6BF": "eu_dcc", "hc2:6bf": "eu_dcc", "LT1:6BF": "ch_light", "NL2:6BF": "nl_domestic", "NZCP:/2/2": "nzcp", "WIFI:S:a;;": "wifi", "http://a.example": "url",
		"BEGIN:VCARD\nEND:VCARD": "contact", "4901234567894": "number", "otpauth://totp/a": "secret",
		"shlink:/a": "shlink", "???": "",
	} {
		c := parse(text)
		if len(c.Problems) != 1 || c.Problems[0].Kind != kind || c.Format != "" {
			t.Errorf("%q: %+v", text, c.Problems)
		}
	}
}

// FuzzParse holds that a card without a problem is one whose text is unique: to
// write header, payload and signature again gives the text that was read.
func FuzzParse(f *testing.F) {
	jws := mint.US(testIssuer, mint.Sample()).JWS(testIssuer)
	f.Add(jws)
	f.Add(mint.Numeric(jws))
	f.Add("shc:/1/1/5676")
	f.Fuzz(func(t *testing.T, text string) {
		c := parse(text)
		if len(c.Problems) > 0 {
			return
		}
		if again := base64.RawURLEncoding.EncodeToString(c.Signature); c.Signed+"."+again != c.Text {
			t.Errorf("two texts for one credential")
		}
		if c.SHC == nil || c.Issuer == "" {
			t.Error("a credential without claims")
		}
	})
}
