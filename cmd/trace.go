package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"

	"vaxcheck/verify"
)

// tracer writes what the search for a code saw into a folder, a picture for
// each step, numbered in their order.
type tracer struct {
	dir string
	n   int
	err error // the first; what comes after it is not written
}

// show writes one picture.
func (t *tracer) show(stage string, picture image.Image) {
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
		t.err = writeNew(filepath.Join(t.dir, fmt.Sprintf("%02d-%s.png", t.n, stage)), b.Bytes())
	}
}

// trace is show, nil for a tracer that there is not.
func (t *tracer) trace() func(stage string, picture image.Image) {
	if t == nil {
		return nil
	}
	return t.show
}

// newTracer looks at the folder for --trace. It must be new or empty, so that
// the pictures in it are of one search, and is made for the first of them. They show the code, and so all that the
// certificate says: only level C allows them, and only the user may read them. Alone says
// that the run has one input.
func newTracer(s *settings, folder string, alone bool) (*tracer, error) {
	switch {
	case folder == "":
		return nil, usageError(errorsIn(s.words).TraceNotEmpty())
	case s.level < verify.LevelC:
		return nil, usageError(errorsIn(s.words).TraceLevel())
	case !alone:
		return nil, usageError(errorsIn(s.words).TraceOne())
	}
	held, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, traceError(s.words, err)
	case len(held) > 0:
		return nil, usageError(errorsIn(s.words).TraceNotEmpty())
	}
	return &tracer{dir: folder}, nil
}

// finishTrace tells what became of the pictures.
func (t *tracer) finish(c *console, s *settings) error {
	if t == nil {
		return nil
	}
	if t.err == nil {
		c.talk(s, s.words.Traced(t.n))
		return nil
	}
	return traceError(s.words, t.err)
}

func traceError(w *sentences, err error) error {
	return &codedError{code: exitFile, err: errorsIn(w).Trace(shortPathError(err))}
}
