package decode

import (
	"regexp"
	"strings"
	"sync"

	"vaxcheck/decode/find"
	"vaxcheck/decode/repair"
)

// Format names the kind of certificate, as it appears in JSON.
type Format string

// The formats this package parses; formats has a row for each.
const (
	FormatSHC   Format = "shc"    // SMART Health Cards
	FormatVDSNC Format = "vds_nc" // ICAO VDS-NC
	FormatDCC   Format = "eu_dcc" // EU Digital COVID Certificates
	FormatNZCP  Format = "nzcp"   // NZ COVID Passes
)

// A format is all that is known here of one kind of certificate that is judged: how its
// codes look, alone, inside of other text and from a scanner that types, and who parses them.
type format struct {
	name  Format
	title string // its proper name, the same in every language
	// openEnded tells that a certificate has no member for when it expires, so that one
	// without says nothing by it.
	openEnded bool
	// shapes are how a code is recognised that stands for itself.
	shapes []shape
	// prefix is what names the code inside of other text; the zero Prefix if nothing does.
	prefix find.Prefix
	// written tells whether a text is one of its codes and is written as it should be. mine is
	// false for what is none of them; nil leaves it to the shapes.
	written func(text string) (is, mine bool)
	// Readings are what a text can mean that is not quite written as a code: squeezed is it
	// without blanks. nil if nothing is forgiven.
	forms func(text, squeezed string) []Reading
	// typed is what becomes of a code on a keyboard; named what it is called where that cannot
	// be repaired.
	typed repair.Form
	named Problem
	// secret is a regular expression of what of its codes is never shown where none is meant
	// to be: in an error, at a terminal. "" for nothing.
	secret string
}

// shape is one way in which a code looks.
type shape struct {
	match func(text string) bool
	parse func(c *Credential, text string)
	// least is how long a text must be that is no file's name, whatever it looks like.
	least int
}

// formats are the kinds of certificates that are judged. What the text of a code may be is
// decided in their order. It is never written to.
var formats = []format{
	{
		name: FormatSHC, title: "SMART Health Card",
		shapes: []shape{
			{match: prefix("shc:"), parse: parseNumeric},
			{match: isCardJWS, parse: parseCompact, least: MinCard},
			{match: prefix(find.BeginsDigits), parse: parseBareDigits, least: MinCard},
		},
		prefix:  find.Prefix{Text: "shc:", Kind: find.Digits},
		written: writtenSHC,
		forms:   cardForms,
		typed:   repair.Form{Code: repair.Card},
		secret:  `(?i:shc:/*[0-9/]+)|[0-9]{40,}|eyJ[A-Za-z0-9_-]{10,}[A-Za-z0-9_.-]*`,
	},
	{
		name: FormatVDSNC, title: "ICAO VDS-NC", openEnded: true,
		shapes: []shape{{match: isSeal, parse: parseSeal}},
		typed: repair.Form{Hints: []string{"data", "dqtq", "sig"}, Sign: "{", Lost: true,
			Code: repair.Object("data", "sig")},
		named: typedSeal,
	},
	{
		name: FormatDCC, title: "EU DCC",
		shapes:  []shape{{match: prefix(PrefixDCC), parse: parseDCC}},
		prefix:  find.Prefix{Text: PrefixDCC, Kind: find.Base45},
		written: writtenDCC,
		forms:   base45Forms,
		typed: repair.Form{Hints: []string{"hc"}, Sign: "hc1",
			Code: repair.Capitals(PrefixDCC, `0-9A-Z $%*+./:-`)},
		secret: `(?i:hc1:\S+)`,
	},
	{
		name: FormatNZCP, title: "NZ COVID Pass",
		shapes:  []shape{{match: prefix(prefixNZCP), parse: parseNZCP}},
		prefix:  find.Prefix{Text: prefixNZCP, Kind: find.Base32},
		written: writtenNZCP,
		forms:   base32Forms,
		typed: repair.Form{Hints: []string{"nzcp", "nycp", "nwcp", "ミッソセ"}, Sign: "nzcp",
			Code: repair.Headed(prefixNZCP, `A-Z2-7=`)},
		secret: `(?i:nzcp:\S+)`,
	},
}

// Formats are the names of those that are judged.
func Formats() []Format {
	names := make([]Format, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// row is the format's row, the zero one if it has none.
func (f Format) row() format {
	for _, r := range formats {
		if r.name == f {
			return r
		}
	}
	return format{}
}

// Title is the format's proper name, the same in every language.
func (f Format) Title() string { return f.row().title }

// OpenEnded tells that certificates of the format have no member for when they expire.
func (f Format) OpenEnded() bool { return f.row().openEnded }

// Lost is what a code of the format is called that a scanner typed under another keyboard
// layout than its own, and of which too much is lost; the zero Problem if it can be repaired.
func (f Format) Lost() Problem { return f.row().named }

// Prefixes are what names the codes of the formats inside of other text.
func Prefixes() (all []find.Prefix) {
	for _, f := range formats {
		if f.prefix.Text != "" {
			all = append(all, f.prefix)
		}
	}
	return all
}

// TypedForms are what becomes of codes on a keyboard, in the order of Formats.
func TypedForms() repair.Forms {
	forms := make(repair.Forms, len(formats))
	for i, f := range formats {
		forms[i] = f.typed
	}
	return forms
}

// secrets matches what may be a certificate in a text that is not meant to hold one:
// someone gave a code in the place of a flag or a name.
var secrets = sync.OnceValue(func() *regexp.Regexp {
	const link, long = `(?i:shlink:\S+)`, `[A-Za-z0-9_.-]{200,}`
	var all []string
	for _, f := range formats {
		if f.secret != "" {
			all = append(all, f.secret)
		}
	}
	return regexp.MustCompile(strings.Join(append(all, link, long), "|"))
})

// WithoutCodes leaves codes out of a text, such as an error, that must not show them.
func WithoutCodes(text string) string { return secrets().ReplaceAllString(text, "…") }
