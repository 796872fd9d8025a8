// Package wordstest holds what a room declares, its handles with a method for each
// sentence, against the catalogues of all languages. Only tests use it.
package wordstest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/words"
)

// rooms are the beginnings of ids, up to the full stop, by the room that declares their
// sentences.
var rooms = map[string][]string{
	"admin": {
		"local", "local-done", "local-in-other", "part", "part-changes", "part-counts",
		"part-flags", "part-imported-of", "part-labels", "part-marks-columns", "part-names", "part-not-imported",
		"part-not-imported-next", "part-outcomes", "part-reasons", "part-reasons-next", "part-takes", "part-units",
		"recheck", "recheck-results", "renew", "renew-for", "renew-kinds", "renew-not-held", "renew-not-held-next",
		"renew-outcomes", "renew-reasons", "renew-reasons-next", "trust", "trust-states",
	},
	"cli": {
		"error", "flag", "home", "store", "store-errors", "store-errors-next", "store-next", "store-notes",
		"store-part-next", "store-what", "store-whose",
	},
	"cmd": {
		"command", "completion", "completion-how", "config", "config-key", "exit-code", "field", "help", "licenses",
		"policy", "policy-key", "rule-text", "rule-text-series", "topic", "variable", "version", "version-parts",
	},
	"doctor": {"doctor", "doctor-by", "doctor-checks", "doctor-outcomes", "doctor-parts"},
	"gate":   {"gate", "gate-next-step", "gate-sound-is", "gate-trouble", "page", "page-help"},
	"show": {
		"check", "compare", "detail", "entry", "entry-scope", "entry-type", "finding", "general", "inspect",
		"kind", "kind-next", "label", "name-use", "outcome",
		"reason", "reason-next", "reason-too", "rule", "source", "status", "test-kind", "test-result",
		"trust-part", "verdict", "why",
	},
	"words": {"language"},
}

// roomOf returns the room that declares an id, "" for none.
func roomOf(id string) string {
	group, _, _ := strings.Cut(id, ".")
	for room, groups := range rooms {
		if slices.Contains(groups, group) {
			return room
		}
	}
	return ""
}

// Hold calls every exported method of a room's handles in every language and with many
// values. Each must ask for ids that English has, say every value that it is given in at
// least one of its sentences, and leave no place of a value open. At the end nothing of
// the room may stand in the English catalogue that it does not ask for, and nothing of no
// room.
//
// Of makes the handles of a language. Unsaid are the methods that use a value otherwise
// than by saying it, as "LabelWords.Traced"; of those the values are not looked for.
func Hold(t *testing.T, room string, of func(*words.Language) []any, unsaid ...string) {
	t.Helper()
	w := walk{t: t, english: words.For(words.English).IDs(), asked: map[string]bool{}, unsaid: unsaid,
		met: map[string]bool{}}
	for _, tag := range words.Tags() {
		w.tag = tag
		for _, handle := range of(words.Watched(tag, w.hear)) {
			w.handle(reflect.ValueOf(handle))
		}
	}
	for _, name := range unsaid {
		if !w.met[name] {
			t.Errorf("%s is no method, or says all its values", name)
		}
	}
	w.expectAsked(room)
}

// expectAsked fails the test for what stands in English and nobody asks for.
func (w *walk) expectAsked(room string) {
	w.t.Helper()
	seen := 0
	for _, id := range w.english {
		group, _, _ := strings.Cut(id, ".")
		switch owner := roomOf(id); {
		case owner == "":
			w.t.Errorf("%s is of no room", id)
		case owner == room:
			seen++
			if !w.asked[id] && !w.asked[group+".*"] {
				w.t.Errorf("nobody asks for %s", id)
			}
		}
	}
	if seen == 0 {
		w.t.Fatalf("%s has no sentences", room)
	}
}

// walk is one way through all handles.
type walk struct {
	t       *testing.T
	tag     string
	english []string
	asked   map[string]bool // ids, and groups as "group.*"
	lately  []string        // those that the method asked for that is being called
	unsaid  []string
	met     map[string]bool
}

// hear takes down what is asked for.
func (w *walk) hear(id string) {
	w.asked[id] = true
	w.lately = append(w.lately, id)
}

// own are the methods of a Language, which every handle has.
var own = reflect.TypeFor[*words.Language]()

// handle goes through a handle's methods, then through the handles in its fields.
func (w *walk) handle(h reflect.Value) {
	for i := range h.NumMethod() {
		m := h.Type().Method(i)
		if base, is := own.MethodByName(m.Name); is && m.Type.NumIn() == base.Type.NumIn() && m.Type.NumIn() > 1 {
			continue // Say, Fill and the like
		}
		w.method(h.Type().Name()+"."+m.Name, h.Method(i))
	}
	for i := range h.NumField() {
		if f := h.Field(i); f.Kind() == reflect.Struct && h.Type().Field(i).IsExported() {
			w.handle(f)
		}
	}
}

