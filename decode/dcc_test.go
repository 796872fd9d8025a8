package decode

import (
	"bytes"
	"crypto/elliptic"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash/adler32"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"

	"vaxcheck/internal/mint"
)

var (
	testAuthority = mint.NewAuthority("UT", "UTO", "CSCA", "decode tests")
	testDSC       = testAuthority.DSC("decode tests", mint.DSCOptions{})
)

// sealed is Hanako's vaccination, made as the options say.
func sealed(o mint.DCCOptions) string { return mint.VaccinatedDCC("UT").Sign(testDSC, o) }

// testHeader is a header as issuers make it.
func testHeader() map[any]any {
	return map[any]any{mint.LabelAlg: testDSC.Alg(), mint.LabelKID: testDSC.KID()}
}

func TestParseDCC(t *testing.T) {
	text := sealed(mint.DCCOptions{})
	c := Parse(Code{Text: " \r\n" + text + "\n"})
	expect(t, c, "", "")
	if c.Format != FormatDCC || c.Text != text || c.Algorithm != ES256 || c.KeyID != testDSC.KeyID() || c.Issuer != "UT" || len(c.Signature) != 64 {
		t.Errorf("%+v", c)
	}
	if c.IssuedAt.Unix() != mint.DCCIssued || c.ExpiresAt.Unix() != mint.DCCExpires || c.Unclear != nil || c.SHC != nil {
		t.Errorf("issued %v, expires %v, %+v", c.IssuedAt, c.ExpiresAt, c.DCC)
	}
	if signed := mint.CBOR([]any{"Signature1", mint.CBOR(testHeader()), []byte{}, mint.VaccinatedDCC("UT").CWT(mint.DCCOptions{})}); c.Signed != string(signed) {
		t.Errorf("signed %x", c.Signed)
	}
	kid := hex.EncodeToString(testDSC.KID())
	if got, want := string(c.Header.AppendJSON(nil)), `{"tags":[18],"protected":{"1":-7,"4":"h'`+kid+`'"},"unprotected":{}}`; got != want {
		t.Errorf("header %s", got)
	}
	if dose := c.DCC.Certificate.Get("v").Index(0); dose.Get("mp").Text() != "EU/1/20/1507" || dose.Get("is").Text() != "Ministère de la Santé" || dose.Get("dn").Literal() != "2" {
		t.Errorf("certificate %s", c.DCC.Certificate.AppendJSON(nil))
	}
	if len(c.Notes) != 1 || !hasNote(c, "outer_white_space") {
		t.Errorf("notes %+v", c.Notes)
	}
}

// TestDCCAccepts has what the standard, or a country, writes otherwise than most.
func TestDCCAccepts(t *testing.T) {
	alg, kid := map[any]any{mint.LabelAlg: -7}, map[any]any{mint.LabelKID: testDSC.KID()}
	wrong := map[any]any{mint.LabelKID: []byte("foo")}
	rsa := testAuthority.DSC("decode tests", mint.DSCOptions{RSA: 2048})
	larger := testAuthority.DSC("decode tests", mint.DSCOptions{Curve: elliptic.P384()})
	cwt := mint.VaccinatedDCC("UT").CWT(mint.DCCOptions{})
	for name, tt := range map[string]struct{ text, note string }{
		"untagged":            {sealed(mint.DCCOptions{Tags: []uint64{}}), "cose_untagged"},
		"tag of a CWT":        {sealed(mint.DCCOptions{Tags: []uint64{61, 18}}), "cwt_tag"},
		"kid unprotected":     {sealed(mint.DCCOptions{Protected: alg, Unprotected: kid}), "kid_unprotected"},
		"both unprotected":    {sealed(mint.DCCOptions{ProtectedBytes: []byte{}, Unprotected: testHeader()}), "alg_unprotected"},
		"kid in both":         {sealed(mint.DCCOptions{Unprotected: kid}), ""},
		"another unprotected": {sealed(mint.DCCOptions{Unprotected: wrong}), "kid_differs"},
		"content type":        {sealed(mint.DCCOptions{Protected: map[any]any{1: -7, 3: 61, 4: testDSC.KID()}}), ""},
		"bytes behind":        {sealed(mint.DCCOptions{TrailingBytes: []byte{0, 1}}), "zlib_trailing"},
		"RSA":                 {mint.VaccinatedDCC("UT").Sign(rsa, mint.DCCOptions{}), ""},
		"P-384":               {mint.VaccinatedDCC("UT").Sign(larger, mint.DCCOptions{}), ""},
		"no length":           {sealed(mint.DCCOptions{PayloadBytes: withoutLength(t, cwt)}), ""},
		"long forms":          {sealed(mint.DCCOptions{PayloadBytes: bytes.Replace(cwt, []byte{0x39, 0x01, 0x03}, []byte{0x3a, 0, 0, 0x01, 0x03}, 1)}), ""},
		"more in the claim":   {sealed(mint.DCCOptions{Claims: map[any]any{mint.ClaimHCert: map[any]any{1: map[string]any{}, 2: map[string]any{}}}}), "hcert_member"},
		"a claim more":        {sealed(mint.DCCOptions{Claims: map[any]any{"x": 1, 8: map[any]any{1: map[any]any{1: 2}}}}), ""},
		"vaccination twice":   {mint.VaccinatedDCC("UT").Edit(`"dob"`, `"meta":{"a":[null,true,1.5,-0.0]},"dob"`).Sign(testDSC, mint.DCCOptions{}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := parse(tt.text)
			expect(t, c, "", "")
			if c.DCC == nil || c.Unclear != nil || c.Issuer != "UT" || !c.DCC.Certificate.Exists() || len(c.KeyID) != 12 {
				t.Errorf("%+v", c)
			}
			if tt.note != "" && !hasNote(c, tt.note) || tt.note == "" && len(c.Notes) > 0 {
				t.Errorf("notes %+v", c.Notes)
			}
		})
	}
}

