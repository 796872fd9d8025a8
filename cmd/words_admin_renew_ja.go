package cmd

import (
	"fmt"

	"vaxcheck/trust/refresh"
)

const (
	askDirectoryJA = "公開元から信頼リストと署名を取り直し、渡してくれた人にも伝えてください"
	tryAgainJA     = "時間をおいてやり直すか、USBメモリーで運んで 'vaxcheck trust import' で取り込んでください"
	networkJA      = "ネットワークの担当者に確認するか、USBメモリーで運んで 'vaxcheck trust import' で取り込んでください"
	mirrorJA       = "--from で別のアドレスを指定するか、USBメモリーで運んで 'vaxcheck trust import' で取り込んでください"
	keepsJA        = "何も変更していません。することはありません"
	addressJA      = "https://example.org/vci_snapshot.json のように指定してください。署名は同じ場所に .sig で置きます"
	stickJA        = "'vaxcheck trust export' のファイルか、vci_snapshot.json と vci_snapshot.sig のあるフォルダーを指定してください"
)

var renewJA = renewWords{
	Update: "公開元から最新の信頼リストをネットワークで取得する",
	UpdateLong: "公開元の信頼リストと署名を取得し、使用中のものより新しければ入れ替えます。公開元の鍵で署名されて\n" +
		"いなければならず、古いもの、未来のもの、大幅に減ったものは拒みます。ネットワークを使うのはこの\n" +
		"コマンドだけで、HTTPS_PROXY、NO_PROXY、SSL_CERT_FILE に従います。失敗しても、使用中のものはそのままです。",
	Import: "USBメモリーなどから信頼リストを取り込む(ネットワークは不要)",
	ImportLong: "'vaxcheck trust export' のファイル、公開元の vci_snapshot.json と vci_snapshot.sig、またはそれらの\n" +
		"あるフォルダーを指定します。「-」は標準入力です。ネットワークで取得したときと同じ確認をします。\n\n" +
		"--kind を付けると、電子証明書のファイルを取り込みます。中身を確認するすべはなく、取り込む人が責任を\n" +
		"持ちます。付属のものと合わせて使い、前に同じように取り込んだものと入れ替わります。一覧の作成日は\n" +
		"--dated で指定します。--kind crl の取り消し一覧は、手元にある認証局が署名したものだけを、すでにあるものに\n" +
		"加えます。",
	Export: "信頼リストを、ほかの端末に運ぶためのファイルに書き出す",
	ExportLong: "使用中の信頼リストを、公開元が署名したまま1つのファイルに書き出します。別の端末では\n" +
		"'vaxcheck trust import' で取り込み、そこで改めて確認します。端末での追加とブロックは含みません。\n" +
		"「-」は標準出力です。",
	Rollback: "最後に入れた信頼リストを外し、その前のものに戻す",
	RollbackLong: "最後に入れた信頼リストを外し、その前のもの、なければプログラムに付属のものに戻します。外したものは、\n" +
		"--force を付けない限り、更新でも取り込みでも再び入れません。もっと新しいものは入れます。--kind を付けると、\n" +
		"取り込んだその種類のものを外します。",
	Verify: "保存されているものをすべて確認し直す",
	VerifyLong: "付属の信頼リスト、入れてあるすべての信頼リストとその署名、追加とブロックおよび鍵の履歴の2つの写し、\n" +
		"--kind で取り込んだもの、書き込める人を確認します。壊れたものがあれば終了コードは 5 です。",
	FromFlag:   "公開元の代わりに取得するアドレス。ミラーなど(https で、.json で終わるもの)",
	DryRunFlag: "変わる内容を表示するだけで、何も変更しない",
	ForceFlag:  "大幅に減ったものや、一度外したものでも入れる(ほかの確認は省かない)",
	AllFlag:    "発行者ごとの古さ、期間のある鍵、取り下げられた鍵、保存場所と内容も表示する",

	Asking: "{address} に問い合わせています…",
	Outcomes: map[string]string{
		outcomeInstalled: "{whose}の信頼リストを入れ替えました:",
		outcomeWould:     "{whose}の信頼リストを入れ替えることになります:",
		outcomeNothing:   "新しいものはありません。使用中のもの({created} 作成)が最新です。",
		outcomeRefused:   "{whose}の信頼リストは入れ替えていません:",
	},
	For:    map[scope]string{scopeProgram: "プログラム", scopeMachine: "この端末の全員", scopeUser: "この利用者"},
	Before: "前", After: "後",
	Counts:      func(issuers, keys int) string { return fmt.Sprintf("発行者%d件、鍵%d件", issuers, keys) },
	SameContent: "発行者、鍵、取り消し一覧は同じで、日時だけが新しくなります。",
	Kinds: map[string]string{
		issuersAdded: "追加された発行者", issuersRemoved: "削除された発行者", issuersRenamed: "名称の変わった発行者",
		keysAdded: "追加された鍵", keysRemoved: "削除された鍵", keysChanged: "変更された鍵",
		listsChanged: "変更された取り消し一覧: 番号(件数)",
	},
	More: func(count int) string { return fmt.Sprintf("…ほか%d件(--format json ですべて表示)", count) },

	Exported:          "書き出しました: {file}、{bytes} バイト、{created} 作成の信頼リスト。別の端末で vaxcheck trust import FILE を実行してください",
	ExportBundled:     "使用中の信頼リストはプログラムに付属のもので、公開元が署名したファイルではありません",
	ExportBundledNext: "同じ版の vaxcheck ならどの端末にもあります。新しいものは 'vaxcheck trust update' で取得できます",
	ExportTerminal:    "画面には書き出せません。ファイルを指定してください",
	RolledBack:        "{created} 作成の信頼リストを外しました。いま使用中: {source}、{now} 作成。",
	NotHeld: map[scope]string{
		scopeProgram: "使用中の信頼リストはプログラムに付属のもので、それより新しいものは入っていません",
		scopeMachine: "使用中の信頼リストは端末全体のもので、この利用者のものではありません",
		scopeUser:    "使用中の信頼リストはこの利用者のもので、端末全体のものではありません",
	},
	NotHeldNext: map[scope]string{
		scopeProgram: "'vaxcheck trust status --all' を確認してください",
		scopeMachine: "管理者が --machine を付けて戻せます",
		scopeUser:    "--machine を付けずに実行してください",
	},
	Reasons: map[refresh.Reason]reasonWords{
		refresh.TooLarge:      {"大きすぎます", askDirectoryJA},
		refresh.Signature:     {"公開元の署名と一致しません。途中で変わったか、2つのファイルの組み合わせが違います", askDirectoryJA},
		refresh.Malformed:     {"署名はありますが、この版で読める信頼リストではありません", "新しい版の vaxcheck がないか確認してください"},
		refresh.NoTime:        {"作成日時の記載がありません", askDirectoryJA},
		refresh.Future:        {"作成日時 {got} が、端末の時計 {held} より1日以上先です", "時計を合わせてください。時計が正しければ、" + askDirectoryJA},
		refresh.Older:         {"{got} 作成のもので、使用中のもの({held} 作成)より新しくありません", "もっと新しいものを用意してください。前のものに戻すには 'vaxcheck trust rollback' を使います"},
		refresh.NothingNew:    {"使用中のものと同じです", keepsJA},
		refresh.Shrunk:        {"1割を超えて減っています: 発行者 {issuers}、鍵 {keys}", "--dry-run --force で減る内容を確認し、それでよければ --force を付けてください"},
		refresh.SetAside:      {"{got} 作成のもので、ここで一度外したものです", "もっと新しいものを待つか、やはり使うなら --force を付けてください"},
		refresh.Address:       {"https の .json ファイルのアドレスではありません", addressJA},
		refresh.Credentials:   {"アドレスの中のユーザー名やパスワードは送りません", "取り除いてください。" + addressJA},
		refresh.Unreachable:   {"サーバーに接続できません", networkJA},
		refresh.Slow:          {"サーバーの応答が遅すぎます", tryAgainJA},
		refresh.TLSVersion:    {"サーバーが TLS 1.2 以降に対応していません", mirrorJA},
		refresh.WrongName:     {"サーバー証明書の名前が違います。目的のサーバーではありません", networkJA},
		refresh.Certificate:   {"サーバー証明書を信頼できないか、端末の時計が合っていません", "時計を確認してください。社内の証明書は SSL_CERT_FILE で指定できます。'vaxcheck trust import' も使えます"},
		refresh.Insecure:      {"https でないアドレスへ転送されました", mirrorJA},
		refresh.Redirects:     {"転送が多すぎます", mirrorJA},
		refresh.Status:        {"サーバーがファイルを返しません(状態コード {status})", mirrorJA},
		refresh.Page:          {"ファイルではなくページや画像が返されました。ネットワークのログイン画面かもしれません", "ネットワークにログインするか、USBメモリーで運んで 'vaxcheck trust import' で取り込んでください"},
		refresh.Encoding:      {"求めていない方式で圧縮されています", mirrorJA},
		refresh.Truncated:     {"応答が途中で切れました", tryAgainJA},
		refresh.NotAsked:      {"尋ねていないのに「変更なし」と応答されました", mirrorJA},
		refresh.RootCAs:       {"SSL_CERT_FILE のファイルに、読める証明書がありません", "PEM 形式の証明書のファイルを指定するか、SSL_CERT_FILE の設定を外してください"},
		refresh.ProxySettings: {"プロキシーのアドレスが正しくありません", "HTTPS_PROXY を http://proxy.example:8080 のように設定してください"},
		refresh.NotFound:      {"取り込めるものがありません", stickJA},
		refresh.Several:       {"信頼リストが2つ以上あります", "ファイルを指定してください"},
		refresh.NotRead:       {"読み取れません", "USBメモリーと、読み取りの許可を確認してください"},
		refresh.NotExport:     {"vaxcheck が書き出したファイルではありません", stickJA},
	},
}
