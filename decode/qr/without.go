package qr

// stages are steps of the engine that it can do without, so that a test can
// tell what each is worth. A stage that gains nothing should go.
type stages uint32

const (
	stageStretch    stages = 1 << iota // contrast of pictures with few grey levels
	stageHalves                        // passes at half and quarter size
	stageSmooth                        // the pass for noise
	stageOtsu                          // the pass with one threshold
	stageBlurred                       // the passes for blur
	stageFaint                         // finders in local contrast, in these
	stageDeblurred                     // the passes in which blur is undone
	stageEnlarged                      // small pictures, pixels repeated
	stageInverted                      // light codes on dark
	stageVersion                       // version information
	stageAlignment                     // the lower right alignment pattern in the first grid
	stageWarp                          // all alignment patterns
	stagePhase                         // correction by edges
	stageGrown                         // growth, both kinds
	stageRegrown                       // the second growth
	stageFivePoints                    // five samples a module and not one
	stageLocal                         // local threshold of modules
	stageEqualised                     // the equaliser
	stageErasures                      // erasures, and learning from repaired blocks
)

// skips tells whether a stage is left out.
func (r *reader) skips(s stages) bool { return r.options.without&s != 0 }
