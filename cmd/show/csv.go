package show

import (
	"io"
	"strconv"
	"strings"

	"vaxcheck/verify"
	"vaxcheck/verify/record"
)

// column is one column of the CSV: what it is called, from which level on it
// is there, and what a cell holds. Every cell is text a spreadsheet takes as
// text.
type column struct {
	name  string
	level verify.Level
	cell  func(a Answer, v verify.View) string
}

// csvColumns are part of the contract; new ones come last in their level.
var csvColumns = []column{
	{"input", verify.LevelA, func(a Answer, _ verify.View) string { return a.Origin.Label() }},
	{"index", verify.LevelA, func(a Answer, _ verify.View) string { return strconv.Itoa(a.Origin.Index) }},
	{"verdict", verify.LevelA, func(_ Answer, v verify.View) string { return string(v.Verdict) }},
	{"reason", verify.LevelA, func(_ Answer, v verify.View) string {
		return each(v.Reasons, func(r verify.ReasonView) string { return string(r.Code) })
	}},
	{"checked_at", verify.LevelA, func(_ Answer, v verify.View) string { return v.CheckedAt.String() }},
	{"as_of", verify.LevelA, func(_ Answer, v verify.View) string { return TimeText(v.AsOf) }},
	{"trust_source", verify.LevelA, trustCell(func(t verify.TrustView) string { return t.Source })},
	{"trust_sha256", verify.LevelA, trustCell(func(t verify.TrustView) string { return t.SHA256 })},
	{"trust_oldest", verify.LevelA, trustCell(func(t verify.TrustView) string { return TimeText(t.Oldest) })},
	{"trust_newest", verify.LevelA, trustCell(func(t verify.TrustView) string { return TimeText(t.Newest) })},
	{"trust_age_days", verify.LevelA, trustCell(func(t verify.TrustView) string { return count(t.AgeDays) })},
	{"policy", verify.LevelA, func(_ Answer, v verify.View) string { return v.Policy }},

	{"format", verify.LevelB, codeCell(func(c verify.CodeView) string { return string(c.Format) })},
	{"issuer_id", verify.LevelB, codeCell(func(c verify.CodeView) string { return Value(c.Issuer).ID })},
	{"issuer_name", verify.LevelB, codeCell(func(c verify.CodeView) string { return Value(c.Issuer).Name })},
	{"key_id", verify.LevelB, codeCell(func(c verify.CodeView) string { return Value(c.Key).ID })},
	{"issued_at", verify.LevelB, codeCell(func(c verify.CodeView) string { return TimeText(c.IssuedAt) })},
	{"expires_at", verify.LevelB, codeCell(func(c verify.CodeView) string { return TimeText(c.ExpiresAt) })},
	{"sha256", verify.LevelB, codeCell(func(c verify.CodeView) string { return c.SHA256 })},
	{"qr_version", verify.LevelB, codeCell(func(c verify.CodeView) string { return count(c.QR.Version) })},
	{"qr_level", verify.LevelB, codeCell(func(c verify.CodeView) string { return Value(c.QR.Level) })},
	{"chunks", verify.LevelB, codeCell(func(c verify.CodeView) string { return strconv.Itoa(c.QR.Chunks) })},
	{"key_source", verify.LevelB, codeCell(func(c verify.CodeView) string { return Value(c.Key).Source })},
	{"key_last_listed", verify.LevelB, codeCell(func(c verify.CodeView) string {
		if Value(c.Key).Withdrawn == nil {
			return ""
		}
		return c.Key.Withdrawn.LastListed.String()
	})},
	{"trust_part", verify.LevelB, partCell(func(p verify.PartView) string { return string(p.Name) })},
	{"trust_part_source", verify.LevelB, partCell(func(p verify.PartView) string { return p.Source })},
	{"trust_part_sha256", verify.LevelB, partCell(func(p verify.PartView) string { return p.SHA256 })},
	{"trust_part_created", verify.LevelB, partCell(func(p verify.PartView) string { return TimeText(p.Created) })},
	{"trust_part_age_days", verify.LevelB, partCell(func(p verify.PartView) string { return count(p.AgeDays) })},

	{"family", verify.LevelC, namesCell(func(n record.Name) string { return n.Family })},
	{"given", verify.LevelC, namesCell(func(n record.Name) string { return strings.Join(n.Given, " ") })},
	{"birth_date", verify.LevelC, contentCell(func(c verify.Content) string {
		return each(People(c), func(s verify.SubjectView) string { return SafeText(Value(s.BirthDate)) })
	})},
	{"dose_count", verify.LevelC, contentCell(func(c verify.Content) string {
		return strconv.Itoa(len(Pick(c.Doses, func(d verify.DoseView) bool { return d.Counts })))
	})},
	{"doses", verify.LevelC, contentCell(func(c verify.Content) string { return each(c.Doses, csvDose) })},
	{"tests", verify.LevelC, contentCell(func(c verify.Content) string { return each(c.Tests, csvTest) })},
	{"exemptions", verify.LevelC, contentCell(func(c verify.Content) string {
		return each(c.Exemptions, csvExemption)
	})},
	{"policy_details", verify.LevelC, func(_ Answer, v verify.View) string {
		return each(v.Reasons, func(r verify.ReasonView) string { return strings.Join(r.Details, "; ") })
	}},
	{"recoveries", verify.LevelC, contentCell(func(c verify.Content) string {
		return each(c.Recoveries, csvRecovery)
	})},
}

