package cmd

import "vaxcheck/trust/store"

// storeWords tell what is wrong with a store, and what to do. {folder} is where
// it is.
type storeWords struct {
	Whose map[scope]string
	What  map[string]string     // the small files and the folder
	Notes map[store.Code]string // what happened, without a full stop
	Next  map[string]string     // what to do, by what it happened to
	Stop  string
	// Errors are those of storeErrors: what happened, and what to do.
	Errors               map[error]reasonWords
	NoPlace, NoPlaceNext string

	LocalUnknown              string // format for whose store it is
	LocalRestore, LocalOthers string
}

var storesEN = storeWords{
	Whose: map[scope]string{scopeProgram: "the program", scopeMachine: "trust store of this machine", scopeUser: "trust store of this user"},
	What: map[string]string{
		whatLocal: "local additions and blocks", whatHistory: "key history", whatOrigin: "origin of the set",
		whatFormat: "file format", whatFolder: "the folder", whatNewer: "the folder",
	},
	Notes: map[store.Code]string{
		store.CodeFolder:        "not a folder, or on a drive that is not there",
		store.CodeNewer:         "written by a newer version of vaxcheck",
		store.CodeMarkerDamaged: "damaged",
		store.CodeMarkerMissing: "missing",
		store.CodeForeign:       "no file of vaxcheck",
		store.CodeTemporary:     "being written, or left over from a change that was interrupted",
		store.CodeUnreadable:    "may not be read",
		store.CodeNotFile:       "not a regular file",
		store.CodeTooLarge:      "larger than any real one",
		store.CodeDamaged:       "damaged: half-written, or bytes have changed",
		store.CodeRefused:       "refused: its signature does not hold, or its content breaks the rules",
		store.CodeMisnamed:      "damaged: its name is not that of its content",
		store.CodeCopyMissing:   "one of its two copies is missing",
		store.CodeCopyBehind:    "one of its two copies is older, as a change was interrupted",
		store.CodeCopiesDiffer:  "its two copies differ",
		store.CodeLost:          "the set that was installed last is gone",
		store.CodeMore:          "more than can be listed",
		store.CodeOwner:         "belongs to someone else",
		store.CodeWritable:      "others may write it",
	},
	Next: map[string]string{
		whatSet:     "Another set is used; install one anew with 'vaxcheck trust update' or 'vaxcheck trust import'.",
		whatAside:   "It was rolled back and is not used.",
		whatLocal:   "A copy that is whole is used, and the last change may be missing: look at 'vaxcheck trust status'. The next change mends it.",
		whatHistory: "What else is known of earlier keys is used; the next update or import mends it.",
		whatOrigin:  "No judgement depends on it; the next update mends it.",
		whatFormat:  "The next change to the store mends it.",
		whatFolder:  "Nothing in it is used; look at {folder}.",
		whatNewer:   "This version uses nothing of it: run the newer one.",
		whatOwner:   "Let only the system or an administrator write to {folder}.",
		whatOther:   "It is left alone; nothing is read from it.",
	},
	Stop: ". ",
	Errors: map[error]reasonWords{
		store.ErrNewer:    {"written by a newer version of vaxcheck; this one does not touch it", "run the newer version"},
		store.ErrFull:     {"the disk is full; what was in force is in force", "make room on the disk of {folder}, and try again"},
		store.ErrReadOnly: {"may not be written; nothing was changed", "write to {folder} as its owner; the machine's store wants an administrator"},
		store.ErrReadBack: {"what was written did not come back from the disk", "look at the disk of {folder}, and at 'vaxcheck trust verify'"},
		store.ErrChanged:  {"someone else has changed it meanwhile; nothing was done", "look at 'vaxcheck trust status', and try again"},
		store.ErrNothing:  {"no set is installed there", "see 'vaxcheck trust status --all'"},
		store.ErrTooLarge: {"more than can be kept; nothing was changed", "remove what is no longer needed with 'vaxcheck trust remove'"},
	},
	NoPlace:      "this system names no folder to keep anything in",
	NoPlaceNext:  "set HOME, or XDG_DATA_HOME to an absolute path (on Windows LOCALAPPDATA)",
	LocalUnknown: "%s: local additions and blocks cannot be relied on, so what is blocked here is not known and nothing is judged",
	LocalRestore: "put one of the files local.1.blob and local.2.blob back into {folder} from a backup; or remove both, and block and add again what was blocked and added",
	LocalOthers:  "let only the system or an administrator write to {folder} and what leads there, then look at 'vaxcheck trust status'",
}

