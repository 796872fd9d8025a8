package refresh

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Reason says why a snapshot was not fetched, found or admitted. Reasons are
// stable; the sentences for people are made elsewhere. A Reason is an error, so
// that errors.Is finds it in an Error.
type Reason string

// Reasons for which Admit refuses a candidate, in the order in which it looks.
const (
	TooLarge   Reason = "too_large"   // more bytes than any real snapshot or signature has
	Signature  Reason = "signature"   // the signature does not hold for these bytes
	Malformed  Reason = "malformed"   // signed, but not a snapshot that can be used
	NoTime     Reason = "no_time"     // does not say when it was made
	Future     Reason = "future"      // made more than a day after now: it, or the clock, is wrong
	Older      Reason = "older"       // not newer than what is in force
	NothingNew Reason = "nothing_new" // the very bytes that are in force
	Shrunk     Reason = "shrunk"      // more than a tenth of the issuers or keys is missing
	SetAside   Reason = "set_aside"   // was rolled back here earlier
)

// Reasons for which Fetch gives up.
const (
	Address       Reason = "address"     // not an https address of a file .json, or with a user name in it
	Credentials   Reason = "credentials" // a user name or password in the address
	Unreachable   Reason = "unreachable" // no connection, or it broke before an answer
	Slow          Reason = "slow"        // not answered, or not wholly, within the time allowed
	TLSVersion    Reason = "tls_version" // the server speaks no TLS 1.2
	WrongName     Reason = "wrong_name"  // the server's certificate is for another name
	Certificate   Reason = "certificate" // the server's certificate is not trusted, or not at this time
	Insecure      Reason = "insecure"    // sent on to an address that is not https
	Redirects     Reason = "redirects"   // sent on too often
	Status        Reason = "status"      // the server has no such file, or will not give it
	WebPage       Reason = "page"        // a web page, such as a network's login, or a picture
	Encoding      Reason = "encoding"    // compressed in a way that was not asked for
	Truncated     Reason = "truncated"   // the answer broke off, or is empty
	NotAsked      Reason = "not_asked"   // "not modified" although nothing was said to be held
	RootCAs       Reason = "root_cas"    // no certificate in the additional roots
	ProxySettings Reason = "proxy"       // the proxy's address cannot be used
)

// Reasons for which ReadStick finds nothing to admit. TooLarge is one more.
const (
	NotFound  Reason = "not_found" // neither an export nor a snapshot with its signature
	Several   Reason = "several"   // more than one; the file must be named
	NotRead   Reason = "not_read"  // the system does not let us read it
	NotExport Reason = "export"    // an archive, but not an export
)

var texts = map[Reason]string{
	TooLarge:      "larger than any real one",
	Signature:     "signature does not hold",
	Malformed:     "not a usable snapshot",
	NoTime:        "does not say when it was made",
	Future:        "made more than a day in the future",
	Older:         "not newer than what is in force",
	NothingNew:    "nothing new",
	Shrunk:        "shrunk by more than a tenth",
	SetAside:      "was rolled back earlier",
	Address:       "not an https address of a .json file",
	Credentials:   "user name in the address",
	Unreachable:   "no answer",
	Slow:          "not answered in time",
	TLSVersion:    "server does not speak TLS 1.2",
	WrongName:     "server's certificate is for another name",
	Certificate:   "server's certificate is not trusted",
	Insecure:      "sent on to an address that is not https",
	Redirects:     "sent on too often",
	Status:        "server does not give the file",
	WebPage:       "a page instead of the file",
	Encoding:      "compressed in an unknown way",
	Truncated:     "answer broke off",
	NotAsked:      "not modified, which was not asked",
	RootCAs:       "no certificate in the additional roots",
	ProxySettings: "proxy cannot be used",
	NotFound:      "neither an export nor a snapshot with its signature",
	Several:       "more than one",
	NotRead:       "cannot be read",
	NotExport:     "not an export",
}

// Reasons lists all reasons.
func Reasons() []Reason { return slices.Sorted(maps.Keys(texts)) }

func (r Reason) Error() string { return texts[r] }

// Error is a Reason with what is known besides.
type Error struct {
	Reason Reason
	File   string // which file it is about, a bare name; "" for the snapshot
	Status int    // of the server's answer, with Status
	// Held and Got are the times of the set in force and of the candidate, with
	// Older, NothingNew and Future (where Held is now).
	Held, Got time.Time
	// Before and After are counted in the set in force and in the candidate,
	// with Shrunk.
	Before, After Counts
	Err           error // the cause, if there is one
}

// Counts are the sizes of a set.
type Counts struct {
	Issuers int `json:"issuers"`
	Keys    int `json:"keys"`
}

func (e *Error) Error() string {
	text := e.Reason.Error()
	if e.File != "" {
		text = e.File + ": " + text
	}
	if e.Status != 0 {
		text = fmt.Sprintf("%s (status %d)", text, e.Status)
	}
	if e.Err != nil {
		text = fmt.Sprintf("%s: %v", text, e.Err)
	}
	return text
}

// Unwrap returns the reason and the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Reason}
	}
	return []error{e.Reason, e.Err}
}
