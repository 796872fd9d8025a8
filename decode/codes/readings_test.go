package codes

import (
	"bytes"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vaxcheck/decode"
	"vaxcheck/decode/find"
	"vaxcheck/internal/mint"
)

// spelt is a way in which a code is written, and the notes that it leads to.
type spelt struct {
	write func(code string) string
	notes string // codes of notes, in their order
}

func around(before, after string) func(string) string {
	return func(code string) string { return before + code + after }
}

func columns(width int, end string) func(string) string {
	return func(code string) string {
		var b strings.Builder
		for ; len(code) > width; code = code[width:] {
			b.WriteString(code[:width] + end)
		}
		return b.String() + code
	}
}

// trimmedEnds loses the blanks at the ends of lines, as mail programs do.
func trimmedEnds(write func(string) string) func(string) string {
	return func(code string) string {
		var out []string
		for line := range strings.Lines(write(code)) {
			out = append(out, strings.TrimRight(line, " \r\n"))
		}
		return strings.Join(out, "\n") + "\n"
	}
}

// words breaks a text at blanks, which become line ends, where a line would be longer.
func words(width int) func(string) string {
	return func(code string) string {
		var b strings.Builder
		length := 0
		for i, word := range strings.Split(code, " ") {
			switch {
			case i > 0 && length+1+len(word) > width:
				b.WriteByte('\n')
				length = 0
			case i > 0:
				b.WriteByte(' ')
				length++
			}
			b.WriteString(word)
			length += len(word)
		}
		return b.String()
	}
}

func asLink(before string, encode func(string) string, after string) func(string) string {
	return func(code string) string { return before + encode(code) + after }
}

func twiceEncoded(code string) string { return url.PathEscape(url.PathEscape(code)) }

// anyCode are ways in which codes of every kind are written.
func anyCode() map[string]spelt {
	return map[string]spelt{
		"AIM":                {around("]Q1", ""), "aim_identifier"},
		"AIM of Aztec":       {around("]z3", "\n"), "aim_identifier"},
		"ECI":                {around(`\000026`, ""), "eci_identifier"},
		"AIM and ECI":        {around(`]Q2\000026`, ""), "aim_identifier eci_identifier"},
		"76 columns":         {columns(76, "\n"), "wrapped"},
		"64 columns, CR LF":  {columns(64, "\r\n"), "wrapped"},
		"40 columns":         {columns(40, "\n"), "wrapped"},
		"once in the middle": {columns(400, "\n"), "wrapped"},
		"indented":           {columns(60, "\n    "), "wrapped"},
		"blank ends lost":    {trimmedEnds(columns(53, "\n")), "wrapped"},
		"double line ends":   {columns(70, "\r\r\n"), "wrapped"},
		"quoted":             {around("> ", "\n"), "quoted"},
		"quoted, wrapped": {func(code string) string { return "> " + columns(72, "\n> ")(code) },
			"wrapped quoted"},
		"quoted twice": {func(code string) string { return ">> " + columns(72, "\n>> ")(code) },
			"wrapped quoted"},
		"quoted twice, apart": {func(code string) string { return "> > " + columns(72, "\n> > ")(code) },
			"wrapped quoted"},
		"quoted without blanks": {func(code string) string { return ">" + columns(72, "\n>")(code) },
			"wrapped quoted"},
		"quoted-printable":     {columns(75, "=\r\n"), "wrapped"},
		"markup":               {around("<p>", "</p>"), "embedded"},
		"markup, breaks":       {columns(60, "<br>\n"), "wrapped"},
		"Markdown":             {around("the code: `", "` as promised"), "embedded"},
		"in quotation marks":   {around(`"`, `"`), "embedded"},
		"in angle brackets":    {around("see <", "> "), "embedded"},
		"in Japanese brackets": {around("接種証明書は「", "」です。"), "embedded"},
		"after a word":         {around("Code: ", ""), "embedded"},
		"after a word, wrapped": {func(code string) string { return "Code: " + columns(70, "\n")(code) },
			"wrapped embedded"},
		"link, fragment":   {asLink("https://a.example/b#", url.PathEscape, ""), "link"},
		"link, query":      {asLink("https://a.example/b?x=1&code=", url.QueryEscape, "&y=2"), "link"},
		"link, path":       {asLink("https://a.example/show/", url.PathEscape, ""), "link"},
		"link, twice":      {asLink("https://a.example/b?u=", twiceEncoded, ""), "link"},
		"link, own scheme": {asLink("wallet.app+x://add?c=", url.QueryEscape, ""), "link"},
		"link, capitals":   {asLink("HTTPS://A.EXAMPLE/#", url.QueryEscape, ""), "link"},
		"link in a mail": {asLink("Dear you,\n\nopen https://a.example/b#", url.QueryEscape,
			"\n\nYours"), "embedded"},
		"link, wrapped": {func(code string) string {
			return columns(70, "\n")("https://a.example/b#" + url.QueryEscape(code))
		}, "wrapped link"},
		"link, quoted-printable": {func(code string) string {
			return columns(70, "=\n")("https://a.example/b?c=3D" + url.QueryEscape(code))
		}, "wrapped link"},
		"href": {asLink(`<a href="https://a.example/b#`, url.QueryEscape, `">open</a>`),
			"embedded"},
		"intent": {asLink("intent://a.example/#", url.QueryEscape,
			"#Intent;scheme=https;end"), "link"},
		"Latin-1 beside": {around("", "\n\nGr\xfc\xdfe aus K\xf6ln\nX\n"), "latin1"},
		"UTF-16 without its mark": {func(code string) string { return string(utf16le(code + "\r\n")[2:]) },
			"crlf utf16"},
		"prose around": {func(code string) string {
			return "From: a@example.org\nSubject: my code\n\nHello,\nhere it is:\n\n" +
				columns(76, "\n")(code) + "\n\nBye\n-- \nA. Person\nSome Street 1\n"
		}, "wrapped"},
	}
}

