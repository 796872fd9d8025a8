package verify

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"

	"vaxcheck/decode"
)

// saltLength of PS256 is that of its hash (RFC 8230, section 2).
const saltLength = 32

// holdsCOSE checks a signature of EU DCC. The kind of key decides, not the
// header: one that does not go with the algorithm never holds. Unlike JOSE, COSE
// does not bind ES256 to P-256 (RFC 9053, section 2.1), and some states sign with
// keys on P-384; the signature is as long as two numbers of the curve.
func holdsCOSE(name string, public crypto.PublicKey, signed string, signature []byte) bool {
	hash := digest(crypto.SHA256, signed)
	switch key := public.(type) {
	case *ecdsa.PublicKey:
		size := (key.Params().BitSize + 7) / 8
		return name == decode.ES256 && len(signature) == 2*size &&
			ecdsa.VerifyASN1(key, hash, der(signature[:size], signature[size:]))
	case *rsa.PublicKey:
		options := rsa.PSSOptions{SaltLength: saltLength}
		return name == decode.PS256 && rsa.VerifyPSS(key, crypto.SHA256, hash, signature, &options) == nil
	}
	return false
}
