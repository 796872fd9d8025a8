package inforce

import (
	"slices"
	"strings"
	"time"

	"vaxcheck/trust/store"
)

// What a note of a store is about, beside FileLocal and FileHistory.
const (
	AboutSet    = "set"
	AboutAside  = "aside"
	AboutOrigin = "origin"
	AboutFormat = "format"
	AboutFolder = "folder"
	AboutNewer  = "newer" // the store is of a newer version
	AboutOwner  = "owner"
	AboutOther  = "other"
)

// Abouts lists what a note of a store can be about.
func Abouts() []string {
	return []string{FileLocal, FileHistory, AboutSet, AboutAside, AboutOrigin, AboutFormat, AboutFolder,
		AboutNewer, AboutOwner, AboutOther}
}

// About tells what a note is about.
func About(n store.Note) string {
	base, _, _ := strings.Cut(n.File, ".")
	switch {
	case n.Code == store.CodeNewer:
		return AboutNewer
	case n.Code == store.CodeOwner || n.Code == store.CodeWritable:
		return AboutOwner
	case n.Code == store.CodeLost || strings.HasSuffix(n.File, ".set"):
		return AboutSet
	case strings.HasSuffix(n.File, ".aside"):
		return AboutAside
	case n.File == "":
		return AboutFolder
	case slices.Contains([]string{FileLocal, FileHistory, AboutOrigin, AboutFormat}, base):
		return base
	}
	return AboutOther
}

// harmless are notes of what every store meets.
var harmless = []store.Code{
	store.CodeTemporary, store.CodeForeign, store.CodeMarkerMissing, store.CodeMore, store.CodeCopyMissing,
	store.CodeCopyBehind,
}

// Harmless tells whether a note is of what every store meets: a write that is going on
// or was interrupted, and files of others.
func Harmless(n store.Note) bool { return slices.Contains(harmless, n.Code) }

// Loss is what a note means for judging.
type Loss uint8

// Losses, the worst last.
const (
	LossNone      Loss = iota // nothing worth telling
	LossRecovered             // something is damaged, and nothing is lost
	LossLocal                 // the last addition or block may be missing
	LossSet                   // an older set than the one installed last may be in force
)

// Loss tells what a note of a store means for judging.
func (t *Trust) Loss(h *Holding, n store.Note) Loss {
	about := About(n)
	switch {
	case about == FileLocal && !n.Recovered:
		return LossLocal
	case n.Code == store.CodeLost, n.Code == store.CodeNewer, about == AboutSet &&
		olderThan(n.File, t.inForce(h)), about == AboutOwner && h.Supplement != nil:
		return LossSet
	case Harmless(n):
		return LossNone
	}
	return LossRecovered
}

// inForce is when the set was made that is used in place of what a store has lost.
func (t *Trust) inForce(h *Holding) time.Time {
	if h.Supplement != nil {
		return h.State.Generation.Created
	}
	return t.Signed.Info().Created
}

// olderThan tells whether a set made at that time is older than the one that a file
// held, which the file's name says.
func olderThan(file string, made time.Time) bool {
	stamp, _, _ := strings.Cut(file, "-")
	lost, err := time.Parse("20060102T150405Z", stamp)
	return err != nil || lost.After(made.Truncate(time.Second))
}
