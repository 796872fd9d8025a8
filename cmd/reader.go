package cmd

import (
	"image"
	"io"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/decode"
)

// readFlags are the flags of commands that read inputs.
type readFlags struct {
	recursive bool
	jobs      int
	budget    time.Duration
}

func (f *readFlags) register(cmd *cobra.Command, w flagWords) {
	cmd.Flags().BoolVarP(&f.recursive, "recursive", "r", false, w.Recursive())
	cmd.Flags().IntVarP(&f.jobs, "jobs", "j", 0, w.Jobs())
	cmd.Flags().Var(newSeconds(&f.budget, defaultBudget), "budget", w.Budget())
}

// defaultBudget is how long a picture is searched. Nearly all that can be read
// is read in a tenth of it.
const defaultBudget = 1500 * time.Millisecond

// workers is the number of inputs judged at once.
func (f *readFlags) workers(w *sentences) (int, error) {
	if f.jobs < 0 || f.jobs > maxJobs {
		return 0, usageError(errorsIn(w).Jobs(f.jobs, maxJobs))
	}
	if f.jobs == 0 {
		return runtime.NumCPU(), nil
	}
	return f.jobs, nil
}

// maxJobs bounds -j.
const maxJobs = 256

// reader turns arguments into codes.
type reader struct {
	in     io.Reader // standard input
	now    func() time.Time
	words  *sentences
	budget time.Duration                           // for one picture, 0 for as long as it takes
	trace  func(stage string, picture image.Image) // is shown what the search sees, or nil
	raw    bool                                    // the texts of codes as they stand, not the certificates in them
	// files and pictures are what inputs worked on side by side may take in memory: as
	// they are read, and decoded.
	files, pictures *decode.Room
}

// newReader makes a reader of what the flags ask for.
func newReader(env *Env, w *sentences, f readFlags) (*reader, error) {
	if f.budget < 0 {
		return nil, usageError(errorsIn(w).Budget(f.budget))
	}
	return &reader{
		in: env.In, now: env.Now, words: w, budget: f.budget,
		files: decode.NewRoom(decode.MaxFile), pictures: decode.NewRoom(pictureRooms()),
	}, nil
}

// searching says how a picture is searched, from now on.
func (r *reader) searching() decode.Options {
	return decode.Options{Now: r.now, Budget: r.budget, Raw: r.raw, Room: r.pictures, Trace: r.trace}
}
