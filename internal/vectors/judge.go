package vectors

import (
	"encoding/json"
	"io/fs"
	"slices"
	"testing"

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
			t.Run(v.Name, func(t *testing.T) { v.expectReports(t, w.judge(t, v)) })
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

func (w world) judge(t *testing.T, v Vector) (reports []verify.Report) {
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
		reports = append(reports, verify.Check(c, set, policy, at))
	}
	return reports
}

// expectReports holds reports against what a vector must get, at each level, and sees
// to it that nothing is there that the level withholds or that nobody signed.
func (v Vector) expectReports(t *testing.T, reports []verify.Report) {
	t.Helper()
	for _, level := range []verify.Level{verify.LevelA, verify.LevelB, verify.LevelC} {
		var answers []Answer
		for _, r := range reports {
			view := r.View(level)
			answers = append(answers, answer(t, view))
			expectCodes(t, r.Inspect(level))
			read := r.Outcome(verify.CheckDecode) == verify.Pass
			if level == verify.LevelA && view.Code != nil || level >= verify.LevelB && read && view.Code == nil {
				t.Errorf("level %s: the code is described: %v", level, view.Code != nil)
			}
			if view.Content != nil && (level < verify.LevelC || !r.Proven()) {
				t.Errorf("level %s: content is shown", level)
			}
			if code := view.Code; code != nil && (code.Issuer != nil) != r.Proven() {
				t.Errorf("level %s: the issuer is named: %v", level, code.Issuer != nil)
			}
		}
		v.Expect(t, "level "+level.String(), level, answers)
	}
}

// answer reads a view as whoever gets it in JSON does.
func answer(t *testing.T, view verify.View) (a Answer) {
	t.Helper()
	text, err := json.Marshal(view)
	if err == nil {
		err = json.Unmarshal(text, &a)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}