func cardCode() map[string]spelt {
	digits := func(before string) func(string) string {
		return func(code string) string { return before + strings.TrimPrefix(code, "shc:/") }
	}
	return map[string]spelt{
		"bare": {digits(""), "prefix_missing"},
		"bare, wrapped": {func(code string) string { return columns(400, "\n")(digits("")(code)) },
			"wrapped prefix_missing"},
		"capitals":            {digits("SHC:/"), "prefix_case"},
		"no slash":            {digits("shc:"), "prefix_form"},
		"two slashes":         {digits("shc://"), "prefix_form"},
		"no colon":            {digits("shc/"), "prefix_form"},
		"blank behind prefix": {digits("shc:/ "), "inner_white_space"},
		"groups":              {columns(5, " "), "inner_white_space"},
		"Apple": {digits("https://redirect.health.apple.com/SMARTHealthCard/#"),
			"prefix_missing link"},
		"Germany": {digits("shcÖ-"), "prefix_form"},
		"full width": {func(code string) string {
			return strings.Map(func(r rune) rune { return r - '!' + '！' }, code)
		}, "typed"},
		"quoted in French": {func(code string) string { return "« " + code + " »" }, "embedded"},
	}
}

func euCode() map[string]spelt {
	bare := func(code string) string { return strings.TrimPrefix(code, "HC1:") }
	lower := func(write func(string) string) func(string) string {
		return func(code string) string { return strings.ToLower(write(code)) }
	}
	return map[string]spelt{
		"bare":        {bare, "prefix_missing"},
		"bare, small": {lower(bare), "prefix_missing letter_case"},
		"bare, wrapped": {func(code string) string { return columns(64, "\n")(bare(code)) },
			"wrapped prefix_missing"},
		"bare, AIM": {func(code string) string { return "]Q1" + bare(code) },
			"aim_identifier prefix_missing"},
		"bare in a link":   {func(code string) string { return "https://a.example/#" + url.PathEscape(bare(code)) }, "prefix_missing link"},
		"small":            {lower(around("", "")), "letter_case"},
		"small, wrapped":   {lower(columns(64, "\n")), "wrapped letter_case"},
		"small prefix":     {func(code string) string { return "hc1:" + bare(code) }, "letter_case"},
		"blank after it":   {func(code string) string { return "HC1: " + bare(code) }, "inner_white_space"},
		"wrapped at words": {words(60), "wrapped"},
		"wrapped at words and quoted": {func(code string) string {
			return "> " + strings.ReplaceAll(words(60)(code), "\n", "\n> ")
		}, "wrapped quoted"},
		"France": {func(code string) string {
			return "https://bonjour.tousanticovid.gouv.fr/app/walletdcc#" + url.PathEscape(code)
		}, "link"},
		"link, plain":       {func(code string) string { return "https://a.example/#" + code }, "link"},
		"link, blanks only": {func(code string) string { return "https://a.example/#" + strings.ReplaceAll(code, " ", "%20") }, "link"},
		"in capitals":       {around("MY CODE: ", " AND THANKS"), "embedded"},
	}
}

