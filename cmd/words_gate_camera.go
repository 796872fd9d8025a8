package cmd

import (
	"vaxcheck/gate/camera"
	"vaxcheck/verify"
)

// pageVerdicts names verdicts as the page has them.
func pageVerdicts(verdicts map[verify.Verdict]string) map[string]string {
	names := map[string]string{}
	for v, name := range verdicts {
		names[string(v)] = name
	}
	return names
}

// What is said of a scanner that sends no end, on the page as in the terminal.
const (
	noEndEN = "No Enter came at the end. Set the scanner to send Enter after each code."
	noEndJA = "終わりの Enter が届きません。Enter を送るようにスキャナーを設定してください。"
)

// What the page of the camera says by itself.
var pageEN = camera.Words{
	Name: "English", Start: "Start the camera", Camera: "Camera", Torch: "Light", Mirror: "Mirror", File: "Open a picture …",
	Drop: "Drop the picture here", Clear: "Clear", Hold: "Hold", Held: "Held", Language: "Language",
	Verdicts: pageVerdicts(verdictsEN),
	SoundOff: "Sound off", SoundSame: "One sound", SoundEach: "Sounds", CountLabel: "So far",
	Starting: "The camera is starting. If the browser asks, allow it.",
	Off:      "The camera is off, as nobody came for a while.",
	Refused:  "The browser does not allow the camera. Click the camera or the lock beside the address, allow it, then start it again. Pictures can still be opened.",
	Missing:  "There is no camera. Plug one in, then start it. Pictures can still be opened.",
	Busy:     "Another program is using the camera. Close that, then start it again.",
	Lost:     "The camera was unplugged. Plug it in, then start it again.",
	Reading:  "The picture is being read …", OneFile: "One picture at a time, please.", TooLarge: "That is too large.", Unread: "That could not be read.",
	NoEnd: noEndEN,
	Leave: "To leave, press q in the window that vaxcheck was started in.",
	Away:  "Click here to go on.", Taken: "The gate is open in another window.", Take: "Use this window",
	NoKey:   "This page has to be opened by vaxcheck: press p in its window, or start it again.",
	Stopped: "vaxcheck has ended. Start it again, and close this page.",
	Help: map[string]string{
		"too_dark": "Too dark: make more light, or turn up the screen.", "low_contrast": "Too pale: make more light, or turn up the screen.",
		"cut_off": "Cut off: move back until the whole code is in view.", "finder_hidden": "A corner is hidden: uncover the whole code.",
		"too_few_pixels": "Too small: move closer.", "blurred": "Blurred: hold still, a little further away.",
		"glare": "Glare: tilt the code until no light is reflected in it.", "noisy": "Grainy: make more light, and move closer.",
		"damaged": "Damaged: ask for the code on a screen, or a new print.", "bad_content": "Damaged: ask for the code on a screen, or a new print.",
	},
}

var pageJA = camera.Words{
	Name: "日本語", Start: "カメラを使う", Camera: "カメラ", Torch: "ライト", Mirror: "左右反転", File: "画像を開く…",
	Drop: "ここに画像を置いてください", Clear: "消す", Hold: "固定する", Held: "固定中", Language: "言語",
	Verdicts: pageVerdicts(verdictsJA),
	SoundOff: "音なし", SoundSame: "音あり", SoundEach: "判定ごとの音", CountLabel: "これまでの件数",
	Starting: "カメラを準備しています。ブラウザーに聞かれたら、許可してください。",
	Off:      "しばらく使われなかったため、カメラを止めました。",
	Refused:  "ブラウザーでカメラが許可されていません。アドレスの横のカメラか鍵の印を押して許可し、もう一度「カメラを使う」を押してください。画像を開くこともできます。",
	Missing:  "カメラが見つかりません。つないでから「カメラを使う」を押してください。画像を開くこともできます。",
	Busy:     "ほかのプログラムがカメラを使っています。終了してから「カメラを使う」を押してください。",
	Lost:     "カメラが外れました。つなぎ直してから「カメラを使う」を押してください。",
	Reading:  "画像を読み取っています…", OneFile: "画像は1枚ずつ置いてください。", TooLarge: "大きすぎて読み取れません。", Unread: "読み込めませんでした。",
	NoEnd: noEndJA,
	Leave: "終了するときは、vaxcheck を始めた画面で q キーを押してください。",
	Away:  "続けるには、ここを押してください。", Taken: "別のウィンドウで受付中です。", Take: "このウィンドウで受け付ける",
	NoKey:   "このページは vaxcheck から開いてください。vaxcheck の画面で p キーを押すか、起動し直してください。",
	Stopped: "vaxcheck が終了しました。起動し直して、このページを閉じてください。",
	Help: map[string]string{
		"too_dark": "暗すぎます。明るくするか、画面の明るさを上げてもらってください。", "low_contrast": "薄すぎます。明るくするか、画面の明るさを上げてもらってください。",
		"cut_off": "はみ出しています。コード全体が写るまで離してください。", "finder_hidden": "角が隠れています。コード全体を見せてもらってください。",
		"too_few_pixels": "小さすぎます。近づけてください。", "blurred": "ぼやけています。少し離して、動かさないでください。",
		"glare": "光が反射しています。映り込まない向きに傾けてください。", "noisy": "画像が粗くなっています。明るくして、近づけてください。",
		"damaged": "傷んでいます。画面のコードか、印刷し直したものを見せてもらってください。", "bad_content": "傷んでいます。画面のコードか、印刷し直したものを見せてもらってください。",
	},
}
