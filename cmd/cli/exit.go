package cli

import (
	"slices"

	"vaxcheck/cmd/show"
	"vaxcheck/verify"
)

// The exit codes are part of the contract; the help topic is made from the
// table below.
const (
	ExitValid       = 0
	ExitInvalid     = 1
	ExitUsage       = 2
	ExitReview      = 3
	ExitUnreadable  = 4
	ExitNotReady    = 5
	ExitFile        = 6
	ExitSpecimen    = 7
	ExitBug         = 10
	ExitInterrupted = 130
)

// ExitCodes lists the codes gravest first: in a batch the first that applies
// wins.
var ExitCodes = []struct {
	Code   int
	en, ja string
}{
	{ExitInterrupted, "interrupted", "中断された"},
	{ExitBug, "a bug in vaxcheck", "vaxcheck の不具合"},
	{ExitNotReady, "not ready: the trust set is missing or was refused, or a refresh failed", "準備中: 信頼リストがない、拒否された、または更新に失敗した"},
	{ExitFile, "a file could not be read or written", "ファイルを読めない、または書けない"},
	{ExitUsage, "wrong usage", "使い方の誤り"},
	{ExitInvalid, "at least one certificate is invalid", "無効な証明書が1件以上ある"},
	{ExitReview, "none invalid, at least one to check or not enough", "無効はないが、要確認または条件未達が1件以上ある"},
	{ExitSpecimen, "only specimens stand against valid", "有効以外は見本のみ"},
	{ExitUnreadable, "an input held no certificate that could be read", "読み取れる証明書のない入力がある"},
	{ExitValid, "every certificate found is valid", "見つかった証明書はすべて有効"},
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
	for i, c := range ExitCodes {
		if c.Code == code {
			return i
		}
	}
	return -1
}

// ExitCodeFor is the exit code of one report.
func ExitCodeFor(r verify.Report) int {
	switch r.Verdict() {
	case verify.Valid:
		return ExitValid
	case verify.Invalid:
		return ExitInvalid
	case verify.Review, verify.Insufficient:
		return ExitReview
	case verify.Specimen:
		return ExitSpecimen
	case verify.NotReady:
		return ExitNotReady
	case verify.Unreadable:
		if slices.Contains(r.Reasons(), show.ReasonFileNotRead) {
			return ExitFile
		}
		return ExitUnreadable
	}
	return ExitBug // no verdict is our mistake, never a pass
}
