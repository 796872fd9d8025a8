// Command distill makes the trust set that is part of the program out of the
// directory snapshot that VCI signs and publishes.
//
// It keeps facts alone (issuers, their keys, periods and revocation ids) and is
// stricter than a check at the door: it writes nothing unless the signature
// holds under the pinned key and every single key and list could be used.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"vaxcheck/trust"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "distill:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("distill", flag.ContinueOnError)
	flags.SetOutput(stderr)
	snapshot := flags.String("snapshot", "", "the directory's `FILE` of issuers and keys")
	signature := flags.String("sig", "", "the detached signature `FILE`")
	out := flags.String("out", "", "the compact `FILE` to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *snapshot == "" || *signature == "" || *out == "" || flags.NArg() > 0 {
		return errors.New("usage: distill -snapshot FILE -sig FILE -out FILE")
	}
	data, err := os.ReadFile(*snapshot)
	if err != nil {
		return err
	}
	sig, err := os.ReadFile(*signature)
	if err != nil {
		return err
	}
	compact, err := distill(data, sig)
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(*snapshot), err)
	}
	if err := replace(*out, compact); err != nil {
		return err
	}
	return report(stdout, compact)
}

// distill checks the snapshot and returns it in the compact form.
func distill(data, sig []byte) ([]byte, error) {
	if err := trust.VerifySnapshot(data, sig); err != nil {
		return nil, err
	}
	return compactOf(data)
}

// compactOf refuses a snapshot of which anything could not be used: in what the
// program carries, nobody reads the notes.
func compactOf(data []byte) ([]byte, error) {
	set, err := trust.LoadSnapshot(data, "snapshot")
	if err != nil {
		return nil, err
	}
	for _, n := range set.Notes() {
		if n.Dropped {
			return nil, fmt.Errorf("issuer %q, key %q: %s", n.Issuer, n.KeyID, n.Detail)
		}
	}
	return set.Compact(), nil
}

// replace puts data in the place of the file at once, so that a failure leaves
// what was there.
func replace(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".distill-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // no longer there once renamed
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// report prints what was written and where it comes from.
func report(w io.Writer, compact []byte) error {
	set, err := trust.Open(compact, "compact")
	if err != nil {
		return err
	}
	i := set.Info()
	_, err = fmt.Fprintf(w, "%d issuers, %d keys of %s\norigin   %s\nsnapshot sha256 %s\ncompact  sha256 %s, %d bytes\n",
		i.Issuers, i.Keys, i.Created.Format("2006-01-02T15:04:05Z07:00"), i.Origin, i.OriginSHA256, i.SHA256, len(compact))
	return err
}
