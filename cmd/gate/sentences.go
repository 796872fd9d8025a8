package gate

import (
	"encoding/json"
	"strconv"
	"time"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/gate/camera"
)

// gateWords are the sentences of the gate: what staff at a door reads, a visitor in
// front of them.
type gateWords struct{ *words.Language }

// gateIn returns them in the language of other sentences.
func gateIn(w *show.Sentences) gateWords { return gateWords{w.Language} }

func (w gateWords) Short() string { return w.Say("gate.short") }
func (w gateWords) Long() string  { return w.Say("gate.long") }

// AllowReturn and the methods down to Port describe the gate's flags.
func (w gateWords) AllowReturn() string { return w.Say("gate.allow-return") }
func (w gateWords) Clear() string       { return w.Say("gate.clear") }
func (w gateWords) Plain() string       { return w.Say("gate.plain") }
func (w gateWords) Sound() string       { return w.Say("gate.sound") }
func (w gateWords) Tally() string       { return w.Say("gate.tally") }
func (w gateWords) Serial() string      { return w.Say("gate.serial") }
func (w gateWords) ListPorts() string   { return w.Say("gate.list-ports") }
func (w gateWords) Camera() string      { return w.Say("gate.camera") }
func (w gateWords) Port() string        { return w.Say("gate.port") }
func (w gateWords) NoPorts() string     { return w.Say("gate.no-ports") }
func (w gateWords) Unplugged(port, cause string) string {
	return w.Fill("gate.unplugged", "Port", port, "Cause", cause)
}

// Trouble tells causes of that.
func (w gateWords) Trouble() words.Group { return w.Group("gate-trouble") }

func (w gateWords) NotPort(port string) string { return w.Fill("gate.not-port", "Port", port) }
func (w gateWords) NoName(flag string) string  { return w.Fill("gate.no-name", "Flag", flag) }
func (w gateWords) Title() string              { return w.Say("gate.title") }
func (w gateWords) Ready() string              { return w.Say("gate.ready") }
func (w gateWords) Several() string            { return w.Say("gate.several") }
func (w gateWords) Away() string               { return w.Say("gate.away") }
func (w gateWords) Held() string               { return w.Say("gate.held") }
func (w gateWords) Leaving() string            { return w.Say("gate.leaving") }

// Keys names the keys, and the language that the key l goes on to in itself.
func (w gateWords) Keys(language string) string { return w.Fill("gate.keys", "Language", language) }

// PageKeys is Keys of a gate with the camera's page.
func (w gateWords) PageKeys(language string) string {
	return w.Fill("gate.page-keys", "Language", language)
}

// Show asks for a code, with the camera's page.
func (w gateWords) Show() string { return w.Say("gate.show") }
func (w gateWords) Unopened(address string) string {
	return w.Fill("gate.unopened", "Address", address)
}

// Taken says that another window has taken the page.
func (w gateWords) Taken() string { return w.Say("gate.taken") }

// NoEnd says that a scanner that types sends no end.
func (w gateWords) NoEnd() string { return w.Say("gate.no-end") }

// Stale is said of a success that is held, in the place of its word.
func (w gateWords) Stale(word, since string) string {
	return w.Fill("gate.stale", "Word", word, "Since", since)
}
func (w gateWords) Waiting(have, want int) string {
	return w.Fill("gate.waiting", "Have", strconv.Itoa(have), "Want", strconv.Itoa(want))
}

// NotWhose and Compare are the next steps with a good certificate.
func (w gateWords) NotWhose() string            { return w.Say("gate.not-whose") }
func (w gateWords) Compare() string             { return w.Say("gate.compare") }
func (w gateWords) First(when string) string    { return w.Fill("gate.first", "When", when) }
func (w gateWords) FirstAgo(seconds int) string { return w.Plural("gate.first-ago", seconds) }
func (w gateWords) More(lines int) string       { return w.Fill("gate.more", "Lines", strconv.Itoa(lines)) }

// NextStep has the next steps that differ between a scanner and a picture.
func (w gateWords) NextStep() words.Group { return w.Group("gate-next-step") }
func (w gateWords) Level(level, policy string) string {
	return w.Fill("gate.level", "Level", level, "Policy", policy)
}

// SoundIs tells how the gate sounds; of silence nothing is said.
func (w gateWords) SoundIs() words.Group { return w.Group("gate-sound-is") }

// None says that there is no result yet.
func (w gateWords) None() string { return w.Say("gate.none") }

// Stop ends a sentence before another.
func (w gateWords) Stop() string { return w.Say("gate.stop") }
func (w gateWords) Shift(from, to string, results int) string {
	return w.Plural("gate.shift", results, "From", from, "To", to)
}
func (w gateWords) Hour() string { return w.Say("gate.hour") }

func (w gateWords) TallyAt(file string) string { return w.Fill("gate.tally-at", "File", file) }
func (w gateWords) NoTerminal() string         { return w.Say("gate.no-terminal") }
func (w gateWords) NoTerminalHint() string     { return w.Say("gate.no-terminal-hint") }
func (w gateWords) Dumb() string               { return w.Say("gate.dumb") }
func (w gateWords) DumbHint() string           { return w.Say("gate.dumb-hint") }
func (w gateWords) BadClear(value time.Duration) string {
	return w.Fill("gate.bad-clear", "Value", value.String())
}
func (w gateWords) BadSound(sound string) string {
	return w.Fill("gate.bad-sound", "Sound", strconv.Quote(sound))
}
func (w gateWords) TallyOther(file string, line int) string {
	return w.Fill("gate.tally-other", "File", file, "Line", strconv.Itoa(line))
}

func (w gateWords) TallyWrite(file string, cause error) error {
	return words.Because(w.Fill("gate.tally-write", "File", file, "Cause", cause.Error()), cause)
}
func (w gateWords) Terminal(cause error) error {
	return words.Because(w.Fill("gate.terminal", "Cause", cause.Error()), cause)
}

func (w gateWords) TallyOtherHint() string { return w.Say("gate.tally-other-hint") }
func (w gateWords) BadPort(port int) string {
	return w.Fill("gate.bad-port", "Port", strconv.Itoa(port))
}
func (w gateWords) PortAlone() string { return w.Say("gate.port-alone") }
func (w gateWords) PortTaken(port int, cause error) error {
	return words.Because(w.Fill("gate.port-taken", "Port", strconv.Itoa(port), "Cause", cause.Error()), cause)
}
func (w gateWords) PortTakenHint() string { return w.Say("gate.port-taken-hint") }

// Page is what the page says by itself: each of its words stands under "page." and the
// name that it has there.
func (w gateWords) Page() (page camera.Words) {
	said := map[string]any{"name": w.Name(), "verdicts": w.Group("verdict").All(), "help": w.Group("page-help").All()}
	for name, text := range w.Group("page").All() {
		said[name] = text
	}
	data, _ := json.Marshal(said) // texts by names: nothing can fail
	_ = json.Unmarshal(data, &page)
	return page
}
