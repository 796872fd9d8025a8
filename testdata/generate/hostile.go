package main

import (
	"strings"

	"vaxcheck/internal/mint"
)

// tricks are texts that speak to the terminal or to the eye instead of naming
// someone.
var tricks = []struct{ name, comment, text string }{
	{"clear-screen", "A name that clears the screen and paints a verdict.", "\x1b[2J\x1b[H\x1b[32m[  VALID  ]\x1b[0m"},
	{"clipboard", "A name that writes into the clipboard.", "\x1b]52;c;aGVsbG8=\x07"},
	{"link", "A name that is a link.", "\x1b]8;;https://evil.example/\x1b\\Hanako\x1b]8;;\x1b\\"},
	{"title", "A name that changes the window's title.", "\x1b]0;VALID\x07"},
	{"c1", "A control sequence of one character.", "\u009b2J\u009d0;VALID\u009c"},
	{"return", "A name that writes over its line.", "Hanako\r[  VALID  ]"},
	{"lines", "A name of several lines.", "Hanako\n[  VALID  ]  other\u2028[  VALID  ]\u2029\u0085"},
	{"backspace", "A name that deletes what stands before it.", "Hanako\b\b\b\b\b\b\x7f"},
	{"bidi", "A name that turns the reading direction.", "\u202eokanaH\u202c \u2066x\u2069 \u200f\u061c"},
	{"zero-width", "A name with characters without width.", "Ha\u200bna\u200c\u200d\u2060ko\ufeff\u00ad\u180e"},
	{"tags", "A name with characters that nobody sees.", "Hanako\U000e0041\U000e0042\U000e007f"},
	{"private", "Characters without a meaning.", "Ha\ue000na\U000f0000ko\ufdd0\U0010ffff"},
	{"marks", "More marks on one character than any script needs.", "H" + strings.Repeat("\u0301", 50) + "anako"},
	{"variation", "Variation selectors, needed after kanji and nowhere else.", "辻\U000e0100葛\ufe00 a\ufe0f\U000e0101"},
	{"fillers", "Letters that show nothing.", "Ha\u115f\u3164\uffa0\u2800nako"},
	{"long", "A name of ten thousand letters.", strings.Repeat("Hanako", 1700)},
	{"markup", "Markup, quotes and a formula.", `=1+1|"<b>'{{7*7}}$(id)` + "`id`\\u001b[2J</b>"},
	{"empty", "White space for a name.", " \u3000\u00a0"},
}