// TestForgiven: each way of writing gives the one credential, with its notes; the same
// around a code whose signature does not hold gives that.
func TestForgiven(t *testing.T) {
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	bad := jws[:len(jws)-9] + strings.Map(func(r rune) rune { return 'A' }, jws[len(jws)-9:])
	eu := mint.VaccinatedDCC("UT").Sign(testDSC, mint.DCCOptions{})
	forged := mint.VaccinatedDCC("UT").Sign(testDSC, mint.DCCOptions{Signature: bytes.Repeat([]byte{1}, 64)})
	checked := 0
	try := func(kind string, ways map[string]spelt, codes ...string) {
		for name, way := range ways {
			for _, code := range codes {
				checked++
				t.Run(kind+", "+name, func(t *testing.T) { expectSpelt(t, way, code) })
			}
		}
	}
	try("card", anyCode(), mint.Numeric(jws), mint.Numeric(bad))
	try("card", cardCode(), mint.Numeric(jws), mint.Numeric(bad))
	try("JWS", anyCode(), jws, bad)
	try("EU", anyCode(), eu, forged)
	try("EU", euCode(), eu, forged)
	if checked < 100 {
		t.Errorf("only %d tried", checked)
	}
}

// TestWrappedInSignature: a card that is wrapped anywhere behind its payload is the card.
func TestWrappedInSignature(t *testing.T) {
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	for _, code := range []string{jws, mint.Numeric(jws)} {
		for rest := range min(180, len(code)/3) {
			at := len(code) - 1 - rest
			for end, notes := range map[string]string{"\n": "wrapped", "\r\n": "wrapped",
				"\n> ": "wrapped quoted", "\n   ": "wrapped", "=\n": "wrapped"} {
				expectSpelt(t, spelt{func(code string) string { return code[:at] + end + code[at:] }, notes},
					code)
			}
			for _, before := range []string{"https://a.example/#", "https://a.example/b?c="} {
				expectSpelt(t, spelt{func(code string) string { return before + code[:at] + "\n" + code[at:] }, "wrapped link"}, code)
			}
		}
	}
}

// TestBreaksOff: what breaks off inside of the signature is damaged wherever that can be
// told, and never a whole code.
func TestBreaksOff(t *testing.T) {
	const signatureLength = 86 // of 64 bytes in base64url
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	damaged := 0
	for missing := 1; missing < signatureLength; missing++ {
		short := jws[:len(jws)-missing]
		if decode.IsWhole(short) {
			t.Errorf("whole without %d characters", missing)
		}
		c := decode.Parse(decode.Code{Text: short})
		switch {
		case len(c.Problems) != 1:
			t.Errorf("%d missing: %+v", missing, c.Problems)
		case c.Problems[0].Reason == decode.ReasonCodeDamaged:
			damaged++
		case c.Problems[0].Reason != decode.ReasonSignatureMalformed:
			t.Errorf("%d missing: %+v", missing, c.Problems)
		}
		if got := reasonsOf(Line("https://a.example/#" + short)); len(got) != 1 ||
			got[0] != decode.ReasonCodeDamaged {
			t.Errorf("in a link, %d missing: %q", missing, got)
		}
	}
	if damaged < signatureLength/2 {
		t.Errorf("only %d of %d are damaged", damaged, signatureLength)
	}
}

