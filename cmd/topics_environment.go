package cmd

import "strings"

// environment lists the variables that are read, and no other is.
var environment = []struct{ name, en, ja string }{
	{envMaxLevel, "A, B or C: no more than this level is shown, whatever --level says; another value is wrong usage",
		"A、B、C のいずれか。--level にかかわらず、この範囲までしか表示しない。ほかの値は使い方の誤り"},
	{"LC_ALL, LC_MESSAGES, LANG", "the language, unless --lang or a configuration file says it: the first that is set decides; ja… is Japanese, all else English",
		"--lang も設定ファイルもないときの言語。最初に設定されているもので決まり、ja で始まれば日本語、ほかは英語"},
	{"LC_ALL, LC_CTYPE, LANG", "whether the terminal shows UTF-8, for doctor only", "端末の文字が UTF-8 かどうか(doctor のみ)"},
	{"HTTPS_PROXY, NO_PROXY", "the proxy for 'trust update', and the hosts it is not for; in small letters too",
		"'trust update' で使うプロキシーと、使わない相手。小文字でもよい"},
	{"SSL_CERT_FILE", "file of certificates, such as a company's, that 'trust update' also trusts",
		"'trust update' が信頼する証明書(社内のものなど)のファイル"},
	{"NO_COLOR", "if not empty, no colours unless --color always", "空でなければ、--color always でない限り色を付けない"},
	{"TERM", "if dumb, no colours unless --color always", "dumb なら、--color always でない限り色を付けない"},
	{"COLORTERM", "if truecolor or 24bit, the gate draws in exact colours", "truecolor または 24bit なら、受付の画面を正確な色で表示する"},
	{"DISPLAY", "with WAYLAND_DISPLAY: unless one is set, 'gate --camera' opens no browser, except on macOS and Windows",
		"これか WAYLAND_DISPLAY がなければ、'gate --camera' はブラウザーを開かない(macOS と Windows を除く)"},
	{"WAYLAND_DISPLAY", "see DISPLAY", "DISPLAY を参照"},
	{"PATH", "where 'gate --camera' looks for what opens the browser", "'gate --camera' がブラウザーを開くプログラムを探す場所"},
	{"TZ", "the time zone, where the system reads it", "時間帯(システムが参照する場合)"},
	{"HOME", "where the user's files below are; where it names no folder that is there, the account's home counts",
		"利用者のファイルの場所(下を参照)。フォルダーがなければ、アカウントのホームフォルダー"},
	{"XDG_CONFIG_HOME", "in place of ~/.config below, except on macOS and Windows", "下の ~/.config の代わり(macOS と Windows を除く)"},
	{"XDG_DATA_HOME", "in place of ~/.local/share below, except on macOS and Windows", "下の ~/.local/share の代わり(macOS と Windows を除く)"},
	{"LOCALAPPDATA, PROGRAMDATA", "where the files below are, on Windows; the system's own where they are not set", "下のファイルの場所(Windows)。なければシステムの既定の場所"},
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
	t := w.Admin.Config
	var variables, files, folders [][]string
	for _, e := range environment {
		variables = append(variables, []string{e.name, w.Group("variable").Of(e.name)})
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
		w.Admin.Topics.EnvironmentText(), aligned(variables),
		t.FilesText(), aligned(append([][]string{heads}, files...)),
		t.KeysText(), indented(tomlText(configKeys, t.Keys().Of)),
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
