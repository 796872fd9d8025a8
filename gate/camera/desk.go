package camera

import (
	"crypto/rand"
	"sync"
)

// desk is where one page sits. Whoever opens another one means to use that: the
// page before is told, and stops. The zero desk is free.
type desk struct {
	mu   sync.Mutex
	page string
	gone chan struct{} // closed when another page sits down
}

// sit gives the desk to a new page.
func (d *desk) sit() (page string, gone <-chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.gone != nil {
		close(d.gone)
	}
	d.page, d.gone = rand.Text(), make(chan struct{})
	return d.page, d.gone
}

// holds tells whether a page has the desk.
func (d *desk) holds(page string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return page != "" && page == d.page
}
