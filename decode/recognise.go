package decode

import (
	"strings"

	"vaxcheck/decode/find"
	"vaxcheck/internal/finding"
)

// A recogniser knows one kind of code by its first characters or its shape.
type recogniser struct {
	kind   string // as in Problem.Kind
	match  func(text string) bool
	parse  func(c *Credential, text string) // nil for kinds that are only named
	least  int                              // as of a shape
	reason Reason                           // for kinds that are only named
	detail finding.Finding
}

// judged tells a certificate that is parsed.
func (r recogniser) judged() bool { return r.parse != nil }

// Recognised is what a text is by its first characters or its shape, well-formed or not.
type Recognised struct {
	Kind   string // as in Problem.Kind; of a certificate that is parsed its format
	Judged bool   // a certificate that is parsed
	// Least is how long the text must be that is no file's name, whatever it looks like.
	Least int
	// Reason is why a certificate, or a link to one, is not judged: "" for what is neither.
	Reason Reason
	Detail finding.Finding // of what is not judged
}

// Recognise tells what a text is that has nothing around it (Trim).
func Recognise(text string) Recognised {
	r := recognise(text)
	return Recognised{Kind: r.kind, Judged: r.judged(), Least: r.least, Reason: r.reason, Detail: r.detail}
}

// recognisers lists every kind of code this package knows, the first match
// wins. The last row matches everything.
var recognisers = append(judgedKinds(), otherKinds...)

// judgedKinds are the shapes of the formats.
func judgedKinds() (all []recogniser) {
	for _, f := range formats {
		for _, s := range f.shapes {
			all = append(all, recogniser{kind: string(f.name), match: s.match, parse: s.parse,
				least: s.least})
		}
	}
	return all
}

// otherKinds are the codes that are named and not judged: other certificates, links to
// records, and what people take for a certificate.
var otherKinds = []recogniser{
	{kind: "sd_jwt", reason: ReasonUnsupported, match: isSelective, detail: otherSDJWT},
	{kind: "jwe", reason: ReasonUnsupported, match: isEncrypted, detail: otherJWE},
	{kind: "vc_jwt", reason: ReasonUnsupported, match: isCredentialToken, detail: otherVCJWT},
	{kind: "jwt", reason: ReasonUnsupported, match: isOtherToken, detail: otherJWT},

	{kind: "shlink", reason: ReasonNeedsNetwork, match: isHealthLink("shlink:/"),
		detail: otherHealthLink},
	{kind: "vhlink", reason: ReasonNeedsNetwork, match: isHealthLink("vhlink:/"),
		detail: otherHealthLinkVerifiable},
	{kind: "wallet_request", reason: ReasonUnsupported, detail: otherWalletRequest,
		match: prefix("openid4vp:", "openid-credential-offer:", "openid-vc:", "openid-initiate-issuance:",
			"haip:", "eudi-openid4vp:", "mdoc-openid4vp:")},
	{kind: "eu_dcc", reason: ReasonUnsupported, match: isVersioned("HC"), detail: otherHCERTVersion},
	{kind: "ch_light", reason: ReasonUnsupported, match: isVersioned("LT"), detail: otherSwissLight},
	{kind: "nl_domestic", reason: ReasonUnsupported, match: isVersioned("NL"), detail: otherDutch},
	{kind: "nzcp", reason: ReasonUnsupported, match: prefix("NZCP:/"), detail: otherNZPass},
	{kind: "2d_doc", reason: ReasonUnsupported, match: is2DDoc, detail: other2dDoc},
	{kind: kindDIVOC, reason: ReasonUnsupported, match: isDIVOC, detail: otherDIVOC},
	{kind: "icao_vds", reason: ReasonUnsupported, match: prefix("\u00dc\u0002", "\u00dc\u0003", "\xdc\x02",
		"\xdc\x03"), detail: otherVDSBinary},
	{kind: "mdoc", reason: ReasonUnsupported, match: prefix("mdoc:", "o2d2ZXJzaW9u"), detail: otherMdoc},
	{kind: "paper_credential", reason: ReasonUnsupported, match: prefix("CRED:"), detail: otherPaperCred},

	{kind: "url", match: prefix("http://", "https://", "www."), detail: otherWebAddress},
	{kind: "wifi", match: prefix("WIFI:"), detail: otherWireless},
	{kind: "contact", match: prefix("BEGIN:VCARD", "MECARD:", "BIZCARD:"), detail: otherContact},
	{kind: "event", match: prefix("BEGIN:VEVENT", "BEGIN:VCALENDAR"), detail: otherCalendar},
	{kind: "message", match: prefix("mailto:", "MATMSG:", "tel:", "sms:", "smsto:", "geo:"),
		detail: otherAddress},
	{kind: "secret", match: prefix("otpauth:", "bitcoin:", "ethereum:", "lightning:"), detail: otherKey},
	{kind: "mrz", match: prefix("P<", "I<"), detail: otherMRZ},
	{kind: "number", match: isNumber, detail: otherNumber},
	{kind: "url", match: find.IsLink, detail: otherWebAddress},
	{kind: "", match: func(string) bool { return true }, detail: textNothing},
}

