package refresh

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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
		"said to be too long":       {".json", content("Content-Length", fmt.Sprint(signed.MaxSnapshot+1), nil), TooLarge},
		"gzip bomb":                 {".json", gzipBomb, TooLarge},
		"compressed otherwise":      {".json", content("Content-Encoding", "br", good.Data), Encoding},
		"compressed in part":        {".json", content("Content-Encoding", "gzip", good.Data), Truncated},
		"a web page":                {".json", content("Content-Type", "text/html; charset=utf-8", good.Data), Page},
		"a picture":                 {".sig", content("Content-Type", "image/png", good.Signature), Page},
		"redirect to http":          {".json", redirect("http://127.0.0.1/logs/vci_snapshot.json"), Insecure},
		"redirect to a file":        {".json", redirect("file:///etc/passwd"), Insecure},
		"signature sent on to http": {".sig", redirect("http://127.0.0.1/"), Insecure},
		"redirect in a circle":      {".json", redirect("/logs/vci_snapshot.json"), Redirects},
		"304 for nothing":           {".json", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) }, NotAsked},
		"304 for the signature":     {".sig", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) }, NotAsked},
		"not there":                 {".json", http.NotFound, Status},
		"a part of it": {".json", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusPartialContent)
			w.Write(good.Data)
		}, Status},
		"broken":         {".sig", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, Status},
		"hangs up":       {".json", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, Unreachable},
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

func TestTLS(t *testing.T) {
	good := sign(t, directory(t, 1, many(t, 3)...))
	version := func(v uint16) func(*httptest.Server) {
		return func(s *httptest.Server) { s.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: v} }
	}
	t.Run("1.2", func(t *testing.T) {
		if _, err := fetch(newServer(t, good, version(tls.VersionTLS12)).options()); err != nil {
			t.Error(err)
		}
	})
	t.Run("1.1", func(t *testing.T) {
		_, err := fetch(newServer(t, good, version(tls.VersionTLS11)).options())
		wantReason(t, err, TLSVersion)
	})
	t.Run("another's name", func(t *testing.T) {
		o := newServer(t, good).options()
		o.URL = strings.Replace(o.URL, "127.0.0.1", "localhost", 1)
		_, err := fetch(o)
		wantReason(t, err, WrongName)
	})
	t.Run("nobody's certificate", func(t *testing.T) {
		o := newServer(t, good).options()
		o.RootCAs = nil
		_, err := fetch(o)
		wantReason(t, err, Certificate)
	})
	t.Run("no certificates in the roots", func(t *testing.T) {
		o := newServer(t, good).options()
		o.RootCAs = []byte("?")
		_, err := fetch(o)
		wantReason(t, err, RootCAs)
	})
	t.Run("no TLS", func(t *testing.T) {
		plain := httptest.NewServer(http.NotFoundHandler())
		defer plain.Close()
		_, err := fetch(Options{URL: strings.Replace(plain.URL, "http:", "https:", 1) + "/x.json", Verify: testVerify})
		wantReason(t, err, Unreachable)
	})
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		DefaultURL:                             strings.TrimSuffix(DefaultURL, "json") + "sig",
		"https://a.example/x.json":             "https://a.example/x.sig",
		"https://a.example:8443/x.json?y=1":    "https://a.example:8443/x.sig?y=1",
		"https://a.example/a%2Fb.json#part":    "https://a.example/a%2Fb.sig",
		"https://a.example/x.json.json":        "https://a.example/x.json.sig",
		"http://a.example/x.json":              "",
		"file:///x.json":                       "",
		"a.example/x.json":                     "",
		"https:///x.json":                      "",
		"https://a.example/":                   "",
		"https://a.example/x.zip":              "",
		"https://a.example/x.JSON":             "",
		"https://user:secret@a.example/x.json": "",
		"https://a.example/%zz.json":           "",
		"":                                     "",
	} {
		snapshot, signature, err := addresses(address)
		if want == "" {
			wantReason(t, err, Address)
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Error(err)
			}
			continue
		}
		if err != nil || signature.String() != want || snapshot.Fragment != "" {
			t.Errorf("%s: %v, %v", address, signature, err)
		}
	}
	_, err := fetch(Options{URL: "http://a.example/x.json"})
	wantReason(t, err, Address)
}

func TestUnreachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "https://" + l.Addr().String() + "/x.json"
	l.Close()
	_, err = fetch(Options{URL: address, Verify: testVerify})
	wantReason(t, err, Unreachable)
}

// TestProxy goes through a real one.
func TestProxy(t *testing.T) {
	d := newServer(t, sign(t, directory(t, 1, many(t, 3)...)))
	var connects atomic.Int32
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connects.Add(1)
		tunnel(t, w, d.Listener.Addr().String())
	}))
	defer proxy.Close()
	o := d.options()
	o.URL = "https://example.com/logs/vci_snapshot.json" // a name on the test server's certificate
	environment := map[string]string{"https_proxy": proxy.URL, "NO_PROXY": "other.example"}
	o.Proxy = EnvProxy(func(name string) string { return environment[name] })
	if got, err := fetch(o); err != nil || got.Snapshot.SHA256() != d.snapshot.SHA256() || connects.Load() == 0 {
		t.Errorf("%d connections, %v", connects.Load(), err)
	}
	for name, want := range map[string]bool{"https://a.example": true, "https://other.example": false, "https://127.0.0.1": false} {
		u, _ := url.Parse(name)
		if p, err := o.Proxy(u); err != nil || (p != nil) != want {
			t.Errorf("%s: %v, %v", name, p, err)
		}
	}
	o.Proxy = FixedProxy("http://user:secret@127.0.0.1:1", "")
	_, err := fetch(o)
	wantReason(t, err, Unreachable)
	if err != nil && strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
	o.Proxy = FixedProxy("http://user:secret@[bad", "")
	_, err = fetch(o)
	wantReason(t, err, ProxySettings)
	if err != nil && strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}

// tunnel does what a proxy does for CONNECT.
func tunnel(t *testing.T, w http.ResponseWriter, to string) {
	server, err := net.Dial("tcp", to)
	if err != nil {
		t.Error(err)
		return
	}
	client, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	fmt.Fprint(client, "HTTP/1.1 200 OK\r\n\r\n")
	go func() { io.Copy(server, client); server.Close() }()
	io.Copy(client, server)
	client.Close()
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
