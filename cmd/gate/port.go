package gate

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/gate/serial"
)

// portWay is the way in through a serial port; there is none without a name.
type portWay struct {
	name    string
	events  chan serial.Event     // nil if there is no port
	trouble atomic.Pointer[error] // why it cannot be read, nil if it can; the page asks too
}

// listen reads the port until the function is called that it returns.
func (p *portWay) listen(ctx context.Context, now func() time.Time) (stop func()) {
	if p.name == "" {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	p.events = make(chan serial.Event)
	r := serial.Reader{Name: p.name, Now: now}
	go r.Run(ctx, func(e serial.Event) {
		select {
		case p.events <- e:
		case <-ctx.Done():
		}
	})
	return cancel
}

// received takes what came through the port.
func (d *door) received(e serial.Event) {
	switch {
	case e.Connected:
		d.port.trouble.Store(nil)
	case e.Err != nil:
		d.port.trouble.Store(&e.Err)
	case e.TooLong:
		d.scan([]decode.Code{codes.TypedTooLong()})
	default:
		d.scan(scannedCodes(e.Text))
	}
}

// listPorts prints names that --serial takes, one a line.
func listPorts(o *cli.Options) error {
	c := o.Console
	s, err := o.ResolveOutput()
	if err != nil {
		return err
	}
	ports, err := serial.Ports(runtime.GOOS)
	if err != nil {
		return cli.FileError(err)
	}
	if len(ports) == 0 {
		c.Talk(s, gateIn(s.Words).NoPorts())
	}
	for _, name := range ports {
		if _, err := fmt.Fprintln(c.Env.Out, show.SafeText(name)); err != nil {
			return c.WriteError(err)
		}
	}
	return nil
}

// scannedCodes are the codes in what a scanner sent, or somebody pasted.
func scannedCodes(text string) []decode.Code {
	if strings.TrimSpace(text) == "" {
		return []decode.Code{codes.TypedBlank()}
	}
	if strings.ContainsAny(text, "\r\n") {
		return codes.Read([]byte(text))
	}
	return codes.Line(text)
}
