package icao

import (
	"slices"

	"vaxcheck/internal/finding"
)

// Note is a deviation from the report that changes no verdict. Path names the
// member.
type Note struct {
	Code   string
	Detail finding.Finding
	Path   string
}

var (
	noteMissing  = Note{Code: "vds_member_missing", Detail: icaoMemberMissing}
	noteTooLong  = Note{Code: "vds_text_long", Detail: icaoTextLong}
	noteMisspelt = Note{Code: "vds_number_name", Detail: icaoNumberName}
)

// note adds a note, once.
func (m *Message) note(n Note, path string) {
	n.Path = path
	if !slices.Contains(m.Notes, n) {
		m.Notes = append(m.Notes, n)
	}
}
