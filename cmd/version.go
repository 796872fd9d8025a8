package cmd

import (
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/admin"
	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

const schemaVersion = "vaxcheck.version/1"

// build tells what this program is made of, for those who want to repeat a
// judgement. Commit is "" if the build does not say.
type build struct {
	Schema       string     `json:"schema"`
	Version      string     `json:"version"`
	Commit       string     `json:"commit"`
	CommitTime   string     `json:"commit_time"`
	Modified     bool       `json:"modified"`
	Go           string     `json:"go"`
	OS           string     `json:"os"`
	Arch         string     `json:"arch"`
	Trust        *trustInfo `json:"trust"` // nil if the set in the program is damaged
	VaccineTable string     `json:"vaccine_table"`
}

type trustInfo struct {
	issuersInfo
	// Parts are what the set holds beside its issuers.
	Parts []partHead
}

type issuersInfo struct {
	admin.TrustHead
	Counts admin.SetCounts `json:"counts"`
}

type partHead struct {
	name trust.PartName
	admin.TrustHead
}

// trustInfoOf describes a set and its parts.
func trustInfoOf(set *trust.Set) *trustInfo {
	info := set.Info()
	of := &trustInfo{issuersInfo: issuersInfo{admin.HeadOf(info),
		admin.SetCounts{Issuers: info.Issuers, Keys: info.Keys}}}
	for _, part := range set.Parts() {
		if part.Name != trust.PartIssuers {
			of.Parts = append(of.Parts, partHead{part.Name, admin.HeadOf(part.Info)})
		}
	}
	return of
}

// MarshalJSON has each part under its name.
func (t *trustInfo) MarshalJSON() ([]byte, error) {
	parts := map[trust.PartName]admin.TrustHead{}
	for _, part := range t.Parts {
		parts[part.name] = part.TrustHead
	}
	return show.JoinObjects(t.issuersInfo, parts)
}

func versionCommand(c *cli.Console) *cobra.Command {
	w := versionIn(c.Words)
	cmd := &cobra.Command{Use: "version", Short: w.Short(), Long: w.Long(), Args: cli.ExactArgs(c.Words, 0)}
	o := cli.PlainOptions(c, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.ResolveOutput()
		if err != nil {
			return err
		}
		return c.Print(s, thisBuild())
	}
	return cmd
}

func thisBuild() build {
	b := build{
		Schema: schemaVersion, Version: version(), Go: runtime.Version(),
		OS: runtime.GOOS, Arch: runtime.GOARCH, VaccineTable: verify.TableVersion(),
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		b.readSettings(info.Settings)
	}
	if set, err := trust.Bundled(); err == nil && set.Sound() == nil {
		b.Trust = trustInfoOf(set)
	}
	return b
}

func (b *build) readSettings(settings []debug.BuildSetting) {
	for _, s := range settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.CommitTime = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
}

func (b build) Object() any { return b }

func (b build) Objects() []any { return []any{b} }

func (b build) Rows() [][]string {
	t := trustInfo{}
	if b.Trust != nil {
		t = *b.Trust
	}
	names := []string{"version", "commit", "commit_time", "modified", "go", "os", "arch", "trust_created",
		"trust_issuers",
		"trust_keys", "trust_sha256", "vaccine_table"}
	values := []string{b.Version, b.Commit, b.CommitTime, strconv.FormatBool(b.Modified), b.Go, b.OS, b.Arch,
		show.TimeText(t.Created),
		strconv.Itoa(t.Counts.Issuers), strconv.Itoa(t.Counts.Keys), t.SHA256, b.VaccineTable}
	for _, part := range t.Parts {
		names = append(names, string(part.name)+"_created", string(part.name)+"_sha256")
		values = append(values, show.TimeText(part.Created), part.SHA256)
	}
	return [][]string{names, values}
}

func (b build) Text(s *show.Settings) string {
	w := s.Words
	commit := b.Commit
	if b.Modified {
		commit += " " + versionIn(w).Modified()
	}
	rows := [][]string{{"vaxcheck", b.Version}}
	rows = show.AddRow(rows, versionIn(w).Commit(), commit)
	rows = append(rows, []string{"Go", b.Go}, []string{versionIn(w).Platform(), b.OS + "/" + b.Arch})
	if b.Trust == nil {
		rows = append(rows, []string{versionIn(w).TrustSet(), versionIn(w).TrustDamaged()})
	} else {
		rows = append(rows, []string{versionIn(w).TrustSet(), show.TimeText(b.Trust.Created)})
		rows = append(rows, []string{admin.TrustIn(w).Issuers(), strconv.Itoa(b.Trust.Counts.Issuers)})
		rows = append(rows, []string{admin.TrustIn(w).Keys(), strconv.Itoa(b.Trust.Counts.Keys)})
		rows = append(rows, []string{admin.TrustIn(w).SHA256(), b.Trust.SHA256})
		for _, part := range b.Trust.Parts {
			rows = append(rows, []string{versionIn(w).Parts().Of(string(part.name)),
				show.TimeText(part.Created)}, []string{admin.TrustIn(w).SHA256(), part.SHA256})
		}
	}
	return s.Table(append(rows, []string{versionIn(w).VaccineTable(), b.VaccineTable}))
}

// buildTime is when the program's source was committed, zero if it does not say.
func buildTime() time.Time {
	t, err := time.Parse(time.RFC3339, thisBuild().CommitTime)
	if err != nil {
		return time.Time{}
	}
	return t
}
