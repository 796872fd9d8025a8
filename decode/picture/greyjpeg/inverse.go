package greyjpeg

// The inverse cosine transform. Its arithmetic, down to the order of what is added and where bits
// are cut off, is that of image/jpeg (Go 1.26; Copyright 2025 The Go Authors, under Go's licence),
// after Loeffler, Ligtenberg and Moschytz, "Practical Fast 1-D DCT Algorithms with 11
// Multiplications", 1989; so the samples come out the same. What is known to be 0 is left out.

// Constants of 60 bits, and as they are used.
const (
	cos1         = 1130768441178740757 // of π/16
	sin1         = 224923827593068887
	cos3         = 958619196450722178 // of 3π/16
	sin3         = 640528868967736374
	half2        = 815238614083298888 // √½
	half2cos6    = 311978311033955632 // √½ cos 6π/16
	half2sin6    = 753182269664427492
	to8, to12    = 1 << 52, 1 << 48
	to14, to18   = 1 << 46, 1 << 42
	cos1of12     = (cos1 + to12/2) / to12
	sin1of12     = (sin1 + to12/2) / to12
	cos3of12     = (cos3 + to12/2) / to12
	sin3of12     = (sin3 + to12/2) / to12
	half2of8     = (half2 + to8/2) / to8
	half2of14    = (half2 + to14/2) / to14
	cos6of12     = (half2cos6 + to12/2) / to12
	sin6of12     = (half2sin6 + to12/2) / to12
	cos6of18     = (half2cos6 + to18/2) / to18
	sin6of18     = (half2sin6 + to18/2) / to18
	rowBits      = 17                 // by which a row's numbers are shifted
	roundColumns = 1 << (rowBits + 2) // a half
)

// turn rotates and scales.
func turn(a, b, cos, sin int32) (int32, int32) {
	sum := cos * (a + b)
	return sum + (sin-cos)*b, sum - (cos+sin)*a
}

// inverse turns the numbers of a block into samples. Only those that set names, a bit each, may be
// other than 0.
func inverse(b *[blockSize]int32, set uint64, out []byte, stride int) {
	const rowOnly = 0xff
	last := 7*stride + blockSide
	out = out[:last:last]
	if set == 1 {
		flat(light((b[0]<<rowBits+roundColumns)>>(rowBits+3)), out, stride)
		return
	}
	rows(b, set)
	if set&^rowOnly == 0 {
		for x, v := range b[:blockSide] {
			out[x] = light((v + roundColumns) >> (rowBits + 3))
		}
		for y := 1; y < blockSide; y++ {
			copy(out[y*stride:], out[:blockSide])
		}
		return
	}
	columns(b, out, stride)
}

func flat(v byte, out []byte, stride int) {
	for y := range blockSide {
		row := (*[blockSide]byte)(out[y*stride:])
		for x := range row {
			row[x] = v
		}
	}
}

// light makes a sample of a number around 0.
func light(v int32) byte {
	if v += 128; uint32(v) > 255 {
		return byte(^(v >> 31))
	}
	return byte(v)
}

// rows transforms the rows that may be other than 0.
func rows(b *[blockSize]int32, set uint64) {
	for i := 0; set != 0; i, set = i+blockSide, set>>blockSide {
		x := (*[blockSide]int32)(b[i:])
		switch {
		case set&0xff == 0:
			continue
		case set&0xfe == 0:
			v := x[0] << rowBits
			*x = [blockSide]int32{v, v, v, v, v, v, v, v}
			continue
		}
		x0, x1 := x[0]<<rowBits, x[4]<<rowBits
		x0, x1 = x0+x1, x0-x1
		x2, x3 := turn(x[2], x[6], cos6of18, -sin6of18)
		x1, x2 = x1+x2, x1-x2
		x0, x3 = x0+x3, x0-x3

		x4, x7 := x[7]<<7, x[1]<<7
		x7, x4 = x7+x4, x7-x4
		x5, x6 := x[3]*half2of8, x[5]*half2of8
		x7, x5 = x7+x5, x7-x5
		x4, x6 = x4+x6, x4-x6
		x4, x7 = turn(x4>>2, x7>>2, cos3of12, -sin3of12)
		x5, x6 = turn(x5>>2, x6>>2, cos1of12, -sin1of12)

		x[0], x[7] = x0+x7, x0-x7
		x[1], x[6] = x1+x6, x1-x6
		x[2], x[5] = x2+x5, x2-x5
		x[3], x[4] = x3+x4, x3-x4
	}
}

// columns transforms the columns, and writes the samples.
func columns(b *[blockSize]int32, out []byte, stride int) {
	r0, r1, r2, r3 := (*[blockSide]byte)(out), (*[blockSide]byte)(out[stride:]),
		(*[blockSide]byte)(out[2*stride:]), (*[blockSide]byte)(out[3*stride:])
	r4, r5, r6, r7 := (*[blockSide]byte)(out[4*stride:]), (*[blockSide]byte)(out[5*stride:]),
		(*[blockSide]byte)(out[6*stride:]), (*[blockSide]byte)(out[7*stride:])
	for i := range blockSide {
		x0, x1 := b[i]+roundColumns, b[i+4*blockSide]
		x0, x1 = (x0+x1)>>2, (x0-x1)>>2
		x2, x3 := turn(b[i+2*blockSide]>>13, b[i+6*blockSide]>>13, cos6of12, -sin6of12)
		x1, x2 = x1+x2, x1-x2
		x0, x3 = x0+x3, x0-x3

		x4, x7 := b[i+7*blockSide], b[i+blockSide]
		x7, x4 = x7+x4, x7-x4
		x5, x6 := (b[i+3*blockSide]>>13)*half2of14, (b[i+5*blockSide]>>13)*half2of14
		x7, x5 = x7+x5, x7-x5
		x4, x6 = x4+x6, x4-x6
		x4, x7 = turn(x4>>14, x7>>14, cos3of12, -sin3of12)
		x5, x6 = turn(x5>>14, x6>>14, cos1of12, -sin1of12)

		r0[i], r7[i] = light((x0+x7)>>18), light((x0-x7)>>18)
		r1[i], r6[i] = light((x1+x6)>>18), light((x1-x6)>>18)
		r2[i], r5[i] = light((x2+x5)>>18), light((x2-x5)>>18)
		r3[i], r4[i] = light((x3+x4)>>18), light((x3-x4)>>18)
	}
}

// zigzag is where each number of a block stands, counted row by row (T.81, figure 5).
var zigzag = [blockSize]byte{
	0, 1, 8, 16, 9, 2, 3, 10,
	17, 24, 32, 25, 18, 11, 4, 5,
	12, 19, 26, 33, 40, 48, 41, 34,
	27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36,
	29, 22, 15, 23, 30, 37, 44, 51,
	58, 59, 52, 45, 38, 31, 39, 46,
	53, 60, 61, 54, 47, 55, 62, 63,
}
