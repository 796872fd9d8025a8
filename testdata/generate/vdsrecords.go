package main

import (
	"crypto/x509"

	"vaxcheck/internal/mint"
)

// sealRecords are VDS-NC whose doses and tests say by code and in words what was given,
// or do not.
func sealRecords() []vector {
	accepted := func(name, expect, fails, details, code, brand, comment string) vector {
		dose := hanakoSeal().Edit("XM0GQ8", code).Edit("COMIRNATY", brand).Edit("Spikevax", brand)
		v := seal("code-"+name, specVDS, expect, fails, dose.Sign(healthOffice()), comment)
		v.policy, v.details = "accepted.toml", details
		return v
	}
	const unmet, unclear = "insufficient/policy_not_met", "review/content_unclear"
	tester := utopian(mint.SignerOptions{Documents: []string{"NT"}})
	tested := func(name, from, to, comment string) vector {
		v := seal("test-"+name, specVDS, unclear, "policy", mint.TestedSeal("UTO").Edit(from, to).Sign(tester), comment)
		v.policy, v.at, v.details = "pcr.toml", "2022-01-11T09:00:00+09:00", "result"
		return v
	}
	unstated := hanakoSeal().Edit("XM0GQ8", "XM9999").Edit("COMIRNATY", "Newvax").Edit("Spikevax",
		"Newvax").Edit(`"dis":"RA01.0",`, "")
	return []vector{
		accepted("and-brand", "valid", "", "", "XM8NQ0", "Comirnaty",
			"Code and brand name the product that is asked for."),
		accepted("alone", "valid", "", "", "XM8NQ0", "Newvax", "The code alone names it."),
		accepted("against-brand", unmet, "policy", "product_not_accepted", "XM8NQ0", "Spikevax",
			"Code and brand name two products, of which neither is relied on."),
		vectorDetails(seal("product-unstated", specVDS, unclear, "policy", unstated.Sign(healthOffice()),
			"A code and a brand that nobody knows, and not a word of what they are against."), "product"),
		tested("kind-unknown", "molecular(PCR)", "isothermal", "A kind of test that the report does not have."),
		tested("result-unknown", `"r":"negative"`, `"r":"none"`, "A result that the report does not have."),
		seal("signer-key-usage-signs", specVDS, "valid",
			"", hanakoSeal().Sign(utopian(mint.SignerOptions{KeyUsage: x509.KeyUsageDigitalSignature})),
			"A signer whose certificate says that its key signs documents."),
	}
}
