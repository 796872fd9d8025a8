package trust

import (
	"bytes"
	"crypto"
	"encoding/base64"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/go-cmp/cmp"

	"vaxcheck/trust/packed"
	"vaxcheck/trust/revocation"
)

const japan = "https://vc.vrs.digital.go.jp/issuer"

func TestBundledIsTheDistilledSnapshot(t *testing.T) {
	data := sharedBytes(t, "trust", "vci_snapshot.json")
	if err := VerifySnapshot(data, sharedBytes(t, "trust", "vci_snapshot.sig")); err != nil {
		t.Fatal(err)
	}
	if got := mustLoad(t, data).Compact(); !bytes.Equal(got, []byte(bundledData)) {
		t.Error("the bundled set is not what the snapshot gives; run go generate ./trust")
	}
}

func TestBundledInfo(t *testing.T) {
	got := mustBundled(t).Info()
	got.SHA256 = "" // changes with every regeneration
	want := Info{
		Source: "bundled", Created: time.Date(2026, 8, 22, 4, 43, 50, 0, time.UTC),
		Latest:       time.Date(2026, 8, 22, 4, 43, 50, 0, time.UTC),
		Origin:       "https://raw.githubusercontent.com/the-commons-project/vci-directory/main/vci-issuers.json",
		OriginSHA256: "37680b6a346f160d326fd584da63388ed604a5e0625434f9a00be79de26878d3",
		Issuers:      651, Keys: 961,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(mustBundled(t).Info().SHA256) != 64 {
		t.Error("no hash")
	}
	if limit := 300_000; len(bundledData) > limit {
		t.Errorf("bundled set has %d bytes, more than %d", len(bundledData), limit)
	}
}

// TestBundledContent goes through every issuer and every key.
func TestBundledContent(t *testing.T) {
	s := mustBundled(t)
	issuersOf := map[string][]string{}
	var issuers, keys, lists, revoked, stamped, specimens int
	last := ""
	for is := range s.Issuers() {
		issuers++
		if is.ID <= last || is.Name == "" || is.LastRetrieved.IsZero() {
			t.Errorf("issuer %q: out of order, without a name or a time", is.ID)
		}
		last = is.ID
		all := s.Keys(is.ID)
		if len(all) != is.KeyCount {
			t.Errorf("issuer %q: %d keys, but counts %d", is.ID, len(all), is.KeyCount)
		}
		for _, k := range all {
			keys++
			issuersOf[k.ID] = append(issuersOf[k.ID], is.ID)
			checkKey(t, s, is.ID, k)
			if k.Specimen {
				specimens++
			}
			if (k.Revocation != nil) != (k.CRLVersion != "") {
				t.Errorf("%s: announces %q, list held: %v", k.ID, k.CRLVersion, k.Revocation != nil)
			}
			if k.Revocation == nil {
				continue
			}
			lists++
			revoked += k.Revocation.Len()
			if !k.Revocation.InStep(k.CRLVersion) || k.Revocation.Method != revocation.MethodRID ||
				strings.Contains(k.Revocation.Counter, ",") {
				t.Errorf("%s: list out of step or of another method", k.ID)
			}
		}
	}
	for _, is := range s.compact.contents().issuers {
		for _, k := range is.keys {
			for _, l := range k.lists {
				stamped += stampedIn(l)
			}
		}
	}
	shared, most := 0, 0
	for _, list := range issuersOf {
		if len(list) > 1 {
			shared++
		}
		most = max(most, len(list))
	}
	got := []int{issuers, keys, shared, most, lists, revoked, stamped, specimens}
	want := []int{651, 961, 46, 161, 6, 1343, 788, 0}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("issuers, keys, shared ids, issuers of one key, lists, entries, stamped, specimens: %s", diff)
	}
}

