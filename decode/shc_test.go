package decode

import (
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/internal/strictjson"
)

var testIssuer = mint.NewIssuer("https://shc.example.jp/issuer", "Example", "decode tests")

func card() mint.Card { return mint.Japan(testIssuer, mint.Hanako()) }

// parse parses one text.
func parse(text string) *Credential { return Parse(Code{Text: text}) }

// expect fails unless the credential has exactly this problem first, or none.
func expect(t *testing.T, c *Credential, stage Stage, reason Reason) {
	t.Helper()
	if reason == "" {
		if len(c.Problems) > 0 {
			t.Errorf("unexpected problem: %+v", c.Problems)
		}
		return
	}
	if len(c.Problems) == 0 || c.Problems[0].Stage != stage || c.Problems[0].Reason != reason {
		t.Errorf("problems %+v, want %s: %s", c.Problems, stage, reason)
	}
}

func hasNote(c *Credential, code string) bool {
	for _, n := range c.Notes {
		if n.Code == code {
			return true
		}
	}
	return false
}

func TestParseGoodCard(t *testing.T) {
	jws := card().JWS(testIssuer)
	for name, text := range map[string]string{
		"numeric": mint.Numeric(jws), "compact": jws, "chunk of one": strings.Replace(mint.Numeric(jws), "shc:/", "shc:/1/1/", 1),
	} {
		t.Run(name, func(t *testing.T) {
			c := parse(text)
			expect(t, c, "", "")
			if c.Format != FormatSHC || c.Text != jws || c.Issuer != testIssuer.URL || c.KeyID != testIssuer.KID || c.Algorithm != "ES256" {
				t.Errorf("credential %+v", c)
			}
			if c.Signed+"." != jws[:len(c.Signed)+1] || len(c.Signature) != 64 {
				t.Error("signed bytes or signature not as received")
			}
			if want := time.Unix(1650000000, 123456000).UTC(); !c.IssuedAt.Equal(want) || !c.ExpiresAt.IsZero() {
				t.Errorf("issued %v, expires %v", c.IssuedAt, c.ExpiresAt)
			}
			if c.SHC == nil || c.SHC.Problem != nil || c.SHC.Bundle.Get("resourceType").Text() != "Bundle" {
				t.Errorf("claims %+v", c.SHC)
			}
			if (name == "chunk of one") != hasNote(c, "chunk_of_one") {
				t.Errorf("notes %+v", c.Notes)
			}
		})
	}
}

func TestParseNumericRefuses(t *testing.T) {
	good := mint.Numeric(card().JWS(testIssuer))
	tests := map[string]struct {
		text   string
		reason Reason
	}{
		"digit lost":        {good[:len(good)-1], ReasonCodeDamaged},
		"pair above 77":     {"shc:/78" + good[7:], ReasonCodeDamaged},
		"pair 02":           {"shc:/02" + good[7:], ReasonCodeDamaged},
		"pair 13":           {"shc:/13" + good[7:], ReasonCodeDamaged},
		"pair 19":           {"shc:/19" + good[7:], ReasonCodeDamaged},
		"pair 46":           {"shc:/46" + good[7:], ReasonCodeDamaged},
		"pair 51":           {"shc:/51" + good[7:], ReasonCodeDamaged},
		"letters after":     {good + "extra", ReasonCodeDamaged},
		"space inside":      {good[:99] + " " + good[99:], ReasonCodeDamaged},
		"full-width digit":  {good[:99] + "５" + good[99:], ReasonCodeDamaged},
		"no digits":         {"shc:/", ReasonCodeDamaged},
		"two slashes":       {"shc://" + good[5:], ReasonCodeDamaged},
		"no slash":          {"shc:" + good[5:], ReasonCodeDamaged},
		"no prefix":         {good[5:], ReasonCodeDamaged},
		"chunk 0":           {"shc:/0/1/" + good[5:], ReasonCodeDamaged},
		"chunk 3 of 2":      {"shc:/3/2/" + good[5:], ReasonCodeDamaged},
		"chunk of 0":        {"shc:/1/0/" + good[5:], ReasonCodeDamaged},
		"chunk 01":          {"shc:/01/2/" + good[5:], ReasonCodeDamaged},
		"chunk +1":          {"shc:/+1/2/" + good[5:], ReasonCodeDamaged},
		"chunk of a lot":    {"shc:/1/999999999/" + good[5:], ReasonCodeDamaged},
		"chunk of too many": {"shc:/1/33/" + good[5:], ReasonCodeDamaged},
		"chunk too long":    {"shc:/1/99999999999999999999999/" + good[5:], ReasonCodeDamaged},
		"half a header":     {"shc:/1/" + good[5:], ReasonCodeDamaged},
		"four parts":        {"shc:/1/2/3/" + good[5:], ReasonCodeDamaged},
		"one of two":        {"shc:/1/2/" + good[5:], ReasonChunksMissing},
		"chunk, bad digits": {"shc:/1/2/9" + good[5:], ReasonCodeDamaged},
		"a novel":           {strings.Repeat("a", MaxLine+1), ReasonFileDamaged},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { expect(t, parse(tt.text), StageDecode, tt.reason) })
	}
}

