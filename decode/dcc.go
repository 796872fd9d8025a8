package decode

import (
	"errors"

	"vaxcheck/decode/cose"
	"vaxcheck/decode/find"
	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

const (
	specHCERT  = `HCERT specification 1.0.8`
	specBase45 = `RFC 9285`
	specZlib   = `RFC 1950`
	specCWT    = `RFC 8392, HCERT specification 1.0.8 section 3.3`
)

// PrefixDCC is what the text of an EU DCC begins with: HC for health certificate,
// and 1 for the version of all that follows.
const PrefixDCC = "HC1:"

// Claims of a CWT (RFC 8392, section 4), and the one of health certificates, as
// Header and Payload have them. The last is the kind of health certificate that
// a DCC is.
const (
	claimIssuer    = "1"
	claimExpires   = "4"
	claimNotBefore = "5"
	claimIssued    = "6"
	claimHCert     = "-260"
	claimDCC       = "1"
)

// claimKeys are the keys of the claims: integers, and texts alone in a DCC.
var claimKeys = &cose.Keys{Under: map[string]*cose.Keys{claimHCert: {Under: map[string]*cose.Keys{claimDCC: {Texts: true}}}}}

// cborValue reads one item of CBOR as JSON.
func cborValue(item []byte, keys *cose.Keys) (strictjson.Value, error) {
	text, err := cose.AppendJSON(make([]byte, 0, 2*len(item)), item, keys)
	if err != nil {
		return strictjson.Value{}, err
	}
	return strictjson.ParseSmall(text, strictjson.DefaultDepth, MaxValues)
}

// DCC holds what an EU DCC says. Certificate is the object with ver, nam, dob and v, t or
// r, its content as it was received.
type DCC struct {
	Certificate strictjson.Value
}

// isVersioned recognises texts that begin with two letters, a version and a
// colon.
func isVersioned(letters string) func(text string) bool {
	return func(text string) bool {
		if len(text) <= len(letters)+1 || !find.HasPrefixFold(text, letters) || text[len(letters)+1] != ':' {
			return false
		}
		version := text[len(letters)]
		return '0' <= version && version <= '9' || 'A' <= version && version <= 'Z'
	}
}

// parseDCC reads an EU DCC: a signed CWT in zlib in Base45. Only outer white
// space was taken off: a space is a digit of Base45, though never the last.
func parseDCC(c *Credential, text string) {
	c.Format, c.Text = FormatDCC, text
	switch {
	case len(text) > MaxDCC:
		c.refuse(StageDecode, ReasonFileDamaged, hcertTooLong, specHCERT)
		return
	case text[:len(PrefixDCC)] != PrefixDCC:
		c.damaged(hcertPrefixCase, specHCERT)
		return
	}
	compressed, err := decodeBase45(text[len(PrefixDCC):])
	if err != nil {
		c.damaged(hcertBase45, specBase45)
		return
	}
	c.readCompressed(compressed)
}

// readCompressed inflates what Base45 held, and reads it. Up to the checksum of
// zlib whatever is wrong may have happened on the way; behind it, it was made so.
func (c *Credential) readCompressed(compressed []byte) {
	data, rest, release, err := inflateZlib(compressed, MaxCOSE)
	defer release()
	switch {
	case err == errTooLarge:
		c.refuse(StageDecode, ReasonPayloadTooLarge, shcTooLarge, specZlib)
		return
	case err != nil:
		c.damaged(hcertZlib, specZlib)
		return
	}
	if rest > 0 {
		c.note("zlib_trailing", hcertZlibTrailing, specZlib)
	}
	message, ok := cose.Read(data)
	if !ok {
		c.refuse(StageDecode, ReasonPayloadMalformed, coseNoSign1, specCOSE)
		return
	}
	c.Signed = message.Signed()
	c.readCOSEHeaders(message)
	c.readCWT(message.Payload)
	c.readCOSESignature(message.Signature)
}

// readCWT reads the claims. Nobody has proven them; whatever could be a DCC of
// some issuer goes on, since the key stands in the header. Only what is played against
// other readers is refused, whoever signed it.
func (c *Credential) readCWT(payload []byte) {
	claims, err := cborValue(payload, claimKeys)
	switch {
	case errors.Is(err, cose.ErrTwin) && c.nameTextKeys(payload):
		return
	case cose.IsUnclear(err):
		c.DCC = &DCC{}
		c.unclear(hcertUnread(finding.From(err)), "RFC 8949")
		c.UnclearTimes = []Time{TimeIssued, TimeExpires}
		return
	case err != nil:
		c.refuse(StagePayload, ReasonPayloadMalformed, hcertCBOR(finding.From(err)), "RFC 8949")
		return
	}
	c.Payload, c.Issuer = claims, claims.Get(claimIssuer).Text()
	certificates := claims.Get(claimHCert)
	if claims.Kind() == strictjson.Object && c.readOtherHCert(certificates) {
		return
	}
	c.DCC = &DCC{Certificate: certificates.Get(claimDCC)}
	if c.DCC.Certificate.Kind() != strictjson.Object {
		c.unclear(hcertNoMember, specHCERT)
	}
	if certificates.Len() > 1 {
		c.note("hcert_member", hcertMoreMembers, specHCERT)
	}
	c.readCWTTimes()
}

// readCWTTimes reads iat and exp, both of which the specification requires, and nbf.
func (c *Credential) readCWTTimes() {
	issued, notBefore := c.Payload.Get(claimIssued), c.Payload.Get(claimNotBefore)
	if notGiven(issued) && !notGiven(notBefore) {
		c.forgive(issuedAsNBF)
		issued = notBefore
	}
	c.IssuedAt = c.time(TimeIssued, issued)
	c.NotBefore = c.time(TimeIssued, notBefore)
	c.ExpiresAt = c.time(TimeExpires, c.Payload.Get(claimExpires))
	if c.IssuedAt.IsZero() {
		c.unclearTime(TimeIssued)
	}
	if c.ExpiresAt.IsZero() {
		c.unclearTime(TimeExpires)
	}
}
