package catalogue

import (
	"slices"
	"testing"
)

// file is never written to.
var file = File(`{
  "a.one": "a {{.Thing}} of {{.Count}}, {{.Thing}}",
  "a.two": {
    "one": "one",
    "other": "many"
  },
  "b": "\"quoted\""
}
`)

func TestLookup(t *testing.T) {
	tests := []struct{ id, category, want string }{
		{"a.one", "other", "a {{.Thing}} of {{.Count}}, {{.Thing}}"},
		{"a.two", "one", "one"}, {"a.two", "few", "many"}, {"a.two", "other", "many"},
		{"b", "one", `"quoted"`},
		{"", "other", ""}, {"a", "other", ""}, {"one", "other", ""}, {"c", "other", ""},
	}
	for _, tt := range tests {
		if got := file.Lookup(tt.id).Form(tt.category); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.id, got, tt.want)
		}
	}
	if got := file.IDs(); !slices.Equal(got, []string{"a.one", "a.two", "b"}) {
		t.Errorf("ids %q", got)
	}
	if m := File(nil).Lookup("a"); m != nil {
		t.Errorf("found %q in nothing", m)
	}
}

func TestFill(t *testing.T) {
	text := file.Lookup("a.one").Form("other")
	if got := Names(text); !slices.Equal(got, []string{"Thing", "Count"}) {
		t.Errorf("names %q", got)
	}
	if got := Fill(text, "Thing", "{{.Count}}", "Count", "3"); got != "a {{.Count}} of 3, {{.Count}}" {
		t.Errorf("got %q", got)
	}
	if got := Names("{{.Open"); got != nil {
		t.Errorf("names %q", got)
	}
}
