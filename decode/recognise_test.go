package decode

import (
	"encoding/base64"
	"testing"
	"vaxcheck/internal/mint"
)

func TestNamesWhatItIs(t *testing.T) {
	for text, kind := range map[string]string{
		"HC2:6BF": "eu_dcc", "hc2:6bf": "eu_dcc", "LT1:6BF": "ch_light", "NL2:6BF": "nl_domestic",
		"NZCP:/2/2": "nzcp", "WIFI:S:a;;": "wifi", "http://a.example": "url",
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

func TestOtherTokens(t *testing.T) {
	token := func(header, payload string) string {
		e := base64.RawURLEncoding
		return e.EncodeToString([]byte(header)) + "." + e.EncodeToString([]byte(payload)) + "." +
			e.EncodeToString(make([]byte, 64))
	}
	for _, tt := range []struct{ text, kind string }{
		{token(`{"alg":"EdDSA"}`, `{"vc":{}}`), "vc_jwt"},
		{token(`{"alg":"ES256K","typ":"vc+jwt"}`, `{"issuer":"did:example:1"}`), "vc_jwt"},
		{token(`{"alg":"HS256"}`, `{"sub":"a"}`), "jwt"},
		{token(`{"alg":"ES256"}`, `{"vct":"a"}`) + "~WyJhIl0~", "sd_jwt"},
		{token(`{"alg":"dir","enc":"A256GCM"}`, `{"a":1}`) + ".AAAA.AAAA", "jwe"},
	} {
		if c := parse(tt.text); len(c.Problems) != 1 || c.Problems[0].Kind != tt.kind ||
			c.Problems[0].Reason != ReasonUnsupported {
			t.Errorf("%s: %+v", tt.kind, c.Problems)
		}
	}
	// What says that it is a health card is judged as one, whatever its header says.
	card := `{"iss":"https://a.example","vc":{"type":["https://smarthealth.cards#health-card"]}}`
	for _, text := range []string{
		token(`{"alg":"ES256"}`, card), token(`{"alg":"none"}`, card),
		token(`{"alg":"ES256","zip":"DEF"}`, `{"sub":"a"}`),
		token(`{"alg":"ES256","typ":"JWT"}`, `{"vc":{"credentialSubject":{"fhirBundle":{}}}}`),
		token(`{"alg":"ES256"}`, `{"vc":[{"type":["https://smarthealth.cards#health-card"]}]}`),
		token(`{"alg":"ES256"}`, `{"vc":{"type":"https://smarthealth.cards#health-card"}}`),
		token(`{"alg":"ES256"}`, `{"vc":[{"credentialSubject":[{"fhirBundle":[{}]}]}]}`),
	} {
		if c := parse(text); c.Format != FormatSHC || len(c.Problems) == 0 || c.Problem(StageDecode) != nil {
			t.Errorf("%q: %+v", text, c.Problems)
		}
	}
}
