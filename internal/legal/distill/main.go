// Command distill collects the licences of vaxcheck and of all modules that are
// linked into it on any system it is built for, and writes them as package
// legal embeds them. Run it by 'go generate ./internal/legal' after any
// change of go.mod.
package main

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"vaxcheck/internal/legal"
)

func main() {
	if err := write(filepath.Join("..", ".."), "notices.deflate"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write makes the file anew from the module whose folder is root.
func write(root, name string) error {
	all, err := collect(root)
	if err != nil {
		return err
	}
	data, err := pack(all)
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// pack writes the notices as legal.All reads them.
func pack(all []legal.Notice) ([]byte, error) {
	text, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(text)
	err = errors.Join(err, w.Close())
	return b.Bytes(), err
}
