package decode

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"regexp"
	"testing"
)

// TestSpecDCC reads the two codes that our reference document has of its own,
// with what it says of their layers.
func TestSpecDCC(t *testing.T) {
	const file = "../../shared/spec/eu-dcc.md"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Skip("the reference document of EU DCC is not beside the project: ", file)
	}
	find := func(pattern string, want int) []string {
		var found []string
		for _, m := range regexp.MustCompile("(?m)"+pattern).FindAllSubmatch(data, -1) {
			found = append(found, string(m[1]))
		}
		if len(found) < want {
			t.Fatalf("%d texts of the form %s", len(found), pattern)
		}
		return found
	}
	codes := find("^(HC1:.{400,})$", 2)
	kids := find("; kid `([^`]{12})` \\|$", 2)
	hashes := find("(?:Sig_structure`[^`]*)`([0-9a-f]{64})`", 2)
	message, dcc := find("^(d2844d[0-9a-f]+)$", 1)[0], find(`^(\{"ver":"1.3.0".*\})$`, 1)[0]
	for i, text := range codes {
		c := parse(text)
		expect(t, c, "", "")
		sum := sha256.Sum256([]byte(c.Signed))
		if c.KeyID != kids[i] || hex.EncodeToString(sum[:]) != hashes[i] || len(c.Notes) > 0 || c.IssuedAt.Unix() != 1627776000 || c.ExpiresAt.Unix() != 2250892800 {
			t.Errorf("%d: %s, %x, %+v", i, c.KeyID, sum, c.Notes)
		}
		if !sameJSON(t, c, plain(t, []byte(dcc))) {
			t.Errorf("%d: %s", i, c.DCC.Certificate.AppendJSON(nil))
		}
	}
	compressed, err := decodeBase45(codes[0][len(PrefixDCC):])
	if err != nil {
		t.Fatal(err)
	}
	got, rest, release, err := inflateZlib(compressed, MaxCOSE)
	defer release()
	if err != nil || rest > 0 || hex.EncodeToString(got) != message {
		t.Errorf("%x, %d, %v", got, rest, err)
	}
}
