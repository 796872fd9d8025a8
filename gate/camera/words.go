package camera

// Words are the page's own, in one language. Every one of them is needed.
type Words struct {
	Name string `json:"name"` // of the language, in itself: "English", "日本語"

	// The controls.
	Start      string            `json:"start"`  // switches the camera on
	Camera     string            `json:"camera"` // stands before the choice of cameras, and their numbers
	Torch      string            `json:"torch"`
	Mirror     string            `json:"mirror"`
	File       string            `json:"file"` // opens a picture file
	Drop       string            `json:"drop"` // a file may be let go here
	Clear      string            `json:"clear"`
	Hold       string            `json:"hold"`
	Held       string            `json:"held"` // an answer is kept by hand
	Language   string            `json:"language"`
	SoundOff   string            `json:"sound_off"`
	SoundSame  string            `json:"sound_same"` // one for all verdicts
	SoundEach  string            `json:"sound_each"` // one for each
	CountLabel string            `json:"counts"`     // heads the shift's counts, for who cannot see them
	Verdicts   map[string]string `json:"verdicts"`   // for the counts, as Verdict

	// What the camera is doing, with what to do about it.
	Starting string `json:"starting"`
	Off      string `json:"off"`     // nobody came for a while
	Refused  string `json:"refused"` // the browser was told not to use the camera
	Missing  string `json:"missing"` // there is none
	Busy     string `json:"busy"`    // another program has it
	Lost     string `json:"lost"`    // it was unplugged
	Reading  string `json:"reading"` // a file is being read
	OneFile  string `json:"one_file"`
	TooLarge string `json:"too_large"`
	Unread   string `json:"unread"` // a file that the browser cannot read, or a folder
	NoEnd    string `json:"no_end"` // a scanner that types sends no Enter behind its codes
	Leave    string `json:"leave"`  // how the gate is left, which the page does not do

	// What covers the page.
	Away    string `json:"away"`    // its window is not in front: a click goes on
	Taken   string `json:"taken"`   // another window shows the gate now
	Take    string `json:"take"`    // the button that gets it back
	NoKey   string `json:"no_key"`  // the address was not the one the program gave
	Stopped string `json:"stopped"` // the program has ended

	// Help tells what to do about a code that will not scan: see HelpKinds.
	Help map[string]string `json:"help"`
}

// HelpKinds returns the kinds of Words.Help, those of decode.Problem that
// somebody with a camera can do something about.
func HelpKinds() []string {
	return []string{"too_dark", "low_contrast", "cut_off", "finder_hidden", "too_few_pixels", "blurred",
		"glare", "noisy", "damaged", "bad_content"}
}
