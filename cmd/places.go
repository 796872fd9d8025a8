package cmd

import (
	"path/filepath"
	"runtime"
)

// Places are the folders in which this machine and its user keep what vaxcheck
// knows. An empty one is not there: nothing is read from it, and nothing can be
// kept.
type Places struct {
	UserData      string // trust sets, local additions and blocks of the user
	UserConfig    string // config.toml of the user
	MachineData   string // the same for everyone, put there by an administrator
	MachineConfig string
}

const placesName = "vaxcheck" // of our folder in each system's own

// systemPlaces follows the habits of each system: the XDG base directories on
// Linux, Library on macOS, AppData and ProgramData on Windows.
func systemPlaces(goos string, getenv func(string) string) Places {
	in := func(base string, more ...string) string {
		if !filepath.IsAbs(base) { // XDG: relative ones are to be ignored, and so is what is not set
			return ""
		}
		return filepath.Join(append(append([]string{base}, more...), placesName)...)
	}
	first := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	home := getenv("HOME")
	switch goos {
	case "windows":
		user, machine := in(getenv("LOCALAPPDATA")), in(getenv("PROGRAMDATA"))
		return Places{UserData: user, UserConfig: user, MachineData: machine, MachineConfig: machine}
	case "darwin":
		user, machine := in(home, "Library", "Application Support"), in("/Library/Application Support")
		return Places{UserData: user, UserConfig: user, MachineData: machine, MachineConfig: machine}
	}
	return Places{
		UserData:      first(in(getenv("XDG_DATA_HOME")), in(home, ".local", "share")),
		UserConfig:    first(in(getenv("XDG_CONFIG_HOME")), in(home, ".config")),
		MachineData:   in("/var/lib"),
		MachineConfig: in("/etc"),
	}
}

func ownPlaces(getenv func(string) string) Places { return systemPlaces(runtime.GOOS, getenv) }
