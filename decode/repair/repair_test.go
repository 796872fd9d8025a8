package repair

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// types is what a scanner that believes in a US keyboard types under a layout, as
// Windows and macOS have it.
func (l layout) types(text string) string {
	keys, dead := map[rune]rune{' ': ' '}, map[rune]rune{}
	for shift, row := range [2]string{l.plain, l.shifted} {
		for i, r := range []rune(row) {
			keys[[]rune([2]string{usPlain, usShifted}[shift])[i]] = r
		}
	}
	for mark, printed := range l.dead {
		dead[printed] = mark
	}
	var out []rune
	waiting := rune(0)
	for _, r := range text {
		typed := keys[r]
		switch {
		case waiting != 0 && typed == ' ':
			out = append(out, waiting)
		case waiting != 0 && len([]rune(norm.NFC.String(string([]rune{typed, dead[waiting]})))) == 1:
			out = append(out, []rune(norm.NFC.String(string([]rune{typed, dead[waiting]})))...)
		case waiting != 0:
			out = append(out, waiting, typed)
		case dead[typed] != 0:
			waiting = typed
			continue
		default:
			out = append(out, typed)
		}
		waiting = 0
	}
	if waiting != 0 {
		out = append(out, waiting)
	}
	return strings.ReplaceAll(string(out), "\x00", "")
}

// maxScan is about the longest scan there is.
const maxScan = 16 << 10

const (
	cardText  = "shc:/5676290952432060346029243740446031222959532654603460292540772804336028"
	chunkText = "shc:/2/3/0952432060346029243740446031222959532654603460292540772804336028"
	// euText has every character of base45, and the troublesome ones in all places.
	euText = "HC1:6BFOXN*TS0BI$ZD-PHQ7I9AD66V5B22CH9M9ESI9XBHXK-%69LQOGI.*V76G:CJ.+ 1/2+3+ A+A5Y0W4RUV+ZJK+ "
)

// forms are a code of each sort.
var forms = Forms{
	{Code: Card},
	{Hints: []string{"hc"}, Sign: "hc1", Code: Capitals("HC1:", `0-9A-Z $%*+./:-`)},
	{Hints: []string{"data", "dqtq", "sig"}, Sign: "{", Code: Object("data", "sig"), Lost: true},
}

func isGarbledSeal(text string) bool {
	form, is := forms.Lost(text)
	return is && form == 2
}

// candidates gives up at some point: a repair must be among the first.
func candidates(text string) (all []string) {
	for c := range forms.Repair(text) {
		if all = append(all, c); len(all) == 200 {
			break
		}
	}
	return all
}

func TestLayouts(t *testing.T) {
	if len(layouts) < 10 {
		t.Fatal("hardly any layouts")
	}
	for _, l := range layouts {
		if p, s, us := len([]rune(l.plain)), len([]rune(l.shifted)), len(usPlain); p != us || s != us ||
			len(usShifted) != us {
			t.Errorf("%s: %d and %d keys, want %d", l.name, p, s, us)
			continue
		}
		for _, want := range []string{cardText, chunkText, euText} {
			if l.name == "kana" && want == euText {
				continue // letters are syllables
			}
			for _, aim := range []string{"", "]Q1"} {
				typed := l.types(aim + want)
				for how, text := range map[string]string{
					"as it is": typed, "Caps Lock": strings.Map(otherCase, typed), "full width": widened(typed),
				} {
					if l.dead != nil && strings.ContainsAny(text, "ÀàÙù") && how == "full width" {
						continue
					}
					if got := candidates(text); !slices.Contains(got, want) {
						t.Errorf("%s, %s, %q: %.30q is repaired to %.300q", l.name, how, aim, text, got)
					}
				}
			}
		}
	}
}

// widened is what a Japanese input method makes of a text.
func widened(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '/':
			return '・'
		case r == '-':
			return 'ー'
		case r == '.':
			return '。'
		case r == ' ':
			return '　'
		case r > ' ' && r < 0x7f:
			return r - '!' + '！'
		}
		return r
	}, text)
}

