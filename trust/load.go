package trust

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"vaxcheck/internal/strictjson"
)

// Limits of what is read from others. The directory's largest snapshot so far
// has 717 kB, its longest id 111 and its longest other text 358 characters.
const (
	maxSnapshot = 16 << 20 // bytes, of key sets too
	maxDepth    = 16       // levels of JSON; a snapshot has six
	maxIssuerID = 2_048    // bytes
	maxText     = 2_048    // bytes of a name or URL
)

// LoadSnapshot reads a snapshot of the issuer directory in the layout of VCI's
// vci_snapshot.json. Keys and lists that break the rules are left out with a
// Note, everything else is kept. The signature is not checked here; see
// VerifySnapshot. The error is ErrTooLarge, ErrLayout, ErrNoKeys or one of
// package strictjson.
func LoadSnapshot(data []byte, source string) (*Set, error) {
	v, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("load snapshot: %w", err)
	}
	entries := v.Get("issuerInfo")
	if entries.Kind() != strictjson.Array {
		return nil, fmt.Errorf("load snapshot: %w", ErrLayout)
	}
	if entries.Len() > maxIssuers {
		return nil, fmt.Errorf("load snapshot: %w", ErrTooLarge)
	}
	var l loader
	for entry := range entries.Items() {
		l.issuer(entry)
	}
	f := contents{
		created:   l.instant("", v.Get("time")),
		origin:    l.text("", v.Get("directory")),
		originSum: sha256.Sum256(data),
	}
	s, err := l.set(f, source, sha256.Sum256(data))
	if err != nil {
		return nil, fmt.Errorf("load snapshot: %w", err)
	}
	return s, nil
}

// LoadJWKS reads the key set that one issuer publishes at
// /.well-known/jwks.json, by the same rules as LoadSnapshot. A key set tells
// neither the issuer's name nor its own age.
func LoadJWKS(data []byte, issuer, source string) (*Set, error) {
	v, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("load key set: %w", err)
	}
	if v.Get("keys").Kind() != strictjson.Array {
		return nil, fmt.Errorf("load key set: %w", ErrLayout)
	}
	if !validIssuerID(issuer) {
		return nil, fmt.Errorf("load key set: %w", ErrIssuer)
	}
	var l loader
	l.privateHalves(v.Get("keys"))
	l.keys(l.issuers.at(issuer), v.Get("keys"))
	s, err := l.set(contents{}, source, sha256.Sum256(data))
	if err != nil {
		return nil, fmt.Errorf("load key set: %w", err)
	}
	return s, nil
}

func parse(data []byte) (strictjson.Value, error) {
	if len(data) > maxSnapshot {
		return strictjson.Value{}, ErrTooLarge
	}
	return strictjson.Parse(data, maxDepth)
}

func validIssuerID(id string) bool { return id != "" && len(id) <= maxIssuerID }

// loader gathers what is usable of published JSON and notes what is not.
type loader struct{ builder }

// clip shortens a stranger's text to at most limit bytes of whole characters.
func clip(s string, limit int) string {
	return strings.ToValidUTF8(s[:min(len(s), limit)], "")
}

// issuer reads one entry of a snapshot. Several entries of one issuer are united.
func (l *loader) issuer(entry strictjson.Value) {
	l.privateHalves(entry.Get("keys"))
	about := entry.Get("issuer")
	id := about.Get("iss").Text()
	if !validIssuerID(id) {
		l.note(Note{Issuer: id, Code: "issuer_id", Detail: trustIssuerID, Dropped: true})
		return
	}
	if l.issuers.has(id) {
		l.note(Note{Issuer: id, Code: "issuer_repeated", Detail: trustIssuerRepeated})
	}
	to := l.issuers.at(id)
	to.describe(issuerContents{
		name:          l.text(id, about.Get("name")),
		website:       l.text(id, about.Get("website")),
		canonical:     l.text(id, about.Get("canonical_iss")),
		lastRetrieved: l.instant(id, entry.Get("lastRetrieved")),
	})
	l.keys(to, entry.Get("keys"))
	lists := 0
	for list := range entry.Get("crls").Items() {
		if lists++; lists > maxKeys {
			l.note(Note{Issuer: id, Code: "list_count", Detail: trustIssuerLists, Dropped: true})
			break
		}
		l.list(id, list)
	}
}

// privateHalves looks for published private halves, also in entries of which
// nothing else can be used: the key is out, whatever its kid says and however
// often it stands elsewhere without its private half.
func (l *loader) privateHalves(jwks strictjson.Value) {
	for jwk := range jwks.Items() {
		if !jwk.Get("d").Exists() {
			continue
		}
		if c, err := parseCoordinates(jwk.Get("x").Text(), jwk.Get("y").Text()); err == nil {
			l.expose(c)
		}
	}
}

func (l *loader) keys(to *issuerContents, jwks strictjson.Value) {
	if jwks.Kind() != strictjson.Array {
		l.note(Note{Issuer: to.id, Code: "keys", Detail: trustNoKeys, Dropped: true})
	}
	for jwk := range jwks.Items() {
		k, ok := l.key(to.id, jwk)
		if ok && !to.add(k) {
			l.note(Note{Issuer: to.id, Code: "key_count", Detail: trustTooManyKeys, Dropped: true})
			return
		}
	}
}

func (l *loader) text(issuer string, v strictjson.Value) string {
	if len(v.Text()) > maxText || v.Exists() && v.Kind() != strictjson.String && v.Kind() != strictjson.Null {
		l.note(Note{Issuer: issuer, Code: "text", Detail: trustText})
		return ""
	}
	return v.Text()
}

func (l *loader) instant(issuer string, v strictjson.Value) time.Time {
	t, err := time.Parse(time.RFC3339, v.Text())
	if err != nil {
		l.note(Note{Issuer: issuer, Code: "time", Detail: trustTime})
		return time.Time{}
	}
	return t.UTC()
}
