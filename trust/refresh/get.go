package refresh

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
)

// answer is a file that the server gave.
type answer struct {
	body        []byte
	etag        string
	notModified bool
}

// get fetches one file of at most limit bytes, counted after decompression.
func (g *getter) get(from *url.URL, limit int64, r request) (answer, error) {
	a, err := g.try(from, limit, r)
	var e *Error
	if errors.As(err, &e) {
		named := *e
		named.File = path.Base(from.Path)
		return answer{}, &named
	}
	return a, err
}

func (g *getter) try(from *url.URL, limit int64, r request) (answer, error) {
	req, err := http.NewRequestWithContext(g.ctx, http.MethodGet, from.String(), nil)
	if err != nil {
		return answer{}, &Error{Reason: Address}
	}
	req.Header.Set("User-Agent", g.userAgent)
	if r.etag != "" {
		req.Header.Set("If-None-Match", r.etag)
	}
	if r.fresh {
		req.Header.Set("Cache-Control", "no-cache")
	}
	resp, err := g.client.Do(req)
	if err != nil {
		return answer{}, g.explain(err, Unreachable)
	}
	defer resp.Body.Close()
	if err := acceptable(resp, limit, r); err != nil {
		return answer{}, err
	}
	if resp.StatusCode == http.StatusNotModified {
		return answer{notModified: true}, nil
	}
	body, err := g.read(resp.Body, limit)
	return answer{body: body, etag: entityTag(resp)}, err
}

// acceptable refuses an answer by its status and headers, before its body is read.
func acceptable(resp *http.Response, limit int64, r request) error {
	mediaType, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	switch {
	case resp.StatusCode == http.StatusNotModified && r.etag == "":
		return &Error{Reason: NotAsked}
	case resp.StatusCode == http.StatusNotModified:
		return nil
	case resp.StatusCode != http.StatusOK:
		return &Error{Reason: Status, Status: resp.StatusCode}
	case isWebPage(mediaType):
		return &Error{Reason: WebPage}
	case resp.Header.Get("Content-Encoding") != "": // what was asked for is undone already
		return &Error{Reason: Encoding}
	case resp.ContentLength > limit:
		return &Error{Reason: TooLarge}
	}
	return nil
}

// isWebPage tells whether an answer is a web page, picture or the like, as the login of a
// hotel's network sends in place of every file. Mirrors give the directory's own files
// many other types, which are taken.
func isWebPage(mediaType string) bool {
	family, sub, _ := strings.Cut(mediaType, "/")
	switch family {
	case "image", "audio", "video", "font", "multipart":
		return true
	}
	return sub == "html" || sub == "xhtml+xml"
}

func (g *getter) read(body io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(body, limit+1))
	switch {
	case int64(len(data)) > limit:
		return nil, &Error{Reason: TooLarge}
	case err != nil:
		return nil, g.explain(err, Truncated)
	case len(data) == 0:
		return nil, &Error{Reason: Truncated}
	}
	return data, nil
}

// entityTag returns the answer's ETag, "" if it cannot be sent back.
func entityTag(resp *http.Response) string {
	tag := resp.Header.Get("ETag")
	odd := func(r rune) bool { return r < ' ' || r > '~' }
	if len(tag) > maxETag || strings.ContainsFunc(tag, odd) {
		return ""
	}
	return tag
}

// explain finds the reason of an error of the network. The address, which
// url.Error would tell, is left out.
func (g *getter) explain(err error, otherwise Reason) error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	if errors.Is(g.ctx.Err(), context.Canceled) {
		return context.Canceled
	}
	cause := err
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		cause = wrapped.Err
	}
	return &Error{Reason: networkReason(err, otherwise), Err: cause}
}

func networkReason(err error, otherwise Reason) Reason {
	var timeout net.Error
	var wrongName x509.HostnameError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return Slow
	case errors.As(err, &wrongName):
		return WrongName
	case errors.As(err, &certificate):
		return Certificate
	// Package tls has no type for it, whichever side says so.
	case strings.Contains(err.Error(), "protocol version"):
		return TLSVersion
	}
	return otherwise
}