// withoutLength writes the outermost map of an item without its length.
func withoutLength(t *testing.T, item []byte) []byte {
	t.Helper()
	const aMap, indefinite, ends = 5, 31, 0xff // RFC 8949, sections 3.1 and 3.2
	if item[0]>>5 != aMap || item[0]&31 > 23 {
		t.Fatalf("begins with %#x", item[0])
	}
	return append(append([]byte{aMap<<5 | indefinite}, item[1:]...), ends)
}

// TestDCCKeyID: what the signature covers goes before what it does not.
func TestDCCKeyID(t *testing.T) {
	foo := map[any]any{mint.LabelKID: []byte("foo")}
	for name, tt := range map[string]struct {
		o    mint.DCCOptions
		want string
	}{
		"protected right": {mint.DCCOptions{Unprotected: foo}, testDSC.KeyID()},
		"protected wrong": {mint.DCCOptions{Protected: map[any]any{1: -7, 4: []byte("foo")}, Unprotected: testHeader()}, "Zm9v"},
		"only a wrong":    {mint.DCCOptions{ProtectedBytes: []byte{}, Unprotected: map[any]any{1: -7, 4: []byte("foo")}}, "Zm9v"},
		"long":            {mint.DCCOptions{Protected: map[any]any{1: -7, 4: make([]byte, 30)}}, base64.StdEncoding.EncodeToString(make([]byte, 30))},
	} {
		if c := parse(sealed(tt.o)); c.KeyID != tt.want || len(c.Problems) > 0 {
			t.Errorf("%s: %q, %+v", name, c.KeyID, c.Problems)
		}
	}
}

