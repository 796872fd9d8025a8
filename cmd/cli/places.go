package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"vaxcheck/cmd/show"
)

// Places are the folders in which this machine and its user keep what vaxcheck
// knows. An empty one is not there: nothing is read from it, and nothing can be
// kept.
type Places struct {
	UserData      string // trust sets, local additions and blocks of the user
	UserConfig    string // config.toml of the user
	MachineData   string // the same for everyone, put there by an administrator
	MachineConfig string

	Home     HomeState // how the user's were found
	HomePath string    // that they are in, or would be; "" if nothing names any
}

// HomeState tells what is known of where the user's folders are.
type HomeState uint8

// The states.
const (
	homeGiven  HomeState = iota // the environment names it
	HomeFound                   // the environment names none that is there; the account has one
	HomeNone                    // the account has none either: there is nothing of the user's
	HomeClosed                  // it is there and may not be read: what it blocks and limits is not known
)

const placesName = "vaxcheck" // of our folder in each system's own

// surroundings are what the places depend on.
type surroundings struct {
	Getenv func(string) string
	// Known asks the system for the folder that a variable should name: HOME, LOCALAPPDATA
	// or PROGRAMDATA. The error is fs.ErrNotExist if it has none.
	Known func(variable string) (string, error)
	// Look tells whether a folder is there and can be entered: the error is
	// fs.ErrNotExist if there is none.
	Look func(folder string) error
}

// accountPlaces are those of the account, whatever the environment says.
func (s surroundings) accountPlaces() Places {
	s.Getenv = func(string) string { return "" }
	return s.places(runtime.GOOS)
}

// places follows the habits of each system: the XDG base directories on
// Linux, Library on macOS, AppData and ProgramData on Windows. Without the variables,
// as services and batch jobs run, the folders are where they are with them: what a user
// has blocked stays blocked.
func (s *surroundings) places(goos string) Places {
	p := Places{MachineData: under("/var/lib"), MachineConfig: under("/etc")}
	switch goos {
	case "windows":
		p.MachineData = under(s.machine("PROGRAMDATA"))
		p.MachineConfig = p.MachineData
	case "darwin":
		p.MachineData = under("/Library/Application Support")
		p.MachineConfig = p.MachineData
	}
	data, config := []string{".local", "share"}, []string{".config"}
	switch goos {
	case "windows":
		data, config = nil, nil
	case "darwin":
		data, config = []string{"Library", "Application Support"}, []string{"Library", "Application Support"}
	default:
		p.UserData, p.UserConfig = under(s.Getenv("XDG_DATA_HOME")), under(s.Getenv("XDG_CONFIG_HOME"))
		if p.UserData != "" && p.UserConfig != "" {
			return p
		}
	}
	p.HomePath, p.Home = s.home(homeVariable(goos))
	if p.Home == HomeNone || p.Home == HomeClosed {
		return p
	}
	if p.UserData == "" {
		p.UserData = under(p.HomePath, data...)
	}
	if p.UserConfig == "" {
		p.UserConfig = under(p.HomePath, config...)
	}
	return p
}

// under returns our folder in one of the system's, "" if that is relative or not set: XDG
// wants relative ones ignored.
func under(base string, more ...string) string {
	if !filepath.IsAbs(base) {
		return ""
	}
	return filepath.Join(append(append([]string{base}, more...), placesName)...)
}

// homeVariable is the one that names the user's home or, on Windows, what stands for it.
func homeVariable(goos string) string {
	if goos == "windows" {
		return "LOCALAPPDATA"
	}
	return "HOME"
}

// home finds the user's: the one that the variable names if it is there, else the
// account's. One of them that is there and cannot be entered is neither passed over
// nor used.
func (s *surroundings) home(variable string) (path string, state HomeState) {
	named := s.Getenv(variable)
	if filepath.IsAbs(named) {
		if err := s.Look(named); !errors.Is(err, fs.ErrNotExist) {
			return named, opened(err, homeGiven)
		}
	}
	own, err := s.Known(variable)
	if err == nil && filepath.IsAbs(own) {
		err = s.Look(own)
	} else if err == nil {
		err = fs.ErrNotExist
	}
	if errors.Is(err, fs.ErrNotExist) {
		return named, HomeNone
	}
	return own, opened(err, HomeFound)
}

// opened is the state of a folder that is there.
func opened(err error, state HomeState) HomeState {
	if err != nil {
		return HomeClosed
	}
	return state
}

// machine is the folder for everyone that a variable, or else the system, names.
func (s *surroundings) machine(variable string) string {
	if named := s.Getenv(variable); filepath.IsAbs(named) {
		return named
	}
	own, err := s.Known(variable)
	if err != nil {
		return ""
	}
	return own
}

// lookInto tells whether a home is there and can be entered. A link to nowhere is
// there: a share that is not connected must not lift what it blocks.
func lookInto(folder string) error {
	info, err := os.Stat(folder)
	switch {
	case err == nil && !info.IsDir(): // such as /dev/null, which is nobody's home
		return fs.ErrNotExist
	case err == nil:
		// What a folder holds cannot be told if it may not be entered.
		if _, err = os.Lstat(filepath.Join(folder, placesName)); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	case leadsNowhere(folder):
		return errors.New("link to nowhere")
	case errors.Is(err, syscall.ENOTDIR):
		return fs.ErrNotExist
	}
	return err
}

// leadsNowhere tells whether the nearest thing on the way to a path that is there is a
// link to what is not.
func leadsNowhere(path string) bool {
	for {
		if _, err := os.Lstat(path); err == nil {
			_, err = os.Stat(path)
			return errors.Is(err, fs.ErrNotExist)
		}
		parent := filepath.Dir(path)
		if parent == path {
			return false
		}
		path = parent
	}
}

// PlaceTable tells where files are kept on each system. A test holds it against
// the places in use.
var PlaceTable = []struct{ Goos, System, UserConfig, MachineConfig, UserData, MachineData string }{
	{"linux", "Linux", "~/.config/vaxcheck", "/etc/vaxcheck", "~/.local/share/vaxcheck", "/var/lib/vaxcheck"},
	{"darwin", "macOS", "~/Library/Application Support/vaxcheck", "/Library/Application Support/vaxcheck",
		"~/Library/Application Support/vaxcheck", "/Library/Application Support/vaxcheck"},
	{"windows", "Windows", `%LocalAppData%\vaxcheck`, `%ProgramData%\vaxcheck`, `%LocalAppData%\vaxcheck`,
		`%ProgramData%\vaxcheck`},
}

// String is the state for programs.
func (s HomeState) String() string {
	return [...]string{homeGiven: "given", HomeFound: "account", HomeNone: "none", HomeClosed: "unreadable"}[s]
}

// HomeKnown refuses to go on where the user's home cannot be read: what is blocked and
// limited there would pass for allowed.
func HomeKnown(p Places, w *show.Sentences) error {
	if p.Home != HomeClosed {
		return nil
	}
	h := homeIn(w)
	return WithHint(Refused(errors.New(h.Closed(p.HomePath))), h.ClosedNext(homeVariable(runtime.GOOS)))
}

// HomeNote says where the user's folders are if it is not where one would look, ""
// otherwise.
func HomeNote(env *Env, w *show.Sentences) string {
	p, h := env.Places, homeIn(w)
	variable := homeVariable(runtime.GOOS)
	switch named := env.Getenv(variable); {
	case p.Home == HomeNone:
		return h.None(variable)
	case p.Home == HomeFound && named != "":
		return h.Elsewhere(variable, p.HomePath)
	}
	return ""
}
