package verify

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/asn1"
	"math/big"
	"testing"

	"github.com/go-jose/go-jose/v4"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
)

// encoding/asn1 is the witness for the form, whatever the numbers.
func FuzzDER(f *testing.F) {
	f.Add([]byte{}, []byte{0})
	f.Add([]byte{0x80}, []byte{0, 0, 0x7f})
	f.Add(bytes.Repeat([]byte{0xff}, 32), bytes.Repeat([]byte{1}, 32))
	f.Add(bytes.Repeat([]byte{0xff}, 66), bytes.Repeat([]byte{1}, 66))
	f.Add(bytes.Repeat([]byte{0x7f}, 62), bytes.Repeat([]byte{1}, 62))
	f.Fuzz(func(t *testing.T, r, s []byte) {
		if len(r) > 66 || len(s) > 66 {
			return
		}
		want, err := asn1.Marshal(struct{ R, S *big.Int }{new(big.Int).SetBytes(r), new(big.Int).SetBytes(s)})
		if err != nil {
			t.Fatal(err)
		}
		if got := der(r, s); !bytes.Equal(got, want) {
			t.Errorf("got %x, want %x", got, want)
		}
	})
}

// go-jose is the witness for the signature check: both must say the same of a
// card and of every card that differs from it in one bit of the signature.
func TestHoldsAsJOSESays(t *testing.T) {
	issuer := mint.NewIssuer("https://vc.example.jp/issuer", "", "signature tests")
	jws := mint.Japan(issuer, mint.Hanako()).JWS(issuer)
	c := decode.Parse(decode.Code{Text: jws})
	for bit := -1; bit < 512; bit++ {
		signature := bytes.Clone(c.Signature)
		if bit >= 0 {
			signature[bit/8] ^= 1 << (bit % 8)
		}
		object, err := jose.ParseSignedCompact(jws, []jose.SignatureAlgorithm{jose.ES256})
		if err != nil {
			t.Fatal(err)
		}
		object.Signatures[0].Signature = signature
		_, err = object.Verify(&issuer.Key.PublicKey)
		if got := holds(decode.ES256, &issuer.Key.PublicKey, c.Signed, signature); got != (err == nil) ||
			got != (bit < 0) {
			t.Errorf("bit %d: %v, go-jose: %v", bit, got, err)
		}
	}
}

// Numbers out of range are refused: zero, the order of the curve and above.
func TestHoldsRefusesOutOfRange(t *testing.T) {
	issuer := mint.NewIssuer("https://vc.example.jp/issuer", "", "signature tests")
	order := issuer.Key.Params().N.FillBytes(make([]byte, 32))
	one := append(make([]byte, 31), 1)
	zero := make([]byte, 32)
	for name, signature := range map[string][]byte{
		"zero r": append(bytes.Clone(zero), one...), "zero s": append(bytes.Clone(one), zero...),
		"zeros":   make([]byte, 64),
		"order r": append(bytes.Clone(order), one...), "order s": append(bytes.Clone(one), order...),
		"all ones": bytes.Repeat([]byte{0xff}, 64), "short": one, "none": nil, "long": make([]byte, 65),
	} {
		if holds(decode.ES256, &issuer.Key.PublicKey, "text", signature) {
			t.Errorf("%s holds", name)
		}
	}
	if holds(decode.ES256, nil, "text", make([]byte, 64)) {
		t.Error("no key, and yet it holds")
	}
}

// Both a signature and its mirror with n - s are good, as for every issuer.
func TestHoldsTakesHighAndLow(t *testing.T) {
	issuer := mint.NewIssuer("https://vc.example.jp/issuer", "", "signature tests")
	hash := sha256.Sum256([]byte("text"))
	r, s, err := ecdsa.Sign(nil, issuer.Key, hash[:])
	if err != nil {
		t.Skipf("no deterministic signing here: %v", err)
	}
	mirror := new(big.Int).Sub(issuer.Key.Params().N, s)
	for _, s := range []*big.Int{s, mirror} {
		signature := append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)
		if !holds(decode.ES256, &issuer.Key.PublicKey, "text", signature) {
			t.Error("refused")
		}
	}
}

// Each algorithm goes with one curve, and with no other.
func TestHoldsByAlgorithm(t *testing.T) {
	for name, curve := range map[string]elliptic.Curve{decode.ES256: elliptic.P256(),
		decode.ES384: elliptic.P384(), decode.ES512: elliptic.P521()} {
		key, err := ecdsa.GenerateKey(curve, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		a := algorithms[name]
		h := a.hash.New()
		h.Write([]byte("text"))
		r, s, err := ecdsa.Sign(rand.Reader, key, h.Sum(nil))
		if err != nil {
			t.Fatal(err)
		}
		signature := append(r.FillBytes(make([]byte, a.size)), s.FillBytes(make([]byte, a.size))...)
		for other := range algorithms {
			if got := holds(other, &key.PublicKey, "text", signature); got != (other == name) {
				t.Errorf("a signature of %s as one of %s: %v", name, other, got)
			}
		}
		if holds(name, &key.PublicKey, "texts", signature) || holds("none", &key.PublicKey, "text", signature) {
			t.Errorf("%s: another text, or no algorithm, holds", name)
		}
	}
}
