package cmd

import (
	"crypto/sha256"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"vaxcheck/cmd/admin"
	"vaxcheck/cmd/cli"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
)

// inForce is what `trust status` says of the set in force.
type inForce struct {
	Source  string
	Created string
	Counts  admin.SetCounts
}

func (h *home) inForce(t *testing.T) (inForce, string) {
	t.Helper()
	got := h.run("trust", "status", "--format", "json")
	if got.code != 0 {
		t.Fatalf("code %d: %s", got.code, got.err)
	}
	var f inForce
	decodeInto(t, got.out, &f)
	return f, got.err
}

// TestNewestInForce: the newest valid set counts, whoever holds it.
func TestNewestInForce(t *testing.T) {
	h := newHome(t)
	expect := func(source, created, said string) {
		t.Helper()
		got, err := h.inForce(t)
		if got.Source != source || !strings.HasPrefix(got.Created, created) || (said == "") != (err == "") ||
			!strings.Contains(err, said) {
			t.Errorf("%+v, said %q; want %s of %s, %q", got, err, source, created, said)
		}
	}
	expect("bundled", "2026-08-22", "")
	h.install(t, inforce.User, published(t, onDay(1).AddDate(0, -6, 0), clinic))
	expect("bundled", "2026-08-22", "") // older than the program's
	h.install(t, inforce.User, published(t, onDay(2), clinic))
	expect("installed", "2026-11-02", "")
	h.install(t, inforce.Machine, published(t, onDay(3), clinic, hospital))
	expect("installed", "2026-11-03", "")
	newest := h.install(t, inforce.User, published(t, onDay(4), clinic))
	expect("installed", "2026-11-04", "")

	damage(t, h.file(inforce.User, newest.File))
	expect("installed", "2026-11-03", "vaxcheck: trust store of this user: 20261104T040000Z-"+
		newest.SHA256[:8]+"….set: damaged")
	got := h.run("trust", "status", "-q", "--lang", "ja")
	if !strings.Contains(got.err, "この利用者の信頼リスト: 2026") || !strings.Contains(got.err, "'vaxcheck trust update'") {
		t.Errorf("said %q", got.err)
	}
	// The text of the answer names the source too.
	if !strings.HasPrefix(got.out, "入手元\t更新済み\n") {
		t.Errorf("%.80q", got.out)
	}
}

// cardOf is a code of an issuer.
func cardOf(i mint.Issuer) string { return mint.Numeric(mint.Japan(i, mint.Hanako()).JWS(i)) }

// expectCard judges a code, and looks for words in what is said.
func (h *home) expectCard(t *testing.T, code string, exit int, words ...string) {
	t.Helper()
	h.in = code + "\n"
	got := h.run("verify", "--level", "B")
	for _, word := range words {
		if !strings.Contains(got.out+got.err, word) {
			t.Errorf("no %q in\n%s%s", word, got.out, got.err)
		}
	}
	if got.code != exit {
		t.Errorf("code %d, want %d:\n%s%s", got.code, exit, got.out, got.err)
	}
}

// TestLocalLayerInForce: additions and blocks of machine and user are in force
// together, over whichever set.
func TestLocalLayerInForce(t *testing.T) {
	h := newHome(t)
	card := cardOf(clinic)
	h.expectCard(t, card, cli.ExitReview, "issuer_unknown", "directory, bundled of 2026-08-22")
	added, _, err := trust.NewAddition(clinic.URL, "Local clinic", mint.JWKS(clinic),
		trust.Entry{Who: "alice", When: onDay(1)})
	if err != nil {
		t.Fatal(err)
	}
	h.keepLocal(t, inforce.User, trust.Local{Additions: []trust.Addition{added}})
	h.expectCard(t, card, cli.ExitValid, "Local clinic", "added on this machine",
		"trust set bundled, with local changes of 2024-01-08 to 2026-08-22")
	h.install(t, inforce.User, published(t, onDay(2), hospital))
	h.expectCard(t, card, cli.ExitValid,
		"trust set installed and bundled, with local changes of 2024-01-08 to 2026-11-02",
		"directory, installed, with local changes of 2026-11-02")
	h.keepLocal(t, inforce.Machine, blockOf(t, clinic.URL))
	h.expectCard(t, card, cli.ExitInvalid, "issuer_blocked")
	h.keepLocal(t, inforce.Machine, blockOf(t, clinic.KID))
	h.expectCard(t, card, cli.ExitInvalid, "key_blocked")

	h.in = card
	if got := h.run("verify", "--format", "ndjson"); !strings.Contains(got.out,
		`"trust":{"source":"installed, bundled+local",`) {
		t.Errorf("%s", got.out)
	}
}

