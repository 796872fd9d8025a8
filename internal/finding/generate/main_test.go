package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestGenerated: the constants are those of the sentences.
func TestGenerated(t *testing.T) {
	all := sources()
	if len(all) < 10 || all[""] != nil {
		t.Fatalf("%d packages; the first finding of no room: %.200s", len(all), all[""])
	}
	for folder, want := range all {
		got, err := os.ReadFile(filepath.Join("..", "..", "..", folder, "findings.go"))
		if err != nil || !bytes.Equal(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")), want) {
			t.Errorf("%s: run 'go generate ./internal/finding' (%v)", folder, err)
		}
	}
}
