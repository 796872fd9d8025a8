package main

import (
	"encoding/json"
	"strings"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust"
)

// What lies over a trust set: keys that a directory once listed, and what was
// added and blocked on a machine.

const (
	goneURL  = "https://gone.example.org/issuer"
	localURL = "https://clinic.example.com/issuer"
	// bareKey is the id of an old key of which nothing else is known.
	bareKey = "example-key-2021"
)

// japanOld is a key that the Japan-like issuer has withdrawn.
func japanOld() mint.Issuer { return issuer(japanURL, "", "japan old") }

// japanLater is a key of the same issuer, first listed after the sets were made.
func japanLater() mint.Issuer { return issuer(japanURL, "", "japan later") }

// usOld is a key that another issuer has withdrawn.
func usOld() mint.Issuer { return issuer(usURL, "", "us old") }

// carelessOld is a withdrawn key whose private half everybody has.
func carelessOld() mint.Issuer { return mint.NewIssuer(usURL, "", mint.SpecimenSeed) }

// gone is an issuer that was dropped with its only key.
func gone() mint.Issuer { return issuer(goneURL, "", "gone") }

// local is an issuer that no directory lists, and japanLocal a key of one that
// is listed; both are added in added.json.
func local() mint.Issuer      { return issuer(localURL, "Example Local Clinic", "local") }
func japanLocal() mint.Issuer { return issuer(japanURL, "Another Name", "japan local") }

// Names of the layers.
const (
	historyKeys = "history.json"
	localAdded  = "added.json"
	localBlocks = "blocks.json"
	localSigner = "signer.json" // blocks a signer of ICAO VDS-NC
	localState  = "state.json"  // blocks a state
)

// pair is one key in a history, in the layout of the directory's.
type pair struct {
	Iss   string  `json:"iss"`
	KID   string  `json:"kid"`
	Crv   *string `json:"crv"`
	X     *string `json:"x"`
	Y     *string `json:"y"`
	First string  `json:"firstListed"`
	Last  string  `json:"lastListed"`
	Now   bool    `json:"listedNow"`
}

// historyEnd is when the history was last extended, some days after the sets
// were made.
var historyEnd = time.Date(2026, 8, 30, 4, 30, 0, 0, time.UTC)

