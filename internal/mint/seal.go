package mint

import (
	"crypto"
	"fmt"
	"strings"
)

// Seal is an ICAO VDS-NC before it is signed. Data is what is signed, in
// canonical JSON; Shown is another spelling of it for the code, "" for none.
type Seal struct {
	Data, Shown string
	alg, before string
	der         bool
	cut         int
}

// Vaccinated is Hanako's certificate of two doses, as states write them.
func Vaccinated(state string) Seal {
	return Seal{Data: `{"hdr":{"is":"` + state + `","t":"icao.vacc","v":1},"msg":{"pid":{"ai":"` + state +
		`90000120220607000001","dob":"1985-04-01",` +
		`"i":"ZZ1234567","n":"MIHON HANAKO"},"uvci":"ZZTEST01","ve":[` +
		`{"des":"XM0GQ8","dis":"RA01.0","nam":"COMIRNATY","vd":[{"adm":"Ministère/健康省","ctr":"` + state +
		`","dvc":"2021-07-10","lot":"ZZ0001","seq":1}]},` +
		`{"des":"XM0GQ8","dis":"RA01.0","nam":"Spikevax","vd":[{"adm":"Ministère/健康省","ctr":"` + state +
		`","dvc":"2021-07-31","lot":"ZZ0002","seq":2}]}]}}`}
}

// TestedSeal is a proof of a negative PCR test.
func TestedSeal(state string) Seal {
	return Seal{Data: `{"hdr":{"is":"` + state +
		`","t":"icao.test","v":1},"msg":{"dat":{"ri":"2022-01-10T14:00:00+09:00","sc":"2022-01-10T12:00:00+09:00"},` +
		`"pid":{"dn":"ZZ1234567","dob":"1985-04-01","dt":"P","n":"MIHON  HANAKO"},"sp":{"ctr":"` + state +
		`","spn":"Example Laboratory"},` +
		`"tr":{"m":"saliva","r":"negative","tc":"molecular(PCR)"},"utci":"ZZTEST02"}}`}
}

// Edit returns the seal with from replaced by to in what will be signed. It
// panics if from stands nowhere.
func (s Seal) Edit(from, to string) Seal {
	s.Data = edit(s.Data, from, to)
	return s
}

// Alter replaces a text after it was signed.
func (s Seal) Alter(from, to string) Seal {
	s.Shown = edit(s.Data, from, to)
	return s
}

// Algorithm states another algorithm than that of the key.
func (s Seal) Algorithm(name string) Seal {
	s.alg = name
	return s
}

// DER writes the signature in the form of ASN.1, Cut without its last bytes.
func (s Seal) DER() Seal      { s.der = true; return s }
func (s Seal) Cut(n int) Seal { s.cut = n; return s }

// Before puts members before data.
func (s Seal) Before(members string) Seal {
	s.before = members
	return s
}

// sealHashes are the hashes that go with a curve.
var sealHashes = map[string]struct {
	name string
	hash crypto.Hash
}{"P-256": {"ES256", crypto.SHA256}, "P-384": {"ES384", crypto.SHA384}, "P-521": {"ES512", crypto.SHA512}}

// Sign returns the code's text, signed by a signer.
func (s Seal) Sign(by Signer) string {
	with := sealHashes[by.Key.Params().Name]
	sig := SignOptions{DER: s.der}.ecdsa(by.Key, with.hash, []byte(s.Data))
	alg, shown := with.name, s.Data
	if s.alg != "" {
		alg = s.alg
	}
	if s.Shown != "" {
		shown = s.Shown
	}
	return fmt.Sprintf(`{%s"data":%s,"sig":{"alg":"%s","cer":"%s","sigvl":"%s"}}`,
		s.before, shown, alg, encode(by.DER)+strings.Repeat("=", (3-len(by.DER)%3)%3), encode(sig[:len(sig)-s.cut]))
}
