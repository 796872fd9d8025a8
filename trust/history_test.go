package trust

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/trust/packed"
)

// snapshotAt is a snapshot made at an instant.
func snapshotAt(t testing.TB, made time.Time, issuers ...object) *Set {
	t.Helper()
	text := strings.Replace(string(directory(t, issuers...)), "2026-05-01T00:00:00Z", made.Format(time.RFC3339), 1)
	return mustLoad(t, []byte(text))
}

func month(m time.Month) time.Time { return time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC) }

func mustHistory(t testing.TB) *History {
	t.Helper()
	h, err := BundledHistory()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestExtend: January lists a and b, February only b, March b and again c.
func TestExtend(t *testing.T) {
	a, b, c := testKey(t, "a"), testKey(t, "b"), testKey(t, "c")
	var none History
	h := none.Extend(snapshotAt(t, month(1), issuerEntry(testIssuer, a, b)))
	h = h.Extend(snapshotAt(t, month(2), issuerEntry(testIssuer, b)))
	before := h.Encode()
	h3 := h.Extend(snapshotAt(t, month(3), issuerEntry(testIssuer, b, c), issuerEntry("https://other.example", a)))
	if !bytes.Equal(before, h.Encode()) {
		t.Error("a history was changed by extending it")
	}
	h = h3
	for kid, want := range map[string][2]time.Time{
		kidOf(a): {month(1), month(1)}, kidOf(b): {month(1), month(3)}, kidOf(c): {month(3), month(3)},
	} {
		got, known := h.Find(testIssuer, kid)
		if !known || !got.First.Equal(want[0]) || !got.Last.Equal(want[1]) {
			t.Errorf("%v %+v, want %v", known, got, want)
		}
		if got.Public == nil {
			t.Error("the public key is not known any more")
		}
	}
	if got, _ := h.Find("https://other.example", kidOf(a)); !got.First.Equal(month(3)) {
		t.Errorf("another issuer's key takes over when it was listed: %+v", got)
	}
	if _, known := h.Find("https://other.example", kidOf(b)); known {
		t.Error("a key is known under an issuer that never listed it")
	}
	if from, to := h.Period(); !from.Equal(month(1)) || !to.Equal(month(3)) {
		t.Errorf("from %v to %v", from, to)
	}
	expectSame(t, h)
}

// TestExtendOutOfOrder: an older set makes nothing younger or older than it is.
func TestExtendOutOfOrder(t *testing.T) {
	key := testKey(t, "a")
	var none History
	early, late := snapshotAt(t, month(1), issuerEntry(testIssuer, key)),
		snapshotAt(t, month(5), issuerEntry(testIssuer, key))
	h := none.Extend(late).Extend(early)
	if !bytes.Equal(h.Encode(), none.Extend(early).Extend(late).Encode()) {
		t.Error("the order matters")
	}
	if !bytes.Equal(h.Encode(), none.Extend(early).Union(none.Extend(late)).Encode()) {
		t.Error("the union is another")
	}
	undated := strings.Replace(string(directory(t, issuerEntry(testIssuer, testKey(t, "b")))),
		"2026-05-01T00:00:00Z", "", 1)
	if h.Extend(mustLoad(t, []byte(undated))) != h {
		t.Error("a set of unknown time adds something")
	}
	if h.Union(&none).to != h.to || none.Union(h).from != h.from {
		t.Error("a history of nothing changes the period")
	}
}

// TestExtendRemembersExposed: that anyone can sign with a key stays known when
// the directory has dropped it.
func TestExtendRemembersExposed(t *testing.T) {
	a, b := testKey(t, "a"), testKey(t, "b")
	var none History
	h := none.Extend(snapshotAt(t, month(1), issuerEntry(testIssuer, a, b)))
	h = h.Extend(snapshotAt(t, month(2), issuerEntry(testIssuer, a.with("d", "x"), b)))
	h = h.Extend(snapshotAt(t, month(3), issuerEntry(testIssuer, b)))
	if got, _ := h.Find(testIssuer, kidOf(a)); !got.Exposed {
		t.Error("forgotten")
	}
	if got, _ := h.Find(testIssuer, kidOf(b)); got.Exposed {
		t.Error("the wrong key")
	}
	expectSame(t, h)
}

func expectSame(t *testing.T, h *History) {
	t.Helper()
	again, err := DecodeHistory(h.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Encode(), h.Encode()) {
		t.Error("changed by its binary form")
	}
	if diff := cmp.Diff(allOf(h), allOf(again)); diff != "" {
		t.Error(diff)
	}
}

// allOf is a history as text.
func allOf(h *History) (lines []string) {
	for issuer, l := range h.All() {
		lines = append(lines, fmt.Sprint(issuer, l.KeyID, l.First, l.Last, l.Exposed, l.Public))
	}
	return lines
}

// TestBundledHistory: what the history says is listed now is what the bundled
// set lists, and of what is gone the signing keys are known.
func TestBundledHistory(t *testing.T) {
	h, s := mustHistory(t), mustBundled(t)
	if limit := 90_000; len(bundledHistory) > limit {
		t.Errorf("%d bytes, more than %d", len(bundledHistory), limit)
	}
	from, to := h.Period()
	if !to.Equal(s.Info().Created) || from.Year() != 2022 {
		t.Errorf("from %v to %v", from, to)
	}
	pairs, gone, unusable := 0, 0, 0
	for issuer, l := range h.All() {
		pairs++
		_, listed := s.Key(issuer, l.KeyID)
		if listed != l.Last.Equal(to) {
			t.Errorf("%s %s: last listed %v, in the set: %v", issuer, l.KeyID, l.Last, listed)
		}
		if !listed {
			gone++
		}
		if l.Public == nil {
			unusable++
		}
	}
	if pairs != 1018 || gone != 57 || unusable != 4 {
		t.Errorf("%d pairs, %d gone, %d without a key", pairs, gone, unusable)
	}
	expectSame(t, h)
	if size := len(h.Encode()); size > 120_000 {
		t.Errorf("with all keys %d bytes", size)
	}
	if !bytes.Equal(h.Lean(s).Encode(), bundledHistory) {
		t.Error("not what is embedded")
	}
}

// TestHistoryOfSnapshots builds the history anew from the snapshots at hand; it
// must agree with the published one on what those snapshots listed.
func TestHistoryOfSnapshots(t *testing.T) {
	bundled := mustHistory(t)
	h := new(History)
	for _, name := range []string{"history/vci_snapshot-2022-06-01", "history/vci_snapshot-2024-09-20",
		"history/vci_snapshot-2026-07-25", "vci_snapshot"} {
		data := sharedBytes(t, "trust", name+".json")
		if err := VerifySnapshot(data, sharedBytes(t, "trust", name+".sig")); err != nil {
			t.Fatal(err)
		}
		s := mustLoad(t, data)
		h = h.Extend(s)
		listed := 0
		for issuer, l := range bundled.All() {
			if _, inSet := s.Key(issuer, l.KeyID); inSet {
				listed++
				if l.First.After(s.Info().Created) || l.Last.Before(s.Info().Created) {
					t.Errorf("%s lists %s, which history has from %v to %v", name, l.KeyID, l.First, l.Last)
				}
			}
		}
		if listed != s.Info().Keys {
			t.Errorf("%s: %d keys of %d in the history", name, listed, s.Info().Keys)
		}
	}
	expectSame(t, h)
}

func TestDecodeHistoryRefuses(t *testing.T) {
	var none History
	good := none.Extend(snapshotAt(t, month(1), issuerEntry(testIssuer, testKey(t, "a")),
		issuerEntry(testIssuer+"/2", testKey(t, "b")))).Encode()
	if _, err := DecodeHistory(good); err != nil {
		t.Fatal(err)
	}
	for i := range good {
		for bit := range 8 {
			damaged := bytes.Clone(good)
			damaged[i] ^= 1 << bit
			if _, err := DecodeHistory(damaged); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrVersion) {
				t.Errorf("bit %d of byte %d turned: %v", bit, i, err)
			}
		}
		if _, err := DecodeHistory(good[:i]); err == nil {
			t.Errorf("cut off after %d bytes: accepted", i)
		}
	}
	newer := bytes.Clone(good)
	newer[len(compactForm.Magic)+3]++
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"of a newer version": {newer, ErrVersion},
		"too large":          {make([]byte, maxHistory+1), ErrTooLarge},
		"something after it": {sealed(append(bytes.Clone(good), 0)), ErrDamaged},
		"other magic":        {append([]byte("vaxtrust"), good[8:]...), ErrDamaged},
	} {
		if _, err := DecodeHistory(tt.data); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func sealed(data []byte) []byte {
	packed.Seal(data)
	return data
}

// TestDecodeHistoryHostile: a small file never becomes a large history.
func TestDecodeHistoryHostile(t *testing.T) {
	head := historyForm.Begin()
	body := []byte{2, 4, 0xff, 0xff, 0xff, 3} // from 1 to 2, eight million issuers
	long := append([]byte{0}, packed.AppendText(nil, strings.Repeat("a", maxIssuerID-8))...)
	key := append([]byte{1, idThumbprint}, make([]byte, sumSize+2)...)
	body = append(append(body, long...), key...)
	for i := range 60_000 { // each shares all but its end with the one before
		next := packed.AppendText([]byte{0xf8, 0x0f}, fmt.Sprintf("%08d", i))
		body = append(append(body, next...), key...)
	}
	data := sealed(append(head, body...))
	if len(data) > maxHistory/4 {
		t.Fatalf("%d bytes are not small", len(data))
	}
	if _, err := DecodeHistory(data); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}

// FuzzDecodeHistory puts a good checksum on what it is given. What decodes comes
// back from its form as it was, and its keys hash to their ids.
func FuzzDecodeHistory(f *testing.F) {
	var none History
	a := testKey(f, "a")
	f.Add(none.Encode())
	f.Add(none.Extend(snapshotAt(f, month(1), issuerEntry(testIssuer, a),
		issuerEntry(testIssuer+"/2", a, testKey(f, "b")))).Encode())
	f.Add(bundledHistory[:packed.HeadSize])
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) >= packed.HeadSize {
			data = sealed(bytes.Clone(data))
		}
		h, err := DecodeHistory(data)
		if err != nil {
			return
		}
		expectSame(t, h)
		from, to := h.Period()
		for issuer, l := range h.All() {
			if found, known := h.Find(issuer, l.KeyID); !known || found.First != l.First {
				t.Errorf("%q %q is not found", issuer, l.KeyID)
			}
			if l.First.Before(from) && !l.First.IsZero() || l.Last.After(to) {
				t.Errorf("listed from %v to %v, in a history from %v to %v", l.First, l.Last, from, to)
			}
		}
	})
}

