package symbol

// Arithmetic in the field of 256 elements of QR codes, made by x⁸+x⁴+x³+x²+1.
type galois struct {
	exp [512]byte
	log [256]int
}

var field = func() (f galois) {
	const polynomial = 0x11d
	x := 1
	for i := range 255 {
		f.exp[i], f.exp[i+255] = byte(x), byte(x)
		f.log[x] = i
		if x <<= 1; x > 255 {
			x ^= polynomial
		}
	}
	return f
}()

func (f *galois) mul(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return f.exp[f.log[a]+f.log[b]]
}

func (f *galois) div(a, b byte) byte {
	if a == 0 {
		return 0
	}
	return f.exp[f.log[a]+255-f.log[b]]
}

// maxCheck is the greatest number of check codewords of a block.
const maxCheck = 68

// blockDecoder corrects blocks of codewords. An erasure is a codeword known to
// be doubtful: it costs one check codeword, an error in an unknown place two.
type blockDecoder struct {
	syndromes      [maxCheck]byte
	lambda, b, tmp [maxCheck + 1]byte
	roots          [maxCheck]int
}

// correct repairs a block in place and returns how many codewords it changed,
// or false if there were too many errors.
func (d *blockDecoder) correct(block []byte, check int, erased []int) (int, bool) {
	if check > maxCheck || check > len(block) || len(erased) > check || len(block) > 255 {
		return 0, false
	}
	if d.findSyndromes(block, check) {
		return 0, true
	}
	degree := d.findLocator(len(block), check, erased)
	if degree < 0 || 2*(degree-len(erased))+len(erased) > check {
		return 0, false
	}
	if !d.findRoots(len(block), degree) {
		return 0, false
	}
	changed := d.repair(block, check, degree)
	return changed, d.findSyndromes(block, check)
}

// findSyndromes tells whether the block is right as it is.
func (d *blockDecoder) findSyndromes(block []byte, check int) bool {
	clean := true
	for i := range check {
		s := byte(0)
		for _, c := range block {
			if s != 0 {
				s = field.exp[field.log[s]+i]
			}
			s ^= c
		}
		d.syndromes[i] = s
		clean = clean && s == 0
	}
	return clean
}

// findLocator finds the polynomial whose roots tell where the errors are
// (Berlekamp and Massey, begun with the roots of the erasures), and returns its
// degree or -1.
func (d *blockDecoder) findLocator(n, check int, erased []int) int {
	d.lambda = [maxCheck + 1]byte{1}
	for k, e := range erased {
		x := field.exp[(n-1-e)%255]
		for i := k + 1; i > 0; i-- {
			d.lambda[i] ^= field.mul(d.lambda[i-1], x)
		}
	}
	d.b = d.lambda
	length, f := len(erased), len(erased)
	for r := f + 1; r <= check; r++ {
		length = d.step(r, f, length)
	}
	for degree := check; degree >= 0; degree-- {
		if d.lambda[degree] != 0 {
			if degree != length {
				return -1
			}
			return degree
		}
	}
	return -1
}

// step takes one more syndrome into account.
func (d *blockDecoder) step(r, f, length int) int {
	off := byte(0)
	for i := range r {
		off ^= field.mul(d.lambda[i], d.syndromes[r-1-i])
	}
	if off == 0 {
		d.shiftB()
		return length
	}
	d.tmp = d.lambda
	for i := range maxCheck {
		d.tmp[i+1] ^= field.mul(off, d.b[i])
	}
	if 2*length <= r+f-1 {
		length = r + f - length
		for i := range d.b {
			d.b[i] = field.div(d.lambda[i], off)
		}
	} else {
		d.shiftB()
	}
	d.lambda = d.tmp
	return length
}

func (d *blockDecoder) shiftB() {
	copy(d.b[1:], d.b[:maxCheck])
	d.b[0] = 0
}

// findRoots finds the places of the errors, of which there must be as many as
// the degree says.
func (d *blockDecoder) findRoots(n, degree int) bool {
	found := 0
	for place := range n {
		if d.evaluate(d.lambda[:degree+1], (255-(n-1-place))%255) == 0 {
			if found == degree {
				return false
			}
			d.roots[found] = place
			found++
		}
	}
	return found == degree
}

// evaluate returns a polynomial's value at a power of the primitive element.
func (d *blockDecoder) evaluate(p []byte, power int) byte {
	v := byte(0)
	for i := len(p) - 1; i >= 0; i-- {
		if v != 0 {
			v = field.exp[field.log[v]+power]
		}
		v ^= p[i]
	}
	return v
}

// repair adds the error values (Forney).
func (d *blockDecoder) repair(block []byte, check, degree int) int {
	var omega, slope [maxCheck]byte
	for i := range check {
		for j := 0; j <= min(i, degree); j++ {
			omega[i] ^= field.mul(d.lambda[j], d.syndromes[i-j])
		}
	}
	for i := 1; i <= degree; i += 2 {
		slope[i-1] = d.lambda[i]
	}
	changed := 0
	for _, place := range d.roots[:degree] {
		power := len(block) - 1 - place
		inverse := (255 - power%255) % 255
		below := d.evaluate(slope[:degree], inverse)
		if below == 0 {
			return 0
		}
		e := field.mul(field.exp[power%255], field.div(d.evaluate(omega[:check], inverse), below))
		block[place] ^= e
		if e != 0 {
			changed++
		}
	}
	return changed
}