// checkKey holds a key against go-jose, which computes thumbprints from full
// coordinates and so knows nothing of the two shortened keys.
func checkKey(t *testing.T, s *Set, issuer string, k Key) {
	t.Helper()
	again, ok := s.Key(issuer, k.ID)
	if !ok || !again.Public.Equal(k.Public) {
		t.Errorf("%s: not found again", k.ID)
	}
	if k.ID != k.Thumbprint || k.Algorithm != "ES256" || k.Source != "bundled" {
		t.Errorf("%s: unlike a key of the bundled set: %+v", k.ID, k)
	}
	sum, err := (&jose.JSONWebKey{Key: k.Public}).Thumbprint(crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	if got := base64.RawURLEncoding.EncodeToString(sum); got != k.ID && !slices.Contains(shortKeys(), k.ID) {
		t.Errorf("%s: go-jose has thumbprint %s", k.ID, got)
	}
}

// shortKeys are those whose issuers drop the leading zero byte of x.
func shortKeys() []string {
	return []string{"-IgAJf77qAqSQGRHMXqAik9MDgFc2jk3JiLZQpuSQ2A", "nCwM-Wnp2Om2Whzqfbenxp67FnraMzPLqmTAzGfYpJM"}
}

func TestBundledShortKeys(t *testing.T) {
	s := mustBundled(t)
	issuers := []string{
		"https://soap.bassett.org/FHIR/api/epic/2021/Security/Open/EcKeys/32001/SHC",
		"https://fhir.dchstx.org/FHIR-External/api/epic/2021/Security/Open/EcKeys/32001/SHC",
	}
	for i, kid := range shortKeys() {
		k := mustKey(t, s, issuers[i], kid)
		if x, _ := coordinatesOf(t, k.Public); x[0] != 0 {
			t.Errorf("%s: x is not short: %x", kid, x)
		}
	}
}

func TestBundledJapan(t *testing.T) {
	s := mustBundled(t)
	is, ok := s.Issuer(japan)
	if !ok || is.KeyCount != 3 || is.LastRetrieved.Format(time.DateOnly) != "2024-09-20" || is.Specimen {
		t.Fatalf("issuer: %+v", is)
	}
	type facts struct{ ID, X, From, Until string }
	var got []facts
	for _, k := range s.Keys(japan) {
		if len(k.Periods) != 1 || !k.Periods[0].NamesIssuer || k.CRLVersion != "" || k.Revocation != nil {
			t.Fatalf("key %s: %+v", k.ID, k)
		}
		p := k.Periods[0]
		px, _ := coordinatesOf(t, k.Public)
		x := base64.RawURLEncoding.EncodeToString(px)
		got = append(got, facts{k.ID, x, p.NotBefore.Format(time.DateOnly), p.NotAfter.Format(time.DateOnly)})
	}
	want := []facts{
		{"f1vhQP9oOZkityrguynQqB4aVh8u9xcf3wm4AFF4aVw", "ViKBgZ0f3pQKv-tSz653HUtIzCS8TVSNu1Hwi0tKpSk",
			"2021-11-25", "2022-11-25"},
		{"5fGcRveDtGxLX2q_CjXLUOITyAR5KuVNsfe9TkjE86k", "MFzLPQDWyrJgioCAc3Agake1GNt7SPulfbOydJG2I7g",
			"2022-10-06", "2023-12-31"},
		{"zAa3HKmmj-gAlTasE5Wc_7PAvY9hR_8La5XVr60E41w", "dRi8CdaGq2Yn9CrHJzJgv59grO2thSOBFaMeLMYnWM4",
			"2023-11-07", "2024-12-31"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestBundledPeriods: three issuers publish certificates made out to the
// specification's example, and these must be told apart from Japan's.
func TestBundledPeriods(t *testing.T) {
	s := mustBundled(t)
	got := map[string]int{}
	for is := range s.Issuers() {
		for _, k := range s.Keys(is.ID) {
			for _, p := range k.Periods {
				got[is.ID]++
				if p.NamesIssuer != (is.ID == japan) {
					t.Errorf("%s: certificate names the issuer: %v", is.ID, p.NamesIssuer)
				}
			}
		}
	}
	want := map[string]int{
		japan: 3, "https://pvc.service.yukon.ca/issuer": 6,
		"https://health.ri.gov/sh.cards/production": 1, "https://smart.medconciergela.com/api/ISSUER": 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestKeyOfAnotherIssuer: a key id says nothing about the issuer.
func TestKeyOfAnotherIssuer(t *testing.T) {
	s := mustBundled(t)
	kid := "f1vhQP9oOZkityrguynQqB4aVh8u9xcf3wm4AFF4aVw"
	tried := 0
	for is := range s.Issuers() {
		if _, ok := s.Key(is.ID, kid); ok != (is.ID == japan) {
			t.Errorf("%s: key found: %v", is.ID, ok)
		}
		tried++
	}
	if tried == 0 {
		t.Fatal("no issuer tried")
	}
	for _, id := range []string{
		"", japan + "/", "http" + japan[5:], "https://VC.vrs.digital.go.jp/issuer", japan + "#", japan + "?",
		japan + "\x00",
		"https://vc.vrs.digital.go.jp:443/issuer", "https://vc.vrs.digital.go.jp@evil.example", japan[:len(japan)-1],
		"https://vc.vrs.digital.go.jp/Issuer", "https://vc.vrs.digital.go.jp/%69ssuer",
		"https://vс.vrs.digital.go.jp/issuer",
	} {
		_, is := s.Issuer(id)
		_, key := s.Key(id, kid)
		if is || key || s.Keys(id) != nil {
			t.Errorf("%q passes for Japan", id)
		}
	}
	for _, id := range []string{"", kid + "=", kid[:42], kid + "A", "F" + kid[1:], kid[:42] + "x", kid[:41] + "\nw"} {
		if _, ok := s.Key(japan, id); ok {
			t.Errorf("key id %q passes for another", id)
		}
	}
}

func BenchmarkOpenBundled(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := open(bundledData, SourceBundled); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkKey(b *testing.B) {
	s := mustBundled(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := s.Key(japan, "zAa3HKmmj-gAlTasE5Wc_7PAvY9hR_8La5XVr60E41w"); !ok {
			b.Fatal("not found")
		}
	}
}

// stampedIn counts the entries of a list that have a time stamp.
func stampedIn(l revocation.Listing) (stamped int) {
	r := packed.Read(string(l.AppendTo(nil)))
	_, _ = r.Text(), r.Text() // counter and method
	const stampSize, never = 8, math.MaxInt64
	size := int(r.Uvarint()) + stampSize
	for records := r.Text(); len(records) >= size; records = records[size:] {
		if packed.Uint64(records[size-stampSize:]) != never {
			stamped++
		}
	}
	return stamped
}

func BenchmarkRevoked(b *testing.B) {
	k, ok := mustBundled(b).Key("https://covid19.quebec.ca/PreuveVaccinaleApi/issuer",
		"sZ5ca2a73SgPl7aC9v4PyA4cR5zk9A6BhHX8I2CVNwM")
	if !ok {
		b.Fatal("no key")
	}
	issued := time.Unix(1700000000, 0)
	b.ReportAllocs()
	for b.Loop() {
		k.Revocation.Revoked("YheGzx4ezAE", issued)
	}
}