// LooksLikeCertificate tells the text of a certificate, of whatever kind, from
// that of other codes.
func LooksLikeCertificate(text string) bool {
	r := recognise(Trim(text))
	return r.reason == ReasonUnsupported || r.reason == ReasonNeedsNetwork || r.judged()
}

// MinCard is shorter than any card's JWS or digits, and longer than the names
// of files that happen to begin alike.
const MinCard = 200

// prefix matches texts that begin with one of the given words, in any case.
func prefix(words ...string) func(string) bool {
	return func(text string) bool {
		for _, w := range words {
			if find.HasPrefixFold(text, w) {
				return true
			}
		}
		return false
	}
}

// isHealthLink matches links to records on a server, bare or behind a viewer's address.
func isHealthLink(scheme string) func(string) bool {
	encoded := strings.NewReplacer(":", "%3A", "/", "%2F").Replace(scheme)
	return func(text string) bool {
		at := strings.IndexAny(text, "#?")
		return find.HasPrefixFold(text, scheme) || at >= 0 && find.IsLink(text) &&
			(strings.Contains(text[at:], scheme) ||
				strings.Contains(strings.ToUpper(text[at:]), strings.ToUpper(encoded)))
	}
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// Parse makes a Credential of one code. It never fails: what is wrong stands
// in the Problems of the result. A code that is one chunk of several comes
// back with ReasonChunksMissing; use an Assembler to join them.
func Parse(code Code) *Credential {
	c := &Credential{Codes: []Code{code}, Notes: code.Notes}
	if code.Problem != nil {
		c.Problems = append(c.Problems, *code.Problem)
		return c
	}
	text := c.trim(code.Text)
	if len(text) > MaxLine {
		c.refuse(StageDecode, ReasonFileDamaged, textTooLong, "")
		return c
	}
	if r := recognise(text); r.judged() {
		r.parse(c, text)
	} else {
		r.name(c)
	}
	return c
}

// recognise finds the row for a text.
func recognise(text string) (r recogniser) {
	for _, r = range recognisers {
		if r.match(text) {
			break
		}
	}
	return r
}

// name refuses a code by saying what it is.
func (r recogniser) name(c *Credential) {
	reason := r.reason
	if reason == "" {
		reason = ReasonNotCertificate
	}
	c.Problems = append(c.Problems, Problem{Stage: StageDecode, Reason: reason, Detail: r.detail,
		Kind: r.kind})
}

// Trim takes outer white space and a byte order mark off a code's text, and
// notes it.
func (c *Credential) trim(text string) string {
	trimmed := Trim(text)
	if trimmed != text {
		c.note("outer_white_space", textOuterWhiteSpace, specQR)
	}
	return trimmed
}

// Trim removes what keyboards, text editors and mail programs put around a code:
// white space, full-width and unbreakable too, and byte order marks.
func Trim(text string) string { return strings.Trim(text, asciiSpace+"\u3000\u00a0\u200b\ufeff") }

const asciiSpace = " \t\r\n\v\f"
