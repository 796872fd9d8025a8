package csca

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust/x509facts"
)

var (
	august  = time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	october = time.Date(2026, 10, 30, 0, 0, 0, 0, time.UTC)
)

func mustLoad(t testing.TB, parts ...[]byte) *Set {
	t.Helper()
	s, err := Load(bytes.Join(parts, nil), "file")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// inForce is the list that a set uses for an authority.
func inForce(t testing.TB, s *Set, a mint.Authority) *RevocationList {
	t.Helper()
	authority := mustRead(t, a.DER)
	return s.RevocationList(&authority)
}

func names(l *RevocationList, serial int64) bool {
	_, listed := l.Revoked(big.NewInt(serial))
	return listed
}

func TestRevocationListFacts(t *testing.T) {
	serials := []int64{2, 128, 255, 65536, -2, -129, 0, 2}
	crl := utopia().CRL(august, october, mint.ListOptions{Serials: serials, Number: 64})
	for name, authority := range map[string]mint.Authority{"named": utopia(),
		"explicit": utopia().Explicit(mint.P384Parameters())} {
		l := inForce(t, mustLoad(t, authority.PEM(), mint.ListPEM(crl)), authority)
		if l == nil {
			t.Fatalf("%s: not proven", name)
		}
		if l.Issuer != "C=UT, O=Test Government, CN=Utopia test CSCA" || !l.ThisUpdate.Equal(august) ||
			!l.NextUpdate.Equal(october) ||
			l.Number != "64" || len(l.SHA256) != 64 || l.Source != "file" || l.Len() != 7 {
			t.Errorf("%s: %+v", name, l)
		}
		for _, n := range serials {
			if when, listed := l.Revoked(big.NewInt(n)); !listed || !when.Equal(august.AddDate(0, 0, -1)) {
				t.Errorf("%s: %d is not listed, or at %v", name, n, when)
			}
		}
		for _, n := range []int64{1, -1, -128, -255, 129, 256, 3} {
			if names(l, n) {
				t.Errorf("%s: %d is listed", name, n)
			}
		}
	}
	empty := inForce(t, mustLoad(t, utopia().PEM(),
		mint.ListPEM(utopia().CRL(august, time.Time{}, mint.ListOptions{NoKeyID: true}))), utopia())
	if empty == nil || empty.Len() != 0 || !empty.NextUpdate.IsZero() || empty.Number != "" {
		t.Errorf("an empty list: %+v", empty)
	}
}

// The standard library reads the same lists, and their signatures hold for it.
func TestMintedListIsStandard(t *testing.T) {
	crl, err := x509.ParseRevocationList(utopia().CRL(august, october,
		mint.ListOptions{Serials: []int64{-2}, Number: 1}))
	if err != nil {
		t.Fatal(err)
	}
	if err := crl.CheckSignatureFrom(mustParse(t, utopia().DER)); err != nil {
		t.Error(err)
	}
}

func extension(critical bool, id ...int) []pkix.Extension {
	return []pkix.Extension{{Id: id, Critical: critical, Value: []byte{5, 0}}}
}

// What nobody here signed, or what is only part of a list, counts as not held.
func TestRevocationListNotUsed(t *testing.T) {
	other := mint.NewAuthority("UT", "UTO", "Utopia other CSCA", "other")
	copied := mint.NewAuthority("UT", "UTO", "Utopia test CSCA", "forger")
	late := mint.AuthorityTo.AddDate(1, 0, 0)
	unknown := []int{1, 3, 6, 1, 4, 1, 99999, 1}
	for name, crl := range map[string][]byte{
		"forged":            utopia().CRL(august, october, mint.ListOptions{By: copied.Key}),
		"of the same name":  copied.CRL(august, october, mint.ListOptions{}),
		"without key id":    copied.CRL(august, october, mint.ListOptions{NoKeyID: true}),
		"of another name":   other.CRL(august, october, mint.ListOptions{}),
		"before its period": utopia().CRL(mint.AuthorityFrom.AddDate(0, 0, -1), october, mint.ListOptions{}),
		"after its period":  utopia().CRL(late, late, mint.ListOptions{}),
		"SHA-1":             utopia().CRL(august, october, mint.ListOptions{SHA1: true}),
		"delta": utopia().CRL(august, october,
			mint.ListOptions{Extensions: extension(true, 2, 5, 29, 27)}),
		"delta, not so said": utopia().CRL(august, october,
			mint.ListOptions{Extensions: extension(false, 2, 5, 29, 27)}),
		"scope":    utopia().CRL(august, october, mint.ListOptions{Extensions: extension(true, 2, 5, 29, 28)}),
		"critical": utopia().CRL(august, october, mint.ListOptions{Extensions: extension(true, unknown...)}),
		"critical entry": utopia().CRL(august, october,
			mint.ListOptions{Serials: []int64{2}, OfEntries: extension(true, unknown...)}),
		"indirect": utopia().CRL(august, october,
			mint.ListOptions{Serials: []int64{2}, OfEntries: extension(false, 2, 5, 29, 29)}),
	} {
		s := mustLoad(t, utopia().PEM(), other.PEM(), mint.ListPEM(crl))
		if l := inForce(t, s, utopia()); l != nil {
			t.Errorf("%s: %+v", name, l)
		}
		for l, used := range s.RevocationLists() {
			if used != (name == "of another name") {
				t.Errorf("%s: list of %s used: %v", name, l.Issuer, used)
			}
		}
	}
	harmless := utopia().CRL(august, october, mint.ListOptions{Serials: []int64{2},
		Extensions: extension(false, unknown...), OfEntries: extension(false, unknown...)})
	if l := inForce(t, mustLoad(t, utopia().PEM(), mint.ListPEM(harmless)), utopia()); l == nil || !names(l, 2) {
		t.Error("a list with extensions that may be passed over is not used")
	}
}

// The newest list counts, whatever the order, and only among those proven.
func TestNewestListCounts(t *testing.T) {
	july, may := august.AddDate(0, -1, 0), august.AddDate(0, -3, 0)
	old := mint.ListPEM(utopia().CRL(may, july, mint.ListOptions{Serials: []int64{2}, Number: 9}))
	first := mint.ListPEM(utopia().CRL(august, october, mint.ListOptions{Serials: []int64{3}}))
	second := mint.ListPEM(utopia().CRL(august, october, mint.ListOptions{Serials: []int64{4}, Number: 10}))
	forged := mint.ListPEM(utopia().CRL(october, october,
		mint.ListOptions{Serials: []int64{5}, By: mint.NewAuthority("UT", "UTO", "", "forger").Key}))
	for _, order := range [][][]byte{{old, first, second, forged}, {forged, second, first, old},
		{first, old, forged, second, second}} {
		s := mustLoad(t, append(order, utopia().PEM())...)
		if l := inForce(t, s, utopia()); l == nil || !names(l, 4) || names(l, 2) || s.Info().Revocations != 4 {
			t.Errorf("%+v of %d", l, s.Info().Revocations)
		}
	}
}

// A list signed with another key of the same authority speaks for it too: so
// it is after a change of keys.
func TestListOfNewKey(t *testing.T) {
	renewed := mint.NewAuthority("UT", "UTO", "UTOPIA  test csca", "renewed")
	s := mustLoad(t, utopia().PEM(), renewed.PEM(),
		mint.ListPEM(renewed.CRL(august, october, mint.ListOptions{Serials: []int64{2}})))
	if l := inForce(t, s, utopia()); l == nil || !names(l, 2) {
		t.Error("the list is not used")
	}
}

// A file of lists alone says something once it is merged with authorities.
func TestListsMerged(t *testing.T) {
	crl := utopia().CRL(august, october, mint.ListOptions{Serials: []int64{2}})
	for name, file := range map[string][]byte{"PEM": mint.ListPEM(crl), "DER": crl} {
		alone := mustLoad(t, file)
		if !IsFile(file) || alone.Info().Authorities != 0 || alone.Info().Revocations != 1 ||
			inForce(t, alone, utopia()) != nil {
			t.Errorf("%s: %+v", name, alone.Info())
		}
		roots := mustLoad(t, utopia().PEM())
		if inForce(t, roots, utopia()) != nil {
			t.Error("a list from nowhere")
		}
		for _, s := range []*Set{Merge(alone, roots), Merge(roots, alone, alone)} {
			if l := inForce(t, s, utopia()); l == nil || s.Info().Revocations != 1 || s.Info().Authorities != 1 {
				t.Errorf("%s: merged: %+v", name, s.Info())
			}
		}
	}
	var none Set
	if authority := mustRead(t, utopia().DER); none.RevocationList(&authority) != nil {
		t.Error("the zero set holds a list")
	}
	for range none.RevocationLists() {
		t.Error("the zero set yields a list")
	}
	large := utopia().CRL(august, october, mint.ListOptions{Serials: make([]int64, 5000)})
	if !IsFile(large) || !IsFile(utopia().CRL(august, time.Time{}, mint.ListOptions{NoKeyID: true})) ||
		IsFile([]byte("0,\x82")) {
		t.Error("DER is told by its length")
	}
}

func TestLoadRefusesLists(t *testing.T) {
	good := utopia().CRL(august, october, mint.ListOptions{Serials: []int64{2}, Number: 1})
	twice := append(extension(false, 1, 2, 3), extension(false, 1, 2, 3)...)
	badNumber := []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 20}, Value: []byte{5, 0}}}
	for name, test := range map[string]struct {
		crl  []byte
		want error
	}{
		"cut short":     {good[:len(good)-1], ErrRevocationList},
		"more after it": {append(bytes.Clone(good), 0), ErrRevocationList},
		"more inside":   {utopia().CRL(august, october, mint.ListOptions{Trailing: true}), ErrRevocationList},
		"version 1":     {utopia().CRL(august, october, mint.ListOptions{Version: 1}), ErrRevocationList},
		"nothing":       {nil, ErrRevocationList},
		"a certificate": {utopia().DER, ErrRevocationList},
		"number twice": {utopia().CRL(august, october,
			mint.ListOptions{Number: 1, Extensions: badNumber}), ErrRevocationList},
		"number unreadable": {utopia().CRL(august, october, mint.ListOptions{Extensions: badNumber}),
			ErrRevocationList},
		"extension twice": {utopia().CRL(august, october, mint.ListOptions{Extensions: twice}), ErrRevocationList},
		"twice in an entry": {utopia().CRL(august, october,
			mint.ListOptions{Serials: []int64{2}, OfEntries: twice}), ErrRevocationList},
		"too many entries": {utopia().CRL(august, october,
			mint.ListOptions{Serials: make([]int64, maxRevoked+1)}), ErrTooLarge},
		"too large":            {make([]byte, x509facts.MaxList+1), ErrTooLarge},
		"huge length":          {[]byte{0x30, 0x84, 0xff, 0xff, 0xff, 0xff}, ErrRevocationList},
		"indefinite length":    {append([]byte{0x30, 0x80}, good[4:]...), ErrRevocationList},
		"a time of the 13th":   {bytes.Replace(good, []byte("260801"), []byte("261301"), 1), ErrRevocationList},
		"a set for a sequence": {append([]byte{0x31}, good[1:]...), ErrRevocationList},
	} {
		if _, err := Load(append(utopia().PEM(), mint.ListPEM(test.crl)...), ""); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Load(bytes.Repeat(mint.ListPEM(good), maxRevocationLists+1), ""); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too many lists: %v", err)
	}
	large := mint.ListPEM(utopia().CRL(august, october, mint.ListOptions{Serials: make([]int64, maxRevoked)}))
	if _, err := Load(bytes.Repeat(large, maxListBytes/len(large)*4/3+2), ""); !errors.Is(err, ErrTooLarge) {
		t.Errorf("lists too large together: %v", err)
	}
	signer := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: utopia().Signer("x", mint.SignerOptions{}).DER})
	if s := mustLoad(t, signer, mint.ListPEM(good)); s.Info().Authorities != 0 || s.Info().Revocations != 1 {
		t.Error("a signer is taken for an authority")
	}
}

