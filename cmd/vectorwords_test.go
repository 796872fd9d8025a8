package cmd

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/fhir"
	"vaxcheck/internal/strictjson"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// private are the texts of an input that must not be shown: its content below
// level C, and what describes the code below level B.
type private struct{ content, code map[string]bool }

// from returns what a level withholds.
func (p private) from(level verify.Level) []string {
	var words []string
	if level < verify.LevelC {
		words = slices.AppendSeq(words, maps.Keys(p.content))
	}
	if level < verify.LevelB {
		words = slices.AppendSeq(words, maps.Keys(p.code))
	}
	return words
}

// private takes the texts to look for from what the body says, proven or not.
func (v vector) private(t *testing.T) private {
	t.Helper()
	p := private{map[string]bool{}, map[string]bool{}}
	set, err := v.Set(os.DirFS(testdata))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range v.Credentials() {
		for _, code := range c.Codes {
			v.hide(p.content, code.Text)
		}
		v.hide(p.content, c.Text)
		v.hideContent(p.content, "", c.Payload.Get("vc"))
		v.hideContent(p.content, "", c.Payload.Get("msg"))
		v.hideContent(p.content, "", c.Payload.Get("-260"))
		v.hideCode(p.code, c, set)
	}
	p.settle()
	return p
}

// settle moves content that level B shows all the same, such as a dose of the
// day of issue, to what only level A withholds.
func (p private) settle() {
	for word := range p.content {
		part := func(shown string) bool { return strings.Contains(shown, word) }
		if slices.ContainsFunc(slices.Collect(maps.Keys(p.code)), part) {
			delete(p.content, word)
			p.code[word] = true
		}
	}
}

// expectShown sees to it that the words looked for are those that the command
// uses: a proven card shows some of them once the level allows it.
func (p private) expectShown(t *testing.T, r road, out string) {
	t.Helper()
	shown := func(word string) bool { return strings.Contains(out, word) }
	if r.level >= verify.LevelB && !slices.ContainsFunc(slices.Collect(maps.Keys(p.code)), shown) {
		t.Errorf("%s: nothing of the code is shown", r)
	}
	if r.level >= verify.LevelC && !slices.ContainsFunc(slices.Collect(maps.Keys(p.content)), shown) {
		t.Errorf("%s: nothing of the content is shown", r)
	}
}

// structural are the members that hold no more than FHIR's own words.
var structural = []string{"resourceType", "type", "status", "use", "fhirVersion", "reference", "fullUrl"}

// hideContent goes through what a card says. Products are also looked for by
// the names that we give them.
func (v vector) hideContent(words map[string]bool, name string, value strictjson.Value) {
	if slices.Contains(structural, name) {
		return
	}
	v.hide(words, value.Text())
	for item := range value.Items() {
		v.hideContent(words, name, item)
	}
	for name, member := range value.Members() {
		v.hideContent(words, name, member)
	}
	product, known := fhir.LookupVaccine(fhir.Coding{System: value.Get("system").Text(),
		Code: value.Get("code").Text()})
	if known && product.Slug != "" {
		v.hide(words, product.Slug)
		v.hide(words, product.EN)
		v.hide(words, product.JA)
		v.hide(words, product.Maker)
	}
}

// hideCode adds what describes a code without its content.
func (v vector) hideCode(words map[string]bool, c *decode.Credential, set *trust.Set) {
	issuer, _ := set.Issuer(c.Issuer)
	hash := sha256.Sum256([]byte(c.Text))
	for _, word := range []string{c.Issuer, issuer.Name, c.KeyID, hex.EncodeToString(hash[:])} {
		v.hide(words, word)
	}
	for _, instant := range []time.Time{c.IssuedAt, c.ExpiresAt} {
		if !instant.IsZero() {
			v.hide(words, instant.UTC().Format(time.RFC3339))
		}
	}
}

// hide adds a text in the spellings that the renderings have for it. A text so
// short that it turns up anywhere is left out, and one that the vector's own
// time or verdict explains.
func (v vector) hide(words map[string]bool, text string) {
	text = strings.TrimSpace(text)
	if len(text) < 5 || utf8.RuneCountInString(text) < 2 || v.explains(text) {
		return
	}
	quoted, err := show.EncodeJSON(text)
	if err == nil {
		words[strings.Trim(strings.TrimSpace(string(quoted)), `"`)] = true
	}
	words[text], words[show.SafeText(text)], words[show.SafeTextWhole(text)] = true, true, true
}

func (v vector) explains(text string) bool {
	at, err := time.Parse(time.RFC3339, v.At+v.Now)
	if err != nil {
		return false
	}
	said := []string{v.At, v.Now, at.UTC().Format(time.RFC3339)}
	for _, result := range v.Results {
		verdict, _, _ := strings.Cut(result, "/")
		said = append(said, contractWords["en"][verdict], contractWords["ja"][verdict])
	}
	return slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, text) })
}
