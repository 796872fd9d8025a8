package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"golang.org/x/image/draw"

	engine "vaxcheck/gate"
	"vaxcheck/gate/camera/e2e/cast"
	"vaxcheck/verify"
)

// shots is the folder for pictures of the page, "" for none.
var shots = os.Getenv("GATE_SHOTS")

// shoot takes a picture of the page.
func (p *tab) shoot(name string) {
	p.t.Helper()
	if shots == "" {
		return
	}
	data, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.MkdirAll(shots, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(shots, "page-"+name+".png"), data, 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// shootBoth takes pictures for the guide in docs, in both languages: small ones, of few
// colours.
func (p *tab) shootBoth(name string) {
	p.t.Helper()
	if shots == "" {
		return
	}
	for _, lang := range []string{"en", "ja"} {
		p.otherLanguage(lang)
		data, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
		if err == nil {
			err = errors.Join(os.MkdirAll(shots, 0o755),
				os.WriteFile(filepath.Join(shots, "gate-"+name+"-"+lang+".png"), small(data), 0o644))
		}
		if err != nil {
			p.t.Fatal(err)
		}
	}
	p.otherLanguage("en")
}

// small is a picture half as large, in greys and the shades of the verdicts.
func small(data []byte) []byte {
	large, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	half := image.Rect(0, 0, large.Bounds().Dx()/2, large.Bounds().Dy()/2)
	soft, few := image.NewRGBA(half), image.NewPaletted(half, shades())
	draw.CatmullRom.Scale(soft, half, large, large.Bounds(), draw.Src, nil)
	draw.Draw(few, half, soft, image.Point{}, draw.Src)
	var b bytes.Buffer
	_ = png.Encode(&b, few)
	return b.Bytes()
}

func shades() (p color.Palette) {
	for i := range 32 {
		p = append(p, color.Gray{uint8(i * 255 / 31)})
	}
	for _, v := range []verify.Verdict{verify.Valid, verify.Review} {
		f := engine.LookOf(v).Field
		for i := range 16 {
			part := func(full uint8) uint8 { return uint8(int(full) * (i + 1) / 16) }
			p = append(p, color.RGBA{part(f.R), part(f.G), part(f.B), 255})
		}
	}
	return p
}

// eyes has the page look as somebody sees it.
func (p *tab) eyes(of emulation.SetEmulatedVisionDeficiencyType) {
	p.t.Helper()
	p.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedVisionDeficiency,
			emulation.SetEmulatedVisionDeficiencyParams{Type: of})
		return chromedp.Void{}, err
	})
}

func (p *tab) press(key string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(key))
	time.Sleep(200 * time.Millisecond) // nobody presses keys as quickly as scanners do
}

// show sends a scan and waits for its answer.
func (p *tab) show(d *door, verdict verify.Verdict, text string) {
	p.t.Helper()
	p.press("\x1b")
	p.await(`answer.dataset.kind === "idle"`) // the gate has cleared it, and not the page alone
	d.scan(p.t, text)
	p.awaitAnswer(string(verdict))
}

var words = map[verify.Verdict][2]string{
	verify.Valid: {"VALID", "有効"}, verify.Insufficient: {"NOT ENOUGH", "条件未達"},
	verify.Review: {"CHECK", "要確認"}, verify.Invalid: {"INVALID", "無効"},
	verify.Specimen: {"SPECIMEN", "見本"}, verify.Unreadable: {"NOT READ", "読取不可"},
}

// TestAnswers shows each verdict at each level in both languages: the word is
// there, large, and what the level withholds is not.
func TestAnswers(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	for _, level := range []string{"A", "B", "C"} {
		d := openDoor(t, "-level", level, "-allow-return")
		p := b.first(d.url(t))
		p.await(ready + ` && video.videoWidth > 0`)
		for verdict, card := range cast.Cards() {
			p.show(d, verdict, card)
			for i, lang := range []string{"en", "ja"} {
				p.otherLanguage(lang)
				p.await(fmt.Sprintf(`word.textContent === %q`, words[verdict][i]))
				if high := eval[float64](p, `parseFloat(getComputedStyle(word).fontSize) / innerHeight`); high < 0.12 {
					t.Errorf("%s in %s: letters of %.0f %% of the window", verdict, lang, 100*high)
				}
				if field := eval[float64](p, `answer.getBoundingClientRect().height / innerHeight`); field < 1.0/3 {
					t.Errorf("%s in %s: the field has %.0f %% of the window", verdict, lang, 100*field)
				}
				text := eval[string](p, `document.documentElement.textContent`)
				if shown := level == "C" && verdict == verify.Valid; strings.Contains(text, cast.Passport) != shown {
					t.Errorf("level %s, %s: the name is shown: %v, want %v", level, verdict, !shown, shown)
				}
				p.shoot(strings.Join([]string{string(verdict), lang, level}, "-"))
				if level == "C" && verdict != verify.Review {
					p.eyes(emulation.SetEmulatedVisionDeficiencyTypeDeuteranopia)
					p.shoot(strings.Join([]string{"deuteranope", string(verdict), lang}, "-"))
					p.eyes(emulation.SetEmulatedVisionDeficiencyTypeNone)
				}
			}
			p.otherLanguage("en")
		}
		parts := cast.Parts()
		d.scan(t, parts[0])
		p.await(`answer.dataset.kind === "waiting" && word.textContent === "1 / 2"`)
		p.shoot("waiting")
		d.scan(t, parts[1])
		p.awaitAnswer("valid")
		b.complaints(t)
		d.stop()
		p.await(`document.body.dataset.cover === "stopped"`)
		p.shoot("stopped")
	}
}

// TestNotReady is a gate without a trust set.
func TestNotReady(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, atDoor("valid", second, cast.Valid())))...)
	d := openDoor(t, "-not-ready")
	p := b.first(d.url(t))
	p.awaitAnswer("not_ready")
	p.await(ready + ` && video.videoWidth > 0`)
	d.scan(t, cast.Valid())
	p.press("\x1b")
	for _, lang := range []string{"en", "ja"} {
		p.otherLanguage(lang)
		p.awaitAnswer("not_ready")
		p.shoot("not_ready-" + lang)
	}
	b.complaints(t)
}
