// Package show puts answers before people and programs: sheets of lines, tables and text
// made harmless, and the renderings of a view as text, JSON, NDJSON and CSV. What a level
// withholds it has never been given.
package show

import (
	"io"
	"time"

	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// schemas of the JSON; both only ever grow.
const (
	schemaResult     = "vaxcheck.result/1"
	schemaReport     = "vaxcheck.report/1"
	schemaInspection = "vaxcheck.inspection/1"
)

// Origin tells which input an answer belongs to. Name is a file's name as
// given, "-" for standard input, "argument" for a code given as an argument;
// it never holds the code itself. Index counts the inputs of the run from 0,
// and each line of a stream is an input. Line is the line of a stream, and Code
// the code of an input that held several, both from 1 and 0 elsewhere.
type Origin struct {
	Name  string `json:"name"`
	Index int    `json:"index"`
	Line  int    `json:"line,omitempty"`
	Code  int    `json:"code,omitempty"`
}

// Answer is one judged code on its way to a renderer.
type Answer struct {
	Origin Origin
	Report verify.Report
	Bug    bool // judging it went wrong: our mistake, not the card's
}

// QrTexts returns the texts to draw a proven certificate's codes again from,
// nil unless the level allows it.
func (a Answer) QrTexts(level verify.Level) []string {
	var texts []string
	for _, code := range a.Report.Codes(level) {
		texts = append(texts, code.QRText())
	}
	return texts
}

// RunInfo tells what all answers of a run have in common.
type RunInfo struct {
	Version   string            `json:"version"`
	StartedAt verify.Timestamp  `json:"started_at"`
	AsOf      *verify.Timestamp `json:"as_of"`
	Level     verify.Level      `json:"level"`
	Policy    string            `json:"policy"`
}

// Summary counts the answers of a run by verdict.
type Summary struct {
	Results  int                    `json:"results"`
	Verdicts map[verify.Verdict]int `json:"verdicts"`
	ExitCode int                    `json:"exit_code"`
}

// Renderer writes answers in one format. Begin comes before the first answer
// and End after the last, also if there is none.
type Renderer interface {
	Begin(run RunInfo) error
	Answer(a Answer) error
	End(sum Summary) error
}

// NewRenderer returns what writes the answers of verify in the format of the settings.
func NewRenderer(out, errw io.Writer, s *Settings) Renderer {
	if r := newJSONRenderer(out, s, Answer.Object); r != nil {
		return r
	}
	if s.Format == "csv" {
		return newCSVRenderer(out, s)
	}
	return newTextRenderer(out, errw, s)
}

// NewInspectRenderer returns what writes those of inspect, which has no CSV.
func NewInspectRenderer(out, errw io.Writer, s *Settings) Renderer {
	if r := newJSONRenderer(out, s, Answer.Inspection); r != nil {
		return r
	}
	return newInspectTextRenderer(out, errw, s)
}

// newJSONRenderer returns that of json or ndjson, nil for other formats.
func newJSONRenderer(out io.Writer, s *Settings, of func(Answer, verify.Level) any) Renderer {
	object := func(a Answer) any { return of(a, s.Level) }
	switch s.Format {
	case "json":
		return &jsonRenderer{w: out, object: object}
	case "ndjson":
		return &ndjsonRenderer{w: out, object: object}
	}
	return nil
}

// Settings are the flags and environment of one run, resolved.
type Settings struct {
	Level    verify.Level
	Format   string // text, json, ndjson, csv
	Words    *Sentences
	Policy   rules.Policy
	At       verify.Instant // Stated if --at was given
	Color    bool
	Quiet    bool
	Terminal bool // the answer goes to a terminal
	Columns  int  // of that terminal
	Rows     int
	Now      func() time.Time
}

// Instant is the time to judge at: the stated one, or the clock's.
func (s *Settings) Instant() verify.Instant {
	if s.At.Stated {
		return s.At
	}
	return verify.Instant{Time: s.Now()}
}
