package cose

import (
	"github.com/fxamacker/cbor/v2"
)

// Why an item of CBOR is refused. Like those of strictjson these errors carry no
// part of the item.
var (
	errCBOR = cborMalformed
	errTag  = cborTag
	errKey  = cborKey
	// ErrTwin is matched where one reader might take a key for another than other readers do.
	ErrTwin  = cborTwin
	errText  = cborText
	errValue = cborValue
)

// IsUnclear tells an error about an item that is well-formed and within the limits,
// and holds something that is not read, though nothing that other readers take for
// something else.
func IsUnclear(err error) bool {
	return err == errTag || err == errKey || err == errText || err == errValue
}

// Limits of an item. Each is named here and nowhere else.
const (
	// MaxDepth bounds the nesting. The claims of an EU DCC nest five levels.
	MaxDepth = 16
	// MaxItems bounds the items of one array, and the members of one map. Those
	// known have up to 10.
	MaxItems = 256
)

// limits are the options of every decoder here.
var limits = cbor.DecOptions{
	DupMapKey:        cbor.DupMapKeyEnforcedAPF,
	MaxNestedLevels:  MaxDepth,
	MaxArrayElements: MaxItems,
	MaxMapPairs:      MaxItems,
}

// anyItem reads any item within the limits, plainItem none with tags.
var (
	anyItem   = decMode(limits)
	plainItem = func() cbor.DecMode {
		options := limits
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

// Keys tell which keys the maps of an item may have: integers and texts, or texts alone. nil
// is both, wherever a map stands.
type Keys struct {
	Texts bool             // texts alone, here and in all that is inside
	Under map[string]*Keys // what holds inside of a member, by its key
}

func (k *Keys) onlyTexts() bool { return k != nil && k.Texts }

// under is what holds inside of a member.
func (k *Keys) under(key string) *Keys {
	if k == nil || k.Texts {
		return k
	}
	return k.Under[key]
}

// AppendJSON appends one item of CBOR as JSON, in the order in which it was
// written: keys that are integers become their decimal digits, byte strings
// texts such as "h'0a0b'", dates and times with tag 0 the text inside. Whatever
// has no such form is refused. A key that stands twice in a map does so in the JSON, for
// whoever reads that to refuse.
//
// The library tells that the item is well-formed and within the limits, and reads what holds
// no other item. It would also decode the rest, but neither in order nor with the text of a
// date.
func AppendJSON(out, item []byte, keys *Keys) ([]byte, error) {
	if err := anyItem.Wellformed(item); err != nil {
		return nil, errCBOR
	}
	w := writer{reader{item}, out}
	err := w.item(keys)
	return w.out, err
}
