package cmd

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name, goos string
		env        map[string]string
		want       Places
	}{
		{"linux", "linux", map[string]string{"HOME": "/home/a"},
			Places{"/home/a/.local/share/vaxcheck", "/home/a/.config/vaxcheck", "/var/lib/vaxcheck", "/etc/vaxcheck"}},
		{"linux with XDG", "linux", map[string]string{"HOME": "/home/a", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"},
			Places{"/d/vaxcheck", "/c/vaxcheck", "/var/lib/vaxcheck", "/etc/vaxcheck"}},
		{"relative XDG is ignored", "linux", map[string]string{"HOME": "/home/a", "XDG_DATA_HOME": "d"},
			Places{"/home/a/.local/share/vaxcheck", "/home/a/.config/vaxcheck", "/var/lib/vaxcheck", "/etc/vaxcheck"}},
		{"a service without a home", "linux", nil, Places{MachineData: "/var/lib/vaxcheck", MachineConfig: "/etc/vaxcheck"}},
		{"macOS", "darwin", map[string]string{"HOME": "/Users/a"},
			Places{"/Users/a/Library/Application Support/vaxcheck", "/Users/a/Library/Application Support/vaxcheck",
				"/Library/Application Support/vaxcheck", "/Library/Application Support/vaxcheck"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := systemPlaces(c.goos, func(name string) string { return c.env[name] })
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
