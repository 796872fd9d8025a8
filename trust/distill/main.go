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
	"bytes"
	"errors"
	"fmt"
	"time"

	"vaxcheck/internal/distill"
	"vaxcheck/trust"
)

const directory = "https://github.com/the-commons-project/vci-directory"

// Sources: the directory's snapshot, its signature, and when each key was listed.
var (
	taken    = time.Date(2026, 8, 22, 4, 43, 50, 0, time.UTC)
	snapshot = distill.Source{
		File: "vci_snapshot.json", URL: directory, Found: "logs/vci_snapshot.json of commit 27cab720, as it is",
		Taken: taken, Size: 717443, SHA256: "37680b6a346f160d326fd584da63388ed604a5e0625434f9a00be79de26878d3",
	}
	signature = distill.Source{
		File: "vci_snapshot.sig", URL: directory, Found: "logs/vci_snapshot.sig of commit 27cab720, as it is",
		Taken: taken, Size: 139, SHA256: "ba77e1ee8ca5f583130dd92c0f386f96b8511bb67b0694cf5f50ef55d8bf2c1f",
	}
	keys = distill.Source{
		File: "vci_key_history.json", URL: directory,
		Found: "logs/vci_snapshot.json of every commit that changed it: of each pair of issuer and key the times of the\n" +
			"  first and of the last snapshot with it, and the key as last published",
		Taken: taken, Size: 361609, SHA256: "f783f40a96d669316822b85595858c34e444bd4b377ed81bc32dd4fc66b5c1be",
	}
)

var generator = distill.Generator{
	Sources: []distill.Source{snapshot, signature, keys}, Files: []string{"bundled.trust", "bundled.history"},
	Make: compact, Check: check,
}

func main() { generator.Main() }

// compact makes set and history.
func compact(sources [][]byte) ([][]byte, string, error) {
	set, err := verified(sources[0], sources[1])
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", snapshot.File, err)
	}
	history, err := historyOf(sources[2], set)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", keys.File, err)
	}
	content, err := content(set, history)
	return [][]byte{set, history.Encode()}, content, err
}

// check reads every key of the set, and of the history, which must come back as the
// same bytes and agree with the set; and looks whether the set is of the snapshot.
func check(files [][]byte) error {
	set, err := trust.Open(files[0], "compact")
	if err != nil {
		return err
	}
	info := set.Info()
	if info.OriginSHA256 != snapshot.SHA256 || !info.Created.Equal(snapshot.Taken) {
		return fmt.Errorf("made of another snapshot than the manifest names: that of %s, sha256 %s",
			info.Created.Format(time.RFC3339), info.OriginSHA256)
	}
	h, err := trust.DecodeHistory(files[1])
	if err != nil {
		return err
	}
	if !bytes.Equal(h.Encode(), files[1]) {
		return errors.New("the history is written otherwise than it was read")
	}
	return agree(h, set, true)
}

// verified checks the snapshot and returns it in the compact form.
func verified(data, sig []byte) ([]byte, error) {
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
func historyOf(data, compact []byte) (*trust.History, error) {
	set, err := trust.Open(compact, "compact")
	if err != nil {
		return nil, err
	}
	h, err := trust.LoadHistory(data)
	if err != nil {
		return nil, err
	}
	if err := agree(h, set, false); err != nil {
		return nil, err
	}
	return h.Lean(set), nil
}

// agree refuses a history that does not end with the set, or says anything else of
// what is listed now. A lean one has no public key that the set has, any other all.
func agree(h *trust.History, set *trust.Set, lean bool) error {
	_, to := h.Period()
	if !to.Equal(set.Info().Created) {
		return errors.New("the history does not end with the snapshot")
	}
	listed := 0
	for issuer, key := range h.All() {
		_, inSet := set.Key(issuer, key.KeyID)
		if inSet != key.Last.Equal(to) || inSet && (key.Public == nil) != lean {
			return fmt.Errorf("issuer %q, key %q: history and snapshot differ on it", issuer, key.KeyID)
		}
		if inSet {
			listed++
		}
	}
	if listed != set.Info().Keys {
		return errors.New("the history lacks keys of the snapshot")
	}
	return nil
}

// content counts what is in set and history.
func content(compact []byte, h *trust.History) (string, error) {
	set, err := trust.Open(compact, "compact")
	if err != nil {
		return "", err
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
	return fmt.Sprintf("%d issuers, %d keys of %s\norigin   %s\nsnapshot sha256 %s\ncompact  sha256 %s, %d bytes\n"+
		"history  %d keys since %s, %d of them withdrawn, %d bytes",
		i.Issuers, i.Keys, i.Created.Format(time.RFC3339), i.Origin, i.OriginSHA256, i.SHA256, len(compact),
		pairs, from.Format(time.RFC3339), withdrawn, len(h.Encode())), nil
}
