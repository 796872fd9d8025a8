package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"vaxcheck/gate/camera/e2e/cast"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// TestOpenedTwice: the page opened last has the gate; the other says so, and can
// have it back.
func TestOpenedTwice(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	d := openDoor(t)
	first := b.first(d.url(t))
	first.await(ready)
	other := b.another(d.url(t))
	other.await(ready)
	first.await(`document.body.dataset.cover === "taken" && video.srcObject === null`)
	first.shoot("taken")
	d.scan(t, cast.Valid())
	other.awaitAnswer("valid")
	if eval[string](first, `answer.dataset.look`) != "" {
		t.Error("the first page shows an answer")
	}
	first.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("cover-button").click()`))
	first.await(ready)
	other.await(`document.body.dataset.cover === "taken" && document.activeElement.id === "cover"`)
	b.complaints(t)
}

// TestNoKey: whoever types the address gets no answer, nor who opens a page with an
// address that was used; reloading the page, coming back to it and opening it once
// more in the same tab lose none.
func TestNoKey(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	d := openDoor(t)
	used := d.url(t)
	address, _, _ := strings.Cut(used, "#")
	b.first(used).await(ready)
	for _, wrong := range []string{address, address + "#ABCDEFGHIJKLMNOPQRSTUVWXYZ", used} {
		p := b.first("about:blank").open(wrong)
		p.await(`document.body.dataset.cover === "no_key" && document.activeElement.id === "cover"`)
		p.shoot("no_key")
	}
	p := b.first("about:blank").open(strings.Replace(d.url(t), "127.0.0.1", "localhost", 1)) // as people type it
	p.await(ready)
	if at := eval[string](p, `location.href`); at != address {
		t.Errorf("the address still says %s", at)
	}
	for what, again := range map[string]chromedp.Action[chromedp.Void]{
		"reload": chromedp.Reload(), "back": chromedp.Navigate("about:blank"),
		"open": chromedp.Evaluate[chromedp.Void](`location.href = "` + d.url(t) + `"`),
	} {
		p.do(chromedp.Evaluate[chromedp.Void](`window.before = true`))
		if p.do(again); what == "back" {
			p.do(chromedp.NavigateBack())
		}
		p.await(`!window.before && ` + ready)
	}
	d.scan(t, cast.Valid())
	p.awaitAnswer("valid")
}

// TestForeignPage: a page of somebody else's, in the same browser, neither learns
// anything nor moves anything, even if it knows the key.
func TestForeignPage(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	d := openDoor(t, "-level", "C")
	p := b.first(d.url(t))
	p.await(ready)
	d.scan(t, cast.Valid())
	p.awaitAnswer("valid")
	address, _, _ := strings.Cut(d.url(t), "#")
	key := d.key(t)
	foreign := b.another("data:text/html,<title>elsewhere</title>")
	got := eval[[]string](foreign, fmt.Sprintf(`Promise.all([
		["words.json", {}], ["page.js", { mode: "no-cors" }], ["events", { method: "POST", headers: { "Gate-Key": %q } }],
		["clear", { method: "POST", headers: { "Gate-Key": %[1]q } }], ["clear", { method: "POST", mode: "no-cors" }],
	].map(([route, how]) => fetch(%q + route, how).then((r) => r.type + r.status, () => "refused")))`, key,
		address), chromedp.EvalAwaitPromise)
	for _, answer := range got {
		if answer != "refused" && answer != "opaque0" {
			t.Errorf("somebody else's page got an answer: %q", got)
		}
	}
	if len(got) != 5 || !eval[bool](p, `answer.dataset.look === "valid"`) {
		t.Errorf("%q, and the answer is gone", got)
	}
	t.Logf("somebody else's page: %q", got)
}

// TestNoCamera: a browser that refuses the camera, or has none, says what to do,
// and files still work.
func TestNoCamera(t *testing.T) {
	for name, flags := range map[string][]chromedp.ExecAllocatorOption{
		"refused": camera(shoot(t, nobody(second)))[1:],
		"missing": {chromedp.Flag("use-fake-ui-for-media-stream", true)},
	} {
		b := openBrowser(t, flags...)
		p := b.first(openDoor(t).url(t))
		p.await(ready)
		if name == "refused" { // nobody answers the question in a browser without a window
			p.await(`line.textContent !== ""`)
			p.do(chromedp.Evaluate[chromedp.Void](`navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError")); start.click()`))
		}
		p.await(fmt.Sprintf(`!start.hidden && line.textContent.includes(%q)`,
			map[string]string{"refused": "allow it", "missing": "no camera"}[name]))
		p.shoot("camera-" + name)
		picture := filepath.Join(t.TempDir(), "card.png")
		if err := os.WriteFile(picture, mint.PNG(cast.Valid(), 3), 0o600); err != nil {
			t.Fatal(err)
		}
		p.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{picture}, chromedp.NodeReady))
		p.awaitAnswer("valid")
		b.close()
	}
}

