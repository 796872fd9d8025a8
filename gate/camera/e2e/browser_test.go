// Package e2e opens the gate's page in Chromium, films a door with a fake camera
// and looks at what people would see.
package e2e

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// door is a gate in service, as a program of its own.
type door struct {
	urls chan string // addresses that the gate gave
	in   io.Writer
	said *quiet // all that it wrote
	stop func()
}

// quiet gathers what a program writes.
type quiet struct {
	sync.Mutex
	b bytes.Buffer
}

func (q *quiet) Write(p []byte) (int, error) {
	q.Lock()
	defer q.Unlock()
	return q.b.Write(p)
}

func (q *quiet) String() string {
	q.Lock()
	defer q.Unlock()
	return q.b.String()
}

var built = sync.OnceValues(build)

func TestMain(m *testing.M) {
	code := m.Run()
	if p, _ := built(); p.dir != "" {
		os.RemoveAll(p.dir)
	}
	os.Exit(code)
}

// openDoor starts a gate.
func openDoor(t *testing.T, args ...string) *door {
	t.Helper()
	p, err := built()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(p.door, append([]string{"-words", p.words}, args...)...)
	d := &door{said: &quiet{}, urls: make(chan string, 16)}
	cmd.Stderr = d.said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if d.in, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	read := make(chan struct{})
	go func() { d.listen(io.TeeReader(out, d.said)); close(read) }()
	d.stop = sync.OnceFunc(func() {
		cmd.Process.Signal(os.Interrupt)
		<-read
		if err := cmd.Wait(); err != nil {
			t.Errorf("the door: %v\n%s", err, d.said)
		}
	})
	t.Cleanup(d.stop)
	return d
}

// listen takes what the gate says.
func (d *door) listen(out io.Reader) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "http") {
			d.urls <- lines.Text()
		}
	}
}

// url is an address of the page, which opens it once.
func (d *door) url(t *testing.T) string {
	t.Helper()
	d.scan(t, "open")
	select {
	case url := <-d.urls:
		return url
	case <-time.After(10 * time.Second):
		t.Fatalf("no address of the page:\n%s", d.said)
		return ""
	}
}

// key is that of the shift, for who has an address.
func (d *door) key(t *testing.T) string {
	t.Helper()
	home, ticket, _ := strings.Cut(d.url(t), "#")
	request, err := http.NewRequest(http.MethodPost, home+"enter", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Origin", strings.TrimSuffix(home, "/"))
	request.Header.Set("Gate-Key", ticket)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var said struct{ Key string }
	if err := json.NewDecoder(response.Body).Decode(&said); err != nil || len(said.Key) < 26 {
		t.Fatalf("%s: %v", response.Status, err)
	}
	return said.Key
}

// scan sends a text as a scanner on a wire would.
func (d *door) scan(t *testing.T, text string) {
	t.Helper()
	if _, err := fmt.Fprintln(d.in, text); err != nil {
		t.Fatal(err)
	}
}

// browser is Chromium with a profile of its own.
type browser struct {
	t        *testing.T
	ctx      context.Context
	profile  string
	close    func()
	mu       sync.Mutex
	requests []string // addresses asked for, by all pages
	errors   []string // what pages complained of
}

// camera are the flags of a fake camera that shows a film; the page may use it.
func camera(film string) []chromedp.ExecAllocatorOption {
	return []chromedp.ExecAllocatorOption{
		chromedp.Flag("use-fake-ui-for-media-stream", true),
		chromedp.Flag("use-fake-device-for-media-stream", true),
		chromedp.Flag("use-file-for-fake-video-capture", film),
	}
}

// openBrowser starts Chromium without a network, or skips the test.
func openBrowser(t *testing.T, flags ...chromedp.ExecAllocatorOption) *browser {
	t.Helper()
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && chromium == "" {
			chromium = path
		}
	}
	if chromium == "" {
		t.Skip("there is no Chromium: install it (Debian: apt-get install chromium) to try the page in a browser")
	}
	b := &browser{t: t, profile: t.TempDir()}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.UserDataDir(b.profile), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.WindowSize(1280, 800), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(options, flags...)...)
	ctx, cancel := b.context(allocator)
	b.ctx = ctx
	b.close = sync.OnceFunc(func() { chromedp.Cancel(ctx); cancel(); stop() })
	t.Cleanup(b.close)
	if err := chromedp.Do(b.ctx); err != nil {
		t.Fatal(err)
	}
	return b
}