// method calls a method with values of all kinds. Where a value turns out to be the code
// of a group, it is called again with every code there is.
func (w *walk) method(name string, m reflect.Value) {
	said := make([]bool, m.Type().NumIn())
	for _, args := range samples(m.Type(), nil) {
		codeAt, codes := w.call(name, m, args, said)
		for _, code := range codes {
			args[codeAt] = reflect.ValueOf(code).Convert(m.Type().In(codeAt))
			w.call(name, m, args, said)
			said[codeAt] = true
		}
	}
	if slices.Contains(said, false) {
		w.met[name] = true
		if !slices.Contains(w.unsaid, name) {
			w.t.Errorf("%s: %s does not say all its values: %v", w.tag, name, said)
		}
	}
}

// call calls a method, looks at what it asks for and says, and marks which of its values
// are in that. It returns which value is a code, and all the codes of its group.
func (w *walk) call(name string, m reflect.Value, args []reflect.Value, said []bool) (codeAt int, codes []string) {
	w.lately = nil
	results := m.Call(args)
	for _, id := range w.lately {
		if at := slices.IndexFunc(args, func(a reflect.Value) bool {
			return strings.HasSuffix(id,
				"."+textOf(a))
		}); at >= 0 && isMark(args[at]) {
			return at, w.codes(id)
		}
		if !w.has(id) {
			w.t.Errorf("%s asks for %s, which is not in English", name, id)
		}
	}
	text, whole := textsOf(results)
	for i, a := range args {
		said[i] = said[i] || !whole || textOf(a) != "" && strings.Contains(text, textOf(a))
	}
	if whole && strings.Contains(text, "{{") {
		w.t.Errorf("%s: %s leaves a place open: %s", w.tag, name, text)
	}
	return 0, nil
}

// has tells whether English has an id, or any of a group.
func (w *walk) has(id string) bool {
	group, isGroup := strings.CutSuffix(id, "*")
	return slices.ContainsFunc(w.english, func(e string) bool {
		return e == id || isGroup && strings.HasPrefix(e, group)
	})
}

// codes are those of the group in which an id is.
func (w *walk) codes(id string) (codes []string) {
	group, _, _ := strings.Cut(id, ".")
	w.asked[group+".*"] = true
	for _, e := range w.english {
		if code, in := strings.CutPrefix(e, group+"."); in {
			codes = append(codes, code)
		}
	}
	return codes
}

// counts are whole numbers of several plural categories. They may stand in a sentence by
// chance, numbers from rare on do not.
var counts = []int{0, 1, 2, 5, 11}

const rare = 9000

// samples are lists of arguments for a method: each number in turn, texts that can be
// found again.
func samples(f reflect.Type, args []reflect.Value) (all [][]reflect.Value) {
	if len(args) == f.NumIn() {
		return [][]reflect.Value{slices.Clone(args)}
	}
	for _, v := range values(f.In(len(args)), len(args)) {
		all = append(all, samples(f, append(args, v))...)
	}
	return all
}

// values are samples of one argument.
func values(of reflect.Type, place int) (all []reflect.Value) {
	var some []any
	switch {
	case of == reflect.TypeFor[error]():
		return []reflect.Value{reflect.ValueOf(errors.New(mark(place)))}
	case of == reflect.TypeFor[time.Duration]():
		some = []any{time.Duration(70+place) * time.Second}
	case of.Kind() == reflect.Int:
		for _, n := range append([]int{rare + place}, counts...) {
			some = append(some, n)
		}
	case of.Kind() == reflect.String:
		some = []any{mark(place)}
	case of == reflect.TypeFor[[]string]():
		some = []any{[]string{}, []string{mark(place)}, []string{mark(place), mark(place), mark(place)}}
	case of.Kind() == reflect.Bool:
		some = []any{false, true}
	default:
		panic(fmt.Sprintf("no values of %v", of))
	}
	for _, v := range some {
		all = append(all, reflect.ValueOf(v).Convert(of))
	}
	return all
}

// mark is a text that no sentence has.
func mark(place int) string { return "mark-" + strconv.Itoa(place) + "-mark" }

func isMark(v reflect.Value) bool {
	return v.Kind() == reflect.String && strings.HasPrefix(v.String(), "mark-")
}

// textOf is how a value stands in a sentence: of a list its first item, "" for a value
// that cannot be told from others.
func textOf(v reflect.Value) string {
	switch value := v.Interface().(type) {
	case []string:
		return strings.Join(value[:min(1, len(value))], "")
	case bool:
		return ""
	case int:
		if value < rare {
			return ""
		}
	}
	return fmt.Sprint(v.Interface())
}

// textsOf puts results that are sentences together. It is not whole where a result is of
// another kind, such as a group.
func textsOf(results []reflect.Value) (text string, whole bool) {
	for _, r := range results {
		switch v := r.Interface().(type) {
		case string:
			text += v + "\n"
		case error:
			text += v.Error() + "\n"
		case []string:
			text += strings.Join(v, "\n")
		default:
			return "", false
		}
	}
	return text, true
}
