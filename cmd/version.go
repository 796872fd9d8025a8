package cmd

import (
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/spf13/cobra"

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
	trustHead
	Counts      setCounts  `json:"counts"`
	Authorities *trustHead `json:"authorities"` // of states; nil if the set holds none
	Signers     *trustHead `json:"signers"`     // of EU DCC; likewise
}

func (a *app) versionCommand() *cobra.Command {
	w := a.words.Admin.Version
	cmd := &cobra.Command{Use: "version", Short: w.Short, Long: w.Long, Args: a.args(0)}
	o := a.plainOptions(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.resolveOutput()
		if err != nil {
			return err
		}
		return a.print(s, thisBuild())
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
	if set, err := trust.Bundled(); err == nil {
		info := set.Info()
		b.Trust = &trustInfo{trustHead: headOf(info), Counts: setCounts{info.Issuers, info.Keys}}
		if set.Authorities() != nil {
			head := headOf(set.AuthorityInfo())
			b.Trust.Authorities = &head
		}
		if set.Signers() != nil {
			head := headOf(set.SignerInfo())
			b.Trust.Signers = &head
		}
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

func (b build) object() any { return b }

func (b build) objects() []any { return []any{b} }

func (b build) rows() [][]string {
	t, authorities, signers := trustInfo{}, trustHead{}, trustHead{}
	if b.Trust != nil {
		t = *b.Trust
	}
	if t.Authorities != nil {
		authorities = *t.Authorities
	}
	if t.Signers != nil {
		signers = *t.Signers
	}
	return [][]string{
		{"version", "commit", "commit_time", "modified", "go", "os", "arch", "trust_created", "trust_issuers",
			"trust_keys", "trust_sha256", "vaccine_table", "authorities_created", "authorities_sha256", "signers_created", "signers_sha256"},
		{b.Version, b.Commit, b.CommitTime, strconv.FormatBool(b.Modified), b.Go, b.OS, b.Arch, timeText(t.Created),
			strconv.Itoa(t.Counts.Issuers), strconv.Itoa(t.Counts.Keys), t.SHA256, b.VaccineTable, timeText(authorities.Created), authorities.SHA256,
			timeText(signers.Created), signers.SHA256},
	}
}

func (b build) text(s *settings) string {
	w := s.words.Admin
	commit := b.Commit
	if b.Modified {
		commit += " " + w.Version.Modified
	}
	rows := [][]string{{"vaxcheck", b.Version}}
	rows = fact(rows, w.Version.Commit, commit)
	rows = append(rows, []string{"Go", b.Go}, []string{w.Version.Platform, b.OS + "/" + b.Arch})
	if b.Trust == nil {
		rows = append(rows, []string{w.Version.TrustSet, w.Version.TrustDamaged})
	} else {
		rows = append(rows, []string{w.Version.TrustSet, timeText(b.Trust.Created)})
		rows = append(rows, []string{w.Trust.Issuers, strconv.Itoa(b.Trust.Counts.Issuers)})
		rows = append(rows, []string{w.Trust.Keys, strconv.Itoa(b.Trust.Counts.Keys)})
		rows = append(rows, []string{w.Trust.SHA256, b.Trust.SHA256})
		if a := b.Trust.Authorities; a != nil {
			rows = append(rows, []string{w.Version.Authorities, timeText(a.Created)}, []string{w.Trust.SHA256, a.SHA256})
		}
		if x := b.Trust.Signers; x != nil {
			rows = append(rows, []string{w.Version.Signers, timeText(x.Created)}, []string{w.Trust.SHA256, x.SHA256})
		}
	}
	return s.table(append(rows, []string{w.Version.VaccineTable, b.VaccineTable}))
}
