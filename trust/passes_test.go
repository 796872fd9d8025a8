package trust

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/mint"
)

const livePasses = "did:web:nzcp.identity.health.nz"

var testPasses = mint.NewPassIssuer("did:web:pass.example", "key-1", "trust: passes")

func passSet(t *testing.T, documents ...string) *Set {
	t.Helper()
	set, err := LoadPassIssuers([]byte("["+strings.Join(documents, ",")+"]"), "own", time.Unix(5, 0))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestPinnedPasses: both issuers are known, each with its own key alone.
func TestPinnedPasses(t *testing.T) {
	set := mustBundled(t)
	for _, tt := range []struct {
		issuer, kid     string
		known, specimen bool
	}{
		{livePasses, "z12Kf7UQ", true, false},
		{examplePasses, "key-1", true, true},
		{livePasses, "key-1", false, false},
		{examplePasses, "z12Kf7UQ", false, false},
		{livePasses + "#z12Kf7UQ", "", false, false},
		{"did:web:NZCP.identity.health.nz", "z12Kf7UQ", false, false},
		{"", "", false, false},
	} {
		k, known := set.PassIssuers().Key(tt.issuer, tt.kid)
		if known != tt.known || k.Specimen != tt.specimen || known &&
			(k.Public == nil || k.ID != tt.kid || k.Source != SourceBundled) {
			t.Errorf("%s %s: %+v %t", tt.issuer, tt.kid, k, known)
		}
		if _, known := set.Key(tt.issuer, tt.kid); known {
			t.Errorf("%s: an issuer of health cards", tt.issuer)
		}
	}
	live, _ := set.PassIssuers().Issuer(livePasses)
	example, _ := set.PassIssuers().Issuer(examplePasses)
	if live.Name == "" || live.Specimen || live.KeyCount != 1 || !example.Specimen || example.SpecimenReason == "" {
		t.Errorf("%+v, %+v", live, example)
	}
}

// TestExamplePasses: every set answers for the example issuer, and its key is a specimen
// under whatever issuer it is listed.
func TestExamplePasses(t *testing.T) {
	small := smallSet(t)
	if k, known := small.PassIssuers().Key(examplePasses, "key-1"); !known || !k.Specimen || k.Source != sourceBuiltIn {
		t.Errorf("%+v %t", k, known)
	}
	if _, known := small.PassIssuers().Issuer(livePasses); known || len(passMembers(small)) != 0 {
		t.Error("a set knows an issuer that it does not hold")
	}
	e := pinnedPassKeys[1]
	set := passSet(t,
		`{"id":"did:web:x","verificationMethod":[{"id":"#1","publicKeyJwk":{"kty":"EC","crv":"P-256","x":"`+
			e.x+`","y":"`+e.y+`"}}],"assertionMethod":["did:web:x#1"]}`)
	if k, known := set.PassIssuers().Key("did:web:x", "1"); !known || !k.Specimen {
		t.Errorf("%+v %t", k, known)
	}
}

// TestPassIssuersTogether: what is imported stands beside what is pinned and does not replace it.
func TestPassIssuersTogether(t *testing.T) {
	own, posing := mint.DIDDocument(testPasses),
		mint.DIDDocument(mint.NewPassIssuer(livePasses, "z12Kf7UQ", "another's"))
	more := passSet(t, string(own), string(posing))
	set := mustBundled(t).WithPart(PartPassIssuers, func() []*Set { return []*Set{more} })
	pinned, _ := mustBundled(t).PassIssuers().Key(livePasses, "z12Kf7UQ")
	if k, _ := set.PassIssuers().Key(livePasses, "z12Kf7UQ"); !k.Public.Equal(pinned.Public) {
		t.Error("a file replaces a pinned key")
	}
	if k, known := set.PassIssuers().Key(testPasses.DID, "key-1"); !known || k.Source != "own" ||
		!k.Public.Equal(&testPasses.Key.PublicKey) {
		t.Errorf("%+v %t", k, known)
	}
	members := passMembers(set)
	if len(members) != 3 || !set.HasMember(func(m *Member) bool {
		return m.IsNamed(testPasses.DID) &&
			m.HasID("key-1") && m.KeyType == "P-256"
	}) {
		t.Errorf("%+v", members)
	}
}

// TestLoadPassIssuers: what cannot be used of a document is left out and told.
func TestLoadPassIssuers(t *testing.T) {
	good := string(mint.DIDDocument(testPasses, mint.NewPassIssuer(testPasses.DID, "z2", "trust: passes 2")))
	for name, tt := range map[string]struct {
		from, to string
		keys     int
		note     string
	}{
		"as it is":        {"", "", 2, ""},
		"relative":        {`"did:web:pass.example#z2"`, `"#z2"`, 2, ""},
		"not asserting":   {`"did:web:pass.example#z2"` + "\n  ]", `"x"]`, 1, "key_use"},
		"another's":       {`"id": "did:web:pass.example#z2"`, `"id":"did:web:other.example#z2"`, 1, "key_use"},
		"another curve":   {`"P-256"`, `"P-384"`, 1, "key_curve"},
		"another type":    {`"EC"`, `"RSA"`, 1, "key_type"},
		"no coordinate":   {`"x"`, `"X"`, 1, "key_coordinates"},
		"private":         {`"x"`, `"d":"AA","x"`, 1, "private_key"},
		"off the curve":   {`"x": "`, `"x": "AAAA", "o": "`, 1, "key_point"},
		"name in the id":  {`"id": "did:web:pass.example#z2"`, `"id":"did:web:pass.example#z#2"`, 1, "key_use"},
		"embedded object": {`"did:web:pass.example#z2"` + "\n  ]", `{"id":"#z2"}]`, 1, "key_use"},
	} {
		text := strings.Replace(good, tt.from, tt.to, 1)
		if text == good && tt.from != "" {
			t.Fatal(name, "is not in", good)
		}
		set, err := LoadPassIssuers([]byte(text), "own", time.Unix(5, 0))
		if err != nil || len(passMembers(set)) != tt.keys || tt.note == "" && len(set.Notes()) > 0 ||
			tt.note != "" && (len(set.Notes()) != 1 || set.Notes()[0].Code != tt.note) {
			t.Errorf("%s: %v, %+v", name, err, set)
		}
	}
}

func TestLoadPassIssuersRefuses(t *testing.T) {
	document := func(methods string) string { return `{"id":"did:web:x","verificationMethod":` + methods + `}` }
	for text, want := range map[string]error{
		"": ErrLayout, "[]": ErrNoKeys, "{}": ErrLayout, `{"id":"did:web:x"}`: ErrLayout,
		document("[]"): ErrNoKeys, document("{}"): ErrLayout,
		`{"id":"https://x","verificationMethod":[]}`:   ErrLayout,
		`{"id":"did:web:x#1","verificationMethod":[]}`: ErrLayout, "[" + document("[]") + ",1]": ErrLayout,
		document("[" + strings.Repeat("1,", maxDocumentKeys) + "1]"): ErrTooLarge,
		strings.Repeat(" ", maxDocuments+1):                          ErrTooLarge,
	} {
		if _, err := LoadPassIssuers([]byte(text), "own", time.Unix(5, 0)); !errors.Is(err, want) {
			t.Errorf("%.60s: %v, want %v", text, err, want)
		}
	}
}

// TestPassIssuersByShape: a document is known by its shape, alone and in a list.
func TestPassIssuersByShape(t *testing.T) {
	one := string(mint.DIDDocument(testPasses))
	for _, text := range []string{one, "[" + one + "]",
		"[" + one + "," + string(mint.DIDDocument(mint.NewPassIssuer("did:web:y", "1", "y"))) + "]"} {
		set, err := LoadFile([]byte(text), "", "own")
		if err != nil {
			t.Fatal(err)
		}
		if _, known := set.PassIssuers().Key(testPasses.DID, "key-1"); !known ||
			set.PartInfo(PartPassIssuers).Source != "own" {
			t.Errorf("%+v", set.Parts())
		}
	}
}

func TestIsDID(t *testing.T) {
	for text, want := range map[string]bool{
		"did:web:a.example": true, "did:web:a.example:b": true, "did:key:z6": true, "did:web:": false,
		"did:web": false, "did::x": false, "DID:web:a": false,
		"https://a.example": false, "did:web:a#b": false, "did:web:a b": false, "did:web:a\x1b": false,
		"did:web:ä": false, "JPN": false, "": false, "did:web:a\x7f": false,
		"did:x:" + strings.Repeat("a", maxIssuerID-6): true, "did:x:" + strings.Repeat("a", maxIssuerID-5): false,
	} {
		if IsDID(text) != want {
			t.Errorf("%q", text)
		}
	}
}

// FuzzLoadPassIssuers: whatever a file holds, each key that is taken is found under its issuer.
func FuzzLoadPassIssuers(f *testing.F) {
	f.Add(mint.DIDDocument(testPasses))
	f.Add([]byte(`[{"id":"did:web:x","verificationMethod":[{"id":"#"}],"assertionMethod":[{"id":"#"},"#"]}]`))
	f.Fuzz(func(t *testing.T, file []byte) {
		set, err := LoadPassIssuers(file, "fuzz", time.Unix(5, 0))
		if err != nil {
			return
		}
		for _, m := range passMembers(set) {
			if k, known := set.PassIssuers().Key(m.Subject, m.KeyID); !known || k.Public == nil ||
				m.KeyID == "" || !IsDID(m.Subject) {
				t.Errorf("%+v", m)
			}
		}
	})
}

// TestPassesOfReference holds what is pinned against the reference that stands beside the
// project, where it does.
func TestPassesOfReference(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "shared", "spec", "nzcp.md"))
	if err != nil {
		t.Skip("the reference of NZ COVID Pass is not beside the project")
	}
	for _, p := range pinnedPassKeys {
		if row := "| `" + strings.Join([]string{p.issuer, p.id, p.x, p.y}, "` | `") +
			"` |"; !strings.Contains(string(data), row) {
			t.Errorf("%s is not in the reference", row)
		}
	}
}

