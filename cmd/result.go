package cmd

import (
	"time"

	"vaxcheck/decode"
	"vaxcheck/verify"
)

const reasonFileNotRead = decode.ReasonFileNotRead

// schemas of the JSON; both only ever grow.
const (
	schemaResult     = "vaxcheck.result/1"
	schemaReport     = "vaxcheck.report/1"
	schemaInspection = "vaxcheck.inspection/1"
)

// origin tells which input an answer belongs to. Name is a file's name as
// given, "-" for standard input, "argument" for a code given as an argument;
// it never holds the code itself. Index counts the inputs of the run from 0,
// and each line of a stream is an input. Line is the line of a stream, and Code
// the code of an input that held several, both from 1 and 0 elsewhere.
type origin struct {
	Name  string `json:"name"`
	Index int    `json:"index"`
	Line  int    `json:"line,omitempty"`
	Code  int    `json:"code,omitempty"`
}

// answer is one judged code on its way to a renderer.
type answer struct {
	origin origin
	report verify.Report
	bug    bool // judging it went wrong: our mistake, not the card's
}

// qrTexts returns the texts to draw a proven certificate's codes again from,
// nil unless the level allows it.
func (a answer) qrTexts(level verify.Level) []string {
	var texts []string
	for _, code := range a.report.Codes(level) {
		texts = append(texts, code.QRText())
	}
	return texts
}

// runInfo tells what all answers of a run have in common.
type runInfo struct {
	Version   string            `json:"version"`
	StartedAt verify.Timestamp  `json:"started_at"`
	AsOf      *verify.Timestamp `json:"as_of"`
	Level     verify.Level      `json:"level"`
	Policy    string            `json:"policy"`
}

// summary counts the answers of a run by verdict.
type summary struct {
	Results  int                    `json:"results"`
	Verdicts map[verify.Verdict]int `json:"verdicts"`
	ExitCode int                    `json:"exit_code"`
}

// renderer writes answers in one format. begin comes before the first answer
// and end after the last, also if there is none.
type renderer interface {
	begin(run runInfo) error
	answer(a answer) error
	end(sum summary) error
}

// settings are the flags and environment of one run, resolved.
type settings struct {
	level    verify.Level
	format   string // text, json, ndjson, csv
	words    *sentences
	policy   verify.Policy
	at       verify.Instant // Stated if --at was given
	color    bool
	quiet    bool
	terminal bool // the answer goes to a terminal
	columns  int  // of that terminal
	rows     int
	now      func() time.Time
}

// instant is the time to judge at: the stated one, or the clock's.
func (s *settings) instant() verify.Instant {
	if s.at.Stated {
		return s.at
	}
	return verify.Instant{Time: s.now()}
}
