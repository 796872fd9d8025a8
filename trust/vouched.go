package trust

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"vaxcheck/internal/strictjson"
)

// MaxVouched bounds the form of a note, in bytes: three texts, every character
// escaped.
const MaxVouched = 64 << 10

// Vouched says who vouches for a file of certificates or keys that carries no
// signature which could be checked, nor the time it was made.
type Vouched struct {
	Entry                // who brought it, when and why
	Supplement string    // of what is in the file, such as "csca"
	Dated      time.Time // when the list was made, as told; kept to the second
	File       string    // its name where it came from, up to 2,048 bytes, "" if it had none
	SHA256     string    // hex, of the file
}

// NewVouched vouches for a file.
func NewVouched(supplement string, file []byte, name string, dated time.Time, by Entry) (Vouched, error) {
	by.When = by.When.UTC().Truncate(time.Second)
	v := Vouched{Entry: by, Supplement: supplement, Dated: dated.UTC().Truncate(time.Second), File: name,
		SHA256: hexSum(file)}
	return v, v.validate()
}

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func (v Vouched) validate() error {
	if v.Supplement == "" || !validText(v.Supplement) || !validText(v.File) || v.Dated.IsZero() ||
		v.Dated.Year() > 9999 {
		return fmt.Errorf("%w: file without kind or time, or with texts too long", ErrLocal)
	}
	return v.Entry.validate()
}

// The JSON form of the note. Every member is always there, as in a local layer.
const (
	vouchedSchema  = "vaxcheck.vouched/1"
	vouchedSchemas = "vaxcheck.vouched/" // of all versions
)

type vouchedJSON struct {
	Schema     string `json:"schema"`
	Supplement string `json:"kind"`
	Dated      string `json:"dated"`
	File       string `json:"file"`
	SHA256     string `json:"sha256"`
	entryJSON
}

// Encode returns the note in the form that DecodeVouched reads. The error is
// ErrLocal if it breaks a rule.
func (v Vouched) Encode() ([]byte, error) {
	if err := v.validate(); err != nil {
		return nil, fmt.Errorf("write who vouches: %w", err)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(vouchedJSON{vouchedSchema, v.Supplement, formTime(v.Dated), v.File, v.SHA256,
		v.Entry.form()}); err != nil {
		return nil, fmt.Errorf("write who vouches: %w", err)
	}
	return out.Bytes(), nil
}

// DecodeVouched reads a note, which must be exactly as Encode writes it. The
// error is ErrVersion or ErrDamaged.
func DecodeVouched(data []byte) (Vouched, error) {
	v, err := decodeVouched(data)
	if err != nil {
		return Vouched{}, fmt.Errorf("read who vouches: %w", err)
	}
	return v, nil
}

func decodeVouched(data []byte) (Vouched, error) {
	if len(data) > MaxVouched {
		return Vouched{}, ErrDamaged
	}
	form, err := strictjson.Parse(data, 2)
	schema := form.Get("schema").Text()
	switch {
	case err == nil && schema != vouchedSchema && strings.HasPrefix(schema, vouchedSchemas):
		return Vouched{}, ErrVersion
	case err != nil || schema != vouchedSchema:
		return Vouched{}, ErrDamaged
	}
	var r localReader
	r.members(form, "schema", "kind", "dated", "file", "sha256", "who", "when", "why")
	v := Vouched{Entry: r.entry(form), Supplement: r.text(form, "kind"), Dated: r.time(form, "dated"),
		File: r.text(form, "file"), SHA256: r.text(form, "sha256")}
	if r.bad || v.validate() != nil {
		return Vouched{}, ErrDamaged
	}
	return v, nil
}

// LoadVouched makes a set of a file that came with a note of who vouches for
// it. The note must be about exactly these bytes and this supplement; load reads the
// file as a list made at the time that the note tells. The error is ErrVersion,
// ErrDamaged or one of load's.
func LoadVouched(supplement string, file, note []byte, source string,
	load func(file []byte, source string, made time.Time) (*Set, error)) (*Set, error) {
	v, err := DecodeVouched(note)
	if err != nil {
		return nil, err
	}
	if v.Supplement != supplement || v.SHA256 != hexSum(file) {
		return nil, fmt.Errorf("read who vouches: %w: for another file", ErrDamaged)
	}
	return load(file, source, v.Dated)
}
