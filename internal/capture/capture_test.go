package capture

import (
	"image"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSizes(t *testing.T) {
	for name, want := range map[string]int{"judged": 18 * 24, "sizes": 18 * 24, "stress": 18 * 12, "beyond": 18 * 12} {
		set := allSets[name]()
		if len(set) != want || len(set.Thin(3)) != 3*18 {
			t.Errorf("%s: %d pictures, %d thinned", name, len(set), len(set.Thin(3)))
		}
	}
}

func TestThin(t *testing.T) {
	bent := Judged().Class("bent")
	for n, want := range map[int][]int{0: nil, 1: {12}, 2: {0, 23}, 3: {0, 11, 23}, 24: nil} {
		var got []int
		for _, r := range bent.Thin(n) {
			got = append(got, r.N)
		}
		if n == 24 {
			want = got
			if len(got) != 24 || !slices.IsSorted(got) {
				t.Errorf("all: %v", got)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("thinned to %d: %s", n, diff)
		}
	}
}

// TestDraw draws one picture of each class twice, in another order the second
// time: what is drawn before must not matter.
func TestDraw(t *testing.T) {
	for _, name := range []string{"judged", "stress", "others"} {
		set := allSets[name]
		thin := set().Thin(1)
		if testing.Short() {
			thin = thin[:4]
		}
		first := map[string]Picture{}
		for p := range thin.All() {
			first[p.Name()] = p
			size := p.Image.Bounds()
			if !size.Empty() && p.ModulePixels*21 > float64(max(size.Dx(), size.Dy())) {
				t.Errorf("%s %s: modules of %g pixels in %v", name, p.Name(), p.ModulePixels, size)
			}
		}
		slices.Reverse(thin)
		for p := range thin.All() {
			if !same(p.Image, first[p.Name()].Image) {
				t.Errorf("%s %s comes out differently", name, p.Name())
			}
		}
	}
}

func same(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y += 7 {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x += 3 {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

// TestGeometry maps points of the sheet to the picture and back.
func TestGeometry(t *testing.T) {
	for _, r := range slices.Concat(Judged().Thin(2), Stress().Thin(3)) {
		class := map[string]class{}
		for _, c := range slices.Concat(judged, stress) {
			class[c.name] = c
		}
		random := rand.New(rand.NewPCG(1, uint64(r.N)))
		s := newShot(cards()[0].encode(0))
		class[r.Class].set(&s, 1, random)
		s.place(random)
		for range 50 {
			u, v := within(random, -4, s.n+4), within(random, -4, s.n+4)
			x, y := s.picture(u, v)
			if gu, gv := s.geometry.sheet(x, y); math.Hypot(gu-u, gv-v) > 1e-6 {
				t.Fatalf("%s: (%g,%g) becomes (%g,%g)", r.Class, u, v, gu, gv)
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, r := range Judged().Thin(1) {
		b.Run(r.Class, func(b *testing.B) {
			for b.Loop() {
				r.Draw()
			}
		})
	}
}
