package refresh

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

// directoryServer serves a snapshot and its signature, or tells a lie.
type directoryServer struct {
	*httptest.Server
	snapshot signed.Snapshot
	mu       sync.Mutex
	asked    []string // path and condition of each request
	lie      http.HandlerFunc
	lieAbout string // end of the paths that the lie is told for
}

func newServer(t *testing.T, snapshot signed.Snapshot, configure ...func(*httptest.Server)) *directoryServer {
	t.Helper()
	d := &directoryServer{snapshot: snapshot, lieAbout: ".json"}
	d.Server = httptest.NewUnstartedServer(d)
	d.Config.ErrorLog = log.New(io.Discard, "", 0) // refused handshakes are what is tested
	for _, c := range configure {
		c(d.Server)
	}
	d.StartTLS()
	t.Cleanup(func() {
		d.CloseClientConnections()
		d.Close()
	})
	return d
}

func (d *directoryServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	d.asked = append(d.asked, strings.TrimSpace(r.URL.Path+" "+r.Header.Get("If-None-Match")))
	d.mu.Unlock()
	switch {
	case d.lie != nil && strings.HasSuffix(r.URL.Path, d.lieAbout):
		d.lie(w, r)
	case r.URL.Path == "/logs/vci_snapshot.sig":
		w.Write(d.snapshot.Signature)
	case r.URL.Path == "/logs/vci_snapshot.json" && r.Header.Get("If-None-Match") == d.tag():
		w.WriteHeader(http.StatusNotModified)
	case r.URL.Path == "/logs/vci_snapshot.json":
		d.give(w, r)
	default:
		http.NotFound(w, r)
	}
}

func (d *directoryServer) tag() string { return `"` + d.snapshot.SHA256()[:16] + `"` }

func (d *directoryServer) requests() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.asked)
}

// give gives the snapshot as the real server does: compressed if that is liked.
func (d *directoryServer) give(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("ETag", d.tag())
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Write(d.snapshot.Data)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	z.Write(d.snapshot.Data)
	z.Close()
}

// options trust the server's certificate.
func (d *directoryServer) options() Options {
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: d.Certificate().Raw})
	return Options{
		URL: d.URL + "/logs/vci_snapshot.json", Verify: testVerify, RootCAs: root, UserAgent: "vaxcheck/test",
		Timeout: time.Minute, HeaderTimeout: 30 * time.Second,
	}
}

func fetch(o Options) (Fetched, error) { return Fetch(context.Background(), o) }

func TestFetch(t *testing.T) {
	d := newServer(t, sign(t, directory(t, 1, many(t, 3)...)))
	o := d.options()
	got, err := fetch(o)
	if err != nil || got.NotModified || got.ETag != d.tag() {
		t.Fatalf("%+v, %v", got, err)
	}
	if !bytes.Equal(got.Snapshot.Data, d.snapshot.Data) || !bytes.Equal(got.Snapshot.Signature, d.snapshot.Signature) {
		t.Error("not what the server gave")
	}
	o.ETag = got.ETag
	again, err := fetch(o)
	if err != nil || !again.NotModified || again.ETag != o.ETag || again.Snapshot.Data != nil {
		t.Errorf("%+v, %v", again, err)
	}
	d.snapshot = sign(t, directory(t, 2, many(t, 3)...))
	if again, err = fetch(o); err != nil || again.NotModified || again.Snapshot.SHA256() != d.snapshot.SHA256() {
		t.Errorf("%+v, %v", again, err)
	}
	want := []string{
		"/logs/vci_snapshot.json", "/logs/vci_snapshot.sig",
		"/logs/vci_snapshot.json " + o.ETag,
		"/logs/vci_snapshot.json " + o.ETag, "/logs/vci_snapshot.sig",
	}
	if asked := d.requests(); !slices.Equal(asked, want) {
		t.Errorf("asked %q", asked)
	}
}

