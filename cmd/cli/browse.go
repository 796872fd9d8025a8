package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// openers are the programs that open an address as its user likes it, by system;
// others have the one of the free desktops (xdg-utils).
var openers = map[string][]string{
	"windows": {"rundll32.exe", "url.dll,FileProtocolHandler"},
	"darwin":  {"open"},
}

// ErrNoBrowser is the error where no program opens addresses.
var ErrNoBrowser = errors.New("no browser can be opened")

// browsePatience is how long an opener may take to fail. One that runs on has become
// the browser.
const browsePatience = 10 * time.Second

// browse opens an address in a browser. It starts the opener as the system does, as
// os/exec has no place in this program.
func browse(address string, getenv func(string) string) error {
	command := openers[runtime.GOOS]
	if command == nil {
		if getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "" {
			return ErrNoBrowser // but perhaps one for terminals, and ours is in use
		}
		command = []string{"xdg-open"}
	}
	path, err := findProgram(command[0], getenv("PATH"))
	if err != nil {
		return err
	}
	nothing, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer nothing.Close()
	process, err := os.StartProcess(path, append(command, address), &os.ProcAttr{
		Files: []*os.File{nothing, nothing, nothing}, Sys: apart,
	})
	if err != nil {
		return err
	}
	return awaitOpener(process)
}

// awaitOpener returns when an opener has ended, or has run long enough.
func awaitOpener(process *os.Process) error {
	ended := make(chan error, 1)
	go func() {
		state, err := process.Wait()
		if err == nil && !state.Success() {
			err = fmt.Errorf("the opener of addresses: %s", state)
		}
		ended <- err
	}()
	select {
	case err := <-ended:
		return err
	case <-time.After(browsePatience):
		return nil
	}
}

var errNoProgram = errors.New("not in the search path")

// findProgram looks for a program in a search path. What stands in the current folder
// is none: anyone may have put it there.
func findProgram(name, searchPath string) (string, error) {
	for _, folder := range filepath.SplitList(searchPath) {
		path := filepath.Join(folder, name)
		if info, err := os.Stat(path); filepath.IsAbs(path) && err == nil && info.Mode().IsRegular() &&
			(runtime.GOOS == "windows" || info.Mode()&0o111 != 0) {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s: %w", name, errNoProgram)
}
