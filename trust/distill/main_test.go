package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vaxcheck/internal/distill/distilltest"
	"vaxcheck/trust"
)

func TestBundled(t *testing.T) {
	distilltest.Bundled(t, generator, 2,
		"651 issuers, 961 keys of 2026-08-22T04:43:50Z\n", "1018 keys since 2022-03-01T22:28:36Z, 57 of them withdrawn")
}

// read returns a source.
func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(distilltest.Shared(t, 2, file))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestCompactRefuses: a hash is not all that a snapshot must prove.
func TestCompactRefuses(t *testing.T) {
	good := [][]byte{read(t, snapshot.File), read(t, signature.File), read(t, keys.File)}
	for name, test := range map[string]struct {
		at  int
		bad []byte
	}{
		"changed snapshot": {0, bytes.Replace(good[0], []byte("State of California"),
			[]byte("State of Calafornia"), 1)},
		"other history":     {2, bytes.Replace(good[2], []byte(`"to": "2026`), []byte(`"to": "2027`), 1)},
		"no history":        {2, nil},
		"another signature": {1, read(t, filepath.Join("history", "vci_snapshot-2022-06-01.sig"))},
		"empty signature":   {1, nil},
	} {
		sources := slices.Clone(good)
		sources[test.at] = test.bad
		if _, _, err := compact(sources); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestCheckRefuses: set and history must be those that the manifest speaks of, and
// of each other.
func TestCheckRefuses(t *testing.T) {
	var good [][]byte
	for _, name := range generator.Files {
		data, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		good = append(good, data)
	}
	if err := check(good); err != nil {
		t.Fatal(err)
	}
	var none trust.History
	other, err := trust.LoadJWKS([]byte(`{"keys":[{"kty":"EC","use":"sig","alg":"ES256","crv":"P-256",`+
		`"kid":"3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s","x":"11XvRWy1I2S0EyJlyf_bWfw_TQ5CJJNLw78bHXNxcgw",`+
		`"y":"eZXwxvO1hvCY0KucrPfKo7yAyMT6Ajc3N7OkAB6VYy8"}]}`), "https://other.example", "other")
	if err != nil {
		t.Fatal(err)
	}
	for name, files := range map[string][][]byte{
		"no history": {good[0], none.Encode()}, "another set": {other.Compact(), good[1]},
		"a damaged set": {good[0][:1000], good[1]}, "a damaged history": {good[0], good[1][:1000]},
	} {
		if check(files) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestCompactOfRefuses changes a good snapshot in ways that a signed one could
// be wrong, too.
func TestCompactOfRefuses(t *testing.T) {
	good := string(read(t, snapshot.File))
	if _, err := compactOf([]byte(good)); err != nil {
		t.Fatal(err)
	}
	tests := map[string][2]string{
		"kid of no key": {`7JvktUpf1_9NPwdM-70FJT3YdyTiSe2IvmVxxgDSRb0`,
			`7JvktUpf1_9NPwdM-70FJT3YdyTiSe2IvmVxxgDSRb1`},
		"other coordinate": {`3dQz5ZlbazChP3U7bdqShfF0fvSXLXD9WMa1kqqH6i4`,
			`3dQz5ZlbazChP3U7bdqShfF0fvSXLXD9WMa1kqqH6i8`},
		"other curve":       {`P-256`, `P-384`},
		"private key":       {`"kty"`, `"d": "AAAA", "kty"`},
		"member twice":      {`"iss"`, `"iss": "https://other.example", "iss"`},
		"issuer without id": {`"iss"`, `"ISS"`},
		"method of a list":  {`"method": "rid"`, `"method": "other"`},
		"not a snapshot":    {`"issuerInfo"`, `"issuers"`},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(good, change[0], change[1], 1)
			if changed == good {
				t.Fatal("nothing to change found")
			}
			if _, err := compactOf([]byte(changed)); err == nil {
				t.Error("accepted")
			}
		})
	}
}

// TestHistoryOfRefuses changes a good history; whatever is odd refuses it.
func TestHistoryOfRefuses(t *testing.T) {
	compact, err := compactOf(read(t, snapshot.File))
	if err != nil {
		t.Fatal(err)
	}
	good := string(read(t, keys.File))
	if _, err := historyOf([]byte(good), compact); err != nil {
		t.Fatal(err)
	}
	const kid = `"kid": "o0OFwVwCCyBFOFooP-hoMWJUeUWf1ubfa8qVjjDzFCw"`
	tests := map[string][2]string{
		"another kid": {kid, `"kid": "o0OFwVwCCyBFOFooP-hoMWJUeUWf1ubfa8qVjjDzFCx"`},
		"another point": {`wVHY9Y7k27onxcNuvJRxEuKevBu0gKOYXBxvqfs9ZfY`,
			`wVHY9Y7k27onxcNuvJRxEuKevBu0gKOYXBxvqfs9ZfQ`},
		"another curve":     {`"crv": "P-256"`, `"crv": "P-384"`},
		"times in disorder": {`"firstListed": "2022-03-21T21:21:52Z"`, `"firstListed": "2026-08-23T04:43:50Z"`},
		"time before all":   {`"firstListed": "2022-03-21T21:21:52Z"`, `"firstListed": "2021-03-21T21:21:52Z"`},
		"time no time":      {`"firstListed": "2022-03-21T21:21:52Z"`, `"firstListed": "2022-03-21"`},
		"said to be gone":   {`"listedNow": true`, `"listedNow": false`},
		"said to be listed": {`"listedNow": false`, `"listedNow": true`},
		"gone in truth": {"\"lastListed\": \"2026-08-22T04:43:50Z\",\n\"listedNow\": true",
			"\"lastListed\": \"2026-08-21T04:43:50Z\",\n\"listedNow\": false"},
		"back in truth": {"\"lastListed\": \"2022-05-03T04:43:55Z\",\n\"listedNow\": false",
			"\"lastListed\": \"2026-08-22T04:43:50Z\",\n\"listedNow\": true"},
		"no issuer":    {`"iss": "https://EPROXY1`, `"ISS": "https://EPROXY1`},
		"other period": {`"to": "2026-08-22T04:43:50Z"`, `"to": "2026-08-23T04:43:50Z"`},
		"no period":    {`"from"`, `"since"`},
		"no source":    {`"source"`, `"sources"`},
		"member twice": {`"keys"`, `"keys": [], "keys"`},
		"no keys":      {`"keys"`, `"pairs"`},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(good, change[0], change[1], 1)
			if changed == good {
				t.Fatal("nothing to change found")
			}
			if _, err := historyOf([]byte(changed), compact); err == nil {
				t.Error("accepted")
			}
		})
	}
	first, rest, _ := strings.Cut(good, "{\n\"iss\"")
	entry, rest, _ := strings.Cut(rest, "},\n")
	for name, changed := range map[string]string{
		"pair left out": first + rest,
		"pair twice":    first + "{\n\"iss\"" + entry + "},\n{\n\"iss\"" + entry + "},\n" + rest,
	} {
		if _, err := historyOf([]byte(changed), compact); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
