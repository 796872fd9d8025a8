package icao

// Word is a word of the report with what it means. Class is a slug.
type Word struct {
	Class  string
	EN, JA string
}

// The report's words for kinds of tests and for results (icao.test, tr.tc and
// tr.r). "normal" and "abnormal" are said of molecular tests too.
var (
	kinds = map[string]Word{
		"molecular(PCR)":   {"nucleic_acid", "PCR test", "PCR検査"},
		"molecular(other)": {"nucleic_acid", "molecular test other than PCR", "核酸検出検査(PCR以外)"},
		"antigen":          {"antigen", "antigen test", "抗原検査"},
		"antibody":         {"antibody", "antibody test", "抗体検査"},
	}
	results = map[string]Word{
		"negative": {"negative", "negative", "陰性"},
		"normal":   {"negative", "normal", "正常(陰性)"},
		"positive": {"positive", "positive", "陽性"},
		"abnormal": {"positive", "abnormal", "異常(陽性)"},
	}
)

// KindWord says what kind of test was made. It is not ok for a word that the report
// does not have.
func (t *Test) KindWord() (Word, bool) { w, ok := kinds[t.Kind]; return w, ok }

// ResultWord says how the test came out, in the same way.
func (t *Test) ResultWord() (Word, bool) { w, ok := results[t.Result]; return w, ok }

// Covid tells whether an ICD-11 code of a disease is COVID-19, whether the virus
// was identified or not.
func Covid(disease string) bool {
	return disease == "RA01" || disease == "RA01.0" || disease == "RA01.1"
}
