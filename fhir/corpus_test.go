package fhir

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/strictjson"
)

// corpus finds a folder of the test data that lies beside the project, and skips
// the test if it is not there.
func corpus(t *testing.T, folder string) string {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if root == filepath.Dir(root) {
			t.Fatal("no go.mod above the package")
		}
		root = filepath.Dir(root)
	}
	dir := filepath.Join(root, "..", "shared", "corpus", folder)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the test data %s is not on this machine", folder)
	}
	return dir
}

func readFile(t *testing.T, path string) Bundle {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	v, err := strictjson.Parse(data, strictjson.DefaultDepth)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Read(v)
	if err != nil {
		t.Fatal(err)
	}
	checkSound(t, b)
	return b
}

// The reference validator's bundles: none is refused, each is noted for what it
// was made to show.
func TestReferenceBundles(t *testing.T) {
	const coding = "Immunization.vaccineCode.coding"
	security := func(rest ...Note) []Note {
		notes := append([]Note{{"resource_id", -1, "Bundle.id"}}, rest...)
		return append(notes, Note{"ial_without_system", 2, "Immunization.meta.security"})
	}
	tests := map[string][]Note{
		"fhirBundle-trailing_chars": nil,
		"fhirBundle-bad_meta_extra_key": security(
			Note{"meta", 1, "Immunization.meta"}, Note{"ial_without_system", 1, "Immunization.meta.security"}),
		"fhirBundle-bad_meta_non_security":   security(Note{"meta", 1, "Immunization.meta"}),
		"fhirBundle-bad_meta_wrong_security": security(Note{"meta_security", 1, "Immunization.meta.security"}),
		"fhirBundle-empty-values": {
			{"empty_value", 1, coding}, {"empty_value", 2, "Immunization.performer.actor"},
			{"empty_value", 2, "Immunization.lotNumber"}},
		"fhirBundle-occurrence-issues": {
			{"occurrence_count", 1, "Immunization"}, {"occurrence_count", 2, "Immunization"}},
		"fhirBundle-status-not-completed": {
			{"status_form", 1, "Immunization.status"}, {"status_not_completed", 2, "Immunization.status"}},
		"fhirBundle-profile-usa": {
			{"coding_incomplete", 3, coding}, {"date_form", 3, "Immunization.occurrenceDateTime"},
			{"status_form", 3, "Immunization.status"}, {"status_not_completed", 4, "Immunization.status"},
			{"occurrence_count", 4, "Immunization"}, {"several_patients", -1, "Bundle"},
			{"bundle_profile", -1, "Bundle"}},
		"non-dm-properties": {
			{"meta", 0, "Patient.meta"}, {"codeable_text", 0, "Patient.managingOrganization.identifier.type.text"},
			{"resource_id", 1, "Immunization.id"}, {"coding_display", 1, coding + ".display"},
			{"codeable_text", 2, "Immunization.vaccineCode.text"}},
		"short-refs": {
			{"full_url_form", 0, "Bundle.entry.fullUrl"},
			{"full_url_form", 1, "Bundle.entry.fullUrl"}, {"reference_form", 1, "Immunization.patient.reference"},
			{"reference_dangling", 1, "Immunization.patient.reference"},
			{"reference_assumed", 1, "Immunization.patient"},
			{"full_url_form", 2, "Bundle.entry.fullUrl"}, {"reference_form", 2, "Immunization.patient.reference"},
			{"reference_dangling", 2, "Immunization.patient.reference"}, {"reference_read", 2, "Immunization.patient"}},
	}
	const prefix = "test-example-00-a-"
	files, err := filepath.Glob(filepath.Join(corpus(t, "shc-reference"), prefix+"*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no bundles found: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), prefix), ".json")
		t.Run(name, func(t *testing.T) {
			want, expected := tests[name]
			if !expected {
				t.Fatal("nothing is known of this bundle")
			}
			b := readFile(t, file)
			if diff := cmp.Diff(want, b.Notes); diff != "" {
				t.Error(diff)
			}
			if len(b.Immunizations) != 2 {
				t.Errorf("%d immunizations", len(b.Immunizations))
			}
		})
	}
	if len(files) != len(tests) {
		t.Errorf("%d bundles, expected %d", len(files), len(tests))
	}
}

// The specification's own examples.
func TestSpecExamples(t *testing.T) {
	dir := corpus(t, "shc-spec-examples")
	tests := map[string]struct{ patients, doses, results, others int }{
		"example-00-a-fhirBundle.json": {1, 3, 0, 0},
		"example-01-a-fhirBundle.json": {1, 3, 0, 0},
		"example-02-a-fhirBundle.json": {0, 0, 51, 2},
		"example-03-a-fhirBundle.json": {1, 2, 0, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := readFile(t, filepath.Join(dir, name))
			if len(b.Patients) != tt.patients || len(b.Immunizations) != tt.doses ||
				len(b.Observations) != tt.results || len(b.Others) != tt.others {
				t.Errorf("%d patients, %d doses, %d results, %d others",
					len(b.Patients), len(b.Immunizations), len(b.Observations), len(b.Others))
			}
			if tt.doses > 0 && len(b.Notes) > 0 {
				t.Errorf("notes on a model card: %v", b.Notes)
			}
			for _, im := range b.Immunizations {
				if _, ok := LookupVaccine(im.Codes[0]); !ok || im.PatientIndex != 0 || im.Status != "completed" {
					t.Errorf("%+v", im)
				}
			}
		})
	}
}