// csvRenderer writes one row for each answer, codes in English whatever the
// language.
type csvRenderer struct {
	out *CSV
	s   *Settings
}

func newCSVRenderer(w io.Writer, s *Settings) Renderer { return &csvRenderer{NewCSV(w), s} }

// Begin writes the header.
func (r *csvRenderer) Begin(RunInfo) error {
	return r.row(func(c column) string { return c.name })
}

func (r *csvRenderer) Answer(a Answer) error {
	v := a.Report.View(r.s.Level)
	return r.row(func(c column) string { return c.cell(a, v) })
}

func (r *csvRenderer) End(Summary) error { return nil }

// row writes one row of the columns of the level.
func (r *csvRenderer) row(cell func(column) string) error {
	var cells []string
	for _, c := range csvColumns {
		if c.level <= r.s.Level {
			cells = append(cells, cell(c))
		}
	}
	return r.out.Rows(cells)
}

func trustCell(cell func(verify.TrustView) string) func(Answer, verify.View) string {
	return func(_ Answer, v verify.View) string {
		if v.Trust == nil {
			return ""
		}
		return cell(*v.Trust)
	}
}

func partCell(cell func(verify.PartView) string) func(Answer, verify.View) string {
	return trustCell(func(t verify.TrustView) string {
		if t.Part == nil {
			return ""
		}
		return cell(*t.Part)
	})
}

func codeCell(cell func(verify.CodeView) string) func(Answer, verify.View) string {
	return func(_ Answer, v verify.View) string {
		if v.Code == nil {
			return ""
		}
		return cell(*v.Code)
	}
}

func contentCell(cell func(verify.Content) string) func(Answer, verify.View) string {
	return func(_ Answer, v verify.View) string {
		if v.Content == nil {
			return ""
		}
		return cell(*v.Content)
	}
}

func namesCell(part func(record.Name) string) func(Answer, verify.View) string {
	return contentCell(func(c verify.Content) string {
		return each(People(c), func(s verify.SubjectView) string {
			return each(SortedNames(s.Names), func(n record.Name) string { return SafeText(part(n)) })
		})
	})
}

func csvDose(d verify.DoseView) string {
	parts := []string{Value(d.Date), csvCode(d.Vaccine), Value(d.Lot)}
	if d.Number > 0 && d.Series > 0 {
		parts = append(parts, strconv.Itoa(d.Number)+"/"+strconv.Itoa(d.Series))
	}
	if !d.Counts {
		parts = append(parts, "(not_counted)")
	}
	return spaced(parts...)
}

func csvTest(t verify.TestView) string {
	result := t.Result
	if t.Value != nil {
		result = spaced(csvCode(*t.Value), t.Result)
	}
	return spaced(Value(t.Date), csvCode(t.Test), t.Kind, result)
}

func csvRecovery(r verify.RecoveryView) string {
	parts := []string{Value(r.FirstPositive), csvCode(r.Condition), Value(r.ValidFrom), Value(r.ValidUntil)}
	if !r.Counts {
		parts = append(parts, "(not_counted)")
	}
	return spaced(parts...)
}

func csvExemption(e verify.ExemptionView) string {
	return spaced(e.Policy, e.Code, e.Version, Value(e.Recorded))
}

func csvCode(c record.Coded) string {
	if c.Code == "" {
		return ""
	}
	return c.System + ":" + c.Code
}

// spaced joins what is not empty of a record's texts, each cut to what anyone
// reads.
func spaced(texts ...string) string {
	var given []string
	for _, t := range texts {
		if t != "" {
			given = append(given, SafeText(t))
		}
	}
	return strings.Join(given, " ")
}

func count(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
