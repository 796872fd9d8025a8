package trust

import (
	_ "embed"
	"sync"
)

//go:generate go run ./distill -from ../../shared/trust

// SourceBundled is the source of the set inside the program.
const SourceBundled = "bundled"

// Sources lists the sources of keys that need nothing installed.
func Sources() []string {
	return []string{SourceBundled, sourceBuiltIn, sourceHistory, sourceLocal}
}

//go:embed bundled.trust
var bundledData string

//go:embed bundled.history
var bundledHistory []byte

var openBundled = sync.OnceValues(func() (*Set, error) {
	set, err := open(bundledData, SourceBundled)
	if err == nil {
		set.held = bundledParts()
	}
	return set, err
})

// bundledParts returns the parts beside the issuers that are in the program.
func bundledParts() partsHeld {
	held := partsHeld{}
	for _, row := range partRows {
		held[row.name] = row.bundled
	}
	return held
}

// Bundled returns the set that is part of the program, opening it only once.
func Bundled() (*Set, error) { return openBundled() }

var openBundledHistory = sync.OnceValues(func() (*History, error) {
	set, err := Bundled()
	if err != nil {
		return nil, err
	}
	h, err := DecodeHistory(bundledHistory)
	if err != nil {
		return nil, err
	}
	return h.Extend(set), nil // it has no public key that the set has
})

// BundledHistory returns the key history that is part of the program, up to
// the bundled set, with all public keys. It is read only once.
func BundledHistory() (*History, error) { return openBundledHistory() }

// LoadInstalled is LoadSnapshot for a set that stands in for the bundled one.
// The parts that the issuers' directory does not list are the bundled ones.
func LoadInstalled(data []byte, source string) (*Set, error) {
	set, err := LoadSnapshot(data, source)
	if err == nil {
		set.held = bundledParts()
	}
	return set, err
}
