package codes

import (
	"fmt"
	"strings"
	"testing"

	"vaxcheck/decode"
	"vaxcheck/decode/qr"
	"vaxcheck/internal/mint"
)

func TestArchives(t *testing.T) {
	text := mint.Numeric(mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer))
	one := string(pass(t, "pass.json", quote(t, map[string]any{"barcode": map[string]any{"message": text}})))
	other := quote(t, map[string]any{"barcode": map[string]any{"message": "hello"}})
	many := make([]string, 0, 2*MaxPasses+2)
	for i := range MaxPasses + 1 {
		many = append(many, fmt.Sprintf("%d.pkpass", i), one)
	}
	bomb := string(pass(t, "pass.json", strings.Repeat(" ", MaxPass+1)))
	large := string(pass(t, "pass.json", "{}", "logo.png", strings.Repeat("x", 8<<20)))
	for name, tt := range map[string]struct {
		data []byte
		want []decode.Reason
	}{
		"two": {pass(t, "a.pkpass", one, "b.PKPASS", one), []decode.Reason{"", ""}},
		"in a folder": {pass(t, "passes/a.pkpass", one, "__MACOSX/passes/._a.pkpass", "x",
			"readme.txt", "x"), []decode.Reason{""}},
		"one of them damaged": {pass(t, "a.pkpass", "PK", "b.pkpass", one),
			[]decode.Reason{decode.ReasonFileDamaged, ""}},
		"two of one name": {pass(t, "a.pkpass", one, "a.pkpass", one),
			[]decode.Reason{decode.ReasonFileDamaged}},
		"too many": {pass(t, many...), []decode.Reason{decode.ReasonFileDamaged}},
		"a bomb in one": {pass(t, "a.pkpass", bomb, "b.pkpass", one),
			[]decode.Reason{decode.ReasonFileDamaged, ""}},
		"large pictures": {pass(t, "a.pkpass", large), []decode.Reason{decode.ReasonNotCertificate}},
		"an archive in one": {pass(t, "a.pkpass", string(pass(t, "b.pkpass", one))),
			[]decode.Reason{decode.ReasonUnsupported}},
		"DIVOC": {pass(t, "certificate.json", "{}"),
			[]decode.Reason{decode.ReasonUnsupported}},
		"a bomb beside a pass": {pass(t, "a.pkpass", strings.Repeat("\x00", MaxText+1), "b.pkpass", one),
			[]decode.Reason{decode.ReasonFileDamaged, ""}},
		"both": {pass(t, "a.pkpass", one, "pass.json", other),
			[]decode.Reason{decode.ReasonNotCertificate, ""}},
		"both, two files": {pass(t, "pass.json", other, "pass.json", other, "a.pkpass", one),
			[]decode.Reason{decode.ReasonFileDamaged, ""}},
		"pass and DIVOC": {pass(t, "pass.json", other, "certificate.json", "{}"),
			[]decode.Reason{decode.ReasonNotCertificate, decode.ReasonUnsupported}},
		"DIVOC and passes": {pass(t, "certificate.json", "{}", "a.pkpass", one),
			[]decode.Reason{decode.ReasonUnsupported, ""}},
		"both in a pass": {pass(t, "a.pkpass", string(pass(t, "pass.json", other, "b.pkpass", one))),
			[]decode.Reason{decode.ReasonNotCertificate, decode.ReasonUnsupported}},
	} {
		if got := reasonsOf(Read(tt.data)); quote(t, got) != quote(t, tt.want) {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
	raw := ReadWith([]byte(one), Options{Raw: true})
	if len(raw) != 1 || raw[0].Text != text {
		t.Errorf("raw: %+v", raw)
	}
}

// TestAppended: symbols that are parts of one text are one code.
func TestAppended(t *testing.T) {
	text := mint.Numeric(mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer))
	var parity byte
	for i := range len(text) {
		parity ^= text[i]
	}
	part := func(index int, text string, parity byte) symbolText {
		return appended(index, 3, parity, text)
	}
	a, b, c := part(0, text[:500], parity), part(1, text[500:900], parity), part(2, text[900:], parity)
	for name, tt := range map[string]struct {
		found []symbolText
		want  []decode.Reason
	}{
		"whole": {[]symbolText{b, c, a}, []decode.Reason{""}},
		"among others": {[]symbolText{{Text: text}, c, {Text: "hello"}, a, b},
			[]decode.Reason{"", "", decode.ReasonNotCertificate}},
		"one missing": {[]symbolText{a, c}, []decode.Reason{decode.ReasonChunksMissing}},
		"one of another": {[]symbolText{a, b, part(2, text[900:], parity^1)},
			[]decode.Reason{decode.ReasonChunksMissing, decode.ReasonChunksMissing}},
		"the parity tells": {[]symbolText{a, b, part(2, text[900:]+"0", parity)},
			[]decode.Reason{decode.ReasonChunksConflict}},
		"a part of nothing": {[]symbolText{appended(3, 3, 0, text)}, []decode.Reason{""}},
	} {
		for range 20 { // maps have no order
			if got := reasonsOf(codesOf(tt.found, nil)); quote(t, got) != quote(t, tt.want) {
				t.Fatalf("%s: got %q, want %q", name, got, tt.want)
			}
		}
	}
	if codes := codesOf([]symbolText{a, b, c}, nil); codes[0].Text != text || len(codes[0].Notes) != 1 ||
		codes[0].Notes[0] != noteAppend {
		t.Errorf("%+v", codes)
	}
}

func appended(index, count int, parity byte, text string) symbolText {
	return symbolText{Text: text, part: &qr.StructuredAppend{Index: index, Count: count, Parity: parity}}
}
