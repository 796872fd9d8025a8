package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/verify/rules"
)

// Level says how much of a card is disclosed. The zero Level discloses least.
type Level uint8

// The levels of the contract.
const (
	LevelA Level = iota // only whether vaccination is confirmed
	LevelB              // also the two-dimensional code itself, proven
	LevelC              // also what the code contains
)

func (l Level) String() string { return string("ABC"[min(l, LevelC)]) }

// MarshalText writes the level's letter.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// ParseLevel reads a level's letter in either case.
func ParseLevel(text string) (Level, error) {
	if i := strings.Index("ABC", strings.ToUpper(text)); len(text) == 1 && i >= 0 {
		return Level(i), nil
	}
	return LevelA, fmt.Errorf("level %q is not A, B or C", text)
}

// View is a report at a disclosure level, in the field names of the contract's
// JSON. What the level withholds is not there: Code is nil at A, Content below
// C, and nothing the card says is there unless its signature holds. Texts
// inside Content are the card's own and hostile.
type View struct {
	Level     Level        `json:"level"`
	Verdict   Verdict      `json:"verdict"`
	Reasons   []ReasonView `json:"reasons"`
	CheckedAt Timestamp    `json:"checked_at"`
	AsOf      *Timestamp   `json:"as_of"`
	Trust     *TrustView   `json:"trust"`
	Policy    string       `json:"policy"`
	Checks    []CheckView  `json:"checks"`
	// SeenBefore is when the same person was let in before, nil if they were not.
	SeenBefore *Timestamp `json:"seen_before,omitempty"`
	Code       *CodeView  `json:"code,omitempty"`
	*Content
}

// DetailModulePixels begins a detail that tells how wide a module of an
// unreadable code is in its picture: "module_pixels=1.1".
const DetailModulePixels = "module_pixels="

// ReasonView is one reason. Details say what kind of code an unreadable one is
// ("url", "nzcp"), from level B on of revocation_unknown what there is of a list, and
// from level C on which rules of the policy are not met.
type ReasonView struct {
	Code    Reason   `json:"code"`
	Details []string `json:"details,omitempty"`
}

// TrustView tells which trust set was used, as a whole, so that it is the same for
// every result of a run; the source ends in "+local" if local additions or blocks
// were. Oldest and Newest are when its oldest and its newest part were made, nil if
// that is not known: of the oldest if any part does not tell. AgeDays is the age of the
// oldest, nil if that is not known or it was made after the time of judgement.
type TrustView struct {
	Source  string     `json:"source"`
	SHA256  string     `json:"sha256"`
	Oldest  *Timestamp `json:"oldest"`
	Newest  *Timestamp `json:"newest"`
	AgeDays *int       `json:"age_days"`
	Part    *PartView  `json:"part,omitempty"`
}

// PartView tells from level B on which part of the trust set answered for the
// certificate. There is none where nothing was judged, and where the set holds
// nothing that could.
type PartView struct {
	Name    trust.PartName `json:"name"`
	Source  string         `json:"source"`
	SHA256  string         `json:"sha256"`
	Created *Timestamp     `json:"created"`
	AgeDays *int           `json:"age_days"`
}

// CheckView is the outcome of one check. At level A there are only those that do not
// hold.
type CheckView struct {
	ID      CheckID `json:"id"`
	Outcome Outcome `json:"outcome"`
	Reason  *Reason `json:"reason"`
}

// CodeView describes the code. Issuer, Key and the times are nil unless the
// signature holds; the issuer's name comes from the trust set.
type CodeView struct {
	Format    decode.Format `json:"format"`
	Issuer    *IssuerView   `json:"issuer"`
	Key       *KeyView      `json:"key"`
	IssuedAt  *Timestamp    `json:"issued_at"`
	ExpiresAt *Timestamp    `json:"expires_at"`
	SHA256    string        `json:"sha256"`
	QR        QRView        `json:"qr"`
}

// IssuerView names the issuer as the trust set does.
type IssuerView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// KeyView names the key and where it is from: a trust set, "local" for one that
// was added on this machine, "history" for one that is withdrawn.
type KeyView struct {
	ID        string         `json:"id"`
	Alg       string         `json:"alg"`
	Source    string         `json:"source"`
	Withdrawn *WithdrawnView `json:"withdrawn,omitempty"`
}

// WithdrawnView tells when the directory listed a key that it lists no longer.
type WithdrawnView struct {
	FirstListed Timestamp `json:"first_listed"`
	LastListed  Timestamp `json:"last_listed"`
}

// QRView describes the symbol; Version and Level are nil if the card was not
// read from a picture. Chunks is the number of codes it was spread over.
type QRView struct {
	Version *int    `json:"version"`
	Level   *string `json:"level"`
	Chunks  int     `json:"chunks"`
}

// Timestamp is an instant, written in RFC 3339 and UTC to the second.
type Timestamp time.Time

// MarshalText writes the instant.
func (t Timestamp) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

func (t Timestamp) String() string { return time.Time(t).UTC().Format(time.RFC3339) }