func TestParseTolerates(t *testing.T) {
	good := mint.Numeric(card().JWS(testIssuer))
	for name, tt := range map[string]struct{ text, note string }{
		"upper case":      {"SHC" + good[3:], "prefix_case"},
		"white space":     {" \t" + good + "\r\n", "outer_white_space"},
		"byte order mark": {"\ufeff" + good, "outer_white_space"},
	} {
		t.Run(name, func(t *testing.T) {
			c := parse(tt.text)
			expect(t, c, "", "")
			if !hasNote(c, tt.note) {
				t.Errorf("notes %+v", c.Notes)
			}
		})
	}
}

func TestParseCompactRefuses(t *testing.T) {
	jws := card().JWS(testIssuer)
	parts := strings.Split(jws, ".")
	unused := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	last := strings.IndexByte(unused, jws[len(jws)-1])
	tests := map[string]struct {
		text   string
		stage  Stage
		reason Reason
	}{
		"too long":              {parts[0] + "." + strings.Repeat("A", MaxJWS) + "." + parts[2], StageDecode, ReasonFileDamaged},
		"padding":               {jws + "=", StageDecode, ReasonCodeDamaged},
		"line break":            {jws[:200] + "\n" + jws[200:], StageDecode, ReasonCodeDamaged},
		"fourth part":           {jws + ".AAAA", StageDecode, ReasonCodeDamaged},
		"two parts":             {parts[0] + "." + parts[1], StageDecode, ReasonCodeDamaged},
		"no payload":            {parts[0] + ".." + parts[2], StageDecode, ReasonCodeDamaged},
		"impossible payload":    {parts[0] + ".A." + parts[2], StageDecode, ReasonCodeDamaged},
		"plus sign":             {parts[0] + "." + parts[1] + "+." + parts[2], StageDecode, ReasonCodeDamaged},
		"no signature":          {parts[0] + "." + parts[1] + ".", StageSignature, ReasonSignatureMalformed},
		"short signature":       {jws[:len(jws)-4], StageSignature, ReasonSignatureMalformed},
		"unused bits not zero":  {jws[:len(jws)-1] + string(unused[last|1]), StageSignature, ReasonSignatureMalformed},
		"impossible signature":  {parts[0] + "." + parts[1] + ".A", StageSignature, ReasonSignatureMalformed},
		"impossible header":     {parts[0] + "AA." + parts[1] + "." + parts[2], StageHeader, ReasonHeaderMalformed},
		"header is cut short":   {"eyJhbGciOiJFUzI1NiI." + parts[1] + "." + parts[2], StageHeader, ReasonHeaderMalformed},
		"DER":                   {card().Sign(testIssuer, mint.SignOptions{DER: true}), StageSignature, ReasonSignatureMalformed},
		"65 bytes":              {card().Sign(testIssuer, mint.SignOptions{Truncate: -1}), StageSignature, ReasonSignatureMalformed},
		"63 bytes":              {card().Sign(testIssuer, mint.SignOptions{Truncate: 1}), StageSignature, ReasonSignatureMalformed},
		"zlib":                  {card().Sign(testIssuer, mint.SignOptions{Zlib: true}), StagePayload, ReasonPayloadMalformed},
		"uncompressed":          {card().Sign(testIssuer, mint.SignOptions{Uncompressed: true}), StagePayload, ReasonPayloadMalformed},
		"bytes after":           {card().Sign(testIssuer, mint.SignOptions{TrailingBytes: []byte{0}}), StagePayload, ReasonPayloadMalformed},
		"bomb":                  {card().Sign(testIssuer, mint.SignOptions{PayloadBytes: mint.Deflate(strings.Repeat(" ", MaxPayload+1))}), StagePayload, ReasonPayloadTooLarge},
		"payload of the limit":  {card().Sign(testIssuer, mint.SignOptions{PayloadBytes: mint.Deflate(card().Payload + strings.Repeat(" ", MaxPayload-len(card().Payload)))}), "", ""},
		"empty stream":          {card().Sign(testIssuer, mint.SignOptions{PayloadBytes: mint.Deflate("")}), StagePayload, ReasonPayloadMalformed},
		"header without object": {mint.Card{Header: `{"a"`, Payload: card().Payload}.JWS(testIssuer), StageHeader, ReasonHeaderMalformed},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { expect(t, parse(tt.text), tt.stage, tt.reason) })
	}
}

