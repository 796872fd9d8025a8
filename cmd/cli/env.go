package cli

import (
	"io"
	"time"

	"vaxcheck/trust"
)

// Env is what the command knows of the world around it. Main fills it with the
// real thing; tests fill it with theirs.
type Env struct {
	In             io.Reader
	Out, Err       io.Writer
	InTTY          bool
	OutTTY, ErrTTY bool
	// Size returns the columns and rows of the terminal that Out is, zeros if
	// it is none.
	Size func() (columns, rows int)
	// Raw turns the terminal that In and Out are to raw mode: bytes arrive as they are
	// typed, and out takes control sequences as they are. restore turns it back.
	Raw    func() (out io.Writer, restore func(), err error)
	Getenv func(string) string
	// Browse opens an address in the browser of who uses the machine, and returns when
	// it is known whether that went well; nil where nothing can.
	Browse func(address string) error
	// Places are where installed trust sets and configuration are kept; see surroundings.
	Places Places
	// AccountPlaces are where they would be kept if the environment named no others; nil
	// where that is not known.
	AccountPlaces func() Places
	// User names who runs the command, for what is written down of changes.
	User func() string
	// VerifySnapshot checks the directory's signature over the exact bytes of a
	// snapshot; nil for the key that is part of the program. No flag, variable or
	// file sets it: only tests do, whose snapshots no directory has signed.
	VerifySnapshot func(snapshot, signature []byte) error
	// FetchTimeout is the time that an update may take, 0 for the usual one.
	FetchTimeout time.Duration
	// Now is read once in a run of one command, once for each line of a stream.
	Now func() time.Time
	// Layer puts local entries and a history over a set given with --trust, which has
	// none otherwise; nil for nothing. No flag, variable or file sets it: only tests do.
	Layer func(*trust.Set) (*trust.Set, error)
}