// escapes are genuine cards whose texts are hostile. An issuer may be careless
// with what people enter; it is no reason to refuse the card.
func escapes() []vector {
	var list []vector
	for _, t := range tricks {
		p := mint.Sample()
		p.Names = []mint.Name{{Family: t.text, Given: []string{t.text, "Sample"}}}
		p.Doses[0].Lot, p.Doses[1].Performer = t.text, t.text
		list = append(list, vector{name: "escape-" + t.name, spec: specDisclosure,
			expect: "valid", comment: t.comment, body: american(p)})
	}
	const text = "\x1b[31m\u202eTrick\u200b\r\n"
	code := mint.Coding{System: "http://codes.example/" + text, Code: text}
	everywhere := mint.Person{
		Names: []mint.Name{{Use: text, Text: text, Family: text, Given: []string{text},
			Prefix: []string{text}, Suffix: []string{text}}},
		Doses: []mint.Dose{
			{Code: "207", Date: "2021-01-01"},
			{Codings: []mint.Coding{code}, DateText: text, Status: text, Lot: text, Performer: text},
			{Code: "207", Date: text},
		},
		BirthDate: text,
		Tests:     []mint.Test{{Code: text, Date: text, Status: text, Result: code, ResultText: text, Performer: text}},
		Exemption: &mint.Exemption{Policy: text, Version: text, Code: text, Recorded: text, Recorder: text},
		Extra:     []string{`{"resourceType":"\u001b[31m\u202eTrick\r\n"}`},
		Types:     []string{"https://smarthealth.cards#health-card", text},
		RID:       text,
	}
	// Japan's style alone writes the use of a name.
	i := us()
	return append(list,
		vector{name: "escape-everywhere", spec: specDisclosure, expect: "valid", body: by(i, mint.Japan(i, everywhere)),
			comment: "Every text of a card at once."},
		vector{name: "escape-key", spec: specDisclosure, expect: "review/key_unknown", fails: "key",
			body: headed(us().KID, `\u001b[2J\u202e`), comment: "In the key id."},
		vector{name: "escape-algorithm", spec: specDisclosure, expect: "invalid/algorithm_not_allowed", fails: "header",
			body: headed("ES256", `ES256\u001b[2J`), comment: "In the name of the algorithm."},
		vector{name: "escape-member", spec: specDisclosure, expect: "valid",
			body: headed(`"zip"`, `"\u001b[2J\u202e":"\u0007","zip"`), comment: "In the name of a header's member."},
		vector{name: "escape-version", spec: specDisclosure,
			expect: "valid", body: with("4.0.1", `4.0.1\u001b[2J`), comment: "In the version of FHIR."},
		unread("escape-code", specDisclosure, notCard,
			"In a code that is no card.", []byte("\x1b[2J\x1b]52;c;aGVsbG8=\x07VALID\n")),
		unread("escape-digits", specDisclosure, damaged,
			"Among the digits of a card.", []byte("shc:/5676\x1b[2J\u202e29\n")),
		unread("escape-file", specDisclosure, notCard,
			"In a file that is no card file.", []byte(`{"resourceType":"\u001b[2J\u202e"}`)),
	)
}

// bombs are small inputs that ask for much work.
func bombs() []vector {
	const limit = 1 << 20 // bytes of an inflated payload
	filled := func(size int) []byte {
		c := sample()
		c.Payload += strings.Repeat(" ", size-len(c.Payload))
		return by(us(), c)
	}
	nested := func(open, shut string, depth int) []byte {
		return with(`"iss":`, `"x":`+strings.Repeat(open, depth)+"1"+strings.Repeat(shut, depth)+`,"iss":`)
	}
	jws := sample().JWS(us())
	head, signature := cut(jws)
	v := func(name, expect, fails, comment string, body []byte) vector {
		return vector{name: "bomb-" + name, spec: specContract, expect: expect, fails: fails,
			comment: comment, body: body}
	}
	return []vector{
		v("payload-limit", "valid", "", "A payload of exactly the size that is read.", filled(limit)),
		v("payload", "invalid/payload_too_large", "payload", "A byte more.", filled(limit+1)),
		v("payload-thousandfold", "invalid/payload_too_large", "payload",
			"Some kilobytes that become many megabytes.", filled(20<<20)),
		v("depth-limit", "valid", "", "Nested as deeply as is read.", nested("[", "]", 63)),
		v("depth", malformedPayload, "payload", "A level more.", nested("[", "]", 64)),
		v("depth-objects", malformedPayload, "payload", "Many more, of objects.", nested(`{"x":`, "}", 100000)),
		v("members", "invalid/payload_too_large", "payload", "An object with fifty thousand empty lists.",
			with(`"iss":`, `"x":[`+strings.Repeat(`[],`, 50000)+`1],"iss":`)),
		v("number", "valid", "", "A number of a hundred thousand digits.", with(`"iss":`,
			`"x":`+strings.Repeat("9", 100000)+`,"iss":`)),
		v("nbf-digits", unclear, "not_before", "The same where a time belongs.",
			with(`"nbf":1620000000`, `"nbf":1`+strings.Repeat("0", 300)+"."+strings.Repeat("9", 100000))),
		v("jws", fileDamaged, "decode", "A JWS of more characters than are read.",
			lines(head[:len(head)-1]+strings.Repeat("A", 64<<10)+"."+signature)),
		v("line", fileDamaged, "decode",
			"A line of more characters than are read.", lines("shc:/"+strings.Repeat("56", 64<<10))),
	}
}
