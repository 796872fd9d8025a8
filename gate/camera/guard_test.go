package camera

import (
	"io/fs"
	"net/http"
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

		{"GET", "/", with("Host", "localhost"+port), http.StatusMisdirectedRequest},
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
		{"POST", "/events", with(headerKey, s.key+"x"), http.StatusUnauthorized},
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

func TestKeyIsNew(t *testing.T) {
	a, b := serve(t, verify.LevelA), serve(t, verify.LevelA)
	if a.key == b.key || len(a.key) < 26 || !strings.HasSuffix(a.URL(), "/#"+a.key) {
		t.Errorf("%s and %s", a.URL(), b.URL())
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
		for _, id := range regexp.MustCompile(`(?:\$|getElementById)\("([a-z-]+)"\)`).FindAllStringSubmatch(script, -1) {
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
		if !strings.Contains(css, `[data-look="`+string(v)+`"] { --field: `+look.Field.Hex()+`; --ink: `+look.Ink.Hex()+` }`) {
			t.Errorf("%s is not in\n%s", v, css)
		}
	}
}
