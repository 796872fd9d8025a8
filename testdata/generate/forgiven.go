package main

import (
	"bytes"
	"net/url"
	"strings"

	"vaxcheck/internal/mint"
)

// A deviation is a way in which genuine codes are written otherwise than they should be.
type deviation struct {
	name, comment string
	write         func(code string) []byte
	byLine        int // how many lines are answered each by itself where nothing is joined
}

// forgiven are deviations of how a text is written, each around a genuine card and around
// one whose signature does not hold.
func forgiven() (all []vector) {
	good, bad := mint.Numeric(sample().JWS(us())), mint.Numeric(alter(sample().JWS(us())))
	for _, d := range cardDeviations() {
		all = append(all, d.vector("forgiven-shc-", specQR, "", good), d.altered("forgiven-shc-", specQR, "", bad))
	}
	eu := euDose().Sign(ministry(), mint.DCCOptions{})
	forged := euDose().Sign(ministry(), mint.DCCOptions{Signature: bytes.Repeat([]byte{1}, 64)})
	for _, d := range euDeviations() {
		all = append(all, d.vector("forgiven-dcc-", specHCERT, trustDSC, eu),
			d.altered("forgiven-dcc-", specHCERT, trustDSC, forged))
	}
	return append(all, mixedTexts(good)...)
}

func (d deviation) vector(theme, spec, trust, code string) vector {
	v := vector{name: theme + d.name, spec: spec, comment: d.comment, expect: "valid", trust: trust,
		body: d.write(code)}
	if d.byLine > 0 {
		v.stream = damaged + strings.Repeat(" "+notCard, d.byLine-1)
	}
	return v
}

func (d deviation) altered(theme, spec, trust, code string) vector {
	v := d.vector(theme, spec, trust, code)
	v.name += "-altered"
	v.comment += " The signature does not hold."
	v.expect, v.fails = "invalid/signature_invalid", "signature"
	return v
}

func cardDeviations() []deviation {
	text := func(change func(string) string) func(string) []byte {
		return func(code string) []byte { return lines(change(code)) }
	}
	before := func(head string) func(string) []byte { return text(func(code string) string { return head + code }) }
	return []deviation{
		{"aim", "The scanner's identifier of the symbology before the code.", before("]Q1"), 0},
		{"eci", "The scanner's identifier of the character set before the code.", before(`\000026`), 0},
		{"full-width", "Typed with a Japanese input method.", text(fullWidth), 0},
		{"layout", "Typed under the German keyboard layout.", before2("shc:/", "shcÖ-"), 0},
		{"wrapped", "Wrapped at 500 columns.", text(func(code string) string {
			return wrap(code, 500, "\n")
		}), parts(500)},
		{"quoted", "Wrapped and quoted in a mail from Windows.", func(code string) []byte {
			return []byte("> " + wrap(code, 500, "\r\n> ") + "\r\n")
		}, parts(500)},
		{"printable", "In quoted-printable.", text(func(code string) string {
			return wrap(code, 500, "=\n")
		}), parts(500)},
		{"apple", "Apple's link, with the digits behind it.", text(func(code string) string {
			return "https://redirect.health.apple.com/SMARTHealthCard/#" + strings.TrimPrefix(code, "shc:/")
		}), 0},
		{"query", "A link with the code in its query.", text(func(code string) string {
			return "https://cards.example/open?code=" + url.QueryEscape(code) + "&lang=ja"
		}), 0},
		{"app-link", "A link of an app's own scheme.", before("mycards://add/"), 0},
		{"sentence", "The code in a sentence.", text(func(code string) string {
			return "Your code (keep it): <" + code + ">, until May"
		}), 0},
		{"picture-link", "A picture of a link with the code.",
			func(code string) []byte { return picture("https://cards.example/#" + code) }, 0},
	}
}

