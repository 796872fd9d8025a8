package mint

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"time"
)

// ListOptions are the ways in which the lists of revoked certificates of
// authorities (RFC 5280, section 5) differ. The zero value is an empty list.
type ListOptions struct {
	Serials    []int64 // revoked a day before the list was made
	Number     int64   // 0 for none
	NoKeyID    bool
	By         *ecdsa.PrivateKey // signs instead of the authority, as a forger would
	Extensions []pkix.Extension  // beside key identifier and number
	OfEntries  []pkix.Extension
	Trailing   bool // another element after the last that a list can have
	Version    int  // 0 for 2
	SHA1       bool
}

// rawList is a CertificateList.
type rawList struct {
	TBS       rawListTBS
	Algorithm pkix.AlgorithmIdentifier
	Signature asn1.BitString
}

type rawListTBS struct {
	Version    int
	Algorithm  pkix.AlgorithmIdentifier
	Issuer     asn1.RawValue
	ThisUpdate time.Time
	NextUpdate time.Time        `asn1:"optional"`
	Revoked    []rawEntry       `asn1:"optional"`
	Extensions []pkix.Extension `asn1:"optional,explicit,tag:0"`
	Trailing   int              `asn1:"optional"`
}

type rawEntry struct {
	Serial     *big.Int
	When       time.Time
	Extensions []pkix.Extension `asn1:"optional"`
}

// CRL returns a list of the authority, in DER. A zero next says nothing of the
// next one.
func (a Authority) CRL(this, next time.Time, o ListOptions) []byte {
	hash := crypto.SHA384
	algorithm := pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3,
		3}} // ecdsa-with-SHA384
	if o.SHA1 {
		hash, algorithm.Algorithm = crypto.SHA1, asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 1}
	}
	tbs := rawListTBS{
		Version: 1, Algorithm: algorithm,
		Issuer:     asn1.RawValue{FullBytes: must(asn1.Marshal(a.template.Subject.ToRDNSequence()))},
		ThisUpdate: this, NextUpdate: next, Extensions: o.extensions(a),
	}
	if o.Version != 0 {
		tbs.Version = o.Version - 1
	}
	if o.Trailing {
		tbs.Trailing = 1
	}
	for _, n := range o.Serials {
		tbs.Revoked = append(tbs.Revoked, rawEntry{Serial: big.NewInt(n), When: this.AddDate(0, 0, -1),
			Extensions: o.OfEntries})
	}
	by := a.Key
	if o.By != nil {
		by = o.By
	}
	sig := SignOptions{DER: true}.ecdsa(by, hash, must(asn1.Marshal(tbs)))
	return must(asn1.Marshal(rawList{tbs, algorithm, asn1.BitString{Bytes: sig, BitLength: 8 * len(sig)}}))
}

func (o ListOptions) extensions(a Authority) []pkix.Extension {
	var list []pkix.Extension
	if !o.NoKeyID {
		id := asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, Bytes: a.KeyID()}
		list = append(list, pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, 35},
			Value: must(asn1.Marshal([]asn1.RawValue{id}))})
	}
	if o.Number != 0 {
		list = append(list, pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, 20},
			Value: must(asn1.Marshal(o.Number))})
	}
	return append(list, o.Extensions...)
}

// ListPEM writes a list in PEM.
func ListPEM(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: der})
}
