// Package rules holds a record against a policy: what it must show and how
// fresh, and how each of the policy's rules came out.
package rules

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"vaxcheck/internal/stricttoml"
	"vaxcheck/verify/record"
)

// Policy says what a record must show, and how fresh the trust data must be.
// The record meets it by vaccination, or where the policy says so by a test, a
// recovery or an exemption. The same structure is the TOML form of a policy file.
type Policy struct {
	// Name stands in every report. It is 1 to 32 characters of a-z 0-9 - _.
	Name  string `toml:"name"`
	Title Title  `toml:"title"`
	// Disease is a slug such as "covid-19" or "measles".
	Disease string `toml:"disease"`
	// MinDoses is how many doses are asked for, from 0 to 20; records whose days
	// may be the same are one dose, and a dose dated in the future is none. A dose
	// that the card numbers n proves n doses. 0 asks for none, so that only a test,
	// a recovery or an exemption can be met.
	MinDoses int `toml:"min_doses"`
	// Series asks for a "primary" series that is complete, or for a "booster" after one. A
	// dose that the card numbers within a series completes it when it is the last, and is a
	// booster when it is one more, or one more than the product's own primary series has;
	// doses without such a number are counted. It asks for one dose at least.
	Series string `toml:"series"`
	// SingleDoseProducts complete a primary series of two with one dose: a first
	// dose of such a product counts as two.
	SingleDoseProducts []string `toml:"single_dose_products"`
	// AcceptedProducts limits the products that count, by slug ("comirnaty") or
	// by code ("cvx:208"). Empty accepts every product against the disease. The
	// number of an accepted dose counts, although the products of the earlier ones
	// do not stand on the card.
	AcceptedProducts []string `toml:"accepted_products"`
	// MinDaysSinceLastDose and MaxDaysSinceLastDose bound the whole days
	// between the last dose and the day of judgement; 0 is no bound. A partial
	// date counts as its least favourable day.
	MinDaysSinceLastDose int `toml:"min_days_since_last_dose"`
	MaxDaysSinceLastDose int `toml:"max_days_since_last_dose"`
	// ExemptionPolicies are the URLs of policies whose exemption cards meet this
	// policy. Anyone may be exempt from something: only what is named counts.
	ExemptionPolicies []string `toml:"exemption_policies"`
	// AcceptStatePass lets a state's pass against the disease meet the policy: its holder met
	// the state's own rules of the day, vaccinated or exempt. It proves no dose.
	AcceptStatePass bool         `toml:"accept_state_pass"`
	Test            TestRule     `toml:"test"`
	Recovery        RecoveryRule `toml:"recovery"`
	Trust           TrustRules   `toml:"trust"`
}

// Title is what people are told the policy asks for, in the languages for which there is one.
type Title struct {
	EN     string `toml:"en" json:"en"`
	JA     string `toml:"ja" json:"ja"`
	KO     string `toml:"ko" json:"ko"`
	ZhHans string `toml:"zh_hans" json:"zh_hans"`
}

// In returns the title in a language, by its tag in BCP 47; in English where there is none,
// and else in any other.
func (t Title) In(tag string) string {
	own := map[string]string{"ja": t.JA, "ko": t.KO, "zh-Hans": t.ZhHans}
	return cmp.Or(own[tag], t.EN, t.JA, t.KO, t.ZhHans)
}

// TestRule lets a recent negative test meet the policy.
type TestRule struct {
	Accept bool `toml:"accept"`
	// Kinds limits the tests: nucleic_acid, antigen. Empty accepts both.
	Kinds []string `toml:"kinds"`
	// MaxAgeHours is how old the sample may be; a date without a time counts
	// from its first moment anywhere on earth.
	MaxAgeHours int `toml:"max_age_hours"`
}

// RecoveryRule lets a statement of recovery from the disease meet the policy,
// within the days for which the issuer states it.
type RecoveryRule struct {
	Accept bool `toml:"accept"`
	// MinAgeDays and MaxAgeDays bound the whole days between the first positive
	// test and the day of judgement. In the EU they are 11 and 180.
	MinAgeDays int `toml:"min_age_days"`
	MaxAgeDays int `toml:"max_age_days"`
}

// TrustRules say how fresh the trust data must be for an answer.
type TrustRules struct {
	// MaxAgeDays sends everything to review once the trust set is older; 0 is
	// no limit.
	MaxAgeDays int `toml:"max_age_days"`
	// AllowMissingLists lets cards pass whose issuer announces a revocation
	// list that the trust set does not have.
	AllowMissingLists bool `toml:"allow_missing_revocation_lists"`
}

// TooOld tells whether a trust set, or a part of one, that was made at a time is older at an
// instant than the limit allows. One that does not tell when it was made may be; one that was
// made later than the instant is not.
func (r TrustRules) TooOld(created, at time.Time) bool {
	if r.MaxAgeDays <= 0 || created.After(at) {
		return false
	}
	days, known := AgeDays(created, at)
	return !known || days > r.MaxAgeDays
}

// AgeDays returns the age of a trust set in whole days. It has none if the set
// does not tell when it was made, or was made after the instant.
func AgeDays(created, at time.Time) (days int, known bool) {
	if created.IsZero() || created.After(at) {
		return 0, false
	}
	return int(at.Sub(created) / (24 * time.Hour)), true
}

