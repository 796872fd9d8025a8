package trust

import (
	"crypto/ecdsa"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"time"
)

// The key that signs the directory snapshot: ECDSA on P-521, as it stands in the
// self-signed certificate of vci.org that the directory publishes beside it.
const (
	pinnedKey = "MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBeZ5TYVjzm5ABOpAnzZxbgWvr03Mi" +
		"YKcMIfIFUZ3kKRFf4Cn3klPwqFARHS8VR+uieGeWYhJ6Ekat5l2ctlSXlW0BkMLg" +
		"n60eZhy0SNIz/V/U/4YsAvw96nePmr2Q9oJHjf4J1vER5szp3Or3Ko3/TFVF5Zh0" +
		"fBjzvcfdkmR5fD8S2TM="

	// PinnedKeySHA256 is the SHA-256 of the key's SubjectPublicKeyInfo, in hex.
	PinnedKeySHA256 = "33f79a469f7d4fa3f9440912a373c0dbf2bd67f330dba2b8fa954bb39d0201db"

	// pinnedUntil is the end of the certificate's validity, seconds since 1970.
	pinnedUntil = 1962900642

	maxSignature = 256 // bytes; a real one has at most 139
)

// PinnedKeyExpiry is when the certificate of the pinned key ends. Afterwards a
// directory must be expected to sign with another key.
func PinnedKeyExpiry() time.Time { return time.Unix(pinnedUntil, 0).UTC() }

// VerifySnapshot checks the directory's detached signature, DER over the
// SHA-512 of the exact bytes, with the key pinned in this package. The error is
// ErrSignature or ErrTooLarge.
func VerifySnapshot(data, sig []byte) error {
	key, err := PinnedKey()
	if err != nil {
		return fmt.Errorf("verify snapshot: pinned key: %v", err)
	}
	return VerifySnapshotWith(key, data, sig)
}

// VerifySnapshotWith is VerifySnapshot with another key than the pinned one,
// for tests of what the directory has not signed.
func VerifySnapshotWith(key *ecdsa.PublicKey, data, sig []byte) error {
	if len(data) > maxSnapshot || len(sig) > maxSignature {
		return fmt.Errorf("verify snapshot: %w", ErrTooLarge)
	}
	sum := sha512.Sum512(data)
	if key == nil || !ecdsa.VerifyASN1(key, sum[:], sig) {
		return fmt.Errorf("verify snapshot: %w", ErrSignature)
	}
	return nil
}

// PinnedKey returns the key that the directory signs with.
func PinnedKey() (*ecdsa.PublicKey, error) {
	der, err := base64.StdEncoding.DecodeString(pinnedKey)
	if err != nil {
		return nil, err
	}
	key, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return nil, err
	}
	public, ok := key.(*ecdsa.PublicKey)
	if !ok {
		return nil, ErrSignature
	}
	return public, nil
}
