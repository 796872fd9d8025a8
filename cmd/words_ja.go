package cmd

import (
	"fmt"
	"strings"

	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// Next steps that several reasons share.
const (
	retakeJA    = "コード全体が入るように、正面から、光の反射を避けて撮り直してください。"
	askCodeJA   = "発行元のアプリまたは紙にある、接種証明書の二次元コードを見せてもらってください。"
	originalJA  = "このままでは証明として扱えません。発行元のアプリまたは紙の原本を見せてもらい、読み取り直してください。"
	renewedJA   = "このままでは証明として扱えません。新しく発行された証明書を見せてもらってください。"
	pictureJA   = "PNGかJPEGで保存し直すか、画面の写し(スクリーンショット)を撮って、それを読み取ってください。"
	refereeJA   = "確認できたものとして扱わず、責任者に相談してください。"
	blockedJA   = "このままでは証明として扱えません。責任者に相談してください。"
	otherCodeJA = "確認できたものとして扱わず、証明書のもう1つの二次元コード(デジタル庁のアプリでは「SHC」のタブ)を見せてもらってください。なければ責任者に相談してください。"
	newerSetJA  = "確認できたものとして扱わないでください。新しい信頼リスト('vaxcheck trust update')か新しい版の vaxcheck で読み取り直すか、責任者に相談してください。"
	otherWayJA  = "確認できたものとして扱わず、証明書に別の二次元コードがあれば見せてもらうか、新しい信頼リストで読み取り直してください。どちらもできなければ責任者に相談してください。"
	typedJA     = "証明書に別の二次元コードがあれば見せてもらうか、スキャナーをシリアル接続(--serial)に切り替えてください。"
	anotherJA   = "確認できたものとして扱わず、EUの証明書(HC1:)や SMART Health Card など、同じ証明書の別のコードがないか聞いてください。なければ責任者に相談してください。"
	linkedJA    = "リンク先は開きません。証明書そのもの(紙またはアプリのコード)を見せてもらってください。"
	abroadJA    = "同じアプリにある、海外用の証明書を見せてもらってください。"
)

var compareJA = compareWords{
	Name: "氏名", BirthDate: "生年月日", Document: "旅券などの番号",
	Nothing: "氏名も生年月日も記載がなく、誰の証明書かわかりません。別の証明書を見せてもらうか、責任者に相談してください。",
	WithID: func(items []string) string {
		return "下の" + strings.Join(items, "と") + "を本人確認書類と見比べてください。接種証明書は本人確認書類ではありません。"
	},
	WithDocument: func(items []string) string {
		return "下の" + strings.Join(items, "、") + "を、その現物と見比べてください。接種証明書は本人確認書類ではありません。"
	},
}

var verdictsJA = map[verify.Verdict]string{
	verify.Valid:        "有効",
	verify.Insufficient: "条件未達",
	verify.Review:       "要確認",
	verify.Invalid:      "無効",
	verify.Specimen:     "見本",
	verify.Unreadable:   "読取不可",
	verify.NotReady:     "準備中",
}

var wordsJA = words{
	Lang:         "ja",
	Comma:        "、",
	And:          "と",
	Hint:         "ヒント",
	NoInputHint:  "画像やファイルの名前、標準入力なら「-」を指定してください('vaxcheck verify --help' を参照)",
	ShellHistory: "注意: 引数に書いたコードはシェルの履歴に残ります。コードには証明書の内容がすべて入っています",
	Traced: func(n int) string {
		if n == 0 {
			return "--trace: 画像を調べなかったため、何も書き出していません"
		}
		return fmt.Sprintf("--trace: 読み取りの過程を%d枚の画像に書き出しました。コードが写っています", n)
	},
	NotDrawn: func(input string) string {
		return "注意: " + input + " は署名を確認できていないため、描いていません"
	},
	LevelCapped: func(level string) string {
		return "注意: この端末で表示できるのはレベル " + level + " までです"
	},
	AsOf: func(when string) string { return "現在ではなく " + when + " の時点での判定です" },

	Verdicts: verdictsJA,
	TagWidth: 8, // of 条件未達
	Reasons: map[verify.Reason]reasonWords{
		verify.ReasonTrustMissing: {"信頼リスト(発行者と鍵の一覧)がないため、判定できません。",
			"--trust で指定したファイルを確認してください。指定しなければ、付属の信頼リストを使います。"},
		verify.ReasonTrustRefused: {"信頼リスト(発行者と鍵の一覧)が壊れているか、知らない形式のため、判定できません。",
			"責任者に連絡してください('vaxcheck trust verify' で確認できます)。--trust を使っている場合は、そのファイルを確認してください。"},

		decode.ReasonNoCode:         {"二次元コードを読み取れません。", retakeJA},
		decode.ReasonNotCertificate: {"接種証明書のコードではありません。", askCodeJA},
		decode.ReasonCodeDamaged:    {"コードが壊れているか、一部が欠けています。", "コードを読み取り直すか、文字列の場合は全体をコピーし直してください。"},
		decode.ReasonChunksMissing: {"この証明書は複数のコードに分かれていて、足りないコードがあります。",
			"証明書のコードをすべて一緒に読み取ってください。"},
		decode.ReasonChunksConflict: {"一つの証明書のコードとして組み合わせられません。",
			"一つの証明書のコードだけで、最初から読み取り直してください。"},
		decode.ReasonUnsupported: {"この種類のコードやファイルは、ここでは読み取れません。", askCodeJA},
		decode.ReasonNeedsNetwork: {"証明書の保存先を示すだけのコードです。ここではネットワークに接続しません。",
			askCodeJA},
		decode.ReasonImageTooLarge: {"画像が大きすぎます。", "コードの部分を切り出すか、画像を小さくしてください。"},
		decode.ReasonFileDamaged:   {"ファイルや文字列が壊れているか、大きすぎます。", "ファイルをもう一度もらうか、コードを見せてもらってください。"},
		decode.ReasonFileNotRead:   {"ファイルを読み込めません。", "ファイルの名前と、開く権限があるかを確認してください。"},

		decode.ReasonHeaderMalformed:     {"証明書のヘッダーが規格に合っていません。", originalJA},
		decode.ReasonAlgorithmNotAllowed: {"認められていない署名方式が指定されています。", originalJA},
		decode.ReasonPayloadMalformed:    {"証明書の内容が規格に合っていません。", originalJA},
		decode.ReasonPayloadTooLarge:     {"証明書の内容が大きすぎます。", originalJA},
		decode.ReasonIssuerMalformed:     {"証明書にある発行者の表記が規格に合っていません。", originalJA},
		decode.ReasonSignatureMalformed:  {"証明書の署名が規格に合っていません。", originalJA},
		verify.ReasonSignatureInvalid:    {"発行者の正しい署名がありません。内容が署名の後に変わっているか、署名した者にその権限がありません。", originalJA},
		verify.ReasonExpired:             {"証明書の期限が切れています。", renewedJA},
		verify.ReasonNotYetValid: {"証明書を使える日時になっていません。",
			"このままでは証明として扱えません。判定に使った日時が正しいか確認してください。"},
		verify.ReasonRevoked:       {"発行者がこの証明書を取り消しています。", renewedJA},
		verify.ReasonIssuerBlocked: {"この発行者の証明書は、ここでは受け付けない設定です。", blockedJA},
		verify.ReasonKeyBlocked:    {"この鍵で署名された証明書は、ここでは受け付けない設定です。", blockedJA},

		verify.ReasonSignerNotAllowed:   {"署名した機関に、この種類の証明書に署名する権限がありません。", originalJA},
		verify.ReasonSignerNotCertified: {"署名した機関が、国の認証局に認められていません。", originalJA},
		verify.ReasonCountryMismatch:    {"証明書に書かれた国と、署名した国が違います。", originalJA},

		verify.ReasonSpecimen: {"見本、または試験用の発行者による証明書で、どなたの証明にもなりません。",
			"ご本人の証明書を見せてもらってください。"},

		verify.ReasonIssuerUnknown:    {"発行者が信頼リストに載っていません。", refereeJA},
		verify.ReasonKeyUnknown:       {"発行者は信頼リストに載っていますが、署名に使われた鍵が載っていません。", newerSetJA},
		verify.ReasonKeyWithdrawn:     {"署名に使われた鍵は、発行者がすでに取り下げています。", refereeJA},
		verify.ReasonKeyOutsidePeriod: {"鍵の使用期間の外で発行された証明書か、鍵の使用期間が終わっている証明書です。", refereeJA},
		decode.ReasonContentUnclear: {"署名に問題はありませんが、記載の一部を確実に読み取れず、それによって判定が変わります。",
			"ほかの証明書をお持ちかどうか聞いてください。なければ責任者に相談してください。"},
		verify.ReasonTrustTooOld: {"信頼リストが、認められた日数より古くなっています。", newerSetJA},
		verify.ReasonClockDoubtful: {"この端末の時計が信頼リストの作成日時より前を示していて、合っていません。",
			"時計を合わせてから、読み取り直してください。"},
		verify.ReasonRevocationUnknown: {"発行者は証明書の取り消しを行っていますが、手元の情報ではこの証明書が対象かどうか確認できません。", otherWayJA},
		verify.ReasonSeenBefore: {"氏名と生年月日、または証明書が同じ方が、入場済みです。",
			"本人確認書類でご本人か確かめてください。迷うときは責任者に相談してください。"},

		verify.ReasonPolicyNotMet: {"署名と期限に問題はありませんが、ここで求める条件を満たしていません。",
			"ほかの証明書をお持ちかどうか聞いてください。なければ責任者に相談してください。"},
	},
	Kinds: map[string]string{
		"shlink":           "SMART Health Link",
		"eu_dcc":           "EUデジタルCOVID証明書(ここで扱わない版)",
		"ch_light":         "スイス国内用の簡易証明書",
		"nl_domestic":      "オランダ国内用のコード",
		"nzcp":             "ニュージーランドのCOVID Pass",
		"vds_nc":           "ICAO VDS-NC 形式の証明書(ここで扱わない種類)",
		"typed":            "キーボード入力のスキャナーでは正しく届かない証明書",
		"vhlink":           "検証可能なヘルスリンク(VHL)",
		"wallet_request":   "ウォレットアプリへの要求または発行の案内",
		"2d_doc":           "フランスの 2D-Doc",
		"divoc":            "DIVOC 形式の証明書(インドなど)",
		"icvp":             "電子版の国際予防接種証明書(ICVP)",
		"ddcc":             "WHOが提案した形式(DDCC)の証明書",
		"hcert_other":      "ここで扱わない種類の健康証明書",
		"cwt":              "健康証明書ではない署名付きトークン(CWT)",
		"vc_jwt":           "JWT 形式の検証可能な資格情報",
		"jwt":              "SMART Health Card ではない署名付きトークン(JWT)",
		"sd_jwt":           "選択的開示の資格情報(SD-JWT)",
		"jwe":              "暗号化されたトークン(JWE)",
		"json_ld":          "JSON-LD 形式の検証可能な資格情報",
		"mdoc":             "モバイル文書(mdoc)",
		"icao_vds":         "VDS-NC ではない種類の電子シール(VDS)",
		"paper_credential": "CRED: で始まる紙の資格情報",
		"vds_nc_typed":     "ICAO VDS-NC 形式の証明書(キーボード入力のスキャナーでは正しく届きません)",
		"too_long":         "コードとしては長すぎる文字列",
		"url":              "ウェブページのアドレス",
		"wifi":             "Wi-Fi の接続情報",
		"contact":          "連絡先",
		"event":            "予定",
		"message":          "メールアドレス、電話番号または場所",
		"secret":           "パスワードやアカウントの情報",
		"mrz":              "旅券や身分証の機械読取部分",
		"number":           "数字だけのコード",
		"pdf":              "PDFファイル",
		"svg":              "SVGの図",
		"heic":             "HEIC形式の画像",
		"avif":             "AVIF形式の画像",
		"picture":          "ここでは読み取れない形式の画像",
		"folder":           "フォルダー",
		"empty_folder":     "ファイルのないフォルダー",
		"empty":            "空のデータ",
		"blank":            "文字のない読み取り",
		"zip":              "ZIPファイル",
		"fhir":             "署名のないFHIRデータ",
		"json":             "証明書の入っていないJSON",
		"unsigned_payload": "署名のない、証明書の中身だけのデータ",
		"wallet_pass":      "コードの入っていないウォレットのパス",
		"empty_answer":     "証明書がないというサーバーの応答",
		"binary":           "種類のわからないファイル",
	},
	ThisIs:   func(kind string) string { return "これは" + kind + "です。" },
	Next:     "次に",
	Compare:  compareJA,
	NotWhose: "お持ちの方がご本人かどうかは確認していません。氏名を見比べるときはレベル C(--level C)で表示してください。",
	Whys: map[string]string{
		"picture_too_small": "画像の画素数が少なすぎます。",
		"too_dark":          "画像が暗すぎます。",
		"low_contrast":      "画像の明暗の差が足りません。",
		"no_finders":        "画像の中に二次元コードらしいものがありません。",
		"cut_off":           "コードの端が画像からはみ出しています。",
		"finder_hidden":     "コードの角が隠れています。",
		"too_few_pixels":    "画像の中のコードが小さすぎます。",
		"blurred":           "画像がぼやけています。",
		"glare":             "コードに光が反射しています。",
		"noisy":             "画像のざらつき(ノイズ)が多すぎます。",
		"damaged":           "コードの傷みが大きく、復元できません。",
		"bad_content":       "コードは読み取れましたが、中身が規格に合っていません。",
		"time_up":           "1枚の画像にかけられる時間を超えました。",
	},
	ModulePixels: func(n string) string { return "モジュールあたり" + n + "画素" },
	KindNext: map[string]string{
		"picture_too_small": "近づいて撮るか、縮小していない画像を使ってください。",
		"too_dark":          "明るい場所で撮るか、画面を明るくしてもらってください。",
		"low_contrast":      "明るい場所で撮るか、画面を明るくしてもらってください。",
		"no_finders":        "コード全体を画像に入れてください。",
		"cut_off":           "コード全体が入るまで離れて撮ってください。",
		"finder_hidden":     "コードの角をすべて見えるようにしてください。",
		"too_few_pixels":    "近づいて撮るか、縮小していない画像を使ってください。",
		"blurred":           "手を止めて、ピントが合ってから撮ってください。",
		"glare":             "光が映り込まない向きにしてください。",
		"noisy":             "明るい場所で、近づいて撮ってください。",
		"damaged":           "画面のコードか、印刷し直したものを見せてもらってください。",
		"bad_content":       "画面のコードか、印刷し直したものを見せてもらってください。",
		"time_up":           "コードの部分を切り出すか、--budget で時間を延ばしてください。",
		"typed":             typedJA, "vds_nc_typed": typedJA,
		"too_long": "もう一度コードを読み取ってください。",
		"blank":    "もう一度コードを読み取ってください。だめなら、別のコードを見せてもらってください。",
		"eu_dcc":   refereeJA, "nzcp": refereeJA,
		"2d_doc": anotherJA, "divoc": anotherJA, "icvp": anotherJA, "ddcc": anotherJA, "hcert_other": anotherJA, "icao_vds": anotherJA,
		"vc_jwt": anotherJA, "sd_jwt": anotherJA, "json_ld": anotherJA, "mdoc": anotherJA, "paper_credential": anotherJA,
		"vhlink":         linkedJA,
		"wallet_request": "証明書は入っていません。証明書そのもののコードを見せてもらってください。",
		"list_missing":   otherCodeJA, "list_out_of_date": otherCodeJA,
		"ch_light": abroadJA, "nl_domestic": abroadJA,
		"pdf": pictureJA, "svg": pictureJA, "heic": pictureJA, "avif": pictureJA, "picture": pictureJA,
		"folder": "-r を付けて、中のファイルを読み取ってください。", "empty_folder": "確認するファイルを入れるか、別のフォルダーを指定してください。",
		"empty": "中身が届いていません。もう一度送ってもらってください。",
	},
	Bug: "vaxcheck の不具合で判定できませんでした。証明書は添えずにご報告ください。",

	Checks: map[verify.CheckID]string{
		verify.CheckDecode:     "コード",
		verify.CheckHeader:     "ヘッダー",
		verify.CheckPayload:    "内容",
		verify.CheckIssuer:     "発行者",
		verify.CheckKey:        "鍵",
		verify.CheckSignature:  "署名",
		verify.CheckNotBefore:  "使用開始日時",
		verify.CheckExpiry:     "期限",
		verify.CheckRevocation: "取り消し",
		verify.CheckKeyPeriod:  "鍵の使用期間",
		verify.CheckTrustAge:   "信頼リストの古さ",
		verify.CheckClock:      "端末の時計",
		verify.CheckSpecimen:   "見本でないこと",
		verify.CheckPolicy:     "条件",
	},
	Sources: map[string]string{"bundled": "付属", "built-in": "組み込み", "local": "この端末で追加", "history": "鍵の履歴",
		sourceInstalled: "更新済み", sourceImported: "取り込んだもの"},
	SourceLocal: func(source string) string { return source + "(端末での変更あり)" },
	TrustParts:  map[trust.PartName]string{trust.PartIssuers: "発行者の一覧", trust.PartAuthorities: "国の認証局の一覧", trust.PartSigners: "署名者の一覧"},
	Outcomes: map[verify.Outcome]string{
		verify.NotRun:    "未実施",
		verify.Pass:      "適合",
		verify.Fail:      "不適合",
		verify.Undecided: "判断不能",
		verify.Absent:    "記載なし",
	},
	Rules: map[string]string{
		"doses":                    "接種回数",
		"series":                   "接種の段階",
		"accepted_products":        "認められたワクチン",
		"min_days_since_last_dose": "最後の接種からの日数(以上)",
		"max_days_since_last_dose": "最後の接種からの日数(以内)",
		"test":                     "陰性の検査結果",
		"recovery":                 "感染からの回復",
		"exemption":                "免除",
	},
	Details: map[string]string{
		"no_covid19_dose":      "新型コロナワクチンの完了した接種記録がありません。",
		"no_dose":              "求める種類のワクチンの完了した接種記録がありません。",
		"too_few_doses":        "接種回数が足りません。",
		"too_recent":           "最後の接種からの日数が足りません。",
		"too_old":              "最後の接種から日数がたちすぎています。",
		"product_not_accepted": "認められたワクチンではありません。",
		"no_accepted_test":     "認められた陰性の検査結果がないか、古すぎます。",
		"no_accepted_recovery": "認められた回復の記載がないか、日数が足りないか、たちすぎています。",
		"no_exemption":         "免除の記載がありません。",
		"date":                 "記録の日付を読み取れません。",
		"person":               "誰の記録か分かりません。",
		"status":               "接種が行われたかどうか分かりません。",
		"product":              "何が接種されたか、ここでは分かりません。",
		"number":               "何回中の何回目の接種か読み取れません。",
		"result":               "検査や回復の対象、または結果が、ここでは分かりません。",
		"times":                "証明書の発行日時か期限を読み取れません。",
		"structure":            "記載が本来の場所にないか、意味を変えかねない記載があります。",
		"list_missing":         "発行国の取り消し一覧が、ここにはありません。",
		"list_out_of_date":     "ここにある発行国の取り消し一覧は、期限が過ぎています。",
	},
	NameUses: map[string]string{
		"usual":     "通常の氏名",
		"official":  "公的な氏名",
		"temp":      "一時的な氏名",
		"nickname":  "愛称",
		"anonymous": "匿名",
		"old":       "以前の氏名",
		"maiden":    "旧姓",

		"transliterated": "旅券式のローマ字",
	},
	Statuses: map[string]string{
		"completed":        "完了",
		"entered-in-error": "誤って入力された記録",
		"not-done":         "未接種",
		"registered":       "受付済み",
		"preliminary":      "暫定",
		"final":            "確定",
		"amended":          "修正済み",
		"corrected":        "訂正済み",
		"cancelled":        "中止",
		"unknown":          "不明",
	},
	TestKinds: map[string]string{
		"nucleic_acid": "核酸検査(PCRなど)",
		"antigen":      "抗原検査",
		"antibody":     "抗体検査(現在の感染の有無は示しません)",
		"sequence":     "遺伝子配列の解析",
		"culture":      "培養検査",
		"t_cell":       "T細胞の検査(現在の感染の有無は示しません)",
	},
	Results: map[string]string{
		"positive":             "陽性",
		"presumptive_positive": "推定陽性",
		"suspected":            "疑い",
		"negative":             "陰性",
		"indeterminate":        "判定保留",
		"invalid":              "検査不成立",
		"past_infection":       "過去の感染",
		"recent_infection":     "最近の感染",
		"finding":              "病原体の検出",
	},

	Labels:   labelsJA,
	Inspect:  inspectJA,
	Flags:    flagsJA,
	Commands: commandsJA,
	Errors:   errorsJA,
	Admin:    adminJA,
	Gate:     gateJA,
}

var labelsJA = labelWords{
	Checked: "判定日時", TrustSet: "信頼リスト", NoTrustSet: "なし", AgeUnknown: "作成日不明", MadeLater: "判定日時より後に作成", Policy: "条件",
	OldestPart: "最も古い部分は", JudgedBy: "判定に使った部分",
	Made:     func(day string) string { return day + " 作成" },
	MadeFrom: func(first, last string) string { return first + "〜" + last + " 作成" },
	AgeDays:  func(days int) string { return fmt.Sprintf("%d日経過", days) },
	Results:  func(count int) string { return fmt.Sprintf("%d件", count) },

	Code: "コード", CodeUnproven: "コード(署名未確認)", Format: "形式", Issuer: "発行者", Key: "鍵", Issued: "発行日時",
	Expires: "期限", NoExpiry: "期限なし", ExpiryNotStated: "この種類の証明書には記載なし", Hash: "SHA-256", Symbol: "二次元コード",
	NoRoom: "コードの表示には、もっと広く、色の使える画面が必要です。vaxcheck verify --qr FILE で画像に書き出せます。",
	Version: func(version int, level string) string {
		return fmt.Sprintf("型番 %d、誤り訂正レベル %s", version, level)
	},
	Chunks: func(count int) string { return fmt.Sprintf("コード%d個", count) },

	Withdrawn: func(first, last string) string {
		return "取り下げ済み(掲載 " + first + " から " + last + " まで)"
	},

	Person: "本人", Name: "氏名", FormerName: "以前の氏名", NoName: "氏名の記載なし", NoPerson: "個人の記載なし",
	BirthDate: "生年月日", Document: "旅券などの番号", NotGiven: "記載なし", WhoseUnknown: "どなたの記録か不明",
	PersonNumber: func(number int) string { return fmt.Sprintf("%d人目", number) },

	Doses: "接種(番号は証明書の記載)", DosesCounted: "接種(番号は日付順に vaxcheck が数えたもので、証明書の記載ではありません)",
	DoseOf: doseOfJA, Date: "日付", Lot: "製造番号", Provider: "実施者", Country: "接種国", Kind: "種類", UnknownKind: "不明な種類のワクチン",
	Maker: "製造者", NotCounted: "回数に含まない", CannotCount: "数えられる接種記録ではない", NotDated: "日付がないか、読み取れない", Subpotent: "規定量に満たない接種", UnknownProduct: "不明なワクチン",
	ByIssuer: "発行者の記載", StatedBy: "発行元", CertificateID: "証明書番号",
	Tests: "検査", Test: "検査", Result: "結果", NotFinal: "未確定", UnknownTest: "不明な検査", UnknownResult: "不明な結果",
	Kit: "検査キット", Device: "検査機器", TestedIn: "検査国",
	Recoveries: "感染からの回復(接種ではありません)", FirstPositive: "最初の陽性判明日", ValidDays: "有効期間", UnknownDisease: "不明な病気",
	NotRelied:  "条件の判定に使わない",
	Exemptions: "免除(接種ではありません)", ExemptionUnder: "根拠となる規定", PolicyVersion: "版", Recorded: "記録日",
	Others:     "解釈していないその他の内容",
	OtherCount: func(resource string, count int) string { return fmt.Sprintf("%s: %d件", resource, count) },

	Rules: "条件", RulesAny: "条件(接種・検査・回復・免除のいずれか1つで可)", Met: "満たす", NotMet: "満たさない", Asked: "求める値", Found: "記録の値",
}

var inspectJA = inspectWords{
	Symbols: "二次元コード", Header: "ヘッダー", Payload: "ペイロード", Signature: "署名", Text: "証明書の文字列",
	Content: "内容", KeyFacts: "鍵とその出所", Checks: "検査項目", Notes: "注記",
	Proven: "署名が一致", NotProven: "未検証",
	WitnessAccepts: "別の実装でも署名は一致", WitnessRejects: "別の実装でも署名は不一致", WitnessDiffers: "別の実装では署名の確認結果が異なる。不具合として報告してください",
	Unproven:     "未検証",
	UnprovenNote: "以下の内容には、信頼できる署名の裏付けがありません。誰でも書けるものです。",

	Found: "読み取り方法", Corners: "四隅", Canonical: "正式な発行者", Retrieved: "最終取得", Thumbprint: "サムプリント",
	PublicKey: "公開鍵", Source: "入手元", Origin: "元データ", Period: "電子証明書の期間", NamesIssuer: "発行者名と一致",
	NotNamesIssuer: "発行者名の記載なし", CRLVersion: "取り消し一覧の告知", RevocationList: "取り消し一覧",
	Authority: "認証局", Lists: "ICAO の一覧", Signer: "コードに入っている署名者の電子証明書", Listed: "署名者(一覧の記載)", Signs: "署名できる種類", Subject: "主体者", CertifiedBy: "発行者",
	Serial: "シリアル番号", KeyID: "認証局の鍵 ID", Usage: "用途と文書の種類",
	ListNumber: "番号", ListMade: "作成", ListDue: "次回期限", RevokedAt: "署名者の取り消し",
	Specimen: "見本用の鍵: 誰でも署名できます", Withdrawn: "取り下げ前の掲載",
	Entries: func(count int) string { return fmt.Sprintf("%d件", count) },
}

var flagsJA = flagWords{
	Level:     "表示する範囲: A 判定のみ、B コードも、C コードの内容も",
	Format:    "text、json、ndjson、csv のいずれか",
	Lang:      "en または ja (指定がなければ設定か環境による)",
	At:        "この時点で判定する(例 2022-03-05T09:00:00+09:00)。時差付きの ISO 8601 や 'date +%FT%T%z' の形でもよい",
	Policy:    "証明書に求める条件: 組み込みの名前またはファイル",
	MaxAge:    "信頼リストがこれより古ければ「有効」にしない(30d など)。最も厳しい制限に従う",
	Color:     "auto、always、never のいずれか",
	Trust:     "付属の信頼リストの代わりに使う発行者一覧、EU DCC の署名者の一覧、または国の認証局・署名者の電子証明書と取り消し一覧(PEM・DER)(複数指定可)",
	Issuer:    "--trust の鍵の発行者のURL",
	Recursive: "フォルダーの中も読み取る",
	Jobs:      "同時に判定する数(0 は CPU の数)",
	Trace:     "読み取りの過程の画像を、この新しい(または空の)フォルダーに書き出す(入力は1つ、レベル C)",
	Budget:    "1枚の画像にかける時間(1.5s、5s など)。0 で制限なし",
	Quiet:     "答え以外を表示しない",
	QR:        "署名を確認できたコードを PNG でこのファイルに書き出す(レベル B か C)",
}

var commandsJA = commandWords{
	Root: "SMART Health Cards の接種証明書をオフラインで確認する",
	RootLong: "vaxcheck は、日本の新型コロナワクチン接種証明書などの SMART Health Cards を\n" +
		"ネットワークを使わずに確認します。証明書を持っている人が本人かどうかはわかりません。",
	Verify: "証明書が有効かどうかを判定する",
	VerifyLong: "証明書を読み取り、有効かどうかを判定します。FILE は、画像、.smart-health-card や .pkpass の\n" +
		"ファイル、1行に1コードのテキスト、フォルダー(-r)、標準入力(「-」)のいずれかです。\n" +
		"shc:/ で始まる引数は、コードそのものとして扱います。",
	Decode: "コードの文字列を表示する",
	DecodeLong: "見つかったコードの文字列だけを、1行に1つずつ表示します。判定はしません。\n" +
		"表示された文字列は何の証明にもなりません。",
	Inspect: "監査のために証明書のすべてを表示する",
	InspectLong: "コード、ヘッダー、ペイロード、鍵とその出所、各検査項目と規格の該当箇所、規格との相違を\n" +
		"表示します。署名で裏付けられていないものには「未検証」と記します。",
}
