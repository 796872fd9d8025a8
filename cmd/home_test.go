package cmd

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/internal/mint"
	"vaxcheck/internal/stock"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/signed"
	"vaxcheck/trust/store"
)

// home is a machine with one user, and a directory whose key the tests have.
type home struct {
	places    cli.Places
	variables map[string]string
	in        string
	now       time.Time
}

func newHome(t *testing.T) *home {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil { // whatever the umask is
		t.Fatal(err)
	}
	return &home{
		places: cli.Places{UserData: filepath.Join(dir, "user"), MachineData: filepath.Join(dir, "machine")},
		now:    time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC),
	}
}

func (h *home) run(args ...string) outcome {
	var out, err bytes.Buffer
	code := Main(context.Background(), args, cli.Env{
		In: strings.NewReader(h.in), Out: &out, Err: &err, Places: h.places,
		Getenv:         func(name string) string { return h.variables[name] },
		User:           func() string { return "alice" },
		VerifySnapshot: stock.VerifySnapshot,
		Now:            func() time.Time { return h.now },
	})
	return outcome{code, out.String(), err.String()}
}

func (h *home) store(of inforce.Scope) *store.Store {
	place := map[inforce.Scope]string{inforce.User: h.places.UserData, inforce.Machine: h.places.MachineData}[of]
	return store.At(storeFolder(place), inforce.SourceInstalled, inforce.CheckBy(stock.VerifySnapshot))
}

// file is the path of a file in a store.
func (h *home) file(of inforce.Scope, name string) string {
	place := map[inforce.Scope]string{inforce.User: h.places.UserData, inforce.Machine: h.places.MachineData}[of]
	return filepath.Join(storeFolder(place), name)
}

// install puts a set into a store, past the command.
func (h *home) install(t *testing.T, of inforce.Scope, s signed.Snapshot) store.Generation {
	t.Helper()
	g, err := h.store(of).Install(s, false)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// keepLocal writes a local layer, past the command.
func (h *home) keepLocal(t *testing.T, of inforce.Scope, l trust.Local) {
	t.Helper()
	data, err := l.Encode()
	if err == nil {
		err = h.store(of).WriteBlob(inforce.FileLocal, data)
	}
	if err != nil {
		t.Fatal(err)
	}
}

var (
	clinic   = mint.NewIssuer("https://clinic.example/issuer", "Clinic", "admin clinic")
	hospital = mint.NewIssuer("https://hospital.example/issuer", "Hospital", "admin hospital")
)

// What these tests put into the stores.
var (
	onDay, published, blockOf = stock.OnDay, stock.Snapshot, stock.Block
	damage                    = stock.Disk{Read: os.ReadFile, Write: os.WriteFile}.Damage
)

// storeFolder is where a place keeps the sets of the issuers' directory.
func storeFolder(place string) string { return inforce.Folder(place, trust.Directory) }
