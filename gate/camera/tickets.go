package camera

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Limits on the tickets that URL makes.
const (
	ticketTime  = 2 * time.Minute // from the making of an address to the page's first request
	mostTickets = 4               // not used yet; one more makes the oldest worthless
	mostUsed    = 16              // that are known again
)

// tickets holds those that were given out in addresses and not used yet. A ticket lets
// one page in, once: an address stays in a browser's history and among the arguments of
// its process, where others read it.
type tickets struct {
	mu     sync.Mutex
	made   []ticket // the oldest first
	byHand string
	used   []string // the oldest first
}

type ticket struct {
	text  string
	until time.Time
}

// add makes a ticket of the kind that runs out.
func (t *tickets) add(now time.Time) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	made := ticket{rand.Text(), now.Add(ticketTime)}
	t.made = append(t.made[max(0, len(t.made)-mostTickets+1):], made)
	return made.text
}

// lasting returns the one ticket that does not run out, and a new one once it was used.
func (t *tickets) lasting() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byHand == "" {
		t.byHand = rand.Text()
	}
	return t.byHand
}

// use tells whether a ticket is good, and makes it worthless: a ticket is good once.
func (t *tickets) use(text string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, made := range t.made {
		if same(text, made.text) {
			t.made = append(t.made[:i], t.made[i+1:]...)
			return now.Before(made.until)
		}
	}
	good := same(text, t.byHand)
	if good {
		t.byHand = ""
	}
	return good
}

// same compares secrets in a time that does not tell where they differ. Where there is
// no secret, nothing matches it.
func same(text, secret string) bool {
	return secret != "" && subtle.ConstantTimeCompare([]byte(text), []byte(secret)) == 1
}

// remember notes that a ticket was used.
func (t *tickets) remember(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.used = append(t.used[max(0, len(t.used)-mostUsed+1):], text)
}

// wasUsed tells whether a ticket was good once.
func (t *tickets) wasUsed(text string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.ContainsFunc(t.used, func(used string) bool { return same(text, used) })
}

// enter tells the key to a page that has a ticket. Who comes second with one may be the
// browser that it was made for, and the first a thief.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	ticket := r.Header.Get(headerKey)
	if !s.tickets.use(ticket, s.o.Now()) && !s.desk.use(ticket) {
		if s.tickets.wasUsed(ticket) && s.o.Taken != nil {
			s.o.Taken()
		}
		refuse(w, http.StatusUnauthorized)
		return
	}
	s.tickets.remember(ticket)
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"key": s.key}) // a page that has gone needs no answer
}
