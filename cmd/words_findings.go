package cmd

import (
	"fmt"
	"maps"
	"strings"
)

// finding says what a check found, or what a note means, in the language of
// the words. The packages that judge give it in English, which is what JSON
// has; English is also the answer for a sentence that the tables below lack.
func (w *sentences) finding(english string) string {
	if w.Tag() != "ja" {
		return english
	}
	if japanese, known := findingsJA[english]; known {
		return japanese
	}
	for _, form := range findingFormsJA {
		if parts, ok := formParts(form.english, english); ok {
			values := make([]any, len(parts))
			for i, part := range parts {
				values[i] = w.finding(part)
			}
			return fmt.Sprintf(form.japanese, values...)
		}
	}
	return english
}

// formParts returns what stands in the places of the %s of a form. It is not
// ok if the sentence is not of that form; no place is empty.
func formParts(form, sentence string) (parts []string, ok bool) {
	fixed := strings.Split(form, "%s")
	rest, ok := strings.CutPrefix(sentence, fixed[0])
	for i, next := range fixed[1:] {
		part, after, found := strings.Cut(rest, next)
		if i == len(fixed)-2 { // the last one stands at the end
			part, found = strings.CutSuffix(rest, next)
		}
		if !found || part == "" {
			return nil, false
		}
		parts, rest = append(parts, part), after
	}
	return parts, ok
}

// findingFormsJA are sentences with numbers, names or other sentences in them,
// of which the first that fits is taken. It is never written to.
var findingFormsJA = [...]struct{ english, japanese string }{
	{"the container's JSON is refused: %s", "証明書を収めた JSON を受け付けられない: %s"},
	{"the header's JSON is refused: %s", "ヘッダーの JSON を受け付けられない: %s"},
	{"the payload's JSON is refused: %s", "内容の JSON を受け付けられない: %s"},
	{"the payload's CBOR is refused: %s", "内容の CBOR を受け付けられない: %s"},
	{"the payload's CBOR holds what is not read: %s", "内容の CBOR に、読み取らないものがある: %s"},
	{"a chunk header whose numbers are not between 1 and %s", "分割コードの見出しの番号か総数が、1から%sまでの数でない"},
	{"%s of %s codes of one certificate", "1つの証明書のコード%[2]s個のうち、あるのは%[1]s個"},
	{"the header of the %s picture cannot be read", "%s 画像のヘッダーを読み取れない"},
	{"the %s picture cannot be decoded", "%s 画像を復号できない"},
	{"%s; the policy allows that", "%s(条件で認められている)"},
	{"%s by %s pixels; at most %s in all and %s a side are read",
		"横 %s、縦 %s ピクセル。読み取れるのは全体で %s ピクセル、一辺 %s ピクセルまで"},
	{"%s, which this version does not read", "%s(この版では読み取れない)"},
	{"a file of the kind %s", "種類が %s のファイル"},
	{"picture file above %s MiB", "画像ファイルが %s MiB を超えている"},
	{"file above %s MiB", "ファイルが %s MiB を超えている"},
	{"line above %s KiB", "1行が %s KiB を超えている"},

	{"the trust set is older than %s days, or its age is unknown", "信頼リストが作成から%s日を過ぎているか、作成日時が不明"},

	{"%s: msg or pid is no object", "%s: msg か pid がオブジェクトでない"},
	{"%s: ve or vd is no filled array of objects", "%s: ve か vd が、オブジェクトの入った配列でない"},
	{"%s: more than %s doses", "%s: 接種が%s件を超えている"},
	{"%s: tr is no object", "%s: tr がオブジェクトでない"},

	{"%s: the certificate or nam is no map", "%s: 証明書か nam がマップでない"},
	{"%s: none of v, t and r is filled", "%s: v、t、r のどれにも中身がない"},
	{"%s: more than one of v, t and r is filled", "%s: v、t、r の2つ以上に中身がある"},
	{"%s: v, t or r is no array of maps", "%s: v、t、r がマップの配列でない"},

	{"%s: resourceType is not Bundle", "%s: resourceType が Bundle でない"},
	{"%s: entry is not a filled array", "%s: entry が空か、配列でない"},
	{"%s: more than %s records", "%s: 記録が%s件を超えている"},
	{"%s: more than %s entries", "%s: entry が%s件を超えている"},

	{"%s of %s entries cannot be read; any card may be among them", "登録%[2]s件のうち%[1]s件を読み取れない。どの証明書が含まれるかわからない"},
	{"%s of %s entries have another form than the specification gives them; they are compared as they are",
		"登録%[2]s件のうち%[1]s件が規格どおりの形でない。書かれているとおりに照合する"},
	{"%s time stamps cannot be read; all cards of these ids count as revoked",
		"タイムスタンプ%s件を読み取れないため、その ID の証明書はすべて取り消されたものとして扱う"},

	{"%s is not %s", "%s が %s でない"}, // members of headers and keys
}

