package verify

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
)

// AuthorityView is the state's authority that certified the signer: the upper
// end of the chain, from the trust set.
type AuthorityView struct {
	Country   string    `json:"country"`
	State     string    `json:"state,omitempty"`
	Subject   string    `json:"subject"`
	KeyID     string    `json:"subject_key_id"`
	NotBefore Timestamp `json:"not_before"`
	NotAfter  Timestamp `json:"not_after"`
	SHA256    string    `json:"sha256"`
	Lists     []string  `json:"lists"` // of ICAO that name it: health, passport, manual

	Revocation *RevocationListView `json:"revocation_list,omitempty"`
}

// SignerView is who signed an EU DCC, as the trust set lists them. Signs are the
// kinds of certificates that they may sign: vaccination, test, recovery.
type SignerView struct {
	Country  string   `json:"country"`
	Name     string   `json:"name,omitempty"`
	ListedID string   `json:"listed_kid,omitempty"` // what the list calls the key, if that is something else
	Signs    []string `json:"signs"`
	Bare     bool     `json:"bare,omitempty"` // listed without a certificate
	SHA256   string   `json:"sha256"`         // of the certificate, or of a bare key
}

// CertificateView is the signer's certificate that a code brings along: the
// lower end. It is the code's own and hostile in every part.
type CertificateView struct {
	Subject       string    `json:"subject"`
	Issuer        string    `json:"issuer"`
	Serial        string    `json:"serial"` // hex
	NotBefore     Timestamp `json:"not_before"`
	NotAfter      Timestamp `json:"not_after"`
	AuthorityKey  string    `json:"authority_key_id"`
	ExtendedUsage []string  `json:"extended_key_usage"`
	Documents     []string  `json:"document_types,omitempty"`
	RevocationAt  []string  `json:"revocation_lists,omitempty"`
	Algorithm     string    `json:"signature_algorithm"`
	SHA256        string    `json:"sha256"`
}

// authorityView describes the authority that certified the signer, for formats that
// have authorities: today ICAO VDS-NC alone. It is nil for others.
func (r Report) authorityView() *AuthorityView {
	a := r.authority
	if a == nil {
		return nil
	}
	return &AuthorityView{Country: a.Country, State: a.State, Subject: a.Subject, KeyID: a.KeyID(),
		NotBefore: Timestamp(a.NotBefore), NotAfter: Timestamp(a.NotAfter), SHA256: a.SHA256,
		Lists: a.Lists.Names(), Revocation: r.listView()}
}

// certificateView describes the certificate that a code brings along. It is nil for
// codes that bring none.
func certificateView(c *x509.Certificate) *CertificateView {
	if c == nil {
		return nil
	}
	sum := sha256.Sum256(c.Raw)
	v := &CertificateView{Subject: c.Subject.String(), Issuer: c.Issuer.String(), Serial: c.SerialNumber.Text(16),
		NotBefore: Timestamp(c.NotBefore), NotAfter: Timestamp(c.NotAfter),
		AuthorityKey:  hex.EncodeToString(c.AuthorityKeyId),
		ExtendedUsage: []string{}, RevocationAt: c.CRLDistributionPoints,
		Algorithm: c.SignatureAlgorithm.String(), SHA256: hex.EncodeToString(sum[:])}
	for _, id := range c.UnknownExtKeyUsage {
		v.ExtendedUsage = append(v.ExtendedUsage, id.String())
	}
	v.Documents, _, _ = documentTypes(c)
	return v
}

// signerView describes the signer as a list of signers has them. It is nil for formats
// whose signers are not listed.
func (r Report) signerView() *SignerView {
	s := r.signer
	if s == nil {
		return nil
	}
	return &SignerView{Country: s.Country, Name: s.Name, ListedID: s.ListedID, Signs: s.Signs().Names(),
		Bare: s.Bare, SHA256: s.SHA256}
}
