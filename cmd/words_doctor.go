package cmd

import "fmt"

// doctorWords say whether a machine is ready, and what to do if it is not.
type doctorWords struct {
	Short, Long string
	Ready       string
	ReadyNotes  func(notes int) string
	NotReady    func(checks string) string
	Outcomes    map[health]string
	Checks      map[string]string
	By          map[string]string // what a setting comes from
	From        func(what, by string) string
	Languages   map[string]string
	Then        string // between what was found and what to do

	NoFolder, SaysNothing, MendFile, ConfigFirst string
	NoFile                                       func(path string) string
	LevelAtMost, PolicyIs, PolicyLocked          func(what string) string
	LanguageIs, ProxyIs                          func(what string) string
	AgeAtMost                                    func(days int) string
	NotCapped                                    string
	CappedBy                                     func(level, by string) string
	MendVariable                                 func(name string) string
	MendPolicy                                   string

	TrustSet                          func(source, created string, issuers, keys int) string
	MendTrust, TrustFirst, TrustLater string
	AgeUnknown, Refresh               string
	Age                               func(days, limit int) string
	Days                              func(days int) string
	// Parts names parts of a set with an age of their own; PartAge says it, and
	// PartTooOld what to do.
	Parts                               map[string]string
	PartAge                             func(part, age string) string
	PartTooOld                          string
	Plausible, BeforeTrust, BeforeBuild func(now string) string
	SetClock                            string
	Terminal                            func(columns, rows int, color bool) string
	NoTerminal, RunOnTerminal, SetUTF8  string
	NotUTF8                             func(terminal string) string
	Enlarge                             func(columns, rows int) string
	Writable                            func(folder string) string
	MendStore                           string
	OtherStore                          func(folder string) string
	SelfTest, SelfTestFailed, Reinstall string
	Undamaged, NotUsed                  string
	// Of local additions: none, who made one, in whose name it signs, how many more.
	NoAdditions, CheckAdditions string
	AddedBy                     func(who, day, why string) string
	SpeaksFor                   func(name string) string
	MoreAdditions               func(count int) string
}

