package fhir

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

// NoteText is a sentence in English for auditors on what a note's code means,
// "" for a code that does not exist.
func NoteText(code string) string { return noteTexts[code] }

// noteTexts is never written to.
var noteTexts = map[string]string{
	noteBundleType:         "Bundle.type is missing or not one of FHIR's bundle types.",
	noteBundleProfile:      "The bundle fits none of the vaccination and laboratory bundle profiles: a collection of exactly one Patient with only Immunizations or only Observations.",
	noteNoPatient:          "The bundle names no person.",
	noteSeveralPatients:    "The bundle names more than one person.",
	noteFullURLForm:        "The entry's fullUrl is missing or not of the form resource:N.",
	noteFullURLDuplicate:   "Another entry has the same fullUrl, so references to it are ambiguous.",
	noteReferenceForm:      "The reference is not of the form resource:N.",
	noteReferenceDangling:  "The reference leads to no entry of the bundle.",
	noteSubjectUnknown:     "It cannot be told which person the record is about.",
	noteResourceType:       "The resource has no resourceType.",
	noteResourceID:         "The resource has an id, which cards should leave out.",
	noteMeta:               "The resource has meta with more than security in it, which cards should leave out.",
	noteMetaSecurity:       "meta.security is not one label with a code.",
	noteIALWithoutSystem:   "The identity assurance level is given without its code system.",
	noteNarrative:          "The resource has a narrative text, which cards should leave out; it is never shown.",
	noteCodeableText:       "The concept has a text beside its codes, which cards should leave out.",
	noteCodingDisplay:      "The code has a display text, which cards should leave out; it is never shown.",
	noteCodingIncomplete:   "The coding lacks its system or its code.",
	noteEmptyValue:         "The element is empty or null, which FHIR forbids.",
	noteWrongType:          "The element is of the wrong JSON type and was read as if it were not there.",
	noteDateForm:           "The element is not a date as FHIR writes it.",
	noteStatusNotCompleted: "The immunization's status is not completed: it is no dose that was given.",
	noteStatusNotFinal:     "The observation's status is not final, amended or corrected.",
	noteOccurrenceCount:    "The immunization does not have exactly one of occurrenceDateTime and occurrenceString.",
	noteDoseBeforeBirth:    "The immunization is dated before the person's birth.",
	noteValueCount:         "The observation does not have exactly one value.",
	noteComponent:          "The observation has a component that was not read.",
	noteImplicitRules:      "The resource has implicitRules, which may change its meaning; it is not interpreted.",
	noteModifierExtension:  "The resource has a modifierExtension, which may change its meaning; it is not interpreted.",
	noteListForm:           "There is a list where one value belongs, or one value where a list belongs; it was read all the same.",
	noteNumberForm:         "There is a number where a text belongs; it was read as it is written.",
	noteStatusForm:         "The status is completed, written in another case or with white space around it; it was read as that.",
	noteTypeForm:           "The type of the resource is written in another case; it was read as that.",
	noteSystemForm:         "The code system is written otherwise than its specification has it; it was read as that.",
	noteDateInWords:        "The date stands where dates in words belong; it was read as the date.",
	noteReferenceRead:      "The reference is not what any fullUrl says, but names one person only; it was read as that.",
	noteReferenceAssumed:   "The reference is missing or leads to no entry, and the bundle names one person; the record was taken to be about them.",
	noteEntryUnread:        "The entry holds no resource, and was passed over.",
	noteMore:               "There are more notes than are listed.",
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
