package trust

// Why the built-in issuers are specimens, for auditors.
const (
	whyExample = "the example issuer of the specification, whose private keys are public"
	whyOwn     = "vaxcheck's own specimens, whose private key is public"
)

// testSystems are issuers that the directory lists, with a key of their own, though
// they are for trying things out: whoever works on one can make any card there. The
// table is of exact addresses, each judged by hand and with its reason. Names that
// only might mean a test are not in it.
var testSystems = map[string]string{
	"https://retailepicfhir-uat.cvshealth.com/FhirProxyTST/api/epic/2021/Security/Open/EcKeys/32001/SHC": "" +
		"a test system that the directory lists: the address says uat (user acceptance test) and TST (test)",
}

// specimenReason tells why an issuer is a specimen, "" if it is none.
func specimenReason(id string) string {
	if s, builtIn := specimenIssuer(id); builtIn {
		return s.why
	}
	return testSystems[id]
}
