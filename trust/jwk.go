package trust

import (
	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/revocation"
)

// maxCounter bounds the text of a revocation list's counter, in characters.
const maxCounter = 32

// unreadableCounter stands for a crlVersion that is there but makes no sense.
// The key does announce a list, so it must not pass for one that does not.
const unreadableCounter = "unreadable"

// key reads one JWK by the rules of "Determining keys associated with an
// issuer". Issuers keep encryption and RSA keys in the same set, so a key that
// breaks a rule is left out and the others stay.
func (l *loader) key(issuer string, jwk strictjson.Value) (keyContents, bool) {
	kid := jwk.Get("kid").Text()
	k, code, detail := keyRules(jwk, kid)
	if code != "" {
		l.note(Note{Issuer: issuer, KeyID: kid, Code: code, Detail: detail, Dropped: true})
		return keyContents{}, false
	}
	if k.crlVersion == unreadableCounter {
		l.note(Note{Issuer: issuer, KeyID: kid, Code: "crl_version", Detail: trustListCounterUnread})
	}
	if x5c := jwk.Get("x5c"); x5c.Exists() {
		l.certificate(issuer, &k, x5c)
	}
	return k, true
}

// keyRules reads the key proper. code is "" if it meets the rules, else it and
// detail tell the first rule broken.
func keyRules(jwk strictjson.Value, kid string) (k keyContents, code string, detail finding.Finding) {
	if jwk.Kind() != strictjson.Object {
		return k, "key_malformed", trustKeyNoObject
	}
	if jwk.Get("d").Exists() {
		return k, "private_key", trustPrivateKey
	}
	for _, rule := range [...]struct{ member, want, code string }{
		{"kty", "EC", "key_type"},
		{"use", "sig", "key_use"},
		{"alg", Algorithm, "key_algorithm"},
		{"crv", "P-256", "key_curve"},
	} {
		if jwk.Get(rule.member).Text() != rule.want {
			return k, rule.code, trustKeyMember(rule.member, rule.want)
		}
	}
	c, err := parseCoordinates(jwk.Get("x").Text(), jwk.Get("y").Text())
	if err != nil {
		return k, "key_coordinates", trustCoordinate
	}
	id := c.thumbprint()
	if id != kid {
		return k, "key_id", trustKeyID
	}
	if _, ok := c.public(); !ok {
		return k, "key_point", trustPoint
	}
	return keyContents{id: id, coordinates: c, crlVersion: announced(jwk.Get("crlVersion"))}, "", ""
}

// announced reads crlVersion. The specification prints the counter in quotes,
// so real ones are numbers or strings.
func announced(v strictjson.Value) string {
	if !v.Exists() || v.Kind() == strictjson.Null {
		return ""
	}
	if text := counter(v); text != "" {
		return text
	}
	return unreadableCounter
}

// counter reads the counter of a revocation list, "" if it cannot be read.
func counter(v strictjson.Value) string {
	if v.Kind() != strictjson.Number && v.Kind() != strictjson.String {
		return ""
	}
	text := v.Literal()
	if len(text) > maxCounter || !revocation.IsBase64URL(text) {
		return ""
	}
	return text
}
