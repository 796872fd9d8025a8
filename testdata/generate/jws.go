package main

import (
	"strings"

	"vaxcheck/internal/mint"
)

// headers are cards whose protected header is unusual or hostile. All are
// signed with the issuer's own key after the change, unless they say otherwise.
func headers() []vector {
	const malformed, algorithm = "invalid/header_malformed", "invalid/algorithm_not_allowed"
	bad := func(name, comment, expect string, body []byte) vector {
		return vector{name: "header-" + name, spec: specJWS, comment: comment, expect: expect,
			fails: "header", body: body}
	}
	good := func(name, comment string, body []byte) vector {
		return vector{name: "header-" + name, spec: specHeader, comment: comment, expect: "valid", body: body}
	}
	const es256, zip = `"alg":"ES256"`, `"zip":"DEF",`
	kid := `"kid":"` + us().KID + `"`
	hmac := sample().EditHeader(es256, `"alg":"HS256"`).Sign(us(), mint.SignOptions{HMAC: true})
	es384 := sample().EditHeader(es256, `"alg":"ES384"`).Sign(us(), mint.SignOptions{ES384: true})
	none, _ := cut(sample().EditHeader(es256, `"alg":"none"`).JWS(us()))
	both := func(v vector) vector { v.fails = "header signature"; return v }
	return []vector{
		bad("alg-none", "No algorithm, but a good signature all the same.", algorithm, headed(es256, `"alg":"none"`)),
		both(bad("alg-none-unsigned", "No algorithm and no signature.", algorithm, lines(none))),
		bad("alg-none-upper-case", "Another spelling of none.", algorithm, headed(es256, `"alg":"nOnE"`)),
		both(bad("alg-hs256", "Signed with the public key as a secret that everyone knows.", algorithm, qr(hmac))),
		both(bad("alg-es384", "A good signature of another curve.", algorithm, qr(es384))),
		bad("alg-es384-in-name", "The header says ES384, the signature is ES256.", algorithm,
			headed(es256, `"alg":"ES384"`)),
		bad("alg-lower-case", "Names of algorithms are compared with case.", algorithm, headed(es256, `"alg":"es256"`)),
		bad("alg-missing", "No alg.", algorithm, headed(es256+`,`, ``)),
		bad("alg-number", "alg is a number.", algorithm, headed(es256, `"alg":256`)),
		bad("alg-list", "alg is a list with the right name in it.", algorithm, headed(es256, `"alg":["ES256"]`)),
		good("zip-missing", "Compressed, without saying so.", headed(zip, ``)),
		good("zip-lower-case", "DEF in lower case.", headed(zip, `"zip":"def",`)),
		good("zip-gzip", "A compression of another name.", headed(zip, `"zip":"GZ",`)),
		good("uncompressed", "Neither compressed nor said to be.",
			lines(sample().EditHeader(zip, ``).Sign(us(), mint.SignOptions{Uncompressed: true}))),
		bad("kid-missing", "No kid: nothing says which key it is.", malformed, headed(`,`+kid, ``)),
		bad("kid-empty", "An empty kid.", malformed, headed(kid, `"kid":""`)),
		bad("kid-number", "kid is a number.", malformed, headed(kid, `"kid":1`)),
		bad("kid-null", "kid is null.", malformed, headed(kid, `"kid":null`)),
		bad("crit", "An extension that must be understood.", malformed, headed(zip, zip+`"crit":["exp"],"exp":1,`)),
		bad("b64", "A payload said not to be in base64.", malformed, headed(zip, zip+`"b64":false,`)),
		bad("duplicate-alg", "Two alg, of which readers choose differently.", malformed,
			headed(es256, `"alg":"none",`+es256)),
		bad("duplicate-kid", "Two kid.", malformed, headed(kid, kid+`,"kid":"x"`)),
		bad("duplicate-escaped", "Two alg, one of them spelled with an escape.", malformed,
			headed(es256, es256+`,"\u0061lg":"none"`)),
		bad("array", "A list instead of an object.", malformed,
			made(mint.SignOptions{HeaderBytes: []byte(`["ES256"]`)})),
		bad("not-json", "Text that only begins like an object.", malformed,
			made(mint.SignOptions{HeaderBytes: []byte(`{alg:ES256}`)})),
		bad("utf8", "A byte that is no UTF-8.", malformed, headed(zip, zip+"\"typ\":\"\xff\",")),
		bad("deep", "Nested beyond every use.", malformed,
			headed(zip, zip+`"x":`+strings.Repeat("[", 65)+strings.Repeat("]", 65)+`,`)),
		good("type", "Members without meaning here are ignored.", headed(zip, zip+`"typ":"JWT","cty":"x",`)),
		good("case", "A member whose name differs in case is another member.",
			headed(zip, zip+`"ALG":"none","Kid":"x",`)),
		good("white-space", "White space between the members.", headed(`,`, " ,\n\t")),
		good("own-jwk", "A key inside the header is ignored; here it is a forger's.",
			headed(zip, zip+embeddedKey()+`,`)),
		{name: "header-rewritten", spec: specES256, expect: "invalid/signature_invalid", fails: "signature",
			body:    lines(rehead(hanako().JWS(japan()), strings.ReplaceAll(hanako().Header, " ", ""))),
			comment: "The header written anew without its spaces: the signature covers the bytes."},
		{name: "header-extended", spec: specES256, expect: "invalid/signature_invalid", fails: "signature",
			body:    lines(rehead(sample().JWS(us()), sample().EditHeader(zip, zip+`"x":1,`).Header)),
			comment: "A member added after signing."},
	}
}

