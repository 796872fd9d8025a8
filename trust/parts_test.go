package trust

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/mint"
)

// TestWhole: the set that comes with the program, and one with an imported list.
func TestWhole(t *testing.T) {
	bundled := mustBundled(t)
	signers, err := LoadSigners(mint.DSCList(time.Unix(0, 0), mint.NewAuthority("UT", "UTO", "CSCA",
		"parts").DSC("parts", mint.DSCOptions{})), "imported", time.Unix(5, 0))
	if err != nil {
		t.Fatal(err)
	}
	imported := bundled.WithPart(PartSigners, func() []*Set { return []*Set{signers} })
	for name, test := range map[string]struct {
		set            *Set
		source         string
		oldest, newest time.Time
	}{
		"bundled":  {bundled, "bundled", bundled.PartInfo(PartAuthorities).Created, bundled.Info().Created},
		"imported": {imported, "bundled, imported", time.Unix(5, 0), bundled.Info().Created},
	} {
		whole := test.set.Whole()
		want, sums := []Part{{PartIssuers, test.set.Info()}}, test.set.Info().SHA256+"\n"
		for _, row := range partRows {
			info := test.set.PartInfo(row.name)
			want, sums = append(want, Part{row.name, info}), sums+info.SHA256+"\n"
		}
		if diff := cmp.Diff(want, test.set.Parts()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if whole.Source != test.source || !whole.Created.Equal(test.oldest) || !whole.Latest.Equal(test.newest) {
			t.Errorf("%s: %+v", name, whole)
		}
		if sum := hexSum([]byte(sums)); whole.SHA256 != sum {
			t.Errorf("%s: SHA-256 %s, want %s", name, whole.SHA256, sum)
		}
	}
}

// TestWholeOfOnePart is what that part is, whichever it is.
func TestWholeOfOnePart(t *testing.T) {
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "parts")
	own, err := LoadCertificates(authority.PEM(), "own.pem")
	if err != nil {
		t.Fatal(err)
	}
	directory := smallSet(t)
	for name, test := range map[string]struct {
		set  *Set
		part PartName
		info Info
	}{"issuers": {directory, PartIssuers, directory.Info()},
		"authorities": {own, PartAuthorities, own.PartInfo(PartAuthorities)}} {
		whole, parts := test.set.Whole(), test.set.Parts()
		if len(parts) != 1 || parts[0].Name != test.part || whole.SHA256 != test.info.SHA256 ||
			whole.Name() != test.info.Name() ||
			!whole.Created.Equal(test.info.Created) {
			t.Errorf("%s: %+v of %+v", name, whole, parts)
		}
		if _, held := test.set.Part(PartSigners); held {
			t.Errorf("%s: holds signers", name)
		}
	}
}

// TestWholeUnknownAge: a part that does not tell when it was made makes the age of
// the whole unknown, but not when the newest was.
func TestWholeUnknownAge(t *testing.T) {
	own, err := LoadCertificates(mint.NewAuthority("UT", "UTO", "CSCA", "parts").PEM(), "own.pem")
	if err != nil {
		t.Fatal(err)
	}
	set := smallSet(t)
	whole := set.WithPart(PartAuthorities, func() []*Set { return []*Set{own} }).Whole()
	if !whole.Created.IsZero() || !whole.Latest.Equal(set.Info().Created) {
		t.Errorf("%+v", whole)
	}
}

// TestWholeLocal: what is added and blocked on a machine is named, and changes the
// hash.
func TestWholeLocal(t *testing.T) {
	set := mustBundled(t)
	local, err := set.With(Local{Blocks: []Block{{Issuer: "UTO",
		Entry: Entry{Who: "a", When: time.Unix(1, 0).UTC()}}}}, nil, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if whole := local.Whole(); whole.Name() != "bundled+local" || whole.SHA256 == set.Whole().SHA256 {
		t.Errorf("%+v", whole)
	}
	for _, info := range []Info{{Source: "own", Additions: 1}, {Source: "own", Additions: 1, Blocks: 1}} {
		if name := info.Name(); name != "own+local" {
			t.Errorf("%+v: named %s", info, name)
		}
	}
}

// TestDamagedPart: a part that does not open makes the set unsound, whatever is put beside
// it, and no other set.
func TestDamagedPart(t *testing.T) {
	damaged := mustBundled(t).copied()
	damaged.held[PartSigners] = func() (any, error) { return nil, ErrDamaged }
	beside := damaged.WithPart(PartSigners, func() []*Set { return []*Set{mustBundled(t)} })
	layered, err := damaged.With(Local{}, nil, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for name, set := range map[string]*Set{"itself": damaged, "with more": beside, "with layers": layered} {
		if err := set.Sound(); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Merge(smallSet(t), damaged); !errors.Is(err, ErrDamaged) {
		t.Errorf("merged: %v", err)
	}
	for name, set := range map[string]*Set{"bundled": mustBundled(t), "of issuers": smallSet(t)} {
		if err := set.Sound(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
