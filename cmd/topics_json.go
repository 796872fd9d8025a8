package cmd

import (
	"strings"

	"vaxcheck/decode"
)

// jsonFields describes the JSON of verify, field by field. A test holds it
// against the structures it is made from.
var jsonFields = []struct{ path, en, ja string }{
	{"schema", "vaxcheck.result/1", "vaxcheck.result/1"},
	{"input.name", "the file as named; - is standard input, argument a code given as an argument", "指定されたファイル名。- は標準入力、argument は引数のコード"},
	{"input.index", "number of the input in the run, from 0; each line of a stream is an input", "何番目の入力か(0から)。行ごとの入力では1行が1つの入力"},
	{"input.line", "line of a stream, from 1", "標準入力の行番号(1から)"},
	{"input.code", "which code, from 1, of an input with several", "1つの入力に複数のコードがあるとき、その番号(1から)"},
	{"level", "how much is shown: A, B, C", "表示する範囲: A、B、C"},
	{"verdict", "valid, insufficient, review, invalid, specimen, unreadable or not_ready; all else is a refusal", "valid、insufficient、review、invalid、specimen、unreadable、not_ready。ほかの値は不可として扱うこと"},
	{"reasons[].code", "why it is not valid, gravest first: see 'vaxcheck help reasons'", "有効でない理由、重い順: 'vaxcheck help reasons' を参照"},
	{"reasons[].details[]", "kind of an unreadable code; from level B what there is of a revocation list; at level C the rules not met", "読み取れないコードの種類。レベルB以上では取り消し一覧の有無、レベルCでは満たさない規則"},
	{"checked_at", "instant of the judgement", "判定の日時"},
	{"as_of", "the instant of --at, else null", "--at の日時。指定がなければ null"},
	{"seen_before", "at the gate alone: when the same person was let in before", "受付(gate)のみ: 同じ方が先に入場した日時"},
	{"trust", "the trust set judged with, all its parts together: the same in every result of a run; null if there was none", "判定に使った信頼リスト。すべての部分をまとめたもので、1回の実行のどの結果でも同じ。なければ null"},
	{"trust.source", "bundled, installed, imported, several of them, or the file; +local with additions or blocks", "bundled、installed、imported(複数のこともある)、またはファイル名。端末での追加や拒否があれば +local"},
	{"trust.sha256", "SHA-256 of the parts: of the one part its own, of several that of their SHA-256 in hex, each with a line feed, in the order issuers, authorities, signers", "部分が1つならその SHA-256。複数なら、issuers、authorities、signers の順に、16進の SHA-256 と改行を並べたものの SHA-256"},
	{"trust.oldest", "when the oldest part was made; null if unknown", "最も古い部分の作成日時。不明なら null"},
	{"trust.newest", "when the newest part was made; null if unknown", "最も新しい部分の作成日時。不明なら null"},
	{"trust.age_days", "age of the oldest part at checked_at; null if unknown", "checked_at での、最も古い部分の経過日数。不明なら null"},
	{"trust.part", "from level B: the part that answered for the certificate, left out if none did", "レベルB以上: 判定に使った部分。なければ省略"},
	{"trust.part.name", "issuers, authorities (of states) or signers", "issuers(発行者)、authorities(国の認証局)、signers(署名者)"},
	{"trust.part.source", "where it is from", "入手元"},
	{"trust.part.sha256", "SHA-256 of its bytes", "その SHA-256"},
	{"trust.part.created", "when it was made; null if unknown", "作成日時。不明なら null"},
	{"trust.part.age_days", "its age at checked_at; null if unknown", "checked_at での経過日数。不明なら null"},
	{"policy", "name of the policy", "条件の名前"},
	{"checks[]", "the checks in their order; at level A only those that came out fail or undecided, one for each reason", "検査項目(順番どおり)。レベルAでは fail か undecided のものだけで、1つの理由に1つ"},
	{"checks[].id", "decode, header, payload, issuer, key, signature, not_before, expiry, revocation, key_period, trust_age, clock, specimen, policy", "decode、header、payload、issuer、key、signature、not_before、expiry、revocation、key_period、trust_age、clock、specimen、policy"},
	{"checks[].outcome", "pass, fail, undecided, absent or not_run", "pass、fail、undecided、absent、not_run"},
	{"checks[].reason", "reason code, or null", "理由のコード、または null"},

	{"code", "from level B; null if no certificate was read", "レベルB以上。証明書を読み取れなければ null"},
	{"code.format", formatChoices(", ", " or "), formatChoices("、", " または ")},
	{"code.issuer.id", "the issuer's URL, or the code of the state; issuer is null unless the signature holds", "発行者のURL、または国のコード。署名が確認できなければ issuer は null"},
	{"code.issuer.name", "its name in the trust set", "信頼リストにある発行者の名称"},
	{"code.key.id", "key id; key is null unless the signature holds", "鍵ID。署名が確認できなければ key は null"},
	{"code.key.alg", "signature algorithm", "署名方式"},
	{"code.key.source", "the trust set the key is from; local if added on this machine, history if withdrawn, imported if certified by an imported authority", "鍵を載せている信頼リスト。この端末で追加した鍵は local、取り下げ済みの鍵は history、取り込んだ認証局によるものは imported"},
	{"code.key.withdrawn", "of a key that the issuer lists no longer: first_listed and last_listed", "取り下げ済みの鍵だけ。掲載の最初(first_listed)と最後(last_listed)の日時"},
	{"code.issued_at", "when it was issued; null unless the signature holds", "発行日時。署名が確認できなければ null"},
	{"code.expires_at", "when it expires; null if never", "期限。なければ null"},
	{"code.sha256", "SHA-256 of the credential (the compact JWS, or canonical JSON)", "証明書(コンパクト JWS、または正規化した JSON)の SHA-256"},
	{"code.qr.version", "version of the symbol; null unless read from a picture", "二次元コードの型番。画像からでなければ null"},
	{"code.qr.level", "its error correction: L, M, Q, H; null likewise", "誤り訂正レベル L、M、Q、H。画像からでなければ null"},
	{"code.qr.chunks", "how many codes it was spread over", "いくつのコードに分かれていたか"},

	{"subject", "level C, as all below; the person, or the first of several; null if none is named", "これ以下はレベルC。本人、複数なら1人目。記載がなければ null"},
	{"subject.names[]", "use (transliterated: in the letters of passports), family, given[], prefix[], suffix[], text, and former for earlier names", "use(transliterated は旅券式のローマ字)、family、given[]、prefix[]、suffix[]、text。以前の氏名は former が true"},
	{"subject.birth_date", "as on the card, perhaps only a year or month; null if not given", "証明書の記載のまま(年や年月だけのことがある)。なければ null"},
	{"subject.document", "number of the travel document the card was issued for, where it has one", "証明書の発行対象になった旅券などの番号(記載があるとき)"},
	{"subjects[]", "all persons, if there are several", "複数人の証明書のときの全員"},
	{"doses[].subject", "place in subjects, -1 if not said; left out for one person", "subjects での位置、不明なら -1。1人なら省略"},
	{"doses[].date", "as on the card, never moved between time zones; null if not given", "証明書の記載のまま(時差の換算はしない)。なければ null"},
	{"doses[].date_text", "the date in words", "文章で書かれた日付"},
	{"doses[].status", "completed, not-done or entered-in-error", "completed、not-done、entered-in-error"},
	{"doses[].vaccine.system", "cvx, icd-11, snomed, …", "cvx、icd-11、snomed など"},
	{"doses[].vaccine.code", "the product's code", "ワクチンのコード"},
	{"doses[].vaccine.name", "en and ja; null for an unknown code", "en と ja。不明なコードは null"},
	{"doses[].vaccine_kind", "the kind of vaccine, where the card gives it beside the product: system, code and name", "製品のほかに記載されたワクチンの種類: system、code、name"},
	{"doses[].number", "the card's own number of the dose, where it has one", "証明書に記載の、何回目の接種か(記載があるとき)"},
	{"doses[].series", "how many doses the series has, where the card says so; a booster may have a higher number", "証明書に記載の、規定の接種回数(記載があるとき)。追加接種の番号はこれより大きいことがある"},
	{"doses[].text_by_issuer", "the issuer's words: where there is no code, or the brand beside one", "発行者の記載。コードがないとき、またはコードと並ぶ商品名"},
	{"doses[].disease", "what it is against", "対象の病気"},
	{"doses[].lot", "lot number or null", "製造番号、または null"},
	{"doses[].performer", "who gave it, or null", "接種者、または null"},
	{"doses[].country", "where it was given, in three letters, where the card says so", "接種国(3字のコード、記載があるとき)"},
	{"doses[].maker", "the maker named by the card", "証明書に記載の製造者"},
	{"doses[].maker_name", "en and ja, where the maker is a code that is known", "製造者が既知のコードのとき、その名称: en と ja"},
	{"doses[].issuer", "who states the dose, where the card says so of each record", "記録ごとの発行元(記載があるとき)"},
	{"doses[].certificate_id", "number of the certificate, likewise", "記録ごとの証明書番号(記載があるとき)"},
	{"doses[].subpotent", "true if of reduced potency", "規定量に満たなければ true"},
	{"doses[].counts", "whether a policy may count it", "条件の判定で数えてよいか"},
	{"tests[].subject", "as for doses", "doses と同じ"},
	{"tests[].date", "as on the card, with its time if given", "証明書の記載のまま(時刻があれば時刻も)"},
	{"tests[].status", "final, amended, preliminary, …", "final、amended、preliminary など"},
	{"tests[].final", "whether the result is final", "確定した結果か"},
	{"tests[].test", "system, code and name", "system、code、name"},
	{"tests[].kind", "nucleic_acid, antigen, antibody, …", "nucleic_acid、antigen、antibody など"},
	{"tests[].disease", "what it looks for", "対象の病気"},
	{"tests[].value", "coded result: system, code and name; null if not coded", "結果のコード: system、code、name。コードでなければ null"},
	{"tests[].value_text", "result in words or numbers", "文章または数値の結果"},
	{"tests[].result", "positive, negative, …", "positive、negative など"},
	{"tests[].performer", "who made it, or null", "検査の実施者、または null"},
	{"tests[].country", "where the sample was taken, in three letters, where the card says so", "検査国(3字のコード、記載があるとき)"},
	{"tests[].product", "name of the test kit", "検査キットの名称"},
	{"tests[].device", "its maker, or its number in a list of devices", "検査キットの製造者、または機器の一覧での番号"},
	{"tests[].issuer", "as for doses", "doses と同じ"},
	{"tests[].certificate_id", "as for doses", "doses と同じ"},
	{"recoveries[]", "recoveries from a disease; left out if there are none", "感染からの回復。なければ省略"},
	{"recoveries[].subject", "as for doses", "doses と同じ"},
	{"recoveries[].first_positive", "day of the first positive test, or null", "最初の陽性判明日、または null"},
	{"recoveries[].condition", "the disease: system, code and name; the name is null for an unknown code", "病気: system、code、name。不明なコードなら name は null"},
	{"recoveries[].disease", "the disease in the words of policies", "病気(条件で使う名前)"},
	{"recoveries[].valid_from", "first day for which the issuer states it, or null", "有効期間の初日、または null"},
	{"recoveries[].valid_until", "last day, or null", "有効期間の最終日、または null"},
	{"recoveries[].country", "where the test was made", "検査国"},
	{"recoveries[].counts", "whether a policy may rely on it", "条件の判定に使ってよいか"},
	{"recoveries[].issuer", "as for doses", "doses と同じ"},
	{"recoveries[].certificate_id", "as for doses", "doses と同じ"},
	{"exemptions[].subject", "as for doses", "doses と同じ"},
	{"exemptions[].policy", "URL of the policy that waives the demand", "免除の根拠となる規定のURL"},
	{"exemptions[].code", "its code", "規定のコード"},
	{"exemptions[].version", "its version", "規定の版"},
	{"exemptions[].recorded", "when it was recorded, or null", "記録の日付、または null"},
	{"exemptions[].recorder", "who recorded it", "記録者"},
	{"others[].type", "content that is not interpreted", "解釈していない内容の種類"},
	{"others[].count", "how much of it", "その件数"},
	{"policy_rules[].subject", "place of the person", "何人目か(0から)"},
	{"policy_rules[].way", "the way in that the rule belongs to: doses, test, recovery or exemption; one way whose rules are all met is enough", "規則の系統(doses、test、recovery、exemption)。1つの系統の規則をすべて満たせばよい"},
	{"policy_rules[].rule", "which rule", "規則"},
	{"policy_rules[].outcome", "pass or fail", "pass または fail"},
	{"policy_rules[].want", "what the policy asks for", "条件が求める値"},
	{"policy_rules[].have", "what the record shows", "記録の値"},
}

func jsonRows(w *sentences) [][]string {
	var rows [][]string
	for _, f := range jsonFields {
		rows = append(rows, []string{f.path, w.Group("field").Of(f.path)})
	}
	return rows
}

// formatChoices lists the formats, with what stands between them and before the last.
func formatChoices(between, last string) string {
	var names []string
	for _, f := range decode.Formats() {
		names = append(names, string(f))
	}
	n := len(names) - 1
	return strings.Join(names[:n], between) + last + names[n]
}
