// Package signed knows the two files that the issuer directory publishes, the
// snapshot and its detached signature, and the one file that holds both: a zip
// archive with exactly these two entries. It is what a store keeps and what
// `trust export` writes.
//
// Nothing here is proven. Whoever uses a Snapshot checks the signature over the
// exact bytes first.
package signed

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// Names of the two files, as the directory publishes them.
const (
	SnapshotName  = "vci_snapshot.json"
	SignatureName = "vci_snapshot.sig"
)

// Limits in bytes. The directory's largest snapshot so far has 717 kB, its
// longest signature 139 bytes.
const (
	MaxSnapshot  = 16 << 20
	MaxSignature = 256
	// MaxArchive bounds an archive: both files, uncompressed, and what a zip
	// archive says about them.
	MaxArchive = MaxSnapshot + 64<<10
)

// Reasons why an archive is refused.
var (
	ErrTooLarge = errors.New("larger than any real snapshot")
	ErrArchive  = errors.New("not an archive of one snapshot and its signature")
)

// Snapshot is what the directory published, byte for byte.
type Snapshot struct {
	Data      []byte
	Signature []byte
}

// SHA256 is the hash of the snapshot's bytes, in hex. It names a snapshot; the
// signature does not count, as there can be several good ones.
func (s Snapshot) SHA256() string {
	sum := sha256.Sum256(s.Data)
	return hex.EncodeToString(sum[:])
}

// CheckSize returns ErrTooLarge if one of the two files exceeds its limit.
func (s Snapshot) CheckSize() error {
	if len(s.Data) > MaxSnapshot || len(s.Signature) > MaxSignature {
		return ErrTooLarge
	}
	return nil
}
