package distill

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, []byte("list"), 0o600); err != nil {
		t.Fatal(err)
	}
	double := func(published []byte, created time.Time, origin string) ([]byte, string, error) {
		if created.Year() != 2024 || origin != "https://list.example" {
			t.Errorf("taken %v from %s", created, origin)
		}
		return append(published, published...), "two lists", nil
	}
	args := []string{"-in", in, "-created", "2024-01-08T00:00:00Z", "-origin", "https://list.example", "-out", out}
	var said strings.Builder
	if err := Run(args, &said, double); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(out); err != nil || string(data) != "listlist" || !strings.HasPrefix(said.String(), "two lists\norigin https://list.example of 2024-01-08T00:00:00Z\n") {
		t.Errorf("%q, %v, said %q", data, err, &said)
	}
	refuse := func([]byte, time.Time, string) ([]byte, string, error) { return nil, "", errors.New("refused") }
	for name, test := range map[string]struct {
		args []string
		from Maker
	}{
		"refused": {args, refuse}, "nothing": {nil, double}, "no time": {args[:2], double}, "one too many": {append(args, "x"), double},
		"no list": {append([]string{"-in", out + "x"}, args[2:]...), double}, "unknown flag": {[]string{"-x"}, double},
	} {
		if err := os.Remove(out); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if err := Run(test.args, &said, test.from); err == nil {
			t.Errorf("%s: no error", name)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: a file is written", name)
		}
	}
}