// embeddedKey is a header member with the forger's own key set.
func embeddedKey() string {
	set := string(mint.JWKS(forger(usURL)))
	_, key, _ := strings.Cut(set, "[")
	return `"jku":"https://evil.example/jwks.json","jwk":` + strings.TrimSpace(key[:strings.LastIndex(key, "]")])
}

// signatures are good cards with another signature than their own.
func signatures() []vector {
	jws := sample().JWS(us())
	order := []byte("\xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xbc\xe6\xfa\xad\xa7\x17\x9e\x84\xf3\xb9\xca\xc2\xfc\x63\x25\x51")
	forms := func(name, comment string, body []byte) vector {
		return vector{name: "signature-" + name, spec: specES256, comment: comment,
			expect: "invalid/signature_malformed", fails: "signature", body: body}
	}
	wrong := func(name, comment string, body []byte) vector {
		return vector{name: "signature-" + name, spec: specES256, comment: comment,
			expect: "invalid/signature_invalid", fails: "signature", body: body}
	}
	change := func(f func(s []byte) []byte) []byte { return lines(resign(jws, f)) }
	_, alien := cut(hanako().JWS(japan()))
	head, _ := cut(jws)
	stolen := strings.Split(jws, ".")
	stolen[1] = strings.Split(sample().EditPayload("1970-01-20", "1971-01-20").JWS(us()), ".")[1]
	return []vector{
		wrong("altered", "One character of the signature is another.", lines(alter(jws))),
		wrong("of-another-card", "The signature of another issuer's card.", lines(head+alien)),
		wrong("of-another-payload", "A birth date changed after signing.", lines(strings.Join(stolen, "."))),
		wrong("zero-r", "r is 0.", made(mint.SignOptions{ZeroR: true})),
		wrong("zero-s", "s is 0.", made(mint.SignOptions{ZeroS: true})),
		wrong("zero", "Both are 0, which careless code took for good.",
			made(mint.SignOptions{ZeroR: true, ZeroS: true})),
		wrong("r-is-order", "r is the order of the curve, 0 to careless code.",
			change(func(s []byte) []byte { copy(s, order); return s })),
		wrong("s-is-order", "s is the order of the curve.", change(func(s []byte) []byte {
			copy(s[32:], order)
			return s
		})),
		wrong("all-ones", "r and s are as large as can be.",
			change(func([]byte) []byte { return []byte(strings.Repeat("\xff", 64)) })),
		wrong("swapped", "s before r.", change(func(s []byte) []byte { return append(s[32:64:64], s[:32]...) })),
		forms("der", "The same signature in ASN.1, which some readers convert.", made(mint.SignOptions{DER: true})),
		forms("short", "A byte is missing at the end.", made(mint.SignOptions{Truncate: 1})),
		forms("long", "A zero byte too many.", made(mint.SignOptions{Truncate: -1})),
		forms("half", "Only r.", made(mint.SignOptions{Truncate: 32})),
		forms("huge", "Many times the length.", made(mint.SignOptions{Truncate: -1000})),
	}
}

