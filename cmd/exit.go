package cmd

import (
	"slices"

	"vaxcheck/verify"
)

// The exit codes are part of the contract; the help topic is made from the
// table below.
const (
	exitValid       = 0
	exitInvalid     = 1
	exitUsage       = 2
	exitReview      = 3
	exitUnreadable  = 4
	exitNotReady    = 5
	exitFile        = 6
	exitSpecimen    = 7
	exitBug         = 10
	exitInterrupted = 130
)

// exitCodes lists the codes gravest first: in a batch the first that applies
// wins.
var exitCodes = []struct {
	code   int
	en, ja string
}{
	{exitInterrupted, "interrupted", "中断された"},
	{exitBug, "a bug in vaxcheck", "vaxcheck の不具合"},
	{exitNotReady, "not ready: the trust set is missing or was refused, or a refresh failed", "準備中: 信頼リストがない、拒否された、または更新に失敗した"},
	{exitFile, "a file could not be read or written", "ファイルを読めない、または書けない"},
	{exitUsage, "wrong usage", "使い方の誤り"},
	{exitInvalid, "at least one certificate is invalid", "無効な証明書が1件以上ある"},
	{exitReview, "none invalid, at least one to check or not enough", "無効はないが、要確認または条件未達が1件以上ある"},
	{exitSpecimen, "only specimens stand against valid", "有効以外は見本のみ"},
	{exitUnreadable, "an input held no certificate that could be read", "読み取れる証明書のない入力がある"},
	{exitValid, "every certificate found is valid", "見つかった証明書はすべて有効"},
}

// graver returns the graver of two exit codes. A code that is not in the table
// is graver than all.
func graver(a, b int) int {
	if gravityOf(a) <= gravityOf(b) {
		return a
	}
	return b
}

func gravityOf(code int) int {
	for i, c := range exitCodes {
		if c.code == code {
			return i
		}
	}
	return -1
}

// exitCodeFor is the exit code of one report.
func exitCodeFor(r verify.Report) int {
	switch r.Verdict() {
	case verify.Valid:
		return exitValid
	case verify.Invalid:
		return exitInvalid
	case verify.Review, verify.Insufficient:
		return exitReview
	case verify.Specimen:
		return exitSpecimen
	case verify.NotReady:
		return exitNotReady
	case verify.Unreadable:
		if slices.Contains(r.Reasons(), reasonFileNotRead) {
			return exitFile
		}
		return exitUnreadable
	}
	return exitBug // no verdict is our mistake, never a pass
}
