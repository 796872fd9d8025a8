package trust

import (
	"slices"
	"time"
)

// Directory names the issuers' directory, the one list that its maker signs, where
// supplements have their names.
const Directory = "shc"

// Supplement is a sort of list that stands beside the issuers' directory: of
// certificates, keys or revocation lists. Nobody signs such a list in a way that
// could be checked: an administrator vouches for what is imported. The one of
// document signers adds to the part of the set that has those.
type Supplement struct {
	Name string   // as --kind, notes of who vouches, and folders of stores have it
	Part PartName // of the set, to which it adds
	// Load reads a file of the sort, made at a time that is told.
	Load func(file []byte, source string, made time.Time) (*Set, error)
	// Join puts what is in a file to what a store holds, nil for nothing, and
	// returns what the store is to keep; the set in force proves it, so that nobody
	// has to tell a time. A nil Join means that a file replaces the one before it.
	Join func(file []byte, held, inForce *Set) ([]byte, []Note, error)
	// Published tells that Load also reads a list as its publisher has it, which is no
	// file of certificates and known by its shape.
	Published bool
	// Members lists what a set holds of the sort.
	Members func(*Set) []Member
}

// supplements has a row for each. It is never written to.
var supplements = []*Supplement{
	{Name: "csca", Part: PartAuthorities, Load: LoadAuthorities, Members: authorityMembers},
	{Name: "dsc", Part: PartSigners, Load: LoadSigners, Published: true, Members: signerMembers},
	{Name: "nzcp", Part: PartPassIssuers, Load: LoadPassIssuers, Published: true, Members: passMembers},
	{Name: "crl", Part: PartAuthorities, Load: LoadRevocationLists, Join: JoinRevocationLists,
		Members: revocationMembers},
}

// Supplements lists all of them. Of those that add to one part the first has what
// the part is made of, such as the authorities whose revocation lists follow.
func Supplements() []*Supplement { return slices.Clone(supplements) }

// SupplementOf is the one that has what a part is made of, nil for the issuers.
func SupplementOf(part PartName) *Supplement {
	for _, s := range supplements {
		if s.Part == part {
			return s
		}
	}
	return nil
}

// Check is what a file and the note of who vouches for it must pass.
func (s *Supplement) Check(file, note []byte, source string) (*Set, error) {
	return LoadVouched(s.Name, file, note, source, s.Load)
}

// Info describes the part of a set to which the supplement adds.
func (s *Supplement) Info(set *Set) Info { return set.PartInfo(s.Part) }
