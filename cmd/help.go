package cmd

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"vaxcheck/cmd/admin"
	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// addHelpTopics gives the tree its help: in the language chosen, with topics
// that are no commands, and with a hint wherever the usage is wrong. Again makes the tree
// in another language.
func addHelpTopics(root *cobra.Command, w *show.Sentences, again func(lang string) *cobra.Command) {
	h := helpIn(w)
	for _, t := range topics(w) {
		root.AddCommand(&cobra.Command{Use: t.name, Short: t.short})
	}
	// Commands have a flag of their own of this name; this one is for the rest.
	root.PersistentFlags().String("lang", "", cli.FlagsIn(w).Lang())
	root.Version = version()
	root.Flags().Bool("version", false, h.VersionFlag())
	cli.Parent(w, root)
	p := helpPages{w, again}
	root.SetHelpCommand(p.command())
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { p.print(cmd, langFlag(cmd)) })
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := fmt.Fprint(cmd.OutOrStderr(), usage(w, cmd))
		return err
	})
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return cli.WithHint(cli.WrongUsage(cli.FlagError(cli.ErrorsIn(w), err)),
			cli.ErrorsIn(w).See(cmd.CommandPath()+" --help"))
	})
}

// helpPages are the help of all commands, in one language.
type helpPages struct {
	words *show.Sentences
	again func(lang string) *cobra.Command // the tree in another language
}

func (p helpPages) command() *cobra.Command {
	w := helpIn(p.words)
	return &cobra.Command{
		Use: "help [COMMAND|TOPIC]", Short: w.Short(), Long: w.Long(), ValidArgsFunction: completeHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			target, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return cli.UnknownCommand(p.words, cmd.Root(), args)
			}
			p.print(target, langFlag(cmd))
			return nil
		},
	}
}

// langFlag is the language asked for with a flag, "" if none was.
func langFlag(cmd *cobra.Command) string {
	if f := cmd.Flags().Lookup("lang"); f != nil {
		return f.Value.String()
	}
	return ""
}

// print prints the help of a command or topic. The tree was made in the language
// of the environment, before the flags were read: for another one it is made
// again.
func (p helpPages) print(cmd *cobra.Command, flag string) {
	w := p.words
	if lang, ok := words.Parse(flag); ok && lang != w.Tag() {
		other, _, err := p.again(lang).Find(strings.Fields(cmd.CommandPath())[1:])
		if err == nil {
			cmd, w = other, show.SentencesIn(lang)
		}
	}
	topic := cmd.IsAdditionalHelpTopicCommand()
	text := cmp.Or(cmd.Long, cmd.Short)
	if topic {
		text = topicText(w, cmd.Name())
	}
	text = strings.TrimSpace(text) + "\n"
	if !topic {
		text += "\n" + usage(w, cmd)
	}
	fmt.Fprint(cmd.OutOrStdout(), text)
}

// usage tells how a command is called: its form, what is below it, its flags.
func usage(w *show.Sentences, cmd *cobra.Command) string {
	h := helpIn(w)
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Usage = h.HelpFlag()
	line := cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		line = cmd.CommandPath() + " COMMAND"
	}
	out := h.Usage() + "\n  " + line + "\n"
	out += section(h.Commands(), cmd, func(c *cobra.Command) bool { return c.IsAvailableCommand() })
	out += section(h.Topics(), cmd, (*cobra.Command).IsAdditionalHelpTopicCommand)
	out += "\n" + h.Flags() + "\n" + flagUsages(h, cmd)
	if cmd.HasAvailableSubCommands() {
		out += "\n" + h.More(cmd.CommandPath()+" COMMAND --help") + "\n"
	}
	return out
}

// section lists those of a command's children that belong to it.
func section(head string, cmd *cobra.Command, belongs func(*cobra.Command) bool) string {
	var rows [][]string
	for _, c := range cmd.Commands() {
		if belongs(c) {
			rows = append(rows, []string{c.Name(), c.Short})
		}
	}
	if len(rows) == 0 {
		return ""
	}
	return "\n" + head + "\n" + show.Aligned(rows)
}

// flagValues stand behind flags in the help, the same in every language.
var flagValues = map[string]string{
	"level": "A|B|C", "lang": "LANG", "color": "auto|always|never",
	"at": "TIME", "policy": "NAME|FILE", "max-age": "30d", "trust": "FILE", "issuer": "URL", "jobs": "N",
	"budget": "TIME", "qr": "FILE", "trace": "DIR", "search": "TEXT",
	"clear": "TIME", "serial": "PORT", "port": "N", "sound": "off|same|each", "tally": "FILE",
	"jwks": "FILE", "name": "NAME", "why": "TEXT", "kid": "KID", "from": "URL",
	"kind": strings.Join(admin.ListNames(), "|"), "dated": "DATE|TIME",
}

// formats are what the answer of a command can be printed as: that of inspect fits no table.
func formats(cmd *cobra.Command) []string {
	all := []string{"text", "json", "ndjson", "csv"}
	if cmd.Name() == "inspect" {
		return all[:3]
	}
	return all
}

// flagValue stands behind a flag of a command in the help.
func flagValue(cmd *cobra.Command, flag string) string {
	if flag == "format" {
		return strings.Join(formats(cmd), "|")
	}
	return flagValues[flag]
}

func flagUsages(h helpWords, cmd *cobra.Command) string {
	var rows [][]string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		short := "    "
		if f.Shorthand != "" {
			short = "-" + f.Shorthand + ", "
		}
		usage := f.Usage
		if !slices.Contains([]string{"", "false", "0", "[]"}, f.DefValue) {
			usage += " " + h.Default(f.DefValue)
		}
		rows = append(rows, []string{strings.TrimRight(short+"--"+f.Name+" "+flagValue(cmd, f.Name), " "), usage})
	})
	return show.Aligned(rows)
}
