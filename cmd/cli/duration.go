package cli

import (
	"strconv"
	"time"

	"github.com/spf13/pflag"
)

// seconds is the value of a flag: a duration such as 1.5s or 2m. A bare number is
// seconds, as most who write one mean.
type seconds time.Duration

// Seconds returns the value of a flag that holds a duration, first its default.
func Seconds(d *time.Duration, first time.Duration) pflag.Value {
	*d = first
	return (*seconds)(d)
}

func (s *seconds) Set(text string) error {
	if _, err := strconv.ParseUint(text, 10, 31); err == nil {
		text += "s"
	}
	d, err := time.ParseDuration(text)
	*s = seconds(d)
	return err
}

func (s *seconds) String() string { return time.Duration(*s).String() }
func (s *seconds) Type() string   { return "duration" }
