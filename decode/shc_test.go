package decode

import (
	"slices"
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
			if c.SHC == nil || c.Unclear != nil || c.SHC.Bundle.Get("resourceType").Text() != "Bundle" {
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
		"cut in its signature":  {jws[:len(jws)-4], StageDecode, ReasonCodeDamaged},
		"unused bits not zero":  {jws[:len(jws)-1] + string(unused[last|1]), StageSignature, ReasonSignatureMalformed},
		"impossible signature":  {parts[0] + "." + parts[1] + ".A", StageDecode, ReasonCodeDamaged},
		"impossible header":     {parts[0] + "AA." + parts[1] + "." + parts[2], StageHeader, ReasonHeaderMalformed},
		"header is cut short":   {"eyJhbGciOiJFUzI1NiI." + parts[1] + "." + parts[2], StageHeader, ReasonHeaderMalformed},
		"DER":                   {card().Sign(testIssuer, mint.SignOptions{DER: true}), StageSignature, ReasonSignatureMalformed},
		"65 bytes":              {card().Sign(testIssuer, mint.SignOptions{Truncate: -1}), StageSignature, ReasonSignatureMalformed},
		"63 bytes":              {card().Sign(testIssuer, mint.SignOptions{Truncate: 1}), StageSignature, ReasonSignatureMalformed},
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
		"zip missing":    {`"zip": "DEF", `, ``, ""},
		"zip lower case": {`"DEF"`, `"def"`, ""},
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
		"http":               {`"https://shc`, `"http://shc`, "", ""},
		"HTTPS":              {`"https://shc`, `"HTTPS://shc`, "", ""},
		"trailing slash":     {`/issuer"`, `/issuer/"`, "", ""},
		"user":               {`https://shc`, `https://user@shc`, "", ""},
		"query":              {`/issuer"`, `/issuer?a"`, "", ""},
		"fragment":           {`/issuer"`, `/issuer#a"`, "", ""},
		"no host":            {`https://shc.example.jp/issuer`, `https:///issuer`, "", ""},
		"control":            {`https://shc`, `https://\u0007shc`, "", ""},
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

// TestClaimForms: claims of another form are read if they can mean one thing only, with a
// note. Whether those that cannot be understood matter is known once the signature holds.
func TestClaimForms(t *testing.T) {
	const nbf, types = `1650000000.123456`, `["https://smarthealth.cards#health-card", "https://smarthealth.cards#immunization", "https://smarthealth.cards#covid19"]`
	exp := func(value string) [2]string { return [2]string{`"vc"`, `"exp": ` + value + `, "vc"`} }
	for name, tt := range map[string]struct {
		edit [2]string
		want string // the note, or ? and what is unclear
	}{
		"iat":                    {[2]string{`"nbf"`, `"iat"`}, "iat_for_nbf"},
		"iat beside null":        {[2]string{nbf, `null, "iat": 1650000000`}, "iat_for_nbf"},
		"iat beside nbf":         {[2]string{nbf, nbf + `, "iat": 1`}, ""},
		"iat beside bad nbf":     {[2]string{nbf, `true, "iat": 1650000000`}, "?issued"},
		"nbf missing":            {[2]string{`"nbf"`, `"NBF"`}, "?issued"},
		"nbf a text":             {[2]string{nbf, `"1650000000"`}, "time_text"},
		"nbf a date":             {[2]string{nbf, `"2022-04-15T05:20:00Z"`}, "time_text"},
		"nbf in words":           {[2]string{nbf, `"spring"`}, "?issued"},
		"nbf in another base":    {[2]string{nbf, `"0x60000000"`}, "?issued"},
		"nbf endless":            {[2]string{nbf, `"Inf"`}, "?issued"},
		"nbf negative":           {[2]string{nbf, `-1`}, "?issued"},
		"nbf before 1970":        {[2]string{nbf, `"1969-12-31T23:59:59Z"`}, "?issued"},
		"nbf null":               {[2]string{nbf, `null`}, "?issued"},
		"nbf a list":             {[2]string{nbf, `[1650000000]`}, "?issued"},
		"nbf too large":          {[2]string{nbf, `1e400`}, "?issued"},
		"nbf beyond the years":   {[2]string{nbf, `1e15`}, "?issued"},
		"nbf milliseconds":       {[2]string{nbf, `1650000000123`}, "time_milliseconds"},
		"nbf milliseconds, text": {[2]string{nbf, `"1650000000123"`}, "time_text time_milliseconds"},
		"nbf with exponent":      {[2]string{nbf, `1.65e9`}, ""},
		"exp a year":             {exp(`"2030"`), "?expires"},
		"exp in words":           {exp(`"never"`), "?expires"},
		"exp milliseconds":       {exp(`1739496673998`), "time_milliseconds"},
		"exp old milliseconds":   {exp(`1500000000000`), "?expires"},
		"exp never":              {exp(`253402300799`), ""},
		"exp never, in New York": {exp(`253402318799`), ""},
		"exp null":               {exp(`null`), "time_null"},
		"exp":                    {exp(`1900000000.5`), ""},
		"vc missing":             {[2]string{`"vc"`, `"VC"`}, "?"},
		"vc in a list":           {[2]string{`"vc": {`, `"x": 1, "vc": [{`}, "list"},
		"type missing":           {[2]string{`"type": ["https`, `"typ": ["https`}, "?"},
		"no type of ours":        {[2]string{types, `["VerifiableCredential"]`}, "?"},
		"type a text":            {[2]string{types, `"https://smarthealth.cards#health-card"`}, "vc_type"},
		"type of the content":    {[2]string{`#health-card`, `#health-cart`}, "vc_type"},
		"type not all text":      {[2]string{`["https://smarthealth.cards#health-card"`, `[1, "https://smarthealth.cards#health-card"`}, "vc_type"},
		"no subject":             {[2]string{`"credentialSubject"`, `"subject"`}, "?"},
		"no bundle":              {[2]string{`"fhirBundle"`, `"bundle"`}, "?"},
		"rid odd":                {[2]string{`"vc": {`, `"vc": {"rid": "a.1", `}, "rid_form"},
	} {
		t.Run(name, func(t *testing.T) {
			edited := card().EditPayload(tt.edit[0], tt.edit[1])
			if tt.want == "list" {
				edited, tt.want = card().EditPayload(tt.edit[0], tt.edit[1]).EditPayload("}}}}", "}}}]}"), "list_of_one"
			}
			c := parse(edited.JWS(testIssuer))
			expect(t, c, "", "")
			got := "?"
			if c.Unclear == nil {
				var words []string
				for _, n := range c.Notes {
					words = append(words, n.Code)
				}
				for _, u := range c.UnclearTimes {
					words = []string{"?" + string(u)}
				}
				got = strings.Join(words, " ")
			}
			if got != tt.want {
				t.Errorf("%q, want %q: %+v", got, tt.want, c.Unclear)
			}
		})
	}
}

// TestFramings: the payload is read in whatever framing it is, and its bounds hold in all
// of them.
func TestFramings(t *testing.T) {
	text := card().Payload
	deflated := mint.Deflate(text)
	// A flag, a name and its end behind the ten bytes of the head.
	named := slices.Concat([]byte{0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3}, []byte("card.json\x00"), mint.Gzip(text)[10:])
	other := mint.Deflate(`{"iss":"https://other.example"}`)
	for name, tt := range map[string]struct {
		packed []byte
		want   string
	}{
		"raw":                   {deflated, ""},
		"a byte behind":         {append(slices.Clone(deflated), 0), "deflate_trailing"},
		"gzip's trailer behind": {append(slices.Clone(deflated), 1, 2, 3, 4, 5, 6, 7, 8), "deflate_trailing"},
		"a second stream":       {slices.Concat(deflated, other), "deflate_trailing"},
		"gzip":                  {mint.Gzip(text), "gzip_framing"},
		"gzip with a name":      {named, "gzip_framing"},
		"gzip, bad checksum":    {append(mint.Gzip(text)[:len(mint.Gzip(text))-8], 0, 0, 0, 0, 0, 0, 0, 0), "gzip_framing"},
		"gzip without trailer":  {mint.Gzip(text)[:len(mint.Gzip(text))-8], "gzip_framing"},
		"zlib":                  {mint.Zlib([]byte(text)), "zlib_framing"},
		"zlib, bad checksum":    {append(mint.Zlib([]byte(text))[:len(mint.Zlib([]byte(text)))-4], 0, 0, 0, 0), "zlib_framing"},
		"none":                  {[]byte(text), "payload_uncompressed"},
		"none, white space":     {[]byte("\n " + text), "payload_uncompressed"},
	} {
		t.Run(name, func(t *testing.T) {
			c := parse(card().Sign(testIssuer, mint.SignOptions{PayloadBytes: tt.packed}))
			expect(t, c, "", "")
			if c.Issuer != testIssuer.URL || c.Unclear != nil || tt.want != "" && !hasNote(c, tt.want) || tt.want == "" && len(c.Notes) > 0 {
				t.Errorf("%s %v %v", c.Issuer, c.Unclear, c.Notes)
			}
		})
	}
	bomb := `{"x":"` + strings.Repeat("0", MaxPayload) + `"}`
	for name, packed := range map[string][]byte{"raw": mint.Deflate(bomb), "gzip": mint.Gzip(bomb), "zlib": mint.Zlib([]byte(bomb))} {
		c := parse(card().Sign(testIssuer, mint.SignOptions{PayloadBytes: packed}))
		if expect(t, c, StagePayload, ReasonPayloadTooLarge); c.Payload.Exists() {
			t.Errorf("%s: a payload", name)
		}
	}
	for name, packed := range map[string][]byte{"nothing": {}, "cut": deflated[:len(deflated)-20], "no framing": []byte("xxxx"), "gzip's head": mint.Gzip(text)[:8]} {
		if c := parse(card().Sign(testIssuer, mint.SignOptions{PayloadBytes: packed})); c.Problem(StagePayload) == nil && c.Problem(StageDecode) == nil {
			t.Errorf("%s: no problem", name)
		}
	}
}

// TestRevocationID: whatever stands for an id makes no claim malformed, and is told.
func TestRevocationID(t *testing.T) {
	for rid, want := range map[string]struct {
		id        string
		odd, note bool
	}{
		`"abcDEF_-123"`: {id: "abcDEF_-123"},
		`"a.1"`:         {id: "a.1", note: true},
		`""`:            {note: true},
		`" a "`:         {id: " a ", note: true},
		`null`:          {note: true},
		`1.50`:          {id: "1.50", odd: true, note: true},
		`true`:          {id: "true", odd: true, note: true},
		`["a"]`:         {odd: true, note: true},
		`{"id": "a"}`:   {odd: true, note: true},
	} {
		c := parse(card().EditPayload(`"vc": {`, `"vc": {"rid": `+rid+`, `).JWS(testIssuer))
		expect(t, c, "", "")
		if c.Unclear != nil || c.SHC.RevocationID != want.id || c.SHC.RevocationOdd != want.odd || hasNote(c, "rid_form") != want.note {
			t.Errorf("%s: %+v, notes %+v", rid, c.SHC, c.Notes)
		}
	}
}

// TestIssuerForms: what may stand around an issuer's URL, and nothing else.
func TestIssuerForms(t *testing.T) {
	const id = "https://vc.example.jp/issuer"
	for iss, want := range map[string]string{
		id: id, id + "/": id, id + "//": id, " " + id + "\n": id, "HTTPS://vc.example.jp/issuer": id, "http://vc.example.jp/issuer/": id,
		"https://VC.example.jp/issuer": "https://VC.example.jp/issuer", id + "?x=1": id + "?x=1", id + "/#": id + "/#",
		"vc.example.jp/issuer": "vc.example.jp/issuer", "did:web:vc.example.jp": "did:web:vc.example.jp",
		"https://vc.example.jp@evil.example/issuer/": "https://vc.example.jp@evil.example/issuer/",
	} {
		var c Credential
		if c.readIssuer(iss); c.Issuer != want || hasNote(&c, "issuer_form") == (iss == want && IssuerProblem(iss) == "") {
			t.Errorf("%q: %q %v", iss, c.Issuer, c.Notes)
		}
	}
}

func TestReadTime(t *testing.T) {
	for literal, want := range map[string]time.Time{
		"0":                      time.Unix(0, 0),
		"-0":                     time.Unix(0, 0),
		"0.5":                    time.Unix(0, 5e8),
		"1640395310.435824":      time.Unix(1640395310, 435824000),
		"1636977599.99999999999": time.Unix(1636977599, 999999999),
		"1.65e9":                 time.Unix(1650000000, 0),
		"253402300800":           lastInstant,
		"253402387199":           lastInstant,
		"1546300799999":          {},
		"1546300800000":          firstMilliseconds,
		"4133980799999":          lastMilliseconds.Add(-time.Millisecond),
		"4133980800000":          {},
		"1650000000123.5":        time.UnixMilli(1650000000123),
		"99999999999.5":          time.Unix(99999999999, 5e8),
		"100000000001":           time.Unix(100000000001, 0),
		"1e300":                  {},
		"9999999999999999999999": {},
		"1e-5":                   time.Unix(0, 10000),
	} {
		v, err := strictjson.Parse([]byte(literal), 1)
		if err != nil {
			t.Fatal(err)
		}
		if got, _, ok := readTime(v); ok != !want.IsZero() || ok && !got.Equal(want) {
			t.Errorf("%s: got %v %v, want %v", literal, got, ok, want)
		}
	}
}
