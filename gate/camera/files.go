package camera

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"vaxcheck/decode/codes"
	"vaxcheck/gate"
	"vaxcheck/verify"
)

// pageFiles holds the page as the browser gets it: nothing is built.
//
//go:embed page
var pageFiles embed.FS

var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
}

// handler returns all that the server answers.
func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	files, err := fs.Glob(pageFiles, "page/*")
	if err != nil || len(files) == 0 {
		panic("camera: the page is not in the program")
	}
	for _, name := range files {
		mux.HandleFunc("GET /"+path.Base(name), serveFile(name))
	}
	mux.HandleFunc("GET /{$}", serveFile("page/index.html"))
	mux.HandleFunc("GET /palette.css", servePalette)
	mux.HandleFunc("GET /words.json", s.words)
	mux.HandleFunc("POST /enter", s.enter)
	mux.HandleFunc("POST /events", s.proven(s.events))
	for route, handle := range map[string]http.HandlerFunc{
		"/frame": s.frame, "/file": s.file, "/typed": s.typed, "/clear": s.clear, "/hold": s.hold,
	} {
		mux.HandleFunc("POST "+route, s.inService(handle))
	}
	return s.guard(s.mended(mux))
}

// mended answers in place of a handler that broke off by a mistake of ours: the gate
// shows a scan that was not read, and the next may come.
func (s *Server) mended(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() == nil {
				return
			}
			if s.o.Bug != nil {
				s.o.Bug()
			}
			s.o.Engine.Fail()
			refuse(w, http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

func serveFile(name string) http.HandlerFunc {
	data, err := pageFiles.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentTypes[path.Ext(name)])
		w.Write(data)
	}
}

// servePalette is the gate's palette as a style sheet, so that page and terminal
// have one.
func servePalette(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", contentTypes[".css"])
	fmt.Fprint(w, palette())
}

func palette() string {
	var b strings.Builder
	for _, v := range verify.Verdicts() {
		look := gate.LookOf(v)
		fmt.Fprintf(&b, "[data-look=%q] { --field: %s; --ink: %s }\n", v, look.Field.Hex(), look.Ink.Hex())
	}
	return b.String()
}

// words answers with what the page says by itself, in every language. No secret is in
// it: who opens the page without the key has to be told so.
func (s *Server) words(w http.ResponseWriter, _ *http.Request) {
	type language struct {
		Tag   string `json:"tag"`
		Words Words  `json:"words"`
	}
	settings := struct {
		Idle      int64      `json:"idle"`    // milliseconds
		Largest   int64      `json:"largest"` // bytes of a file
		Sound     string     `json:"sound"`
		Languages []language `json:"languages"`
	}{Idle: s.o.Idle.Milliseconds(), Largest: codes.MaxFile, Sound: s.o.Sound}
	for _, l := range s.o.Languages {
		settings.Languages = append(settings.Languages, language{l.Tag, l.Words})
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(settings) // a page that has gone needs no answer
}
