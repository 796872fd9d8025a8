package codes

import (
	"net/url"
	"slices"
	"strings"

	"vaxcheck/decode"
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
func expand(code decode.Code) []decode.Code {
	text := decode.Trim(code.Text)
	switch {
	case decode.BeginsSeal(text):
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
	case text == "", len(text) > decode.MaxLine:
		return []decode.Code{code}
	case decode.WellFormed(text):
		return withoutWords(code, text)
	}
	if codes := forgive(code, text); codes != nil {
		return codes
	}
	return []decode.Code{code}
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
func readContainer(code decode.Code, data []byte, spec string) []decode.Code {
	doc, err := strictjson.Parse(data, strictjson.DefaultDepth)
	switch {
	case err != nil:
		return broken(code, fileJSON(finding.From(err)), spec)
	case doc.Get("verifiableCredential").Exists():
		return cardFile(code, doc, spec)
	case doc.Get("resourceType").Text() == "Parameters":
		return fhirAnswer(code, doc)
	case decode.HasSeal(doc):
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
func linkedData(code decode.Code, doc strictjson.Value) []decode.Code {
	switch {
	case !doc.Get("proof").Exists():
		return noCredential(code, fileJSONLDWithoutProof, kindJSON, "")
	case slices.ContainsFunc(slices.Collect(doc.Get("type").Items()),
		func(t strictjson.Value) bool { return t.Text() == "ProofOfVaccinationCredential" }):
		return withProblem(code, unsupported(decode.DIVOC()))
	}
	return withProblem(code, unsupported(kindJSONLD, fileVCJSONLD))
}

// cardFile reads a .smart-health-card file.
func cardFile(code decode.Code, doc strictjson.Value, spec string) []decode.Code {
	list := doc.Get("verifiableCredential")
	if list.Kind() == strictjson.String {
		code.Notes = slices.Concat(code.Notes, []decode.Note{noteText})
		return credentials(code, []strictjson.Value{list}, spec)
	}
	if list.Kind() != strictjson.Array || list.Len() == 0 {
		return noCredential(code, fileNoCredentials, "", spec)
	}
	return credentials(code, slices.Collect(list.Items()), spec)
}

// fhirAnswer reads the answer of a FHIR server's $health-cards-issue. Links to
// hosted resources are not signed, and are not followed.
func fhirAnswer(code decode.Code, doc strictjson.Value) []decode.Code {
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

func credentials(code decode.Code, values []strictjson.Value, spec string) []decode.Code {
	if len(values) > MaxCards {
		return broken(code, fileTooManyCredentials, spec)
	}
	codes := make([]decode.Code, 0, len(values))
	for _, v := range values {
		if v.Kind() != strictjson.String {
			codes = append(codes, noCredential(code, fileEntryNoText, "", spec)...)
			continue
		}
		codes = append(codes, decode.Code{Text: v.Text(), Symbol: code.Symbol, Notes: code.Notes})
	}
	return codes
}

// passMessages reads pass.json.
func passMessages(text []byte, raw bool) []decode.Code {
	plain, _, ok := toUTF8(text)
	doc, err := strictjson.Parse([]byte(decode.Trim(plain)), strictjson.DefaultDepth)
	if !ok || err != nil {
		return broken(decode.Code{}, filePassJSONMalformed, "")
	}
	barcodes := slices.Collect(doc.Get("barcodes").Items())
	if len(barcodes) == 0 {
		barcodes = []strictjson.Value{doc.Get("barcode")}
	}
	var codes []decode.Code
	seen := map[string]bool{}
	for _, b := range barcodes {
		if message := b.Get("message").Text(); message != "" && !seen[message] && len(codes) < MaxCards {
			seen[message] = true
			if code := (decode.Code{Text: message}); raw {
				codes = append(codes, code)
			} else {
				codes = append(codes, expand(code)...)
			}
		}
	}
	if codes == nil {
		return noCredential(decode.Code{}, filePassWithoutCode, kindWalletPass, "")
	}
	return codes
}

func broken(code decode.Code, detail finding.Finding, spec string) []decode.Code {
	return withProblem(code, decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonFileDamaged,
		Detail: detail, Spec: spec})
}

func noCredential(code decode.Code, detail finding.Finding, kind, spec string) []decode.Code {
	return withProblem(code, decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonNotCertificate,
		Detail: detail, Kind: kind, Spec: spec})
}

func withProblem(code decode.Code, p decode.Problem) []decode.Code {
	return []decode.Code{{Symbol: code.Symbol, Notes: code.Notes, Problem: &p}}
}
