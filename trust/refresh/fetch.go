package refresh

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"vaxcheck/trust/signed"
)

// DefaultURL is where the Vaccination Credential Initiative publishes its
// directory's snapshot, daily. Its signature lies beside it.
const DefaultURL = "https://raw.githubusercontent.com/the-commons-project/vci-directory/main/logs/vci_snapshot.json"

// Time allowed unless Options say otherwise.
const (
	DefaultTimeout       = 60 * time.Second // for everything
	DefaultHeaderTimeout = 15 * time.Second // for the beginning of each answer
)

// Limits of an answer.
const (
	maxRedirects = 5
	maxHeader    = 64 << 10 // bytes
	maxETag      = 256
)

// Options say how to fetch.
type Options struct {
	URL  string // of the snapshot, https and ending in .json; its signature lies beside it, .sig for .json
	ETag string // of the snapshot in force, if that came from this very address; else ""
	// Verify checks the signature over the exact bytes, as Admit does again. It
	// tells whether the two files belong together.
	Verify func(snapshot, signature []byte) error
	// Proxy returns the proxy for an address, nil for none; see EnvProxy. nil
	// means no proxy at all.
	Proxy func(*url.URL) (*url.URL, error)
	// RootCAs are certificates in PEM, such as the file that SSL_CERT_FILE
	// names, that are trusted besides the system's.
	RootCAs       []byte
	UserAgent     string
	Timeout       time.Duration // for everything; 0 is DefaultTimeout
	HeaderTimeout time.Duration // 0 is DefaultHeaderTimeout
}

// Fetched is what the server gave. It is for Admit to decide about.
type Fetched struct {
	Snapshot    signed.Snapshot
	ETag        string // "" if the server gave none
	NotModified bool   // the server says that the snapshot with Options.ETag is the newest; there is no Snapshot
}

// Fetch gets a snapshot and its signature. If they do not belong together both
// are fetched once more, as the directory may just have published. The error is
// an *Error with one of the reasons from Address to ProxySettings, TooLarge or
// Signature; or wraps context.Canceled if the caller gave up.
func Fetch(ctx context.Context, o Options) (Fetched, error) {
	snapshot, signature, err := addresses(o.URL)
	if err != nil {
		return Fetched{}, err
	}
	client, err := o.client()
	if err != nil {
		return Fetched{}, err
	}
	defer client.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(ctx, orDefault(o.Timeout, DefaultTimeout))
	defer cancel()
	g := &getter{ctx, client, o.UserAgent}
	got, err := g.both(snapshot, signature, request{etag: o.ETag})
	if err != nil || got.NotModified || o.Verify(got.Snapshot.Data, got.Snapshot.Signature) == nil {
		return got, err
	}
	got, err = g.both(snapshot, signature, request{fresh: true})
	if err != nil {
		return Fetched{}, err
	}
	if o.Verify(got.Snapshot.Data, got.Snapshot.Signature) != nil {
		return Fetched{}, &Error{Reason: Signature}
	}
	return got, nil
}

// CheckAddress tells whether Fetch could use an address. The error is an *Error
// with Address, or with Credentials if a user name is in it.
func CheckAddress(address string) error {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		return &Error{Reason: Credentials}
	}
	_, _, err := addresses(address)
	return err
}

// addresses checks the snapshot's address, and makes the signature's of it.
func addresses(address string) (snapshot, signature *url.URL, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || path.Ext(u.Path) != ".json" {
		return nil, nil, &Error{Reason: Address} // the cause would quote it
	}
	u.Fragment = ""
	sig := *u
	sig.Path, sig.RawPath = strings.TrimSuffix(u.Path, ".json")+".sig", strings.TrimSuffix(u.RawPath, ".json")
	if sig.RawPath != "" {
		sig.RawPath += ".sig"
	}
	return u, &sig, nil
}

// getter gets files.
type getter struct {
	ctx       context.Context
	client    *http.Client
	userAgent string
}

// request is what is asked of the server besides the file.
type request struct {
	etag  string // not needed if it is still this one
	fresh bool   // not from a cache on the way
}

// both gets the snapshot, and unless that is not modified the signature.
func (g *getter) both(snapshot, signature *url.URL, r request) (Fetched, error) {
	data, err := g.get(snapshot, signed.MaxSnapshot, r)
	if err != nil || data.notModified {
		return Fetched{ETag: r.etag, NotModified: data.notModified}, err
	}
	sig, err := g.get(signature, signed.MaxSignature, request{fresh: r.fresh})
	if err != nil {
		return Fetched{}, err
	}
	return Fetched{Snapshot: signed.Snapshot{Data: data.body, Signature: sig.body}, ETag: data.etag}, nil
}

func orDefault(d, fallback time.Duration) time.Duration {
	if d == 0 {
		return fallback
	}
	return d
}
