package camera

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

// headerKey carries the key, or the ticket for it, and headerPage the page that asks.
// Before it is sure of the server, a page sends no key but a nonce and its proof. A
// foreign page that tried to send them would have to ask the server first, which says
// no.
const (
	headerKey   = "Gate-Key"
	headerPage  = "Gate-Page"
	headerNonce = "Gate-Nonce"
	headerProof = "Gate-Proof"
)

// Names of the two sides that prove something to each other. They go into a proof, so
// that nobody can send back the other's.
const (
	thePage = "page"
	theGate = "gate"
)

// policies are the headers that go with every answer: nothing but our own files may
// run, be shown or be asked, nobody may frame the page or keep it, and of all devices
// it may use the camera.
var policies = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; " +
		"media-src blob: mediastream:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
	"Permissions-Policy":           "camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), clipboard-read=()",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Cache-Control":                "no-store",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "same-origin",
}

// guard lets through who asked for this host and does not come from another
// site. A name that somebody points at 127.0.0.1 is another host.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range policies {
			w.Header().Set(name, value)
		}
		switch {
		case r.Method == http.MethodGet && r.URL.Path == "/" && s.localhost(r.Host):
			http.Redirect(w, r, s.home(), http.StatusTemporaryRedirect)
		case bare(r.Host) != s.host:
			refuse(w, http.StatusMisdirectedRequest)
		case s.foreign(r):
			refuse(w, http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// bare returns a host without the port that browsers leave out.
func bare(host string) string { return strings.TrimSuffix(host, ":80") }

// localhost tells whether a host is ours by the name that people type. The page is
// nowhere but at the number, as the browser remembers for that what it may use.
func (s *Server) localhost(host string) bool {
	return bare(host) == strings.Replace(s.host, "127.0.0.1", "localhost", 1)
}

// foreign tells whether another site is behind a request. Browsers send the
// origin with everything but a plain GET, and Sec-Fetch-Site unless they are old.
func (s *Server) foreign(r *http.Request) bool {
	read := r.Method == http.MethodGet || r.Method == http.MethodHead
	origin := r.Header.Get("Origin")
	if bare(origin) != "http://"+s.host && (origin != "" || !read) {
		return true
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin":
		return false
	case "none": // typed, or opened by another program
		return !read
	}
	return true
}

// keyed lets through who knows the key.
func (s *Server) keyed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !same(r.Header.Get(headerKey), s.key) {
			refuse(w, http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

// proven lets through who proves that they know the key. An impostor in our place
// learns nothing from it.
func (s *Server) proven(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !same(r.Header.Get(headerProof), s.proof(thePage, r.Header.Get(headerNonce))) {
			refuse(w, http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

// proof proves that somebody knows the key without telling it: HMAC-SHA-256 (RFC 2104)
// under the key, in hex, of who proves it, a space and a nonce of the other side.
func (s *Server) proof(who, nonce string) string {
	mac := hmac.New(sha256.New, []byte(s.key))
	mac.Write([]byte(who + " " + nonce))
	return hex.EncodeToString(mac.Sum(nil))
}

// inService lets through the page that shows the gate now.
func (s *Server) inService(next http.HandlerFunc) http.HandlerFunc {
	return s.keyed(func(w http.ResponseWriter, r *http.Request) {
		if !s.desk.holds(r.Header.Get(headerPage)) {
			refuse(w, http.StatusConflict)
			return
		}
		next(w, r)
	})
}

// refuse answers with a number and no more.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Connection", "close") // what was sent is not read to its end
	w.WriteHeader(status)
}
