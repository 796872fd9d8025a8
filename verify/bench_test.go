package verify_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"math/big"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// BenchmarkJudge puts the judging of one card, from digits to report, beside
// the one signature check it cannot do without, in one run and on the same key.
func BenchmarkJudge(b *testing.B) {
	issuer := mint.NewIssuer("https://bench.example/issuer", "Bench", "bench key")
	text := mint.Numeric(mint.Japan(issuer, mint.Hanako()).JWS(issuer))
	set, err := trust.LoadSnapshot(mint.Snapshot(time.Unix(1700000000, 0), issuer), "bench")
	if err != nil {
		b.Fatal(err)
	}
	at := verify.Instant{Time: time.Unix(1750000000, 0)}
	policy := rules.Builtin()[0]
	judge := func() {
		if r := verify.Check(decode.Parse(decode.Code{Text: text}), set, policy, at); r.Verdict() != verify.Valid {
			b.Fatal(r.Verdict(), r.Reasons())
		}
	}
	hash := sha256.Sum256([]byte(text))
	signature, err := ecdsa.SignASN1(rand.Reader, issuer.Key, hash[:])
	if err != nil {
		b.Fatal(err)
	}
	b.Run("bare-signature", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if !ecdsa.VerifyASN1(&issuer.Key.PublicKey, hash[:], signature) {
				b.Fatal("signature")
			}
		}
	})
	b.Run("card", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			judge()
		}
	})
	b.Run("cards-side-by-side", func(b *testing.B) {
		b.ReportAllocs()
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				judge()
			}
		})
	})
}

// BenchmarkSeal puts the judging of one ICAO VDS-NC, from text to report, beside
// the two signature checks it cannot do without: the signer's on P-256 and the
// authority's on P-384.
func BenchmarkSeal(b *testing.B) {
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "bench").Explicit(mint.P384Parameters())
	signer := authority.Signer("bench", mint.SignerOptions{})
	text := mint.Vaccinated("UTO").Sign(signer)
	set, err := trust.LoadCertificates(authority.PEM(), "bench")
	if err != nil {
		b.Fatal(err)
	}
	hash := sha256.Sum256([]byte(text))
	lower, err := ecdsa.SignASN1(rand.Reader, signer.Key, hash[:])
	if err != nil {
		b.Fatal(err)
	}
	upper, err := ecdsa.SignASN1(rand.Reader, authority.Key, hash[:])
	if err != nil {
		b.Fatal(err)
	}
	b.Run("bare-signatures", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if !ecdsa.VerifyASN1(&signer.Key.PublicKey, hash[:], lower) ||
				!ecdsa.VerifyASN1(&authority.Key.PublicKey, hash[:], upper) {
				b.Fatal("signature")
			}
		}
	})
	b.Run("certificate", func(b *testing.B) {
		b.ReportAllocs()
		at, policy := verify.Instant{Time: time.Unix(1750000000, 0)}, rules.Builtin()[0]
		for b.Loop() {
			if r := verify.Check(decode.Parse(decode.Code{Text: text}), set, policy, at); r.Verdict() != verify.Valid {
				b.Fatal(r.Verdict(), r.Reasons())
			}
		}
	})
}

// BenchmarkDCC puts the judging of one EU DCC, from text to report, beside the one
// signature check it cannot do without, on P-256 and with RSA of 2048 bits.
func BenchmarkDCC(b *testing.B) {
	for name, o := range map[string]mint.DSCOptions{"ES256": {}, "PS256": {RSA: 2048}} {
		by := documentSigner("bench "+name, o)
		text := mint.VaccinatedDCC("UT").Sign(by, mint.DCCOptions{})
		set, err := trust.LoadCertificates(signerPEM(by), "bench")
		if err != nil {
			b.Fatal(err)
		}
		c := decode.Parse(decode.Code{Text: text})
		hash := sha256.Sum256([]byte(c.Signed))
		b.Run(name+"/bare-signature", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if !bareSignature(by.Key.Public(), hash[:], c.Signature) {
					b.Fatal("signature")
				}
			}
		})
		b.Run(name+"/certificate", func(b *testing.B) {
			b.ReportAllocs()
			at, policy := verify.Instant{Time: time.Unix(1750000000, 0)}, rules.Builtin()[0]
			for b.Loop() {
				if r := verify.Check(decode.Parse(decode.Code{Text: text}), set, policy,
					at); r.Verdict() != verify.Valid {
					b.Fatal(r.Verdict(), r.Reasons())
				}
			}
		})
	}
}

// bareSignature checks a signature in the form of COSE and does nothing else.
func bareSignature(key crypto.PublicKey, hash, signature []byte) bool {
	switch key := key.(type) {
	case *ecdsa.PublicKey:
		return ecdsa.Verify(key, hash, new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:]))
	case *rsa.PublicKey:
		return rsa.VerifyPSS(key, crypto.SHA256, hash, signature, nil) == nil
	}
	return false
}
