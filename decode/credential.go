// Package decode makes unproven credentials of the texts of codes, without a key, a clock,
// a file or the network.
//
// Data goes one way. Package codes finds the codes in an input, an Assembler joins
// those that are parts of one certificate, and Parse makes a Credential of what
// results. A Credential always comes back: what went wrong on the way stands in its
// Problems, so that one code always leads to one answer.
//
// Nothing in a Credential has been proven. Only package verify may believe it.
package decode

import (
	"crypto/x509"
	"time"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

// Signature algorithms, as headers name them (RFC 7518, sections 3.4 and 3.5; RFC
// 9053 and RFC 8230 number them). SMART Health Cards have the first alone.
const (
	ES256 = "ES256" // P-256 with SHA-256
	ES384 = "ES384" // P-384 with SHA-384
	ES512 = "ES512" // P-521 with SHA-512
	PS256 = "PS256" // RSASSA-PSS with SHA-256
)

// Reason is a stable code that tells why something was refused. It is part of
// the command's contract and never translated.
type Reason string

// Reasons that can be told without a key or a clock.
const (
	ReasonNoCode         Reason = "no_code_found"
	ReasonNotCertificate Reason = "not_a_certificate"
	ReasonCodeDamaged    Reason = "code_damaged"
	ReasonChunksMissing  Reason = "chunks_missing"
	ReasonChunksConflict Reason = "chunks_conflict"
	ReasonUnsupported    Reason = "unsupported_format"
	ReasonNeedsNetwork   Reason = "needs_network"
	ReasonImageTooLarge  Reason = "image_too_large"
	ReasonFileDamaged    Reason = "file_damaged"
	ReasonFileNotRead    Reason = "file_not_read"

	ReasonHeaderMalformed     Reason = "header_malformed"
	ReasonAlgorithmNotAllowed Reason = "algorithm_not_allowed"
	ReasonPayloadMalformed    Reason = "payload_malformed"
	ReasonPayloadTooLarge     Reason = "payload_too_large"
	ReasonIssuerMalformed     Reason = "issuer_malformed"
	ReasonSignatureMalformed  Reason = "signature_malformed"

	// ReasonContentUnclear is told of content that is proven, and cannot be understood.
	ReasonContentUnclear Reason = "content_unclear"
)

// Kinds of what is unclear about content.
const (
	UnclearStructure = "structure" // where the content should be, something else is
	UnclearTimes     = "times"     // when the certificate was issued, or ends
)

// Stage names the check a Problem belongs to.
type Stage string

// The stages of decoding; verify has one check for each.
const (
	StageDecode    Stage = "decode"
	StageHeader    Stage = "header"
	StagePayload   Stage = "payload"
	StageIssuer    Stage = "issuer"
	StageSignature Stage = "signature"
)

// Problem is a rule that a code breaks. Detail is for auditors, and
// never holds text of the card; Kind says what an unreadable code is instead
// of a certificate ("nzcp", "vds_nc", "shlink", "url", …) or why a
// picture could not be read ("blurred", "glare", "too_few_pixels", …), if that is known.
type Problem struct {
	Stage  Stage
	Reason Reason
	Detail finding.Finding
	Spec   string
	Kind   string
	// ModulePixels is how wide a module of an unreadable code is in its picture,
	// 0 if that is not known.
	ModulePixels float64
}

// Note is a deviation from the specification that changes no verdict. Code is
// stable; Detail never holds text of the card.
type Note struct {
	Code   string
	Detail finding.Finding
	Spec   string
}

// Symbol describes one two-dimensional code in a picture. Version is 1 to 40
// or 0 if unknown; Level is the error correction level (L, M, Q, H) or "".
// Corners are pixels of the picture as it was given.
type Symbol struct {
	Version int
	Level   string
	Corners []Point
	Found   string // by which pass and stage of the reader
	// ModulePixels is the size of a module in the picture; Corrected is how many
	// codewords were wrong and put right.
	ModulePixels       float64
	Corrected          int
	Mirrored, Inverted bool
}

// Point is a place in a picture, in pixels from its upper left corner.
type Point struct{ X, Y float64 }

// Code is one text with the symbol it was read from, if it came from a picture.
type Code struct {
	Text   string
	Symbol *Symbol
	Notes  []Note
	// Source is the caller's own mark of where the code came from. This package
	// only carries it along.
	Source any
	// Problem is set if there is no text to parse: no code in the picture, a
	// damaged container.
	Problem *Problem
}

// Credential is what one code, or one set of chunks, says: all of it unproven.
type Credential struct {
	Format   Format
	Problems []Problem // in the order of the checks, at most one for a stage
	Notes    []Note
	Codes    []Code // the codes it was read from, in the order of the chunks

	// Text is the credential in its canonical text form, whatever container
	// it came in: for SMART Health Cards the compact JWS, for ICAO VDS-NC
	// canonical JSON (RFC 8785), for EU DCC the text from HC1: on.
	Text string

	Algorithm string // as the header states it
	KeyID     string // as the header names the key, of an EU DCC in base64; or the thumbprint (RFC 7638) of the one it brings
	Issuer    string // a URL, or the code of the state; of an EU DCC a text that decides nothing
	Signed    string // the exact bytes the signature is made over
	Signature []byte // raw r and s, each of the length of the curve's order; or that of RSA

	IssuedAt     time.Time // zero if the card does not say, or cannot be understood
	ExpiresAt    time.Time // zero if the card does not expire, or cannot be understood
	NotBefore    time.Time // of an EU DCC that says it beside the time of issue; zero otherwise
	UnclearTimes []Time    // those of the two that are needed or given, and cannot be understood

	// Signer is the certificate that an ICAO VDS-NC brings along, nil for others.
	// Whether anybody vouches for it is not known here.
	Signer *x509.Certificate

	// Header and Payload are as received, for auditors: of a VDS-NC the members sig
	// and data, of an EU DCC its CBOR as JSON, the header with both of COSE's and the
	// tags around them.
	Header  strictjson.Value
	Payload strictjson.Value
	SHC     *SHC // set for FormatSHC if the payload could be read
	DCC     *DCC // set for FormatDCC if the payload could be read

	// Unclear tells that the content cannot be understood, nil if it can. That matters only
	// once the signature has been found good, because a forger may write anything.
	Unclear *Problem
}

// SHC holds the claims of a SMART Health Card.
type SHC struct {
	Types        []string
	FHIRVersion  string
	RevocationID string
	// RevocationOdd tells that there is an id and that it is no text, so that a list
	// may write it otherwise than RevocationID has it.
	RevocationOdd bool
	Bundle        strictjson.Value
}

// Problem returns what is wrong at a stage, nil if nothing is.
func (c *Credential) Problem(stage Stage) *Problem {
	for i := range c.Problems {
		if c.Problems[i].Stage == stage {
			return &c.Problems[i]
		}
	}
	return nil
}

// refuse records a problem; the first at each stage is kept.
func (c *Credential) refuse(stage Stage, reason Reason, detail finding.Finding, spec string) {
	if c.Problem(stage) == nil {
		c.Problems = append(c.Problems, Problem{Stage: stage, Reason: reason, Detail: detail, Spec: spec})
	}
}

// unclear records that the content cannot be understood; the first reason is kept.
func (c *Credential) unclear(detail finding.Finding, spec string) {
	if c.Unclear == nil {
		c.Unclear = &Problem{Stage: StagePayload, Reason: ReasonContentUnclear, Kind: UnclearStructure,
			Detail: detail, Spec: spec}
	}
}

// note records a deviation that changes no verdict.
func (c *Credential) note(code string, detail finding.Finding, spec string) {
	c.Notes = append(c.Notes, Note{Code: code, Detail: detail, Spec: spec})
}
