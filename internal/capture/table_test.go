package capture

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	table   = flag.Bool("table", false, "read whole sets and print a table by class")
	sets    = flag.String("sets", "judged,stress", "which `sets`: judged, sizes, stress, beyond, others")
	classes = flag.String("classes", "", "only these `classes`")
	readers = flag.String("readers", "qr,gozxing", "which `readers`: qr, gozxing, zbar, zxing")
	thin    = flag.Int("thin", 0, "only so many pictures of each class")
	misses  = flag.Bool("misses", false, "name the pictures not read")
	save    = flag.String("save", "", "write the pictures to this `directory`")
)

func writePNG(t *testing.T, name string, img image.Image) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := e.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// tally counts what a reader did with one class, or with all.
type tally struct {
	pictures, read, wrong int
	times                 []time.Duration
	missed                []int
}

func (y *tally) count(p Picture, got []string, took time.Duration) {
	y.pictures++
	y.times = append(y.times, took)
	found := 0
	for _, text := range got {
		if slices.Contains(p.Texts, text) {
			found++
		} else {
			y.wrong++
		}
	}
	if found >= len(p.Texts) && (found > 0 || len(got) == 0) {
		y.read++
	} else {
		y.missed = append(y.missed, p.N)
	}
}

func (y *tally) add(other *tally) {
	y.pictures += other.pictures
	y.read += other.read
	y.wrong += other.wrong
	y.times = append(y.times, other.times...)
}

func (y *tally) String() string {
	slices.Sort(y.times)
	sum := time.Duration(0)
	for _, d := range y.times {
		sum += d
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	n := len(y.times)
	return fmt.Sprintf("%3d/%-3d %3d %8.1f %8.1f %8.1f %8.1f", y.read, y.pictures, y.wrong,
		ms(sum)/float64(n), ms(y.times[n/2]), ms(y.times[n*95/100]), ms(y.times[n-1]))
}

func TestTable(t *testing.T) {
	if !*table {
		t.Skip("without -table")
	}
	for name := range strings.SplitSeq(*sets, ",") {
		set, ok := allSets[name]
		if !ok {
			t.Fatalf("no set %q", name)
		}
		printTable(t, name, set())
	}
}

var allSets = map[string]func() Set{
	"judged": Judged,
	"sizes":  JudgedSizes,
	"stress": Stress,
	"beyond": Beyond,
	"others": Others,
}

func printTable(t *testing.T, name string, set Set) {
	if *thin > 0 {
		set = set.Thin(*thin)
	}
	names := strings.Split(*readers, ",")
	fmt.Printf("\n%-12s", name)
	for _, reader := range names {
		fmt.Printf("  %-49s", reader+": read, wrong, ms mean, median, p95, worst")
	}
	fmt.Println()
	total := make([]tally, len(names))
	for class := range classesOf(set) {
		printClass(t, names, set.Class(class), total)
	}
	fmt.Printf("%-12s", "all")
	for i := range total {
		fmt.Printf("  %-49v", &total[i])
	}
	fmt.Println()
}

// classesOf goes through the names of the classes asked for.
func classesOf(s Set) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for i, r := range s {
			if i > 0 && r.Class == s[i-1].Class {
				continue
			}
			if *classes != "" && !slices.Contains(strings.Split(*classes, ","), r.Class) {
				continue
			}
			if !yield(r.Class) {
				return
			}
		}
	}
}

func printClass(t *testing.T, names []string, set Set, total []tally) {
	rows := make([]tally, len(names))
	for p := range set.All() {
		if *save != "" && !p.Image.Bounds().Empty() {
			writePNG(t, filepath.Join(*save, p.Name()+".png"), p.Image)
		}
		for i, name := range names {
			begin := clock()
			got := allReaders[name](t, p.Image)
			rows[i].count(p, got, clock()-begin)
		}
	}
	fmt.Printf("%-12s", set[0].Class)
	for i := range rows {
		fmt.Printf("  %-49v", &rows[i])
		total[i].add(&rows[i])
	}
	fmt.Println()
	if *misses {
		for i, name := range names {
			fmt.Printf("%14s misses %v\n", name, rows[i].missed)
		}
	}
}
