package refresh

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"vaxcheck/trust/signed"
)

func TestReadStick(t *testing.T) {
	s := signed.Snapshot{Data: []byte("{}"), Signature: []byte("sig")}
	archive, err := s.Zip()
	if err != nil {
		t.Fatal(err)
	}
	file := func(data []byte) *fstest.MapFile { return &fstest.MapFile{Data: data} }
	pair := func(base string) fstest.MapFS {
		return fstest.MapFS{base + ".json": file(s.Data), base + ".sig": file(s.Signature)}
	}
	with := func(m fstest.MapFS, name string, f *fstest.MapFile) fstest.MapFS { m[name] = f; return m }
	tests := map[string]struct {
		fs   fstest.MapFS
		name string
		want Reason
	}{
		"export":                {fstest.MapFS{"trust.zip": file(archive)}, "trust.zip", ""},
		"export of any name":    {fstest.MapFS{"from the office": file(archive)}, "from the office", ""},
		"snapshot":              {pair("a/x"), "a/x.json", ""},
		"signature":             {pair("a/x"), "a/x.sig", ""},
		"folder with the files": {pair("a/vci_snapshot"), "a", ""},
		"folder with others too": {with(with(with(pair("vci_snapshot"), "b.json", file(nil)),
			"b.sig", file(nil)), "photo.jpg", file(nil)), ".", ""},
		"directory's and export": {with(pair("vci_snapshot"), "a.zip", file(archive)), ".", Several},
		"folder with an export": {fstest.MapFS{"trust.zip": file(archive), "readme.txt": file(nil),
			"x.json": file(nil)}, ".", ""},
		"folder with a renamed pair": {pair("vci_snapshot (1)"), ".", ""},
		"shadows of a Mac":           {with(with(pair("x"), "._x.json", file(nil)), "._x.sig", file(nil)), ".", ""},
		"two exports":                {fstest.MapFS{"a.zip": file(archive), "b.zip": file(archive)}, ".", Several},
		"pair and export":            {with(pair("x"), "a.zip", file(archive)), ".", Several},
		"nothing":                    {fstest.MapFS{"photo.jpg": file(nil)}, ".", NotFound},
		"not even a folder":          {fstest.MapFS{}, "x", NotFound},
		"no signature":               {fstest.MapFS{"x.json": file(s.Data)}, "x.json", NotFound},
		"no signature in the folder": {fstest.MapFS{"vci_snapshot.json": file(s.Data)}, ".", NotFound},
		"a picture":                  {fstest.MapFS{"x.jpg": file([]byte("JFIF"))}, "x.jpg", NotExport},
		"huge archive": {fstest.MapFS{"x.zip": file(make([]byte, signed.MaxArchive+1))},
			"x.zip", TooLarge},
		"huge snapshot": {with(pair("x"), "x.json", file(make([]byte, signed.MaxSnapshot+1))),
			"x.json", TooLarge},
		"huge signature": {with(pair("x"), "x.sig", file(make([]byte, signed.MaxSignature+1))),
			"x.json", TooLarge},
		"a pipe":             {with(pair("x"), "x.sig", &fstest.MapFile{Mode: fs.ModeNamedPipe}), "x.json", NotRead},
		"a folder as a file": {fstest.MapFS{"x.json": file(s.Data), "x.sig/y": file(nil)}, "x.json", NotRead},
		"outside":            {pair("x"), "../x.json", NotFound},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := ReadStick(tt.fs, tt.name)
			wantReason(t, err, tt.want)
			if err == nil && (!bytes.Equal(got.Data, s.Data) || !bytes.Equal(got.Signature, s.Signature)) {
				t.Errorf("%q", got)
			}
		})
	}
}

// TestReadRealStick: the road from a real folder is the network's.
func TestReadRealStick(t *testing.T) {
	dir := t.TempDir()
	newer := sign(t, directory(t, 2, many(t, 3)...))
	data, err := newer.Zip()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "trust.zip"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := ReadStick(os.DirFS(dir), ".")
	if err != nil {
		t.Fatal(err)
	}
	c := Conditions{Now: day(2), InForce: mustLoad(t, directory(t, 1, many(t, 3)...)), Check: testCheck}
	if _, err := Admit(got, c); err != nil {
		t.Error(err)
	}
	c.InForce = mustLoad(t, directory(t, 3, many(t, 3)...))
	_, err = Admit(got, c)
	wantReason(t, err, Older)
}

func FuzzReadExport(f *testing.F) {
	archive, err := signed.Snapshot{Data: []byte("{}"), Signature: []byte("sig")}.Zip()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(archive)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := ReadExport(data)
		if err == nil {
			if s.CheckSize() != nil {
				t.Error("larger than allowed")
			}
			_, err = Admit(s, Conditions{Check: testCheck})
			wantReason(t, err, Signature)
		}
	})
}
