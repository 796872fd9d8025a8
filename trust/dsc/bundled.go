package dsc

import (
	_ "embed"
	"sync"
)

//go:generate go run ./distill -in ../../../shared/trust/eu-dcc-dsc.json -created 2024-01-08T00:00:00Z -origin https://github.com/Path-Check/trust-registry -out bundled.dsc

//go:embed bundled.dsc
var bundledData string

// Bundled returns the signers that are part of the program, opening them only once.
var Bundled = sync.OnceValues(func() (*Set, error) { return Open(bundledData, "bundled") })
