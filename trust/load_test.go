package trust

import (
	"encoding/base64"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/strictjson"
)

func TestThumbprint(t *testing.T) {
	x, y := "11XvRWy1I2S0EyJlyf_bWfw_TQ5CJJNLw78bHXNxcgw", "eZXwxvO1hvCY0KucrPfKo7yAyMT6Ajc3N7OkAB6VYy8"
	if got := Thumbprint("P-256", "EC", x, y); got != "3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s" {
		t.Error(got)
	}
}

// TestKeyRules breaks one rule at a time, beside a good key that must stay.
func TestKeyRules(t *testing.T) {
	good, bad := testKey(t, "good"), testKey(t, "bad")
	x, y := testPoint(t, "bad")
	flipped := slices.Clone(y)
	flipped[31] ^= 1
	long := base64.RawURLEncoding.EncodeToString(append([]byte{0}, x...))
	tests := map[string]struct {
		key  any
		code string
	}{
		"kty missing":          {bad.without("kty"), "key_type"},
		"kty in other case":    {bad.with("kty", "ec"), "key_type"},
		"kty a number":         {bad.with("kty", 1), "key_type"},
		"use missing":          {bad.without("use"), "key_use"},
		"use for encryption":   {bad.with("use", "enc"), "key_use"},
		"alg missing":          {bad.without("alg"), "key_algorithm"},
		"alg ES256K":           {bad.with("alg", "ES256K"), "key_algorithm"},
		"alg none":             {bad.with("alg", "none"), "key_algorithm"},
		"crv P-384":            {bad.with("crv", "P-384"), "key_curve"},
		"private half":         {bad.with("d", "AAAA"), "private_key"},
		"private half null":    {bad.with("d", nil), "private_key"},
		"private, wrong type":  {bad.with("d", "AAAA").with("kty", "RSA"), "private_key"},
		"kid of another key":   {bad.with("kid", good["kid"]), "key_id"},
		"kid padded":           {bad.with("kid", kidOf(bad)+"="), "key_id"},
		"kid missing":          {bad.without("kid"), "key_id"},
		"kid a number":         {bad.with("kid", 7), "key_id"},
		"x missing":            {bad.without("x"), "key_coordinates"},
		"x empty":              {bad.with("x", ""), "key_coordinates"},
		"x of 33 bytes":        {bad.with("x", long), "key_coordinates"},
		"x huge":               {bad.with("x", strings.Repeat("A", 1<<16)), "key_coordinates"},
		"x padded":             {bad.with("x", bad["x"].(string)+"="), "key_coordinates"},
		"x with a line break":  {bad.with("x", "\n"+bad["x"].(string)[:42]), "key_coordinates"},
		"x in the other base":  {bad.with("x", "+"+bad["x"].(string)[1:]), "key_coordinates"},
		"unused bits set":      {bad.with("x", bad["x"].(string)[:42]+"_"), "key_coordinates"},
		"not on the curve":     {pointKey(x, flipped), "key_point"},
		"the point at zero":    {pointKey(make([]byte, 32), make([]byte, 32)), "key_point"},
		"x above the modulus":  {pointKey([]byte(strings.Repeat("\xff", 32)), y), "key_point"},
		"key is a text":        {"key", "key_malformed"},
		"key is null":          {nil, "key_malformed"},
		"key is a list of key": {[]object{bad}, "key_malformed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := LoadJWKS(marshal(t, object{"keys": []any{tt.key, good}}), testIssuer, "test")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{tt.code}, codes(s.Notes())); diff != "" || !s.Notes()[0].Dropped {
				t.Error(diff)
			}
			if keys := s.Keys(testIssuer); len(keys) != 1 || keys[0].ID != kidOf(good) {
				t.Errorf("kept %+v", keys)
			}
			if _, err := LoadJWKS(marshal(t, object{"keys": []any{tt.key}}), testIssuer,
				"test"); !errors.Is(err, ErrNoKeys) {
				t.Errorf("alone: %v", err)
			}
		})
	}
}

// TestShortCoordinates looks for keys whose coordinates begin with a zero byte,
// and publishes them with and without it. The key ids differ, the keys do not.
func TestShortCoordinates(t *testing.T) {
	found := map[string]bool{}
	for i := 0; len(found) < 2 && i < 5000; i++ {
		x, y := testPoint(t, strings.Repeat("s", i))
		switch {
		case x[0] == 0 && !found["x"]:
			found["x"] = true
			checkShort(t, pointKey(x, y), pointKey(x[1:], y))
		case y[0] == 0 && !found["y"]:
			found["y"] = true
			checkShort(t, pointKey(x, y), pointKey(x, y[1:]))
		}
	}
	if len(found) != 2 {
		t.Errorf("only found %v", found)
	}
}

func checkShort(t *testing.T, full, short object) {
	t.Helper()
	s := mustLoad(t, directory(t, issuerEntry(testIssuer, full, short)))
	a, b := mustKey(t, s, testIssuer, kidOf(full)), mustKey(t, s, testIssuer, kidOf(short))
	if a.ID == b.ID || !a.Public.Equal(b.Public) {
		t.Error("short form is another key, or has the same id")
	}
}

