package picture

import (
	"bytes"
	"encoding/binary"
)

// maxScans bounds the scans of a JPEG. In each a progressive one may tell something of
// all its pixels in a few bytes, so that a file of some kilobytes could ask for hours;
// what cameras and programs write has about ten.
const maxScans = 200

// tooManyScans tells whether a JPEG has more.
func tooManyScans(data []byte) bool {
	const scan, end = 0xda, 0xd9
	scans := 0
	for p := 2; p+4 <= len(data); {
		next := bytes.IndexByte(data[p:len(data)-1], 0xff)
		if next < 0 {
			break
		}
		p += next
		switch marker := data[p+1]; {
		case marker == end:
			return false
		case marker == 0xff:
			p++
		case marker <= 0x01 || marker >= 0xd0 && marker <= 0xd8: // in a scan's data, and without a length
			p += 2
		default:
			if marker == scan {
				scans++
			}
			if p+4 > len(data) || scans > maxScans {
				return scans > maxScans
			}
			p += 2 + int(binary.BigEndian.Uint16(data[p+2:]))
		}
	}
	return false
}
