package trust

import (
	"crypto/ecdh"
	"crypto/elliptic"
	"crypto/sha256"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSpecimensAnswerInEverySet(t *testing.T) {
	small, err := LoadJWKS(marshal(t, object{"keys": []object{testKey(t, "a")}}), testIssuer, "file")
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*Set{"bundled": mustBundled(t), "small": small} {
		tried := 0
		for _, want := range Specimens() {
			got, ok := s.Issuer(want.ID)
			if diff := cmp.Diff(want, got); !ok || diff != "" || !got.Specimen || got.Name == "" {
				t.Errorf("%s: %s", name, diff)
			}
			keys := s.Keys(want.ID)
			if len(keys) != want.KeyCount {
				t.Errorf("%s: %d keys, counts %d", name, len(keys), want.KeyCount)
			}
			for _, k := range keys {
				tried++
				if again := mustKey(t, s, want.ID, k.ID); !again.Specimen || again.Source != sourceBuiltIn ||
					again.Public == nil {
					t.Errorf("%s: %+v", name, again)
				}
				if !privateHalfIsPublic(k.ID) {
					t.Errorf("%s is not known as public", k.ID)
				}
				if _, ok := s.Key(testIssuer, k.ID); ok {
					t.Errorf("%s: specimen key under another issuer", name)
				}
			}
		}
		if tried != 3 {
			t.Errorf("%d specimen keys", tried)
		}
		for is := range s.Issuers() {
			if is.Specimen != (testSystems[is.ID] != "") {
				t.Errorf("%s: %s is listed, and a specimen %v", name, is.ID, is.Specimen)
			}
		}
	}
}

// TestTestSystems: each is an issuer that the bundled directory lists, and one whose key is not
// public; nothing that is called alike is one.
func TestTestSystems(t *testing.T) {
	set := mustBundled(t)
	if len(testSystems) == 0 {
		t.Fatal("no test system")
	}
	for id, reason := range testSystems {
		is, listed := set.Issuer(id)
		if !listed || !is.Specimen || is.SpecimenReason != reason || reason == "" || is.KeyCount == 0 {
			t.Errorf("%s: %+v", id, is)
		}
		for _, k := range set.Keys(id) {
			if k.Specimen {
				t.Errorf("the private half of %s is not public", k.ID)
			}
		}
		for _, other := range []string{strings.ToLower(id), id + "/", strings.Replace(id, "-uat", "", 1)} {
			if specimenReason(other) != "" {
				t.Errorf("%s is no test system", other)
			}
		}
		local, err := set.With(Local{Additions: []Addition{mustAdd(t, id, "Name", testKey(t, "own"))}}, nil,
			time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if is, _ := local.Issuer(id); !is.Specimen {
			t.Error("a key that was added makes a test system no real one")
		}
	}
}

// TestOwnSpecimenKey derives our specimen key from its documented seed.
func TestOwnSpecimenKey(t *testing.T) {
	sum := sha256.Sum256([]byte("vaxcheck specimen key 1"))
	order := new(big.Int).Sub(elliptic.P256().Params().N, big.NewInt(1))
	scalar := new(big.Int).SetBytes(sum[:])
	scalar.Mod(scalar, order).Add(scalar, big.NewInt(1))
	private, err := ecdh.P256().NewPrivateKey(scalar.FillBytes(make([]byte, 32)))
	if err != nil {
		t.Fatal(err)
	}
	keys := mustBundled(t).Keys("https://specimen.vaxcheck.example/issuer")
	if len(keys) != 1 {
		t.Fatalf("%d keys", len(keys))
	}
	public, err := keys[0].Public.ECDH()
	if err != nil || !public.Equal(private.PublicKey()) {
		t.Errorf("another key: %v", err)
	}
}

// TestPublicPrivateKeyElsewhere: importing a key whose private half is public,
// under a name of one's choice, makes it no better.
func TestPublicPrivateKeyElsewhere(t *testing.T) {
	var keys []object
	for _, is := range specimens() {
		for _, p := range is.points {
			keys = append(keys, object{
				"kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "x": p.x, "y": p.y,
				"kid": Thumbprint("P-256", "EC", p.x, p.y),
			})
		}
	}
	keys = append(keys, testKey(t, "good"))
	s := mustLoad(t, directory(t, issuerEntry(testIssuer, keys...)))
	for i, k := range s.Keys(testIssuer) {
		if want := i < len(keys)-1; k.Specimen != want {
			t.Errorf("%s: specimen %v", k.ID, k.Specimen)
		}
	}
	if is, _ := s.Issuer(testIssuer); is.Specimen || is.KeyCount != len(keys) {
		t.Errorf("%+v", is)
	}
}

// TestSpecimenIssuerLoaded: a set that lists the example issuer itself, with a
// name of its own and a key of its own, still gives specimens only.
func TestSpecimenIssuerLoaded(t *testing.T) {
	example := specimens()[0]
	own := testKey(t, "own")
	s := mustLoad(t, directory(t, issuerEntry(example.id, own)))
	is, ok := s.Issuer(example.id)
	if !ok || !is.Specimen || is.Name != "Name of "+example.id || is.KeyCount != 1 {
		t.Errorf("%+v", is)
	}
	if k := mustKey(t, s, example.id, kidOf(own)); !k.Specimen || k.Source != "test" {
		t.Errorf("%+v", k)
	}
	if k := mustKey(t, s, example.id, example.allKeys()[0].ID); !k.Specimen || k.Source != sourceBuiltIn {
		t.Errorf("%+v", k)
	}
	nameless, err := LoadJWKS(marshal(t, object{"keys": []object{own}}), example.id, "file")
	if err != nil {
		t.Fatal(err)
	}
	if is, _ := nameless.Issuer(example.id); is.Name != example.name {
		t.Errorf("name %q", is.Name)
	}
}
