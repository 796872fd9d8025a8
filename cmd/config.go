package cmd

import (
	"fmt"
	"net/url"
	"path/filepath"

	"vaxcheck/verify"
)

// configuration is what one configuration file says. Zero values of what it does
// not say limit nothing.
type configuration struct {
	path  string // "" if there is no folder for one
	found bool   // there is a file
	err   error  // why it cannot be used

	caps       bool         // maxLevel is meant
	maxLevel   verify.Level // the highest level shown
	policy     string       // a built-in name, or a file, relative to the configuration's folder
	lockPolicy bool         // no other policy may be chosen
	language   string       // a tag of words.Tags
	maxAgeDays int          // of the trust set
	proxy      *url.URL     // for the update of the trust set
}

// configurations are those of the machine and of its user. What one can order is
// capped: the lowest level and the strictest age hold. Of the rest the user's
// goes before the machine's, and a flag before both.
type configurations struct{ machine, user configuration }

// readConfigurations reads both files. The machine's counts only if nobody else
// could have written it.
func readConfigurations(p Places) configurations {
	c := configurations{
		machine: readConfiguration(p.MachineConfig, readProtected),
		user:    readConfiguration(p.UserConfig, readLimited),
	}
	if c.user.lockPolicy && c.user.err == nil {
		c.user.err = errUserLock
	}
	return c
}

var errUserLock = fmt.Errorf("lock_policy belongs into the machine's %s", configName)

// all lists both, the machine's first.
func (c *configurations) all() []*configuration { return []*configuration{&c.machine, &c.user} }

// broken returns the first file that cannot be used, nil if there is none. Who
// meets one does nothing that a limit in it might forbid.
func (c *configurations) broken() *configuration {
	for _, file := range c.all() {
		if file.err != nil {
			return file
		}
	}
	return nil
}

// capLevel lowers a level to what the files allow, and names the file that did.
func (c *configurations) capLevel(level verify.Level) (capped verify.Level, by string) {
	for _, file := range c.all() {
		if file.caps && file.maxLevel < level {
			level, by = file.maxLevel, file.path
		}
	}
	return level, by
}

// maxAgeDays is the strictest limit for the age of the trust set, 0 for none.
func (c *configurations) maxAgeDays() int {
	p := verify.Policy{}
	for _, file := range c.all() {
		p = p.LimitTrustAge(file.maxAgeDays)
	}
	return p.Trust.MaxAgeDays
}

// policyFile returns the file that names the policy, nil if none does.
func (c *configurations) policyFile() *configuration {
	switch {
	case c.user.policy != "" && !c.machine.lockPolicy:
		return &c.user
	case c.machine.policy != "":
		return &c.machine
	}
	return nil
}

// language is the one that the files ask for, otherwise the one given.
func (c *configurations) language(otherwise string) string {
	for _, file := range c.all() {
		if file.language != "" {
			otherwise = file.language
		}
	}
	return otherwise
}

// proxy is what the update of the trust set goes through unless the environment
// says otherwise; nil if no file names one.
func (c *configurations) proxy() *url.URL {
	if c.user.proxy != nil {
		return c.user.proxy
	}
	return c.machine.proxy
}

// policyName is the policy that a file names: a built-in one, or where a file is.
func (c *configuration) policyName() string {
	if _, builtIn := verify.FindPolicy(c.policy); builtIn || filepath.IsAbs(c.policy) {
		return c.policy
	}
	return filepath.Join(filepath.Dir(c.path), c.policy)
}

// usable refuses to go on with a configuration file that cannot be used.
func (c *configurations) usable(w *sentences) error {
	file := c.broken()
	if file == nil {
		return nil
	}
	return &codedError{
		code: exitUsage, err: errorsIn(w).ConfigRefused(safeText(file.path), file.err),
		hint: errorsIn(w).ConfigHint(),
	}
}
