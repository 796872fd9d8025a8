// Command picture draws the import graph of the program, and lists its packages
// with what each says of itself, between two marks in docs/architecture.md. Run
// it by 'go generate ./internal/picture' when an import or a package comment
// has changed.
package main

//go:generate go run .

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The marks between which the page is made.
const (
	begin = "<!-- made by 'go generate ./internal/picture' -->\n"
	end   = "<!-- end of what is made -->\n"
)

func main() {
	if err := write(filepath.Join("..", "..")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// page is the document with the picture.
func page(root string) string { return filepath.Join(root, "docs", "architecture.md") }

// write makes the picture of the module in root anew.
func write(root string) error {
	text, err := os.ReadFile(page(root))
	if err != nil {
		return err
	}
	made, err := remade(string(text), root)
	if err != nil {
		return err
	}
	return os.WriteFile(page(root), []byte(made), 0o644)
}

// remade is the page with a picture of now.
func remade(text, root string) (string, error) {
	before, rest, ok := strings.Cut(text, begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return "", errors.New("docs/architecture.md has no marks between which to draw")
	}
	packages, err := list(root)
	if err != nil {
		return "", err
	}
	return before + begin + "\n" + mermaid(packages) + "\n" + table(packages) + "\n" + end + after, nil
}
