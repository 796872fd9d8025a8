package cmd

import "strings"

// environment lists the variables that are read, and no other is. What each is for, the
// catalogues tell under its name.
var environment = []string{
	envMaxLevel,
	"LC_ALL, LC_MESSAGES, LANG",
	"LC_ALL, LC_CTYPE, LANG",
	"HTTPS_PROXY, NO_PROXY",
	"SSL_CERT_FILE",
	"NO_COLOR",
	"TERM",
	"COLORTERM",
	"DISPLAY",
	"WAYLAND_DISPLAY",
	"PATH",
	"TZ",
	"HOME",
	"XDG_CONFIG_HOME",
	"XDG_DATA_HOME",
	"LOCALAPPDATA, PROGRAMDATA",
}

// placeTable tells where files are kept on each system. A test holds it against
// the places in use.
var placeTable = []struct{ goos, system, userConfig, machineConfig, userData, machineData string }{
	{"linux", "Linux", "~/.config/vaxcheck", "/etc/vaxcheck", "~/.local/share/vaxcheck", "/var/lib/vaxcheck"},
	{"darwin", "macOS", "~/Library/Application Support/vaxcheck", "/Library/Application Support/vaxcheck",
		"~/Library/Application Support/vaxcheck", "/Library/Application Support/vaxcheck"},
	{"windows", "Windows", `%LocalAppData%\vaxcheck`, `%ProgramData%\vaxcheck`, `%LocalAppData%\vaxcheck`, `%ProgramData%\vaxcheck`},
}

// environmentTopic tells all that has an influence besides the arguments.
func environmentTopic(w *sentences) string {
	t := configIn(w)
	var variables, files, folders [][]string
	for _, name := range environment {
		variables = append(variables, []string{name, topicsIn(w).Variable(name)})
	}
	for _, p := range placeTable {
		slash := "/"
		if p.goos == "windows" {
			slash = `\`
		}
		files = append(files, []string{p.system, p.machineConfig + slash + configName, p.userConfig + slash + configName})
		folders = append(folders, []string{p.system, p.machineData, p.userData})
	}
	heads := []string{"", t.OfMachine(), t.OfUser()}
	return strings.Join([]string{
		topicsIn(w).EnvironmentText(), aligned(variables),
		t.FilesText(), aligned(append([][]string{heads}, files...)),
		t.KeysText(), indented(tomlText(configKeys, t.Key)),
		t.DataText(), aligned(append([][]string{heads}, folders...)),
	}, "\n")
}

// indented moves a text of several paragraphs to the right.
func indented(text string) string { return strings.ReplaceAll(indent(text), "\n  \n", "\n\n") }

// configKeys are all keys of a configuration file, with an example of each.
var configKeys = []policyKey{
	{"", "max_level", "A"},
	{"", "policy", "booster"},
	{"", "lock_policy", true},
	{"", "language", "ja"},
	{"trust", "max_age", "30d"},
	{"update", "proxy", "http://proxy.example:3128"},
}
