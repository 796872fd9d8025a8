package cmd

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
	"vaxcheck/verify"
)

// kindDirectory is the issuers' directory, which is what the trust commands are
// about unless --kind says otherwise.
const kindDirectory = "shc"

// kind is a sort of trusted certificates that stands beside the issuers'
// directory. Nobody signs a list of them that could be checked: an administrator
// vouches for what is imported.
type kind struct {
	name string // as --kind, the folder of the store and the words have it
	// load reads a file of such certificates, made at a time that is told.
	load func(file []byte, source string, made time.Time) (*trust.Set, error)
	// attach returns a set that holds those of further sets beside its own,
	// which it asks for when they are first needed.
	attach func(set *trust.Set, further func() []*trust.Set) *trust.Set
	// certificates lists what a set holds of the kind, info describes it.
	certificates func(*trust.Set) []certificateView
	info         func(*trust.Set) trust.Info
	// status is where the status of a set tells of the kind, health the list whose
	// members it counts, "" for none.
	status func(*trustStatus) **kindStatus
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

// certificateView is one certificate, whatever its kind. What a kind does not
// have is left out.
type certificateView struct {
	Country   string            `json:"country"`
	State     string            `json:"state,omitempty"` // three letters
	Subject   string            `json:"subject"`
	KeyID     string            `json:"key_id"`
	NotBefore *verify.Timestamp `json:"not_before"`
	NotAfter  *verify.Timestamp `json:"not_after"`
	KeyType   *string           `json:"key_type"` // null for one that is not supported
	Lists     []string          `json:"lists"`    // that name it, or what it may sign
	Source    string            `json:"source"`
	SHA256    string            `json:"sha256"`
	Withdrawn bool              `json:"withdrawn,omitempty"`
	Imported  *importView       `json:"imported,omitempty"` // where it is asked for
}

func authoritiesOf(set *trust.Set) []certificateView {
	views := []certificateView{}
	for a := range set.Authorities().All() {
		views = append(views, certificateView{
			Country: a.Country, State: a.State, Subject: a.Subject, KeyID: a.KeyID(),
			NotBefore: optionalTime(a.NotBefore), NotAfter: optionalTime(a.NotAfter), KeyType: keyType(a.Public()),
			Lists: a.Lists.Names(), Source: a.Source, SHA256: a.SHA256,
		})
	}
	return views
}

// keyType names a key for people and programs, nil for one of no kind that is
// supported.
func keyType(public crypto.PublicKey) *string {
	var name string
	switch k := public.(type) {
	case *ecdsa.PublicKey:
		name = k.Params().Name
	case *rsa.PublicKey:
		name = fmt.Sprintf("RSA-%d", k.N.BitLen())
	default:
		return nil
	}
	return &name
}

// isOf tells whether the certificate belongs to a country, or contains a text in
// its subject. Two letters are a country: many stand in every subject.
func (c certificateView) isOf(search string) bool {
	if len(search) == 2 {
		return strings.EqualFold(c.Country, search)
	}
	return search == "" || strings.EqualFold(c.Country, search) || strings.EqualFold(c.State, search) ||
		strings.Contains(strings.ToLower(c.Subject), strings.ToLower(search))
}

// isNamed tells whether a country, a key id or a SHA-256 names the certificate,
// as others write these too: in capitals, and with colons between the bytes.
func (c certificateView) isNamed(what string) bool {
	digits := strings.ToLower(strings.ReplaceAll(what, ":", ""))
	return strings.EqualFold(c.Country, what) || c.State != "" && strings.EqualFold(c.State, what) ||
		c.KeyID == what || c.KeyID == digits || c.SHA256 == digits
}