// TestKnownNoise: what scanners are known to have typed.
func TestKnownNoise(t *testing.T) {
	digits := strings.TrimPrefix(cardText, "shc:/")
	french := strings.NewReplacer("1", "&", "2", "é", "3", `"`, "4", "'", "5", "(", "6", "-", "7", "è", "8",
		"_", "9", "ç", "0", "à").Replace(digits)
	kana := strings.NewReplacer("1", "ぬ", "2", "ふ", "3", "あ", "4", "う", "5", "え", "6", "お", "7", "や", "8",
		"ゆ", "9", "よ", "0", "わ").Replace(digits)
	half := strings.NewReplacer("1", "ﾇ", "2", "ﾌ", "3", "ｱ", "4", "ｳ", "5", "ｴ", "6", "ｵ", "7", "ﾔ", "8",
		"ﾕ", "9", "ﾖ", "0", "ﾜ").Replace(digits)
	for _, typed := range []string{
		"shc+/" + digits, "SHC+/" + digits, "shcÖ-" + digits, "shcö-" + digits, "SHCÖ-" + digits, "shcÑ-" + digits,
		"SHC:/" + digits, "shcM!" + french, "SHCm!" + french, "shcM§" + digits, "]Q1shc:/" + digits,
		"]Q3shc:/" + digits, "]d2shc:/" + digits,
		"+Q1shcÖ-" + digits, "[Q1shc+/" + digits, digits, ":/" + digits, "hc:/" + digits, "/" + digits,
		"ｓｈｃ：／" + widened(digits), "ｓｈｃ：・" + widened(digits), "ｓｈｃ＋・" + widened(digits), "とくそれめ" + kana, "ﾄｸｿﾚﾒ" + half,
	} {
		if got := candidates(typed); !slices.Contains(got, cardText) {
			t.Errorf("%.30q is repaired to %q", typed, got)
		}
	}
	part := strings.TrimPrefix(chunkText, "shc:/2/3/")
	for _, typed := range []string{"shcÖ-2-3-" + part, "shc+/2/3/" + part, "SHC:/2/3/" + part, "2/3/" + part,
		"]Q1shc:/2/3/" + part, "ｓｈｃ：・２・３・" + part} {
		if got := candidates(typed); !slices.Contains(got, chunkText) {
			t.Errorf("%.30q is repaired to %q", typed, got)
		}
	}
	if got := candidates("hc1:6bfoxn"); !slices.Contains(got, "HC1:6BFOXN") {
		t.Errorf("Caps Lock: %q", got)
	}
}

// TestNotRepaired: what is no card stays what it is, and nothing takes long.
func TestNotRepaired(t *testing.T) {
	for _, text := range []string{
		"https://example.org/5676290952432060346029243740446031", "hello", "", "1234567890", "12/11/2026",
		"P<UTOERIKSSON<<ANNA<MARIA",
		"BEGIN:VCARD", "``````", strings.Repeat("^", maxScan), strings.Repeat("é", 9000),
		strings.Repeat("x1", maxScan/2), "\xff\xfe",
	} {
		began := time.Now()
		if got := candidates(text); len(got) != 1 || got[0] != text {
			t.Errorf("%.30q is repaired to %.100q", text, got)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%.30q takes %s", text, took)
		}
	}
}

func TestGarbledSeal(t *testing.T) {
	const seal = `{"data":{"hdr":{"is":"UTO","t":"icao.test","v":1},"msg":{"uvci":"U32870"}},"sig":{}}`
	for _, l := range layouts[:len(layouts)-1] {
		if got := isGarbledSeal(l.types(seal)); got != (l.name != "US") {
			t.Errorf("%s: %.20s: %v", l.name, l.types(seal), got)
		}
	}
	if !isGarbledSeal(strings.Map(otherCase, seal)) {
		t.Error("not told under Caps Lock")
	}
	for _, text := range []string{"", "hello", cardText, euText, "{}", `{"verifiableCredential":[]}`} {
		if isGarbledSeal(text) {
			t.Errorf("%.20s is taken for a VDS-NC", text)
		}
	}
}

func FuzzRepair(f *testing.F) {
	for _, l := range layouts {
		f.Add(l.types(cardText))
		f.Add(l.types(euText))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			t.Skip()
		}
		count := 0
		for c := range forms.Repair(text) {
			if count++; count > 1 && !strings.HasPrefix(c, "shc:/") && !strings.HasPrefix(c, "HC1:") {
				t.Errorf("%q is repaired to %q", text, c)
			}
		}
		isGarbledSeal(text)
	})
}

func BenchmarkRepair(b *testing.B) {
	for name, text := range map[string]string{"garbage": strings.Repeat("x1", maxScan/2),
		"France": layouts[3].types("shc:/" + strings.Repeat("5676290952", 239))} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				candidates(text)
			}
		})
	}
}

// TestHeaded: letters and digits of the prefix must be there, what stands between them may be
// anything, and nothing else may be missing.
func TestHeaded(t *testing.T) {
	code := Headed("NZCP:/1/", "A-Z2-7=")
	for typed, want := range map[string]string{
		"NZCP:/1/2KCE": "NZCP:/1/2KCE", "nzcp:/1/2kce=": "NZCP:/1/2KCE=", "NZCP:-1-2KCE": "NZCP:/1/2KCE",
		"NZCP12KCE": "NZCP:/1/2KCE",
		"NZCPö-1-A": "NZCP:/1/A", "NZCP:/2/2KCE": "", "NZCP:/1/": "", "NZCP:/1/2K E": "", "NZCP:/12/2KCE": "",
		"NYCP:/1/2KCE":    "",
		"NZCP:////1/2KCE": "", "x NZCP:/1/2KCE": "", "": "",
	} {
		if got := code(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
