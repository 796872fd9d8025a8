package serial

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var start = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

const (
	card = "shc:/5676290952432060346029243740446031222959532654603460292540772804336028"
	seal = `{"data":{"hdr":{"is":"UTO"},"msg":{"pid":{"n":"GARCÍA 花子"}}},"sig":{}}`
)

func texts(events []Event) (all []string) {
	for _, e := range events {
		if e.TooLong {
			e.Text = "too long"
		}
		all = append(all, e.Text)
	}
	return all
}

func TestFramer(t *testing.T) {
	for name, tt := range map[string]struct {
		sent string
		want []string
	}{
		"return":          {card + "\r", []string{card}},
		"both":            {card + "\r\n" + card + "\r\n", []string{card, card}},
		"pause":           {card, []string{card}},
		"nothing":         {"\r\n\r\n", []string{""}},
		"blanks":          {"   \r", []string{""}},
		"blanks behind":   {card + "\r \r", []string{card, ""}},
		"controls":        {"\x03\x1a\r", []string{""}},
		"controls, pause": {"\x03\x1a", []string{""}},
		"one character":   {"h\r", []string{"h"}},
		"one, and pause":  {"h", []string{"h"}},
		"tab":             {card + "\t" + card + "\t\r", []string{card, card}},
		"ETX behind":      {"\x02" + card + "\r\n\x03", []string{card}},
		"ETX between":     {card + "\r\x03\x02" + card + "\r", []string{card, card}},
		"half a brace":    {"{\r", []string{"{"}},
		"framed":          {"\x02" + card + "\x03\r", []string{card}},
		"seal":            {seal + "\r", []string{seal}},
		"seal on lines": {strings.ReplaceAll(seal, ",", ",\r\n") + "\r" + card +
			"\r", []string{strings.ReplaceAll(seal, ",", ",\r\n"), card}},
		"broken brace":    {"{" + card + "\r", []string{"{" + card}},
		"too long":        {strings.Repeat("x", MaxScan+1) + "\rmore\r", []string{"too long"}},
		"as long as ever": {strings.Repeat("x", MaxScan) + "\r", []string{strings.Repeat("x", MaxScan)}},
		"no text":         {"\xff\xfe\x00\r", []string{"\xff\xfe"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, size := range []int{1, 64, 1 << 20} {
				var f framer
				var got []Event
				now := start
				for part := range slices.Chunk([]byte(tt.sent), size) {
					now = now.Add(time.Millisecond)
					got = append(got, f.feed(part, now)...)
				}
				got = append(got, f.feed(nil, now.Add(Silence-time.Millisecond))...)
				ended := len(got)
				got = append(got, f.feed(nil, now.Add(Silence))...)
				if !slices.Equal(texts(got), tt.want) {
					t.Errorf("%d at once: %.200q, want %.200q", size, texts(got), tt.want)
				}
				if name == "return" && ended != 1 {
					t.Error("the end of the line is not taken for one")
				}
				if next := texts(f.feed([]byte("next\r"), now.Add(time.Second))); !slices.Equal(next,
					[]string{"next"}) {
					t.Errorf("the next scan is %q", next)
				}
			}
		})
	}
}

// TestLateEnd: an end that comes late, once, is no scan of nothing.
func TestLateEnd(t *testing.T) {
	var f framer
	var got []Event
	for i, part := range []string{card, "", "\r", "", "\n", "", " \r"} {
		got = append(got, f.feed([]byte(part), start.Add(time.Duration(i)*Silence))...)
	}
	if want := []string{card, "", ""}; !slices.Equal(texts(got), want) {
		t.Errorf("%q, want %q", texts(got), want)
	}
}

func FuzzFramer(f *testing.F) {
	f.Add([]byte(card+"\r"), uint16(3))
	f.Add([]byte(seal+"\r\n{\r\n"), uint16(100))
	f.Fuzz(func(t *testing.T, sent []byte, size uint16) {
		var fr framer
		now := start
		for part := range slices.Chunk(sent, int(size)+1) {
			for _, e := range fr.feed(part, now) {
				if len(e.Text) > MaxScan {
					t.Errorf("%d bytes", len(e.Text))
				}
			}
		}
		fr.feed(nil, now.Add(Silence))
		if got := texts(fr.feed([]byte("next\r"), now.Add(time.Second))); !slices.Equal(got, []string{"next"}) {
			t.Errorf("the next scan is %q", got)
		}
	})
}

// fakePort sends what it was told to, and is gone.
type fakePort struct {
	send []string
	err  error
}

func (p *fakePort) Read(b []byte) (int, error) {
	if len(p.send) == 0 {
		return 0, p.err
	}
	n := copy(b, p.send[0])
	p.send = p.send[1:]
	return n, nil
}

func (p *fakePort) Close() error { return nil }

