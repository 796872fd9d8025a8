package decode

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"vaxcheck/decode/cose"
)

// vectorDCC is a test vector of eu-digital-green-certificates/dgc-testdata: what
// each layer of one certificate holds, and what must come of it.
type vectorDCC struct {
	JSON            any
	CBOR            string
	COSE            string
	Compressed      string `json:"COMPRESSED"`
	Base45          string `json:"BASE45"`
	Prefix          string `json:"PREFIX"`
	ExpectedResults map[string]any
	name            string
}

// corpusDCC returns the vectors that stand beside the project. Those who build
// it elsewhere do not have them.
func corpusDCC(t *testing.T) []vectorDCC {
	t.Helper()
	const folder = "../../shared/corpus/dcc"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the official test vectors of EU DCC are not beside the project: ", folder)
	}
	files, err := filepath.Glob(folder + "/*/2DCode/[rR]aw/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no vectors in ", folder, err)
	}
	vectors := make([]vectorDCC, len(files))
	for i, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &vectors[i]); err != nil {
			t.Fatal(file, err)
		}
		vectors[i].name = strings.TrimPrefix(file, folder+"/")
	}
	return vectors
}

// otherJSON has the vectors whose JSON has other times than their code and their
// CBOR, by a slip of those who made them.
var otherJSON = map[string]bool{"FR/2DCode/raw/test_pcr_ok.json": true}

// TestCorpusDCC asks of each layer what the vectors' flags say of it.
func TestCorpusDCC(t *testing.T) {
	layers := map[string]func(vectorDCC) bool{
		"EXPECTEDUNPREFIX": func(v vectorDCC) bool {
			c := parse(v.Prefix)
			return c.Format == FormatDCC && strings.TrimPrefix(c.Text, PrefixDCC) == v.Base45
		},
		"EXPECTEDB45DECODE": func(v vectorDCC) bool {
			data, err := decodeBase45(v.Base45)
			return err == nil && (v.Compressed == "" || hex.EncodeToString(data) == strings.ToLower(v.Compressed))
		},
		"EXPECTEDCOMPRESSION": func(v vectorDCC) bool {
			compressed, err := hex.DecodeString(v.Compressed)
			if err != nil {
				t.Fatal(v.name, err)
			}
			data, rest, release, err := inflateZlib(compressed, MaxCOSE)
			defer release()
			return err == nil && rest == 0 && hex.EncodeToString(data) == strings.ToLower(v.COSE)
		},
		"EXPECTEDDECODE": func(v vectorDCC) bool {
			c := parse(v.Prefix)
			return c.DCC != nil && (v.CBOR == "" || sameJSON(t, c, cborJSON(t, v))) && (v.JSON == nil || otherJSON[v.name] || sameJSON(t, c, v.JSON))
		},
		"EXPECTEDVALIDJSON": func(v vectorDCC) bool {
			c := parse(v.Prefix)
			return c.DCC != nil && (otherJSON[v.name] || sameJSON(t, c, v.JSON))
		},
	}
	asked := map[string][2]int{}
	for _, v := range corpusDCC(t) {
		for flag, holds := range layers {
			want, told := v.ExpectedResults[flag].(bool)
			if !told {
				continue
			}
			if got := holds(v); got != want {
				t.Errorf("%s: %s is %v", v.name, flag, got)
			}
			n := asked[flag]
			n[map[bool]int{true: 0, false: 1}[want]]++
			asked[flag] = n
		}
	}
	for flag := range layers {
		if asked[flag][0] == 0 {
			t.Error("no vector has the flag ", flag)
		}
		t.Log(flag, asked[flag])
	}
}

// cborJSON is the vector's own CBOR, of the certificate or of all the claims.
func cborJSON(t *testing.T, v vectorDCC) any {
	item, err := hex.DecodeString(v.CBOR)
	if err != nil {
		t.Fatal(v.name, err)
	}
	if claims, err := cborValue(item, claimKeys); err == nil && claims.Get(claimHCert).Exists() {
		return plain(t, claims.At(claimHCert, claimDCC).AppendJSON(nil))
	}
	value, err := cborValue(item, &cose.Keys{Texts: true})
	if err != nil {
		return nil
	}
	return plain(t, value.AppendJSON(nil))
}

func sameJSON(t *testing.T, c *Credential, want any) bool {
	return reflect.DeepEqual(plain(t, c.DCC.Certificate.AppendJSON(nil)), want)
}

func plain(t *testing.T, text []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
