package decode

import (
	"fmt"

	"vaxcheck/decode/cose"
	"vaxcheck/internal/strictjson"
)

const specOtherHCert = `HCERT specification 1.1.1 section 3.2.7`

// otherHCerts are the certificates that HC1: carries beside the EU's, by their number in
// the claim of health certificates.
var otherHCerts = map[string]Problem{
	"2":  {Kind: kindOtherHCERT, Detail: otherHCERTRacsel},
	"3":  {Kind: "ddcc", Detail: otherDDCCVaccination},
	"4":  {Kind: "ddcc", Detail: otherDDCCTest},
	"5":  {Kind: "vhlink", Reason: ReasonNeedsNetwork, Detail: otherSignedHealthLink},
	"-6": {Kind: "icvp", Detail: otherICVP},
	"-7": {Kind: kindOtherHCERT, Detail: otherHCERTMedication},
}

// readOtherHCert names a well-formed CWT that is no EU DCC, and tells whether it did.
// Nobody has proven it; it is not judged here, and so it is not called malformed either.
func (c *Credential) readOtherHCert(certificates strictjson.Value) bool {
	if certificates.Exists() && (certificates.Kind() != strictjson.Object || certificates.Get(claimDCC).Exists()) {
		return false
	}
	p := Problem{Kind: kindCWT, Detail: otherCWT}
	if certificates.Exists() {
		p = Problem{Kind: kindOtherHCERT, Detail: otherHCERTUnknown}
	}
	for number := range certificates.Members() {
		if known, is := otherHCerts[number]; is {
			p = known
			break
		}
	}
	c.nameHCert(p)
	return true
}

// nameTextKeys names a certificate that is no EU DCC and whose keys are texts where they
// should be numbers, as those of some health links are. Of an EU DCC such keys are refused:
// one reader might take them for the numbers, and another not.
func (c *Credential) nameTextKeys(payload []byte) bool {
	claims, ok := cose.Members(payload)
	if !ok {
		return false
	}
	item, is := claims[claimHCert]
	if number, proper := claims[int64(-260)]; proper {
		item, is = number, true
	}
	certificates, ok := cose.Members(item)
	if !is || !ok || len(certificates) == 0 {
		return false
	}
	p := Problem{Kind: kindOtherHCERT, Detail: otherHCERTText}
	for key := range certificates {
		number := fmt.Sprint(key)
		if number == claimDCC {
			return false
		}
		if known := otherHCerts[number]; known.Reason == ReasonNeedsNetwork {
			p = known
		}
	}
	c.nameHCert(p)
	return true
}

// nameHCert refuses what is not judged here by saying what it is.
func (c *Credential) nameHCert(p Problem) {
	if p.Stage, p.Spec = StageDecode, specOtherHCert; p.Reason == "" {
		p.Reason = ReasonUnsupported
	}
	c.Problems = append(c.Problems, p)
}
