package doctor

import (
	"cmp"
	"strconv"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// doctorWords say whether a machine is ready, and what to do if it is not.
type doctorWords struct{ *words.Language }

// doctorIn returns them in the language of other sentences.
func doctorIn(w *show.Sentences) doctorWords { return doctorWords{w.Language} }

func (w doctorWords) Short() string               { return w.Say("doctor.short") }
func (w doctorWords) Long() string                { return w.Say("doctor.long") }
func (w doctorWords) Ready() string               { return w.Say("doctor.ready") }
func (w doctorWords) ReadyNotes(notes int) string { return w.Plural("doctor.ready-notes", notes) }
func (w doctorWords) NotReady(checks string) string {
	return w.Fill("doctor.not-ready", "Checks", checks)
}
func (w doctorWords) Outcomes() words.Group { return w.Group("doctor-outcomes") }
func (w doctorWords) Checks() words.Group   { return w.Group("doctor-checks") }

// By tells who made a setting.
func (w doctorWords) By() words.Group { return w.Group("doctor-by") }
func (w doctorWords) From(what, by string) string {
	return w.Fill("doctor.from", "What", what, "By", by)
}

// Then stands between what was found and what to do.
func (w doctorWords) Then() string              { return w.Say("doctor.then") }
func (w doctorWords) NoFolder() string          { return w.Say("doctor.no-folder") }
func (w doctorWords) SaysNothing() string       { return w.Say("doctor.says-nothing") }
func (w doctorWords) MendFile() string          { return w.Say("doctor.mend-file") }
func (w doctorWords) ConfigFirst() string       { return w.Say("doctor.config-first") }
func (w doctorWords) NoFile(path string) string { return w.Fill("doctor.no-file", "Path", path) }
func (w doctorWords) LevelAtMost(what string) string {
	return w.Fill("doctor.level-at-most", "What", what)
}
func (w doctorWords) PolicyIs(what string) string { return w.Fill("doctor.policy-is", "What", what) }
func (w doctorWords) PolicyLocked(what string) string {
	return w.Fill("doctor.policy-locked", "What", what)
}
func (w doctorWords) LanguageIs(what string) string {
	return w.Fill("doctor.language-is", "What", what)
}

func (w doctorWords) ProxyIs(what string) string { return w.Fill("doctor.proxy-is", "What", what) }
func (w doctorWords) AgeAtMost(days int) string  { return w.Plural("doctor.age-at-most", days) }
func (w doctorWords) NotCapped() string          { return w.Say("doctor.not-capped") }
func (w doctorWords) CappedBy(level, by string) string {
	return w.Fill("doctor.capped-by", "Level", level, "By", by)
}
func (w doctorWords) MendVariable(name string) string {
	return w.Fill("doctor.mend-variable", "Name", name)
}

func (w doctorWords) MendPolicy() string { return w.Say("doctor.mend-policy") }
func (w doctorWords) TrustSet(source, created string, issuers, keys int) string {
	return w.Fill("doctor.trust-set", "Source", source, "Created", created,
		"Issuers", w.Plural("doctor.issuers", issuers), "Keys", w.Plural("doctor.keys", keys))
}
func (w doctorWords) MendTrust() string { return w.Say("doctor.mend-trust") }

func (w doctorWords) TrustFirst() string { return w.Say("doctor.trust-first") }
func (w doctorWords) TrustLater() string { return w.Say("doctor.trust-later") }
func (w doctorWords) AgeUnknown() string { return w.Say("doctor.age-unknown") }
func (w doctorWords) Refresh() string    { return w.Say("doctor.refresh") }
func (w doctorWords) Age(days, limit int) string {
	if limit == 0 {
		return w.Plural("doctor.age-without-limit", days)
	}
	return w.Plural("doctor.age", days, "Limit", strconv.Itoa(limit))
}
func (w doctorWords) Days(days int) string { return w.Plural("doctor.days", days) }

// Parts names parts of a set with an age of their own; PartAge says it, and PartTooOld what to do.
func (w doctorWords) Parts() words.Group { return w.Group("doctor-parts") }
func (w doctorWords) PartAge(part, age string) string {
	return w.Fill("doctor.part-age", "Part", part, "Age", age)
}
func (w doctorWords) PartTooOld() string { return w.Say("doctor.part-too-old") }

func (w doctorWords) Plausible(now string) string   { return w.Fill("doctor.plausible", "Now", now) }
func (w doctorWords) BeforeTrust(now string) string { return w.Fill("doctor.before-trust", "Now", now) }
func (w doctorWords) BeforeBuild(now string) string { return w.Fill("doctor.before-build", "Now", now) }
func (w doctorWords) SetClock() string              { return w.Say("doctor.set-clock") }
func (w doctorWords) Terminal(columns, rows int, color bool) string {
	size := w.Say("doctor.size-unknown")
	if columns > 0 && rows > 0 {
		size = w.Fill("doctor.size", "Columns", strconv.Itoa(columns), "Rows", strconv.Itoa(rows))
	}
	if color {
		return w.Fill("doctor.in-colour", "Size", size)
	}
	return w.Fill("doctor.without-colour", "Size", size)
}
func (w doctorWords) NoTerminal() string { return w.Say("doctor.no-terminal") }

func (w doctorWords) RunOnTerminal() string { return w.Say("doctor.run-on-terminal") }
func (w doctorWords) SetUTF8() string       { return w.Say("doctor.set-utf8") }
func (w doctorWords) NotUTF8(terminal string) string {
	return w.Fill("doctor.not-utf8", "Terminal", terminal)
}
func (w doctorWords) Enlarge(columns, rows int) string {
	return w.Fill("doctor.enlarge", "Columns", strconv.Itoa(columns), "Rows", strconv.Itoa(rows))
}

func (w doctorWords) Writable(folder string) string {
	return w.Fill("doctor.writable", "Folder", folder)
}
func (w doctorWords) MendStore() string { return w.Say("doctor.mend-store") }
func (w doctorWords) OtherStore(folder string) string {
	return w.Fill("doctor.other-store", "Folder", folder)
}
func (w doctorWords) SelfTest() string { return w.Say("doctor.self-test") }

func (w doctorWords) SelfTestFailed() string { return w.Say("doctor.self-test-failed") }
func (w doctorWords) Reinstall() string      { return w.Say("doctor.reinstall") }
func (w doctorWords) Undamaged() string      { return w.Say("doctor.undamaged") }
func (w doctorWords) NotUsed() string        { return w.Say("doctor.not-used") }

// NoAdditions and the methods down to MoreAdditions tell of local additions: that there are
// none, who made one, in whose name it signs, how many more there are.
func (w doctorWords) NoAdditions() string    { return w.Say("doctor.no-additions") }
func (w doctorWords) CheckAdditions() string { return w.Say("doctor.check-additions") }
func (w doctorWords) AddedBy(who, day, why string) string {
	return w.Fill("doctor.added-by", "Who", who, "Day", day, "Why", cmp.Or(why, w.Say("doctor.no-reason")))
}
func (w doctorWords) SpeaksFor(name string) string { return w.Fill("doctor.speaks-for", "Name", name) }

func (w doctorWords) MoreAdditions(count int) string {
	return w.Fill("doctor.more-additions", "Count", strconv.Itoa(count))
}
