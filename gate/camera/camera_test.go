package camera

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/decode/qr"
	"vaxcheck/gate"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

var start = time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("JST", 9*60*60))

func issuer() mint.Issuer {
	return mint.NewIssuer("https://gate.example/issuer", "Gate", "camera tests")
}

func card(p mint.Person) string { return mint.Numeric(mint.Japan(issuer(), p).JWS(issuer())) }

// testLanguage says the whole view, so that nothing that a level lets through
// goes unseen.
func testLanguage(tag string) Language {
	return Language{Tag: tag, Words: Words{Name: tag}, Status: func(time.Time) string { return "status in " + tag },
		Panel: func(s gate.State) Panel {
			all, _ := json.Marshal(s.View)
			return Panel{Word: string(s.View.Verdict), Sentence: string(all)}
		}}
}

// served is a server in service, and a page that knows its key.
type served struct {
	*Server
	t      testing.TB
	engine *gate.Engine
	page   string
	ticket string        // to be let in again
	passed *atomic.Int64 // time since start
	bugs   *atomic.Int64 // that were told of
	taken  *atomic.Int64 // how often the gate was, from a page in service
}

const testNonce = "0123456789abcdef0123456789abcdef"

func serve(t testing.TB, level verify.Level) *served {
	t.Helper()
	set, err := trust.LoadSnapshot(mint.Snapshot(start.AddDate(0, -1, 0), issuer()), "test")
	if err != nil {
		t.Fatal(err)
	}
	passed, bugs, taken := &atomic.Int64{}, &atomic.Int64{}, &atomic.Int64{}
	now := func() time.Time { return start.Add(time.Duration(passed.Load())) }
	policy := rules.Builtin()[0]
	engine := gate.New(gate.Options{Now: now, Level: level,
		Judge: func(c *decode.Credential, at time.Time) verify.Report {
			if len(c.Codes) > 0 && c.Codes[0].Text == "panic" {
				panic("a mistake of ours")
			}
			return verify.Check(c, set, policy, verify.Instant{Time: at})
		},
		Ready: func(time.Time) (verify.Report, bool) { return verify.Report{}, true },
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Options{Engine: engine, Now: now, Languages: []Language{testLanguage("en"), testLanguage("ja")},
		Bug: func() { bugs.Add(1) }, Taken: func() { taken.Add(1) }}, l)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return &served{Server: s, t: t, engine: engine, passed: passed, bugs: bugs, taken: taken}
}

// run lets time pass, ten times as fast, until the function is called that it returns: the
// search of a picture looks at the clock.
func (s *served) run() (stop func()) {
	ended := make(chan struct{})
	go func() {
		for {
			select {
			case <-ended:
				return
			case <-time.After(time.Millisecond):
				s.passed.Add(int64(10 * time.Millisecond))
			}
		}
	}()
	return func() { close(ended) }
}

// request is one as our own page makes it.
func (s *served) request(method, route string, body []byte) *http.Request {
	s.t.Helper()
	r, err := http.NewRequest(method, "http://"+s.host+route, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method == http.MethodPost {
		r.Header.Set("Origin", "http://"+s.host)
		r.Header.Set(headerKey, s.key)
		r.Header.Set(headerPage, s.page)
	}
	if route == "/events" { // to which no page sends the key
		r.Header.Del(headerKey)
		r.Header.Set(headerNonce, testNonce)
		r.Header.Set(headerProof, s.proof(thePage, testNonce))
	}
	return r
}

func (s *served) send(r *http.Request) (status int, header http.Header, body string) {
	s.t.Helper()
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, string(data)
}

func (s *served) post(route string, body []byte) (status int, answer string) {
	s.t.Helper()
	status, _, answer = s.send(s.request(http.MethodPost, route, body))
	return status, answer
}

// listen sits down as a page, and returns what it is told.
func (s *served) listen() (next func() event) {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	answer, err := http.DefaultTransport.RoundTrip(s.request(http.MethodPost, "/events", nil).WithContext(ctx))
	if err != nil || answer.StatusCode != http.StatusOK {
		s.t.Fatalf("events: %v %v", answer, err)
	}
	lines := bufio.NewReader(answer.Body)
	next = func() (e event) {
		s.t.Helper()
		line, err := lines.ReadBytes('\n')
		if err == nil {
			err = json.Unmarshal(line, &e)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			s.t.Fatal(err)
		}
		return e
	}
	first := next()
	if first.Greeting == nil || first.Greeting.Proof != s.proof(theGate, testNonce) || first.State == nil ||
		first.State.Phase != "idle" {
		s.t.Fatalf("first told: %+v", first)
	}
	s.page, s.ticket = first.Greeting.Name, first.Greeting.Ticket
	return next
}

// state is the next thing told about the state.
func stateFrom(next func() event) *state {
	for range 5 {
		if e := next(); e.State != nil {
			return e.State
		}
	}
	return &state{}
}

func frameOf(texts ...string) (route string, pix []byte) {
	g := qr.FromImage(mint.Picture(texts, 3))
	for y := range g.Height {
		pix = append(pix, g.Pix[y*g.Stride:][:g.Width]...)
	}
	return fmt.Sprintf("/frame?width=%d&height=%d", g.Width, g.Height), pix
}

func TestFrame(t *testing.T) {
	s := serve(t, verify.LevelA)
	next := s.listen()
	if status, answer := s.post(frameOf(card(mint.Hanako()))); status != http.StatusOK || answer != `{"help":""}`+"\n" {
		t.Errorf("%d %s", status, answer)
	}
	got := stateFrom(next)
	if got.Phase != "answered" || got.Look != "valid" || got.Place != "right" ||
		got.Left != gate.Clear.Milliseconds() || got.At != start.UnixMilli() {
		t.Errorf("%+v", got)
	}
	if len(got.Panels) != 2 || got.Panels["ja"].Word != "valid" {
		t.Errorf("panels %+v", got.Panels)
	}
	if bytes.ContainsFunc(s.pixels, func(r rune) bool { return r != 0 }) {
		t.Error("pixels are kept")
	}
	s.post(frameOf(card(mint.Hanako()), card(mint.Taro())))
	if got := stateFrom(next); got.Phase != "several" || got.Look != "unreadable" {
		t.Errorf("two codes: %+v", got)
	}
}

// TestLevels: what a level withholds never leaves the server.
func TestLevels(t *testing.T) {
	for level, withheld := range map[verify.Level][]string{
		verify.LevelA: {"花子", "1985-04-01", "ZZ0001", "gate.example", issuer().KID},
		verify.LevelB: {"花子", "1985-04-01", "ZZ0001"},
		verify.LevelC: nil,
	} {
		s := serve(t, level)
		next := s.listen()
		if status, _ := s.post("/typed", []byte(card(mint.Hanako()))); status != http.StatusNoContent {
			t.Fatalf("%s: %d", level, status)
		}
		said := fmt.Sprintf("%+v", *stateFrom(next))
		for _, secret := range withheld {
			if strings.Contains(said, secret) {
				t.Errorf("%s: %s is told", level, secret)
			}
		}
		if level == verify.LevelC && !strings.Contains(said, "花子") {
			t.Errorf("C: no name in %s", said)
		}
	}
}

func TestFile(t *testing.T) {
	s := serve(t, verify.LevelA)
	next := s.listen()
	for _, c := range []struct {
		data []byte
		look string
	}{
		{mint.PNG(card(mint.Hanako()), 3), "valid"},
		{[]byte("%PDF-1.7"), "unreadable"},
		{nil, "unreadable"},
	} {
		if status, _ := s.post("/file", c.data); status != http.StatusNoContent {
			t.Errorf("status %d", status)
		}
		if got := stateFrom(next); got.Look != c.look {
			t.Errorf("%d bytes: %+v, want %s", len(c.data), got, c.look)
		}
	}
}

func TestClearAndHold(t *testing.T) {
	s := serve(t, verify.LevelA)
	next := s.listen()
	s.post("/typed", []byte(card(mint.Hanako())))
	first := stateFrom(next)
	s.post("/hold", nil)
	if got := stateFrom(next); !got.Held || got.Left != -1 || got.At != first.At {
		t.Errorf("held: %+v", got)
	}
	s.post("/clear", nil)
	if got := stateFrom(next); got.Phase != "idle" || got.Look != "" || got.Panels["en"].Word != "" {
		t.Errorf("cleared: %+v", got)
	}
}

// TestClearOld: the page clears what it has shown, and no answer that is on its way.
func TestClearOld(t *testing.T) {
	s := serve(t, verify.LevelA)
	next := s.listen()
	s.post("/typed", []byte(card(mint.Hanako())))
	first := stateFrom(next)
	for at, want := range map[string]int{
		"x": http.StatusBadRequest, strconv.FormatInt(first.At-1, 10): http.StatusNoContent,
		strconv.FormatInt(first.At, 10): http.StatusNoContent,
	} {
		if status, _ := s.post("/clear?at="+at, nil); status != want {
			t.Errorf("at %s: %d, want %d", at, status, want)
		}
	}
	if got := stateFrom(next); got.Phase != "idle" {
		t.Errorf("cleared: %+v", got)
	}
	s.post("/typed", []byte(card(mint.Taro())))
	second := stateFrom(next)
	s.post("/clear?at="+strconv.FormatInt(second.At-1, 10), nil)
	s.post("/hold", nil)
	if got := stateFrom(next); got.Phase != "answered" || !got.Held {
		t.Errorf("an older one was cleared: %+v", got)
	}
}

// TestBadInput: whatever comes, there is an answer, and the next scan works.
func TestBadInput(t *testing.T) {
	s := serve(t, verify.LevelA)
	next := s.listen()
	for route, want := range map[string]int{
		"/frame":                          http.StatusBadRequest,
		"/frame?width=a&height=2":         http.StatusBadRequest,
		"/frame?width=0&height=0":         http.StatusBadRequest,
		"/frame?width=-1&height=-4":       http.StatusBadRequest,
		"/frame?width=3&height=1":         http.StatusBadRequest,
		"/frame?width=4&height=2":         http.StatusBadRequest,
		"/frame?width=2&height=2":         http.StatusOK, // a frame of four pixels
		"/frame?width=9999999&height=1":   http.StatusBadRequest,
		"/frame?width=2&width=4&height=2": http.StatusOK, // the first counts
	} {
		if status, _ := s.post(route, []byte("abcd")); status != want {
			t.Errorf("%s: %d, want %d", route, status, want)
		}
	}
	if status, _ := s.post("/typed", bytes.Repeat([]byte("5"),
		decode.MaxLine+1)); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a line too long: %d", status)
	}
	if got := stateFrom(next); got.Look != "unreadable" {
		t.Errorf("a line too long leaves %+v", got)
	}
	s.post("/typed", bytes.Repeat([]byte("novel "), 20_000))
	if got := stateFrom(next); got.Look != "unreadable" {
		t.Errorf("a novel: %+v", got)
	}
	s.post("/typed", []byte(card(mint.Hanako())))
	if got := stateFrom(next); got.Look != "valid" {
		t.Errorf("the next scan: %+v", got)
	}
	s.post("/typed", nil)
	if got := stateFrom(next); got.Look != "unreadable" {
		t.Errorf("a scan of nothing leaves %+v", got)
	}
}

// TestHeldTooLong: a success that was held too long has no look of one.
func TestHeldTooLong(t *testing.T) {
	s := serve(t, verify.LevelA)
	next := s.listen()
	s.post("/typed", []byte(card(mint.Hanako())))
	s.post("/hold", nil)
	for range 2 {
		if got := stateFrom(next); got.Look != "valid" || got.Stale {
			t.Errorf("%+v", got)
		}
	}
	s.passed.Store(int64(gate.Fresh))
	s.engine.Tick()
	if got := stateFrom(next); got.Look != "" || got.Place != "middle" || !got.Stale || !got.Held ||
		got.At != start.UnixMilli() {
		t.Errorf("%+v", got)
	}
}

// TestBug: a mistake of ours costs one answer, and is told of.
func TestBug(t *testing.T) {
	s := serve(t, verify.LevelA)
	next := s.listen()
	s.post("/typed", []byte("panic"))
	if got := stateFrom(next); got.Look != "unreadable" || s.bugs.Load() != 1 {
		t.Errorf("%+v, told of %d times", got, s.bugs.Load())
	}
	s.post("/typed", []byte(card(mint.Hanako())))
	if got := stateFrom(next); got.Look != "valid" {
		t.Errorf("the next scan: %+v", got)
	}
}

// TestAnotherInView: a card that cannot be read is not shown the answer of the one before.
func TestAnotherInView(t *testing.T) {
	s := serve(t, verify.LevelA)
	next := s.listen()
	s.post(frameOf(card(mint.Hanako())))
	if got := stateFrom(next); got.Look != "valid" {
		t.Fatalf("%+v", got)
	}
	route, pix := frameOf(card(mint.Taro()))
	side := int(math.Sqrt(float64(len(pix))))
	for y := side / 5; y < side*4/5; y++ {
		for x := side / 5; x < side*4/5; x++ {
			pix[y*side+x] = 0xff
		}
	}
	stop := s.run()
	for range 30 {
		s.post(route, pix)
	}
	stop()
	if got := stateFrom(next); got.Phase != "idle" {
		t.Errorf("%+v", got)
	}
}

// TestOnePage: the page opened last has the gate, and the other is told.
func TestOnePage(t *testing.T) {
	s := serve(t, verify.LevelA)
	first := s.listen()
	before := s.page
	if s.listen(); s.taken.Load() != 1 {
		t.Errorf("told %d times that the gate was taken", s.taken.Load())
	}
	for range 3 {
		if e := first(); e.Taken {
			break
		} else if e.Now == 0 {
			t.Fatal("the first page was told nothing")
		}
	}
	if e := first(); e.Now != 0 || e.State != nil {
		t.Errorf("the first page is told more: %+v", e)
	}
	if status, _ := s.post("/clear", nil); status != http.StatusNoContent {
		t.Errorf("the second page: %d", status)
	}
	for _, page := range []string{before, "", "x"} {
		s.page = page
		if status, _ := s.post(frameOf(card(mint.Hanako()))); status != http.StatusConflict {
			t.Errorf("page %q: %d", page, status)
		}
	}
}

// TestOnePicture: a frame that comes while another is searched is not queued.
func TestOnePicture(t *testing.T) {
	s := serve(t, verify.LevelA)
	s.listen()
	s.reading <- struct{}{}
	if status, _ := s.post("/frame?width=2&height=2", []byte("abcd")); status != http.StatusNoContent {
		t.Errorf("%d", status)
	}
	<-s.reading
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { s.post("/file", mint.PNG(card(mint.Hanako()), 3)) })
	}
	all.Wait()
	if n := s.engine.Tally().Of(verify.Valid); n != 1 {
		t.Errorf("%d valid", n)
	}
}

