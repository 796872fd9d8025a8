package camera

import (
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"vaxcheck/gate"
	"vaxcheck/verify"
)

func TestGuard(t *testing.T) {
	s := serve(t, verify.LevelA)
	s.listen()
	with := func(name, value string) func(*http.Request) {
		return func(r *http.Request) {
			if name == "Host" {
				r.Host = value
			} else if r.Header.Set(name, value); value == "" {
				r.Header.Del(name)
			}
		}
	}
	port := s.host[strings.LastIndex(s.host, ":"):]
	for _, c := range []struct {
		method, route string
		change        func(*http.Request)
		want          int
	}{
		{"GET", "/", with("", ""), http.StatusOK},
		{"GET", "/", with("Sec-Fetch-Site", "none"), http.StatusOK},
		{"GET", "/", with("Sec-Fetch-Site", ""), http.StatusOK},
		{"POST", "/clear", with("", ""), http.StatusNoContent},

		{"GET", "/", with("Host", "localhost"+port), http.StatusTemporaryRedirect},
		{"POST", "/", with("Host", "localhost"+port), http.StatusMisdirectedRequest},
		{"GET", "/words.json", with("Host", "localhost"+port), http.StatusMisdirectedRequest},
		{"POST", "/events", with("Host", "localhost"+port), http.StatusMisdirectedRequest},
		{"GET", "/", with("Host", "localhost"), http.StatusMisdirectedRequest},
		{"GET", "/", with("Host", "127.0.0.1"), http.StatusMisdirectedRequest},
		{"GET", "/", with("Host", "127.0.0.1:1"), http.StatusMisdirectedRequest},
		{"GET", "/", with("Host", "rebound.example"+port), http.StatusMisdirectedRequest},
		{"POST", "/clear", with("Host", "rebound.example"+port), http.StatusMisdirectedRequest},

		{"GET", "/", with("Sec-Fetch-Site", "cross-site"), http.StatusForbidden},
		{"GET", "/words.json", with("Sec-Fetch-Site", "same-site"), http.StatusForbidden},
		{"GET", "/", with("Origin", "https://evil.example"), http.StatusForbidden},
		{"POST", "/clear", with("Origin", "https://evil.example"), http.StatusForbidden},
		{"POST", "/clear", with("Origin", "http://127.0.0.1:1"), http.StatusForbidden},
		{"POST", "/clear", with("Origin", "null"), http.StatusForbidden},
		{"POST", "/clear", with("Origin", ""), http.StatusForbidden},
		{"POST", "/clear", with("Sec-Fetch-Site", "none"), http.StatusForbidden},
		{"POST", "/events", with("Origin", "https://evil.example"), http.StatusForbidden},
		{"OPTIONS", "/frame", with("Origin", "https://evil.example"), http.StatusForbidden},

		{"POST", "/clear", with(headerKey, ""), http.StatusUnauthorized},
		{"POST", "/clear", with(headerKey, s.key+"x"), http.StatusUnauthorized},
		{"POST", "/clear", with(headerKey, s.ticket), http.StatusUnauthorized},
		{"POST", "/enter", with(headerKey, s.key), http.StatusUnauthorized},
		{"POST", "/enter", with(headerKey, ""), http.StatusUnauthorized},
		{"POST", "/enter", with("Origin", "https://evil.example"), http.StatusForbidden},
		{"POST", "/enter", with("Host", "rebound.example"+port), http.StatusMisdirectedRequest},
		{"GET", "/enter", with("", ""), http.StatusMethodNotAllowed},
		{"POST", "/events", with(headerProof, ""), http.StatusUnauthorized},
		{"POST", "/events", with(headerProof, s.key), http.StatusUnauthorized},
		{"POST", "/events", with(headerProof, s.proof(theGate, testNonce)), http.StatusUnauthorized},
		{"POST", "/events", with(headerNonce, "another"), http.StatusUnauthorized},
		{"POST", "/frame", with(headerKey, strings.ToLower(s.key)), http.StatusUnauthorized},
		{"GET", "/clear", with("", ""), http.StatusMethodNotAllowed},
		{"GET", "/page/page.js", with("", ""), http.StatusNotFound},
		{"GET", "/nothing", with("", ""), http.StatusNotFound},
	} {
		r := s.request(c.method, c.route, nil)
		c.change(r)
		status, header, _ := s.send(r)
		if status != c.want {
			t.Errorf("%s %s, %s %v: %d, want %d", c.method, c.route, r.Host, r.Header, status, c.want)
		}
		for name, value := range policies {
			if header.Get(name) != value {
				t.Errorf("%s %s: %s is %q", c.method, c.route, name, header.Get(name))
			}
		}
		for name := range header {
			if strings.HasPrefix(name, "Access-Control") || name == "Set-Cookie" {
				t.Errorf("%s %s: %s", c.method, c.route, name)
			}
		}
	}
}

