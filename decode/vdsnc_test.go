package decode

import (
	"bytes"
	"crypto"
	"crypto/elliptic"
	"encoding/base64"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"vaxcheck/internal/mint"
)

func testSigner() mint.Signer {
	return mint.NewAuthority("UT", "UTO", "CSCA", "decode tests").Signer("decode tests", mint.SignerOptions{})
}

func testSeal() string { return mint.Vaccinated("UTO").Sign(testSigner()) }

// TestSealReads: however it is spelled, what is signed is one text.
func TestSealReads(t *testing.T) {
	good := testSeal()
	data := mint.Vaccinated("UTO").Data
	spaced := strings.NewReplacer(":", " : ", ",", " ,\n", `\/`, "/").Replace(mint.Vaccinated("UTO").Data)
	for name, text := range map[string]string{
		"as it is": good, "array": "[" + good + "]", "white space": strings.Replace(good, data, spaced, 1), "around it": "\ufeff \n" + good + "\r\n",
		"padded": strings.Replace(good, `"}}`, `=="}}`, 1), "unknown beside": strings.Replace(good, `{"data"`, `{"a":1,"data"`, 1),
	} {
		c := parse(text)
		if len(c.Problems) > 0 || c.Format != FormatVDSNC || c.Signed != data || c.Algorithm != ES256 || c.Issuer != "UTO" || len(c.Signature) != 64 {
			t.Errorf("%s: %+v, signed %.40s", name, c.Problems, c.Signed)
		}
		if c.Signer == nil || string(c.Signer.Raw) != string(testSigner().DER) || c.KeyID != testSigner().KeyID() {
			t.Errorf("%s: another certificate", name)
		}
		if !strings.HasPrefix(c.Text, `{"data":{"hdr":`) || !c.IssuedAt.IsZero() || c.SHC != nil {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

// TestSealKeyID: the key id is the thumbprint of the key, of which go-jose is the
// witness, whatever its certificate looks like.
func TestSealKeyID(t *testing.T) {
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "decode tests")
	for _, curve := range []elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		signer := authority.Signer("decode tests", mint.SignerOptions{Curve: curve})
		sum, err := (&jose.JSONWebKey{Key: signer.Key.Public()}).Thumbprint(crypto.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		renewed := authority.Signer("decode tests", mint.SignerOptions{Curve: curve, From: time.Unix(1700000000, 0), To: time.Unix(1800000000, 0)})
		for name, s := range map[string]mint.Signer{"as it is": signer, "twin": signer.Twin(authority), "renewed": renewed} {
			c := Parse(Code{Text: mint.Vaccinated("UTO").Sign(s)})
			if len(c.Problems) > 0 || c.KeyID != base64.RawURLEncoding.EncodeToString(sum) {
				t.Errorf("%s, %s: %+v, key id %s", curve.Params().Name, name, c.Problems, c.KeyID)
			}
		}
	}
}

// TestSealSlack: a certificate is refused if bytes of it could be changed without
// anybody's key, but for its signature's twin.
func TestSealSlack(t *testing.T) {
	signer := testSigner()
	bits := bytes.LastIndex(signer.DER, []byte{0, 0x30}) // no unused bits, then the signature's SEQUENCE
	if bits < 0 || signer.DER[bits-2] != 3 {
		t.Fatal("no signature found")
	}
	length := len(signer.DER) - 4
	for name, der := range map[string][]byte{
		"fourth part":     signer.Slack().DER,
		"unused bit":      slices.Concat(signer.DER[:bits], []byte{1}, signer.DER[bits+1:]),
		"behind":          slices.Concat(signer.DER, []byte{5, 0}),
		"longer length":   slices.Concat([]byte{0x30, 0x83, 0, byte(length >> 8), byte(length)}, signer.DER[4:]),
		"other algorithm": bytes.Replace(signer.DER, []byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3}, []byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4}, 1),
	} {
		c := Parse(Code{Text: mint.Vaccinated("UTO").Sign(mint.Signer{Key: signer.Key, DER: der})})
		p := c.Problem(StageHeader)
		if p == nil || p.Reason != ReasonHeaderMalformed || c.Signer != nil {
			t.Errorf("%s: %+v", name, c.Problems)
		}
	}
}