// TestDCCTimes: integers and floats in seconds; nothing else, which matters only
// of a certificate that is proven.
func TestDCCTimes(t *testing.T) {
	at := func(seconds, nanoseconds int64) time.Time { return time.Unix(seconds, nanoseconds).UTC() }
	for name, tt := range map[string]struct {
		value any
		want  time.Time
		bad   bool
	}{
		"integer":          {1627776000, at(1627776000, 0), false},
		"whole float":      {1627776000.0, at(1627776000, 0), false},
		"with a fraction":  {1627776000.5, at(1627776000, 5e8), false},
		"just before":      {1627775999.9999998, at(1627775999, 999999800), false},
		"single precision": {cbor.RawMessage{0xfa, 0x4e, 0xc2, 0x0b, 0x1a}, at(1627753728, 0), false},
		"half precision":   {cbor.RawMessage{0xf9, 0x7b, 0xff}, at(65504, 0), false},
		"the beginning":    {0, at(0, 0), false},
		"not there":        {nil, time.Time{}, true},
		"null":             {cbor.RawMessage{0xf6}, time.Time{}, true},
		"text":             {"1627776000", at(1627776000, 0), false},
		"date":             {cbor.Tag{Number: 0, Content: "2021-08-01T00:00:00Z"}, at(1627776000, 0), false},
		"bytes":            {[]byte{1}, time.Time{}, true},
		"true":             {true, time.Time{}, true},
		"list":             {[]int{1627776000}, time.Time{}, true},
		"negative":         {-1, time.Time{}, true},
		"below zero":       {-0.5, time.Time{}, true},
		"milliseconds":     {1627776000000, at(1627776000, 0), false},
		"number in words":  {"soon", time.Time{}, true},
		"never":            {253402300799, lastInstant, false},
		"huge":             {uint64(1<<64 - 1), time.Time{}, true},
		"huge float":       {1e300, time.Time{}, true},
	} {
		t.Run(name, func(t *testing.T) {
			for _, claim := range []int{mint.ClaimIssued, mint.ClaimExpires} {
				c := parse(sealed(mint.DCCOptions{Claims: map[any]any{claim: tt.value}}))
				expect(t, c, "", "")
				got := map[int]time.Time{mint.ClaimIssued: c.IssuedAt, mint.ClaimExpires: c.ExpiresAt}[claim]
				if bad := len(c.UnclearTimes) > 0; bad != tt.bad || !got.Equal(tt.want) || c.Unclear != nil {
					t.Errorf("claim %d: %v, %v", claim, got, c.UnclearTimes)
				}
			}
		})
	}
}