func TestLoadSnapshotRefuses(t *testing.T) {
	good := string(directory(t, issuerEntry(testIssuer, testKey(t, "a"))))
	many := make([]object, maxIssuers+1)
	for i := range many {
		many[i] = object{}
	}
	tests := map[string]struct {
		data string
		want error
	}{
		"empty":         {"", strictjson.ErrSyntax},
		"cut short":     {good[:len(good)-1], strictjson.ErrSyntax},
		"two documents": {good + good, strictjson.ErrTrailing},
		"issuer twice": {strings.Replace(good, `"iss":`, `"iss":"https://evil.example","iss":`, 1),
			strictjson.ErrDuplicate},
		"null":             {"null", ErrLayout},
		"a key set":        {`{"keys":[]}`, ErrLayout},
		"issuers not list": {`{"issuerInfo":{}}`, ErrLayout},
		"no issuers":       {`{"issuerInfo":[]}`, ErrNoKeys},
		"issuers of junk":  {`{"issuerInfo":[1,"a",null,[],{},{"issuer":1},{"issuer":{"iss":1}},{"issuer":{"iss":"a"},"keys":{"a":1}}]}`, ErrNoKeys},
		"too many":         {string(directory(t, many...)), ErrTooLarge},
		"too large":        {strings.Repeat(" ", maxSnapshot+1), ErrTooLarge},
		"too deep": {`{"issuerInfo":` + strings.Repeat("[", maxDepth) +
			strings.Repeat("]", maxDepth) + `}`, strictjson.ErrDepth},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := LoadSnapshot([]byte(tt.data), "test"); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestLoadJWKSRefuses(t *testing.T) {
	good := marshal(t, object{"keys": []object{testKey(t, "a")}})
	tests := map[string]struct {
		data, issuer string
		want         error
	}{
		"no issuer":    {string(good), "", ErrIssuer},
		"issuer long":  {string(good), strings.Repeat("a", maxIssuerID+1), ErrIssuer},
		"not a set":    {`[]`, testIssuer, ErrLayout},
		"keys a text":  {`{"keys":"a"}`, testIssuer, ErrLayout},
		"other case":   {`{"Keys":[]}`, testIssuer, ErrLayout},
		"no keys":      {`{"keys":[]}`, testIssuer, ErrNoKeys},
		"keys twice":   {`{"keys":[],"keys":[]}`, testIssuer, strictjson.ErrDuplicate},
		"not JSON":     {`keys`, testIssuer, strictjson.ErrSyntax},
		"too large":    {strings.Repeat(" ", maxSnapshot+1), testIssuer, ErrTooLarge},
		"a bare key":   {string(marshal(t, testKey(t, "a"))), testIssuer, ErrLayout},
		"a bad UTF-8":  {"{\"keys\":[\"\xff\"]}", testIssuer, strictjson.ErrUTF8},
		"a snapshot":   {string(directory(t)), testIssuer, ErrLayout},
		"wrong format": {"vaxtrust", testIssuer, strictjson.ErrSyntax},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := LoadJWKS([]byte(tt.data), tt.issuer, "test"); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestLoadSnapshotFacts(t *testing.T) {
	a, b := testKey(t, "a"), testKey(t, "b")
	second := issuerEntry("https://b.example", b)
	second["issuer"].(object)["canonical_iss"] = testIssuer
	s := mustLoad(t, directory(t, issuerEntry(testIssuer, a, b), second))
	want := Info{
		Source: "test", Created: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC),
		Latest: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC),
		Origin: "https://directory.example/list.json", Issuers: 2, Keys: 3,
	}
	got := s.Info()
	if len(got.SHA256) != 64 || got.SHA256 != got.OriginSHA256 {
		t.Errorf("hashes %s, %s", got.SHA256, got.OriginSHA256)
	}
	got.SHA256, got.OriginSHA256 = "", ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	wantIssuer := Issuer{
		ID: "https://b.example", Name: "Name of https://b.example", Website: "https://www.example/",
		Canonical:     testIssuer,
		LastRetrieved: time.Date(2026, 4, 30, 12, 0, 0, 0, time.UTC), KeyCount: 1,
	}
	gotIssuer, _ := s.Issuer("https://b.example")
	if diff := cmp.Diff(wantIssuer, gotIssuer); diff != "" {
		t.Error(diff)
	}
	if keys := s.Keys(testIssuer); len(keys) != 2 || keys[0].ID != kidOf(a) || keys[1].ID != kidOf(b) ||
		keys[0].Source != "test" {
		t.Errorf("keys %+v", keys)
	}
	if len(s.Notes()) != 0 {
		t.Errorf("notes %v", s.Notes())
	}
}

// TestLoadSnapshotOdd: what does not touch the keys is noted and the set loads.
func TestLoadSnapshotOdd(t *testing.T) {
	key := testKey(t, "a")
	tests := map[string]struct {
		entries []object
		codes   []string
	}{
		"issuer id empty": {[]object{issuerEntry("", key)}, []string{"issuer_id"}},
		"issuer id huge":  {[]object{issuerEntry(strings.Repeat("a", maxIssuerID+1), key)}, []string{"issuer_id"}},
		"issuer twice":    {[]object{issuerEntry(testIssuer, testKey(t, "b"))}, []string{"issuer_repeated"}},
		"no retrieval time": {[]object{issuerEntry("https://o.example", key).without("lastRetrieved")},
			[]string{"time"}},
		"odd retrieval time": {[]object{issuerEntry("https://o.example", key).with("lastRetrieved", 5)},
			[]string{"time"}},
		"name a number": {[]object{issuerEntry("https://o.example", key).with("issuer",
			object{"iss": "https://o.example", "name": 5})}, []string{"text"}},
		"name huge": {[]object{issuerEntry("https://o.example", key).with("issuer",
			object{"iss": "https://o.example", "name": strings.Repeat("n", maxText+1)})}, []string{"text"}},
		"name longest": {[]object{issuerEntry("https://o.example", key).with("issuer",
			object{"iss": "https://o.example", "name": strings.Repeat("n", maxText)})}, nil},
		"no keys":        {[]object{issuerEntry("https://o.example").without("keys")}, []string{"keys"}},
		"one bad key":    {[]object{issuerEntry("https://o.example", key.with("use", "enc"))}, []string{"key_use"}},
		"same key twice": {[]object{issuerEntry("https://o.example", key, key)}, nil},
		"counter unreadable": {[]object{issuerEntry("https://o.example", key.with("crlVersion", object{}))},
			[]string{"crl_version"}},
		"counter empty": {[]object{issuerEntry("https://o.example", key.with("crlVersion", ""))},
			[]string{"crl_version"}},
		"x5c not a list": {[]object{issuerEntry("https://o.example", key.with("x5c", "a"))}, []string{"certificate"}},
		"x5c empty": {[]object{issuerEntry("https://o.example", key.with("x5c", []string{}))},
			[]string{"certificate"}},
		"x5c no certificate": {[]object{issuerEntry("https://o.example", key.with("x5c", []string{"AAAA"}))},
			[]string{"certificate"}},
		"x5c huge": {[]object{issuerEntry("https://o.example",
			key.with("x5c", []string{strings.Repeat("A", maxCertificate+4)}))}, []string{"certificate"}},
		"x5c of numbers": {[]object{issuerEntry("https://o.example", key.with("x5c", []int{1}))},
			[]string{"certificate"}},
		"entries not objects": {[]object{nil, nil}, []string{"issuer_id", "issuer_id"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := mustLoad(t, directory(t, append([]object{issuerEntry(testIssuer, key)}, tt.entries...)...))
			if diff := cmp.Diff(tt.codes, codes(s.Notes())); diff != "" {
				t.Error(diff)
			}
			mustKey(t, s, testIssuer, kidOf(key))
			for _, n := range s.Notes() {
				if len(n.Issuer) > maxIssuerID || n.Detail == "" {
					t.Errorf("%+v", n)
				}
			}
		})
	}
}

func TestCounterUnreadableIsAnnounced(t *testing.T) {
	for _, v := range []any{object{}, "", -1.5, true, "a b", strings.Repeat("1", maxCounter+1)} {
		key := testKey(t, "a").with("crlVersion", v)
		s := mustLoad(t, directory(t, issuerEntry(testIssuer, key)))
		if k := mustKey(t, s, testIssuer, kidOf(key)); k.CRLVersion == "" {
			t.Errorf("%v passes for no list announced", v)
		}
	}
}

func TestTooManyKeys(t *testing.T) {
	keys := make([]object, 0, maxKeys+5)
	for i := range maxKeys + 5 {
		keys = append(keys, testKey(t, strings.Repeat("k", i)))
	}
	s := mustLoad(t, directory(t, issuerEntry(testIssuer, keys...)))
	if n := len(s.Keys(testIssuer)); n != maxKeys {
		t.Errorf("%d keys", n)
	}
	if diff := cmp.Diff([]string{"key_count"}, codes(s.Notes())); diff != "" {
		t.Error(diff)
	}
}

// TestHistory loads the directory as it stood at other times.
func TestHistory(t *testing.T) {
	want := map[string][2]int{"2022-06-01": {572, 633}, "2024-09-20": {646, 903}, "2026-07-25": {651, 945}}
	files, err := filepath.Glob(filepath.Join(sharedFile(t, "trust", "history"), "*.json"))
	if err != nil || len(files) != len(want) {
		t.Fatalf("%d snapshots, %v", len(files), err)
	}
	for day, counts := range want {
		data := sharedBytes(t, "trust", "history", "vci_snapshot-"+day+".json")
		if err := VerifySnapshot(data, sharedBytes(t, "trust", "history", "vci_snapshot-"+day+".sig")); err != nil {
			t.Error(day, err)
		}
		s := mustLoad(t, data)
		i := s.Info()
		if i.Issuers != counts[0] || i.Keys != counts[1] || i.Created.Format(time.DateOnly) != day {
			t.Errorf("%s: %+v", day, i)
		}
		for _, n := range s.Notes() {
			if n.Dropped {
				t.Errorf("%s: %+v", day, n)
			}
		}
	}
}
