package camera

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"vaxcheck/verify"
)

// enterWith asks to be let in with the ticket of an address.
func (s *served) enterWith(ticket string) (status int, key string) {
	s.t.Helper()
	r := s.request(http.MethodPost, "/enter", nil)
	r.Header.Set(headerKey, ticket)
	status, _, body := s.send(r)
	var said struct{ Key string }
	if status == http.StatusOK {
		if err := json.Unmarshal([]byte(body), &said); err != nil {
			s.t.Fatal(err)
		}
	}
	return status, said.Key
}

// in tells whether a ticket lets in, with the key of the shift.
func (s *served) in(ticket string) bool {
	s.t.Helper()
	status, key := s.enterWith(ticket)
	if (status == http.StatusOK) != (key == s.key) || status != http.StatusOK && status != http.StatusUnauthorized {
		s.t.Errorf("ticket %q: %d, key %q", ticket, status, key)
	}
	return status == http.StatusOK
}

func ticketOf(address string) string {
	_, ticket, _ := strings.Cut(address, "/#")
	return ticket
}

// TestTicket: an address lets one page in, soon, and has no key.
func TestTicket(t *testing.T) {
	s := serve(t, verify.LevelA)
	first, second := s.URL(), s.URL()
	if first == second || len(ticketOf(first)) < 26 || strings.Contains(first, s.key) {
		t.Errorf("%s and %s", first, second)
	}
	for _, want := range []bool{true, false} {
		if got := s.in(ticketOf(first)); got != want {
			t.Errorf("let in: %v, want %v", got, want)
		}
	}
	if n := s.taken.Load(); n != 1 {
		t.Errorf("told %d times that somebody came second with a ticket", n)
	}
	if s.in("AAAAAAAAAAAAAAAAAAAAAAAAAA") || s.taken.Load() != 1 {
		t.Error("told of a ticket that never was")
	}
	s.passed.Store(int64(ticketTime - time.Second))
	if !s.in(ticketOf(second)) {
		t.Error("not let in within the time")
	}
	late := s.URL()
	s.passed.Add(int64(ticketTime))
	if s.in(ticketOf(late)) {
		t.Error("let in after the time")
	}
}

// TestManyTickets: of addresses that nobody used, a few of the newest work.
func TestManyTickets(t *testing.T) {
	s := serve(t, verify.LevelA)
	var made []string
	for range mostTickets + 3 {
		made = append(made, s.URL())
	}
	for i, address := range made {
		if got, want := s.in(ticketOf(address)), i >= 3; got != want {
			t.Errorf("address %d of %d: let in %v, want %v", i, len(made), got, want)
		}
	}
}

// TestTicketByHand: what people are shown stays the same until it is used, whenever
// that is and whatever else was opened.
func TestTicketByHand(t *testing.T) {
	s := serve(t, verify.LevelA)
	shown := s.URLByHand()
	for range mostTickets + 1 {
		s.URL()
	}
	s.passed.Store(int64(10 * ticketTime))
	if s.URLByHand() != shown {
		t.Error("another address is shown, and nobody used the first")
	}
	if !s.in(ticketOf(shown)) || s.in(ticketOf(shown)) {
		t.Error("it does not work, or twice")
	}
	if next := s.URLByHand(); next == shown || !s.in(ticketOf(next)) {
		t.Error("nobody can open the page again by hand")
	}
}

// TestTicketOfPage: a page that has the gate may be reloaded, once for each time that
// it got it.
func TestTicketOfPage(t *testing.T) {
	s := serve(t, verify.LevelA)
	s.listen()
	first := s.ticket
	s.listen()
	if s.in(first) {
		t.Error("the ticket of a page that lost the gate still lets in")
	}
	s.passed.Store(int64(10 * ticketTime))
	if !s.in(s.ticket) || s.in(s.ticket) {
		t.Error("it does not work, or twice")
	}
	if s.in(s.page) || s.in("") {
		t.Error("let in without a ticket")
	}
}

// TestKeyIsNew: and no proof of one shift is one of another.
func TestKeyIsNew(t *testing.T) {
	a, b := serve(t, verify.LevelA), serve(t, verify.LevelA)
	if a.key == b.key || len(a.key) < 26 || a.proof(theGate, testNonce) == b.proof(theGate, testNonce) {
		t.Errorf("%s and %s", a.key, b.key)
	}
	if a.proof(theGate, testNonce) == a.proof(thePage, testNonce) {
		t.Error("a page's proof can be sent back as the gate's")
	}
}

// TestProof is test case 2 of RFC 4231.
func TestProof(t *testing.T) {
	s := &Server{key: "Jefe"}
	const want = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	if got := s.proof("what do ya want", "for nothing?"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestReloaded: a page that went before the next came lost the gate to nobody.
func TestReloaded(t *testing.T) {
	s := serve(t, verify.LevelA)
	first := s.desk.sit()
	s.desk.leave(first.page)
	if !s.desk.holds(first.page) || s.desk.sit().taken {
		t.Error("a page that is reloaded takes the gate from somebody")
	}
	if s.desk.leave(first.page); !s.desk.sit().taken {
		t.Error("a page that is long gone stood up for another")
	}
}
