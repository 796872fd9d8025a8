package cmd

// topicWords head the topics and introduce what they list.
type topicWords struct {
	ExitCodes, ExitCodesText       string
	Reasons, ReasonsText           string
	DetailsHead, KindsHead         string
	Levels, LevelsText             string
	JSON, JSONText, JSONMore       string
	Environment, EnvironmentText   string
	Policies, PoliciesText, KeysIn string
}

var topicsEN = topicWords{
	ExitCodes: "What the exit codes mean",
	ExitCodesText: "The exit code is the same for every --format. With several inputs the gravest wins; this list\n" +
		"begins with the gravest. A script should read any code it does not know as a refusal.\n\n" +
		"decode judges nothing: its 0 means that every input held a code.",
	Reasons: "What the reason codes mean, and what to do next",
	ReasonsText: "A certificate that is not valid comes with reason codes, gravest first. They are stable; more may\n" +
		"be added. The gravest reason decides the verdict.\n\n" +
		"Level A does not tell one format from another. signer_not_allowed, signer_not_certified and\n" +
		"country_mismatch are told as signature_invalid there, and an invalid certificate has one reason, the first.",
	DetailsHead: "Details of policy_not_met, from level C on, and of revocation_unknown, from level B on:",
	KindsHead:   "Details of a code or file that is something else:",
	Levels:      "What the disclosure levels A, B and C show",
	LevelsText: `Whoever checks decides how much a check shows, with --level. What a level withholds is absent
from every format: it is not hidden by the printing, it is not there.

  A  the verdict, why, when it was judged, with which trust set, which checks do not hold.
     Nothing about the person, the doses, the issuer or the code, not even its format. For the door.
  B  A and the code: its format, issuer, key, times of issue and expiry, SHA-256, version of the
     symbol, and the code drawn again (--qr FILE writes it as PNG); how each check came out, and which
     part of the trust set was used. Not what the code contains.
  C  B and the content: names, birth date, doses, tests, recoveries, exemptions, and how each rule of the
     policy came out. For auditors.

verify is at A and inspect at C unless --level says otherwise. VAXCHECK_MAX_LEVEL and the configuration
cap both, and decode, which prints codes whole, needs a cap of B or more. Nothing a card says is shown as its
content before the signature has been found good; inspect shows it apart, marked UNPROVEN.`,
	JSON: "The JSON of verify, field by field",
	JSONText: `--format ndjson prints one object a line, each as soon as it is judged, in the order of the inputs.
--format json prints one document:

  {"schema":"vaxcheck.report/1","run":{…},"results":[…],"summary":{…}}

with run: version, started_at, as_of, level, policy; and summary: results, verdicts (counts), exit_code.
Fields are only ever added. Times are RFC 3339 in UTC; dates of the card stay as they are. Characters
that could confuse a terminal are escaped. The objects:`,
	JSONMore: `inspect prints vaxcheck.inspection/1: the same fields and, from level B on, proven, check_details, notes,
symbols, key_facts, and at level C the card's text in card, or in unproven if its signature does not hold.
The other commands: vaxcheck.trust/1, vaxcheck.trust-issuer/1, vaxcheck.trust-status/1,
vaxcheck.trust-update/1, vaxcheck.trust-change/1, vaxcheck.trust-export/1, vaxcheck.trust-rollback/1,
vaxcheck.trust-verify/1, vaxcheck.policy/1, vaxcheck.policies/1, vaxcheck.doctor/1,
vaxcheck.version/1, vaxcheck.licenses/1.

Examples:

  vaxcheck verify --format ndjson *.png | jq -r '[.input.name, .verdict] | @tsv'
  vaxcheck verify --format json -r cards | jq .summary.verdicts
  vaxcheck verify --format ndjson - | jq -c 'select(.verdict != "valid") | .reasons'
`,
	Environment:     "Environment variables, configuration files and folders that are used",
	EnvironmentText: "These variables are read:\n",
	Policies:        "How to write a policy file",
	PoliciesText: `A policy says what a genuine record must show. 'vaxcheck policy list' shows those that come with the
program; any other is a TOML file given with --policy FILE. A key that is not known is refused, so
that a misspelt rule is never a missing one. A key left out is 0, false or empty.
The policy named primary as a file:`,
	KeysIn: `A record meets the policy by its doses, or by a test, a recovery or an exemption where the policy accepts
them. min_doses: a dose that the card numbers 2 of 2 proves two, and 3 of 3 three; what the earlier ones were
it does not say, so that accepted_products asks about those on the card alone. series: a numbered dose completes
one when it is the last of it (1 of 1 after a recovery too), and is a booster when it is one more than that (2 of
1), or than the product's own primary series has (3 of 3 of a product of two doses). A recovery counts only on the days for
which its issuer states it.
With several persons on one card each of them must meet it. A date that is only a year or month
counts as its least favourable day. Try a policy out with 'vaxcheck policy test FILE CARD…'.`,
}