var doctorEN = doctorWords{
	Short: "Tell whether this machine is ready for the doors",
	Long: "Checks what judging depends on: configuration, policy, trust set and its age, damage to what is\n" +
		"installed, clock, terminal, the folder for newer trust sets; and judges a training card and an\n" +
		"altered one. The first line says whether the machine is ready (exit code 0) or not (5); with -q it is the\n" +
		"only one. What is marked 'note' does not keep anyone from judging. Uses no network, and leaves nothing behind.",
	Ready:      "READY",
	ReadyNotes: func(notes int) string { return "READY, with " + plural(notes, "note", "notes") },
	NotReady:   func(checks string) string { return "NOT READY: " + checks },
	Outcomes:   map[health]string{healthNotRun: "not run", healthOK: "ok", healthNote: "note", healthFail: "NOT OK"},
	Checks: map[string]string{
		doctorMachineConfig: "machine's configuration", doctorUserConfig: "user's configuration",
		doctorLevel: "level", doctorPolicy: "policy", doctorTrust: "trust set", doctorInstalled: "what is installed here", doctorAdditions: "local additions", doctorTrustAge: "age of the trust set",
		doctorClock: "clock", doctorTimeZone: "time zone", doctorLanguage: "language", doctorTerminal: "terminal",
		doctorStore: "folder for trust sets", doctorSelfTest: "self-test",
	},
	By: map[string]string{
		byFlag: "by flag", byUser: "by the user's configuration", byMachine: "by the machine's configuration",
		byEnvironment: "by the environment", byDefault: "by default",
	},
	From:      func(what, by string) string { return what + ", " + by },
	Languages: map[string]string{"en": "English", "ja": "Japanese"},
	Then:      "; ",

	NoFolder: "there is no folder for it here", SaysNothing: "says nothing",
	MendFile:     "mend the file, or take it away; 'vaxcheck help environment' shows what it may say",
	ConfigFirst:  "mend the configuration first",
	NoFile:       func(path string) string { return "none (" + path + ")" },
	LevelAtMost:  func(level string) string { return "level at most " + level },
	PolicyIs:     func(name string) string { return "policy " + name },
	PolicyLocked: func(name string) string { return "policy locked to " + name },
	LanguageIs:   func(name string) string { return name },
	ProxyIs:      func(address string) string { return "proxy " + address },
	AgeAtMost:    func(days int) string { return "trust set at most " + plural(days, "day", "days") + " old" },
	NotCapped:    "all may be shown",
	CappedBy:     func(level, by string) string { return "at most " + level + ", by " + by },
	MendVariable: func(name string) string { return "set " + name + " to A, B or C" },
	MendPolicy:   "name a policy of 'vaxcheck policy list', or mend the file ('vaxcheck help policies')",

	TrustSet: func(source, created string, issuers, keys int) string {
		return fmt.Sprintf("%s %s, %s, %s", source, created, plural(issuers, "issuer", "issuers"), plural(keys, "key", "keys"))
	},
	MendTrust:  "check the file given with --trust, or bring a good set with 'vaxcheck trust import'",
	TrustFirst: "mend the trust set first",
	TrustLater: "made later than the clock says",
	AgeUnknown: "the set does not tell when it was made",
	Refresh:    "fetch a newer one with 'vaxcheck trust update', or bring one on a stick with 'vaxcheck trust import'",
	Age: func(days, limit int) string {
		if limit == 0 {
			return plural(days, "day", "days") + "; no limit is set"
		}
		return plural(days, "day", "days") + " of at most " + fmt.Sprint(limit)
	},
	Days:        func(days int) string { return plural(days, "day", "days") },
	Parts:       map[string]string{"authorities": "authorities of states", "signers": "signers of EU certificates"},
	PartAge:     func(part, age string) string { return "; " + part + ": " + age },
	PartTooOld:  "what is judged by a list that is too old is to check; these lists come with vaxcheck, and newer ones with a newer vaxcheck",
	Plausible:   func(now string) string { return now + ", later than trust set and program" },
	BeforeTrust: func(now string) string { return now + ", earlier than the trust set" },
	BeforeBuild: func(now string) string { return now + ", earlier than the program" },
	SetClock:    "set the clock",
	Terminal: func(columns, rows int, color bool) string {
		text := "size unknown"
		if columns > 0 && rows > 0 {
			text = fmt.Sprintf("%d by %d", columns, rows)
		}
		if color {
			return text + ", with colour"
		}
		return text + ", without colour"
	},
	NoTerminal:    "the answer does not go to a terminal",
	RunOnTerminal: "if people are to read it, run it in a terminal",
	NotUTF8:       func(terminal string) string { return terminal + ", and the locale does not say UTF-8" },
	SetUTF8:       "if Japanese is not shown as 日本語, set LANG to a locale with UTF-8",
	Enlarge: func(columns, rows int) string {
		return fmt.Sprintf("make the window larger, at least %d by %d", columns, rows)
	},
	Writable: func(folder string) string { return folder + " can be written" },
	OtherStore: func(folder string) string {
		return folder + " is the account's own and is not used, as the environment names another: what is blocked there is not blocked here"
	},
	MendStore: "judging works; 'vaxcheck trust update' needs it, or an administrator",
	SelfTest:  "a training card was recognised, and an altered one refused", SelfTestFailed: "a training card was not judged as it should be",
	Reinstall: "do not judge with this program; install it again",
	Undamaged: "nothing is damaged or lost", NotUsed: "not used, as --trust names a set",
	NoAdditions:    "none",
	CheckAdditions: "whoever has such a key makes certificates that are valid here; if that is not meant, take it back with 'vaxcheck trust remove ISSUER'",
	AddedBy: func(who, day, why string) string {
		if why == "" {
			why = "no reason given"
		}
		return " (by " + who + " on " + day + ": " + why + ")"
	},
	SpeaksFor:     func(name string) string { return " SPEAKS FOR " + name + ", which the directory lists with other keys" },
	MoreAdditions: func(count int) string { return fmt.Sprintf("and %d more, see 'vaxcheck trust status'", count) },
}

