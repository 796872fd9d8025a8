package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// machineOf is a machine with folders that can be read, folders that cannot, and an
// account with a home.
func machineOf(env map[string]string, home string, folders, closed []string) *surroundings {
	has := func(list []string, folder string) bool {
		for _, one := range list {
			if one == folder {
				return true
			}
		}
		return false
	}
	return &surroundings{
		Getenv: func(name string) string { return env[name] },
		Known: func(variable string) (string, error) {
			switch {
			case home == "?":
				return "", errors.New("no answer")
			case variable != "HOME" || home == "":
				return "", fs.ErrNotExist
			}
			return home, nil
		},
		Look: func(folder string) error {
			switch {
			case has(closed, folder):
				return fs.ErrPermission
			case has(folders, folder):
				return nil
			}
			return fs.ErrNotExist
		},
	}
}

func TestPlaces(t *testing.T) {
	of := func(data, config, home string, state HomeState) Places {
		return Places{data, config, "/var/lib/vaxcheck", "/etc/vaxcheck", state, home}
	}
	a := of("/home/a/.local/share/vaxcheck", "/home/a/.config/vaxcheck", "/home/a", homeGiven)
	found := a
	found.Home = HomeFound
	none := of("", "", "", HomeNone)
	type vars map[string]string
	for _, c := range []struct {
		name   string
		env    vars
		home   string // of the account
		closed string
		want   Places
	}{
		{"HOME", vars{"HOME": "/home/a"}, "", "", a},
		{"HOME of another than the account", vars{"HOME": "/home/a"}, "/home/b", "", a},
		{"XDG", vars{"HOME": "/home/a", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"}, "", "",
			of("/d/vaxcheck", "/c/vaxcheck", "", homeGiven)},
		{"XDG needs no home", vars{"XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"}, "?", "",
			of("/d/vaxcheck", "/c/vaxcheck", "", homeGiven)},
		{"one of XDG", vars{"XDG_DATA_HOME": "/d"}, "/home/a", "",
			of("/d/vaxcheck", "/home/a/.config/vaxcheck", "/home/a", HomeFound)},
		{"one of XDG, no home", vars{"XDG_DATA_HOME": "/d"}, "", "", of("/d/vaxcheck", "", "", HomeNone)},
		{"relative XDG is ignored", vars{"HOME": "/home/a", "XDG_DATA_HOME": "d", "XDG_CONFIG_HOME": "./c"}, "", "", a},
		{"no HOME", nil, "/home/a", "", found},
		{"empty HOME", vars{"HOME": ""}, "/home/a", "", found},
		{"relative HOME", vars{"HOME": "home/a"}, "/home/a", "", found},
		{"HOME with a tilde", vars{"HOME": "~"}, "/home/a", "", found},
		{"HOME that is not there", vars{"HOME": "/nonexistent"}, "/home/a", "", found},
		{"no account", nil, "", "", none},
		{"account without a home", nil, "/nonexistent", "", none},
		{"account with a relative home", nil, "home", "", none},
		{"HOME not there, nor an account", vars{"HOME": "/none"}, "", "", of("", "", "/none", HomeNone)},
		{"HOME closed", vars{"HOME": "/home/a"}, "/home/b", "/home/a", of("", "", "/home/a", HomeClosed)},
		{"account's home closed", nil, "/home/a", "/home/a", of("", "", "/home/a", HomeClosed)},
		{"account not to be found out", nil, "?", "", of("", "", "", HomeClosed)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := machineOf(c.env, c.home, []string{"/home/a", "/home/b"}, []string{c.closed}).places("linux")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	const library = "/Users/a/Library/Application Support/vaxcheck"
	want := Places{library, library, "/Library/Application Support/vaxcheck",
		"/Library/Application Support/vaxcheck", HomeFound, "/Users/a"}
	if diff := cmp.Diff(want, machineOf(nil, "/Users/a", []string{"/Users/a"}, nil).places("darwin")); diff != "" {
		t.Errorf("macOS: %s", diff)
	}
}

// TestWindowsPlaces: the system is asked where variables are missing. Paths of Windows
// are absolute on Windows only, so these are not.
func TestWindowsPlaces(t *testing.T) {
	known := map[string]string{"LOCALAPPDATA": "/local", "PROGRAMDATA": "/program"}
	around := machineOf(nil, "", []string{"/local"}, nil)
	around.Known = func(variable string) (string, error) { return known[variable], nil }
	slash := filepath.FromSlash
	want := Places{slash("/local/vaxcheck"), slash("/local/vaxcheck"), slash("/program/vaxcheck"),
		slash("/program/vaxcheck"), HomeFound, "/local"}
	if got := around.places("windows"); filepath.IsAbs("/local") && got != want {
		t.Errorf("%+v", got)
	}
}

// TestLookInto: what is there and leads nowhere is not passed over.
func TestLookInto(t *testing.T) {
	dir := t.TempDir()
	file, link, closed := filepath.Join(dir, "file"), filepath.Join(dir, "link"), filepath.Join(dir, "closed")
	if err := errors.Join(os.WriteFile(file, nil, 0o600), os.Symlink(filepath.Join(dir, "share"), link),
		os.Mkdir(closed, 0)); err != nil {
		t.Skip(err)
	}
	for path, want := range map[string]string{
		dir: "open", file: "none", filepath.Join(file, "home"): "none", filepath.Join(dir, "none", "home"): "none",
		link: "closed", filepath.Join(link, "home"): "closed",
	} {
		err, got := lookInto(path), "closed"
		switch {
		case err == nil:
			got = "open"
		case errors.Is(err, fs.ErrNotExist):
			got = "none"
		}
		if got != want {
			t.Errorf("%s: %s, want %s (%v)", path, got, want, err)
		}
	}
	if err := lookInto(closed); os.Geteuid() > 0 && !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a folder that may not be entered: %v", err)
	}
}
