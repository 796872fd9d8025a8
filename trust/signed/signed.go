// Package signed knows the two files that the issuer directory publishes, the
// snapshot and its detached signature, and the one file that holds both: a zip
// archive with exactly these two entries. It is what a store keeps and what
// `trust export` writes. A Layout gives such archives to what others publish.
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
	MaxArchive = MaxSnapshot + MaxSignature + maxZipFacts

	maxZipFacts = 64 << 10
)

// Layout says what the two files of an archive are called and how many bytes
// they may have: some data, and what speaks for exactly these bytes.
type Layout struct {
	Data, Proof       string
	MaxData, MaxProof int
}

// Directory is the layout of what the issuer directory publishes.
var Directory = Layout{SnapshotName, SignatureName, MaxSnapshot, MaxSignature}

// MaxArchive bounds an archive, in bytes.
func (l Layout) MaxArchive() int { return l.MaxData + l.MaxProof + maxZipFacts }

// Reasons why an archive is refused.
var (
	ErrTooLarge = errors.New("larger than any real snapshot")
	ErrArchive  = errors.New("not an archive of one snapshot and its signature")
)

// Snapshot is what the directory published, byte for byte. In another layout
// the place of the signature is taken by what speaks for the data there.
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
func (s Snapshot) CheckSize() error { return Directory.CheckSize(s) }

// CheckSize returns ErrTooLarge if one of the two files exceeds its limit.
func (l Layout) CheckSize(s Snapshot) error {
	if len(s.Data) > l.MaxData || len(s.Signature) > l.MaxProof {
		return ErrTooLarge
	}
	return nil
}
