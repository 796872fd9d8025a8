package cmd

import (
	"fmt"
	"strconv"

	"vaxcheck/trust"
)

var adminEN = adminWords{
	Trust:  trustEN,
	Stores: storesEN,
	Home:   homeEN,
	Local:  localEN,
	Renew:  renewEN,
	Kinds:  kindsEN,
	Checks: recheckEN,
	Policy: policyWords{
		Short: "Show what certificates are asked to show",
		Long: "A policy says what a genuine record must show: how many doses, of which products,\n" +
			"how long ago. Some come with the program; others are files (see 'vaxcheck help policies').",
		List:     "List the policies that come with the program",
		ListLong: "Lists the policies that need no file, with their titles in both languages and their rules.",
		Show:     "Print a policy as a policy file",
		ShowLong: "Prints all rules of a policy as TOML with a comment on each key, so that a file of\n" +
			"your own can begin with it:\n\n" +
			"  vaxcheck policy show booster > event.toml",
		Test: "Judge certificates by a policy and show how each rule came out",
		TestLong: "Judges certificates as 'vaxcheck verify --level C --policy POLICY' does, to try a policy out.\n" +
			"VAXCHECK_MAX_LEVEL holds here too: below level C the rules are not shown one by one.",
	},
	Rules: ruleWords{
		Doses: func(count int, disease string) string {
			return "at least " + plural(count, "dose", "doses") + " against " + disease
		},
		Series: map[string]string{"primary": "a primary series is complete, by the card's own count or that of its doses",
			"booster": "a booster after a primary series, by the card's own count or that of its doses"},
		SingleDose: func(products string) string { return "the first dose of " + products + " counts as two" },
		Accepted:   func(products string) string { return "no other products count than " + products },
		MinDays:    func(days int) string { return "at least " + plural(days, "day", "days") + " since the last dose" },
		MaxDays:    func(days int) string { return "at most " + plural(days, "day", "days") + " since the last dose" },
		Test: func(kinds string, hours int) string {
			if kinds == "" {
				kinds = "nucleic_acid, antigen"
			}
			return fmt.Sprintf("or a negative test (%s) at most %s old", kinds, plural(hours, "hour", "hours"))
		},
		Recovery: func(from, to int) string {
			return fmt.Sprintf("or a recovery, first tested positive %d to %s ago", from, plural(to, "day", "days"))
		},
		Exemption:    func(policies string) string { return "or an exemption under " + policies },
		TrustAge:     func(days int) string { return "the trust set is at most " + plural(days, "day", "days") + " old" },
		MissingLists: "an announced revocation list may be missing",
	},
	PolicyKeys: map[string]string{
		"name":                     "Stands in every report: 1 to 32 characters of a-z 0-9 - _",
		"disease":                  "What the doses are against, such as covid-19 or measles.",
		"min_doses":                "How many doses. Two records of one day are one dose, and a\n\"dose 2 of 2\" shows two.\n0 asks for none; then give series, or accept a test, a recovery or an exemption.",
		"series":                   "\"primary\": a complete primary series, such as dose 2 of 2 or 1 of 1, but not 2 of 3;\n\"booster\": a dose beyond one, such as 2 of 1 or 3 of 3. Doses without such a number are\ncounted. Empty: neither is asked for.",
		"single_dose_products":     "Products whose primary series was one dose: the first counts as two.",
		"accepted_products":        "Only these products count, such as \"comirnaty\" or \"cvx:208\". Empty: all.",
		"min_days_since_last_dose": "At least so many whole days since the last dose; 0 is no limit.",
		"max_days_since_last_dose": "At most so many whole days since the last dose; 0 is no limit.",
		"exemption_policies":       "Exemption cards under these policies are enough, by URL. Empty: none.",
		"title.en":                 "What people are told this policy asks for, in English.",
		"title.ja":                 "The same in Japanese.",
		"test.accept":              "Whether a recent negative test is enough.",
		"test.kinds":               "\"nucleic_acid\", \"antigen\". Empty: both.",
		"test.max_age_hours":       "How old the sample may be.",
		"recovery.accept":          "Whether a recovery from the disease is enough, on the days for which it is stated.",
		"recovery.min_age_days":    "At least so many whole days since the first positive test; in the EU 11.",
		"recovery.max_age_days":    "At most so many whole days since then; in the EU 180.",
		"trust.max_age_days":       "How old the trust set may be: beyond that nothing is VALID. 0 is no limit.",
		"trust.allow_missing_revocation_lists": "Whether cards may be VALID although the revocation list\n" +
			"that their issuer announces is not at hand or out of date.",
	},
	Version: versionWords{
		Short: "Show the version of the program and of what it knows",
		Long: "Shows which build this is, which trust set is part of it, and which version of the tables\n" +
			"that name vaccines. Together with '--at' that is what repeats an earlier judgement.",
		Commit: "commit", Modified: "(modified)", Platform: "platform", TrustSet: "trust set",
		Parts:        map[trust.PartName]string{trust.PartAuthorities: "authorities of states", trust.PartSigners: "signers of EU certificates"},
		TrustDamaged: "damaged", VaccineTable: "vaccine tables",
	},
	Licenses: licensesWords{
		Short: "Print the licences of the program and of what is part of it",
		Long: "Prints the licence and the notices of vaxcheck, and those of all software that is part of it:\n" +
			"Go's own library ('std') and modules. '--format csv' lists names, versions and licences alone.",
	},
	Help: helpWords{
		Short:       "Help about a command or topic",
		Long:        "Prints the help of a command, or one of the topics that 'vaxcheck --help' lists.",
		Usage:       "Usage:",
		Commands:    "Commands:",
		Topics:      "Help topics:",
		Flags:       "Flags:",
		HelpFlag:    "print this help",
		VersionFlag: "print the version",
		Default:     func(value string) string { return "(default " + value + ")" },
		See:         func(command string) string { return "see '" + command + "'" },
		More:        func(command string) string { return "More about a command: " + command },
	},
	Topics: topicsEN,
	Config: configEN,
	Doctor: doctorEN,
	Completion: completionWords{
		Short:          "Print a script that completes commands in a shell",
		Long:           "Prints a script for bash, zsh, fish or PowerShell that completes commands, flags and their values.",
		NoDescriptions: "leave descriptions out",
		Shell:          func(name string) string { return "Print the completion script for " + name },
		How: map[string]string{
			"bash": "For this session (needs the package bash-completion):\n\n  source <(vaxcheck completion bash)\n\n" +
				"For every session:\n\n  vaxcheck completion bash > ~/.local/share/bash-completion/completions/vaxcheck",
			"zsh": "For every session, in a folder of $fpath:\n\n  vaxcheck completion zsh > \"${fpath[1]}/_vaxcheck\"",
			"fish": "For this session:\n\n  vaxcheck completion fish | source\n\n" +
				"For every session:\n\n  vaxcheck completion fish > ~/.config/fish/completions/vaxcheck.fish",
			"powershell": "For this session; put the line into $PROFILE for every session:\n\n" +
				"  vaxcheck completion powershell | Out-String | Invoke-Expression",
		},
		Levels: []string{"A\tthe verdict only", "B\talso the code", "C\talso the content"},
	},
	DidYouMean: func(what string) string { return "did you mean: " + what },
}

