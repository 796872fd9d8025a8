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
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"vaxcheck/trust/dsc"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "distill:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("distill", flag.ContinueOnError)
	flags.SetOutput(stdout)
	in := flags.String("in", "", "the published `FILE` of certificates")
	taken := flags.String("created", "", "the `TIME` the list was taken")
	origin := flags.String("origin", "", "the `URL` of the list")
	out := flags.String("out", "", "the compact `FILE` to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	created, err := time.Parse(time.RFC3339, *taken)
	if err != nil || *in == "" || *out == "" || *origin == "" || flags.NArg() > 0 {
		return errors.New("usage: distill -in FILE -created TIME -origin URL -out FILE")
	}
	published, err := os.ReadFile(*in)
	if err != nil {
		return err
	}
	set, err := distill(published, created, *origin)
	if err != nil {
		return err
	}
	compact := set.Compact()
	if err := os.WriteFile(*out, compact, 0o644); err != nil {
		return err
	}
	return report(stdout, set, len(compact))
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

func distill(published []byte, created time.Time, origin string) (*dsc.Set, error) {
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
	set := dsc.New(all, created, origin, published)
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
	said := dsc.Said{KeyID: e.KeyID, Country: e.Country, Name: e.Name, NotBefore: known(e.ValidFrom), NotAfter: known(e.ValidUntil), Withdrawn: e.Status == "terminated"}
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

// report prints what was written and where it comes from.
func report(w io.Writer, set *dsc.Set, size int) error {
	bare := 0
	for s := range set.All() {
		if s.Bare {
			bare++
		}
	}
	i := set.Info()
	_, err := fmt.Fprintf(w, "%d signers of %d countries, %d of them withdrawn, %d keys without a certificate\norigin %s of %s\nlist sha256 %s, %d bytes compact\n",
		i.Signers, i.Countries, i.Withdrawn, bare, i.Origin, i.Created.Format(time.RFC3339), i.OriginSHA256, size)
	return err
}
