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