var storesJA = storeWords{
	Whose: map[scope]string{scopeProgram: "プログラム", scopeMachine: "この端末の信頼リスト", scopeUser: "この利用者の信頼リスト"},
	What: map[string]string{
		whatLocal: "端末での追加とブロック", whatHistory: "鍵の履歴", whatOrigin: "入手先の記録",
		whatFormat: "format ファイル", whatFolder: "保存フォルダー", whatNewer: "保存フォルダー",
	},
	Notes: map[store.Code]string{
		store.CodeFolder:        "フォルダーでないか、ドライブが接続されていません",
		store.CodeNewer:         "新しい版の vaxcheck が作成したものです",
		store.CodeMarkerDamaged: "壊れています",
		store.CodeMarkerMissing: "ありません",
		store.CodeForeign:       "vaxcheck のファイルではありません",
		store.CodeTemporary:     "書き込み中か、中断された変更の残りです",
		store.CodeUnreadable:    "読み取りが許可されていません",
		store.CodeNotFile:       "通常のファイルではありません",
		store.CodeTooLarge:      "大きすぎます",
		store.CodeDamaged:       "壊れています(書きかけか、内容が変わっています)",
		store.CodeRefused:       "使えません(署名が一致しないか、内容が規則に反しています)",
		store.CodeMisnamed:      "壊れています(名前と内容が一致しません)",
		store.CodeCopyMissing:   "2つの写しの一方がありません",
		store.CodeCopyBehind:    "変更が中断されたため、2つの写しの一方が古いままです",
		store.CodeCopiesDiffer:  "2つの写しの内容が異なります",
		store.CodeLost:          "最後に入れた信頼リストがなくなっています",
		store.CodeMore:          "多すぎて一覧にできません",
		store.CodeOwner:         "所有者が別の利用者です",
		store.CodeWritable:      "ほかの利用者も書き込めます",
	},
	Next: map[string]string{
		whatSet:     "別の信頼リストを使います。'vaxcheck trust update' か 'vaxcheck trust import' で入れ直してください。",
		whatAside:   "一度外したもので、使っていません。",
		whatLocal:   "壊れていない写しを使います。最後の変更が失われている可能性があるため、'vaxcheck trust status' で確認してください。次の変更のときに修復されます。",
		whatHistory: "ほかにわかっている履歴を使います。次の更新か取り込みで修復されます。",
		whatOrigin:  "判定には影響しません。次の更新で修復されます。",
		whatFormat:  "次の変更のときに修復されます。",
		whatFolder:  "この中のものは使いません。{folder} を確認してください。",
		whatNewer:   "この版では使えません。新しい版を使ってください。",
		whatOwner:   "{folder} に書き込めるのを、システムか管理者だけにしてください。",
		whatOther:   "そのままにして、読み込みません。",
	},
	Stop: "。",
	Errors: map[error]reasonWords{
		store.ErrNewer:    {"新しい版の vaxcheck が作成したもので、この版では変更しません", "新しい版を使ってください"},
		store.ErrFull:     {"ディスクがいっぱいです。使用中の信頼リストはそのままです", "{folder} のディスクの空きを増やしてから、やり直してください"},
		store.ErrReadOnly: {"書き込めません。何も変更していません", "{folder} の所有者として実行してください。端末の信頼リストには管理者の権限が必要です"},
		store.ErrReadBack: {"書き込んだ内容がディスクから正しく読み出せません", "{folder} のディスクと、'vaxcheck trust verify' の結果を確認してください"},
		store.ErrChanged:  {"その間に別の変更がありました。何もしていません", "'vaxcheck trust status' を確認してから、やり直してください"},
		store.ErrNothing:  {"入れた信頼リストがありません", "'vaxcheck trust status --all' を確認してください"},
		store.ErrTooLarge: {"多すぎて保存できません。何も変更していません", "'vaxcheck trust remove' で不要なものを減らしてください"},
	},
	NoPlace:      "保存先のフォルダーが決まりません",
	NoPlaceNext:  "HOME、または XDG_DATA_HOME に絶対パスを設定してください(Windows では LOCALAPPDATA)",
	LocalUnknown: "%s: 端末での追加とブロックを確認できません。何がブロックされているかわからないため、判定しません",
	LocalRestore: "バックアップから local.1.blob か local.2.blob を {folder} に戻してください。なければ両方を削除し、ブロックと追加をやり直してください",
	LocalOthers:  "{folder} とその上のフォルダーに書き込めるのをシステムか管理者だけにしてから、'vaxcheck trust status' で内容を確認してください",
}