func euDeviations() []deviation {
	text := func(change func(string) string) func(string) []byte {
		return func(code string) []byte { return lines(change(code)) }
	}
	bare := func(code string) string { return strings.TrimPrefix(code, "HC1:") }
	return []deviation{
		{"small", "In small letters, as under Caps Lock.", text(strings.ToLower), 0},
		{"bare", "Without HC1:.", text(bare), 0},
		{"bare-small", "Without HC1:, in small letters, with the scanner's identifier.",
			text(func(code string) string { return "]Q1" + strings.ToLower(bare(code)) }), 0},
		{"france", "France's link with the code in its fragment.", text(func(code string) string {
			return "https://bonjour.tousanticovid.gouv.fr/app/walletdcc#" +
				strings.ReplaceAll(url.QueryEscape(code), "+", "%20")
		}), 0},
		{"form", "A link with the code as a form writes it.",
			text(func(code string) string { return "https://cards.example/?dcc=" + url.QueryEscape(code) }), 0},
		{"twice", "A link with the code encoded twice.", text(func(code string) string {
			return "https://cards.example/?next=" + url.QueryEscape("https://cards.example/?dcc="+url.QueryEscape(code))
		}), 0},
		{"plain-link", "A link with the code as it is.", text(func(code string) string {
			return "intent:#" + code
		}), 0},
		{"wrapped", "Wrapped at 300 columns.", text(func(code string) string { return wrap(code, 300, "\n") }), 2},
		{"blanks-lost", "Wrapped at a blank, which is lost.", text(func(code string) string {
			at := strings.LastIndexByte(code, ' ')
			return code[:at] + "\n" + code[at+1:]
		}), 2},
	}
}

// mixedTexts are texts with codes in them, and without.
func mixedTexts(good string) []vector {
	other := mint.Numeric(hanako().JWS(japan()))
	mail := "From: Hanako\nSubject: certificates\n\nDear team,\n\nplease look at these:\n\n" +
		wrap(good, 72, "\n") + "\n\n" +
		"> " + wrap(other, 70, "\n> ") + "\n\nThank you, and see you soon.\nHanako\n"
	latin := strings.Replace(mail, "Thank you", "Gr\xfc\xdfe", 1)
	v := func(name, expect, stream, comment, text string) vector {
		w := vector{name: "text-" + name, spec: specContract, expect: expect, comment: comment,
			body: []byte(text), stream: stream}
		if !strings.Contains(expect, " ") {
			w.fails = "decode"
		}
		return w
	}
	return []vector{
		v("mail", "valid valid", byLines(mail), "A mail with two certificates, one of them quoted.", mail),
		v("latin1", "valid valid", byLines(latin), "The same in ISO 8859-1.", latin),
		v("prose", notCard, strings.Join([]string{notCard, notCard, notCard, notCard}, " "),
			"Lines that are no code: one answer for a file.",
			"example.com/menu\nexpo.example\neyes closed.for a surprise\n\nSee you\n"),
		v("damaged-beside", "valid "+damaged, "", "A damaged code beside a good one, on one line.", good+", "+
			other[:500]+"!\n"),
		v("open-brace", "unreadable/file_damaged valid valid", "",
			"A brace that is never closed swallows no code, in whatever form.",
			"{ hello\nhttps://a.example/#"+good+"\n]Q1"+other+"\n"),
		{name: "text-wrapped-signature", spec: specContract, expect: "valid", stream: damaged + " " + notCard,
			comment: "Wrapped inside of the signature: a file is put together.",
			body:    []byte(good[:len(good)-41] + "\n" + good[len(good)-41:] + "\n")},
		v("list-bad-line", "valid "+notCard+" valid", "",
			"A list of codes with a bad line, which is answered too.", good+"\nLOT 4711\n"+other+"\n"),
	}
}

// byLines are the answers to a mail whose lines each speak for themselves.
func byLines(text string) string {
	var answers []string
	for line := range strings.Lines(text) {
		switch line = strings.TrimSpace(line); {
		case line == "":
		case strings.Contains(line, "shc:/"):
			answers = append(answers, damaged)
		default:
			answers = append(answers, notCard)
		}
	}
	return strings.Join(answers, " ")
}

// wrap breaks a text into lines.
func wrap(text string, width int, end string) string {
	var b strings.Builder
	for ; len(text) > width; text = text[width:] {
		b.WriteString(text[:width] + end)
	}
	return b.String() + text
}

// parts is how many lines the sample has.
func parts(width int) int { return (len(mint.Numeric(sample().JWS(us()))) + width - 1) / width }

func before2(from, to string) func(string) []byte {
	return func(code string) []byte { return lines(strings.Replace(code, from, to, 1)) }
}

// fullWidth is what a Japanese input method makes of a text.
func fullWidth(text string) string {
	return strings.Map(func(r rune) rune { return r - '!' + '！' }, text)
}
