package trust

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/mint"
)

var (
	vouchedAuthority = mint.NewAuthority("UT", "UTO", "CSCA", "vouched tests")
	vouchedDay       = time.Date(2024, 3, 25, 0, 0, 0, 0, time.UTC)
)

// vouchedFor is a note about a file, and its form.
func vouchedFor(t testing.TB, file []byte) (Vouched, []byte) {
	t.Helper()
	v, err := NewVouched("csca", file, "root <1>.pem", vouchedDay.Add(time.Millisecond),
		Entry{Who: "alice", When: vouchedDay.Add(time.Hour), Why: "by hand, \u2028\"quoted\""})
	if err != nil {
		t.Fatal(err)
	}
	form, err := v.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return v, form
}

// TestLoadVouched: what a file holds is as old as its note says, and no note is
// good for another file or kind.
func TestLoadVouched(t *testing.T) {
	file := vouchedAuthority.PEM()
	v, note := vouchedFor(t, file)
	set, err := LoadVouched("csca", file, note, "imported", LoadAuthorities)
	if err != nil {
		t.Fatal(err)
	}
	info := set.PartInfo(PartAuthorities)
	if !info.Created.Equal(vouchedDay) || !info.Latest.Equal(vouchedDay) || info.Source != "imported" ||
		info.SHA256 != v.SHA256 {
		t.Errorf("%+v", info)
	}
	if i := set.Info(); !i.Created.Equal(vouchedDay) || i.OriginSHA256 != v.SHA256 || i.SHA256 != v.SHA256 ||
		i.Issuers != 0 {
		t.Errorf("%+v", i)
	}
	if a := set.Authorities().Find(vouchedAuthority.KeyID()); len(a) != 1 || a[0].Source != "imported" {
		t.Errorf("%+v", a)
	}
	for name, load := range map[string]func() (*Set, error){
		"another file": func() (*Set, error) {
			return LoadVouched("csca", append(file, '\n'), note, "", LoadAuthorities)
		},
		"another kind": func() (*Set, error) { return LoadVouched("dsc", file, note, "", LoadAuthorities) },
		"no note":      func() (*Set, error) { return LoadVouched("csca", file, nil, "", LoadAuthorities) },
	} {
		if _, err := load(); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := []byte("no certificate")
	_, note = vouchedFor(t, other)
	if _, err := LoadVouched("csca", other, note, "", LoadAuthorities); !errors.Is(err, ErrLayout) {
		t.Errorf("a file of nothing: %v", err)
	}
}

// TestWithAuthorities: further authorities stand beside the program's, are asked
// for once and not before they are needed, and layers keep them.
func TestWithAuthorities(t *testing.T) {
	file := vouchedAuthority.PEM()
	_, note := vouchedFor(t, file)
	imported, err := LoadVouched("csca", file, note, "imported", LoadAuthorities)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	with := mustBundled(t).WithPart(PartAuthorities, func() []*Set { asked++; return []*Set{imported, imported} })
	with, err = with.With(Local{}, nil, time.Time{})
	if err != nil || with.Info() != mustBundled(t).Info() || asked != 0 {
		t.Fatalf("asked %d times, %v", asked, err)
	}
	for range 2 {
		if info := with.Authorities().Info(); info.Authorities != 253 || info.Source != "bundled, imported" {
			t.Errorf("%+v", info)
		}
	}
	bundled := mustBundled(t).PartInfo(PartAuthorities)
	if info := with.PartInfo(PartAuthorities); asked != 1 || !info.Created.Equal(bundled.Created) ||
		info.SHA256 == bundled.SHA256 {
		t.Errorf("asked %d times, %+v", asked, info)
	}
	none := mustBundled(t).WithPart(PartAuthorities, func() []*Set { return nil })
	if none.Authorities() != mustBundled(t).Authorities() {
		t.Error("nothing beside them makes others of them")
	}
}

func TestVouchedRefuses(t *testing.T) {
	v, form := vouchedFor(t, []byte("file"))
	if again, err := DecodeVouched(form); err != nil || again != v {
		t.Errorf("%+v became %+v, %v", v, again, err)
	}
	for name, change := range map[string][2]string{
		"no kind":        {`"kind":"csca"`, `"kind":""`},
		"no text":        {`"kind":"csca"`, `"kind":1`},
		"no time":        {`"dated":"2024-03-25T00:00:00Z"`, `"dated":""`},
		"another zone":   {`"dated":"2024-03-25T00:00:00Z"`, `"dated":"2024-03-25T00:00:00+00:00"`},
		"nobody":         {`"who":"alice"`, `"who":""`},
		"one more":       {`{`, `{"more":1,`},
		"one twice":      {`{`, `{"kind":"csca",`},
		"one less":       {`"kind":"csca",`, ``},
		"something else": {`vouched/1`, `local/1`},
		"broken off":     {`}`, ``},
	} {
		changed := strings.Replace(string(form), change[0], change[1], 1)
		if changed == string(form) {
			t.Errorf("%s: nothing to change found", name)
		}
		if _, err := DecodeVouched([]byte(changed)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := DecodeVouched(bytes.Replace(form, []byte("vouched/1"), []byte("vouched/2"),
		1)); !errors.Is(err, ErrVersion) {
		t.Errorf("of a newer version: %v", err)
	}
	if _, err := DecodeVouched(append(form, bytes.Repeat([]byte(" "), MaxVouched)...)); !errors.Is(err, ErrDamaged) {
		t.Errorf("too large: %v", err)
	}
	for name, by := range map[string]Entry{"nobody": {When: vouchedDay}, "never": {Who: "a"},
		"much": {Who: "a", When: vouchedDay, Why: strings.Repeat("a", maxText+1)}} {
		if _, err := NewVouched("csca", nil, "", vouchedDay, by); !errors.Is(err, ErrLocal) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestVouchedFits: the largest note that is allowed fits into an archive.
func TestVouchedFits(t *testing.T) {
	long := strings.Repeat("\x01", maxText) // six bytes each in JSON
	v, err := NewVouched("csca", nil, long, vouchedDay, Entry{Who: long, When: vouchedDay, Why: long})
	if err != nil {
		t.Fatal(err)
	}
	form, err := v.Encode()
	if err != nil || len(form) > MaxVouched {
		t.Errorf("%d bytes, %v", len(form), err)
	}
	if again, err := DecodeVouched(form); err != nil || again != v {
		t.Errorf("not read back: %v", err)
	}
}

// FuzzDecodeVouched: what decodes comes back from its form as it was.
func FuzzDecodeVouched(f *testing.F) {
	_, form := vouchedFor(f, []byte("file"))
	f.Add(form)
	f.Add(bytes.Replace(form, []byte("alice"), []byte(`\u0001`), 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := DecodeVouched(data)
		if err != nil {
			return
		}
		again, err := v.Encode()
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		if back, err := DecodeVouched(again); err != nil || back != v {
			t.Errorf("changed by its form (%v)", err)
		}
	})
}
