package codes

import "sync"

// Room is how many bytes the inputs that are worked on side by side may take
// together. One that takes more than all of it has it alone. Who waits longest
// is let in next, so that small ones do not pass a large one for ever. Nobody
// may enter a room again from within it; nil has room for all.
type Room struct {
	mu         sync.Mutex
	left       sync.Cond // told of every change
	size, free int64
	last, turn uint64 // tickets: the last that was given, and who is let in next
}

// NewRoom returns an empty room of so many bytes.
func NewRoom(bytes int64) *Room {
	r := &Room{size: bytes, free: bytes}
	r.left.L = &r.mu
	return r
}

// Enter waits until there is room for so many bytes. Who has entered leaves once.
func (r *Room) Enter(bytes int64) (leave func()) {
	if r == nil {
		return func() {}
	}
	bytes = min(max(bytes, 0), r.size)
	r.mu.Lock()
	defer r.mu.Unlock()
	ticket := r.last
	r.last++
	for r.turn != ticket || r.free < bytes {
		r.left.Wait()
	}
	r.turn++
	r.change(-bytes)
	return sync.OnceFunc(func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.change(bytes)
	})
}

func (r *Room) change(bytes int64) {
	r.free += bytes
	r.left.Broadcast()
}
