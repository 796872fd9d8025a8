package cmd

import "vaxcheck/trust/refresh"

// renewWords are those of what brings sets, carries them and takes them back.
// Words in braces are filled in.
type renewWords struct {
	Update, UpdateLong, Import, ImportLong, Export, ExportLong string
	Rollback, RollbackLong, Verify, VerifyLong                 string
	FromFlag, DryRunFlag, ForceFlag, AllFlag                   string

	Asking        string
	Outcomes      map[string]string
	For           map[scope]string
	Before, After string
	Counts        func(issuers, keys int) string
	SameContent   string
	Kinds         map[string]string // of changes
	More          func(count int) string

	Exported, ExportBundled, ExportBundledNext, ExportTerminal string
	RolledBack                                                 string
	NotHeld, NotHeldNext                                       map[scope]string // by who holds the set in force

	// Reasons has a sentence for each reason why a set is refused. {file} and
	// {status} are what the server or stick gave, {got} and {held} the times of
	// the offered set and the one in force (or now), {issuers} and {keys} their
	// numbers before and after.
	Reasons map[refresh.Reason]reasonWords
}
