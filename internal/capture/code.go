package capture

import (
	"strings"
	"sync"

	"rsc.io/qr/coding"

	"vaxcheck/internal/mint"
)

const masks = 8 // of a QR code, ISO/IEC 18004

// usualMask is one an encoder could pick for the judged cards: with it no run
// of data looks like a finder. With mask 2 one does in the American card, and
// simple readers fall for it in every picture.
const usualMask = 3

// layout is the way an encoder cuts a text into segments.
type layout int

const (
	headAndDigits layout = iota // `shc:/` as bytes, then digits
	splitHead                   // `shc` as bytes, `:/` alphanumeric, then digits
	oneSegment                  // all as bytes
)

// content is what a code is to hold.
type content struct {
	text    string
	version int
	layout  layout
}

// code is a QR symbol: dark tells its modules row by row.
type code struct {
	text string
	size int
	dark []bool
}

// at tells whether a module is dark. Those around the symbol are light.
func (c *code) at(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.size && y < c.size && c.dark[y*c.size+x]
}

func (c content) encode(mask int) *code {
	plan := must(coding.NewPlan(coding.Version(c.version), coding.L, coding.Mask(mask)))
	symbol := must(plan.Encode(c.segments()...))
	k := &code{text: c.text, size: symbol.Size}
	for y := range k.size {
		for x := range k.size {
			k.dark = append(k.dark, symbol.Black(x, y))
		}
	}
	return k
}

func (c content) segments() []coding.Encoding {
	head := strings.TrimRight(c.text, "0123456789")
	tail := coding.Num(c.text[len(head):])
	switch {
	case c.layout == oneSegment || tail == "":
		return []coding.Encoding{coding.String(c.text)}
	case c.layout == splitHead:
		bytes, alphanumeric, _ := strings.Cut(head, ":")
		return []coding.Encoding{coding.String(bytes), coding.Alpha(":" + alphanumeric), tail}
	}
	return []coding.Encoding{coding.String(head), tail}
}

// room returns how many bits more the version holds; it may be below zero.
func (c content) room() int {
	bits := 8 * coding.Version(c.version).DataBytes(coding.L)
	for _, s := range c.segments() {
		bits -= s.Bits(coding.Version(c.version))
	}
	return bits
}

// fits tells whether the version is the smallest that holds the content.
func (c content) fits() bool {
	smaller := content{c.text, c.version - 1, c.layout}
	return c.room() >= 0 && (c.version == 1 || smaller.room() < 0)
}

// filler is what pads a card to the version wanted: letters that hardly
// compress, in the place of a hospital's name.
const filler = "QvXkTzJwYhGnBrPdLmFsCqVxKtZjWyHgNbRpDlMfSc" +
	"7Xq2Lw9Zt4Kv8Rn3Jp6Hd5Gs1Fm0BcYxTrEwQkVjUzOaIoPyNhMgLfDb" +
	"u6Rz1Wp8Xe3Tq7Yk2Ub9Ov4Ic5Pn0Am6Sd1Fh8Gj3Kl7Zx2Cv9Bw4Ny5"

type style func(mint.Issuer, mint.Person) mint.Card

// card returns a card of the person in a code of this version, the name of the
// hospital being as long as that takes.
func card(version int, l layout, style style, p mint.Person) content {
	issuer := mint.Specimen()
	for n := range filler {
		p.Doses[0].Performer = strings.TrimSpace("Example Hospital " + filler[:n])
		c := content{mint.Numeric(style(issuer, p).JWS(issuer)), version, l}
		if c.fits() {
			return c
		}
	}
	panic("capture: no card of this version")
}

// chunk returns the first part of a card, as much as this version holds.
func chunk(version int, l layout, style style, p mint.Person) content {
	issuer := mint.Specimen()
	digits := strings.TrimPrefix(mint.Numeric(style(issuer, p).JWS(issuer)), "shc:/")
	for n := len(digits) &^ 1; n > 0; n -= 2 {
		c := content{"shc:/1/3/" + digits[:n], version, l}
		if c.fits() {
			return c
		}
	}
	panic("capture: no chunk of this version")
}

// bytesOnly returns a visible digital seal, as long as this version holds: JSON
// like that of ICAO VDS-NC in one byte segment.
func bytesOnly(version int) content {
	const head = `{"data":{"hdr":{"is":"UTO","t":"icao.vacc","v":1},"msg":{"uvci":"U32870","pid":{"n":"SPECIMEN SAMPLE"}}},"sig":{"alg":"ES256","cer":"`
	room := coding.Version(version).DataBytes(coding.L) - 3 - len(head) - len(`"}}`)
	long := strings.Repeat(filler, room/len(filler)+1)
	return content{head + long[:room] + `"}}`, version, oneSegment}
}

// cards are the two of the judged set.
var cards = sync.OnceValue(func() []content {
	return []content{
		card(18, headAndDigits, mint.Japan, mint.Taro()),
		card(19, splitHead, mint.US, mint.Sample()),
	}
})

// allSizes are the six codes of the stress set.
var allSizes = sync.OnceValue(func() []content {
	return []content{
		chunk(10, splitHead, mint.US, mint.Sample()),
		chunk(14, headAndDigits, mint.Japan, mint.HanakoAbroad()),
		cards()[0],
		cards()[1],
		card(22, headAndDigits, mint.Japan, mint.Family()),
		bytesOnly(31),
	}
})

func must[T any](v T, err error) T {
	if err != nil {
		panic("capture: " + err.Error())
	}
	return v
}