// Each byte of a list is vouched for by its signature, or by nothing at all.
func TestFlippedListIsNotUsed(t *testing.T) {
	good := utopia().CRL(august, october, mint.ListOptions{Serials: []int64{2}, Number: 1})
	for i := range good {
		flipped := bytes.Clone(good)
		flipped[i] ^= 1
		s, err := Load(append(utopia().PEM(), mint.ListPEM(flipped)...), "")
		if err == nil && inForce(t, s, utopia()) != nil {
			t.Errorf("byte %d flipped, and the list is used", i)
		}
	}
}

// TestCompactHasNoLists: what is part of the program is authorities alone.
func TestCompactHasNoLists(t *testing.T) {
	crl := mint.ListPEM(utopia().CRL(august, october, mint.ListOptions{Serials: []int64{2, -7}, Number: 5}))
	if data, without := mustLoad(t, utopia().PEM(), crl).Compact(),
		mustLoad(t, utopia().PEM()).Compact(); !bytes.Equal(data, without) {
		t.Error("the authorities are written otherwise where there are lists")
	}
}

func FuzzRevocationList(f *testing.F) {
	f.Add(utopia().CRL(august, october, mint.ListOptions{Serials: []int64{2, -2}, Number: 1}))
	f.Add(utopia().CRL(august, time.Time{}, mint.ListOptions{NoKeyID: true, Extensions: extension(true, 2, 5, 29, 27)}))
	f.Add(utopia().CRL(august, october,
		mint.ListOptions{Serials: []int64{1}, OfEntries: extension(false, 2, 5, 29, 21)}))
	f.Add(utopia().DER)
	roots := mustLoad(f, utopia().PEM())
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Load(mint.ListPEM(data), "fuzz")
		if err != nil {
			return
		}
		if s.Info().Revocations != 1 || s.lists[0].Len() > maxRevoked || !bytes.Equal(s.lists[0].der, data) {
			t.Errorf("%+v", s.lists[0])
		}
		both := Merge(roots, s)
		l := inForce(t, both, utopia())
		if l != nil && (!slices.Contains(s.lists, l) || !strings.Contains(strings.ToLower(l.Issuer), "utopia")) {
			t.Errorf("%+v", l)
		}
	})
}

