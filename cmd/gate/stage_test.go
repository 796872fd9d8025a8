package gate

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

var updateGate = flag.Bool("update-gate", false, "write the gate's screens into testdata/gate")

// gateIssuer signs the cards of these tests.
var gateIssuer = mint.NewIssuer("https://gate.example/issuer", "Example Gate Issuer", "gate cmd")

func japanese(p mint.Person) string { return mint.Numeric(mint.Japan(gateIssuer, p).JWS(gateIssuer)) }

func american(p mint.Person) string { return mint.Numeric(mint.US(gateIssuer, p).JWS(gateIssuer)) }

// trustFile writes the trust set of these tests.
func trustFile(t testing.TB) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "issuers.json")
	data := mint.Snapshot(time.Date(2026, 8, 22, 4, 0, 0, 0, time.UTC), gateIssuer)
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// stage is a gate with a terminal that is none, and a clock that a test sets.
type stage struct {
	*door
	mu  sync.Mutex
	now time.Time
	out bytes.Buffer
}

func (s *stage) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *stage) wait(d time.Duration) {
	s.mu.Lock()
	s.now = s.now.Add(d)
	s.mu.Unlock()
	s.tick()
}

// newStage opens a gate with flags, but without a loop: tests hand it scans.
func newStage(t testing.TB, args ...string) *stage {
	t.Helper()
	st := &stage{now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("JST", 9*60*60))}
	env := cli.Env{In: strings.NewReader(""), InTTY: true, OutTTY: true, ErrTTY: true, Out: &st.out, Err: &st.out,
		Size: func() (int, int) { return 80, 24 }, Getenv: func(string) string { return "" }, Now: st.clock,
		Raw: func() (io.Writer, func(), error) { return &st.out, func() {}, nil }}
	d, err := openDoor(env, args...)
	if err != nil {
		t.Fatal(err)
	}
	st.door = d
	st.show = d.newShowing(&st.out)
	return st
}

// openDoor does what the command does before the terminal changes.
func openDoor(env cli.Env, args ...string) (*door, error) {
	a, cmd := &cli.Console{Env: env, Words: show.SentencesIn("en")}, &cobra.Command{}
	o, f := gateOptions(a, cmd)
	if err := cmd.ParseFlags(args); err != nil {
		return nil, err
	}
	return newDoor(o, *f)
}

func (s *stage) scanText(text string) verify.View {
	s.scan(scannedCodes(text))
	state, _ := s.engine.State()
	return state.View
}

func (s *stage) drawn() string {
	state, _ := s.engine.State()
	return s.panel(state).Draw(80, 24).String()
}

// european returns a certificate of the EU, of Hanako as well, and the list of its
// signer.
func european(t testing.TB) (text, signers string) {
	t.Helper()
	by := mint.NewAuthority("UT", "UTO", "CSCA Utopia", "gate cmd").DSC("gate cmd", mint.DSCOptions{})
	signers = filepath.Join(t.TempDir(), "signers.json")
	if err := os.WriteFile(signers, mint.DSCList(time.Date(2026, 8, 22, 4, 0, 0, 0, time.UTC), by), 0o600); err != nil {
		t.Fatal(err)
	}
	return mint.VaccinatedDCC("UT").Sign(by, mint.DCCOptions{}), signers
}

// scans are texts with the verdicts they get.
func scans() []struct {
	verdict verify.Verdict
	text    string
} {
	altered := []byte(japanese(mint.Taro()))
	altered[len(altered)-41] ^= 1 // within the signature
	specimen, tested := mint.Specimen(), mint.Tested()
	tested.Expires = ""
	return []struct {
		verdict verify.Verdict
		text    string
	}{
		{verify.Valid, japanese(mint.Hanako())},
		{verify.Insufficient, american(tested)},
		{verify.Review, american(mint.Hanako())},
		{verify.Invalid, string(altered)},
		{verify.Specimen, mint.Numeric(mint.Japan(specimen, mint.Sample()).JWS(specimen))},
		{verify.Unreadable, "https://example.org/menu"},
	}
}

// lockedBuffer is written by one goroutine and read by another.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *lockedBuffer) expect(t *testing.T, text string) {
	t.Helper()
	for range 500 {
		if strings.Contains(l.String(), text) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("no %q in %q", text, l.String())
}
