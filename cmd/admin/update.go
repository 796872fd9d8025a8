package admin

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/refresh"
	"vaxcheck/trust/store"
)

func trustUpdateCommand(c *cli.Console) *cobra.Command {
	w := renewIn(c.Words)
	cmd := &cobra.Command{Use: "update", Short: w.Update(), Long: w.UpdateLong(), Args: cli.ExactArgs(c.Words, 0)}
	o := renewOptions(c, cmd)
	from := cmd.Flags().String("from", "", w.FromFlag())
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := o.Resolve()
		if err != nil {
			return err
		}
		address := cmp.Or(*from, refresh.DefaultURL)
		if err := refresh.CheckAddress(address); err != nil {
			return wrongAddress(c, err)
		}
		in, err := newIntake(c, o, "update", address)
		if err != nil {
			return err
		}
		if c.Env.ErrTTY {
			c.Talk(s, renewIn(s.Words).Asking(address))
		}
		return finishIntake(c, s, in, in.update(cmd.Context(), address))
	}
	return cmd
}

// wrongAddress is wrong usage: the address of --from could never be used. It is
// not quoted, as it may hold a password.
func wrongAddress(c *cli.Console, err error) error {
	var e *refresh.Error
	if !errors.As(err, &e) {
		return err
	}
	w := renewIn(c.Words).Reasons(string(e.Reason))
	return cli.WithHint(cli.Usage("--from: "+w.Sentence), w.Next)
}

// update asks the server, and takes in what it gives. Nothing else in the
// program uses the network.
func (in *intake) update(ctx context.Context, from string) error {
	c := in.console
	roots, err := additionalRoots(c)
	if err != nil {
		return in.refused(err)
	}
	got, err := refresh.Fetch(ctx, refresh.Options{
		URL: from, ETag: in.into.State.Origin.ETagFor(from), RootCAs: roots,
		Proxy: proxy(c), UserAgent: "vaxcheck/" + c.Version, Timeout: c.Env.FetchTimeout,
		Verify: func(snapshot, signature []byte) error { return cli.VerifySnapshot(c, snapshot, signature) },
	})
	switch {
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case err != nil:
		return in.refused(err)
	case got.NotModified:
		in.confirmed(from, got.ETag, in.into.State.Generation.SHA256)
		return in.refused(&refresh.Error{Reason: refresh.NothingNew})
	}
	err = in.admit(got.Snapshot)
	if err == nil {
		in.confirmed(from, got.ETag, got.Snapshot.SHA256())
	}
	return err
}

// confirmed remembers that the server has nothing newer than what the store
// holds. It only saves the next update some work, so an error is passed over. An
// address with a query may hold a password and is not written down.
func (in *intake) confirmed(from, etag, sha256 string) {
	if in.dryRun || strings.Contains(from, "?") || in.into.Store.Read().Generation.SHA256 != sha256 {
		return
	}
	_ = in.into.Store.RecordOrigin(store.Origin{URL: from, ETag: etag, Fetched: in.console.Env.Now().UTC(),
		SHA256: sha256})
}

// proxy is the environment's, else the one that a configuration file names.
func proxy(c *cli.Console) func(*url.URL) (*url.URL, error) {
	get := c.Env.Getenv
	named := c.Config.Proxy()
	if named == nil || get("HTTPS_PROXY") != "" || get("https_proxy") != "" {
		return refresh.EnvProxy(get)
	}
	return refresh.FixedProxy(named.String(), cmp.Or(get("NO_PROXY"), get("no_proxy")))
}

// envRoots names a file of certificates that servers are trusted by besides the
// system's.
const envRoots = "SSL_CERT_FILE"

func additionalRoots(c *cli.Console) ([]byte, error) {
	name := c.Env.Getenv(envRoots)
	if name == "" {
		return nil, nil
	}
	roots, err := cli.ReadLimited(name, inforce.MaxFile)
	if err != nil {
		return nil, &refresh.Error{Reason: refresh.RootCAs, Err: cli.ShortPathError(err)}
	}
	return roots, nil
}