var trustEN = trustWords{
	Short: "Show and keep up to date whose signatures are accepted",
	Long: "The trust set lists the issuers whose certificates are accepted, and the keys of each.\n" +
		"One is part of the program; newer ones are installed by 'update' over the network, which nothing\n" +
		"else uses, or by 'import' from a stick. The newest valid one is in force. What was added and blocked\n" +
		"on this machine lies over it. With --kind some of these commands are about the certificates that other\n" +
		"formats than SMART Health Cards rest on.",
	Status: "Show which trust set is used, how old it is and what is in it",
	StatusLong: "Shows where the trust set comes from, when it was made, its hashes, what it holds, what was added\n" +
		"and blocked here, what the next refresh needs, and which issuers the directory has not reached for\n" +
		"longest. For a file given with --trust it also tells what was left out of it and why.",
	List: "List the issuers",
	ListLong: "Lists the issuers, one a line: keys, last retrieval, name and URL. As csv it is one line\n" +
		"for each key. Test systems are marked SPECIMEN, with the reason;\n" +
		"the built-in specimens stand in json only. With --kind it lists certificates: country,\n" +
		"period, lists that name them or what they may sign, where each is from, key id and subject.",
	Show: "Show an issuer and its keys, or all issuers of a key",
	ShowLong: "Shows one issuer with all its keys, or all issuers that list a key: coordinates, periods of\n" +
		"certificates, revocation lists and where each key came from, what is blocked here, and with both\n" +
		"dates the keys that the issuer has withdrawn. An issuer is named by its exact\n" +
		"URL. Put '--' before a key id that begins with '-'. With --kind a country, a key id or the SHA-256 of a\n" +
		"certificate names what is shown, and who imported it is told.",
	Search:    "only issuers whose name or URL contains this text, in upper or lower case; of certificates also a country",
	NoMatch:   "no issuer matches",
	TrySearch: "look for part of a name with 'vaxcheck trust list --search TEXT'",

	Source: "source", Created: "created", Unknown: "unknown", Origin: "origin",
	OriginSHA256: "SHA-256 of the origin", SHA256: "SHA-256",
	Whole: "in results", WholeSHA256: "SHA-256 in results",
	AgeDays: func(days int) string { return plural(days, "day", "days") + " ago" },
	Issuers: "issuers", Keys: "keys", RevocationLists: "revocation lists",
	KeyCount: func(keys, withPeriods int) string {
		return fmt.Sprintf("%d, %d of them with a period", keys, withPeriods)
	},
	ListCount: func(lists, entries, missing int) string {
		text := fmt.Sprintf("%d with %s", lists, plural(entries, "entry", "entries"))
		if missing > 0 {
			text += fmt.Sprintf("; %d announced but MISSING", missing)
		}
		return text
	},
	ListUsed: "used", ListNotUsed: "NOT USED",
	StateLists: func(count int) string {
		return plural(count, "revocation list", "revocation lists") + " of states' authorities (NOT USED: no authority here signed it, a newer one is held, or it is part of one):"
	},
	OldestHead: func(notReached, days int) string {
		return plural(notReached, "issuer was", "issuers were") + " not reached in the " + strconv.Itoa(days) +
			" days before the set was made. Longest ago:"
	},
	NotesHead: func(count int) string { return plural(count, "note", "notes") + " from reading the set:" },
	Dropped:   "LEFT OUT", Odd: "odd",

	KeysColumn: "KEYS", RetrievedColumn: "RETRIEVED", NameColumn: "NAME", IssuerColumn: "ISSUER",

	Issuer: "issuer", Name: "name", Website: "website", Canonical: "main entry", Retrieved: "last retrieved",
	Key: "key", Algorithm: "algorithm", Thumbprint: "thumbprint",
	Shortened: "computed by the issuer without leading zero bytes",
	Period:    "period", NoPeriod: "none stated", NamesIssuer: "made out to the issuer",
	NotNamesIssuer: "not made out to the issuer, so not applied",
	RevocationList: "revocation list", NoList: "none announced", KeySource: "key from",
	ListHeld: func(entries int, method, counter string) string {
		return fmt.Sprintf("%s, method %s, counter %s", plural(entries, "entry", "entries"), method, counter)
	},
	ListMissing:    func(counter string) string { return "MISSING, or not usable: counter " + counter },
	ListUnreadable: func(entries int) string { return fmt.Sprintf("; %d more CANNOT BE READ", entries) },
	ListedBy: func(issuers int) string {
		return "Listed by " + plural(issuers, "issuer", "issuers") + ":"
	},
	Warning: "SPECIMEN", SpecimenIssuer: "an issuer for tests: never a real certificate",
	SpecimenKey: "the private half is public: anyone can sign with it",

	LocalHead:   func(count int) string { return "Local changes, " + plural(count, "entry", "entries") + ":" },
	NextRefresh: "next refresh", NextNeeds: "needs a set made after {newer}: 'vaxcheck trust update', or 'vaxcheck trust import' from a stick",
	NextFrom: "published at", SignedBy: "must be signed by", SignedByKey: "key with SHA-256 {sha256}, whose certificate ends {until}",
	HeldBy: "The set in force comes from: {whose}.", PeriodsHead: "Keys with a period:",
	WithdrawnHead: "Withdrawn keys, {count} of those that a directory listed from {from} to {to}:",
	AgesHead:      "When the directory last reached each issuer:",
	States:        map[string]string{stateInForce: "IN FORCE", stateKept: "kept", stateAside: "set aside", stateDamaged: "DAMAGED"},
	InstalledAt:   "installed", NoneInstalled: "no set is installed", FetchedFrom: "the newest there at {when}:",

	Local: "LOCAL", LocalIssuer: "added on this machine; no directory lists it", Blocked: "BLOCKED",
	Withdrawn: "WITHDRAWN", Gone: "the directory lists it no longer",
	WithdrawnSpan: func(first, last string) string { return "listed from " + first + " to " + last + ", and no longer" },
	BlockedBy: func(who, when, why string) string {
		return "by " + who + " at " + when + ": " + why
	},
}
