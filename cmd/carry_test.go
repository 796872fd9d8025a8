package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/internal/mint"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/signed"
)

// manyIssuers are about as many as the directory has, so that nothing shrinks.
var manyIssuers = sync.OnceValue(func() []mint.Issuer {
	var list []mint.Issuer
	for i := range 1000 {
		list = append(list, mint.NewIssuer(fmt.Sprintf("https://issuer-%03d.example/shc", i),
			fmt.Sprintf("Issuer %d", i), fmt.Sprintf("carry %d", i)))
	}
	return list
})

// stick is a folder with the directory's two files.
func stick(t *testing.T, s signed.Snapshot) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string][]byte{signed.SnapshotName: s.Data, signed.SignatureName: s.Signature} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestStick: what one home exports another imports, and both say the same of it.
func TestStick(t *testing.T) {
	one, other := newHome(t), newHome(t)
	got := one.run("trust", "import", stick(t, published(t, onDay(5), manyIssuers()...)))
	if got.code != 0 || !strings.HasPrefix(got.out, "Installed for this user:\n") ||
		!strings.Contains(got.out, "\nIssuers added (1000)\n") ||
		!strings.Contains(got.out, "\nIssuers REMOVED (651)\n") {
		t.Fatalf("%+v", got)
	}
	file := filepath.Join(t.TempDir(), "set.zip")
	if got := one.run("trust", "export", file); got.code != 0 || !strings.HasPrefix(got.out, "Written: ") {
		t.Fatalf("%+v", got)
	}
	if got := one.run("trust", "export", file); got.code != cli.ExitFile {
		t.Errorf("written over: %+v", got)
	}
	other.now = other.now.Add(time.Minute)
	if got := other.run("trust", "import", file, "--lang", "ja"); got.code != 0 ||
		!strings.HasPrefix(got.out, "この利用者の信頼リストを入れ替えました:\n") {
		t.Fatalf("%+v", got)
	}
	for _, args := range [][]string{{}, {"--lang", "ja"}, {"--format", "json"}, {"--format", "ndjson"},
		{"--format", "csv"}} {
		args = append([]string{"trust", "status"}, args...)
		if a, b := one.run(args...), other.run(args...); a != b || a.code != 0 || a.err != "" || a.out == "" {
			t.Errorf("%v:\n%+v\n%+v", args, a, b)
		}
	}
	other.in = one.run("trust", "export", "-").out
	if got := other.run("trust", "import", "-"); got.code != 0 || !strings.HasPrefix(got.out, "Nothing new") {
		t.Errorf("%+v", got)
	}
	for _, h := range []*home{one, other} {
		if got := h.run("trust", "verify"); got.code != 0 ||
			!strings.HasSuffix(got.out, "Everything that is stored is in order.\n") {
			t.Errorf("%+v", got)
		}
	}
}

// TestImportRefused: each refusal is one sentence and a next step, with code 5,
// and changes nothing.
func TestImportRefused(t *testing.T) {
	h := newHome(t)
	h.install(t, inforce.User, published(t, onDay(5), manyIssuers()...))
	good := published(t, onDay(6), manyIssuers()...)
	other := published(t, onDay(7), manyIssuers()...)
	changed := signed.Snapshot{Data: append([]byte(" "), good.Data...), Signature: good.Signature}
	empty := t.TempDir()
	broken := filepath.Join(t.TempDir(), "set.zip")
	if err := os.WriteFile(broken, []byte("no archive"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ from, reason, said, next string }{
		"changed": {stick(t, changed), "signature", "signature does not hold", "take a snapshot and its signature"},
		"mixed": {stick(t, signed.Snapshot{Data: good.Data, Signature: other.Signature}), "signature",
			"do not belong together", ""},
		"older": {stick(t, published(t, onDay(4), manyIssuers()...)), "older",
			"of 2026-11-04T04:00:00Z, no newer than the one in force, of 2026-11-05T04:00:00Z",
			"'vaxcheck trust rollback'"},
		"future": {stick(t, published(t, onDay(23), manyIssuers()...)), "future",
			"2026-11-23T04:00:00Z, more than a day after this machine's clock, 2026-11-21T09:00:00Z", "set the clock"},
		"shrunk": {stick(t, published(t, onDay(6), manyIssuers()[:899]...)), "shrunk",
			"issuers 1000 → 899, keys 1000 → 899", "--dry-run --force"},
		"nothing":   {empty, "not_found", "nothing there that could be imported", "vci_snapshot.sig"},
		"no export": {broken, "export", "no export of vaxcheck", ""},
		"not a thing": {stick(t, signed.Snapshot{Data: []byte("{}"),
			Signature: published(t, onDay(6), clinic).Signature}), "signature", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			before := h.run("trust", "status", "--all")
			got := h.run("trust", "import", tt.from)
			if got.code != cli.ExitNotReady || !strings.HasPrefix(got.err, "vaxcheck: ") ||
				!strings.Contains(got.err, tt.said) ||
				!strings.Contains(got.err, "\nhint: ") || !strings.Contains(got.err, tt.next) ||
				strings.Count(got.err, "\n") != 2 {
				t.Errorf("%+v", got)
			}
			ja := h.run("trust", "import", tt.from, "--lang", "ja", "--format", "json")
			if ja.code != cli.ExitNotReady || !strings.Contains(ja.out, `"outcome":"refused","reason":"`+
				tt.reason+`"`) || !strings.Contains(ja.err, "\nヒント: ") {
				t.Errorf("%+v", ja)
			}
			if after := h.run("trust", "status", "--all"); after != before {
				t.Errorf("changed:\n%s\n%s", before.out, after.out)
			}
		})
	}
}

