package decode

import (
	"encoding/base64"
	"encoding/binary"
	"slices"
	"strconv"

	"github.com/fxamacker/cbor/v2"

	"vaxcheck/internal/strictjson"
)

const (
	specCOSE       = `RFC 9052 section 4.2`
	specCOSEHeader = `RFC 9052 section 3.1, HCERT specification 1.0.8 section 3`
)

// Tags around a COSE_Sign1 (RFC 9052, section 2; RFC 8392, section 6).
const (
	tagSign1 = 18
	tagCWT   = 61
)

// The algorithms of EU DCC, as COSE numbers them (RFC 9053, section 2.1; RFC
// 8230, section 2).
const (
	coseES256 = -7
	cosePS256 = -37
)

// sign1 is a COSE_Sign1 taken apart: its four items, and the tags around them.
type sign1 struct {
	tags        []uint64
	protected   []byte // the content of the byte string, as it was received
	unprotected cbor.RawMessage
	payload     []byte
	signature   []byte
}

// readSign1 reads a COSE_Sign1 without a tag, with its own, or with that of a CWT
// around its own.
func readSign1(data []byte) (s sign1, ok bool) {
	if cborAny.Wellformed(data) != nil {
		return sign1{}, false
	}
	// The library would pass over a tag that says no more than "this is CBOR".
	r := cborReader{data}
	for r.next() == cborTag {
		_, _, tag := r.head()
		s.tags = append(s.tags, tag)
	}
	tagged := len(s.tags) == 0 || slices.Equal(s.tags, []uint64{tagSign1}) || slices.Equal(s.tags, []uint64{tagCWT, tagSign1})
	var items []cbor.RawMessage
	if err := cborPlain.Unmarshal(r.in, &items); !tagged || err != nil || len(items) != 4 {
		return sign1{}, false
	}
	var isHeader, isPayload, isSignature bool
	s.unprotected = items[1]
	s.protected, isHeader = byteString(items[0])
	s.payload, isPayload = byteString(items[2])
	s.signature, isSignature = byteString(items[3])
	return s, isHeader && isPayload && isSignature && isCBOR(s.unprotected, cborMap)
}

// isCBOR tells whether an item is of a major type.
func isCBOR(item cbor.RawMessage, major byte) bool { return len(item) > 0 && item[0]>>5 == major }

// byteString returns the content of a byte string, which is not what the library
// makes of other items: bytes of an array of numbers, or of null.
func byteString(item cbor.RawMessage) (content []byte, ok bool) {
	if !isCBOR(item, cborBytes) {
		return nil, false
	}
	return content, cborPlain.Unmarshal(item, &content) == nil
}

// signed returns the Sig_structure (RFC 9052, section 4.4): the bytes that the
// signature is made over, with header and payload as they were received.
func (s sign1) signed() string {
	const context = "Signature1"
	b := make([]byte, 0, len(s.protected)+len(s.payload)+len(context)+16)
	b = append(appendHead(b, cborArray, 4), byte(cborText<<5|len(context)))
	b = append(b, context...)
	for _, part := range [][]byte{s.protected, nil, s.payload} {
		b = append(appendHead(b, cborBytes, len(part)), part...)
	}
	return string(b)
}

// appendHead appends the first bytes of an item of less than 64 KiB, as short as
// they can be.
func appendHead(b []byte, major byte, n int) []byte {
	switch {
	case n < 24:
		return append(b, major<<5|byte(n))
	case n < 1<<8:
		return append(b, major<<5|24, byte(n))
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(b, major<<5|25), uint16(n))
	}
	return binary.BigEndian.AppendUint32(append(b, major<<5|26), uint32(n))
}

// coseHeader is one of the two headers of a COSE_Sign1: what of it is read.
type coseHeader struct {
	Alg  cbor.RawMessage `cbor:"1,keyasint"`
	Crit cbor.RawMessage `cbor:"2,keyasint"`
	KID  cbor.RawMessage `cbor:"4,keyasint"`
}

