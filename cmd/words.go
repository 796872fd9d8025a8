package cmd

import (
	"strings"

	"vaxcheck/trust"
	"vaxcheck/verify"
)

// words holds every sentence and label for people in one language. Codes of
// the contract are the keys; a test holds both languages against the lists the
// codes come from.
type words struct {
	Lang  string // "en" or "ja"
	Comma string // between the items of a list
	And   string // between what belongs together within one

	Hint         string
	NoInputHint  string
	ShellHistory string                    // a code was given as an argument
	NotDrawn     func(input string) string // --qr, and the code is not proven
	Traced       func(pictures int) string // --trace
	LevelCapped  func(level string) string
	// AsOf says loudly that the judgement is not as of now.
	AsOf func(when string) string

	Verdicts map[verify.Verdict]string
	// TagWidth is the least display width of a verdict's word between its
	// brackets: that of the words met every minute.
	TagWidth int
	Reasons  map[verify.Reason]reasonWords
	Kinds    map[string]string // what an unreadable code is instead
	ThisIs   func(kind string) string
	Next     string // heads a next step
	// Compare is the next step where the content is shown, and NotWhose below
	// that: a certificate does not tell who holds it.
	Compare      compareWords
	NotWhose     string
	Whys         map[string]string // why a picture could not be read
	ModulePixels func(n string) string
	// KindNext replaces a reason's next step for some kinds of code.
	KindNext map[string]string
	Bug      string

	Checks   map[verify.CheckID]string
	Outcomes map[verify.Outcome]string
	// Sources are those of trust sets and keys that are not files, SourceLocal one
	// with what was added and blocked here; TrustParts are the parts of a trust set.
	Sources     map[string]string
	SourceLocal func(source string) string
	TrustParts  map[trust.PartName]string

	Rules     map[string]string // of a policy
	Details   map[string]string // of policy_not_met and revocation_unknown
	NameUses  map[string]string
	Statuses  map[string]string // of doses and tests
	TestKinds map[string]string
	Results   map[string]string // of tests

	Labels   labelWords
	Inspect  inspectWords
	Flags    flagWords
	Commands commandWords
	Errors   errorWords
	Admin    adminWords
	Gate     gateWords
}

// compareWords tell what to compare with a document: of the items that the
// certificate has, with any document of identity or with the travel document that
// it was issued for. Nothing is said where it has none of them.
type compareWords struct {
	Name, BirthDate, Document, Nothing string
	WithID, WithDocument               func(items []string) string
}

// reasonWords tell people what a reason means and what to do next.
type reasonWords struct{ Sentence, Next string }

// labelWords stand before or beside values in the text rendering.
type labelWords struct {
	Checked, TrustSet, NoTrustSet, AgeUnknown, MadeLater, Policy string
	OldestPart, JudgedBy                                         string // before the age of a part, and before its name
	Made                                                         func(day string) string
	MadeFrom                                                     func(first, last string) string
	AgeDays                                                      func(days int) string
	Results                                                      func(count int) string

	Code, CodeUnproven, Format, Issuer, Key, Issued, Expires, NoExpiry, ExpiryNotStated, Hash, Symbol string
	NoRoom                                                                                            string
	// Withdrawn tells the days on which a key was first and last listed.
	Withdrawn func(first, last string) string
	Version   func(version int, level string) string
	Chunks    func(count int) string

	Person, Name, FormerName, NoName, NoPerson, BirthDate, Document, NotGiven, WhoseUnknown string
	PersonNumber                                                                            func(number int) string

	// Doses heads doses under the numbers that the card gives them, DosesCounted
	// those that vaxcheck counted. DoseOf is the card's own count, with a series
	// of 0 if it is not said.
	Doses, DosesCounted                                                              string
	DoseOf                                                                           func(number, series int) string
	Date, Lot, Provider, Country, Maker, Kind, UnknownKind                           string
	NotCounted, CannotCount, NotDated, Subpotent, UnknownProduct, ByIssuer           string
	StatedBy, CertificateID                                                          string
	Tests, Test, Result, NotFinal, UnknownTest, UnknownResult, Kit, Device, TestedIn string
	Recoveries, FirstPositive, ValidDays, UnknownDisease, NotRelied                  string
	Exemptions, ExemptionUnder, PolicyVersion, Recorded                              string
	Others                                                                           string
	OtherCount                                                                       func(resource string, count int) string

	Rules, RulesAny, Met, NotMet, Asked, Found string
}

