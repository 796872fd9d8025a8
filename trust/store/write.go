package store

import (
	"cmp"
	"errors"
	"path/filepath"
)

// write holds the lock around a change, and clears up after whoever was
// interrupted before. A store of a newer version is not touched.
func (s *Store) write(doing string, change func() error) error {
	if err := s.usable(); err != nil {
		return problem(doing, err)
	}
	if err := s.files.makeFolder(s.dir); err != nil {
		return problem(doing, err)
	}
	unlock, err := s.files.lock(s.path(nameLock))
	if err != nil {
		return problem(doing, err)
	}
	defer unlock()
	if err := s.prepare(); err != nil {
		return problem(doing, err)
	}
	if err := change(); err != nil {
		return problem(doing, err)
	}
	return nil
}

func (s *Store) usable() error { return s.look().problem }

// prepare clears left-over files, finishes interrupted writes of small files,
// and writes the marker where it is missing or damaged. Whoever writes holds the lock, so no such file is in use.
func (s *Store) prepare() error {
	f := s.look()
	if err := cmp.Or(f.problem, f.unknown); err != nil {
		return err
	}
	for _, name := range f.temporary {
		// What cannot be removed is noted by the next reader, and harms nothing.
		s.files.remove(s.path(name))
	}
	for _, name := range f.blobs {
		s.mend(name)
	}
	if !f.unmarked {
		return nil
	}
	// The folder may be new: its own name must last too.
	if err := s.files.syncFolder(filepath.Dir(s.dir)); err != nil {
		return err
	}
	return s.put(nameFormat, []byte(marker(formatVersion)))
}

// put writes a file so that at every moment its name holds all of the old bytes
// or all of the new ones.
func (s *Store) put(name string, data []byte) error {
	temp, err := s.fill(data)
	if err != nil {
		return err
	}
	if err := s.replace(temp, s.path(name)); err != nil {
		s.files.remove(temp)
		return err
	}
	return s.files.syncFolder(s.dir)
}

// fill writes a temporary file and makes its content lasting. A name that lasts
// longer than the content would be a damaged file.
func (s *Store) fill(data []byte) (temp string, err error) {
	f, err := s.files.create(s.dir)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		s.files.remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

const suffixMoved = ".moved"

// replace renames over what is there. A folder cannot be replaced, and is not
// ours to delete: it is moved out of the way.
func (s *Store) replace(temp, path string) error {
	err := s.files.rename(temp, path)
	if err == nil {
		return nil
	}
	if _, _, readErr := s.files.read(path, 0); !errors.Is(readErr, errNotFile) {
		return err
	}
	if s.files.rename(path, path+suffixMoved) != nil {
		return err
	}
	return s.files.rename(temp, path)
}
