package fhir

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

// Whatever is read is sound, refusals are of one kind and leave nothing behind,
// and the same bundle reads the same twice.
func FuzzRead(f *testing.F) {
	seeds := []string{
		bundle(hanako, dose), bundle(hanako, taro, dose, swab), bundle(dose, `{}`),
		`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","category":[{"coding":[{"system":"x","code":"y"}]}]}}]}`,
		`{"resourceType":"Bundle","entry":[{"fullUrl":1,"resource":{"resourceType":"Patient","name":{},"birthDate":[]}}]}`,
		`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Immunization","meta":[],"vaccineCode":[{}],"performer":{},"isSubpotent":null}}]}`,
		`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","component":[null,{"code":7}],"valueQuantity":{"value":1e400}}}]}`,
	}
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := strictjson.Parse(data, strictjson.DefaultDepth)
		if err != nil {
			return
		}
		b, err := Read(v)
		if err != nil {
			if finding.From(err) == "" || !cmp.Equal(b, Bundle{}) {
				t.Errorf("refused with %v and %v", err, b)
			}
			return
		}
		checkSound(t, b)
		resources := len(b.Patients) + len(b.Immunizations) + len(b.Observations) + len(b.Exemptions)
		for _, o := range b.Others {
			resources += o.Count
		}
		there := 0
		for e := range v.Get("entry").Items() {
			if e.Get("resource").Kind() == strictjson.Object {
				there++
			}
		}
		if unread := there < v.Get("entry").Len(); resources != there || unread && !b.Unread {
			t.Errorf("%d resources of %d, not all read: %t", resources, there, b.Unread)
		}
		if again, _ := Read(v); !cmp.Equal(again, b) {
			t.Error("read again, it is another bundle")
		}
	})
}

// ReadContent must find what Read finds, notes apart.
func FuzzReadContent(f *testing.F) {
	f.Add([]byte(`{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"resource:0","resource":{"resourceType":"Patient"}},{"modifierExtension":[],"resource":{"resourceType":"Immunization","patient":{"reference":"resource:0"}}}]}`))
	f.Add([]byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Immunization","performer":[{"actor":{"modifierExtension":1}}]}},{"resource":{"resourceType":"Observation","implicitRules":""}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := strictjson.Parse(data, strictjson.DefaultDepth)
		if err != nil {
			return
		}
		want, wantErr := Read(v)
		got, gotErr := ReadContent(v)
		want.Notes = nil
		if diff := cmp.Diff(want, got); diff != "" || (wantErr == nil) != (gotErr == nil) {
			t.Errorf("%v, %v: %s", wantErr, gotErr, diff)
		}
	})
}
