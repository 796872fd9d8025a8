package fhir

import (
	"slices"
	"strings"

	"vaxcheck/internal/strictjson"
)

// Read reads the bundle of a card whose signature holds. It refuses, with one of
// the Err values of this package, only what cannot be read without guessing: no Bundle, no
// entries, or more than MaxEntries. Everything else that departs from the rules for
// issuers becomes a Note; an element of the wrong JSON type is noted and read as if it
// were not there.
func Read(bundle strictjson.Value) (Bundle, error) {
	return readBundle(bundle, false)
}

// ReadContent reads the bundle as Read does, but takes no notes, for who only
// asks what the card says. It takes a third of the time.
func ReadContent(bundle strictjson.Value) (Bundle, error) {
	return readBundle(bundle, true)
}

func readBundle(bundle strictjson.Value, quiet bool) (Bundle, error) {
	if !strings.EqualFold(bundle.Get("resourceType").Text(), "Bundle") {
		return Bundle{}, ErrNoBundle
	}
	entries := slices.Collect(bundle.Get("entry").Items())
	switch {
	case len(entries) == 0:
		return Bundle{}, ErrNoEntry
	case len(entries) > MaxEntries:
		return Bundle{}, ErrTooManyEntries
	}
	r := reader{entries: entries, targets: index(entries), quiet: quiet}
	r.lost = slices.ContainsFunc(entries, func(e strictjson.Value) bool { return kindOf(e) == "" })
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
	entries []strictjson.Value
	lost    bool // it cannot be told what one of the entries is
	targets []target
	others  map[string]int // resource type to its place in out.Others
	// modified: the bundle itself has something that may change its meaning.
	modified bool
}

// readWhole reads the members of the bundle beside its entries.
func (r *reader) readWhole(root node) {
	if kind := root.child("resourceType"); kind.value.Text() != "Bundle" {
		kind.note(noteTypeForm)
	}
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
	res := resource{fullURL: e.text("fullUrl"), kind: kindOf(e.value), node: e.child("resource")}
	if res.value.Kind() != strictjson.Object {
		res.note(noteEntryUnread)
		r.out.Unread = true
		return
	}
	if kind := res.child("resourceType"); res.kind != "" && kind.value.Text() != res.kind {
		kind.note(noteTypeForm)
	}
	if res.kind == "" || res.kind == "Bundle" || res.value.Get("contained").Exists() {
		r.out.Unread = true
	}
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

// resource is the resource of a bundle's entry, such as a Patient, with what is known
// of it as a whole: its place in the bundle, and whether its meaning may be turned
// around.
type resource struct {
	node
	fullURL       string
	kind          string
	uninterpreted bool
}

// kindOf returns the type of an entry's resource, "" if it has none. Of types that are
// read, the case does not matter.
func kindOf(entry strictjson.Value) string {
	stated := entry.At("resource", "resourceType")
	if stated.Kind() == strictjson.Array && stated.Len() == 1 {
		stated = stated.Index(0)
	}
	kind := strings.TrimSpace(stated.Text())
	for _, known := range []string{"Patient", "Immunization", "Observation", "Condition"} {
		if strings.EqualFold(kind, known) {
			return known
		}
	}
	return kind
}
