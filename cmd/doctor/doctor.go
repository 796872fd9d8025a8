// Package doctor is the command that tells whether a machine is ready for the doors.
package doctor

import (
	"encoding/json"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

const schemaDoctor = "vaxcheck.doctor/1"

// health is how a check of the machine came out. Only an ok or a note lets the
// doors open.
type health int

const (
	healthNotRun health = iota
	healthOK
	healthNote // works, and is worth knowing
	healthFail
)

var healthNames = [...]string{healthNotRun: "not_run", healthOK: "ok", healthNote: "note", healthFail: "fail"}

func (h health) String() string { return healthNames[h] }

func (h health) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// Checks of the machine, in their order.
const (
	doctorMachineConfig = "machine_configuration"
	doctorUserConfig    = "user_configuration"
	doctorLevel         = "level"
	doctorPolicy        = "policy"
	doctorTrust         = "trust"
	doctorInstalled     = "installed"
	doctorAdditions     = "local_additions"
	doctorTrustAge      = "trust_age"
	doctorClock         = "clock"
	doctorTimeZone      = "time_zone"
	doctorLanguage      = "language"
	doctorTerminal      = "terminal"
	doctorStore         = "store"
	doctorSelfTest      = "self_test"
)

// facts are what a check looked at, by name.
type facts map[string]any

// diagnosis is one check: for programs its outcome, a code unless it is ok, and
// what was looked at; for people a sentence, and what to do.
type diagnosis struct {
	ID            string
	Outcome       health
	Code          string
	Facts         facts
	finding, next string
}

// MarshalJSON writes null for what there is not.
func (d diagnosis) MarshalJSON() ([]byte, error) {
	if d.Facts == nil {
		d.Facts = facts{}
	}
	var code *string
	if d.Code != "" {
		code = &d.Code
	}
	return json.Marshal(struct {
		ID      string  `json:"id"`
		Outcome health  `json:"outcome"`
		Code    *string `json:"code"`
		Facts   facts   `json:"facts"`
	}{d.ID, d.Outcome, code, d.Facts})
}

// checkup tells whether a machine is ready for the doors.
type checkup struct {
	Schema    string           `json:"schema"`
	Ready     bool             `json:"ready"`
	Version   string           `json:"version"`
	CheckedAt verify.Timestamp `json:"checked_at"`
	Checks    []diagnosis      `json:"checks"`
}

// Command returns the command doctor. built tells when the program was made.
func Command(c *cli.Console, built func() time.Time) *cobra.Command {
	w := doctorIn(c.Words)
	cmd := &cobra.Command{Use: "doctor", Short: w.Short(), Long: w.Long(), Args: cli.ExactArgs(c.Words, 0)}
	o := cli.NewOptions(c, cmd)
	o.Ruling()
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.ResolveOutput()
		if err != nil {
			return err
		}
		found, err := examine(o, s, built())
		if err != nil {
			return err
		}
		if !found.Ready {
			c.Raise(cli.ExitNotReady)
		}
		return c.Print(s, found)
	}
	return cmd
}

// doctor is one examination of the machine.
type doctor struct {
	env        *cli.Env
	configured *cli.Configurations
	options    *cli.Options
	s          *show.Settings
	w          doctorWords
	now        time.Time
	built      time.Time      // zero if the program does not say
	set        *trust.Set     // nil if there is none
	refused    error          // why
	held       *inforce.Trust // what is installed, nil if --trust names a set
}

// examine runs all checks. Its error is wrong usage.
func examine(o *cli.Options, s *show.Settings, built time.Time) (checkup, error) {
	d := &doctor{env: &o.Console.Env, configured: &o.Console.Config, options: o, s: s, w: doctorIn(s.Words),
		now: s.Now(), built: built}
	if _, err := o.MaxAgeDays(); err != nil {
		return checkup{}, err
	}
	if d.takeTrust(); cli.CodeOf(d.refused) == cli.ExitUsage {
		return checkup{}, d.refused
	}
	c := checkup{Schema: schemaDoctor, Ready: true, Version: o.Console.Version, CheckedAt: verify.Timestamp(d.now)}
	for _, check := range []func() diagnosis{
		d.machineConfig, d.userConfig, d.level, d.policy,
		d.trust, d.installed, d.additions, d.trustAge, d.clock, d.timeZone,
		d.language, d.terminal, d.store, d.selfTest,
	} {
		found := check()
		c.Checks = append(c.Checks, found)
		if found.Outcome != healthOK && found.Outcome != healthNote {
			c.Ready = false
		}
	}
	return c, nil
}

func passed(id, finding string, f facts) diagnosis {
	return diagnosis{ID: id, Outcome: healthOK, Facts: f, finding: finding}
}

func noted(id, code, finding, next string, f facts) diagnosis {
	return diagnosis{id, healthNote, code, f, finding, next}
}

func failed(id, code, finding, next string, f facts) diagnosis {
	return diagnosis{id, healthFail, code, f, finding, next}
}
