package dcc

import (
	"slices"

	"vaxcheck/internal/finding"
)

// Note is a deviation from the schema or its value sets that changes no verdict.
// Path names the member, "" if it has no name of the schema's.
type Note struct {
	Code   string
	Detail finding.Finding
	Path   string
}

// NoteUnknownCode is the note on a code that stands in no value set. Products and
// kinds of vaccines are known elsewhere, together with those of other formats.
var NoteUnknownCode = Note{Code: "dcc_code_unknown", Detail: dccUnknownCode}

var (
	noteMissing    = Note{Code: "dcc_member_missing", Detail: dccMissingMember}
	noteExtra      = Note{Code: "dcc_member_extra", Detail: dccExtraMember}
	noteType       = Note{Code: "dcc_member_type", Detail: dccWrongType}
	noteLong       = Note{Code: "dcc_text_long", Detail: dccTextLong}
	noteSpace      = Note{Code: "dcc_white_space", Detail: dccWhiteSpace}
	noteLetters    = Note{Code: "dcc_transliteration", Detail: dccTransliteration}
	noteVersion    = Note{Code: "dcc_version", Detail: dccVersion}
	noteCountry    = Note{Code: "dcc_country", Detail: dccCountry}
	noteDate       = Note{Code: "dcc_date_form", Detail: dccDateForm}
	noteDateTime   = Note{Code: "dcc_date_time", Detail: dccDateTime}
	noteTime       = Note{Code: "dcc_time_form", Detail: dccTimeForm}
	noteNumber     = Note{Code: "dcc_dose_number", Detail: dccDoseNumber}
	noteListForm   = Note{Code: "dcc_list_form", Detail: dccListForm}
	noteNumberText = Note{Code: "dcc_number_text", Detail: dccNumberText}
	noteEmptyGroup = Note{Code: "dcc_group_empty", Detail: dccEmptyGroup}
	noteSeveral    = Note{Code: "dcc_several_entries", Detail: dccSeveralEntries}
)

func (c *Certificate) note(n Note, path string) { note(&c.Notes, n, path) }

// note adds a note, once.
func note(notes *[]Note, n Note, path string) {
	n.Path = path
	if !slices.Contains(*notes, n) {
		*notes = append(*notes, n)
	}
}
