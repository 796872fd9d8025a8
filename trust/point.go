package trust

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
)

// coordinateSize is the length in bytes of a P-256 coordinate.
const coordinateSize = 32

// strictURL refuses base64url with unused bits set, so that one text stands for
// one value. It still skips line breaks, which the callers rule out by length.
var strictURL = base64.RawURLEncoding.Strict()

// Thumbprint returns the RFC 7638 thumbprint of an elliptic curve key: base64url
// of the SHA-256 of its required members. The values are taken as they stand in
// the JWK, because issuers that dropped a coordinate's leading zero byte
// computed their key ids from the shortened text.
func Thumbprint(crv, kty, x, y string) string {
	sum := sha256.Sum256([]byte(`{"crv":"` + crv + `","kty":"` + kty + `","x":"` + x + `","y":"` + y + `"}`))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// coordinates are those of a P-256 key, big endian and padded to full length,
// together with the lengths they were published with.
type coordinates struct {
	x, y       [coordinateSize]byte
	xLen, yLen int
}

// parseCoordinates reads x and y of a JWK. RFC 7518, section 6.2.1.2, wants 32
// bytes each; some issuers leave a leading zero out, so fewer are taken too.
func parseCoordinates(x, y string) (c coordinates, err error) {
	if c.xLen, err = parseCoordinate(&c.x, x); err != nil {
		return coordinates{}, err
	}
	if c.yLen, err = parseCoordinate(&c.y, y); err != nil {
		return coordinates{}, err
	}
	return c, nil
}

func parseCoordinate(to *[coordinateSize]byte, text string) (int, error) {
	if len(text) > base64.RawURLEncoding.EncodedLen(coordinateSize) {
		return 0, trustCoordinate
	}
	b, err := strictURL.DecodeString(text)
	if err != nil || len(b) == 0 || len(text) != base64.RawURLEncoding.EncodedLen(len(b)) {
		return 0, trustCoordinate
	}
	copy(to[coordinateSize-len(b):], b)
	return len(b), nil
}

// published returns x and y as they stood in the JWK.
func (c *coordinates) published() (x, y string) {
	e := base64.RawURLEncoding
	return e.EncodeToString(c.x[coordinateSize-c.xLen:]), e.EncodeToString(c.y[coordinateSize-c.yLen:])
}

// padded is the same point in the form that is alike for every way to publish it.
func (c coordinates) padded() coordinates {
	c.xLen, c.yLen = coordinateSize, coordinateSize
	return c
}

// pointOf are the coordinates of a key on P-256.
func pointOf(k *ecdsa.PublicKey) (c coordinates) {
	if b, err := k.Bytes(); err == nil && len(b) == 1+2*coordinateSize { // uncompressed: 4, x, y
		copy(c.x[:], b[1:])
		copy(c.y[:], b[1+coordinateSize:])
	}
	return c.padded()
}

func (c *coordinates) thumbprint() string {
	x, y := c.published()
	return Thumbprint("P-256", "EC", x, y)
}

// public builds the key. It is not ok if the point is not on the curve, against
// invalid-curve keys.
func (c *coordinates) public() (*ecdsa.PublicKey, bool) {
	const uncompressed = 4 // SEC 1, section 2.3.3
	var point [1 + 2*coordinateSize]byte
	point[0] = uncompressed
	copy(point[1:], c.x[:])
	copy(point[1+coordinateSize:], c.y[:])
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point[:])
	return key, err == nil
}

// decodeSum reads a thumbprint's text. It is not ok if the text is no thumbprint.
func decodeSum(to *[sumSize]byte, text string) bool {
	const textSize = (sumSize*8 + 5) / 6
	if len(text) != textSize {
		return false
	}
	n, err := strictURL.Decode(to[:], []byte(text))
	return err == nil && n == sumSize
}
