package decode

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"

	"vaxcheck/internal/mint"
)

var testPasses = mint.NewPassIssuer("did:web:pass.example", "key-1", "decode: passes")

func passText(o mint.DCCOptions) string { return testPasses.Pass().Sign(testPasses, o) }

func passHeader(alg, kid any) string {
	return passText(mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: alg, mint.LabelKID: kid}})
}

func TestNZCP(t *testing.T) {
	text := passText(mint.DCCOptions{})
	c := parse(text)
	expect(t, c, "", "")
	if c.Format != FormatNZCP || c.Text != text || c.KeyID != "key-1" || c.Issuer != testPasses.DID || c.Algorithm != ES256 || len(c.Signature) != 64 ||
		!c.IssuedAt.Equal(time.Unix(mint.DCCIssued, 0)) || !c.ExpiresAt.Equal(time.Unix(mint.DCCExpires, 0)) || len(c.Notes) > 0 || c.Unclear != nil {
		t.Errorf("%+v", c)
	}
	if c.Payload.At("vc", "credentialSubject", "givenName").Text() != "Hanako" || !c.Header.Get("protected").Exists() {
		t.Error("payload or header is not as it was signed")
	}
	if !IsComplete(text) || IsWhole(text[:len(text)-3]) ||
		strings.Contains(WithoutCodes("no file "+text), "2KCE") {
		t.Error("its text is not known as what it is")
	}
}

func TestNZCPRefused(t *testing.T) {
	text, pass := passText(mint.DCCOptions{}), testPasses.Pass()
	payload := func(bytes ...byte) string { return passText(mint.DCCOptions{PayloadBytes: bytes}) }
	for name, tt := range map[string]struct {
		text   string
		stage  Stage
		reason Reason
	}{
		"nothing":             {prefixNZCP, StageDecode, ReasonCodeDamaged},
		"too long":            {prefixNZCP + strings.Repeat("A", MaxNZCP), StageDecode, ReasonFileDamaged},
		"small prefix":        {strings.ToLower(text), StageDecode, ReasonCodeDamaged},
		"a letter less":       {text[:len(text)-1], StageDecode, ReasonCodeDamaged},
		"padding inside":      {text[:20] + "=" + text[20:], StageDecode, ReasonCodeDamaged},
		"a line inside":       {text[:24] + "\n" + text[24:], StageDecode, ReasonCodeDamaged},
		"bits that are left":  {prefixNZCP + "2KCEB", StageDecode, ReasonCodeDamaged},
		"no COSE_Sign1":       {prefixNZCP + mint.Base32([]byte{0x80}), StageDecode, ReasonCodeDamaged},
		"another version":     {"NZCP:/2/" + text[len(prefixNZCP):], StageDecode, ReasonUnsupported},
		"a version without /": {"NZCP:/11/" + text[len(prefixNZCP):], StageDecode, ReasonUnsupported},
		"PS256":               {passHeader(-37, []byte("key-1")), StageHeader, ReasonAlgorithmNotAllowed},
		"no alg":              {passHeader("ES256", []byte("key-1")), StageHeader, ReasonAlgorithmNotAllowed},
		"kid in words":        {passHeader(-7, "key-1"), StageHeader, ReasonHeaderMalformed},
		"kid empty":           {passHeader(-7, []byte{}), StageHeader, ReasonHeaderMalformed},
		"kid of 65 bytes":     {passHeader(-7, make([]byte, 65)), StageHeader, ReasonHeaderMalformed},
		"kid no text":         {passHeader(-7, []byte{0xff}), StageHeader, ReasonHeaderMalformed},
		"kid with a blank":    {passHeader(-7, []byte("key 1")), StageHeader, ReasonHeaderMalformed},
		"crit": {passText(mint.DCCOptions{Protected: map[any]any{1: -7, 4: []byte("key-1"), mint.LabelCrit: []any{9}}}), StageHeader,
			ReasonHeaderMalformed},
		"all unprotected": {passText(mint.DCCOptions{ProtectedBytes: []byte{}, Protected: map[any]any{}, Unprotected: map[any]any{1: -7, 4: []byte("key-1")}}),
			StageHeader, ReasonAlgorithmNotAllowed},
		"63 bytes":          {passText(mint.DCCOptions{Truncate: 1}), StageSignature, ReasonSignatureMalformed},
		"65 bytes":          {passText(mint.DCCOptions{Truncate: -1}), StageSignature, ReasonSignatureMalformed},
		"no map":            {payload(0x01), StagePayload, ReasonPayloadMalformed},
		"no CBOR":           {payload(0xff), StagePayload, ReasonPayloadMalformed},
		"a claim twice":     {payload(0xa2, 0x01, 0x61, 'a', 0x01, 0x61, 'b'), StagePayload, ReasonPayloadMalformed},
		"a twin":            {pass.With("1", "x").Sign(testPasses, mint.DCCOptions{}), StagePayload, ReasonPayloadMalformed},
		"no issuer":         {pass.With(mint.ClaimIssuer, nil).Sign(testPasses, mint.DCCOptions{}), StageIssuer, ReasonIssuerMalformed},
		"issuer no text":    {pass.With(mint.ClaimIssuer, 1).Sign(testPasses, mint.DCCOptions{}), StageIssuer, ReasonIssuerMalformed},
		"a tag, no issuer":  {payload(0xa1, 0x02, 0xc1, 0x00), StageIssuer, ReasonIssuerMalformed},
		"nested too deeply": {payload(append(bytes.Repeat([]byte{0x81}, 40), 0x01)...), StagePayload, ReasonPayloadMalformed},
	} {
		t.Run(name, func(t *testing.T) { expect(t, parse(tt.text), tt.stage, tt.reason) })
	}
}

