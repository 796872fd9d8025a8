package codes

import "vaxcheck/internal/mint"

// Who signs what is read here.
var (
	testIssuer = mint.NewIssuer("https://shc.example.jp/issuer", "Example", "decode tests")
	testDSC    = mint.NewAuthority("UT", "UTO", "CSCA", "decode tests").DSC("decode tests", mint.DSCOptions{})
)

func signer() mint.Signer {
	return mint.NewAuthority("UT", "UTO", "CSCA", "decode tests").Signer("decode tests", mint.SignerOptions{})
}

func seal() string { return mint.Vaccinated("UTO").Sign(signer()) }
