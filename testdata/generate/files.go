package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf16"

	"vaxcheck/internal/mint"
)

const (
	fileDamaged = "unreadable/file_damaged"
	notCard     = "unreadable/not_a_certificate"
	noCode      = "unreadable/no_code_found"
	unsupported = "unreadable/unsupported_format"
)

// unread is a vector of something that holds no certificate.
func unread(name, spec, expect, comment string, body []byte) vector {
	return vector{name: name, spec: spec, comment: comment, expect: expect, fails: "decode", body: body}
}

// containers are files and links that hold cards.
func containers() []vector {
	good, bad := sample().JWS(us()), alter(sample().JWS(us()))
	file := string(mint.File(good))
	v := func(name, spec, expect, comment string, body []byte) vector {
		return vector{name: name, spec: spec, comment: comment, expect: expect, body: body}
	}
	flat := strings.Join(strings.Fields(file), "")
	link := "https://app.example/SMARTHealthCard/#"
	many := `{"verifiableCredential":[` + strings.Repeat(`"",`, 1000) + `""]}`
	return []vector{
		v("file-one", specFile, "valid", "A card file.", []byte(file)),
		v("file-mixed", specFile, "valid invalid/signature_invalid valid",
			"Three cards, one of them altered: each has its own answer.",
			mint.File(good, bad, hanako().JWS(japan()))),
		v("file-one-line", specFile, "valid", "A card file without white space.", []byte(flat)),
		v("file-extra-members", specFile, "valid", "Members beside the cards.",
			[]byte(strings.Replace(flat, "{", `{"x":{"verifiableCredential":[]},`, 1))),
		v("file-mark", specFile, "valid", "A byte order mark before the file.", []byte("\ufeff"+file)),
		v("file-entries", specFile, "valid "+notCard+" "+notCard, "Entries that are no texts.",
			[]byte(strings.Replace(flat, "]", `,7,["x"]]`, 1))),
		unread("file-empty-list", specFile, notCard, "A card file without cards.",
			lines(`{"verifiableCredential":[]}`)),
		v("file-text", specFile, "valid",
			"A text where a list of cards belongs.", lines(`{"verifiableCredential":"`+good+`"}`)),
		unread("file-duplicate", specJSON, fileDamaged,
			"Two lists of cards.", lines(strings.Replace(flat, "{", `{"verifiableCredential":["x"],`, 1))),
		unread("file-not-json", specFile, fileDamaged, "A file that ends early.", []byte(file[:len(file)-20])),
		unread("file-text-after", specFile, fileDamaged, "Text after the file.", lines(flat+"x")),
		unread("file-deep", specFile, fileDamaged,
			"Nested beyond every use.", lines(`{"x":`+strings.Repeat("[", 5000)+strings.Repeat("]", 5000)+`}`)),
		unread("file-crowded", specFile, fileDamaged, "More cards than are read from one file.", lines(many)),
		unread("file-json", specFile, notCard, "Some other JSON.", lines(`{"hello":"world"}`)),
		unread("file-payload", specClaims, notCard, "A payload that nobody signed.", lines(sample().Payload)),
		unread("file-fhir", specAnswer, notCard, "A FHIR resource that nobody signed.",
			lines(`{"resourceType":"Immunization","status":"completed"}`)),
		v("answer-two", specAnswer, "valid valid",
			"A server's answer with two cards and a link.", mint.FHIRResponse(good, hanako().JWS(japan()))),
		unread("answer-empty", specAnswer, notCard, "A server's answer that no card is available.",
			mint.FHIRResponse()),
		unread("answer-no-value", specAnswer, notCard, "A card without its text.",
			lines(`{"resourceType":"Parameters","parameter":[{"name":"verifiableCredential"}]}`)),
		v("link", specLink, "valid", "A link of an app, percent-encoded.", lines(link+url.PathEscape(flat))),
		v("link-plain", specLink, "valid", "The same without encoding.", lines(link+flat)),
		unread("link-broken", specLink, fileDamaged, "An encoding that is none.", lines(link+"%7B%zz")),
		v("text-card-and-words", specQR, "valid "+notCard,
			"A card and something else, a line each.", lines(mint.Numeric(good), "hello")),
	}
}

