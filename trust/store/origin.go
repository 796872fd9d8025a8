package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"vaxcheck/internal/strictjson"
)

// nameOrigin is the small file that holds the origin.
const nameOrigin = "origin"

// Origin tells where the newest generation was fetched, so that the server can
// be asked for anything newer only. Nothing is judged by it. Install begins it
// with the hash alone, which shows later if that generation is gone.
type Origin struct {
	URL     string    `json:"url"`
	ETag    string    `json:"etag"`    // as the server gave it, "" if it gave none
	Fetched time.Time `json:"fetched"` // by the computer's clock; when the server last said that this is the newest
	SHA256  string    `json:"sha256"`  // of the snapshot's bytes, in hex
}

// ETagFor returns what to send in If-None-Match to an address, "" for nothing.
func (o Origin) ETagFor(url string) string {
	if o.URL != url {
		return ""
	}
	return o.ETag
}

// RecordOrigin remembers where the snapshot with the hash o.SHA256 came from.
// If another one is in force it does no harm: Read tells an origin only of the
// generation that it belongs to.
func (s *Store) RecordOrigin(o Origin) error {
	data, err := json.Marshal(o)
	if err != nil {
		return problem("record origin", err)
	}
	return s.WriteBlob(nameOrigin, data)
}

// origin reads what was recorded. Without it the next refresh fetches
// everything, so a damaged one is only noted.
func (s *Store) origin(f folder) (Origin, []Note) {
	b, err := s.ReadBlob(nameOrigin)
	notes := b.Notes
	if err != nil || !b.Exists() {
		return Origin{}, notes
	}
	o, err := parseOrigin(b.Data)
	if err != nil {
		return Origin{}, append(notes, Note{Code: CodeDamaged, File: nameOrigin + suffixBlob1, Err: err})
	}
	recorded := func(g Generation) bool { return g.SHA256 == o.SHA256 }
	if !slices.ContainsFunc(f.kept, recorded) && !slices.ContainsFunc(f.aside, recorded) {
		notes = append(notes, Note{Code: CodeLost, Err: errLost})
	}
	return o, notes
}

// begin records that a generation was installed, before anything older is
// deleted. The caller holds the lock.
func (s *Store) begin(g Generation) error {
	data, err := json.Marshal(Origin{SHA256: g.SHA256})
	if err != nil {
		return err
	}
	old, worse, _ := s.readBlob(nameOrigin)
	return s.putBlob(nameOrigin, data, old.Serial+1, worse)
}

func parseOrigin(data []byte) (Origin, error) {
	v, err := strictjson.Parse(data, 2)
	if err != nil {
		return Origin{}, err
	}
	fetched, err := time.Parse(time.RFC3339, v.Get("fetched").Text())
	if err != nil {
		return Origin{}, fmt.Errorf("time of fetching: not in RFC 3339 form")
	}
	return Origin{
		URL:     v.Get("url").Text(),
		ETag:    v.Get("etag").Text(),
		Fetched: fetched.UTC(),
		SHA256:  v.Get("sha256").Text(),
	}, nil
}
