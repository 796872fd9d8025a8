package camera

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// Limits on the tickets that URL makes.
const (
	ticketTime  = 2 * time.Minute // from the making of an address to the page's first request
	mostTickets = 4               // not used yet; one more makes the oldest worthless
)

// tickets are those that were given out in addresses and not used yet. A ticket lets
// one page in, once: an address stays in a browser's history and among the arguments
// of its process, where others read it.
type tickets struct {
	mu     sync.Mutex
	made   []ticket // the oldest first
	byHand string
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

// use tells whether a ticket is good, and makes it worthless.
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

// same compares secrets in a time that does not tell where they differ. Nothing is the
// same as a secret that there is none of.
func same(text, secret string) bool {
	return secret != "" && subtle.ConstantTimeCompare([]byte(text), []byte(secret)) == 1
}

// enter tells the key to a page that has a ticket.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	ticket := r.Header.Get(headerKey)
	if !s.tickets.use(ticket, s.o.Now()) && !s.desk.use(ticket) {
		refuse(w, http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"key": s.key}) // a page that has gone needs no answer
}