// TestLocalLayerUnknown: where it is not known what is blocked nothing is
// judged, in whatever way it is not known; with one whole copy it is known.
func TestLocalLayerUnknown(t *testing.T) {
	h := newHome(t)
	card := cardOf(clinic)
	h.keepLocal(t, inforce.User, blockOf(t, clinic.URL))
	damage(t, h.file(inforce.User, "local.1.blob"))
	h.expectCard(t, card, cli.ExitInvalid, "issuer_blocked", "local additions and blocks: damaged",
		"The next change mends it")
	damage(t, h.file(inforce.User, "local.2.blob"))
	h.expectCard(t, card, cli.ExitNotReady, "NOT READY", "trust_refused", "what is blocked here is not known",
		"hint: put one of the files")
	if got := h.run("trust", "list"); got.code != cli.ExitNotReady || got.out != "" {
		t.Errorf("%+v", got)
	}

	// A set that is given stands alone.
	file := directoryFile(t)
	h.in = card
	if got := h.run("verify", "--trust", file); got.code != cli.ExitReview || got.err != "" {
		t.Errorf("%+v", got)
	}
}

// TestNewerStore: nothing of a newer version's store is used. What is blocked in
// it is not known, if anything is.
func TestNewerStore(t *testing.T) {
	h := newHome(t)
	h.install(t, inforce.User, published(t, onDay(2), clinic))
	line := "vaxcheck trust store 2"
	sum := sha256.Sum256([]byte(line))
	if err := os.WriteFile(h.file(inforce.User, "format"), fmt.Appendf(nil, "%s %x\n", line, sum[:4]),
		0o600); err != nil {
		t.Fatal(err)
	}
	got, said := h.inForce(t)
	if got.Source != "bundled" || !strings.Contains(said, "written by a newer version of vaxcheck") ||
		strings.Count(said, "\n") != 1 {
		t.Errorf("%+v, said %q", got, said)
	}
	if err := os.WriteFile(h.file(inforce.User, "local.1.blob"), []byte("of a form to come"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.expectCard(t, cardOf(clinic), cli.ExitNotReady, "NOT READY", "run the newer one")
}

// TestMachineStoreOfOthers: whoever may write the machine's store could let
// anyone in.
func TestMachineStoreOfOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes of files tell nothing on Windows")
	}
	h := newHome(t)
	h.install(t, inforce.Machine, published(t, onDay(2), clinic))
	if err := os.Chmod(h.file(inforce.Machine, ""), 0o777); err != nil {
		t.Fatal(err)
	}
	// A set proves itself.
	if got, said := h.inForce(t); got.Source != "installed" || !strings.Contains(said, "others may write it") {
		t.Errorf("%+v, said %q", got, said)
	}
	h.keepLocal(t, inforce.Machine, blockOf(t, hospital.URL))
	h.expectCard(t, cardOf(clinic), cli.ExitNotReady, "NOT READY", "let only the system or an administrator write")
}

// TestHistoryInForce: a key that an installed set listed, and a newer one does
// not, is withdrawn and not unknown.
func TestHistoryInForce(t *testing.T) {
	h := newHome(t)
	set, err := trust.LoadSnapshot(mint.Snapshot(onDay(1), clinic), "")
	if err != nil {
		t.Fatal(err)
	}
	h.install(t, inforce.User, published(t, onDay(2), hospital))
	h.expectCard(t, cardOf(clinic), cli.ExitReview, "issuer_unknown")
	if err := h.store(inforce.User).WriteBlob(inforce.FileHistory,
		new(trust.History).Extend(set).Encode()); err != nil {
		t.Fatal(err)
	}
	h.expectCard(t, cardOf(clinic), cli.ExitReview, "key_withdrawn", "listed from 2026-11-01 to 2026-11-01")
	damage(t, h.file(inforce.User, "history.1.blob"))
	damage(t, h.file(inforce.User, "history.2.blob"))
	h.expectCard(t, cardOf(clinic), cli.ExitReview, "issuer_unknown", "key history: damaged")
}
