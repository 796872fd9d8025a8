package cmd

import (
	"fmt"

	"vaxcheck/trust/refresh"
)

// kindWords are those of the kinds of certificates beside the issuers' directory.
// The maps by name have each kind of the table, Flags also the directory, Labels
// and Counts those that the status describes.
// {name} is what is listed, {kind} its name for --kind, {takes} what import takes.
type kindWords struct {
	Flag, OneOf, And, Unknown string // OneOf and Unknown are formats
	Flags, Names, Labels      map[string]string
	Takes, MarksColumns       map[string]string
	Counts                    map[string]func(*kindStatus) string
	Units                     map[string]func(count int) string
	MadeFrom                  string
	NoMatch                   string
	NotFound, TrySearch       string

	CountryColumn, PeriodColumn, SourceColumn, KeyColumn, SubjectColumn string
	Subject, Country, KeyID, ListedKID, KeyType, Unsupported, Bare      string
	Period, Lists, Signs, WithdrawnHere, Number, Entries, Use           string
	ImportedOf                                                          map[string]string // instead of ImportedFacts, by kind
	Imported, ImportedFacts                                             string

	DatedFlag, DatedNeeded, OnlyKinds    string
	DatedWrong, DatedFuture, DatedItself string            // formats
	Outcomes                             map[string]string // instead of renewWords.Outcomes
	SameFile, SameContent                string
	Changes                              map[string]string
	RolledBack                           string
	NotImported, NotImportedNext         map[scope]string

	StoreOf string
	Next    map[string]string              // instead of storeWords.Next
	Reasons map[refresh.Reason]reasonWords // instead of renewWords.Reasons
	// ListsAlone is said where authorities are wanted, and revocation lists come.
	ListsAlone reasonWords
}

const askSourceEN = "take the file anew from where it is published, and compare its SHA-256"

var kindsEN = kindWords{
	Flag: "what the command is about: ", OneOf: "%s, %s", And: "; ", Unknown: "--kind %q is none of %s",
	Flags: map[string]string{
		kindDirectory: "the issuers of SMART Health Cards", "csca": "the country signing authorities of ICAO VDS-NC",
		"dsc": "the document signers of EU DCC", "crl": "the authorities' revocation lists",
	},
	Names:  map[string]string{"csca": "country signing authorities", "dsc": "document signers", "crl": "revocation lists of authorities"},
	Labels: map[string]string{"csca": "authorities", "dsc": "signers"},
	Takes: map[string]string{
		"csca": "certificates in PEM, or one in DER", "crl": "lists in PEM, or one in DER",
		"dsc": "certificates in PEM, one in DER, or a list as a state published it",
	},
	MarksColumns: map[string]string{"csca": "LISTS", "dsc": "SIGNS", "crl": "USE"},
	Counts: map[string]func(*kindStatus) string{
		"csca": func(st *kindStatus) string {
			return fmt.Sprintf("%d of states, %d of them on ICAO's health list", st.Certificates, value(st.Health))
		},
		"dsc": func(st *kindStatus) string {
			return fmt.Sprintf("%d of EU DCC, %d of them withdrawn", st.Certificates, st.Withdrawn)
		},
	},
	Units: map[string]func(int) string{
		"csca": func(count int) string { return plural(count, "certificate", "certificates") },
		"dsc":  func(count int) string { return plural(count, "signer", "signers") },
		"crl":  func(count int) string { return plural(count, "revocation list", "revocation lists") },
	},
	MadeFrom:  "{count}; made {created}; {source}",
	NoMatch:   "none of the {name} matches",
	NotFound:  "nothing is named so among the {name}",
	TrySearch: "give a country, a key id or a SHA-256; 'vaxcheck trust list --kind {kind} --search TEXT' looks for part of a name",

	CountryColumn: "COUNTRY", PeriodColumn: "PERIOD", SourceColumn: "FROM", KeyColumn: "KEY ID", SubjectColumn: "SUBJECT",
	Subject: "subject", Country: "country", KeyID: "key id", ListedKID: "listed as", KeyType: "key", Unsupported: "of a kind that is not supported", Bare: ", without a certificate",
	Period: "period", Lists: "lists", Signs: "signs", WithdrawnHere: "a list has ended it: it is not believed", Number: "number", Entries: "revokes", Use: "use",
	Imported: "imported", ImportedFacts: "{count} dated {dated}, for {whose} by {who} at {when}: {why} (file {file}, SHA-256 {sha256})",
	ImportedOf: map[string]string{"crl": "{count}, the last for {whose} by {who} at {when}: {why} (file {file}; all that is kept: SHA-256 {sha256})"},

	DatedFlag:   "when the list in the file was made, 2024-03-25, or a time with its zone as for --at; the age of what is imported is counted from it",
	DatedNeeded: "with --kind import needs --dated: such a file does not tell when its list was made",
	OnlyKinds:   "--dated and --why go with --kind only: the issuers' directory signs its own time",
	DatedWrong:  "--dated %q is no date like 2024-03-25 and no time with its zone like 2024-03-25T09:00:00+09:00",
	DatedFuture: "--dated %q is in the future",
	DatedItself: "--kind %s goes without --dated: a revocation list tells its own time, and its authority has signed it",
	Outcomes: map[string]string{
		outcomeInstalled: "Imported for {whose}:",
		outcomeWould:     "Would be imported for {whose}:",
		outcomeRefused:   "NOT imported for {whose}:",
	},
	SameFile:    "Nothing new: what this file has is imported already, or something newer.",
	SameContent: "What is in force stays the same.",
	Changes:     map[string]string{certificatesAdded: "Added", certificatesRemoved: "REMOVED", certificatesChanged: "Changed"},
	RolledBack:  "Set aside: what was imported for {whose}, dated {dated}. In force now: {count}.",
	NotImported: map[scope]string{
		scopeUser:    "no {name} are imported for this user",
		scopeMachine: "no {name} are imported for this machine",
	},
	NotImportedNext: map[scope]string{
		scopeUser:    "what is imported for everyone is taken back with --machine; what is in the program stays",
		scopeMachine: "what is imported for a user is taken back without --machine; what is in the program stays",
	},

	StoreOf: "{whose}, {name}",
	Next: map[string]string{
		whatSet:   "What else is known is used; import the file again with 'vaxcheck trust import --kind {kind}'.",
		whatOwner: "What is imported there is not used: let only the system or an administrator write to {folder}.",
	},
	Reasons: map[refresh.Reason]reasonWords{
		refresh.TooLarge:  {"larger than any real list", askSourceEN},
		refresh.Malformed: {"no {name} that this version can read: it takes {takes}", askSourceEN},
		refresh.Older:     {"dated {got}, no newer than what was imported before, dated {held}", "look at --dated; to take the earlier import back: 'vaxcheck trust rollback --kind {kind}'"},
		refresh.Shrunk:    {"it replaces what was imported before, and leaves out more than a tenth of that: {keys}", "put all that you vouch for into one file; or look at --dry-run --force, and use --force if that is right"},
		refresh.NotRead:   {"it cannot be read", "name one file, and check whether you may read it"},
		refresh.Signature: {"no authority that is held here signed these revocation lists, or they are given in part only", "import the authority first, with --kind csca; else " + askSourceEN},
	},
	ListsAlone: reasonWords{"revocation lists, and no certificate of an authority", "bring them with 'vaxcheck trust import --kind crl'"},
}

