package trust

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func someLocal(t testing.TB) Local {
	t.Helper()
	certified := testKey(t, "a").with("crlVersion", 3).with("x5c", []string{"AAAA"})
	a := mustAdd(t, localIssuerID, "診療所 <Example>", certified, testKey(t, "b"))
	a.keys[0].periods = []Period{{time.Unix(1600000000, 0).UTC(), time.Unix(1700000000, 0).UTC(), true}}
	return Local{
		Additions: []Addition{a, mustAdd(t, testIssuer, "", testKey(t, "c"))},
		Blocks:    []Block{mustBlock(t, testIssuer), mustBlock(t, kidOf(testKey(t, "d")))},
	}
}

func mustEncode(t testing.TB, l Local) []byte {
	t.Helper()
	data, err := l.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestLocalRoundTrip(t *testing.T) {
	data := mustEncode(t, someLocal(t))
	l, err := DecodeLocal(data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(mustEncode(t, l), data) {
		t.Error("changed by its JSON form")
	}
	a := l.Additions[0]
	if a.Who != "tester" || a.Why != "to try it" || !a.When.Equal(byTester.When) ||
		a.Name != "診療所 <Example>" || a.Issuer != localIssuerID {
		t.Errorf("%+v", a)
	}
	if keys := a.Keys(); len(keys) != 2 || keys[0].CRLVersion != "3" || len(keys[0].Periods) != 1 ||
		keys[0].Source != "local" {
		t.Errorf("%+v", keys)
	}
	if l.Blocks[0].Issuer != testIssuer || l.Blocks[1].KeyID != kidOf(testKey(t, "d")) {
		t.Errorf("%+v", l.Blocks)
	}
	if empty, err := DecodeLocal(mustEncode(t, Local{})); err != nil || !empty.Empty() || l.Empty() {
		t.Errorf("nothing becomes %+v, %v", empty, err)
	}
}

// TestNewAdditionKeepsNoPrivateHalf: a key set with a private half gives no key,
// and nothing of it gets into the layer.
func TestNewAdditionKeepsNoPrivateHalf(t *testing.T) {
	good, leaked := testKey(t, "a"), testKey(t, "b")
	a, notes, err := NewAddition(localIssuerID, "", keySet(t, good, leaked, leaked.with("d", "c2VjcmV0")), byTester)
	if err != nil || len(a.Keys()) != 1 || !slices.Contains(codes(notes), "private_key") {
		t.Fatalf("%d keys, %v, %v", len(a.Keys()), notes, err)
	}
	if text := string(mustEncode(t, Local{Additions: []Addition{a}})); strings.Contains(text, "c2VjcmV0") ||
		strings.Contains(text, kidOf(leaked)) {
		t.Errorf("a private half is kept: %s", text)
	}
	for name, tt := range map[string]struct {
		issuer, name string
		jwks         []byte
		by           Entry
		want         error
	}{
		"no key":      {localIssuerID, "", keySet(t, leaked.with("d", "x")), byTester, ErrNoKeys},
		"no key set":  {localIssuerID, "", []byte(`{}`), byTester, ErrLayout},
		"no issuer":   {"", "", keySet(t, good), byTester, ErrIssuer},
		"long name":   {localIssuerID, strings.Repeat("x", maxText+1), keySet(t, good), byTester, ErrLocal},
		"nobody":      {localIssuerID, "", keySet(t, good), Entry{When: byTester.When}, ErrLocal},
		"at no time":  {localIssuerID, "", keySet(t, good), Entry{Who: "tester"}, ErrLocal},
		"no UTF-8":    {localIssuerID, "", keySet(t, good), Entry{Who: "\xff", When: byTester.When}, ErrLocal},
		"issuer, odd": {"https://\xff.example", "", keySet(t, good), byTester, ErrLocal},
	} {
		if _, _, err := NewAddition(tt.issuer, tt.name, tt.jwks, tt.by); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNewBlockRefuses(t *testing.T) {
	for name, what := range map[string]string{"nothing": "", "too long": strings.Repeat("x", maxIssuerID+1),
		"no UTF-8": "\xff"} {
		if _, err := NewBlock(what, byTester); !errors.Is(err, ErrLocal) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, b := range map[string]Block{
		"of neither": {Entry: byTester}, "of no key id": {byTester, "", "abc"},
		"of a long key id": {byTester, testIssuer, strings.Repeat("x", 257)},
		"of no text":       {byTester, testIssuer, "\xff"},
	} {
		if _, err := (Local{Blocks: []Block{b}}).Encode(); !errors.Is(err, ErrLocal) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (Local{Blocks: make([]Block, maxBlocks+1)}).Encode(); !errors.Is(err, ErrLocal) {
		t.Errorf("too many: %v", err)
	}
}

func TestLocalWithoutAndUnion(t *testing.T) {
	l := someLocal(t)
	for what, want := range map[string][4]int{ // removed, additions, keys, blocks
		localIssuerID:           {1, 1, 1, 2},
		testIssuer:              {2, 1, 2, 1},
		kidOf(testKey(t, "a")):  {1, 2, 2, 2},
		kidOf(testKey(t, "c")):  {1, 1, 2, 2},
		kidOf(testKey(t, "d")):  {1, 2, 3, 1},
		"https://never.example": {0, 2, 3, 2},
	} {
		rest, gone := l.Without(what)
		removed := len(gone.Additions) + len(gone.Blocks)
		keys := 0
		for _, a := range rest.Additions {
			keys += len(a.Keys())
		}
		if got := [4]int{removed, len(rest.Additions), keys, len(rest.Blocks)}; got != want {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	if u := l.Union(l); len(u.Additions) != 4 || len(u.Blocks) != 4 || len(l.Blocks) != 2 {
		t.Errorf("%+v", u)
	}
}

func TestDecodeLocalRefuses(t *testing.T) {
	good := string(mustEncode(t, someLocal(t)))
	for name, change := range map[string][2]string{
		"member missing":  {`"name": "",`, ``},
		"member misspelt": {`"blocks"`, `"block"`},
		"member twice":    {`"blocks"`, `"blocks": [], "blocks"`},
		"member more":     {`"blocks"`, `"more": [], "blocks"`},
		"no schema":       {`vaxcheck.local/1`, `vaxcheck`},
		"private half":    {`"x"`, `"d": "x", "x"`},
		"other key":       {`"kid": "` + kidOf(testKey(t, "b")), `"kid": "` + kidOf(testKey(t, "c"))},
		"when in words":   {`"when": "2026-06-01T09:30:00Z"`, `"when": "today"`},
		"when elsewhere":  {`"when": "2026-06-01T09:30:00Z"`, `"when": "2026-06-01T18:30:00+09:00"`},
		"block of nothing": {`"issuer": "` + testIssuer + `",` + "\n   \"kid\": \"\"",
			`"issuer": "",` + "\n   \"kid\": \"\""},
		"block of a number":    {"\"kid\": \"\"", "\"kid\": 0"},
		"counter beyond use":   {`"crl_version": "3"`, `"crl_version": "` + strings.Repeat("3", maxCounter+1) + `"`},
		"truth in quotes":      {`"names_issuer": true`, `"names_issuer": "true"`},
		"keys no list":         {`"keys": [`, `"keys": 0, "k": [`},
		"something after it":   {"\n}\n", "\n}\n{}"},
		"cut short":            {"\n}\n", ""},
		"list no list":         {`"blocks": [`, `"blocks": {"x": [`},
		"addition without key": {`"name": "",`, `"name": "", "keys": [],`},
	} {
		changed := strings.Replace(good, change[0], change[1], 1)
		if changed == good {
			t.Errorf("%s: nothing to change found", name)
		}
		if _, err := DecodeLocal([]byte(changed)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := DecodeLocal([]byte(strings.Replace(good, "local/1", "local/2", 1))); !errors.Is(err, ErrVersion) {
		t.Errorf("of a newer version: %v", err)
	}
	if _, err := DecodeLocal(make([]byte, maxLocal+1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
	if _, err := DecodeLocal(nil); !errors.Is(err, ErrDamaged) {
		t.Errorf("nothing: %v", err)
	}
}

// FuzzDecodeLocal: what decodes comes back from its form as it was, and layers
// over a set without harm.
func FuzzDecodeLocal(f *testing.F) {
	f.Add(mustEncode(f, someLocal(f)))
	f.Add(mustEncode(f, Local{}))
	base := smallSet(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := DecodeLocal(data)
		if err != nil {
			return
		}
		form, err := l.Encode()
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		again, err := DecodeLocal(form)
		if err != nil || !bytes.Equal(mustEncode(t, again), form) {
			t.Errorf("changed by its JSON form (%v)", err)
		}
		s := mustWith(t, base, l, nil)
		expectConsistent(t, s)
		for _, b := range l.Blocks {
			_, issuer := s.BlockedIssuer(b.Issuer)
			if _, key := s.BlockedKey(b.KeyID); !issuer && !key {
				t.Errorf("%+v does not block", b)
			}
		}
	})
}

// TestWithoutKey: of several blocks and keys only the one that is named goes.
func TestWithoutKey(t *testing.T) {
	const issuer, other = "did:web:state.example", "did:web:other.example"
	var l Local
	for _, pair := range [][2]string{{issuer, "key-1"}, {issuer, "key-2"}, {other, "key-1"}} {
		b, err := NewKeyBlock(pair[0], pair[1], byTester)
		if err != nil {
			t.Fatal(err)
		}
		l.Blocks = append(l.Blocks, b)
	}
	l.Blocks = append(l.Blocks, mustBlock(t, issuer))
	rest, gone := l.WithoutKey(issuer, "key-1")
	if !slices.Equal(gone.Blocks, l.Blocks[:1]) || !slices.Equal(rest.Blocks, l.Blocks[1:]) {
		t.Errorf("gone %+v", gone.Blocks)
	}
	a, b := testKey(t, "a"), testKey(t, "b")
	l = Local{Additions: []Addition{mustAdd(t, issuer, "", a, b), mustAdd(t, other, "", a)}}
	rest, gone = l.WithoutKey(issuer, kidOf(a))
	if len(gone.Additions) != 1 || len(gone.Additions[0].keys) != 1 || gone.Additions[0].Issuer != issuer ||
		gone.Additions[0].keys[0].id != kidOf(a) || len(rest.Additions) != 2 || len(rest.Additions[0].keys) != 1 {
		t.Errorf("gone %+v", gone.Additions)
	}
}

// TestLocalLongest: what may be added and blocked here can be written down and read again, up to
// the last character.
func TestLocalLongest(t *testing.T) {
	counter, kid := strings.Repeat("3", maxCounter), strings.Repeat("k", maxLocalKeyID)
	issuer := strings.Repeat("i", maxIssuerID)
	block, err := NewKeyBlock(issuer, kid, byTester)
	if err != nil {
		t.Fatal(err)
	}
	l, err := DecodeLocal(mustEncode(t, Local{Blocks: []Block{block},
		Additions: []Addition{mustAdd(t, issuer, "", testKey(t, "a").with("crlVersion", counter))}}))
	if err != nil || l.Blocks[0] != block || l.Additions[0].Keys()[0].CRLVersion != counter {
		t.Errorf("%v, %+v", err, l)
	}
}
