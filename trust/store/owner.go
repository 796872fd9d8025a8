package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// maxEntries bounds what is looked at in one folder.
const maxEntries = 1_000

var (
	errOwner    = errors.New("owned neither by the system nor by who runs this")
	errWritable = errors.New("writable by others")
	errRelative = errors.New("not an absolute path")
)

// CheckOwner tells whether someone else could change what is at path: a file,
// or a folder with what is directly in it. It looks at the owners and modes of
// these and of every folder that leads there, links included. Owners must be
// root or whoever runs this, and neither group nor others may write, save that
// in a folder with the sticky bit they may make files of their own. Access
// control lists are not looked at.
//
// No notes means that nobody could, or that there is nothing. The notes have
// CodeOwner, CodeWritable or CodeUnreadable, and whoever gets one should not
// use what is there. On Windows nothing is checked: the folders that are meant
// for machines are protected there by the system's own lists, which Go cannot
// read without help.
func CheckOwner(path string) []Note {
	if !filepath.IsAbs(path) {
		return []Note{{Code: CodeUnreadable, File: filepath.Base(path), Err: errRelative}}
	}
	if _, err := os.Stat(path); isMissing(err) {
		return nil
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return []Note{noteOf(filepath.Base(path), err)}
	}
	var notes []Note
	for _, p := range slices.Concat(upwards(path), upwards(real)) {
		notes = appendNote(notes, checkOwner(p, p != real))
	}
	entries, _ := os.ReadDir(real) // of a file there are none
	for _, e := range entries[:min(len(entries), maxEntries)] {
		notes = appendNote(notes, checkOwner(filepath.Join(real, e.Name()), false))
	}
	return notes
}

// upwards lists a path and every folder that it is in.
func upwards(path string) []string {
	path = filepath.Clean(path)
	list := []string{path}
	for parent := filepath.Dir(path); parent != path; parent = filepath.Dir(path) {
		path = parent
		list = append(list, path)
	}
	return list
}

// appendNote adds a note unless it is nil or the same is there.
func appendNote(notes []Note, n *Note) []Note {
	if n == nil || len(notes) >= maxNotes || slices.ContainsFunc(notes,
		func(have Note) bool { return have.File == n.File && have.Code == n.Code }) {
		return notes
	}
	return append(notes, *n)
}
