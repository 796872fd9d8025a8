package verify

import (
	"cmp"
	"crypto"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"math"

	"github.com/go-jose/go-jose/v4"

	"vaxcheck/decode"
	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

// Inspection is a report for auditors: every check with what it found and the
// section of the specification, the notes on conformance, and as far as the
// level allows the key with its provenance and the card's own text. What has
// not been proven stands in Unproven and nowhere else. Level A has no more than
// the View: all else tells the format.
type Inspection struct {
	View
	Proven   *bool        `json:"proven,omitempty"`
	Details  []DetailView `json:"check_details,omitempty"`
	Notes    []Note       `json:"notes"`
	Symbols  []SymbolView `json:"symbols,omitempty"`
	KeyFacts *KeyFacts    `json:"key_facts,omitempty"`
	Card     *CardText    `json:"card,omitempty"`
	Unproven *CardText    `json:"unproven,omitempty"`
	Witness  *Witness     `json:"signature_witness,omitempty"`
}

// Witness is what another implementation says of the same signature and key.
// It changes no verdict; should it ever differ, one of the two is wrong.
type Witness struct {
	By      string  `json:"by"`
	Outcome Outcome `json:"outcome"`
	Agrees  bool    `json:"agrees"`
}

// DetailView is one check with what it found.
type DetailView struct {
	ID      CheckID         `json:"id"`
	Outcome Outcome         `json:"outcome"`
	Detail  finding.Finding `json:"detail,omitempty"`
	Spec    string          `json:"spec"`
}

// SymbolView is one symbol in the picture; corners are in its pixels.
type SymbolView struct {
	Version      int            `json:"version"`
	Level        string         `json:"level"`
	Found        string         `json:"found,omitempty"`
	ModulePixels float64        `json:"module_pixels,omitempty"`
	Corrected    int            `json:"corrected_codewords"`
	Mirrored     bool           `json:"mirrored,omitempty"`
	Inverted     bool           `json:"inverted,omitempty"`
	Corners      []decode.Point `json:"corners,omitempty"`
}

// KeyFacts is the key that was used and where it comes from.
type KeyFacts struct {
	Issuer        string       `json:"issuer"`
	IssuerName    string       `json:"issuer_name"`
	Canonical     string       `json:"canonical_issuer,omitempty"`
	LastRetrieved *Timestamp   `json:"issuer_last_retrieved"`
	KeyID         string       `json:"kid"`
	Thumbprint    string       `json:"thumbprint"`
	PublicKey     string       `json:"public_key_hex"`
	Source        string       `json:"source"`
	Origin        string       `json:"origin,omitempty"`
	OriginSHA256  string       `json:"origin_sha256,omitempty"`
	Periods       []PeriodView `json:"certificate_periods"`
	CRLVersion    string       `json:"crl_version,omitempty"`
	ListEntries   *int         `json:"revocation_list_entries"`
	ListCounter   string       `json:"revocation_list_counter,omitempty"`
	Specimen      bool         `json:"specimen,omitempty"`

	Authority *AuthorityView `json:"authority,omitempty"`
	Signer    *SignerView    `json:"signer,omitempty"`
	Withdrawn *WithdrawnView `json:"withdrawn,omitempty"`
}

// PeriodView is the validity of a certificate of the key.
type PeriodView struct {
	NotBefore   Timestamp `json:"not_before"`
	NotAfter    Timestamp `json:"not_after"`
	NamesIssuer bool      `json:"names_issuer"`
}

// CardText is the card's own text as it was signed, or claims to have been.
// Text is the compact JWS or, of an ICAO VDS-NC, canonical JSON. Hostile in every
// part.
type CardText struct {
	Text      string           `json:"text"`
	Signer    *CertificateView `json:"signer_certificate,omitempty"`
	Header    strictjson.Value `json:"header"`
	Payload   strictjson.Value `json:"payload"`
	Signature string           `json:"signature_hex"`
}

// Inspect returns the report for auditors at a disclosure level: at B all checks,
// key and symbols, at C also the card's text, proven or not.
func (r Report) Inspect(level Level) Inspection {
	in := Inspection{View: r.View(level), Notes: r.notes(level)}
	if level >= LevelB {
		proven := r.Proven()
		in.Proven, in.Details, in.Witness = &proven, r.details(), r.witness()
		in.Symbols, in.KeyFacts = r.symbols(), r.keyFacts()
	}
	if level >= LevelC && r.credential != nil && r.credential.Format != "" {
		text := cardText(r.credential)
		if r.Proven() {
			in.Card = text
		} else {
			in.Unproven = text
		}
	}
	return in
}

// witness asks another implementation. It is nil if there was no signature to check, or no
// key, or if none is at hand that has an opinion.
func (r Report) witness() *Witness {
	outcome := r.results.outcome(CheckSignature)
	if r.key == nil || outcome == NotRun {
		return nil
	}
	ask := formats[r.credential.Format].witness
	if ask == nil {
		return nil
	}
	w := ask(r.credential, r.key.Public)
	if w != nil {
		w.Agrees = w.Outcome == outcome
	}
	return w
}

// byJOSE asks go-jose, which reads the JWS anew from its text.
func byJOSE(c *decode.Credential, key crypto.PublicKey) *Witness {
	object, err := jose.ParseSignedCompact(c.Text, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return nil // it does not read such a header, and has no opinion
	}
	w := &Witness{By: "go-jose", Outcome: Fail}
	if _, err = object.Verify(key); err == nil {
		w.Outcome = Pass
	}
	return w
}

func (r Report) details() []DetailView {
	views := make([]DetailView, 0, len(r.results))
	for _, c := range r.results {
		views = append(views, DetailView{ID: c.ID, Outcome: c.Outcome, Detail: c.Detail, Spec: c.Spec})
	}
	return views
}

// notes lists the deviations that a level may tell: those of the code from level B on,
// those of the content, which tell what a card contains, at level C.
func (r Report) notes(level Level) []Note {
	notes := []Note{}
	if r.credential != nil && level >= LevelB {
		for _, n := range r.credential.Notes {
			notes = append(notes, Note{Code: n.Code, Detail: n.Detail, Spec: n.Spec})
		}
		for _, d := range r.forgiven {
			notes = append(notes, Note{Code: d.Code, Detail: d.Detail, Spec: d.Spec})
		}
	}
	if level >= LevelC && r.Proven() {
		notes = append(notes, contentNotes(r.credential)...)
	}
	return notes
}

func (r Report) symbols() []SymbolView {
	var views []SymbolView
	if r.credential == nil {
		return nil
	}
	for _, code := range r.credential.Codes {
		if s := code.Symbol; s != nil {
			views = append(views, SymbolView{Version: s.Version, Level: s.Level, Found: s.Found, Corners: s.Corners,
				ModulePixels: math.Round(s.ModulePixels*100) / 100, Corrected: s.Corrected,
				Mirrored: s.Mirrored, Inverted: s.Inverted})
		}
	}
	return views
}

// keyFacts describes the key that was used. It is nil unless the signature holds:
// before that the card only claims to have been signed with the key.
func (r Report) keyFacts() *KeyFacts {
	if !r.Proven() {
		return nil
	}
	k := r.key
	f := &KeyFacts{
		Issuer: r.issuer.ID, IssuerName: r.issuer.Name, Canonical: r.issuer.Canonical,
		LastRetrieved: timestamp(r.issuer.LastRetrieved), KeyID: k.ID,
		Thumbprint: cmp.Or(k.Thumbprint, thumbprint(k.Public)),
		PublicKey:  hex.EncodeToString(publicBytes(k.Public)),
		Source:     k.Source, Periods: []PeriodView{}, CRLVersion: k.CRLVersion, Specimen: k.Specimen,
		Withdrawn: r.withdrawnView(),
	}
	if k.Source == r.part.Source {
		f.Origin, f.OriginSHA256 = r.part.Origin, r.part.OriginSHA256
	}
	for _, p := range k.Periods {
		f.Periods = append(f.Periods, PeriodView{Timestamp(p.NotBefore), Timestamp(p.NotAfter), p.NamesIssuer})
	}
	f.Authority, f.Signer = r.authorityView(), r.signerView()
	if k.Revocation != nil {
		n := k.Revocation.Len()
		f.ListEntries, f.ListCounter = &n, k.Revocation.Counter
	}
	return f
}

// thumbprint returns the key's thumbprint after RFC 7638.
func thumbprint(key crypto.PublicKey) string {
	jwk := jose.JSONWebKey{Key: key}
	sum, err := jwk.Thumbprint(crypto.SHA256)
	if err != nil {
		return "" // a kind of key that JOSE does not have
	}
	return base64.RawURLEncoding.EncodeToString(sum)
}

// publicBytes returns the uncompressed point of a key on a curve (SEC 1), of other keys
// SubjectPublicKeyInfo (RFC 5280).
func publicBytes(key crypto.PublicKey) []byte {
	if key, ok := key.(*ecdsa.PublicKey); ok {
		point, _ := key.Bytes() // fails only for curves that are not NIST's
		return point
	}
	info, _ := x509.MarshalPKIXPublicKey(key) // likewise
	return info
}

func cardText(c *decode.Credential) *CardText {
	return &CardText{Text: c.Text, Header: c.Header, Payload: c.Payload,
		Signature: hex.EncodeToString(c.Signature), Signer: certificateView(c.Signer)}
}
