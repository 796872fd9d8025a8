package trust

import (
	"bytes"
	"encoding/pem"
	"errors"
	"slices"
	"testing"
	"time"

	"vaxcheck/internal/mint"
)

var (
	listMade = time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	listDue  = time.Date(2026, 10, 30, 0, 0, 0, 0, time.UTC)
)

// listOf is a revocation list of an authority, in PEM.
func listOf(a mint.Authority, made time.Time) []byte {
	return mint.ListPEM(a.CRL(made, listDue, mint.ListOptions{Serials: []int64{2}}))
}

// TestLoadAuthoritiesAlone: revocation lists in a file of authorities are told,
// and are none of what is imported with it.
func TestLoadAuthoritiesAlone(t *testing.T) {
	list := listOf(vouchedAuthority, listMade)
	set, err := LoadAuthorities(append(vouchedAuthority.PEM(), list...), "imported", vouchedDay)
	if err != nil {
		t.Fatal(err)
	}
	if i := set.Authorities().Info(); i.Authorities != 1 || i.Revocations != 0 ||
		!i.Created.Equal(vouchedDay) || !slices.Equal(codes(set.Notes()), []string{"revocation_list"}) {
		t.Errorf("%+v, %v", i, set.Notes())
	}
	if _, err := LoadAuthorities(list, "", vouchedDay); !errors.Is(err, ErrNoAuthority) {
		t.Errorf("lists alone: %v", err)
	}
}

// TestLoadSignerFile: certificates and published lists are told by their shape,
// and both are as old as is said.
func TestLoadSignerFile(t *testing.T) {
	signer := vouchedAuthority.DSC("x", mint.DSCOptions{})
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signer.DER})
	for name, file := range map[string][]byte{"DER": signer.DER, "PEM": block, "list": mint.DSCList(vouchedDay, signer),
		"marked PEM":  append([]byte("\ufeff"), block...),
		"marked list": append([]byte("\ufeff"), mint.DSCList(vouchedDay, signer)...)} {
		for _, made := range []time.Time{vouchedDay, {}} {
			set, err := LoadSigners(file, "imported", made)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if i := set.PartInfo(PartSigners); !i.Created.Equal(made) || i.Source != "imported" ||
				i.SHA256 != hexSum(file) || len(set.Signers().Find(signer.KeyID())) != 1 {
				t.Errorf("%s: %+v", name, i)
			}
		}
	}
	odd := bytes.Replace(mint.DSCList(vouchedDay, signer, signer), []byte(`"certificateType": "DSC"`),
		[]byte(`"certificateType": "CSCA"`), 1)
	if set, err := LoadSigners(odd, "", vouchedDay); err != nil || !slices.Equal(codes(set.Notes()), []string{"kind"}) {
		t.Errorf("an entry of another kind: %v, %v", codes(set.Notes()), err)
	}
	for name, test := range map[string]struct {
		file []byte
		want error
	}{
		"a directory": {[]byte(`{"issuerInfo":[]}`), ErrLayout}, "an authority": {vouchedAuthority.PEM(), ErrNoKeys},
		"nothing": {nil, ErrLayout}, "no signer": {[]byte(`[{}]`), ErrNoKeys},
		"too large": {make([]byte, 17<<20), ErrTooLarge},
	} {
		if _, err := LoadSigners(test.file, "", vouchedDay); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWithSigners: an imported list stands beside the program's, and what it
// withdraws is withdrawn.
func TestWithSigners(t *testing.T) {
	signer := vouchedAuthority.DSC("x", mint.DSCOptions{})
	withdrawn := signer
	withdrawn.Status = "revoked"
	older := mint.DSCList(vouchedDay, signer)
	newer := mint.DSCList(vouchedDay, withdrawn)
	for name, test := range map[string]struct {
		files     [][]byte
		withdrawn bool
	}{"as it is": {[][]byte{older}, false}, "withdrawn by the newer": {[][]byte{older, newer}, true},
		"by the older": {[][]byte{newer, older}, true}} {
		with := mustBundled(t)
		asked := 0
		for _, file := range test.files {
			imported, err := LoadSigners(file, "imported", vouchedDay)
			if err != nil {
				t.Fatal(err)
			}
			with = with.WithPart(PartSigners, func() []*Set { asked++; return []*Set{imported} })
		}
		if with.Info() != mustBundled(t).Info() || asked != 0 {
			t.Errorf("%s: asked before it is needed", name)
		}
		found := with.Signers().Find(signer.KeyID())
		if len(found) != 1 || found[0].Withdrawn != test.withdrawn || with.Signers().Info().Signers != 894 ||
			with.PartInfo(PartSigners).Source != "bundled, imported" {
			t.Errorf("%s: %+v, %+v", name, found, with.PartInfo(PartSigners))
		}
		if with.Signers(); asked != len(test.files) {
			t.Errorf("%s: asked %d times", name, asked)
		}
	}
}

// TestJoinRevocationLists: lists come beside those that are held, and only if an
// authority that is in force signed them.
func TestJoinRevocationLists(t *testing.T) {
	other := mint.NewAuthority("UV", "UVO", "CSCA", "vouched tests, other")
	inForce, err := LoadAuthorities(append(vouchedAuthority.PEM(), other.PEM()...), "imported", vouchedDay)
	if err != nil {
		t.Fatal(err)
	}
	stranger := listOf(mint.NewAuthority("UW", "UWO", "CSCA", "vouched tests, stranger"), listMade)
	first, notes, err := JoinRevocationLists(append(listOf(vouchedAuthority, listMade), stranger...), nil, inForce)
	if err != nil || !slices.Equal(codes(notes), []string{"revocation_list"}) ||
		!bytes.Equal(first, listOf(vouchedAuthority, listMade)) {
		t.Fatalf("%v, %v", notes, err)
	}
	held, err := LoadRevocationLists(first, "imported", vouchedDay)
	if err != nil || held.Authorities().Info().Authorities != 0 || !held.Info().Created.Equal(vouchedDay) {
		t.Fatalf("%+v, %v", held, err)
	}
	joined, notes, err := JoinRevocationLists(listOf(other, listMade), held, inForce)
	if err != nil || len(notes) != 0 {
		t.Fatalf("%v, %v", notes, err)
	}
	both, err := LoadRevocationLists(joined, "imported", vouchedDay)
	if err != nil || both.Authorities().Info().Revocations != 2 {
		t.Fatalf("%+v, %v", both, err)
	}
	used := 0
	with := inForce.WithPart(PartAuthorities, func() []*Set { return []*Set{both} })
	for _, inUse := range with.Authorities().RevocationLists() {
		if inUse {
			used++
		}
	}
	if used != 2 || with.PartInfo(PartAuthorities).Source != "imported" {
		t.Errorf("%d lists are used of %+v", used, with.PartInfo(PartAuthorities))
	}
	for name, test := range map[string]struct {
		file []byte
		want error
	}{"of a stranger": {stranger, ErrSignature}, "certificates": {vouchedAuthority.PEM(), ErrLayout},
		"text": {[]byte("-"), ErrLayout}, "too large": {make([]byte, 17<<20), ErrTooLarge}} {
		if _, _, err := JoinRevocationLists(test.file, held, inForce); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
