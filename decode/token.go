package decode

import (
	"encoding/base64"
	"slices"
	"strings"

	"vaxcheck/decode/find"
	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

// beginsJWS are the beginnings of a JSON object in base64url: with its first name, or
// with white space before that.
var beginsJWS = []string{"eyJ", "eyAi", "eyAg", "ewog", "ewoi", "ewkJ", "ewki", "ew0K"}

// looksLikeJWS tells whether a text is meant as a JWS: its first part decodes to something
// that begins like a JSON object with a name in it.
func looksLikeJWS(text string) bool {
	if !slices.ContainsFunc(beginsJWS, func(begin string) bool { return strings.HasPrefix(text, begin) }) {
		return false
	}
	head, _, found := strings.Cut(text, ".")
	return found && len(head) >= 4 && find.IsAll(find.JWS, head)
}

// isCardJWS tells a text that is meant as the JWS of a card: of no other token.
func isCardJWS(text string) bool {
	return looksLikeJWS(text) && !isSelective(text) && !isEncrypted(text) && !isOtherToken(text)
}

// isSelective tells an SD-JWT: a JWT with disclosures behind it.
func isSelective(text string) bool {
	token, _, found := strings.Cut(text, "~")
	return found && looksLikeJWS(token) && find.IsAll(find.JWS, strings.ReplaceAll(text, "~", ""))
}

// isEncrypted tells a JWE: five parts, and a header that names an encryption.
func isEncrypted(text string) bool {
	if strings.Count(text, ".") != 4 || !looksLikeJWS(text) {
		return false
	}
	return tokenPart(text[:strings.IndexByte(text, '.')]).Get("enc").Exists()
}

// isOtherToken tells a well-formed JWT that does not say it is a SMART Health Card: its
// content is JSON that nobody compressed. What says it is one and is not compressed breaks
// the rules for cards, and is judged as a card.
func isOtherToken(text string) bool {
	_, payload, ok := otherToken(text)
	return ok && payload.Kind() == strictjson.Object
}

// isCredentialToken tells a JWT with a verifiable credential.
func isCredentialToken(text string) bool {
	header, payload, ok := otherToken(text)
	return ok && (payload.Get("vc").Exists() || payload.Get("vp").Exists() || payload.Get("vct").Exists() ||
		payload.Get("@context").Exists() || strings.Contains(header.Get("typ").Text(), "vc"))
}

func otherToken(text string) (header, payload strictjson.Value, ok bool) {
	if !looksLikeJWS(text) || len(text) > MaxJWS {
		return header, payload, false
	}
	head, content, _, ok := threeParts(text)
	if !ok || !strings.HasPrefix(content, "ey") && !strings.HasPrefix(content, "ew") {
		return header, payload, false
	}
	header, payload = tokenPart(head), tokenPart(content)
	ok = header.Kind() == strictjson.Object && !header.Get("zip").Exists() && payload.Kind() == strictjson.Object &&
		!saysHealthCard(payload)
	return header, payload, ok
}

// saysHealthCard tells what says that it is a SMART Health Card.
func saysHealthCard(payload strictjson.Value) bool {
	vc := inOne(payload.Get("vc"))
	if inOne(vc.Get("credentialSubject")).Get("fhirBundle").Exists() {
		return true
	}
	isOurs := func(t strictjson.Value) bool { return strings.Contains(strings.ToLower(t.Text()), "smarthealth.cards") }
	for t := range vc.Get("type").Items() {
		if isOurs(t) {
			return true
		}
	}
	return isOurs(vc.Get("type"))
}

// inOne takes an object out of a list of one, in which cards are read too.
func inOne(v strictjson.Value) strictjson.Value {
	if v.Kind() == strictjson.Array && v.Len() == 1 {
		return v.Index(0)
	}
	return v
}

// tokenPart reads one part of a JWT, the absent value if it is no JSON.
func tokenPart(part string) strictjson.Value {
	text, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return strictjson.Value{}
	}
	value, err := strictjson.ParseSmall(text, strictjson.DefaultDepth, MaxValues)
	if err != nil {
		return strictjson.Value{}
	}
	return value
}

// is2DDoc tells a French 2D-Doc: its version, the authority, and capital letters.
func is2DDoc(text string) bool {
	const header = 22 // of the shortest version
	if len(text) < header || !strings.HasPrefix(text, "DC0") || text[3] < '1' || text[3] > '4' {
		return false
	}
	return strings.Trim(text[:header], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// DIVOC returns the kind of a DIVOC certificate, and what it is called, for those that stand
// in files.
func DIVOC() (kind string, called finding.Finding) { return kindDIVOC, otherDIVOC }

// isDIVOC tells a DIVOC certificate: a ZIP archive with one file, as it stands in a QR code
// or, in files, in base64.
func isDIVOC(text string) bool {
	const file, member, encoded = "PK\x03\x04", "certificate.json", "B64:UEsDB"
	return strings.HasPrefix(text, file) && strings.Contains(text, member) || strings.HasPrefix(text, encoded)
}
