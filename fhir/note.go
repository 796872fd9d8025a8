package fhir

import "vaxcheck/internal/finding"

// MaxNotes bounds the notes on one bundle. A card can be made to hold faults
// without number; past the bound a single "more_notes" stands for the rest.
const MaxNotes = 500

// Note is a departure of the bundle from the rules for issuers. None of them
// makes a signed card any less authentic.
type Note struct {
	Code  string // stable, lower_snake; NoteText says what it means
	Entry int    // position in the entry array from 0; -1 for the bundle itself
	// Path leads to the element, without positions: "Immunization.lotNumber".
	// Names the card made up are replaced by "*", so that it never holds content.
	Path string
}

// The codes of notes.
const (
	noteBundleType         = "bundle_type"
	noteBundleProfile      = "bundle_profile"
	noteNoPatient          = "no_patient"
	noteSeveralPatients    = "several_patients"
	noteFullURLForm        = "full_url_form"
	noteFullURLDuplicate   = "full_url_duplicate"
	noteReferenceForm      = "reference_form"
	noteReferenceDangling  = "reference_dangling"
	noteSubjectUnknown     = "subject_unknown"
	noteResourceType       = "resource_type"
	noteResourceID         = "resource_id"
	noteMeta               = "meta"
	noteMetaSecurity       = "meta_security"
	noteIALWithoutSystem   = "ial_without_system"
	noteNarrative          = "narrative"
	noteCodeableText       = "codeable_text"
	noteCodingDisplay      = "coding_display"
	noteCodingIncomplete   = "coding_incomplete"
	noteEmptyValue         = "empty_value"
	noteWrongType          = "wrong_type"
	noteDateForm           = "date_form"
	noteStatusNotCompleted = "status_not_completed"
	noteStatusNotFinal     = "status_not_final"
	noteOccurrenceCount    = "occurrence_count"
	noteDoseBeforeBirth    = "dose_before_birth"
	noteValueCount         = "value_count"
	noteComponent          = "component"
	noteImplicitRules      = "implicit_rules"
	noteModifierExtension  = "modifier_extension"
	noteListForm           = "list_form"
	noteNumberForm         = "number_form"
	noteStatusForm         = "status_form"
	noteTypeForm           = "type_form"
	noteSystemForm         = "system_form"
	noteDateInWords        = "date_in_words"
	noteReferenceRead      = "reference_read"
	noteReferenceAssumed   = "reference_assumed"
	noteEntryUnread        = "entry_unread"
	noteMore               = "more_notes"
)

// NoteText returns what a note's code means, for auditors, "" for a code that does
// not exist.
func NoteText(code string) finding.Finding { return noteTexts[code] }

// noteTexts is never written to.
var noteTexts = map[string]finding.Finding{
	noteBundleType:         fhirBundleType,
	noteBundleProfile:      fhirBundleProfile,
	noteNoPatient:          fhirNoPatient,
	noteSeveralPatients:    fhirSeveralPatients,
	noteFullURLForm:        fhirFullURLForm,
	noteFullURLDuplicate:   fhirFullURLDuplicate,
	noteReferenceForm:      fhirReferenceForm,
	noteReferenceDangling:  fhirReferenceDangling,
	noteSubjectUnknown:     fhirSubjectUnknown,
	noteResourceType:       fhirResourceType,
	noteResourceID:         fhirResourceID,
	noteMeta:               fhirMeta,
	noteMetaSecurity:       fhirMetaSecurity,
	noteIALWithoutSystem:   fhirIALWithoutSystem,
	noteNarrative:          fhirNarrative,
	noteCodeableText:       fhirCodeableText,
	noteCodingDisplay:      fhirCodingDisplay,
	noteCodingIncomplete:   fhirCodingIncomplete,
	noteEmptyValue:         fhirEmptyValue,
	noteWrongType:          fhirWrongType,
	noteDateForm:           fhirDateForm,
	noteStatusNotCompleted: fhirStatusNotCompleted,
	noteStatusNotFinal:     fhirStatusNotFinal,
	noteOccurrenceCount:    fhirOccurrenceCount,
	noteDoseBeforeBirth:    fhirDoseBeforeBirth,
	noteValueCount:         fhirValueCount,
	noteComponent:          fhirComponent,
	noteImplicitRules:      fhirImplicitRules,
	noteModifierExtension:  fhirModifierExtension,
	noteListForm:           fhirListForm,
	noteNumberForm:         fhirNumberForm,
	noteStatusForm:         fhirStatusForm,
	noteTypeForm:           fhirTypeForm,
	noteSystemForm:         fhirSystemForm,
	noteDateInWords:        fhirDateInWords,
	noteReferenceRead:      fhirReferenceRead,
	noteReferenceAssumed:   fhirReferenceAssumed,
	noteEntryUnread:        fhirEntryUnread,
	noteMore:               fhirMoreNotes,
}

// notes collects notes, each once.
type notes struct {
	list []Note
	seen map[Note]bool
}

func (ns *notes) add(n Note) {
	if len(ns.list) > MaxNotes || ns.seen[n] {
		return
	}
	if len(ns.list) == MaxNotes {
		n = Note{Code: noteMore, Entry: -1, Path: "Bundle"}
	}
	if ns.seen == nil {
		ns.seen = map[Note]bool{}
	}
	ns.seen[n] = true
	ns.list = append(ns.list, n)
}
