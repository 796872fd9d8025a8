// Command distill makes the set of document signers that is part of the program
// out of a published list of their certificates.
//
// It keeps facts alone (key identifiers, names, keys, periods, usage, and who was
// withdrawn) and writes nothing unless every entry of the list could be read and is
// what the list says.
package main

import (
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"time"

	"vaxcheck/internal/distill"
	"vaxcheck/trust/dsc"
	"vaxcheck/trust/x509facts"
)

// source is the list that the set is made of.
var source = distill.Source{
	File: "eu-dcc-dsc.json",
	URL:  "https://github.com/Path-Check/trust-registry",
	Found: "registry.json of commit a9b9248a8b1c8963e0e7f3efdb985a01fb70da89, each entry of section EUDCC, as an array of kid, country,\n" +
		"  name, status, spki_or_cert, form, sha256, and validFrom, validUntil and usage as the certificate has them;\n" +
		"  compare what is bundled with that file by -against registry.json",
	Taken: time.Date(2024, 1, 8, 0, 0, 0, 0, time.UTC), Size: 1683035,
	SHA256: "1866af9b4d6138b1cd87eb7ef99194523dfb6cb42e0a6322fb9d9a6ed25132ad",
}

var generator = distill.Certificates(source, "bundled.dsc", compact, open,
	func(s dsc.Signer) string { return s.SHA256 })

func main() { generator.Main() }

// compact makes the set of a published list.
func compact(published []byte) (*x509facts.Set[dsc.Signer], string, error) {
	set, err := read(published)
	if err != nil {
		return nil, "", err
	}
	return set.Set, content(set), nil
}

func open(data string) (*x509facts.Set[dsc.Signer], error) {
	set, err := dsc.Open(data, "bundled")
	if err != nil {
		return nil, err
	}
	return set.Set, nil
}

// entry is one signer of the list.
type entry struct {
	KeyID      string     `json:"kid"`
	Country    string     `json:"country"`
	ValidFrom  *time.Time `json:"validFrom"`
	ValidUntil *time.Time `json:"validUntil"`
	PEM        string     `json:"spki_or_cert"`
	Form       string     `json:"form"` // "certificate" or "spki"
	Status     string     `json:"status"`
	Usage      []string   `json:"usage"`
	SHA256     string     `json:"sha256"`
	Name       string     `json:"name"`
}

// strangeID is the one entry of the registry whose key identifier is not the
// beginning of its certificate's hash.
const strangeID = "jd4FUVxAJjY="

// read takes the signers of a list.
func read(published []byte) (*dsc.Set, error) {
	var entries []entry
	if err := json.Unmarshal(published, &entries); err != nil {
		return nil, err
	}
	var all []dsc.Signer
	for i, e := range entries {
		s, err := e.signer()
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i, err)
		}
		all = append(all, s)
	}
	set := dsc.New(all, source.Taken, source.URL, published)
	if len(all) == 0 || set.Info().Signers != len(all) {
		return nil, errors.New("no entries, or several of one key")
	}
	return set, nil
}

var letters = map[string]dsc.Usage{"t": dsc.Test, "v": dsc.Vaccination, "r": dsc.Recovery}

func (e entry) signer() (s dsc.Signer, err error) {
	block, rest := pem.Decode([]byte(e.PEM))
	if block == nil || len(rest) > 0 || e.Status != "current" && e.Status != "terminated" {
		return s, errors.New("not one certificate or key of a known status")
	}
	said := dsc.Said{KeyID: e.KeyID, Country: e.Country, Name: e.Name, NotBefore: known(e.ValidFrom),
		NotAfter: known(e.ValidUntil), Withdrawn: e.Status == "terminated"}
	for _, l := range e.Usage {
		if letters[l] == 0 {
			return s, errors.New("an unknown usage")
		}
		said.Usage |= letters[l]
	}
	switch {
	case e.Form == "certificate" && block.Type == "CERTIFICATE":
		s, err = dsc.Read(block.Bytes, said)
	case e.Form == "spki" && block.Type == "PUBLIC KEY":
		s, err = dsc.ReadKey(block.Bytes, said)
	default:
		err = errors.New("an unknown form")
	}
	if err == nil && !e.describes(&s, said) {
		err = errors.New("another certificate or key than the list says")
	}
	return s, err
}

// describes tells whether what the list says of a signer is what was read.
func (e entry) describes(s *dsc.Signer, said dsc.Said) bool {
	return s.SHA256 == e.SHA256 && s.Country == e.Country && s.Usage == said.Usage &&
		s.NotBefore.Equal(said.NotBefore) && s.NotAfter.Equal(said.NotAfter) &&
		(s.ListedID == "" || s.ListedID == strangeID) && s.Public() != nil
}

func known(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// content counts what is in a set.
func content(set *dsc.Set) string {
	bare := 0
	for s := range set.All() {
		if s.Bare {
			bare++
		}
	}
	i := set.Info()
	return fmt.Sprintf("%d signers of %d countries, %d of them withdrawn, %d keys without a certificate",
		i.Signers, i.Countries, i.Withdrawn, bare)
}
