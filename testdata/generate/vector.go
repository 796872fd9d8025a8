package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// vector is one input with the answer it must get; README.md in the folder
// above says what the words of its file mean.
type vector struct {
	name, comment  string
	spec           string
	expect         string // verdict, or verdict/reason; one for each result, separated by spaces
	stream         string // as expect, where standard input leads to something else
	fails          string
	details        string
	at, now        string // at is judgedAt if both are empty
	policy, trust  string
	history, local string // what lies over the trust set
	body           []byte
}

// themes are the folders that several themes share, or whose name says more; every other
// theme has a folder of its own name. A theme is the first part of a vector's name.
var themes = map[string][]string{
	"shc": {"bundle", "chunks", "digits", "dose", "exp", "fhir", "header", "japan", "jws", "nbf", "payload", "person",
		"signature", "us", "vc"},
	"trust":   {"clock", "hash", "issuer", "key", "list", "local", "oddlist", "rid", "specimen", "trust", "withdrawn"},
	"policy":  {"exemption", "policy", "test"},
	"text":    {"forgiven", "link", "text"},
	"file":    {"answer", "file", "pass"},
	"hostile": {"bomb", "escape"},
	"vds-nc":  {"vds"},
}

// path is where a vector lies.
func (v vector) path() string {
	folder, _, _ := strings.Cut(v.name, "-")
	for name, list := range themes {
		if slices.Contains(list, folder) {
			folder = name
			break
		}
	}
	return filepath.Join("vectors", folder, v.name+".txt")
}

// judgedAt is when a vector is judged unless it says otherwise: a few days
// after the trust set was made.
const judgedAt = "2026-09-01T09:00:00+09:00"

// text returns the vector's file.
func (v vector) text() []byte {
	if v.at == "" && v.now == "" {
		v.at = judgedAt
	}
	verdict, reason, _ := strings.Cut(v.expect, "/")
	several := ""
	if strings.Contains(v.expect, " ") {
		several, verdict, reason = v.expect, "", ""
	}
	form, body := "", string(v.body)
	if !printable(v.body) {
		form, body = "base64", fold(base64.StdEncoding.EncodeToString(v.body))
	}
	var b bytes.Buffer
	for _, line := range [][2]string{
		{"expect", verdict}, {"reason", reason}, {"results", several}, {"stream", v.stream},
		{"fails", v.fails}, {"details", v.details},
		{"at", v.at}, {"now", v.now}, {"policy", v.policy}, {"trust", v.trust}, {"history", v.history},
		{"local", v.local}, {"body", form},
		{"spec", v.spec}, {"comment", v.comment},
	} {
		if line[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", line[0], line[1])
		}
	}
	b.WriteString("\n" + body)
	return b.Bytes()
}

// printable tells whether a body survives editors and version control as text.
func printable(body []byte) bool {
	for _, r := range string(body) {
		if r != '\n' && !unicode.IsGraphic(r) {
			return false
		}
	}
	return utf8.Valid(body)
}

// fold breaks a text into lines of 76 characters.
func fold(text string) string {
	const width = 76
	var b strings.Builder
	for ; len(text) > width; text = text[width:] {
		b.WriteString(text[:width] + "\n")
	}
	return b.String() + text + "\n"
}

// Sections of the specifications that vectors cite.
const (
	specQR         = `SMART Health Cards "Encoding QRs"`
	specChunk      = `SMART Health Cards "Chunking Larger SMART Health Cards"`
	specJWS        = `SMART Health Cards "Health Cards are encoded as Compact Serialization JSON Web Signatures"`
	specSmall      = `SMART Health Cards "Health Cards are Small"`
	specClaims     = `SMART Health Cards "Protocol Details: Modeling Verifiable Credentials"`
	specKeys       = `SMART Health Cards "Determining keys associated with an issuer"`
	specCert       = `SMART Health Cards "Certificates"`
	specExpiry     = `SMART Health Cards "Expiration"`
	specRevoke     = `SMART Health Cards "Revocation"`
	specLegacy     = `SMART Health Cards RFC 002 "Legacy revocation"`
	specExempt     = `SMART Health Cards RFC 003 "Vaccine exemptions"`
	specFile       = `SMART Health Cards "via File Download"`
	specAnswer     = `SMART Health Cards "$health-cards-issue Operation"`
	specLink       = `SMART Health Cards "via Deep Link"`
	specNotBefore  = `RFC 7519 section 4.1.5`
	specNumber     = `RFC 7519 section 2 "NumericDate"`
	specES256      = `RFC 7518 section 3.4`
	specJSON       = `RFC 8259`
	specHeader     = `RFC 7515 section 4`
	specBase64     = `RFC 7515 section 2, RFC 4648 section 5`
	specDose       = `FHIR R4 Immunization`
	specTest       = `FHIR R4 Observation`
	specBundle     = `FHIR R4 Bundle`
	specContract   = `vaxcheck contract "Verdicts"`
	specDisclosure = `vaxcheck contract "Text"`
)
