package main

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"strings"

	"vaxcheck/internal/mint"
)

// hanako is the Japan-like card that many vectors vary.
func hanako() mint.Card { return mint.Japan(japan(), mint.Hanako()) }

// sample is the American card that most vectors vary.
func sample() mint.Card { return mint.US(us(), mint.Sample()) }

// jp is a Japan-like card as the text of one code.
func jp(p mint.Person) []byte { return by(japan(), mint.Japan(japan(), p)) }

// american is an American card as the text of one code.
func american(p mint.Person) []byte { return by(us(), mint.US(us(), p)) }

// by is a card, signed, as the text of one code.
func by(i mint.Issuer, c mint.Card) []byte { return qr(c.JWS(i)) }

// with is the American sample with one edit of its payload, signed after it.
func with(from, to string) []byte { return by(us(), sample().EditPayload(from, to)) }

// headed is the American sample with one edit of its header, signed after it.
func headed(from, to string) []byte { return by(us(), sample().EditHeader(from, to)) }

// made is the American sample, signed as opts say.
func made(opts mint.SignOptions) []byte { return qr(sample().Sign(us(), opts)) }

// qr is a compact JWS as the text of one code.
func qr(jws string) []byte { return lines(mint.Numeric(jws)) }

// lines is a text file.
func lines(list ...string) []byte { return []byte(strings.Join(list, "\n") + "\n") }

// resign replaces the bytes of a JWS's signature.
func resign(jws string, change func(signature []byte) []byte) string {
	head, tail := cut(jws)
	signature, err := base64.RawURLEncoding.DecodeString(tail)
	if err != nil {
		panic(err)
	}
	return head + base64.RawURLEncoding.EncodeToString(change(signature))
}

// cut splits a JWS before its signature.
func cut(jws string) (head, signature string) {
	i := strings.LastIndexByte(jws, '.') + 1
	return jws[:i], jws[i:]
}

// rehead replaces the header of a JWS that is already signed.
func rehead(jws, header string) string {
	_, rest, _ := strings.Cut(jws, ".")
	return base64.RawURLEncoding.EncodeToString([]byte(header)) + "." + rest
}

// alter changes one character in the middle of a JWS's signature.
func alter(jws string) string {
	head, signature := cut(jws)
	middle := len(signature) / 2
	other := byte('A')
	if signature[middle] == other {
		other = 'B'
	}
	return head + signature[:middle] + string(other) + signature[middle+1:]
}

// picture is a PNG with the symbol of each text.
func picture(texts ...string) []byte {
	const scale = 3
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&b, mint.Picture(texts, scale)); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// pictureFiles are the pictures that the documentation's first commands read.
func pictureFiles() []file {
	card := hanako().JWS(japan())
	training := mint.Japan(mint.Specimen(), mint.Hanako()).JWS(mint.Specimen())
	return []file{
		{"specimen.png", picture(mint.Numeric(card))},
		{"altered.png", picture(mint.Numeric(alter(card)))},
		{"training.png", picture(mint.Numeric(training))},
	}
}