// LimitTrustAge returns the policy with a further limit, in days, for the age of
// the trust set. The stricter of it and the policy's own holds; 0 is no limit.
func (p Policy) LimitTrustAge(days int) Policy {
	if own := p.Trust.MaxAgeDays; days > 0 && (own == 0 || days < own) {
		p.Trust.MaxAgeDays = days
	}
	return p
}

// maxDoses is the highest number of doses that a policy can ask for.
const maxDoses = 20

// Builtin returns the policies that need no file; the first is the
// default.
func Builtin() []Policy {
	return []Policy{
		{Name: "any", Disease: record.COVID19, MinDoses: 1, Title: Title{
			EN: "at least one COVID-19 vaccination", JA: "新型コロナワクチン接種1回以上",
			KO: "코로나19 백신 접종 1회 이상", ZhHans: "至少接种一剂新冠病毒疫苗"}},
		{Name: "primary", Disease: record.COVID19, Series: "primary", Title: Title{
			EN: "a completed primary series against COVID-19", JA: "新型コロナワクチンの初回接種完了",
			KO: "코로나19 백신 기초접종 완료", ZhHans: "已完成新冠病毒疫苗基础免疫"}},
		{Name: "booster", Disease: record.COVID19, Series: "booster", Title: Title{
			EN: "a completed primary series and a booster against COVID-19",
			JA: "新型コロナワクチンの初回接種完了と追加接種1回以上",
			KO: "코로나19 백신 기초접종 완료와 추가접종 1회 이상", ZhHans: "已完成新冠病毒疫苗基础免疫，并至少接种一剂加强针"}},
	}
}

// Find returns the built-in policy of that name.
func Find(name string) (Policy, bool) {
	for _, p := range Builtin() {
		if p.Name == name {
			return p, true
		}
	}
	return Policy{}, false
}

// MaxFile bounds a policy file, in bytes.
const MaxFile = 64 << 10

// ErrPolicy is matched by every error of Parse.
var ErrPolicy = errors.New("policy file not usable")

// Parse reads a policy file. Unknown keys are refused, so that a
// misspelt rule is not a missing one; the error tells line and key.
func Parse(text []byte) (Policy, error) {
	if len(text) > MaxFile {
		return Policy{}, fmt.Errorf("%w: larger than %d KiB", ErrPolicy, MaxFile>>10)
	}
	var p Policy
	if err := stricttoml.Decode(text, &p); err != nil {
		return Policy{}, fmt.Errorf("%w: %w", ErrPolicy, err)
	}
	if err := p.validate(); err != nil {
		return Policy{}, fmt.Errorf("%w: %w", ErrPolicy, err)
	}
	return p, nil
}

var (
	policyName  = regexp.MustCompile(`^[a-z0-9_-]{1,32}$`)
	productName = regexp.MustCompile(`^[a-z0-9-]+(:[A-Za-z0-9./-]+)?$`)
)

// Tests an event may accept. An antibody test says nothing of an infection now.
var testKinds = []string{"nucleic_acid", "antigen"}

// validate refuses rules that contradict themselves or could never be met.
func (p Policy) validate() error {
	switch {
	case !policyName.MatchString(p.Name):
		return errors.New("name must be 1 to 32 characters of a-z 0-9 - _")
	case !policyName.MatchString(p.Disease):
		return errors.New("disease must be a name such as covid-19")
	case p.MinDoses < 0 || p.MinDoses > maxDoses:
		return errors.New("min_doses must be from 0 to 20")
	case p.Series != "" && seriesNamed(p.Series) == seriesNone:
		return errors.New("series must be " + seriesChoices())
	case min(p.MinDaysSinceLastDose, p.MaxDaysSinceLastDose, p.Trust.MaxAgeDays, p.Test.MaxAgeHours,
		p.Recovery.MinAgeDays, p.Recovery.MaxAgeDays) < 0:
		return errors.New("days and hours must not be negative")
	case p.MaxDaysSinceLastDose > 0 && p.MaxDaysSinceLastDose < p.MinDaysSinceLastDose:
		return errors.New("max_days_since_last_dose is below min_days_since_last_dose")
	case p.leastDoses() == 0 && (len(p.AcceptedProducts) > 0 || p.MinDaysSinceLastDose > 0 ||
		p.MaxDaysSinceLastDose > 0):
		return errors.New("rules about doses need min_doses of 1 or more, or series")
	case p.leastDoses() == 0 && !p.Test.Accept && !p.Recovery.Accept && len(p.ExemptionPolicies) == 0 &&
		!p.AcceptStatePass:
		return errors.New("the policy asks for nothing: give min_doses, series, test, recovery, exemption_policies or accept_state_pass")
	case p.Test.Accept && p.Test.MaxAgeHours == 0:
		return errors.New("an accepted test needs max_age_hours")
	case p.Recovery.Accept && p.Recovery.MaxAgeDays == 0:
		return errors.New("an accepted recovery needs max_age_days")
	case p.Recovery.Accept && p.Recovery.MaxAgeDays < p.Recovery.MinAgeDays:
		return errors.New("the recovery's max_age_days is below its min_age_days")
	}
	for _, product := range slices.Concat(p.AcceptedProducts, p.SingleDoseProducts) {
		if !productName.MatchString(product) {
			return errors.New("a product must be a name such as comirnaty or a code such as cvx:208")
		}
	}
	for _, url := range p.ExemptionPolicies {
		if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
			return errors.New("exemption_policies must be URLs")
		}
	}
	for _, kind := range p.Test.Kinds {
		if !slices.Contains(testKinds, kind) {
			return errors.New("test kinds are nucleic_acid and antigen")
		}
	}
	return nil
}
