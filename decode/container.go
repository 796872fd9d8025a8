package decode

import (
	"net/url"
	"slices"
	"strings"

	"vaxcheck/decode/find"
	"vaxcheck/internal/finding"
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
	text := Trim(code.Text)
	switch {
	case BeginsSeal(text):
		return readSeals(code)
	case strings.HasPrefix(text, "{"):
		return readContainer(code, []byte(text), specDownload)
	case isDeepLink(text):
		_, fragment, _ := strings.Cut(text, "#")
		plain, err := url.PathUnescape(fragment)
		if err != nil {
			return broken(code, fileDeepLink, specDeepLink)
		}
		return readContainer(code, []byte(plain), specDeepLink)
	case text == "", len(text) > MaxLine:
		return []Code{code}
	case WellFormed(text):
		return withoutWords(code, text)
	}
	if codes := forgive(code, text); codes != nil {
		return codes
	}
	return []Code{code}
}

// isDeepLink recognises an app link that carries cards in its fragment. The
// address before the fragment is never fetched.
func isDeepLink(text string) bool {
	base, fragment, found := strings.Cut(text, "#")
	if !found || !find.HasPrefixFold(base, "https://") {
		return false
	}
	return strings.HasPrefix(fragment, "{") || find.HasPrefixFold(fragment, "%7b")
}

// readContainer reads the JSON of a card file or a FHIR answer.
func readContainer(code Code, data []byte, spec string) []Code {
	doc, err := strictjson.Parse(data, strictjson.DefaultDepth)
	switch {
	case err != nil:
		return broken(code, fileJSON(finding.From(err)), spec)
	case doc.Get("verifiableCredential").Exists():
		return cardFile(code, doc, spec)
	case doc.Get("resourceType").Text() == "Parameters":
		return fhirAnswer(code, doc)
	case HasSeal(doc):
		return readSeals(code)
	case doc.Get("@context").Exists():
		return linkedData(code, doc)
	}
	return noCredential(code, fileJSONWithoutCredential, kindOfJSON(doc), spec)
}

// kindOfJSON names what people mistake for a card.
func kindOfJSON(doc strictjson.Value) string {
	switch {
	case doc.Get("resourceType").Exists():
		return kindFHIR
	case doc.Get("vc").Exists():
		return kindUnsignedPayload
	}
	return kindJSON
}

// linkedData names a credential that is signed over JSON-LD.
func linkedData(code Code, doc strictjson.Value) []Code {
	switch {
	case !doc.Get("proof").Exists():
		return noCredential(code, fileJSONLDWithoutProof, kindJSON, "")
	case slices.ContainsFunc(slices.Collect(doc.Get("type").Items()), func(t strictjson.Value) bool { return t.Text() == "ProofOfVaccinationCredential" }):
		return withProblem(code, unsupported(DIVOC()))
	}
	return withProblem(code, unsupported(kindJSONLD, fileVCJSONLD))
}

// cardFile reads a .smart-health-card file.
func cardFile(code Code, doc strictjson.Value, spec string) []Code {
	list := doc.Get("verifiableCredential")
	if list.Kind() == strictjson.String {
		code.Notes = slices.Concat(code.Notes, []Note{noteText})
		return credentials(code, []strictjson.Value{list}, spec)
	}
	if list.Kind() != strictjson.Array || list.Len() == 0 {
		return noCredential(code, fileNoCredentials, "", spec)
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
		return noCredential(code, fileNoCardIssued, kindEmptyAnswer, specFHIR)
	}
	return credentials(code, values, specFHIR)
}

func credentials(code Code, values []strictjson.Value, spec string) []Code {
	if len(values) > MaxCards {
		return broken(code, fileTooManyCredentials, spec)
	}
	codes := make([]Code, 0, len(values))
	for _, v := range values {
		if v.Kind() != strictjson.String {
			codes = append(codes, noCredential(code, fileEntryNoText, "", spec)...)
			continue
		}
		codes = append(codes, Code{Text: v.Text(), Symbol: code.Symbol, Notes: code.Notes})
	}
	return codes
}

// passMessages reads pass.json.
func passMessages(text []byte, raw bool) []Code {
	plain, _, ok := toUTF8(text)
	doc, err := strictjson.Parse([]byte(Trim(plain)), strictjson.DefaultDepth)
	if !ok || err != nil {
		return broken(Code{}, filePassJSONMalformed, "")
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
			if code := (Code{Text: message}); raw {
				codes = append(codes, code)
			} else {
				codes = append(codes, expand(code)...)
			}
		}
	}
	if codes == nil {
		return noCredential(Code{}, filePassWithoutCode, kindWalletPass, "")
	}
	return codes
}

func broken(code Code, detail finding.Finding, spec string) []Code {
	return withProblem(code, Problem{Stage: StageDecode, Reason: ReasonFileDamaged, Detail: detail, Spec: spec})
}

func noCredential(code Code, detail finding.Finding, kind, spec string) []Code {
	return withProblem(code, Problem{Stage: StageDecode, Reason: ReasonNotCertificate, Detail: detail, Kind: kind, Spec: spec})
}

func withProblem(code Code, p Problem) []Code {
	return []Code{{Symbol: code.Symbol, Notes: code.Notes, Problem: &p}}
}
