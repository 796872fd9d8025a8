package input

import (
	"math"
	"runtime"
	"runtime/debug"

	"vaxcheck/decode/codes"
)

// pictureRoom is how many bytes of decoded pictures there may be for each
// processor: as many as a photograph of twelve million pixels takes. More of them at
// once would be read no sooner.
const pictureRoom = 64 << 20

// otherMemory is what everything else takes at most: the files that are read, and
// trust sets.
const otherMemory = 2 * codes.MaxFile

func pictureRooms() int64 { return pictureRoom * int64(runtime.GOMAXPROCS(0)) }

// LimitMemory has what pictures leave behind cleared away before others need as much
// again. Whoever has set GOMEMLIMIT knows better.
func LimitMemory() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(pictureRooms() + otherMemory)
	}
}
