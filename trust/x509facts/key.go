package x509facts

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
)

// KeyType is what sort of key it is. Its numbers stand in the compact forms.
type KeyType uint8

// The types.
const (
	Other KeyType = iota // not supported: Brainpool, P-224
	P256                 // an uncompressed point
	P384
	P521
	RSA // RSAPublicKey of RFC 8017, in DER
)

// Key is a public key as it is kept: bytes as its type has them.
type Key struct {
	Type KeyType
	Data string
}

// Bounds of RSA keys that are used, in bits.
const (
	minRSA = 2048
	maxRSA = 8192
)

var (
	oidRSA          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidRSAPSS       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidECPublicKey  = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
	oidPrimeField   = asn1.ObjectIdentifier{1, 2, 840, 10045, 1, 1}
	oidsNamedCurves = map[string]KeyType{"1.2.840.10045.3.1.7": P256, "1.3.132.0.34": P384, "1.3.132.0.35": P521}
)

// curves are the supported curves. Only these compiled-in parameters are ever
// computed with.
var curves = map[KeyType]elliptic.Curve{P256: elliptic.P256(), P384: elliptic.P384(), P521: elliptic.P521()}

// publicKeyInfo is SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7).
type publicKeyInfo struct {
	Algorithm pkix.AlgorithmIdentifier
	Key       asn1.BitString
}

// ReadKey reads a SubjectPublicKeyInfo in DER. Its type is Other if it is of none
// that is supported or does not hold together.
func ReadKey(der []byte) Key {
	var info publicKeyInfo
	if len(der) > MaxCertificate || !Whole(der, &info) {
		return Key{}
	}
	return info.key()
}

// key returns the key in the form that is kept.
func (i *publicKeyInfo) key() Key {
	k := Key{Data: string(i.Key.Bytes)}
	switch a := i.Algorithm; {
	case a.Algorithm.Equal(oidRSA), a.Algorithm.Equal(oidRSAPSS):
		k.Type = RSA
	case a.Algorithm.Equal(oidECPublicKey):
		k.Type = curveOf(a.Parameters.FullBytes)
	}
	if i.Key.BitLength != 8*len(k.Data) || k.Public() == nil {
		return Key{}
	}
	return k
}

// Public builds the key, nil if it is not a sound one of its type.
func (k Key) Public() crypto.PublicKey {
	if curve := curves[k.Type]; curve != nil {
		if public, err := ecdsa.ParseUncompressedPublicKey(curve, []byte(k.Data)); err == nil {
			return public
		}
		return nil
	}
	var form rsaForm
	if k.Type != RSA || !Whole([]byte(k.Data), &form) {
		return nil
	}
	if bits := form.N.BitLen(); form.N.Sign() <= 0 || bits < minRSA || bits > maxRSA || form.E < 3 || form.E%2 == 0 {
		return nil
	}
	return &rsa.PublicKey{N: form.N, E: form.E}
}

// rsaForm is RSAPublicKey (RFC 8017, appendix A.1.1).
type rsaForm struct {
	N *big.Int
	E int
}

// curveOf finds the curve that EC parameters mean: by its name, or written out.
func curveOf(parameters []byte) KeyType {
	var name asn1.ObjectIdentifier
	if Whole(parameters, &name) {
		return oidsNamedCurves[name.String()]
	}
	var explicit ecParameters
	if !Whole(parameters, &explicit) {
		return Other
	}
	for t, curve := range curves {
		if explicit.are(curve.Params()) {
			return t
		}
	}
	return Other
}

// ecParameters are the parameters of a curve written out (RFC 3279, section
// 2.3.5, "ECParameters").
type ecParameters struct {
	Version int
	Field   struct {
		Type  asn1.ObjectIdentifier
		Prime *big.Int
	}
	Curve struct {
		A, B []byte
		Seed asn1.BitString `asn1:"optional"`
	}
	Base     []byte
	Order    *big.Int
	Cofactor *big.Int `asn1:"optional"`
}

// are tells whether all parameters are exactly those of a curve that has a
// name. They are never computed with: who may choose the base point can sign
// for every public key. The seed tells only where the curve is from.
func (p *ecParameters) are(c *elliptic.CurveParams) bool {
	a := new(big.Int).Sub(c.P, big.NewInt(3))
	size := (c.BitSize + 7) / 8
	return p.Version >= 1 && p.Version <= 3 && p.Field.Type.Equal(oidPrimeField) && p.Field.Prime.Cmp(c.P) == 0 &&
		bytes.Equal(p.Curve.A, a.FillBytes(make([]byte, size))) &&
		bytes.Equal(p.Curve.B, c.B.FillBytes(make([]byte, size))) &&
		p.hasBase(c, size) && p.Order.Cmp(c.N) == 0 && (p.Cofactor == nil || p.Cofactor.Cmp(big.NewInt(1)) == 0)
}

// hasBase compares the base point, which may be compressed.
func (p *ecParameters) hasBase(c *elliptic.CurveParams, size int) bool {
	x, y := c.Gx.FillBytes(make([]byte, size)), c.Gy.FillBytes(make([]byte, size))
	return bytes.Equal(p.Base, append(append([]byte{4}, x...), y...)) ||
		bytes.Equal(p.Base, append([]byte{2 + y[size-1]&1}, x...))
}