func TestHeaderRules(t *testing.T) {
	for name, tt := range map[string]struct {
		from, to string
		reason   Reason
	}{
		"alg none":       {`"ES256"`, `"none"`, ReasonAlgorithmNotAllowed},
		"alg lower case": {`"ES256"`, `"es256"`, ReasonAlgorithmNotAllowed},
		"alg HS256":      {`"ES256"`, `"HS256"`, ReasonAlgorithmNotAllowed},
		"alg a list":     {`"ES256"`, `["ES256"]`, ReasonAlgorithmNotAllowed},
		"Alg beside":     {`"alg"`, `"Alg"`, ReasonAlgorithmNotAllowed},
		"zip missing":    {`"zip": "DEF", `, ``, ReasonHeaderMalformed},
		"zip lower case": {`"DEF"`, `"def"`, ReasonHeaderMalformed},
		"kid missing":    {`"kid"`, `"kidd"`, ReasonHeaderMalformed},
		"kid a number":   {`"` + testIssuer.KID + `"`, `1`, ReasonHeaderMalformed},
		"kid empty":      {testIssuer.KID, ``, ReasonHeaderMalformed},
		"crit":           {`{"zip"`, `{"crit": ["exp"], "zip"`, ReasonHeaderMalformed},
		"b64":            {`{"zip"`, `{"b64": false, "zip"`, ReasonHeaderMalformed},
		"two alg":        {`{"zip"`, `{"alg": "none", "zip"`, ReasonHeaderMalformed},
		"embedded key":   {`{"zip"`, `{"jwk": {"kty": "EC"}, "zip"`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, parse(card().EditHeader(tt.from, tt.to).JWS(testIssuer)), StageHeader, tt.reason)
		})
	}
}

func TestPayloadRules(t *testing.T) {
	for name, tt := range map[string]struct {
		from, to string
		stage    Stage
		reason   Reason
	}{
		"two iss":            {`{"iss"`, `{"iss": "https://evil.example", "iss"`, StagePayload, ReasonPayloadMalformed},
		"two members inside": {`"status": "completed"`, `"status": "completed", "status": "not-done"`, StagePayload, ReasonPayloadMalformed},
		"ISS beside iss":     {`{"iss"`, `{"ISS": "https://evil.example", "iss"`, "", ""},
		"only ISS":           {`{"iss"`, `{"ISS"`, StagePayload, ReasonPayloadMalformed},
		"iss a number":       {`"https://shc.example.jp/issuer"`, `1`, StagePayload, ReasonPayloadMalformed},
		"lone surrogate":     {`"family": "`, `"family": "\ud800`, StagePayload, ReasonPayloadMalformed},
		"bad UTF-8":          {`"family": "`, "\"family\": \"\xff", StagePayload, ReasonPayloadMalformed},
		"deep":               {`{"iss"`, `{"deep": ` + strings.Repeat("[", 70) + strings.Repeat("]", 70) + `, "iss"`, StagePayload, ReasonPayloadMalformed},
		"http":               {`"https://shc`, `"http://shc`, StageIssuer, ReasonIssuerMalformed},
		"HTTPS":              {`"https://shc`, `"HTTPS://shc`, StageIssuer, ReasonIssuerMalformed},
		"trailing slash":     {`/issuer"`, `/issuer/"`, StageIssuer, ReasonIssuerMalformed},
		"user":               {`https://shc`, `https://user@shc`, StageIssuer, ReasonIssuerMalformed},
		"query":              {`/issuer"`, `/issuer?a"`, StageIssuer, ReasonIssuerMalformed},
		"fragment":           {`/issuer"`, `/issuer#a"`, StageIssuer, ReasonIssuerMalformed},
		"no host":            {`https://shc.example.jp/issuer`, `https:///issuer`, StageIssuer, ReasonIssuerMalformed},
		"control":            {`https://shc`, `https://\u0007shc`, StageIssuer, ReasonIssuerMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, parse(card().EditPayload(tt.from, tt.to).JWS(testIssuer)), tt.stage, tt.reason)
		})
	}
	for name, payload := range map[string]string{
		"a text holding JSON": `"{\"iss\":\"https://a.example\"}"`, "a list": `[]`, "null": `null`, "text after": card().Payload + "x",
		"two values": card().Payload + card().Payload,
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, parse(mint.Card{Header: card().Header, Payload: payload}.JWS(testIssuer)), StagePayload, ReasonPayloadMalformed)
		})
	}
	bom := parse(mint.Card{Header: card().Header, Payload: "\ufeff" + card().Payload}.JWS(testIssuer))
	if expect(t, bom, "", ""); !hasNote(bom, "payload_bom") {
		t.Error("a byte order mark before the payload must be noted")
	}
}

