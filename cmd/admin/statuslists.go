package admin

import (
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// stateList is a revocation list of a state's authority that a set holds.
type stateList struct {
	Issuer     string            `json:"issuer"`
	Number     string            `json:"number,omitempty"`
	ThisUpdate verify.Timestamp  `json:"this_update"`
	NextUpdate *verify.Timestamp `json:"next_update"`
	Entries    int               `json:"entries"`
	SHA256     string            `json:"sha256"`
	Source     string            `json:"source"`
	// Used is false of a list that no authority in the set signed, that is older
	// than another, or of which only a part is given.
	Used bool `json:"used"`
}

func stateLists(set *trust.Set) []stateList {
	var lists []stateList
	for l, used := range set.Authorities().RevocationLists() {
		lists = append(lists, stateList{Issuer: l.Issuer, Number: l.Number, ThisUpdate: verify.Timestamp(l.ThisUpdate), NextUpdate: show.OptionalTime(l.NextUpdate),
			Entries: l.Len(), SHA256: l.SHA256, Source: l.Source, Used: used})
	}
	return lists
}

// listsText shows the lists under their heading, nothing if there are none.
func (st *partStatus) listsText(s *show.Settings) string {
	if len(st.Revocation) == 0 {
		return ""
	}
	w := TrustIn(s.Words)
	var rows [][]string
	for _, l := range st.Revocation {
		use := w.ListUsed()
		if !l.Used {
			use = w.ListNotUsed()
		}
		due := w.Unknown()
		if l.NextUpdate != nil {
			due = l.NextUpdate.String()
		}
		rows = append(rows, []string{use, l.ThisUpdate.String() + " - " + due, s.Words.Inspect.Entries(l.Entries), show.SafeText(l.Issuer)})
	}
	return "\n" + w.StateLists(len(rows)) + "\n" + show.Indent(s.Table(rows))
}
