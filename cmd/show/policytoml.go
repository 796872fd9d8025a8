package show

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"vaxcheck/verify/rules"
)

// PolicyKey is one key of a policy file. Its table is "" at the top.
type PolicyKey struct {
	Table, Name string
	Value       any // string, int, bool or []string
}

// PolicyKeys lists all keys of a policy in the order of the columns of the CSV, so that
// new ones come last.
func PolicyKeys(p rules.Policy) []PolicyKey {
	return []PolicyKey{
		{"", "name", p.Name},
		{"", "disease", p.Disease},
		{"", "min_doses", p.MinDoses},
		{"", "single_dose_products", p.SingleDoseProducts},
		{"", "accepted_products", p.AcceptedProducts},
		{"", "min_days_since_last_dose", p.MinDaysSinceLastDose},
		{"", "max_days_since_last_dose", p.MaxDaysSinceLastDose},
		{"", "exemption_policies", p.ExemptionPolicies},
		{"title", "en", p.Title.EN},
		{"title", "ja", p.Title.JA},
		{"test", "accept", p.Test.Accept},
		{"test", "kinds", p.Test.Kinds},
		{"test", "max_age_hours", p.Test.MaxAgeHours},
		{"trust", "max_age_days", p.Trust.MaxAgeDays},
		{"trust", "allow_missing_revocation_lists", p.Trust.AllowMissingLists},
		{"recovery", "accept", p.Recovery.Accept},
		{"recovery", "min_age_days", p.Recovery.MinAgeDays},
		{"recovery", "max_age_days", p.Recovery.MaxAgeDays},
		{"", "series", p.Series},
		{"", "accept_state_pass", p.AcceptStatePass},
		{"title", "ko", p.Title.KO},
		{"title", "zh_hans", p.Title.ZhHans},
	}
}

// Path names a key from the top.
func (k PolicyKey) Path() string {
	if k.Table == "" {
		return k.Name
	}
	return k.Table + "." + k.Name
}

// NestedKeys returns the keys as JSON has them, tables within the whole.
func NestedKeys(keys []PolicyKey) map[string]any {
	all := map[string]any{}
	for _, k := range keys {
		in := all
		if k.Table != "" {
			if all[k.Table] == nil {
				all[k.Table] = map[string]any{}
			}
			in = all[k.Table].(map[string]any)
		}
		in[k.Name] = k.Value
		if list, ok := k.Value.([]string); ok && list == nil {
			in[k.Name] = []string{}
		}
	}
	return all
}

// Csv returns the value for a cell.
func (k PolicyKey) Csv() string {
	if list, ok := k.Value.([]string); ok {
		return strings.Join(list, " ")
	}
	return fmt.Sprint(k.Value)
}

// TOML writes a policy file with a comment on each key. TOML wants the keys of the
// top before the tables, and those of one table together.
func TOML(keys []PolicyKey, comment func(key string) string) string {
	var b strings.Builder
	table := ""
	keys = slices.Clone(keys)
	tables := []string{""}
	for _, k := range keys {
		if !slices.Contains(tables, k.Table) {
			tables = append(tables, k.Table)
		}
	}
	slices.SortStableFunc(keys, func(a, b PolicyKey) int {
		return slices.Index(tables, a.Table) - slices.Index(tables, b.Table)
	})
	for _, k := range keys {
		if k.Table != table {
			table = k.Table
			fmt.Fprintf(&b, "\n[%s]\n", table)
		}
		for line := range strings.Lines(comment(k.Path())) {
			b.WriteString("# " + strings.TrimSpace(line) + "\n")
		}
		b.WriteString(k.Name + " = " + tomlValue(k.Value) + "\n")
	}
	return b.String()
}

func tomlValue(value any) string {
	switch v := value.(type) {
	case string:
		return tomlString(v)
	case []string:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = tomlString(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return fmt.Sprint(value)
}

// tomlString writes a basic string of TOML. What cannot be seen is escaped, so
// that the text is harmless on a terminal and still means the same.
func tomlString(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case unicode.IsGraphic(r):
			b.WriteRune(r)
		default:
			b.WriteString(`\U` + strings.ToUpper(fmt.Sprintf("%08x", r)))
		}
	}
	return `"` + b.String() + `"`
}
