// Package input turns arguments into codes, and judges them side by side: files, folders,
// standard input and codes themselves, in their order and in bounded memory.
package input

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/decode/codes"
)

// Input is one thing to answer for. read does the work, and may run beside
// others, and so does going through its codes; it never fails but says what is
// wrong in a code's Problem. trouble is for stderr: why a file could not be read.
type Input struct {
	origin show.Origin
	read   func() (codes iter.Seq[decode.Code], trouble error)
}

// these are codes that are all there.
func these(codes ...decode.Code) iter.Seq[decode.Code] { return slices.Values(codes) }

// Inputs turns command-line arguments into inputs, one by one, so that any
// number of them needs no more memory than one.
func (r *Reader) Inputs(args []string, recursive bool) iter.Seq[Input] {
	return func(yield func(Input) bool) {
		index := 0
		next := func(in Input) bool {
			in.origin.Index = index
			index++
			return yield(in)
		}
		for _, arg := range args {
			if !r.expandArg(arg, recursive, next) {
				return
			}
		}
	}
}

func (r *Reader) expandArg(arg string, recursive bool, next func(Input) bool) bool {
	switch {
	case arg == "-":
		return r.stdin(next)
	case cli.IsCode(arg):
		return next(Input{origin: show.Origin{Name: "argument"}, read: func() (iter.Seq[decode.Code], error) {
			return these(codes.Line(arg)...), nil
		}})
	case recursive && isFolder(arg):
		return r.walk(arg, next)
	}
	if more, ok := r.longText(arg, next); ok {
		return more
	}
	return next(r.fileInput(arg))
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// walk visits the files below a folder in the order of their names. Hidden
// files and folders are left out, and what is no file, such as a pipe that
// nobody may ever write to. Links to files are followed, links to folders only
// at the root.
func (r *Reader) walk(root string, next func(Input) bool) bool {
	more, any := true, false
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		return next(r.fileInput(root))
	}
	_ = filepath.WalkDir(real, func(path string, d fs.DirEntry, err error) error {
		switch {
		case path != real && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case err == nil && !isFile(path, d):
			return nil
		}
		any = true
		name := filepath.Join(root, strings.TrimPrefix(path, real))
		if more = next(r.fileInput(name)); !more {
			return fs.SkipAll
		}
		if err != nil {
			return fs.SkipDir
		}
		return nil
	})
	return more && (any || next(nothing(root, codes.KindEmptyFolder)))
}

// isFile tells a file, or a link to one. A link that leads nowhere counts: its
// Reader says so.
func isFile(path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular()
}

// nothing is an input that holds none: an empty stream, a folder without files.
func nothing(name, kind string) Input {
	return Input{origin: show.Origin{Name: name}, read: func() (iter.Seq[decode.Code], error) {
		return these(codes.None(kind)), nil
	}}
}

