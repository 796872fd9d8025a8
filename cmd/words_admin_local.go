package cmd

import "fmt"

// localWords are those of what people add and block on a machine.
type localWords struct {
	Add, AddLong, Block, BlockLong, Remove, RemoveLong            string
	MachineFlag, IssuerFlag, JWKSFlag, NameFlag, WhyFlag, KIDFlag string
	Kinds                                                         map[string]string
	Scopes                                                        map[scope]string
	Done                                                          map[string]string // by action
	Unchanged, Key, Warning                                       string
	Keys                                                          func(count int) string
	AddNeeds, BlockNeeds, IssuerRefused, NotIssuerOrKey           string
	Exposed, StillBlocked, BlocksNothing, Unblocked               string
	KeyOfNobody                                                   string // a key that no issuer lists
	BlocksState                                                   func(codes string) string
	NotLocal, SeeStatus                                           string
	InOther                                                       map[scope]string // it is in that layer
	KeyThere                                                      func(kid string) string
	Listed                                                        func(name string, keys int) string
	WasWithdrawn                                                  func(kid, last string) string
	Shared                                                        func(issuers int) string
	SameKeys, SameMain, Namesake                                  func(count int, first string) string
	IssuerBlank, AcceptedAlready                                  string
}

var localEN = localWords{
	Add: "Accept an issuer that the directory does not list, or a further key of one",
	AddLong: "Adds the keys in a file, a key set as issuers publish it at /.well-known/jwks.json, to what is accepted\n" +
		"here. Who added it, when and why is kept, and every report shows the key as added on this machine.\n" +
		"Whoever has the private half of an added key can make certificates that are VALID here.",
	Block: "Refuse all certificates of an issuer, of a state, or of a key",
	BlockLong: "From now on certificates of this issuer, or signed with this key under whatever issuer, are INVALID\n" +
		"here, whether the directory lists it or not. Updates do not change that; 'vaxcheck trust remove' does.\n" +
		"A state is named by a code of two or three letters: JP and JPN both refuse everything that Japan's own\n" +
		"authorities or signers vouch for (ICAO VDS-NC, EU DCC). Issuers of SMART Health Cards are named by URL\n" +
		"alone. Put '--' before a key id that begins with '-'.\n" +
		"With --kid only what the issuer signs with that one key is refused. There the id may have any form, such as\n" +
		"key-1: by itself it might be that of other issuers' keys too.",
	Remove: "Take back what was added or blocked here",
	RemoveLong: "Removes all local additions and blocks of an issuer, or of a key. What the directory lists stays as\n" +
		"it is. The layer of the machine is changed with --machine only.",
	MachineFlag: "for everyone on this machine; wants an administrator",
	IssuerFlag:  "URL of the issuer, exactly as its certificates have it",
	JWKSFlag:    "file with the issuer's key set, '-' for standard input",
	NameFlag:    "name to show for the issuer; a listed issuer keeps the directory's",
	WhyFlag:     "reason, kept with the entry",
	KIDFlag:     "id of the one key of the issuer that is meant, in whatever form",
	Kinds:       map[string]string{kindAddition: "added", kindBlock: "blocked"},
	Scopes:      map[scope]string{scopeProgram: "program", scopeMachine: "machine", scopeUser: "user"},
	Done:        map[string]string{actionAdd: "Accepted from now on:", actionBlock: "Refused from now on:", actionRemove: "Removed:"},
	Unchanged:   "Nothing to do, it is so already:", Key: "key", Warning: "NOTE",
	Keys:           func(count int) string { return plural(count, "key", "keys") },
	AddNeeds:       "'trust add' needs --issuer, --jwks and, for an issuer that is not listed, --name",
	BlockNeeds:     "'trust block' needs --why: whoever meets the block later wants to know",
	IssuerRefused:  "--issuer: no certificate can name this issuer: %s",
	NotIssuerOrKey: "neither an issuer's URL, https and without a slash at its end, nor a state's code, such as JPN or JP, nor a key id",
	Exposed:        "the private half of this key was published, so it is never accepted",
	StillBlocked:   "it is blocked here, and stays refused until the block is removed",
	BlocksNothing:  "no known issuer, signer or state is named so: unless this is meant, the block refuses nothing",
	KeyOfNobody: "no known issuer lists this key; refused are certificates that bring the key along (ICAO VDS-NC). If neither is meant, the block " +
		"refuses nothing",
	BlocksState: func(codes string) string { return "refuses this state under all its codes: " + codes },
	Unblocked:   "certificates that were blocked are judged like all others again",
	NotLocal:    "nothing of that name was added or blocked here",
	SeeStatus:   "'vaxcheck trust status' lists what was",
	InOther: map[scope]string{
		scopeMachine: "it stands in the machine's layer, which an administrator changes with --machine",
		scopeUser:    "it stands in this user's layer: leave --machine out",
	},
	KeyThere: func(kid string) string { return "key " + kid + " is accepted already" },
	Listed: func(name string, keys int) string {
		return fmt.Sprintf("the trust set lists this issuer (%s) with %s; from now on whoever has the added key signs in its name too",
			name, plural(keys, "key", "keys"))
	},
	WasWithdrawn: func(kid, last string) string {
		return "key " + kid + " was listed until " + last + " and then withdrawn, perhaps because it leaked; now it is accepted again"
	},
	Shared: func(issuers int) string {
		return fmt.Sprintf("%s share this key: certificates of all of them that it signed are refused", plural(issuers, "issuer", "issuers"))
	},
	SameKeys: func(count int, first string) string {
		return plural(count, "other issuer lists", "other issuers list") + " a key of this one, and the block does not refuse what is signed in other names: " + first
	},
	SameMain: func(count int, first string) string {
		return plural(count, "other issuer", "other issuers") + " of the same organisation, with this one as the main entry, the block does not refuse: " + first
	},
	Namesake: func(count int, first string) string {
		return plural(count, "issuer goes", "issuers go") + " by the same name already, under another URL: " + first
	},
	IssuerBlank:     "--issuer: the URL has a blank before or after it",
	AcceptedAlready: "Nothing to do: the set in force accepts these keys already, and nothing was stored.",
}

