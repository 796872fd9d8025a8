package admin

import (
	"cmp"
	"slices"
	"time"

	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// partStatus describes what a set holds of a part beside its issuers.
type partStatus struct {
	Source       string            `json:"source"`
	Origin       string            `json:"origin"`
	Created      *verify.Timestamp `json:"created"`
	SHA256       string            `json:"sha256"`
	OriginSHA256 string            `json:"origin_sha256"`
	Certificates int               `json:"certificates"`
	Health       *int              `json:"on_health_list,omitempty"`
	Withdrawn    int               `json:"withdrawn,omitempty"`
	Revocation   []stateList       `json:"revocation_lists,omitempty"`
	AgeDays      *int              `json:"age_days"`
	// Imports are told of the set in force, not of a file.
	Imports    []importView `json:"imports,omitempty"`
	part       trust.PartName
	supplement string // that words know the part by
}

// partDetails tell of a part what only it has.
var partDetails = map[trust.PartName]func(*partStatus, *trust.Set, []trust.Member){
	trust.PartAuthorities: func(st *partStatus, set *trust.Set, all []trust.Member) {
		health := len(show.Pick(all, func(m trust.Member) bool { return slices.Contains(m.Lists, "health") }))
		st.Health, st.Revocation = &health, stateLists(set)
	},
}

// partStatuses describe all parts beside the issuers, in the order of trust.Set.Parts.
type partStatuses []*partStatus

func newPartStatuses(set *trust.Set, now time.Time) (all partStatuses) {
	for _, part := range set.Parts() {
		if k := trust.SupplementOf(part.Name); k != nil {
			all = append(all, newPartStatus(k, set, now))
		}
	}
	return all
}

func newPartStatus(k *trust.Supplement, set *trust.Set, now time.Time) *partStatus {
	all, info := k.Members(set), k.Info(set)
	st := &partStatus{part: k.Part, supplement: k.Name, Source: info.Source, Origin: info.Origin,
		Created: show.OptionalTime(info.Created), SHA256: info.SHA256,
		OriginSHA256: info.OriginSHA256, Certificates: len(all), AgeDays: show.DaysBetween(info.Created, now)}
	st.Withdrawn = len(show.Pick(all, func(m trust.Member) bool { return m.Withdrawn }))
	if details := partDetails[k.Part]; details != nil {
		details(st, set, all)
	}
	return st
}

// of is what is told of a part, nil for nothing.
func (all partStatuses) of(part trust.PartName) *partStatus {
	if at := slices.IndexFunc(all, func(st *partStatus) bool { return st.part == part }); at >= 0 {
		return all[at]
	}
	return nil
}

// byName has each part under its name, as JSON does.
func (all partStatuses) byName() map[trust.PartName]*partStatus {
	named := map[trust.PartName]*partStatus{}
	for _, st := range all {
		named[st.part] = st
	}
	return named
}

// rows tell of the part in the status.
func (st *partStatus) rows(s *show.Settings) [][]string {
	w := s.Words
	made := cmp.Or(show.TimeText(st.Created), TrustIn(w).Unknown())
	if st.AgeDays != nil {
		made += " (" + TrustIn(w).AgeDays(*st.AgeDays) + ")"
	}
	counted := partsIn(w).Counts(st.supplement, st.Certificates, max(show.Value(st.Health), st.Withdrawn))
	rows := [][]string{{partsIn(w).Labels().Of(st.supplement),
		partsIn(w).MadeFrom(counted, made, s.Words.Source(st.Source))}}
	for _, v := range st.Imports {
		rows = append(rows, v.row(s))
	}
	return rows
}

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
		lists = append(lists, stateList{Issuer: l.Issuer, Number: l.Number,
			ThisUpdate: verify.Timestamp(l.ThisUpdate), NextUpdate: show.OptionalTime(l.NextUpdate),
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
		rows = append(rows, []string{use, l.ThisUpdate.String() + " - " + due,
			s.Words.Inspect.Entries(l.Entries), show.SafeText(l.Issuer)})
	}
	return "\n" + w.StateLists(len(rows)) + "\n" + show.Indent(s.Table(rows))
}
