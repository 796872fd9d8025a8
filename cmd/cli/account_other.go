//go:build !windows

package cli

import (
	"errors"
	"io/fs"
	"os"
	"os/user"
	"strconv"
)

// knownFolder is the account's home. user.Current would take it from the environment.
func knownFolder(variable string) (string, error) {
	if variable != "HOME" {
		return "", fs.ErrNotExist
	}
	u, err := user.LookupId(strconv.Itoa(os.Getuid()))
	if unknown := user.UnknownUserIdError(0); errors.As(err, &unknown) {
		return "", fs.ErrNotExist
	}
	if err != nil {
		return "", err
	}
	return u.HomeDir, nil
}