// TestBeat: the page hears the time, the counts and the status all the while.
func TestBeat(t *testing.T) {
	s := serve(t, verify.LevelA)
	next := s.listen()
	s.post("/typed", []byte(card(mint.Hanako())))
	stateFrom(next)
	e := next()
	if e.State != nil || e.Now != start.UnixMilli() || e.Zone != 9*60*60 || e.Status["ja"] != "status in ja" {
		t.Errorf("%+v", e)
	}
	if last := e.Tally[len(e.Tally)-1]; last.Verdict != verify.Valid || last.Number != 1 {
		t.Errorf("counts %+v", e.Tally)
	}
}

func TestOnlyThisMachine(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", "[::1]:0", "127.0.0.2:0"} {
		l, err := net.Listen("tcp", address)
		if err != nil {
			continue // not every machine has them all
		}
		if _, err := New(Options{}, l); !errors.Is(err, ErrNotLocal) {
			t.Errorf("%s: %v", address, err)
		}
		l.Close()
	}
}

// FuzzFrame checks that no numbers and no bytes of a frame are a fault of the
// server's.
func FuzzFrame(f *testing.F) {
	inService := serve(f, verify.LevelC)
	inService.listen()
	f.Add("2", "2", []byte("abcd"))
	f.Add("4294967297", "1", []byte("abcd"))
	f.Add("1&width=2", "%32", []byte("abcd"))
	f.Fuzz(func(t *testing.T, width, height string, pix []byte) {
		if strings.ContainsFunc(width+height, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
			return // no request: refused before this program sees it, and the connection closed
		}
		s := &served{Server: inService.Server, t: t, page: inService.page}
		r, err := http.NewRequest(http.MethodPost, "http://"+s.host+"/frame?width="+width+"&height="+height,
			bytes.NewReader(pix))
		if err != nil {
			return
		}
		r.Header = s.request(http.MethodPost, "/frame", nil).Header
		if status, _, _ := s.send(r); status >= 500 || status == http.StatusUnauthorized {
			t.Errorf("status %d", status)
		}
	})
}