// TestImportWrongName: a name of nothing, and an address that could never be
// used, are told from a set that is refused.
func TestImportWrongName(t *testing.T) {
	h := newHome(t)
	if got := h.run("trust", "import", filepath.Join(t.TempDir(), "nosuch")); got.code != cli.ExitFile ||
		got.out != "" || !strings.Contains(got.err, "nosuch: ") {
		t.Errorf("%+v", got)
	}
	for from, said := range map[string]string{
		"http://example.org/vci_snapshot.json":               "--from: not an https address",
		"https://example.org/":                               "--from: not an https address",
		"https://me:secret@example.org/vci_snapshot.json":    "--from: a user name or password in the address is not sent",
		"https://me:secret@example.org/vci_snapshot.json%zz": "--from: not an https address",
	} {
		got := h.run("trust", "update", "--from", from)
		if got.code != cli.ExitUsage || got.out != "" || !strings.Contains(got.err, said) ||
			strings.Contains(got.err, "secret") {
			t.Errorf("%s: %+v", from, got)
		}
	}
}

// TestRollback: what is set aside does not come back by itself, what is newer
// does, and force brings back the very set.
func TestRollback(t *testing.T) {
	h := newHome(t)
	first, second := stick(t, published(t, onDay(5), manyIssuers()...)),
		stick(t, published(t, onDay(6), manyIssuers()...))
	if got := h.run("trust", "rollback"); got.code != cli.ExitNotReady ||
		!strings.Contains(got.err, "inside the program; nothing newer is installed") {
		t.Errorf("%+v", got)
	}
	for _, from := range []string{first, second} {
		if got := h.run("trust", "import", from); got.code != 0 {
			t.Fatalf("%+v", got)
		}
	}
	expect := func(created string) {
		t.Helper()
		if got, said := h.inForce(t); !strings.HasPrefix(got.Created, created) || said != "" {
			t.Errorf("%+v, said %q; want %s", got, said, created)
		}
	}
	expect("2026-11-06")
	if got := h.run("trust", "rollback"); got.code != 0 ||
		got.out != "Set aside: the set of 2026-11-06T04:00:00Z. In force now: installed, of 2026-11-05T04:00:00Z.\n" {
		t.Errorf("%+v", got)
	}
	expect("2026-11-05")
	if got := h.run("trust", "import", second); got.code != cli.ExitNotReady ||
		!strings.Contains(got.err, "was rolled back here") {
		t.Errorf("%+v", got)
	}
	expect("2026-11-05")
	if got := h.run("trust", "import", second, "--dry-run", "--force"); got.code != 0 ||
		!strings.HasPrefix(got.out, "Would be installed") {
		t.Errorf("%+v", got)
	}
	expect("2026-11-05")
	if got := h.run("trust", "import", second, "--force"); got.code != 0 {
		t.Errorf("%+v", got)
	}
	expect("2026-11-06")
	for _, now := range []string{"2026-11-05", "2026-08-22"} {
		if got := h.run("trust", "rollback", "--format", "json"); got.code != 0 ||
			!strings.Contains(got.out, `"created":"`+now) {
			t.Errorf("%+v", got)
		}
		expect(now)
	}
	all := h.run("trust", "status", "--all")
	if strings.Count(all.out, "set aside\t2026-11-") != 2 {
		t.Errorf("%s", all.out)
	}
}

// TestMachineImport: the machine's set is for everyone, and follows what everyone
// has, whatever one user has installed.
func TestMachineImport(t *testing.T) {
	h := newHome(t)
	from := stick(t, published(t, onDay(6), manyIssuers()...))
	for _, args := range [][]string{{"trust", "import", from}, {"trust", "import", from, "--machine"}} {
		if got := h.run(args...); got.code != 0 || !strings.HasPrefix(got.out, "Installed for ") {
			t.Fatalf("%+v", got)
		}
	}
	someone := newHome(t)
	someone.places.MachineData = h.places.MachineData
	if got, _ := someone.inForce(t); !strings.HasPrefix(got.Created, "2026-11-06") {
		t.Errorf("%+v", got)
	}
	if got := someone.run("trust", "rollback"); got.code != cli.ExitNotReady ||
		!strings.Contains(got.err, "the machine's, not this user's") {
		t.Errorf("%+v", got)
	}
	if got := h.run("trust", "rollback", "--machine"); got.code != 0 ||
		!strings.Contains(got.out, "In force now: installed, of 2026-11-06") {
		t.Errorf("the user has it still: %+v", got)
	}
	// What the administrator set aside a user does not install by accident.
	if got := someone.run("trust", "import", from); got.code != cli.ExitNotReady ||
		!strings.Contains(got.err, "was rolled back here") {
		t.Errorf("%+v", got)
	}
}

