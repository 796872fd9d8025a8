package csca

import (
	_ "embed"
	"sync"
)

//go:generate go run ./distill -in ../../../shared/trust/icao-health-csca.json -created 2024-01-08T00:00:00Z -origin https://github.com/Path-Check/trust-registry -out bundled.csca

//go:embed bundled.csca
var bundledData string

// Bundled returns the authorities that are part of the program, opening them only once.
var Bundled = sync.OnceValues(func() (*Set, error) { return Open(bundledData, "bundled") })
