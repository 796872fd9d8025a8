package e2e

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vaxcheck/internal/mint"
)

// The film that the fake camera shows: Motion-JPEG, which is JPEG after JPEG, at
// the camera's 30 pictures a second and over again from the start.
const (
	filmWidth, filmHeight = 1280, 720
	filmRate              = 30
)

// scene is a while of film. Its number stands as a grey level in the upper left
// corner, so that the tests know when it came into view.
type scene struct {
	name   string
	texts  []string
	height float64 // of a code, as a share of the picture's
	length time.Duration
	moving float64    // pixels a picture
	dim    float64    // share of the light that is missing
	blur   int        // radius in pixels
	turn   float64    // radians
	offset [2]float64 // from the middle, in pixels
	finger bool       // over a corner
}

const markSide, markStep = 24, 24

// shoot writes a film and returns its path, absolute as Chromium wants it.
func shoot(t *testing.T, scenes ...scene) string {
	t.Helper()
	var film bytes.Buffer
	for number, s := range scenes {
		frames := int(s.length.Seconds() * filmRate)
		same := 6 // some pictures with noise of their own, in turn
		if s.moving > 0 {
			same = frames
		}
		var stills [][]byte
		for i := range min(same, frames) {
			stills = append(stills, s.picture(number, i, frames))
		}
		for i := range frames {
			film.Write(stills[i%len(stills)])
		}
	}
	path := filepath.Join(t.TempDir(), "film.mjpeg")
	if err := os.WriteFile(path, film.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// picture draws one picture of a scene: sheets of paper with codes on a desk.
func (s scene) picture(number, i, frames int) []byte {
	r := rand.New(rand.NewPCG(uint64(number), uint64(i)))
	img := image.NewGray(image.Rect(0, 0, filmWidth, filmHeight))
	for y := range filmHeight {
		for x := range filmWidth {
			img.Pix[y*img.Stride+x] = uint8(95 + 30*math.Sin(float64(x)/190) + 18*math.Cos(float64(y)/70))
		}
	}
	for n, text := range s.texts {
		x := filmWidth*(float64(n)+0.5)/float64(len(s.texts)) + s.offset[0] + s.moving*float64(i-frames/2)
		s.sheet(img, text, x, filmHeight/2+s.offset[1])
	}
	if s.finger {
		s.cover(img)
	}
	if s.blur > 0 {
		blur(img, s.blur)
	}
	for i, v := range img.Pix {
		img.Pix[i] = uint8(max(0, min(255, float64(v)*(1-s.dim)+3*r.NormFloat64())))
	}
	for y := range markSide {
		for x := range markSide {
			img.Pix[y*img.Stride+x] = uint8(markStep/2 + number*markStep)
		}
	}
	return encode(img)
}

// sheet draws a code with its quiet zone, four samples a pixel.
func (s scene) sheet(img *image.Gray, text string, cx, cy float64) {
	bits, _ := mint.Matrix(text)
	n, quiet := float64(len(bits)), 4.0
	module := s.height * filmHeight / n
	sin, cos := math.Sincos(s.turn)
	reach := (n/2 + quiet) * module * 1.5
	for y := max(0, int(cy-reach)); y < min(filmHeight, int(cy+reach)); y++ {
		for x := max(0, int(cx-reach)); x < min(filmWidth, int(cx+reach)); x++ {
			sum, hits := 0.0, 0.0
			for k := range 4 {
				dx, dy := float64(x)+0.25+0.5*float64(k%2)-cx, float64(y)+0.25+0.5*float64(k/2)-cy
				u, v := (dx*cos+dy*sin)/module+n/2, (dy*cos-dx*sin)/module+n/2
				switch {
				case u < -quiet || v < -quiet || u >= n+quiet || v >= n+quiet:
					continue
				case u >= 0 && v >= 0 && u < n && v < n && bits[int(v)][int(u)]:
					sum += 35
				default:
					sum += 225
				}
				hits++
			}
			at := y*img.Stride + x
			img.Pix[at] = uint8((sum + (4-hits)*float64(img.Pix[at])) / 4)
		}
	}
}

// cover lays a finger over the upper left corner of a code in the middle.
func (s scene) cover(img *image.Gray) {
	side := s.height * filmHeight
	cx, cy, reach := filmWidth/2-side*0.36, filmHeight/2-side*0.36, side*0.3
	for y := int(cy - reach); y < int(cy+reach); y++ {
		for x := int(cx - reach); x < int(cx+reach); x++ {
			if math.Hypot(float64(x)-cx, float64(y)-cy) < reach {
				img.Pix[y*img.Stride+x] = 150
			}
		}
	}
}

// blur is a box of so many pixels to either side, twice in both directions.
func blur(img *image.Gray, radius int) {
	line := make([]uint8, max(filmWidth, filmHeight))
	pass := func(start, step, n int) {
		for i := range n {
			sum := 0
			for k := -radius; k <= radius; k++ {
				sum += int(img.Pix[start+min(max(i+k, 0), n-1)*step])
			}
			line[i] = uint8(sum / (2*radius + 1))
		}
		for i := range n {
			img.Pix[start+i*step] = line[i]
		}
	}
	for range 2 {
		for y := range filmHeight {
			pass(y*img.Stride, 1, filmWidth)
		}
		for x := range filmWidth {
			pass(x, img.Stride, filmHeight)
		}
	}
}

// encode writes a picture as Chromium's fake camera reads it: with colour, at
// half its size (4:2:0).
func encode(img *image.Gray) []byte {
	coloured := image.NewYCbCr(img.Rect, image.YCbCrSubsampleRatio420)
	copy(coloured.Y, img.Pix)
	for i := range coloured.Cb {
		coloured.Cb[i], coloured.Cr[i] = 128, 128
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, coloured, &jpeg.Options{Quality: 88}); err != nil {
		panic(err)
	}
	return b.Bytes()
}
