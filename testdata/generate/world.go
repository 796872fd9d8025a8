package main

import (
	"bytes"
	"strings"
	"time"

	"vaxcheck/internal/mint"
)

// The issuers are invented, and their private keys are public: the seeds are
// all it takes to make them. None stands in a real directory.

const (
	japanURL = "https://vc.example.jp/issuer"
	usURL    = "https://shc.example.org/issuer"
	listsURL = "https://lists.example.org/issuer"
	hashURL  = "https://hash.example.org/issuer"
	caseURL  = "https://tenants.example.net/r4/AbCdEf"
)

func issuer(url, name, key string) mint.Issuer {
	return mint.NewIssuer(url, name, "vaxcheck test key: "+key)
}

func day(year int, month time.Month) time.Time {
	return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
}

// japanKey is a key of the Japan-like issuer with a certificate that is good
// from one first of a month to another.
func japanKey(key string, from, to time.Time) mint.Issuer {
	return issuer(japanURL, "Example Authority (Japan)", key).WithCertificate(from, to)
}

// japan is the key in use when most cards were issued.
func japan() mint.Issuer { return japanKey("japan 1", day(2021, 12), day(2022, 6)) }

// japanRenewed is the same key with the certificate that followed.
func japanRenewed() mint.Issuer { return japanKey("japan 1", day(2022, 6), day(2023, 6)) }

// japanNext is the key that replaced it.
func japanNext() mint.Issuer { return japanKey("japan 2", day(2023, 1), day(2025, 1)) }

// japanStray is a key whose certificate is made out to another issuer.
func japanStray() mint.Issuer {
	i := issuer("https://demo.example.jp/issuer", "Example Authority (Japan)", "japan 3")
	i = i.WithCertificate(day(2020, 1), day(2021, 1))
	i.URL = japanURL
	return i
}

// japanUnlisted is a key of the same issuer that no directory has.
func japanUnlisted() mint.Issuer { return issuer(japanURL, "Example Authority (Japan)", "japan 4") }

// us is an American issuer that revokes by id. The entries are named for what
// they meet: cards issued at 1620000000, or a fraction of a second before.
func us() mint.Issuer {
	i := issuer(usURL, "Example Health System", "us 1")
	i.CRLVersion = 7
	i.CRL = &mint.CRL{Ctr: 7, RIDs: []string{
		"always", "later.1620000001", "equal.1620000000", "earlier.1619999999", "fraction.1620000000",
		"unreadable.12x", "empty-stamp.", "twice.1610000000", "twice.1630000000", "Case",
		"base64==", "longer-than-twenty-four-characters", "",
	}}
	return i
}

// usOffline is a key of the same issuer without revocation.
func usOffline() mint.Issuer { return issuer(usURL, "Example Health System", "us 2") }

// Keys of an issuer whose revocation lists are in every state but a good one.

func listKey(key string, version any, list *mint.CRL) mint.Issuer {
	i := issuer(listsURL, "Example Registry", "lists "+key)
	i.CRLVersion, i.CRL = version, list
	return i
}

func listMissing() mint.Issuer { return listKey("missing", 3, nil) }

func listUnknownMethod() mint.Issuer {
	return listKey("method", 1, &mint.CRL{Method: "bloom", Ctr: 1, RIDs: []string{"always"}})
}

func listOfAnotherKey() mint.Issuer {
	return listKey("key", 1, &mint.CRL{KID: us().KID, Ctr: 1, RIDs: []string{"always"}})
}

func listUnreadableVersion() mint.Issuer { return listKey("version", []int{1}, nil) }

func listOutOfStep() mint.Issuer {
	return listKey("step", 5, &mint.CRL{Ctr: 4, RIDs: []string{"always"}})
}

func listUnannounced() mint.Issuer {
	return listKey("unannounced", nil, &mint.CRL{Ctr: 1, RIDs: []string{"always"}})
}

