package dcc

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"vaxcheck/internal/strictjson"
)

// maxText is how many characters the schema allows a text.
const maxText = 80

// reader reads the members of one map. at is the path of the map, such as "v.".
type reader struct {
	notes  *[]Note
	v      strictjson.Value
	at     string
	unread *[]string // names of members that are there and cannot be read; nil if nobody asks
}

// unreadable records that a member is there and cannot be read.
func (r reader) unreadable(name string) {
	if r.unread != nil && !slices.Contains(*r.unread, name) {
		*r.unread = append(*r.unread, name)
	}
}

func (r reader) note(n Note, name string) { note(r.notes, n, r.at+name) }

// unknown notes a code that is given and stands in no value set.
func (r reader) unknown(name, code string) {
	if code != "" {
		r.note(NoteUnknownCode, name)
	}
}

// text reads a member that is a text, exactly as it stands. A number in its place is
// taken as it is written, a list of one text as that; anything else is unreadable.
func (r reader) text(name string) string {
	member := r.v.Get(name)
	if member.Kind() == strictjson.Array && member.Len() == 1 && member.Index(0).Kind() == strictjson.String {
		r.note(noteListForm, name)
		member = member.Index(0)
	}
	text := member.Text()
	switch member.Kind() {
	case strictjson.Absent, strictjson.Null, strictjson.String:
	case strictjson.Number:
		text = member.Literal()
		r.note(noteType, name)
	default:
		r.note(noteType, name)
		r.unreadable(name)
	}
	if utf8.RuneCountInString(text) > maxText {
		r.note(noteLong, name)
	}
	return text
}

// name reads a part of a name: a text, or the texts of a list with spaces between them.
func (r reader) name(name string) string {
	member := r.v.Get(name)
	if member.Kind() != strictjson.Array || member.Len() < 2 {
		return r.text(name)
	}
	r.note(noteListForm, name)
	var texts []string
	for item := range member.Items() {
		texts = append(texts, item.Text())
	}
	return strings.TrimSpace(strings.Join(texts, " "))
}

// required reads a text that the schema requires, and notes one that is missing.
func (r reader) required(name string) string {
	text := r.text(name)
	if text == "" {
		r.note(noteMissing, name)
	}
	return text
}

// code reads a required text without the white space that some states put around codes.
func (r reader) code(name string) string {
	text := r.required(name)
	code := strings.TrimSpace(text)
	if code != text {
		r.note(noteSpace, name)
	}
	return code
}

// transliterated reads a part of a name in the letters of Doc 9303-3.
func (r reader) transliterated(name string) string {
	text := r.name(name)
	if text != "" && !only(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ<") {
		r.note(noteLetters, name)
	}
	return text
}

// day reads a required calendar date. The time of day that some states write behind it
// is cut off; the date stays the one that is written, in no other zone. What is no date
// stays as it is.
func (r reader) day(name string) string {
	text := r.dateOf(name, r.code(name))
	if _, err := time.Parse(time.DateOnly, text); err != nil && text != "" {
		r.note(noteDate, name)
	}
	return text
}

// birthDate reads a date that may be known to the year or month only, or not at all.
func (r reader) birthDate(name string) string {
	if !r.v.Get(name).Exists() {
		r.note(noteMissing, name)
	}
	text := r.dateOf(name, strings.TrimSpace(r.text(name)))
	if text != "" && !isBirthDate(text) {
		r.note(noteDate, name)
	}
	return text
}

// isBirthDate recognises a full date, a month or a year, of these centuries.
func isBirthDate(text string) bool {
	if len(text) < len("2006") || text[:2] != "19" && text[:2] != "20" {
		return false
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

// dateOf cuts off the time of day behind a date.
func (r reader) dateOf(name, text string) string {
	date, clock, timed := cutDay(text)
	if !timed || !anyClock.MatchString(clock) {
		return text
	}
	r.note(noteDateTime, name)
	return date
}

// anyClock matches a time of day in whatever form, such as T09:00:00Z, or the beginning
// of one.
var anyClock = regexp.MustCompile(`^(\d\d?(:?\d\d){0,2}([.,]\d+)? ?([Zz]|[+-]\d\d(:?\d\d)?)?)?$`)

// cutDay cuts a date from the time of day behind it. It is not ok if the text does
// not begin with a date.
func cutDay(text string) (date, clock string, ok bool) {
	const width = len(time.DateOnly)
	if len(text) <= width || !strings.ContainsRune("Tt ", rune(text[width])) {
		return "", "", false
	}
	_, err := time.Parse(time.DateOnly, text[:width])
	return text[:width], text[width+1:], err == nil
}

// clockForm matches a time of day with an offset from UTC, in all forms that states
// write: offsets with and without a colon, or of hours only.
var clockForm = regexp.MustCompile(`^(\d\d:\d\d)(:\d\d)?(\.\d{1,9})? ?(?:([Zz])|([+-]\d\d)(?::?(\d\d))?)$`)

// moment reads a required date and time, as RFC 3339 writes it. What says less than a
// moment in time, or is none, stays as it is.
func (r reader) moment(name string) string {
	text := r.code(name)
	moment, ok := rfc3339(text)
	if moment != text {
		r.note(noteTime, name)
	}
	if !ok {
		return text
	}
	return moment
}

// rfc3339 writes a time in the form of RFC 3339.
func rfc3339(text string) (moment string, ok bool) {
	date, clock, ok := cutDay(text)
	parts := clockForm.FindStringSubmatch(clock)
	if !ok || parts == nil {
		return "", false
	}
	minute, second, fraction, zulu, hours, minutes := parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]
	if second == "" {
		second = ":00"
	}
	zone := "Z"
	if zulu == "" {
		zone = hours + ":" + (minutes + "00")[:2]
	}
	moment = date + "T" + minute + second + fraction + zone
	_, err := time.Parse(time.RFC3339, moment)
	return moment, err == nil
}

// number reads a required whole number, 0 for what is none. Some states write it with a
// fraction of zero.
func (r reader) number(name string) int {
	member := r.v.Get(name)
	if member.Kind() == strictjson.Array && member.Len() == 1 {
		r.note(noteListForm, name)
		member = member.Index(0)
	}
	f, ok := member.Float()
	if n, err := strconv.ParseFloat(strings.TrimSpace(member.Text()), 64); err == nil {
		r.note(noteNumberText, name)
		f, ok = n, true
	}
	switch {
	case member.Kind() <= strictjson.Null:
		r.note(noteMissing, name)
		return 0
	case !ok || f != math.Trunc(f) || math.Abs(f) > math.MaxInt32:
		r.note(noteNumber, name)
		r.unreadable(name)
		return 0
	case member.Kind() == strictjson.String:
		return int(f)
	}
	if strconv.Itoa(int(f)) != member.Literal() || f < 1 {
		r.note(noteNumber, name)
	}
	return int(f)
}

// isVersion recognises a version of the schema: three numbers with dots, such as 1.3.0.
func isVersion(text string) bool {
	parts := strings.Split(text, ".")
	for _, p := range parts {
		if p == "" || !only(p, "0123456789") {
			return false
		}
	}
	return len(parts) == 3
}

// only tells whether a text has no other characters than these.
func only(text, characters string) bool { return strings.Trim(text, characters) == "" }
