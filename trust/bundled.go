package trust

import (
	_ "embed"
	"sync"
)

//go:generate go run ./distill -snapshot ../../shared/trust/vci_snapshot.json -sig ../../shared/trust/vci_snapshot.sig -out bundled.trust

// sourceBundled is the Source of the set inside the program.
const sourceBundled = "bundled"

//go:embed bundled.trust
var bundledData string

var openBundled = sync.OnceValues(func() (*Set, error) { return open(bundledData, sourceBundled) })

// Bundled returns the set that is part of the program, opening it only once.
func Bundled() (*Set, error) { return openBundled() }
