package show

import (
	"time"

	"vaxcheck/verify"
)

// OptionalTime is nil for a time that is not known.
func OptionalTime(t time.Time) *verify.Timestamp {
	if t.IsZero() {
		return nil
	}
	stamp := verify.Timestamp(t)
	return &stamp
}

// TimeText is "" for a time that is not known.
func TimeText(t *verify.Timestamp) string {
	if t == nil {
		return ""
	}
	return t.String()
}

// DaysBetween are whole days, nil if the earlier time is not known.
func DaysBetween(earlier, later time.Time) *int {
	if earlier.IsZero() {
		return nil
	}
	days := max(0, int(later.Sub(earlier)/(24*time.Hour)))
	return &days
}