// context is one tab, watched.
func (b *browser) context(parent context.Context) (context.Context, context.CancelFunc) {
	return chromedp.NewContext(parent, chromedp.WithListener(func(ev any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := ev.(type) {
		case *network.EventRequestWillBeSent:
			b.requests = append(b.requests, e.Request.Method+" "+e.Request.URL)
		case *log.EventEntryAdded:
			b.errors = append(b.errors, e.Entry.Text)
		case *runtime.EventExceptionThrown:
			b.errors = append(b.errors, fmt.Sprint(e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
		}
	}))
}

// tab is a page of the gate.
type tab struct {
	*browser
	ctx context.Context
}

// first opens the page in the browser's first tab, another in one more.
func (b *browser) first(url string) *tab { return (&tab{b, b.ctx}).open(url) }

func (b *browser) another(url string) *tab {
	ctx, cancel := b.context(b.ctx)
	b.t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // without a limit: the tab lives as long as its first step may take
		b.t.Fatal(err)
	}
	return (&tab{b, ctx}).open(url)
}

// open goes to the page, which takes itself for the one in front.
func (p *tab) open(url string) *tab {
	p.t.Helper()
	p.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{})
		if err == nil {
			_, err = cdp.Call(ctx, t, log.Enable, cdp.Empty{})
		}
		if err == nil {
			_, err = cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled,
				emulation.SetFocusEmulationEnabledParams{Enabled: true})
		}
		if err == nil {
			_, err = cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument,
				page.AddScriptToEvaluateOnNewDocumentParams{Source: watcher})
		}
		return chromedp.Void{}, err
	}, chromedp.Navigate(url))
	return p
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// eval returns what an expression of the page is worth.
func eval[T any](p *tab, expression string, options ...chromedp.EvaluateOption) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 20*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, options...))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// await waits until an expression is true.
func (p *tab) await(expression string) {
	p.t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if eval[bool](p, expression) {
			return
		}
	}
	p.t.Fatalf("not so after 15 s: %s\nthe page says: %s", expression, eval[string](p, `document.body.innerText`))
}

// awaitAnswer waits for a verdict.
func (p *tab) awaitAnswer(look string) {
	p.t.Helper()
	p.await(fmt.Sprintf(`document.getElementById("answer")?.dataset.look === %q`, look))
}

const ready = `document.body?.dataset.cover === ""`

// asked lists all requests so far.
func (b *browser) asked() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.requests)
}

// foreign lists requests that were not for the page's own server.
func (b *browser) foreign(address string) (list []string) {
	home, _ := url.Parse(address)
	for _, r := range b.asked() {
		if _, to, _ := strings.Cut(r, " "); !strings.HasPrefix(to, "http://"+home.Host+"/") {
			list = append(list, r)
		}
	}
	return list
}

// watcher runs in the page before its own scripts. It notes when a scene of the
// film comes into view, by the mark in its corner (markStep is 24), and when the
// answer changes.
const watcher = `
window.sights = []; window.answers = []; window.frames = 0;
addEventListener("DOMContentLoaded", () => {
  const video = document.getElementById("video"), c = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  let before = -1;
  if (!video?.requestVideoFrameCallback) return;
  const look = () => {
    frames++;
    c.drawImage(video, 4, 4, 16, 16, 0, 0, 1, 1);
    const level = (c.getImageData(0, 0, 1, 1).data[1] - 16) * 255 / 219; // the fake camera squeezes levels so
    const scene = Math.floor(level / 24);
    if (scene !== before) sights.push({ at: performance.now(), scene });
    before = scene;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  const answer = document.getElementById("answer");
  new MutationObserver(() => {
    const { look, kind } = answer.dataset;
    answers.push({ at: performance.now(), look: kind === "several" ? kind : look });
  }).observe(answer, { attributes: true, attributeFilter: ["data-kind", "data-look"] });
});`