func expectSpelt(t *testing.T, way spelt, code string) {
	t.Helper()
	text := way.write(code)
	codes := Read([]byte(text))
	if len(codes) != 1 {
		t.Fatalf("%d codes in %.300q", len(codes), text)
	}
	c, want := decode.Parse(codes[0]), decode.Parse(decode.Code{Text: code})
	if c.Text != want.Text || len(c.Problems) != 0 || !bytes.Equal(c.Signature, want.Signature) {
		t.Fatalf("problems %+v, notes %+v in %.300q", c.Problems, c.Notes, text)
	}
	var notes []string
	for _, n := range c.Notes {
		notes = append(notes, n.Code)
	}
	if got := strings.Join(notes, " "); got != way.notes {
		t.Errorf("notes %q, want %q", got, way.notes)
	}
}

// TestCodesInTexts: as many codes as there are.
func TestCodesInTexts(t *testing.T) {
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	other := mint.US(testIssuer, mint.Sample()).JWS(testIssuer)
	a, b := mint.Numeric(jws), mint.Numeric(other)
	eu := mint.VaccinatedDCC("UT").Sign(testDSC, mint.DCCOptions{})
	two := mint.Chunks(jws, 2)
	wrap := columns(72, "\n")
	const (
		ok      = ""
		damaged = string(decode.ReasonCodeDamaged)
		none    = string(decode.ReasonNotCertificate)
		missing = string(decode.ReasonChunksMissing)
	)
	for name, tt := range map[string]struct {
		text string
		want string // reasons, with commas
	}{
		"two lines":                   {a + "\n" + b + "\n", ","},
		"two wrapped":                 {wrap(a) + "\n" + wrap(eu) + "\n", ","},
		"two wrapped, a line between": {wrap(a) + "\n\n" + wrap(b) + "\n\n" + wrap(eu), ",,"},
		"two JWS":                     {wrap(jws) + "\n" + wrap(other), ","},
		"two in a link":               {"https://a.example/?a=" + url.QueryEscape(eu) + "&b=" + url.QueryEscape(a), ","},
		"the same twice in a link":    {"https://a.example/?a=" + url.QueryEscape(eu) + "#" + url.QueryEscape(eu), ok},
		"two on a line":               {a + " " + b, ","},
		"three run together":          {a + b + eu, ",,"},
		"EU and card run together":    {eu + a, ","},
		"EU ones run together": {eu + mint.VaccinatedDCC("DE").Sign(testDSC, mint.DCCOptions{}),
			","},
		"JWS and card run together":     {other + a, ","},
		"a JWS behind a letter":         {a + `\n` + other, ","},
		"EU one without prefix, behind": {a + " " + eu[len("HC1:"):], ","},
		"a seal behind":                 {a + " " + seal(), ","},
		"a seal behind, run together":   {a + seal(), ","},
		"a damaged seal behind":         {a + " " + seal()[:500], "," + damaged},
		"other JSON behind":             {a + ` {"data":{"a":1}}`, ok},
		"EU one, then a number":         {eu + " 20261130", ok},
		"EU one, then a stop":           {eu + ".", ok},
		"run together, the first cut":   {a[:400] + b, damaged + ","},
		"run together, the second cut":  {a + b[:400], "," + damaged},
		"a word before":                 {"Hi\n" + a, none + ","},
		"sentences below":               {a + "\nsignature and date are on the other side of the paper, see there\nThanks\n", ok},
		"a table below":                 {a + "\n| shaded | 12 | 8 | 1 | 400 | 15 | 1,511 | 1,511 | 8, 9, 10, 11 | 12 |\nThanks\n", ok},
		"as long as a code, below":      {a + "\n" + strings.Repeat("4901234567894", 6), "," + none},
		"sentences like codes":          {"Read this first\n\nsignature holds: issuer, key and both of the times are as they should be\n", none},
		"card file in a link": {"https://a.example/?f=" + url.QueryEscape(
			string(mint.File(jws, other))), ","},
		"wrapped chunks": {wrap(two[0]) + "\n" + wrap(two[1]) + "\n", missing + "," + missing},
		"quoted card file": {"> " + strings.ReplaceAll(strings.TrimSpace(string(mint.File(jws))),
			"\n", "\n> "), ok},
		"wrapped, then a number":   {wrap(a) + "\n0312345678\n", ok},
		"wrapped JWS, then a word": {wrap(jws) + "\nThanks\n", ok},
		"wrapped, a line lost": {strings.Join(slices.Delete(strings.Split(wrap(a), "\n"), 3, 4),
			"\n"), "*"},
		"wrapped, a digit lost": {wrap(a[:300] + a[301:]), "*"},
		"wrapped EU, a line lost": {strings.Join(slices.Delete(strings.Split(wrap(eu), "\n"), 3, 4),
			"\n"), "*"},
		"bad line in a list":         {a + "\nhello\n" + b + "\n", "," + none + ","},
		"damaged line in a list":     {a + "\nshc:/12\n" + b + "\n", "," + damaged + ","},
		"headings":                   {"My card:\n" + a + "\n\nHers:\n" + b + "\n# end\n----\n", ","},
		"notes for people":           {"Some card\nthat I found\n\n" + a + "\nsee you\nthere\n", ok},
		"a README":                   {"# Cards\n\nSee https://a.example/ and https://b.example/.\n\n- one.png\n- two.png\n", none},
		"addresses":                  {"example.com/menu\nexpo.example\nhttps://a.example/\n", none},
		"a link without":             {"https://a.example/b?code=shc:/12#top", none},
		"a link with a damaged one":  {"https://a.example/#" + url.QueryEscape(eu[:80]+eu[81:]), damaged},
		"a link with a damaged card": {"https://a.example/#" + a[:400], damaged},
		"in a sentence, damaged":     {"code: " + a[:200] + " thanks", damaged},
		"a sum in capitals":          {"SERIAL NO 4711/0815 LOT A-7: SEE LABEL", none},
		"rules": {strings.Repeat("-", 80) + "\n" + strings.Repeat("=", 80) + "\n",
			none},
		"a login token": {"https://a.example/?t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA",
			none},
		"something that begins as JSON": {"{ not json\nat all }\n", none},
	} {
		t.Run(name, func(t *testing.T) {
			codes := Read([]byte(tt.text))
			var got []string
			for _, r := range reasonsOf(codes) {
				got = append(got, string(r))
			}
			switch list := strings.Join(got, ","); {
			case tt.want == "*" && slices.Contains(got, ""):
				t.Errorf("something whole in a text that lost a part")
			case tt.want != "*" && (list != tt.want || len(got) == 0):
				t.Errorf("got %q, want %q", list, tt.want)
			}
		})
	}
}

