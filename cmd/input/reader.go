package input

import (
	"image"
	"io"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/decode/codes"
)

// ReadFlags are the flags of commands that read inputs.
type ReadFlags struct {
	Recursive bool
	jobs      int
	Budget    time.Duration
}

// Register adds them to a command.
func (f *ReadFlags) Register(cmd *cobra.Command, words *show.Sentences) {
	w := cli.FlagsIn(words)
	cmd.Flags().BoolVarP(&f.Recursive, "recursive", "r", false, w.Recursive())
	cmd.Flags().IntVarP(&f.jobs, "jobs", "j", 0, w.Jobs())
	cmd.Flags().Var(cli.Seconds(&f.Budget, 0), "budget", w.Budget())
}

// Workers is the number of inputs judged at once.
func (f *ReadFlags) Workers(w *show.Sentences) (int, error) {
	if f.jobs < 0 || f.jobs > maxJobs {
		return 0, cli.Usage(cli.ErrorsIn(w).Jobs(f.jobs, maxJobs))
	}
	if f.jobs == 0 {
		return runtime.NumCPU(), nil
	}
	return f.jobs, nil
}

// maxJobs bounds -j.
const maxJobs = 256

// Reader turns arguments into codes.
type Reader struct {
	in     io.Reader // standard input
	now    func() time.Time
	words  *show.Sentences
	budget time.Duration                           // for one picture, 0 for no clock
	Trace  func(stage string, picture image.Image) // is shown what the search sees, or nil
	Raw    bool                                    // the texts of codes as they stand, not the certificates in them
	// files and pictures are what inputs worked on side by side may take in memory: as
	// they are read, and decoded.
	files, pictures *codes.Room
}

// NewReader makes a reader of what the flags ask for.
func NewReader(env *cli.Env, w *show.Sentences, f ReadFlags) (*Reader, error) {
	if f.Budget < 0 {
		return nil, cli.Usage(cli.ErrorsIn(w).Budget(f.Budget))
	}
	return &Reader{
		in: env.In, now: env.Now, words: w, budget: f.Budget,
		files: codes.NewRoom(codes.MaxFile), pictures: codes.NewRoom(pictureRooms()),
	}, nil
}

// searching says how a picture is searched, from now on.
func (r *Reader) searching() codes.Options {
	return codes.Options{Now: r.now, Budget: r.budget, Raw: r.Raw, Room: r.pictures, Trace: r.Trace}
}
