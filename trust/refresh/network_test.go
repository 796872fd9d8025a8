package refresh

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

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
	for name, want := range map[string]bool{"https://a.example": true, "https://other.example": false,
		"https://127.0.0.1": false} {
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
