package signed

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"testing"

	"vaxcheck/trust"
)

var sample = Snapshot{Data: []byte(`{"time":"2026-05-01T00:00:00Z","issuerInfo":[]}`), Signature: []byte("0signature")}

func mustZip(t testing.TB, s Snapshot) []byte {
	t.Helper()
	data, err := s.Zip()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestZipThereAndBack(t *testing.T) {
	data := mustZip(t, sample)
	if !bytes.Equal(data, mustZip(t, sample)) {
		t.Error("packed twice, two results")
	}
	got, err := Unzip(data)
	if err != nil || !bytes.Equal(got.Data, sample.Data) || !bytes.Equal(got.Signature, sample.Signature) {
		t.Errorf("%q, %v", got, err)
	}
}

// entry is one entry of an archive in the making.
type entry struct {
	name string
	data []byte
	mode fs.FileMode
}

func archive(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		h.SetMode(e.mode | 0o644)
		f, err := w.CreateHeader(h)
		if err == nil {
			_, err = f.Write(e.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestUnzipRefuses(t *testing.T) {
	snapshot, signature := entry{SnapshotName, sample.Data, 0}, entry{SignatureName, sample.Signature, 0}
	named := func(name string) entry { return entry{name, sample.Data, 0} }
	good := archive(t, snapshot, signature)
	many := make([]entry, 0, 5_000)
	for range cap(many) {
		many = append(many, entry{name: "x"})
	}
	tests := map[string]struct {
		data []byte
		want error
	}{
		"nothing":            {nil, ErrArchive},
		"no archive":         {[]byte("PK, but not really an archive of any kind"), ErrArchive},
		"one entry":          {archive(t, snapshot), ErrArchive},
		"a third entry":      {archive(t, snapshot, signature, named("readme.txt")), ErrArchive},
		"five thousand":      {archive(t, many...), ErrArchive},
		"snapshot twice":     {archive(t, snapshot, snapshot), ErrArchive},
		"path upwards":       {archive(t, named("../"+SnapshotName), signature), ErrArchive},
		"path from the root": {archive(t, named("/"+SnapshotName), signature), ErrArchive},
		"in a folder":        {archive(t, named("a/"+SnapshotName), signature), ErrArchive},
		"backslash":          {archive(t, named(`a\`+SnapshotName), signature), ErrArchive},
		"other case":         {archive(t, named("VCI_SNAPSHOT.JSON"), signature), ErrArchive},
		"symbolic link": {archive(t, entry{SnapshotName, []byte("/etc/passwd"), fs.ModeSymlink},
			signature), ErrArchive},
		"a bomb": {archive(t, entry{SnapshotName, make([]byte, MaxSnapshot+1), 0}, signature),
			ErrTooLarge},
		"large signature": {archive(t, snapshot,
			entry{SignatureName, make([]byte, MaxSignature+1), 0}), ErrTooLarge},
		"a bomb that lies":       {lying(t), ErrArchive},
		"cut short":              {good[:len(good)-1], ErrArchive},
		"something behind":       {append(bytes.Clone(good), 0), ErrArchive},
		"larger than an archive": {make([]byte, MaxArchive+1), ErrTooLarge},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got, err := Unzip(tt.data); !errors.Is(err, tt.want) || got.Data != nil {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

// lying is an archive whose snapshot is far larger than it says.
func lying(t *testing.T) []byte {
	t.Helper()
	data := archive(t, entry{SnapshotName, make([]byte, 1<<20), 0}, entry{SignatureName, sample.Signature, 0})
	at := bytes.LastIndex(data[:bytes.LastIndex(data, []byte("PK\x01\x02"))], []byte("PK\x01\x02"))
	if at < 0 {
		t.Fatal("no directory")
	}
	copy(data[at+24:], []byte{16, 0, 0, 0}) // the uncompressed size, APPNOTE 4.3.12
	return data
}

// TestLimits: what fits here fits package trust, and nothing else.
func TestLimits(t *testing.T) {
	for _, s := range []Snapshot{{Data: make([]byte, MaxSnapshot+1)}, {Signature: make([]byte, MaxSignature+1)}} {
		if s.CheckSize() == nil || !errors.Is(trust.VerifySnapshot(s.Data, s.Signature), trust.ErrTooLarge) {
			t.Error("limits differ")
		}
		if _, err := s.Zip(); !errors.Is(err, ErrTooLarge) {
			t.Error(err)
		}
	}
	s := Snapshot{make([]byte, MaxSnapshot), make([]byte, MaxSignature)}
	if s.CheckSize() != nil || !errors.Is(trust.VerifySnapshot(s.Data, s.Signature), trust.ErrSignature) {
		t.Error("the largest is refused for its size")
	}
}

func FuzzUnzip(f *testing.F) {
	f.Add(mustZip(f, sample))
	f.Add(archive(f, entry{SnapshotName, make([]byte, 1<<16), 0}, entry{SignatureName, nil, 0}))
	f.Add(archive(f, entry{"../x", nil, 0}))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Unzip(data)
		if err != nil {
			if !errors.Is(err, ErrArchive) && !errors.Is(err, ErrTooLarge) {
				t.Errorf("an error of another kind: %v", err)
			}
			return
		}
		if s.CheckSize() != nil {
			t.Error("larger than allowed")
		}
		again, err := Unzip(mustZip(t, s))
		if err != nil || !bytes.Equal(again.Data, s.Data) || !bytes.Equal(again.Signature, s.Signature) {
			t.Errorf("changed on its way: %v", err)
		}
	})
}

// TestLayout: archives of one layout are none of another, and each has its own
// limits.
func TestLayout(t *testing.T) {
	l := Layout{Data: "list", Proof: "note", MaxData: 1 << 10, MaxProof: 1 << 9}
	full := Snapshot{Data: bytes.Repeat([]byte("d"), l.MaxData), Signature: bytes.Repeat([]byte("p"), l.MaxProof)}
	data, err := l.Zip(full)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := l.Unzip(data); err != nil || !bytes.Equal(got.Data, full.Data) ||
		!bytes.Equal(got.Signature, full.Signature) {
		t.Errorf("%d and %d bytes, %v", len(got.Data), len(got.Signature), err)
	}
	if _, err := Unzip(data); !errors.Is(err, ErrArchive) {
		t.Errorf("taken for the directory's: %v", err)
	}
	if _, err := l.Unzip(mustZip(t, sample)); !errors.Is(err, ErrArchive) {
		t.Errorf("the directory's is taken: %v", err)
	}
	for _, s := range []Snapshot{{Data: append(full.Data, 'd'), Signature: full.Signature},
		{Data: full.Data, Signature: append(full.Signature, 'p')}} {
		if _, err := l.Zip(s); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%d and %d bytes: %v", len(s.Data), len(s.Signature), err)
		}
	}
}
