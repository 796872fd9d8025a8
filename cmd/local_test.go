package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"vaxcheck/cmd/cli"
	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
	"vaxcheck/trust/inforce"
)

// jwksFile writes the key set of an issuer.
func jwksFile(t *testing.T, i mint.Issuer) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "jwks.json")
	if err := os.WriteFile(name, mint.JWKS(i), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestLocalAtOnce: nothing that several people add at once is lost.
func TestLocalAtOnce(t *testing.T) {
	const people = 12
	h := newHome(t)
	var all sync.WaitGroup
	for i := range people {
		all.Go(func() {
			if got := h.run("trust", "block", fmt.Sprintf("https://clinic-%d.example/issuer", i), "--why",
				"test"); got.code != 0 {
				t.Errorf("%+v", got)
			}
		})
	}
	all.Wait()
	for i := range people {
		if got := h.run("trust", "show", fmt.Sprintf("https://clinic-%d.example/issuer", i)); got.code != 0 ||
			!strings.Contains(got.out, "BLOCKED\tby alice") {
			t.Errorf("%+v", got)
		}
	}
}

// TestLocalHostile: what people write down cannot speak to a terminal later.
func TestLocalHostile(t *testing.T) {
	h := newHome(t)
	evil := "x\x1b[2J\u202ey"
	for _, args := range [][]string{
		{"trust", "add", "--issuer", clinic.URL, "--jwks", jwksFile(t, clinic), "--name", evil, "--why", evil},
		{"trust", "show", clinic.URL}, {"trust", "list", "--search", "clinic.example"},
		{"trust", "block", clinic.KID, "--why", evil}, {"trust", "show", clinic.KID},
		{"trust", "block", "https://" + evil + ".example", "--why", evil},
		{"trust", "remove", clinic.URL},
	} {
		for _, format := range []string{"text", "json", "csv"} {
			got := h.run(append(args, "--format", format)...)
			expect.Harmless(t, strings.TrimPrefix(got.out, "\ufeff")+got.err, "\r\n\t")
		}
	}
}

// TestLocalByteOrderMark: a key set that an editor has put a mark before is read.
func TestLocalByteOrderMark(t *testing.T) {
	h := newHome(t)
	h.in = "\ufeff" + string(mint.JWKS(clinic))
	if got := h.run("trust", "add", "--issuer", clinic.URL, "--jwks", "-", "--name",
		"Local clinic"); got.code != 0 || !strings.Contains(got.out, clinic.KID) {
		t.Errorf("%+v", got)
	}
}

// TestLocalRefused: nothing is written over what cannot be read, and what would
// never be in force is not added.
func TestLocalRefused(t *testing.T) {
	h := newHome(t)
	h.keepLocal(t, inforce.User, blockOf(t, hospital.URL))
	h.install(t, inforce.User, published(t, onDay(2), clinic))
	file := jwksFile(t, clinic)
	if got := h.run("trust", "add", "--issuer", clinic.URL, "--jwks", file); got.code != 0 ||
		!strings.Contains(got.out, "Nothing to do") {
		t.Errorf("a key that the set lists: %+v", got)
	}
	damage(t, h.file(inforce.User, "local.1.blob"))
	damage(t, h.file(inforce.User, "local.2.blob"))
	before, err := os.ReadFile(h.file(inforce.User, "local.1.blob"))
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"trust", "block", clinic.URL, "--why", "x"}, {"trust", "remove", hospital.URL},
		{"trust", "add", "--issuer", hospital.URL, "--jwks", jwksFile(t, hospital), "--name", "x"},
	} {
		if got := h.run(args...); got.code != cli.ExitNotReady || got.out != "" ||
			!strings.Contains(got.err, "what is blocked here is not known") {
			t.Errorf("%v: %+v", args, got)
		}
	}
	after, err := os.ReadFile(h.file(inforce.User, "local.1.blob"))
	if err != nil || string(after) != string(before) {
		t.Errorf("it was written over: %v", err)
	}
}

// TestKeyID: --kid without a key never means the whole issuer.
func TestKeyID(t *testing.T) {
	h := newHome(t)
	if got := h.run("trust", "block", "JP", "--why", "x"); got.code != cli.ExitValid {
		t.Fatalf("%+v", got)
	}
	for _, args := range [][]string{
		{"remove", "JP", "--kid", ""}, {"remove", "JP", "--kid", " "}, {"block", "UT", "--kid=", "--why", "x"},
		{"block", "UT", "--kid", "a", "--kid", "b", "--why", "x"},
	} {
		if got := h.run(append([]string{"trust"}, args...)...); got.code != cli.ExitUsage || got.out != "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if got := h.run("trust", "status", "--format", "json").out; strings.Count(got, `"kind":"block"`) != 1 {
		t.Errorf("%s", got)
	}
	if got := h.run("trust", "block", "UT", "--kid", " key-1 ", "--why", "x"); !strings.Contains(got.out, " key-1") ||
		h.run("trust", "remove", "UT", "--kid", "key-1").code != cli.ExitValid {
		t.Errorf("%+v", got)
	}
}
