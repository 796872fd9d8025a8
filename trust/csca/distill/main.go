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
	"fmt"
	"time"

	"vaxcheck/trust/csca"
	"vaxcheck/trust/x509facts/distill"
)

func main() { distill.Main(compact) }

// compact makes the set of a published list.
func compact(published []byte, created time.Time, origin string) ([]byte, string, error) {
	set, err := read(published, created, origin)
	if err != nil {
		return nil, "", err
	}
	return set.Compact(), content(set), nil
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

// read takes the authorities of a list. Its signers are none: nothing may
// chain to them.
func read(published []byte, created time.Time, origin string) (*csca.Set, error) {
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

// content counts what is in a set.
func content(set *csca.Set) string {
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
	return fmt.Sprintf("%d authorities of %d countries, %d on the health list, %d with a key of a kind not supported",
		set.Info().Authorities, len(countries), health, unsupported)
}
