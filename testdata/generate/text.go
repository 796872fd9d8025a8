package main

import (
	"strings"

	"vaxcheck/internal/mint"
)

const damaged = "unreadable/code_damaged"

// digits are texts of codes with something wrong before the JWS is reached.
func digits() []vector {
	text := mint.Numeric(sample().JWS(us()))
	bad := func(name, comment, text string) vector {
		return vector{name: "digits-" + name, spec: specQR, comment: comment, expect: damaged,
			fails: "decode", body: lines(text)}
	}
	good := func(name, comment, text string) vector {
		return vector{name: "digits-" + name, spec: specQR, comment: comment, expect: "valid", body: []byte(text)}
	}
	return []vector{
		bad("last-missing", "The last digit is lost, so their number is odd.", text[:len(text)-1]),
		bad("first-missing", "The first digit is lost, as a leading zero would be.", "shc:/"+text[len("shc:/")+1:]),
		bad("none", "A prefix and nothing behind it.", "shc:/"),
		bad("letter", "A letter among the digits.", text[:50]+"O"+text[51:]),
		good("space-inside", "A space among the digits: it can mean nothing else.", text[:50]+" "+text[50:]),
		bad("fullwidth", "Digits of another script among the digits.", text[:50]+"\uff11\uff12"+text[52:]),
		bad("pair-02", "02 stands for a slash, which no JWS holds.", text[:25]+"02"+text[27:]),
		bad("pair-13", "13 stands for a colon, which no JWS holds.", text[:25]+"13"+text[27:]),
		bad("pair-46", "46 stands for an opening bracket, which no JWS holds.", text[:25]+"46"+text[27:]),
		bad("pair-51", "51 stands for a grave accent, which no JWS holds.", text[:25]+"51"+text[27:]),
		bad("pair-78", "78 stands for a brace, which no JWS holds.", text[:25]+"78"+text[27:]),
		bad("pair-99", "99 is the last pair there is, and stands for no letter.", text[:25]+"99"+text[27:]),
		good("no-slash", "shc: without its slash: it can mean nothing else.", "shc:"+text[len("shc:/"):]),
		good("two-slashes", "shc:// for shc:/: it can mean nothing else.", "shc://"+text[len("shc:/"):]),
		good("no-prefix", "The digits without prefix, as Apple puts them into links.", text[len("shc:/"):]),
		bad("cut-short", "The second half of the code is lost.", text[:605]),
		good("upper-case", "A scheme may be in any case.", "SHC:/"+text[len("shc:/"):]+"\n"),
		good("white-space", "White space around the code.", " \t"+text+"  \n\n"),
		good("byte-order-mark", "A byte order mark before the code.", "\ufeff"+text+"\n"),
		good("crlf", "A text file from Windows.", text+"\r\n"),
		good("no-newline", "A text file whose last line has no end.", text),
	}
}

// compact are compact JWS with something wrong in their form.
func compact() []vector {
	jws := sample().JWS(us())
	part := strings.Split(jws, ".")
	join := func(parts ...string) []byte { return lines(strings.Join(parts, ".")) }
	bad := func(name, comment string, body []byte) vector {
		return vector{name: "jws-" + name, spec: specBase64, comment: comment, expect: damaged,
			fails: "decode", body: body}
	}
	// A length of 4k+1 characters stands for no number of bytes.
	impossible := part[1][:len(part[1])/4*4-3]
	middle := len(part[1]) / 2
	return []vector{
		bad("padding", "Padding after the signature.", join(part[0], part[1], part[2]+"=")),
		bad("plus", "A character of the other base64 alphabet.", join(part[0], "+"+part[1][1:], part[2])),
		{name: "jws-space", spec: specBase64,
			expect: "valid", body: join(part[0], part[1][:middle]+" "+part[1][middle:], part[2]),
			comment: "A space inside the payload: it can mean nothing else."},
		bad("two-parts", "The signature is missing with its dot.", join(part[0], part[1])),
		bad("four-parts", "A part too many.", join(part[0], part[1], part[2], part[2])),
		bad("payload-empty", "Nothing between the dots.", join(part[0], "", part[2])),
		bad("payload-length", "A payload of a length that base64 does not have.", join(part[0], impossible, part[2])),
		bad("payload-unused-bits", "Bits that stand for nothing are not zero.",
			join(part[0], unusedBits(part[1]), part[2])),
		{name: "jws-line-break", spec: specBase64, expect: "valid", stream: damaged + " unreadable/not_a_certificate",
			body:    join(part[0], part[1][:middle]+"\n"+part[1][middle:], part[2]),
			comment: "A line break inside: a file is put together, standard input is answered line by line."},
		{name: "jws-numeric-dots", spec: specBase64, expect: damaged, fails: "decode", body: qr(".."),
			comment: "Three empty parts in the digits of a code."},
		{name: "signature-empty", spec: specES256, expect: "invalid/signature_malformed", fails: "signature",
			body: join(part[0], part[1], ""), comment: "A card without a signature is forged, not damaged."},
		{name: "signature-unused-bits", spec: specBase64, expect: "invalid/signature_malformed", fails: "signature",
			body:    join(part[0], part[1], unusedBits(part[2])),
			comment: "The same signature for a careless reader of base64."},
	}
}

