package cmd

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

// kindDirectory is the issuers' directory, which is what the trust commands are
// about unless --kind says otherwise.
const kindDirectory = "shc"

// kind is a sort of certificates, keys or lists that stands beside the issuers'
// directory. Nobody signs a list of certificates that could be checked: an
// administrator vouches for what is imported.
type kind struct {
	name string // as --kind, the folder of the store and the words have it
	// load reads a file of the kind, made at a time that is told.
	load func(file []byte, source string, made time.Time) (*trust.Set, error)
	// join puts what is in a file to what a store holds, nil for nothing, and
	// returns what the store is to keep; the set in force proves it, so that nobody
	// has to tell a time. A nil join means that a file replaces the one before it.
	join func(file []byte, held, inForce *trust.Set) ([]byte, []trust.Note, error)
	// attach returns a set that holds those of further sets beside its own,
	// which it asks for when they are first needed.
	attach func(set *trust.Set, further func() []*trust.Set) *trust.Set
	// certificates lists what a set holds of the kind, info describes it.
	certificates func(*trust.Set) []certificateView
	info         func(*trust.Set) trust.Info
	// status is where the status of a set tells of the kind. Of kinds that are told
	// of in one place the first is described there.
	status func(*trustStatus) **kindStatus
	// health is the list whose members are counted there, "" for none.
	health string
	// revocation lists what a set holds that takes certificates back; nil where
	// nothing does.
	revocation func(*trust.Set) []stateList
}

// kinds are all kinds beside the directory. It is never written to.
var kinds = []*kind{
	{
		name:         "csca",
		load:         trust.LoadAuthorities,
		attach:       (*trust.Set).WithAuthorities,
		certificates: authoritiesOf,
		info:         (*trust.Set).AuthorityInfo,
		status:       func(st *trustStatus) **kindStatus { return &st.Authorities },
		health:       "health",
		revocation:   stateLists,
	},
	{
		name:         "dsc",
		load:         trust.LoadSigners,
		attach:       (*trust.Set).WithSigners,
		certificates: signersOf,
		info:         (*trust.Set).SignerInfo,
		status:       func(st *trustStatus) **kindStatus { return &st.Signers },
	},
	{
		name:         "crl",
		load:         trust.LoadRevocationLists,
		join:         trust.JoinRevocationLists,
		attach:       (*trust.Set).WithAuthorities,
		certificates: revocationListsOf,
		info:         (*trust.Set).AuthorityInfo,
		status:       func(st *trustStatus) **kindStatus { return &st.Authorities },
	},
}

// vouchedLayout is how a store keeps a file and the note of who vouches for it.
var vouchedLayout = signed.Layout{Data: "certificates", Proof: "vouched.json", MaxData: maxTrustFile, MaxProof: trust.MaxVouched}

// check is what a file and its note must pass.
func (k *kind) check(file, note []byte, source string) (*trust.Set, error) {
	return trust.LoadVouched(k.name, file, note, source, k.load)
}

// kindFlag registers --kind.
func (a *app) kindFlag(cmd *cobra.Command) *string {
	w := a.words.Admin.Kinds
	var all []string
	for _, name := range kindNames() {
		all = append(all, fmt.Sprintf(w.OneOf, name, w.Flags[name]))
	}
	return cmd.Flags().String("kind", kindDirectory, w.Flag+strings.Join(all, w.And))
}

func kindNames() []string {
	names := []string{kindDirectory}
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// kindNamed returns the kind that --kind names, nil for the directory.
func (a *app) kindNamed(name string) (*kind, error) {
	at := slices.IndexFunc(kinds, func(k *kind) bool { return k.name == name })
	switch {
	case name == kindDirectory:
		return nil, nil
	case at < 0:
		return nil, usageError(a.words.Admin.Kinds.Unknown, name, strings.Join(kindNames(), ", "))
	}
	return kinds[at], nil
}
