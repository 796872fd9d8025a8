package verify

import (
	"crypto/sha256"
	"encoding/base64"

	"vaxcheck/internal/strictjson"
)

// hashFHIR computes the id by which a list can name a card that carries none
// (SMART Health Cards RFC 002 "Legacy revocation"): the bundle in canonical JSON, in
// base64url, hashed with SHA-256; the first 8 bytes, in base64url.
func hashFHIR(bundle strictjson.Value) string {
	canonical, err := bundle.Canonical()
	if err != nil {
		return ""
	}
	hash := sha256.Sum256([]byte(base64.RawURLEncoding.EncodeToString(canonical)))
	return base64.RawURLEncoding.EncodeToString(hash[:8])
}
