package vectors

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/trust"
	"vaxcheck/verify"
)

// Judge judges all vectors, or those of some folders, and holds the answers against
// what their heads tell.
func Judge(t *testing.T, testdata fs.FS, folders ...string) {
	all, err := All(testdata)
	if err != nil {
		t.Fatal(err)
	}
	w := world{testdata: testdata, sets: map[[3]string]*trust.Set{}}
	judged := map[string]bool{}
	for _, v := range all {
		if len(folders) == 0 || slices.Contains(folders, v.Folder) {
			judged[v.Folder] = true
			t.Run(v.Name, func(t *testing.T) { v.expect(t, w.judge(t, v)) })
		}
	}
	for _, folder := range folders {
		if !judged[folder] {
			t.Errorf("no vectors in %s", folder)
		}
	}
}

// A world keeps the trust sets, which many vectors share.
type world struct {
	testdata fs.FS
	sets     map[[3]string]*trust.Set
}

func (w world) set(t *testing.T, v Vector) *trust.Set {
	t.Helper()
	key := [3]string{v.Trust, v.History, v.Local}
	if w.sets[key] == nil {
		set, err := v.Set(w.testdata)
		if err != nil {
			t.Fatal(err)
		}
		w.sets[key] = set
	}
	return w.sets[key]
}

func (w world) judge(t *testing.T, v Vector) (views []verify.View) {
	t.Helper()
	set := w.set(t, v)
	policy, err := v.policy(w.testdata)
	if err != nil {
		t.Fatal(err)
	}
	at, err := v.instant()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range v.Credentials() {
		views = append(views, verify.Check(c, set, policy, at).View(verify.LevelC))
	}
	return views
}

// expect holds answers against those that a vector must get.
func (v Vector) expect(t *testing.T, views []verify.View) {
	t.Helper()
	var got, fails, details []string
	for _, view := range views {
		got = append(got, result(view))
		for _, c := range view.Checks {
			if c.Outcome == verify.Fail || c.Outcome == verify.Undecided {
				fails = append(fails, string(c.ID))
			}
		}
		for _, reason := range view.Reasons {
			details = append(details, reason.Details...)
		}
	}
	if diff := cmp.Diff(v.Results, got); diff != "" {
		t.Error(diff)
		return
	}
	if len(v.Results) == 1 && !slices.Equal(v.Fails, fails) {
		t.Errorf("checks that do not hold: %v, want %v", fails, v.Fails)
	}
	if len(v.Details) > 0 && !slices.Equal(v.Details, details) {
		t.Errorf("details %v, want %v", details, v.Details)
	}
}

// result is the verdict with its gravest reason.
func result(view verify.View) string {
	if len(view.Reasons) == 0 {
		return string(view.Verdict)
	}
	return string(view.Verdict) + "/" + string(view.Reasons[0].Code)
}