// payloads are cards whose payload is of another form than it should be.
func payloads() []vector {
	bad := func(name, comment, spec string, body []byte) vector {
		return vector{name: "payload-" + name, spec: spec, comment: comment,
			expect: "invalid/payload_malformed", fails: "payload", body: body}
	}
	good := func(name, comment, spec string, body []byte) vector {
		return vector{name: "payload-" + name, spec: spec, comment: comment, expect: "valid", body: body}
	}
	unread := func(name, comment, spec string, body []byte) vector {
		return vector{name: "payload-" + name, spec: spec, comment: comment, expect: unclear,
			fails: "payload", details: unclearStructure, body: body}
	}
	text := sample().Payload
	whole := func(payload string) []byte { return by(us(), mint.Card{Header: sample().Header, Payload: payload}) }
	stream := mint.Deflate(text)
	stranger := forger("https://unlisted.example/issuer")
	return []vector{
		good("zlib", "A zlib stream.", specSmall, made(mint.SignOptions{Zlib: true})),
		good("uncompressed", "JSON where the header promises DEFLATE.", specSmall,
			made(mint.SignOptions{Uncompressed: true})),
		bad("cut-short", "The DEFLATE stream ends early.", specSmall,
			made(mint.SignOptions{PayloadBytes: stream[:len(stream)-5]})),
		good("trailing-byte", "A byte after the DEFLATE stream.", specSmall,
			made(mint.SignOptions{TrailingBytes: []byte{0}})),
		good("two-streams", "A second DEFLATE stream after the first, which nobody reads.", specSmall,
			made(mint.SignOptions{TrailingBytes: stream})),
		good("gzip-trailer", "The trailer of gzip after the DEFLATE stream.", specSmall,
			made(mint.SignOptions{TrailingBytes: []byte{1, 2, 3, 4, 5, 6, 7, 8}})),
		good("gzip", "A gzip stream.", specSmall, made(mint.SignOptions{Gzip: true})),
		{name: "payload-gzip-trailer-altered", spec: specSmall, expect: "invalid/signature_invalid",
			fails: "signature", comment: "Nothing is forgiven where the signature does not hold.",
			body: qr(alter(sample().Sign(us(), mint.SignOptions{TrailingBytes: []byte{1, 2, 3, 4, 5, 6, 7, 8}})))},
		{name: "payload-gzip-unlisted", spec: specSmall, expect: "review/issuer_unknown", fails: "issuer",
			comment: "An issuer who is not listed is that, whatever else is odd.",
			body:    qr(mint.US(stranger, mint.Sample()).Sign(stranger, mint.SignOptions{Gzip: true}))},
		{name: "payload-gzip-bomb", spec: specContract,
			expect: "invalid/payload_too_large", fails: "payload", comment: "The limit holds in every framing.",
			body: made(mint.SignOptions{PayloadBytes: mint.Gzip(text + strings.Repeat(" ", 1<<20))})},
		bad("empty", "An empty text, compressed.", specJSON, whole("")),
		bad("text-after", "Text after the object.", specJSON, whole(text+"x")),
		bad("two-objects", "Two objects.", specJSON, whole(text+text)),
		bad("string", "A text that holds the JSON.", specJSON, whole(`"`+strings.ReplaceAll(text, `"`, `\"`)+`"`)),
		bad("array", "A list with the object in it.", specJSON, whole("["+text+"]")),
		bad("comment", "JSON has no comments.", specJSON, whole("/* card */"+text)),
		bad("trailing-comma", "JSON has no trailing commas.", specJSON, whole(text[:len(text)-1]+",}")),
		bad("nan", "JSON has no NaN.", specJSON, with(`"nbf":1620000000`, `"nbf":NaN`)),
		bad("utf8", "A byte that is no UTF-8.", specJSON, with(`Sample`, "Sam\xffple")),
		bad("overlong", "A slash in two bytes.", specJSON, with(`Sample`, "Sam\xc0\xafple")),
		bad("lone-surrogate", "Half of a pair of surrogates.", specJSON, with(`Sample`, `Sam\ud800ple`)),
		bad("control", "A line break inside a text.", specJSON, with(`Sample`, "Sam\nple")),
		bad("two-marks", "Two byte order marks.", specJSON, whole("\ufeff\ufeff"+text)),
		bad("duplicate-iss", "Two iss, of which readers choose differently.", specJSON,
			with(`"iss":`, `"iss":"https://evil.example","iss":`)),
		bad("duplicate-escaped", "Two nbf, one of them spelled with an escape.", specJSON,
			with(`"nbf":`, `"\u006ebf":1,"nbf":`)),
		bad("duplicate-inside", "Two family names: two readers see two people.", specJSON,
			with(`"family":"Person"`, `"family":"Person","family":"Other"`)),
		bad("iss-missing", "No iss.", specClaims, with(`"iss":"`+usURL+`",`, ``)),
		bad("iss-number", "iss is a number.", specClaims, with(`"iss":"`+usURL+`"`, `"iss":1`)),
		bad("iss-other-case", "ISS is not iss.", specClaims, with(`"iss":`, `"ISS":`)),
		unread("vc-missing", "No vc.", specClaims, with(`"vc":`, `"VC":`)),
		unread("vc-array", "vc is a list.", specClaims, whole(text[:strings.Index(text, `"vc":`)]+`"vc":[]}`)),
		good("type-other", "Another type of the framework and not that of all cards.", specClaims,
			with(`#health-card`, `#other-card`)),
		unread("type-missing", "Nothing says that it is a health card.", specClaims,
			with(`"type":[`, `"type":[],"types":[`)),
		good("type-text", "vc.type is a text.", specClaims,
			with(`"type":["https://smarthealth.cards#health-card"`,
				`"type":"https://smarthealth.cards#health-card","x":["y"`)),
		good("type-mixed", "A number among the types.", specClaims, with(`#health-card"`, `#health-card",1`)),
		unread("subject-missing", "No credentialSubject.", specClaims, with(`"credentialSubject"`, `"subject"`)),
		unread("bundle-missing", "No fhirBundle.", specClaims, with(`"fhirBundle"`, `"bundle"`)),
		unread("bundle-text", "fhirBundle is a text.", specClaims, with(`"fhirBundle":`, `"fhirBundle":"x","x":`)),
		good("mark", "A byte order mark before the object.", specJSON, whole("\ufeff"+text)),
		good("white-space", "White space around and inside.", specJSON,
			whole(" \r\n\t"+strings.ReplaceAll(text, ":{", " :\n{")+"\n")),
		good("member-case", "A member whose name differs in case is another member.", specJSON,
			with(`"iss":`, `"ISS":"https://evil.example","iss":`)),
		good("escaped-name", "A name spelled with escapes is the same name.", specJSON, with(`"nbf":`, `"\u006ebf":`)),
		good("unknown-claims", "Claims without meaning here.", specClaims,
			with(`"iss":`, `"jti":"x","sub":null,"iat":1,"iss":`)),
		good("surrogate-pair", "A character beyond the first plane, escaped.", specJSON,
			with(`Sample`, `\ud842\udfb7`)),
	}
}
