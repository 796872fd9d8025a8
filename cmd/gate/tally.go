package gate

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/gate"
	"vaxcheck/internal/files"
	"vaxcheck/verify"
)

// maxTally bounds a tally that is read again, in bytes: years of it.
const maxTally = 4 << 20

// tallyColumns head a tally file. Codes are English whatever the language.
var tallyColumns = []string{"hour", "verdict", "count"}

// maxCount bounds a count of a tally, so that no sum of what a file holds comes near the
// largest number.
const maxCount = 1 << 40

// noTally is the error of a file that is there and is no tally, with the first line that
// shows it.
type noTally struct{ line int }

func (e *noTally) Error() string { return fmt.Sprintf("line %d is not a tally's", e.line) }

// tallyFile is where the counts of a shift are written. It may hold those of earlier
// shifts, of this one before the laptop fell off the table, and of another gate that is
// open.
type tallyFile struct {
	name string
	mine []gate.Count // what of this shift is in the file
}

// openTally reads what is there and writes it again, so that whatever keeps it from
// being written is known before the first visitor comes.
func openTally(name string) (*tallyFile, error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // the file is replaced, and not the link to it
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, cli.ErrNotRegular // a device would be replaced by a file
	}
	t := &tallyFile{name: name}
	return t, t.add(nil)
}

// read returns the counts that are in the file, none if it is not there.
func (t *tallyFile) read() ([]gate.Count, error) {
	text, err := cli.ReadLimited(t.name, maxTally)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.Is(err, cli.ErrTooLarge):
		return nil, &noTally{1}
	case err != nil:
		return nil, err
	}
	return parseTally(text)
}

// parseTally reads what tallyText wrote, also as editors and spreadsheets save it, and a
// file without anything in it. Whatever else is there is refused, and nothing is left out.
func parseTally(text []byte) (counts []gate.Count, err error) {
	rows := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	rows.FieldsPerRecord = len(tallyColumns)
	for headed := false; ; headed = true {
		row, err := rows.Read()
		if err == io.EOF {
			return counts, nil
		}
		line := tallyLine(rows, err)
		if err != nil {
			return nil, &noTally{line}
		}
		if !headed && slices.Equal(row, tallyColumns) {
			continue
		}
		c, ok := parseCount(row)
		if !headed || !ok {
			return nil, &noTally{line}
		}
		counts = append(counts, c)
	}
}

// tallyLine is the line of the row that was read last.
func tallyLine(rows *csv.Reader, err error) int {
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return wrong.Line
	}
	line, _ := rows.FieldPos(0)
	return line
}

// parseCount reads a row of a tally.
func parseCount(row []string) (c gate.Count, ok bool) {
	hour, err := time.Parse(time.RFC3339, row[0])
	number, wrong := strconv.Atoi(row[2])
	ok = err == nil && wrong == nil && number >= 0 && number <= maxCount &&
		slices.Contains(verify.Verdicts(), verify.Verdict(row[1]))
	return gate.Count{Hour: hour, Verdict: verify.Verdict(row[1]), Number: number}, ok
}

// tallyText adds counts of the same hour and verdict up, in their order.
func tallyText(counts []gate.Count) []byte {
	rows := [][]string{tallyColumns}
	for _, c := range sumCounts(counts) {
		rows = append(rows, []string{c.Hour.Format(time.RFC3339), string(c.Verdict), strconv.Itoa(c.Number)})
	}
	var b bytes.Buffer
	_ = show.NewCSV(&b).Rows(rows...) // to memory
	return b.Bytes()
}

// sumCounts adds up. What comes to nothing was taken away again, and is left out.
func sumCounts(counts []gate.Count) (sums []gate.Count) {
	type key struct {
		hour    int64
		verdict verify.Verdict
	}
	places := map[key]int{}
	for _, c := range counts {
		k := key{c.Hour.Unix(), c.Verdict}
		if i, known := places[k]; known {
			sums[i].Number += c.Number
			continue
		}
		places[k] = len(sums)
		sums = append(sums, c)
	}
	sums = slices.DeleteFunc(sums, func(c gate.Count) bool { return c.Number <= 0 })
	slices.SortStableFunc(sums, func(a, b gate.Count) int { return a.Hour.Compare(b.Hour) })
	return sums
}

// write brings the counts of the shift into the file, if they have changed.
func (t *tallyFile) write(shift gate.Tally) error {
	if t == nil || slices.Equal(shift.Counts(), t.mine) {
		return nil
	}
	return t.add(shift.Counts())
}

// add puts counts of the shift in the place of those that it had before, beside whatever
// others have. The file is whole at any moment.
func (t *tallyFile) add(mine []gate.Count) error {
	unlock, err := lockFor(t.name)
	if err != nil {
		return err
	}
	defer unlock()
	all, err := t.read()
	if err != nil {
		return err
	}
	for _, c := range t.mine {
		c.Number = -c.Number
		all = append(all, c)
	}
	// Somebody may have taken out what was there of this shift: it is written again.
	if err := files.Replace(t.name, tallyText(append(sumCounts(all), mine...)), 0o644); err != nil {
		return cli.ShortPathError(err)
	}
	t.mine = mine
	return nil
}

// Times of the lock beside a tally. Writing one takes milliseconds, and visitors wait
// meanwhile.
const (
	lockPatience = 300 * time.Millisecond
	lockPause    = 10 * time.Millisecond
	lockStale    = 10 * time.Second // whoever made it is gone
)

// lockFor keeps other gates from writing the same file until unlock is called. It is a
// file for that moment, as one that stays would be one too many. Package lockedfile, which
// locks the trust store, would leave its file and wait for ever for a gate that hangs.
func lockFor(name string) (unlock func(), err error) {
	lock := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".lock")
	for began := time.Now(); ; time.Sleep(lockPause) {
		f, err := os.OpenFile(lock, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			return func() { _ = f.Close(); _ = os.Remove(lock) }, nil
		}
		info, gone := os.Stat(lock)
		going := runtime.GOOS == "windows" && errors.Is(err, fs.ErrPermission) // as the other removes it
		switch {
		case !errors.Is(err, fs.ErrExist) && !going, time.Since(began) > lockPatience:
			return nil, cli.ShortPathError(err)
		case gone == nil && time.Since(info.ModTime()) > lockStale:
			_ = os.Remove(lock)
		}
	}
}

// shiftText sums up a shift for people: the counts of each hour, in columns.
func shiftText(s *show.Settings, t gate.Tally, from, to time.Time) string {
	w := s.Words
	total := 0
	var verdicts []verify.Verdict
	for _, v := range verify.Verdicts() {
		if n := t.Of(v); n > 0 {
			verdicts, total = append(verdicts, v), total+n
		}
	}
	text := gateIn(w).Shift(from.Format("15:04"), to.Format("15:04"), total) + "\n"
	if total == 0 {
		return text
	}
	rows := [][]string{{gateIn(w).Hour()}}
	for _, v := range verdicts {
		rows[0] = append(rows[0], w.Verdicts().Of(string(v)))
	}
	for _, c := range t.Counts() {
		hour := c.Hour.Format("01-02 15:04")
		if rows[len(rows)-1][0] != hour {
			rows = append(rows, append([]string{hour},
				strings.Split(strings.Repeat("0,", len(verdicts)-1)+"0", ",")...))
		}
		rows[len(rows)-1][1+slices.Index(verdicts, c.Verdict)] = strconv.Itoa(c.Number)
	}
	return text + show.Aligned(rows)
}