// TestLyingServer: each lie has its own reason.
func TestLyingServer(t *testing.T) {
	good := sign(t, directory(t, 1, many(t, 3)...))
	other := sign(t, directory(t, 2, many(t, 3)...))
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
	}
	content := func(header, value string, body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(header, value); w.Write(body) }
	}
	tests := map[string]struct {
		about string
		lie   http.HandlerFunc
		want  Reason
	}{
		"wrong signature":           {".sig", content("X", "", bytes.Repeat([]byte{7}, 138)), Signature},
		"signature of another file": {".sig", content("X", "", other.Signature), Signature},
		"another snapshot":          {".json", content("X", "", other.Data), Signature},
		"cut short, and said so":    {".json", content("X", "", good.Data[:200]), Signature},
		"truncated":                 {".json", truncated(good.Data), Truncated},
		"truncated, compressed":     {".json", truncatedGzip(good.Data), Truncated},
		"chunks break off":          {".json", brokenOff(good.Data), Truncated},
		"signature truncated":       {".sig", truncated(good.Signature), Truncated},
		"empty":                     {".json", content("X", "", nil), Truncated},
		"endless body":              {".json", endless, TooLarge},
		"endless signature":         {".sig", endless, TooLarge},
		"said to be too long": {".json",
			content("Content-Length", fmt.Sprint(signed.MaxSnapshot+1), nil), TooLarge},
		"gzip bomb":                 {".json", gzipBomb, TooLarge},
		"compressed otherwise":      {".json", content("Content-Encoding", "br", good.Data), Encoding},
		"compressed in part":        {".json", content("Content-Encoding", "gzip", good.Data), Truncated},
		"a web page":                {".json", content("Content-Type", "text/html; charset=utf-8", good.Data), WebPage},
		"a picture":                 {".sig", content("Content-Type", "image/png", good.Signature), WebPage},
		"redirect to http":          {".json", redirect("http://127.0.0.1/logs/vci_snapshot.json"), Insecure},
		"redirect to a file":        {".json", redirect("file:///etc/passwd"), Insecure},
		"signature sent on to http": {".sig", redirect("http://127.0.0.1/"), Insecure},
		"redirect in a circle":      {".json", redirect("/logs/vci_snapshot.json"), Redirects},
		"304 for nothing": {".json", func(w http.ResponseWriter,
			_ *http.Request) {
			w.WriteHeader(http.StatusNotModified)
		}, NotAsked},
		"304 for the signature": {".sig", func(w http.ResponseWriter,
			_ *http.Request) {
			w.WriteHeader(http.StatusNotModified)
		}, NotAsked},
		"not there": {".json", http.NotFound, Status},
		"a part of it": {".json", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusPartialContent)
			w.Write(good.Data)
		}, Status},
		"broken": {".sig", func(w http.ResponseWriter,
			_ *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
		}, Status},
		"hangs up": {".json", func(http.ResponseWriter, *http.Request) {
			panic(http.ErrAbortHandler)
		}, Unreachable},
		"endless header": {".json", content("X-Long", strings.Repeat("x", maxHeader+1), good.Data), Unreachable},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := newServer(t, good)
			d.lie, d.lieAbout = tt.lie, tt.about
			got, err := fetch(d.options())
			wantReason(t, err, tt.want)
			if got.Snapshot.Data != nil || got.NotModified {
				t.Errorf("something was fetched: %+v", got)
			}
			if err != nil && (strings.Contains(err.Error(), "https://") || strings.Contains(err.Error(), "/logs/")) {
				t.Errorf("an address in an error: %v", err)
			}
		})
	}
}

func truncated(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		w.Write(data[:len(data)/2])
	}
}

func truncatedGzip(data []byte) http.HandlerFunc {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(b.Bytes()[:b.Len()-5]) // all of the data, but not of the checksum
	}
}

func brokenOff(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Write(data)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

func endless(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		if _, err := w.Write(make([]byte, 64<<10)); err != nil {
			return
		}
	}
}

// bomb is small, and larger than any snapshot once it is unpacked.
var bomb = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(make([]byte, signed.MaxSnapshot+1))
	z.Close()
	return b.Bytes()
})

func gzipBomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	w.Write(bomb())
}

// TestOldSnapshotOfALyingServer: the network's part is well, and Admit refuses.
func TestOldSnapshotOfALyingServer(t *testing.T) {
	d := newServer(t, sign(t, directory(t, 1, many(t, 3)...)))
	got, err := fetch(d.options())
	if err != nil {
		t.Fatal(err)
	}
	held := mustLoad(t, directory(t, 2, many(t, 3)...))
	_, err = Admit(got.Snapshot, Conditions{Now: day(3), InForce: held, Check: testCheck})
	wantReason(t, err, Older)
}

// TestJustPublished: snapshot and signature that do not belong together are
// fetched once more, past caches.
func TestJustPublished(t *testing.T) {
	old, now := sign(t, directory(t, 1, many(t, 3)...)), sign(t, directory(t, 2, many(t, 3)...))
	d := newServer(t, now)
	d.lie = func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Cache-Control") != "no-cache" {
			w.Write(old.Data)
			return
		}
		d.give(w, r)
	}
	got, err := fetch(d.options())
	if err != nil || got.Snapshot.SHA256() != now.SHA256() || len(d.requests()) != 4 {
		t.Errorf("%v, asked %v", err, d.requests())
	}
}

func TestSlowServers(t *testing.T) {
	good := sign(t, directory(t, 1, many(t, 3)...))
	slowBody := func(w http.ResponseWriter, r *http.Request) {
		for _, b := range good.Data {
			w.Write([]byte{b})
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}
	slowHeader := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, tt := range map[string]struct {
		lie             http.HandlerFunc
		timeout, header time.Duration
	}{
		"body":               {slowBody, 300 * time.Millisecond, time.Minute},
		"header":             {slowHeader, time.Minute, 300 * time.Millisecond},
		"header, all in all": {slowHeader, 300 * time.Millisecond, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			d := newServer(t, good)
			d.lie = tt.lie
			o := d.options()
			o.Timeout, o.HeaderTimeout = tt.timeout, tt.header
			_, err := fetch(o)
			wantReason(t, err, Slow)
		})
	}
	t.Run("given up", func(t *testing.T) {
		d := newServer(t, good)
		ctx, cancel := context.WithCancel(context.Background())
		d.lie = func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() }
		if _, err := Fetch(ctx, d.options()); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

// TestFetchRealSnapshots: the real files over a local server, with the real
// pinned key.
func TestFetchRealSnapshots(t *testing.T) {
	bundled, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]Reason{
		"vci_snapshot":                    NothingNew,
		"history/vci_snapshot-2026-07-25": Older,
		"history/vci_snapshot-2024-09-20": Older,
		"history/vci_snapshot-2022-06-01": Older,
	} {
		d := newServer(t, shared(t, strings.Split(name, "/")...))
		o := d.options()
		o.Verify = trust.VerifySnapshot
		got, err := fetch(o)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Admit(got.Snapshot, Conditions{Now: bundled.Info().Created, InForce: bundled, Check: realCheck})
		wantReason(t, err, want)
	}
}
