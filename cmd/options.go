package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// options are the common flags as they were given.
type options struct {
	app *app
	cmd *cobra.Command

	level, format, lang, at, policy, color string
	maxAge                                 string
	judges, policyChosen                   bool // by a policy; one named on the command line
	trust                                  []string
	issuer                                 string
	recursive, quiet                       bool
	machine, force, dryRun                 bool
	jobs                                   int
	budget                                 time.Duration
	qrFile                                 string
	trace                                  string // folder for pictures of the search
}

// newOptions registers the flags that every command with an answer understands.
func (a *app) newOptions(cmd *cobra.Command) *options {
	o := a.bareOptions(cmd)
	f, w := cmd.Flags(), a.words.Flags
	f.StringVar(&o.format, "format", "text", w.Format)
	f.BoolVarP(&o.quiet, "quiet", "q", false, w.Quiet)
	return o
}

// bareOptions registers the flags that every command understands.
func (a *app) bareOptions(cmd *cobra.Command) *options {
	o := &options{app: a, cmd: cmd, format: "text"}
	f, w := cmd.Flags(), a.words.Flags
	f.StringVar(&o.lang, "lang", "", w.Lang)
	f.StringVar(&o.color, "color", "auto", w.Color)
	f.StringArrayVar(&o.trust, "trust", nil, w.Trust)
	f.StringVar(&o.issuer, "issuer", "", w.Issuer)
	return o
}

// judging registers the flags of commands that judge.
func (o *options) judging(level string) {
	f, w := o.cmd.Flags(), o.app.words.Flags
	f.StringVar(&o.level, "level", level, w.Level)
	f.StringVar(&o.at, "at", "", w.At)
	o.ruling()
}

// ruling registers the flags that say what is asked of records and trust data.
func (o *options) ruling() {
	f, w := o.cmd.Flags(), o.app.words.Flags
	f.StringVar(&o.policy, "policy", verify.BuiltinPolicies()[0].Name, w.Policy)
	f.StringVar(&o.maxAge, "max-age", "", w.MaxAge)
	o.judges = true
}

// reading registers the flags of commands that read inputs.
func (o *options) reading() {
	f, w := o.cmd.Flags(), o.app.words.Flags
	f.BoolVarP(&o.recursive, "recursive", "r", false, w.Recursive)
	f.IntVarP(&o.jobs, "jobs", "j", 0, w.Jobs)
	f.Var(newSeconds(&o.budget, defaultBudget), "budget", w.Budget)
}

// defaultBudget is how long a picture is searched. Nearly all that can be read
// is read in a tenth of it.
const defaultBudget = 1500 * time.Millisecond

// searching says how a picture is searched, from now on.
func (a *app) searching() decode.Options {
	o := decode.Options{Now: a.env.Now, Budget: a.budget, Raw: a.rawCodes, Room: a.pictures}
	if a.tracer != nil {
		o.Trace = a.tracer.show
	}
	return o
}

// resolve turns flags, environment and configuration into settings.
func (o *options) resolve() (*settings, error) {
	s, err := o.resolveOutput()
	if err != nil {
		return nil, err
	}
	if err := o.app.configured(); err != nil {
		return nil, err
	}
	if err := o.app.homeKnown(); err != nil && !o.judges { // who judges gives its answer for every certificate
		return nil, err
	}
	o.app.tellHome()
	if o.budget < 0 {
		return nil, usageError(s.words.Errors.Budget, o.budget)
	}
	o.app.budget = o.budget
	if o.trace != "" && !o.cmd.Flags().Changed("budget") {
		o.app.budget = 0 // drawing would use it up
	}
	return s, settle(s, o.resolveLevel, o.resolveAt, o.resolvePolicy)
}

// resolveOutput settles how the answer is written. It needs no configuration file that
// can be used.
func (o *options) resolveOutput() (*settings, error) {
	env := o.app.env
	s := &settings{format: o.format, words: o.app.words, quiet: o.quiet, terminal: env.OutTTY, now: env.Now}
	if s.terminal && env.Size != nil {
		s.columns, s.rows = env.Size()
	}
	return s, settle(s, o.resolveLang, o.resolveFormat, o.resolveColor)
}

// settle takes the steps to settings until one fails.
func settle(s *settings, steps ...func(*settings) error) error {
	for _, step := range steps {
		if err := step(s); err != nil {
			return err
		}
	}
	return nil
}

func (o *options) resolveLang(s *settings) error {
	if o.lang == "" {
		return nil
	}
	lang, ok := parseLanguage(o.lang)
	if !ok {
		return usageError(o.app.words.Errors.Lang, o.lang)
	}
	s.words = wordsFor(lang)
	o.app.words = s.words
	return nil
}

func (o *options) resolveFormat(s *settings) error {
	switch s.format {
	case "text", "json", "ndjson", "csv":
		return nil
	}
	return usageError(s.words.Errors.Format, s.format)
}

