// Command generate makes the test vectors, the trust sets they are judged with
// and the specimen pictures. Everything it makes is the same on every run.
//
//	go run ./testdata/generate
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	out := flag.String("out", "testdata", "folder to write to")
	flag.Parse()
	if err := write(*out, files()); err != nil {
		fmt.Fprintf(os.Stderr, "generate: %s\n", err)
		os.Exit(1)
	}
}

// file is one file to write, its path relative to the folder.
type file struct {
	path string
	data []byte
}

// files returns all that is generated.
func files() []file {
	list := slices.Concat(trustFiles(), layerFiles(), authorityFiles(), signersFile(), passFiles(), pictureFiles())
	for _, v := range vectors() {
		list = append(list, file{v.path(), v.text()})
	}
	return list
}

// vectors returns all vectors, theme by theme.
func vectors() []vector {
	return slices.Concat(
		cards(), digits(), compact(), chunks(),
		headers(), payloads(), signatures(), keys(), issuerURLs(),
		times(), expiries(), revocations(), revocationStates(), oddLists(), trustStates(),
		withdrawals(), locals(),
		doses(), people(), bundles(), policies(), tests(), exemptions(),
		containers(), passes(), encodings(), pictures(), otherSymbols(), otherCodes(), otherFiles(),
		escapes(), bombs(),
		seals(), sealForgeries(), sealForms(), sealTimes(), sealLists(), sealBlocks(), sealFiles(),
		sealDates(), sealRecords(),
		euCodes(), euForgeries(), euSeries(), euForms(), euTimes(),
		nzPasses(), nzPassForgeries(), nzPassContents(), nzPassTimes(),
		forgiven(),
	)
}

// write refuses two files of one path, since one would hide the other.
func write(folder string, list []file) error {
	seen := map[string]bool{}
	for _, f := range list {
		if seen[f.path] {
			return fmt.Errorf("%s is made twice", f.path)
		}
		seen[f.path] = true
		path := filepath.Join(folder, f.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
