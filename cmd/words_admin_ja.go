package cmd

import (
	"fmt"

	"vaxcheck/trust"
)

var adminJA = adminWords{
	Trust:  trustJA,
	Stores: storesJA,
	Home:   homeJA,
	Local:  localJA,
	Renew:  renewJA,
	Kinds:  kindsJA,
	Checks: recheckJA,
	Policy: policyWords{
		Short: "証明書に求める条件を表示する",
		Long: "条件とは、本物の証明書に何を求めるかの決まりです。接種の回数、ワクチンの種類、接種からの日数など。\n" +
			"組み込みのもののほか、ファイルで用意できます('vaxcheck help policies' を参照)。",
		List:     "組み込みの条件の一覧を表示する",
		ListLong: "ファイルのいらない組み込みの条件を、日英の題名と規則とともに表示します。",
		Show:     "条件をファイルの形で表示する",
		ShowLong: "条件のすべての規則を、説明つきの TOML で表示します。自分のファイルを作る元にできます。\n\n" +
			"  vaxcheck policy show booster > event.toml",
		Test: "条件を使って判定し、規則ごとの結果を表示する",
		TestLong: "条件を試すために、'vaxcheck verify --level C --policy 条件' と同じ判定をします。\n" +
			"VAXCHECK_MAX_LEVEL はここでも有効で、レベル C 未満では規則ごとの結果は表示されません。",
	},
	Rules: ruleWords{
		Doses: func(count int, disease string) string {
			return fmt.Sprintf("%s に対する接種 %d回以上", disease, count)
		},
		Series: map[string]string{"primary": "初回接種の完了(証明書にある回数、または記録の数による)",
			"booster": "初回接種の完了後の追加接種(証明書にある回数、または記録の数による)"},
		SingleDose: func(products string) string { return products + " の1回目は2回と数える" },
		Accepted:   func(products string) string { return products + " のみ数える" },
		MinDays:    func(days int) string { return fmt.Sprintf("最後の接種から %d日以上", days) },
		MaxDays:    func(days int) string { return fmt.Sprintf("最後の接種から %d日以内", days) },
		Test: func(kinds string, hours int) string {
			if kinds == "" {
				kinds = "nucleic_acid, antigen"
			}
			return fmt.Sprintf("または %d時間以内の陰性の検査結果(%s)", hours, kinds)
		},
		Recovery: func(from, to int) string {
			return fmt.Sprintf("または最初の陽性判明から %d~%d日の回復証明", from, to)
		},
		Exemption:    func(policies string) string { return "または次の規定による免除: " + policies },
		TrustAge:     func(days int) string { return fmt.Sprintf("信頼リストは作成から %d日以内", days) },
		MissingLists: "告知された取り消し一覧がなくてもよい",
	},
	PolicyKeys: map[string]string{
		"name":                     "すべての結果に記される名前。a-z 0-9 - _ の1~32文字",
		"disease":                  "対象の病気。covid-19、measles など",
		"min_doses":                "接種の回数。同じ日の記録は1回と数え、\n「2回中2回目」の記録は2回と数える。\n0 なら回数を求めない(series を指定するか、検査、回復、免除のどれかを認めること)",
		"series":                   "\"primary\": 初回接種の完了。「2回中2回目」や「1回中1回目」で、\n「3回中2回目」は含まない。\"booster\": それを超える追加接種。「1回中2回目」や「3回中3回目」。\n回数の記載のない接種は数える。空なら、どちらも求めない",
		"single_dose_products":     "1回で初回接種が完了するワクチン。その1回目を2回と数える",
		"accepted_products":        "認めるワクチン。\"comirnaty\"、\"cvx:208\" など。空なら全部",
		"min_days_since_last_dose": "最後の接種からの日数の下限。0 なら制限なし",
		"max_days_since_last_dose": "最後の接種からの日数の上限。0 なら制限なし",
		"exemption_policies":       "認める免除のカードの、規定のURL。空なら認めない",
		"title.en":                 "この条件の説明(英語)",
		"title.ja":                 "この条件の説明(日本語)",
		"test.accept":              "最近の陰性の検査結果を認めるかどうか",
		"test.kinds":               "\"nucleic_acid\"、\"antigen\"。空なら両方",
		"test.max_age_hours":       "検体採取からの時間の上限",
		"recovery.accept":          "感染からの回復証明を、その有効期間内に限り認めるかどうか",
		"recovery.min_age_days":    "最初の陽性判明からの日数の下限。EUでは11",
		"recovery.max_age_days":    "最初の陽性判明からの日数の上限。EUでは180",
		"trust.max_age_days":       "信頼リストの作成からの日数の上限。過ぎると「有効」にならない。0 なら制限なし",
		"trust.allow_missing_revocation_lists": "発行者が告知した取り消し一覧が手元にないか、期限が過ぎていても\n" +
			"「有効」にしてよいかどうか",
	},
	Version: versionWords{
		Short: "プログラムと内蔵データの版を表示する",
		Long: "プログラムの版、内蔵の信頼リスト、ワクチンの名称表の版を表示します。\n" +
			"これと '--at' があれば、以前の判定を再現できます。",
		Commit: "コミット", Modified: "(変更あり)", Platform: "動作環境", TrustSet: "信頼リスト",
		Parts:        map[trust.PartName]string{trust.PartAuthorities: "国の認証局", trust.PartSigners: "EU 証明書の署名者"},
		TrustDamaged: "壊れています", VaccineTable: "ワクチン名称表",
	},
	Licenses: licensesWords{
		Short: "プログラムと、組み込んだソフトウェアのライセンスを表示する",
		Long: "vaxcheck と、組み込んだソフトウェア(Go の標準ライブラリー 'std' とモジュール)のライセンスと告知を、\n" +
			"原文のまま表示します。'--format csv' では、名前、版、ライセンス名だけを一覧にします。",
	},
	Help: helpWords{
		Short:       "コマンドや項目の説明を表示する",
		Long:        "コマンドの説明、または 'vaxcheck --help' にある項目の説明を表示します。",
		Usage:       "使い方:",
		Commands:    "コマンド:",
		Topics:      "説明の項目:",
		Flags:       "オプション:",
		HelpFlag:    "この説明を表示する",
		VersionFlag: "版を表示する",
		Default:     func(value string) string { return "(既定値 " + value + ")" },
		See:         func(command string) string { return "'" + command + "' を参照してください" },
		More:        func(command string) string { return "コマンドの詳しい説明: " + command },
	},
	Topics: topicsJA,
	Config: configJA,
	Doctor: doctorJA,
	Completion: completionWords{
		Short:          "シェルの補完スクリプトを出力する",
		Long:           "コマンド、オプションとその値を補完する bash、zsh、fish、PowerShell 用のスクリプトを出力します。",
		NoDescriptions: "説明を含めない",
		Shell:          func(name string) string { return name + " の補完スクリプトを出力する" },
		How: map[string]string{
			"bash": "今のセッションで使う(bash-completion が必要):\n\n  source <(vaxcheck completion bash)\n\n" +
				"常に使う:\n\n  vaxcheck completion bash > ~/.local/share/bash-completion/completions/vaxcheck",
			"zsh": "常に使う($fpath にあるフォルダーに置く):\n\n  vaxcheck completion zsh > \"${fpath[1]}/_vaxcheck\"",
			"fish": "今のセッションで使う:\n\n  vaxcheck completion fish | source\n\n" +
				"常に使う:\n\n  vaxcheck completion fish > ~/.config/fish/completions/vaxcheck.fish",
			"powershell": "今のセッションで使う(常に使うには $PROFILE に書く):\n\n" +
				"  vaxcheck completion powershell | Out-String | Invoke-Expression",
		},
		Levels: []string{"A\t判定のみ", "B\tコードも", "C\t内容も"},
	},
	DidYouMean: func(what string) string { return "もしかして: " + what },
}

