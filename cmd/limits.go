package cmd

import (
	"errors"

	"vaxcheck/verify"
)

// envMaxLevel caps the level, whatever the flags say.
const envMaxLevel = "VAXCHECK_MAX_LEVEL"

// resolveLevel takes the lowest of what is asked for and what is allowed.
func (o *options) resolveLevel(s *settings) error {
	if o.level == "" {
		return nil
	}
	level, err := verify.ParseLevel(o.level)
	if err != nil {
		return usageError(errorsIn(s.words).Level(o.level))
	}
	s.level, _, err = o.console.capLevel(level)
	if err == nil && s.level < level && o.cmd.Flags().Changed("level") {
		o.console.talk(s, s.words.LevelCapped(s.level.String()))
	}
	return err
}

// capLevel lowers a level to what the administrator allows, and names what did:
// the variable or a configuration file. A cap that cannot be understood allows
// the least.
func (c *console) capLevel(level verify.Level) (capped verify.Level, by string, err error) {
	if err := c.config.usable(c.words); err != nil {
		return verify.LevelA, "", err
	}
	if places := c.env.Places; places.Home == HomeClosed { // a configuration in it may allow no more
		return verify.LevelA, places.HomePath, nil
	}
	level, by = c.config.capLevel(level)
	text := c.env.Getenv(envMaxLevel)
	if text == "" {
		return level, by, nil
	}
	limit, err := verify.ParseLevel(text)
	if err != nil {
		return verify.LevelA, envMaxLevel, usageError(errorsIn(c.words).LevelCap(envMaxLevel, text))
	}
	if limit < level {
		level, by = limit, envMaxLevel
	}
	return level, by, nil
}

// resolvePolicy finds the policy, and limits the age of the trust set further
// where flag or configuration do.
func (o *options) resolvePolicy(s *settings) (err error) {
	switch {
	case o.judges:
		s.policy, err = o.console.config.judgingPolicy(s.words, o.policy, o.policyChosen || o.cmd.Flags().Changed("policy"))
	case o.policyChosen:
		s.policy, err = findPolicy(s.words, "--policy", o.policy, readLimited)
		return err
	default:
		return nil // a command without policies
	}
	if err != nil {
		return err
	}
	days, err := o.maxAgeDays()
	s.policy = s.policy.LimitTrustAge(o.console.config.maxAgeDays()).LimitTrustAge(days)
	return err
}

// maxAgeDays is the limit asked for with --max-age, 0 for none.
func (o *options) maxAgeDays() (int, error) {
	if !o.cmd.Flags().Changed("max-age") {
		return 0, nil
	}
	days, err := parseDays(o.maxAge)
	if err != nil {
		return 0, usageError(errorsIn(o.console.words).MaxAge(o.maxAge))
	}
	return days, nil
}

// findPolicy returns the built-in policy of a name, or the one in a file. Who
// names it stands first in what is wrong with it.
func findPolicy(w *sentences, who, name string, read func(string, int64) ([]byte, error)) (verify.Policy, error) {
	if p, ok := verify.FindPolicy(name); ok {
		return p, nil
	}
	text, err := read(name, verify.MaxPolicyFile)
	if isCode(name) {
		name, err = "…", errors.New("a code is no policy") // and is not quoted
	}
	if errors.Is(err, errOwner) || errors.Is(err, errWritable) {
		return verify.Policy{}, wrongUsage(errorsIn(w).PolicyRefused(who, safeText(name), err))
	}
	if err != nil {
		return verify.Policy{}, usageError(errorsIn(w).PolicyUnknown(who, safeText(name)))
	}
	p, err := verify.ParsePolicy(text)
	if err != nil {
		return verify.Policy{}, wrongUsage(errorsIn(w).PolicyRefused(who, safeText(name), err))
	}
	return p, nil
}

// judgingPolicy is the policy to judge by: the one of the flag if it was chosen,
// the one that is configured, or the default.
func (c *configurations) judgingPolicy(w *sentences, flag string, chosen bool) (verify.Policy, error) {
	file := c.policyFile()
	if c.machine.lockPolicy {
		if chosen && flag != file.policyName() {
			return verify.Policy{}, usageError(errorsIn(w).PolicyLocked(safeText(file.path), safeText(file.policy)))
		}
		chosen = false
	}
	if chosen || file == nil {
		return findPolicy(w, "--policy", flag, readLimited)
	}
	read := readLimited
	if file == &c.machine {
		read = readProtected
	}
	return findPolicy(w, safeText(file.path)+": policy", file.policyName(), read)
}
