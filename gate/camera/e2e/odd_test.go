package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"vaxcheck/gate/camera/e2e/cast"
)

// calm is long enough for a scan to have ended, and the page to have been told.
const calm = 400 * time.Millisecond

// oddCodes are codes that say what a key of the page does, or nothing.
var oddCodes = []string{"h", "q", " ", "l", "s", "p", "hh", "qq", "menu", "fifteen letters", "    ", "", "名",
	"\x1b", "\x1bh"}

// green shows a card that has its answer, with nothing that speaks against it.
func (p *tab) green(d *door) {
	p.t.Helper()
	p.press("\x1b")
	p.await(`answer.dataset.kind === "idle"`)
	time.Sleep(calm)
	d.scan(p.t, cast.Valid())
	p.awaitAnswer("valid")
}

// scans has a scanner type a text as the browser gets it from a keyboard, which the page
// cannot tell from a person if it comes slowly: on a busy machine it is tried again.
func (p *tab) scans(d *door, prepare, text string) {
	p.t.Helper()
	for range 10 {
		p.green(d)
		p.do(chromedp.Evaluate[chromedp.Void](prepare +
			`; window.pressed = []; onkeydown = (e) => pressed.push(e.timeStamp)`))
		p.do(chromedp.KeyEvent(text))
		time.Sleep(calm)
		if eval[bool](p, `pressed.every((at, i) => i === 0 || at - pressed[i - 1] < 140)`) {
			return
		}
		p.do(chromedp.Evaluate[chromedp.Void](`while (document.documentElement.lang !== "en") language.click();
			while (sound.getAttribute("aria-pressed") === "true") sound.click()`))
	}
	p.t.Skip("this machine is too busy to type on")
}

// expectNothingPressed has a scanner type a text under a green answer, which is to go and to
// leave NOT READ and nothing else.
func (p *tab) expectNothingPressed(d *door, focus, text string) {
	p.t.Helper()
	p.scans(d, focus+`.focus()`, text)
	const want = "unreadable,true,en,Sound off,"
	if got := eval[string](p,
		`[answer.dataset.look, held.hidden, document.documentElement.lang, sound.firstElementChild.textContent, document.body.dataset.cover].join()`); got != want {
		p.t.Errorf("%q with the focus on %s: %s, want %s", text, focus, got, want)
	}
}

// TestOddCodes: whatever a code says that a scanner types, the answer before it is gone and
// no key of the page is pressed, whatever has the focus.
func TestOddCodes(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	d := openDoor(t, "-allow-return", "-clear", "1m")
	p := b.first(d.url(t))
	p.await(ready)
	p.scans(d, "", "menu")
	p.await(`help.textContent.startsWith("No Enter came")`)
	p.press("\r") // held up
	p.await(`help.textContent === "" && answer.dataset.look === "unreadable"`)
	for _, text := range oddCodes {
		p.expectNothingPressed(d, "answer", text+"\r")
	}
	p.expectNothingPressed(d, "answer", "menu\t")
	for _, focus := range []string{"hold", "language"} {
		for _, text := range []string{"", " ", "h"} {
			p.expectNothingPressed(d, focus, text+"\r")
		}
	}
	p.green(d)
	p.press("h") // by somebody
	p.await(`!held.hidden && answer.dataset.look === "valid"`)
	p.press("\t") // an empty code too
	p.awaitAnswer("unreadable")
	p.press("\x1b")
	p.await(`answer.dataset.kind === "idle"`)
	time.Sleep(calm)
	p.press("\t") // nobody's answer: to the page's controls
	p.await(`document.activeElement.matches("button, select") && answer.dataset.look === ""`)
	b.complaints(t)
}

// TestHeldTooLong: a success that is held looks like one for a minute, or until something
// is scanned.
func TestHeldTooLong(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	d := openDoor(t, "-allow-return", "-level", "C")
	p := b.first(d.url(t))
	p.await(ready)
	const stale = `answer.dataset.look === "" && word.textContent === "" && !held.hidden && sentence.textContent.startsWith(%q) && details.textContent.includes(%q)`
	for what, act := range map[string]func(){
		"a minute": func() { d.scan(t, "later") }, "a scan": func() { p.typed(cast.Valid()) },
	} {
		p.green(d)
		p.press("h")
		p.await(`!held.hidden && answer.dataset.look === "valid"`)
		act()
		p.await(fmt.Sprintf(stale, "This answer is held", cast.Name))
		p.await(`live.textContent.startsWith("This answer is held")`)
		p.otherLanguage("ja")
		p.await(fmt.Sprintf(stale, "固定したまま", cast.Name))
		p.shoot("stale-" + strings.ReplaceAll(what, " ", "-"))
		p.otherLanguage("en")
		d.scan(t, "later")
	}
	b.complaints(t)
}

// TestQueue: a queue that shows one code in turn is told by it, with a scanner and before
// the camera.
func TestQueue(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	p := b.first(openDoor(t).url(t))
	p.await(ready)
	began := time.Now()
	for i, want := range []string{"valid", "valid", "review", "review"} {
		p.typed(cast.Valid())
		time.Sleep(calm)
		late := i == 1 && time.Since(began) > 1900*time.Millisecond // on a busy machine
		if got := eval[string](p, `answer.dataset.look`); got != want && !late {
			t.Errorf("visitor %d: %s, want %s", i+1, got, want)
		}
		time.Sleep(time.Second - calm/2)
	}
	b.close()

	b = openBrowser(t, camera(shoot(t, atDoor("valid", 3*second, cast.Valid()), nobody(1800*time.Millisecond)))...)
	d := openDoor(t)
	p = b.first(d.url(t))
	p.awaitAnswer("valid")
	p.awaitAnswer("review")
	d.stop()
	if said := d.said.String(); !strings.Contains(said, "valid 1\n") {
		t.Errorf("%q", said)
	}
	b.complaints(t)
}
