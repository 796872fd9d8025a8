package show

import (
	"bytes"
	"encoding/json"
	"io"

	"vaxcheck/verify"
)

// ResultJSON is one object of the contract's JSON.
type ResultJSON struct {
	Schema string `json:"schema"`
	Input  Origin `json:"input"`
	verify.View
}

// inspectionJSON is one object of what inspect prints.
type inspectionJSON struct {
	Schema string `json:"schema"`
	Input  Origin `json:"input"`
	verify.Inspection
}

// Object returns an answer as JSON will show it, for verify.
func (a Answer) Object(level verify.Level) any {
	return ResultJSON{Schema: schemaResult, Input: a.Origin, View: a.Report.View(level)}
}

// Inspection returns an answer as JSON will show it, for inspect.
func (a Answer) Inspection(level verify.Level) any {
	return inspectionJSON{Schema: schemaInspection, Input: a.Origin, Inspection: a.Report.Inspect(level)}
}

// EncodeJSON writes a value on one line, ended by a newline. HTML is not
// escaped; what could speak to a terminal is.
func EncodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return safeJSON(b.Bytes()), nil
}

// JoinObjects makes one object of several, with the members of each in their order:
// where some have their names from a table, no struct can have a field for each.
func JoinObjects(objects ...any) ([]byte, error) {
	joined := []byte("{")
	for _, o := range objects {
		text, err := EncodeJSON(o)
		if err != nil {
			return nil, err
		}
		members := bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(text), []byte("{")), []byte("}"))
		if len(members) > 0 && len(joined) > 1 {
			joined = append(joined, ',')
		}
		joined = append(joined, members...)
	}
	return append(joined, '}'), nil
}

// ndjsonRenderer writes one object a line, each in one write.
type ndjsonRenderer struct {
	w      io.Writer
	object func(Answer) any
}

func (r *ndjsonRenderer) Begin(RunInfo) error { return nil }
func (r *ndjsonRenderer) End(Summary) error   { return nil }

func (r *ndjsonRenderer) Answer(a Answer) error {
	line, err := EncodeJSON(r.object(a))
	if err != nil {
		return err
	}
	_, err = r.w.Write(line)
	return err
}

// jsonRenderer writes one document: what is common to the run, then the
// results as they come, then their counts.
type jsonRenderer struct {
	w      io.Writer
	object func(Answer) any
	comma  string
}

func (r *jsonRenderer) Begin(run RunInfo) error {
	text, err := EncodeJSON(run)
	if err != nil {
		return err
	}
	_, err = io.WriteString(r.w, `{"schema":"`+schemaReport+`","run":`+string(bytes.TrimSpace(text))+`,"results":[`)
	return err
}

func (r *jsonRenderer) Answer(a Answer) error {
	text, err := EncodeJSON(r.object(a))
	if err != nil {
		return err
	}
	_, err = io.WriteString(r.w, r.comma+"\n"+string(bytes.TrimSpace(text)))
	r.comma = ","
	return err
}

func (r *jsonRenderer) End(sum Summary) error {
	text, err := EncodeJSON(sum)
	if err != nil {
		return err
	}
	_, err = io.WriteString(r.w, "\n],\"summary\":"+string(bytes.TrimSpace(text))+"}\n")
	return err
}
