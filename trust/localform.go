package trust

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/revocation"
)

// The JSON form of a local layer. Every member is always there, so that one
// that is missing or misspelt is damage and not a default. Key sets are kept as
// what was taken from them: never the text, which may hold private halves.
const (
	localSchema  = "vaxcheck.local/1"
	localSchemas = "vaxcheck.local/" // of all versions
	localDepth   = 8                 // levels of JSON; the form has seven
)

type (
	localJSON struct {
		Schema    string         `json:"schema"`
		Additions []additionJSON `json:"additions"`
		Blocks    []blockJSON    `json:"blocks"`
	}
	entryJSON struct {
		Who  string `json:"who"`
		When string `json:"when"`
		Why  string `json:"why"`
	}
	additionJSON struct {
		Issuer string `json:"issuer"`
		Name   string `json:"name"`
		entryJSON
		Keys []keyJSON `json:"keys"`
	}
	keyJSON struct {
		KID        string       `json:"kid"`
		X          string       `json:"x"`
		Y          string       `json:"y"`
		CRLVersion string       `json:"crl_version"`
		Periods    []periodJSON `json:"periods"`
	}
	periodJSON struct {
		NotBefore   string `json:"not_before"`
		NotAfter    string `json:"not_after"`
		NamesIssuer bool   `json:"names_issuer"`
	}
	blockJSON struct {
		Issuer string `json:"issuer"`
		KID    string `json:"kid"`
		entryJSON
	}
)

// Encode returns the layer in the JSON form that DecodeLocal reads. The same
// layer gives the same bytes. The error is ErrLocal if the layer breaks a rule,
// or ErrTooLarge.
func (l Local) Encode() ([]byte, error) {
	if err := l.validate(); err != nil {
		return nil, fmt.Errorf("write local trust data: %w", err)
	}
	form := localJSON{Schema: localSchema, Additions: []additionJSON{}, Blocks: []blockJSON{}}
	for _, a := range l.Additions {
		form.Additions = append(form.Additions, a.form())
	}
	for _, b := range l.Blocks {
		form.Blocks = append(form.Blocks, blockJSON{b.Issuer, b.KeyID, b.Entry.form()})
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(form); err != nil {
		return nil, fmt.Errorf("write local trust data: %w", err)
	}
	if out.Len() > maxLocal {
		return nil, fmt.Errorf("write local trust data: %w", ErrTooLarge)
	}
	return out.Bytes(), nil
}

func (e Entry) form() entryJSON { return entryJSON{e.Who, formTime(e.When), e.Why} }

func formTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func (a Addition) form() additionJSON {
	form := additionJSON{Issuer: a.Issuer, Name: a.Name, entryJSON: a.Entry.form(), Keys: []keyJSON{}}
	for _, k := range a.keys {
		x, y := k.coordinates.published()
		key := keyJSON{KID: k.id, X: x, Y: y, CRLVersion: k.crlVersion, Periods: []periodJSON{}}
		for _, p := range k.periods {
			key.Periods = append(key.Periods, periodJSON{formTime(p.NotBefore), formTime(p.NotAfter), p.NamesIssuer})
		}
		form.Keys = append(form.Keys, key)
	}
	return form
}

// DecodeLocal reads a local layer in its JSON form. Whatever is odd refuses it
// as a whole: what it blocks must not be passed over. The error is ErrTooLarge,
// ErrVersion or ErrDamaged.
func DecodeLocal(data []byte) (Local, error) {
	l, err := decodeLocal(data)
	if err != nil {
		return Local{}, fmt.Errorf("read local trust data: %w", err)
	}
	return l, nil
}

func decodeLocal(data []byte) (Local, error) {
	if len(data) > maxLocal {
		return Local{}, ErrTooLarge
	}
	v, err := strictjson.Parse(data, localDepth)
	schema := v.Get("schema").Text()
	switch {
	case err == nil && schema != localSchema && strings.HasPrefix(schema, localSchemas):
		return Local{}, ErrVersion
	case err != nil || schema != localSchema:
		return Local{}, ErrDamaged
	}
	r := localReader{}
	r.members(v, "schema", "additions", "blocks")
	var l Local
	for item := range r.items(v, "additions", maxAdditions) {
		l.Additions = append(l.Additions, r.addition(item))
	}
	for item := range r.items(v, "blocks", maxBlocks) {
		l.Blocks = append(l.Blocks, r.block(item))
	}
	if r.bad || l.validate() != nil {
		return Local{}, ErrDamaged
	}
	return l, nil
}

// localReader reads the form and remembers whether anything was not as it must
// be.
type localReader struct{ bad bool }

// members sees to it that an object has these members and no others.
func (r *localReader) members(v strictjson.Value, names ...string) {
	r.bad = r.bad || v.Kind() != strictjson.Object || v.Len() != len(names)
	for _, name := range names {
		r.bad = r.bad || !v.Get(name).Exists()
	}
}

func (r *localReader) items(v strictjson.Value, name string, limit int) func(func(strictjson.Value) bool) {
	list := v.Get(name)
	r.bad = r.bad || list.Kind() != strictjson.Array || list.Len() > limit
	if r.bad {
		return func(func(strictjson.Value) bool) {}
	}
	return list.Items()
}

func (r *localReader) text(v strictjson.Value, name string) string {
	r.bad = r.bad || v.Get(name).Kind() != strictjson.String
	return v.Get(name).Text()
}

// time reads an instant in exactly the form that is written.
func (r *localReader) time(v strictjson.Value, name string) time.Time {
	text := r.text(v, name)
	t, err := time.Parse(time.RFC3339, text)
	r.bad = r.bad || err != nil || formTime(t) != text
	return t.UTC()
}

func (r *localReader) entry(v strictjson.Value) Entry {
	return Entry{Who: r.text(v, "who"), When: r.time(v, "when"), Why: r.text(v, "why")}
}

func (r *localReader) block(v strictjson.Value) Block {
	r.members(v, "issuer", "kid", "who", "when", "why")
	return Block{Entry: r.entry(v), Issuer: r.text(v, "issuer"), KeyID: r.text(v, "kid")}
}

func (r *localReader) addition(v strictjson.Value) Addition {
	r.members(v, "issuer", "name", "who", "when", "why", "keys")
	a := Addition{Entry: r.entry(v), Issuer: r.text(v, "issuer"), Name: r.text(v, "name")}
	for item := range r.items(v, "keys", maxKeys) {
		a.keys = append(a.keys, r.key(item))
	}
	return a
}

// key reads a key, which must hash to its id as everywhere.
func (r *localReader) key(v strictjson.Value) keyContents {
	r.members(v, "kid", "x", "y", "crl_version", "periods")
	k := keyContents{id: r.text(v, "kid"), crlVersion: r.text(v, "crl_version")}
	var err error
	k.coordinates, err = parseCoordinates(r.text(v, "x"), r.text(v, "y"))
	r.bad = r.bad || err != nil || k.coordinates.thumbprint() != k.id || len(k.crlVersion) > maxCounter ||
		!revocation.IsBase64URL(k.crlVersion)
	if _, onCurve := k.coordinates.public(); !onCurve {
		r.bad = true
	}
	for item := range r.items(v, "periods", maxPeriods) {
		r.members(item, "not_before", "not_after", "names_issuer")
		r.bad = r.bad || item.Get("names_issuer").Kind() != strictjson.Bool
		k.periods = append(k.periods, Period{
			NotBefore: r.time(item, "not_before"), NotAfter: r.time(item, "not_after"),
			NamesIssuer: item.Get("names_issuer").True(),
		})
	}
	return k
}
