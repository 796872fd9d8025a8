package words

import (
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/finding"
)

var update = flag.Bool("update", false, "write what each language lacks into testdata/lacks")

// TestLacks lists what each language lacks and says in English, so that a new hole is
// seen: a group of ids of which it has none as "group.*", any other hole by its id. A
// language without a list lacks nothing.
func TestLacks(t *testing.T) {
	for _, tag := range Tags() {
		all := For(English).text().IDs()
		if tag != English { // which has its findings elsewhere
			for _, id := range finding.IDs() {
				all = append(all, finding.Prefix+id)
			}
		}
		got := lacks(all, For(tag).text().IDs())
		file := filepath.Join("testdata", "lacks", tag+".txt")
		if *update {
			writeList(t, file, got)
		}
		want, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s is not what %s lacks; -update writes it:\n%s", file, tag, diff)
		}
	}
}

// writeList writes a list, or takes the file away if there is nothing in it.
func writeList(t *testing.T, file, list string) {
	t.Helper()
	err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(list), 0o644))
	if list == "" {
		err = errors.Join(err, os.Remove(file))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// lacks lists ids that a language has not, one a line.
func lacks(all, own []string) string {
	has := map[string]bool{} // ids, and groups as "group.*"
	for _, id := range own {
		has[id], has[groupOf(id)] = true, true
	}
	holes := map[string]bool{}
	for _, id := range all {
		switch group := groupOf(id); {
		case !has[group]:
			holes[group] = true
		case !has[id]:
			holes[id] = true
		}
	}
	var text strings.Builder
	for _, hole := range slices.Sorted(maps.Keys(holes)) {
		text.WriteString(hole + "\n")
	}
	return text.String()
}

func groupOf(id string) string {
	group, _, _ := strings.Cut(id, ".")
	return group + ".*"
}
