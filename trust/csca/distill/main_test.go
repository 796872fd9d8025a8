package main

import (
	"errors"
	"testing"

	"vaxcheck/internal/distill/distilltest"
	"vaxcheck/internal/mint"
	"vaxcheck/trust/csca"
)

func TestBundled(t *testing.T) {
	distilltest.Bundled(t, generator, 3,
		"252 authorities of 68 countries, 8 on the health list, 37 with a key of a kind not supported\n")
}

// entryOf describes an authority's certificate truly.
func entryOf(t *testing.T) entry {
	t.Helper()
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "distill tests")
	a, err := csca.Read(authority.DER, csca.Health)
	if err != nil {
		t.Fatal(err)
	}
	return entry{Country: "UT", PEM: string(authority.PEM()), Kind: "csca", Lists: []string{"health"}, SHA256: a.SHA256}
}

func TestDistill(t *testing.T) {
	good := entryOf(t)
	signer := entry{Kind: "signer"}
	if _, _, err := compact(distilltest.List(t, good, signer)); err != nil {
		t.Errorf("refused: %v", err)
	}
	for name, change := range map[string]func(*entry){
		"country": func(e *entry) { e.Country = "JP" }, "hash": func(e *entry) { e.SHA256 = "00" },
		"list": func(e *entry) { e.Lists = []string{"other"} }, "no list": func(e *entry) { e.Lists = nil },
		"kind": func(e *entry) { e.Kind = "other" }, "no certificate": func(e *entry) { e.PEM = "" },
	} {
		bad := good
		change(&bad)
		if _, _, err := compact(distilltest.List(t, good, bad)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, _, err := compact(distilltest.List(t, signer)); !errors.Is(err, csca.ErrNoAuthority) {
		t.Errorf("signers alone: %v", err)
	}
}

// TestCheckRefuses: the bundled file must be the one that the manifest speaks of.
func TestCheckRefuses(t *testing.T) {
	set, _, err := compact(distilltest.List(t, entryOf(t)))
	if err != nil {
		t.Fatal(err)
	}
	distilltest.CheckRefuses(t, generator, set.Compact())
}
