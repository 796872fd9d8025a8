package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"vaxcheck/decode"
	"vaxcheck/gate"
	"vaxcheck/gate/camera"
	"vaxcheck/verify"
	"vaxcheck/verify/record"
)

// reason is what is said of one, and what to do then.
type reason struct{ sentence, next string }

// speech is what the door says of answers in one language.
type speech struct {
	ja                                                            bool
	verdicts                                                      map[string]string
	reasons                                                       map[verify.Reason]reason
	good                                                          reason
	idle                                                          reason
	several                                                       reason
	waiting                                                       func(have, want int) reason
	seen                                                          func(at string) string
	stale                                                         string
	status                                                        func(days int) string
	issuer, issued, key, format, name, birth, doses, lot, heading string
}

func (s speech) panel(state gate.State) camera.Panel {
	if state.Stale {
		p := s.answer(state.View)
		p.Word, p.Sentence, p.Next = "", s.stale, ""
		return p
	}
	switch state.Phase {
	case gate.Idle:
		return camera.Panel{Sentence: s.idle.sentence, Next: s.idle.next}
	case gate.Waiting:
		r := s.waiting(state.Have, state.Want)
		return camera.Panel{Word: fmt.Sprintf("%d / %d", state.Have, state.Want), Sentence: r.sentence, Next: r.next}
	case gate.Several:
		return camera.Panel{Word: s.verdicts[string(verify.Unreadable)], Sentence: s.several.sentence,
			Next: s.several.next}
	}
	return s.answer(state.View)
}

func (s speech) answer(v verify.View) camera.Panel {
	p := camera.Panel{Word: s.verdicts[string(v.Verdict)], Sentence: s.good.sentence, Next: s.good.next}
	if len(v.Reasons) > 0 {
		r := s.reasons[v.Reasons[0].Code]
		p.Sentence, p.Next = r.sentence, r.next
	}
	if v.SeenBefore != nil {
		p.Sentence = s.seen(time.Time(*v.SeenBefore).Local().Format("15:04"))
	}
	if v.Content != nil {
		p.Details = s.content(*v.Content)
		p.Name = fullName(*v.Content)
	}
	p.Details = append(p.Details, s.code(v.Code)...)
	return p
}

func fullName(c verify.Content) string {
	if c.Subject == nil || len(c.Subject.Names) == 0 {
		return ""
	}
	return written(c.Subject.Names[0])
}

func written(n record.Name) string { return n.Family + " " + strings.Join(n.Given, " ") }

func (s speech) content(c verify.Content) (lines []camera.Line) {
	if c.Subject != nil {
		for _, n := range c.Subject.Names {
			lines = append(lines, camera.Line{Label: s.name, Value: written(n), Strong: true})
		}
		if c.Subject.BirthDate != nil {
			lines = append(lines, camera.Line{Label: s.birth, Value: *c.Subject.BirthDate, Strong: true})
		}
	}
	if len(c.Doses) > 0 {
		lines = append(lines, camera.Line{Label: s.doses})
	}
	for i, d := range c.Doses {
		product := d.Vaccine.Name.EN
		if s.ja {
			product = d.Vaccine.Name.JA
		}
		lines = append(lines, camera.Line{Label: fmt.Sprint(i + 1), Value: *d.Date + "  " + product + "  " +
			s.lot + " " + *d.Lot})
	}
	return lines
}

func (s speech) code(c *verify.CodeView) (lines []camera.Line) {
	if c == nil {
		return nil
	}
	lines = append(lines, camera.Line{Label: s.heading}, camera.Line{Label: s.format, Value: c.Format.Title()})
	if c.Issuer != nil {
		lines = append(lines, camera.Line{Label: s.issuer, Value: c.Issuer.Name},
			camera.Line{Value: c.Issuer.ID, Label: "URL"})
	}
	if c.IssuedAt != nil {
		lines = append(lines, camera.Line{Label: s.issued, Value: time.Time(*c.IssuedAt).Format(time.DateOnly)})
	}
	if c.Key != nil {
		lines = append(lines, camera.Line{Label: s.key, Value: c.Key.ID})
	}
	return append(lines, camera.Line{Label: "SHA-256", Value: c.SHA256})
}

// languages take the page's own words from a file, as the command has them.
func languages(file string) ([]camera.Language, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var settings struct{ Languages []camera.Language }
	if err := json.Unmarshal(data, &settings); err != nil {
		return nil, err
	}
	made := time.Now().AddDate(0, 0, -12)
	for i, l := range settings.Languages {
		s := speechEN // in the place of what other languages say
		if l.Tag == "ja" {
			s = speechJA
		}
		s.verdicts = l.Words.Verdicts
		l.Panel, l.Status = s.panel, func(now time.Time) string { return s.status(int(now.Sub(made).Hours() / 24)) }
		settings.Languages[i] = l
	}
	return settings.Languages, nil
}

