package trust

import (
	"crypto/ecdsa"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/x509facts"
)

// Limits of a file with documents of decentralised identifiers.
const (
	maxDocuments    = 1 << 20 // bytes
	maxDocumentKeys = 1000    // of one document
	documentDepth   = 8
)

// LoadPassIssuers makes a set of the issuers of NZ COVID Passes in a file: the document of
// a decentralised identifier (W3C DID Core 1.0), or a list of such documents, as their
// publisher had them at a time that they do not tell. A key counts if the document says
// that it is for assertions, and is on P-256. What cannot be used is left out with a Note.
// The error is ErrTooLarge, ErrLayout or ErrNoKeys.
func LoadPassIssuers(file []byte, source string, made time.Time) (*Set, error) {
	l := didLoader{source: source}
	if err := l.file(file); err != nil {
		return nil, fmt.Errorf("load issuers of passes: %w", err)
	}
	from := x509facts.Provenance{Source: source, SHA256: hexSum(file)}
	l.b.hold(PartPassIssuers, passForm.New(from.Dated(made), l.keys))
	return l.b.dated(made, source, file)
}

// didLoader gathers the keys of documents.
type didLoader struct {
	b      builder
	source string
	keys   []passKey
	// exposed are keys whose private half stands in the file.
	exposed []passKey
}

func (l *didLoader) file(file []byte) error {
	if len(file) > maxDocuments {
		return ErrTooLarge
	}
	all, err := strictjson.Parse(file, documentDepth)
	switch {
	case errors.Is(err, strictjson.ErrTooLong):
		return ErrTooLarge
	case err != nil:
		return ErrLayout
	}
	documents := []strictjson.Value{all}
	if all.Kind() == strictjson.Array {
		documents = slices.Collect(all.Items())
	}
	for _, d := range documents {
		l.privateHalves(d)
	}
	for _, d := range documents {
		if err := l.document(d); err != nil {
			return err
		}
	}
	l.keys = slices.DeleteFunc(l.keys, l.isExposed)
	if len(l.keys) == 0 {
		return l.b.noKeys()
	}
	l.keys = append(l.keys, l.exposed...)
	return nil
}

// privateHalves looks for published private halves wherever a document has keys, also in
// what is used for nothing: the key is out, however often it stands elsewhere without.
func (l *didLoader) privateHalves(document strictjson.Value) {
	for _, member := range document.Members() {
		for method := range member.Items() {
			for _, name := range [...]string{"publicKeyJwk", "privateKeyJwk"} {
				l.privateHalf(method.Get(name))
			}
		}
	}
}

func (l *didLoader) privateHalf(jwk strictjson.Value) {
	if !jwk.Get("d").Exists() {
		return
	}
	c, err := parseCoordinates(jwk.Get("x").Text(), jwk.Get("y").Text())
	if public, onCurve := c.public(); err == nil && onCurve {
		l.b.expose(c)
		l.exposed = append(l.exposed, passKey{issuer: exposedPasses, id: c.thumbprint(), public: public,
			source: l.source})
	}
}

// isExposed tells of a key whether its private half stands in the file, and notes it.
func (l *didLoader) isExposed(k passKey) bool {
	out := slices.ContainsFunc(l.exposed, func(e passKey) bool { return e.public.Equal(k.public) })
	if out {
		l.b.note(exposedNote(k.issuer, k.id))
	}
	return out
}

// document reads one document: its keys stand in verificationMethod, and assertionMethod
// names those of them that sign what the issuer says.
func (l *didLoader) document(d strictjson.Value) error {
	issuer, methods := d.Get("id").Text(), d.Get("verificationMethod")
	switch {
	case !IsDID(issuer) || methods.Kind() != strictjson.Array:
		return ErrLayout
	case methods.Len() > maxDocumentKeys:
		return ErrTooLarge
	}
	asserted := map[string]bool{"": false}
	for v := range d.Get("assertionMethod").Items() {
		if id := ofDocument(issuer, v.Text()); id != "" {
			asserted[id] = true
		}
	}
	for m := range methods.Items() {
		id := ofDocument(issuer, m.Get("id").Text())
		if !asserted[id] {
			l.drop(issuer, id, "key_use", trustDocumentUse)
			continue
		}
		if err := l.key(issuer, id, m.Get("publicKeyJwk")); err != nil {
			return err
		}
	}
	return nil
}

// ofDocument is the name of a key within its document, written with the document's id before
// it or without; "" for one of another document.
func ofDocument(issuer, id string) string {
	before, name, found := strings.Cut(id, "#")
	if !found || before != "" && before != issuer || strings.Contains(name, "#") || len(name) > maxLocalKeyID {
		return ""
	}
	return name
}

// key takes in a key, if it is one that passes are signed with.
func (l *didLoader) key(issuer, id string, jwk strictjson.Value) error {
	for _, rule := range [...]struct{ member, want, code string }{
		{"kty", "EC", "key_type"}, {"crv", "P-256", "key_curve"},
	} {
		if jwk.Get(rule.member).Text() != rule.want {
			l.drop(issuer, id, rule.code, trustKeyMember(rule.member, rule.want))
			return nil
		}
	}
	c, err := parseCoordinates(jwk.Get("x").Text(), jwk.Get("y").Text())
	public, onCurve := c.public()
	switch {
	case jwk.Get("d").Exists():
		l.drop(issuer, id, "private_key", trustPrivateKey)
	case err != nil:
		l.drop(issuer, id, "key_coordinates", trustCoordinate)
	case !onCurve:
		l.drop(issuer, id, "key_point", trustPoint)
	case l.twoOf(issuer, id, public):
		return ErrLayout
	default:
		l.keys = append(l.keys, passKey{issuer: issuer, id: id, public: public, source: l.source})
	}
	return nil
}

// twoOf tells whether another key of the issuer has the id already: which of the two is
// meant cannot be told.
func (l *didLoader) twoOf(issuer, id string, public *ecdsa.PublicKey) bool {
	return slices.ContainsFunc(l.keys, func(k passKey) bool {
		return k.issuer == issuer && k.id == id && !k.public.Equal(public)
	})
}

func (l *didLoader) drop(issuer, id, code string, why finding.Finding) {
	l.b.note(Note{Issuer: issuer, KeyID: id, Code: code, Detail: why, Dropped: true})
}

// IsDID tells whether a text has the form of a decentralised identifier: did, a method and
// what the method makes of the rest, without what would name something inside of it.
func IsDID(text string) bool {
	rest, is := strings.CutPrefix(text, "did:")
	method, id, named := strings.Cut(rest, ":")
	return is && named && method != "" && id != "" && len(text) <= maxIssuerID &&
		!strings.ContainsFunc(text, outsideDID)
}

func outsideDID(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`#?/"`, r) }