// readCOSEHeaders reads both headers. The signature covers the protected one
// alone, so what stands there goes before the same in the other; yet some
// countries have the key's id, or everything, in the other.
func (c *Credential) readCOSEHeaders(s sign1) {
	header, err := headersValue(s)
	var protected, unprotected coseHeader
	if err == nil && len(s.protected) > 0 {
		err = cborPlain.Unmarshal(s.protected, &protected)
	}
	if err == nil {
		err = cborPlain.Unmarshal(s.unprotected, &unprotected)
	}
	if err != nil {
		c.refuse(StageHeader, ReasonHeaderMalformed, "a header is no well-formed map, or has a key twice", specCOSEHeader)
		return
	}
	c.Header = header
	if protected.Crit != nil || unprotected.Crit != nil {
		c.refuse(StageHeader, ReasonHeaderMalformed, "crit would change how the signature is made", "RFC 9052 section 3.1")
	}
	c.noteHeaders(s, protected, unprotected)
	c.readAlgorithm(protected.Alg, unprotected.Alg)
	c.readKeyID(protected.KID, unprotected.KID)
}

// headersValue returns both headers and the tags, for auditors.
func headersValue(s sign1) (strictjson.Value, error) {
	text := []byte(`{"tags":[`)
	for i, tag := range s.tags {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendUint(text, tag, 10)
	}
	protected := s.protected
	if len(protected) == 0 {
		protected = []byte{cborMap << 5} // an empty byte string stands for an empty map
	}
	if !isCBOR(protected, cborMap) {
		return strictjson.Value{}, errCBOR
	}
	text, err := appendCBOR(append(text, `],"protected":`...), protected, anywhere)
	if err == nil {
		text, err = appendCBOR(append(text, `,"unprotected":`...), s.unprotected, anywhere)
	}
	if err != nil {
		return strictjson.Value{}, err
	}
	return strictjson.ParseSmall(append(text, '}'), strictjson.DefaultDepth, MaxValues)
}

// noteHeaders records where the headers are not as the specification has them.
func (c *Credential) noteHeaders(s sign1, protected, unprotected coseHeader) {
	switch len(s.tags) {
	case 0:
		c.note("cose_untagged", "the COSE_Sign1 has no tag 18", specCOSE)
	case 2:
		c.note("cwt_tag", "tag 61 around tag 18", "RFC 8392 section 6")
	}
	if protected.Alg == nil && unprotected.Alg != nil {
		c.note("alg_unprotected", "the algorithm stands in the unprotected header alone", specCOSEHeader)
	}
	switch {
	case unprotected.KID == nil:
	case protected.KID == nil:
		c.note("kid_unprotected", "the key's id stands in the unprotected header alone", specCOSEHeader)
	case !slices.Equal(protected.KID, unprotected.KID):
		c.note("kid_differs", "the headers name different keys; the protected one counts", specCOSEHeader)
	}
}

// readAlgorithm takes the first of two that is there.
func (c *Credential) readAlgorithm(protected, unprotected cbor.RawMessage) {
	item := protected
	if item == nil {
		item = unprotected
	}
	var number int64
	if isCBOR(item, cborNegative) && cborPlain.Unmarshal(item, &number) == nil {
		switch number {
		case coseES256:
			c.Algorithm = ES256
		case cosePS256:
			c.Algorithm = PS256
		}
	}
	if c.Algorithm == "" {
		c.refuse(StageHeader, ReasonAlgorithmNotAllowed, "alg is neither ES256 (-7) nor PS256 (-37)", specCOSEHeader)
	}
}

// readKeyID takes the first of two that is there. Its length is the issuer's
// business.
func (c *Credential) readKeyID(protected, unprotected cbor.RawMessage) {
	item := protected
	if item == nil {
		item = unprotected
	}
	id, ok := byteString(item)
	if !ok || len(id) == 0 {
		c.refuse(StageHeader, ReasonHeaderMalformed, "kid is missing, empty or no byte string", specCOSEHeader)
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
		c.refuse(StageSignature, ReasonSignatureMalformed, "the signature is not r and s side by side, of P-256 or P-384", "RFC 9053 section 2.1")
	case c.Algorithm == PS256 && (n < 2048/8 || n > 8192/8):
		c.refuse(StageSignature, ReasonSignatureMalformed, "the signature is not as long as an RSA key of 2048 to 8192 bits", "RFC 8230 section 2")
	default:
		c.Signature = signature
	}
}