// TestNZCPUnclear: what is odd about a pass of some issuer waits for the signature.
func TestNZCPUnclear(t *testing.T) {
	pass := testPasses.Pass()
	for name, tt := range map[string]struct {
		pass    mint.NZCP
		unclear bool
		times   int
	}{
		"a tag":      {pass.With(99, cbor.Tag{Number: 1, Content: 0}), true, 2},
		"no exp":     {pass.With(mint.ClaimExpires, nil), false, 1},
		"no nbf":     {pass.With(mint.ClaimNotBefore, nil), false, 1},
		"times gone": {pass.With(mint.ClaimNotBefore, "soon").With(mint.ClaimExpires, []any{}), false, 2},
		"no vc":      {pass.With(mint.ClaimCredential, nil), false, 0},
	} {
		c := parse(tt.pass.Sign(testPasses, mint.DCCOptions{}))
		if expect(t, c, "", ""); (c.Unclear != nil) != tt.unclear || len(c.UnclearTimes) != tt.times || c.Issuer != testPasses.DID || c.Signed == "" {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

// FuzzNZCP: whatever stands behind the prefix, a pass without a problem has all its parts,
// and its canonical text reads as the same.
func FuzzNZCP(f *testing.F) {
	f.Add(passText(mint.DCCOptions{})[len(prefixNZCP):])
	f.Add(passText(mint.DCCOptions{Tags: []uint64{61, 18}, PayloadBytes: []byte{0xa2, 1, 0x61, 'x', 2, 0xc1, 0}})[len(prefixNZCP):])
	f.Add("2KCEB=")
	f.Fuzz(func(t *testing.T, rest string) { checkNZCP(t, Parse(Code{Text: prefixNZCP + rest})) })
}

// FuzzNZCPBytes does the same for what is inside of the base32.
func FuzzNZCPBytes(f *testing.F) {
	f.Add([]byte{0xd2, 0x84, 0x43, 0xa1, 0x01, 0x26, 0xa0, 0x41, 0xa0, 0x40})
	f.Fuzz(func(t *testing.T, data []byte) { checkNZCP(t, Parse(Code{Text: prefixNZCP + mint.Base32(data)})) })
}

func checkNZCP(t *testing.T, c *Credential) {
	if len(c.Problems) > 0 {
		return
	}
	if c.Format != FormatNZCP || c.KeyID == "" || c.Issuer == "" || c.Signed == "" || len(c.Signature) != signatureSize || c.Algorithm != ES256 {
		t.Error("no problem, and yet a part is missing")
	}
	if again := Parse(Code{Text: c.Text}); again.Text != c.Text || again.Signed != c.Signed || len(again.Problems) > 0 {
		t.Error("its canonical text reads as something else")
	}
}
