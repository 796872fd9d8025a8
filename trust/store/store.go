// Package store keeps installed trust sets in a folder that is handed in: the
// newest generations of what a directory signed, and small files of the
// administrator's own. It is made so that no fault can empty or age a set
// unnoticed: a crash, a full disk, a damaged byte, two writers at once.
//
// What is kept is what the directory signed, never anything derived from it:
// each generation is one archive of the snapshot and its signature (package
// signed), and each reading checks the signature anew. Reading takes no lock,
// writes nothing and never fails as a whole; what it met is told in notes.
//
// The folder holds
//
//	format                  which version of this layout it is
//	lock                    held by whoever writes
//	TIME-HASH.set           a generation: time of the snapshot, SHA-256 of its bytes
//	TIME-HASH.aside         one that was rolled back, kept so that it is not installed again
//	NAME.1.blob NAME.2.blob two copies of a small file
//	tmp-…                   being written, or left over from a crash
//
// One store holds one list: the issuers' directory or a supplement, each in a folder of
// its own. What a generation must prove is handed in as Check, and how its two files are
// called with WithLayout.
package store

import (
	"cmp"
	"path/filepath"
	"slices"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

// Limits of what is kept.
const (
	keepGenerations = 3
	keepAside       = 16
	maxNotes        = 100 // of one reading
	maxBlob         = 16 << 20
	maxMarker       = 200
)

// Check verifies the signature over the exact bytes, parses them strictly and
// returns the set under the name source. What it refuses is not used.
type Check func(snapshot, signature []byte, source string) (*trust.Set, error)

// Store is a folder of generations. Any number of goroutines and processes may
// use one folder; who writes waits for who is writing.
type Store struct {
	dir    string
	source string
	check  Check
	layout signed.Layout
	files  files
}

// At returns the store in the folder dir, which need not exist yet. Sets that
// come from it are named source, such as "user" or "machine".
func At(dir, source string, check Check) *Store {
	return &Store{dir: dir, source: source, check: check, layout: signed.Directory, files: disk{}}
}

// WithLayout makes the store keep archives of another layout than the directory's.
func (s *Store) WithLayout(layout signed.Layout) *Store {
	s.layout = layout
	return s
}

// ForEveryone makes what the store writes readable by all who use the machine.
func (s *Store) ForEveryone() *Store {
	s.files = disk{everyone: true}
	return s
}

// Generation is one installed set.
type Generation struct {
	Created   time.Time // the snapshot's own time
	SHA256    string    // of the snapshot's bytes, in hex
	File      string    // name inside the store's folder
	Installed time.Time // when the file was written, by the computer's clock; zero if not known
	Aside     bool      // rolled back
	Problem   Code      // why it is not used; "" if it is good. Only Generations tells
}

// State is what a store holds.
type State struct {
	Set        *trust.Set // the newest valid generation's; nil if there is none
	Proof      []byte     // what spoke for it, such as the directory's signature
	Generation Generation // that generation
	Origin     Origin     // where it came from; zero if not known
	Aside      []string   // hashes of what was rolled back
	Notes      []Note     // everything damaged or foreign that was met
}

// Read returns the newest valid generation. It never fails: at worst there is
// no set, and the notes say why. Older generations are looked at only if they
// are needed; Generations looks at all.
func (s *Store) Read() State { return s.ReadNewer(time.Time{}) }

// ReadNewer is Read for who has a set already: generations that are not newer
// than that are left alone, whatever state they are in.
func (s *Store) ReadNewer(than time.Time) State {
	var f folder
	var st State
	for range rereads {
		f = s.look()
		st = State{Notes: f.notes, Aside: f.asideHashes()}
		if f.problem != nil || !s.newest(newerThan(f.kept, than), &st) {
			break
		}
	}
	if f.problem != nil || f.fresh {
		return st
	}
	o, notes := s.origin(f)
	st.Notes = append(st.Notes, notes...)
	if st.Set != nil && o.URL != "" && o.SHA256 == st.Generation.SHA256 {
		st.Origin = o
	}
	return st
}

// rereads is how often a folder is read anew because generations vanished
// meanwhile: someone installed so many that all we had seen were cleared away.
const rereads = 5

// newerThan cuts a list that has the newest first.
func newerThan(list []Generation, than time.Time) []Generation {
	end := slices.IndexFunc(list, func(g Generation) bool { return !g.Created.After(than) })
	if end < 0 {
		return list
	}
	return list[:end]
}

// newest finds the newest valid generation of those listed. It tells whether
// one vanished and so none was found.
func (s *Store) newest(kept []Generation, st *State) (again bool) {
	for _, g := range kept {
		l, err := s.load(g)
		switch {
		case err == nil:
			st.Set, st.Proof, st.Generation = l.set, l.proof, l.generation
			return false
		case isMissing(err):
			again = true
		default:
			st.Notes = append(st.Notes, noteOf(g.File, err))
		}
	}
	return again
}

// Generations lists everything that is installed or was set aside, the newest
// first, and checks each of them as Read does the first.
func (s *Store) Generations() ([]Generation, []Note) {
	f := s.look()
	if f.problem != nil || f.fresh {
		return nil, f.notes
	}
	all := append(slices.Clone(f.kept), f.aside...)
	slices.SortStableFunc(all, newestFirst)
	notes := f.notes
	for i, g := range all {
		l, err := s.load(g)
		if err != nil {
			n := noteOf(g.File, err)
			all[i].Problem = n.Code
			notes = append(notes, n)
			continue
		}
		all[i] = l.generation
	}
	_, more := s.origin(f)
	return all, append(notes, more...)
}

func newestFirst(a, b Generation) int {
	return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(b.SHA256, a.SHA256))
}

// Export returns the file of the generation in force, checked, for another
// computer to import. The error is ErrNothing if none is valid.
func (s *Store) Export() ([]byte, Generation, error) {
	st := s.Read()
	if st.Set == nil {
		return nil, Generation{}, problem("export", ErrNothing)
	}
	l, err := s.load(st.Generation)
	if err != nil {
		return nil, Generation{}, problem("export", err)
	}
	return l.archive, l.generation, nil
}

// loaded is a generation that proved good.
type loaded struct {
	generation Generation
	set        *trust.Set
	proof      []byte
	archive    []byte
}

// load reads and checks one generation. Its name must be the one that its
// content gives, so that names can be relied on for order and memory.
func (s *Store) load(g Generation) (loaded, error) {
	data, info, err := s.files.read(s.path(g.File), int64(s.layout.MaxArchive()))
	if err != nil {
		return loaded{}, err
	}
	snapshot, err := s.layout.Unzip(data)
	if err != nil {
		return loaded{}, coded(CodeDamaged, err)
	}
	set, err := s.check(snapshot.Data, snapshot.Signature, s.source)
	if err != nil {
		return loaded{}, coded(CodeRefused, err)
	}
	if proper := generationOf(snapshot, set); proper.SHA256 != g.SHA256 || !proper.Created.Equal(g.Created) {
		return loaded{}, coded(CodeMisnamed, errMisnamed)
	}
	g.Installed = info.ModTime()
	return loaded{g, set, snapshot.Signature, data}, nil
}

func generationOf(snapshot signed.Snapshot, set *trust.Set) Generation {
	g := Generation{Created: set.Info().Created, SHA256: snapshot.SHA256()}
	g.File = g.name(suffixSet)
	return g
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }
