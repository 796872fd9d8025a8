package cli

import (
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// Reasons why there is no trust set to judge with.
var (
	ErrTrustMissing = errors.New("trust set missing")
	errTrustRefused = errors.New("trust set refused")
)

// TrustFlags name the trust sets to use in place of the one in force.
type TrustFlags struct {
	Trust  []string
	Issuer string
}

func (f *TrustFlags) register(cmd *cobra.Command, w flagWords) {
	cmd.Flags().StringArrayVar(&f.Trust, "trust", nil, w.Trust())
	cmd.Flags().StringVar(&f.Issuer, "issuer", "", w.Issuer())
}

// TrustSet returns the set to judge with: the files given, and nothing else, or
// the set in force on this machine. It is the one way to a set. Held is what is known on
// this machine, for whoever tells what is damaged; nil if that was not looked at.
func (o *Options) TrustSet() (set *trust.Set, held *inforce.Trust, err error) {
	c := o.Console
	if err := HomeKnown(c.Env.Places, c.Words); err != nil {
		return nil, nil, err
	}
	switch {
	case o.Issuer != "" && len(o.Trust) == 0:
		return nil, nil, Usage(ErrorsIn(c.Words).IssuerAlone())
	case len(o.Trust) == 0:
		held, err := OpenTrust(c, false)
		if err != nil {
			return nil, held, err
		}
		return held.Set, held, nil
	}
	set, err = o.TrustFlags.load(c)
	return set, nil, err
}

// TellingSet returns what TrustSet does, and tells on stderr what is damaged.
func (o *Options) TellingSet() (*trust.Set, error) {
	set, held, err := o.TrustSet()
	if held != nil {
		TellDamage(o.Console, held)
	}
	return set, err
}

// Sound returns the set if each of its parts opens, and else why it is refused.
func Sound(w *show.Sentences, set *trust.Set) (*trust.Set, error) {
	if err := set.Sound(); err != nil {
		return nil, TrustRefused(w, set.Info().Source, err)
	}
	return set, nil
}

// JudgingSet returns the trust set, or the reason why nothing can be judged.
func (o *Options) JudgingSet() (*trust.Set, verify.Reason, error) {
	set, err := o.TellingSet()
	if err == nil {
		set.Whole() // what is damaged of any part is told now, not when a certificate comes that needs it
		set, err = Sound(o.Console.Words, set)
	}
	switch {
	case err == nil:
		return set, "", nil
	case errors.Is(err, ErrTrustMissing):
		o.Console.Tell(err)
		return nil, verify.ReasonTrustMissing, nil
	case errors.Is(err, errTrustRefused):
		o.Console.Tell(err)
		return nil, verify.ReasonTrustRefused, nil
	}
	return nil, "", err
}

// load unites the sets in the files.
func (f TrustFlags) load(c *Console) (*trust.Set, error) {
	var sets []*trust.Set
	issuers := false
	for _, name := range f.Trust {
		set, err := f.loadFile(c.Words, name)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
		issuers = issuers || set.Info().Issuers > 0
	}
	if f.Issuer != "" && !issuers {
		return nil, Usage(ErrorsIn(c.Words).IssuerAlone())
	}
	set, err := trust.Merge(sets...)
	if err == nil && c.Env.Layer != nil {
		set, err = c.Env.Layer(set)
	}
	if err != nil {
		return nil, TrustRefused(c.Words, "--trust", err)
	}
	return set, nil
}

func (f TrustFlags) loadFile(w *show.Sentences, name string) (*trust.Set, error) {
	data, err := ReadLimited(name, inforce.MaxFile)
	if err != nil {
		return nil, &codedError{code: ExitNotReady, err: ErrorsIn(w).TrustMissing(show.SafeText(name), err),
			is: ErrTrustMissing}
	}
	set, err := trust.LoadFile(data, f.Issuer, filepath.Base(name))
	if err != nil {
		return nil, TrustRefused(w, name, err)
	}
	return set, nil
}

// TrustRefused is the error for a trust set that cannot be used.
func TrustRefused(w *show.Sentences, name string, cause error) error {
	return Refused(ErrorsIn(w).TrustRefused(show.SafeText(name), cause))
}
