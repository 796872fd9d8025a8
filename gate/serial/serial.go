// Package serial reads scanners that are a serial port, as most are over USB when
// told to. Unlike a scanner that types, what they send arrives whole, whatever the
// keyboard's layout and whichever window is in front.
//
// What is read is handed on and not kept. A port that goes away is opened again.
package serial

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"syscall"
	"time"

	"go.bug.st/serial"
)

// Times of a port.
const (
	// Poll is how long a read waits.
	Poll = 50 * time.Millisecond
	// FirstRetry and LastRetry are how soon a port is opened again; each time is twice
	// the one before.
	FirstRetry = 250 * time.Millisecond
	LastRetry  = 2 * time.Second
)

// Event is something that happened at a port: a scan, of which Text is what is left without
// blanks and control characters, unless it says something else.
type Event struct {
	Text      string
	TooLong   bool // more came than any code holds, and was thrown away
	Connected bool // the port is open
	Err       error
}

// Reader reads the scanner at one port. Now is its clock.
type Reader struct {
	Name string
	Now  func() time.Time

	// open opens a port whose Read returns 0 bytes and no error when nothing came
	// for a while; tests have their own.
	open func(name string) (io.ReadCloser, error)
}

// baud is the speed of scanners on real serial lines that were never set up. To those
// over USB it means nothing.
const baud = 9600

func openPort(name string) (io.ReadCloser, error) {
	p, err := serial.Open(name, &serial.Mode{BaudRate: baud})
	if err != nil {
		return nil, err
	}
	if err := p.SetReadTimeout(Poll); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Trouble says why a port cannot be used: it is missing, busy, forbidden …
type Trouble uint8

// The kinds of Trouble.
const (
	Other     Trouble = iota // something else, which the error tells
	Missing                  // there is none of that name, or no longer
	Busy                     // another program has it
	Forbidden                // the user may not open it
	NotSerial                // a file or device that is no serial port
)

// troubleNames are those of the kinds, as texts and their keys have them.
var troubleNames = [...]string{"other", "missing", "busy", "forbidden", "not_serial"}

// String returns the kind's name, such as "busy".
func (t Trouble) String() string { return troubleNames[t] }

// errGone is the error of a port that was open.
var errGone = errors.New("unplugged")

// TroubleOf tells what an error of a port means, Other for nil.
func TroubleOf(err error) Trouble {
	var p *serial.PortError
	known := map[serial.PortErrorCode]Trouble{
		serial.PortNotFound: Missing, serial.PortBusy: Busy, serial.PermissionDenied: Forbidden,
		serial.InvalidSerialPort: NotSerial,
	}
	switch {
	case errors.Is(err, errGone), errors.Is(err, fs.ErrNotExist):
		return Missing
	case errors.Is(err, syscall.EISDIR):
		return NotSerial
	case errors.As(err, &p):
		return known[p.Code()]
	}
	return Other
}

// Try opens a port and closes it again.
func Try(name string) error {
	p, err := openPort(name)
	if err != nil {
		return err
	}
	return p.Close()
}

// Run reads scans until the context ends, and hands them to a function. It tells of
// a port that cannot be opened or has gone once, not each time it tries again, unless
// the trouble is another.
func (r *Reader) Run(ctx context.Context, hand func(Event)) {
	open := r.open
	if open == nil {
		open = openPort
	}
	const nothing = Trouble(0xff)
	retry, last := FirstRetry, nothing
	for ctx.Err() == nil {
		p, err := open(r.Name)
		if err == nil {
			hand(Event{Connected: true})
			retry, last = FirstRetry, nothing
			err = r.read(ctx, p, hand)
			_ = p.Close()
		}
		if trouble := TroubleOf(err); err != nil && trouble != last {
			hand(Event{Err: err})
			last = trouble
		}
		select {
		case <-ctx.Done():
		case <-time.After(retry):
		}
		retry = min(2*retry, LastRetry)
	}
}

// read reads an open port until it is gone. Half a scan is lost with it.
func (r *Reader) read(ctx context.Context, p io.Reader, hand func(Event)) error {
	var f framer
	buffer := make([]byte, 4096)
	defer clear(buffer)
	for ctx.Err() == nil {
		n, err := p.Read(buffer)
		if err != nil {
			return fmt.Errorf("%w: %w", errGone, err)
		}
		for _, e := range f.feed(buffer[:n], r.Now()) {
			hand(e)
		}
	}
	return nil
}

// usual matches the names of ports that scanners over USB get, such as ttyACM0: on
// Windows any number, on Linux and macOS what is not built in, and of two names the one
// that does not wait for a modem.
var usual = map[string]*regexp.Regexp{
	"windows": regexp.MustCompile(`^COM[0-9]+$`),
	"darwin":  regexp.MustCompile(`^/dev/cu\.(usbmodem|usbserial|wchusbserial|SLAB_USBtoUART)`),
	"linux":   regexp.MustCompile(`^/dev/tty(ACM|USB)[0-9]+$`),
}

// Ports lists the ports of a system that may be a scanner, "linux" and the like.
func Ports(system string) ([]string, error) {
	all, err := serial.GetPortsList()
	if err != nil {
		return nil, err
	}
	return likely(system, all), nil
}

func likely(system string, all []string) []string {
	pattern, known := usual[system]
	all = slices.DeleteFunc(slices.Clone(all), func(name string) bool {
		return known && !pattern.MatchString(filepath.ToSlash(name))
	})
	slices.Sort(all)
	return all
}