// TestLinesAreNotJoined: standard input is answered line by line.
func TestLinesAreNotJoined(t *testing.T) {
	eu := mint.VaccinatedDCC("UT").Sign(testDSC, mint.DCCOptions{})
	for line := range strings.Lines(columns(64, "\n")(eu)) {
		for _, code := range Line(line) {
			if c := decode.Parse(code); len(c.Problems) == 0 {
				t.Errorf("%q is whole", line)
			}
		}
	}
	if codes := Line("> " + eu); len(codes) != 1 || decode.Parse(codes[0]).Text != eu {
		t.Errorf("%d codes", len(codes))
	}
}

// TestWellFormedIsLeftAlone: nothing is forgiven of a text that needs it not.
func TestWellFormedIsLeftAlone(t *testing.T) {
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	eu := mint.VaccinatedDCC("UT").Sign(testDSC, mint.DCCOptions{})
	for _, text := range []string{mint.Numeric(jws), jws, eu, mint.Chunks(jws, 3)[1], seal(), "shlink:/eyJ",
		"shc:/", "HC1:", "HC1:" + eu[5:]} {
		if !decode.WellFormed(text) {
			t.Errorf("%.30q is not well-formed", text)
		}
		if codes := Line(text); len(codes) != 1 || codes[0].Text != text || len(codes[0].Notes) != 0 {
			t.Errorf("%.30q became %+v", text, codes)
		}
	}
}

