package fhir_test

import (
	"os"
	"path/filepath"
	"testing"

	"vaxcheck/internal/vectors"
)

// TestVectors judges the vectors of health cards.
func TestVectors(t *testing.T) {
	vectors.Judge(t, os.DirFS(filepath.Join("..", "testdata")), "shc", "policy", "file")
}
