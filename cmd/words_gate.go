package cmd

import (
	"fmt"
	"strconv"

	"vaxcheck/decode"
	"vaxcheck/gate/camera"
	"vaxcheck/gate/serial"
	"vaxcheck/verify"
)

// gateWords are the sentences of the gate: what staff at a door reads, a visitor in
// front of them.
type gateWords struct {
	Short, Long                                      string
	AllowReturn, Clear, Plain, Sound, Tally          string // flags
	Serial, ListPorts, Camera, Port                  string
	NoPorts                                          string
	Unplugged                                        func(port, cause string) string
	Trouble                                          map[serial.Trouble]string // causes of that
	NotPort, NoName                                  string
	Title, Ready, Several, Away, Held, Leaving, Keys string
	PageKeys, Show                                   string // with the camera's page
	Unopened                                         func(address string) string
	Taken                                            string // the page, by another window
	NoEnd                                            string // a scanner that types sends none
	// Stale is said of a success that is held, in the place of its word.
	Stale   func(word, since string) string
	Waiting func(have, want int) string
	// NotWhose and Compare are the next steps with a good certificate.
	NotWhose, Compare string
	First             func(when string) string
	FirstAgo          func(seconds int) string
	More              func(lines int) string
	NextStep          map[verify.Reason]string // where a scanner has another than a picture
	Level             func(level, policy string) string
	SoundIs           map[string]string // nothing said where there is none
	None              string            // no result yet
	Stop              string            // ends a sentence before another

	Shift                            func(from, to string, results int) string
	Hour, TallyAt                    string
	NoTerminal, NoTerminalHint       string
	Dumb, DumbHint                   string
	BadClear, BadSound               string
	TallyOther, TallyWrite, Terminal string
	TallyOtherHint                   string
	BadPort, PortAlone               string
	PortTaken, PortTakenHint         string
	Page                             camera.Words
}

