package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust/signed"
)

// TestUpdate: the newest set comes, once; what is shown first is not installed.
func TestUpdate(t *testing.T) {
	s := newServer(t)
	m := newMachine(t, s)
	s.set(snapshotOf(t, 5), nil)
	if got := m.run("trust", "update", "--from", s.url(), "--dry-run"); got.code != 0 ||
		!strings.HasPrefix(got.out, "Would be installed for this user:\n") {
		t.Errorf("%+v", got)
	}
	if files, _ := os.ReadDir(m.home); len(files) > 0 {
		t.Errorf("a dry run left %v", files)
	}
	if got := m.run("trust", "update", "--from", s.url()); got.code != 0 || got.err != "" ||
		!strings.HasPrefix(got.out, "Installed for this user:\n") {
		t.Fatalf("%+v", got)
	}
	if got := m.inForce(); got != onDay(5) {
		t.Errorf("in force: %s", got)
	}
	if got := m.run("trust", "update", "--from", s.url()); got.code != 0 ||
		!strings.HasPrefix(got.out, "Nothing new: ") {
		t.Errorf("%+v", got)
	}
	if last := s.asked[len(s.asked)-1]; !strings.HasSuffix(last, `/vci_snapshot.json "`+snapshotOf(t, 5).SHA256()+`"`) {
		t.Errorf("asked %q: it did not say what it holds", last)
	}
	s.set(snapshotOf(t, 6), nil)
	got := m.run("trust", "update", "--from", s.url())
	if want := "Issuers added (1)\n  1 key\tIssuer 1005\thttps://issuer-1005.example/shc\n"; got.code != 0 ||
		!strings.HasSuffix(got.out, want) {
		t.Errorf("%+v", got)
	}
	got = m.run("trust", "update", "--from", s.url(), "--lang", "ja")
	if got.code != 0 || got.out != "新しいものはありません。使用中のもの(2026-11-06T04:00:00Z 作成)が最新です。\n" {
		t.Errorf("%+v", got)
	}
	if got := m.inForce(); got != onDay(6) {
		t.Errorf("in force: %s", got)
	}
	if got := m.run("trust", "status", "--all"); !strings.Contains(got.out,
		"the newest there at 2026-11-21T09:00:00Z: "+s.url()) {
		t.Errorf("%s", got.out)
	}
}

