package cmd

import (
	"cmp"
	"runtime"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/internal/legal"
)

const (
	schemaLicenses = "vaxcheck.licenses/1"
	schemaLicense  = "vaxcheck.license/1"
)

// licenseList is the licences of the program and of what is linked into it.
type licenseList struct {
	Schema   string         `json:"schema"`
	Licenses []legal.Notice `json:"licenses"`
}

// licenseLine is one of them, as a line of ndjson.
type licenseLine struct {
	Schema string `json:"schema"`
	legal.Notice
}

func licensesCommand(c *cli.Console) *cobra.Command {
	w := licensesIn(c.Words)
	cmd := &cobra.Command{Use: "licenses", Short: w.Short(), Long: w.Long(), Args: cli.ExactArgs(c.Words, 0)}
	o := cli.PlainOptions(c, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.ResolveOutput()
		if err != nil {
			return err
		}
		list, err := licenses()
		if err != nil {
			return err
		}
		return c.Print(s, list)
	}
	return cmd
}

// licenses reads the notices, and adds the versions that only the build knows.
func licenses() (licenseList, error) {
	all, err := legal.All()
	for i, n := range all {
		all[i].Version = cmp.Or(n.Version, map[string]string{"vaxcheck": version(), "std": runtime.Version()}[n.Module])
	}
	return licenseList{schemaLicenses, all}, err
}

func (l licenseList) Object() any { return l }

func (l licenseList) Objects() []any {
	var all []any
	for _, n := range l.Licenses {
		all = append(all, licenseLine{schemaLicense, n})
	}
	return all
}

func (l licenseList) Rows() [][]string {
	rows := [][]string{{"module", "version", "license"}}
	for _, n := range l.Licenses {
		rows = append(rows, []string{n.Module, n.Version, n.License})
	}
	return rows
}

// Text lists the names first, for whoever only wants to know what is in there;
// licences themselves are in the language of their authors.
func (l licenseList) Text(s *show.Settings) string {
	out := s.Table(l.Rows()[1:])
	for _, n := range l.Licenses {
		out += "\n---- " + n.Module + " " + n.Version + " ----\n\n" + n.Text
	}
	return out
}
