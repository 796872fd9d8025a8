package cmd

import (
	"bytes"
	"encoding/json"
	"io"

	"vaxcheck/verify"
)

// resultJSON is one object of the contract's JSON.
type resultJSON struct {
	Schema string `json:"schema"`
	Input  origin `json:"input"`
	verify.View
}

// inspectionJSON is one object of what inspect prints.
type inspectionJSON struct {
	Schema string `json:"schema"`
	Input  origin `json:"input"`
	verify.Inspection
}

// object returns an answer as JSON will show it, for verify.
func (a answer) object(level verify.Level) any {
	return resultJSON{Schema: schemaResult, Input: a.origin, View: a.report.View(level)}
}

// inspection returns an answer as JSON will show it, for inspect.
func (a answer) inspection(level verify.Level) any {
	return inspectionJSON{Schema: schemaInspection, Input: a.origin, Inspection: a.report.Inspect(level)}
}

// encodeJSON writes a value on one line, ended by a newline. HTML is not
// escaped; what could speak to a terminal is.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return safeJSON(b.Bytes()), nil
}

// joinObjects makes one object of several, with the members of each in their order:
// where some have their names from a table, no struct can have a field for each.
func joinObjects(objects ...any) ([]byte, error) {
	joined := []byte("{")
	for _, o := range objects {
		text, err := encodeJSON(o)
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
	object func(answer) any
}

func (r *ndjsonRenderer) begin(runInfo) error { return nil }
func (r *ndjsonRenderer) end(summary) error   { return nil }

func (r *ndjsonRenderer) answer(a answer) error {
	line, err := encodeJSON(r.object(a))
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
	object func(answer) any
	comma  string
}

func (r *jsonRenderer) begin(run runInfo) error {
	text, err := encodeJSON(run)
	if err != nil {
		return err
	}
	_, err = io.WriteString(r.w, `{"schema":"`+schemaReport+`","run":`+string(bytes.TrimSpace(text))+`,"results":[`)
	return err
}

func (r *jsonRenderer) answer(a answer) error {
	text, err := encodeJSON(r.object(a))
	if err != nil {
		return err
	}
	_, err = io.WriteString(r.w, r.comma+"\n"+string(bytes.TrimSpace(text)))
	r.comma = ","
	return err
}

func (r *jsonRenderer) end(sum summary) error {
	text, err := encodeJSON(sum)
	if err != nil {
		return err
	}
	_, err = io.WriteString(r.w, "\n],\"summary\":"+string(bytes.TrimSpace(text))+"}\n")
	return err
}
