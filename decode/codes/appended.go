package codes

import (
	"strings"

	"vaxcheck/decode"
)

// specAppend cites how one text is spread over several symbols.
const specAppend = `ISO/IEC 18004 "Structured Append"`

// joinAppended joins the symbols of one picture that say that they are parts of one text:
// as many as there are to be, each with the parity of the whole. Where some are missing,
// they are one answer that says so.
func joinAppended(found []symbolText) []symbolText {
	type set struct {
		count  int
		parity byte
	}
	at := map[set]int{} // where the set stands among the results
	parts := map[set][]*symbolText{}
	var all []symbolText
	for i := range found {
		part := found[i].part
		if part == nil || part.Count < 2 || part.Index >= part.Count {
			all = append(all, found[i])
			continue
		}
		s := set{part.Count, part.Parity}
		if parts[s] == nil {
			parts[s], at[s] = make([]*symbolText, part.Count), len(all)
			all = append(all, symbolText{Symbol: found[i].Symbol})
		}
		parts[s][part.Index] = &found[i]
	}
	for s, symbols := range parts {
		whole := &all[at[s]]
		whole.Text, whole.problem = joinParts(symbols, s.parity)
		whole.joined = []decode.Note{noteAppend}
	}
	return all
}

// joinParts joins the texts of a set.
func joinParts(symbols []*symbolText, parity byte) (string, *decode.Problem) {
	var text strings.Builder
	have := 0
	for _, s := range symbols {
		if s != nil {
			text.WriteString(s.Text)
			have++
		}
	}
	problem := decode.ChunksMissing(have, len(symbols), specAppend)
	if have < len(symbols) {
		return "", problem
	}
	for i := range text.Len() {
		parity ^= text.String()[i]
	}
	if parity != 0 && isASCII(text.String()) {
		problem.Reason, problem.Detail = decode.ReasonChunksConflict, codeParity
		return "", problem
	}
	return text.String(), nil
}

func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }) < 0
}