const askSourceJA = "公開元からファイルを取り直し、SHA-256 を見比べてください"

var kindsJA = kindWords{
	Flag: "対象: ", OneOf: "%s は%s", And: "、", Unknown: "--kind %q は %s のどれでもありません",
	Flags: map[string]string{
		kindDirectory: "SMART Health Cards の発行者", "csca": "ICAO VDS-NC の国の認証局",
		"dsc": "EU DCC の署名者", "crl": "認証局の取り消し一覧",
	},
	Names:  map[string]string{"csca": "国の認証局", "dsc": "EU DCC の署名者", "crl": "認証局の取り消し一覧"},
	Labels: map[string]string{"csca": "国の認証局", "dsc": "EU DCC の署名者"},
	Takes: map[string]string{
		"csca": "PEM 形式、または DER 形式1件の電子証明書", "crl": "PEM 形式、または DER 形式1件の一覧",
		"dsc": "PEM 形式、または DER 形式1件の電子証明書、または各国が公開した一覧",
	},
	MarksColumns: map[string]string{"csca": "一覧", "dsc": "署名できるもの", "crl": "使用"},
	Counts: map[string]func(*kindStatus) string{
		"csca": func(st *kindStatus) string {
			return fmt.Sprintf("%d件(うち ICAO の健康証明の一覧に載るもの %d件)", st.Certificates, value(st.Health))
		},
		"dsc": func(st *kindStatus) string {
			return fmt.Sprintf("%d件(うち取り下げ済み %d件)", st.Certificates, st.Withdrawn)
		},
	},
	Units: map[string]func(int) string{
		"csca": func(count int) string { return fmt.Sprintf("電子証明書%d件", count) },
		"dsc":  func(count int) string { return fmt.Sprintf("署名者%d件", count) },
		"crl":  func(count int) string { return fmt.Sprintf("取り消し一覧%d件", count) },
	},
	MadeFrom:  "{count}、作成 {created}、{source}",
	NoMatch:   "該当する{name}はありません",
	NotFound:  "{name}の中に、該当するものはありません",
	TrySearch: "国のコード、鍵ID、SHA-256 のどれかを指定してください。名称の一部は 'vaxcheck trust list --kind {kind} --search 文字列' で検索できます",

	CountryColumn: "国", PeriodColumn: "期間", SourceColumn: "入手元", KeyColumn: "鍵ID", SubjectColumn: "主体者",
	Subject: "主体者", Country: "国", KeyID: "鍵ID", ListedKID: "一覧での鍵ID", KeyType: "鍵", Unsupported: "扱えない種類のもの", Bare: "(電子証明書なし)",
	Period: "期間", Lists: "載っている一覧", Signs: "署名できるもの", WithdrawnHere: "一覧から取り下げられたもの。信用しません", Number: "番号", Entries: "取り消し", Use: "使用",
	Imported: "取り込み", ImportedFacts: "{count}({dated} 作成)、{whose}、{who}、{when}、理由: {why}(ファイル {file}、SHA-256 {sha256})",
	ImportedOf: map[string]string{"crl": "{count}、最後の取り込み: {whose}、{who}、{when}、理由: {why}(ファイル {file}、保存分全体の SHA-256 {sha256})"},

	DatedFlag:   "ファイルの一覧の作成日。2024-03-25、または --at と同じ時差付きの日時。古さはこの日から数える",
	DatedNeeded: "--kind を付けた取り込みには --dated が必要です。ファイルには一覧の作成日の記載がありません",
	OnlyKinds:   "--dated と --why は --kind と一緒に使います。発行者の信頼リストには、署名された作成日時があります",
	DatedWrong:  "--dated %q は 2024-03-25 のような日付でも 2024-03-25T09:00:00+09:00 のような時差付きの日時でもありません",
	DatedFuture: "--dated %q は未来の日時です",
	DatedItself: "--kind %s に --dated は付けません。取り消し一覧には、認証局が署名した作成日時があります",
	Outcomes: map[string]string{
		outcomeInstalled: "{whose}のために取り込みました:",
		outcomeWould:     "{whose}のために取り込むと、次のようになります:",
		outcomeRefused:   "{whose}のためには取り込みませんでした:",
	},
	SameFile:    "新しいものはありません。このファイルの内容か、それより新しいものを、すでに取り込んであります。",
	SameContent: "使用中のものは変わりません。",
	Changes:     map[string]string{certificatesAdded: "追加されたもの", certificatesRemoved: "なくなったもの", certificatesChanged: "変わったもの"},
	RolledBack:  "{whose}が取り込んだもの({dated} 作成)を外しました。いま使用中: {count}。",
	NotImported: map[scope]string{
		scopeUser:    "この利用者が取り込んだ{name}はありません",
		scopeMachine: "この端末の全員のために取り込んだ{name}はありません",
	},
	NotImportedNext: map[scope]string{
		scopeUser:    "端末の全員のためのものは --machine を付けて戻せます。プログラムに付属のものはそのままです",
		scopeMachine: "利用者のものは --machine を付けずに戻せます。プログラムに付属のものはそのままです",
	},

	StoreOf: "{whose}({name})",
	Next: map[string]string{
		whatSet:   "ほかにわかっているものを使います。'vaxcheck trust import --kind {kind}' でファイルを取り込み直してください。",
		whatOwner: "ここに取り込んだものは使いません。{folder} に書き込めるのを、システムか管理者だけにしてください。",
	},
	Reasons: map[refresh.Reason]reasonWords{
		refresh.TooLarge:  {"大きすぎます", askSourceJA},
		refresh.Malformed: {"この版で読める{name}のファイルではありません({takes})", askSourceJA},
		refresh.Older:     {"{got} 作成のもので、前に取り込んだもの({held} 作成)より新しくありません", "--dated を確認してください。前の取り込みを取り消すには 'vaxcheck trust rollback --kind {kind}' を使います"},
		refresh.Shrunk:    {"前に取り込んだものと入れ替わり、その1割を超えるものがなくなります: {keys}", "1つのファイルにまとめるか、--dry-run --force で内容を確認し、それでよければ --force を付けてください"},
		refresh.NotRead:   {"読み取れません", "ファイルを1つ指定し、読み取りの許可を確認してください"},
		refresh.Signature: {"この取り消し一覧に署名した認証局が手元にないか、一覧が一部だけのものです", "先に --kind csca で認証局を取り込むか、" + askSourceJA},
	},
	ListsAlone: reasonWords{"取り消し一覧だけで、認証局の電子証明書がありません", "'vaxcheck trust import --kind crl' で取り込んでください"},
}
