package trust

import "vaxcheck/internal/finding"

// SpecimenKey is why an issuer's key is one for specimens though the issuer is real.
const SpecimenKey = trustPrivateHalfPublic

// testSystems are issuers that the directory lists, with a key of their own, though
// they are for trying things out: whoever works on one can make any card there. The
// table is of exact addresses, each judged by hand and with its reason. Names that
// only might mean a test are not in it.
var testSystems = map[string]finding.Finding{
	"https://retailepicfhir-uat.cvshealth.com/FhirProxyTST/api/epic/2021/Security/Open/EcKeys/32001/SHC": trustTestSystem,
}

// specimenReason tells why an issuer is a specimen, "" if it is none.
func specimenReason(id string) finding.Finding {
	if s, builtIn := specimenIssuer(id); builtIn {
		return s.why
	}
	return testSystems[id]
}
