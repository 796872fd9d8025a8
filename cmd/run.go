package cmd

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// Main runs the command line args, without the program's name, and returns the
// exit code. It never panics: a bug is told as one and has its own code.
func Main(ctx context.Context, args []string, env cli.Env) (code int) {
	env.Err = &serialWriter{w: env.Err}
	config := cli.ReadConfigurations(env.Places)
	c := &cli.Console{Env: env, Config: config, Version: version(),
		Words: show.SentencesIn(show.LanguageFromArgs(args, config.Language(words.FromEnv(env.Getenv))))}
	defer func() {
		if p := recover(); p != nil {
			// The value may quote a card; where it happened does not.
			fmt.Fprintf(env.Err, "vaxcheck: %s\n", cli.ErrorsIn(c.Words).Bug(cli.PanicPlace()))
			code = cli.ExitBug
		}
	}()
	root := rootCommand(c)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	return c.Finish(err)
}

// serialWriter lets one write after the other: what is met while certificates are judged
// side by side is told by whoever meets it.
type serialWriter struct {
	mutex sync.Mutex
	w     io.Writer
}

func (t *serialWriter) Write(p []byte) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.w.Write(p)
}

// Version is set by packagers with -ldflags; otherwise the build says it.
var Version string

// version names this build.
func version() string {
	if Version != "" {
		return Version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
