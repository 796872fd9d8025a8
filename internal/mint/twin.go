package mint

import (
	"encoding/asn1"
	"math/big"
)

// Twin returns the signer with the other spelling of its certificate's
// signature: where r and s hold, so do r and n-s. Nobody's key is needed.
func (s Signer) Twin(of Authority) Signer {
	s.DER = respell(s.DER, func(c *rawParts) {
		var sig struct{ R, S *big.Int }
		must(asn1.Unmarshal(c.Signature.Bytes, &sig))
		sig.S.Sub(of.Key.Params().N, sig.S)
		c.Signature.Bytes = must(asn1.Marshal(sig))
		c.Signature.BitLength = 8 * len(c.Signature.Bytes)
	})
	return s
}

// Slack returns the signer with something behind the three parts of its
// certificate, which no signature covers.
func (s Signer) Slack() Signer {
	s.DER = respell(s.DER, func(c *rawParts) { c.Slack = []asn1.RawValue{asn1.NullRawValue} })
	return s
}

// KeyID is the thumbprint of the signer's key.
func (s Signer) KeyID() string { return thumbprint(s.Key) }

// rawParts are the parts of a certificate, of which the first is signed.
type rawParts struct {
	TBS, Algorithm asn1.RawValue
	Signature      asn1.BitString
	Slack          []asn1.RawValue `asn1:"optional,omitempty"`
}

func respell(der []byte, change func(*rawParts)) []byte {
	var c rawParts
	must(asn1.Unmarshal(der, &c))
	change(&c)
	return must(asn1.Marshal(c))
}
