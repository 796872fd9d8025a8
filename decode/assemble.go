package decode

import "strings"

// An Assembler joins the chunks of certificates that are spread over several
// codes, in any order and among other codes. Chunks carry no mark of the
// certificate they belong to, only their total; so there is one open set for
// each total, and whether its parts belong together is told by the signature.
//
// With Restart, a code that cannot belong to the open set ends that set, which
// is answered as incomplete, and begins a new one: the codes are the scans of a
// queue of people, and one may have walked off. Without, the codes are of one
// call, and two different ones for one place are a conflict.
//
// The zero Assembler is ready. It holds at most MaxChunks codes for each of
// MaxChunks totals. It is not for concurrent use.
type Assembler struct {
	Restart bool

	sets [MaxChunks + 1]*chunkSet
	open []int // totals of open sets, in the order of their first chunks
}

// chunkSet is what has been seen of one certificate.
type chunkSet struct {
	parts    []string
	codes    []Code // one for each part
	all      []Code // in the order in which they came
	have     int
	conflict bool
	repeated bool
}

// Add takes one code for which IsChunk holds. It returns the credential that
// this code completes, or that it ends, and nil while chunks are missing.
func (a *Assembler) Add(code Code) *Credential {
	k, detail := parseChunk(code.Text)
	if detail != "" || k.total == 1 {
		return Parse(code)
	}
	set := a.sets[k.total]
	if a.Restart && set != nil && set.conflicts(k) {
		a.close(k.total)
		a.Add(code)
		return set.credential()
	}
	if set == nil {
		set = &chunkSet{parts: make([]string, k.total), codes: make([]Code, k.total)}
		a.sets[k.total] = set
		a.open = append(a.open, k.total)
	}
	set.add(k, code)
	if set.have < k.total {
		return nil
	}
	a.close(k.total)
	return set.credential()
}

// Progress returns how many codes there are of the set that was begun last, and
// how many it has; 0 of 0 if none is open.
func (a *Assembler) Progress() (have, total int) {
	if len(a.open) == 0 {
		return 0, 0
	}
	total = a.open[len(a.open)-1]
	return a.sets[total].have, total
}

// Rest returns a credential for each set that never became whole, in the order
// of their first chunks, and forgets them.
func (a *Assembler) Rest() []*Credential {
	var rest []*Credential
	for _, total := range a.open {
		rest = append(rest, a.sets[total].credential())
	}
	*a = Assembler{Restart: a.Restart}
	return rest
}

// Pending returns the codes of the sets that are not whole, in the order of
// their places, and forgets them.
func (a *Assembler) Pending() []Code {
	var codes []Code
	for _, total := range a.open {
		codes = append(codes, a.sets[total].all...)
	}
	*a = Assembler{Restart: a.Restart}
	return codes
}

func (a *Assembler) close(total int) {
	a.sets[total] = nil
	for i, t := range a.open {
		if t == total {
			a.open = append(a.open[:i], a.open[i+1:]...)
			return
		}
	}
}

// add puts a chunk into its place. The same code twice is a code scanned
// twice; two codes for one place cannot both be right, and nothing tells which
// one is, so the set is refused.
func (s *chunkSet) add(k chunk, code Code) {
	i := k.ordinal - 1
	if s.parts[i] != k.part && len(s.all) < 2*MaxChunks {
		s.all = append(s.all, code)
	}
	switch s.parts[i] {
	case "":
		s.parts[i], s.codes[i] = k.part, code
		s.have++
	case k.part:
		s.repeated = true
	default:
		s.conflict = true
	}
}

// conflicts tells whether another code stands in a chunk's place.
func (s *chunkSet) conflicts(k chunk) bool {
	part := s.parts[k.ordinal-1]
	return part != "" && part != k.part
}

// credential joins the set, or says why it cannot be joined.
func (s *chunkSet) credential() *Credential {
	c := &Credential{}
	for i, code := range s.codes {
		if s.parts[i] != "" {
			c.Codes = append(c.Codes, code)
			c.Notes = append(c.Notes, code.Notes...)
		}
	}
	switch {
	case s.conflict:
		c.refuse(StageDecode, ReasonChunksConflict, shcChunkConflict, specChunk)
	case s.have < len(s.parts):
		c.Problems = append(c.Problems, *ChunksMissing(s.have, len(s.parts), specChunk))
	default:
		s.note(c)
		parseCompact(c, strings.Join(s.parts, ""))
	}
	return c
}

// Mixed is the credential that was joined from codes which do not belong to one
// certificate, as far as the caller can tell.
func Mixed(c *Credential) *Credential {
	mixed := &Credential{Codes: c.Codes, Notes: c.Notes}
	mixed.refuse(StageDecode, ReasonChunksConflict, shcOtherChunks, specChunk)
	return mixed
}

// note records what the specification would have written otherwise.
func (s *chunkSet) note(c *Credential) {
	c.note("chunked", shcChunked, specChunk)
	total, shortest, longest := 0, len(s.parts[0]), 0
	for _, part := range s.parts {
		total += len(part)
		shortest, longest = min(shortest, len(part)), max(longest, len(part))
	}
	if total <= maxSingle {
		c.note("chunked_without_need", shcChunksNeedless, specChunk)
	}
	if longest > maxChunk {
		c.note("chunk_too_long", shcChunkLong, specChunk)
	}
	if longest-shortest > len(s.parts) {
		c.note("chunks_unbalanced", shcChunksUnequal, specChunk)
	}
	if s.repeated {
		c.note("chunk_repeated", shcChunkRepeated, specChunk)
	}
}
