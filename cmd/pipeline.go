package cmd

import (
	"context"
	"iter"
	"runtime"
	"strings"
	"sync"

	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// pipeline judges inputs side by side and hands out the answers in the order
// of the inputs, in memory that does not grow with their number.
type pipeline struct {
	judge   func(*decode.Credential) verify.Report
	workers int
	emit    func(answer) error
	// trouble is told why an input could not be read, in order.
	trouble func(origin, error)
}

// piece is what one code of an input became: judged, or a chunk that waits for
// the others of its set.
type piece struct {
	origin origin
	chunk  *decode.Code
	answer answer
}

// work is one input on its way through.
type work struct {
	in      input
	done    chan struct{}
	pieces  []piece
	trouble error
}

// run returns when every input has been answered, when emit fails or when the
// context ends.
func (p *pipeline) run(ctx context.Context, inputs iter.Seq[input]) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs := make(chan *work)
	ordered := make(chan *work, 2*p.workers)
	var workers sync.WaitGroup
	for range p.workers {
		workers.Go(func() {
			for w := range jobs {
				p.do(w)
			}
		})
	}
	go func() {
		defer close(ordered)
		defer close(jobs)
		for in := range inputs {
			w := &work{in: in, done: make(chan struct{})}
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
func (p *pipeline) collect(ctx context.Context, ordered <-chan *work) error {
	var chunks decode.Assembler
	for {
		var w *work
		var open bool
		select {
		case w, open = <-ordered:
		case <-ctx.Done():
			return ctx.Err()
		}
		if !open {
			break
		}
		select {
		case <-w.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := p.hand(w, &chunks); err != nil {
			return err
		}
	}
	for _, c := range chunks.Rest() {
		at, _ := c.Codes[0].Source.(origin)
		if err := p.emit(answer{origin: at, report: p.judge(c)}); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (p *pipeline) hand(w *work, chunks *decode.Assembler) error {
	if w.trouble != nil {
		p.trouble(w.in.origin, w.trouble)
	}
	for _, piece := range w.pieces {
		if piece.chunk != nil {
			c := chunks.Add(*piece.chunk)
			if c == nil {
				continue
			}
			piece.answer = answer{origin: piece.origin, report: p.judge(c)}
		}
		if err := p.emit(piece.answer); err != nil {
			return err
		}
	}
	return nil
}

// do reads and judges one input. A panic is a mistake of ours; it costs this
// input's answer and no other's.
func (p *pipeline) do(w *work) {
	defer close(w.done)
	defer func() {
		if recover() != nil {
			w.trouble = &bugError{place: panicPlace()}
			damaged := decode.Parse(decode.Code{Problem: &decode.Problem{Stage: decode.StageDecode,
				Reason: decode.ReasonFileDamaged, Detail: "internal error"}})
			w.pieces = []piece{{answer: answer{origin: w.in.origin, report: p.judge(damaged), bug: true}}}
		}
	}()
	codes, trouble := w.in.read()
	w.trouble = trouble
	for i, code := range codes {
		at := w.in.origin
		if len(codes) > 1 {
			at.Code = i + 1
		}
		code.Source = at
		next := piece{origin: at, chunk: &codes[i]}
		codes[i].Source = at
		if code.Problem != nil || !decode.IsChunk(code.Text) {
			next = piece{answer: answer{origin: at, report: p.judge(decode.Parse(code))}}
		}
		w.pieces = append(w.pieces, next)
	}
}

// bugError tells where a panic happened and not what its value was, which may
// quote a card.
type bugError struct{ place string }

func (e *bugError) Error() string { return "internal error in " + e.place }

// panicPlace names the function of ours that panicked, for a recover's use.
func panicPlace() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "vaxcheck/") {
			return strings.TrimPrefix(f.Function, "vaxcheck/")
		}
		if !more {
			return "an unknown place"
		}
	}
}

// judgeWith returns the judging of a run: with a set, or with the reason why
// there is none.
func judgeWith(s *settings, set *trust.Set, refused verify.Reason) func(*decode.Credential) verify.Report {
	if set == nil {
		return func(*decode.Credential) verify.Report { return verify.NotReadyReport(refused, s.policy, s.instant()) }
	}
	return func(c *decode.Credential) verify.Report { return verify.Check(c, set, s.policy, s.instant()) }
}