func TestSealRefuses(t *testing.T) {
	good := testSeal()
	in := func(from, to string) string {
		if !strings.Contains(good, from) {
			t.Fatalf("%q is not there", from)
		}
		return strings.Replace(good, from, to, 1)
	}
	for name, test := range map[string]struct {
		text   string
		stage  Stage
		reason Reason
	}{
		"data twice":         {in(`{"data"`, `{"data":{},"data"`), StagePayload, ReasonPayloadMalformed},
		"Data beside data":   {in(`{"data"`, `{"Data":{},"data"`), StagePayload, ReasonPayloadMalformed},
		"SIG beside sig":     {in(`"sig":`, `"SIG":{},"sig":`), StagePayload, ReasonPayloadMalformed},
		"duplicate escaped":  {in(`"seq":1`, `"seq":1,"\u0073eq":1`), StagePayload, ReasonPayloadMalformed},
		"bad UTF-8":          {in("HANAKO", "\xff"), StagePayload, ReasonPayloadMalformed},
		"deep":               {in(`"seq":1`, `"seq":`+strings.Repeat("[", 40)+strings.Repeat("]", 40)), StagePayload, ReasonPayloadMalformed},
		"many values":        {in(`"seq":1`, `"seq":[`+strings.Repeat("1,", MaxValues)+"1]"), StagePayload, ReasonPayloadMalformed},
		"infinite":           {in(`"seq":1`, `"seq":1e999`), StagePayload, ReasonPayloadMalformed},
		"cut":                {good[:len(good)-1], StageDecode, ReasonCodeDamaged},
		"trailing":           {good + "x", StageDecode, ReasonCodeDamaged},
		"two in an array":    {"[" + good + "," + good + "]", StageDecode, ReasonCodeDamaged},
		"array in an array":  {"[[" + good + "]]", StageDecode, ReasonNotCertificate},
		"type":               {in("icao.vacc", "icao.other"), StageDecode, ReasonUnsupported},
		"type of another":    {in("icao.vacc", "vacc"), StageDecode, ReasonUnsupported},
		"version":            {in(`"v":1`, `"v":1.5`), StageDecode, ReasonUnsupported},
		"state":              {in(`"is":"UTO"`, `"is":"UT"`), StageIssuer, ReasonIssuerMalformed},
		"algorithm":          {in(`"ES256"`, `"es256"`), StageHeader, ReasonAlgorithmNotAllowed},
		"algorithm missing":  {in(`"alg"`, `"ALG"`), StageHeader, ReasonAlgorithmNotAllowed},
		"other curve":        {in(`"ES256"`, `"ES512"`), StageHeader, ReasonHeaderMalformed},
		"certificate":        {in(`"cer":"MII`, `"cer":"MIJ`), StageHeader, ReasonHeaderMalformed},
		"certificate behind": {in(`","sigvl"`, `AAAA","sigvl"`), StageHeader, ReasonHeaderMalformed},
		"certificate a list": {in(`"cer":"`, `"cer":[],"x":"`), StageHeader, ReasonHeaderMalformed},
		"signature missing":  {in(`"sigvl"`, `"sigval"`), StageSignature, ReasonSignatureMalformed},
		"signature break":    {in(`"sigvl":"`, `"sigvl":"\r\n`), StageSignature, ReasonSignatureMalformed},
		"signature longer":   {in(`"}}`, `AAAA"}}`), StageSignature, ReasonSignatureMalformed},
	} {
		c := Parse(Code{Text: test.text})
		if p := c.Problem(test.stage); p == nil || p.Reason != test.reason {
			t.Errorf("%s: %+v", name, c.Problems)
		}
	}
	for name, text := range map[string]string{"type is a number": in(`"icao.vacc"`, "1"), "no message": in(`"msg"`, `"msh"`), "no header": in(`"hdr"`, `"hds"`)} {
		if c := Parse(Code{Text: text}); c.Unclear == nil {
			t.Errorf("%s: %+v", name, c.Problems)
		}
	}
	for text, note := range map[string]string{in(`"v":1`, `"v":"1"`): "vds_version", in(`"is":"UTO"`, `"is":" uto"`): "vds_state"} {
		if c := Parse(Code{Text: text}); len(c.Problems) > 0 || c.Unclear != nil || !hasNote(c, note) || c.Issuer != "UTO" {
			t.Errorf("%s: %+v %v", note, c.Problems, c.Notes)
		}
	}
	if c := Parse(Code{Text: in(`"seq":1`, `"seq":"`+strings.Repeat("a", MaxSeal)+`"`)}); c.Problem(StageDecode) == nil || c.Problem(StageDecode).Reason != ReasonFileDamaged {
		t.Errorf("too long: %+v", c.Problems)
	}
}

// TestSealIsRecognised: by its shape, whatever stands before data, and nothing
// else is.
func TestSealIsRecognised(t *testing.T) {
	for text, want := range map[string]bool{
		`{"data":{`: true, "[ {\n\t\"sig\" : {": true, `{"x":1,"sig":{},"data":{}}`: true, `[{"x":1,"sig":{},"data":{}}]`: true,
		`{"data":1}`: false, `{"data":[]}`: false, `{"datas":{`: false, `{"x":1}`: false, `["data"]`: false, `[]`: false, "data": false, "": false,
	} {
		if got := isSeal(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func FuzzSeal(f *testing.F) {
	f.Add(testSeal())
	f.Add("[" + testSeal() + "]")
	f.Add(`{"data":{"hdr":{"is":"UTO","t":"icao.test","v":1e0},"msg":{}},"sig":{"alg":"ES384","cer":"AA==","sigvl":"+/"}}`)
	f.Fuzz(func(t *testing.T, text string) {
		c := Parse(Code{Text: text})
		if c.Format != FormatVDSNC || len(c.Problems) > 0 {
			return
		}
		if c.Signer == nil || c.Signed == "" || len(c.Signature) != sealAlgorithms[c.Algorithm].size {
			t.Errorf("no problem, and yet a part is missing")
		}
		if again := Parse(Code{Text: c.Text}); again.Text != c.Text || again.Signed != c.Signed {
			t.Error("its canonical text reads as something else")
		}
	})
}
