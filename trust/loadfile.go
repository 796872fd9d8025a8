package trust

import (
	"bytes"
	"errors"
	"time"
)

// LoadFile makes a set of a file that somebody hands in without saying what it is:
// its shape tells certificates and revocation lists, an issuers' directory, the key
// set of the issuer that is named, and a list that is a supplement. The error is that
// of the loader whose shape it has, else LoadSnapshot's.
func LoadFile(data []byte, issuer, source string) (*Set, error) {
	if IsCertificates(data) || isPEM(data) {
		return LoadCertificates(data, source)
	}
	set, err := LoadSnapshot(data, source)
	switch {
	case err == nil:
		return set, nil
	case issuer != "" && errors.Is(err, ErrLayout):
		return LoadJWKS(data, issuer, source)
	}
	if list, refused := loadPublished(data, source); list != nil || refused != nil {
		return list, refused
	}
	return nil, err
}

// loadPublished makes a set of a list that is a supplement. Lists of two sorts may begin
// alike: the first that can be used is taken. The error is nil for the shape of none.
func loadPublished(data []byte, source string) (list *Set, refused error) {
	for _, s := range supplements {
		if !s.Published {
			continue
		}
		list, err := s.Load(data, source, time.Time{})
		switch {
		case err == nil:
			return list, nil
		case refused == nil && !errors.Is(err, ErrLayout):
			refused = err
		}
	}
	return nil, refused
}

// isPEM tells a file of PEM, whatever is in it, from JSON, which can have PEM inside.
func isPEM(data []byte) bool {
	text := bytes.TrimLeft(data, "\ufeff \t\r\n")
	return bytes.Contains(text, []byte("-----BEGIN ")) && !bytes.HasPrefix(text, []byte("{")) &&
		!bytes.HasPrefix(text, []byte("["))
}
