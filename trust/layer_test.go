package trust

import (
	"slices"
	"strings"
	"testing"
	"time"
)

var byTester = Entry{Who: "tester", When: time.Date(2026, 6, 1, 9, 30, 0, 0, time.UTC), Why: "to try it"}

func keySet(t testing.TB, keys ...object) []byte {
	t.Helper()
	return marshal(t, object{"keys": keys})
}

func mustAdd(t testing.TB, issuer, name string, keys ...object) Addition {
	t.Helper()
	a, _, err := NewAddition(issuer, name, keySet(t, keys...), byTester)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func mustBlock(t testing.TB, what string) Block {
	t.Helper()
	b, err := NewBlock(what, byTester)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustWith(t testing.TB, s *Set, l Local, h *History) *Set {
	t.Helper()
	past := func() *History { return h }
	if h == nil {
		past = nil
	}
	layered, err := s.With(l, past, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return layered
}

const (
	localIssuerID = "https://local.example/shc"
	lastIssuerID  = "https://zz.example/shc"
)

func TestWithAdditions(t *testing.T) {
	listed, added, shared, last := testKey(t, "listed"), testKey(t, "added"), testKey(t, "shared"), testKey(t, "last")
	base := mustLoad(t, directory(t, issuerEntry(testIssuer, listed, shared), issuerEntry("https://m.example", shared)))
	s := mustWith(t, base, Local{Additions: []Addition{
		mustAdd(t, testIssuer, "A wrong name", added, shared), mustAdd(t, localIssuerID, "Local clinic", added, last),
		mustAdd(t, lastIssuerID, "", last), mustAdd(t, localIssuerID, "Another name", added),
	}}, nil)
	for _, tt := range []struct {
		issuer string
		key    object
		source string // "" for a key that is not there
	}{
		{testIssuer, listed, "test"}, {testIssuer, shared, "test"}, {testIssuer, added, "local"},
		{testIssuer, last, ""},
		{localIssuerID, added, "local"}, {localIssuerID, last, "local"}, {localIssuerID, listed, ""},
		{lastIssuerID, last, "local"}, {lastIssuerID, added, ""}, {"https://m.example", added, ""},
	} {
		if k, _ := s.Key(tt.issuer, kidOf(tt.key)); k.Source != tt.source {
			t.Errorf("%s %s: source %q, want %q", tt.issuer, kidOf(tt.key), k.Source, tt.source)
		}
	}
	if is, _ := s.Issuer(testIssuer); is.Name != "Name of "+testIssuer || is.Local || is.KeyCount != 3 {
		t.Errorf("a listed issuer is changed: %+v", is)
	}
	if is, ok := s.Issuer(localIssuerID); !ok || is.Name != "Local clinic" || !is.Local || is.KeyCount != 2 ||
		!is.LastRetrieved.IsZero() {
		t.Errorf("a local issuer: %v %+v", ok, is)
	}
	expectConsistent(t, s)
	got, want := s.Info(), base.Info()
	if got.Issuers != 4 || got.Keys != 7 || got.Additions != 4 || got.Blocks != 0 {
		t.Errorf("%+v", got)
	}
	if got.Source != want.Source || got.Created != want.Created || got.Latest != want.Latest ||
		got.OriginSHA256 != want.OriginSHA256 {
		t.Errorf("source or age is changed: %+v", got)
	}
	if base.Info().Issuers != 2 || len(base.Keys(testIssuer)) != 2 {
		t.Error("the set itself is changed")
	}
}

// expectConsistent: issuers come in order, each once, with as many keys as are
// counted, and each of them is found.
func expectConsistent(t *testing.T, s *Set) {
	t.Helper()
	var ids []string
	keys := 0
	for is := range s.Issuers() {
		ids = append(ids, is.ID)
		keys += len(s.Keys(is.ID))
		if found, ok := s.Issuer(is.ID); !ok || found != is || is.KeyCount != len(s.Keys(is.ID)) {
			t.Errorf("%+v is found as %+v", is, found)
		}
		for _, k := range s.Keys(is.ID) {
			if found, ok := s.Key(is.ID, k.ID); !ok || found.Source != k.Source || k.Public == nil {
				t.Errorf("%s %s is found as %+v", is.ID, k.ID, found)
			}
		}
	}
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("issuers out of order: %v", ids)
	}
	if info := s.Info(); info.Issuers != len(ids) || info.Keys != keys {
		t.Errorf("%d issuers and %d keys, counted %+v", len(ids), keys, info)
	}
	for range s.Issuers() {
		break // who stops early is not asked again
	}
}

func TestWithBlocks(t *testing.T) {
	key, other := testKey(t, "a"), testKey(t, "b")
	base := mustLoad(t, directory(t, issuerEntry(testIssuer, key, other)))
	later := byTester
	later.Why = "again"
	s := mustWith(t, base, Local{Blocks: []Block{mustBlock(t, testIssuer), mustBlock(t, kidOf(key)),
		{Entry: later, Issuer: testIssuer}}}, nil)
	if b, blocked := s.BlockedIssuer(testIssuer); !blocked || b.Why != byTester.Why || b.Who != "tester" {
		t.Errorf("%v %+v", blocked, b)
	}
	if b, blocked := s.BlockedKey(kidOf(key)); !blocked || b.KeyID != kidOf(key) {
		t.Errorf("%v %+v", blocked, b)
	}
	for _, id := range []string{"", testIssuer + "/", strings.ToUpper(testIssuer), kidOf(key)} {
		if _, blocked := s.BlockedIssuer(id); blocked {
			t.Errorf("%q is blocked", id)
		}
	}
	for _, kid := range []string{"", kidOf(other), testIssuer} {
		if _, blocked := s.BlockedKey(kid); blocked {
			t.Errorf("%q is blocked", kid)
		}
	}
	for _, pair := range [][2]string{{testIssuer, kidOf(key)}, {"", kidOf(key)}} {
		if _, blocked := s.BlockedKeyOf(pair[0], pair[1]); !blocked {
			t.Errorf("%q is not blocked under %q", pair[1], pair[0])
		}
	}
	if _, blocked := base.BlockedIssuer(testIssuer); blocked {
		t.Error("the set itself is changed")
	}
	if info := s.Info(); info.Blocks != 3 || info.Keys != 2 {
		t.Errorf("%+v", info)
	}
}

// TestWithChangesTheHash: an auditor can tell sets that judge differently.
func TestWithChangesTheHash(t *testing.T) {
	base := mustLoad(t, directory(t, issuerEntry(testIssuer, testKey(t, "a"))))
	addition, block := mustAdd(t, localIssuerID, "", testKey(t, "b")), mustBlock(t, testIssuer)
	sums := map[string]string{"nothing": base.Info().SHA256}
	for name, l := range map[string]Local{
		"addition": {Additions: []Addition{addition}}, "block": {Blocks: []Block{block}},
		"both":        {Additions: []Addition{addition}, Blocks: []Block{block}},
		"other key":   {Additions: []Addition{mustAdd(t, localIssuerID, "", testKey(t, "c"))}},
		"other block": {Blocks: []Block{mustBlock(t, localIssuerID)}},
	} {
		sum := mustWith(t, base, l, nil).Info().SHA256
		for other, have := range sums {
			if have == sum {
				t.Errorf("%s has the hash of %s", name, other)
			}
		}
		sums[name] = sum
		if again := mustWith(t, mustWith(t, base, Local{Blocks: []Block{block, block}}, nil), l,
			nil); again.Info().SHA256 != sum {
			t.Error("layers that were replaced still count")
		}
	}
	if got := mustWith(t, base, Local{}, new(History)).Info(); got != base.Info() {
		t.Errorf("no layer changes %+v", got)
	}
}

// TestWithRefusesExposed: a key whose private half stands in the set is not let
// in by the side door.
func TestWithRefusesExposed(t *testing.T) {
	leaked, good := testKey(t, "leaked"), testKey(t, "good")
	base := mustLoad(t, directory(t, issuerEntry(testIssuer, good, leaked.with("d", "x"))))
	s := mustWith(t, base, Local{Additions: []Addition{mustAdd(t, localIssuerID, "", leaked)}}, nil)
	if _, ok := s.Key(localIssuerID, kidOf(leaked)); ok {
		t.Error("a leaked key is used")
	}
	if _, ok := s.Issuer(localIssuerID); ok || s.Info().Issuers != 1 {
		t.Error("an issuer without keys")
	}
	if !slices.Contains(codes(s.Notes()), "private_key") {
		t.Errorf("nothing said: %v", s.Notes())
	}
	past := new(History).Extend(snapshotAt(t, month(1), issuerEntry(lastIssuerID, leaked)))
	past = past.Extend(base)
	clean := snapshotAt(t, month(7), issuerEntry(testIssuer, good))
	later := mustWith(t, clean, Local{Additions: []Addition{mustAdd(t, localIssuerID, "", leaked)}}, past)
	if _, ok := later.Key(localIssuerID, kidOf(leaked)); ok {
		t.Error("a key that leaked in the past is used")
	}
	specimen := mustWith(t, base, Local{Additions: []Addition{mustAdd(t, localIssuerID, "", specimenJWK())}}, nil)
	if k, ok := specimen.Key(localIssuerID, kidOf(specimenJWK())); !ok || !k.Specimen {
		t.Errorf("%v %+v", ok, k)
	}
}

// specimenJWK is a key whose private half everybody has.
func specimenJWK() object {
	p := specimens()[1].points[0]
	return object{"kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "x": p.x, "y": p.y,
		"kid": Thumbprint("P-256", "EC", p.x, p.y)}
}

func TestWithdrawn(t *testing.T) {
	old, kept, late, leaked := testKey(t, "old"), testKey(t, "kept"), testKey(t, "late"), testKey(t, "leaked")
	other := "https://other.example"
	h := new(History).Extend(snapshotAt(t, month(1),
		issuerEntry(testIssuer, old, kept, leaked, specimenJWK()), issuerEntry(other, kept)))
	h = h.Extend(snapshotAt(t, month(2), issuerEntry(testIssuer, old, kept, leaked.with("d", "x")),
		issuerEntry(other, kept)))
	set := snapshotAt(t, month(3), issuerEntry(testIssuer, kept), issuerEntry("https://third.example", kept))
	h = h.Extend(set).Extend(snapshotAt(t, month(4), issuerEntry(testIssuer, kept, late)))
	s := mustWith(t, set, Local{}, h)
	w, gone := s.Withdrawn(testIssuer, kidOf(old))
	if !gone || !w.First.Equal(month(1)) || !w.Last.Equal(month(2)) || w.Key.Public == nil ||
		w.Key.Source != "history" || w.Key.Specimen {
		t.Errorf("%v %+v", gone, w)
	}
	if w, gone := s.Withdrawn(testIssuer, kidOf(specimenJWK())); !gone || !w.Key.Specimen {
		t.Errorf("a specimen's key: %v %+v", gone, w)
	}
	if _, gone := s.Withdrawn(other, kidOf(kept)); !gone {
		t.Error("an issuer that is gone altogether")
	}
	for name, pair := range map[string][2]string{
		"still listed":              {testIssuer, kidOf(kept)},
		"under another issuer":      {other, kidOf(old)},
		"first listed later":        {testIssuer, kidOf(late)},
		"private half published":    {testIssuer, kidOf(leaked)},
		"never heard of":            {testIssuer, kidOf(testKey(t, "never"))},
		"no key id":                 {testIssuer, ""},
		"new issuer of a known key": {"https://third.example", kidOf(kept)},
	} {
		if w, gone := s.Withdrawn(pair[0], pair[1]); gone {
			t.Errorf("%s: %+v", name, w)
		}
	}
	var ids []string
	for id, w := range s.Withdrawals() {
		ids = append(ids, id+" "+w.Key.ID)
	}
	if want := []string{other + " " + kidOf(kept), testIssuer + " " + kidOf(old),
		testIssuer + " " + kidOf(specimenJWK())}; !sameSet(ids, want) {
		t.Errorf("%v, want %v", ids, want)
	}
	expectNoneWithdrawn(t, set, h, old)
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// expectNoneWithdrawn goes through what makes a withdrawn key none.
func expectNoneWithdrawn(t *testing.T, set *Set, h *History, old object) {
	t.Helper()
	undated := strings.Replace(string(directory(t, issuerEntry(testIssuer, testKey(t, "kept")))),
		"2026-05-01T00:00:00Z", "", 1)
	for name, s := range map[string]*Set{
		"no layer":        set,
		"no history":      mustWith(t, set, Local{}, nil),
		"history of none": mustWith(t, set, Local{}, new(History)),
		"added here":      mustWith(t, set, Local{Additions: []Addition{mustAdd(t, testIssuer, "", old)}}, h),
		"set of no time":  mustWith(t, mustLoad(t, []byte(undated)), Local{}, h),
		"exposed elsewhere": mustWith(t, snapshotAt(t, month(3), issuerEntry(testIssuer, testKey(t, "kept")),
			issuerEntry(lastIssuerID, old.with("d", "x"))), Local{}, h),
		"older set": mustWith(t,
			snapshotAt(t, month(1).AddDate(0, 0, -1), issuerEntry(testIssuer, testKey(t, "kept"))), Local{}, h),
	} {
		if w, gone := s.Withdrawn(testIssuer, kidOf(old)); gone {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

// TestBundledWithdrawals: 57 keys are withdrawn from the bundled set, and of all
// that it lists none.
func TestBundledWithdrawals(t *testing.T) {
	s := mustWith(t, mustBundled(t), Local{}, mustHistory(t))
	count, usable := 0, 0
	for id, w := range s.Withdrawals() {
		count++
		if w.Key.Public != nil {
			usable++
		}
		if _, listed := s.Issuer(id); !listed || !w.Last.Before(s.Info().Created) || w.First.After(w.Last) {
			t.Errorf("%s: %+v", id, w)
		}
	}
	if count != 57 || usable != 53 {
		t.Errorf("%d withdrawn, %d of them with a key", count, usable)
	}
	for is := range s.Issuers() {
		for _, k := range s.Keys(is.ID) {
			if _, gone := s.Withdrawn(is.ID, k.ID); gone {
				t.Errorf("%s %s is listed", is.ID, k.ID)
			}
		}
	}
	expectConsistent(t, s)
}

// TestBlockedKeyOfIssuer: the id of a key that may be that of others' keys is refused under
// its issuer alone, and outlives being written down.
func TestBlockedKeyOfIssuer(t *testing.T) {
	const kid = "key-1"
	block, err := NewKeyBlock("did:web:state.example", kid, byTester)
	if err != nil {
		t.Fatal(err)
	}
	form, err := Local{Blocks: []Block{block, mustBlock(t, "did:web:state.example")}}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	local, err := DecodeLocal(form)
	if err != nil {
		t.Fatal(err)
	}
	s := mustWith(t, mustBundled(t), local, nil)
	if b, blocked := s.BlockedKeyOf("did:web:state.example", kid); !blocked || b.Why != byTester.Why {
		t.Errorf("not blocked: %+v", b)
	}
	for _, pair := range [][2]string{{"", kid}, {"did:web:other.example", kid},
		{"did:web:state.example", "key-2"}, {kid, ""}} {
		if _, blocked := s.BlockedKeyOf(pair[0], pair[1]); blocked {
			t.Errorf("%q is blocked under %q", pair[1], pair[0])
		}
	}
	if _, blocked := s.BlockedKey(kid); blocked {
		t.Error("the id is blocked by itself")
	}
	for _, half := range []string{kid, ""} {
		if _, gone := local.Without(half); !gone.Empty() {
			t.Errorf("half of it, %q, names the block", half)
		}
	}
	rest, gone := local.Without("did:web:state.example")
	if len(rest.Blocks) != 1 || len(gone.Blocks) != 1 || gone.Blocks[0].KeyID != "" {
		t.Errorf("the issuer's block: rest %+v", rest.Blocks)
	}
	if rest, gone := local.WithoutKey("did:web:state.example", kid); len(rest.Blocks) != 1 || len(gone.Blocks) != 1 {
		t.Errorf("the key's block: rest %+v", rest.Blocks)
	}
	for _, pair := range [][2]string{{"", kid}, {"did:web:state.example", ""}} {
		if _, err := NewKeyBlock(pair[0], pair[1], byTester); err == nil {
			t.Errorf("a block of %q", pair)
		}
	}
}

// TestWithdrawnAtThatTime: what another directory listed at the very time at which the set
// was made is withdrawn, and a set as new as all that was seen is not an older one.
func TestWithdrawnAtThatTime(t *testing.T) {
	kept, before, elsewhere := testKey(t, "kept"), testKey(t, "before"), testKey(t, "elsewhere")
	set := snapshotAt(t, month(2), issuerEntry(testIssuer, kept, before))
	h := new(History).Extend(snapshotAt(t, month(1), issuerEntry(testIssuer, before)))
	h = h.Extend(snapshotAt(t, month(2), issuerEntry(testIssuer, kept, elsewhere)))
	s, err := set.With(Local{}, func() *History { return h }, month(2))
	if err != nil {
		t.Fatal(err)
	}
	if w, gone := s.Withdrawn(testIssuer, kidOf(elsewhere)); !gone || !w.First.Equal(month(2)) {
		t.Errorf("first listed when the set was made: %v %+v", gone, w)
	}
	mustKey(t, s, testIssuer, kidOf(before))
}