var doctorJA = doctorWords{
	Short: "この端末が受付に使えるかどうかを確認する",
	Long: "判定に必要なもの(設定、条件、信頼リストとその古さや損傷、時計、画面、保存先)を確認し、\n" +
		"練習用の証明書と、それを書き換えたものを判定してみます。使えるかどうかは1行目と終了コード\n" +
		"(0 なら使える、5 なら使えない)でわかります。-q なら1行目だけを表示します。「注意」は判定の\n" +
		"妨げにはなりません。ネットワークは使わず、何も残しません。",
	Ready:      "準備完了",
	ReadyNotes: func(notes int) string { return fmt.Sprintf("準備完了(注意 %d件)", notes) },
	NotReady:   func(checks string) string { return "準備中: " + checks },
	Outcomes:   map[health]string{healthNotRun: "未実施", healthOK: "良好", healthNote: "注意", healthFail: "要対応"},
	Checks: map[string]string{
		doctorMachineConfig: "端末の設定", doctorUserConfig: "利用者の設定",
		doctorLevel: "表示する範囲", doctorPolicy: "条件", doctorTrust: "信頼リスト", doctorInstalled: "保存済みの内容", doctorAdditions: "端末での追加", doctorTrustAge: "信頼リストの古さ",
		doctorClock: "時計", doctorTimeZone: "時間帯", doctorLanguage: "言語", doctorTerminal: "画面",
		doctorStore: "信頼リストの保存先", doctorSelfTest: "動作の確認",
	},
	By: map[string]string{
		byFlag: "オプションによる", byUser: "利用者の設定による", byMachine: "端末の設定による",
		byEnvironment: "環境変数による", byDefault: "既定値",
	},
	From:      func(what, by string) string { return what + "(" + by + ")" },
	Languages: map[string]string{"en": "英語", "ja": "日本語"},
	Then:      "。",

	NoFolder: "置き場所がありません", SaysNothing: "指定なし",
	MendFile:     "ファイルを直すか、取り除いてください(書き方は 'vaxcheck help environment')",
	ConfigFirst:  "先に設定を直してください",
	NoFile:       func(path string) string { return "なし(" + path + ")" },
	LevelAtMost:  func(level string) string { return "レベル " + level + " まで" },
	PolicyIs:     func(name string) string { return "条件 " + name },
	PolicyLocked: func(name string) string { return "条件は " + name + " に固定" },
	LanguageIs:   func(name string) string { return name },
	ProxyIs:      func(address string) string { return "プロキシー " + address },
	AgeAtMost:    func(days int) string { return fmt.Sprintf("信頼リストは%d日以内", days) },
	NotCapped:    "制限なし",
	CappedBy:     func(level, by string) string { return "レベル " + level + " まで(" + by + " による)" },
	MendVariable: func(name string) string { return name + " を A、B、C のいずれかにしてください" },
	MendPolicy:   "'vaxcheck policy list' にある条件を指定するか、ファイルを直してください('vaxcheck help policies')",

	TrustSet: func(source, created string, issuers, keys int) string {
		return fmt.Sprintf("%s、%s、発行者 %d件、鍵 %d件", source, created, issuers, keys)
	},
	MendTrust:  "--trust で指定したファイルを確認するか、'vaxcheck trust import' で正しいものを取り込んでください",
	TrustFirst: "先に信頼リストを直してください",
	TrustLater: "時計の日時より後に作成されています",
	AgeUnknown: "作成日時の記載がありません",
	Refresh:    "'vaxcheck trust update' で更新するか、USBメモリーなどから 'vaxcheck trust import' で取り込んでください",
	Age: func(days, limit int) string {
		if limit == 0 {
			return fmt.Sprintf("%d日経過、制限なし", days)
		}
		return fmt.Sprintf("%d日経過、制限 %d日", days, limit)
	},
	Days:        func(days int) string { return fmt.Sprintf("%d日経過", days) },
	Parts:       map[string]string{"authorities": "国の認証局の一覧", "signers": "EU 証明書の署名者の一覧"},
	PartAge:     func(part, age string) string { return "、" + part + ": " + age },
	PartTooOld:  "古すぎる一覧で判定する証明書は「要確認」になります。この一覧は vaxcheck に含まれるもので、新しい版の vaxcheck で新しくなります",
	Plausible:   func(now string) string { return now + "、信頼リストとプログラムの作成より後" },
	BeforeTrust: func(now string) string { return now + "、信頼リストの作成より前" },
	BeforeBuild: func(now string) string { return now + "、プログラムの作成より前" },
	SetClock:    "時計を合わせてください",
	Terminal: func(columns, rows int, color bool) string {
		text := "大きさ不明"
		if columns > 0 && rows > 0 {
			text = fmt.Sprintf("%d桁 %d行", columns, rows)
		}
		if color {
			return text + "、カラー"
		}
		return text + "、色なし"
	},
	NoTerminal:    "結果の出力先が画面ではありません",
	RunOnTerminal: "人が読むときは、端末の画面で実行してください",
	NotUTF8: func(terminal string) string {
		return terminal + "、文字コードが UTF-8 と設定されていません"
	},
	SetUTF8: "日本語が正しく表示されなければ、LANG を ja_JP.UTF-8 などにしてください",
	Enlarge: func(columns, rows int) string {
		return fmt.Sprintf("画面を%d桁 %d行以上に広げてください", columns, rows)
	},
	Writable: func(folder string) string { return folder + " に書き込めます" },
	OtherStore: func(folder string) string {
		return "アカウント本来の " + folder + " は、環境変数で別の場所が指定されているため使っていません。そこでのブロックはここでは効きません"
	},
	MendStore: "判定はできます。'vaxcheck trust update' には書き込みの許可か、管理者の作業が必要です",
	SelfTest:  "練習用の証明書を正しく判定し、書き換えたものは無効と判定しました", SelfTestFailed: "練習用の証明書を正しく判定できません",
	Reinstall: "このプログラムでの判定をやめ、入れ直してください",
	Undamaged: "損傷や欠落はありません", NotUsed: "--trust の指定があるため使いません",
	NoAdditions:    "なし",
	CheckAdditions: "追加した鍵を持つ人は、ここで「有効」となる証明書を作れます。意図しないものは 'vaxcheck trust remove 発行者' で取り消してください",
	AddedBy: func(who, day, why string) string {
		if why == "" {
			why = "理由の記録なし"
		}
		return "(" + day + " に " + who + " が追加、" + why + ")"
	},
	SpeaksFor: func(name string) string {
		return "【" + name + " の名で署名できます。発行者一覧では別の鍵で載っています】"
	},
	MoreAdditions: func(count int) string { return fmt.Sprintf("ほか%d件('vaxcheck trust status' を参照)", count) },
}
