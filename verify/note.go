package verify

import "vaxcheck/internal/finding"

// Note is a deviation from the specification that changes no verdict. Detail
// holds no text of the card; Path says where, "" if nowhere.
type Note struct {
	Code   string          `json:"code"`
	Detail finding.Finding `json:"detail"`
	Path   string          `json:"path,omitempty"`
	Spec   string          `json:"spec,omitempty"`
}

// readerNote is the form in which the readers of a format's content note something.
type readerNote = struct {
	Code   string
	Detail finding.Finding
	Path   string
}

// notesFrom returns a reader's notes as reports have them.
func notesFrom[N ~readerNote](notes []N) (out []Note) {
	for _, each := range notes {
		n := readerNote(each)
		out = append(out, Note{Code: n.Code, Detail: n.Detail, Path: n.Path})
	}
	return out
}