// unusedBits sets the last bit of base64url text of which the last character
// does not use it.
func unusedBits(text string) string {
	if len(text)%4 == 0 {
		panic("generate: the last character uses all of its bits")
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	last := strings.IndexByte(alphabet, text[len(text)-1])
	return text[:len(text)-1] + alphabet[last|1:last|1+1]
}

// chunks are cards spread over several codes.
// streamed is a vector that standard input leads to other answers with.
func streamed(stream string, v vector) vector {
	v.stream = stream
	return v
}

func chunks() []vector {
	jws, other := sample().JWS(us()), hanako().JWS(japan())
	two, three, alien := mint.Chunks(jws, 2), mint.Chunks(jws, 3), mint.Chunks(other, 2)
	resigned := mint.Chunks(alter(jws), 2)
	digits := strings.TrimPrefix(mint.Numeric(jws), "shc:/")
	v := func(name, comment, expect string, codes ...string) vector {
		fails := "decode"
		if expect == "valid" || strings.Contains(expect, " ") {
			fails = ""
		}
		return vector{name: "chunks-" + name, spec: specChunk, comment: comment, expect: expect, fails: fails,
			body: lines(codes...)}
	}
	const missing, conflict = "unreadable/chunks_missing", "unreadable/chunks_conflict"
	return []vector{
		v("two", "Two codes in order.", "valid", two...),
		v("reversed", "Three codes, the last first.", "valid", three[2], three[1], three[0]),
		v("repeated", "A code scanned twice.", "valid", two[0], two[0], two[1]),
		v("seventeen", "Many more codes than it takes.", "valid", mint.Chunks(jws, 17)...),
		v("thirty-two", "As many codes as are read.", "valid", mint.Chunks(jws, 32)...),
		v("one-of-one", "A set of one code.", "valid", "shc:/1/1/"+digits),
		v("two-cards", "Two cards, one after the other.", "valid valid", two[0], two[1], alien[0], alien[1]),
		v("two-totals", "Two cards with sets of different size, mixed.", "valid valid", alien[0], three[1],
			three[0], alien[1], three[2]),
		v("among-others", "Chunks with another code between them.", "valid valid", two[1], mint.Numeric(other), two[0]),
		v("missing", "One of three codes is missing.", missing, three[0], three[2]),
		v("single", "One of two codes.", missing, two[1]),
		streamed(missing+" "+conflict+" "+missing,
			v("conflict", "Two different codes for one place.", conflict, two[0], alien[0], two[1])),
		streamed(missing+" "+conflict+" "+missing+" "+missing,
			v("interleaved", "The codes of two cards mixed: nothing tells which belong together.",
				conflict+" "+missing, two[0], alien[0], two[1], alien[1])),
		streamed(missing+" valid", v("walked-off",
			"Half a card, and the whole one of the next visitor.", conflict, two[0], alien[0], alien[1])),
		streamed(conflict+" valid", v("walked-off-second",
			"The other half, and the whole one of the next visitor, who scans the first half first.",
			"invalid/signature_invalid "+missing, resigned[1], two[0], two[1])),
		{name: "chunks-spliced", spec: specChunk,
			expect: "invalid/signature_invalid", fails: "signature", stream: conflict + " " + missing,
			body: lines(two[0], resigned[1]), comment: "Codes of two cards put together: the signature tells."},
		v("thirty-three", "More codes than are read.", damaged, "shc:/1/33/"+digits[:20]),
		v("huge-total", "A total that must not be allocated.", damaged, "shc:/1/999999999/"+digits[:20]),
		v("overflow", "A total beyond every integer.", damaged, "shc:/1/99999999999999999999999/"+digits[:20]),
		v("zero", "No code has the number 0.", damaged, "shc:/0/2/"+digits[:20]),
		v("zero-total", "No set has the total 0.", damaged, "shc:/1/0/"+digits[:20]),
		v("above-total", "A number above the total.", damaged, "shc:/3/2/"+digits[:20]),
		v("leading-zero", "Numbers have no leading zeros.", damaged, "shc:/01/2/"+digits[:20]),
		v("sign", "Numbers have no sign.", damaged, "shc:/+1/2/"+digits[:20]),
		v("no-total", "A number without a total.", damaged, "shc:/1/"+digits[:20]),
		v("odd-digits", "A code with an odd number of digits.", damaged, "shc:/1/2/"+digits[:21]),
		v("empty", "A code without digits.", damaged, "shc:/1/2/"),
		v("third-number", "A header of three numbers.", damaged, "shc:/1/2/3/"+digits[:20]),
	}
}
