package gate_test

import (
	"testing"

	"vaxcheck/decode"
	"vaxcheck/gate"
	"vaxcheck/internal/mint"
)

func TestSeveral(t *testing.T) {
	nothing := decode.Code{Problem: &decode.Problem{Stage: decode.StageDecode, Reason: decode.ReasonNoCode}}
	d := open(t, nil)
	d.Frame(codes(card(mint.Hanako()), card(mint.Taro())))
	d.want("several")
	d.at(7).Frame(codes(card(mint.Hanako()), card(mint.Taro())))
	if s, _ := d.at(14).State(); s.Phase != gate.Several || !s.At.Equal(start) {
		t.Errorf("two that stay in view: %+v", s)
	}
	d.Frame(codes(card(mint.Taro())))
	d.want("valid")
	d.at(20).Frame(codes("https://example.org/poster", card(mint.Hanako())))
	d.want("valid")
	d.at(40).Frame(codes("https://example.org/poster"))
	d.want("unreadable not_a_certificate")
	d.at(60).Frame([]decode.Code{nothing})
	d.want("idle")
	d.Scan([]decode.Code{nothing})
	d.want("unreadable no_code_found")
}

func TestChunks(t *testing.T) {
	d := open(t, nil)
	parts := mint.Chunks(mint.Japan(issuer(), mint.Hanako()).JWS(issuer()), 3)
	d.Scan(codes(parts[1]))
	d.at(5).Scan(codes(parts[0], parts[1]))
	d.want("waiting")
	if s, _ := d.State(); s.Have != 2 || s.Want != 3 {
		t.Errorf("%d of %d", s.Have, s.Want)
	}
	d.at(24).Scan(codes(parts[2]))
	d.want("valid")
	d.at(100).Scan(codes(parts[0]))
	d.at(120).want("unreadable chunks_missing")
	d.at(128).want("idle")
	d.at(200).Scan(codes(parts[0]))
	d.Clear()
	d.at(221).want("idle")
}

// TestChunksOfTwo: codes of two visitors make no certificate, and no forgery.
func TestChunksOfTwo(t *testing.T) {
	d := open(t, nil)
	a, b := mint.Chunks(mint.Japan(issuer(), mint.Hanako()).JWS(issuer()), 2),
		mint.Chunks(mint.Japan(issuer(), mint.Taro()).JWS(issuer()), 2)
	d.Scan(codes(a[0]))
	d.at(1).Scan(codes(b[1]))
	d.want("unreadable chunks_conflict")
	d.at(2).Scan(codes(b[0]))
	d.want("valid")
}

// TestChunkLeft: what a conflict leaves waits no longer than other codes do.
func TestChunkLeft(t *testing.T) {
	a, b := mint.Chunks(mint.Japan(issuer(), mint.Hanako()).JWS(issuer()), 2),
		mint.Chunks(mint.Japan(issuer(), mint.Taro()).JWS(issuer()), 2)
	d := open(t, nil)
	d.Scan(codes(a[0]))
	d.at(1).Scan(codes(b[1]))
	d.want("unreadable chunks_conflict")
	d.at(60).Scan(codes(b[0]))
	d.want("waiting")
}

// TestChunkAgain: codes that Esc made forgotten count again at once.
func TestChunkAgain(t *testing.T) {
	parts := mint.Chunks(mint.Japan(issuer(), mint.Hanako()).JWS(issuer()), 2)
	d := open(t, nil)
	d.Scan(codes(parts[0]))
	d.Clear()
	d.at(0.4).Scan(codes(parts[1]))
	d.at(0.6).Scan(codes(parts[1]))
	d.want("waiting")
	d.at(0.9).Scan(codes(parts[0]))
	d.want("valid")
}
