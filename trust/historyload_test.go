package trust

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"vaxcheck/trust/packed"
)

// publishedPair is a key as a published history has it.
func publishedPair(t testing.TB, seed string) object {
	key := testKey(t, seed)
	return object{"iss": testIssuer, "kid": kidOf(key), "crv": "P-256", "x": key["x"], "y": key["y"],
		"firstListed": "2022-01-01T00:00:00Z", "lastListed": "2023-03-01T00:00:00Z", "listedNow": false}
}

// TestLoadHistoryRefuses breaks one thing at a time of a history that loads.
func TestLoadHistoryRefuses(t *testing.T) {
	a, b := publishedPair(t, "a"), publishedPair(t, "b")
	whole := object{"source": "test", "from": "2022-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}
	until := func(end string, now bool) object { return b.with("lastListed", end).with("listedNow", now) }
	for name, tt := range map[string]struct {
		whole object
		pair  object
		want  error
	}{
		"as it is":            {whole, b, nil},
		"listed now":          {whole, until("2026-01-01T00:00:00Z", true), nil},
		"listed once":         {whole, b.with("lastListed", "2022-01-01T00:00:00Z"), nil},
		"another issuer's":    {whole, a.with("iss", "https://b.example"), nil},
		"of another curve":    {whole, b.with("kid", "bare").with("crv", "P-384"), nil},
		"no source":           {whole.without("source"), b, ErrLayout},
		"keys no list":        {whole.with("keys", 1), nil, ErrLayout},
		"no end":              {whole.without("to"), b, ErrLayout},
		"ends before":         {whole.with("to", "2021-01-01T00:00:00Z"), b, ErrLayout},
		"begins at no time":   {whole.with("from", "1970-01-01T00:00:00Z"), b, ErrLayout},
		"no issuer":           {whole, b.with("iss", ""), ErrLayout},
		"no key id":           {whole, b.with("kid", ""), ErrLayout},
		"the same pair":       {whole, a, ErrLayout},
		"another key's id":    {whole, b.with("kid", "x"), ErrLayout},
		"no coordinates":      {whole, b.without("x"), ErrLayout},
		"listed too early":    {whole, b.with("firstListed", "2021-12-31T23:59:59Z"), ErrLayout},
		"listed too late":     {whole, until("2026-01-01T00:00:01Z", false), ErrLayout},
		"last before first":   {whole, b.with("lastListed", "2021-12-31T23:59:59Z"), ErrLayout},
		"now, and dropped":    {whole, until("2023-03-01T00:00:00Z", true), ErrLayout},
		"at the end, not now": {whole, until("2026-01-01T00:00:00Z", false), ErrLayout},
	} {
		history := tt.whole
		if tt.pair != nil {
			history = history.with("keys", []object{a, tt.pair})
		}
		h, err := LoadHistory(marshal(t, history))
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && len(allOf(h)) != 2 {
			t.Errorf("%s: %v", name, allOf(h))
		}
	}
}

// TestDecodeHistoryOrder: a history in which something stands twice, out of order or outside of
// its time is damaged.
func TestDecodeHistoryOrder(t *testing.T) {
	pair := func(kid string, ahead, behind byte) []byte {
		return append(packed.AppendText([]byte{idText}, kid), ahead, behind)
	}
	issuer := func(shared byte, rest string, pairs ...[]byte) []byte {
		return slices.Concat(packed.AppendText([]byte{shared}, rest), []byte{byte(len(pairs))},
			slices.Concat(pairs...))
	}
	for name, tt := range map[string]struct {
		want    error
		issuers [][]byte
	}{
		"in order": {nil, [][]byte{issuer(0, "a", pair("k", 0, 0), pair("l", 2, 0)),
			issuer(1, "b", pair("k", 0, 2)), issuer(0, "b", pair("k", 1, 1))}},
		"an issuer twice": {ErrDamaged, [][]byte{issuer(0, "a", pair("k", 0, 0)), issuer(1, "", pair("l", 0, 0))}},
		"issuers out of order": {ErrDamaged, [][]byte{issuer(0, "b", pair("k", 0, 0)),
			issuer(0, "a", pair("k", 0, 0))}},
		"a key id twice":       {ErrDamaged, [][]byte{issuer(0, "a", pair("k", 0, 0), pair("k", 0, 0))}},
		"key ids out of order": {ErrDamaged, [][]byte{issuer(0, "a", pair("l", 0, 0), pair("k", 0, 0))}},
		"first after the end":  {ErrDamaged, [][]byte{issuer(0, "a", pair("k", 3, 0))}},
		"last too early":       {ErrDamaged, [][]byte{issuer(0, "a", pair("k", 0, 3))}},
		"last before first":    {ErrDamaged, [][]byte{issuer(0, "a", pair("k", 2, 1))}},
		"an issuer of nothing": {ErrDamaged, [][]byte{issuer(0, "a")}},
	} {
		body := append([]byte{2, 6, byte(len(tt.issuers))}, slices.Concat(tt.issuers...)...) // from 1 to 3
		h, err := DecodeHistory(sealed(append(historyForm.Begin(), body...)))
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, %+v", name, err, h)
		}
	}
}

// TestHistoryRoom: some 65,000 keys are remembered, however short their ids are, and no more.
func TestHistoryRoom(t *testing.T) {
	h := &History{issuers: map[string][]pairContents{}}
	const kids = "%09d"
	issuer := strings.Repeat("i", 1<<8-pairSize-9) // 256 bytes with a pair
	for i := range maxHistory >> 8 {
		if !h.add(issuer, pairContents{kid: fmt.Sprintf(kids, i)}) {
			t.Fatalf("no room for pair %d", i)
		}
	}
	if h.add(issuer, pairContents{kid: "one more"}) {
		t.Error("there is always room")
	}
	if !h.add(issuer, pairContents{kid: fmt.Sprintf(kids, 0)}) {
		t.Error("what is known already needs no room")
	}
}
