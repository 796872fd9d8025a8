package mint

import "fmt"

// Numeric returns the text of a QR code that holds a whole JWS: two decimal
// digits for each character, SMART Health Cards "Encoding QRs".
func Numeric(jws string) string { return "shc:/" + digits(jws) }

// Chunks returns the texts of n QR codes that hold a JWS between them, cut into
// parts of about equal size, SMART Health Cards "Chunking".
func Chunks(jws string, n int) []string {
	list := make([]string, n)
	for i := range list {
		part := jws[i*len(jws)/n : (i+1)*len(jws)/n]
		list[i] = fmt.Sprintf("shc:/%d/%d/%s", i+1, n, digits(part))
	}
	return list
}

func digits(text string) string {
	const offset = '-' // the lowest character of a JWS counts as zero
	b := make([]byte, 0, 2*len(text))
	for i := range len(text) {
		n := int(text[i]) - offset
		if n < 0 || n > 99 {
			panic(fmt.Sprintf("mint: character %q has no two digits", text[i]))
		}
		b = append(b, '0'+byte(n/10), '0'+byte(n%10))
	}
	return string(b)
}

// File returns the contents of a .smart-health-card file with the JWS given,
// SMART Health Cards "via File Download".
func File(jws ...string) []byte {
	return marshal(map[string][]string{"verifiableCredential": append([]string{}, jws...)})
}

type parameter struct {
	Name         string      `json:"name"`
	ValueString  string      `json:"valueString,omitempty"`
	ValueURI     string      `json:"valueUri,omitempty"`
	ValueInteger *int        `json:"valueInteger,omitempty"`
	Part         []parameter `json:"part,omitempty"`
}

// FHIRResponse returns an answer to $health-cards-issue with the JWS given, the
// first of which is linked with a resource of a server; with none it is the
// answer that says no card is available. SMART Health Cards
// "$health-cards-issue Operation".
func FHIRResponse(jws ...string) []byte {
	var list []parameter
	for _, text := range jws {
		list = append(list, parameter{Name: "verifiableCredential", ValueString: text})
	}
	if len(jws) > 0 {
		list = append(list, parameter{Name: "resourceLink", Part: []parameter{
			{Name: "vcIndex", ValueInteger: new(int)},
			{Name: "bundledResource", ValueURI: "resource:1"},
			{Name: "hostedResource", ValueURI: "https://fhir.example/Immunization/1"},
		}})
	}
	return marshal(struct {
		ResourceType string      `json:"resourceType"`
		Parameter    []parameter `json:"parameter,omitempty"`
	}{"Parameters", list})
}