// View returns the report at a disclosure level.
func (r Report) View(level Level) View {
	v := View{
		Level: level, Verdict: r.Verdict(), Policy: r.policy.Name,
		CheckedAt: Timestamp(r.at.Time), Trust: r.trustView(level),
		Reasons: r.reasonViews(level), Checks: r.checkViews(level), SeenBefore: timestamp(r.seen),
	}
	if r.at.Stated {
		v.AsOf = &v.CheckedAt
	}
	if level >= LevelB {
		v.Code = r.codeView()
	}
	if level >= LevelC {
		v.Content = r.contentView()
	}
	return v
}

// trustView describes the trust set that was used, as far as the level allows. It is
// nil if there is none.
func (r Report) trustView(level Level) *TrustView {
	if r.whole.Source == "" {
		return nil
	}
	v := trustOf(r.whole, r.at.Time)
	if p := r.part; level >= LevelB && p.Name != "" {
		v.Part = &PartView{Name: p.Name, Source: p.Info.Name(), SHA256: p.SHA256,
			Created: timestamp(p.Created), AgeDays: ageView(p.Created, r.at.Time)}
	}
	return v
}

// TrustOf describes a trust set at an instant.
func TrustOf(set *trust.Set, at time.Time) *TrustView { return trustOf(set.Whole(), at) }

func trustOf(whole trust.Info, at time.Time) *TrustView {
	return &TrustView{Source: whole.Name(), SHA256: whole.SHA256, Oldest: timestamp(whole.Created),
		Newest:  timestamp(whole.Latest),
		AgeDays: ageView(whole.Created, at)}
}

// ageView returns an age in days. It is nil for one that is not known.
func ageView(created, at time.Time) *int {
	if days, known := rules.AgeDays(created, at); known {
		return &days
	}
	return nil
}

// timestamp returns a time as views have it. It is nil for the zero time.
func timestamp(t time.Time) *Timestamp {
	if t.IsZero() {
		return nil
	}
	ts := Timestamp(t)
	return &ts
}

func (r Report) reasonViews(level Level) []ReasonView {
	views := []ReasonView{}
	for _, reason := range r.reasonsAt(level) {
		views = append(views, ReasonView{Code: reason, Details: r.detailsOf(reason, level)})
	}
	return views
}

// unclearDetails returns what of the content cannot be understood, as far as a level
// may tell: what is about the code from level B on, what is about the person or the
// doses at C.
func (r Report) unclearDetails(level Level) (details []string) {
	for _, about := range r.unclearAbout {
		ofCode := about == decode.UnclearTimes || about == decode.UnclearStructure
		if level >= LevelC || level >= LevelB && ofCode {
			details = append(details, about)
		}
	}
	return details
}

// detailsOf returns a reason's details as a level tells them.
func (r Report) detailsOf(reason Reason, level Level) []string {
	switch {
	case reason == ReasonPolicyNotMet && level >= LevelC:
		return r.rules.Details
	case reason == decode.ReasonContentUnclear:
		return r.unclearDetails(level)
	case reason == ReasonRevocationUnknown && r.listDetail != "" && level >= LevelB:
		return []string{r.listDetail}
	case VerdictFor(reason) == Unreadable:
		return kindDetails(r.credential.Problem(decode.StageDecode), level)
	}
	return nil
}

// kindDetails returns what an unreadable code is instead ("url"), or why it is none
// ("blurred").
func kindDetails(p *decode.Problem, level Level) []string {
	if p.Kind == "" {
		return nil
	}
	kind := p.Kind
	if level < LevelB {
		kind = generalDetail(kind)
	}
	if p.ModulePixels > 0 {
		return []string{kind, DetailModulePixels + strconv.FormatFloat(p.ModulePixels, 'f', 1, 64)}
	}
	return []string{kind}
}

func (r Report) checkViews(level Level) []CheckView {
	if level < LevelB {
		return r.generalChecks()
	}
	views := make([]CheckView, 0, len(r.results))
	for _, c := range r.results {
		v := CheckView{ID: c.ID, Outcome: c.Outcome}
		if c.Reason != "" {
			v.Reason = &c.Reason
		}
		views = append(views, v)
	}
	return views
}

// codeView describes the code. It is nil if there is no certificate to describe.
func (r Report) codeView() *CodeView {
	c := r.credential
	if c == nil || c.Format == "" {
		return nil
	}
	hash := sha256.Sum256([]byte(c.Text))
	v := &CodeView{Format: c.Format, SHA256: hex.EncodeToString(hash[:]), QR: qrView(c.Codes)}
	if r.Proven() {
		v.Issuer = &IssuerView{ID: r.issuer.ID, Name: r.issuer.Name}
		v.Key = &KeyView{ID: r.key.ID, Alg: r.key.Algorithm, Source: r.key.Source, Withdrawn: r.withdrawnView()}
		v.IssuedAt, v.ExpiresAt = timestamp(c.IssuedAt), timestamp(c.ExpiresAt)
	}
	return v
}

// withdrawnView tells when the key was listed. It is nil if it is listed now.
func (r Report) withdrawnView() *WithdrawnView {
	if r.withdrawn == nil {
		return nil
	}
	return &WithdrawnView{FirstListed: Timestamp(r.withdrawn.First), LastListed: Timestamp(r.withdrawn.Last)}
}

func qrView(codes []decode.Code) QRView {
	v := QRView{Chunks: len(codes)}
	if len(codes) == 0 || codes[0].Symbol == nil {
		return v
	}
	if s := codes[0].Symbol; s.Version > 0 {
		v.Version, v.Level = &s.Version, &s.Level
	}
	return v
}
