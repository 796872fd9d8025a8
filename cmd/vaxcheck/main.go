// Command vaxcheck verifies vaccination certificates offline.
package main

import (
	"context"
	"os"
	"os/signal"

	"vaxcheck/cmd"
	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/input"
)

func main() {
	input.LimitMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := cmd.Main(ctx, os.Args[1:], cli.System())
	stop()
	os.Exit(code)
}
