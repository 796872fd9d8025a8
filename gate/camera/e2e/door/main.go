// Door is a gate that has nothing but its page: what the tests open in a browser.
// Cards on its standard input, one a line, are scans; so are those that the page
// sends. For each line "open" it writes an address of the page, and for "later" a minute
// passes.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"net"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/gate"
	"vaxcheck/gate/camera"
	"vaxcheck/gate/camera/e2e/cast"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// later is how much later it is than the machine's clock says.
var later atomic.Int64

func now() time.Time { return time.Now().Add(time.Duration(later.Load())) }

func main() {
	var (
		address = flag.String("address", "127.0.0.1:0", "where the page is")
		level   = flag.String("level", "A", "what is shown")
		clear   = flag.Duration("clear", gate.Clear, "how long an answer stays")
		idle    = flag.Duration("idle", camera.Idle, "after how long the camera is switched off")
		again   = flag.Bool("allow-return", false, "the same person may come twice")
		words   = flag.String("words", "", "the page's own words, a file of JSON")
		broken  = flag.Bool("not-ready", false, "there is no trust set")
	)
	flag.Parse()
	if err := run(*address, *words, *level, *clear, *idle, *again, *broken); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(address, words, level string, clear, idle time.Duration, again, broken bool) error {
	engine, err := open(level, clear, again, broken)
	if err != nil {
		return err
	}
	said, err := languages(words)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	page, err := camera.New(camera.Options{Engine: engine, Now: now, Idle: idle, Languages: said}, l)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go keepTime(ctx, engine)
	go listen(engine, page)
	err = page.Serve(ctx)
	for _, c := range engine.Tally().Counts() {
		fmt.Println(c.Hour.Format("15:04"), c.Verdict, c.Number)
	}
	return err
}

func open(letter string, clear time.Duration, again, broken bool) (*gate.Engine, error) {
	level, err := verify.ParseLevel(letter)
	if err != nil {
		return nil, err
	}
	set, err := cast.TrustSet(time.Now())
	if err != nil {
		return nil, err
	}
	policy := rules.Builtin()[0]
	return gate.New(gate.Options{
		Now: now, Level: level, Clear: clear, AllowReturn: again,
		Judge: func(c *decode.Credential, at time.Time) verify.Report {
			return verify.Check(c, set, policy, verify.Instant{Time: at})
		},
		Ready: func(at time.Time) (verify.Report, bool) {
			return verify.NotReadyReport(verify.ReasonTrustMissing, policy, verify.Instant{Time: at}), !broken
		},
	}), nil
}

func keepTime(ctx context.Context, engine *gate.Engine) {
	for {
		select {
		case <-time.After(100 * time.Millisecond):
			engine.Tick()
		case <-ctx.Done():
			return
		}
	}
}

// listen takes scans as a serial scanner would send them.
func listen(engine *gate.Engine, page *camera.Server) {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, decode.MaxLine)
	for lines.Scan() {
		if lines.Text() == "open" {
			fmt.Println(page.URL())
			continue
		}
		if lines.Text() == "later" {
			later.Add(int64(time.Minute))
			continue
		}
		engine.Scan(codes.Line(lines.Text()))
	}
}
