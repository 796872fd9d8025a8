package verify

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	_ "crypto/sha256" // for ES256
	_ "crypto/sha512" // for ES384 and ES512

	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/trust/revocation"
)

// signingKey is a key that a signature is checked with, of whatever format, and
// what the trust set says of it.
type signingKey struct {
	ID        string // as the certificate states it
	Algorithm string
	Public    crypto.PublicKey
	Periods   []trust.Period // of the certificates for this very key
	Source    string         // which set it came from, "local", or "history"
	Specimen  bool           // the private half is public
	// Thumbprint is that of RFC 7638 where the set has it, over the coordinates as
	// published; "" otherwise.
	Thumbprint string

	CRLVersion string           // counter of the announced revocation list of cards, "" if none is announced
	Revocation *revocation.List // nil if none is held
}

// issuerKey returns a key that a directory of issuers lists, as one to check a
// signature with.
func issuerKey(k trust.Key) *signingKey {
	return &signingKey{ID: k.ID, Algorithm: k.Algorithm, Public: k.Public, Thumbprint: k.Thumbprint, Periods: k.Periods,
		Source: k.Source, Specimen: k.Specimen, CRLVersion: k.CRLVersion, Revocation: k.Revocation}
}

// algorithm is an ECDSA algorithm of RFC 7518, section 3.4: which curve, and
// which hash, go with its name.
type algorithm struct {
	curve string
	hash  crypto.Hash
	size  int // bytes of r, and of s
}

var algorithms = map[string]algorithm{
	decode.ES256: {"P-256", crypto.SHA256, 32},
	decode.ES384: {"P-384", crypto.SHA384, 48},
	decode.ES512: {"P-521", crypto.SHA512, 66},
}

// holds checks a signature of a named algorithm in the raw form of JOSE, r and
// s side by side. A key of another curve than the algorithm's never holds.
func holds(name string, public crypto.PublicKey, signed string, signature []byte) bool {
	a, known := algorithms[name]
	key, ok := public.(*ecdsa.PublicKey)
	if !known || !ok || key == nil || key.Curve == nil || key.Params().Name != a.curve || len(signature) != 2*a.size {
		return false
	}
	return ecdsa.VerifyASN1(key, digest(a.hash, signed), der(signature[:a.size], signature[a.size:]))
}

func digest(with crypto.Hash, signed string) []byte {
	h := with.New()
	h.Write([]byte(signed))
	return h.Sum(nil)
}

// der writes r and s, of at most 66 bytes each, in the form the standard
// library checks: a SEQUENCE of two INTEGERs without needless zeros. The library
// refuses numbers that are out of range.
func der(r, s []byte) []byte {
	const head = 3 // a long sequence has two bytes of length
	out := make([]byte, head, head+2*(2+1+66))
	for _, n := range [][]byte{r, s} {
		n = bytes.TrimLeft(n, "\x00")
		length := len(out) + 1
		out = append(out, 0x02, 0)
		if len(n) == 0 || n[0] >= 0x80 {
			out = append(out, 0) // zero, or else it would be negative
		}
		out = append(out, n...)
		out[length] = byte(len(out) - length - 1)
	}
	size := byte(len(out) - head)
	if size < 0x80 {
		out = out[1:]
		out[0], out[1] = 0x30, size
		return out
	}
	out[0], out[1], out[2] = 0x30, 0x81, size
	return out
}
