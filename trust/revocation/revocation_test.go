package revocation

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func entriesOf(t *testing.T, texts ...string) []Entry {
	t.Helper()
	var list []Entry
	for _, text := range texts {
		if text != "" {
			said, _ := parseRevocation(text)
			list = append(list, said...)
		}
	}
	return list
}

// oneList is the usual case: a single list, of the usual method.
func oneList(counter string, entries []Entry) *List {
	return New([]Listing{NewListing(counter, MethodRID, entries, 0)})
}

func TestRevoked(t *testing.T) {
	const stamp = 1636977600
	at := func(seconds, nanos int64) time.Time { return time.Unix(stamp+seconds, nanos) }
	tests := map[string]struct {
		entries []string
		id      string
		issued  time.Time
		want    bool
	}{
		"no stamp":                   {[]string{"abc"}, "abc", at(0, 0), true},
		"no stamp, far future":       {[]string{"abc"}, "abc", time.Unix(1<<40, 0), true},
		"ten seconds before":         {[]string{"abc.1636977600"}, "abc", at(-10, 0), true},
		"a tenth before":             {[]string{"abc.1636977600"}, "abc", at(-1, 900_000_000), true},
		"exactly at the stamp":       {[]string{"abc.1636977600"}, "abc", at(0, 0), false},
		"a microsecond after":        {[]string{"abc.1636977600"}, "abc", at(0, 1000), false},
		"second entry decides":       {[]string{"abc.1", "abc.1636977601"}, "abc", at(0, 0), true},
		"entry without stamp last":   {[]string{"abc.1", "abc.2", "abc"}, "abc", at(0, 0), true},
		"neighbours do not matter":   {[]string{"abb", "abd", "abcd", "ab", "ABC"}, "abc", at(0, 0), false},
		"stamp of zero":              {[]string{"abc.0"}, "abc", at(0, 0), false},
		"issued before 1970":         {[]string{"abc.0"}, "abc", time.Unix(0, -1), true},
		"stamp not a number":         {[]string{"abc.tomorrow"}, "abc", at(0, 0), true},
		"empty stamp":                {[]string{"abc."}, "abc", at(0, 0), true},
		"two stamps":                 {[]string{"abc.1.2"}, "abc", at(0, 0), true},
		"negative stamp":             {[]string{"abc.-1"}, "abc", at(0, 0), true},
		"stamp beyond 64 bits":       {[]string{"abc.99999999999999999999999"}, "abc", at(0, 0), true},
		"stamp near the last second": {[]string{"abc.9223372036854775800"}, "abc", time.Unix(1<<40, 0), true},
		"card's own dot":             {[]string{"abc.1636977600"}, "abc.7", at(-1, 0), true},
		"card's own dot, later":      {[]string{"abc.1636977600"}, "abc.7", at(0, 0), false},
		"card's own dot is no stamp": {[]string{"abc.1636977600"}, "abc.x", at(-1, 0), false},
		"the entry's very text":      {[]string{"abc.1636977600"}, "abc.1636977600", at(9, 0), true},
		"stamp in milliseconds":      {[]string{"abc.1636977600000"}, "abc", at(9, 0), true},
		"stamp with a fraction":      {[]string{"abc.1636977600.5"}, "abc", at(9, 0), true},
		"stamp with a blank":         {[]string{"abc.1636977600 "}, "abc", at(9, 0), true},
		"stamp with leading zeros":   {[]string{"abc.0001636977600"}, "abc", at(0, 0), false},
		"UUID": {[]string{"6d0f8a52-90c1-4a7e-8a0b-1f2e3d4c5b6a"},
			"6d0f8a52-90c1-4a7e-8a0b-1f2e3d4c5b6a", at(0, 0), true},
		"UUID, other end": {[]string{"6d0f8a52-90c1-4a7e-8a0b-1f2e3d4c5b6a"},
			"6d0f8a52-90c1-4a7e-8a0b-1f2e3d4c5b6b", at(0, 0), false},
		"UUID with stamp": {[]string{"6d0f8a52-90c1-4a7e-8a0b-1f2e3d4c5b6a.1636977600"},
			"6d0f8a52-90c1-4a7e-8a0b-1f2e3d4c5b6a", at(-1, 0), true},
		"UUID with stamp, later": {[]string{"6d0f8a52-90c1-4a7e-8a0b-1f2e3d4c5b6a.1636977600"},
			"6d0f8a52-90c1-4a7e-8a0b-1f2e3d4c5b6a", at(0, 0), false},
		"padded base64":           {[]string{"dGhlcmlk=="}, "dGhlcmlk==", at(0, 0), true},
		"padding is text":         {[]string{"dGhlcmlk=="}, "dGhlcmlk", at(0, 0), false},
		"blanks are text":         {[]string{" abc"}, "abc", at(0, 0), false},
		"blanks on both":          {[]string{"abc "}, "abc ", at(0, 0), true},
		"URN":                     {[]string{"urn:oid:1.2.3"}, "urn:oid:1.2.3", at(0, 0), true},
		"dotted, whole":           {[]string{"1.2.840"}, "1.2.840", at(0, 0), true},
		"dotted, stamp behind":    {[]string{"1.2.x.1636977600"}, "1.2.x", at(-1, 0), true},
		"dotted, another":         {[]string{"ward.A1"}, "ward.B2", at(0, 0), false},
		"entry begins with a dot": {[]string{".abc"}, ".abc", at(0, 0), true},
		"very long":               {[]string{strings.Repeat("a", 5000)}, strings.Repeat("a", 5000), at(0, 0), true},
		"very long, other end": {[]string{strings.Repeat("a", 5000)},
			strings.Repeat("a", 4999) + "b", at(0, 0), false},
		"NUL is text":        {[]string{"abc\x00"}, "abc", at(0, 0), false},
		"NUL on both":        {[]string{"abc\x00"}, "abc\x00", at(0, 0), true},
		"form of a record":   {[]string{"#abc"}, "#abc", at(0, 0), true},
		"record of another":  {[]string{"a b"}, recordID("a b"), at(0, 0), false},
		"card without id":    {[]string{"abc"}, "", at(0, 0), false},
		"card id only a dot": {[]string{"abc"}, ".abc", at(0, 0), false},
		"other case":         {[]string{"abc"}, "ABC", at(0, 0), false},
		"longer id":          {[]string{"abc"}, "abcd", at(0, 0), false},
		"padding is no part": {[]string{"abc", "abcdef"}, "abc\x00\x00\x00", at(0, 0), false},
		"empty list":         {nil, "abc", at(0, 0), false},
		"longest id":         {[]string{"abcdefghijklmnopqrstuvwx"}, "abcdefghijklmnopqrstuvwx", at(0, 0), true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			l := oneList("1", entriesOf(t, tt.entries...))
			if got := l.Revoked(tt.id, tt.issued); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestRevokedAmongMany finds each of many ids, and none that is not there.
func TestRevokedAmongMany(t *testing.T) {
	var texts []string
	for i := range 1000 {
		texts = append(texts, fmt.Sprintf("id%d", i*7), fmt.Sprintf("id%d.%d", i*7+1, 1000+i))
	}
	l := oneList("1", entriesOf(t, texts...))
	if l.Len() != 2000 {
		t.Fatalf("%d entries", l.Len())
	}
	for i := range 7000 {
		id := fmt.Sprintf("id%d", i)
		if got, want := l.Revoked(id, time.Unix(500, 0)), i%7 < 2; got != want {
			t.Errorf("%s: %v", id, got)
		}
	}
}

func TestInStep(t *testing.T) {
	tests := []struct {
		list, key string
		want      bool
	}{
		{"1", "1", true}, {"69", "69", true}, {"069", "69", true}, {"0", "00", true},
		{"2", "1", false}, {"", "", false}, {"1", "", false}, {"", "1", false},
		{"a", "a", true}, {"1", "unreadable", false}, {"0", "", false},
		{"99999999999999999999", "99999999999999999998", false},
	}
	for _, tt := range tests {
		if got := oneList(tt.list, nil).InStep(tt.key); got != tt.want {
			t.Errorf("list %q, key %q: %v", tt.list, tt.key, got)
		}
	}
}

func FuzzParseRevocation(f *testing.F) {
	for _, s := range []string{"lHKzqFUMjhs.1636977600", "AQPCj4wwk6Mt", "abc.", "a.9223372036854775807",
		"==.1", "1.2.840", ".", "a\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if text == "" {
			return
		}
		said, stampOK := parseRevocation(text)
		l := oneList("1", said)
		if l.Len() > 3 || l.listings[0].width > maxRevocationID {
			t.Fatalf("%d records of width %d", l.Len(), l.listings[0].width)
		}
		if !l.Revoked(text, time.Unix(1<<40, 0)) {
			t.Error("the entry does not name the card with the very text")
		}
		id, _, dotted := strings.Cut(text, ".")
		if id != "" && !l.Revoked(id, time.Unix(-1, 0)) {
			t.Error("a card older than every stamp is not revoked")
		}
		if id != "" && dotted && !stampOK && !l.Revoked(id, time.Unix(1<<40, 0)) {
			t.Error("an unreadable stamp does not revoke")
		}
	})
}
