package dsc

import (
	_ "embed"
	"sync"
)

//go:generate go run ./distill -from ../../../shared/trust

//go:embed bundled.dsc
var bundledData string

// Bundled returns the signers that are part of the program, opening them only once.
var Bundled = sync.OnceValues(func() (*Set, error) { return Open(bundledData, "bundled") })
