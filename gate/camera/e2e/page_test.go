package e2e

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/gate/camera/e2e/cast"
	"vaxcheck/verify"
)

type sight struct {
	At    float64 `json:"at"`
	Scene int     `json:"scene"`
}

type shown struct {
	At   float64 `json:"at"`
	Look string  `json:"look"`
}

const second = time.Second

// atDoor is a code held before the camera as the speed is measured with.
func atDoor(name string, length time.Duration, texts ...string) scene {
	return scene{name: name, texts: texts, height: 0.6, length: length, turn: 0.06}
}

func nobody(length time.Duration) scene { return scene{name: "nobody", length: length} }

// TestFilm is a shift before the camera: who comes gets the right answer, soon,
// and the page asks nobody but the program.
func TestFilm(t *testing.T) {
	cards := cast.Cards()
	film := []scene{
		nobody(second),
		atDoor("valid", 2*second, cast.Valid()),
		nobody(second),
		atDoor("invalid", 2*second, cards[verify.Invalid]),
		nobody(second),
		{name: "several", texts: []string{cast.Valid(), cast.Other()}, height: 0.6, length: 2 * second},
		nobody(second),
		atDoor("unreadable", 2*second, cards[verify.Unreadable]),
		nobody(second),
		{name: "valid", texts: []string{cast.Other()}, height: 0.6, length: 2 * second, moving: 2, turn: -0.1},
	}
	b := openBrowser(t, camera(shoot(t, film...))...)
	d := openDoor(t, "-allow-return")
	address := d.url(t)
	p := b.first(address)
	p.await(ready)
	for _, name := range []string{"valid", "several"} {
		p.await(fmt.Sprintf(`(answer.dataset.kind === "several" ? "several" : answer.dataset.look) === %q`, name))
		p.shoot("camera-" + name)
	}
	time.Sleep(11 * second)
	sights, answers, now := eval[[]sight](p, "sights"), eval[[]shown](p, "answers"),
		eval[float64](p, "performance.now()")
	late := latencies(t, film, sights, answers, now)
	if len(late) < 4 {
		t.Fatalf("only %d answers: %v\n%v", len(late), sights, answers)
	}
	report(t, p, "all scenes", late)
	if f := b.foreign(address); len(f) > 0 {
		t.Errorf("requests to others: %q", f)
	}
	t.Logf("requests: %v", counted(b.asked()))
	b.complaints(t)
}

// latencies are how long after it came into view each scene had its answer. One
// that had none, or another, fails the test; what has just begun is left out.
func latencies(t *testing.T, film []scene, sights []sight, answers []shown, now float64) (late []float64) {
	t.Helper()
	for _, s := range sights {
		name, end := film[s.Scene].name, s.At+1900
		if name == "nobody" || end > now {
			continue
		}
		first := slices.IndexFunc(answers, func(a shown) bool {
			// Of two codes one may be seen before the other.
			return a.At >= s.At && a.Look != "" && (name != "several" || a.Look == name)
		})
		if first < 0 || answers[first].Look != name || answers[first].At > end {
			t.Errorf("%s in view at %.0f ms, and then %+v", name, s.At,
				answers[max(0, first):min(len(answers), first+3)])
			continue
		}
		late = append(late, answers[first].At-s.At)
		t.Logf("%-10s answered after %4.0f ms", name, late[len(late)-1])
	}
	return late
}

// TestSpeed measures how long a visitor waits from the frame that shows the
// code, at 60 % of the picture's height, to the verdict.
func TestSpeed(t *testing.T) {
	if testing.Short() {
		t.Skip("measures for a quarter of a minute; TestFilm reports latencies too")
	}
	film := []scene{
		nobody(700 * time.Millisecond), atDoor("valid", 900*time.Millisecond, cast.Valid()),
		nobody(800 * time.Millisecond), atDoor("valid", 900*time.Millisecond, cast.Other()),
	}
	b := openBrowser(t, camera(shoot(t, film...))...)
	p := b.first(openDoor(t, "-allow-return", "-clear", "600ms").url(t))
	p.await(ready)
	time.Sleep(14 * second)
	var late []float64
	answers := eval[[]shown](p, "answers")
	for _, s := range eval[[]sight](p, "sights") {
		i := slices.IndexFunc(answers, func(a shown) bool { return a.At >= s.At && a.Look != "" })
		if film[s.Scene].name == "valid" && i >= 0 {
			late = append(late, answers[i].At-s.At)
		}
	}
	if len(late) < 6 {
		t.Fatalf("only %d answers", len(late))
	}
	report(t, p, "code to verdict", late)
}

func report(t *testing.T, p *tab, what string, late []float64) {
	t.Helper()
	slices.Sort(late)
	frames, took := eval[float64](p, "frames"), eval[float64](p, "performance.now()")
	t.Logf("%s: %d answers, median %.0f ms, least %.0f, most %.0f; %.1f pictures a second shown; the page holds %.1f MB", what, len(late),
		late[len(late)/2], late[0], late[len(late)-1], 1000*frames/took,
		eval[float64](p, "performance.memory.usedJSHeapSize")/1e6)
}

// counted sums up a list.
func counted(list []string) (lines []string) {
	n := map[string]int{}
	for _, l := range list {
		address, _, _ := strings.Cut(l, "?")
		n[address]++
	}
	for l, k := range n {
		lines = append(lines, fmt.Sprintf("%s (%d)", l, k))
	}
	slices.SortFunc(lines, cmp.Compare[string])
	return lines
}

// gone is what a browser says when the program has ended: a page goes on asking for it.
var gone = regexp.MustCompile(`net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)`)

// complaints fails the test if a page complained: of its policy, for one.
func (b *browser) complaints(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, complaint := range b.errors {
		lost := strings.Contains(complaint, "409") // to another page, just now
		if !lost && !gone.MatchString(complaint) {
			t.Errorf("the page complains: %s", complaint)
		}
	}
}
