package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"vaxcheck/gate/camera/e2e/cast"
	"vaxcheck/verify"
)

// windows are sizes in CSS pixels: of laptops, half and quarter windows, tall ones, and
// what is left at a zoom of 200 % and of 400 %.
var windows = [][2]int{
	{1280, 800}, {1366, 600}, {1024, 600}, {1024, 500}, {800, 600}, {720, 480}, {1080, 1920}, {768, 1024},
	{600, 900}, {500, 900}, {500, 650}, {400, 700}, {640, 360}, {320, 256},
}

// resize gives the window another size.
func (p *tab) resize(size [2]int) {
	p.t.Helper()
	p.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: int64(size[0]), Height: int64(size[1]), DeviceScaleFactor: 1})
		return chromedp.Void{}, err
	})
	p.await(fmt.Sprintf(`innerWidth === %d && innerHeight === %d`, size[0], size[1]))
	eval[bool](p, `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))`,
		chromedp.EvalAwaitPromise)
}

// untidy lists what cannot be seen or used: a word that is not whole, things that lie over
// one another, and what no scrolling brings into view. Of the picture that the camera
// sees nothing is asked: the controls may lie on it.
const untidy = `(() => {
	const bad = [], scroller = document.body, field = answer.getBoundingClientRect();
	const box = (e) => e.getBoundingClientRect();
	const name = (e) => e.id || e.tagName + " in " + e.parentElement.id;
	const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
	const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
	const hidden = (e) => { // has a scrollbar of its own
		const own = e.closest("#details, #middle");
		return own && getComputedStyle(own).overflowY === "auto" && own.scrollHeight > own.clientHeight;
	};
	scroller.scrollTop = 0;
	for (const e of [word, shape, held]) if (e.checkVisibility() && !inside(box(e), box(answer))) bad.push(name(e) + " is not whole");
	for (const e of [line, start, help]) if (e.checkVisibility() && box(e).height && !hidden(e) && !inside(box(e), box(preview))) bad.push(name(e) + " is not whole");
	if (word.scrollWidth > word.clientWidth) bad.push("the word is cut off");
	const things = [...document.querySelectorAll("#shape, #word, #held, #sentence, #next, #details > *, #line, #help, button, select, #clock, #tally li, #status")]
		.filter((e) => e.checkVisibility() && !e.closest("#cover") && box(e).width && box(e).height);
	things.forEach((a, i) => things.slice(i + 1).forEach((b) => {
		if (!hidden(a) && !hidden(b) && !apart(box(a), box(b))) bad.push(name(a) + " and " + name(b) + " overlap");
	}));
	for (const e of things) {
		e.scrollIntoView({ block: "nearest" });
		const r = box(e), seen = document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2);
		if (r.left < 0 || r.right > innerWidth || !seen || !(e.contains(seen) || seen.contains(e))) bad.push(name(e) + " cannot be reached");
		if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth) bad.push(name(e) + " is cut off");
	}
	if (scroller.scrollWidth > innerWidth) bad.push("the page is wider than the window");
	scroller.scrollTop = 1e6;
	if (!inside(box(answer), { left: 0, top: 0, right: innerWidth, bottom: innerHeight })) bad.push("the verdict is scrolled away");
	scroller.scrollTop = details.scrollTop = 0;
	return bad;
})()`

// tidy checks a state of the page in windows of all sizes and all languages.
func (p *tab) tidy(what string) {
	p.t.Helper()
	first := p.language()
	for {
		p.tidyAsIs(what + "-" + p.language())
		if p.nextLanguage(); p.language() == first {
			return
		}
	}
}

func (p *tab) tidyAsIs(what string) {
	p.t.Helper()
	for _, size := range windows {
		p.resize(size)
		if bad := eval[[]string](p, untidy); len(bad) > 0 {
			p.t.Errorf("%s at %v: %s", what, size, strings.Join(bad, "; "))
		}
		p.shoot(fmt.Sprintf("window-%s-%dx%d", what, size[0], size[1]))
	}
}

// TestWindows: in every window the verdict's word is whole, nothing lies over anything
// else, and everything can be reached.
func TestWindows(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	d := openDoor(t, "-level", "C", "-allow-return", "-clear", "1m")
	p := b.first(d.url(t))
	p.await(ready + ` && video.videoWidth > 0`)
	p.tidy("idle")
	for verdict, card := range cast.Cards() {
		p.show(d, verdict, card)
		p.tidy(string(verdict))
	}
	p.press(" ")
	p.await(`!held.hidden`)
	p.tidy("held")
	p.do(chromedp.Evaluate[chromedp.Void](`navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError")); start.click()`))
	p.await(`!start.hidden && line.textContent !== ""`)
	p.tidy("refused")
	p.do(chromedp.Evaluate[chromedp.Void](`help.textContent = "A notice that comes while the camera says something as well."`))
	p.tidyAsIs("notice")
	none := b.another(openDoor(t, "-not-ready").url(t))
	none.awaitAnswer(string(verify.NotReady))
	none.await(ready)
	none.tidy(string(verify.NotReady))
}
