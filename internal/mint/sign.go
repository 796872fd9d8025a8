package mint

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/sha256"
	_ "crypto/sha512" // for ES384
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"io"
	"math/big"
	"sync"
)

// SignOptions are the ways to sign a card wrongly, or unusually. They leave the
// header's text alone: what it says of "alg" and "zip" is the caller's to edit.
type SignOptions struct {
	HeaderBytes  []byte // instead of the header's text
	PayloadBytes []byte // instead of the compressed payload

	Uncompressed  bool   // the payload's text as it is
	Zlib          bool   // DEFLATE in a zlib wrapper
	Gzip          bool   // DEFLATE in a gzip wrapper
	TrailingBytes []byte // after the compressed payload, and signed with it

	HMAC  bool // HS256, the secret being the public key's PEM text
	ES384 bool // ECDSA with a P-384 key from the issuer's seed

	HighS, LowS  bool // which of the two good values of s
	ZeroR, ZeroS bool
	DER          bool // the ASN.1 form instead of r and s side by side
	Truncate     int  // bytes missing at the signature's end; below zero, zero bytes added
}

// JWS returns the card as a compact JWS, signed with the issuer's key.
func (c Card) JWS(i Issuer) string { return c.Sign(i, SignOptions{}) }

// Sign returns the card as a compact JWS, made as opts say.
func (c Card) Sign(i Issuer, opts SignOptions) string {
	header := opts.HeaderBytes
	if header == nil {
		header = []byte(c.Header)
	}
	signed := encode(header) + "." + encode(opts.payload(c.Payload))
	sig := opts.signature(i, []byte(signed))
	if opts.Truncate > 0 {
		sig = sig[:len(sig)-opts.Truncate]
	} else {
		sig = append(sig, make([]byte, -opts.Truncate)...)
	}
	return signed + "." + encode(sig)
}

func (o SignOptions) payload(text string) []byte {
	var data []byte
	switch {
	case o.PayloadBytes != nil:
		data = o.PayloadBytes
	case o.Uncompressed:
		data = []byte(text)
	case o.Zlib:
		data = Zlib([]byte(text))
	case o.Gzip:
		data = Gzip(text)
	default:
		data = Deflate(text)
	}
	return append(bytes.Clone(data), o.TrailingBytes...)
}

// Deflate compresses text as the payload of a card is: raw DEFLATE, RFC 1951.
func Deflate(text string) []byte { return compress(&deflaters, text) }

// Zlib compresses data with header and checksum, RFC 1950.
func Zlib(data []byte) []byte { return compress(&zlibs, string(data)) }

// Gzip compresses text with gzip's head and trailer, RFC 1952.
func Gzip(text string) []byte { return compress(&gzips, text) }

// Compressors take a megabyte, which the next card uses again.
var (
	deflaters = sync.Pool{New: func() any { return must(flate.NewWriter(nil, flate.BestCompression)) }}
	zlibs     = sync.Pool{New: func() any { return must(zlib.NewWriterLevel(nil, zlib.BestCompression)) }}
	gzips     = sync.Pool{New: func() any { return must(gzip.NewWriterLevel(nil, gzip.BestCompression)) }}
)

func compress(pool *sync.Pool, text string) []byte {
	var b bytes.Buffer
	w := pool.Get().(interface {
		io.WriteCloser
		Reset(io.Writer)
	})
	defer pool.Put(w)
	w.Reset(&b)
	must(io.WriteString(w, text))
	must(0, w.Close())
	return b.Bytes()
}

func (o SignOptions) signature(i Issuer, signed []byte) []byte {
	switch {
	case o.HMAC:
		spki := must(x509.MarshalPKIXPublicKey(i.Key.Public()))
		mac := hmac.New(sha256.New, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki}))
		mac.Write(signed)
		return mac.Sum(nil)
	case o.ES384:
		return o.ecdsa(deriveKey(elliptic.P384(), i.seed), crypto.SHA384, signed)
	}
	return o.ecdsa(i.Key, crypto.SHA256, signed)
}

// ecdsa signs with a nonce after RFC 6979, which crypto/ecdsa uses when it is
// given no source of randomness.
func (o SignOptions) ecdsa(key *ecdsa.PrivateKey, hash crypto.Hash, signed []byte) []byte {
	h := hash.New()
	h.Write(signed)
	var sig struct{ R, S *big.Int }
	must(asn1.Unmarshal(must(key.Sign(nil, h.Sum(nil), hash)), &sig))

	n := key.Params().N
	high := sig.S.Cmp(new(big.Int).Rsh(n, 1)) > 0
	if o.HighS && !high || o.LowS && high {
		sig.S.Sub(n, sig.S)
	}
	if o.ZeroR {
		sig.R.SetInt64(0)
	}
	if o.ZeroS {
		sig.S.SetInt64(0)
	}
	if o.DER {
		return must(asn1.Marshal(sig))
	}
	raw := make([]byte, 2*((key.Params().BitSize+7)/8))
	sig.R.FillBytes(raw[:len(raw)/2])
	sig.S.FillBytes(raw[len(raw)/2:])
	return raw
}
