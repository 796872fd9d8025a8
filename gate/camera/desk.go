package camera

import (
	"crypto/rand"
	"sync"
)

// desk lets one page at a time serve the gate. Whoever opens another one means to use
// that: the page before is told, and stops. The zero desk is free.
type desk struct {
	mu     sync.Mutex
	page   string
	ticket string        // lets that page in again when it is reloaded
	gone   chan struct{} // closed when another page sits down; nil if nobody listens
}

// seat is what a page is given with the desk: its own name, a ticket for when it is
// reloaded, and a channel that is closed when another page sits down.
type seat struct {
	page, ticket string
	gone         <-chan struct{}
	taken        bool // from a page that was in service
}

// sit gives the desk to a new page.
func (d *desk) sit() seat {
	d.mu.Lock()
	defer d.mu.Unlock()
	taken := d.gone != nil
	if taken {
		close(d.gone)
	}
	d.page, d.ticket, d.gone = rand.Text(), rand.Text(), make(chan struct{})
	return seat{d.page, d.ticket, d.gone, taken}
}

// leave notes that nobody listens any more as a page. The page keeps the desk until the
// next one comes, which may be the same one, reloaded.
func (d *desk) leave(page string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if page == d.page {
		d.gone = nil
	}
}

// holds tells whether a page has the desk.
func (d *desk) holds(page string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return page != "" && page == d.page
}

// use tells whether a ticket is that of the page at the desk, and makes it worthless: a
// ticket is good once.
func (d *desk) use(ticket string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	good := same(ticket, d.ticket)
	if good {
		d.ticket = ""
	}
	return good
}