// TestBadScans: a code that cannot be read gets help after a while; a scanner
// that types, a paste and garbage get their answers, and the next scan works.
func TestBadScans(t *testing.T) {
	far := scene{name: "too small", texts: []string{cast.Valid()}, height: 0.15, length: second}
	b := openBrowser(t, camera(shoot(t, far))...)
	d := openDoor(t, "-allow-return", "-level", "C")
	p := b.first(d.url(t))
	p.await(ready)
	p.await(`help.textContent !== ""`)
	t.Logf("help: %s", eval[string](p, `help.textContent`))
	p.shoot("help-en")
	p.otherLanguage("ja")
	p.shoot("help-ja")
	p.otherLanguage("en")

	p.typed(cast.Valid())
	p.awaitAnswer("valid")
	p.await(`live.textContent === "VALID. A genuine certificate that meets the conditions. 見本 花子"`)
	p.typed(strings.Repeat("ls ", 40))
	p.awaitAnswer("unreadable")
	if lang := eval[string](p, `document.documentElement.lang`); lang != "en" {
		t.Error("a scan pressed the page's keys")
	}
	p.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => { const d = new DataTransfer(); d.setData("text", %q);
		dispatchEvent(new ClipboardEvent("paste", { clipboardData: d })) })()`, strings.Repeat("novel ", 30_000))))
	p.await(`help.textContent === "That is too large."`)
	d.scan(t, cast.Cards()[verify.Invalid])
	p.awaitAnswer("invalid")
	p.press(" ")
	p.await(`!held.hidden && hold.getAttribute("aria-pressed") === "true"`)
	p.shoot("held")
}

// TestNextVisitor: under a card that is seen and cannot be read the answer of the visitor
// before does not stay, and the next one that can be read has its own. Over an empty desk
// it does.
func TestNextVisitor(t *testing.T) {
	other := cast.Cards()[verify.Invalid]
	for _, unread := range []scene{
		{name: "finger", texts: []string{other}, height: 0.6, finger: true},
		{name: "half out of view", texts: []string{other}, height: 0.6, offset: [2]float64{500, 0}},
		{name: "nothing"},
	} {
		unread.length = 6 * second
		b := openBrowser(t, camera(shoot(t, nobody(second), atDoor("valid", 2*second, cast.Valid()), unread,
			scene{name: "invalid", texts: []string{other}, height: 0.6, length: 2 * second}))...)
		d := openDoor(t, "-level", "C", "-clear", "1m", "-allow-return")
		p := b.first(d.url(t))
		p.awaitAnswer("valid")
		began := time.Now()
		p.await(`answer.dataset.look !== "valid"`)
		t.Logf("%s: VALID stood for %.1f s, of which its card was in view for 2", unread.name,
			time.Since(began).Seconds())
		if cleared := eval[string](p, `answer.dataset.look`) == ""; cleared != (unread.texts != nil) {
			t.Errorf("%s: cleared %v", unread.name, cleared)
		}
		p.awaitAnswer("invalid")
		b.close()
	}
}

// otherLanguage switches by the key, which goes through all languages.
func (p *tab) otherLanguage(to string) {
	p.t.Helper()
	for range 100 {
		if p.language() == to {
			return
		}
		p.nextLanguage()
	}
	p.t.Fatalf("the page does not speak %s", to)
}

// language is the one that the page speaks.
func (p *tab) language() string { return eval[string](p, `document.documentElement.lang`) }

func (p *tab) nextLanguage() {
	p.t.Helper()
	before := p.language()
	p.press("l")
	p.await(fmt.Sprintf(`document.documentElement.lang !== %q`, before))
}

// typed has a scanner type a text, and Enter.
func (p *tab) typed(text string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`for (const key of [...%q, "Enter"]) {
		document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
	}`, text)))
	time.Sleep(200 * time.Millisecond) // what a person presses now is a key
}

// TestForgets: an answer is gone from the page when its time is up, by Escape and
// when another window comes in front; then nothing is shown until somebody clicks.
func TestForgets(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	d := openDoor(t, "-level", "C", "-clear", "1s", "-allow-return")
	p := b.first(d.url(t))
	p.await(ready)
	gone := fmt.Sprintf(`!document.documentElement.outerHTML.includes(%q)`, cast.Passport)
	for what, act := range map[string]func(){
		"time":  func() {},
		"key":   func() { p.press("\x1b") },
		"blur":  func() { p.do(chromedp.Evaluate[chromedp.Void](`dispatchEvent(new Event("blur"))`)) },
		"click": func() { p.do(chromedp.Evaluate[chromedp.Void](`clear.click()`)) },
	} {
		d.scan(t, cast.Valid())
		p.await(fmt.Sprintf(`details.textContent.includes(%q)`, cast.Passport))
		act()
		if what != "time" && what != "click" && !eval[bool](p, gone) {
			t.Errorf("%s: the name is still in the page", what)
		}
		p.await(gone)
		if what == "blur" {
			p.await(`document.body.dataset.cover === "away"`)
			p.shoot("away")
			d.scan(t, cast.Other())
			time.Sleep(200 * time.Millisecond)
			if !eval[bool](p, `word.textContent === "" && getComputedStyle(cover).display === "flex"`) {
				t.Error("a page that nobody looks at shows an answer")
			}
			p.do(chromedp.MouseClickXY(300, 300))
			p.await(ready)
		}
		time.Sleep(2100 * time.Millisecond) // the same code is one scan within two seconds
	}
}

// TestOlderBrowser: one that does not tell brightness itself is asked for colours,
// and one that does not tell of new pictures is asked for them.
func TestOlderBrowser(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, atDoor("valid", second, cast.Valid())))...)
	p := b.first("about:blank")
	p.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
			Source: "delete window.VideoFrame; delete HTMLVideoElement.prototype.requestVideoFrameCallback"})
		return chromedp.Void{}, err
	})
	p.open(openDoor(t).url(t))
	p.awaitAnswer("valid")
	b.complaints(t)
}

// TestIdle: the camera goes off when nobody comes, and on again by its button.
func TestIdle(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	p := b.first(openDoor(t, "-idle", "1s").url(t))
	p.await(ready)
	p.await(`video.srcObject === null && !start.hidden && line.textContent.startsWith("The camera is off")`)
	p.shoot("off")
	p.do(chromedp.Evaluate[chromedp.Void](`start.click()`))
	p.await(`video.srcObject !== null && start.hidden`)
}

// TestNothingStays searches what a shift leaves: the browser's profile, the
// programs' output and temporary files. The page's own address must be found, or
// the search would find nothing.
func TestNothingStays(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	b := openBrowser(t, camera(shoot(t, nobody(second), atDoor("valid", 2*second, cast.Valid())))...)
	d := openDoor(t, "-level", "C", "-clear", "1s", "-allow-return")
	address, key := d.url(t), d.key(t)
	p := b.first(address)
	p.await(ready)
	p.await(fmt.Sprintf(`document.documentElement.outerHTML.includes(%q)`, cast.Name))
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error { time.Sleep(4 * second); return nil }))
	title := eval[string](p,
		`document.title + location.href + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie`)
	d.stop()
	b.close()
	secrets := []string{key, cast.Name, cast.Passport, cast.BirthDate, cast.Lot, cast.Valid()[:60], "\\u898b\\u672c"}
	_, ticket, _ := strings.Cut(address, "#")
	found := search(t, append(secrets, "127.0.0.1:", ticket), b.profile, temporary)
	for _, secret := range secrets {
		if where := found[secret]; len(where) > 0 {
			t.Errorf("%q stands in %q", secret, where)
		}
		if strings.Contains(title+d.said.String(), secret) {
			t.Errorf("%q was said", secret)
		}
	}
	if len(found["127.0.0.1:"]) == 0 {
		t.Error("not even the address of the page is found: the search sees nothing")
	}
	t.Logf("the ticket, which was used, stands in %q", found[ticket])
	t.Logf("output of the program: %q", d.said)
}

// search looks for texts, in UTF-8 and UTF-16, in all files below some folders.
func search(t *testing.T, texts []string, folders ...string) map[string][]string {
	t.Helper()
	found, files := map[string][]string{}, 0
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, f os.DirEntry, err error) error {
			if err != nil || !f.Type().IsRegular() || filepath.Ext(path) == ".mjpeg" { // the film is the door itself
				return nil
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return nil // a lock, or gone in the meantime
			}
			files++
			for _, text := range texts {
				if strings.Contains(string(data), text) || strings.Contains(string(data), utf16(text)) {
					found[text] = append(found[text], strings.TrimPrefix(path, folder))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 20 {
		t.Errorf("only %d files were searched", files)
	}
	return found
}

func utf16(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}
