package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"vaxcheck/decode/codes"
	"vaxcheck/gate/camera/e2e/cast"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// drop lets something go over the page.
func (p *tab) drop(data input.DragData) {
	p.t.Helper()
	data.DragOperationsMask = 1
	p.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		for _, kind := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
			_, err := cdp.Call(ctx, t, input.DispatchDragEvent,
				input.DispatchDragEventParams{Type: kind, X: 300, Y: 300, Data: &data})
			if err != nil {
				return chromedp.Void{}, err
			}
		}
		return chromedp.Void{}, nil
	})
}

// TestDrop: a picture and a text that are dropped are read; for what cannot be, there
// is a sentence that says why, in both languages.
func TestDrop(t *testing.T) {
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	d := openDoor(t, "-allow-return")
	p := b.first(d.url(t))
	p.await(ready)
	dir := t.TempDir()
	picture, large := filepath.Join(dir, "card.png"), filepath.Join(dir, "large")
	err := errors.Join(os.WriteFile(picture, mint.PNG(cast.Valid(), 3), 0o600),
		os.WriteFile(large, nil, 0o600), os.Truncate(large, codes.MaxFile+1))
	if err != nil {
		t.Fatal(err)
	}
	p.drop(input.DragData{Files: []string{picture}})
	p.awaitAnswer(string(verify.Valid))
	p.press("\x1b")
	p.drop(input.DragData{Items: []*input.DragDataItem{{MimeType: "text/plain", Data: cast.Cards()[verify.Invalid]}}})
	p.awaitAnswer(string(verify.Invalid))
	for _, lang := range []string{"en", "ja"} {
		p.otherLanguage(lang)
		for _, c := range []struct {
			files []string
			en    string
			ja    string
		}{
			{[]string{large}, "That is too large.", "大きすぎて読み取れません。"},
			{[]string{dir}, "That could not be read.", "読み込めませんでした。"},
			{[]string{picture, large}, "One picture at a time, please.", "画像は1枚ずつ置いてください。"},
		} {
			p.drop(input.DragData{Files: c.files})
			p.await(fmt.Sprintf(`help.textContent === %q`, map[string]string{"en": c.en, "ja": c.ja}[lang]))
		}
	}
}