var localJA = localWords{
	Add: "公開の一覧にない発行者や鍵を受け入れる",
	AddLong: "発行者が /.well-known/jwks.json で公開している形式の鍵のファイルを、この端末で受け入れる鍵に加えます。\n" +
		"誰が、いつ、なぜ追加したかを記録し、どの結果にも「この端末で追加」と表示します。追加した鍵の秘密鍵を\n" +
		"持つ人は、ここで「有効」となる証明書を作れます。",
	Block: "発行者、国または鍵の証明書をすべて拒む",
	BlockLong: "この発行者の証明書、またはこの鍵で署名された証明書を、一覧にあるかどうかにかかわらず、ここでは\n" +
		"「無効」とします。更新しても変わらず、'vaxcheck trust remove' で解除します。国は2文字か3文字の\n" +
		"コードで指定します。JP でも JPN でも、日本の認証局や署名者による証明書(ICAO VDS-NC、EU DCC)を\n" +
		"すべて拒みます。SMART Health Cards の発行者は URL でのみ指定できます。「-」で始まる鍵IDの前には\n" +
		"「--」を置いてください。--kid を付けると、その発行者がその1つの鍵で署名したものだけを拒みます。このときの\n" +
		"鍵IDは、key-1 のような、どの形のものでもかまいません(それだけではほかの発行者の鍵も指し得るものです)。",
	Remove: "この端末での追加やブロックを取り消す",
	RemoveLong: "発行者または鍵についての、この端末での追加とブロックをすべて取り消します。公開の一覧の内容は\n" +
		"変わりません。端末全体の設定は、--machine を付けたときだけ変更します。",
	MachineFlag: "この端末の全員を対象にする(管理者の権限が必要)",
	IssuerFlag:  "発行者のURL。証明書の記載と正確に同じもの",
	JWKSFlag:    "発行者の鍵のファイル。「-」は標準入力",
	NameFlag:    "表示する発行者の名称。一覧にある発行者の名称は変わらない",
	WhyFlag:     "理由(記録に残る)",
	KIDFlag:     "発行者の鍵のうち、対象とする1つの鍵のID(形は問わない)",
	Kinds:       map[string]string{kindAddition: "追加", kindBlock: "ブロック"},
	Scopes:      map[scope]string{scopeProgram: "プログラム", scopeMachine: "端末", scopeUser: "利用者"},
	Done:        map[string]string{actionAdd: "これから受け入れます:", actionBlock: "これから拒みます:", actionRemove: "取り消しました:"},
	Unchanged:   "すでにそうなっています:", Key: "鍵", Warning: "注意",
	Keys:           func(count int) string { return fmt.Sprintf("鍵%d件", count) },
	AddNeeds:       "'trust add' には --issuer と --jwks、一覧にない発行者では --name も必要です",
	BlockNeeds:     "'trust block' には、あとで見る人のために --why で理由を付けてください",
	IssuerRefused:  "--issuer: この発行者名の証明書はありえません: %s",
	NotIssuerOrKey: "発行者のURL(https で始まり「/」で終わらないもの)でも、国のコード(JPN や JP など)でも、鍵IDでもありません",
	Exposed:        "秘密鍵が公開されたことのある鍵のため、受け入れられません",
	StillBlocked:   "ここではブロックされているため、解除するまで拒みます",
	BlocksNothing:  "この名前の発行者、署名者、国は知られていません。書き間違いであれば、何も拒んでいません",
	KeyOfNobody:    "この鍵を載せている発行者は知られていません。鍵を含む証明書(ICAO VDS-NC)であれば拒みます。書き間違いであれば、何も拒んでいません",
	BlocksState: func(codes string) string {
		return "この国の証明書を、次のどのコードでも拒みます: " + codes
	},
	Unblocked: "ブロックされていた証明書も、ほかと同じように判定します",
	NotLocal:  "その名前の追加やブロックはありません",
	SeeStatus: "'vaxcheck trust status' で一覧を確認できます",
	InOther: map[scope]string{
		scopeMachine: "端末全体の設定にあります。管理者が --machine を付けて変更できます",
		scopeUser:    "この利用者の設定にあります。--machine を付けずに実行してください",
	},
	KeyThere: func(kid string) string { return "鍵 " + kid + " はすでに受け入れています" },
	Listed: func(name string, keys int) string {
		return fmt.Sprintf("この発行者(%s)は信頼リストに鍵%d件とともに載っています。これからは、追加した鍵を持つ人もその名で署名できます", name, keys)
	},
	WasWithdrawn: func(kid, last string) string {
		return "鍵 " + kid + " は " + last + " まで載っていて、その後取り下げられました(漏えいの可能性もあります)。これから再び受け入れます"
	},
	Shared: func(issuers int) string {
		return fmt.Sprintf("この鍵は発行者%d件が共用しています。その全員の、この鍵による証明書を拒みます", issuers)
	},
	SameKeys: func(count int, first string) string {
		return fmt.Sprintf("同じ鍵を載せている発行者がほかに%d件あり、その名での証明書は拒みません: %s", count, first)
	},
	SameMain: func(count int, first string) string {
		return fmt.Sprintf("この発行者を代表とする同じ組織の発行者がほかに%d件あり、その証明書は拒みません: %s", count, first)
	},
	Namesake: func(count int, first string) string {
		return fmt.Sprintf("同じ名称の発行者が、別のURLですでに%d件あります: %s", count, first)
	},
	IssuerBlank:     "--issuer: URLの前後に空白があります",
	AcceptedAlready: "使用中の信頼リストですでに受け入れている鍵のため、何も保存していません。",
}
