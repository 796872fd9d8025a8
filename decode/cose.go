package decode

import (
	"encoding/base64"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"vaxcheck/decode/cose"
	"vaxcheck/internal/strictjson"
)

const (
	specCOSE       = `RFC 9052 section 4.2`
	specCOSEHeader = `RFC 9052 section 3.1, HCERT specification 1.0.8 section 3`
)

// The algorithms of EU DCC, as COSE numbers them (RFC 9053, section 2.1; RFC
// 8230, section 2).
const (
	coseES256 = -7
	cosePS256 = -37
)

// coseHeaders takes both headers apart, of whatever format. It is not ok if that cannot be.
func (c *Credential) coseHeaders(s cose.Sign1, spec string) (protected, unprotected cose.Header, ok bool) {
	text, protected, unprotected, err := s.Headers(nil)
	if err == nil {
		c.Header, err = strictjson.ParseSmall(text, strictjson.DefaultDepth, MaxValues)
	}
	if err != nil {
		c.refuse(StageHeader, ReasonHeaderMalformed, coseHeaderMap, spec)
		return protected, unprotected, false
	}
	if protected.Crit != nil || unprotected.Crit != nil {
		c.refuse(StageHeader, ReasonHeaderMalformed, coseCritical, "RFC 9052 section 3.1")
	}
	c.noteTags(s.Tags)
	return protected, unprotected, true
}

// noteTags records tags other than the one that a COSE_Sign1 has.
func (c *Credential) noteTags(tags []uint64) {
	switch len(tags) {
	case 0:
		c.note("cose_untagged", coseUntagged, specCOSE)
	case 2:
		c.note("cwt_tag", coseCWTTag, "RFC 8392 section 6")
	}
}

// readCOSEHeaders reads both headers of an EU DCC. The signature covers the protected one
// alone, so what stands there goes before the same in the other; yet some
// countries have the key's id, or everything, in the other.
func (c *Credential) readCOSEHeaders(s cose.Sign1) {
	protected, unprotected, ok := c.coseHeaders(s, specCOSEHeader)
	if !ok {
		return
	}
	c.noteHeaders(protected, unprotected)
	c.readAlgorithm(protected.Alg, unprotected.Alg)
	c.readKeyID(protected.KID, unprotected.KID)
}

// noteHeaders records where the headers are not as the specification has them.
func (c *Credential) noteHeaders(protected, unprotected cose.Header) {
	if protected.Alg == nil && unprotected.Alg != nil {
		c.note("alg_unprotected", coseAlgorithmUnprotected, specCOSEHeader)
	}
	switch {
	case unprotected.KID == nil:
	case protected.KID == nil:
		c.note("kid_unprotected", coseKIDUnprotected, specCOSEHeader)
	case !slices.Equal(protected.KID, unprotected.KID):
		c.note("kid_differs", coseKIDDiffers, specCOSEHeader)
	}
}

// readAlgorithm takes the first of two that is there.
func (c *Credential) readAlgorithm(protected, unprotected cbor.RawMessage) {
	item := protected
	if item == nil {
		item = unprotected
	}
	if number, ok := cose.Integer(item); ok {
		switch number {
		case coseES256:
			c.Algorithm = ES256
		case cosePS256:
			c.Algorithm = PS256
		}
	}
	if c.Algorithm == "" {
		c.refuse(StageHeader, ReasonAlgorithmNotAllowed, coseAlgorithm, specCOSEHeader)
	}
}

// readKeyID takes the first of two that is there. Its length is the issuer's
// business.
func (c *Credential) readKeyID(protected, unprotected cbor.RawMessage) {
	item := protected
	if item == nil {
		item = unprotected
	}
	id, ok := cose.ByteString(item)
	if !ok || len(id) == 0 {
		c.refuse(StageHeader, ReasonHeaderMalformed, coseNoKID, specCOSEHeader)
		return
	}
	c.KeyID = base64.StdEncoding.EncodeToString(id)
}

// readCOSESignature takes the signature's bytes. Which curve the key is on, and
// how long the signature therefore has to be, is known only with the key.
func (c *Credential) readCOSESignature(signature []byte) {
	n := len(signature)
	switch {
	case c.Algorithm == ES256 && n != 2*32 && n != 2*48:
		c.refuse(StageSignature, ReasonSignatureMalformed, coseSignatureForm, "RFC 9053 section 2.1")
	case c.Algorithm == PS256 && (n < 2048/8 || n > 8192/8):
		c.refuse(StageSignature, ReasonSignatureMalformed, coseSignatureRsa, "RFC 8230 section 2")
	default:
		c.Signature = signature
	}
}
