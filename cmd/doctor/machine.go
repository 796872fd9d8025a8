package doctor

import (
	_ "embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/verify"
)

// clock looks for something that is certainly over and that the clock has still
// before it.
func (d *doctor) clock() diagnosis {
	at := verify.Instant{Time: d.now}
	f := facts{"now": verify.Timestamp(d.now), "trust_created": nil, "built": show.OptionalTime(d.built)}
	finding := d.now.Format(time.RFC3339)
	if d.set != nil {
		latest := d.set.Whole().Latest
		f["trust_created"] = show.OptionalTime(latest)
		if at.Behind(latest) {
			return failed(doctorClock, string(verify.ReasonClockDoubtful), d.w.BeforeTrust(finding), d.w.SetClock(), f)
		}
	}
	if at.Behind(d.built) {
		return failed(doctorClock, string(verify.ReasonClockDoubtful), d.w.BeforeBuild(finding), d.w.SetClock(), f)
	}
	return passed(doctorClock, d.w.Plausible(finding), f)
}

// timeZone tells by which days people are told dates.
func (d *doctor) timeZone() diagnosis {
	name, _ := d.now.Zone()
	offset := d.now.Format("-07:00")
	return passed(doctorTimeZone, show.SafeText(name)+" ("+offset+")", facts{"name": name, "offset": offset})
}

// The least room for a verdict and what belongs to it.
const (
	leastColumns = 60
	leastRows    = 10
)

// terminal tells what the answers are shown on.
func (d *doctor) terminal() diagnosis {
	s, utf8 := d.s, d.showsUTF8()
	f := facts{"terminal": s.Terminal, "columns": s.Columns, "rows": s.Rows, "color": s.Color, "utf8": utf8}
	finding := d.w.Terminal(s.Columns, s.Rows, s.Color)
	switch {
	case !s.Terminal:
		return noted(doctorTerminal, "no_terminal", d.w.NoTerminal(), d.w.RunOnTerminal(), f)
	case s.Columns > 0 && s.Columns < leastColumns || s.Rows > 0 && s.Rows < leastRows:
		return noted(doctorTerminal, "terminal_small", finding, d.w.Enlarge(leastColumns, leastRows), f)
	case !utf8:
		return noted(doctorTerminal, "terminal_not_utf8", d.w.NotUTF8(finding), d.w.SetUTF8(), f)
	}
	return passed(doctorTerminal, finding, f)
}

// showsUTF8 tells whether the locale says that the terminal does. Consoles of
// Windows do by themselves.
func (d *doctor) showsUTF8() bool {
	if runtime.GOOS == "windows" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToUpper(d.env.Getenv(name)); value != "" {
			return strings.Contains(value, "UTF-8") || strings.Contains(value, "UTF8")
		}
	}
	return false
}

// store tells whether a newer trust set could be kept. Without it judging works
// as well.
func (d *doctor) store() diagnosis {
	folder := d.env.Places.UserData
	f := facts{"folder": optional(folder), "writable": false}
	if folder == "" {
		return noted(doctorStore, "store_not_writable", d.w.NoFolder(), d.w.MendStore(), f)
	}
	if err := tryWrite(filepath.Join(folder, "trust", "shc")); err != nil {
		return noted(doctorStore, "store_not_writable", show.SafeText(folder)+": "+
			show.SafeText(cli.ShortPathError(err).Error()), d.w.MendStore(), f)
	}
	f["writable"] = true
	if other := d.otherStore(); other != "" {
		f["other_folder"] = other
		return noted(doctorStore, "store_elsewhere", d.w.Writable(show.SafeText(folder)),
			d.w.OtherStore(show.SafeText(other)), f)
	}
	return passed(doctorStore, d.w.Writable(show.SafeText(folder)), f)
}

// otherStore is where the account has kept trust sets, blocks and additions that are
// not in force, since the environment names another folder; "" if there is none.
func (d *doctor) otherStore() string {
	env := d.env
	if env.AccountPlaces == nil {
		return ""
	}
	other := env.AccountPlaces().UserData
	if other == "" || other == env.Places.UserData {
		return ""
	}
	if _, err := os.Stat(filepath.Join(other, "trust")); err != nil {
		return ""
	}
	return other
}

// tryWrite makes a file in a folder, or where that is not there yet in the
// nearest folder above, and takes it away again. Its name is that of a file half written,
// which the next update would clear away.
func tryWrite(folder string) error {
	for {
		_, err := os.Stat(folder)
		if err == nil || !errors.Is(err, fs.ErrNotExist) || filepath.Dir(folder) == folder {
			break
		}
		folder = filepath.Dir(folder)
	}
	file, err := os.CreateTemp(folder, "tmp-doctor-*")
	if err != nil {
		return err
	}
	_, err = file.WriteString("vaxcheck doctor\n")
	return errors.Join(err, file.Close(), os.Remove(file.Name()))
}

// training is a picture of a card that anyone could have signed, in the name of
// nobody: the same as in testdata.
//
//go:embed training.png
var training []byte

// trainingTime is a time after the training card was issued, so that the test
// does not depend on the clock.
var trainingTime = verify.Instant{Time: time.Date(2026, 8, 22, 0, 0, 0, 0, time.UTC), Stated: true}

// selfTest reads and judges the training card, which must be a specimen and
// nothing else, and one that was altered, which must be invalid.
func (d *doctor) selfTest() diagnosis {
	if d.set == nil {
		return diagnosis{ID: doctorSelfTest, finding: d.w.TrustFirst()}
	}
	genuine, altered := d.rehearse()
	f := facts{"genuine": genuine, "altered": altered}
	if genuine != verify.Specimen || altered != verify.Invalid {
		return failed(doctorSelfTest, "self_test_failed", d.w.SelfTestFailed(), d.w.Reinstall(), f)
	}
	return passed(doctorSelfTest, d.w.SelfTest(), f)
}

// rehearse returns the verdicts on the training card as it is and altered; ""
// where there is none.
func (d *doctor) rehearse() (genuine, altered verify.Verdict) {
	read := codes.Read(training)
	if len(read) != 1 || read[0].Problem != nil {
		return "", ""
	}
	judge := func(text string) verify.Verdict {
		code := read[0]
		code.Text = text
		return verify.Check(decode.Parse(code), d.set, d.s.Policy, trainingTime).Verdict()
	}
	return judge(read[0].Text), judge(alterCode(read[0].Text))
}

// alterCode changes one letter of a code's signature.
func alterCode(text string) string {
	const fromEnd = 40 // two digits are a letter, the last 172 are the signature
	i := len(text) - fromEnd
	letter := "20" // "A" of base64url
	if text[i:i+2] == letter {
		letter = "21"
	}
	return text[:i] + letter + text[i+2:]
}
