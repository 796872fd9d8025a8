package decode

import (
	"cmp"
	"math"
	"slices"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode/detector"
)

// Bounds on the work one picture may cause. They count tries, not time, so that
// the same picture gives the same answer on every machine.
const (
	maxAttempts   = 64  // black and white pictures searched
	maxDecodes    = 800 // triples sampled and decoded
	maxCandidates = 600 // a picture with more finder patterns is noise
	maxFinders    = 40  // the candidates met most often, of which triples are made
	maxTriples    = 48  // triples tried in one attempt

	probableRows = 3 // rows that meet a finder pattern which is not there by chance
)

// qrReader reads the frames of one picture.
type qrReader struct {
	attempts, decodes int // left
	found             []symbolText
}

func newQRReader() *qrReader { return &qrReader{attempts: maxAttempts, decodes: maxDecodes} }

// view is a frame made ready for attempts. Its scale leads from its pixels back
// to those of the picture as it was given.
type view struct {
	grey
	name  string
	scale float64
}

// back turns a place in the view into one in the picture.
func (v view) back(x, y float64) Point {
	return Point{x / v.scale, y / v.scale}
}

// read tries the rungs of the ladder, cheap ones first, until one has yielded
// codes and nothing is left that looks like another: of several codes on a page
// it is often one that needs another scale.
func (r *qrReader) read(g grey) {
	var codes []symbolText
	defer func() { r.add(codes) }()
	for _, rung := range ladder(g.w, g.h) {
		v := rung.view(g)
		for _, way := range rung.ways {
			if r.attempts == 0 {
				return
			}
			r.attempts--
			var more bool
			codes, more = r.attempt(v, way, codes)
			if len(codes) > 0 && !more {
				return
			}
		}
	}
}

// add appends the codes of one frame in the order people read them.
func (r *qrReader) add(codes []symbolText) {
	for _, c := range inReadingOrder(codes) {
		if !slices.ContainsFunc(r.found, func(f symbolText) bool { return f.Text == c.Text }) {
			r.found = append(r.found, c)
		}
	}
}

// attempt searches a view in one way, adds what it finds to the codes read
// before, and tells whether there seem to be more. A panic in the library is
// taken as nothing found: another way may still read the picture.
func (r *qrReader) attempt(v view, way threshold, before []symbolText) (codes []symbolText, more bool) {
	defer func() {
		if recover() != nil {
			codes, more = before, true
		}
	}()
	g := v.grey
	if way.inverted {
		g = inverted(g)
	}
	dark := way.dark(g)
	if dark == nil {
		return before, true
	}
	return r.symbols(dark, v, way.name+v.name, before)
}

// symbols finds, samples and decodes the symbols of a black and white picture,
// except where one was read before.
func (r *qrReader) symbols(dark *gozxing.BitMatrix, v view, name string, codes []symbolText) ([]symbolText, bool) {
	outside := func(p *detector.FinderPattern) bool {
		at := v.back(p.GetX(), p.GetY())
		return !slices.ContainsFunc(codes, func(c symbolText) bool { return within(at, c.Symbol.Corners) })
	}
	patterns := finders(dark)
	d := detector.NewDetector(dark)
	for _, t := range triples(patterns) {
		if !outside(t.a) || !outside(t.b) || !outside(t.c) {
			continue
		}
		if r.decodes == 0 {
			break
		}
		r.decodes--
		code, ok := sample(d, t)
		if !ok {
			continue
		}
		code.Symbol.Found = name
		for i, p := range code.Symbol.Corners {
			code.Symbol.Corners[i] = v.back(p.X, p.Y)
		}
		codes = append(codes, code)
	}
	more := slices.ContainsFunc(patterns, func(p *detector.FinderPattern) bool {
		return p.GetCount() >= probableRows && outside(p)
	})
	return codes, more
}

// sample reads the grid of modules that a triple spans.
func sample(d *detector.Detector, t triple) (symbolText, bool) {
	grid, err := d.ProcessFinderPatternInfo(detector.NewFinderPatternInfo(t.order()))
	if err != nil {
		return symbolText{}, false
	}
	return decodeSymbol(grid)
}

// finders returns the likely finder patterns, those met in most rows first. The
// library's own search for several codes makes triples of all candidates, which
// in noise are thousands; its search for one code stops at the first three.
func finders(dark *gozxing.BitMatrix) []*detector.FinderPattern {
	f := detector.NewFinderPatternFinder(dark, nil)
	row := gozxing.NewBitArray(dark.GetWidth())
	step := 1 + dark.GetHeight()/800
	for y := step / 2; y < dark.GetHeight() && len(f.GetPossibleCenters()) < maxCandidates; y += step {
		row = dark.GetRow(y, row)
		scanRow(f, row, y)
	}
	found := slices.DeleteFunc(f.GetPossibleCenters(), func(p *detector.FinderPattern) bool { return p.GetCount() < 2 })
	slices.SortStableFunc(found, func(a, b *detector.FinderPattern) int { return b.GetCount() - a.GetCount() })
	return found[:min(len(found), maxFinders)]
}

