package trust

import (
	"slices"
	"sync"

	"vaxcheck/internal/finding"
)

// sourceBuiltIn is the Source of specimen keys that the set did not bring.
const sourceBuiltIn = "built-in"

// specimen is an issuer that exists to try things out. Its private keys are
// public, so that everybody can sign in its name and nobody may be let in by it.
type specimen struct {
	id, name string
	why      finding.Finding
	points   []publishedPoint
}

// publishedPoint holds the coordinates of a P-256 key as they stand in a JWK.
type publishedPoint struct{ x, y string }

// specimens is the table of issuers that every set answers for. The second one
// is ours: its private key is SHA-256("vaxcheck specimen key 1"), reduced modulo
// n-1, plus 1, where n is the order of P-256, so that anyone can make cards that
// show as specimens.
var specimens = sync.OnceValue(func() []specimen {
	return []specimen{{
		id:   "https://spec.smarthealth.cards/examples/issuer",
		name: "SMART Health Cards example issuer",
		why:  trustExampleIssuer,
		points: []publishedPoint{
			{"11XvRWy1I2S0EyJlyf_bWfw_TQ5CJJNLw78bHXNxcgw", "eZXwxvO1hvCY0KucrPfKo7yAyMT6Ajc3N7OkAB6VYy8"},
			{"PQHApUWm94mflvswQgAnfHlETMwJFqjUVSs7WU6LQy4", "7mj8IO-8V5VZjDbRVsJINC_Rq5ai5CDhFX18ceRsLWQ"},
		},
	}, {
		id:   "https://specimen.vaxcheck.example/issuer",
		name: "vaxcheck specimen issuer",
		why:  trustOwnSpecimens,
		points: []publishedPoint{
			{"5Rkvy8WsRNxodFHJdcUE6Xg7vaKyFDhWyH6glCzEvmo", "coKVMzFdFYawnaRdPUd8xhrYQxOUuKUACXt4ZitI-sk"},
		},
	}}
})

// privateHalfIsPublic tells whether anyone can sign with the key of this
// thumbprint. Such a key is a specimen under whatever issuer it turns up.
func privateHalfIsPublic(thumbprint string) bool {
	switch thumbprint {
	case "3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s", // example issuer, first key
		"EBKOr72QQDcTBUuVzAzkfBTGew0ZA16GuWty64nS-sw", // example issuer, second key
		"JepFC3D4eFrl_37PrrJ6z_7KHzu01GLfuPYcGiBHJLE", // our own specimen issuer
		"hrvC0uzB16UXK83BnPo7Glg685b1D6iYOyJd5hpRaAA": // revocation tests of the reference validator
		return true
	}
	return false
}

// Specimens lists the built-in test issuers, which Issuers and Info leave out.
func Specimens() []Issuer {
	var list []Issuer
	for _, s := range specimens() {
		list = append(list, s.issuer())
	}
	return list
}

// specimenIssuer finds a built-in test issuer by its id. The zero specimen,
// which it returns for others, has no keys.
func specimenIssuer(id string) (specimen, bool) {
	all := specimens()
	if i := slices.IndexFunc(all, func(s specimen) bool { return s.id == id }); i >= 0 {
		return all[i], true
	}
	return specimen{}, false
}

func (s specimen) issuer() Issuer {
	if s.id == "" {
		return Issuer{}
	}
	return Issuer{ID: s.id, Name: s.name, Specimen: true, SpecimenReason: s.why, KeyCount: len(s.points)}
}

func (s specimen) key(kid string) (Key, bool) {
	for _, k := range s.allKeys() {
		if k.ID == kid {
			return k, true
		}
	}
	return Key{}, false
}

func (s specimen) allKeys() []Key {
	var keys []Key
	for _, p := range s.points {
		c, err := parseCoordinates(p.x, p.y)
		public, ok := c.public()
		if err != nil || !ok {
			continue
		}
		id := c.thumbprint()
		keys = append(keys, Key{ID: id, Algorithm: Algorithm, Public: public, Thumbprint: id, Specimen: true,
			Source: sourceBuiltIn})
	}
	return keys
}