// BenchmarkFrame is a frame with a code, from the request to the answer: what a
// visitor waits for, beside the browser.
func BenchmarkFrame(b *testing.B) {
	s := serve(b, verify.LevelA)
	s.listen()
	route, pix := frameOf(card(mint.Hanako()))
	b.ReportAllocs()
	for b.Loop() {
		if status, _ := s.post(route, pix); status != http.StatusOK {
			b.Fatal(status)
		}
	}
}

// BenchmarkShift is a shift of two thousand scans, one every five seconds, and
// tells what stays in memory after it.
func BenchmarkShift(b *testing.B) {
	const scans, people = 2000, 50
	s := serve(b, verify.LevelC)
	s.listen()
	var cards [][]byte
	for n := range people {
		p := mint.Hanako()
		p.BirthDate = start.AddDate(0, 0, -n).Format(time.DateOnly)
		cards = append(cards, []byte(card(p)))
	}
	route, frame := frameOf(card(mint.Taro()))
	for b.Loop() {
		before := heap()
		for n := range scans {
			s.passed.Add(int64(5 * time.Second))
			if s.post("/typed", cards[n%people]); n%10 == 0 {
				s.post(route, frame)
			}
			s.engine.Tick()
		}
		b.ReportMetric(float64(heap()-before)/scans, "kept-B/scan")
	}
}

// heap is how much memory is in use.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
