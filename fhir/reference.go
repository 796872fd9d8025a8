package fhir

import (
	"strings"

	"vaxcheck/internal/strictjson"
)

// target is the Patient, or whatever else, that a fullUrl stands for.
type target struct {
	url     string
	entries int // how many entries claim the fullUrl
	persons int // how many of them are Patients
	patient int // the last of those in Bundle.Patients, -1 if there is none
}

// index finds out which fullUrl stands for which Patient before anything is
// read, since a dose may come before the person it was given to.
func index(entries []strictjson.Value) []target {
	targets := make([]target, 0, len(entries))
	patients := 0
	for _, e := range entries {
		url := e.Get("fullUrl").Text()
		t := find(targets, url)
		if t == nil {
			targets = append(targets, target{url: url, patient: -1})
			t = &targets[len(targets)-1]
		}
		t.entries++
		if kindOf(e) == "Patient" {
			t.persons++
			t.patient = patients
			patients++
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

// subject reads whom the resource is about from the reference in member name.
func (res resource) subject(name string) (ref string, patient int) {
	ref, readable := res.reference(name)
	patient, odd := -1, ""
	if readable {
		patient, odd = res.r.person(ref)
	}
	switch member := res.child(name); {
	case patient < 0:
		member.note(noteSubjectUnknown)
	case odd != "":
		member.note(odd)
	}
	return ref, patient
}

// reference reads the reference in a member, such as "resource:0"; "" if there is none.
// It is not readable if something else stands there, or if it says to be to something
// else than a Patient.
func (res resource) reference(name string) (ref string, readable bool) {
	member := res.child(name)
	if ref = member.value.Text(); ref != "" {
		member.note(noteReferenceRead)
		return ref, true
	}
	if member.value.Kind() <= strictjson.Null {
		return "", true
	}
	object := res.one(name)
	target, kind := object.value.Get("reference"), object.value.Get("type")
	known := kind.Kind() <= strictjson.Null || strings.EqualFold(kind.Text(), "Patient")
	return target.Text(), object.value.Exists() && known &&
		(target.Kind() <= strictjson.Null || target.Kind() == strictjson.String)
}

// person finds the person that a reference leads to, -1 if that cannot be told. odd is
// the note on a reference that is not a fullUrl of the bundle.
func (r *reader) person(ref string) (patient int, odd string) {
	if t := find(r.targets, ref); t != nil && ref != "" {
		switch {
		case t.entries == 1:
			return t.patient, ""
		case t.persons == 1 && r.persons() == 1:
			return t.patient, noteReferenceRead
		}
		return -1, ""
	}
	if !mayBePatient(ref) {
		return -1, ""
	}
	if patient, found := r.named(ref); found {
		return patient, noteReferenceRead
	}
	if r.persons() == 1 && !r.lost {
		return 0, noteReferenceAssumed
	}
	return -1, ""
}

// mayBePatient tells whether a reference that no fullUrl says may be to a Patient: not if
// it names another type, as in Group/7, or something contained in the record itself.
func mayBePatient(ref string) bool {
	ref = strings.TrimSpace(ref)
	end := strings.LastIndexByte(ref, '/')
	if end < 0 {
		return !strings.HasPrefix(ref, "#")
	}
	kind := ref[strings.LastIndexByte(ref[:end], '/')+1 : end]
	letters := strings.Trim(kind, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == ""
	return kind == "" || !letters || kind[0] > 'Z' || kind == "Patient"
}

// persons counts the Patients of the bundle.
func (r *reader) persons() (count int) {
	for _, t := range r.targets {
		count += t.persons
	}
	return count
}

// named finds the person whom a reference names in another of FHIR's ways: by the id of
// the resource, by the end of its address, or with the type before it. It is found too,
// as -1, if several are named so, or only something that is no person.
func (r *reader) named(ref string) (patient int, found bool) {
	id := localID(ref)
	if id == "" {
		return -1, false
	}
	patients, matches, others := 0, 0, 0
	for _, e := range r.entries {
		person := kindOf(e) == "Patient"
		if strings.EqualFold(localID(e.Get("fullUrl").Text()), id) || e.At("resource", "id").Text() == id {
			if person {
				patient, matches = patients, matches+1
			} else {
				others++
			}
		}
		if person {
			patients++
		}
	}
	switch {
	case matches == 1:
		return patient, true
	case matches > 1, others > 0 && !strings.Contains(ref, "Patient/"):
		return -1, true
	}
	return -1, false
}

// localID returns what names an entry within a bundle: the end of an address, or of a
// path such as Patient/1.
func localID(ref string) string {
	ref = strings.TrimSpace(ref)
	if i := strings.LastIndexAny(ref, "/#"); i >= 0 {
		ref = ref[i+1:]
	}
	return strings.TrimPrefix(ref, "urn:uuid:")
}