var trustJA = trustWords{
	Short: "どの発行者のどの鍵の署名を受け入れるかを表示し、更新する",
	Long: "信頼リストには、証明書を受け入れる発行者と、その鍵が載っています。プログラムに付属のもののほか、\n" +
		"'update' でネットワークから、'import' で USBメモリーなどから、新しいものを入れられます。使うのは\n" +
		"有効なもののうち最も新しいもので、この端末での追加とブロックも合わせて使います。\n" +
		"ネットワークを使うのは 'update' だけです。--kind を付けると、SMART Health Cards 以外の形式が拠りどころと\n" +
		"する電子証明書を扱います。",
	Status: "信頼リストの出所、古さ、件数を表示する",
	StatusLong: "信頼リストの出所、作成日時、ハッシュ値、件数、この端末での追加とブロック、次の更新に必要なもの、\n" +
		"最後の取得が最も古い発行者を表示します。\n" +
		"--trust で指定したファイルについては、除外した鍵などとその理由も表示します。",
	List: "発行者の一覧を表示する",
	ListLong: "発行者を1行に1件ずつ、鍵の数、最終取得、名称、URLの順に表示します。csv では1行に1つの鍵です。\n" +
		"試験用システムには「見本」と理由を付けます。組み込みの見本の発行者は json にだけ含まれます。--kind を付けると、電子証明書を国、期間、載っている一覧や\n" +
		"署名できるもの、入手元、鍵ID、主体者の順に表示します。",
	Show: "発行者とその鍵、または鍵を載せている発行者を表示する",
	ShowLong: "発行者とそのすべての鍵、または鍵を載せているすべての発行者を、座標、電子証明書の期間、\n" +
		"取り消し一覧、出所、ブロックの有無とともに表示し、取り下げられた鍵も掲載の期間とともに示します。\n" +
		"発行者は正確なURLで指定します。「-」で始まる鍵IDの前には「--」を置いてください。--kind を付けたときは、\n" +
		"国のコード、鍵ID、電子証明書の SHA-256 のどれかで指定し、誰が取り込んだかも表示します。",
	Search:    "名称またはURLにこの文字列を含む発行者だけ(大文字と小文字は区別しない)。電子証明書では国のコードも使える",
	NoMatch:   "該当する発行者はありません",
	TrySearch: "名称の一部は 'vaxcheck trust list --search 文字列' で検索できます",

	Source: "入手元", Created: "作成日時", Unknown: "不明", Origin: "元データ",
	OriginSHA256: "元データの SHA-256", SHA256: "SHA-256",
	Whole: "結果での表示", WholeSHA256: "結果での SHA-256",
	AgeDays: func(days int) string { return fmt.Sprintf("%d日経過", days) },
	Issuers: "発行者", Keys: "鍵", RevocationLists: "取り消し一覧",
	KeyCount: func(keys, withPeriods int) string {
		return fmt.Sprintf("%d件(うち期間の記載あり %d件)", keys, withPeriods)
	},
	ListCount: func(lists, entries, missing int) string {
		text := fmt.Sprintf("%d件(登録 %d件)", lists, entries)
		if missing > 0 {
			text += fmt.Sprintf("、告知されたのに手元にないもの %d件", missing)
		}
		return text
	},
	ListUsed: "使用", ListNotUsed: "不使用",
	StateLists: func(count int) string {
		return fmt.Sprintf("国の認証局の取り消し一覧 %d件(ここにある認証局の署名がないもの、古いもの、一部だけのものは使わない):", count)
	},
	OldestHead: func(notReached, days int) string {
		return fmt.Sprintf("リスト作成前の%d日間に取得できていない発行者 %d件。最も古いもの:", days, notReached)
	},
	NotesHead: func(count int) string { return fmt.Sprintf("読み込み時の注記 %d件:", count) },
	Dropped:   "除外", Odd: "注記",

	KeysColumn: "鍵", RetrievedColumn: "最終取得", NameColumn: "名称", IssuerColumn: "発行者",

	Issuer: "発行者", Name: "名称", Website: "ウェブサイト", Canonical: "正式な発行者", Retrieved: "最終取得",
	Key: "鍵", Algorithm: "方式", Thumbprint: "サムプリント",
	Shortened: "発行者が先頭のゼロを除いて計算したもの",
	Period:    "電子証明書の期間", NoPeriod: "記載なし", NamesIssuer: "発行者名と一致",
	NotNamesIssuer: "発行者名の記載がないため適用しない",
	RevocationList: "取り消し一覧", NoList: "告知なし", KeySource: "鍵の入手元",
	ListHeld: func(entries int, method, counter string) string {
		return fmt.Sprintf("登録 %d件、方式 %s、番号 %s", entries, method, counter)
	},
	ListMissing:    func(counter string) string { return "手元にないか使えない(番号 " + counter + ")" },
	ListUnreadable: func(entries int) string { return fmt.Sprintf("、ほかに読み取れない登録 %d件", entries) },
	ListedBy:       func(issuers int) string { return fmt.Sprintf("この鍵を載せている発行者 %d件:", issuers) },
	Warning:        "見本", SpecimenIssuer: "試験用の発行者です。本物の証明書ではありません",
	SpecimenKey: "秘密鍵が公開されていて、誰でも署名できます",

	LocalHead:   func(count int) string { return fmt.Sprintf("この端末での変更 %d件:", count) },
	NextRefresh: "次の更新", NextNeeds: "{newer} より後に作成されたものが必要('vaxcheck trust update'、または USBメモリーから 'vaxcheck trust import')",
	NextFrom: "公開元", SignedBy: "署名の鍵", SignedByKey: "SHA-256 {sha256}、電子証明書の期限 {until}",
	HeldBy: "使用中の信頼リストの場所: {whose}", PeriodsHead: "期間の記載のある鍵:",
	WithdrawnHead: "取り下げられた鍵 {count}件({from} から {to} までの公開の一覧による):",
	AgesHead:      "発行者ごとの最終取得:",
	States:        map[string]string{stateInForce: "使用中", stateKept: "保存", stateAside: "外したもの", stateDamaged: "破損"},
	InstalledAt:   "導入", NoneInstalled: "入れた信頼リストはありません", FetchedFrom: "{when} の時点で最新:",

	Local: "端末で追加", LocalIssuer: "この端末で追加したもので、公開の一覧にはありません", Blocked: "ブロック中",
	Withdrawn: "取り下げ済み", Gone: "公開の一覧から取り下げられています",
	WithdrawnSpan: func(first, last string) string {
		return "掲載 " + first + " から " + last + " まで"
	},
	BlockedBy: func(who, when, why string) string {
		return who + "、" + when + "、理由: " + why
	},
}