// scanRow offers every dark-light-dark-light-dark sequence of a row whose runs
// are 1:1:3:1:1 to the finder, which checks it in the other directions (ISO/IEC
// 18004, "Finder pattern").
func scanRow(f *detector.FinderPatternFinder, row *gozxing.BitArray, y int) {
	var runs [5]int // lengths of the last five, the last of them dark
	start := row.GetNextSet(0)
	for start < row.GetSize() {
		end := row.GetNextUnset(start)
		runs[4] = end - start
		if detector.FinderPatternFinder_foundPatternCross(runs[:]) {
			counts := runs // the finder may keep what it is given
			f.HandlePossibleCenter(counts[:], y, end)
		}
		start = row.GetNextSet(end)
		runs = [5]int{runs[2], runs[3], runs[4], start - end}
	}
}

// triple is three finder patterns that may belong to one symbol.
type triple struct {
	a, b, c *detector.FinderPattern
	score   float64 // 0 for a perfect square
}

// order returns the patterns as the library wants them: lower left, upper left,
// upper right.
func (t triple) order() (bl, tl, tr *detector.FinderPattern) {
	p, q, s := gozxing.ResultPoint_OrderBestPatterns(t.a, t.b, t.c)
	return p.(*detector.FinderPattern), q.(*detector.FinderPattern), s.(*detector.FinderPattern)
}

// triples returns the most plausible triples, best first.
func triples(f []*detector.FinderPattern) []triple {
	var out []triple
	for i := range f {
		for j := range i {
			for k := range j {
				t := triple{a: f[i], b: f[j], c: f[k]}
				if t.rate() {
					out = append(out, t)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(s, t triple) int { return cmp.Compare(s.score, t.score) })
	return out[:min(len(out), maxTriples)]
}

// rate scores how far the triple is from two equal sides at a right angle and
// three modules of one size, and tells whether it is near enough to try.
func (t *triple) rate() bool {
	a, b, c := t.a.GetEstimatedModuleSize(), t.b.GetEstimatedModuleSize(), t.c.GetEstimatedModuleSize()
	sizes := math.Log(max(a, b, c) / min(a, b, c))
	bl, tl, tr := t.order()
	left, top := gozxing.ResultPoint_Distance(tl, bl), gozxing.ResultPoint_Distance(tl, tr)
	across := gozxing.ResultPoint_Distance(bl, tr)
	sides := math.Abs(math.Log(left / top))
	angle := math.Abs(math.Log(across * across / (left*left + top*top)))
	// A row meets a finder at an angle in runs up to √2 longer than a module.
	modules := (left + top) / 2 * 3 / (a + b + c)
	t.score = sides + angle + sizes/2
	return sizes < 0.7 && sides < 0.5 && angle < 0.5 && modules > 9 && modules < 180
}

// within tells whether a place lies inside a quadrilateral without dents.
func within(p Point, corners []Point) bool {
	left, right := false, false
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		side := (b.X-a.X)*(p.Y-a.Y) - (b.Y-a.Y)*(p.X-a.X)
		left, right = left || side < 0, right || side > 0
	}
	return left != right
}

// inReadingOrder sorts codes by rows from the top and in each row from the
// left. Codes are in one row if the middle of one lies within the height of the
// other, so that a slightly turned page keeps its order.
func inReadingOrder(codes []symbolText) []symbolText {
	type place struct {
		code       symbolText
		x, y, half float64
	}
	places := make([]place, len(codes))
	for i, c := range codes {
		box := bounds(c.Symbol.Corners)
		places[i] = place{c, (box[0].X + box[1].X) / 2, (box[0].Y + box[1].Y) / 2, (box[1].Y - box[0].Y) / 2}
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.y, b.y) })
	for from := 0; from < len(places); {
		to := from + 1
		for to < len(places) && places[to].y < places[from].y+places[from].half {
			to++
		}
		slices.SortStableFunc(places[from:to], func(a, b place) int { return cmp.Compare(a.x, b.x) })
		from = to
	}
	for i, p := range places {
		codes[i] = p.code
	}
	return codes
}

// bounds returns the upper left and lower right of the box around points.
func bounds(points []Point) [2]Point {
	if len(points) == 0 {
		return [2]Point{}
	}
	box := [2]Point{points[0], points[0]}
	for _, p := range points {
		box[0] = Point{min(box[0].X, p.X), min(box[0].Y, p.Y)}
		box[1] = Point{max(box[1].X, p.X), max(box[1].Y, p.Y)}
	}
	return box
}
