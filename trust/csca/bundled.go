package csca

import (
	_ "embed"
	"sync"
)

//go:generate go run ./distill -from ../../../shared/trust

//go:embed bundled.csca
var bundledData string

// Bundled returns the authorities that are part of the program, opening them only once.
var Bundled = sync.OnceValues(func() (*Set, error) { return Open(bundledData, "bundled") })
