package dcc

// Word is a code of a value set with what it means. Class is a slug, "" for
// makers.
type Word struct {
	Class  string
	EN, JA string
}

// The value sets of diseases, kinds of tests and results
// (ehn-dcc-development/eu-dcc-valuesets of 2023-07-12). Those of products and of
// kinds of vaccines stand with the codes of other formats.
var (
	diseases = map[string]Word{
		"840539006": {"covid-19", "COVID-19", "新型コロナウイルス感染症"},
	}
	kinds = map[string]Word{
		"LP6464-4":   {"nucleic_acid", "nucleic acid amplification test", "核酸増幅検査(PCR検査など)"},
		"LP217198-3": {"antigen", "rapid antigen test", "抗原検査(迅速)"},
	}
	results = map[string]Word{
		"260415000": {"negative", "not detected", "不検出"},
		"260373001": {"positive", "detected", "検出"},
	}
)

// DiseaseWord says which disease a code (tg) means. It is not ok for one that is
// in no value set.
func DiseaseWord(code string) (Word, bool) { w, ok := diseases[code]; return w, ok }

// KindWord says what kind of test was made.
func (t Test) KindWord() (Word, bool) { w, ok := kinds[t.Kind]; return w, ok }

// ResultWord says how the test came out.
func (t Test) ResultWord() (Word, bool) { w, ok := results[t.Result]; return w, ok }

// MakerWord names the maker, or the holder of the authorisation.
func (v Vaccination) MakerWord() (Word, bool) { w, ok := makers[v.Maker]; return w, ok }

// makers has the makers of vaccines and holders of authorisations, of the value set
// vaccine-mah-manf.
var makers = map[string]Word{
	"ORG-100001699": {"", "AstraZeneca AB", "アストラゼネカ"},
	"ORG-100030215": {"", "BioNTech Manufacturing GmbH", "ビオンテック"},
	"ORG-100001417": {"", "Janssen-Cilag International", "ヤンセンシラグ"},
	"ORG-100031184": {"", "Moderna Biotech Spain S.L.", "モデルナ・バイオテック・スペイン"},
	"ORG-100006270": {"", "CureVac AG", "キュアバック"},
	"ORG-100013793": {"", "CanSino Biologics", "カンシノ・バイオロジクス"},
	"ORG-100020693": {"", "China Sinopharm International Corp., Beijing", "中国医薬集団(シノファーム、北京)"},
	"ORG-100010771": {"", "Sinopharm Weiqida Europe Pharmaceutical s.r.o., Prague", "国薬集団威奇達製薬(プラハ)"},
	"ORG-100024420": {"",
		"Sinopharm Zhijun (Shenzhen) Pharmaceutical Co. Ltd., Shenzhen", "国薬集団致君(深セン)製薬"},
	"ORG-100032020":                      {"", "Novavax CZ a.s.", "ノババックス(チェコ)"},
	"Gamaleya-Research-Institute":        {"", "Gamaleya Research Institute", "ガマレヤ研究所"},
	"Vector-Institute":                   {"", "Vector Institute", "ベクター研究所(ロシア)"},
	"Sinovac-Biotech":                    {"", "Sinovac Biotech", "シノバック・バイオテック"},
	"Bharat-Biotech":                     {"", "Bharat Biotech", "バーラト・バイオテック"},
	"ORG-100001981":                      {"", "Serum Institute of India", "インド血清研究所"},
	"Fiocruz":                            {"", "Fiocruz", "オズワルド・クルス財団(フィオクルス)"},
	"ORG-100007893":                      {"", "R-Pharm CJSC", "アール・ファーム"},
	"Chumakov-Federal-Scientific-Center": {"", "Chumakov Federal Scientific Center", "チュマコフ連邦科学センター"},
	"ORG-100023050":                      {"", "Gulf Pharmaceutical Industries", "ガルフ・ファーマシューティカル・インダストリーズ"},
	"CIGB": {"", "Center for Genetic Engineering and Biotechnology",
		"遺伝子工学・バイオテクノロジーセンター(キューバ)"},
	"Sinopharm-WIBP":     {"", "Sinopharm, Wuhan Institute of Biological Products", "武漢生物製品研究所(シノファーム)"},
	"ORG-100033914":      {"", "Medigen Vaccine Biologics Corporation", "メディジェン(高端疫苗)"},
	"ORG-100000788":      {"", "Sanofi Pasteur", "サノフィパスツール"},
	"ORG-100036422":      {"", "Valneva France", "バルネバ(フランス)"},
	"Instituto-Butantan": {"", "Instituto Butantan", "ブタンタン研究所"},
	"NVSI":               {"", "National Vaccine and Serum Institute, China", "中国ワクチン・血清研究所(NVSI)"},
	"Yisheng-Biopharma":  {"", "Yisheng Biopharma", "依生生物製薬"},
	"ORG-100026614":      {"", "Sinocelltech Ltd.", "神州細胞"},
	"ORG-100008549":      {"", "Medicago Inc.", "メディカゴ"},
	"Finlay-Institute":   {"", "Finlay Institute of Vaccines", "フィンレイ・ワクチン研究所"},
	"ORG-100036914":      {"", "Hipra Human Health S.L.", "ヒプラ"},
}
