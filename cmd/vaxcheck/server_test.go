package main

import (
	"bytes"
	"compress/gzip"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust/signed"
)

// directoryKey signs what no directory has; the command of the tests takes it
// for the directory's.
var directoryKey = sync.OnceValue(func() *ecdsa.PrivateKey {
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), bytes.Repeat([]byte{9}, 32))
	if err != nil {
		panic(err)
	}
	return key
})

func sign(t testing.TB, data []byte) signed.Snapshot {
	t.Helper()
	sum := sha512.Sum512(data)
	signature, err := ecdsa.SignASN1(rand.Reader, directoryKey(), sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return signed.Snapshot{Data: data, Signature: signature}
}

// snapshotOf is the set that the directory of the tests makes on a day of
// November: as many issuers as the real one has, and each day one more.
func snapshotOf(t testing.TB, day int) signed.Snapshot {
	t.Helper()
	issuers := directoryIssuers()
	return sign(t, mint.Snapshot(time.Date(2026, 11, day, 4, 0, 0, 0, time.UTC), issuers[:len(issuers)-31+day]...))
}

var directoryIssuers = sync.OnceValue(func() []mint.Issuer {
	var list []mint.Issuer
	for i := range 1031 {
		list = append(list, mint.NewIssuer(fmt.Sprintf("https://issuer-%04d.example/shc", i),
			fmt.Sprintf("Issuer %d", i), fmt.Sprintf("update %d", i)))
	}
	return list
})

// server is a directory on this machine: good unless told to lie.
type server struct {
	*httptest.Server
	mu       sync.Mutex
	snapshot signed.Snapshot
	lie      http.HandlerFunc // instead of the snapshot
	roots    string           // file with its certificate
	asked    []string         // paths, and what was said to be held
}

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // of refused handshakes
	s.StartTLS()
	t.Cleanup(s.Close)
	s.roots = filepath.Join(t.TempDir(), "roots.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	if err := os.WriteFile(s.roots, block, 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// set changes what is served from now on.
func (s *server) set(snapshot signed.Snapshot, lie http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.snapshot, s.lie = snapshot, lie
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	snapshot, lie := s.snapshot, s.lie
	s.asked = append(s.asked, r.URL.Path+" "+r.Header.Get("If-None-Match"))
	s.mu.Unlock()
	tag := `"` + snapshot.SHA256() + `"`
	switch {
	case strings.HasSuffix(r.URL.Path, ".sig"):
		w.Write(snapshot.Signature)
	case lie != nil:
		lie(w, r)
	case r.Header.Get("If-None-Match") == tag:
		w.WriteHeader(http.StatusNotModified)
	default:
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", "text/plain; charset=utf-8") // as the real one says
		w.Write(snapshot.Data)
	}
}

func (s *server) url() string { return s.URL + "/logs/vci_snapshot.json" }

// machine is a home that the real command runs in.
type machine struct {
	t    testing.TB
	home string
	env  []string
}

func newMachine(t testing.TB, s *server) *machine {
	t.Helper()
	point, err := directoryKey().PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	m := &machine{t: t, home: t.TempDir()}
	m.env = append(os.Environ(), "HTTPS_PROXY=", "https_proxy=", "LC_ALL=C", envNow+"="+scriptNow,
		envUser+"="+m.home, envMachine+"=",
		envKey+"="+base64.StdEncoding.EncodeToString(point), envTimeout+"=20s")
	if s != nil {
		m.env = append(m.env, "SSL_CERT_FILE="+s.roots)
	}
	return m
}

// said is what a run left behind.
type said struct {
	code     int
	out, err string
}

func (m *machine) command(args ...string) *exec.Cmd {
	cmd := exec.Command("vaxcheck", args...)
	cmd.Env = m.env
	return cmd
}

func (m *machine) run(args ...string) said {
	m.t.Helper()
	var out, stderr bytes.Buffer
	cmd := m.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err := cmd.Run()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		m.t.Fatal(err)
	}
	return said{cmd.ProcessState.ExitCode(), out.String(), stderr.String()}
}

// inForce is when the set in force was made, and how many issuers it has. It
// must be whole, and nothing stored may be damaged.
func (m *machine) inForce() string {
	m.t.Helper()
	var st struct {
		Created string
		Counts  struct{ Issuers int }
	}
	got := m.run("trust", "status", "--format", "json")
	if got.code != 0 || got.err != "" || json.Unmarshal([]byte(got.out), &st) != nil {
		m.t.Fatalf("trust status: %+v", got)
	}
	if v := m.run("trust", "verify"); v.code != 0 {
		m.t.Fatalf("trust verify: %+v", v)
	}
	return fmt.Sprintf("%.10s, %d issuers", st.Created, st.Counts.Issuers)
}

// onDay is what inForce says of a day's set.
func onDay(day int) string {
	return fmt.Sprintf("2026-11-%02d, %d issuers", day, len(directoryIssuers())-31+day)
}

// bomb is a small answer that becomes a large one.
func bomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	for range 64 << 10 {
		if _, err := z.Write(make([]byte, 16<<10)); err != nil {
			return
		}
	}
	z.Close()
}

// endless never stops.
func endless(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		if _, err := w.Write(bytes.Repeat([]byte(" "), 64<<10)); err != nil {
			return
		}
	}
}

// slow sends a byte now and then.
func slow(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		w.Write([]byte(" "))
		w.(http.Flusher).Flush()
		time.Sleep(50 * time.Millisecond)
	}
}
