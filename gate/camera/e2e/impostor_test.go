package e2e

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"

	"vaxcheck/gate/camera/e2e/cast"
)

// impostor is somebody else's program at the page's address. It speaks as the gate
// does, and knows another key.
type impostor struct {
	proof func(r *http.Request) string
	mu    sync.Mutex
	asked []string
}

func (i *impostor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	i.mu.Lock()
	i.asked = append(i.asked, fmt.Sprintf("%s %s, %d bytes, key %q", r.Method, r.URL.Path, len(body),
		r.Header.Get("Gate-Key")))
	i.mu.Unlock()
	if r.URL.Path != "/events" {
		return
	}
	now := time.Now().UnixMilli()
	for {
		panel := `{"word":"VALID","sentence":"believed","next":"","name":"","details":null}`
		_, err := fmt.Fprintf(w,
			`{"greeting":{"proof":%q,"page":"P","ticket":"T"},"now":%d,"zone":0,"tally":[],"status":{"en":"believed","ja":""},`+
				`"state":{"kind":"answered","look":"valid","place":"right","left":-1,"held":false,"at":%[2]d,"panels":{"en":%s,"ja":%[3]s}}}`+"\n",
			i.proof(r), now, panel)
		if err != nil || http.NewResponseController(w).Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (i *impostor) requests() []string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return slices.Clone(i.asked)
}

// TestImpostor: when the program has ended and another listens in its place, the page
// neither believes it nor sends it what the camera sees, nor the key.
func TestImpostor(t *testing.T) {
	for name, proof := range map[string]func(*http.Request) string{
		"another key": func(r *http.Request) string {
			mac := hmac.New(sha256.New, []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
			mac.Write([]byte("gate " + r.Header.Get("Gate-Nonce")))
			return hex.EncodeToString(mac.Sum(nil))
		},
		"the page's own proof": func(r *http.Request) string { return r.Header.Get("Gate-Proof") },
	} {
		t.Run(name, func(t *testing.T) { testImpostor(t, &impostor{proof: proof}) })
	}
}

func testImpostor(t *testing.T, i *impostor) {
	b := openBrowser(t, camera(shoot(t, atDoor("valid", second, cast.Valid())))...)
	d := openDoor(t)
	address := d.url(t)
	p := b.first(address)
	p.awaitAnswer("valid")
	home, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	d.stop()
	l, err := net.Listen("tcp", home.Host)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: i}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	for end := time.Now().Add(10 * second); len(i.requests()) == 0 &&
		time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
	}
	time.Sleep(3 * second) // in which it would ask again, or send frames
	if asked := i.requests(); len(asked) != 1 || asked[0] != `POST /events, 0 bytes, key ""` {
		t.Errorf("sent to an impostor: %q", asked)
	}
	if !eval[bool](p,
		`document.body.dataset.cover === "stopped" && word.textContent === "" && video.srcObject === null`) {
		t.Errorf("an impostor is believed: %s", eval[string](p,
			`document.body.dataset.cover + ": " + document.body.innerText`))
	}
	if eval[bool](p, `document.documentElement.outerHTML.includes("believed")`) {
		t.Error("what an impostor says is in the page")
	}
}
