package cmd

import "vaxcheck/trust"

// adminWords are the sentences of the commands around the judging: trust,
// policy, version, help and completion.
type adminWords struct {
	Trust      trustWords
	Stores     storeWords
	Home       homeWords
	Local      localWords
	Renew      renewWords
	Kinds      kindWords
	Checks     recheckWords
	Policy     policyWords
	Rules      ruleWords
	PolicyKeys map[string]string // comment on each key of a policy file
	Version    versionWords
	Licenses   licensesWords
	Help       helpWords
	Topics     topicWords
	Config     configWords
	Doctor     doctorWords
	Completion completionWords
	DidYouMean func(what string) string
}

type trustWords struct {
	Short, Long, Status, StatusLong, List, ListLong, Show, ShowLong string
	Search, NoMatch, TrySearch                                      string

	Source, Created, Unknown, Origin, OriginSHA256, SHA256 string
	Whole, WholeSHA256                                     string // as results name it
	AgeDays                                                func(days int) string
	Issuers, Keys, RevocationLists                         string
	KeyCount                                               func(keys, withPeriods int) string
	ListCount                                              func(lists, entries, missing int) string
	ListUsed, ListNotUsed                                  string
	StateLists                                             func(count int) string
	OldestHead                                             func(notReached, days int) string
	NotesHead                                              func(count int) string
	Dropped, Odd                                           string

	KeysColumn, RetrievedColumn, NameColumn, IssuerColumn string

	Issuer, Name, Website, Canonical, Retrieved   string
	Key, Algorithm, Thumbprint, Shortened         string
	Period, NoPeriod, NamesIssuer, NotNamesIssuer string
	RevocationList, NoList, KeySource             string
	ListHeld                                      func(entries int, method, counter string) string
	ListMissing                                   func(counter string) string
	ListUnreadable                                func(entries int) string
	ListedBy                                      func(issuers int) string
	Warning, SpecimenIssuer, SpecimenKey          string

	LocalHead                                    func(count int) string
	NextRefresh, NextNeeds, NextFrom             string
	SignedBy, SignedByKey                        string
	HeldBy, PeriodsHead, WithdrawnHead, AgesHead string
	States                                       map[string]string
	InstalledAt, NoneInstalled, FetchedFrom      string

	// Marks of what is not as the directory has it.
	Local, LocalIssuer, Blocked, Withdrawn, Gone string
	WithdrawnSpan                                func(first, last string) string
	BlockedBy                                    func(who, when, why string) string
}

type policyWords struct {
	Short, Long, List, ListLong, Show, ShowLong, Test, TestLong string
}

// ruleWords say what a policy asks for.
type ruleWords struct {
	Doses                func(count int, disease string) string
	Series               map[string]string // by the word in policies
	SingleDose, Accepted func(products string) string
	MinDays, MaxDays     func(days int) string
	Test                 func(kinds string, hours int) string
	Recovery             func(from, to int) string
	TrustAge             func(days int) string
	Exemption            func(policies string) string
	MissingLists         string
}

type versionWords struct {
	Short, Long, Commit, Modified, Platform, TrustSet, TrustDamaged, VaccineTable string

	Parts map[trust.PartName]string // beside the issuers
}

type licensesWords struct{ Short, Long string }

type helpWords struct {
	Short, Long                    string
	Usage, Commands, Topics, Flags string
	HelpFlag, VersionFlag          string
	Default                        func(value string) string
	See, More                      func(command string) string
}

type completionWords struct {
	Short, Long, NoDescriptions string
	Shell                       func(name string) string
	How                         map[string]string // by shell
	Levels                      []string          // "A\twhat it shows"
}
