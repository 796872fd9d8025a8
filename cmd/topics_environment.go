package cmd

import (
	"strings"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
)

// environment lists the variables that are read, and no other is. What each is for, the
// catalogues tell under its name.
var environment = []string{
	cli.EnvMaxLevel,
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
func environmentTopic(w *show.Sentences) string {
	t := configIn(w)
	var variables, files, folders [][]string
	for _, name := range environment {
		variables = append(variables, []string{name, topicsIn(w).Variable(name)})
	}
	for _, p := range cli.PlaceTable {
		slash := "/"
		if p.Goos == "windows" {
			slash = `\`
		}
		files = append(files, []string{p.System, p.MachineConfig + slash + cli.ConfigName,
			p.UserConfig + slash + cli.ConfigName})
		folders = append(folders, []string{p.System, p.MachineData, p.UserData})
	}
	heads := []string{"", t.OfMachine(), t.OfUser()}
	return strings.Join([]string{
		topicsIn(w).EnvironmentText(), show.Aligned(variables),
		t.FilesText(), show.Aligned(append([][]string{heads}, files...)),
		t.KeysText(), indented(show.TOML(cli.ConfigKeys, t.Key)),
		t.DataText(), show.Aligned(append([][]string{heads}, folders...)),
	}, "\n")
}

// indented moves a text of several paragraphs to the right.
func indented(text string) string { return strings.ReplaceAll(show.Indent(text), "\n  \n", "\n\n") }
