package dsc

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"time"

	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/x509facts"
)

// Limits of a published list. The deepest of the known ones has some ten levels,
// the largest some 15,000 values.
const (
	listDepth  = 16
	listValues = 500_000
	maxNotes   = 1_000
)

// LoadList reads a list of signers as states and others published them, in JSON:
//
//   - Germany: a first line with a signature, or none, then {"certificates":[…]};
//     the lists of Austria and Sweden too as they are mirrored
//   - Sweden: a compact JWS of {"dsc_trust_list":{"SE":{"keys":[…]}}}
//   - the Netherlands: {"payload":…,"signature":…}, or only what the payload holds,
//     {"eu_keys":{…}}
//   - Switzerland, France, Italy: an object of key identifiers
//   - Poland, and this project: an array
//   - PathCheck's registry: {"EUDCC":{…}}
//
// None of them carries a signature that can be checked without knowing whose it
// must be, so the signature is passed over: the list is as trustworthy as the way
// it came. It does not tell its age either; created is when it was taken, as far as
// the caller knows, else the zero time.
//
// An entry that cannot be used is left out with a note, and the others stay. The
// error is ErrTooLarge, ErrLayout, ErrNoSigner or one of package strictjson.
func LoadList(data []byte, source string, created time.Time) (*Set, error) {
	set, err := loadList(data, source, created)
	if err != nil {
		return nil, fmt.Errorf("load list of signers: %w", err)
	}
	return set, nil
}

func loadList(data []byte, source string, created time.Time) (*Set, error) {
	if len(data) > x509facts.MaxFile {
		return nil, ErrTooLarge
	}
	v, err := unwrap(data)
	if err != nil {
		return nil, err
	}
	l := lister{source: source}
	if !l.read(v) {
		return nil, ErrLayout
	}
	if len(l.list) > maxSigners {
		return nil, ErrTooLarge
	}
	if len(l.list) == 0 {
		return nil, l.nothing()
	}
	from := x509facts.Provenance{Source: source, Created: created.UTC(), Latest: created.UTC(),
		SHA256: x509facts.Hex(data)}
	return newSet(form.New(from, l.list), l.notes), nil
}

// unwrap finds the JSON in what a list travels in.
func unwrap(data []byte) (strictjson.Value, error) {
	text := bytes.TrimSpace(x509facts.Unmarked(data))
	if len(text) > 0 && text[0] != '{' && text[0] != '[' {
		text = unsigned(text)
	}
	v, err := strictjson.ParseSmall(text, listDepth, listValues)
	if err != nil || v.Get("payload").Kind() != strictjson.String {
		return v, err
	}
	inner, err := base64.StdEncoding.DecodeString(v.Get("payload").Text())
	if err != nil {
		return strictjson.Value{}, ErrLayout
	}
	return strictjson.ParseSmall(inner, listDepth, listValues)
}

// unsigned takes a signature away: what is left of a compact JWS is its payload, of
// a German list what stands behind the first line.
func unsigned(text []byte) []byte {
	if parts := bytes.Split(text, []byte(".")); len(parts) == 3 {
		if payload, err := base64.RawURLEncoding.DecodeString(string(parts[1])); err == nil {
			return payload
		}
	}
	signature, list, _ := bytes.Cut(text, []byte("\n"))
	if _, err := base64.StdEncoding.DecodeString(string(bytes.TrimSpace(signature))); err == nil {
		return list
	}
	return text
}

// lister takes the signers out of a list.
type lister struct {
	source string
	list   []Signer
	notes  []Note
}

// read finds the entries. It returns false if the list is of no known layout.
func (l *lister) read(v strictjson.Value) bool {
	countries, certificates := v.Get("dsc_trust_list"), v.Get("certificates")
	switch {
	case v.Kind() == strictjson.Array:
		l.entries("", "", v)
	case certificates.Kind() == strictjson.Array:
		l.entries("", "", certificates)
	case countries.Kind() == strictjson.Object:
		for country, of := range countries.Members() {
			l.entries("", country, of.Get("keys"))
		}
	case v.Get("eu_keys").Kind() == strictjson.Object:
		l.byID(v.Get("eu_keys"))
	case v.Get("EUDCC").Kind() == strictjson.Object:
		l.byID(v.Get("EUDCC"))
	default:
		return l.bareMap(v)
	}
	return true
}

// bareMap reads a list that is nothing but its entries by their key identifiers.
// Nothing else in it tells it from other JSON, so the identifiers must be of full
// length.
func (l *lister) bareMap(v strictjson.Value) bool {
	if v.Kind() != strictjson.Object || v.Len() == 0 {
		return false
	}
	for id := range v.Members() {
		if !ValidKeyID(id) {
			return false
		}
	}
	l.byID(v)
	return true
}

// byID reads an object of key identifiers, each with an entry or several.
func (l *lister) byID(v strictjson.Value) {
	for id, of := range v.Members() {
		if of.Kind() == strictjson.Array {
			l.entries(id, "", of)
		} else {
			l.entry(id, "", of)
		}
	}
}

func (l *lister) entries(id, country string, list strictjson.Value) {
	for e := range list.Items() {
		l.entry(id, country, e)
	}
}

// entry reads one entry: a certificate if it has one, else a bare key.
func (l *lister) entry(id, country string, v strictjson.Value) {
	e := entry{Value: v, id: id, country: country}
	s, fault := e.signer()
	if fault.Code != "" {
		l.note(fault)
		return
	}
	if s.ListedID != "" {
		l.note(Note{KeyID: s.KeyID, Code: "key_id_differs", Detail: dscKeyIDDiffers})
	}
	if e.badDate {
		l.note(Note{KeyID: s.KeyID, Code: "date", Detail: dscDate})
	}
	s.Source = l.source
	if len(l.list) <= maxSigners { // one more tells that they are too many
		l.list = append(l.list, s)
	}
}

func (l *lister) note(n Note) {
	if len(l.notes) == maxNotes {
		l.notes = append(l.notes, Note{Code: "count", Detail: dscMoreNotes})
	}
	if len(l.notes) < maxNotes {
		l.notes = append(l.notes, n)
	}
}

// nothing tells why there is no signer, as the notes go down with the list.
func (l *lister) nothing() error {
	for _, n := range l.notes {
		if n.Dropped {
			return fmt.Errorf("%w: %s", ErrNoSigner, n.Detail)
		}
	}
	return ErrNoSigner
}