var gateEN = gateWords{
	Short: "Check visitors at a door, one after another",
	Long: "The screen for a door: scan codes with a scanner that types, and each gets one answer, which is\n" +
		"cleared after a while, by Esc or by the next scan. With --camera a page in the browser does the same, and\n" +
		"reads codes with the camera. Nothing about a visitor is kept. Keys: Esc clear, h hold, l language, s sound,\n" +
		"p page, arrows up and down for more lines, q leave. For scripts there is 'vaxcheck verify -'.",
	AllowReturn: "let the same person come twice",
	Clear:       "how long an answer stays, 1s to 10m; a bare number is seconds",
	Plain:       "a line for each answer in place of the screen, for screen readers",
	Sound:       "off, same (one bell for every answer) or each (a pattern for each verdict)",
	Tally:       "write the counts by hour and verdict to this file (CSV); a tally that is there is continued",
	Serial:      "also read a scanner that is a serial port, such as COM3 or /dev/ttyACM0",
	ListPorts:   "list the serial ports that may be scanners, and nothing else",
	Camera:      "also open a page in the browser that reads codes with the camera",
	Port:        "the page's port on this machine, 0 for any free one",
	NoPorts:     "no serial port that may be a scanner; is it plugged in, and set to serial mode?",
	Unplugged:   func(port, cause string) string { return "SCANNER NOT CONNECTED: " + port + " (" + cause + ")" },
	Trouble: map[serial.Trouble]string{
		serial.Missing: "not plugged in", serial.Busy: "another program uses it", serial.Forbidden: "you may not use this port",
	},
	NotPort:  "--serial %s is no serial port; 'vaxcheck gate --list-ports' lists those that may be scanners",
	NoName:   "%s needs a name",
	Title:    "vaxcheck gate",
	Ready:    "Ready. Scan a code.",
	Several:  "More than one certificate at once. Scan one at a time.",
	Away:     "Click here. What the scanner types goes to another window.",
	Held:     "HELD: Esc or the next scan clears it",
	Leaving:  "Leave? Press q again to leave, any other key to stay.",
	Keys:     "Esc clear   h hold   l 日本語   s sound   q leave",
	PageKeys: "Esc clear   h hold   l 日本語   s sound   p page   q leave",
	Show:     "Hold the code before the camera.",
	Unopened: func(address string) string { return "Open this in a browser: " + address },
	NoEnd:    noEndEN,
	Stale: func(word, since string) string {
		return "This answer is of " + since + " and held: " + word + ". It does not count for whoever comes now: scan their code."
	},
	Taken: "The page was opened in another window. Not by you? Call the person in charge.",
	Waiting: func(have, want int) string {
		return fmt.Sprintf("%d of %d codes. Scan the others.", have, want)
	},
	NotWhose: "Whose certificate it is was not checked.",
	Compare:  "Compare name and birth date with an identity document.",
	First:    func(when string) string { return "First at " + when + "." },
	FirstAgo: func(seconds int) string { return plural(seconds, "second", "seconds") + " ago." },
	More:     func(lines int) string { return fmt.Sprintf("↓ %d more lines", lines) },
	NextStep: map[verify.Reason]string{
		decode.ReasonCodeDamaged:   "Scan it once more. If that fails, ask for the code on a screen or a new print.",
		decode.ReasonChunksMissing: "Scan all codes of the certificate, one after the other.",
	},
	Level:   func(level, policy string) string { return "level " + level + ", policy " + policy },
	SoundIs: map[string]string{"same": "sound", "each": "sounds"},
	None:    "no results yet",
	Stop:    ". ",
	Shift: func(from, to string, results int) string {
		return "Shift from " + from + " to " + to + ": " + plural(results, "result", "results")
	},
	Hour:           "hour",
	TallyAt:        "counts written to %s",
	NoTerminal:     "gate needs a terminal, to which a scanner types",
	NoTerminalHint: "for scripts there is 'vaxcheck verify -': a line in, an answer out",
	Dumb:           "this terminal cannot draw the gate's screen (TERM=dumb)",
	DumbHint:       "use --plain",
	BadClear:       "--clear %s is not between 1s and 10m",
	BadSound:       "--sound %q is not off, same or each",
	TallyOther:     "--tally %s: the file is there and is no tally: see line %d",
	TallyOtherHint: "name another, or have the spreadsheet that changed it save it as it was: CSV with commas, UTF-8, times as in 2026-11-22T10:00:00+09:00",
	TallyWrite:     "write the tally %s: %w",
	Terminal:       "prepare the terminal: %w",
	BadPort:        "--port %d is not between 0 and 65535",
	PortAlone:      "--port is the port of the page, which --camera opens",
	PortTaken:      "port %d is not free for the camera's page: %w",
	PortTakenHint:  "another gate is probably open; leave it first, or choose another port with --port",
	Page:           pageEN,
}

