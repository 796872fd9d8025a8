package signed

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// Zip packs the two files as the directory calls them.
func (s Snapshot) Zip() ([]byte, error) { return Directory.Zip(s) }

// Zip packs the two files. The same snapshot gives the same bytes: the archive
// tells no time and no origin.
func (l Layout) Zip(s Snapshot) ([]byte, error) {
	if err := l.CheckSize(s); err != nil {
		return nil, fmt.Errorf("pack snapshot: %w", err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	err := add(w, l.Data, zip.Deflate, s.Data)
	if err == nil {
		err = add(w, l.Proof, zip.Store, s.Signature)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("pack snapshot: %w", err)
	}
	return b.Bytes(), nil
}

func add(w *zip.Writer, name string, method uint16, data []byte) error {
	f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err == nil {
		_, err = f.Write(data)
	}
	return err
}

// Unzip reads an archive of the directory's two files.
func Unzip(data []byte) (Snapshot, error) { return Directory.Unzip(data) }

// Unzip reads an archive that Zip wrote, or another program with the same two
// entries in it. The error is ErrTooLarge or ErrArchive. No more is unpacked
// than the limits allow, whatever the archive says about itself.
func (l Layout) Unzip(data []byte) (Snapshot, error) {
	if len(data) > l.MaxArchive() {
		return Snapshot{}, fmt.Errorf("unpack snapshot: %w", ErrTooLarge)
	}
	if !twoEntries(data, l.MaxArchive()) {
		return Snapshot{}, fmt.Errorf("unpack snapshot: %w", ErrArchive)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(r.File) != 2 {
		return Snapshot{}, fmt.Errorf("unpack snapshot: %w", ErrArchive)
	}
	var s Snapshot
	for _, f := range r.File {
		if err := l.take(&s, f); err != nil {
			return Snapshot{}, fmt.Errorf("unpack snapshot: %w", err)
		}
	}
	if s.Data == nil || s.Signature == nil {
		return Snapshot{}, fmt.Errorf("unpack snapshot: %w", ErrArchive)
	}
	return s, nil
}

// take unpacks one entry into its place. Names are compared, never used.
func (l Layout) take(s *Snapshot, f *zip.File) error {
	to, limit := &s.Data, l.MaxData
	switch f.Name {
	case l.Data:
	case l.Proof:
		to, limit = &s.Signature, l.MaxProof
	default:
		return ErrArchive
	}
	if *to != nil || !f.Mode().IsRegular() || f.Flags&encrypted != 0 {
		return ErrArchive
	}
	if f.UncompressedSize64 > uint64(limit) {
		return ErrTooLarge
	}
	data, err := inflate(f, limit)
	if err != nil {
		return err
	}
	*to = data
	return nil
}

const encrypted = 1 // of the general purpose flags

// inflate counts for itself, as what the archive says of its size may be untrue.
func inflate(f *zip.File, limit int) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, ErrArchive
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case len(data) > limit:
		return nil, ErrTooLarge
	case err != nil:
		return nil, ErrArchive
	}
	return data, nil
}

// The end of central directory record, APPNOTE 4.3.16, without a comment.
const (
	endSize      = 22
	endMagic     = "PK\x05\x06"
	atEntries    = 8 // on this disk, then in all
	atDirectory  = 12
	maxDirectory = 4 << 10 // bytes, of two entries
)

// twoEntries looks at the end of the archive before the whole directory is
// read, which could hold hundreds of thousands of entries.
func twoEntries(data []byte, limit int) bool {
	if len(data) < endSize {
		return false
	}
	end := data[len(data)-endSize:]
	u16, u32 := binary.LittleEndian.Uint16, binary.LittleEndian.Uint32
	return string(end[:4]) == endMagic && u32(end[4:]) == 0 && // not on several disks
		u16(end[atEntries:]) == 2 && u16(end[atEntries+2:]) == 2 &&
		u32(end[atDirectory:]) <= maxDirectory && u32(end[atDirectory+4:]) < uint32(limit) &&
		u16(end[endSize-2:]) == 0
}