// TestUnplugged: a port that goes away is told of once and opened again; half a scan
// is lost with it.
func TestUnplugged(t *testing.T) {
	gone := errors.New("gone")
	opened := 0
	ctx, cancel := context.WithCancel(t.Context())
	r := Reader{Name: "port", Now: func() time.Time { return start }, open: func(string) (io.ReadCloser, error) {
		switch opened++; opened {
		case 1:
			return &fakePort{[]string{"one\r", "half a sc"}, gone}, nil
		case 4:
			return &fakePort{[]string{"an\rtwo\r"}, io.EOF}, nil
		case 5:
			return nil, gone
		}
		return nil, fs.ErrNotExist
	}}
	var got []string
	r.Run(ctx, func(e Event) {
		switch {
		case e.Connected:
			got = append(got, "connected")
		case e.Err != nil:
			got = append(got, e.Err.Error())
		default:
			got = append(got, e.Text)
		}
		if e.Err == gone {
			cancel()
		}
	})
	if want := []string{"connected", "one", "unplugged: gone", "connected", "an", "two", "unplugged: EOF",
		"gone"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTroubleOf(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]Trouble{file: NotSerial, filepath.Dir(file): NotSerial, file + "-": Missing} {
		if err := Try(name); err == nil || TroubleOf(err) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := TroubleOf(errors.New("x")); got != Other {
		t.Error(got)
	}
}

func TestLikely(t *testing.T) {
	for system, tt := range map[string]struct{ all, want []string }{
		"linux": {[]string{"/dev/ttyS0", "/dev/ttyUSB1", "/dev/ttyACM0", "/dev/ttyprintk"},
			[]string{"/dev/ttyACM0", "/dev/ttyUSB1"}},
		"darwin": {[]string{"/dev/cu.Bluetooth-Incoming-Port", "/dev/tty.usbmodem14101",
			"/dev/cu.usbmodem14101"}, []string{"/dev/cu.usbmodem14101"}},
		"windows": {[]string{"COM3", "COM12", "LPT1"}, []string{"COM12", "COM3"}},
		"plan9":   {[]string{"/dev/eia0"}, []string{"/dev/eia0"}},
	} {
		if got := likely(system, tt.all); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", system, got, tt.want)
		}
	}
	if _, err := Ports("linux"); err != nil {
		t.Error(err)
	}
}

// cable is a pair of pseudo-terminals that socat joins: what is written to one end
// arrives at the port.
type cable struct {
	*exec.Cmd
	scanner, port string
}

func plugIn(t *testing.T, dir string) *cable {
	t.Helper()
	socat, err := exec.LookPath("socat")
	if err != nil {
		t.Skip("socat is not installed: install it to read a serial port")
	}
	c := &cable{scanner: filepath.Join(dir, "scanner"), port: filepath.Join(dir, "port")}
	c.Cmd = exec.Command(socat, "pty,raw,echo=0,link="+c.scanner, "pty,raw,echo=0,link="+c.port)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.pull)
	for range 500 {
		if _, err := os.Stat(c.port); err == nil {
			return c
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("socat opens no terminals")
	return nil
}

func (c *cable) pull() {
	_ = c.Process.Kill()
	_ = c.Wait()
	_, _ = os.Remove(c.scanner), os.Remove(c.port)
}

func (c *cable) send(t *testing.T, text string) {
	t.Helper()
	f, err := os.OpenFile(c.scanner, os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString(text)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestRealPort reads the longest code through a port of the system's, pulls the cable
// in mid-scan and plugs it in again.
func TestRealPort(t *testing.T) {
	dir := t.TempDir()
	c := plugIn(t, dir)
	events := make(chan Event, 10)
	r := Reader{Name: c.port, Now: time.Now}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan bool)
	go func() { r.Run(ctx, func(e Event) { events <- e }); close(done) }()
	next := func() Event {
		t.Helper()
		select {
		case e := <-events:
			return e
		case <-time.After(20 * time.Second):
			t.Fatal("nothing happens")
			return Event{}
		}
	}
	if e := next(); !e.Connected {
		t.Fatalf("%+v", e)
	}
	longest := "shc:/" + strings.Repeat("5676290952", 239)
	for _, text := range []string{longest, seal} {
		c.send(t, text+"\r")
		if e := next(); e.Text != text {
			t.Errorf("%d bytes arrive of %d", len(e.Text), len(text))
		}
	}
	c.send(t, "no end")
	if e := next(); e.Text != "no end" {
		t.Errorf("%+v", e)
	}
	c.send(t, longest[:1000])
	c.pull()
	e := next()
	if e.Text != "" {
		e = next() // the pause may have been long enough
	}
	if e.Err == nil {
		t.Errorf("%+v", e)
	}
	c = plugIn(t, dir)
	if e := next(); !e.Connected {
		t.Errorf("%+v", e)
	}
	c.send(t, card+"\r")
	if e := next(); e.Text != card {
		t.Errorf("%+v", e)
	}
	cancel()
	<-done
}
