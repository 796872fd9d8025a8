package cli

import (
	"fmt"
	"net/url"
	"path/filepath"

	"vaxcheck/cmd/show"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// Configuration is what one configuration file says. Zero values of what it does
// not say limit nothing.
type Configuration struct {
	Path  string // "" if there is no folder for one
	Found bool   // there is a file
	Err   error  // why it cannot be used

	Caps       bool         // MaxLevel is meant
	MaxLevel   verify.Level // the highest level shown
	Policy     string       // a built-in name, or a file, relative to the configuration's folder
	LockPolicy bool         // no other policy may be chosen
	Language   string       // a tag of words.Tags
	MaxAgeDays int          // of the trust set
	Proxy      *url.URL     // for the update of the trust set
}

// Configurations are those of the machine and of its user. What one can order is
// capped: the lowest level and the strictest age hold. Of the rest the user's
// goes before the machine's, and a flag before both.
type Configurations struct{ Machine, User Configuration }

// ReadConfigurations reads both files. The machine's counts only if nobody else
// could have written it.
func ReadConfigurations(p Places) Configurations {
	c := Configurations{
		Machine: readConfiguration(p.MachineConfig, readProtected),
		User:    readConfiguration(p.UserConfig, ReadLimited),
	}
	if c.User.LockPolicy && c.User.Err == nil {
		c.User.Err = errUserLock
	}
	return c
}

var errUserLock = fmt.Errorf("lock_policy belongs into the machine's %s", ConfigName)

// all lists both, the machine's first.
func (c *Configurations) all() []*Configuration { return []*Configuration{&c.Machine, &c.User} }

// Broken returns the first file that cannot be used, nil if there is none. Who
// meets one does nothing that a limit in it might forbid.
func (c *Configurations) Broken() *Configuration {
	for _, file := range c.all() {
		if file.Err != nil {
			return file
		}
	}
	return nil
}

// capLevel lowers a level to what the files allow, and names the file that did.
func (c *Configurations) capLevel(level verify.Level) (capped verify.Level, by string) {
	for _, file := range c.all() {
		if file.Caps && file.MaxLevel < level {
			level, by = file.MaxLevel, file.Path
		}
	}
	return level, by
}

// MaxAgeDays is the strictest limit for the age of the trust set, 0 for none.
func (c *Configurations) MaxAgeDays() int {
	p := rules.Policy{}
	for _, file := range c.all() {
		p = p.LimitTrustAge(file.MaxAgeDays)
	}
	return p.Trust.MaxAgeDays
}

// PolicyFile returns the file that names the policy, nil if none does.
func (c *Configurations) PolicyFile() *Configuration {
	switch {
	case c.User.Policy != "" && !c.Machine.LockPolicy:
		return &c.User
	case c.Machine.Policy != "":
		return &c.Machine
	}
	return nil
}

// Language is the one that the files ask for, otherwise the one given.
func (c *Configurations) Language(otherwise string) string {
	for _, file := range c.all() {
		if file.Language != "" {
			otherwise = file.Language
		}
	}
	return otherwise
}

// Proxy is what the update of the trust set goes through unless the environment
// says otherwise; nil if no file names one.
func (c *Configurations) Proxy() *url.URL {
	if c.User.Proxy != nil {
		return c.User.Proxy
	}
	return c.Machine.Proxy
}

// policyName is the policy that a file names: a built-in one, or where a file is.
func (c *Configuration) policyName() string {
	if _, builtIn := rules.Find(c.Policy); builtIn || filepath.IsAbs(c.Policy) {
		return c.Policy
	}
	return filepath.Join(filepath.Dir(c.Path), c.Policy)
}

// usable refuses to go on with a configuration file that cannot be used.
func (c *Configurations) usable(w *show.Sentences) error {
	file := c.Broken()
	if file == nil {
		return nil
	}
	return WithHint(WrongUsage(ErrorsIn(w).ConfigRefused(show.SafeText(file.Path), file.Err)), ErrorsIn(w).ConfigHint())
}