// listed is a key with the times of the first and last directory that had it.
func listed(i mint.Issuer, first, last time.Time) pair {
	var set struct {
		Keys []struct{ Crv, X, Y string }
	}
	must(json.Unmarshal(mint.JWKS(i), &set))
	k := set.Keys[0]
	return pair{i.URL, i.KID, &k.Crv, &k.X, &k.Y, stamp(first), stamp(last), last.Equal(historyEnd)}
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// layerFiles are the histories and local layers.
func layerFiles() []file {
	begin, end := day(2022, 3), day(2024, 11)
	history, err := json.MarshalIndent(map[string]any{
		"source": "invented", "from": stamp(begin), "to": stamp(historyEnd),
		"keys": []pair{
			listed(japan(), begin, historyEnd), listed(japanOld(), begin, end),
			listed(japanLater(), time.Date(2026, 8, 25, 4, 30, 0, 0, time.UTC), historyEnd),
			listed(usOld(), begin, end), listed(carelessOld(), begin, end), listed(gone(), begin, end),
			{Iss: usURL, KID: bareKey, First: stamp(begin), Last: stamp(end)},
		},
	}, "", "  ")
	must(err)
	added := trust.Local{Additions: []trust.Addition{addition(local()), addition(japanLocal())}}
	blocks := trust.Local{
		Additions: []trust.Addition{addition(local())},
		Blocks:    []trust.Block{block(usURL), block(localURL), block(clinic("a").KID), block(japanOld().KID)},
	}
	return []file{
		{"trust/" + historyKeys, append(history, '\n')},
		{"trust/" + localAdded, encoded(added)},
		{"trust/" + localBlocks, encoded(blocks)},
		{"trust/" + localSigner, encoded(trust.Local{Blocks: []trust.Block{block(leaked().KeyID())}})},
		{"trust/" + localState, encoded(trust.Local{Blocks: []trust.Block{block("UTO")}})},
	}
}

// byHand is who made the entries of the local layers.
var byHand = trust.Entry{Who: "Example Administrator", When: day(2026, 8), Why: "for the vectors"}

func addition(i mint.Issuer) trust.Addition {
	a, _, err := trust.NewAddition(i.URL, i.Name, mint.JWKS(i), byHand)
	must(err)
	return a
}

func block(what string) trust.Block {
	b, err := trust.NewBlock(what, byHand)
	must(err)
	return b
}

func encoded(l trust.Local) []byte {
	data, err := l.Encode()
	must(err)
	return data
}

// withdrawals are cards signed with keys that are not listed any more, or are
// said to have been.
func withdrawals() []vector {
	v := func(name string, body []byte, expect, fails, comment string) vector {
		return vector{name: "withdrawn-" + name, spec: specContract, history: historyKeys, comment: comment,
			expect: expect, fails: fails, body: body}
	}
	card := func(i mint.Issuer, p mint.Person) []byte { return by(i, mint.Japan(i, p)) }
	const withdrawn, unknown = "review/key_withdrawn", "review/key_unknown"
	foreign := issuer(japanURL, "", "us old")
	old := mint.Japan(japanOld(), mint.Hanako())
	plain := v("no-history", card(japanOld(), mint.Hanako()), unknown, "key",
		"The same without a history: a key that the issuer does not list.")
	plain.history = ""
	booster := v("unmet", card(japanOld(), mint.Taro()), withdrawn, "key policy", "The policy is not met either.")
	booster.policy = "booster"
	listedAgain := v("added", card(local(), mint.Hanako()), "valid", "", "A history says nothing of a local issuer.")
	listedAgain.local = localAdded
	return []vector{
		v("key", card(japanOld(), mint.Hanako()), withdrawn, "key",
			"A good signature with a key that the issuer lists no longer: it may have leaked."),
		v("altered", qr(alter(old.JWS(japanOld()))), "invalid/signature_invalid", "key signature",
			"The signature is checked all the same, and does not hold."),
		v("payload", qr(spliced(old.JWS(japanOld()), mint.Japan(japanOld(), mint.Taro()).JWS(japanOld()))),
			"invalid/signature_invalid", "key signature", "Another person's content under the signature."),
		v("forged", qr(mint.Japan(japanOld(), mint.Hanako()).JWS(forger(japanURL))),
			"invalid/signature_invalid", "key signature", "The withdrawn key's id over a forger's signature."),
		v("expired", card(japanOld(), expiring(mint.Hanako(), "1700000000")), "invalid/expired", "key expiry",
			"It has expired as well, which is graver."),
		booster,
		v("issuer", card(gone(), mint.Hanako()), withdrawn, "issuer key", "The issuer is gone with its key."),
		v("bare", qr(mint.Japan(usOld(), mint.Hanako()).EditHeader(usOld().KID, bareKey).JWS(usOld())),
			withdrawn, "key", "Of the key only the id is known, so that the signature cannot be checked."),
		v("specimen", card(carelessOld(), mint.Hanako()), "specimen/specimen", "key specimen",
			"A withdrawn key whose private half is public."),
		v("listed", card(japan(), mint.Hanako()), "valid", "", "A key that is still listed."),
		v("later", card(japanLater(), mint.Hanako()), unknown, "key",
			"A key first listed after the trust set was made: the set cannot know it."),
		v("of-another-issuer", card(foreign, mint.Hanako()), unknown, "key",
			"A key that another issuer has withdrawn."),
		v("never", card(japanUnlisted(), mint.Hanako()), unknown, "key", "A key that nobody ever listed."),
		plain, listedAgain,
	}
}

// spliced is the first card with the content of the second.
func spliced(first, second string) string {
	a, b := strings.Split(first, "."), strings.Split(second, ".")
	return a[0] + "." + b[1] + "." + a[2]
}

// locals are cards of issuers and keys that were added or blocked here.
func locals() []vector {
	v := func(name, layer string, body []byte, expect, fails, comment string) vector {
		return vector{name: "local-" + name, spec: specContract, local: layer, comment: comment,
			expect: expect, fails: fails, body: body}
	}
	card := func(i mint.Issuer) []byte { return by(i, mint.Japan(i, mint.Hanako())) }
	const issuerBlocked, keyBlocked = "invalid/issuer_blocked", "invalid/key_blocked"
	posing := issuer(japanURL, "", "local")
	old := v("blocked-withdrawn", localBlocks, card(japanOld()), keyBlocked, "key",
		"A withdrawn key that is blocked too.")
	old.history = historyKeys
	return []vector{
		v("issuer", localAdded, card(local()), "valid", "", "An issuer that was added on this machine."),
		v("issuer-altered", localAdded, qr(alter(mint.Japan(local(), mint.Hanako()).JWS(local()))),
			"invalid/signature_invalid", "signature", "Its signature must hold like any other."),
		v("issuer-not-added", "", card(local()), "review/issuer_unknown", "issuer", "The same where nobody added it."),
		v("key", localAdded, card(japanLocal()), "valid", "", "A key that was added to an issuer of the directory."),
		v("key-of-another-issuer", localAdded, card(posing), "review/key_unknown", "key",
			"A local issuer's key under the name of another."),
		v("listed", localAdded, card(japan()), "valid", "", "The directory's own keys stay."),
		v("blocked-issuer", localBlocks, american(mint.Sample()), issuerBlocked, "issuer",
			"A good signature of an issuer that is blocked here."),
		v("blocked-issuer-altered", localBlocks, qr(alter(mint.US(us(), mint.Sample()).JWS(us()))),
			issuerBlocked, "issuer", "Its signature is not looked at."),
		v("blocked-addition", localBlocks, card(local()), issuerBlocked, "issuer",
			"An issuer both added and blocked is blocked."),
		v("blocked-key", localBlocks, card(clinic("a")), keyBlocked, "key",
			"A good signature with a key that is blocked here."),
		v("blocked-key-shared", localBlocks, card(clinic("b")), keyBlocked, "key",
			"A blocked key is blocked for every issuer that lists it."),
		v("blocked-key-unlisted", localBlocks, card(japanOld()), keyBlocked, "key", "And for one that does not."),
		old,
		v("blocked-others", localBlocks, card(japan()), "valid", "", "What is not blocked stays as it is."),
	}
}
