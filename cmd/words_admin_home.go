package cmd

// homeWords are about the user's home: {folder}, as {variable} should name it.
type homeWords struct{ None, Elsewhere, Closed, ClosedNext string }

var homeEN = homeWords{
	None:       "this account has no home folder, so nothing that a user blocks, adds or configures there is in force; if it has one, name it with {variable}",
	Elsewhere:  "{variable} is no full path of a folder that is there: {folder}, the account's home, is used",
	Closed:     "the home folder of the user cannot be read, so what is blocked and limited there is not known and nothing is judged: {folder}",
	ClosedNext: "let whoever runs vaxcheck read the folder, or set {variable} to the home of the account that it runs as",
}

var homeJA = homeWords{
	None:       "このアカウントにはホームフォルダーがないため、そこに置かれる利用者のブロック、追加、設定はありません。あるときは {variable} で指定してください",
	Elsewhere:  "{variable} が、あるフォルダーの絶対パスではないため、アカウントのホームフォルダー {folder} を使います",
	Closed:     "利用者のホームフォルダーを読み取れません。何がブロックされ、制限されているかわからないため、判定しません: {folder}",
	ClosedNext: "vaxcheck を実行するアカウントがこのフォルダーを読めるようにするか、そのアカウントのホームフォルダーを {variable} に設定してください",
}