// TestForgivenIsTold: the page for auditors tells of everything that is forgiven.
func TestForgivenIsTold(t *testing.T) {
	page, err := os.ReadFile("../../docs/auditors.md")
	if err != nil {
		t.Fatal(err)
	}
	if len(textNotes) < 10 {
		t.Fatalf("only %d notes", len(textNotes))
	}
	for _, n := range textNotes {
		if !strings.Contains(string(page), "`"+n.Code+"`") {
			t.Errorf("nothing of %s", n.Code)
		}
	}
}

// TestQuotedSeal: an ICAO VDS-NC in an answered mail.
func TestQuotedSeal(t *testing.T) {
	for name, text := range map[string]string{
		"quoted":           "> " + seal(),
		"quoted, indented": "> " + strings.ReplaceAll(indented(), "\n", "\n> "),
		"with prose":       "Dear you,\n\n" + indented() + "\n\nYours\nA. Person\nof Some Street\n",
	} {
		codes := Read([]byte(text))
		if len(codes) != 1 || len(decode.Parse(codes[0]).Problems) != 0 {
			t.Errorf("%s: %d codes, %+v", name, len(codes), decode.Parse(codes[0]).Problems)
		}
	}
}

// FuzzForgive has small certificates, since every way to read a text is tried.
func FuzzForgive(f *testing.F) {
	jws := mint.Card{Header: mint.Japan(testIssuer, mint.Hanako()).Header,
		Payload: `{"iss":"https://a.example"}`}.JWS(testIssuer)
	eu := mint.VaccinatedDCC("UT").Sign(testDSC, mint.DCCOptions{
		PayloadBytes: []byte{0xa1, 0x39, 0x01, 0x03, 0xa1, 0x01, 0xa0}})
	for _, ways := range []map[string]spelt{anyCode(), cardCode(), euCode()} {
		for _, way := range ways {
			f.Add(way.write(mint.Numeric(jws)))
			f.Add(way.write(eu))
		}
	}
	f.Add("]Q2")
	f.Add(`\000026`)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		for _, code := range slices.Concat(Read([]byte(text)), Line(text)) {
			if code.Problem == nil && code.Text == "" && strings.TrimSpace(text) != "" &&
				!strings.ContainsAny(text, "{[") {
				t.Error("a code of nothing")
			}
			if c := decode.Parse(code); len(c.Problems) == 0 && c.Format == decode.FormatDCC &&
				(c.Text != code.Text || !strings.HasPrefix(c.Text, "HC1:")) {
				t.Error("the text of an EU certificate is not canonical")
			}
		}
	})
}

