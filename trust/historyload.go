package trust

import (
	"fmt"
	"time"

	"vaxcheck/internal/strictjson"
)

// LoadHistory reads a key history in JSON: from and to, and for each pair under
// keys iss, kid, crv, x, y, firstListed, lastListed and listedNow. Anything
// odd refuses the whole: it is read when the program is made, not at a door.
// A key that is not of P-256 is remembered by its id alone. The error is
// ErrTooLarge, ErrLayout or one of package strictjson.
func LoadHistory(data []byte) (*History, error) {
	v, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("load key history: %w", err)
	}
	if v.Get("keys").Kind() != strictjson.Array || v.Get("source").Text() == "" {
		return nil, fmt.Errorf("load key history: %w", ErrLayout)
	}
	h := &History{issuers: map[string][]pairContents{}}
	var ok bool
	if h.from, h.to, ok = readSpan(v.Get("from"), v.Get("to")); !ok {
		return nil, fmt.Errorf("load key history: %w: times missing or out of order", ErrLayout)
	}
	for item := range v.Get("keys").Items() {
		if err := h.load(item); err != nil {
			return nil, fmt.Errorf("load key history: %w", err)
		}
	}
	return h, nil
}

// readSpan reads two times of which the first is not the later.
func readSpan(from, to strictjson.Value) (first, last int64, ok bool) {
	a, errA := time.Parse(time.RFC3339, from.Text())
	b, errB := time.Parse(time.RFC3339, to.Text())
	if errA != nil || errB != nil || b.Before(a) || a.Unix() <= 0 {
		return 0, 0, false
	}
	return a.Unix(), b.Unix(), true
}

func (h *History) load(item strictjson.Value) error {
	issuer, p := item.Get("iss").Text(), pairContents{kid: item.Get("kid").Text()}
	if _, known := findPair(h.issuers[issuer], p.kid); known || !validIssuerID(issuer) || !validHistoryID(p.kid) {
		return fmt.Errorf("%w: issuer or key id empty, too long or repeated", ErrLayout)
	}
	var ok bool
	p.first, p.last, ok = readSpan(item.Get("firstListed"), item.Get("lastListed"))
	if !ok || p.first < h.from || p.last > h.to || item.Get("listedNow").True() != (p.last == h.to) {
		return fmt.Errorf("%w: times of key %q missing, out of order or not within the whole", ErrLayout, p.kid)
	}
	if item.Get("crv").Text() == "P-256" {
		c, err := parseCoordinates(item.Get("x").Text(), item.Get("y").Text())
		if _, onCurve := c.public(); err != nil || !onCurve || c.thumbprint() != p.kid {
			return fmt.Errorf("%w: key %q does not hash to its id", ErrLayout, p.kid)
		}
		p.point = &c
	}
	if !h.add(issuer, p) {
		return ErrTooLarge
	}
	return nil
}