// TestRenew: what is kept is of each authority the newest list that it signed,
// whatever comes in which order.
func TestRenew(t *testing.T) {
	other := mint.NewAuthority("UV", "UVO", "Other CSCA", "renew")
	may, july := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	old, young := mint.ListPEM(utopia().CRL(may, july, mint.ListOptions{})),
		mint.ListPEM(utopia().CRL(august, october, mint.ListOptions{}))
	others := mint.ListPEM(other.CRL(may, july, mint.ListOptions{}))
	forged := mint.ListPEM(utopia().CRL(october, october, mint.ListOptions{By: other.Key}))
	delta := mint.ListPEM(other.CRL(october, october,
		mint.ListOptions{Extensions: []pkix.Extension{{Id: oidDeltaCRL, Critical: true, Value: []byte{2, 1, 1}}}}))
	authorities := mustLoad(t, utopia().PEM(), other.PEM())
	for name, test := range map[string]struct {
		held, offered, want []byte
		refused             int
	}{
		"first":               {nil, old, old, 0},
		"newer":               {old, young, young, 0},
		"older":               {young, old, young, 0},
		"the same":            {young, young, young, 0},
		"of another":          {young, others, slices.Concat(young, others), 0},
		"of another, reverse": {others, young, slices.Concat(young, others), 0},
		"forged":              {old, forged, old, 1},
		"part":                {others, delta, others, 1},
		"forged, held":        {forged, old, slices.Concat(forged, old), 0},
		"some":                {nil, slices.Concat(forged, others), others, 1},
	} {
		held := new(Set)
		if test.held != nil {
			held = mustLoad(t, test.held)
		}
		file, refused := authorities.Renew(held, mustLoad(t, test.offered))
		if !bytes.Equal(file, test.want) || len(refused) != test.refused {
			t.Errorf("%s: %d refused, %d bytes, want %d", name, len(refused), len(file), len(test.want))
		}
	}
	if file, refused := new(Set).Renew(new(Set), mustLoad(t, old)); file != nil || len(refused) != 1 {
		t.Error("without an authority a list is kept")
	}
}

func TestSplit(t *testing.T) {
	authorities, lists := mustLoad(t, utopia().PEM(),
		mint.ListPEM(utopia().CRL(august, october, mint.ListOptions{}))).Split()
	if a, l := authorities.Info(), lists.Info(); a.Authorities != 1 || a.Revocations != 0 ||
		l.Authorities != 0 || l.Revocations != 1 || l.Source != "file" {
		t.Errorf("%+v, %+v", a, l)
	}
	for l := range lists.RevocationLists() {
		if l.Country != "UT" || l.KeyID() != hex.EncodeToString(utopia().KeyID()) {
			t.Errorf("%q, %q", l.Country, l.KeyID())
		}
	}
	if inForce(t, Merge(authorities, lists), utopia()) == nil {
		t.Error("put together again the list does not count")
	}
	if a, l := mustLoad(t, utopia().PEM()).Split(); a.Info().Authorities != 1 || l.Info().Revocations != 0 {
		t.Error("lists out of nothing")
	}
}
