package admin

import (
	"time"

	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/refresh"
	"vaxcheck/trust/store"
	"vaxcheck/verify"
)

// nextRefresh tells what a newer set must be, and where there is one.
type nextRefresh struct {
	URL        string            `json:"url"`
	NewerThan  *verify.Timestamp `json:"newer_than"`
	KeySHA256  string            `json:"key_sha256"` // of the key that the directory signs with
	KeyExpires verify.Timestamp  `json:"key_certificate_expires"`
}

func nextAfter(info trust.Info) *nextRefresh {
	return &nextRefresh{refresh.DefaultURL, show.OptionalTime(info.Created), trust.PinnedKeySHA256,
		verify.Timestamp(trust.PinnedKeyExpiry())}
}

// statusDetails is what only --all tells: much of it differs from machine to
// machine although the set is the same.
type statusDetails struct {
	Holder    inforce.Scope   `json:"held_by"`
	Stores    []storeView     `json:"stores"`
	Ages      []issuerAge     `json:"issuer_ages"`
	Periods   []keyPeriods    `json:"keys_with_periods"`
	Withdrawn []withdrawnView `json:"withdrawn_keys"`
	History   historyView     `json:"history"`
}

// storeView is what a store holds.
type storeView struct {
	Scope       inforce.Scope    `json:"scope"`
	Supplement  string           `json:"kind,omitempty"` // none for the issuers' directory
	Folder      string           `json:"folder"`
	Generations []generationView `json:"generations"`
	FetchedFrom string           `json:"fetched_from,omitempty"`
	// Confirmed is when that server last said that this set is its newest.
	Confirmed *verify.Timestamp `json:"confirmed,omitempty"`
}

// generationView is an installed set.
type generationView struct {
	Created   verify.Timestamp  `json:"created"`
	SHA256    string            `json:"sha256"`
	Installed *verify.Timestamp `json:"installed"`
	State     string            `json:"state"`
}

// States of installed sets.
const (
	stateInForce = "in_force"
	stateKept    = "kept"
	stateAside   = "set_aside"
	stateDamaged = "damaged"
)

type issuerAge struct {
	ID            string            `json:"issuer"`
	LastRetrieved *verify.Timestamp `json:"last_retrieved"`
	AgeDays       *int              `json:"age_days"`
}

type keyPeriods struct {
	Issuer  string       `json:"issuer"`
	KID     string       `json:"kid"`
	Periods []periodView `json:"periods"`
}

type withdrawnView struct {
	Issuer string `json:"issuer"`
	KID    string `json:"kid"`
	spanView
}

// historyView tells over which directories the key history goes.
type historyView struct {
	From *verify.Timestamp `json:"from"`
	To   *verify.Timestamp `json:"to"`
}

func detailsOf(t *inforce.Trust, now time.Time) *statusDetails {
	d := &statusDetails{Holder: t.Holder, Stores: []storeView{}, Periods: []keyPeriods{}, Withdrawn: []withdrawnView{}}
	for _, h := range t.Stores {
		d.Stores = append(d.Stores, storeViewOf(h, t.Holder))
	}
	for _, i := range t.Imports {
		for _, h := range i.Stores {
			if v := storeViewOf(h, h.Scope); len(v.Generations) > 0 { // all that is imported is in force
				d.Stores = append(d.Stores, v)
			}
		}
	}
	for is := range t.Set.Issuers() {
		d.Ages = append(d.Ages, issuerAge{is.ID, show.OptionalTime(is.LastRetrieved),
			show.DaysBetween(is.LastRetrieved, now)})
		for _, k := range t.Set.Keys(is.ID) {
			if v := keyOf(k); len(v.Periods) > 0 {
				d.Periods = append(d.Periods, keyPeriods{is.ID, k.ID, v.Periods})
			}
		}
	}
	for issuer, w := range t.Set.Withdrawals() {
		d.Withdrawn = append(d.Withdrawn,
			withdrawnView{issuer, w.Key.ID, spanView{verify.Timestamp(w.First), verify.Timestamp(w.Last)}})
	}
	if h := t.History(); h != nil {
		from, to := h.Period()
		d.History = historyView{show.OptionalTime(from), show.OptionalTime(to)}
	}
	return d
}

// storeViewOf lists what the store holds, each set checked.
func storeViewOf(h *inforce.Holding, holder inforce.Scope) storeView {
	v := storeView{Scope: h.Scope, Folder: h.Folder, Generations: []generationView{}}
	if h.Supplement != nil {
		v.Supplement = h.Supplement.Name
	}
	generations, _ := h.Store.Generations()
	for _, g := range generations {
		v.Generations = append(v.Generations, generationView{
			verify.Timestamp(g.Created), g.SHA256, show.OptionalTime(g.Installed), stateOf(h, g, holder),
		})
	}
	if o := h.State.Origin; o.URL != "" {
		v.FetchedFrom, v.Confirmed = o.URL, show.OptionalTime(o.Fetched)
	}
	return v
}

func stateOf(h *inforce.Holding, g store.Generation, holder inforce.Scope) string {
	switch {
	case g.Problem != "":
		return stateDamaged
	case g.Aside:
		return stateAside
	case h.Scope == holder && !h.Ignored && g.SHA256 == h.State.Generation.SHA256:
		return stateInForce
	}
	return stateKept
}
