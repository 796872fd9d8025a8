package decode

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"vaxcheck/internal/mint"
)

func TestBase45(t *testing.T) {
	for text, want := range map[string]string{ // RFC 9285, section 4.3 and 4.4
		"": "", "BB8": "AB", "%69 VD92EX0": "Hello!!", "UJCLQE7W581": "base-45", "QED8WEX0": "ietf!", "FGW": "\xff\xff", "U5": "\xff",
	} {
		if got, err := decodeBase45(text); err != nil || string(got) != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
		if again := mint.Base45([]byte(want)); again != text {
			t.Errorf("%q: written again %q", text, again)
		}
	}
	for _, text := range []string{"GGW", ":::", "0", "0000", "V5", "::", "bb8", "B=8", "BB\n", "BB8\x00", "é0", "ＢＢ8", "BB8 0 1"} {
		if got, err := decodeBase45(text); err == nil {
			t.Errorf("%q decodes to %x", text, got)
		}
	}
}

// TestBase45EveryByte: one character outside the alphabet, wherever it stands, is
// refused.
func TestBase45EveryByte(t *testing.T) {
	for b := range 256 {
		allowed := strings.IndexByte(base45, byte(b)) >= 0
		for at, text := range []string{"\x00" + "00", "0\x000", "00\x00", "000\x000", "0000\x00"} {
			text = strings.Replace(text, "\x00", string([]byte{byte(b)}), 1)
			_, err := decodeBase45(text)
			if !allowed && err == nil || allowed && err != nil && at == 0 {
				t.Errorf("byte %#x at %d: %v", b, at, err)
			}
		}
	}
}

func TestBase45RoundTrip(t *testing.T) {
	random := rand.NewChaCha8([32]byte{})
	for n := range 600 {
		data := make([]byte, n)
		random.Read(data)
		text := mint.Base45(data)
		if got, err := decodeBase45(text); err != nil || !bytes.Equal(got, data) {
			t.Fatalf("%d bytes: %v", n, err)
		}
		if strings.HasSuffix(text, " ") {
			t.Error("an encoding ends with a space, which would be taken off")
		}
	}
}

// FuzzBase45 holds that a text which decodes is the only one of its bytes.
func FuzzBase45(f *testing.F) {
	for _, seed := range []string{"QED8WEX0", ":::", "FGW", "A", "%69 VD92EX0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if data, err := decodeBase45(text); err == nil && mint.Base45(data) != text {
			t.Error("two texts for the same bytes")
		}
	})
}
