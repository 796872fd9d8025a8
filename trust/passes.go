package trust

import (
	"cmp"
	"crypto/ecdsa"
	"crypto/x509"
	"slices"
	"strings"
	"sync"
	"time"

	"vaxcheck/trust/x509facts"
)

// PartPassIssuers are the issuers of NZ COVID Passes, each named by a decentralised
// identifier such as did:web:nzcp.identity.health.nz.
const PartPassIssuers PartName = "pass_issuers"

// passKey is a key of an issuer of passes. An id such as key-1 means something under its
// issuer alone.
type passKey struct {
	issuer string // as passes name it
	name   string // "" if it is not known
	id     string
	public *ecdsa.PublicKey
	source string
}

// exposedPasses stands for the issuer of keys of which a document has the private half.
// Such a key is kept to be refused, under whatever issuer and in whichever file it stands.
const exposedPasses = " exposed" // no identifier begins with a blank

type passKeys = x509facts.Set[passKey]

// passForm tells how sets of such keys are put together. Where two describe one key of an
// issuer differently, the first stays: what is pinned here is not replaced by a file.
var passForm = &x509facts.Form[passKey]{
	IDs:  func(k *passKey) []string { return []string{k.issuer} },
	Tidy: tidyPassKeys,
}

func tidyPassKeys(list []passKey) []passKey {
	slices.SortStableFunc(list, func(a, b passKey) int {
		return cmp.Or(cmp.Compare(a.issuer, b.issuer), cmp.Compare(a.id, b.id))
	})
	return slices.CompactFunc(list, func(a, b passKey) bool { return a.issuer == b.issuer && a.id == b.id })
}

// pinnedPassKey is a key that the program knows by itself.
type pinnedPassKey struct {
	issuer, id, name string
	publishedPoint
}

// examplePasses is the issuer of the examples in the specification (minhealthnz/nzcovidpass-spec
// at ec7944c): whoever it signs for is invented.
const examplePasses = "did:web:nzcp.covid19.health.nz"

// pinnedPassKeys is the only official issuer, and the one of the examples. The key of the
// first is the same in ten verifiers that others published.
var pinnedPassKeys = [...]pinnedPassKey{
	{"did:web:nzcp.identity.health.nz", "z12Kf7UQ", "Ministry of Health, New Zealand",
		publishedPoint{"DQCKJusqMsT0u7CjpmhjVGkHln3A3fS-ayeH4Nu52tc", "lxgWzsLtVI8fqZmTPPo9nZ-kzGs7w7XO8-rUU68OxmI"}},
	{examplePasses, "key-1", "NZ COVID Pass example issuer",
		publishedPoint{"zRR-XGsCp12Vvbgui4DD6O6cqmhfPuXMhi1OxPl8760", "Iv5SU6FuW-TRYh5_GOrJlcV_gpF_GpFQhCOD8LSk3T0"}},
}

// pinnedPasses is when what is pinned was settled: the last pass had ended in the year
// before, so that no issuer has signed anything since.
var pinnedPasses = time.Date(2024, 1, 8, 0, 0, 0, 0, time.UTC)

// bundledPassKeys are the keys that are part of the program.
func bundledPassKeys() (*passKeys, error) { return pinnedKeys(), nil }

var pinnedKeys = sync.OnceValue(func() *passKeys {
	var list []passKey
	var text strings.Builder
	for _, p := range pinnedPassKeys {
		text.WriteString(strings.Join([]string{p.issuer, p.id, p.x, p.y}, " ") + "\n")
		c, err := parseCoordinates(p.x, p.y)
		if public, ok := c.public(); err == nil && ok {
			list = append(list, passKey{p.issuer, p.name, p.id, public, SourceBundled})
		}
	}
	from := x509facts.Provenance{Source: SourceBundled, SHA256: hexSum([]byte(text.String()))}
	return passForm.New(from.Dated(pinnedPasses), list)
})

// PassIssuers answers for the issuers of NZ COVID Passes as a Set does for those of its
// directory. Whatever the set holds, it answers for the example issuer.
type PassIssuers struct {
	keys    *passKeys
	exposed map[coordinates]bool // by private halves in other files of the set
}

// PassIssuers returns the issuers of NZ COVID Passes that the set holds.
func (s *Set) PassIssuers() PassIssuers {
	keys, _ := s.held.of(PartPassIssuers).(*passKeys)
	return PassIssuers{keys, s.exposed}
}

// of are the keys of exactly this issuer that anyone cannot sign with.
func (p PassIssuers) of(issuer string) []passKey {
	found := slices.Clone(p.keys.Find(issuer))
	if found == nil && issuer == examplePasses {
		found = slices.Clone(pinnedKeys().Find(issuer))
		for i := range found {
			found[i].source = sourceBuiltIn
		}
	}
	return slices.DeleteFunc(found, func(k passKey) bool { return k.issuer == exposedPasses || p.exposes(&k) })
}

// exposes tells whether the private half of a key is public.
func (p PassIssuers) exposes(k *passKey) bool {
	return p.exposed[pointOf(k.public).padded()] ||
		slices.ContainsFunc(p.keys.Find(exposedPasses), func(e passKey) bool { return e.public.Equal(k.public) })
}

// Withdrawn is false: nobody keeps a history of these issuers.
func (p PassIssuers) Withdrawn(string, string) (w Withdrawal, was bool) { return w, false }

// Issuer returns the issuer with exactly this id.
func (p PassIssuers) Issuer(id string) (Issuer, bool) {
	keys := p.of(id)
	if len(keys) == 0 {
		return Issuer{}, false
	}
	is := Issuer{ID: id, KeyCount: len(keys)}
	for _, k := range keys {
		is.Name = cmp.Or(is.Name, k.name)
	}
	if id == examplePasses {
		is.Specimen, is.SpecimenReason = true, trustExamplePasses
	}
	return is, true
}

// Key returns the issuer's key with this id, looked for inside this issuer only.
func (p PassIssuers) Key(issuer, kid string) (Key, bool) {
	for _, k := range p.of(issuer) {
		if k.id == kid {
			return Key{
				ID: kid, Algorithm: Algorithm, Public: k.public, Specimen: k.specimen(), Source: k.source,
			}, true
		}
	}
	return Key{}, false
}

// specimen tells whether the key is that of the examples, under whatever issuer.
func (k *passKey) specimen() bool {
	example := pinnedKeys().Find(examplePasses)
	isSame := func(e passKey) bool { return e.public.Equal(k.public) }
	return k.issuer == examplePasses || slices.ContainsFunc(example, isSame)
}

func passMembers(set *Set) []Member {
	var all []Member
	issuers := set.PassIssuers()
	for k := range issuers.keys.All() {
		if k.issuer == exposedPasses || issuers.exposes(&k) {
			continue
		}
		info, _ := x509.MarshalPKIXPublicKey(k.public) // on a curve of NIST, which is all that is loaded
		signs := []string{"pass"}
		if k.specimen() {
			signs = []string{"specimen"}
		}
		all = append(all, Member{
			Subject: k.issuer, KeyID: k.id, KeyType: keyType(k.public), Signs: signs, Bare: true,
			Source: k.source, SHA256: hexSum(info),
		})
	}
	return all
}