var topicsJA = topicWords{
	ExitCodes: "終了コードの意味",
	ExitCodesText: "終了コードは、どの --format でも同じです。入力が複数のときは最も重いものになります。次の一覧は重い順です。\n" +
		"スクリプトでは、知らないコードを不可として扱ってください。\n\n" +
		"decode は判定をしません。decode の 0 は、すべての入力にコードがあったことを示します。",
	Reasons: "理由のコードの意味と、次にすること",
	ReasonsText: "有効でない証明書には、理由のコードが重い順に付きます。コードの意味は変わりませんが、増えることがあります。\n" +
		"判定は最も重い理由で決まります。\n\n" +
		"レベルAでは証明書の形式を区別しません。signer_not_allowed、signer_not_certified、country_mismatch は\n" +
		"signature_invalid とし、無効な証明書の理由は最初の1つだけを示します。",
	DetailsHead: "policy_not_met(レベルCのみ)と revocation_unknown(レベルB以上)の詳細:",
	KindsHead:   "証明書でないコードやファイルの種類:",
	Levels:      "表示する範囲 A、B、C の違い",
	LevelsText: `どこまで表示するかは、確認する側が --level で決めます。範囲の外のことは、隠すのではなく、
どの形式の出力にも含めません。

  A  判定、その理由、判定の日時、使った信頼リスト、満たさない検査項目。
     本人、接種、発行者、コードについては、形式も含めて何も含みません。受付での確認用です。
  B  A に加えてコード: 形式、発行者、鍵、発行日時と期限、SHA-256、二次元コードの型番、
     コードの再表示(--qr FILE で PNG に書き出し)、検査項目ごとの結果、判定に使った信頼リストの部分。
     内容は含みません。
  C  B に加えて内容: 氏名、生年月日、接種、検査、回復、免除、条件の規則ごとの結果。監査用です。

--level がなければ、verify は A、inspect は C です。VAXCHECK_MAX_LEVEL と設定ファイルはどちらにも上限をかけます。
コード全体を表示する decode は、上限が B 以上でなければ使えません。署名を確認できるまでは、証明書の
記載を内容として表示しません。inspect では「未検証」と記して別に表示します。`,
	JSON: "verify の JSON の各項目",
	JSONText: `--format ndjson では、判定するごとに、入力の順に、1行に1つのオブジェクトを出力します。
--format json では、全体を1つの文書として出力します。

  {"schema":"vaxcheck.report/1","run":{…},"results":[…],"summary":{…}}

run は version、started_at、as_of、level、policy、summary は results、verdicts(件数)、exit_code です。
項目は増えることはあっても、減ることはありません。日時は RFC 3339 の UTC、証明書の日付は記載のまま
です。端末を惑わせる文字はエスケープされます。各オブジェクトの項目:`,
	JSONMore: `inspect は vaxcheck.inspection/1 で、上の項目に、レベルB以上では proven、check_details、notes、symbols、
key_facts、レベルCでは証明書の文字列が加わります。文字列は、署名を確認できれば card、できなければ unproven に入ります。
ほかのコマンドは vaxcheck.trust/1、vaxcheck.trust-issuer/1、vaxcheck.trust-status/1、
vaxcheck.trust-update/1、vaxcheck.trust-change/1、vaxcheck.trust-export/1、vaxcheck.trust-rollback/1、
vaxcheck.trust-verify/1、vaxcheck.policy/1、vaxcheck.policies/1、vaxcheck.doctor/1、
vaxcheck.version/1、vaxcheck.licenses/1 です。

例:

  vaxcheck verify --format ndjson *.png | jq -r '[.input.name, .verdict] | @tsv'
  vaxcheck verify --format json -r cards | jq .summary.verdicts
  vaxcheck verify --format ndjson - | jq -c 'select(.verdict != "valid") | .reasons'
`,
	Environment:     "使う環境変数、設定ファイル、フォルダー",
	EnvironmentText: "次の環境変数を参照します。\n",
	Policies:        "条件のファイルの書き方",
	PoliciesText: `条件とは、本物の証明書に何を求めるかの決まりです。組み込みの条件は 'vaxcheck policy list' で確認でき、
ほかの条件は TOML のファイルにして --policy FILE で指定します。書き間違えた規則を見落とさないよう、
知らないキーのあるファイルは受け付けません。省いたキーは 0、false、空として扱います。
組み込みの条件 primary をファイルにすると、次のとおりです。`,
	KeysIn: `接種の規則を満たすか、認められていれば検査、回復、免除のどれかを満たせば、条件を満たします。
min_doses では、証明書に「2回中2回目」とある接種は2回、「3回中3回目」なら3回と数えます。前の接種のワクチンは
記載がないため、accepted_products は証明書にある接種だけに求めます。series では、その回の最後の接種(回復後の
「1回中1回目」も)で完了とし、それを超える接種(「1回中2回目」)や、そのワクチンの初回接種の回数を超える接種
(2回のワクチンの「3回中3回目」)を追加接種とします。回復は、発行元が示す有効期間内だけ認めます。1枚に複数の人が
記載された証明書では、全員が満たす必要があります。年だけ、年月だけの日付は、最も不利な日として
数えます。条件は 'vaxcheck policy test FILE 証明書…' で試せます。`,
}
