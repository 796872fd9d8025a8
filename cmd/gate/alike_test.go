package gate

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"vaxcheck/cmd/words"
	"vaxcheck/gate"
	"vaxcheck/internal/alike"
)

// TestGateTellsNoFormat compares all that the gate says at level A of certificates of all
// formats that get the same answer.
func TestGateTellsNoFormat(t *testing.T) {
	set := alikeFiles(t)
	for name, test := range alike.All() {
		if len(test.Local.Blocks) > 0 { // which the gate cannot be given here
			continue
		}
		t.Run(name, func(t *testing.T) {
			alike.Same(t, test.Cards, func(text string) string { return atTheGate(t, test, set, text) })
		})
	}
}

// alikeFiles writes the trust set and returns the flags that name it.
func alikeFiles(t *testing.T) (flags []string) {
	t.Helper()
	for name, data := range alike.Trust() {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		flags = append(flags, "--trust", file)
	}
	return flags
}

// atTheGate returns what the gate says: on its screen, in a line, and on its page.
func atTheGate(t *testing.T, a alike.Alike, set []string, text string) string {
	t.Helper()
	var all string
	_, flags := a.Clock()
	for _, lang := range words.Tags() {
		st := newStage(t, append(append([]string{"--lang", lang}, set...), flags...)...)
		if len(a.Flags) == 1 {
			st.wait(alike.Made.AddDate(0, 0, -1).Sub(st.clock()))
		}
		st.scanText(text)
		state, _ := st.engine.State()
		if len(a.Flags) == 1 && state.Phase != gate.NotReady {
			t.Error("the gate judges by a clock that is wrong")
		}
		say := speech{st.s}
		all += st.drawn() + st.spoken(state) + fmt.Sprintf("\n%+v\n%s\n", say.pagePanel(state),
			say.status(st.set.Load(), st.clock()))
	}
	return all
}