func listInWords() mint.Issuer {
	return listKey("words", "1", &mint.CRL{Ctr: "1", RIDs: []string{"always"}})
}

func listEmpty() mint.Issuer { return listKey("empty", 1, &mint.CRL{Ctr: 1}) }

// hanakoID is the id that RFC 002 computes from the bundle of mint.Hanako.
const hanakoID = "j0LJTSgzGxo"

// hashKey is a key whose list names cards by a hash of their content.
func hashKey(entry string) mint.Issuer {
	i := issuer(hashURL, "Example Archive", "hash "+entry)
	i.CRLVersion = 1
	i.CRL = &mint.CRL{Method: "hash-fhir", Ctr: 1, RIDs: []string{entry}}
	return i
}

// clinic is one of two issuers that sign with one key.
func clinic(letter string) mint.Issuer {
	return issuer("https://clinic-"+letter+".example.net/issuer", "Example Clinic "+strings.ToUpper(letter), "clinics")
}

// tenant is an issuer whose URL differs from its neighbour's in case only.
func tenant(url string) mint.Issuer { return issuer(url, "Example Tenant", "tenant") }

// careless signs with a key whose private half is published.
func careless() mint.Issuer {
	return mint.NewIssuer("https://careless.example.org/issuer", "Example Careless Clinic", mint.SpecimenSeed)
}

// The address of a test system in the real directory, and that of nobody beside it.
// The key is ours.
const (
	testSystemURL = "https://retailepicfhir-uat.cvshealth.com/FhirProxyTST/api/epic/2021/Security/Open/EcKeys/32001/SHC"
	besideTestURL = "https://retailepicfhir-uat.example.com/FhirProxyTST/api/epic/2021/Security/Open/EcKeys/32001/SHC"
)

func testSystem(url string) mint.Issuer { return issuer(url, "Example Pharmacy", "test system") }

// forger is nobody's issuer: it may name any URL.
func forger(url string) mint.Issuer { return issuer(url, "", "forger") }

// Names of the trust sets. The first is used unless a vector says otherwise.
const (
	trustAll       = "issuers.json"
	trustOld       = "old.json"        // made before the others
	trustUndated   = "undated.json"    // does not tell when it was made
	trustElsewhere = "elsewhere.json"  // without the Japan-like issuer
	trustOtherKey  = "otherkey.json"   // with another key of it
	trustTests     = "testsystem.json" // with a test system that the real directory lists
	trustOddLists  = "oddlists.json"   // with revocation lists that no specification knows
	trustBundled   = "bundled"         // no file
)

func trustFiles() []file {
	created := time.Date(2026, 8, 22, 4, 43, 50, 0, time.UTC)
	all := mint.Snapshot(created,
		japan(), japanRenewed(), japanNext(), japanStray(), us(), usOffline(),
		listMissing(), listUnknownMethod(), listOfAnotherKey(), listUnreadableVersion(),
		listOutOfStep(), listUnannounced(), listInWords(), listEmpty(),
		hashKey(hanakoID), hashKey(hanakoID+".1650000000"), hashKey(hanakoID+".1650000001"),
		clinic("a"), clinic("b"), tenant(caseURL), careless(),
	)
	undated := bytes.Replace(mint.Snapshot(created, japan()), []byte(`"time": "2026-08-22T04:43:50Z"`),
		[]byte(`"time": ""`), 1)
	return []file{
		{"trust/" + trustAll, all},
		{"trust/" + trustOld, mint.Snapshot(day(2025, 1), japan())},
		{"trust/" + trustUndated, undated},
		{"trust/" + trustElsewhere, mint.Snapshot(created, us())},
		{"trust/" + trustOtherKey, mint.Snapshot(created, japanNext())},
		{"trust/" + trustTests, mint.Snapshot(created, testSystem(testSystemURL), testSystem(besideTestURL))},
		{"trust/" + trustOddLists, mint.Snapshot(created, oddIDs(), oddShape(), oddMethod(), oddNone())},
	}
}
