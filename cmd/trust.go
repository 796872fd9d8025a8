package cmd

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/trust"
)

func (a *app) trustCommand() *cobra.Command {
	w := a.words.Admin.Trust
	cmd := &cobra.Command{Use: "trust", Short: w.Short, Long: w.Long}
	a.group(cmd)
	cmd.AddCommand(a.trustStatusCommand(), a.trustListCommand(), a.trustShowCommand())
	return cmd
}

func (a *app) trustStatusCommand() *cobra.Command {
	w := a.words.Admin.Trust
	cmd := &cobra.Command{Use: "status", Short: w.Status, Long: w.StatusLong, Args: a.args(0)}
	o := a.newOptions(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		return a.withTrust(o, func(s *settings, set *trust.Set) (document, error) {
			return newStatus(set, s.now()), nil
		})
	}
	return cmd
}

func (a *app) trustListCommand() *cobra.Command {
	w := a.words.Admin.Trust
	cmd := &cobra.Command{Use: "list", Short: w.List, Long: w.ListLong, Args: a.args(0)}
	o := a.newOptions(cmd)
	search := cmd.Flags().String("search", "", w.Search)
	cmd.RunE = func(*cobra.Command, []string) error {
		return a.withTrust(o, func(s *settings, set *trust.Set) (document, error) {
			l := newListing(set, *search)
			if len(l.issuers) == 0 {
				a.talk(s, s.words.Admin.Trust.NoMatch)
			}
			return l, nil
		})
	}
	return cmd
}

func (a *app) trustShowCommand() *cobra.Command {
	w := a.words.Admin.Trust
	cmd := &cobra.Command{Use: "show ISSUER|KID", Short: w.Show, Long: w.ShowLong, Args: a.args(1)}
	o := a.newOptions(cmd)
	cmd.ValidArgsFunction = completeIssuers
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		return a.withTrust(o, func(s *settings, set *trust.Set) (document, error) {
			f := findInSet(set, args[0])
			if len(f.issuers) == 0 {
				return nil, notInSet(s, set, args[0])
			}
			return f, nil
		})
	}
	return cmd
}

// withTrust prints a document made from the trust set.
func (a *app) withTrust(o *options, build func(*settings, *trust.Set) (document, error)) error {
	s, err := o.resolve()
	if err != nil {
		return err
	}
	set, err := o.trustSet()
	if err != nil {
		return err
	}
	d, err := build(s, set)
	if err != nil {
		return err
	}
	return a.print(s, d)
}

// finding is what a trust set holds for an issuer or a key id.
type finding struct {
	info    trust.Info
	byKey   bool // asked for by key id, so of each issuer only that key
	issuers []issuerView
}

// findInSet looks for an issuer of exactly this id, else for all issuers of a key
// with this id, the built-in specimens among them.
func findInSet(set *trust.Set, what string) finding {
	f := finding{info: set.Info()}
	if is, ok := set.Issuer(what); ok {
		f.issuers = []issuerView{issuerOf(is, set.Keys(what), keyInDetail)}
		return f
	}
	f.byKey = true
	for _, is := range everyIssuer(set) {
		if k, ok := set.Key(is.ID, what); ok {
			f.issuers = append(f.issuers, issuerOf(is, []trust.Key{k}, keyInDetail))
		}
	}
	return f
}

// everyIssuer lists the issuers a set answers for.
func everyIssuer(set *trust.Set) []trust.Issuer {
	all := slices.Collect(set.Issuers())
	for _, is := range trust.Specimens() {
		if !slices.ContainsFunc(all, func(have trust.Issuer) bool { return have.ID == is.ID }) {
			all = append(all, is)
		}
	}
	return all
}

func (f finding) object() any {
	return listingView{
		Schema: schemaTrust, trustHead: headOf(f.info),
		Counts: setCounts{f.info.Issuers, f.info.Keys}, Issuers: f.issuers,
	}
}

func (f finding) objects() []any { return issuerLines(f.issuers) }

func (f finding) rows() [][]string { return keyRows(f.issuers) }

// notInSet is the error for what the set does not hold, which it does not
// quote: someone may have given a code. Ids that differ in case or in a last
// slash are different issuers, but are worth a hint.
func notInSet(s *settings, set *trust.Set, what string) error {
	same := func(id string) string { return strings.TrimRight(strings.ToLower(id), "/") }
	hint := s.words.Admin.Trust.TrySearch
	for _, is := range everyIssuer(set) {
		if same(is.ID) == same(what) {
			hint = s.words.Admin.DidYouMean(is.ID)
		}
	}
	return &codedError{code: exitUsage, err: errors.New(s.words.Errors.NotFound), hint: hint}
}