// resolveColor decides on colour: asked for, or a terminal that has not been
// told otherwise.
func (o *options) resolveColor(s *settings) error {
	switch o.color {
	case "always":
		s.color = true
	case "never":
	case "auto":
		get := o.app.env.Getenv
		s.color = s.terminal && get("NO_COLOR") == "" && get("TERM") != "dumb"
	default:
		return usageError(s.words.Errors.Color, o.color)
	}
	return nil
}

// resolveAt reads --at: an instant, with the zone the calendar day is meant in.
func (o *options) resolveAt(s *settings) error {
	if o.at == "" && !o.cmd.Flags().Changed("at") {
		return nil
	}
	t, err := parseInstant(o.at)
	switch e := s.words.Errors; {
	case errors.Is(err, errNoHour):
		return usageError(e.AtNoHour, o.at)
	case errors.Is(err, errNoZone):
		return usageError(e.AtNoZone, o.at)
	case err != nil:
		return usageError(e.At, o.at)
	}
	s.at = verify.Instant{Time: t, Stated: true}
	return nil
}

// Reasons why there is no trust set to judge with.
var (
	errTrustMissing = errors.New("trust set missing")
	errTrustRefused = errors.New("trust set refused")
)

// maxTrustFile bounds a file given with --trust, in bytes.
const maxTrustFile = 16 << 20

// trustSet returns the set to judge with: the files given, and nothing else, or
// the set in force on this machine. It is the one way to a set.
func (o *options) trustSet() (*trust.Set, error) {
	if err := o.app.homeKnown(); err != nil {
		return nil, err
	}
	switch {
	case o.issuer != "" && len(o.trust) == 0:
		return nil, usageError("%s", o.app.words.Errors.IssuerAlone)
	case len(o.trust) == 0:
		return o.app.installedTrust()
	}
	var sets []*trust.Set
	issuers := false
	for _, name := range o.trust {
		set, err := o.loadTrust(name)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
		issuers = issuers || set.Info().Issuers > 0
	}
	if o.issuer != "" && !issuers {
		return nil, usageError("%s", o.app.words.Errors.IssuerAlone)
	}
	set, err := trust.Merge(sets...)
	if err == nil && o.app.env.layer != nil {
		set, err = o.app.env.layer(set)
	}
	if err != nil {
		return nil, o.app.trustRefused("--trust", err)
	}
	return set, nil
}

func (o *options) loadTrust(name string) (*trust.Set, error) {
	data, err := readLimited(name, maxTrustFile)
	if err != nil {
		return nil, &codedError{code: exitNotReady, kind: errTrustMissing, err: fmt.Errorf(o.app.words.Errors.TrustMissing, safeText(name), err)}
	}
	set, err := o.readTrust(data, filepath.Base(name))
	if err != nil {
		return nil, o.app.trustRefused(name, err)
	}
	return set, nil
}

// readTrust tells by their shape certificates and revocation lists, an issuers'
// directory, one issuer's key set and a list of document signers.
func (o *options) readTrust(data []byte, source string) (*trust.Set, error) {
	if trust.IsCertificates(data) || isPEM(data) {
		return trust.LoadCertificates(data, source)
	}
	set, err := trust.LoadSnapshot(data, source)
	if o.issuer != "" && errors.Is(err, trust.ErrLayout) {
		return trust.LoadJWKS(data, o.issuer, source)
	}
	if err == nil {
		return set, nil
	}
	signers, other := trust.LoadSigners(data, source, time.Time{})
	if errors.Is(other, trust.ErrLayout) {
		return nil, err
	}
	return signers, other
}

// isPEM tells a file of PEM, whatever is in it, from JSON, which can have PEM inside.
func isPEM(data []byte) bool {
	text := bytes.TrimLeft(data, "\ufeff \t\r\n")
	return bytes.Contains(text, []byte("-----BEGIN ")) && !bytes.HasPrefix(text, []byte("{")) && !bytes.HasPrefix(text, []byte("["))
}

// trustRefused is the error for a trust set that cannot be used.
func (a *app) trustRefused(name string, cause error) error {
	return &codedError{code: exitNotReady, kind: errTrustRefused, err: fmt.Errorf(a.words.Errors.TrustRefused, safeText(name), cause)}
}

// readLimited reads a file of at most limit bytes.
func readLimited(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, shortPathError(err)
	}
	defer f.Close()
	return readAllLimited(f, limit)
}

// workers is the number of inputs judged at once.
func (o *options) workers() (int, error) {
	if o.jobs < 0 || o.jobs > maxJobs {
		return 0, usageError(o.app.words.Errors.Jobs, o.jobs, maxJobs)
	}
	if o.jobs == 0 {
		return runtime.NumCPU(), nil
	}
	return o.jobs, nil
}

// maxJobs bounds -j.
const maxJobs = 256