const (
	retakeEN  = "Ask for the code of the vaccination certificate itself; in Japan's app it is under the SHC tab."
	refereeEN = "Do not treat it as confirmed. Ask the person in charge."
	retakeJA  = "接種証明書の二次元コードを見せてもらってください。デジタル庁のアプリでは「SHC」のタブにあります。"
	refereeJA = "確認できたものとして扱わず、責任者に相談してください。"
)

var speechEN = speech{
	reasons: map[verify.Reason]reason{
		verify.ReasonSignatureInvalid: {"The signature does not match: the certificate was altered, or the issuer did not sign it.",
			"Do not accept it as proof. Ask for the original, in the issuer's app or on paper, and check that."},
		verify.ReasonIssuerUnknown: {"The issuer is not in the trust set.", refereeEN},
		verify.ReasonSeenBefore:    {"", "Compare with the ID. Ask the person in charge."},
		verify.ReasonPolicyNotMet: {"The certificate is genuine, but does not show what is asked for here.",
			"Ask whether there is another certificate; otherwise the person in charge decides."},
		verify.ReasonSpecimen: {"This is a specimen, or was made by a test issuer. It is nobody's certificate.",
			"Ask for the visitor's own certificate."},
		decode.ReasonNotCertificate: {"The code is not a vaccination certificate.", retakeEN},
		decode.ReasonNoCode: {"No two-dimensional code could be read.",
			"Take the picture again: the whole code, from straight in front, without glare."},
		verify.ReasonTrustMissing: {"There is no trust set, so nothing can be judged.", "Call the person in charge."},
	},
	good: reason{"A genuine certificate that meets the conditions.",
		"Compare name and birth date with an identity document; a certificate is none."},
	idle:    reason{"Hold the code before the camera.", ""},
	several: reason{"More than one certificate at once.", "One visitor at a time: show one code alone."},
	waiting: func(have, want int) reason {
		return reason{fmt.Sprintf("%d of %d codes are read.", have, want),
			"Show the next code of the same certificate."}
	},
	stale: "This answer is held, and does not count for whoever comes now.",
	seen:  func(at string) string { return "The same person was let in at " + at + "." },
	status: func(days int) string {
		return fmt.Sprintf("Trust set %d days old · at least one COVID-19 vaccination", days)
	},
	issuer: "Issuer", issued: "Issued", key: "Key", format: "Format", name: "Name", birth: "Birth date",
	doses: "Doses", heading: "Code", lot: "lot",
}

var speechJA = speech{
	ja: true,
	reasons: map[verify.Reason]reason{
		verify.ReasonSignatureInvalid: {"署名を確認できません。内容が、発行者が署名したものと一致しません。",
			"このままでは証明として扱えません。発行元のアプリまたは紙の原本を見せてもらい、読み取り直してください。"},
		verify.ReasonIssuerUnknown:  {"発行者が信頼リストに載っていません。", refereeJA},
		verify.ReasonSeenBefore:     {"", "本人確認書類と見比べ、責任者に相談してください。"},
		verify.ReasonPolicyNotMet:   {"署名と期限に問題はありませんが、ここで求める条件を満たしていません。", "ほかの証明書をお持ちかどうか聞いてください。なければ責任者に相談してください。"},
		verify.ReasonSpecimen:       {"見本、または試験用の発行者による証明書で、どなたの証明にもなりません。", "ご本人の証明書を見せてもらってください。"},
		decode.ReasonNotCertificate: {"接種証明書のコードではありません。", retakeJA},
		decode.ReasonNoCode:         {"二次元コードを読み取れません。", "コード全体が入るように、正面から、光の反射を避けて撮り直してください。"},
		verify.ReasonTrustMissing:   {"信頼リスト(発行者と鍵の一覧)がないため、判定できません。", "責任者に連絡してください。"},
	},
	good:    reason{"正しい証明書で、条件を満たしています。", "氏名と生年月日を本人確認書類と見比べてください。接種証明書は本人確認書類ではありません。"},
	idle:    reason{"コードをカメラにかざしてください。", ""},
	several: reason{"複数の証明書が同時に写っています。", "お一人ずつ、コードを一つだけ見せてもらってください。"},
	waiting: func(have, want int) reason {
		return reason{fmt.Sprintf("%d個のうち%d個のコードを読み取りました。", want, have), "同じ証明書の次のコードを見せてもらってください。"}
	},
	stale: "固定したままの判定です。次の方には使えません。",
	seen:  func(at string) string { return "同じ方が " + at + " に入場しています。" },
	status: func(days int) string {
		return fmt.Sprintf("信頼リスト 作成から%d日 · 条件 新型コロナワクチン接種1回以上", days)
	},
	issuer: "発行者", issued: "発行日", key: "鍵", format: "形式", name: "氏名", birth: "生年月日", doses: "接種",
	heading: "コード", lot: "製造番号",
}
