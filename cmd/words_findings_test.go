package cmd

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// findingPackages are where the sentences for auditors are made. The files left
// out hold sentences that are no findings; where errors are left out they
// go to whoever gave the arguments.
var findingPackages = []struct {
	dir           string
	except        []string
	withoutErrors bool
}{
	{dir: "decode", except: []string{"format.go"}},
	{dir: "decode/cose"},
	{dir: "decode/picture"},
	{dir: "verify", except: []string{"policy.go"}, withoutErrors: true},
	{dir: "dcc", except: []string{"vocab.go"}},
	{dir: "icao", except: []string{"vocab.go"}},
	{dir: "fhir", except: []string{"path.go", "tables.go"}},
	{dir: "trust", except: []string{"specimens.go"}, withoutErrors: true},
	{dir: "trust/dsc", withoutErrors: true},
	{dir: "internal/strictjson"},
}

var (
	sentence     = regexp.MustCompile(`[A-Za-z.,:;] [A-Za-z0-9]`)
	citation     = regexp.MustCompile(`^(SMART Health Cards "|ICAO (Doc|technical report) |HCERT specification |RFC \d|ISO/IEC |AIM |vaxcheck, page )`)
	placeholder  = regexp.MustCompile(`%[a-z]`)
	englishWords = regexp.MustCompile(`[a-z]{2,} [a-z]{2,}`)
)

// TestFindingsInJapanese: whatever an auditor may be told has a Japanese
// sentence, and no sentence is there for nothing.
func TestFindingsInJapanese(t *testing.T) {
	found := findingsInSource(t)
	if len(found) < 80 {
		t.Fatalf("found only %d sentences", len(found))
	}
	for _, s := range found {
		ja := sentencesIn("ja").finding(s)
		if !strings.ContainsFunc(ja, isJapanese) || englishWords.MatchString(ja) || strings.Contains(ja, "%!") {
			t.Errorf("%q is in Japanese %q", s, ja)
		}
		if en := sentencesIn("en").finding(s); en != s {
			t.Errorf("%q is in English %q", s, en)
		}
	}
	for _, s := range slices.Sorted(maps.Keys(findingsJA)) {
		if !slices.Contains(found, s) {
			t.Errorf("nobody says %q", s)
		}
	}
	for _, form := range findingFormsJA {
		if !slices.ContainsFunc(found, func(s string) bool { _, ok := formParts(form.english, s); return ok }) {
			t.Errorf("nobody says %q", form.english)
		}
	}
}

func isJapanese(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// findingsInSource reads all sentences out of the sources, with a 7 for what is
// only known at run time.
func findingsInSource(t *testing.T) []string {
	t.Helper()
	found := append(inSource(t, "cmd", `Detail: "([a-z][^"]+)"`), inSource(t, "trust", `\berr[A-Z]\w* += errors\.New\("([^"]+)"`)...)
	found = append(found, inSource(t, "trust/dsc", `\bErrKey\w* += errors\.New\("([^"]+)"`)...)
	found = append(found, inSource(t, "trust/x509facts", `\bErrCertificate += errors\.New\("([^"]+)"`)...)
	for _, p := range findingPackages {
		files, _ := filepath.Glob(filepath.Join("..", p.dir, "*.go"))
		before := len(found)
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") && !slices.Contains(p.except, filepath.Base(file)) {
				found = append(found, findingsInFile(t, file, p.withoutErrors)...)
			}
		}
		if len(found) == before {
			t.Errorf("package %s says nothing", p.dir)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func findingsInFile(t *testing.T, name string, withoutErrors bool) (found []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && withoutErrors && slices.Contains([]string{"errors.New", "fmt.Errorf"}, called(call)) {
			return false
		}
		text, whole := textInSource(n)
		if sentence.MatchString(text) && !citation.MatchString(text) {
			found = append(found, text)
		}
		return !whole
	})
	return found
}

// textInSource gives the text that an expression makes, and tells whether it is
// one that makes a text and so has been read whole.
func textInSource(n ast.Node) (text string, whole bool) {
	switch n := n.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(n.Value)
		return text, n.Kind == token.STRING && err == nil
	case *ast.BinaryExpr:
		left, isLeft := textInSource(n.X)
		right, isRight := textInSource(n.Y)
		if n.Op != token.ADD || !isLeft && !isRight {
			return "", false
		}
		return orSeven(left, isLeft) + orSeven(right, isRight), true
	case *ast.CallExpr:
		if name := called(n); name == "fmt.Sprintf" || name == "fmt.Errorf" {
			text, whole = textInSource(n.Args[0])
			return placeholder.ReplaceAllString(text, "7"), whole
		}
	}
	return "", false
}

func orSeven(text string, known bool) string {
	if known {
		return text
	}
	return "7"
}

// called is the name of a package's function that is called, "" for others.
func called(call *ast.CallExpr) string {
	if s, ok := call.Fun.(*ast.SelectorExpr); ok {
		if pkg, ok := s.X.(*ast.Ident); ok {
			return pkg.Name + "." + s.Sel.Name
		}
	}
	return ""
}

func TestFinding(t *testing.T) {
	for english, want := range map[string]string{
		"the header's JSON is refused: nested too deeply":                      "ヘッダーの JSON を受け付けられない: 入れ子が深すぎる",
		"2 of 3 codes of one certificate":                                      "1つの証明書のコード3個のうち、あるのは2個",
		"malformed VDS-NC message: more than 100 doses":                        "VDS-NC の内容の形が正しくない: 接種が100件を超えている",
		"a file of the kind PDF, which this version does not read":             "種類が PDF のファイル(この版では読み取れない)",
		"30000 by 1 pixels; at most 50000000 in all and 20000 a side are read": "横 30000、縦 1 ピクセル。読み取れるのは全体で 50000000 ピクセル、一辺 20000 ピクセルまで",
		"malformed FHIR bundle: more than 1000 entries":                        "FHIR バンドルの形が正しくない: entry が1000件を超えている",
		"alg is not ES256":               "alg が ES256 でない",
		"":                               "",
		"a sentence that nobody foresaw": "a sentence that nobody foresaw",
		"picture file above  MiB":        "picture file above  MiB",
		"the header's JSON is refused: ": "the header's JSON is refused: ",
	} {
		if got := sentencesIn("ja").finding(english); got != want {
			t.Errorf("%q: got %q, want %q", english, got, want)
		}
	}
}