// TestSameKeyOfOthers: a key that goes over to another issuer is another member.
func TestSameKeyOfOthers(t *testing.T) {
	posing := testPasses
	posing.DID = livePasses
	own, others := passSet(t, string(mint.DIDDocument(testPasses))), passSet(t, string(mint.DIDDocument(posing)))
	c := CompareMembers(passMembers(own), passMembers(others))
	if len(c.Added) != 1 || len(c.Removed) != 1 || len(c.Changed) != 0 {
		t.Errorf("%+v", c)
	}
}

// TestTwoKeysOfOneID: which of them is meant cannot be told, whatever their order.
func TestTwoKeysOfOneID(t *testing.T) {
	another := mint.NewPassIssuer(testPasses.DID, "key-1", "trust: another")
	for _, pair := range [][2]mint.PassIssuer{{testPasses, another}, {another, testPasses}} {
		document := mint.DIDDocument(pair[0], pair[1])
		if _, err := LoadPassIssuers(document, "own", time.Unix(5, 0)); !errors.Is(err, ErrLayout) {
			t.Errorf("%v", err)
		}
	}
	if set, err := LoadPassIssuers(mint.DIDDocument(testPasses, testPasses), "own", time.Unix(5, 0)); err != nil {
		t.Errorf("%v: the same key twice is one: %+v", err, set)
	}
}