// Hostile texts: much work for nothing.
func hostileTexts() map[string]string {
	const size = 1 << 20
	fill := func(line string) string { return strings.Repeat(line+"\n", size/(len(line)+1)) }
	digits := "567629" + strings.Repeat("09", 60)
	return map[string]string{
		"shc:/":           fill("shc:/"),
		"prose":           fill("The quick brown fox jumps over the lazy dog, and nobody is any the wiser for it."),
		"digits":          fill(digits),
		"digits, wrapped": "shc:/5676\n" + fill(strings.Repeat("09", 30)),
		"wrapped often": strings.Repeat("shc:/5676\n"+strings.Repeat(strings.Repeat("09", 30)+"\n", 500),
			30),
		"base45":           fill("HC1:NCFOXN%TSMAHN-H WS 2VIEUCNJO5L1V8SFB7AJAH3EF4XCED"),
		"base45, wrapped":  "HC1:NCF\n" + fill("0000 0000 0000 0000 0000 0000 0000 0000 0000"),
		"zlib":             fill("6BF" + strings.Repeat("0", 90)),
		"keyboards":        fill("hc" + strings.Repeat("ö´`^¨ 12", 12)),
		"few characters":   fill(strings.Repeat("abcdefgh", 12)),
		"links":            fill("https://a.example/#%25%2B+" + strings.Repeat("HC1:+%20", 8)),
		"quotes":           fill(strings.Repeat("> ", 40) + "x"),
		"one long line":    strings.Repeat("shc:/HC1:", decode.MaxLine/9),
		"one long link":    "https://a/#" + strings.Repeat("%2BeyJ.", decode.MaxLine/7),
		"JWS":              fill("eyJ" + strings.Repeat("a", 60)),
		"brackets":         fill("{"),
		"a long typed one": "hc" + strings.Repeat("^´", maxTyped/3-10),
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, text := range hostileTexts() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				for code := range In([]byte(text), Options{}) {
					decode.Parse(code)
				}
			}
		})
	}
}

// TestAsManyResultsAsCodes: what cannot be read beside what can has a result too, and so
// has what goes beyond the bounds.
func TestAsManyResultsAsCodes(t *testing.T) {
	card := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	code := func(i int) string { // each another, of small certificates
		return mint.Card{Header: mint.Japan(testIssuer, mint.Hanako()).Header, Payload: `{"iss":"https://a.example","n":` + strconv.Itoa(i) + `}`}.JWS(testIssuer)
	}
	digits, eu := mint.Numeric(card), mint.VaccinatedDCC("UT").Sign(testDSC, mint.DCCOptions{})
	join := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, code(i))
		}
		return strings.Join(all, ", ")
	}
	for name, tt := range map[string]struct {
		text    string
		good    int
		damaged int
		more    int
	}{
		"65":                      {join(65), 65, 0, 0},
		"300":                     {join(300), 300, 0, 0},
		"too many":                {strings.Repeat("shc:/"+strings.Repeat("0", 24)+" ", find.MaxPlaces+1) + digits, 0, 0, 1},
		"many, then one":          {strings.Repeat("shc:/ ", 2000) + digits, 1, 0, 0},
		"the end is missing":      {"codes: " + digits + " and " + digits[:500] + " thanks", 1, 1, 0},
		"the first is damaged":    {digits[:500] + "x, " + digits, 1, 1, 0},
		"without its prefix":      {"codes: " + digits + " and " + digits[5:501] + "!", 1, 1, 0},
		"a JWS is damaged":        {card + " " + code(1)[:100], 1, 1, 0},
		"a JWS in a link":         {"https://a.example/?a=" + code(1) + "&b=" + card[:400] + "%", 1, 1, 0},
		"an EU one is damaged":    {"https://a.example/?a=" + url.QueryEscape(eu) + "&b=" + url.QueryEscape(eu[:200]+eu[201:]), 1, 1, 0},
		"an EU one is damaged, 2": {"https://a.example/?a=" + url.QueryEscape(eu[:200]+eu[201:]) + "&b=" + url.QueryEscape(eu), 1, 1, 0},
		"two damaged":             {digits + ", " + digits[:300] + ", " + digits[:400], 1, 2, 0},
		"beside a login token":    {"https://a.example/?t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA&c=" + card, 1, 0, 0},
		"beside what is no code":  {"shc:/ codes such as " + digits + " (see eyJ and HC1:)", 1, 0, 0},
	} {
		for _, end := range []string{"", "\n"} {
			good, damaged, more := 0, 0, 0
			for _, r := range reasonsOf(Read([]byte(tt.text + end))) {
				switch r {
				case decode.ReasonCodeDamaged:
					damaged++
				case decode.ReasonFileDamaged:
					more++
				default:
					good++
				}
			}
			if good != tt.good || damaged != tt.damaged || more != tt.more {
				t.Errorf("%s%q: %d good, %d damaged, %d beyond", name, end, good, damaged, more)
			}
		}
	}
}
