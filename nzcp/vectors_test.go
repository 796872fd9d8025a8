package nzcp_test

import (
	"os"
	"path/filepath"
	"testing"

	"vaxcheck/internal/vectors"
)

// TestVectors judges the vectors of NZ COVID Passes.
func TestVectors(t *testing.T) { vectors.Judge(t, os.DirFS(filepath.Join("..", "testdata")), "nzcp") }