// TestExposedPasses: a key whose private half stands anywhere in a trust set is used for
// nothing, wherever else it stands without.
func TestExposedPasses(t *testing.T) {
	clean := string(mint.DIDDocument(testPasses, mint.NewPassIssuer(testPasses.DID, "z2", "trust: passes 2")))
	withHalf := func(text string) string { return strings.Replace(text, `"x"`, `"d":"AA","x"`, 1) }
	other := testPasses
	other.DID, other.KID = "did:web:other.example", "other"
	elsewhere := withHalf(string(mint.DIDDocument(other, mint.NewPassIssuer(other.DID, "z3", "trust: passes 3"))))
	unasserted := strings.Replace(elsewhere, `"assertionMethod"`, `"authentication"`, 1)
	for name, documents := range map[string][]string{
		"in another document": {clean, elsewhere}, "before it": {elsewhere, clean},
		"asserting nothing": {clean, unasserted},
	} {
		set := passSet(t, documents...)
		expectExposed(t, name, set)
		if !set.HasMember(func(m *Member) bool { return m.HasID("z2") }) {
			t.Errorf("%s: another key is gone too", name)
		}
		if n := set.Notes(); !slices.ContainsFunc(n, func(n Note) bool {
			return n.Code == "private_key" && n.KeyID == "key-1"
		}) {
			t.Errorf("%s: %+v", name, n)
		}
	}
	merged, err := Merge(passSet(t, clean), passSet(t, elsewhere))
	if err != nil {
		t.Fatal(err)
	}
	expectExposed(t, "in another file", merged)
	imported := mustBundled(t).WithPart(PartPassIssuers, func() []*Set {
		return []*Set{passSet(t, clean), passSet(t, elsewhere)}
	})
	expectExposed(t, "in another import", imported)
}

func expectExposed(t *testing.T, name string, set *Set) {
	t.Helper()
	if k, known := set.PassIssuers().Key(testPasses.DID, testPasses.KID); known {
		t.Errorf("%s: %+v is believed", name, k)
	}
	for _, m := range passMembers(set) {
		if m.Subject == exposedPasses || m.Subject == testPasses.DID && m.HasID(testPasses.KID) {
			t.Errorf("%s: %+v is listed", name, m)
		}
	}
}

// TestLongKeyNames: a key that is taken in has an id by which it can be blocked.
func TestLongKeyNames(t *testing.T) {
	for length, taken := range map[int]bool{maxLocalKeyID: true, maxLocalKeyID + 1: false} {
		long := mint.NewPassIssuer(testPasses.DID, strings.Repeat("n", length), "trust: long name")
		set := passSet(t, string(mint.DIDDocument(testPasses, long)))
		if _, known := set.PassIssuers().Key(long.DID, long.KID); known != taken {
			t.Errorf("of %d bytes: %t", length, known)
		}
		if _, err := NewKeyBlock(long.DID, long.KID, byTester); (err == nil) != taken {
			t.Errorf("of %d bytes: %v", length, err)
		}
	}
}

// TestManyAssertions: the work for a document does not grow with methods times assertions.
func TestManyAssertions(t *testing.T) {
	text := string(mint.DIDDocument(testPasses))
	many := strings.Replace(text, `"assertionMethod": [`,
		`"assertionMethod": [`+strings.Repeat("0,", maxDocuments/3), 1)
	if many == text {
		t.Fatal("no assertions in ", text)
	}
	if _, err := LoadPassIssuers([]byte(many), "own", time.Unix(5, 0)); err != nil && !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}
