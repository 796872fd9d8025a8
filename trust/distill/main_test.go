package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared returns a path among the trust data kept beside the project.
func shared(t *testing.T, name string) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, "..", "shared", "trust", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("trust data kept beside the project is not here: %s", name)
	}
	return path
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDistillGivesTheEmbeddedFiles(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out.trust")
	var said strings.Builder
	keysOut := filepath.Join(t.TempDir(), "out.history")
	err := run([]string{"-snapshot", shared(t, "vci_snapshot.json"), "-sig", shared(t, "vci_snapshot.sig"), "-out", out,
		"-keys", shared(t, "vci_key_history.json"), "-keys-out", keysOut}, &said, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, out), read(t, filepath.Join("..", "bundled.trust"))) {
		t.Error("not the embedded file; run go generate ./trust")
	}
	if !bytes.Equal(read(t, keysOut), read(t, filepath.Join("..", "bundled.history"))) {
		t.Error("not the embedded history; run go generate ./trust")
	}
	if !strings.Contains(said.String(), "1018 keys since 2022-03-01T22:28:36Z, 57 of them withdrawn") {
		t.Errorf("said %q", said.String())
	}
	if !strings.HasPrefix(said.String(), "651 issuers, 961 keys of 2026-08-22T04:43:50Z\n") {
		t.Errorf("said %q", said.String())
	}
}

// TestDistillRefuses: on any refusal the file that was there stays as it was,
// and nothing is left beside it.
func TestDistillRefuses(t *testing.T) {
	snapshot, sig := shared(t, "vci_snapshot.json"), shared(t, "vci_snapshot.sig")
	changed := bytes.Replace(read(t, snapshot), []byte("State of California"), []byte("State of Calafornia"), 1)
	keys := shared(t, "vci_key_history.json")
	ended := bytes.Replace(read(t, keys), []byte(`"to": "2026`), []byte(`"to": "2027`), 1)
	tests := map[string][]string{
		"changed snapshot":     {"-snapshot", write(t, "s", changed), "-sig", sig},
		"other history":        {"-snapshot", snapshot, "-sig", sig, "-keys", write(t, "k", ended)},
		"history not there":    {"-snapshot", snapshot, "-sig", sig, "-keys", filepath.Join(t.TempDir(), "none")},
		"no history":           {"-snapshot", snapshot, "-sig", sig, "-keys", ""},
		"another signature":    {"-snapshot", snapshot, "-sig", shared(t, filepath.Join("history", "vci_snapshot-2022-06-01.sig"))},
		"empty signature":      {"-snapshot", snapshot, "-sig", write(t, "sig", nil)},
		"signature missing":    {"-snapshot", snapshot},
		"signature not there":  {"-snapshot", snapshot, "-sig", filepath.Join(t.TempDir(), "none")},
		"snapshot not there":   {"-snapshot", filepath.Join(t.TempDir(), "none"), "-sig", sig},
		"an argument too many": {"-snapshot", snapshot, "-sig", sig, "more"},
		"an unknown flag":      {"-insecure"},
	}
	for name, args := range tests {
		t.Run(name, func(t *testing.T) {
			out, keysOut := write(t, "out.trust", []byte("as it was")), write(t, "out.history", []byte("as it was"))
			if err := run(append([]string{"-out", out, "-keys", keys, "-keys-out", keysOut}, args...), io.Discard, io.Discard); err == nil {
				t.Fatal("accepted")
			}
			for _, file := range []string{out, keysOut} {
				if string(read(t, file)) != "as it was" {
					t.Error("file changed")
				}
				if files, err := os.ReadDir(filepath.Dir(file)); err != nil || len(files) != 1 {
					t.Errorf("%d files left, %v", len(files), err)
				}
			}
		})
	}
}

// TestCompactOfRefuses changes a good snapshot in ways that a signed one could
// be wrong, too.
func TestCompactOfRefuses(t *testing.T) {
	good := string(read(t, shared(t, "vci_snapshot.json")))
	if _, err := compactOf([]byte(good)); err != nil {
		t.Fatal(err)
	}
	tests := map[string][2]string{
		"kid of no key":     {`7JvktUpf1_9NPwdM-70FJT3YdyTiSe2IvmVxxgDSRb0`, `7JvktUpf1_9NPwdM-70FJT3YdyTiSe2IvmVxxgDSRb1`},
		"other coordinate":  {`3dQz5ZlbazChP3U7bdqShfF0fvSXLXD9WMa1kqqH6i4`, `3dQz5ZlbazChP3U7bdqShfF0fvSXLXD9WMa1kqqH6i8`},
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
	compact, err := compactOf(read(t, shared(t, "vci_snapshot.json")))
	if err != nil {
		t.Fatal(err)
	}
	good := string(read(t, shared(t, "vci_key_history.json")))
	if _, err := historyOf([]byte(good), compact); err != nil {
		t.Fatal(err)
	}
	const kid = `"kid": "o0OFwVwCCyBFOFooP-hoMWJUeUWf1ubfa8qVjjDzFCw"`
	tests := map[string][2]string{
		"another kid":       {kid, `"kid": "o0OFwVwCCyBFOFooP-hoMWJUeUWf1ubfa8qVjjDzFCx"`},
		"another point":     {`wVHY9Y7k27onxcNuvJRxEuKevBu0gKOYXBxvqfs9ZfY`, `wVHY9Y7k27onxcNuvJRxEuKevBu0gKOYXBxvqfs9ZfQ`},
		"another curve":     {`"crv": "P-256"`, `"crv": "P-384"`},
		"times in disorder": {`"firstListed": "2022-03-21T21:21:52Z"`, `"firstListed": "2026-08-23T04:43:50Z"`},
		"time before all":   {`"firstListed": "2022-03-21T21:21:52Z"`, `"firstListed": "2021-03-21T21:21:52Z"`},
		"time no time":      {`"firstListed": "2022-03-21T21:21:52Z"`, `"firstListed": "2022-03-21"`},
		"said to be gone":   {`"listedNow": true`, `"listedNow": false`},
		"said to be listed": {`"listedNow": false`, `"listedNow": true`},
		"gone in truth":     {"\"lastListed\": \"2026-08-22T04:43:50Z\",\n\"listedNow\": true", "\"lastListed\": \"2026-08-21T04:43:50Z\",\n\"listedNow\": false"},
		"back in truth":     {"\"lastListed\": \"2022-05-03T04:43:55Z\",\n\"listedNow\": false", "\"lastListed\": \"2026-08-22T04:43:50Z\",\n\"listedNow\": true"},
		"no issuer":         {`"iss": "https://EPROXY1`, `"ISS": "https://EPROXY1`},
		"other period":      {`"to": "2026-08-22T04:43:50Z"`, `"to": "2026-08-23T04:43:50Z"`},
		"no period":         {`"from"`, `"since"`},
		"no source":         {`"source"`, `"sources"`},
		"member twice":      {`"keys"`, `"keys": [], "keys"`},
		"no keys":           {`"keys"`, `"pairs"`},
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
