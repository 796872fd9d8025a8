package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vaxcheck/internal/mint"
	"vaxcheck/trust/csca"
	"vaxcheck/trust/x509facts/distill"
)

func distillFile(t *testing.T, in string) (written []byte, said string, err error) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.csca")
	var b strings.Builder
	err = distill.Run([]string{"-in", in, "-created", "2024-01-08T00:00:00Z", "-origin", "https://github.com/Path-Check/trust-registry", "-out", out}, &b, compact)
	if err != nil {
		return nil, b.String(), err
	}
	written, err = os.ReadFile(out)
	return written, b.String(), err
}

func TestDistillGivesTheEmbeddedFile(t *testing.T) {
	in := filepath.Join("..", "..", "..", "..", "shared", "trust", "icao-health-csca.json")
	if _, err := os.Stat(in); err != nil {
		t.Skip("trust data kept beside the project is not here: icao-health-csca.json")
	}
	compact, said, err := distillFile(t, in)
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := os.ReadFile(filepath.Join("..", "bundled.csca"))
	if err != nil || !bytes.Equal(compact, embedded) {
		t.Errorf("not the embedded file; run go generate ./trust/csca (%v)", err)
	}
	if !strings.HasPrefix(said, "252 authorities of 68 countries, 8 on the health list, 37 with a key of a kind not supported\n") {
		t.Errorf("said %q", said)
	}
}

func TestDistill(t *testing.T) {
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "distill tests")
	a, err := csca.Read(authority.DER, csca.Health)
	if err != nil {
		t.Fatal(err)
	}
	good := entry{Country: "UT", PEM: string(authority.PEM()), Kind: "csca", Lists: []string{"health"}, SHA256: a.SHA256}
	signer := entry{Kind: "signer"}
	if compact, _, err := distillFile(t, list(t, good, signer)); err != nil || len(compact) == 0 {
		t.Errorf("refused: %v", err)
	}
	for name, change := range map[string]func(*entry){
		"country": func(e *entry) { e.Country = "JP" }, "hash": func(e *entry) { e.SHA256 = "00" },
		"list": func(e *entry) { e.Lists = []string{"other"} }, "no list": func(e *entry) { e.Lists = nil },
		"kind": func(e *entry) { e.Kind = "other" }, "no certificate": func(e *entry) { e.PEM = "" },
	} {
		bad := good
		change(&bad)
		if _, _, err := distillFile(t, list(t, good, bad)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, _, err := distillFile(t, list(t, signer)); !errors.Is(err, csca.ErrNoAuthority) {
		t.Errorf("signers alone: %v", err)
	}
}

func list(t *testing.T, entries ...entry) string {
	t.Helper()
	data, err := json.Marshal(entries)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "in.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
