package cmd

import (
	"time"
	"vaxcheck/verify"
)

// optionalTime is nil for a time that is not known.
func optionalTime(t time.Time) *verify.Timestamp {
	if t.IsZero() {
		return nil
	}
	stamp := verify.Timestamp(t)
	return &stamp
}

// timeText is "" for a time that is not known.
func timeText(t *verify.Timestamp) string {
	if t == nil {
		return ""
	}
	return t.String()
}

// daysBetween are whole days, nil if the earlier time is not known.
func daysBetween(earlier, later time.Time) *int {
	if earlier.IsZero() {
		return nil
	}
	days := max(0, int(later.Sub(earlier)/(24*time.Hour)))
	return &days
}
