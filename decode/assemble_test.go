package decode

import (
	"strings"
	"testing"

	"vaxcheck/internal/mint"
)

// assemble adds texts one by one and returns what comes out, the rest last.
func assemble(texts ...string) []*Credential {
	var a Assembler
	var out []*Credential
	for i, text := range texts {
		if c := a.Add(Code{Text: text, Source: i}); c != nil {
			out = append(out, c)
		}
	}
	return append(out, a.Rest()...)
}

func TestAssemble(t *testing.T) {
	one := mint.Chunks(mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer), 3)
	two := mint.Chunks(mint.Japan(testIssuer, mint.Taro()).JWS(testIssuer), 3)
	pair := mint.Chunks(mint.Japan(testIssuer, mint.Taro()).JWS(testIssuer), 2)
	tests := map[string]struct {
		texts []string
		want  []Reason // "" for a whole credential
	}{
		"in order":           {one, []Reason{""}},
		"backwards":          {[]string{one[2], one[1], one[0]}, []Reason{""}},
		"one after another":  {append(append([]string{}, one...), two...), []Reason{"", ""}},
		"among each other":   {[]string{one[0], pair[1], one[1], pair[0], one[2]}, []Reason{"", ""}},
		"scanned twice":      {[]string{one[0], one[0], one[1], one[1], one[2]}, []Reason{""}},
		"one missing":        {[]string{one[0], one[2]}, []Reason{ReasonChunksMissing}},
		"same again missing": {[]string{one[0], one[2], one[0]}, []Reason{ReasonChunksMissing}},
		"conflict":           {[]string{one[0], two[0], one[1], one[2]}, []Reason{ReasonChunksConflict}},
		"conflict, missing":  {[]string{one[0], two[0]}, []Reason{ReasonChunksConflict}},
		"damaged among":      {[]string{one[0], one[1], "shc:/3/2/5676", one[2]}, []Reason{ReasonCodeDamaged, ""}},
		"two sets open":      {[]string{one[0], pair[0]}, []Reason{ReasonChunksMissing, ReasonChunksMissing}},
		"upper case, spaces": {[]string{strings.ToUpper(one[0]), " " + one[1] + "\r\n", one[2]}, []Reason{""}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			out := assemble(tt.texts...)
			if len(out) != len(tt.want) {
				t.Fatalf("%d credentials, want %d", len(out), len(tt.want))
			}
			for i, c := range out {
				expect(t, c, StageDecode, tt.want[i])
				if len(c.Codes) == 0 || c.Codes[0].Source == nil {
					t.Error("codes lost their source")
				}
			}
		})
	}
}

func TestAssembleMany(t *testing.T) {
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	out := assemble(mint.Chunks(jws, MaxChunks)...)
	if len(out) != 1 || out[0].Text != jws || len(out[0].Codes) != MaxChunks {
		t.Fatalf("%d credentials", len(out))
	}
	for _, want := range []string{"chunked", "chunked_without_need"} {
		if !hasNote(out[0], want) {
			t.Errorf("no note %s in %+v", want, out[0].Notes)
		}
	}
}

// FuzzAssemble feeds two texts as chunks: each either comes out or waits.
func FuzzAssemble(f *testing.F) {
	f.Add("shc:/1/2/5676", "shc:/2/2/2909")
	f.Add("shc:/1/32/56", "shc:/2/31/56")
	f.Add("shc:/1/1/567629", "SHC:/a/b/c")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !IsChunk(a) || !IsChunk(b) {
			return
		}
		if n := len(assemble(a, b)); n < 1 || n > 2 {
			t.Errorf("%d answers for two codes", n)
		}
	})
}
