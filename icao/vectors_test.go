package icao_test

import (
	"os"
	"path/filepath"
	"testing"

	"vaxcheck/internal/vectors"
)

// TestVectors judges the vectors of ICAO VDS-NC.
func TestVectors(t *testing.T) { vectors.Judge(t, os.DirFS(filepath.Join("..", "testdata")), "vds-nc") }
