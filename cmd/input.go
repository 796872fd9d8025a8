package cmd

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"vaxcheck/decode"
)

// input is one thing to answer for. read does the work, and may run beside
// others; it never fails but says what is wrong in a code's Problem. trouble
// is for stderr: why a file could not be read.
type input struct {
	origin origin
	read   func() (codes []decode.Code, trouble error)
}

// inputs turns command-line arguments into inputs, one by one, so that any
// number of them needs no more memory than one.
func (a *app) inputs(args []string, recursive bool) iter.Seq[input] {
	return func(yield func(input) bool) {
		index := 0
		next := func(in input) bool {
			in.origin.Index = index
			index++
			return yield(in)
		}
		for _, arg := range args {
			if !a.expandArg(arg, recursive, next) {
				return
			}
		}
	}
}

func (a *app) expandArg(arg string, recursive bool, next func(input) bool) bool {
	switch {
	case arg == "-":
		return a.stdin(next)
	case isCode(arg):
		return next(input{origin: origin{Name: "argument"}, read: func() ([]decode.Code, error) {
			return decode.Line(arg), nil
		}})
	case recursive && isFolder(arg):
		return a.walk(arg, next)
	}
	return next(a.fileInput(arg))
}

// isCode tells a code given as an argument from the name of a file. A name that
// is not there is quoted in an error; a code never may be.
func isCode(arg string) bool { return decode.LooksLikeCode(arg) }

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// walk visits the files below a folder in the order of their names. Hidden
// files and folders are left out.
func (a *app) walk(root string, next func(input) bool) bool {
	more, any := true, false
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case err == nil && d.IsDir():
			return nil
		}
		any = true
		if more = next(a.fileInput(path)); !more {
			return fs.SkipAll
		}
		if err != nil {
			return fs.SkipDir
		}
		return nil
	})
	return more && (any || next(nothing(root)))
}

// nothing is an input that holds none: an empty stream, a folder without files.
func nothing(name string) input {
	return input{origin: origin{Name: name}, read: func() ([]decode.Code, error) {
		return []decode.Code{decode.NoCode()}, nil
	}}
}

// fileInput reads one file whole.
func (a *app) fileInput(name string) input {
	return input{origin: origin{Name: name}, read: func() ([]decode.Code, error) {
		f, err := os.Open(name)
		if err != nil {
			return []decode.Code{decode.NotRead()}, shortPathError(err)
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return []decode.Code{decode.NotRead()}, errors.New(a.words.Errors.Folder)
		}
		return readWhole(f)
	}}
}

// readWhole reads a file to its end, or to the limit for its kind.
func readWhole(r io.Reader) ([]decode.Code, error) {
	data, err := readAllLimited(r, decode.MaxFile)
	switch {
	case errors.Is(err, errTooLarge):
		return []decode.Code{decode.TooLarge(data)}, nil
	case err != nil:
		return []decode.Code{decode.NotRead()}, shortPathError(err)
	}
	return decode.Read(data), nil
}

var errTooLarge = errors.New("larger than allowed")

// readAllLimited reads at most limit bytes; with errTooLarge it returns the
// beginning of what is larger.
func readAllLimited(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		return data[:min(limit, 512)], errTooLarge
	}
	return data, err
}

// shortPathError leaves the path out of a file error: whoever reports it names
// the file, once and made harmless.
func shortPathError(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// lineBuffer holds the longest line of a stream, its end included.
const lineBuffer = decode.MaxLine + 2

// stdin reads standard input: one file, told by its first bytes, or a stream
// with one code a line, each answered before the next is waited for.
func (a *app) stdin(next func(input) bool) bool {
	r := bufio.NewReaderSize(a.env.In, lineBuffer)
	head := firstBytes(r)
	if len(head) == 0 {
		return next(nothing("-"))
	}
	if decode.IsWhole(head) {
		codes, trouble := readWhole(r)
		return next(input{origin: origin{Name: "-"}, read: func() ([]decode.Code, error) { return codes, trouble }})
	}
	return lines(r, next)
}

// firstBytes waits for enough of a stream to tell what it is, and no more:
// someone may be typing.
func firstBytes(r *bufio.Reader) []byte {
	const enough = 16
	for n := 1; n <= enough; n = r.Buffered() + 1 {
		if _, err := r.Peek(n); err != nil {
			break
		}
		if head, _ := r.Peek(r.Buffered()); bytes.IndexByte(head, '\n') >= 0 {
			break
		}
	}
	head, _ := r.Peek(r.Buffered())
	return head
}

// lines makes one input of each line that is not empty. An error that ends the
// stream early is an input too.
func lines(r *bufio.Reader, next func(input) bool) bool {
	any := false
	for number := 1; ; number++ {
		line, tooLong, err := readLine(r)
		if strings.Trim(line, " \t\r\n\ufeff") != "" || tooLong {
			any = true
			if !next(lineInput(line, tooLong, number)) {
				return false
			}
		}
		if err == io.EOF {
			return any || next(nothing("-"))
		}
		if err != nil {
			return next(input{origin: origin{Name: "-", Line: number}, read: func() ([]decode.Code, error) {
				return []decode.Code{decode.NotRead()}, shortPathError(err)
			}})
		}
	}
}

func lineInput(line string, tooLong bool, number int) input {
	return input{origin: origin{Name: "-", Line: number}, read: func() ([]decode.Code, error) {
		if tooLong {
			return []decode.Code{decode.LineTooLong()}, nil
		}
		return decode.Line(line), nil
	}}
}

// readLine reads to the end of a line. What does not fit the buffer is read
// past and not kept.
func readLine(r *bufio.Reader) (line string, tooLong bool, err error) {
	text, err := r.ReadSlice('\n')
	line = string(text)
	for err == bufio.ErrBufferFull {
		tooLong = true
		_, err = r.ReadSlice('\n')
	}
	return line, tooLong, err
}
