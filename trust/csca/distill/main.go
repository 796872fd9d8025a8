// Command distill makes the set of country signing authorities that is part of
// the program out of a published list of certificates.
//
// It keeps facts alone (names, keys, periods, and which of ICAO's lists name an
// authority) and writes nothing unless every certificate of the list could be
// read and is what the list says.
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

	"vaxcheck/trust/csca"
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

// entry is one certificate of the list.
type entry struct {
	Country string   `json:"country"`
	PEM     string   `json:"pem"`
	Kind    string   `json:"kind"` // "csca" or "signer"
	Lists   []string `json:"lists"`
	SHA256  string   `json:"sha256"`
}

var lists = map[string]csca.Lists{"health": csca.Health, "passport": csca.Passport, "manual": csca.Manual}

// distill takes the authorities of a list. Its signers are none: nothing may
// chain to them.
func distill(published []byte, created time.Time, origin string) (*csca.Set, error) {
	var entries []entry
	if err := json.Unmarshal(published, &entries); err != nil {
		return nil, err
	}
	var all []csca.Authority
	for i, e := range entries {
		if e.Kind == "signer" {
			continue
		}
		a, err := e.authority()
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i, err)
		}
		all = append(all, a)
	}
	if len(all) == 0 {
		return nil, csca.ErrNoAuthority
	}
	return csca.New(all, created, origin, published), nil
}

func (e entry) authority() (csca.Authority, error) {
	block, rest := pem.Decode([]byte(e.PEM))
	if block == nil || len(rest) > 0 || e.Kind != "csca" || len(e.Lists) == 0 {
		return csca.Authority{}, errors.New("not one certificate of a known kind and list")
	}
	var named csca.Lists
	for _, l := range e.Lists {
		if lists[l] == 0 {
			return csca.Authority{}, errors.New("an unknown list")
		}
		named |= lists[l]
	}
	a, err := csca.Read(block.Bytes, named)
	if err == nil && (a.SHA256 != e.SHA256 || a.Country != e.Country) {
		err = errors.New("another certificate than the list says")
	}
	return a, err
}

// report prints what was written and where it comes from.
func report(w io.Writer, set *csca.Set, size int) error {
	health, unsupported := 0, 0
	countries := map[string]bool{}
	for a := range set.All() {
		countries[a.Country] = true
		if a.Lists&csca.Health != 0 {
			health++
		}
		if a.Public() == nil {
			unsupported++
		}
	}
	i := set.Info()
	_, err := fmt.Fprintf(w, "%d authorities of %d countries, %d on the health list, %d with a key of a kind not supported\norigin %s of %s\nlist sha256 %s, %d bytes compact\n",
		i.Authorities, len(countries), health, unsupported, i.Origin, i.Created.Format(time.RFC3339), i.OriginSHA256, size)
	return err
}
