package refresh

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"vaxcheck/trust/signed"
)

const maxStickFiles = 1_000 // looked at in one folder

// ReadStick finds a snapshot and its signature in what somebody carried here:
// name is an export, a snapshot with its signature beside it (or that signature),
// or a folder that holds one of these. Nothing is checked but sizes; that is for
// Admit. The error is an *Error with NotFound, Several, NotRead, NotExport or
// TooLarge.
func ReadStick(fsys fs.FS, name string) (signed.Snapshot, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return signed.Snapshot{}, &Error{Reason: NotFound}
	case err != nil:
		return signed.Snapshot{}, notRead(name, err)
	case info.IsDir():
		return readFolder(fsys, name)
	}
	return readNamed(fsys, name)
}

// ReadExport reads an export from its bytes, as ReadStick does from a file.
func ReadExport(data []byte) (signed.Snapshot, error) {
	s, err := signed.Unzip(data)
	switch {
	case errors.Is(err, signed.ErrTooLarge):
		return signed.Snapshot{}, &Error{Reason: TooLarge}
	case err != nil:
		return signed.Snapshot{}, &Error{Reason: NotExport}
	}
	return s, nil
}

// readNamed reads an export or a pair, whichever the name says or else the
// content.
func readNamed(fsys fs.FS, name string) (signed.Snapshot, error) {
	if base, ok := pairBase(name); ok {
		return readPair(fsys, base)
	}
	data, err := readFile(fsys, name, signed.MaxArchive)
	if err != nil {
		return signed.Snapshot{}, err
	}
	return ReadExport(data)
}

// pairBase returns the name of a snapshot or signature without its ending.
func pairBase(name string) (base string, ok bool) {
	base, snapshot := strings.CutSuffix(name, ".json")
	base, signature := strings.CutSuffix(base, ".sig")
	return base, snapshot != signature
}

func readPair(fsys fs.FS, base string) (s signed.Snapshot, err error) {
	if s.Data, err = readFile(fsys, base+".json", signed.MaxSnapshot); err != nil {
		return signed.Snapshot{}, err
	}
	if s.Signature, err = readFile(fsys, base+".sig", signed.MaxSignature); err != nil {
		return signed.Snapshot{}, err
	}
	return s, nil
}

// readFolder takes the only pair or the only archive. Of several pairs that under
// the directory's own names is meant; an archive beside it may be the newer set.
func readFolder(fsys fs.FS, dir string) (signed.Snapshot, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return signed.Snapshot{}, notRead(dir, err)
	}
	there := map[string]bool{}
	var found []string
	for _, e := range entries[:min(len(entries), maxStickFiles)] {
		there[e.Name()] = !strings.HasPrefix(e.Name(), ".") // some systems leave shadows of files on sticks
	}
	own := there[signed.SnapshotName] && there[signed.SignatureName]
	for name, visible := range there {
		base, isSnapshot := strings.CutSuffix(name, ".json")
		pair := isSnapshot && there[base+".sig"] && (!own || name == signed.SnapshotName)
		if visible && (pair || strings.HasSuffix(name, ".zip")) {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 0:
		return signed.Snapshot{}, &Error{Reason: NotFound}
	case 1:
		return readNamed(fsys, path.Join(dir, found[0]))
	}
	return signed.Snapshot{}, &Error{Reason: Several}
}

// readFile reads a regular file of at most limit bytes. It looks before it
// opens: opening a pipe would wait for ever.
func readFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Reason: NotFound, File: path.Base(name)}
	}
	if err != nil || !info.Mode().IsRegular() {
		return nil, notRead(name, err)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, notRead(name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	switch {
	case err != nil:
		return nil, notRead(name, err)
	case int64(len(data)) > limit:
		return nil, &Error{Reason: TooLarge, File: path.Base(name)}
	}
	return data, nil
}

// notRead makes an error of a file that cannot be read, and leaves the folder, which
// may be a person's name, out.
func notRead(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &Error{Reason: NotRead, File: path.Base(name), Err: err}
}
