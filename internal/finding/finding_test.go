package finding

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"vaxcheck/internal/catalogue"
)

func TestString(t *testing.T) {
	inner := Of("json.depth")
	tests := map[Finding]string{
		"":                                         "",
		"shc.odd-digits":                           "an odd number of digits: one was lost, perhaps a leading zero",
		Of("shc.chunks-missing", 2, 3):             "2 of 3 codes of one certificate",
		Of("claims.json", inner):                   "the payload's JSON is refused: nested too deeply",
		Of("policy.allowed", Of("x", "a")):         "x\x1f\"a\"; the policy allows that",
		Of("trust.key-member", "alg", "\x1f"):      "alg is not \x1f",
		Of("trust.key-member", `"`, "{{.Member}}"): `" is not {{.Member}}`,
		Of("file.kind-not-read", Of("file.of-kind", "PDF")): "a file of the kind PDF, which this version does not read",
		"a sentence that nobody foresaw":                    "a sentence that nobody foresaw",
		Of("shc.odd-digits", "too",
			"many"): "an odd number of digits: one was lost, perhaps a leading zero",
		"shc.chunks-missing": "{{.Present}} of {{.Total}} codes of one certificate",
	}
	for f, want := range tests {
		if f.String() != want || f.Error() != want {
			t.Errorf("%q: got %q, want %q", string(f), f, want)
		}
		if text, err := json.Marshal(f); err != nil || string(text) != string(mustMarshal(t, want)) {
			t.Errorf("%q: in JSON %s, %v", string(f), text, err)
		}
	}
}

func mustMarshal(t *testing.T, text string) []byte {
	t.Helper()
	data, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestValues(t *testing.T) {
	f := Of("trust.key-member", Of("claims.json", "a\x1fb"), 5)
	if f.ID() != "trust.key-member" || !slices.Equal(f.Values(), []Finding{Of("claims.json", "a\x1fb"), "5"}) {
		t.Errorf("got %s and %q", f.ID(), f.Values())
	}
	if got := f.Values()[0].Values(); !slices.Equal(got, []Finding{"a\x1fb"}) {
		t.Errorf("got %q", got)
	}
}

// TestIn: another language may turn the values round, and lack a sentence.
func TestIn(t *testing.T) {
	say := func(id string) string {
		return map[string]string{"shc.chunks-missing": "{{.Total}}/{{.Present}}"}[id]
	}
	if got := Of("shc.chunks-missing", 2, 3).In(say); got != "3/2" {
		t.Errorf("got %q", got)
	}
	if got := Of("policy.allowed", Of("shc.chunks-missing", 2, 3)).In(say); got != "3/2; the policy allows that" {
		t.Errorf("got %q", got)
	}
}

func TestFrom(t *testing.T) {
	f := Finding("json.depth")
	if got := From(fmt.Errorf("read: %w", f)); got != f {
		t.Errorf("got %q", got)
	}
	if got := From(errors.New("other")); got != "" {
		t.Errorf("got %q", got)
	}
}

// TestEnglish: ids are in order and in one form, and no sentence is empty or there
// twice in a room.
func TestEnglish(t *testing.T) {
	ids := IDs()
	if len(ids) < 300 || !slices.IsSorted(ids) || !slices.Equal(slices.Compact(slices.Clone(ids)), ids) {
		t.Errorf("%d ids, or some twice or out of order", len(ids))
	}
	var all map[string]string
	if err := json.Unmarshal(english, &all); err != nil || len(all) != len(ids) {
		t.Errorf("%d of %d ids, %v", len(ids), len(all), err)
	}
	seen := map[string]string{}
	for _, id := range ids {
		said := English(id)
		room, rest, _ := strings.Cut(id, ".")
		if said == "" || rest == "" || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" ||
			strings.Contains(rest, ".") {
			t.Errorf("%s: %q", id, said)
		}
		if other, twice := seen[room+said]; twice {
			t.Errorf("%s says the same as %s", id, other)
		}
		seen[room+said] = id
		for _, name := range catalogue.Names(said) {
			if name == "" || strings.ToUpper(name[:1]) != name[:1] {
				t.Errorf("%s: value %q", id, name)
			}
		}
	}
}

func BenchmarkString(b *testing.B) {
	f := Of("claims.json", Finding("json.depth"))
	for b.Loop() {
		_ = f.String()
	}
}
