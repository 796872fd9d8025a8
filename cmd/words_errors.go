package cmd

import "fmt"

// errorWords are the texts of errors, most of them formats for what was given.
// The cause that follows some of them comes from the system or a library and
// is in English.
type errorWords struct {
	Format, Color, Level, LevelCap, Lang, At, Jobs string
	AtNoHour, AtNoZone                             string
	PolicyUnknown, PolicyRefused, PolicyFirst      string
	PolicyLocked, MaxAge                           string
	ConfigRefused, ConfigHint                      string
	IssuerAlone, TrustMissing, TrustRefused        string
	NoCSV, QRLevel, NoInput, DecodeCapped          string
	TraceLevel, TraceOne, TraceNotEmpty, Trace     string
	Budget                                         string
	Folder, TooLarge, Draw, Write, WriteAnswer     string
	NotFound, CodeAsCommand, UnknownCommand, Bug   string
	FlagUnknown, FlagNoValue, FlagBadValue         string
	ArgsCount                                      func(command string, want, got int) string
	ArgsNone                                       func(command string) string
}

var errorsEN = errorWords{
	Format:         "--format %q is not text, json, ndjson or csv",
	Color:          "--color %q is not auto, always or never",
	Level:          "--level %q is not A, B or C",
	LevelCap:       "%s %q is not A, B or C",
	Lang:           "--lang %q is not en or ja",
	At:             "--at %q is not a time such as 2022-03-05T09:00:00+09:00 (or +0900, +09, Z; also 20220305T090000+0900, without seconds, with a blank for T)",
	AtNoHour:       "--at %q is a day without a time, and when it begins depends on the time zone: write 2022-03-05T09:00:00+09:00 (or +0900, +09, Z)",
	AtNoZone:       "--at %q has no time zone, and would mean another time on another machine: put +09:00 behind it (or +0900, +09, Z), as 'date +%%FT%%T%%z' does",
	Jobs:           "-j %d is not between 1 and %d",
	PolicyUnknown:  "%s %s: no built-in policy of that name (see 'vaxcheck policy list'), and no file that can be read",
	PolicyRefused:  "%s %s: %w",
	PolicyFirst:    "%s takes the policy as its first argument",
	PolicyLocked:   "another policy cannot be chosen on this machine: %s locks it to %s",
	MaxAge:         "--max-age %q is not a number of whole days such as 30d",
	ConfigRefused:  "configuration refused: %s: %w",
	ConfigHint:     "ask the person in charge to mend the file; 'vaxcheck help environment' shows what it may say, 'vaxcheck doctor' checks it",
	IssuerAlone:    "--issuer needs --trust with the issuer's key set",
	TrustMissing:   "trust set missing: %s: %w",
	TrustRefused:   "trust set refused: %s: %w",
	NoCSV:          "inspect has no csv; use json or ndjson",
	QRLevel:        "--qr needs level B or C",
	NoInput:        "no input",
	TraceLevel:     "--trace shows the code and needs level C",
	TraceOne:       "--trace takes one input",
	TraceNotEmpty:  "--trace takes a folder that is new or empty",
	Trace:          "write the pictures for --trace: %w",
	Budget:         "--budget %s is less than nothing; 0 sets no bound",
	DecodeCapped:   "decode shows the code, which %s does not allow",
	Folder:         "is a folder; use -r to read what is in it",
	TooLarge:       "larger than allowed",
	Draw:           "draw the code: %w",
	Write:          "write %s: %w",
	WriteAnswer:    "write the answer: %w",
	NotFound:       "no such issuer or key in the trust set",
	CodeAsCommand:  "a code is no command",
	UnknownCommand: "unknown command %q for %q",
	Bug:            "internal error in %s; please report it, without the card",
	FlagUnknown:    "unknown flag: %s",
	FlagNoValue:    "flag needs a value: %s",
	FlagBadValue:   "the value of %s is of the wrong kind",
	ArgsCount: func(command string, want, got int) string {
		return fmt.Sprintf("%s takes %s, not %d", command, plural(want, "argument", "arguments"), got)
	},
	ArgsNone: func(command string) string { return command + " takes at least 1 argument" },
}

var errorsJA = errorWords{
	Format:         "--format %q は text、json、ndjson、csv のどれでもありません",
	Color:          "--color %q は auto、always、never のどれでもありません",
	Level:          "--level %q は A、B、C のどれでもありません",
	LevelCap:       "%s %q は A、B、C のどれでもありません",
	Lang:           "--lang %q は en でも ja でもありません",
	At:             "--at %q は 2022-03-05T09:00:00+09:00 のような日時ではありません(+0900、+09、Z や 20220305T090000+0900 も可。秒は省略でき、T は空白でもよい)",
	AtNoHour:       "--at %q には時刻がありません。一日の始まりは時差によって変わるので、2022-03-05T09:00:00+09:00 のように書いてください(+0900、+09、Z も可)",
	AtNoZone:       "--at %q には時差がなく、端末によって別の時点になります。'date +%%FT%%T%%z' のように、+09:00 を後に付けてください(+0900、+09、Z も可)",
	Jobs:           "-j %d は 1 から %d までの数ではありません",
	PolicyUnknown:  "%s %s: その名前の組み込みの条件はなく('vaxcheck policy list' で一覧)、読めるファイルもありません",
	PolicyRefused:  "%s %s: %w",
	PolicyFirst:    "%s では最初の引数に条件を指定してください",
	PolicyLocked:   "この端末ではほかの条件を選べません: %s で %s に固定されています",
	MaxAge:         "--max-age %q は 30d のような日数ではありません",
	ConfigRefused:  "設定ファイルを使えません: %s: %w",
	ConfigHint:     "責任者に設定ファイルの修正を依頼してください。書き方は 'vaxcheck help environment'、確認は 'vaxcheck doctor'",
	IssuerAlone:    "--issuer を使うには、その発行者の鍵のファイルを --trust で指定してください",
	TrustMissing:   "信頼リストがありません: %s: %w",
	TrustRefused:   "信頼リストを使えません: %s: %w",
	NoCSV:          "inspect に csv はありません。json か ndjson を使ってください",
	QRLevel:        "--qr にはレベル B か C が必要です",
	NoInput:        "入力がありません",
	TraceLevel:     "--trace にはコードが写るため、レベル C が必要です",
	TraceOne:       "--trace の入力は1つだけです",
	TraceNotEmpty:  "--trace には新しいフォルダーか空のフォルダーを指定してください",
	Trace:          "--trace の画像を書き出せません: %w",
	Budget:         "--budget %s は負の値です。0 で制限なしになります",
	DecodeCapped:   "decode はコードそのものを表示しますが、%s で許可されていません",
	Folder:         "フォルダーです。中のファイルを読むには -r を付けてください",
	TooLarge:       "大きすぎます",
	Draw:           "コードを描けません: %w",
	Write:          "%s に書けません: %w",
	WriteAnswer:    "結果を書き出せません: %w",
	NotFound:       "その発行者や鍵は信頼リストにありません",
	CodeAsCommand:  "コードはコマンドではありません",
	UnknownCommand: "%[2]s に %[1]q というコマンドはありません",
	Bug:            "内部エラー(%s)です。証明書は付けずに報告してください",
	FlagUnknown:    "%s というオプションはありません",
	FlagNoValue:    "%s に値を指定してください",
	FlagBadValue:   "%s の値が正しくありません",
	ArgsCount: func(command string, want, got int) string {
		return fmt.Sprintf("%s の引数は%d個です(指定は%d個)", command, want, got)
	},
	ArgsNone: func(command string) string { return command + " には引数が1個以上必要です" },
}
