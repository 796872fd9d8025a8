package verify_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// nationalVector is one file of eu-digital-green-certificates/dgc-testdata.
type nationalVector struct {
	Prefix, COSE    string
	ExpectedResults map[string]any
	Context         struct {
		Certificate     string
		ValidationClock string
	} `json:"TESTCTX"`
	name string
	set  *trust.Set
}

// nationalVectors returns the vectors that stand beside the project.
func nationalVectors(t *testing.T) []nationalVector {
	t.Helper()
	const folder = "../../shared/corpus/dcc"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the official test vectors of EU DCC are not beside the project: ", folder)
	}
	files, err := filepath.Glob(folder + "/*/2DCode/[rR]aw/*.json")
	if err != nil || len(files) < 100 {
		t.Fatal(len(files), " vectors in ", folder, err)
	}
	vectors := make([]nationalVector, len(files))
	for i, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		v := &vectors[i]
		if err := json.Unmarshal(data, v); err != nil {
			t.Fatal(file, err)
		}
		v.name = strings.TrimPrefix(file, folder+"/")
		der, err := base64.StdEncoding.DecodeString(v.Context.Certificate)
		if err != nil {
			t.Fatal(file, err)
		}
		v.set, err = trust.LoadCertificates(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), "vector")
		if err != nil {
			t.Fatal(file, err)
		}
	}
	return vectors
}

// clock is when the vector wants to be judged.
func (v nationalVector) clock(t *testing.T) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, v.Context.ValidationClock); err == nil {
			return at
		}
	}
	t.Fatalf("%s: clock %q", v.name, v.Context.ValidationClock)
	return time.Time{}
}

func (v nationalVector) judge(text string, at time.Time) verify.Report {
	return verify.Check(decode.Parse(decode.Code{Text: text}), v.set, rules.Builtin()[0],
		verify.Instant{Time: at, Stated: true})
}

// TestNationalVectors asks of each layer what the vectors' flags say of it.
func TestNationalVectors(t *testing.T) {
	layers := map[string]func(nationalVector) bool{
		"EXPECTEDVERIFY": func(v nationalVector) bool {
			text := v.Prefix
			if cose, err := hex.DecodeString(v.COSE); err == nil && len(cose) > 0 {
				text = "HC1:" + mint.Base45(mint.Zlib(cose))
			}
			return v.judge(text, time.Now()).Outcome(verify.CheckSignature) == verify.Pass
		},
		"EXPECTEDKEYUSAGE": func(v nationalVector) bool {
			return !slices.Contains(v.judge(v.Prefix, time.Now()).Reasons(), verify.ReasonSignerNotAllowed)
		},
		"EXPECTEDEXPIRATIONCHECK": func(v nationalVector) bool {
			r := v.judge(v.Prefix, v.clock(t))
			return r.Outcome(verify.CheckNotBefore) == verify.Pass &&
				r.Outcome(verify.CheckExpiry) == verify.Pass && r.Outcome(verify.CheckKeyPeriod) == verify.Pass
		},
	}
	type count struct{ yes, no int }
	asked := map[string]count{}
	for _, v := range nationalVectors(t) {
		for flag, holds := range layers {
			want, told := v.ExpectedResults[flag].(bool)
			if !told {
				continue
			}
			n := asked[flag]
			got := holds(v)
			switch {
			case got != want:
				t.Errorf("%s: %s is %v", v.name, flag, got)
			case want:
				n.yes++
			default:
				n.no++
			}
			asked[flag] = n
		}
	}
	for _, flag := range slices.Sorted(maps.Keys(layers)) {
		if asked[flag].yes == 0 {
			t.Error("no vector has the flag ", flag)
		}
		t.Logf("%-24s agreed: %d true, %d false", flag, asked[flag].yes, asked[flag].no)
	}
}
