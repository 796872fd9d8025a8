package admin

import (
	"strconv"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// renewWords are those of what brings sets, carries them and takes them back.
type renewWords struct{ *words.Language }

// renewIn returns them in the language of other sentences.
func renewIn(w *show.Sentences) renewWords { return renewWords{w.Language} }

func (w renewWords) Update() string       { return w.Say("renew.update") }
func (w renewWords) UpdateLong() string   { return w.Say("renew.update-long") }
func (w renewWords) Import() string       { return w.Say("renew.import") }
func (w renewWords) ImportLong() string   { return w.Say("renew.import-long") }
func (w renewWords) Export() string       { return w.Say("renew.export") }
func (w renewWords) ExportLong() string   { return w.Say("renew.export-long") }
func (w renewWords) Rollback() string     { return w.Say("renew.rollback") }
func (w renewWords) RollbackLong() string { return w.Say("renew.rollback-long") }
func (w renewWords) Verify() string       { return w.Say("renew.verify") }
func (w renewWords) VerifyLong() string   { return w.Say("renew.verify-long") }
func (w renewWords) FromFlag() string     { return w.Say("renew.from-flag") }
func (w renewWords) DryRunFlag() string   { return w.Say("renew.dry-run-flag") }
func (w renewWords) ForceFlag() string    { return w.Say("renew.force-flag") }
func (w renewWords) AllFlag() string      { return w.Say("renew.all-flag") }
func (w renewWords) Asking(address string) string {
	return w.Fill("renew.asking", "Address", show.SafeText(address))
}
func (w renewWords) Outcomes() words.Group { return w.Group("renew-outcomes") }

func (w renewWords) For() words.Group { return w.Group("renew-for") }
func (w renewWords) Before() string   { return w.Say("renew.before") }
func (w renewWords) After() string    { return w.Say("renew.after") }
func (w renewWords) Counts(issuers, keys int) string {
	return w.Fill("renew.counts", "Issuers", w.Plural("renew.issuers", issuers), "Keys", w.Plural("renew.keys", keys))
}
func (w renewWords) SameContent() string { return w.Say("renew.same-content") }

// ChangeNames are the names of changes.
func (w renewWords) ChangeNames() words.Group { return w.Group("renew-kinds") }
func (w renewWords) More(count int) string    { return w.Fill("renew.more", "Count", strconv.Itoa(count)) }
func (w renewWords) Exported(file, bytes, created string) string {
	return w.Fill("renew.exported", "File", show.SafeText(file), "Bytes", show.SafeText(bytes),
		"Created", show.SafeText(created))
}
func (w renewWords) ExportBundled() string { return w.Say("renew.export-bundled") }

func (w renewWords) ExportBundledNext() string { return w.Say("renew.export-bundled-next") }
func (w renewWords) ExportTerminal() string    { return w.Say("renew.export-terminal") }
func (w renewWords) RolledBack(created, source, now string) string {
	return w.Fill("renew.rolled-back", "Created", show.SafeText(created), "Source", show.SafeText(source),
		"Now", show.SafeText(now))
}

// NotHeld says that there is nothing to take back, by who would hold it.
func (w renewWords) NotHeld() words.Group { return w.Group("renew-not-held") }

// NotHeldNext tells what to do then.
func (w renewWords) NotHeldNext() words.Group { return w.Group("renew-not-held-next") }

// Reasons tell why a set is refused. File and Status are what the server or stick gave, Got and
// Held the times of the offered set and the one in force (or now), Issuers and Keys their
// numbers before and after.
func (w renewWords) Reasons(code string) words.Advice { return w.Advice("renew-reasons", code) }
