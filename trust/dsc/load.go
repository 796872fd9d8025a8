package dsc

import (
	"errors"
	"fmt"
	"time"

	"vaxcheck/trust/x509facts"
)

// New makes a set of signers that a published list names: taken when, from which
// URL, and the list's own bytes.
func New(list []Signer, created time.Time, origin string, published []byte) *Set {
	return newSet(form.New(x509facts.Published(created, origin, published), list), nil)
}

// Load reads certificates that somebody hands over: PEM, where everything but
// certificates is passed over, or one certificate in DER. Those of authorities are
// passed over too, unless their keys may sign documents; one whose key is of a kind that is not supported is left out
// with a note. The error is ErrTooLarge, ErrCertificate, or ErrNoSigner if none may
// sign anything.
func Load(data []byte, source string) (*Set, error) {
	list, notes, err := load(data, source)
	if err != nil {
		return nil, fmt.Errorf("load signers: %w", err)
	}
	return newSet(form.New(x509facts.Provenance{Source: source, SHA256: x509facts.Hex(data)}, list), notes), nil
}

func load(data []byte, source string) (list []Signer, notes []Note, err error) {
	if len(data) > x509facts.MaxFile {
		return nil, nil, ErrTooLarge
	}
	if x509facts.Private(data) {
		return nil, nil, x509facts.ErrPrivateKey
	}
	usable := false
	for _, der := range x509facts.Split(data) {
		c, err := x509facts.Parse(der)
		if err != nil {
			return nil, nil, err
		}
		if c.IsCA() && !c.SignsDocuments() {
			continue
		}
		s, err := read(&c, Said{})
		switch {
		case errors.Is(err, ErrKey):
			notes = append(notes, Note{KeyID: idOf(c.SHA256[:]), Code: "key", Detail: dscKey, Dropped: true})
			continue
		case err != nil:
			return nil, nil, err
		case len(list) >= maxSigners:
			return nil, nil, ErrTooLarge
		}
		s.Source = source
		usable = usable || s.May(s.Usage)
		list = append(list, s)
	}
	if !usable {
		return nil, nil, ErrNoSigner
	}
	return list, notes, nil
}
