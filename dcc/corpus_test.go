package dcc

import (
	"os"
	"path/filepath"
	"testing"

	"vaxcheck/internal/strictjson"
)

// TestNationalVectors reads what states made as examples: the member JSON of the
// official test data, which lies beside the project and is no part of it.
func TestNationalVectors(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "corpus", "dcc")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no national vectors at ../../shared/corpus/dcc: this test needs them")
	}
	names, err := filepath.Glob(filepath.Join(dir, "*", "2DCode", "raw", "*.json"))
	if err != nil || len(names) < 100 {
		t.Fatalf("%d vectors, %v", len(names), err)
	}
	groups, notes, without, refused := map[Group]int{}, map[string]int{}, 0, 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		vector, err := strictjson.Parse(text, strictjson.DefaultDepth)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		certificate := vector.Get("JSON")
		if certificate.Kind() != strictjson.Object {
			without++
			continue
		}
		c, err := Read(certificate)
		if expected := vector.At("EXPECTEDRESULTS", "EXPECTEDSCHEMAVALIDATION"); err != nil {
			refused++
			if expected.Literal() != "false" {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		groups[c.Group]++
		for _, n := range c.Notes {
			notes[n.Code+" "+n.Path]++
		}
		for _, x := range c.Tests {
			if _, ok := rfc3339(x.Sampled); !ok {
				t.Errorf("%s: the time of the sample cannot be relied on", name)
			}
		}
	}
	t.Logf("%d vectors: read %v, refused %d, without content %d; notes %v", len(names), groups, refused, without, notes)
	if groups[GroupVaccination] == 0 || groups[GroupTest] == 0 || groups[GroupRecovery] == 0 {
		t.Errorf("groups %v", groups)
	}
}
