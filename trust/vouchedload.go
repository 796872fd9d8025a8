package trust

import (
	"crypto/sha256"
	"fmt"
	"time"

	"vaxcheck/internal/finding"
	"vaxcheck/trust/csca"
	"vaxcheck/trust/dsc"
)

// LoadAuthorities makes a set of the country signing authorities in a file of
// certificates, as a list that was made at a time which the file does not tell.
// Revocation lists in it are left out with a Note, see LoadRevocationLists. The
// error is ErrTooLarge or ErrLayout, or ErrNoAuthority if there is nothing but
// such lists.
func LoadAuthorities(file []byte, source string, made time.Time) (*Set, error) {
	held, err := csca.Load(file, source)
	if err != nil {
		return nil, fmt.Errorf("load certificates: %w", certificateError(err))
	}
	authorities, lists := held.Split()
	if authorities.Len() == 0 {
		return nil, fmt.Errorf("load certificates: %w", ErrNoAuthority)
	}
	var b builder
	b.hold(PartAuthorities, authorities.Dated(made))
	for l := range lists.RevocationLists() {
		b.note(listNote(l, trustListElsewhere))
	}
	return b.dated(made, source, file)
}

// LoadSigners makes a set of the document signers in a file, which was made at a
// time that the file does not tell, zero if nobody does: of certificates in PEM or
// one in DER, or of a list that a state published (dsc.LoadList), told by its
// shape. What cannot be used of it is left out with a Note. The error is
// ErrTooLarge, ErrLayout or ErrNoKeys.
func LoadSigners(file []byte, source string, made time.Time) (*Set, error) {
	held, err := loadSigners(file, source, made)
	if err != nil {
		return nil, fmt.Errorf("load signers: %w", certificateError(err))
	}
	var b builder
	b.hold(PartSigners, held)
	b.noteSigners(held)
	return b.dated(made, source, file)
}

func loadSigners(file []byte, source string, made time.Time) (*dsc.Set, error) {
	if !IsCertificates(file) {
		return dsc.LoadList(file, source, made)
	}
	held, err := dsc.Load(file, source)
	if err != nil {
		return nil, err
	}
	return held.Dated(made), nil
}

// noteSigners takes over what was left out or odd.
func (b *builder) noteSigners(held *dsc.Set) {
	for _, n := range held.Notes() {
		b.note(Note{KeyID: n.KeyID, Code: n.Code, Detail: n.Detail, Dropped: n.Dropped})
	}
}

// LoadRevocationLists makes a set of the revocation lists of authorities in a
// file, PEM or DER, that was brought at a time. Certificates are passed over. The
// lists say nothing until WithPart has put them beside who signed them. The
// error is ErrTooLarge or ErrLayout.
func LoadRevocationLists(file []byte, source string, brought time.Time) (*Set, error) {
	lists, err := loadRevocationLists(file, source)
	if err != nil {
		return nil, err
	}
	var b builder
	b.hold(PartAuthorities, lists.Dated(brought))
	return b.dated(brought, source, file)
}

func loadRevocationLists(file []byte, source string) (*csca.Set, error) {
	held, err := csca.Load(file, source)
	if err != nil {
		return nil, fmt.Errorf("load revocation lists: %w", certificateError(err))
	}
	_, lists := held.Split()
	if lists.Info().Revocations == 0 {
		return nil, fmt.Errorf("load revocation lists: %w", ErrLayout)
	}
	return lists, nil
}

// JoinRevocationLists puts the revocation lists in a file to those that held has,
// which may be nil, and returns of each authority the newest, as a file for
// LoadRevocationLists. A list that no authority of inForce signed, or of which only
// a part is given, is left out with a Note. The error is ErrTooLarge or ErrLayout,
// or ErrSignature if none is left.
func JoinRevocationLists(file []byte, held, inForce *Set) (joined []byte, notes []Note, err error) {
	offered, err := loadRevocationLists(file, "")
	if err != nil {
		return nil, nil, err
	}
	before := new(csca.Set)
	if held != nil {
		before = held.Authorities()
	}
	joined, refused := inForce.Authorities().Renew(before, offered)
	if len(refused) == offered.Info().Revocations {
		return nil, nil, fmt.Errorf("load revocation lists: %w", ErrSignature)
	}
	for _, l := range refused {
		notes = append(notes, listNote(l, trustListUnsigned))
	}
	return joined, notes, nil
}

func listNote(l *csca.RevocationList, detail finding.Finding) Note {
	return Note{Issuer: clip(l.Issuer, maxIssuerID), KeyID: clip(l.KeyID(), maxNoteID),
		Code: "revocation_list", Detail: detail, Dropped: true}
}

// dated makes a set that holds no issuers, of a file that was made at a time.
func (b *builder) dated(made time.Time, source string, file []byte) (*Set, error) {
	sum := sha256.Sum256(file)
	return b.set(contents{created: made, originSum: sum}, source, sum)
}
