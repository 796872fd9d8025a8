//go:build !unix

package capture

import "time"

var began = time.Now()

// clock is the time since the tests began.
func clock() time.Duration { return time.Since(began) }
