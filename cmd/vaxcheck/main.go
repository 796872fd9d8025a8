// Command vaxcheck verifies vaccination certificates offline.
package main

import (
	"context"
	"os"
	"os/signal"

	"vaxcheck/cmd"
)

func main() {
	cmd.LimitMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := cmd.Main(ctx, os.Args[1:], cmd.System())
	stop()
	os.Exit(code)
}
