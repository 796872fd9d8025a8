package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/internal/files"
)

var ErrTooLarge = errors.New("larger than allowed")

// ReadAllLimited reads at most limit bytes; with ErrTooLarge it returns the
// beginning of what is larger.
func ReadAllLimited(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		return data[:min(limit, 512)], ErrTooLarge
	}
	return data, err
}

// ShortPathError leaves the path out of a file error: whoever reports it names
// the file, once and made harmless.
func ShortPathError(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// ReadLimited reads a file of at most limit bytes.
func ReadLimited(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, ShortPathError(err)
	}
	defer f.Close()
	return ReadAllLimited(f, limit)
}

// IsCode tells a code given as an argument from the name of a file. A name that
// is not there is quoted in an error; a code never may be.
func IsCode(arg string) bool {
	if !codes.LooksLikeCode(arg) && decode.WithoutCodes(arg) == arg {
		return false
	}
	_, err := os.Lstat(arg)
	return err != nil
}

// WriteNew writes a file that is not there yet: what stands under the name may
// be the very picture that was read. Only the user may read it, since a code
// holds all that the certificate says.
func WriteNew(name string, data []byte) error { return files.New(name, data, 0o600) }