// TestWithdrawnByImport: a set that drops a key makes its cards cards of a
// withdrawn key.
func TestWithdrawnByImport(t *testing.T) {
	h := newHome(t)
	card := cardOf(clinic)
	for day, issuers := range [][]mint.Issuer{append([]mint.Issuer{clinic}, manyIssuers()...), manyIssuers()} {
		if got := h.run("trust", "import", stick(t, published(t, onDay(5+day), issuers...))); got.code != 0 {
			t.Fatalf("%+v", got)
		}
		if day == 0 {
			h.expectCard(t, card, cli.ExitValid, "installed of 2026-11-05")
		}
	}
	h.expectCard(t, card, cli.ExitReview, "key_withdrawn", "listed from 2026-11-05 to 2026-11-05")
}

// TestWithdrawnStays: a key that a newer set had dropped is not accepted again
// when that set is lost, but is when it was set aside on purpose.
func TestWithdrawnStays(t *testing.T) {
	card := cardOf(clinic)
	for name, lose := range map[string]func(*home){
		"damaged": func(h *home) { spoil(t, h, ".set") },
		"gone":    func(h *home) { spoil(t, h, "") },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHome(t)
			importTwo(t, h)
			lose(h)
			h.expectCard(t, card, cli.ExitReview, "key_withdrawn", "installed of 2026-11-05")
			if got := h.run("trust", "show", clinic.URL); !strings.Contains(got.out, "2026-11-05") {
				t.Errorf("%+v", got)
			}
		})
	}
	t.Run("rolled back", func(t *testing.T) {
		h := newHome(t)
		importTwo(t, h)
		if got := h.run("trust", "rollback"); got.code != 0 || !strings.Contains(got.out, clinic.URL) {
			t.Fatalf("does not tell what is accepted again: %+v", got)
		}
		h.expectCard(t, card, cli.ExitValid, "installed of 2026-11-05")
	})
}

// importTwo installs a set with the clinic, and one without.
func importTwo(t *testing.T, h *home) {
	t.Helper()
	for day, issuers := range [][]mint.Issuer{append([]mint.Issuer{clinic}, manyIssuers()...), manyIssuers()} {
		if got := h.run("trust", "import", stick(t, published(t, onDay(5+day), issuers...))); got.code != 0 {
			t.Fatalf("%+v", got)
		}
	}
}

// spoil damages the newest set, or removes it if damage is "".
func spoil(t *testing.T, h *home, damage string) {
	t.Helper()
	sets, err := filepath.Glob(filepath.Join(storeFolder(h.places.UserData), "*.set"))
	if err != nil || len(sets) != 2 {
		t.Fatalf("%v, %v", sets, err)
	}
	newest := slices.Max(sets)
	if damage == "" {
		err = os.Remove(newest)
	} else {
		err = os.WriteFile(newest, []byte(damage), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestTrustVerify: whatever is damaged is found.
func TestTrustVerify(t *testing.T) {
	h := newHome(t)
	for n := range 3 {
		if got := h.run("trust", "import", stick(t, published(t, onDay(5+n), manyIssuers()...))); got.code != 0 {
			t.Fatalf("%+v", got)
		}
	}
	h.keepLocal(t, inforce.Machine, blockOf(t, clinic.URL))
	if got := h.run("trust", "verify"); got.code != 0 || strings.Count(got.out, "ok\t") != 6+bundledSupplements() {
		t.Fatalf("%+v", got)
	}
	files, err := filepath.Glob(h.file(inforce.User, "*"))
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	files = append(files, h.file(inforce.Machine, "local.2.blob"))
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) == 0 { // the lock
			continue
		}
		damage(t, name)
		for lang, word := range map[string]string{"en": "DAMAGED\t", "ja": "破損\t"} {
			if got := h.run("trust", "verify", "--lang", lang); got.code != cli.ExitNotReady ||
				!strings.Contains(got.out, word) || got.err != "" {
				t.Errorf("%s: %+v", filepath.Base(name), got)
			}
		}
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := h.run("trust", "verify", "--format", "json"); got.code != 0 || !strings.Contains(got.out, `"damaged":0`) {
		t.Errorf("%+v", got)
	}
}