// inspectWords head the sections of what inspect shows, and label what only
// auditors see.
type inspectWords struct {
	Symbols, Header, Payload, Signature, Text, Content, KeyFacts, Checks, Notes string
	Proven, NotProven, WitnessAccepts, WitnessRejects, WitnessDiffers           string
	// Unproven heads what nobody has vouched for, and UnprovenNote says so.
	Unproven, UnprovenNote string

	Found, Corners, Canonical, Retrieved, Thumbprint, PublicKey, Source, Origin string
	Period, NamesIssuer, NotNamesIssuer, CRLVersion, RevocationList, Specimen   string
	Withdrawn                                                                   string
	// Authority, Lists and the rest belong to chains of certificates.
	Authority, Lists, Signer, Listed, Signs, Subject, CertifiedBy, Serial, KeyID, Usage string
	ListNumber, ListMade, ListDue, RevokedAt                                            string
	Entries                                                                             func(count int) string
}

// flagWords describe the flags, commandWords the commands, in their help.
type flagWords struct {
	Level, Format, Lang, At, Policy, MaxAge, Color, Trust, Issuer string
	Recursive, Jobs, Budget, Quiet, QR, Trace                     string
}

type commandWords struct {
	Root, RootLong       string
	Verify, VerifyLong   string
	Decode, DecodeLong   string
	Inspect, InspectLong string
}

// ReasonText is a reason's sentence, and the bare code for one without.
func (w *words) ReasonText(reason verify.Reason) string {
	if r, known := w.Reasons[reason]; known {
		return r.Sentence
	}
	return string(reason)
}

// named returns a word for a code. A code without one, which may be the card's
// own invention, is shown as it is, made harmless.
func named[K ~string](table map[K]string, code K) string {
	if word, known := table[code]; known {
		return word
	}
	return safeText(string(code))
}

// source names where a set or key is from, ours in the language. Several that were
// united stand side by side.
func (w *words) source(names string) string {
	names, local := strings.CutSuffix(names, "+local")
	var all []string
	for name := range strings.SplitSeq(names, ", ") {
		all = append(all, named(w.Sources, name))
	}
	text := strings.Join(all, w.And)
	if local {
		return w.SourceLocal(text)
	}
	return text
}

// in returns the text of the words' language.
func (w *words) in(en, ja string) string {
	if w.Lang == "ja" {
		return ja
	}
	return en
}

// wordsFor returns the words of a language, English for one there is not.
func wordsFor(lang string) *words {
	if lang == "ja" {
		return &wordsJA
	}
	return &wordsEN
}

// languageFromEnv finds the language in the variables of POSIX locales, of
// which the first that is set decides.
func languageFromEnv(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		if lang := primaryTag(value); strings.HasPrefix(lang, "ja") {
			return "ja"
		}
		return "en"
	}
	return "en"
}

// parseLanguage reads a language as people and systems write it: ja, ja-JP,
// ja_JP.UTF-8.
func parseLanguage(flag string) (lang string, ok bool) {
	lang = primaryTag(flag)
	return lang, lang == "en" || lang == "ja"
}

// languageFromArgs finds --lang among the arguments before they are parsed, so
// that what is wrong with them can be said in that language.
func languageFromArgs(args []string, otherwise string) string {
	for i, arg := range args {
		value, found := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if lang, ok := parseLanguage(value); found && ok {
			otherwise = lang
		}
	}
	return otherwise
}

// primaryTag is what stands before the country, the encoding and the variant.
func primaryTag(locale string) string {
	if i := strings.IndexAny(locale, "-_.@"); i >= 0 {
		locale = locale[:i]
	}
	return strings.ToLower(locale)
}

// fill puts values, made harmless, where a text has their names in braces. The
// values stand in pairs of name and value.
func fill(text string, pairs ...string) string {
	var list []string
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, "{"+pairs[i]+"}", safeText(pairs[i+1]))
	}
	return strings.NewReplacer(list...).Replace(text)
}
