package qr

import (
	"flag"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/capture"
)

var dropOne = flag.String("drop", "",
	"print what is lost without each stage, on these `sets`: judged, stress, beyond, zxing")

// droppable are the stages by the names they have in docs/reading.md.
var droppable = []struct {
	name  string
	stage stages
}{
	{"nothing", 0},
	{"contrast stretched", stageStretch},
	{"passes half, quarter", stageHalves},
	{"pass smooth", stageSmooth},
	{"pass otsu", stageOtsu},
	{"passes blurred", stageBlurred},
	{"faint finders", stageFaint},
	{"passes deblurred", stageDeblurred},
	{"small pictures enlarged", stageEnlarged},
	{"inverted symbols", stageInverted},
	{"version information", stageVersion},
	{"first alignment pattern", stageAlignment},
	{"warp", stageWarp},
	{"all alignment patterns", stageAlignment | stageWarp},
	{"phase", stagePhase},
	{"growing", stageGrown},
	{"growing again", stageRegrown},
	{"phase and growing", stagePhase | stageGrown},
	{"five points a module", stageFivePoints},
	{"local threshold", stageLocal},
	{"equaliser", stageEqualised},
	{"erasures", stageErasures},
}

// TestDropOne prints what is read without each stage. There is no bound on the
// work.
func TestDropOne(t *testing.T) {
	if *dropOne == "" {
		t.Skip("without -drop")
	}
	for name := range strings.SplitSeq(*dropOne, ",") {
		rows := make([]dropRow, len(droppable))
		if name == "zxing" {
			dropZXing(t, rows)
		} else {
			set, ok := map[string]func() capture.Set{"judged": capture.Judged, "stress": capture.Stress,
				"beyond": capture.Beyond}[name]
			if !ok {
				t.Fatalf("no set %q", name)
			}
			dropSet(t, set(), rows)
		}
		fmt.Printf("%s, without: read, ms a picture\n", name)
		for i, d := range droppable {
			fmt.Printf("%-26s %4d %7.1f\n", d.name, rows[i].read, rows[i].mean())
		}
	}
}

type dropRow struct {
	read, pictures int
	took           time.Duration
}

func (r *dropRow) mean() float64 { return r.took.Seconds() * 1000 / float64(r.pictures) }

// each reads one picture without each stage in turn.
func each(rows []dropRow, reads func(Options) bool) {
	for i, d := range droppable {
		begin := time.Now()
		read := reads(Options{without: d.stage, Work: math.MaxInt64})
		rows[i].took += time.Since(begin)
		rows[i].pictures++
		if read {
			rows[i].read++
		}
	}
}

func dropSet(t *testing.T, set capture.Set, rows []dropRow) {
	for p := range set.All() {
		each(rows, func(o Options) bool { return readsAll(t, p, o) })
	}
}

func dropZXing(t *testing.T, rows []dropRow) {
	for _, f := range zxingPictures(t) {
		each(rows, func(o Options) bool { return readsZXing(t, f, o) })
	}
}
