// Package camera is the gate's page: one page in a browser of this machine that
// shows the gate's answers and hands it what a camera sees.
//
// The page decodes nothing. It posts the brightness of frames to the server,
// which reads them with the engine that reads files, and is told what to show at
// the gate's level. The server listens on the loopback interface alone, answers
// one page at a time, and believes nobody who does not know the key that is made
// at each start. An address has no key but a ticket in its fragment, which the page
// changes for the key, once; the key is in the page's memory alone. The page believes
// nobody either who does not prove that they know it: another program may listen at
// the address when ours has ended. Nothing that passes is kept or cached, here or in
// the browser, save for tickets.
//
// The package knows no sentence for people: all of them are handed in, in every
// language that the page can be switched to.
package camera

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/gate"
)

// Port is that of the page unless somebody asks for another. It is fixed so that a
// browser remembers that it may use the camera.
const Port = 8474

// Times that Options leave open.
const (
	// FrameBudget is for the search of a frame. Most get less: see glance.
	FrameBudget = 300 * time.Millisecond
	FileBudget  = 2 * time.Second
	Idle        = 10 * time.Minute
)

// Options say what the page shows and to whom it hands codes.
type Options struct {
	Engine *gate.Engine
	Now    func() time.Time
	// Languages are those the page can be switched to; it begins with the first.
	Languages []Language
	// Sound is how the page sounds at first: "off", "same" or "each". It is "off"
	// unless it is set.
	Sound string
	// Typed takes apart what a keyboard scanner types into the page, or somebody
	// pastes. It is codes.Line unless it is set.
	Typed func(text string) []decode.Code
	// Bug is called, if it is set, in the course of a panic: a mistake of ours, that
	// costs one answer and no other. It must not ask what the panic says, which may
	// quote a card. Several requests may call it at once.
	Bug func()
	// Taken is called, if it is set, when a page gets the gate while another was showing
	// it, and when one comes with a ticket that another has used. Several requests may
	// call it at once.
	Taken func()
	// FrameBudget and FileBudget bound the search of one picture, Idle is after
	// how long without a visitor the camera is switched off; 0 is the usual time.
	FrameBudget, FileBudget, Idle time.Duration
}

// Language is all that the page says in one language.
type Language struct {
	Tag   string // of BCP 47: "en", "ja"
	Words Words
	// Panel says what a state of the gate means. It is called for every kind of
	// state, Idle too.
	Panel func(gate.State) Panel
	// Status is a line on what the gate judges with: the age of its trust set, and
	// whatever else staff should have before their eyes.
	Status func(now time.Time) string
}

// Panel is what people are told of a state: the word, why, what to do next. The page
// shows all of it as text and never as markup; whoever fills it leaves out characters
// that would harm a terminal.
type Panel struct {
	Word     string `json:"word"`     // the verdict's, "" if there is none
	Sentence string `json:"sentence"` // why, on one line
	Next     string `json:"next"`     // what to do now, on one line
	Name     string `json:"name"`     // of the person, read aloud after the reason; level C
	Details  []Line `json:"details"`  // what levels B and C add
}

// Line is one value with its label, such as a name or a date. One without a value is a
// heading, one without a label stands alone; a strong one is to be compared with
// somebody's papers.
type Line struct {
	Label  string `json:"label"`
	Value  string `json:"value"`
	Strong bool   `json:"strong"`
}

// Server is the page's server.
type Server struct {
	o        Options
	listener net.Listener
	host     string // the only one that is answered, without the port if browsers leave it out
	key      string // of the shift
	tickets  tickets
	reading  chan struct{} // held while a picture is searched
	pixels   []byte        // of the frame being read
	thorough time.Time     // when a frame was last given all its time, or read
	adviser  adviser
	desk     desk
}

// ErrNotLocal means that a listener can be reached from other machines.
var ErrNotLocal = errors.New("the page is for this machine alone, and the address is not 127.0.0.1")

// New makes the server of a page at a listener on 127.0.0.1.
func New(o Options, l net.Listener) (*Server, error) {
	address, ok := l.Addr().(*net.TCPAddr)
	if !ok || !address.IP.Equal(net.IPv4(127, 0, 0, 1)) {
		return nil, ErrNotLocal
	}
	if o.Typed == nil {
		o.Typed = codes.Line
	}
	o.Sound = cmp.Or(o.Sound, "off")
	o.FrameBudget = usual(o.FrameBudget, FrameBudget)
	o.FileBudget = usual(o.FileBudget, FileBudget)
	o.Idle = usual(o.Idle, Idle)
	return &Server{o: o, listener: l, host: bare(address.String()), key: rand.Text(),
		reading: make(chan struct{}, 1)}, nil
}

func usual(set, otherwise time.Duration) time.Duration {
	if set > 0 {
		return set
	}
	return otherwise
}

// URL returns a new address to hand to a browser. It opens one page, within two
// minutes; of addresses that nobody has used a few of the newest work. The ticket in
// its fragment is never sent with a request for a page; the page takes it out of the
// address.
func (s *Server) URL() string { return s.home() + "#" + s.tickets.add(s.o.Now()) }

// URLByHand returns the address to show to people. It opens one page, whenever that
// is; until then it stays the same, however often it is asked for.
func (s *Server) URLByHand() string { return s.home() + "#" + s.tickets.lasting() }

func (s *Server) home() string { return "http://" + s.host + "/" }

// Limits on requests.
const (
	requestTime = 10 * time.Second // from its first byte to its last
	headerBytes = 16 << 10
	farewell    = 100 * time.Millisecond // from the end of what pages are told to that of the listener
	endTime     = time.Second            // for requests that are being answered at the end
)

// Serve answers the page until the context ends; then it returns nil. Somebody
// else has to call the engine's Tick.
func (s *Server) Serve(ctx context.Context) error {
	server := &http.Server{
		Handler:        s.handler(),
		ReadTimeout:    requestTime,
		MaxHeaderBytes: headerBytes,
		// What net/http has to say would go to the gate's screen, and might quote.
		ErrorLog:    log.New(io.Discard, "", 0),
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	// When a connection that it kept has closed, a browser sends the request again at a
	// new one, and by then another program may be at the address.
	server.SetKeepAlivesEnabled(false)
	ended := make(chan struct{})
	context.AfterFunc(ctx, func() { end(server); close(ended) })
	if err := server.Serve(s.listener); ctx.Err() == nil {
		return err
	}
	<-ended
	return nil
}

// end ends the server, once the page has had the time to hear that the gate closes.
// Nobody else can be at its address until then, and nobody else is waited for.
func end(server *http.Server) {
	time.Sleep(farewell)
	patience, cancel := context.WithTimeout(context.Background(), endTime)
	defer cancel()
	if server.Shutdown(patience) != nil {
		server.Close()
	}
}
