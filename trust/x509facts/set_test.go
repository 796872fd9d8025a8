package x509facts

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/trust/packed"
)

// word is a record that is found by its first and its last letter.
type word struct{ text, source string }

var words = &Form[word]{
	Form: packed.Form{Magic: "vaxttest", Version: 3}, Limit: 5,
	IDs:    func(w *word) []string { return []string{w.text[:1], w.text[len(w.text)-1:]} },
	Append: func(out []byte, w *word) []byte { return packed.AppendText(out, w.text) },
	Read: func(r *packed.Reader, source string) (word, bool) {
		w := word{r.Text(), source}
		return w, w.text != "" && w.text != "no"
	},
	Tidy: func(list []word) []word {
		slices.SortStableFunc(list, func(a, b word) int { return strings.Compare(a.text, b.text) })
		return slices.CompactFunc(list, func(a, b word) bool { return a.text == b.text })
	},
}

var (
	early = time.Unix(1_600_000_000, 0).UTC()
	late  = time.Unix(1_700_000_000, 0).UTC()
)

func some(texts ...string) *Set[word] {
	var list []word
	for _, t := range texts {
		list = append(list, word{t, "me"})
	}
	return words.New(Published(late, "https://list.example", []byte("list")), list)
}

func textsOf(list []word) (all string) {
	for _, w := range list {
		all += w.text + " "
	}
	return all
}

func TestSet(t *testing.T) {
	s := some("ab", "xa", "ab", "cb")
	if got := textsOf(slices.Collect(s.All())); got != "ab cb xa " || s.Len() != 3 {
		t.Errorf("%q", got)
	}
	if got := textsOf(s.Find("a")); got != "ab xa " {
		t.Errorf("%q", got)
	}
	if s.Find("") != nil || s.Find("z") != nil {
		t.Error("something is found that is not there")
	}
	dated := s.Dated(early)
	if p := dated.Provenance(); !p.Created.Equal(early) || !p.Latest.Equal(early) || dated.Len() != 3 ||
		!s.Provenance().Created.Equal(late) {
		t.Errorf("%+v", p)
	}
	var none *Set[word]
	if none.Len() != 0 || none.Find("a") != nil || none.Dated(early) != nil ||
		none.Provenance() != (Provenance{}) || len(slices.Collect(none.All())) != 0 {
		t.Error("the nil set is not empty")
	}
}

func TestMerge(t *testing.T) {
	a, b := some("ab", "cd"), some("cd", "ad").Dated(early)
	m := words.Merge(nil, a, nil, b)
	if got := textsOf(slices.Collect(m.All())) + textsOf(m.Find("a")); got != "ab ad cd ab ad " {
		t.Errorf("%q", got)
	}
	if p := m.Provenance(); !p.Created.Equal(early) || !p.Latest.Equal(late) || p.SHA256 == "" {
		t.Errorf("%+v", p)
	}
	if words.Merge(nil, a) != a || words.Merge(nil, nil) != nil {
		t.Error("merged with nothing it is another")
	}
}

func TestCompact(t *testing.T) {
	data := some("ab", "cd").Compact()
	s, err := words.Open(string(data), "file")
	if err != nil || textsOf(slices.Collect(s.All())) != "ab cd " || s.Find("c")[0].source != "file" ||
		!bytes.Equal(s.Compact(), data) {
		t.Fatalf("%+v, %v", s, err)
	}
	want := some().Provenance()
	want.Source, want.SHA256 = "file", Hex(data)
	if s.Provenance() != want {
		t.Errorf("got %+v, want %+v", s.Provenance(), want)
	}
	unknown, err := words.Open(string(words.New(Provenance{}, nil).Compact()), "")
	if p := unknown.Provenance(); err != nil || !p.Created.IsZero() || !p.Latest.IsZero() ||
		p.OriginSHA256 != "" || p.Origin != "" {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestProvenanceReadsNoRecords: to name a set, and one merged with it, its head is
// enough; and what the head says is what the whole is.
func TestProvenanceReadsNoRecords(t *testing.T) {
	data, read := string(some("ab", "cd").Compact()), 0
	counting := *words
	counting.Read = func(r *packed.Reader, source string) (word, bool) { read++; return words.Read(r, source) }
	s, err := counting.Open(data, "file")
	if err != nil {
		t.Fatal(err)
	}
	merged := counting.Merge(s, some("ef").Dated(early)).Dated(late)
	named, mergedNamed := s.Provenance(), merged.Provenance()
	if read > 0 {
		t.Fatalf("%d records read to name a set", read)
	}
	if s.Len()+merged.Len() != 5 || s.Find("c") == nil || merged.Find("e") == nil || read != 2 {
		t.Errorf("%d records read", read)
	}
	if s.Provenance() != named || merged.Provenance() != mergedNamed {
		t.Error("read, the set has another name")
	}
}

func TestOpenRefuses(t *testing.T) {
	good := some("ab", "cd").Compact()
	changed := func(change func([]byte) []byte) string {
		data := change(bytes.Clone(good))
		packed.Seal(data)
		return string(data)
	}
	for name, test := range map[string]struct {
		data string
		want error
	}{
		"too large":      {strings.Repeat("x", maxCompact+1), ErrTooLarge},
		"unsealed":       {string(good[:len(good)-1]), packed.ErrDamaged},
		"version":        {changed(func(d []byte) []byte { d[11]++; return d }), packed.ErrVersion},
		"cut in the URL": {changed(func(d []byte) []byte { return d[:60] }), packed.ErrDamaged},
	} {
		if _, err := words.Open(test.data, ""); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range good {
		flipped := bytes.Clone(good)
		flipped[i] ^= 0x20
		if _, err := words.Open(string(flipped), ""); err == nil {
			t.Errorf("byte %d flipped, and it opens", i)
		}
	}
	for name, data := range map[string]string{
		"cut in a word":  changed(func(d []byte) []byte { return d[:len(d)-1] }),
		"longer":         changed(func(d []byte) []byte { return append(d, 0) }),
		"too many":       string(some("a", "b", "c", "d", "e", "f").Compact()),
		"no word at all": string(some("ab", "no").Compact()),
	} {
		if s, err := words.Open(data, "here"); err != nil || s.Len() != 0 || s.Find("a") != nil ||
			s.Provenance().Source != "here" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
