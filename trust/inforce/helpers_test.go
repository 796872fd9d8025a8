package inforce

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/internal/stock"
	"vaxcheck/trust"
	"vaxcheck/trust/signed"
	"vaxcheck/trust/store"
)

var (
	clinic   = mint.NewIssuer("https://clinic.example/issuer", "Clinic", "in force clinic")
	hospital = mint.NewIssuer("https://hospital.example/issuer", "Hospital", "in force hospital")
)

// check is what a snapshot of these tests must pass.
var check = CheckBy(stock.VerifySnapshot)

// What these tests put into the stores.
var (
	onDay, published, blockOf = stock.OnDay, stock.Snapshot, stock.Block
	damage                    = stock.Disk{Read: os.ReadFile, Write: os.WriteFile}.Damage
)

// newPlaces are folders that do not exist yet, of a machine with one user.
func newPlaces(t *testing.T) Places {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil { // whatever the umask is
		t.Fatal(err)
	}
	return Places{Machine: filepath.Join(dir, "machine"), User: filepath.Join(dir, "user")}
}

// mustOpen is what is in force there.
func mustOpen(t *testing.T, p Places) *Trust {
	t.Helper()
	known, err := OpenAll(p, check)
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// file is the path of a file in a store of the directory's sets.
func file(p Places, of Scope, name string) string {
	return filepath.Join(Folder(p.of(of), trust.Directory), name)
}

// install puts a set into a store, past what would refuse it.
func install(t *testing.T, p Places, of Scope, s signed.Snapshot) store.Generation {
	t.Helper()
	g, err := directoryStores(p, check).Of(of).Store.Install(s, false)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// keepLocal adds to a local layer.
func keepLocal(t *testing.T, p Places, of Scope, more trust.Local) {
	t.Helper()
	err := directoryStores(p, check).Of(of).ChangeLocal(func(l trust.Local) (trust.Local,
		error) {
		return l.Union(more), nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func additionOf(t *testing.T, i mint.Issuer) trust.Local {
	t.Helper()
	a, _, err := trust.NewAddition(i.URL, "Local", mint.JWKS(i), trust.Entry{Who: "alice", When: onDay(1)})
	if err != nil {
		t.Fatal(err)
	}
	return trust.Local{Additions: []trust.Addition{a}}
}

// csca is the supplement of states' authorities.
var csca = trust.SupplementOf(trust.PartAuthorities)

// bring imports the authorities of invented states as of a day, past what would refuse
// them.
func bring(t *testing.T, p Places, of Scope, dated time.Time, states ...string) {
	t.Helper()
	data := authorities(states...)
	v, err := trust.NewVouched(csca.Name, data, "states.pem", dated, trust.Entry{Who: "root", When: dated, Why: "test"})
	if err != nil {
		t.Fatal(err)
	}
	note, err := v.Encode()
	if err == nil {
		_, err = supplementStores(p, csca).Of(of).Store.Install(signed.Snapshot{Data: data, Signature: note}, false)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// authorities is a file with those of invented states.
func authorities(states ...string) (data []byte) {
	for _, state := range states {
		data = append(data, authority(state).PEM()...)
	}
	return data
}

func authority(state string) mint.Authority {
	return mint.NewAuthority(state[:2], state, state+" CSCA", "in force "+state)
}