// findingsJA are all sentences without anything in them. It is never written to.
var findingsJA = together(generalFindingsJA, certificateFindingsJA, forgivenFindingsJA)

func together(tables ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, t := range tables {
		maps.Copy(all, t)
	}
	return all
}

// generalFindingsJA are those that belong to no other table. It is never written
// to.
var generalFindingsJA = map[string]string{
	"JSON-LD without a proof": "証明(proof)のない JSON-LD",
	"a DIVOC certificate":     "DIVOC 形式の証明書",
	"a Digital International Certificate of Vaccination or Prophylaxis": "電子版の国際予防接種証明書(ICVP)",
	"a French 2D-Doc":                                                                 "フランスの 2D-Doc",
	"a JWT that is no SMART Health Card":                                              "SMART Health Card ではない JWT",
	"a credential with selective disclosure (SD-JWT)":                                 "選択的開示の資格情報(SD-JWT)",
	"a health certificate of a number that is not known":                              "知られていない番号の健康証明書",
	"a health certificate of the number -7, medication":                               "番号 -7 の健康証明書(服薬)",
	"a health certificate of the number 2, a data set of RACSEL":                      "番号 2 の健康証明書(RACSEL のデータ)",
	"a health certificate whose number is a text":                                     "番号が文字列で書かれた健康証明書",
	"a mobile document (ISO/IEC 18013-5)":                                             "モバイル文書(ISO/IEC 18013-5)",
	"a paper credential of the kind CRED:":                                            "CRED: で始まる紙の資格情報",
	"a pass is a damaged ZIP archive":                                                 "パスの1つが壊れた ZIP ファイル",
	"a pass is damaged or too large":                                                  "パスの1つが壊れているか、大きすぎる",
	"a request to a wallet app, or an offer to it":                                    "ウォレットアプリへの要求または発行の案内",
	"a signed health link: the record is on a server, the code only points to it":     "署名付きヘルスリンク: 記録はサーバーにあり、コードはその場所を示すだけ",
	"a signed token (CWT) that is no health certificate":                              "健康証明書ではない署名付きトークン(CWT)",
	"a test result in WHO's DDCC:TR":                                                  "WHO の DDCC:TR 形式の検査結果",
	"a vaccination in WHO's DDCC:VS":                                                  "WHO の DDCC:VS 形式の接種記録",
	"a verifiable credential as JWT":                                                  "JWT 形式の検証可能な資格情報",
	"a verifiable credential in JSON-LD":                                              "JSON-LD 形式の検証可能な資格情報",
	"a verifiable health link: the record is on a server, the code only points to it": "検証可能なヘルスリンク: 記録はサーバーにあり、コードはその場所を示すだけ",
	"a visible digital seal in its binary form":                                       "バイナリ形式の電子シール(VDS)",
	"an encrypted token (JWE)":                                                        "暗号化されたトークン(JWE)",
	"changed by a keyboard layout, Caps Lock or an input method":                      "キーボードの配列、Caps Lock または入力方式で文字が変わっている",
	"codes of different texts, as their parity tells":                                 "別々の文字列のコード(パリティが合わない)",
	"inside a link, whose address proves nothing and is not followed":                 "リンクの中にある。リンクのアドレスは何の証明にもならず、開かない",
	"no line of the text looks like the code of a certificate":                        "証明書のコードらしい行が1つもない",
	"not in the capital letters of Base45":                                            "Base45 の大文字で書かれていない",
	"not the prefix shc:/ as it should be":                                            "接頭辞 shc:/ の書き方が正しくない",
	"other text on the line of the code":                                              "コードと同じ行に、ほかの文字がある",
	"quoted as in an answered mail":                                                   "返信メールのように引用されている",
	"spread over several QR codes that a reader joins":                                "読み取り機がつなぐ、複数のQRコードに分けて書かれている",
	"the scanner's identifier of the character set stands before the code":            "コードの前に、スキャナーが付けた文字集合の識別子がある",
	"the scanner's identifier of the symbology stands before the code":                "コードの前に、スキャナーが付けたコード種別の識別子がある",
	"the text holds more that looks like codes than is tried":                         "コードらしきものが、調べる上限を超えて文字列の中にある",
	"the text holds a code that cannot be read to its end":                            "最後まで読み取れないコードが文字列の中にある",
	"the text is not in UTF-8, and is read as ISO 8859-1":                             "文字列が UTF-8 でなく、ISO 8859-1 として読んでいる",
	"too many passes in one archive":                                                  "1つのファイルの中のパスが多すぎる",
	"two passes of one name in an archive":                                            "同じ名前のパスが2つ入っている",
	"verifiableCredential is a text and no list":                                      "verifiableCredential が配列でなく文字列",
	"what names the kind of code is missing before it":                                "コードの種類を示す接頭辞がない",
	"white space inside the code":                                                     "コードの中に空白がある",
	"written over several lines":                                                      "複数の行に分けて書かれている",

	// What an input or a code is, and what is wrong with it as a whole.
	"the input is empty":                         "入力が空",
	"the input could not be read":                "入力を読み込めない",
	"internal error":                             "内部エラー",
	"neither a picture of a known kind nor text": "扱える種類の画像でも、文字列でもない",
	"not a picture of a kind that is read":       "読み取れる種類の画像でない",
	"the picture cannot be decoded":              "画像を復号できない",
	"the picture takes too long to decode":       "画像の復号に時間がかかりすぎる",
	"a picture of a kind that is not read":       "読み取れない種類の画像",
	"no QR code was read in the picture":         "画像に二次元コードが見つからない",
	"a SMART Health Link: the cards are on a server, the code only points to them": "SMART Health Link。証明書はサーバーにあり、コードはその場所を示すだけ",
	"an EU Digital COVID Certificate of a version that is not read":                "扱わない版のEUデジタルCOVID証明書",
	"a Swiss certificate light, without a record":                                  "記録の入っていない、スイスの簡易証明書",
	"a Dutch domestic code, without a record":                                      "記録の入っていない、オランダ国内用のコード",
	"a New Zealand COVID Pass":                                                     "ニュージーランドのCOVID Pass",
	"a web address":                                                                "ウェブページのアドレス",
	"access to a wireless network":                                                 "Wi-Fi の接続情報",
	"a contact":                                                                    "連絡先",
	"a calendar entry":                                                             "予定",
	"an address or number":                                                         "メールアドレス、電話番号または場所",
	"a key or an account":                                                          "パスワードやアカウントの情報",
	"the machine-readable zone of a document":                                      "旅券や身分証の機械読取部分",
	"a number": "数字だけのコード",
	"nothing in the text looks like a certificate":       "文字列に証明書らしいものがない",
	"longer than any code":                               "コードとしては長すぎる",
	"the scan holds no text":                             "読み取ったものに文字がない",
	"an ICAO VDS-NC typed under another keyboard layout": "別のキーボード配列で入力された ICAO VDS-NC",
	"the text of the code is too long":                   "コードの文字列が長すぎる",

	// Containers.
	"the deep link is not percent-encoded as it should be": "ディープリンクのパーセント符号化が正しくない",
	"JSON without a credential":                            "証明書の入っていない JSON",
	"verifiableCredential is empty or no array":            "verifiableCredential が空か、配列でない",
	"the server issued no card":                            "サーバーが証明書を発行していない",
	"too many credentials in one file":                     "1つのファイルに証明書が多すぎる",
	"an entry is not the text of a credential":             "証明書の文字列でないものが含まれている",
	"a damaged ZIP archive":                                "壊れた ZIP ファイル",
	"two files pass.json in one pass":                      "1つのパスに pass.json が2つある",
	"pass.json is damaged or too large":                    "pass.json が壊れているか、大きすぎる",
	"pass.json is not well-formed JSON":                    "pass.json が JSON として正しくない",
	"an archive of passes inside of a pass":                "パスの中にある、パスをまとめたファイル",
	"a ZIP archive that is no wallet pass":                 "ウォレットのパスでない ZIP ファイル",
	"the pass has no barcode":                              "パスにコードが入っていない",

	// The text of a code.
	"the text begins with shc: but not with shc:/":                  "shc: で始まっているが、shc:/ になっていない",
	"the prefix shc:/ is missing":                                   "先頭の shc:/ がない",
	"no digits after the prefix":                                    "先頭の shc:/ の後に数字がない",
	"a character that is no digit":                                  "数字でない文字がある",
	"a pair of digits that stands for no character of a JWS":        "JWS のどの文字にも当たらない2桁の数字がある",
	"an odd number of digits: one was lost, perhaps a leading zero": "数字の個数が奇数。1桁(先頭のゼロなど)が失われている",
	"a chunk header that is not C/N":                                "分割コードの見出しが「番号/総数」の形でない",
	"a chunk numbered above the total":                              "分割コードの番号が総数を超えている",
	"two different codes with the same number":                      "同じ番号の異なるコードがある",
	"codes of different certificates":                               "別々の証明書のコードが混ざっている",

	// The JWS, its header and its signature.
	"the JWS is too long":                          "JWS が長すぎる",
	"the text breaks off inside of the signature":  "文字列が署名の途中で切れている",
	"not three parts of base64url":                 "base64url の3つの部分からなっていない",
	"the payload is not base64url":                 "内容が base64url でない",
	"the header is not base64url":                  "ヘッダーが base64url でない",
	"the header is no object":                      "ヘッダーが JSON のオブジェクトでない",
	"kid is missing or no text":                    "kid がないか、文字列でない",
	"crit or b64 would change how the JWS is read": "JWS の読み方を変える crit か b64 がある",
	"the signature is empty":                       "署名が空",
	"the signature is not base64url":               "署名が base64url でない",
	"the signature is not 64 bytes long":           "署名の長さが64バイトでない",

	// The payload and its claims.
	"the payload inflates beyond the limit":                   "内容を伸長すると上限を超える",
	"the payload has too many values":                         "内容に含まれる値が多すぎる",
	"the payload is no object":                                "内容が JSON のオブジェクトでない",
	"iss is missing or no text":                               "iss がないか、文字列でない",
	"iss is no https URL":                                     "iss が https の URL でない",
	"iss ends in a slash":                                     "iss が「/」で終わっている",
	"iss is no absolute URL with a host":                      "iss がホスト名のある絶対 URL でない",
	"iss has user information, a query or a fragment":         "iss に利用者情報、クエリまたはフラグメントがある",
	"vc.type does not say that this is a health card":         "vc.type に、SMART Health Card であることが記されていない",
	"credentialSubject or fhirBundle is missing or no object": "credentialSubject か fhirBundle がないか、オブジェクトでない",
	"vc.rid is no text":                                       "vc.rid が文字列でない",
	"content of an unknown format":                            "内容の形式が不明",
	"malformed FHIR bundle":                                   "FHIR バンドルの形が正しくない",

	// Why JSON is refused.
	"not well-formed JSON":                           "JSON として正しくない",
	"duplicate member name":                          "同じ名前の項目が重複している",
	"invalid UTF-8 or lone surrogate":                "UTF-8 として正しくないか、対になっていないサロゲートがある",
	"nested too deeply":                              "入れ子が深すぎる",
	"text after the JSON value":                      "JSON の値の後に余分な文字がある",
	"longer than 2 GiB, or more values than allowed": "2 GiB を超えているか、値が多すぎる",

	// Notes on the code.
	"white space or a byte order mark around the code":              "コードの前後に空白かバイト順マークがある",
	"the line ends in CR LF":                                        "行末が CR LF になっている",
	"the text is in UTF-16":                                         "文字列が UTF-16 で書かれている",
	"the prefix shc:/ is not in lower case":                         "先頭の shc:/ が小文字でない",
	"longer than a single QR code may carry":                        "二次元コード1個に認められた長さを超えている",
	"the QR code is larger than version 22":                         "二次元コードが型番22より大きい",
	"the QR code's segments are not one of bytes and one of digits": "二次元コードのセグメントが、バイト1個と数字1個の構成でない",
	"spread over several codes, which is deprecated":                "複数のコードに分かれている(規格で非推奨)",
	"it would fit into one code":                                    "1個のコードに収まる長さなのに分かれている",
	"a chunk longer than a QR code may carry":                       "二次元コード1個に認められた長さを超える分割コードがある",
	"chunks of unequal size":                                        "分割コードの長さがそろっていない",
	"a chunk was read more than once":                               "同じ分割コードを2回以上読み取った",
	"written as chunk 1 of 1":                                       "1個だけなのに分割コード(1/1)として書かれている",
	"a header member without meaning here":                          "ヘッダーに、ここでは意味のない項目がある",
	"a byte order mark before the payload":                          "内容の前にバイト順マークがある",
	"fhirVersion is not 4.0: the content may be misread":            "fhirVersion が 4.0 でないため、内容を読み誤るおそれがある",
	"vc.rid is not 1 to 24 characters of base64url":                 "vc.rid が base64url の1文字から24文字でない",
	"vc.rid is null: taken for a card without one":                  "vc.rid が null なので、ID がないものとみなした",

	// Issuer, key, signature and conditions.
	"there is no usable trust set":                                                                       "使える信頼リストがない",
	"the issuer is not in the trust set":                                                                 "発行者が信頼リストに載っていない",
	"listed in the trust set":                                                                            "信頼リストに載っている",
	"blocked on this machine":                                                                            "この端末では受け付けない設定になっている",
	"the issuer listed the key earlier, and lists it no longer":                                          "発行者が以前は載せていたが、すでに取り下げた鍵",
	"the issuer listed such a key earlier, and lists it no longer; it is not at hand":                    "発行者が以前は載せていたが、すでに取り下げた鍵で、手元に残っていない",
	"the directory listed the issuer earlier, and lists it no longer":                                    "以前は発行者一覧に載っていたが、今は載っていない",
	"the issuer lists no such key":                                                                       "発行者の鍵として載っていない",
	"listed under this issuer":                                                                           "この発行者の鍵として載っている",
	"the signature does not belong to this content and key":                                              "署名が、この内容と鍵に一致しない",
	"a key whose private half is public":                                                                 "秘密鍵が公開されている鍵",
	"the example issuer of the specification, whose private keys are public":                             "規格の例示用の発行者で、秘密鍵が公開されている",
	"vaxcheck's own specimens, whose private key is public":                                              "vaxcheck の見本の発行者で、秘密鍵が公開されている",
	"a test system that the directory lists: the address says uat (user acceptance test) and TST (test)": "発行者一覧に載っている試験用システム: アドレスに uat(受け入れ試験)と TST(試験)とある",
	"the record does not show what the policy asks for":                                                  "記録が条件を満たしていない",

	// Times.
	"no limit set": "上限の指定なし",
	"the clock is earlier than the trust set":                          "端末の時計が、信頼リストの作成日時より前を示している",
	"issued later than the clock, which is earlier than the trust set": "発行日時が端末の時計より後だが、時計は信頼リストの作成日時より前を示している",
	"issued later than the time it is judged at":                       "発行日時が判定日時より後",
	"the card does not expire":                                         "証明書に期限がない",
	"the time it is judged at is not before exp":                       "判定日時が exp(期限)以後",
	"exp is not after nbf":                                             "exp(期限)が nbf(発行日時)より後でない",
	"issued outside the period of the key's certificate":               "鍵の電子証明書の期間外に発行されている",
	"no certificate of the issuer states a period for the key":         "鍵の期間を示す、発行者の電子証明書がない",

	// Revocation.
	"the issuer offers no revocation list for the key":                                                 "発行者は、この鍵の取り消し一覧を出していない",
	"the card's revocation id is no text, so it cannot be compared with the list":                      "証明書の取り消し用の ID が文字列でないため、一覧と照合できない",
	"entries of the issuer's revocation list cannot be read, and the card may be among them":           "発行者の取り消し一覧に読み取れない項目があり、この証明書が含まれるかもしれない",
	"the issuer announces a revocation list that is not at hand":                                       "発行者が告知した取り消し一覧が手元にない",
	"the issuer has a revocation list for the key that is not at hand or cannot be used":               "この鍵の取り消し一覧が、手元にないか、使えない",
	"named in the issuer's revocation list up to a time, and the card does not say when it was issued": "発行者の取り消し一覧に、ある時点までの発行分として載っているが、証明書の発行日時がわからない",
	"named in the issuer's revocation list":                                                            "発行者の取り消し一覧に載っている",
	"the card has no revocation id, so the list cannot name it":                                        "証明書に取り消し用の ID がないため、一覧に載ることがない",
	"not named, but list and key set are of different moments":                                         "一覧に載っていない。ただし、取り消し一覧と鍵の時点が異なる",
	"not named in the issuer's revocation list":                                                        "発行者の取り消し一覧に載っていない",

	// Notes on the content.
	"Bundle.type is missing or not one of FHIR's bundle types.": "Bundle.type がないか、FHIR で定められたバンドルの種類でない。",
	"The bundle fits none of the vaccination and laboratory bundle profiles: a collection of exactly one Patient with only Immunizations or only Observations.": "接種・検査のバンドルのプロファイル(collection で、Patient がちょうど1件、ほかは Immunization だけか Observation だけ)のどれにも合わない。",
	"The bundle names no person.":                                                                "バンドルに個人の記載がない。",
	"The bundle names more than one person.":                                                     "バンドルに2人以上の記載がある。",
	"The entry's fullUrl is missing or not of the form resource:N.":                              "entry の fullUrl がないか、resource:N の形でない。",
	"Another entry has the same fullUrl, so references to it are ambiguous.":                     "ほかの entry と fullUrl が同じため、参照先が定まらない。",
	"The reference is not of the form resource:N.":                                               "参照が resource:N の形でない。",
	"The reference leads to no entry of the bundle.":                                             "参照先の entry がバンドルにない。",
	"It cannot be told which person the record is about.":                                        "どの人の記録かわからない。",
	"The resource has no resourceType.":                                                          "リソースに resourceType がない。",
	"The resource has an id, which cards should leave out.":                                      "リソースに id がある(証明書では省くべきもの)。",
	"The resource has meta with more than security in it, which cards should leave out.":         "リソースの meta に security 以外の項目がある(証明書では省くべきもの)。",
	"meta.security is not one label with a code.":                                                "meta.security が、コードのあるラベル1件になっていない。",
	"The identity assurance level is given without its code system.":                             "本人確認の保証レベルに、コード体系が示されていない。",
	"The resource has a narrative text, which cards should leave out; it is never shown.":        "リソースに説明文(text)がある(証明書では省くべきもの)。表示はしない。",
	"The concept has a text beside its codes, which cards should leave out.":                     "コードのほかに text がある(証明書では省くべきもの)。",
	"The code has a display text, which cards should leave out; it is never shown.":              "コードに表示名(display)がある(証明書では省くべきもの)。表示はしない。",
	"The coding lacks its system or its code.":                                                   "coding に system か code がない。",
	"The element is empty or null, which FHIR forbids.":                                          "要素が空か null になっている(FHIR では認められない)。",
	"The element is of the wrong JSON type and was read as if it were not there.":                "要素の JSON の型が正しくないため、ないものとして扱った。",
	"The element is not a date as FHIR writes it.":                                               "要素が FHIR の日付の形でない。",
	"The immunization's status is not completed: it is no dose that was given.":                  "接種の status が completed でないため、接種したことにならない。",
	"The observation's status is not final, amended or corrected.":                               "検査の status が final、amended、corrected のどれでもない。",
	"The immunization does not have exactly one of occurrenceDateTime and occurrenceString.":     "接種に、occurrenceDateTime か occurrenceString のどちらか1つだけがある形になっていない。",
	"The immunization is dated before the person's birth.":                                       "接種の日付が本人の生年月日より前になっている。",
	"The observation does not have exactly one value.":                                           "検査の値がちょうど1つになっていない。",
	"The observation has a component that was not read.":                                         "検査に、読み取っていない component がある。",
	"The resource has implicitRules, which may change its meaning; it is not interpreted.":       "リソースに、意味を変えうる implicitRules がある。このリソースは解釈しない。",
	"The resource has a modifierExtension, which may change its meaning; it is not interpreted.": "リソースに、意味を変えうる modifierExtension がある。このリソースは解釈しない。",
	"There are more notes than are listed.":                                                      "このほかにも注記がある。",

	// Notes from reading a trust set.
	"issuer id missing, empty or too long":                        "発行者の ID がないか、空か、長すぎる",
	"issuer listed more than once":                                "発行者が2回以上載っている",
	"issuer has no list of keys":                                  "発行者に鍵の一覧がない",
	"more keys than any real issuer has":                          "実在の発行者ではありえないほど鍵が多い",
	"name or URL is not a text or too long":                       "名称か URL が文字列でないか、長すぎる",
	"time missing or not in RFC 3339 form":                        "日時がないか、RFC 3339 の形でない",
	"key is not an object":                                        "鍵が JSON のオブジェクトでない",
	"private key published: anyone can sign in the issuer's name": "秘密鍵が公開されていて、誰でも発行者の名で署名できる",
	"private half of the key published elsewhere in the trust data: anyone can sign in the issuer's name": "鍵の秘密鍵が信頼リストの別の箇所で公開されていて、誰でも発行者の名で署名できる",
	"coordinate is not base64url of 1 to 32 bytes":                                                        "座標が base64url の1バイトから32バイトでない",
	"kid is not the thumbprint of the key":                                                                "kid が鍵のサムプリントと一致しない",
	"point is not on the curve":                                                                           "点が曲線の上にない",
	"certificate cannot be read":                                                                          "電子証明書を読み取れない",
	"certificate is for another key":                                                                      "電子証明書が別の鍵のもの",
	"certificate is not made out to the issuer":                                                           "電子証明書が、この発行者に宛てたものでない",
	"counter of the revocation list cannot be read":                                                       "取り消し一覧の番号を読み取れない",
	"more revocation lists than an issuer can have keys":                                                  "取り消し一覧が、発行者の鍵の数の上限より多い",
	"more revocation lists than one key can have":                                                         "1つの鍵の取り消し一覧が多すぎる",
	"several revocation lists and none is the newest; all their entries count":                            "取り消し一覧が複数あり、どれが最新か決まらないため、すべての登録を適用する",
	"revocation list for no key of the issuer":                                                            "発行者のどの鍵のものでもない取り消し一覧",
	"revocation list of an unknown method":                                                                "取り消し一覧の方式が不明",
	"revocation list without entries or with too many":                                                    "取り消し一覧に登録の欄がないか、登録が多すぎる",
	"revocation list is not the one its key announces":                                                    "鍵が告知した番号の取り消し一覧でない",
}
