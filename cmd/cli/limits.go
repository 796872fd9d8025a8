package cli

import (
	"errors"

	"vaxcheck/cmd/show"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// EnvMaxLevel caps the level, whatever the flags say.
const EnvMaxLevel = "VAXCHECK_MAX_LEVEL"

// resolveLevel takes the lowest of what is asked for and what is allowed.
func (o *Options) resolveLevel(s *show.Settings) error {
	if o.level == "" {
		return nil
	}
	level, err := verify.ParseLevel(o.level)
	if err != nil {
		return Usage(ErrorsIn(s.Words).Level(o.level))
	}
	s.Level, _, err = o.Console.CapLevel(level)
	if err == nil && s.Level < level && o.Cmd.Flags().Changed("level") {
		o.Console.Talk(s, s.Words.LevelCapped(s.Level.String()))
	}
	return err
}

// CapLevel lowers a level to what the administrator allows, and names what did:
// the variable or a configuration file. A cap that cannot be understood allows
// the least.
func (c *Console) CapLevel(level verify.Level) (capped verify.Level, by string, err error) {
	if err := c.Config.usable(c.Words); err != nil {
		return verify.LevelA, "", err
	}
	if places := c.Env.Places; places.Home == HomeClosed { // a configuration in it may allow no more
		return verify.LevelA, places.HomePath, nil
	}
	level, by = c.Config.capLevel(level)
	text := c.Env.Getenv(EnvMaxLevel)
	if text == "" {
		return level, by, nil
	}
	limit, err := verify.ParseLevel(text)
	if err != nil {
		return verify.LevelA, EnvMaxLevel, Usage(ErrorsIn(c.Words).LevelCap(EnvMaxLevel, text))
	}
	if limit < level {
		level, by = limit, EnvMaxLevel
	}
	return level, by, nil
}

// ResolvePolicy finds the policy, and limits the age of the trust set further
// where flag or configuration do.
func (o *Options) ResolvePolicy(s *show.Settings) (err error) {
	switch {
	case o.judges:
		s.Policy, err = o.Console.Config.judgingPolicy(s.Words, o.Policy,
			o.PolicyChosen || o.Cmd.Flags().Changed("policy"))
	case o.PolicyChosen:
		s.Policy, err = findPolicy(s.Words, "--policy", o.Policy, ReadLimited)
		return err
	default:
		return nil // a command without policies
	}
	if err != nil {
		return err
	}
	days, err := o.MaxAgeDays()
	s.Policy = s.Policy.LimitTrustAge(o.Console.Config.MaxAgeDays()).LimitTrustAge(days)
	return err
}

// MaxAgeDays is the limit asked for with --max-age, 0 for none.
func (o *Options) MaxAgeDays() (int, error) {
	if !o.Cmd.Flags().Changed("max-age") {
		return 0, nil
	}
	days, err := parseDays(o.maxAge)
	if err != nil {
		return 0, Usage(ErrorsIn(o.Console.Words).MaxAge(o.maxAge))
	}
	return days, nil
}

// findPolicy returns the built-in policy of a name, or the one in a file. Who
// names it stands first in what is wrong with it.
func findPolicy(w *show.Sentences, who, name string, read func(string, int64) ([]byte, error)) (rules.Policy, error) {
	if p, ok := rules.Find(name); ok {
		return p, nil
	}
	text, err := read(name, rules.MaxFile)
	if IsCode(name) {
		name, err = "…", errors.New("a code is no policy") // and is not quoted
	}
	if errors.Is(err, errOwner) || errors.Is(err, errWritable) {
		return rules.Policy{}, WrongUsage(ErrorsIn(w).PolicyRefused(who, show.SafeText(name), err))
	}
	if err != nil {
		return rules.Policy{}, Usage(ErrorsIn(w).PolicyUnknown(who, show.SafeText(name)))
	}
	p, err := rules.Parse(text)
	if err != nil {
		return rules.Policy{}, WrongUsage(ErrorsIn(w).PolicyRefused(who, show.SafeText(name), err))
	}
	return p, nil
}

// judgingPolicy is the policy to judge by: the one of the flag if it was chosen,
// the one that is configured, or the default.
func (c *Configurations) judgingPolicy(w *show.Sentences, flag string, chosen bool) (rules.Policy, error) {
	file := c.PolicyFile()
	if c.Machine.LockPolicy {
		if chosen && flag != file.policyName() {
			return rules.Policy{}, Usage(ErrorsIn(w).PolicyLocked(show.SafeText(file.Path), show.SafeText(file.Policy)))
		}
		chosen = false
	}
	if chosen || file == nil {
		return findPolicy(w, "--policy", flag, ReadLimited)
	}
	read := ReadLimited
	if file == &c.Machine {
		read = readProtected
	}
	return findPolicy(w, show.SafeText(file.Path)+": policy", file.policyName(), read)
}
