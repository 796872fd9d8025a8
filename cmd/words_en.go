package cmd

import (
	"fmt"
	"strings"

	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// Next steps that several reasons share.
const (
	retakeEN    = "Take the picture again: the whole code, from straight in front, without glare."
	askCodeEN   = "Ask for the code of the vaccination certificate itself, in the issuer's app or on paper."
	originalEN  = "Do not accept it as proof. Ask for the original, in the issuer's app or on paper, and check that."
	renewedEN   = "Do not accept it as proof. Ask for a certificate issued more recently."
	pictureEN   = "Save it as PNG or JPEG, or take a screenshot, and read that."
	refereeEN   = "Do not treat it as confirmed. Ask the person in charge."
	blockedEN   = "Do not accept it as proof. Ask the person in charge."
	otherCodeEN = "Do not treat it as confirmed. Ask for the certificate's other code, in Japan's app under the SHC tab; if there is none, ask the person in charge."
	newerSetEN  = "Do not treat it as confirmed. Check again with a newer trust set ('vaxcheck trust update') or a newer vaxcheck, or ask the person in charge."
	otherWayEN  = "Do not treat it as confirmed. Ask for the certificate's other code, if it has one, or check again with a newer trust set; otherwise ask the person in charge."
	typedEN     = "Ask for the certificate's other code, if it has one, or set the scanner to serial mode (--serial)."
	anotherEN   = "Do not treat it as confirmed. Ask whether the certificate has another code, such as an EU certificate (HC1:) or a SMART Health Card; if not, ask the person in charge."
	linkedEN    = "Ask for the certificate itself, on paper or in the app: a link is not followed here."
	abroadEN    = "Ask for the certificate for use abroad, from the same app."
)

var compareEN = compareWords{
	Name: "name", BirthDate: "birth date", Document: "document number",
	Nothing: "The certificate has neither a name nor a birth date, so that it can be anybody's. Ask for another one, or ask the person in charge.",
	WithID: func(items []string) string {
		return "Compare " + inSentence(items) + " below with an identity document; a certificate is none."
	},
	WithDocument: func(items []string) string {
		return "Compare " + inSentence(items) + " below with the passport or other travel document itself; a certificate is no proof of identity."
	},
}

// inSentence is a list in a sentence: "a, b and c".
func inSentence(items []string) string {
	last := len(items) - 1
	if last == 0 {
		return items[0]
	}
	return strings.Join(items[:last], ", ") + " and " + items[last]
}

var verdictsEN = map[verify.Verdict]string{
	verify.Valid:        "VALID",
	verify.Insufficient: "NOT ENOUGH",
	verify.Review:       "CHECK",
	verify.Invalid:      "INVALID",
	verify.Specimen:     "SPECIMEN",
	verify.Unreadable:   "NOT READ",
	verify.NotReady:     "NOT READY",
}

var wordsEN = words{
	Lang:         "en",
	Comma:        ", ",
	And:          " and ",
	Hint:         "hint",
	NoInputHint:  "name a picture or file, '-' for standard input, or see 'vaxcheck verify --help'",
	ShellHistory: "note: a code given as an argument stays in the shell's history; it holds all that the certificate says",
	Traced: func(n int) string {
		if n == 0 {
			return "--trace: nothing written, as no picture was searched"
		}
		return fmt.Sprintf("--trace: %d pictures written; they show the code", n)
	},
	NotDrawn: func(input string) string { return "note: " + input + " is not drawn: it is not proven" },
	LevelCapped: func(level string) string {
		return "note: this machine allows no more than level " + level
	},
	AsOf: func(when string) string { return "JUDGED AS OF " + when + ", NOT AS OF NOW" },

	Verdicts: verdictsEN,
	TagWidth: len("INVALID"),
	Reasons: map[verify.Reason]reasonWords{
		verify.ReasonTrustMissing: {"There is no trust set, so nothing can be judged.",
			"Check the file given with --trust; without that flag the set that comes with the program is used."},
		verify.ReasonTrustRefused: {"The trust set is damaged or of an unknown form, so nothing can be judged.",
			"Call the person in charge: 'vaxcheck trust verify' tells more. Or check the file given with --trust."},

		decode.ReasonNoCode:         {"No two-dimensional code could be read.", retakeEN},
		decode.ReasonNotCertificate: {"The code is not a vaccination certificate.", askCodeEN},
		decode.ReasonCodeDamaged:    {"The code is damaged or incomplete.", "Read the code again, or where it is a text, copy the whole of it again."},
		decode.ReasonChunksMissing: {"The certificate is spread over several codes, and some of them are missing.",
			"Read all codes of the certificate together."},
		decode.ReasonChunksConflict: {"The codes do not belong together.",
			"Start again, with the codes of one certificate only."},
		decode.ReasonUnsupported: {"This kind of code or file cannot be read here.", askCodeEN},
		decode.ReasonNeedsNetwork: {"The code only points to a certificate on a server, and no network is used here.",
			askCodeEN},
		decode.ReasonImageTooLarge: {"The picture is too large.", "Cut out the code, or make the picture smaller."},
		decode.ReasonFileDamaged:   {"The file or text is damaged, or larger than it may be.", "Ask for the file again, or for the code itself."},
		decode.ReasonFileNotRead:   {"The file could not be read.", "Check its name, and whether you may open it."},

		decode.ReasonHeaderMalformed:     {"The certificate's header breaks the rules for certificates.", originalEN},
		decode.ReasonAlgorithmNotAllowed: {"The certificate names a method of signing that is not allowed.", originalEN},
		decode.ReasonPayloadMalformed:    {"The certificate's content breaks the rules for certificates.", originalEN},
		decode.ReasonPayloadTooLarge:     {"The certificate's content is larger than it may be.", originalEN},
		decode.ReasonIssuerMalformed:     {"The way the certificate names its issuer breaks the rules for certificates.", originalEN},
		decode.ReasonSignatureMalformed:  {"The certificate's signature breaks the rules for certificates.", originalEN},
		verify.ReasonSignatureInvalid:    {"There is no good signature of the issuer: the certificate was altered, or whoever signed it may not sign for the issuer.", originalEN},
		verify.ReasonExpired:             {"The certificate has expired.", renewedEN},
		verify.ReasonNotYetValid: {"The certificate is not valid yet.",
			"Do not accept it as proof. Make sure that the time it was judged at is right."},
		verify.ReasonRevoked:       {"The issuer has revoked the certificate.", renewedEN},
		verify.ReasonIssuerBlocked: {"Certificates of this issuer are blocked here.", blockedEN},
		verify.ReasonKeyBlocked:    {"Certificates signed with this key are blocked here.", blockedEN},

		verify.ReasonSignerNotAllowed:   {"Whoever signed the certificate has no authorisation for such certificates.", originalEN},
		verify.ReasonSignerNotCertified: {"The state's authority did not certify whoever signed the certificate.", originalEN},
		verify.ReasonCountryMismatch:    {"The certificate names another state than the one that signed it.", originalEN},

		verify.ReasonSpecimen: {"This is a specimen, or was made by a test issuer. It is nobody's certificate.",
			"Ask for the visitor's own certificate."},

		verify.ReasonIssuerUnknown:    {"The issuer is not in the trust set.", refereeEN},
		verify.ReasonKeyUnknown:       {"The issuer is in the trust set, but not the key that was used.", newerSetEN},
		verify.ReasonKeyWithdrawn:     {"The issuer no longer lists the key that was used.", refereeEN},
		verify.ReasonKeyOutsidePeriod: {"The certificate was issued outside the period stated for the key, or that period is over.", refereeEN},
		decode.ReasonContentUnclear: {"The signature holds, but something in the certificate cannot be read with certainty, and the answer depends on it.",
			"Ask whether there is another certificate; otherwise the person in charge decides."},
		verify.ReasonTrustTooOld: {"The trust set is older than is allowed here.", newerSetEN},
		verify.ReasonClockDoubtful: {"This machine's clock is wrong: it is earlier than the trust set.",
			"Set the clock, and check again."},
		verify.ReasonRevocationUnknown: {"The issuer revokes certificates, and what is at hand does not tell whether this one is affected.", otherWayEN},
		verify.ReasonSeenBefore: {"This name and birth date, or certificate, came in before.",
			"Compare the visitor with an identity document. If in doubt, ask the person in charge."},

		verify.ReasonPolicyNotMet: {"Signature and dates are in order, but the certificate does not show what is asked for here.",
			"Ask whether there is another certificate; otherwise the person in charge decides."},
	},
	Kinds: map[string]string{
		"shlink":           "a SMART Health Link",
		"eu_dcc":           "an EU Digital COVID Certificate of a version that is not read here",
		"ch_light":         "a Swiss certificate light, for use in Switzerland only",
		"nl_domestic":      "a Dutch code for use in the Netherlands only",
		"nzcp":             "a New Zealand COVID Pass",
		"vds_nc":           "an ICAO VDS-NC certificate of a kind that is not read here",
		"typed":            "a certificate that does not come whole from a scanner that types",
		"vhlink":           "a verifiable health link",
		"wallet_request":   "a request to a wallet app, or an offer to it",
		"2d_doc":           "a French 2D-Doc",
		"divoc":            "a DIVOC certificate, as India and others have them",
		"icvp":             "a Digital International Certificate of Vaccination or Prophylaxis",
		"ddcc":             "a certificate in the form that WHO proposed (DDCC)",
		"hcert_other":      "a health certificate of a kind that is not read here",
		"cwt":              "a signed token that is no health certificate",
		"vc_jwt":           "a verifiable credential as JWT",
		"jwt":              "a signed token (JWT) that is no SMART Health Card",
		"sd_jwt":           "a credential with selective disclosure (SD-JWT)",
		"jwe":              "an encrypted token",
		"json_ld":          "a verifiable credential in JSON-LD",
		"mdoc":             "a mobile document (mdoc)",
		"icao_vds":         "a visible digital seal of another kind than VDS-NC",
		"paper_credential": "a paper credential of the kind CRED:",
		"vds_nc_typed":     "an ICAO VDS-NC certificate, which does not come whole from a scanner that types",
		"too_long":         "a text longer than any code",
		"url":              "a web address",
		"wifi":             "access to a wireless network",
		"contact":          "a contact",
		"event":            "a calendar entry",
		"message":          "a mail address, telephone number or place",
		"secret":           "a key or an account",
		"mrz":              "the machine-readable lines of a passport or identity card",
		"number":           "a number",
		"pdf":              "a PDF file",
		"svg":              "an SVG drawing",
		"heic":             "an HEIC picture",
		"avif":             "an AVIF picture",
		"picture":          "a picture of a kind that is not read here",
		"folder":           "a folder",
		"empty_folder":     "a folder without files",
		"empty":            "empty",
		"blank":            "a scan without any text",
		"zip":              "a ZIP archive",
		"fhir":             "FHIR data without a signature",
		"json":             "JSON without a certificate",
		"unsigned_payload": "a certificate's content without its signature",
		"wallet_pass":      "a wallet pass without a code",
		"empty_answer":     "a server's answer that no certificate is available",
		"binary":           "a file of an unknown kind",
	},
	ThisIs:   func(kind string) string { return "This is " + kind + "." },
	Next:     "Next",
	Compare:  compareEN,
	NotWhose: "This tells nothing about who holds the certificate. To compare the name, ask for level C (--level C).",
	Whys: map[string]string{
		"picture_too_small": "The picture has fewer pixels than a code.",
		"too_dark":          "The picture is too dark.",
		"low_contrast":      "The picture has too little contrast.",
		"no_finders":        "Nothing in the picture looks like a two-dimensional code.",
		"cut_off":           "The picture ends before the code does.",
		"finder_hidden":     "A corner of the code is hidden.",
		"too_few_pixels":    "The code is too small in the picture.",
		"blurred":           "The picture is blurred.",
		"glare":             "A light is reflected in the code.",
		"noisy":             "The picture is grainy.",
		"damaged":           "More of the code is damaged than can be repaired.",
		"bad_content":       "The code was read, but its content is not as the standard has it.",
		"time_up":           "The time for one picture was up.",
	},
	ModulePixels: func(n string) string { return n + " pixels a module" },
	KindNext: map[string]string{
		"picture_too_small": "Move closer, or send the picture in its full size.",
		"too_dark":          "Make more light, or turn up the screen.",
		"low_contrast":      "Make more light, or turn up the screen.",
		"no_finders":        "Bring the whole code into the picture.",
		"cut_off":           "Move back until the whole code is in the picture.",
		"finder_hidden":     "Uncover all corners of the code.",
		"too_few_pixels":    "Move closer, or send the picture in its full size.",
		"blurred":           "Hold still, and wait until the camera is in focus.",
		"glare":             "Turn the code until no light is reflected in it.",
		"noisy":             "Make more light, and move closer.",
		"damaged":           "Ask for the code on a screen, or a new print.",
		"bad_content":       "Ask for the code on a screen, or a new print.",
		"time_up":           "Cut out the code, or give it more time (--budget).",
		"typed":             typedEN, "vds_nc_typed": typedEN,
		"too_long": "Scan the code again.",
		"blank":    "Scan the code again. If that does not help, ask for another code.",
		"eu_dcc":   refereeEN, "nzcp": refereeEN,
		"2d_doc": anotherEN, "divoc": anotherEN, "icvp": anotherEN, "ddcc": anotherEN, "hcert_other": anotherEN, "icao_vds": anotherEN,
		"vc_jwt": anotherEN, "sd_jwt": anotherEN, "json_ld": anotherEN, "mdoc": anotherEN, "paper_credential": anotherEN,
		"vhlink":         linkedEN,
		"wallet_request": "It holds no certificate. Ask for the code of the certificate itself.",
		"list_missing":   otherCodeEN, "list_out_of_date": otherCodeEN,
		"ch_light": abroadEN, "nl_domestic": abroadEN,
		"pdf": pictureEN, "svg": pictureEN, "heic": pictureEN, "avif": pictureEN, "picture": pictureEN,
		"folder": "Use -r to read what is in it.", "empty_folder": "Put the files to check into it, or name another.",
		"empty": "Ask for the file again; nothing of it has arrived.",
	},
	Bug: "A fault in vaxcheck kept this from being judged. Please report it, without the certificate.",

	Checks: map[verify.CheckID]string{
		verify.CheckDecode:     "code",
		verify.CheckHeader:     "header",
		verify.CheckPayload:    "content",
		verify.CheckIssuer:     "issuer",
		verify.CheckKey:        "key",
		verify.CheckSignature:  "signature",
		verify.CheckNotBefore:  "start of validity",
		verify.CheckExpiry:     "expiry",
		verify.CheckRevocation: "revocation",
		verify.CheckKeyPeriod:  "period of the key",
		verify.CheckTrustAge:   "age of the trust set",
		verify.CheckClock:      "clock",
		verify.CheckSpecimen:   "no specimen",
		verify.CheckPolicy:     "policy",
	},
	Sources: map[string]string{"bundled": "bundled", "built-in": "built-in", "local": "added on this machine", "history": "key history",
		sourceInstalled: "installed", sourceImported: "imported here"},
	SourceLocal: func(source string) string { return source + ", with local changes" },
	TrustParts: map[trust.PartName]string{trust.PartIssuers: "the issuers' directory", trust.PartAuthorities: "the states' signing authorities",
		trust.PartSigners: "the document signers"},
	Outcomes: map[verify.Outcome]string{
		verify.NotRun:    "not run",
		verify.Pass:      "pass",
		verify.Fail:      "FAIL",
		verify.Undecided: "UNDECIDED",
		verify.Absent:    "absent",
	},
	Rules: map[string]string{
		"doses":                    "doses",
		"series":                   "series",
		"accepted_products":        "accepted products",
		"min_days_since_last_dose": "days since the last dose, at least",
		"max_days_since_last_dose": "days since the last dose, at most",
		"test":                     "negative test",
		"recovery":                 "recovery",
		"exemption":                "exemption",
	},
	Details: map[string]string{
		"no_covid19_dose":      "It shows no completed COVID-19 vaccination.",
		"no_dose":              "It shows no completed vaccination of the kind asked for.",
		"too_few_doses":        "It shows too few doses.",
		"too_recent":           "The last dose is too recent.",
		"too_old":              "The last dose is too long ago.",
		"product_not_accepted": "The vaccine is not among those accepted.",
		"no_accepted_test":     "The card holds no negative test that is accepted, or it is too old.",
		"no_accepted_recovery": "The card shows no recovery that is accepted, or it is too recent or too long ago.",
		"no_exemption":         "The card holds no exemption.",
		"date":                 "The date of a record cannot be read.",
		"person":               "It cannot be told whose record it is.",
		"status":               "It cannot be told whether a dose was given.",
		"product":              "What was given is not known here.",
		"number":               "Which of how many doses it is cannot be read.",
		"result":               "What a test or a recovery is about, or its result, is not known here.",
		"times":                "When the certificate was issued, or ends, cannot be read.",
		"structure":            "Something in it is not where it should be, or may change its meaning.",
		"list_missing":         "No list of the issuing state is held here.",
		"list_out_of_date":     "The list of the issuing state that is held here is out of date.",
	},
	NameUses: map[string]string{
		"usual":     "usual",
		"official":  "official",
		"temp":      "temporary",
		"nickname":  "nickname",
		"anonymous": "anonymous",
		"old":       "former",
		"maiden":    "before marriage",

		"transliterated": "in passport letters",
	},
	Statuses: map[string]string{
		"completed":        "completed",
		"entered-in-error": "entered in error",
		"not-done":         "not done",
		"registered":       "registered",
		"preliminary":      "preliminary",
		"final":            "final",
		"amended":          "amended",
		"corrected":        "corrected",
		"cancelled":        "cancelled",
		"unknown":          "unknown",
	},
	TestKinds: map[string]string{
		"nucleic_acid": "nucleic acid test",
		"antigen":      "antigen test",
		"antibody":     "antibody test, which says nothing about an infection now",
		"sequence":     "sequencing",
		"culture":      "culture",
		"t_cell":       "T-cell test, which says nothing about an infection now",
	},
	Results: map[string]string{
		"positive":             "positive",
		"presumptive_positive": "presumably positive",
		"suspected":            "suspected",
		"negative":             "negative",
		"indeterminate":        "undecided",
		"invalid":              "test failed",
		"past_infection":       "past infection",
		"recent_infection":     "recent infection",
		"finding":              "organism found",
	},

	Labels:   labelsEN,
	Inspect:  inspectEN,
	Flags:    flagsEN,
	Commands: commandsEN,
	Errors:   errorsEN,
	Admin:    adminEN,
	Gate:     gateEN,
}

var labelsEN = labelWords{
	Checked: "checked", TrustSet: "trust set", NoTrustSet: "none", AgeUnknown: "age unknown", MadeLater: "made later", Policy: "policy",
	OldestPart: "oldest part ", JudgedBy: "judged by",
	Made:     func(day string) string { return "of " + day },
	MadeFrom: func(first, last string) string { return "of " + first + " to " + last },
	AgeDays:  func(days int) string { return plural(days, "day old", "days old") },
	Results:  func(count int) string { return plural(count, "result", "results") },

	Code: "Code", CodeUnproven: "Code (not proven)", Format: "Format", Issuer: "Issuer", Key: "Key", Issued: "Issued",
	Expires: "Expires", NoExpiry: "does not expire", ExpiryNotStated: "not stated by certificates of this kind", Hash: "SHA-256", Symbol: "Symbol",
	NoRoom:    "To draw the code takes a larger terminal, with colour; vaxcheck verify --qr FILE writes a picture.",
	Version:   func(version int, level string) string { return fmt.Sprintf("version %d, level %s", version, level) },
	Chunks:    func(count int) string { return plural(count, "code", "codes") },
	Withdrawn: func(first, last string) string { return "withdrawn; listed from " + first + " to " + last },

	Person: "Person", Name: "Name", FormerName: "Earlier name", NoName: "name not given", NoPerson: "nobody is named",
	BirthDate: "Birth date", Document: "Travel document", NotGiven: "not given", WhoseUnknown: "Not said whose",
	PersonNumber: func(number int) string { return fmt.Sprintf("Person %d", number) },

	Doses: "Doses (numbered by the certificate)", DosesCounted: "Doses (numbered by date: vaxcheck's count, not the certificate's)",
	DoseOf: doseOfEN, Date: "date", Lot: "lot", Provider: "given by", Country: "in", Kind: "kind", UnknownKind: "unknown kind of vaccine",
	Maker: "maker", NotCounted: "NOT COUNTED", CannotCount: "not a vaccination that can be counted", NotDated: "date missing or not understood", Subpotent: "of reduced potency", UnknownProduct: "unknown vaccine",
	ByIssuer: "issuer's words", StatedBy: "stated by", CertificateID: "certificate",
	Tests: "Tests", Test: "test", Result: "result", NotFinal: "NOT FINAL", UnknownTest: "unknown test", UnknownResult: "unknown result",
	Kit: "kit", Device: "device", TestedIn: "tested in",
	Recoveries: "Recoveries (not vaccinations)", FirstPositive: "first positive test", ValidDays: "stated for", UnknownDisease: "unknown disease",
	NotRelied:  "NOT COUNTED",
	Exemptions: "Exemptions (not vaccinations)", ExemptionUnder: "under the policy", PolicyVersion: "version", Recorded: "recorded",
	Others:     "Other content, not interpreted",
	OtherCount: func(resource string, count int) string { return fmt.Sprintf("%s: %d", resource, count) },

	Rules: "Policy", RulesAny: "Policy (one of doses, test, recovery, exemption is enough)", Met: "met", NotMet: "NOT MET", Asked: "asked", Found: "found",
}

var inspectEN = inspectWords{
	Symbols: "Symbols", Header: "Header", Payload: "Payload", Signature: "Signature", Text: "Text of the certificate",
	Content: "Content", KeyFacts: "Key and where it comes from", Checks: "Checks", Notes: "Notes",
	Proven: "signature holds", NotProven: "NOT PROVEN",
	WitnessAccepts: "a second implementation accepts the signature too", WitnessRejects: "a second implementation rejects the signature too", WitnessDiffers: "A SECOND IMPLEMENTATION COMES TO ANOTHER RESULT ON THE SIGNATURE: please report it",
	Unproven:     "UNPROVEN",
	UnprovenNote: "No trusted signature vouches for anything below. Anyone could have written it.",

	Found: "found by", Corners: "corners", Canonical: "canonical issuer", Retrieved: "last retrieved", Thumbprint: "thumbprint",
	PublicKey: "public key", Source: "source", Origin: "origin", Period: "certificate period", NamesIssuer: "names the issuer",
	NotNamesIssuer: "does not name the issuer", CRLVersion: "revocation list announced", RevocationList: "revocation list",
	Authority: "certified by", Lists: "ICAO lists", Signer: "Signer's certificate, as the code brings it", Listed: "signer, as listed", Signs: "signs", Subject: "subject", CertifiedBy: "issuer",
	Serial: "serial number", KeyID: "authority's key id", Usage: "usage and document types",
	ListNumber: "number", ListMade: "made", ListDue: "next due", RevokedAt: "SIGNER REVOKED",
	Specimen: "a specimen key: anyone can sign with it", Withdrawn: "withdrawn; was listed",
	Entries: func(count int) string { return plural(count, "entry", "entries") },
}

var flagsEN = flagWords{
	Level:     "how much to show: A only the verdict, B also the code, C also its content",
	Format:    "text, json, ndjson or csv",
	Lang:      "en or ja (default from configuration or environment)",
	At:        "judge as of this time, such as 2022-03-05T09:00:00+09:00; ISO 8601 with a zone, or what 'date +%FT%T%z' writes",
	Policy:    "what a certificate must show: a built-in name or a file",
	MaxAge:    "nothing is VALID if the trust set is older, such as 30d; the strictest limit holds",
	Color:     "auto, always or never",
	Trust:     "use this issuer directory, list of EU DCC signers, or certificates of states' authorities and signers and lists of what was revoked (PEM or DER), instead of the bundled ones; repeatable",
	Issuer:    "URL of the issuer whose key set --trust gives",
	Recursive: "read folders and what is below them",
	Jobs:      "inputs judged at once (0: one for each processor)",
	Trace:     "write pictures of the search for the code to this new or empty folder (one input, level C)",
	Budget:    "time for one picture, such as 1.5s or 5s; 0 sets no bound",
	Quiet:     "say no more than the answer",
	QR:        "draw the proven code again as PNG in this file (level B or C)",
}

var commandsEN = commandWords{
	Root: "Check SMART Health Card vaccination certificates, offline",
	RootLong: "vaxcheck checks SMART Health Cards, such as Japan's COVID-19 vaccination certificate,\n" +
		"without network. What it does not tell is who holds the certificate.",
	Verify: "Tell whether certificates are valid",
	VerifyLong: "Read certificates and tell whether they are valid. A FILE is a picture, a .smart-health-card\n" +
		"or .pkpass file, a text with one code a line, a folder with -r, or '-' for standard input.\n" +
		"An argument that begins with shc:/ is the code itself.",
	Decode: "Print the text of each code",
	DecodeLong: "Print the text of each code found and nothing else, one a line. Nothing is judged:\n" +
		"what is printed proves nothing.",
	Inspect: "Show auditors everything about certificates",
	InspectLong: "Show code, header, payload, key and its provenance, every check with the section of the\n" +
		"specification, and deviations from it. What is not proven is marked UNPROVEN.",
}

// plural is a count with its noun.
func plural(count int, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", count, many)
}