// FuzzLoadHistory: what loads comes back from the binary form as it was.
func FuzzLoadHistory(f *testing.F) {
	pair := publishedPair(f, "a")
	f.Add(marshal(f, object{"source": "fuzz", "from": "2022-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z",
		"keys": []object{pair, pair.with("kid", "bare").with("crv", nil), pair.with("iss", "https://b.example")}}))
	f.Add([]byte(`{"source":"x","from":1,"to":[],"keys":[1,{"iss":{}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if h, err := LoadHistory(data); err == nil {
			expectSame(t, h)
		}
	})
}

func BenchmarkDecodeHistory(b *testing.B) {
	data := mustHistory(b).Encode()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeHistory(data); err != nil {
			b.Fatal(err)
		}
	}
}

// TestRecalled: a set that stands in for a newer one does not bring back what
// that had dropped, and Until does.
func TestRecalled(t *testing.T) {
	kept, dropped, late := testKey(t, "kept"), testKey(t, "dropped"), testKey(t, "new")
	older := snapshotAt(t, month(1), issuerEntry(testIssuer, kept, dropped))
	newer := snapshotAt(t, month(2), issuerEntry(testIssuer, kept, late))
	h := new(History).Extend(older)
	h = h.Extend(newer)
	_, seen := h.Period()
	over, err := older.With(Local{}, func() *History { return h }, seen)
	if err != nil {
		t.Fatal(err)
	}
	for kid, want := range map[string][2]bool{kidOf(kept): {true, false}, kidOf(dropped): {false, true},
		kidOf(late): {false, false}} {
		_, listed := over.Key(testIssuer, kid)
		_, withdrawn := over.Withdrawn(testIssuer, kid)
		if got := [2]bool{listed, withdrawn}; got != want {
			t.Errorf("%s: listed and withdrawn %v, want %v", kid, got, want)
		}
	}
	if n := len(over.Keys(testIssuer)); n != 1 {
		t.Errorf("%d keys", n)
	}
	back := h.Until(older.Info().Created)
	_, seen = back.Period()
	if over, err = older.With(Local{}, func() *History { return back }, seen); err != nil {
		t.Fatal(err)
	}
	if _, listed := over.Key(testIssuer, kidOf(dropped)); !listed {
		t.Error("set aside on purpose, and the key is not back")
	}
	if _, known := back.Find(testIssuer, kidOf(dropped)); !known {
		t.Error("what was first listed at that very time is forgotten")
	}
	if _, known := back.Find(testIssuer, kidOf(late)); known {
		t.Error("the history still knows the newer set's key")
	}
}
