package cmd

// configWords tell of the configuration files.
type configWords struct {
	FilesText, KeysText, DataText string
	OfMachine, OfUser             string
	Keys                          map[string]string // comment on each key
}

var configEN = configWords{
	FilesText: `These files are read, where they are there. What limits is capped: the lowest max_level, the strictest
max_age of both files, the flags and the policy holds. For policy, language and proxy the user's file
goes before the machine's, and flags go before both. A file with a key that is not known, a wrong value
or, for the machine's, an owner or permissions that would let others change it, is refused: nothing is
judged then (exit code 2).
`,
	KeysText: `Any of these may stand in them. A policy file is named relative to the folder of the configuration.
`,
	DataText: `Installed trust sets are kept in these folders:
`,
	OfMachine: "OF THE MACHINE", OfUser: "OF THE USER",
	Keys: map[string]string{
		"max_level":     "The highest level shown: A, B or C, as VAXCHECK_MAX_LEVEL.",
		"policy":        "What a certificate must show, unless --policy says it: a built-in name or a file.",
		"lock_policy":   "Only in the machine's file: nobody may choose another policy.",
		"language":      "en or ja, unless --lang says it.",
		"trust.max_age": "In whole days: nothing is VALID if the trust set is older.",
		"update.proxy":  "What 'trust update' goes through, unless HTTPS_PROXY is set; http, https or socks5.",
	},
}

var configJA = configWords{
	FilesText: `次のファイルがあれば読み込みます。制限は厳しいほうに従います。max_level は最も低いもの、max_age は
両方のファイル、オプション、条件のうち最も短いものです。policy、language、proxy は、利用者の
ファイルが端末のファイルに優先し、オプションがどちらにも優先します。知らないキーや誤った値のある
ファイル、端末のファイルで、ほかの人が書き換えられる所有者や権限のものは受け付けず、判定を
行いません(終了コード 2)。
`,
	KeysText: `書けるのは次のキーで、どれも省けます。条件のファイルは、設定ファイルのフォルダーからの相対パスです。
`,
	DataText: `取り込んだ信頼リストは、次のフォルダーに保存します。
`,
	OfMachine: "端末", OfUser: "利用者",
	Keys: map[string]string{
		"max_level":     "表示する範囲の上限。A、B、C のいずれか。VAXCHECK_MAX_LEVEL と同じ",
		"policy":        "--policy がないときの条件。組み込みの名前またはファイル",
		"lock_policy":   "端末のファイルのみ。ほかの条件を選べないようにする",
		"language":      "--lang がないときの言語。en または ja",
		"trust.max_age": "信頼リストの作成からの日数の上限。過ぎると「有効」にならない",
		"update.proxy":  "HTTPS_PROXY がないときに 'trust update' が使うプロキシー。http、https、socks5",
	},
}