// fileInput reads one file whole.
func (r *Reader) fileInput(name string) Input {
	return Input{origin: show.Origin{Name: name}, read: func() (iter.Seq[decode.Code], error) {
		f, err := os.Open(name)
		if err != nil {
			return these(codes.NotRead("")), cli.ShortPathError(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err == nil && info.IsDir() {
			return these(codes.NotRead(codes.KindFolder)), errors.New(cli.ErrorsIn(r.words).Folder())
		}
		if err == nil {
			defer r.files.Enter(info.Size())()
		}
		data, err := cli.ReadAllLimited(f, codes.MaxFile)
		return r.codesOf(data, err)
	}}
}

// codesOf takes a file apart that was read to its end, or to the limit for its
// kind.
func (r *Reader) codesOf(data []byte, err error) (iter.Seq[decode.Code], error) {
	switch {
	case errors.Is(err, cli.ErrTooLarge):
		return these(codes.TooLarge(data)), nil
	case err != nil:
		return these(codes.NotRead("")), cli.ShortPathError(err)
	}
	return codes.In(data, r.searching()), nil
}

// lineBuffer holds the longest line of a stream, its end included.
const lineBuffer = decode.MaxLine + 2

// stdin reads standard input: one file, told by its first bytes, or a stream
// with one code a line, each answered before the next is waited for.
func (r *Reader) stdin(next func(Input) bool) bool {
	o := show.Origin{Name: "-"}
	stream := &lineReader{Reader: bufio.NewReaderSize(r.in, lineBuffer)}
	head, err := firstBytes(stream.Reader)
	switch {
	case len(head) == 0 && err != io.EOF:
		return next(Input{origin: o, read: func() (iter.Seq[decode.Code], error) {
			return these(codes.NotRead("")), cli.ShortPathError(err)
		}})
	case len(head) == 0:
		return next(nothing("-", codes.KindEmpty))
	case codes.IsBinary(head):
		// Read here, since the next input may read on; decoded by a worker,
		// where a fault of ours costs this answer and no other.
		data, err := cli.ReadAllLimited(stream, codes.MaxFile)
		return next(Input{origin: o, read: func() (iter.Seq[decode.Code], error) { return r.codesOf(data, err) }})
	}
	return stream.inputs(o, next)
}

// longText answers a text file that is too long to be held at once line by
// line, as standard input. It is not for this file if ok is false.
func (r *Reader) longText(name string, next func(Input) bool) (more, ok bool) {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() <= codes.MaxText {
		return false, false
	}
	f, err := os.Open(name)
	if err != nil {
		return false, false
	}
	defer f.Close()
	stream := &lineReader{Reader: bufio.NewReaderSize(f, lineBuffer)}
	if head, _ := firstBytes(stream.Reader); codes.IsBinary(head) {
		return false, false
	}
	return stream.inputs(show.Origin{Name: name}, next), true
}

// firstBytes waits for enough of a stream to tell what it is, and no more:
// someone may be typing.
func firstBytes(r *bufio.Reader) (head []byte, err error) {
	for n := 1; n <= codes.BinaryHead && err == nil; n = r.Buffered() + 1 {
		_, err = r.Peek(n)
		if head, _ = r.Peek(r.Buffered()); bytes.ContainsAny(head, "\r\n") {
			break
		}
	}
	head, _ = r.Peek(r.Buffered())
	return head, err
}

// inputs makes one input of each line that is not empty, and one of a container
// that is written over several. An error that ends the stream early is an input
// too.
func (r *lineReader) inputs(o show.Origin, next func(Input) bool) bool {
	any := false
	for number := 1; ; number++ {
		line, tooLong, err := r.readLine()
		if strings.Trim(line, " \t\r\n\ufeff") != "" || tooLong {
			any = true
			in := lineInput(o, line, tooLong, number)
			if d, begins := codes.BeginDocument(line); begins {
				more := 0
				in, more, err = r.readDocument(o, d, number, err)
				number += more
			}
			if !next(in) {
				return false
			}
		}
		if err == io.EOF {
			return any || next(nothing(o.Name, codes.KindEmpty))
		}
		if err != nil {
			return next(Input{origin: show.Origin{Name: o.Name, Line: number},
				read: func() (iter.Seq[decode.Code], error) {
					return these(codes.NotRead("")), cli.ShortPathError(err)
				}})
		}
	}
}

// readDocument reads on from a container's first line to its end.
func (r *lineReader) readDocument(o show.Origin, d codes.Document, number int, err error) (
	Input, int, error,
) {
	count := 0
	for err == nil && d.Len() < codes.MaxText && !d.EndsBefore(r.peekLine()) {
		var line string
		line, _, err = r.readLine()
		count++
		if d.Add(line) {
			break
		}
	}
	return Input{origin: show.Origin{Name: o.Name, Line: number}, read: func() (iter.Seq[decode.Code], error) {
		return codes.In([]byte(d.Text()), codes.Options{}), nil
	}}, count, err
}

func lineInput(o show.Origin, line string, tooLong bool, number int) Input {
	return Input{origin: show.Origin{Name: o.Name, Line: number}, read: func() (iter.Seq[decode.Code], error) {
		if tooLong {
			return these(codes.LineTooLong()), nil
		}
		return these(codes.Line(line)...), nil
	}}
}

// lineReader cuts a stream into lines that end in LF, CR LF or, as scanners
// often send them, CR.
type lineReader struct {
	*bufio.Reader
	afterCR bool // an LF that comes next belongs to the line before
}

// peekLine is the next line, or as much of it as fits the buffer, once it is there. It
// waits for no line after it.
func (r *lineReader) peekLine() string {
	if next, _ := r.Peek(1); r.afterCR && string(next) == "\n" {
		_, _ = r.Discard(1)
		r.afterCR = false
	}
	seen := 0
	for {
		_, err := r.Peek(seen + 1)
		line, _ := r.Peek(r.Buffered())
		if end := bytes.IndexAny(line[seen:], "\r\n"); end >= 0 {
			return string(line[:seen+end])
		}
		if seen = len(line); err != nil || seen == r.Size() {
			return string(line)
		}
	}
}

// readLine reads to the end of a line. What does not fit the buffer is read
// past and not kept.
func (r *lineReader) readLine() (line string, tooLong bool, err error) {
	var b []byte
	for {
		c, err := r.ReadByte()
		switch {
		case err != nil:
			return string(b), tooLong, err
		case c == '\n' && r.afterCR:
			r.afterCR = false
			continue
		}
		if r.afterCR = c == '\r'; c == '\r' || c == '\n' {
			return string(b), tooLong, nil
		}
		if tooLong = tooLong || len(b) > decode.MaxLine; !tooLong {
			b = append(b, c)
		}
	}
}
