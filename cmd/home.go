package cmd

import (
	"cmp"
	"errors"
	"runtime"
)

// homeNames are the states of the user's home, for programs.
var homeNames = map[HomeState]string{HomeGiven: "given", HomeFound: "account", HomeNone: "none", HomeClosed: "unreadable"}

// homeKnown refuses to go on where the user's home cannot be read: what is blocked and
// limited there would pass for allowed.
func homeKnown(p Places, w *words) error {
	if p.Home != HomeClosed {
		return nil
	}
	h := w.Admin.Home
	return &codedError{code: exitNotReady, kind: errTrustRefused, err: errors.New(p.homeText(h.Closed)), hint: p.homeText(h.ClosedNext)}
}

// homeNote says where the user's folders are if it is not where one would look, ""
// otherwise.
func homeNote(env *Env, w *words) string {
	p, h := env.Places, w.Admin.Home
	switch named := env.Getenv(homeVariable(runtime.GOOS)); {
	case p.Home == HomeNone:
		return p.homeText(h.None)
	case p.Home == HomeFound && named != "":
		return p.homeText(h.Elsewhere)
	}
	return ""
}

// homeText fills in where the home is, and which variable names it.
func (p Places) homeText(text string) string {
	variable := homeVariable(runtime.GOOS)
	return fill(text, "folder", cmp.Or(p.HomePath, variable), "variable", variable)
}

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
