package input

import (
	"context"
	"iter"
	"slices"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// Pipeline judges inputs side by side and hands out the answers in the order
// of the inputs, in memory that does not grow with their number.
type Pipeline struct {
	Judge   func(*decode.Credential) verify.Report
	Workers int
	Emit    func(show.Answer) error
	Stream  bool // standard input: the scans of a queue of people
	// Code is set instead of Judge and Emit by who wants the codes as they are.
	Code func(show.Origin, decode.Code) error
	// Trouble is told why an input could not be read, in order.
	Trouble func(show.Origin, error)
}

// piece is what one code of an input became: judged, or a chunk that waits for
// the others of its set.
type piece struct {
	origin show.Origin
	chunk  *decode.Code
	code   *decode.Code // as it is
	answer show.Answer
}

// work is one input on its way through. Its pieces come one by one, so that an
// input with a thousand codes takes no more memory than one with a few; trouble
// is set before pieces is closed.
type work struct {
	in      Input
	pieces  chan piece
	trouble error
}

// piecesAhead is how far a worker may be ahead of the output with one input.
const piecesAhead = 8

// Run returns when every input has been answered, when emit fails or when the
// context ends.
func (p *Pipeline) Run(ctx context.Context, inputs iter.Seq[Input]) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs := make(chan *work)
	ordered := make(chan *work, 2*p.Workers)
	for range p.Workers { // nobody waits for them: when the run ends, so does the program
		go func() {
			for w := range jobs {
				p.do(ctx, w)
			}
		}()
	}
	go func() {
		defer close(ordered)
		defer close(jobs)
		for in := range inputs {
			w := &work{in: in, pieces: make(chan piece, piecesAhead)}
			if !offer(ctx, ordered, w) || !offer(ctx, jobs, w) {
				return
			}
		}
	}()
	return p.collect(ctx, ordered)
}

// offer sends unless the context has ended.
func offer(ctx context.Context, to chan<- *work, w *work) bool {
	select {
	case to <- w:
		return true
	case <-ctx.Done():
		return false
	}
}

// collect takes finished work in order, joins chunks and emits answers.
func (p *Pipeline) collect(ctx context.Context, ordered <-chan *work) error {
	chunks := decode.Assembler{Restart: p.Stream}
	for {
		select {
		case w, open := <-ordered:
			if !open {
				return p.rest(ctx, &chunks)
			}
			if err := p.drain(ctx, w, &chunks); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// rest answers for the chunk sets that never became whole.
func (p *Pipeline) rest(ctx context.Context, chunks *decode.Assembler) error {
	for _, c := range chunks.Rest() {
		at, _ := c.Codes[0].Source.(show.Origin)
		if err := p.Emit(show.Answer{Origin: at, Report: p.Judge(c)}); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// drain emits the answers of one input as they come.
func (p *Pipeline) drain(ctx context.Context, w *work, chunks *decode.Assembler) error {
	for {
		select {
		case piece, open := <-w.pieces:
			if !open {
				if w.trouble != nil {
					p.Trouble(w.in.origin, w.trouble)
				}
				return nil
			}
			if err := p.hand(piece, chunks); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// hand emits the answer of one piece, unless it is a chunk that waits.
func (p *Pipeline) hand(next piece, chunks *decode.Assembler) error {
	switch {
	case next.code != nil:
		return p.Code(next.origin, *next.code)
	case next.chunk == nil:
		return p.Emit(next.answer)
	}
	c := chunks.Add(*next.chunk)
	if c == nil {
		return nil
	}
	report := p.Judge(c)
	if report.Unjoined() && (p.Stream || ofSeveralInputs(c.Codes)) {
		// Lines of a stream are the scans of a queue of people, and files may be
		// anybody's. What two of them showed does not belong together, and neither
		// is a forger: the newest code begins a set of its own.
		report = p.Judge(decode.Mixed(c))
		chunks.Add(*next.chunk)
	}
	return p.Emit(show.Answer{Origin: next.origin, Report: report})
}

// ofSeveralInputs tells whether codes were not all in one input.
func ofSeveralInputs(all []decode.Code) bool {
	return slices.ContainsFunc(all, func(c decode.Code) bool {
		return c.Source.(show.Origin).Index != all[0].Source.(show.Origin).Index
	})
}

// bug is the answer for an input on which we failed.
func (p *Pipeline) bug(at show.Origin) piece {
	damaged := codes.Failed()
	if p.Code != nil {
		return piece{origin: at, code: &damaged}
	}
	return piece{answer: show.Answer{Origin: at, Report: p.Judge(decode.Parse(damaged)), Bug: true}}
}

// do reads and judges one input. A panic is a mistake of ours; it costs this
// input's answer and no other's.
func (p *Pipeline) do(ctx context.Context, w *work) {
	defer close(w.pieces)
	send := func(next piece) bool {
		select {
		case w.pieces <- next:
			return true
		case <-ctx.Done():
			return false
		}
	}
	defer func() {
		if recover() != nil {
			w.trouble = &cli.BugError{Place: cli.PanicPlace()}
			send(p.bug(w.in.origin))
		}
	}()
	read, trouble := w.in.read()
	w.trouble = trouble
	var own decode.Assembler // the chunks of one input belong together first
	for at, code := range counted(w.in.origin, read) {
		if next, ok := p.piece(at, code, &own); ok && !send(next) {
			return
		}
	}
	for _, code := range own.Pending() {
		if !send(piece{origin: code.Source.(show.Origin), chunk: &code}) {
			return
		}
	}
}

// counted tells of each code which of its input it is, if that holds several.
func counted(at show.Origin, read iter.Seq[decode.Code]) iter.Seq2[show.Origin, decode.Code] {
	return func(yield func(show.Origin, decode.Code) bool) {
		var last *decode.Code // not handed out yet
		for code := range read {
			if last != nil {
				at.Code++
				if !yield(at, *last) {
					return
				}
			}
			last = &code
		}
		if at.Code > 0 {
			at.Code++
		}
		if last != nil {
			yield(at, *last)
		}
	}
}

// piece is what one code becomes. It is not ok for a chunk that waits for others of its
// input.
func (p *Pipeline) piece(at show.Origin, code decode.Code, own *decode.Assembler) (next piece, ok bool) {
	code.Source = at
	if p.Code != nil {
		return piece{origin: at, code: &code}, true
	}
	var c *decode.Credential
	if code.Problem != nil || !decode.IsChunk(code.Text) {
		c = decode.Parse(code)
	} else if c = own.Add(code); c == nil {
		return piece{}, false
	}
	return piece{answer: show.Answer{Origin: at, Report: p.Judge(c)}}, true
}

// JudgeWith returns the judging of a run: with a set, or with the reason why
// there is none.
func JudgeWith(s *show.Settings, set *trust.Set, refused verify.Reason) func(*decode.Credential) verify.Report {
	if set == nil {
		return func(*decode.Credential) verify.Report { return verify.NotReadyReport(refused, s.Policy, s.Instant()) }
	}
	return func(c *decode.Credential) verify.Report { return verify.Check(c, set, s.Policy, s.Instant()) }
}
