package refresh

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// client makes a client for one Fetch. It follows few redirects and none away
// from https, and does nothing without TLS 1.2.
func (o Options) client() (*http.Client, error) {
	roots, err := o.roots()
	if err != nil {
		return nil, err
	}
	header := orDefault(o.HeaderTimeout, DefaultHeaderTimeout)
	transport := &http.Transport{
		DialContext:            (&net.Dialer{Timeout: header}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout:    header,
		ResponseHeaderTimeout:  header,
		MaxResponseHeaderBytes: maxHeader,
	}
	if o.Proxy != nil {
		transport.Proxy = func(r *http.Request) (*url.URL, error) {
			proxy, err := o.Proxy(r.URL)
			if err != nil {
				return nil, &Error{Reason: ProxySettings} // the cause would quote it, with its password
			}
			return proxy, nil
		}
	}
	return &http.Client{Transport: transport, CheckRedirect: checkRedirect}, nil
}

// roots returns the certificates of the system and the additional ones, nil for the
// system's alone.
func (o Options) roots() (*x509.CertPool, error) {
	if len(o.RootCAs) == 0 {
		return nil, nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(o.RootCAs) {
		return nil, &Error{Reason: RootCAs}
	}
	return pool, nil
}

func checkRedirect(next *http.Request, before []*http.Request) error {
	switch {
	case next.URL.Scheme != "https":
		return &Error{Reason: Insecure}
	case len(before) > maxRedirects:
		return &Error{Reason: Redirects}
	}
	return nil
}

// EnvProxy returns the proxy that HTTPS_PROXY and NO_PROXY, in capitals or not,
// ask for, for use in Options. The environment is handed in.
func EnvProxy(getenv func(string) string) func(*url.URL) (*url.URL, error) {
	first := func(names ...string) string {
		for _, name := range names {
			if value := getenv(name); value != "" {
				return value
			}
		}
		return ""
	}
	return FixedProxy(first("HTTPS_PROXY", "https_proxy"), first("NO_PROXY", "no_proxy"))
}

// FixedProxy returns a proxy for all hosts but those in except, which has the
// form of NO_PROXY. An empty address is no proxy; one that cannot be used is an
// error when it is needed, never a reason to do without.
func FixedProxy(address, except string) func(*url.URL) (*url.URL, error) {
	if address != "" && !usableProxy(address) {
		return func(*url.URL) (*url.URL, error) { return nil, ProxySettings }
	}
	return (&httpproxy.Config{HTTPSProxy: address, NoProxy: except}).ProxyFunc()
}

// usableProxy tells whether a proxy's address can be used: a URL, or a host with or
// without a port.
func usableProxy(address string) bool {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return false
	}
	return slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme)
}
