package store

import (
	"fmt"
	"slices"

	"vaxcheck/trust/signed"
)

// Install makes a snapshot the newest generation. It is checked here once more,
// and compared under the lock with what is in force by then: somebody else may
// have installed meanwhile. A snapshot that was rolled back before is installed
// only with force.
//
// Older generations are deleted once the new one stands; what cannot be deleted
// or recorded then is left for the next Install.
//
// On an error what was in force is in force, save that after a failed sync the
// new set may stand. The errors are ErrRefused, ErrNoTime, ErrSame, ErrNotNewer,
// ErrSetAside, ErrNewer, ErrFull, ErrReadOnly, ErrReadBack or the system's own.
func (s *Store) Install(snapshot signed.Snapshot, force bool) (Generation, error) {
	set, err := s.check(snapshot.Data, snapshot.Signature, s.source)
	if err != nil {
		return Generation{}, fmt.Errorf("install: %w: %w", ErrRefused, err)
	}
	g := generationOf(snapshot, set)
	if g.Created.IsZero() {
		return Generation{}, problem("install", ErrNoTime)
	}
	archive, err := s.layout.Zip(snapshot)
	if err != nil {
		return Generation{}, problem("install", err)
	}
	var installed Generation
	err = s.write("install", func() error {
		if err := s.mayFollow(g, force); err != nil {
			return err
		}
		if err := s.put(g.File, archive); err != nil {
			return err
		}
		l, err := s.load(g)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrReadBack, withoutPath(err))
		}
		installed = l.generation
		if s.begin(g) == nil {
			s.prune(g)
		}
		return nil
	})
	return installed, err
}

// mayFollow compares the candidate with what is in force.
func (s *Store) mayFollow(g Generation, force bool) error {
	now := s.Read()
	switch {
	case now.Set == nil:
	case now.Generation.SHA256 == g.SHA256:
		return ErrSame
	case !g.Created.After(now.Generation.Created):
		return ErrNotNewer
	}
	if !force && slices.Contains(now.Aside, g.SHA256) {
		return ErrSetAside
	}
	return nil
}

// prune deletes what is no longer needed now that newest stands. It never
// touches what is not older than that, nor what may be good but cannot be read.
// What cannot be deleted stays; the next Install tries again.
func (s *Store) prune(newest Generation) {
	f := s.look()
	kept := 0
	for _, g := range f.kept {
		if kept < keepGenerations && (g.File == newest.File || s.worthKeeping(g, newest)) {
			kept++
		} else if g.Created.Before(newest.Created) && s.mayDelete(g) {
			s.files.remove(s.path(g.File))
		}
	}
	for i, g := range f.aside {
		if i >= keepAside || g.SHA256 == newest.SHA256 {
			s.files.remove(s.path(g.File))
		}
	}
}

// worthKeeping tells whether a rollback could return to this generation.
func (s *Store) worthKeeping(g, newest Generation) bool {
	_, err := s.load(g)
	return err == nil && !g.Created.After(newest.Created)
}

// mayDelete tells whether the generation is good, or known to be worthless.
func (s *Store) mayDelete(g Generation) bool {
	_, err := s.load(g)
	if err == nil {
		return true
	}
	code := noteOf(g.File, err).Code
	return code == CodeDamaged || code == CodeRefused || code == CodeTooLarge
}

// Rollback sets the generation in force aside, and returns it and what the
// store holds then: the previous valid generation, or none. If another
// generation than the expected one (its SHA-256, "" for any) is in force by
// now, nothing happens and the error is ErrChanged; it is ErrNothing if none is.
func (s *Store) Rollback(expected string) (Generation, State, error) {
	if s.Read().Set == nil { // and do not make a folder for it
		return Generation{}, State{}, problem("roll back", s.nothing())
	}
	var aside Generation
	err := s.write("roll back", func() error {
		now := s.Read()
		switch {
		case now.Set == nil:
			return ErrNothing
		case expected != "" && expected != now.Generation.SHA256:
			return ErrChanged
		}
		aside = now.Generation
		aside.Aside, aside.File = true, aside.name(suffixAside)
		if err := s.replace(s.path(now.Generation.File), s.path(aside.File)); err != nil {
			return err
		}
		return s.files.syncFolder(s.dir)
	})
	if err != nil {
		return Generation{}, State{}, err
	}
	return aside, s.Read(), nil
}

// nothing says why there is nothing to roll back.
func (s *Store) nothing() error {
	if err := s.usable(); err != nil {
		return err
	}
	return ErrNothing
}
