package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Blob is a small file of the administrator's own, which no directory has
// signed: what was added or blocked here, or what was learned from earlier
// sets. It is kept in two copies, each with a serial number and a checksum.
// The checksum is against faults, not against whoever may write the store.
//
// Two copies, and not generations: a damaged set may give way to the one before it,
// which was signed too. What is blocked may not, or one damaged byte would lift a
// block; so all that is newest must stand there twice.
type Blob struct {
	Data   []byte
	Serial uint64 // grows with each writing; 0 if the file never existed
	Notes  []Note // what is wrong with the copies, if one of them is good
}

// Exists tells whether the file was ever written.
func (b Blob) Exists() bool { return b.Serial > 0 }

// ReadBlob returns the newest valid copy, and no data if the file never
// existed. A copy that is missing, damaged or older is told in the notes: if
// one copy is damaged while the other holds, the last change may be lost.
//
// The error is ErrBlob if there are copies and none is valid, ErrNewer, or
// tells that the folder cannot be read. What the file said is unknown then,
// and must not be taken for nothing.
func (s *Store) ReadBlob(name string) (Blob, error) {
	b, _, err := s.readBlob(name)
	return b, err
}

// MayHold tells whether the small file may be there although ReadBlob cannot
// give it: a copy is listed, or the folder cannot be looked at. Where a file
// stands in the folder's way there is none.
func (s *Store) MayHold(name string) bool {
	f := s.look()
	if f.problem != nil && !errors.Is(f.problem, ErrNewer) {
		return !fileInTheWay(s.dir)
	}
	return slices.Contains(f.blobs, name)
}

// readBlob also tells which of the two copies is to be overwritten first.
func (s *Store) readBlob(name string) (b Blob, worse int, err error) {
	doing := "read small file"
	if !validBlobName(name) {
		return Blob{}, 0, problem(doing, ErrBlobName)
	}
	f := s.look()
	if f.problem != nil {
		return Blob{}, 0, problem(doing, f.problem)
	}
	copies := [2]blobCopy{s.readCopy(name, suffixBlob1), s.readCopy(name, suffixBlob2)}
	if isMissing(copies[0].err) && isMissing(copies[1].err) {
		return Blob{}, 0, nil
	}
	b, worse = choose(copies)
	if !b.Exists() {
		return b, 0, problem(doing, ErrBlob)
	}
	return b, worse, nil
}

// blobCopy is one of the two copies.
type blobCopy struct {
	file   string
	data   []byte
	serial uint64 // of a damaged copy what its header says, 0 if that is not known
	err    error
}

func (s *Store) readCopy(name, suffix string) blobCopy {
	c := blobCopy{file: name + suffix}
	data, _, err := s.files.read(s.path(c.file), maxBlob+maxBlobHeader)
	if err != nil {
		c.err = err
		return c
	}
	if c.data, c.serial, c.err = openBlob(name, data); c.err != nil {
		c.serial = claimedSerial(name, data)
	}
	return c
}

// choose takes the valid copy with the higher serial number, and notes what is
// wrong with the other.
func choose(copies [2]blobCopy) (b Blob, worse int) {
	best, worse := copies[0], 1
	if best.err != nil || copies[1].err == nil && copies[1].serial > best.serial {
		best, worse = copies[1], 0
	}
	other := copies[worse]
	for _, c := range copies {
		if isMissing(c.err) {
			first := best.err == nil && best.serial == 1 // a second copy never was
			b.Notes = append(b.Notes, Note{Code: CodeCopyMissing, File: c.file, Err: errFewer, Recovered: first})
		} else if c.err != nil {
			n := noteOf(c.file, c.err)
			n.Recovered = best.err == nil && c.serial > 0 && c.serial <= best.serial
			b.Notes = append(b.Notes, n)
		}
	}
	if best.err != nil {
		return b, worse
	}
	b.Data, b.Serial = best.data, best.serial
	switch {
	case other.err != nil:
	case other.serial < best.serial:
		b.Notes = append(b.Notes, Note{Code: CodeCopyBehind, File: other.file, Recovered: true})
	case !bytes.Equal(other.data, best.data):
		b.Notes = append(b.Notes, Note{Code: CodeCopiesDiffer, File: other.file})
	}
	return b, worse
}

// WriteBlob replaces the small file, whatever it held. Of a file that several
// people may change at once use UpdateBlob.
func (s *Store) WriteBlob(name string, data []byte) error {
	return s.UpdateBlob(name, func(Blob, error) ([]byte, error) { return data, nil })
}

// UpdateBlob changes the small file while no one else can: change is given
// what ReadBlob gives by then, and returns what to write, or an error, which
// leaves all as it is and is returned. It must not call the store.
//
// The two copies are written one after the other, the worse one first, so that
// a valid one stands at every moment: afterwards the file holds either what it
// held or all that is new, after an error too.
func (s *Store) UpdateBlob(name string, change func(Blob, error) ([]byte, error)) error {
	if !validBlobName(name) {
		return problem("write small file", ErrBlobName)
	}
	return s.write("write small file", func() error {
		old, worse, err := s.readBlob(name)
		if unreadable := old.unreadable(); unreadable != nil {
			return unreadable // it may be the newer copy
		}
		data, err := change(old, err)
		if err != nil {
			return err
		}
		if len(data) > maxBlob {
			return ErrTooLarge
		}
		return s.putBlob(name, data, old.Serial+1, worse)
	})
}

// unreadable is why a copy could not be looked at, nil if all could.
func (b Blob) unreadable() error {
	for _, n := range b.Notes {
		if n.Code == CodeUnreadable {
			return n.Err
		}
	}
	return nil
}

// mend finishes a write that was interrupted. A copy that is damaged, or gone
// after the first writing, may have held a newer change: it is left alone, and
// told at each reading, until somebody who was told writes this very file.
func (s *Store) mend(name string) {
	b, worse, err := s.readBlob(name)
	if err != nil || len(b.Notes) != 1 {
		return
	}
	code := b.Notes[0].Code
	if code == CodeCopyBehind || code == CodeCopyMissing && b.Serial == 1 {
		s.put(name+blobSuffixes[worse], sealBlob(name, b.Serial, b.Data))
	}
}

// blobSuffixes are those of the first and of the second copy.
var blobSuffixes = [2]string{suffixBlob1, suffixBlob2}

func (s *Store) putBlob(name string, data []byte, serial uint64, first int) error {
	for _, suffix := range []string{blobSuffixes[first], blobSuffixes[1-first]} {
		if err := s.put(name+suffix, sealBlob(name, serial, data)); err != nil {
			return err
		}
		c := s.readCopy(name, suffix)
		if c.err != nil || c.serial != serial || !bytes.Equal(c.data, data) {
			return ErrReadBack
		}
	}
	return nil
}

const (
	maxBlobName   = 32
	maxBlobHeader = 200 // bytes
)

// validBlobName: lower case letters and hyphens, as not every file system tells
// case apart.
func validBlobName(name string) bool {
	return name != "" && len(name) <= maxBlobName && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") == ""
}

// sealBlob puts the header before the data, one line of text: the name, so that
// a copy of another file is not taken for this one, the serial number, the
// length, and the SHA-256 of all the others.
func sealBlob(name string, serial uint64, data []byte) []byte {
	head := fmt.Sprintf("vaxcheck blob 1 %s %d %d", name, serial, len(data))
	sum := sha256.New()
	sum.Write([]byte(head + "\n"))
	sum.Write(data)
	return append(fmt.Appendf(nil, "%s %x\n", head, sum.Sum(nil)), data...)
}

// openBlob is the inverse of sealBlob, and accepts nothing else.
func openBlob(name string, sealed []byte) (data []byte, serial uint64, err error) {
	at := bytes.IndexByte(sealed[:min(len(sealed), maxBlobHeader)], '\n')
	if at < 0 {
		return nil, 0, coded(CodeDamaged, errBlobFormat)
	}
	data = sealed[at+1:]
	_, err = fmt.Sscanf(string(sealed[:at]), "vaxcheck blob 1 "+name+" %d ", &serial)
	if err != nil || serial == 0 || !bytes.Equal(sealed, sealBlob(name, serial, data)) {
		return nil, 0, coded(CodeDamaged, errBlobFormat)
	}
	return data, serial, nil
}

// claimedSerial is the serial number in the header of a damaged copy, 0 if there
// is none to be read.
func claimedSerial(name string, sealed []byte) (serial uint64) {
	head := string(sealed[:min(len(sealed), maxBlobHeader)])
	if _, err := fmt.Sscanf(head, "vaxcheck blob 1 "+name+" %d ", &serial); err != nil {
		return 0
	}
	return serial
}
