package qr

// rescue tries what helps when a grid is right and modules are wrong. The
// sampler holds the modules.
func (a *attempt) rescue(g grid, stage string) {
	s := &a.sampler
	s.plain = append(s.plain[:0], s.soft...)
	a.looked(equaliserLooks * a.layout.Size * a.layout.Size)
	if even := a.equaliser.equalise(a.layout, s.plain, nil); even != nil && !a.skips(stageEqualised) {
		if a.decode(g, even, stage+"+equalised"); a.done {
			return
		}
		if a.teach(g, even, stage+"+equalised+erasures"); a.done {
			return
		}
	}
	a.teach(g, s.plain, stage+"+erasures")
}

// teach decodes with the least sure codewords taken as unknown. If that repairs
// some of the blocks, their modules, which lie all over the symbol, are known for
// certain; the equaliser learns from them and the others get another chance.
func (a *attempt) teach(g grid, soft []float64, stage string) {
	c, s := &a.words, &a.sampler
	for good := 0; ; good = c.Good {
		if a.skips(stageErasures) || !c.Read(a.layout, soft) {
			return
		}
		a.looked(eraseLooks * a.layout.Size * a.layout.Size)
		corrected, ok := c.CorrectErasing()
		if ok {
			a.accept(g, soft, corrected, stage)
			return
		}
		if c.Good <= good {
			return
		}
		s.told = grown(s.told, len(soft))
		c.Truth(s.told)
		a.looked(equaliserLooks * a.layout.Size * a.layout.Size)
		if soft = a.equaliser.equalise(a.layout, s.plain, s.told); soft == nil {
			return
		}
	}
}
