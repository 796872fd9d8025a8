package mint

import (
	"crypto/ecdh"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/go-cmp/cmp"
)

// TestKeyFromSeed computes the scalar by another road than deriveKey: the
// public point must be that multiple of the generator.
func TestKeyFromSeed(t *testing.T) {
	i := Specimen()
	n := i.Key.Params().N
	sum := sha256.Sum256([]byte("vaxcheck specimen key 1"))
	d := new(big.Int).SetBytes(sum[:])
	if limit := new(big.Int).Sub(n, big.NewInt(1)); d.Cmp(limit) >= 0 {
		d.Sub(d, limit)
	}
	d.Add(d, big.NewInt(1))
	key, err := ecdh.P256().NewPrivateKey(d.FillBytes(make([]byte, 32)))
	if err != nil {
		t.Fatal(err)
	}
	point := key.PublicKey().Bytes()
	wantX := base64.RawURLEncoding.EncodeToString(point[1:33])
	wantY := base64.RawURLEncoding.EncodeToString(point[33:])
	if gotX, gotY := coordinates(i.Key); gotX != wantX || gotY != wantY {
		t.Errorf("point %s, %s, want %s, %s", gotX, gotY, wantX, wantY)
	}
	if other := NewIssuer(i.URL, i.Name, "another seed"); other.KID == i.KID {
		t.Error("two seeds give one key")
	}
}

func TestWithCertificate(t *testing.T) {
	from := time.Date(2021, 11, 25, 0, 0, 0, 0, time.UTC)
	until := from.AddDate(1, 0, 0)
	i := Specimen().WithCertificate(from, until)
	if len(i.X5C) != 2 {
		t.Fatalf("%d certificates, want 2", len(i.X5C))
	}
	leaf, err := x509.ParseCertificate(i.X5C[0])
	if err != nil {
		t.Fatal(err)
	}
	ca, err := x509.ParseCertificate(i.X5C[1])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(ca)
	for at, good := range map[time.Time]bool{from.Add(-time.Second): false, from: true, until: true,
		until.Add(time.Second): false} {
		opts := x509.VerifyOptions{Roots: roots, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
		if _, err := leaf.Verify(opts); (err == nil) != good {
			t.Errorf("at %s: %v, want good %v", at, err, good)
		}
	}
	if !i.Key.PublicKey.Equal(leaf.PublicKey) {
		t.Error("the leaf is not for the issuer's key")
	}
	if len(leaf.URIs) != 1 || leaf.URIs[0].String() != i.URL {
		t.Errorf("the leaf names %v", leaf.URIs)
	}
}

func TestSnapshot(t *testing.T) {
	created := time.Date(2022, 5, 1, 12, 0, 0, 0, time.FixedZone("JST", 9*3600))
	a := Specimen().WithCertificate(created, created)
	a.CRLVersion, a.CRL = "2", &CRL{Ctr: 2, RIDs: []string{"c3BlY2ltZW4.1620000001"}}
	b := NewIssuer(a.URL, "second key", "2")
	c := NewIssuer("https://other.example/a&b", "Other <issuer>", "3")
	c.LastRetrieved = created.AddDate(-1, 0, 0)

	var got struct {
		Time       string
		IssuerInfo []struct {
			Issuer        struct{ Iss, Name string }
			Keys          []jose.JSONWebKey
			CRLs          []CRL
			LastRetrieved string
		}
	}
	if err := json.Unmarshal(Snapshot(created, a, b, c), &got); err != nil {
		t.Fatal(err)
	}
	if got.Time != "2022-05-01T03:00:00Z" || len(got.IssuerInfo) != 2 {
		t.Fatalf("time %s, %d issuers", got.Time, len(got.IssuerInfo))
	}
	first, second := got.IssuerInfo[0], got.IssuerInfo[1]
	if first.Issuer.Iss != a.URL || first.Issuer.Name != a.Name || second.Issuer.Name != c.Name {
		t.Errorf("issuers %v, %v", first.Issuer, second.Issuer)
	}
	if first.LastRetrieved != got.Time || second.LastRetrieved != "2021-05-01T03:00:00Z" {
		t.Errorf("retrieved %s, %s", first.LastRetrieved, second.LastRetrieved)
	}
	want := []CRL{{KID: a.KID, Method: "rid", Ctr: 2.0, RIDs: a.CRL.RIDs}}
	if diff := cmp.Diff(want, first.CRLs); diff != "" {
		t.Error(diff)
	}
	if len(first.Keys) != 2 || len(second.Keys) != 1 {
		t.Fatalf("%d and %d keys", len(first.Keys), len(second.Keys))
	}
	for n, i := range []Issuer{a, b} {
		k := first.Keys[n]
		if k.KeyID != i.KID || k.Use != "sig" || k.Algorithm != "ES256" || !i.Key.PublicKey.Equal(k.Key) ||
			len(k.Certificates) != len(i.X5C) {
			t.Errorf("key %d differs", n)
		}
	}
}

func TestJWKS(t *testing.T) {
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(JWKS(Specimen(), NewIssuer("https://a.example", "", "2")), &set); err != nil {
		t.Fatal(err)
	}
	if len(set.Keys) != 2 || !set.Keys[0].Valid() || !set.Keys[0].IsPublic() {
		t.Errorf("key set of %d keys", len(set.Keys))
	}
}