// passes are Apple Wallet passes.
func passes() []vector {
	text, forged := mint.Numeric(sample().JWS(us())), mint.Numeric(alter(sample().JWS(us())))
	barcode := func(message string) string {
		return fmt.Sprintf(`{"format":"PKBarcodeFormatQR","message":%q,"messageEncoding":"iso-8859-1"}`, message)
	}
	pass := func(members string) string {
		return `{"formatVersion":1,"generic":{"primaryFields":[{"key":"name","value":"Another Name"}]},` + members + `}`
	}
	v := func(name, expect, comment string, body []byte) vector {
		w := vector{name: "pass-" + name, spec: specQR, comment: comment, expect: expect, body: body}
		switch {
		case strings.HasPrefix(expect, "unreadable/"):
			w.fails = "decode"
		case strings.HasPrefix(expect, "invalid/"):
			w.fails = "signature"
		}
		return w
	}
	whole := archive("pass.json", pass(`"barcodes":[`+barcode(text)+`]`))
	return []vector{
		v("barcodes", "valid", "The card is the text of the barcode.", archive("logo.png", "x",
			"pass.json", pass(`"barcodes":[`+barcode(text)+`,`+barcode(text)+`]`))),
		v("barcode", "valid", "The older member, alone.", archive("pass.json", pass(`"barcode":`+barcode(text)))),
		v("two", "valid valid", "Two barcodes.", archive("pass.json", pass(`"barcodes":[`+barcode(text)+`,`+
			barcode(mint.Numeric(hanako().JWS(japan())))+`]`))),
		v("altered", "invalid/signature_invalid", "Whoever signed the pass, the card is altered.",
			archive("pass.json", pass(`"barcode":`+barcode(mint.Numeric(alter(sample().JWS(us()))))),
				"signature", "x")),
		v("no-barcode", notCard, "A pass without barcode.", archive("pass.json", pass(`"x":1`))),
		v("two-files", fileDamaged, "Two files of the same name, of which readers choose differently.",
			archive("pass.json", `{}`, "pass.json", `{}`)),
		v("bomb", fileDamaged, "A small file that becomes a large one.",
			archive("pass.json", pass(`"x":"`+strings.Repeat("A", 2<<20)+`"`))),
		v("not-json", fileDamaged, "A pass that is no JSON.", archive("pass.json", "pass")),
		v("cut-short", fileDamaged, "An archive that ends early.", whole[:len(whole)/2]),
		v("several", "valid invalid/signature_invalid",
			"Two passes in one archive, the second of an altered card.", archive(
				"a.pkpass", string(whole), "folder/b.pkpass",
				string(archive("pass.json", pass(`"barcode":`+barcode(forged)))))),
		v("several-one-broken", "valid "+fileDamaged, "Two passes in one archive, the second damaged.",
			archive("a.pkpass", string(whole), "b.pkpass", "PK")),
		v("several-one-name", fileDamaged, "Two passes of one name, of which readers choose differently.",
			archive("a.pkpass", string(whole), "a.pkpass", string(whole))),
		v("several-nested", unsupported, "Passes in an archive in an archive.",
			archive("a.pkpass", string(archive("b.pkpass", string(whole))))),
		v("divoc", unsupported, "The archive that a DIVOC certificate is.", archive("certificate.json", "{}")),
		v("other-archive", unsupported, "An archive that is no pass.",
			archive("readme.txt", "hello", "../pass.json", "{}")),
	}
}

// archive is a ZIP file with files of the names and texts given in turn.
func archive(pairs ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		if err == nil {
			_, err = f.Write([]byte(pairs[i+1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// encodings are texts in other encodings than plain UTF-8.
func encodings() []vector {
	text := mint.Numeric(sample().JWS(us())) + "\r\n"
	file := string(mint.File(sample().JWS(us())))
	v := func(name, comment string, body []byte) vector {
		return vector{name: "text-" + name, spec: specQR, comment: comment, expect: "valid", body: body}
	}
	return []vector{
		v("utf16-little", "UTF-16, as Windows PowerShell writes it.", wide(binary.LittleEndian, text)),
		v("utf16-big", "UTF-16, the other way around.", wide(binary.BigEndian, text)),
		v("utf16-file", "A card file in UTF-16.", wide(binary.LittleEndian, file)),
		unread("text-utf16-odd", specQR, notCard,
			"UTF-16 with half a character at its end.", append(wide(binary.LittleEndian, text), 'x')),
		streamed("unreadable/code_damaged", unread("text-binary", specQR, notCard,
			"Bytes that are no text.", []byte("shc:/\x00\xff\xfe"))),
		unread("text-empty", specQR, noCode, "An empty file.", nil),
		unread("text-blank", specQR, noCode, "A file of white space.", []byte(" \n\n\t\n")),
	}
}

func wide(order binary.AppendByteOrder, text string) []byte {
	b := order.AppendUint16(nil, 0xfeff)
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return b
}

// otherFiles are files that are not read.
func otherFiles() []vector {
	v := func(name, expect, comment, body string) vector {
		return unread("other-"+name, specContract, expect, comment, []byte(body))
	}
	return []vector{
		v("pdf", unsupported, "A PDF file.", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
		streamed("unreadable/not_a_certificate", v("svg", unsupported, "A drawing in SVG.",
			`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>`)),
		v("heic", unsupported, "A photograph in HEIC.", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
		v("avif", unsupported, "A photograph in AVIF.", "\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"),
	}
}
