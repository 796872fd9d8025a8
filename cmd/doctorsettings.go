package cmd

import (
	"errors"
	"runtime"

	"vaxcheck/cmd/words"
	"vaxcheck/verify"
)

func (d *doctor) machineConfig() diagnosis {
	return d.config(doctorMachineConfig, &d.configured.machine)
}

// userConfig is about the user's home too: it is where a configuration would be.
func (d *doctor) userConfig() diagnosis {
	places, c := d.env.Places, &d.configured.user
	found := d.config(doctorUserConfig, c)
	found.Facts["home"], found.Facts["home_path"] = homeNames[places.Home], optional(places.HomePath)
	switch note := homeNote(d.env, d.s.words); {
	case places.Home == HomeClosed:
		return failed(doctorUserConfig, "home_unreadable", d.homeWords().Closed(places.HomePath), d.homeWords().ClosedNext(homeVariable(runtime.GOOS)), found.Facts)
	case note != "" && found.Outcome == healthOK:
		return noted(doctorUserConfig, homeCodes[places.Home], note, "", found.Facts)
	}
	return found
}

// homeCodes are the codes of notes about the user's home.
var homeCodes = map[HomeState]string{HomeNone: "home_none", HomeFound: "home_elsewhere"}

func (d *doctor) homeWords() homeWords { return homeIn(d.s.words) }

// config tells what a configuration file says, or why it cannot be used.
func (d *doctor) config(id string, c *configuration) diagnosis {
	f := facts{"path": optional(c.path), "found": c.found}
	path := safeText(c.path)
	switch {
	case c.path == "":
		return passed(id, d.w.NoFolder(), f)
	case !c.found:
		return passed(id, d.w.NoFile(path), f)
	case c.err != nil:
		return failed(id, "configuration_refused", path+": "+safeText(c.err.Error()), d.w.MendFile(), f)
	}
	f["max_level"], f["policy"], f["lock_policy"] = nil, optional(c.policy), c.lockPolicy
	f["language"], f["max_age_days"], f["proxy"] = optional(c.language), nil, nil
	if c.caps {
		f["max_level"] = c.maxLevel
	}
	if c.maxAgeDays > 0 {
		f["max_age_days"] = c.maxAgeDays
	}
	if c.proxy != nil {
		f["proxy"] = c.proxy.Redacted()
	}
	return passed(id, path+": "+d.says(c), f)
}

// says puts what a configuration file says into words.
func (d *doctor) says(c *configuration) string {
	var items []string
	add := func(given bool, text string) {
		if given {
			items = append(items, text)
		}
	}
	add(c.caps, d.w.LevelAtMost(c.maxLevel.String()))
	add(c.policy != "" && !c.lockPolicy, d.w.PolicyIs(safeText(c.policy)))
	add(c.lockPolicy, d.w.PolicyLocked(safeText(c.policy)))
	add(c.maxAgeDays > 0, d.w.AgeAtMost(c.maxAgeDays))
	add(c.language != "", d.w.LanguageIs(words.For(c.language).Name()))
	if c.proxy != nil {
		add(true, d.w.ProxyIs(safeText(c.proxy.Redacted())))
	}
	if items == nil {
		return d.w.SaysNothing()
	}
	return newPage(d.s).list(items...)
}

// optional is null for an empty text.
func optional(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// unconfigured is a check that needs configuration files that can be used.
func (d *doctor) unconfigured(id string) diagnosis {
	return diagnosis{ID: id, finding: d.w.ConfigFirst()}
}

// level tells the highest level that may be shown.
func (d *doctor) level() diagnosis {
	if d.configured.broken() != nil {
		return d.unconfigured(doctorLevel)
	}
	level, by, err := d.options.console.capLevel(verify.LevelC)
	f := facts{"max_level": level, "by": optional(by)}
	switch {
	case err != nil:
		return failed(doctorLevel, "level_cap_refused", safeText(err.Error()), d.w.MendVariable(envMaxLevel), f)
	case by == "":
		return passed(doctorLevel, d.w.NotCapped(), f)
	}
	return passed(doctorLevel, d.w.CappedBy(level.String(), safeText(by)), f)
}

// policy tells which policy certificates are judged by, and who says so.
func (d *doctor) policy() diagnosis {
	if d.configured.broken() != nil {
		return d.unconfigured(doctorPolicy)
	}
	err := d.options.resolvePolicy(d.s)
	by := d.policyBy()
	f := facts{"policy": optional(d.s.policy.Name), "by": by, "locked": d.configured.machine.lockPolicy}
	if err != nil {
		return failed(doctorPolicy, "policy_refused", safeText(err.Error()), d.w.MendPolicy(), f)
	}
	p := newPage(d.s)
	name := safeText(d.s.policy.Name)
	if title := p.policyTitle(); title != "" {
		name += ": " + safeText(title)
	}
	return passed(doctorPolicy, d.w.From(name, d.w.By().Of(by)), f)
}

func (d *doctor) policyBy() string {
	config := d.configured
	file := config.policyFile()
	switch {
	case config.machine.lockPolicy:
		return byMachine
	case d.options.cmd.Flags().Changed("policy"):
		return byFlag
	case file == &config.user:
		return byUser
	case file != nil:
		return byMachine
	}
	return byDefault
}

// What settings can come from.
const (
	byFlag        = "flag"
	byUser        = "user"
	byMachine     = "machine"
	byEnvironment = "environment"
	byDefault     = "default"
)

// language tells which language is spoken, and who says so.
func (d *doctor) language() diagnosis {
	by, lang := d.languageBy(), d.s.words.Tag()
	return passed(doctorLanguage, d.w.From(d.w.Name(), d.w.By().Of(by)), facts{"language": lang, "by": by})
}

func (d *doctor) languageBy() string {
	config, get := d.configured, d.env.Getenv
	switch {
	case d.options.lang != "":
		return byFlag
	case config.user.language != "":
		return byUser
	case config.machine.language != "":
		return byMachine
	case get("LC_ALL")+get("LC_MESSAGES")+get("LANG") != "":
		return byEnvironment
	}
	return byDefault
}

// trust tells which trust set is in force.
func (d *doctor) trust() diagnosis {
	if d.set == nil {
		code := string(verify.ReasonTrustRefused)
		if errors.Is(d.refused, errTrustMissing) {
			code = string(verify.ReasonTrustMissing)
		}
		next := d.w.MendTrust()
		if d.env.Places.Home == HomeClosed {
			next = "" // told with the user's configuration
		}
		return failed(doctorTrust, code, safeText(d.refused.Error()), next, facts{})
	}
	info := d.set.Info()
	created := d.s.words.Labels.AgeUnknown()
	if !info.Created.IsZero() {
		created = d.s.words.Labels.Made(info.Created.UTC().Format("2006-01-02"))
	}
	return passed(doctorTrust, d.w.TrustSet(d.s.words.source(info.Name()), created, info.Issuers, info.Keys),
		facts{"source": info.Name(), "created": optionalTime(info.Created), "sha256": info.SHA256, "issuers": info.Issuers, "keys": info.Keys})
}
