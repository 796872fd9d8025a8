package admin

import (
	"slices"
	"strconv"
	"time"

	"vaxcheck/cmd/show"
	"vaxcheck/internal/finding"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// trustStatus tells what a trust set is, how old, and what it is made of.
type trustStatus struct {
	setStatus
	// Parts are what the set holds beside its issuers, each under its name.
	Parts partStatuses
	layerStatus
}

// setStatus begins with what the set is.
type setStatus struct {
	Schema string `json:"schema"`
	TrustHead
	AgeDays *int         `json:"age_days"`
	Counts  statusCounts `json:"counts"`
	// Whole is the set as results name it.
	Whole *verify.TrustView `json:"whole"`
}

// layerStatus ends with how the set came to be and what lies over it.
type layerStatus struct {
	// Oldest are the issuers that the directory has not reached for longest.
	Oldest []retrieval `json:"oldest_retrieved"`
	Notes  []noteView  `json:"notes"`
	// Local and Next are told of the set in force, not of a file.
	Local []show.EntryView `json:"local,omitempty"`
	Next  *nextRefresh     `json:"next_refresh,omitempty"`
	All   *statusDetails   `json:"all,omitempty"`
}

type statusCounts struct {
	SetCounts
	KeysWithPeriods   int `json:"keys_with_periods"`
	RevocationLists   int `json:"revocation_lists"`
	RevocationEntries int `json:"revocation_entries"`
	MissingLists      int `json:"missing_revocation_lists"` // announced but not at hand
	NotReached        int `json:"issuers_not_reached"`
}

type retrieval struct {
	ID            string           `json:"id"`
	Name          string           `json:"name"`
	LastRetrieved verify.Timestamp `json:"last_retrieved"`
}

// noteView is something dropped or odd in a file given with --trust, or imported.
type noteView struct {
	Issuer  string          `json:"issuer,omitempty"`
	KID     string          `json:"kid,omitempty"`
	Code    string          `json:"code"`
	Detail  finding.Finding `json:"detail"`
	Dropped bool            `json:"dropped"`
}

func notesOf(notes []trust.Note) []noteView {
	views := []noteView{}
	for _, n := range notes {
		views = append(views, noteView{n.Issuer, n.KeyID, n.Code, n.Detail, n.Dropped})
	}
	return views
}

const (
	oldestShown = 5
	// reachedWithin is how long before a set was made its directory should have
	// reached an issuer: it tries every day.
	reachedWithin = 30 * 24 * time.Hour
)

func newStatus(set *trust.Set, now time.Time) trustStatus {
	info := set.Info()
	st := trustStatus{
		setStatus: setStatus{Schema: schemaTrustStatus, TrustHead: HeadOf(info),
			AgeDays: show.DaysBetween(info.Created, now), Whole: verify.TrustOf(set, now)},
		Parts: newPartStatuses(set, now), layerStatus: layerStatus{Oldest: []retrieval{}, Notes: notesOf(set.Notes())},
	}
	st.Counts.SetCounts = SetCounts{info.Issuers, info.Keys}
	for is := range set.Issuers() {
		st.count(info, is, set.Keys(is.ID))
	}
	slices.SortStableFunc(st.Oldest, func(a, b retrieval) int {
		return time.Time(a.LastRetrieved).Compare(time.Time(b.LastRetrieved))
	})
	st.Oldest = st.Oldest[:min(oldestShown, len(st.Oldest))]
	return st
}

// statusOf tells also what lies over the set in force, and what comes next.
func statusOf(t *inforce.Trust, now time.Time, all bool) trustStatus {
	status := newStatus(t.Set, now)
	for _, h := range t.Stores {
		status.Local = append(status.Local, show.EntryViews(h.Local, h.Scope)...)
	}
	for _, i := range t.Imports {
		if held := status.Parts.of(i.Supplement.Part); held != nil {
			held.Imports = append(held.Imports, importsOf(i)...)
		}
	}
	status.Next = nextAfter(t.Signed.Info())
	if all {
		status.All = detailsOf(t, now)
	}
	return status
}

func (st *trustStatus) count(info trust.Info, is trust.Issuer, keys []trust.Key) {
	if !is.LastRetrieved.IsZero() {
		st.Oldest = append(st.Oldest, retrieval{is.ID, is.Name, verify.Timestamp(is.LastRetrieved)})
		if info.Created.Sub(is.LastRetrieved) > reachedWithin {
			st.Counts.NotReached++
		}
	}
	for _, k := range keys {
		if len(k.Periods) > 0 {
			st.Counts.KeysWithPeriods++
		}
		if k.Revocation != nil {
			st.Counts.RevocationLists++
			st.Counts.RevocationEntries += k.Revocation.Len()
		} else if k.CRLVersion != "" {
			st.Counts.MissingLists++
		}
	}
}

// MarshalJSON makes one object of it.
func (st trustStatus) MarshalJSON() ([]byte, error) {
	return show.JoinObjects(st.setStatus, st.Parts.byName(), st.layerStatus)
}

func (st trustStatus) Object() any { return st }

func (st trustStatus) Objects() []any { return []any{st} }

func (st trustStatus) Rows() [][]string {
	c := st.Counts
	return [][]string{
		{"source", "origin", "created", "age_days", "sha256", "origin_sha256", "issuers", "keys", "keys_with_periods",
			"revocation_lists", "revocation_entries", "missing_revocation_lists", "issuers_not_reached",
			"notes", "local_entries", "whole_sha256"},
		{st.Source, st.Origin, show.TimeText(st.Created), intText(st.AgeDays), st.SHA256, st.OriginSHA256,
			strconv.Itoa(c.Issuers), strconv.Itoa(c.Keys), strconv.Itoa(c.KeysWithPeriods),
			strconv.Itoa(c.RevocationLists), strconv.Itoa(c.RevocationEntries), strconv.Itoa(c.MissingLists),
			strconv.Itoa(c.NotReached), strconv.Itoa(len(st.Notes)), strconv.Itoa(len(st.Local)), st.Whole.SHA256},
	}
}

// intText is "" for a number that is not known.
func intText(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// valueOr is a text that may be missing.
func valueOr(text *string, missing string) string {
	if text == nil {
		return missing
	}
	return *text
}
