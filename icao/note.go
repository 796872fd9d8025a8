package icao

import "slices"

// Note is a deviation from the report that changes no verdict. Path names the
// member.
type Note struct {
	Code, Detail, Path string
}

var (
	noteMissing  = Note{Code: "vds_member_missing", Detail: "a member that the report requires is missing or empty"}
	noteTooLong  = Note{Code: "vds_text_long", Detail: "a text is longer than the report allows"}
	noteMisspelt = Note{Code: "vds_number_name", Detail: "the certificate's number stands under a misspelt name"}
)

// note adds a note, once.
func (m *Message) note(n Note, path string) {
	n.Path = path
	if !slices.Contains(m.Notes, n) {
		m.Notes = append(m.Notes, n)
	}
}
