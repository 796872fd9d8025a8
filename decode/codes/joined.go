package codes

import (
	"slices"
	"strings"

	"vaxcheck/decode"
	"vaxcheck/decode/find"
	"vaxcheck/decode/lines"
)

// open returns the place of the code with which a line ends, and which may go on in the next
// line. A link that may hold one is open too.
func open(text string) find.Place {
	places, _ := finder.Places(text)
	if n := len(places); n > 0 && places[n-1].Reaches(text) {
		return places[n-1]
	}
	if at := strings.LastIndex(text, "://"); at >= 0 && !strings.Contains(text[at:], " ") {
		return find.Place{Kind: linkOpen, At: strings.LastIndexByte(text[:at], ' ') + 1}
	}
	return find.Place{}
}

// linkOpen is the kind of a link that goes on.
const linkOpen find.Kind = 255

// goesOn tells whether a line may be one with which a code of a kind goes on.
func (p *page) goesOn(kind find.Kind, line string) bool {
	text := lines.Take(line).Text
	if text == "" || beginsCode(text) {
		return false
	}
	switch kind {
	case linkOpen:
		return !strings.ContainsAny(text, " \t<>\"") && !strings.Contains(text, "://")
	case find.Base45:
		return find.IsAllFold(kind, text) || find.IsAll(kind, lines.Decoded(text))
	}
	return find.IsAllFold(kind, strings.ReplaceAll(text, " ", ""))
}

// beginsCode tells the first line of another code.
func beginsCode(text string) bool {
	return finder.Begins(text) || strings.HasPrefix(text, find.BeginsJWS) ||
		strings.HasPrefix(text, find.BeginsDigits) && len(text) >= find.MinDigits
}

// joined reads a code that begins in a line and goes on in the next ones, nil if what they
// give together cannot be read to its end. Then each line speaks for itself.
func (p *page) joined(first lines.Line) []decode.Code {
	place := open(first.Text)
	if place.Kind == find.None || alone(first.Text[place.At:]) {
		return nil
	}
	block, ends := p.block(first, place)
	for _, n := range lines.Ends(block) {
		text, ok := join(block[:n], place)
		if !ok {
			continue
		}
		notes := slices.Concat([]decode.Note{noteWrapped}, notesOf(block[:n]))
		switch before := first.Text[:place.At]; {
		case strings.Contains(before, "://"):
			notes = append(notes, noteLink)
		case before != "":
			notes = append(notes, noteEmbedded)
		}
		if codes := expand(decode.Code{Text: text, Notes: notes}); allWhole(codes) {
			p.at = ends[n-1]
			return codes
		}
	}
	if place.Kind != linkOpen {
		p.loose = ends[len(ends)-1]
	}
	return nil
}

// alone tells a code that needs no other line, as it is complete. A chunk would seem so
// wherever it is cut off: that of a long one alone counts.
func alone(text string) bool {
	return (!decode.IsChunk(text) || len(text) > maxChunkLine) && decode.IsComplete(text)
}

// maxChunkLine is longer than a line of a chunk that was wrapped, and shorter than chunks.
const maxChunkLine = 128

// block are the lines a code may consist of, and where in the text each ends.
func (p *page) block(first lines.Line, place find.Place) (block []lines.Line, ends []int) {
	first.Text = first.Text[place.At:]
	block, ends = append(block, first), append(ends, p.at)
	size, most := len(first.Text), lines.MaxBlock
	if place.Kind == find.Base45 {
		most = decode.MaxDCC
	}
	for at := p.at; at < len(p.text) && len(block) < lines.MaxLines && size < most; {
		line := p.peek(at)
		if p.joins -= len(line); p.joins < 0 || len(line) > lines.MaxBlock || !p.goesOn(place.Kind, line) {
			break
		}
		at += len(line)
		l := lines.Take(line)
		size += len(l.Text)
		block, ends = append(block, l), append(ends, at)
	}
	return block, ends
}

// join writes the lines of a code as one.
func join(block []lines.Line, place find.Place) (string, bool) {
	if place.Kind != find.Base45 {
		return lines.Unsoft(lines.Join(block), block), true
	}
	if slices.ContainsFunc(block, func(l lines.Line) bool { return l.Soft }) {
		block = slices.Clone(block)
		for i := range block {
			block[i].Text = lines.Decoded(block[i].Text)
		}
	}
	return lines.JoinBase45(block, place.Head, func(text string) bool {
		return slices.ContainsFunc(decode.Readings(text),
			func(r decode.Reading) bool { return decode.IsWhole(r.Text) })
	})
}

// notesOf returns the note of lines that were marked as quoted.
func notesOf(block []lines.Line) []decode.Note {
	if slices.ContainsFunc(block, func(l lines.Line) bool { return l.Quoted }) {
		return []decode.Note{noteQuoted}
	}
	return nil
}

// allWhole tells whether every code is complete, so that lines were joined rightly.
func allWhole(codes []decode.Code) bool {
	return len(codes) > 0 && !slices.ContainsFunc(codes, func(code decode.Code) bool {
		return code.Problem != nil || !decode.IsComplete(code.Text)
	})
}
