// Package legal holds the licences of the program and of everything that is
// linked into it, for 'vaxcheck licenses'.
package legal

import (
	"compress/flate"
	_ "embed" // for the texts
	"encoding/json"
	"strings"
)

//go:generate go run ./distill

// packed is what distill wrote: a JSON list of notices, DEFLATE over it. As a
// string it costs nothing until somebody asks for it.
//
//go:embed notices.deflate
var packed string

// Notice is the licence of one module, such as github.com/spf13/cobra, with all
// that its authors want to be passed on with it.
type Notice struct {
	Module  string `json:"module"`  // "std" is Go's own library
	Version string `json:"version"` // "" of vaxcheck and of Go: the build knows these
	License string `json:"license"` // as SPDX writes it: "MIT", "Apache-2.0 AND BSD-3-Clause"
	Text    string `json:"text"`
}

// All returns the notices: vaxcheck's own first, then Go's, then those of the
// modules by name.
func All() ([]Notice, error) {
	var all []Notice
	err := json.NewDecoder(flate.NewReader(strings.NewReader(packed))).Decode(&all)
	return all, err
}