// fixed is a listener that says where it is, and is nowhere.
type fixed struct {
	net.Listener
	port int
}

func (f fixed) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: f.port} }

// TestPort80: browsers leave out the port that is the usual one.
func TestPort80(t *testing.T) {
	for _, c := range []struct {
		port         int
		host, origin string
		want         int
	}{
		{80, "127.0.0.1", "http://127.0.0.1", http.StatusOK},
		{80, "127.0.0.1:80", "http://127.0.0.1:80", http.StatusOK},
		{80, "127.0.0.1:8080", "http://127.0.0.1", http.StatusMisdirectedRequest},
		{80, "127.0.0.1", "http://127.0.0.1:8080", http.StatusForbidden},
		{80, "localhost", "", http.StatusTemporaryRedirect},
		{8080, "127.0.0.1", "", http.StatusMisdirectedRequest},
		{8080, "127.0.0.1:80", "", http.StatusMisdirectedRequest},
		{8080, "127.0.0.1:8080", "http://127.0.0.1:80", http.StatusForbidden},
	} {
		s, err := New(Options{}, fixed{port: c.port})
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodGet, "http://"+c.host+"/", nil)
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		w := httptest.NewRecorder()
		if s.handler().ServeHTTP(w, r); w.Code != c.want {
			t.Errorf("%+v: %d", c, w.Code)
		}
		if home := w.Header().Get("Location"); c.want == http.StatusTemporaryRedirect && home != "http://127.0.0.1/" {
			t.Errorf("sent on to %s", home)
		}
	}
}

// TestFiles: the page is served whole, has no script or style in its text, as the
// policy forbids them, and names no other place.
func TestFiles(t *testing.T) {
	s := serve(t, verify.LevelA)
	files, err := fs.Glob(pageFiles, "page/*")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	elsewhere := regexp.MustCompile(`(?i)(https?:)?//[a-z0-9.-]+\.[a-z]{2,}|@import|url\(`)
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script[^>]*>\s*\S+\s*</script|javascript:|eval\(|innerHTML|insertAdjacentHTML|document\.write`)
	for _, name := range files {
		route := strings.TrimPrefix(name, "page")
		status, header, body := s.send(s.request("GET", route, nil))
		if status != http.StatusOK || header.Get("Content-Type") == "" || body == "" {
			t.Errorf("%s: %d %v", route, status, header)
		}
		body = strings.ReplaceAll(body, "http://www.w3.org/2000/svg", "") // a name, and no address
		if found := elsewhere.FindString(body); found != "" {
			t.Errorf("%s names %s", route, found)
		}
		if found := inline.FindString(body); found != "" {
			t.Errorf("%s has %s", route, found)
		}
	}
}

// TestPage: what the page links is there, and what its scripts look for too.
func TestPage(t *testing.T) {
	s := serve(t, verify.LevelA)
	_, _, html := s.send(s.request("GET", "/", nil))
	links := regexp.MustCompile(`(?:href|src)="([a-z.]+)"`).FindAllStringSubmatch(html, -1)
	for _, link := range links {
		if status, _, _ := s.send(s.request("GET", "/"+link[1], nil)); status != http.StatusOK {
			t.Errorf("%s: %d", link[1], status)
		}
	}
	if len(links) < 4 {
		t.Errorf("only %d links", len(links))
	}
	for _, v := range verify.Verdicts() {
		if !strings.Contains(html, `id="shape-`+string(v)+`"`) {
			t.Errorf("no shape for %s", v)
		}
	}
	for _, name := range []string{"page.js", "answer.js", "camera.js"} {
		_, _, script := s.send(s.request("GET", "/"+name, nil))
		for _, id := range regexp.MustCompile(`(?:\$|getElementById)\("([a-z-]+)"\)`).FindAllStringSubmatch(script,
			-1) {
			if !strings.Contains(html, `id="`+id[1]+`"`) {
				t.Errorf("%s looks for %s, which is not in the page", name, id[1])
			}
		}
	}
}

func TestPaletteIsTheGates(t *testing.T) {
	s := serve(t, verify.LevelA)
	_, _, css := s.send(s.request("GET", "/palette.css", nil))
	for _, v := range verify.Verdicts() {
		look := gate.LookOf(v)
		if !strings.Contains(css, `[data-look="`+string(v)+`"] { --field: `+look.Field.Hex()+`; --ink: `+
			look.Ink.Hex()+` }`) {
			t.Errorf("%s is not in\n%s", v, css)
		}
	}
}