// TestLies: each lie of a server is refused with its sentence and a next step,
// and what was in force is in force.
func TestLies(t *testing.T) {
	s := newServer(t)
	m := newMachine(t, s)
	s.set(snapshotOf(t, 5), nil)
	if got := m.run("trust", "update", "--from", s.url()); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	plain := httptest.NewServer(s)
	t.Cleanup(plain.Close)
	good := snapshotOf(t, 6)
	say := func(status int, kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			w.Write([]byte(body))
		}
	}
	send := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
		}
	}
	for name, tt := range map[string]struct {
		served    signed.Snapshot
		lie       http.HandlerFunc
		want, url string
		env       string
	}{
		"an old snapshot": {served: snapshotOf(t, 4), want: "no newer than the one in force"},
		"of the future":   {served: snapshotOf(t, 23), want: "more than a day after this machine's clock"},
		"shrunk":          {served: sign(t, shrunkData()), want: "more than a tenth is missing"},
		"a wrong signature": {served: signed.Snapshot{Data: good.Data,
			Signature: []byte("0\x06\x02\x01\x01\x02\x01\x01")}, want: "signature does not hold"},
		"the signature of another": {served: signed.Snapshot{Data: good.Data,
			Signature: snapshotOf(t, 7).Signature}, want: "signature does not hold"},
		"no signature": {served: signed.Snapshot{Data: good.Data}, want: "the answer broke off"},
		"truncated, signed": {served: sign(t, good.Data[:len(good.Data)/2]),
			want: "not a trust set that this version can read"},
		"truncated on the way": {served: good, lie: cutOff(good.Data), want: "the answer broke off"},
		"an endless body":      {served: good, lie: endless, want: "larger than any real one"},
		"a slow body":          {served: good, lie: slow, want: "too slow", env: envTimeout + "=400ms"},
		"a bomb":               {served: good, lie: bomb, want: "larger than any real one"},
		"to http":              {served: good, lie: send(plain.URL + "/vci_snapshot.json"), want: "not https"},
		"to a file":            {served: good, lie: send("file:///etc/passwd"), want: "not https"},
		"in circles":           {served: good, lie: send(s.url()), want: "too often"},
		"a web page": {served: good, lie: say(200, "text/html", "<html>log in"),
			want: "a page or picture"},
		"a picture": {served: good, lie: say(200, "image/png", string(good.Data)),
			want: "a page or picture"},
		"not there": {served: good, lie: say(404, "text/plain", "no"), want: "status 404"},
		"broken":    {served: good, lie: say(500, "text/plain", "no"), want: "status 500"},
		"304 for nothing": {served: good, lie: say(304, "", ""),
			want: "without having been asked", url: s.URL + "/mirror/vci_snapshot.json"},
		"a name that is not its own": {served: good,
			url: strings.Replace(s.url(), "127.0.0.1", "localhost", 1), want: "for another name"},
		"a certificate of nobody": {served: good, env: "SSL_CERT_FILE=", want: "certificate is not trusted"},
		"nobody there": {served: good,
			url: "https://127.0.0.1:1/vci_snapshot.json", want: "cannot be reached"},
		"an unreadable SSL_CERT_FILE": {served: good,
			env: "SSL_CERT_FILE=" + filepath.Join(m.home, "nosuch"), want: "SSL_CERT_FILE"},
		"a proxy that is none": {served: good,
			env: "HTTPS_PROXY=ftp://user:secret@proxy.example", want: "address of the proxy"},
		"a proxy that does not answer": {served: good, env: "HTTPS_PROXY=http://127.0.0.1:1",
			url: "https://directory.example/vci_snapshot.json", want: "cannot be reached"},
	} {
		t.Run(name, func(t *testing.T) {
			s.set(tt.served, tt.lie)
			liar := *m
			liar.t, liar.env = t, append(m.env[:len(m.env):len(m.env)], tt.env)
			url := tt.url
			if url == "" {
				url = s.url()
			}
			got := liar.run("trust", "update", "--from", url)
			if got.code != 5 || !strings.HasPrefix(got.err, "vaxcheck: ") ||
				!strings.Contains(got.err, tt.want) || strings.Count(got.err, "\nhint: ") != 1 {
				t.Errorf("%+v", got)
			}
			t.Logf("exit code %d\n%s", got.code, strings.ReplaceAll(got.err, s.url(), "https://…"))
			ja := liar.run("trust", "update", "--from", url, "--lang", "ja", "--format", "ndjson")
			if ja.code != 5 || !strings.Contains(ja.out, `"outcome":"refused"`) || !strings.Contains(ja.err,
				"\nヒント: ") || strings.Contains(ja.err, tt.want) && tt.want != "SSL_CERT_FILE" {
				t.Errorf("%+v", ja)
			}
			if strings.Contains(got.out+got.err+ja.err+ja.out, "secret") {
				t.Errorf("a password is shown: %+v", got)
			}
			if now := m.inForce(); now != onDay(5) {
				t.Errorf("in force: %s", now)
			}
		})
	}
	s.set(good, nil)
	if got := m.run("trust", "update", "--from", s.url()); got.code != 0 || m.inForce() != onDay(6) {
		t.Errorf("no update after all that: %+v", got)
	}
}

