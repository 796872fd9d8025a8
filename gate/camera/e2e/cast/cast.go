// Package cast is who comes to the door in the tests: cards of invented people,
// and the trust set that they are judged by.
package cast

import (
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

func issuer() mint.Issuer {
	return mint.NewIssuer("https://gate.example/issuer", "Example Town Vaccination Office", "camera page tests")
}

// TrustSet lists the one issuer that is known.
func TrustSet(now time.Time) (*trust.Set, error) {
	return trust.LoadSnapshot(Snapshot(now), "test")
}

// Snapshot is the same as the directory publishes it.
func Snapshot(now time.Time) []byte { return mint.Snapshot(now.AddDate(0, 0, -12), issuer()) }

// Name and BirthDate are those of who holds most of the cards: what must be
// nowhere after a shift.
const (
	Name      = "見本 花子"
	Passport  = "HANAKO"
	BirthDate = "1985-04-01"
	Lot       = "ZZ0001"
)

func japan(p mint.Person) string { return mint.Numeric(mint.Japan(issuer(), p).JWS(issuer())) }

// Valid is a good card of three doses.
func Valid() string { return japan(mint.HanakoAbroad()) }

// Other is somebody else's good card.
func Other() string { return japan(mint.Taro()) }

// Parts is a good card spread over two codes.
func Parts() []string {
	return mint.Chunks(mint.Japan(issuer(), mint.Hanako()).JWS(issuer()), 2)
}

// Cards leads to each verdict that a card can have, not_ready apart.
func Cards() map[verify.Verdict]string {
	stranger := mint.NewIssuer("https://elsewhere.example/issuer", "Elsewhere", "nobody lists this")
	return map[verify.Verdict]string{
		verify.Valid:        Valid(),
		verify.Invalid:      mint.Numeric(mint.Japan(issuer(), mint.Taro()).JWS(otherKey())),
		verify.Review:       mint.Numeric(mint.Japan(stranger, mint.Hanako()).JWS(stranger)),
		verify.Insufficient: mint.Numeric(mint.US(issuer(), tested()).JWS(issuer())),
		verify.Specimen:     mint.Numeric(mint.Japan(mint.Specimen(), mint.Hanako()).JWS(mint.Specimen())),
		verify.Unreadable:   "https://example.org/poster?of=the+exhibition",
	}
}

// otherKey claims to be the issuer with a key that is not its own, under the
// name of the one that is.
func otherKey() mint.Issuer {
	forger := mint.NewIssuer(issuer().URL, issuer().Name, "somebody else's key")
	forger.KID = issuer().KID
	return forger
}

func tested() mint.Person {
	p := mint.Tested()
	p.NotBefore, p.Expires = "", ""
	return p
}
