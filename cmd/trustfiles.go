package cmd

import (
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// Reasons why there is no trust set to judge with.
var (
	errTrustMissing = errors.New("trust set missing")
	errTrustRefused = errors.New("trust set refused")
)

// maxTrustFile bounds a file given with --trust, in bytes.
const maxTrustFile = inforce.MaxFile

// trustFlags name the trust sets to use in place of the one in force.
type trustFlags struct {
	trust  []string
	issuer string
}

func (f *trustFlags) register(cmd *cobra.Command, w flagWords) {
	cmd.Flags().StringArrayVar(&f.trust, "trust", nil, w.Trust())
	cmd.Flags().StringVar(&f.issuer, "issuer", "", w.Issuer())
}

// trustSet returns the set to judge with: the files given, and nothing else, or
// the set in force on this machine. It is the one way to a set. Held is what is known on
// this machine, for whoever tells what is damaged; nil if that was not looked at.
func (o *options) trustSet() (set *trust.Set, held *inforce.Trust, err error) {
	c := o.console
	if err := homeKnown(c.env.Places, c.words); err != nil {
		return nil, nil, err
	}
	switch {
	case o.issuer != "" && len(o.trust) == 0:
		return nil, nil, usageError(errorsIn(c.words).IssuerAlone())
	case len(o.trust) == 0:
		held, err := openTrust(c, false)
		if err != nil {
			return nil, held, err
		}
		return held.Set, held, nil
	}
	set, err = o.trustFlags.load(c)
	return set, nil, err
}

// tellingSet is trustSet, and tells what is damaged.
func (o *options) tellingSet() (*trust.Set, error) {
	set, held, err := o.trustSet()
	if held != nil {
		tellDamage(o.console, held)
	}
	return set, err
}

// judgingSet returns the trust set, or the reason why nothing can be judged.
func (o *options) judgingSet() (*trust.Set, verify.Reason, error) {
	set, err := o.tellingSet()
	switch {
	case err == nil:
		set.Whole() // what is damaged of any part is told now, not when a certificate comes that needs it
		return set, "", nil
	case errors.Is(err, errTrustMissing):
		o.console.tell(err)
		return nil, verify.ReasonTrustMissing, nil
	case errors.Is(err, errTrustRefused):
		o.console.tell(err)
		return nil, verify.ReasonTrustRefused, nil
	}
	return nil, "", err
}

// load unites the sets in the files.
func (f trustFlags) load(c *console) (*trust.Set, error) {
	var sets []*trust.Set
	issuers := false
	for _, name := range f.trust {
		set, err := f.loadFile(c.words, name)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
		issuers = issuers || set.Info().Issuers > 0
	}
	if f.issuer != "" && !issuers {
		return nil, usageError(errorsIn(c.words).IssuerAlone())
	}
	set, err := trust.Merge(sets...)
	if err == nil && c.env.layer != nil {
		set, err = c.env.layer(set)
	}
	if err != nil {
		return nil, trustRefused(c.words, "--trust", err)
	}
	return set, nil
}

func (f trustFlags) loadFile(w *sentences, name string) (*trust.Set, error) {
	data, err := readLimited(name, maxTrustFile)
	if err != nil {
		return nil, &codedError{code: exitNotReady, kind: errTrustMissing, err: errorsIn(w).TrustMissing(safeText(name), err)}
	}
	set, err := trust.LoadFile(data, f.issuer, filepath.Base(name))
	if err != nil {
		return nil, trustRefused(w, name, err)
	}
	return set, nil
}

// trustRefused is the error for a trust set that cannot be used.
func trustRefused(w *sentences, name string, cause error) error {
	return &codedError{code: exitNotReady, kind: errTrustRefused, err: errorsIn(w).TrustRefused(safeText(name), cause)}
}
