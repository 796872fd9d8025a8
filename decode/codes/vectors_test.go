package codes_test

import (
	"os"
	"path/filepath"
	"testing"

	"vaxcheck/internal/vectors"
)

// TestVectors judges every vector.
func TestVectors(t *testing.T) { vectors.Judge(t, os.DirFS(filepath.Join("..", "..", "testdata"))) }