// TestDCCShowsCBOR: what has no form of its own in JSON.
func TestDCCShowsCBOR(t *testing.T) {
	for want, item := range map[string][]byte{
		`{"v":null}`:                                 {0xa1, 0x61, 'v', 0xf6},
		`{"v":[]}`:                                   {0xbf, 0x61, 'v', 0x9f, 0xff, 0xff},
		`{"v":"2021-05-20T12:00:00+0200"}`:           append([]byte{0xa1, 0x61, 'v', 0xc0, 0x78, 24}, "2021-05-20T12:00:00+0200"...),
		`{"v":"h'00ff'"}`:                            {0xa1, 0x61, 'v', 0x42, 0x00, 0xff},
		`{"v":"h'00ff01'"}`:                          {0xa1, 0x61, 'v', 0x5f, 0x42, 0x00, 0xff, 0x41, 0x01, 0xff},
		`{"v":"ab"}`:                                 {0xa1, 0x61, 'v', 0x7f, 0x61, 'a', 0x60, 0x61, 'b', 0xff},
		`{"v":"\u0000\"\\"}`:                         {0xa1, 0x61, 'v', 0x63, 0, '"', '\\'},
		`{"v":18446744073709551615}`:                 {0xa1, 0x61, 'v', 0x1b, 255, 255, 255, 255, 255, 255, 255, 255},
		`{"v":-18446744073709551615}`:                {0xa1, 0x61, 'v', 0x3b, 255, 255, 255, 255, 255, 255, 255, 254},
		`{"v":[2,-2,0,0.5,100000]}`:                  {0xa1, 0x61, 'v', 0x85, 0xf9, 0x40, 0x00, 0xf9, 0xc0, 0x00, 0xf9, 0x80, 0x00, 0xf9, 0x38, 0x00, 0xfa, 0x47, 0xc3, 0x50, 0x00},
		`{"v":[1e+300,1e-07,5.960464477539063e-08]}`: {0xa1, 0x61, 'v', 0x83, 0xfb, 0x7e, 0x37, 0xe4, 0x3c, 0x88, 0x00, 0x75, 0x9c, 0xfb, 0x3e, 0x7a, 0xd7, 0xf2, 0x9a, 0xbc, 0xaf, 0x48, 0xf9, 0x00, 0x01},
		`{"v":[true,false,null]}`:                    {0xa1, 0x61, 'v', 0x83, 0xf5, 0xf4, 0xf7},
		`{"b":1,"a":{"1":2}}`:                        {0xa2, 0x61, 'b', 1, 0x61, 'a', 0xa1, 0x61, '1', 2},
	} {
		c := parse(sealed(mint.DCCOptions{PayloadBytes: hcert(item...)}))
		if c.DCC == nil {
			t.Errorf("%s: %+v", want, c.Problems)
			continue
		}
		if got := string(c.DCC.Certificate.AppendJSON(nil)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestOtherPrefixes: what is named, and what is no certificate at all.
func TestOtherPrefixes(t *testing.T) {
	rest := sealed(mint.DCCOptions{})[4:]
	for prefix, want := range map[string]Problem{
		"HC2:": {Reason: ReasonUnsupported, Kind: "eu_dcc"}, "HCA:": {Reason: ReasonUnsupported, Kind: "eu_dcc"}, "LT1:": {Reason: ReasonUnsupported, Kind: "ch_light"},
		"NL2:": {Reason: ReasonUnsupported, Kind: "nl_domestic"}, "HL0:": {Reason: ReasonNotCertificate}, "HC10:": {Reason: ReasonNotCertificate},
		"HC1": {Reason: ReasonNotCertificate}, " HC1 :": {Reason: ReasonNotCertificate}, "": {Reason: ReasonNotCertificate},
	} {
		c := parse(prefix + rest)
		if len(c.Problems) != 1 || c.Problems[0].Reason != want.Reason || c.Problems[0].Kind != want.Kind || c.Format != "" {
			t.Errorf("%q: %+v", prefix, c.Problems)
		}
	}
}

// FuzzDCC holds that whatever comes through has all its parts, and that the text
// it is known by reads as the same.
func FuzzDCC(f *testing.F) {
	f.Add(sealed(mint.DCCOptions{}))
	f.Add(sealed(mint.DCCOptions{Tags: []uint64{61, 18}, ProtectedBytes: []byte{}, Unprotected: testHeader()}))
	f.Add(mint.TestedDCC("UT").Sign(testDSC, mint.DCCOptions{}))
	f.Add("HC1:6BF")
	f.Fuzz(func(t *testing.T, text string) { checkDCC(t, Parse(Code{Text: text})) })
}

// FuzzCOSE does the same for what is inside of Base45 and zlib, where nothing
// would come by chance.
func FuzzCOSE(f *testing.F) {
	for _, o := range []mint.DCCOptions{{}, {Tags: []uint64{61, 18}}, {Claims: map[any]any{4: 1.5, 8: cbor.Tag{Number: 0, Content: "x"}}}, {PayloadBytes: hcert(0xbf, 0x7f, 0xff, 0x9f, 0xff, 0xff)}} {
		compressed, err := decodeBase45(sealed(o)[4:])
		if err != nil {
			f.Fatal(err)
		}
		data, _, release, err := inflateZlib(compressed, MaxCOSE)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(bytes.Clone(data))
		release()
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) <= MaxDCC/2 {
			checkDCC(t, Parse(Code{Text: "HC1:" + mint.Base45(storedZlib(data))}))
		}
	})
}

// storedZlib wraps up to 64 kB without compressing them, which takes a hundred times
// as long as to read them.
func storedZlib(data []byte) []byte {
	out := binary.LittleEndian.AppendUint16([]byte("\x78\x01\x01"), uint16(len(data)))
	out = binary.LittleEndian.AppendUint16(out, ^uint16(len(data)))
	return binary.BigEndian.AppendUint32(append(out, data...), adler32.Checksum(data))
}

func checkDCC(t *testing.T, c *Credential) {
	if c.Format != FormatDCC || len(c.Problems) > 0 {
		return
	}
	if c.DCC == nil || c.KeyID == "" || c.Signed == "" || len(c.Signature) < 64 || !c.Header.Exists() {
		t.Error("no problem, and yet a part is missing")
	}
	if c.Unclear == nil && !(c.DCC.Certificate.Exists() && c.Payload.Exists()) {
		t.Error("clear, and yet without content")
	}
	if again := parse(c.Text); again.Text != c.Text || again.Signed != c.Signed || again.KeyID != c.KeyID {
		t.Error("its text reads as something else")
	}
}

// BenchmarkParseDCC has a code whose zlib stream is stored, and one for which
// Huffman codes have to be built, as for most codes of those who really issue.
func BenchmarkParseDCC(b *testing.B) {
	long := mint.VaccinatedDCC("UT").Edit("Ministère de la Santé", strings.Repeat("Ministère de la Santé, ", 6))
	for name, text := range map[string]string{"stored": sealed(mint.DCCOptions{}), "compressed": long.Sign(testDSC, mint.DCCOptions{})} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if c := parse(text); len(c.Problems) > 0 {
					b.Fatal(c.Problems)
				}
			}
		})
	}
}
