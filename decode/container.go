package decode

import (
	"archive/zip"
	"bytes"
	"io"
	"net/url"
	"slices"
	"strings"

	"vaxcheck/internal/strictjson"
)

// Sections of the SMART Health Cards framework, as cited in problems.
const (
	specDownload = `SMART Health Cards "via File Download"`
	specFHIR     = `SMART Health Cards "$health-cards-issue Operation"`
	specDeepLink = `SMART Health Cards "via Deep Link"`
)

// expand opens a code whose text is a container of credentials: a card file, a
// FHIR answer, a deep link. Any other code comes back as it is.
func expand(code Code) []Code {
	text := trim(code.Text)
	switch {
	case beginsSeal(text):
		return readSeals(code)
	case strings.HasPrefix(text, "{"):
		return readContainer(code, []byte(text), specDownload)
	case isDeepLink(text):
		_, fragment, _ := strings.Cut(text, "#")
		plain, err := url.PathUnescape(fragment)
		if err != nil {
			return broken(code, "the deep link is not percent-encoded as it should be", specDeepLink)
		}
		return readContainer(code, []byte(plain), specDeepLink)
	}
	return []Code{code}
}

// isDeepLink recognises an app link that carries cards in its fragment. The
// address before the fragment is never fetched.
func isDeepLink(text string) bool {
	base, fragment, found := strings.Cut(text, "#")
	if !found || !hasPrefixFold(base, "https://") {
		return false
	}
	return strings.HasPrefix(fragment, "{") || hasPrefixFold(fragment, "%7b")
}

// readContainer reads the JSON of a card file or a FHIR answer.
func readContainer(code Code, data []byte, spec string) []Code {
	doc, err := strictjson.Parse(data, strictjson.DefaultDepth)
	switch {
	case err != nil:
		return broken(code, "the container's JSON is refused: "+err.Error(), spec)
	case doc.Get("verifiableCredential").Exists():
		return cardFile(code, doc, spec)
	case doc.Get("resourceType").Text() == "Parameters":
		return fhirAnswer(code, doc)
	case hasSeal(doc):
		return readSeals(code)
	}
	return noCredential(code, "JSON without a credential", kindOfJSON(doc), spec)
}

// kindOfJSON names what people mistake for a card.
func kindOfJSON(doc strictjson.Value) string {
	switch {
	case doc.Get("resourceType").Exists():
		return "fhir"
	case doc.Get("vc").Exists():
		return "unsigned_payload"
	}
	return "json"
}

// cardFile reads a .smart-health-card file.
func cardFile(code Code, doc strictjson.Value, spec string) []Code {
	list := doc.Get("verifiableCredential")
	if list.Kind() != strictjson.Array || list.Len() == 0 {
		return noCredential(code, "verifiableCredential is empty or no array", "", spec)
	}
	return credentials(code, slices.Collect(list.Items()), spec)
}

// fhirAnswer reads the answer of a FHIR server's $health-cards-issue. Links to
// hosted resources are not signed, and are not followed.
func fhirAnswer(code Code, doc strictjson.Value) []Code {
	var values []strictjson.Value
	for p := range doc.Get("parameter").Items() {
		if p.Get("name").Text() == "verifiableCredential" {
			values = append(values, p.Get("valueString"))
		}
	}
	if len(values) == 0 {
		return noCredential(code, "the server issued no card", "empty_answer", specFHIR)
	}
	return credentials(code, values, specFHIR)
}

func credentials(code Code, values []strictjson.Value, spec string) []Code {
	if len(values) > MaxCards {
		return broken(code, "too many credentials in one file", spec)
	}
	codes := make([]Code, 0, len(values))
	for _, v := range values {
		if v.Kind() != strictjson.String {
			codes = append(codes, noCredential(code, "an entry is not the text of a credential", "", spec)...)
			continue
		}
		codes = append(codes, Code{Text: v.Text(), Symbol: code.Symbol, Notes: code.Notes})
	}
	return codes
}

// readPass reads an Apple Wallet pass: only the messages of its barcodes, and
// those in memory. The pass's own fields and signature were made by whoever
// made the pass; they prove nothing about the card.
func readPass(data []byte) []Code {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(archive.File) > MaxPassEntries {
		return broken(Code{}, "a damaged ZIP archive", "")
	}
	var text []byte
	for _, f := range archive.File {
		if f.Name != "pass.json" {
			continue
		}
		if text != nil {
			return broken(Code{}, "two files pass.json in one pass", "")
		}
		if text, err = readPassFile(f); err != nil {
			return broken(Code{}, "pass.json is damaged or too large", "")
		}
	}
	if text == nil {
		return oneProblem(unsupported("zip", "a ZIP archive that is no wallet pass"))
	}
	return passMessages(text)
}

func readPassFile(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, MaxPass+1))
	if err == nil && len(text) > MaxPass {
		err = io.ErrShortBuffer
	}
	return append([]byte{}, text...), err
}

func passMessages(text []byte) []Code {
	plain, _, ok := toUTF8(text)
	doc, err := strictjson.Parse([]byte(trim(plain)), strictjson.DefaultDepth)
	if !ok || err != nil {
		return broken(Code{}, "pass.json is not well-formed JSON", "")
	}
	barcodes := slices.Collect(doc.Get("barcodes").Items())
	if len(barcodes) == 0 {
		barcodes = []strictjson.Value{doc.Get("barcode")}
	}
	var codes []Code
	seen := map[string]bool{}
	for _, b := range barcodes {
		if message := b.Get("message").Text(); message != "" && !seen[message] && len(codes) < MaxCards {
			seen[message] = true
			codes = append(codes, expand(Code{Text: message})...)
		}
	}
	if codes == nil {
		return noCredential(Code{}, "the pass has no barcode", "wallet_pass", "")
	}
	return codes
}

func broken(code Code, detail, spec string) []Code {
	return withProblem(code, Problem{Stage: StageDecode, Reason: ReasonFileDamaged, Detail: detail, Spec: spec})
}

func noCredential(code Code, detail, kind, spec string) []Code {
	return withProblem(code, Problem{Stage: StageDecode, Reason: ReasonNotCertificate, Detail: detail, Kind: kind, Spec: spec})
}

func withProblem(code Code, p Problem) []Code {
	return []Code{{Symbol: code.Symbol, Notes: code.Notes, Problem: &p}}
}

// hasPrefixFold is strings.HasPrefix for ASCII prefixes in any case.
func hasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}