// TestConfiguredProxy: a configuration file's proxy is used unless the
// environment names one.
func TestConfiguredProxy(t *testing.T) {
	m := newMachine(t, nil)
	m.env = append(m.env, envMachine+"="+m.home)
	err := errors.Join(os.Chmod(m.home, 0o755),
		os.WriteFile(filepath.Join(m.home, "config.toml"), []byte("[update]\nproxy = 'http://127.0.0.1:1'\n"), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	from := "https://directory.example/vci_snapshot.json"
	if got := m.run("trust", "update", "--from", from); got.code != 5 || !strings.Contains(got.err, "proxyconnect") {
		t.Errorf("%+v", got)
	}
	m.env = append(m.env, "HTTPS_PROXY=ftp://proxy.example")
	if got := m.run("trust", "update", "--from", from); got.code != 5 ||
		!strings.Contains(got.err, "address of the proxy") {
		t.Errorf("%+v", got)
	}
}

// shrunkData is a set of which a half is gone.
func shrunkData() []byte {
	return mint.Snapshot(time.Date(2026, 11, 6, 4, 0, 0, 0, time.UTC), directoryIssuers()[:500]...)
}

// cutOff promises more than it sends.
func cutOff(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		w.Write(data[:len(data)/2])
	}
}

// TestUpdatesAtOnce: one of many updates at once installs the set, and the
// others find nothing new.
func TestUpdatesAtOnce(t *testing.T) {
	const updates = 8
	s := newServer(t)
	m := newMachine(t, s)
	for day := 5; day < 8; day++ {
		s.set(snapshotOf(t, day), nil)
		var all sync.WaitGroup
		outcomes := make([]string, updates)
		for i := range updates {
			all.Go(func() {
				got := m.run("trust", "update", "--from", s.url())
				outcomes[i] = fmt.Sprintf("%d %.9s", got.code, got.out)
			})
		}
		all.Wait()
		count := map[string]int{}
		for _, o := range outcomes {
			count[o]++
		}
		if count["0 Installed"] != 1 || count["0 Nothing n"] != updates-1 {
			t.Errorf("day %d: %v", day, count)
		}
		if got := m.inForce(); got != onDay(day) {
			t.Errorf("in force: %s", got)
		}
	}
}

// TestRealSnapshots: the directory's own snapshots, with its own key. The newest
// is what the program has, the others are older.
func TestRealSnapshots(t *testing.T) {
	folder := filepath.Join(root(t), "..", "shared", "trust")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the directory's snapshots are not here: ", folder)
	}
	read := func(name string) signed.Snapshot {
		data, err := os.ReadFile(filepath.Join(folder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		signature, err := os.ReadFile(filepath.Join(folder, name+".sig"))
		if err != nil {
			t.Fatal(err)
		}
		return signed.Snapshot{Data: data, Signature: signature}
	}
	s := newServer(t)
	m := newMachine(t, s)
	m.env = append(m.env, envKey+"=") // the real one
	for name, want := range map[string]struct {
		code int
		said string
	}{
		"vci_snapshot": {0, "Nothing new: the set in force, of 2026-08-22T04:43:50Z"},
		"history/vci_snapshot-2026-07-25": {5,
			"of 2026-07-25T05:29:46Z, no newer than the one in force, of 2026-08-22T04:43:50Z"},
		"history/vci_snapshot-2024-09-20": {5, "no newer than the one in force"},
		"history/vci_snapshot-2022-06-01": {5, "no newer than the one in force"},
	} {
		s.set(read(name), nil)
		for _, args := range [][]string{
			{"trust", "update", "--from", s.url()}, {"trust", "update", "--from", s.url(), "--force"},
			{"trust", "import", filepath.Join(folder, name+".json")},
		} {
			if got := m.run(args...); got.code != want.code || !strings.Contains(got.out+got.err, want.said) {
				t.Errorf("%s, %v: %+v", name, args, got)
			}
		}
	}
	// What another key signed, the real program refuses.
	s.set(snapshotOf(t, 6), nil)
	if got := m.run("trust", "update", "--from", s.url(), "--force"); got.code != 5 ||
		!strings.Contains(got.err, "signature does not hold") {
		t.Errorf("%+v", got)
	}
	if got := m.run("trust", "verify"); got.code != 0 {
		t.Errorf("%+v", got)
	}
}
