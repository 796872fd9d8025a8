package repair

// A layout says which characters a computer's keyboard layout gives for the
// keys of a US keyboard, in the order of usKeys: scanners that type think that they
// are one.
type layout struct {
	name           string
	plain, shifted string
	// dead are keys that wait for the next one, by the combining mark that they put
	// on it.
	dead map[rune]rune // mark → what the layout prints for the key alone
}

// The keys of a US keyboard, row by row.
const (
	usPlain   = "`1234567890-=" + `qwertyuiop[]\` + "asdfghjkl;'" + "zxcvbnm,./"
	usShifted = "~!@#$%^&*()_+" + `QWERTYUIOP{}|` + `ASDFGHJKL:"` + "ZXCVBNM<>?"
)

// nothing stands for a key that types nothing.
const nothing = '\x00'

// Marks of dead keys.
const (
	grave      = '\u0300'
	acute      = '\u0301'
	circumflex = '\u0302'
	tilde      = '\u0303'
	diaeresis  = '\u0308'
	caron      = '\u030c'
)

// layouts are tried in this order. What British, Polish and US keyboards have in
// different places is in no code.
var layouts = []layout{
	{name: "US", plain: usPlain, shifted: usShifted},
	{name: "Japan",
		plain:   "\x001234567890-^" + "qwertyuiop@[]" + "asdfghjkl;:" + "zxcvbnm,./",
		shifted: "\x00!\"#$%&'()\x00=~" + "QWERTYUIOP`{}" + "ASDFGHJKL+*" + "ZXCVBNM<>?"},
	{name: "Germany, Austria",
		plain:   "^1234567890ß´" + "qwertzuiopü+#" + "asdfghjklöä" + "yxcvbnm,.-",
		shifted: "°!\"§$%&/()=?`" + "QWERTZUIOPÜ*'" + "ASDFGHJKLÖÄ" + "YXCVBNM;:_",
		dead:    map[rune]rune{circumflex: '^', acute: '´', grave: '`'}},
	{name: "France",
		plain:   "²&é\"'(-è_çà)=" + "azertyuiop^$*" + "qsdfghjklmù" + "wxcvbn,;:!",
		shifted: "~1234567890°+" + "AZERTYUIOP¨£µ" + "QSDFGHJKLM%" + "WXCVBN?./§",
		dead:    map[rune]rune{circumflex: '^', diaeresis: '¨'}},
	{name: "Belgium",
		plain:   "²&é\"'(§è!çà)-" + "azertyuiop^$µ" + "qsdfghjklmù" + "wxcvbn,;:=",
		shifted: "³1234567890°_" + "AZERTYUIOP¨*£" + "QSDFGHJKLM%" + "WXCVBN?./+",
		dead:    map[rune]rune{circumflex: '^', diaeresis: '¨'}},
	{name: "Spain",
		plain:   "º1234567890'¡" + "qwertyuiop`+ç" + "asdfghjklñ´" + "zxcvbnm,.-",
		shifted: "ª!\"·$%&/()=?¿" + "QWERTYUIOP^*Ç" + "ASDFGHJKLÑ¨" + "ZXCVBNM;:_",
		dead:    map[rune]rune{grave: '`', acute: '´', circumflex: '^', diaeresis: '¨'}},
	{name: "Latin America",
		plain:   "|1234567890'¿" + "qwertyuiop´+}" + "asdfghjklñ{" + "zxcvbnm,.-",
		shifted: "°!\"#$%&/()=?¡" + "QWERTYUIOP¨*]" + "ASDFGHJKLÑ[" + "ZXCVBNM;:_",
		dead:    map[rune]rune{acute: '´', diaeresis: '¨'}},
	{name: "Italy",
		plain:   `\1234567890'ì` + "qwertyuiopè+ù" + "asdfghjklòà" + "zxcvbnm,.-",
		shifted: "|!\"£$%&/()=?^" + "QWERTYUIOPé*§" + "ASDFGHJKLç°" + "ZXCVBNM;:_"},
	{name: "Portugal",
		plain:   `\1234567890'«` + "qwertyuiop+´~" + "asdfghjklçº" + "zxcvbnm,.-",
		shifted: "|!\"#$%&/()=?»" + "QWERTYUIOP*`^" + "ASDFGHJKLÇª" + "ZXCVBNM;:_",
		dead:    map[rune]rune{acute: '´', grave: '`', tilde: '~', circumflex: '^'}},
	{name: "Switzerland, German",
		plain:   "§1234567890'^" + "qwertzuiopü¨$" + "asdfghjklöä" + "yxcvbnm,.-",
		shifted: "°+\"*ç%&/()=?`" + "QWERTZUIOPè!£" + "ASDFGHJKLéà" + "YXCVBNM;:_",
		dead:    map[rune]rune{circumflex: '^', diaeresis: '¨', grave: '`'}},
	{name: "Switzerland, French",
		plain:   "§1234567890'^" + "qwertzuiopè¨$" + "asdfghjkléà" + "yxcvbnm,.-",
		shifted: "°+\"*ç%&/()=?`" + "QWERTZUIOPü!£" + "ASDFGHJKLöä" + "YXCVBNM;:_",
		dead:    map[rune]rune{circumflex: '^', diaeresis: '¨', grave: '`'}},
	{name: "Sweden, Finland",
		plain:   "§1234567890+´" + "qwertyuiopå¨'" + "asdfghjklöä" + "zxcvbnm,.-",
		shifted: "½!\"#¤%&/()=?`" + "QWERTYUIOPÅ^*" + "ASDFGHJKLÖÄ" + "ZXCVBNM;:_",
		dead:    map[rune]rune{acute: '´', grave: '`', diaeresis: '¨', circumflex: '^'}},
	{name: "Denmark",
		plain:   "½1234567890+´" + "qwertyuiopå¨'" + "asdfghjklæø" + "zxcvbnm,.-",
		shifted: "§!\"#¤%&/()=?`" + "QWERTYUIOPÅ^*" + "ASDFGHJKLÆØ" + "ZXCVBNM;:_",
		dead:    map[rune]rune{acute: '´', grave: '`', diaeresis: '¨', circumflex: '^'}},
	{name: "Norway",
		plain:   `|1234567890+\` + "qwertyuiopå¨'" + "asdfghjkløæ" + "zxcvbnm,.-",
		shifted: "§!\"#¤%&/()=?`" + "QWERTYUIOPÅ^*" + "ASDFGHJKLØÆ" + "ZXCVBNM;:_",
		dead:    map[rune]rune{grave: '`', diaeresis: '¨', circumflex: '^'}},
	{name: "Czechia",
		plain:   ";+ěščřžýáíé=´" + "qwertzuiopú)¨" + "asdfghjklů§" + "yxcvbnm,.-",
		shifted: "°1234567890%ˇ" + "QWERTZUIOP/('" + "ASDFGHJKL\"!" + "YXCVBNM?:_",
		dead:    map[rune]rune{acute: '´', diaeresis: '¨', caron: 'ˇ'}},
	// Kana typed one key each, as Japanese input methods do when they are set to. Shift
	// gives small ones, and の to れ are where a US keyboard has ; and its like.
	{name: "kana",
		plain:   "\x00ヌフアウエオヤユヨワホヘ" + "タテイスカンナニラセ゛゜ム" + "チトシハキクマノリレケ" + "ツサソヒコミモネルメ",
		shifted: "\x00ヌファゥェォャュョヲ\x00\x00" + "タティスカンナニラセ\x00「」" + "チトシハキクマノリ\x00\x00" + "ッサソヒコミモ、。・"},
}
