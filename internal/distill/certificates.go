package distill

import (
	"bytes"
	"errors"

	"vaxcheck/trust/x509facts"
)

// Certificates is the generator of one set of certificates or keys, out of one list.
// Read takes them from the list and tells in words what they are; open reads the
// file; hash is the SHA-256 of a record.
func Certificates[T any](of Source, file string, read func(list []byte) (*x509facts.Set[T], string, error),
	open func(data string) (*x509facts.Set[T], error), hash func(T) string,
) Generator {
	return Generator{
		Sources: []Source{of}, Files: []string{file},
		Make: func(sources [][]byte) ([][]byte, string, error) {
			set, content, err := read(sources[0])
			if err != nil {
				return nil, "", err
			}
			return [][]byte{set.Compact()}, content, nil
		},
		Check: func(files [][]byte) error {
			set, err := open(string(files[0]))
			switch {
			case err != nil:
				return err
			case !bytes.Equal(set.Compact(), files[0]):
				return errors.New("the set is written otherwise than it was read")
			}
			return of.made(set.Provenance())
		},
		Hashes: func(files [][]byte) (all []string, err error) {
			set, err := open(string(files[0]))
			for record := range set.All() {
				all = append(all, hash(record))
			}
			return all, err
		},
	}
}
