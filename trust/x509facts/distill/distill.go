// Package distill is the frame of the generators that make the sets which are part
// of the program out of published lists of certificates. Nothing shipped uses it.
package distill

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"vaxcheck/trust/x509facts"
)

// Maker makes the compact form of a published list, taken when and from which URL,
// and tells in words what is in it.
type Maker func(published []byte, created time.Time, origin string) (compact []byte, content string, err error)

// Main is the main function of a generator.
func Main(from Maker) {
	if err := Run(os.Args[1:], os.Stdout, from); err != nil {
		fmt.Fprintln(os.Stderr, "distill:", err)
		os.Exit(1)
	}
}

// Run reads the list and writes the set that args name, and prints what was
// written and where it comes from. Nothing is written if the list is refused.
func Run(args []string, stdout io.Writer, from Maker) error {
	flags := flag.NewFlagSet("distill", flag.ContinueOnError)
	flags.SetOutput(stdout)
	in := flags.String("in", "", "the published `FILE` of certificates")
	taken := flags.String("created", "", "the `TIME` the list was taken")
	origin := flags.String("origin", "", "the `URL` of the list")
	out := flags.String("out", "", "the compact `FILE` to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	created, err := time.Parse(time.RFC3339, *taken)
	if err != nil || *in == "" || *out == "" || *origin == "" || flags.NArg() > 0 {
		return errors.New("usage: distill -in FILE -created TIME -origin URL -out FILE")
	}
	published, err := os.ReadFile(*in)
	if err != nil {
		return err
	}
	compact, content, err := from(published, created, *origin)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, compact, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s\norigin %s of %s\nlist sha256 %s, %d bytes compact\n",
		content, *origin, created.Format(time.RFC3339), x509facts.Hex(published), len(compact))
	return err
}
