package fhir

import (
	"fmt"
	"slices"

	"vaxcheck/internal/strictjson"
)

// Read reads the bundle of a card whose signature holds. It refuses, with an
// error that matches ErrMalformed, only what cannot be read without guessing: no
// Bundle, no entries, more than MaxEntries, or an entry without a resource.
// Everything else that departs from the rules for issuers becomes a Note; an
// element of the wrong JSON type is noted and read as if it were not there.
func Read(bundle strictjson.Value) (Bundle, error) {
	return readBundle(bundle, false)
}

// ReadContent reads the bundle as Read does, but takes no notes, for who only
// asks what the card says. It takes a third of the time.
func ReadContent(bundle strictjson.Value) (Bundle, error) {
	return readBundle(bundle, true)
}

func readBundle(bundle strictjson.Value, quiet bool) (Bundle, error) {
	if bundle.Get("resourceType").Text() != "Bundle" {
		return Bundle{}, ErrNoBundle
	}
	entries := slices.Collect(bundle.Get("entry").Items())
	switch {
	case len(entries) == 0:
		return Bundle{}, ErrNoEntry
	case len(entries) > MaxEntries:
		return Bundle{}, ErrTooManyEntries
	}
	for i, e := range entries {
		if e.Get("resource").Kind() != strictjson.Object {
			return Bundle{}, fmt.Errorf("entry %d: %w", i, ErrEntry)
		}
	}
	r := reader{targets: index(entries), quiet: quiet}
	r.out.Immunizations = make([]Immunization, 0, min(len(entries), 4))
	root := node{r: &r, entry: -1, path: newPath("Bundle"), value: bundle}
	r.readWhole(root)
	for i, e := range entries {
		r.readEntry(node{r: &r, entry: i, path: newPath("Bundle", "entry"), value: e})
	}
	if !quiet {
		r.checkWhole(root)
	}
	r.out.Notes = r.notes.list
	return r.out, nil
}

// reader collects what is found in one bundle.
type reader struct {
	out     Bundle
	notes   notes
	quiet   bool // take no notes
	targets []target
	others  map[string]int // resource type to its place in out.Others
	// modified: the bundle itself has something that may change its meaning.
	modified bool
}

// target is what a fullUrl stands for.
type target struct {
	url     string
	entries int // how many entries claim the fullUrl
	patient int // the last of them in Bundle.Patients, -1 if it is no Patient
}

// index finds out which fullUrl stands for which Patient before anything is
// read, since a dose may come before the person it was given to.
func index(entries []strictjson.Value) []target {
	targets := make([]target, 0, len(entries))
	patients := 0
	for _, e := range entries {
		patient := -1
		if e.At("resource", "resourceType").Text() == "Patient" {
			patient = patients
			patients++
		}
		url := e.Get("fullUrl").Text()
		if known := find(targets, url); known != nil {
			known.entries, known.patient = known.entries+1, patient
		} else if url != "" {
			targets = append(targets, target{url: url, entries: 1, patient: patient})
		}
	}
	return targets
}

// find returns what a fullUrl stands for, nil for one of no entry. Entries are
// few, and at most MaxEntries.
func find(targets []target, url string) *target {
	for i := range targets {
		if targets[i].url == url {
			return &targets[i]
		}
	}
	return nil
}

// readWhole reads the members of the bundle beside its entries.
func (r *reader) readWhole(root node) {
	r.out.Type = root.text("type")
	if !isBundleType(r.out.Type) {
		root.child("type").note(noteBundleType)
	}
	rules, extension := root.checkResource(), root.checkModifier()
	r.modified = rules || extension
}

// readEntry reads one entry by the type of its resource.
func (r *reader) readEntry(e node) {
	if !r.quiet {
		r.checkFullURL(e)
	}
	res := resource{fullURL: e.text("fullUrl"), kind: e.value.At("resource", "resourceType").Text()}
	res.node = e.child("resource")
	res.path = newPath(res.kind)
	inside, around := res.conform(), e.checkModifier()
	res.uninterpreted = inside || around || r.modified
	switch {
	case res.kind == "Patient":
		r.out.Patients = append(r.out.Patients, res.patient())
	case res.kind == "Immunization":
		r.out.Immunizations = append(r.out.Immunizations, res.immunization())
	case res.kind == "Observation":
		r.out.Observations = append(r.out.Observations, res.observation())
	case res.isExemption():
		r.out.Exemptions = append(r.out.Exemptions, res.exemption())
	default:
		r.countOther(res)
	}
}

func (r *reader) countOther(res resource) {
	if res.kind == "" {
		res.note(noteResourceType)
	}
	at, seen := r.others[res.kind]
	if !seen {
		if r.others == nil {
			r.others = map[string]int{}
		}
		at = len(r.out.Others)
		r.others[res.kind] = at
		r.out.Others = append(r.out.Others, Other{ResourceType: res.kind})
	}
	r.out.Others[at].Count++
}

// resource is a bundle entry's resource and what is known of it as a whole.
type resource struct {
	node
	fullURL       string
	kind          string
	uninterpreted bool
}

// subject reads whom the resource is about from the reference in member name.
func (res resource) subject(name string) (ref string, patient int) {
	ref = res.object(name).text("reference")
	patient = -1
	if t := find(res.r.targets, ref); t != nil && t.entries == 1 {
		patient = t.patient
	}
	if patient < 0 {
		res.child(name).note(noteSubjectUnknown)
	}
	return ref, patient
}
