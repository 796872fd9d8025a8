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

	"vaxcheck/internal/distill"
	"vaxcheck/trust/csca"
	"vaxcheck/trust/x509facts"
)

// source is the list that the set is made of.
var source = distill.Source{
	File: "icao-health-csca.json",
	URL:  "https://github.com/Path-Check/trust-registry",
	Found: "registry.json of commit a9b9248a8b1c8963e0e7f3efdb985a01fb70da89, each certificate of section ICAO once, as an array of\n" +
		"  country, pem, kind, sha256 and lists: which of scripts/ICAO_health_latest.json and ICAO_ml_latest.json name it;\n" +
		"  compare what is bundled with that file by -against registry.json",
	Taken: time.Date(2024, 1, 8, 0, 0, 0, 0, time.UTC), Size: 629628,
	SHA256: "5c3949d603e2a40ce439865950cc7e783617b8eabd7194158882c054e0bff6ec",
}

var generator = distill.Certificates(source, "bundled.csca", compact, open,
	func(a csca.Authority) string { return a.SHA256 })

func main() { generator.Main() }

// compact makes the set of a published list.
func compact(published []byte) (*x509facts.Set[csca.Authority], string, error) {
	set, err := read(published)
	if err != nil {
		return nil, "", err
	}
	return set.Set, content(set), nil
}

func open(data string) (*x509facts.Set[csca.Authority], error) {
	set, err := csca.Open(data, "bundled")
	if err != nil {
		return nil, err
	}
	return set.Set, nil
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
func read(published []byte) (*csca.Set, error) {
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
	return csca.New(all, source.Taken, source.URL, published), nil
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
