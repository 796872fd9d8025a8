package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// Names in a store's folder.
const (
	nameFormat  = "format"
	nameLock    = "lock"
	prefixTemp  = "tmp-"
	suffixSet   = ".set"
	suffixAside = ".aside"
	suffixBlob1 = ".1.blob"
	suffixBlob2 = ".2.blob"

	timeLayout = "20060102T150405Z"
)

// name is the file name of a generation.
func (g Generation) name(suffix string) string {
	return g.Created.UTC().Format(timeLayout) + "-" + g.SHA256 + suffix
}

// generationNamed reads a file name. It is not ok unless the name is exactly
// the one that would be given.
func generationNamed(file string) (g Generation, ok bool) {
	g.File = file
	base, aside := strings.CutSuffix(file, suffixAside)
	base, kept := strings.CutSuffix(base, suffixSet)
	stamp, sum, _ := strings.Cut(base, "-")
	created, err := time.Parse(timeLayout, stamp)
	if err != nil || aside == kept || len(sum) != hex.EncodedLen(sha256.Size) {
		return Generation{}, false
	}
	g.Created, g.SHA256, g.Aside = created, sum, aside
	suffix := map[bool]string{false: suffixSet, true: suffixAside}[aside]
	return g, g.name(suffix) == file && strings.Trim(sum, "0123456789abcdef") == ""
}

// folder is what a look at the names shows.
type folder struct {
	kept, aside []Generation // the newest first
	temporary   []string
	blobs       []string // names of small files
	notes       []Note
	problem     error // why the folder cannot be used
	fresh       bool  // it was never made
	unmarked    bool  // its marker is missing or damaged
	unknown     error // why its marker could not be read
}

func (f *folder) note(n Note) {
	switch {
	case len(f.notes) < maxNotes-1:
		f.notes = append(f.notes, n)
	case len(f.notes) == maxNotes-1:
		f.notes = append(f.notes, Note{Code: CodeMore})
	}
}

func (f *folder) asideHashes() []string {
	var hashes []string
	for _, g := range f.aside {
		hashes = append(hashes, g.SHA256)
	}
	return hashes
}

// look lists the folder and reads its marker.
func (s *Store) look() folder {
	var f folder
	entries, err := s.files.list(s.dir)
	if isMissing(err) {
		f.fresh = true
		return f
	}
	if err != nil {
		f.fail(folderNote(err), problem("open store", err))
		return f
	}
	for _, e := range entries {
		f.sort(e)
	}
	slices.SortFunc(f.kept, newestFirst)
	slices.SortFunc(f.aside, newestFirst)
	s.readMarker(&f, len(f.kept)+len(f.aside)+len(f.blobs) > 0)
	return f
}

func (f *folder) fail(n Note, err error) { f.notes, f.problem = append(f.notes, n), err }

// folderNote tells a folder that may not be read from one that is none.
func folderNote(err error) Note {
	n := noteOf("", err)
	if n.Code == CodeUnreadable && !isAny(err, causesReadOnly) {
		n.Code = CodeFolder
	}
	return n
}

// sort puts an entry where it belongs.
func (f *folder) sort(e fs.DirEntry) {
	name := e.Name()
	g, isGeneration := generationNamed(name)
	blob, isBlob := blobNamed(name)
	switch {
	case name == nameFormat, name == nameLock:
	case isGeneration && g.Aside:
		f.aside = append(f.aside, g)
	case isGeneration:
		f.kept = append(f.kept, g)
	case strings.HasPrefix(name, prefixTemp) && e.Type().IsRegular():
		f.temporary = append(f.temporary, name)
		f.note(Note{Code: CodeTemporary, File: name})
	case isBlob:
		if !slices.Contains(f.blobs, blob) {
			f.blobs = append(f.blobs, blob)
		}
	default:
		f.note(Note{Code: CodeForeign, File: name})
	}
}

// blobNamed tells which small file this is a copy of.
func blobNamed(file string) (name string, ok bool) {
	name, first := strings.CutSuffix(file, suffixBlob1)
	name, second := strings.CutSuffix(name, suffixBlob2)
	return name, first != second && validBlobName(name)
}

// formatVersion is the version of the layout that this code writes.
const formatVersion = 1

// marker is the content of the file format. Its checksum keeps a damaged byte
// from passing for a newer version; newer versions must keep this line.
func marker(version int) string {
	line := fmt.Sprintf("vaxcheck trust store %d", version)
	sum := sha256.Sum256([]byte(line))
	return fmt.Sprintf("%s %x\n", line, sum[:4])
}

// markedVersion reads a marker; it is not ok if that is damaged.
func markedVersion(data []byte) (version int, ok bool) {
	if _, err := fmt.Sscanf(string(data), "vaxcheck trust store %d ", &version); err != nil {
		return 0, false
	}
	return version, version >= formatVersion && marker(version) == string(data)
}

// readMarker notes what is wrong with the marker. Only a newer version keeps
// the store from being used, as everything else in it is checked for itself.
func (s *Store) readMarker(f *folder, expected bool) {
	data, _, err := s.files.read(s.path(nameFormat), maxMarker)
	version, ok := markedVersion(data)
	switch {
	case isMissing(err):
		f.unmarked = true
		if expected {
			f.note(Note{Code: CodeMarkerMissing, File: nameFormat})
		}
	case err != nil:
		n := noteOf(nameFormat, err)
		f.note(n)
		if f.unmarked = n.Code != CodeUnreadable; !f.unmarked {
			f.unknown = err // it may be a newer version's
		}
	case !ok:
		f.unmarked = true
		f.note(Note{Code: CodeMarkerDamaged, File: nameFormat})
	case version > formatVersion:
		f.fail(Note{Code: CodeNewer, File: nameFormat, Err: errVersion}, ErrNewer)
		f.kept, f.aside, f.temporary = nil, nil, nil
	}
}
