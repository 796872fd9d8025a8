package camera

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"vaxcheck/decode"
	"vaxcheck/decode/codes"
)

// frame takes what the camera sees now: its brightness, one byte a pixel. The
// answer tells how to help a code that will not scan.
func (s *Server) frame(w http.ResponseWriter, r *http.Request) {
	width, errW := strconv.Atoi(r.URL.Query().Get("width"))
	height, errH := strconv.Atoi(r.URL.Query().Get("height"))
	size := int(r.ContentLength)
	if errors.Join(errW, errH) != nil || width < 1 || height < 1 || size > codes.MaxGray ||
		size/width != height || size%width != 0 {
		refuse(w, http.StatusBadRequest)
		return
	}
	select {
	case s.reading <- struct{}{}:
	default: // one picture at a time; the next frame is as good
		w.WriteHeader(http.StatusNoContent)
		return
	}
	defer func() { <-s.reading }() // whatever happens: the next frame must be read
	help, err := s.readFrame(r.Body, width, height)
	if err != nil {
		refuse(w, http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"help": help}) // a page that has gone needs no answer
}

// readFrame reads a frame and leaves nothing of it.
func (s *Server) readFrame(body io.Reader, width, height int) (help string, err error) {
	if cap(s.pixels) < width*height {
		s.pixels = make([]byte, width*height)
	}
	pix := s.pixels[:width*height]
	defer clear(pix)
	if _, err := io.ReadFull(body, pix); err != nil {
		return "", err
	}
	budget := s.budget()
	seen := codes.ReadGray(codes.Gray{Width: width, Height: height, Pix: pix},
		codes.Options{Now: s.o.Now, Budget: budget})
	switch {
	case seen[0].Problem == nil:
		s.thorough = s.o.Now()
	case budget == s.o.FrameBudget:
		s.o.Engine.Looked()
	}
	s.o.Engine.Frame(seen)
	help = s.adviser.see(seen, s.o.Now())
	if s.adviser.stuck() {
		s.o.Engine.Unread()
	}
	return help, nil
}

// Times that frames get. A code that is held well is read in a few hundredths of a
// second, and to search an empty frame to its end takes many times that. So frames get
// a glance, and one in a while all the time there is, for a code that is held badly:
// the next visitor is seen soon, and the browser has a processor to itself.
const (
	glance     = 3 // of FrameBudget, the part that most frames get
	thoroughly = time.Second
)

func (s *Server) budget() time.Duration {
	if now := s.o.Now(); now.Sub(s.thorough) >= thoroughly {
		s.thorough = now
		return s.o.FrameBudget
	}
	return s.o.FrameBudget / glance
}

// file takes a file that somebody handed over: a picture of a code, mostly.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	data, ok := body(w, r, codes.MaxFile)
	if !ok || !s.alone(r.Context()) {
		return
	}
	defer func() { <-s.reading }()
	s.o.Engine.Scan(codes.ReadWith(data, codes.Options{Now: s.o.Now, Budget: s.o.FileBudget}))
	clear(data)
	w.WriteHeader(http.StatusNoContent)
}

// alone waits until no other picture is searched; false if nobody waits for it
// any more.
func (s *Server) alone(ctx context.Context) bool {
	select {
	case s.reading <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// typed takes what a keyboard scanner typed, or somebody pasted. Whatever it is, the
// answer before it does not stay.
func (s *Server) typed(w http.ResponseWriter, r *http.Request) {
	text, ok := body(w, r, decode.MaxLine)
	if !ok {
		s.o.Engine.Scan([]decode.Code{codes.TypedTooLong()})
		return
	}
	s.o.Engine.Scan(s.o.Typed(string(text)))
	w.WriteHeader(http.StatusNoContent)
}

// body reads what was sent, up to a limit, or answers why not.
func body(w http.ResponseWriter, r *http.Request, limit int64) (data []byte, ok bool) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		refuse(w, http.StatusRequestEntityTooLarge)
	case err != nil:
		refuse(w, http.StatusBadRequest)
	}
	return data, err == nil
}

// clear clears what is shown; if the page says since when that is, nothing newer,
// which nobody has seen yet.
func (s *Server) clear(w http.ResponseWriter, r *http.Request) {
	at := r.URL.Query().Get("at")
	ms, err := strconv.ParseInt(at, 10, 64)
	switch {
	case at == "":
		s.o.Engine.Clear()
	case err != nil:
		refuse(w, http.StatusBadRequest)
		return
	default:
		s.o.Engine.ClearOld(time.UnixMilli(ms).Add(time.Millisecond - 1)) // as the page was told it
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) hold(w http.ResponseWriter, _ *http.Request) {
	s.o.Engine.Hold()
	w.WriteHeader(http.StatusNoContent)
}
