package input

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/verify"
)

// Tracer writes what the search for a code saw into a folder, a picture for
// each step, numbered in their order.
type Tracer struct {
	dir string

	mutex sync.Mutex // a search goes on for a while after the run has been ended
	n     int
	err   error // the first; what comes after it is not written
}

// show writes one picture.
func (t *Tracer) show(stage string, picture image.Image) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.err != nil {
		return
	}
	if t.n == 0 {
		t.err = os.MkdirAll(t.dir, 0o700)
	}
	t.n++
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	t.err = errors.Join(t.err, e.Encode(&b, picture))
	if t.err == nil {
		t.err = cli.WriteNew(filepath.Join(t.dir, fmt.Sprintf("%02d-%s.png", t.n, stage)), b.Bytes())
	}
}

// Trace is show, nil for a tracer that there is not.
func (t *Tracer) Trace() func(stage string, picture image.Image) {
	if t == nil {
		return nil
	}
	return t.show
}

// NewTracer looks at the folder for --trace. It must be new or empty, so that
// the pictures in it are of one search, and is made for the first of them. They show the code, and so all that the
// certificate says: only level C allows them, and only the user may read them. Alone says
// that the run has one input.
func NewTracer(s *show.Settings, folder string, alone bool) (*Tracer, error) {
	switch {
	case folder == "":
		return nil, cli.Usage(cli.ErrorsIn(s.Words).TraceNotEmpty())
	case s.Level < verify.LevelC:
		return nil, cli.Usage(cli.ErrorsIn(s.Words).TraceLevel())
	case !alone:
		return nil, cli.Usage(cli.ErrorsIn(s.Words).TraceOne())
	}
	held, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, traceError(s.Words, err)
	case len(held) > 0:
		return nil, cli.Usage(cli.ErrorsIn(s.Words).TraceNotEmpty())
	}
	return &Tracer{dir: folder}, nil
}

// Finish tells what became of the pictures.
func (t *Tracer) Finish(c *cli.Console, s *show.Settings) error {
	if t == nil {
		return nil
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.err == nil {
		c.Talk(s, s.Words.Traced(t.n))
		return nil
	}
	return traceError(s.Words, t.err)
}

func traceError(w *show.Sentences, err error) error {
	return cli.FileError(cli.ErrorsIn(w).Trace(cli.ShortPathError(err)))
}
