// Package distill is the frame of the generators that make the trust sets which are
// part of the program out of what others publish. Nothing shipped uses it.
//
// A generator has a manifest: which files it reads, where these are published, and
// their hashes. What it read last time is so known in every clone, whether the
// files are there or not.
package distill

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"vaxcheck/internal/files"
	"vaxcheck/trust/x509facts"
)

// Source is a file that a generator reads.
type Source struct {
	File   string
	URL    string    // of what publishes it
	Found  string    // where it is there, and what was made of it
	Taken  time.Time // when its content was
	Size   int
	SHA256 string
}

func (s Source) String() string {
	return fmt.Sprintf("%s, %d bytes, sha256 %s\n  published at %s, as of %s\n  %s",
		s.File, s.Size, s.SHA256, s.URL, s.Taken.Format(time.RFC3339), s.Found)
}

// made tells what is wrong if a set says that it was made of something else.
func (s Source) made(p x509facts.Provenance) error {
	if p.Origin != s.URL || !p.Created.Equal(s.Taken) || p.OriginSHA256 != s.SHA256 {
		return fmt.Errorf("made of another list than %s: that of %s, sha256 %s", s.File,
			p.Created.Format(time.RFC3339), p.OriginSHA256)
	}
	return nil
}

// Generator makes files of sources.
type Generator struct {
	Sources []Source
	Files   []string
	// Make makes the files, and tells in words what is in them.
	Make func(sources [][]byte) (files [][]byte, content string, err error)
	// Check tells what is wrong with files, as far as these and the manifest tell.
	Check func(files [][]byte) error
	// Hashes lists the SHA-256 of all certificates and keys that are in the files,
	// for comparing them with a list that holds them whole. Nil if there is none.
	Hashes func(files [][]byte) ([]string, error)
}

// Main is the main function of a generator.
func (g Generator) Main() {
	if err := g.Run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "distill:", err)
		os.Exit(1)
	}
}

// Run does what args ask for: it writes the files, or with -check or -against only
// looks at them. Nothing is written if anything is refused, or if a source is not
// there; then the files are checked by themselves, so that 'go generate' works in
// every clone and yet fails when the manifest has moved on.
func (g Generator) Run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("distill", flag.ContinueOnError)
	flags.SetOutput(stdout)
	from := flags.String("from", ".", "the `FOLDER` with the sources")
	to := flags.String("to", ".", "the `FOLDER` of the files")
	check := flags.Bool("check", false,
		"write nothing: check the files by themselves, and make them anew where the sources are there")
	against := flags.String("against", "",
		"write nothing: look whether a published `LIST` holds every certificate and key")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case flags.NArg() > 0:
		return errors.New("usage: distill [-from FOLDER] [-to FOLDER] [-check | -against LIST]")
	case *against != "":
		return g.compareWith(*against, *to, stdout)
	case *check:
		return g.check(*from, *to, stdout)
	}
	sources, err := g.sources(*from, stdout)
	switch {
	case errors.Is(err, errMissing):
		return g.checkAlone(*to, stdout)
	case err != nil:
		return err
	}
	made, content, err := g.Make(sources)
	if err != nil {
		return err
	}
	for i, name := range g.Files {
		if err := files.Replace(filepath.Join(*to, name), made[i], 0o644); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(stdout, "%s\n", content)
	return err
}

// errMissing is said of sources that are not there.
var errMissing = errors.New("sources are missing")

// sources reads what the manifest names, and nothing else. It prints what of it is
// not there.
func (g Generator) sources(folder string, stdout io.Writer) (all [][]byte, err error) {
	for _, s := range g.Sources {
		data, readErr := os.ReadFile(filepath.Join(folder, s.File))
		switch {
		case errors.Is(readErr, fs.ErrNotExist):
			fmt.Fprintf(stdout, "not here: %v\n", s)
			err = errMissing
		case readErr != nil:
			return nil, readErr
		case len(data) != s.Size || x509facts.Hex(data) != s.SHA256:
			return nil, fmt.Errorf("%s is another file than the manifest names: %d bytes, sha256 %s", s.File,
				len(data), x509facts.Hex(data))
		}
		all = append(all, data)
	}
	return all, err
}

// check looks at the files by themselves, and makes them anew where it can.
func (g Generator) check(from, to string, stdout io.Writer) error {
	sources, err := g.sources(from, stdout)
	switch {
	case errors.Is(err, errMissing):
		return g.checkAlone(to, stdout)
	case err != nil:
		return err
	}
	files, err := g.files(to)
	if err != nil {
		return err
	}
	if err := g.Check(files); err != nil {
		return err
	}
	again, content, err := g.Make(sources)
	if err != nil {
		return err
	}
	for i, name := range g.Files {
		if !bytes.Equal(files[i], again[i]) {
			return fmt.Errorf("%s is another file than the sources make: run go generate", name)
		}
	}
	_, err = fmt.Fprintf(stdout, "%s\nmade anew of their sources, the files are the same\n", content)
	return err
}

// checkAlone looks at the files by themselves.
func (g Generator) checkAlone(folder string, stdout io.Writer) error {
	files, err := g.files(folder)
	if err == nil {
		err = g.Check(files)
	}
	if err == nil {
		_, err = fmt.Fprintln(stdout,
			"the files are whole and of the sources that the manifest names; they were not made anew")
	}
	return err
}

func (g Generator) files(folder string) (all [][]byte, err error) {
	for _, name := range g.Files {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}
