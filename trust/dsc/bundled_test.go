package dsc

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"vaxcheck/trust/x509facts"
)

func TestBundled(t *testing.T) {
	s := mustBundled(t)
	if i := s.Info(); i.Signers != 893 || i.Countries != 81 || i.Withdrawn != 63 || i.Source != "bundled" ||
		!i.Created.Equal(time.Date(2024, 1, 8, 0, 0, 0, 0, time.UTC)) ||
		i.Origin != "https://github.com/Path-Check/trust-registry" {
		t.Errorf("%+v", i)
	}
	usage, bare, rsa, running := map[Usage]int{}, 0, 0, 0
	today := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	for one := range s.All() {
		usage[one.Usage]++
		if one.Bare {
			bare++
		}
		if one.key.Type == x509facts.RSA {
			rsa++
		}
		if !one.Withdrawn && today.Before(one.NotAfter) {
			running++
		}
		if one.Public() == nil || one.Name == "" || one.Source != "bundled" || one.NotBefore.IsZero() ||
			one.Withdrawn == one.May(one.Usage) {
			t.Errorf("%+v", one)
		}
	}
	if usage[Any] != 563 || usage[Vaccination] != 159 || usage[Recovery] != 117 || usage[Test] != 52 ||
		bare != 15 || rsa != 47 || running != 110 {
		t.Errorf("usage %v, %d bare, %d RSA, %d running", usage, bare, rsa, running)
	}
	// Suriname's certificate is listed under another identifier than its own.
	for _, kid := range []string{"jd4FUVxAJjY=", "2twGemH3wdc="} {
		if found := s.Find(kid); len(found) != 1 || found[0].Country != "SR" || found[0].KeyID != "2twGemH3wdc=" {
			t.Errorf("%s: %+v", kid, found)
		}
	}
	// North Macedonia's system was broken into; forged certificates exist.
	if found := s.Find("KBPNEuXUvrY="); len(found) != 1 || !found[0].Withdrawn || found[0].Country != "MK" ||
		found[0].May(Vaccination) {
		t.Errorf("%+v", found)
	}
}

// published are the entries of the list that the bundled set is made of.
func published(t *testing.T) (data []byte, entries []listed) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "trust", "eu-dcc-dsc.json"))
	if err != nil {
		t.Skip("data kept beside the project is not here: trust/eu-dcc-dsc.json")
	}
	if err := json.Unmarshal(data, &entries); err != nil {
		t.Fatal(err)
	}
	return data, entries
}

type listed struct {
	KeyID   string `json:"kid"`
	Country string `json:"country"`
	PEM     string `json:"spki_or_cert"`
	SHA256  string `json:"sha256"`
}

// Where the standard library reads a certificate or key too, both see the same.
func TestAgreesWithStandardLibrary(t *testing.T) {
	_, entries := published(t)
	compared, negative := 0, 0
	for _, e := range entries {
		found := mustBundled(t).Find(e.KeyID)
		i := slices.IndexFunc(found, func(s Signer) bool { return s.SHA256 == e.SHA256 })
		block, _ := pem.Decode([]byte(e.PEM))
		if i < 0 || block == nil || found[i].Country != e.Country {
			t.Errorf("%s: %+v", e.KeyID, found)
			continue
		}
		var theirs any
		if block.Type == "CERTIFICATE" {
			cert, err := x509.ParseCertificate(block.Bytes)
			if err != nil && e.Country == "LB" {
				negative++ // serial number
				continue
			}
			if err != nil || !cert.NotBefore.Equal(found[i].NotBefore) || !cert.NotAfter.Equal(found[i].NotAfter) {
				t.Errorf("%s: other facts, %v", e.KeyID, err)
				continue
			}
			theirs = cert.PublicKey
		} else {
			theirs, _ = x509.ParsePKIXPublicKey(block.Bytes)
		}
		if public, ok := theirs.(interface{ Equal(crypto.PublicKey) bool }); !ok || !public.Equal(found[i].Public()) {
			t.Errorf("%s: another key", e.KeyID)
		}
		compared++
	}
	if compared != 885 || negative != 8 {
		t.Errorf("%d compared, %d with negative serial numbers", compared, negative)
	}
}

// The list that the bundled set is made of gives the same set when it is loaded.
func TestLoadListOfBundled(t *testing.T) {
	data, _ := published(t)
	set, err := LoadList(data, "bundled", mustBundled(t).Info().Created)
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := slices.Collect(mustBundled(t).All()), slices.Collect(set.All())
	if len(ours) != len(theirs) || len(set.Notes()) != 1 || set.Notes()[0].Code != "key_id_differs" {
		t.Fatalf("%d signers, %v", len(theirs), set.Notes())
	}
	for i := range ours {
		if facts(ours[i]) != facts(theirs[i]) || ours[i].key.Key != theirs[i].key.Key {
			t.Errorf("got %+v, want %+v", theirs[i], ours[i])
		}
	}
}

// The expectations about key usage in the test data that states published.
func TestUsageOfTestData(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "dcc", "*", "2DCode",
		"raw", "*.json"))
	if err != nil || len(names) == 0 {
		t.Skip("test data kept beside the project is not here: corpus/dcc")
	}
	checked, refused := 0, 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var vector struct {
			Payload map[string]json.RawMessage `json:"JSON"`
			Context struct {
				Certificate []byte `json:"CERTIFICATE"`
			} `json:"TESTCTX"`
			Expected struct {
				Usage *bool `json:"EXPECTEDKEYUSAGE"`
			} `json:"EXPECTEDRESULTS"`
		}
		if json.Unmarshal(data, &vector) != nil || vector.Expected.Usage == nil {
			continue
		}
		s, err := Read(vector.Context.Certificate, Said{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for letter, kind := range map[string]Usage{"t": Test, "v": Vaccination, "r": Recovery} {
			if list, there := vector.Payload[letter]; there && !bytes.Equal(list, []byte("null")) &&
				!bytes.Equal(list, []byte("[]")) {
				checked++
				if s.May(kind) != *vector.Expected.Usage {
					t.Errorf("%s: %s may be signed: %v", name, letter, s.May(kind))
				}
			}
		}
		if !*vector.Expected.Usage {
			refused++
		}
	}
	if checked < 20 || refused == 0 {
		t.Errorf("%d checked, %d of them refused", checked, refused)
	}
}