// The claims' form is told apart from the payload's: it matters only once the
// signature holds.
func TestClaimRules(t *testing.T) {
	for name, tt := range map[string]struct {
		from, to string
		bad      bool
	}{
		"nbf missing":       {`"nbf"`, `"iat"`, true},
		"nbf a text":        {`1650000000.123456`, `"1650000000"`, true},
		"nbf negative":      {`1650000000.123456`, `-1`, true},
		"nbf null":          {`1650000000.123456`, `null`, true},
		"nbf too large":     {`1650000000.123456`, `1e400`, true},
		"nbf milliseconds":  {`1650000000.123456`, `1650000000123`, false},
		"nbf with exponent": {`1650000000.123456`, `1.65e9`, false},
		"exp a text":        {`"vc"`, `"exp": "2030", "vc"`, true},
		"exp milliseconds":  {`"vc"`, `"exp": 1739496673998, "vc"`, true},
		"exp null":          {`"vc"`, `"exp": null, "vc"`, true},
		"exp":               {`"vc"`, `"exp": 1900000000.5, "vc"`, false},
		"vc missing":        {`"vc"`, `"VC"`, true},
		"type missing":      {`"type": ["https`, `"typ": ["https`, true},
		"no health card":    {`#health-card`, `#health-cart`, true},
		"type not all text": {`["https://smarthealth.cards#health-card"`, `[1, "https://smarthealth.cards#health-card"`, true},
		"no subject":        {`"credentialSubject"`, `"subject"`, true},
		"no bundle":         {`"fhirBundle"`, `"bundle"`, true},
		"rid a number":      {`"vc": {`, `"vc": {"rid": 1, `, true},
		"rid odd":           {`"vc": {`, `"vc": {"rid": "a.1", `, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := parse(card().EditPayload(tt.from, tt.to).JWS(testIssuer))
			expect(t, c, "", "")
			if (c.SHC.Problem != nil) != tt.bad {
				t.Errorf("problem %+v", c.SHC.Problem)
			}
		})
	}
}

func TestNumericDate(t *testing.T) {
	for literal, want := range map[string]time.Time{
		"0":                      time.Unix(0, 0),
		"-0":                     time.Unix(0, 0),
		"0.5":                    time.Unix(0, 5e8),
		"1640395310.435824":      time.Unix(1640395310, 435824000),
		"1636977599.99999999999": time.Unix(1636977599, 999999999),
		"1.65e9":                 time.Unix(1650000000, 0),
		"1650000000000":          lastInstant,
		"1e300":                  lastInstant,
		"9999999999999999999999": lastInstant,
		"1e-5":                   time.Unix(0, 10000),
	} {
		v, err := strictjson.Parse([]byte(literal), 1)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := numericDate(v); !ok || !got.Equal(want) {
			t.Errorf("%s: got %v %v, want %v", literal, got, ok, want)
		}
	}
}
