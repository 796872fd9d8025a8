package inforce

import (
	"fmt"
	"testing"

	"vaxcheck/trust/store"
)

type storeNote = store.Note

// TestAbout: each note is about one thing.
func TestAbout(t *testing.T) {
	for want, notes := range map[string][]store.Note{
		AboutSet:    {{File: "20261101T040000Z-12345678.set"}, {Code: store.CodeLost}},
		AboutAside:  {{File: "20261101T040000Z-12345678.aside"}},
		FileLocal:   {{File: "local.1.blob"}, {File: FileLocal}},
		FileHistory: {{File: "history.2.blob"}},
		AboutOrigin: {{File: "origin.1.blob"}},
		AboutFormat: {{File: "format", Code: store.CodeMarkerDamaged}},
		AboutFolder: {{Code: store.CodeFolder}, {Code: store.CodeUnreadable}},
		AboutNewer:  {{Code: store.CodeNewer, File: "format"}},
		AboutOwner:  {{Code: store.CodeOwner, File: "local.1.blob"}, {Code: store.CodeWritable}},
		AboutOther:  {{File: "tmp-1"}, {File: "locale"}, {File: "set"}},
	} {
		for _, n := range notes {
			if got := About(n); got != want {
				t.Errorf("%+v is about %s, want %s", n, got, want)
			}
		}
	}
}

// TestLoss: what is damaged matters by what may be missing.
func TestLoss(t *testing.T) {
	p := newPlaces(t)
	install(t, p, User, published(t, onDay(5), clinic))
	bring(t, p, User, onDay(2), "AAU")
	known := mustOpen(t, p)
	directory, imported := known.Stores.Of(User), known.Imports.Of(csca).Stores.Of(User)
	set := func(n int) string { return fmt.Sprintf("202611%02dT040000Z-12345678.set", n) }
	for name, test := range map[string]struct {
		of   *Holding
		note store.Note
		want Loss
	}{
		"newer set":        {directory, store.Note{Code: store.CodeDamaged, File: set(6)}, LossSet},
		"older set":        {directory, store.Note{Code: store.CodeDamaged, File: set(4)}, LossRecovered},
		"same time":        {directory, store.Note{Code: store.CodeDamaged, File: set(5)}, LossRecovered},
		"set without time": {directory, store.Note{Code: store.CodeDamaged, File: "x.set"}, LossSet},
		"newer import":     {imported, store.Note{Code: store.CodeDamaged, File: set(3)}, LossSet},
		"older import":     {imported, store.Note{Code: store.CodeDamaged, File: set(1)}, LossRecovered},
		"lost":             {directory, store.Note{Code: store.CodeLost}, LossSet},
		"newer version":    {directory, store.Note{Code: store.CodeNewer}, LossSet},
		"local":            {directory, store.Note{Code: store.CodeDamaged, File: "local.1.blob"}, LossLocal},
		"local, recovered": {directory,
			store.Note{Code: store.CodeDamaged, File: "local.1.blob", Recovered: true}, LossRecovered},
		"local, interrupted": {directory,
			store.Note{Code: store.CodeCopyBehind, File: "local.1.blob", Recovered: true}, LossNone},
		"history":          {directory, store.Note{Code: store.CodeDamaged, File: "history.1.blob"}, LossRecovered},
		"owner":            {directory, store.Note{Code: store.CodeOwner}, LossRecovered},
		"owner of imports": {imported, store.Note{Code: store.CodeWritable}, LossSet},
		"foreign":          {directory, store.Note{Code: store.CodeForeign, File: "notes.doc"}, LossNone},
		"temporary":        {directory, store.Note{Code: store.CodeTemporary, File: "tmp-1"}, LossNone},
	} {
		if got := known.Loss(test.of, test.note); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}

// results counts what came of checking anew, by what it was about.
func results(p Places) map[string]int {
	found := map[string]int{}
	for _, c := range RecheckAll(p, check) {
		if c.Scope != Program {
			found[fmt.Sprint(c.Result, " ", c.About)]++
		}
	}
	return found
}

// TestRecheck: every file of every store is looked at.
func TestRecheck(t *testing.T) {
	p := newPlaces(t)
	install(t, p, User, published(t, onDay(1), clinic))
	second := install(t, p, User, published(t, onDay(2), clinic))
	keepLocal(t, p, Machine, blockOf(t, clinic.URL))
	bring(t, p, Machine, onDay(1), "AAU")
	if got := fmt.Sprint(results(p)); got != "map[ok local:1 ok set:3]" {
		t.Errorf("%s", got)
	}
	damage(t, file(p, User, second.File))
	damage(t, file(p, Machine, "local.1.blob"))
	if got := fmt.Sprint(results(p)); got != "map[damaged local:1 damaged set:1 ok set:2]" {
		t.Errorf("%s", got)
	}
	for _, c := range RecheckAll(p, check) {
		if (c.Note != nil) != (c.Result != OK) || (c.Holding == nil) != (c.Scope == Program) {
			t.Errorf("%+v", c)
		}
	}
	// A layer that is whole, and none that can be read.
	if err := directoryStores(p, check).Of(User).Store.WriteBlob(FileLocal, []byte("{}")); err != nil {
		t.Fatal(err)
	}
	damaged := 0
	for _, c := range RecheckAll(p, check) {
		if c.Scope == User && c.About == FileLocal && c.Result == Damaged {
			damaged++
		}
	}
	if damaged != 1 {
		t.Errorf("%d", damaged)
	}
}