var gateJA = gateWords{
	Short: "受付で来場者の証明書を次々に確認する",
	Long: "受付用の画面です。スキャナーでコードを読み取ると、1件ずつ判定を大きく表示します。--camera を付けると、\n" +
		"ブラウザーのページでも、カメラで読み取って同じように表示します。表示は一定の時間、Esc キー、または\n" +
		"次の読み取りで消え、来場者の情報は残りません。キー: Esc 消す、h 固定、l 言語、s 音、p ページ、上下の矢印 続きの行、q 終了。\n" +
		"スクリプトからは 'vaxcheck verify -' を使ってください。",
	AllowReturn: "同じ方の再入場を認める",
	Clear:       "判定を表示しておく時間(1s から 10m。数だけなら秒)",
	Plain:       "画面の代わりに、判定ごとに1行を表示する(読み上げソフト向け)",
	Sound:       "off(なし)、same(判定によらず同じ音)、each(判定ごとの音)のいずれか",
	Tally:       "時間帯と判定ごとの件数をこのファイルに書き出す(CSV)。集計のファイルがすでにあれば続きを書く",
	Serial:      "シリアル接続のスキャナーでも読み取る(COM3、/dev/ttyACM0 など)",
	ListPorts:   "スキャナーらしいシリアルポートの一覧だけを表示する",
	Camera:      "カメラで読み取るページもブラウザーで開く",
	Port:        "この端末でページに使うポート(0 なら空いているもの)",
	NoPorts:     "スキャナーらしいシリアルポートがありません。接続と、シリアル接続の設定を確かめてください",
	Unplugged: func(port, cause string) string {
		return "スキャナーがつながっていません: " + port + " (" + cause + ")"
	},
	Trouble: map[serial.Trouble]string{
		serial.Missing: "接続されていません", serial.Busy: "ほかのプログラムが使っています", serial.Forbidden: "このポートを使う権限がありません",
	},
	NotPort:  "--serial %s はシリアルポートではありません。'vaxcheck gate --list-ports' で一覧を確かめてください",
	NoName:   "%s に名前を指定してください",
	Title:    "vaxcheck 受付",
	Ready:    "準備ができています。コードを読み取ってください。",
	Several:  "証明書が2つ以上あります。1つずつ読み取ってください。",
	Away:     "この画面をクリックしてください。スキャナーの入力が別の画面に届いています。",
	Held:     "固定中: Esc キーか次の読み取りで消えます",
	Leaving:  "終了しますか? もう一度 q で終了、ほかのキーで続けます。",
	Keys:     "Esc 消す   h 固定   l English   s 音   q 終了",
	PageKeys: "Esc 消す   h 固定   l English   s 音   p ページ   q 終了",
	Show:     "コードをカメラにかざしてください。",
	Unopened: func(address string) string { return "ブラウザーで開いてください: " + address },
	NoEnd:    noEndJA,
	Stale: func(word, since string) string {
		return since + " の判定「" + word + "」を固定したままです。次の方には使えません。コードを読み取ってください。"
	},
	Taken: "ページが別のウィンドウで開かれました。心当たりがなければ責任者に連絡を。",
	Waiting: func(have, want int) string {
		return fmt.Sprintf("%d個のうち%d個を読み取りました。残りのコードも読み取ってください。", want, have)
	},
	NotWhose: "ご本人のものかどうかは確認していません。",
	Compare:  "氏名と生年月日を本人確認書類と見比べてください。",
	First:    func(when string) string { return "最初は " + when + " です。" },
	FirstAgo: func(seconds int) string { return strconv.Itoa(seconds) + "秒前です。" },
	More:     func(lines int) string { return "↓ ほか" + strconv.Itoa(lines) + "行" },
	NextStep: map[verify.Reason]string{
		decode.ReasonCodeDamaged:   "もう一度読み取ってください。だめなら、画面のコードか、印刷し直したものを見せてもらってください。",
		decode.ReasonChunksMissing: "証明書のコードをすべて、続けて読み取ってください。",
	},
	Level:   func(level, policy string) string { return "レベル " + level + "、条件 " + policy },
	SoundIs: map[string]string{"same": "音あり", "each": "判定ごとの音"},
	None:    "まだ判定はありません",
	Stop:    "。",
	Shift: func(from, to string, results int) string {
		return from + " から " + to + " までの受付: " + strconv.Itoa(results) + "件"
	},
	Hour:           "時間帯",
	TallyAt:        "件数を %s に書き出しました",
	NoTerminal:     "gate は、スキャナーが入力する端末で使います",
	NoTerminalHint: "スクリプトからは 'vaxcheck verify -' を使ってください(1行ごとに答えます)",
	Dumb:           "この端末では受付の画面を表示できません(TERM=dumb)",
	DumbHint:       "--plain を付けてください",
	BadClear:       "--clear %s は 1s から 10m の間ではありません",
	BadSound:       "--sound %q は off、same、each のいずれでもありません",
	TallyOther:     "--tally %s: すでにあるファイルで、集計ではありません(%d行目)",
	TallyOtherHint: "別の名前を指定してください。表計算ソフトで変わったのなら、元の形で保存し直してください: コンマ区切りのCSV、UTF-8、時刻は 2026-11-22T10:00:00+09:00 の形",
	TallyWrite:     "集計を %s に書き出せません: %w",
	Terminal:       "端末の準備: %w",
	BadPort:        "--port %d は 0 から 65535 の間ではありません",
	PortAlone:      "--port は --camera で開くページのポートです",
	PortTaken:      "カメラのページに使うポート %d が空いていません: %w",
	PortTakenHint:  "受付がもう1つ開いているようです。先にそちらを終了するか、--port で別のポートを指定してください",
	Page:           pageJA,
}
