package decode

import (
	"os"
	"slices"
	"strings"
	"testing"

	"vaxcheck/decode/find"
	"vaxcheck/internal/mint"
)

// TestFormats: a row says all that others ask of it, and what it says of its prefix agrees.
func TestFormats(t *testing.T) {
	if len(formats) < 3 {
		t.Fatal("hardly any formats")
	}
	for i, f := range formats {
		if f.name == "" || f.title == "" || len(f.shapes) == 0 || slices.Index(Formats(), f.name) != i {
			t.Errorf("%+v", f)
		}
		if f.typed.Code == nil || f.typed.Lost != (f.named.Detail != "") || f.typed.Lost != (f.forms == nil) {
			t.Errorf("%s: what becomes of it on a keyboard is not said", f.name)
		}
		if f.typed.Sign != "" && f.typed.Sign != strings.ToLower(f.typed.Sign) {
			t.Errorf("%s: its sign is not in small letters", f.name)
		}
		if p := f.prefix.Text; p != "" && (f.secret == "" || f.written == nil || !f.shapes[0].match(p+"1") ||
			!find.New(Prefixes()).Begins(p)) {
			t.Errorf("%s: a prefix that others do not know", f.name)
		}
	}
	if Format("").Title() != "" || Format("divoc").OpenEnded() || !FormatVDSNC.OpenEnded() ||
		FormatDCC.Title() != "EU DCC" {
		t.Error("a row is not found, or one that is none")
	}
}

// TestWithoutCodes: no code of any format gets into an error.
func TestWithoutCodes(t *testing.T) {
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	digits := mint.Numeric(jws)
	for _, code := range []string{
		digits, strings.ToUpper(digits), digits[len(PrefixSHC):], jws, PrefixDCC + "6BFOXN*TS0BI$ZD",
		"hc1:6bfoxn", prefixNZCP + "2KCE", "nzcp:-1-2kce",
		"shlink:/eyJ1cmwi", strings.Repeat("x", 200),
	} {
		if got := WithoutCodes("open " + code + " : no such file"); got != "open … : no such file" {
			t.Errorf("%.20s: %q", code, got)
		}
	}
	const plain = `unknown flag: --formt, see "vaxcheck help" of 2026-11-30`
	if got := WithoutCodes(plain); got != plain {
		t.Errorf("%q", got)
	}
}

// TestForgivenIsTold: the page for auditors tells of everything that is forgiven in writing.
func TestForgivenIsTold(t *testing.T) {
	page, err := os.ReadFile("../docs/auditors.md")
	if err != nil {
		t.Fatal(err)
	}
	if len(writtenNotes) < 4 {
		t.Fatalf("only %d notes", len(writtenNotes))
	}
	for _, n := range writtenNotes {
		if !strings.Contains(string(page), "`"+n.Code+"`") {
			t.Errorf("nothing of %s", n.Code)
		}
	}
}
