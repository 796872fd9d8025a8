package trust

import (
	"errors"
	"testing"
	"time"

	"vaxcheck/internal/mint"
)

// TestLoadFile: the shape of a file tells what is in it.
func TestLoadFile(t *testing.T) {
	clinic := mint.NewIssuer("https://clinic.example", "Clinic", "load file")
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "load file")
	list := mint.DSCList(time.Unix(0, 0), authority.DSC("load file", mint.DSCOptions{}))
	for name, test := range map[string]struct {
		data   []byte
		issuer string
		part   PartName
		err    error
	}{
		"directory":                   {mint.Snapshot(time.Unix(9, 0), clinic), "", PartIssuers, nil},
		"directory, an issuer named":  {mint.Snapshot(time.Unix(9, 0), clinic), clinic.URL, PartIssuers, nil},
		"key set":                     {mint.JWKS(clinic), clinic.URL, PartIssuers, nil},
		"key set of nobody":           {mint.JWKS(clinic), "", "", ErrLayout},
		"certificates":                {authority.PEM(), "", PartAuthorities, nil},
		"certificates after a mark":   {append([]byte("\ufeff \n"), authority.PEM()...), "", PartAuthorities, nil},
		"list of signers":             {list, "", PartSigners, nil},
		"list of signers, PEM inside": {[]byte(`{"a":"-----BEGIN CERTIFICATE-----"}`), "", "", ErrLayout},
		"PEM of something else": {[]byte("-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----\n"), "",
			"", ErrLayout},
		"document without a key":      {[]byte(`{"id":"did:web:x","verificationMethod":[]}`), "", "", ErrNoKeys},
		"something else":              {[]byte(`{"a":1}`), "", "", ErrLayout},
		"something else, of somebody": {[]byte(`{"a":1}`), clinic.URL, "", ErrLayout},
		"too large":                   {make([]byte, maxSnapshot+1), "", "", ErrTooLarge},
	} {
		set, err := LoadFile(test.data, test.issuer, "own")
		if !errors.Is(err, test.err) || test.err == nil &&
			(err != nil || len(set.Parts()) != 1 || set.Parts()[0].Name != test.part) {
			t.Errorf("%s: %+v, %v", name, set, err)
		}
	}
}
