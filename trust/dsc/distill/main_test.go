package main

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"testing"
	"time"

	"vaxcheck/internal/distill/distilltest"
	"vaxcheck/internal/mint"
	"vaxcheck/trust/dsc"
)

func TestBundled(t *testing.T) {
	distilltest.Bundled(t, generator, 3,
		"893 signers of 81 countries, 63 of them withdrawn, 15 keys without a certificate\n")
}

// entryOf describes a signer's certificate truly, or its bare key.
func entryOf(t *testing.T, bare bool) entry {
	t.Helper()
	signer := mint.NewAuthority("UT", "UTO", "CSCA", "distill tests").Signer("signer",
		mint.SignerOptions{Passport: true})
	cert, err := x509.ParseCertificate(signer.DER)
	if err != nil {
		t.Fatal(err)
	}
	e := entry{Country: "UT", ValidFrom: &cert.NotBefore, ValidUntil: &cert.NotAfter,
		Form: "certificate", Status: "current", Usage: []string{"t", "v", "r"}, Name: "Gov of Utopia"}
	block := &pem.Block{Type: "CERTIFICATE", Bytes: signer.DER}
	if bare {
		e.Form, e.ValidUntil, block = "spki", nil, &pem.Block{Type: "PUBLIC KEY", Bytes: cert.RawSubjectPublicKeyInfo}
	}
	sum := sha256.Sum256(block.Bytes)
	e.KeyID, e.SHA256, e.PEM = base64.StdEncoding.EncodeToString(sum[:8]), hex.EncodeToString(sum[:]),
		string(pem.EncodeToMemory(block))
	return e
}

func TestDistill(t *testing.T) {
	good, bare := entryOf(t, false), entryOf(t, true)
	bare.Status = "terminated"
	made, _, err := compact(distilltest.List(t, good, bare))
	if err != nil {
		t.Fatal(err)
	}
	set, err := dsc.Open(string(made.Compact()), "own")
	if err != nil || set.Info().Signers != 2 || set.Info().Withdrawn != 1 {
		t.Fatalf("%+v, %v", set.Info(), err)
	}
	if found := set.Find(good.KeyID); len(found) != 1 || found[0].Name != "Gov of Utopia" || !found[0].May(dsc.Any) {
		t.Errorf("%+v", found)
	}
	if found := set.Find(bare.KeyID); len(found) != 1 || !found[0].Withdrawn || !found[0].NotAfter.IsZero() {
		t.Errorf("%+v", found)
	}
}

func TestDistillRefuses(t *testing.T) {
	other := time.Unix(1, 0)
	for name, change := range map[string]func(*entry){
		"country": func(e *entry) { e.Country = "JP" }, "hash": func(e *entry) { e.SHA256 = "00" },
		"key id": func(e *entry) { e.KeyID = "AAAAAAAAAAA=" }, "no key id": func(e *entry) { e.KeyID = "?" },
		"from": func(e *entry) { e.ValidFrom = &other }, "until": func(e *entry) { e.ValidUntil = nil },
		"usage": func(e *entry) {
			e.Usage = []string{"t"}
		}, "unknown usage": func(e *entry) { e.Usage = []string{"x"} },
		"status": func(e *entry) { e.Status = "other" }, "form": func(e *entry) { e.Form = "other" },
		"form of a key": func(e *entry) { e.Form = "spki" }, "no certificate": func(e *entry) { e.PEM = "" },
		"two": func(e *entry) { e.PEM += e.PEM }, "as listed before": func(*entry) {},
	} {
		bad := entryOf(t, false)
		change(&bad)
		if _, _, err := compact(distilltest.List(t, entryOf(t, false), bad)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, _, err := compact(distilltest.List[entry](t)); err == nil {
		t.Error("nothing: taken")
	}
}

// TestCheckRefuses: the bundled file must be the one that the manifest speaks of.
func TestCheckRefuses(t *testing.T) {
	set, _, err := compact(distilltest.List(t, entryOf(t, false)))
	if err != nil {
		t.Fatal(err)
	}
	distilltest.CheckRefuses(t, generator, set.Compact())
}
