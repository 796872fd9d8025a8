package decode

import (
	"errors"

	"github.com/fxamacker/cbor/v2"

	"vaxcheck/internal/strictjson"
)

// Why an item of CBOR is refused. Like those of strictjson these errors carry no
// part of the item.
var (
	errCBOR      = errors.New("not one well-formed item, nested too deeply, or with too many items")
	errCBORTag   = errors.New("a tag that is not read here")
	errCBORKey   = errors.New("a key of a kind that is not read here")
	errCBORTwin  = errors.New("a text for a key that other readers take for the integer in it")
	errCBORText  = errors.New("a text that is not UTF-8")
	errCBORValue = errors.New("a number or simple value without a form in JSON")
)

// isUnclearCBOR tells an error about an item that is well-formed and within the limits,
// and holds something that is not read, though nothing that other readers take for
// something else.
func isUnclearCBOR(err error) bool {
	return err == errCBORTag || err == errCBORKey || err == errCBORText || err == errCBORValue
}

// cborLimits are the options of every decoder here.
var cborLimits = cbor.DecOptions{
	DupMapKey:        cbor.DupMapKeyEnforcedAPF,
	MaxNestedLevels:  MaxCBORDepth,
	MaxArrayElements: MaxCBORItems,
	MaxMapPairs:      MaxCBORItems,
}

// cborAny reads any item within the limits, cborPlain none with tags.
var (
	cborAny   = decMode(cborLimits)
	cborPlain = func() cbor.DecMode {
		options := cborLimits
		options.TagsMd = cbor.TagsForbidden
		return decMode(options)
	}()
)

func decMode(options cbor.DecOptions) cbor.DecMode {
	mode, err := options.DecMode()
	if err != nil {
		panic(err) // options are constants
	}
	return mode
}

// A place is where in a CBOR item a map stands, which decides about its keys.
type place uint8

const (
	anywhere place = iota // integers and texts
	atClaims              // the claims of a CWT
	atHCert               // the claim of health certificates
	atDCC                 // a DCC, and all that it holds: texts alone
)

// under is the place of what stands under a key.
func (p place) under(key string) place {
	switch {
	case p == atDCC, p == atHCert && key == claimDCC:
		return atDCC
	case p == atClaims && key == claimHCert:
		return atHCert
	}
	return anywhere
}

// cborValue reads one item of CBOR as JSON, in the order in which it was
// written: keys that are integers become their decimal digits, byte strings
// texts such as "h'0a0b'", dates and times with tag 0 the text inside. Whatever
// has no such form is refused, and so are two keys of a map that would become
// one.
//
// The library tells that the item is well-formed and within the limits. It would
// also decode it, but neither in order nor with the text of a date.
func cborValue(item []byte, at place) (strictjson.Value, error) {
	text, err := appendCBOR(make([]byte, 0, 2*len(item)), item, at)
	if err != nil {
		return strictjson.Value{}, err
	}
	return strictjson.ParseSmall(text, strictjson.DefaultDepth, MaxValues)
}

// appendCBOR appends the JSON of one item.
func appendCBOR(out, item []byte, at place) ([]byte, error) {
	if err := cborAny.Wellformed(item); err != nil {
		return nil, errCBOR
	}
	w := cborWriter{cborReader{item}, out}
	err := w.item(at)
	return w.out, err
}
