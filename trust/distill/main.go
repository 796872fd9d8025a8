// Command distill makes the trust set that is part of the program out of the
// directory snapshot that VCI signs and publishes, and beside it the history of
// the directory's keys.
//
// It keeps facts alone (issuers, their keys, periods and revocation ids, and
// when each key was listed) and is stricter than a check at the door: it writes
// nothing unless the signature holds under the pinned key, every single key and
// list could be used, and the history ends with this very snapshot.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

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
	keys := flags.String("keys", "", "the `FILE` of when each key was listed")
	keysOut := flags.String("keys-out", "", "the compact `FILE` of the history to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 || slices.Contains([]string{*snapshot, *signature, *out, *keys, *keysOut}, "") {
		return errors.New("usage: distill -snapshot FILE -sig FILE -out FILE -keys FILE -keys-out FILE")
	}
	in, err := readAll(*snapshot, *signature, *keys)
	if err != nil {
		return err
	}
	compact, err := distill(in[0], in[1])
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(*snapshot), err)
	}
	history, err := historyOf(in[2], compact)
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(*keys), err)
	}
	if err := replace(*keysOut, history.Encode()); err != nil {
		return err
	}
	if err := replace(*out, compact); err != nil {
		return err
	}
	return report(stdout, compact, history)
}

func readAll(names ...string) (texts [][]byte, err error) {
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
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

// historyOf reads the history and returns it without what the compact set has.
// It refuses one that does not end with the set, or says anything else of what
// is listed now.
func historyOf(data, compact []byte) (*trust.History, error) {
	set, err := trust.Open(compact, "compact")
	if err != nil {
		return nil, err
	}
	h, err := trust.LoadHistory(data)
	if err != nil {
		return nil, err
	}
	_, to := h.Period()
	if !to.Equal(set.Info().Created) {
		return nil, errors.New("the history does not end with the snapshot")
	}
	listed := 0
	for issuer, key := range h.All() {
		_, inSet := set.Key(issuer, key.KeyID)
		if inSet != key.Last.Equal(to) || inSet && key.Public == nil {
			return nil, fmt.Errorf("issuer %q, key %q: history and snapshot differ on it", issuer, key.KeyID)
		}
		if inSet {
			listed++
		}
	}
	if listed != set.Info().Keys {
		return nil, errors.New("the history lacks keys of the snapshot")
	}
	return h.Lean(set), nil
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
func report(w io.Writer, compact []byte, h *trust.History) error {
	set, err := trust.Open(compact, "compact")
	if err != nil {
		return err
	}
	pairs, withdrawn := 0, 0
	from, to := h.Period()
	for _, key := range h.All() {
		pairs++
		if key.Last.Before(to) {
			withdrawn++
		}
	}
	i := set.Info()
	_, err = fmt.Fprintf(w, "%d issuers, %d keys of %s\norigin   %s\nsnapshot sha256 %s\ncompact  sha256 %s, %d bytes\n"+
		"history  %d keys since %s, %d of them withdrawn, %d bytes\n",
		i.Issuers, i.Keys, i.Created.Format(time.RFC3339), i.Origin, i.OriginSHA256, i.SHA256, len(compact),
		pairs, from.Format(time.RFC3339), withdrawn, len(h.Encode()))
	return err
}
