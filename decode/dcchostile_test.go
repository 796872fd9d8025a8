package decode

import (
	"bytes"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"vaxcheck/decode/cose"
	"vaxcheck/internal/mint"
)

func TestDCCRefuses(t *testing.T) {
	good := sealed(mint.DCCOptions{})
	header := func(label, value any) mint.DCCOptions {
		h := testHeader()
		h[label] = value
		if value == nil {
			delete(h, label)
		}
		return mint.DCCOptions{Protected: h}
	}
	claims := func(key, value any) mint.DCCOptions { return mint.DCCOptions{Claims: map[any]any{key: value}} }
	rsa := testAuthority.DSC("decode tests", mint.DSCOptions{RSA: 2048})
	for name, tt := range map[string]struct {
		text   string
		stage  Stage
		reason Reason
	}{
		"lower case prefix":   {"hc1:" + good[4:], StageDecode, ReasonCodeDamaged},
		"lower case":          {"HC1:" + strings.ToLower(good[4:]), StageDecode, ReasonCodeDamaged},
		"nothing":             {"HC1:", StageDecode, ReasonCodeDamaged},
		"space inside":        {good[:100] + " " + good[100:], StageDecode, ReasonCodeDamaged},
		"cut":                 {good[:len(good)-3], StageDecode, ReasonCodeDamaged},
		"cut in the middle":   {good[:301], StageDecode, ReasonCodeDamaged},
		"a letter altered":    {swapped(good, 60), StageDecode, ReasonCodeDamaged},
		"foreign letter":      {good[:100] + "=" + good[101:], StageDecode, ReasonCodeDamaged},
		"uncompressed":        {sealed(mint.DCCOptions{Uncompressed: true}), StageDecode, ReasonCodeDamaged},
		"raw DEFLATE":         {sealed(mint.DCCOptions{COSE: mint.Deflate(good), Uncompressed: true}), StageDecode, ReasonCodeDamaged},
		"dictionary":          {sealed(mint.DCCOptions{COSE: []byte{0x78, 0xbb, 1, 2, 3, 4, 5}, Uncompressed: true}), StageDecode, ReasonCodeDamaged},
		"bomb":                {sealed(mint.DCCOptions{COSE: make([]byte, MaxCOSE+1)}), StageDecode, ReasonPayloadTooLarge},
		"bomb of many":        {sealed(mint.DCCOptions{COSE: make([]byte, 4<<20)}), StageDecode, ReasonPayloadTooLarge},
		"too long":            {"HC1:" + strings.Repeat("0", MaxDCC), StageDecode, ReasonFileDamaged},
		"empty":               {sealed(mint.DCCOptions{COSE: []byte{}}), StageDecode, ReasonPayloadMalformed},
		"null":                {sealed(mint.DCCOptions{COSE: []byte{0xf6}}), StageDecode, ReasonPayloadMalformed},
		"tag 98":              {sealed(mint.DCCOptions{Tags: []uint64{98}}), StageDecode, ReasonPayloadMalformed},
		"tag 18 twice":        {sealed(mint.DCCOptions{Tags: []uint64{18, 18}}), StageDecode, ReasonPayloadMalformed},
		"tags in other order": {sealed(mint.DCCOptions{Tags: []uint64{18, 61}}), StageDecode, ReasonPayloadMalformed},
		"tag 61 alone":        {sealed(mint.DCCOptions{Tags: []uint64{61}}), StageDecode, ReasonPayloadMalformed},
		"three tags":          {sealed(mint.DCCOptions{Tags: []uint64{55799, 61, 18}}), StageDecode, ReasonPayloadMalformed},
		"tags without end":    {sealed(mint.DCCOptions{COSE: bytes.Repeat([]byte{0xd2}, 60_000)}), StageDecode, ReasonPayloadMalformed},
		"deep":                {sealed(mint.DCCOptions{COSE: bytes.Repeat([]byte{0x81}, 60_000)}), StageDecode, ReasonPayloadMalformed},
		"array of huge size":  {sealed(mint.DCCOptions{COSE: []byte{0x9b, 0x7f, 255, 255, 255, 255, 255, 255, 255, 0}}), StageDecode, ReasonPayloadMalformed},
		"bytes of huge size":  {sealed(mint.DCCOptions{COSE: []byte{0x84, 0x5b, 0x7f, 255, 255, 255, 255, 255, 255, 255, 0}}), StageDecode, ReasonPayloadMalformed},
		"array of three":      {coseOf([]byte{}, map[any]any{}, []byte{}), StageDecode, ReasonPayloadMalformed},
		"array of five":       {coseOf([]byte{}, map[any]any{}, []byte{}, []byte{}, 1), StageDecode, ReasonPayloadMalformed},
		"a map":               {sealed(mint.DCCOptions{COSE: mint.CBOR(map[any]any{1: 2})}), StageDecode, ReasonPayloadMalformed},
		"header no bytes":     {coseOf(map[any]any{}, map[any]any{}, []byte{}, []byte{}), StageDecode, ReasonPayloadMalformed},
		"header null":         {coseOf(nil, map[any]any{}, []byte{}, []byte{}), StageDecode, ReasonPayloadMalformed},
		"unprotected no map":  {coseOf([]byte{}, []byte{0xa0}, []byte{}, []byte{}), StageDecode, ReasonPayloadMalformed},
		"payload null":        {coseOf([]byte{}, map[any]any{}, nil, []byte{}), StageDecode, ReasonPayloadMalformed},
		"payload numbers":     {coseOf([]byte{}, map[any]any{}, []any{1, 2}, []byte{}), StageDecode, ReasonPayloadMalformed},
		"payload text":        {coseOf([]byte{}, map[any]any{}, "text", []byte{}), StageDecode, ReasonPayloadMalformed},
		"payload tagged":      {coseOf([]byte{}, map[any]any{}, cbor.Tag{Number: 24, Content: []byte{0xa0}}, []byte{}), StageDecode, ReasonPayloadMalformed},
		"unprotected tagged":  {coseOf([]byte{}, cbor.Tag{Number: 24, Content: map[any]any{}}, []byte{}, []byte{}), StageDecode, ReasonPayloadMalformed},
		"trailing":            {sealed(mint.DCCOptions{COSE: append(mint.CBOR([]any{[]byte{}, map[any]any{}, []byte{}, []byte{}}), 0)}), StageDecode, ReasonPayloadMalformed},

		"alg missing":         {sealed(header(mint.LabelAlg, nil)), StageHeader, ReasonAlgorithmNotAllowed},
		"alg ES384":           {sealed(header(mint.LabelAlg, -35)), StageHeader, ReasonAlgorithmNotAllowed},
		"alg positive":        {sealed(header(mint.LabelAlg, 7)), StageHeader, ReasonAlgorithmNotAllowed},
		"alg text":            {sealed(header(mint.LabelAlg, "ES256")), StageHeader, ReasonAlgorithmNotAllowed},
		"alg float":           {sealed(header(mint.LabelAlg, -7.0)), StageHeader, ReasonAlgorithmNotAllowed},
		"alg beyond int64":    {sealed(mint.DCCOptions{ProtectedBytes: mint.CBOR(map[any]any{1: cbor.RawMessage{0x3b, 255, 255, 255, 255, 255, 255, 255, 254}, 4: []byte("a")})}), StageHeader, ReasonAlgorithmNotAllowed},
		"alg null, one more":  {sealed(mint.DCCOptions{Protected: map[any]any{1: nil, 4: testDSC.KID()}, Unprotected: testHeader()}), StageHeader, ReasonAlgorithmNotAllowed},
		"kid missing":         {sealed(header(mint.LabelKID, nil)), StageHeader, ReasonHeaderMalformed},
		"kid text":            {sealed(header(mint.LabelKID, "W0QUNHUw7XU=")), StageHeader, ReasonHeaderMalformed},
		"kid text like bytes": {sealed(header(mint.LabelKID, "h'5b'")), StageHeader, ReasonHeaderMalformed},
		"kid numbers":         {sealed(header(mint.LabelKID, []any{1, 2})), StageHeader, ReasonHeaderMalformed},
		"kid empty":           {sealed(header(mint.LabelKID, []byte{})), StageHeader, ReasonHeaderMalformed},
		"kid text label":      {sealed(mint.DCCOptions{Protected: map[any]any{1: -7, "4": testDSC.KID()}}), StageHeader, ReasonHeaderMalformed},
		"crit":                {sealed(header(mint.LabelCrit, []any{1})), StageHeader, ReasonHeaderMalformed},
		"crit unprotected":    {sealed(mint.DCCOptions{Unprotected: map[any]any{mint.LabelCrit: []any{99}}}), StageHeader, ReasonHeaderMalformed},
		"header twice":        {sealed(mint.DCCOptions{ProtectedBytes: []byte{0xa3, 0x01, 0x26, 0x01, 0x38, 0x24, 0x04, 0x41, 0x61}}), StageHeader, ReasonHeaderMalformed},
		"twice in long form":  {sealed(mint.DCCOptions{ProtectedBytes: []byte{0xa3, 0x01, 0x26, 0x04, 0x41, 0x61, 0x18, 0x04, 0x41, 0x62}}), StageHeader, ReasonHeaderMalformed},
		"unknown twice":       {sealed(mint.DCCOptions{ProtectedBytes: []byte{0xa4, 0x01, 0x26, 0x04, 0x41, 0x61, 0x09, 0x00, 0x09, 0x00}}), StageHeader, ReasonHeaderMalformed},
		"header an array":     {sealed(mint.DCCOptions{ProtectedBytes: []byte{0x80}}), StageHeader, ReasonHeaderMalformed},
		"header trailing":     {sealed(mint.DCCOptions{ProtectedBytes: append(mint.CBOR(testHeader()), 0xa0)}), StageHeader, ReasonHeaderMalformed},
		"header broken":       {sealed(mint.DCCOptions{ProtectedBytes: []byte{0xa2, 0x01}}), StageHeader, ReasonHeaderMalformed},
		"header bytes key":    {sealed(mint.DCCOptions{ProtectedBytes: []byte{0xa1, 0x41, 0x01, 0x26}}), StageHeader, ReasonHeaderMalformed},
		"header tagged":       {sealed(header(99, cbor.Tag{Number: 0, Content: "x"})), StageHeader, ReasonHeaderMalformed},
		"header many":         {sealed(mint.DCCOptions{ProtectedBytes: append([]byte{0xb9, 0x01, 0x01}, bytes.Repeat([]byte{0}, 514)...)}), StageHeader, ReasonHeaderMalformed},

		"claims an array":     {sealed(mint.DCCOptions{PayloadBytes: []byte{0x80}}), "", ReasonContentUnclear},
		"claims empty":        {sealed(mint.DCCOptions{PayloadBytes: []byte{}}), StagePayload, ReasonPayloadMalformed},
		"claims tagged":       {sealed(mint.DCCOptions{PayloadBytes: append([]byte{0xd8, 61}, mint.VaccinatedDCC("UT").CWT(mint.DCCOptions{})...)}), "", ReasonContentUnclear},
		"claims trailing":     {sealed(mint.DCCOptions{PayloadBytes: append(mint.VaccinatedDCC("UT").CWT(mint.DCCOptions{}), 0)}), StagePayload, ReasonPayloadMalformed},
		"claims broken":       {sealed(mint.DCCOptions{PayloadBytes: mint.VaccinatedDCC("UT").CWT(mint.DCCOptions{})[:100]}), StagePayload, ReasonPayloadMalformed},
		"claim twice":         {sealed(mint.DCCOptions{PayloadBytes: twice(0x01, 0x62, 'U', 'T')}), StagePayload, ReasonPayloadMalformed},
		"claim twice, longer": {sealed(mint.DCCOptions{PayloadBytes: twice(0x18, 0x01, 0x62, 'U', 'T')}), StagePayload, ReasonPayloadMalformed},
		"claim twice as text": {sealed(mint.DCCOptions{PayloadBytes: twice(0x61, '1', 0x62, 'U', 'T')}), StagePayload, ReasonPayloadMalformed},
		"claim as text":       {sealed(mint.DCCOptions{Claims: map[any]any{4: nil, "4": 9e9}}), StagePayload, ReasonPayloadMalformed},
		"negative as text":    {sealed(mint.DCCOptions{Claims: map[any]any{-260: nil, "-260": map[any]any{1: map[any]any{}}}}), StagePayload, ReasonPayloadMalformed},
		"claim of float":      {sealed(mint.DCCOptions{PayloadBytes: twice(0xf9, 0x3c, 0x00, 0x00)}), "", ReasonContentUnclear},
		"no certificate":      {sealed(claims(mint.ClaimHCert, nil)), StageDecode, ReasonUnsupported},
		"certificate bytes":   {sealed(claims(mint.ClaimHCert, map[any]any{1: []byte{0xa0}})), "", ReasonContentUnclear},
		"claim -260 bytes":    {sealed(claims(mint.ClaimHCert, []byte{0xa0})), "", ReasonContentUnclear},
		"claim -260 a list":   {sealed(claims(mint.ClaimHCert, []any{map[any]any{1: 2}})), "", ReasonContentUnclear},
		"key 1 as text":       {sealed(claims(mint.ClaimHCert, map[any]any{"1": map[any]any{}})), StagePayload, ReasonPayloadMalformed},
		"another key":         {sealed(claims(mint.ClaimHCert, map[any]any{2: map[any]any{}})), StageDecode, ReasonUnsupported},
		"light":               {sealed(mint.DCCOptions{Claims: map[any]any{-260: nil, -250: map[any]any{1: map[any]any{}}}}), StageDecode, ReasonUnsupported},
		"integer in a DCC":    {sealed(claims(mint.ClaimHCert, map[any]any{1: map[any]any{"v": []any{map[any]any{1: 2}}}})), "", ReasonContentUnclear},
		"bytes as a name":     {sealed(claims(mint.ClaimHCert, map[any]any{1: map[any]any{cbor.ByteString("v"): 1}})), "", ReasonContentUnclear},
		"member twice":        {sealed(mint.DCCOptions{PayloadBytes: hcert(0xa2, 0x61, 'v', 0x80, 0x61, 'v', 0x80)}), StagePayload, ReasonPayloadMalformed},
		"twice in parts":      {sealed(mint.DCCOptions{PayloadBytes: hcert(0xa2, 0x62, 'v', 'w', 0x80, 0x7f, 0x61, 'v', 0x61, 'w', 0xff, 0x80)}), StagePayload, ReasonPayloadMalformed},
		"twice further in":    {sealed(mint.DCCOptions{PayloadBytes: hcert(0xa1, 0x61, 'v', 0x81, 0xa2, 0x61, 'a', 0, 0x61, 'a', 0)}), StagePayload, ReasonPayloadMalformed},
		"no UTF-8":            {sealed(mint.DCCOptions{PayloadBytes: hcert(0xa1, 0x61, 'v', 0x61, 0xff)}), "", ReasonContentUnclear},
		"no UTF-8 in a name":  {sealed(mint.DCCOptions{PayloadBytes: hcert(0xa1, 0x61, 0xff, 0)}), "", ReasonContentUnclear},
		"surrogate":           {sealed(mint.DCCOptions{PayloadBytes: hcert(0xa1, 0x61, 'v', 0x63, 0xed, 0xa0, 0x80)}), "", ReasonContentUnclear},
		"letter in two parts": {sealed(mint.DCCOptions{PayloadBytes: hcert(0xa1, 0x61, 'v', 0x7f, 0x61, 0xc3, 0x61, 0xa9, 0xff)}), "", ReasonContentUnclear},
		"tag 1":               {sealed(claims(mint.ClaimIssued, cbor.Tag{Number: 1, Content: 1627776000})), "", ReasonContentUnclear},
		"bignum":              {sealed(claims(mint.ClaimIssued, cbor.Tag{Number: 2, Content: []byte{1}})), "", ReasonContentUnclear},
		"tag 0 of a number":   {sealed(mint.DCCOptions{PayloadBytes: hcert(0xa1, 0x61, 'v', 0xc0, 0)}), "", ReasonContentUnclear},
		"tag 0 twice":         {sealed(mint.DCCOptions{PayloadBytes: hcert(0xa1, 0x61, 'v', 0xc0, 0xc0, 0x60)}), "", ReasonContentUnclear},
		"no number":           {sealed(claims(mint.ClaimExpires, cbor.RawMessage{0xf9, 0x7e, 0x00})), "", ReasonContentUnclear},
		"infinite":            {sealed(claims(mint.ClaimExpires, cbor.RawMessage{0xf9, 0x7c, 0x00})), "", ReasonContentUnclear},
		"simple value":        {sealed(claims(99, cbor.RawMessage{0xf8, 0xff})), "", ReasonContentUnclear},
		"least of negatives":  {sealed(claims(99, cbor.RawMessage{0x3b, 255, 255, 255, 255, 255, 255, 255, 255})), "", ReasonContentUnclear},
		"map without end":     {sealed(mint.DCCOptions{PayloadBytes: bytes.Repeat([]byte{0xbf, 0x00}, 30_000)}), StagePayload, ReasonPayloadMalformed},
		"odd map":             {sealed(mint.DCCOptions{PayloadBytes: []byte{0xbf, 0x01, 0xff}}), StagePayload, ReasonPayloadMalformed},
		"list too long":       {sealed(claims(99, make([]int, cose.MaxItems+1))), StagePayload, ReasonPayloadMalformed},

		"signature empty": {sealed(mint.DCCOptions{Truncate: 64}), StageSignature, ReasonSignatureMalformed},
		"three bytes":     {sealed(mint.DCCOptions{Truncate: 61}), StageSignature, ReasonSignatureMalformed},
		"63 bytes":        {sealed(mint.DCCOptions{Truncate: 1}), StageSignature, ReasonSignatureMalformed},
		"65 bytes":        {sealed(mint.DCCOptions{Truncate: -1}), StageSignature, ReasonSignatureMalformed},
		"DER":             {sealed(mint.DCCOptions{DER: true}), StageSignature, ReasonSignatureMalformed},
		"EC as RSA":       {sealed(mint.DCCOptions{Protected: map[any]any{1: -37, 4: testDSC.KID()}}), StageSignature, ReasonSignatureMalformed},
		"RSA as EC":       {mint.VaccinatedDCC("UT").Sign(rsa, mint.DCCOptions{Protected: testHeader()}), StageSignature, ReasonSignatureMalformed},
		"RSA beyond 8192": {mint.VaccinatedDCC("UT").Sign(rsa, mint.DCCOptions{Signature: make([]byte, 1025)}), StageSignature, ReasonSignatureMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			c := parse(tt.text)
			if tt.reason != ReasonContentUnclear {
				expect(t, c, tt.stage, tt.reason)
			} else if expect(t, c, "", ""); c.Unclear == nil || c.Unclear.Reason != tt.reason || c.Signed == "" {
				t.Errorf("%+v, want content that cannot be understood once the signature holds", c.Unclear)
			}
		})
	}
}

// swapped returns the text with one character turned into another.
func swapped(text string, at int) string {
	other := "0"
	if text[at] == '0' {
		other = "1"
	}
	return text[:at] + other + text[at+1:]
}

// cose is a code of an array of these items, signed by nobody.
func coseOf(items ...any) string { return sealed(mint.DCCOptions{COSE: mint.CBOR(items)}) }

// twice is the claims of a DCC with one more, written after them.
func twice(claim ...byte) []byte {
	claims := mint.VaccinatedDCC("UT").CWT(mint.DCCOptions{})
	claims[0]++
	return append(claims, claim...)
}

// hcert is the claims of a DCC whose content is the bytes.
func hcert(content ...byte) []byte {
	return append([]byte{0xa1, 0x39, 0x01, 0x03, 0xa1, 0x01}, content...)
}
