package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"strings"

	"vaxcheck/internal/mint"
)

// pictures are pictures of codes, and of none.
func pictures() []vector {
	good, other := mint.Numeric(sample().JWS(us())), mint.Numeric(hanako().JWS(japan()))
	two := mint.Chunks(sample().JWS(us()), 2)
	whole := picture(good)
	v := func(name, expect, comment string, body []byte) vector {
		return vector{name: "picture-" + name, spec: specQR, comment: comment, expect: expect, body: body}
	}
	altered := v("altered", "invalid/signature_invalid",
		"The picture of an altered card.", picture(mint.Numeric(alter(hanako().JWS(japan())))))
	altered.fails = "signature"
	return []vector{
		v("one", "valid", "The picture of one code.", whole),
		altered,
		v("two", "valid valid", "Two cards side by side.", picture(good, other)),
		v("chunks", "valid", "One card in two codes side by side.", picture(two[1], two[0])),
		unread("picture-chunk", specChunk, "unreadable/chunks_missing", "One of two codes.", picture(two[0])),
		unread("picture-link", specQR, notCard, "A code that holds a web address.",
			picture("https://www.example.org/")),
		unread("picture-json", specQR, notCard, "A code that holds JSON.", picture(`{"hello":"world"}`)),
		unread("picture-blank", specQR, noCode, "An empty sheet.", sheet()),
		unread("picture-huge", specContract, "unreadable/image_too_large",
			"A file of a few bytes that claims sixty thousand pixels a side.", claim(60000, 60000)),
		unread("picture-wide", specContract, "unreadable/image_too_large",
			"One row of pixels beyond every screen.", claim(2000000000, 1)),
		unread("picture-no-pixels", specContract, fileDamaged, "A picture without pixels.", claim(0, 0)),
		unread("picture-cut-short", specContract, fileDamaged, "A picture that ends early.", whole[:len(whole)/2]),
	}
}

// token is a compact JWS with a signature of zeros.
func token(header, payload string) string {
	e := base64.RawURLEncoding
	return e.EncodeToString([]byte(header)) + "." + e.EncodeToString([]byte(payload)) + "." +
		e.EncodeToString(make([]byte, 64))
}

// sheet is a picture without code.
func sheet() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewPaletted(image.Rect(0, 0, 100, 100), color.Palette{color.White})); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// claim is the beginning of a PNG file that claims to be of this size.
func claim(width, height uint32) []byte {
	header := []byte("IHDR")
	header = binary.BigEndian.AppendUint32(header, width)
	header = binary.BigEndian.AppendUint32(header, height)
	header = append(header, 8, 0, 0, 0, 0) // eight bits of grey
	b := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	b = append(b, header...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(header))
}

// otherCodes are texts of codes that are no SMART Health Card.
func otherCodes() []vector {
	v := func(name, kind, expect, comment, text string) vector {
		w := unread("other-"+name, specContract, expect, comment, lines(text))
		w.details = kind
		return w
	}
	const link = "shlink:/eyJ1cmwiOiJodHRwczovL2xpbmtzLmV4YW1wbGUvYWJjIiwia2V5IjoiQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQSJ9"
	const network = "unreadable/needs_network"
	european := mint.Base45([]byte("nothing that is read"))
	return []vector{
		v("health-link", "shlink", network, "A SMART Health Link: the cards are elsewhere.", link),
		v("health-link-viewer", "shlink", network, "The same behind a viewer's address.",
			"https://viewer.example/#"+link),
		v("eu-dcc", "eu_dcc", unsupported, "An EU certificate of a version that does not exist yet.", "HC2:"+european),
		v("ch-light", "ch_light", unsupported, "A certificate light, as Switzerland uses at home.", "LT1:"+european),
		v("nl-domestic", "nl_domestic", unsupported, "A code that the Netherlands use at home.", "NL2:"+european),
		v("nzcp", "nzcp", unsupported, "A pass of New Zealand of a later version.",
			"NZCP:/2/2KCEVIQEIVVWK6JNGEASNICZAEP2KALYDZSGSZB2O5SWEOTOPJRXALTDN53GSZBRHEXGQZLBNR2GQLTOPIC"),
		v("verifiable-link", "vhlink", network, "A verifiable health link.",
			"vhlink:/"+strings.TrimPrefix(link, "shlink:/")),
		v("2d-doc", "2d_doc", unsupported, "A French 2D-Doc.",
			"DC04FR00FLD11F2A1F2AL101FRL0EXAMPLE\x1dL1HANAKO\x1dL3COVID-19\x1fPMDXNW5MOSU2XOFA2AIZY45OQLX3WG4VV4AJ6BTJ4K2SZ"),
		v("vc-jwt", "vc_jwt", unsupported, "A verifiable credential as JWT.",
			token(`{"alg":"EdDSA","typ":"JWT"}`, `{"vc":{"type":["VerifiableCredential"]}}`)),
		v("jwt", "jwt", unsupported, "A token that is no credential.", token(`{"alg":"HS256","typ":"JWT"}`,
			`{"sub":"example"}`)),
		v("sd-jwt", "sd_jwt", unsupported, "A credential with selective disclosure.",
			token(`{"alg":"ES256","typ":"vc+sd-jwt"}`, `{"vct":"example"}`)+"~WyJhIl0~"),
		v("mdoc", "mdoc", unsupported, "How a mobile document is asked for.", "mdoc:owBjMS4wAYIB2BhYS6QBAiABIVgg"),
		v("wallet-request", "wallet_request", unsupported, "A request to a wallet app.",
			"openid4vp://authorize?client_id=https%3A%2F%2Fverifier.example"),
		v("paper-credential", "paper_credential", unsupported, "A paper credential.",
			"CRED:3:1:GBCFAIADG3IDVWZ7PNGQSRDV:PCF:1634259"),
		v("json-ld", "json_ld", unsupported, "A verifiable credential in JSON-LD.",
			`{"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],"proof":{}}`),
		v("divoc-json", "divoc", unsupported, "The content of a DIVOC certificate.",
			`{"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential","ProofOfVaccinationCredential"],"proof":{}}`),
		v("url", "url", notCard, "A web address.", "https://www.example.org/menu?shc=1"),
		v("wifi", "wifi", notCard, "Access to a wireless network.", "WIFI:T:WPA;S:Example;P:secret;;"),
		v("contact", "contact", notCard, "A contact.", "MECARD:N:Mihon,Hanako;TEL:000;;"),
		v("event", "event", notCard, "A calendar entry.", "BEGIN:VEVENT"),
		v("message", "message", notCard, "A telephone number.", "tel:+81300000000"),
		v("secret", "secret", notCard, "The secret of a second factor.",
			"otpauth://totp/Example:hanako?secret=JBSWY3DPEHPK3PXP"),
		v("passport", "mrz", notCard, "The machine-readable line of a passport.",
			"P<JPNMIHON<<HANAKO<<<<<<<<<<<<<<<<<<<<<<<<<<"),
		v("number", "number", notCard, "A number.", "4901234567894"),
		v("words", "", notCard, "Some words.", "hello, world"),
		v("token", "", notCard, "A token that is no JWS: its first part is no object.", "W10.W10.W10"),
	}
}
