package doctor

import (
	"errors"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/verify"
)

func (d *doctor) machineConfig() diagnosis {
	return d.config(doctorMachineConfig, &d.configured.Machine)
}

// userConfig is about the user's home too: it is where a configuration would be.
func (d *doctor) userConfig() diagnosis {
	places, c := d.env.Places, &d.configured.User
	found := d.config(doctorUserConfig, c)
	found.Facts["home"], found.Facts["home_path"] = places.Home.String(), optional(places.HomePath)
	closed := cli.HomeKnown(places, d.s.Words)
	switch note := cli.HomeNote(d.env, d.s.Words); {
	case closed != nil:
		return failed(doctorUserConfig, "home_unreadable", closed.Error(), cli.HintOf(closed), found.Facts)
	case note != "" && found.Outcome == healthOK:
		return noted(doctorUserConfig, homeCodes[places.Home], note, "", found.Facts)
	}
	return found
}

// homeCodes are the codes of notes about the user's home.
var homeCodes = map[cli.HomeState]string{cli.HomeNone: "home_none", cli.HomeFound: "home_elsewhere"}

// config tells what a configuration file says, or why it cannot be used.
func (d *doctor) config(id string, c *cli.Configuration) diagnosis {
	f := facts{"path": optional(c.Path), "found": c.Found}
	path := show.SafeText(c.Path)
	switch {
	case c.Path == "":
		return passed(id, d.w.NoFolder(), f)
	case !c.Found:
		return passed(id, d.w.NoFile(path), f)
	case c.Err != nil:
		return failed(id, "configuration_refused", path+": "+show.SafeText(c.Err.Error()), d.w.MendFile(), f)
	}
	f["max_level"], f["policy"], f["lock_policy"] = nil, optional(c.Policy), c.LockPolicy
	f["language"], f["max_age_days"], f["proxy"] = optional(c.Language), nil, nil
	if c.Caps {
		f["max_level"] = c.MaxLevel
	}
	if c.MaxAgeDays > 0 {
		f["max_age_days"] = c.MaxAgeDays
	}
	if c.Proxy != nil {
		f["proxy"] = c.Proxy.Redacted()
	}
	return passed(id, path+": "+d.says(c), f)
}

// says puts what a configuration file says into words.
func (d *doctor) says(c *cli.Configuration) string {
	var items []string
	add := func(given bool, text string) {
		if given {
			items = append(items, text)
		}
	}
	add(c.Caps, d.w.LevelAtMost(c.MaxLevel.String()))
	add(c.Policy != "" && !c.LockPolicy, d.w.PolicyIs(show.SafeText(c.Policy)))
	add(c.LockPolicy, d.w.PolicyLocked(show.SafeText(c.Policy)))
	add(c.MaxAgeDays > 0, d.w.AgeAtMost(c.MaxAgeDays))
	add(c.Language != "", d.w.LanguageIs(words.For(c.Language).Name()))
	if c.Proxy != nil {
		add(true, d.w.ProxyIs(show.SafeText(c.Proxy.Redacted())))
	}
	if items == nil {
		return d.w.SaysNothing()
	}
	return show.NewSheet(d.s).List(items...)
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
	if d.configured.Broken() != nil {
		return d.unconfigured(doctorLevel)
	}
	level, by, err := d.options.Console.CapLevel(verify.LevelC)
	f := facts{"max_level": level, "by": optional(by)}
	switch {
	case err != nil:
		return failed(doctorLevel, "level_cap_refused", show.SafeText(err.Error()),
			d.w.MendVariable(cli.EnvMaxLevel), f)
	case by == "":
		return passed(doctorLevel, d.w.NotCapped(), f)
	}
	return passed(doctorLevel, d.w.CappedBy(level.String(), show.SafeText(by)), f)
}

// policy tells which policy certificates are judged by, and who says so.
func (d *doctor) policy() diagnosis {
	if d.configured.Broken() != nil {
		return d.unconfigured(doctorPolicy)
	}
	err := d.options.ResolvePolicy(d.s)
	by := d.policyBy()
	f := facts{"policy": optional(d.s.Policy.Name), "by": by, "locked": d.configured.Machine.LockPolicy}
	if err != nil {
		return failed(doctorPolicy, "policy_refused", show.SafeText(err.Error()), d.w.MendPolicy(), f)
	}
	p := show.NewSheet(d.s)
	name := show.SafeText(d.s.Policy.Name)
	if title := p.PolicyTitle(); title != "" {
		name += ": " + show.SafeText(title)
	}
	return passed(doctorPolicy, d.w.From(name, d.w.By().Of(by)), f)
}

func (d *doctor) policyBy() string {
	config := d.configured
	file := config.PolicyFile()
	switch {
	case config.Machine.LockPolicy:
		return byMachine
	case d.options.Cmd.Flags().Changed("policy"):
		return byFlag
	case file == &config.User:
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
	by, lang := d.languageBy(), d.s.Words.Tag()
	return passed(doctorLanguage, d.w.From(d.w.Name(), d.w.By().Of(by)), facts{"language": lang, "by": by})
}

func (d *doctor) languageBy() string {
	config, get := d.configured, d.env.Getenv
	switch {
	case d.options.Lang != "":
		return byFlag
	case config.User.Language != "":
		return byUser
	case config.Machine.Language != "":
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
		if errors.Is(d.refused, cli.ErrTrustMissing) {
			code = string(verify.ReasonTrustMissing)
		}
		next := d.w.MendTrust()
		if d.env.Places.Home == cli.HomeClosed {
			next = "" // told with the user's configuration
		}
		return failed(doctorTrust, code, show.SafeText(d.refused.Error()), next, facts{})
	}
	info := d.set.Info()
	created := d.s.Words.Labels.AgeUnknown()
	if !info.Created.IsZero() {
		created = d.s.Words.Labels.Made(info.Created.UTC().Format("2006-01-02"))
	}
	return passed(doctorTrust, d.w.TrustSet(d.s.Words.Source(info.Name()), created, info.Issuers, info.Keys),
		facts{"source": info.Name(), "created": show.OptionalTime(info.Created), "sha256": info.SHA256,
			"issuers": info.Issuers, "keys": info.Keys})
}
