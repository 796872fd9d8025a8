package dcc

import "slices"

// Note is a deviation from the schema or its value sets that changes no verdict.
// Path names the member, "" if it has no name of the schema's.
type Note struct {
	Code, Detail, Path string
}

// NoteUnknownCode is the note on a code that stands in no value set. Products and
// kinds of vaccines are known elsewhere, together with those of other formats.
var NoteUnknownCode = Note{Code: "dcc_code_unknown", Detail: "a code that stands in no value set of the EU"}

var (
	noteMissing    = Note{Code: "dcc_member_missing", Detail: "a member that the schema requires is missing or empty"}
	noteExtra      = Note{Code: "dcc_member_extra", Detail: "a member that the schema does not have"}
	noteType       = Note{Code: "dcc_member_type", Detail: "a member is of another type than the schema says"}
	noteLong       = Note{Code: "dcc_text_long", Detail: "a text is longer than the schema allows"}
	noteSpace      = Note{Code: "dcc_white_space", Detail: "white space around a code, which was taken off"}
	noteLetters    = Note{Code: "dcc_transliteration", Detail: "the transliterated name has other characters than A to Z and <"}
	noteVersion    = Note{Code: "dcc_version", Detail: "the version of the schema is not of the form N.N.N"}
	noteCountry    = Note{Code: "dcc_country", Detail: "the country is no code in capital letters"}
	noteDate       = Note{Code: "dcc_date_form", Detail: "not a date of the form that the schema asks for"}
	noteDateTime   = Note{Code: "dcc_date_time", Detail: "a time of day behind a date, which was cut off"}
	noteTime       = Note{Code: "dcc_time_form", Detail: "a date and time that is not of the form of RFC 3339"}
	noteNumber     = Note{Code: "dcc_dose_number", Detail: "the number of a dose or of the series is no whole number of 1 or more"}
	noteListForm   = Note{Code: "dcc_list_form", Detail: "a list where one value belongs, or one value where a list belongs, which was read all the same"}
	noteNumberText = Note{Code: "dcc_number_text", Detail: "a number that is a text, which was read as the number"}
	noteEmptyGroup = Note{Code: "dcc_group_empty", Detail: "one of v, t and r is there and holds nothing"}
	noteSeveral    = Note{Code: "dcc_several_entries", Detail: "more than one entry, of which the schema has one"}
)

func (c *Certificate) note(n Note, path string) { note(&c.Notes, n, path) }

// note adds a note, once.
func note(notes *[]Note, n Note, path string) {
	n.Path = path
	if !slices.Contains(*notes, n) {
		*notes = append(*notes, n)
	}
}
