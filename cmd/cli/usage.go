package cli

import (
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"vaxcheck/cmd/show"
)

// FlagError says what pflag says, in the language in use, and quotes no value.
func FlagError(w ErrorWords, err error) error {
	var unknown *pflag.NotExistError
	var noValue *pflag.ValueRequiredError
	var badValue *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return errors.New(w.FlagUnknown(dashes(unknown.GetSpecifiedName())))
	case errors.As(err, &noValue):
		return errors.New(w.FlagNoValue(dashes(noValue.GetSpecifiedName())))
	case errors.As(err, &badValue):
		return errors.New(w.FlagBadValue(dashes(badValue.GetFlag().Name)))
	}
	return err
}

// dashes writes a flag's name as it was typed.
func dashes(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// Parent makes a command that only holds others: alone it shows its help, and
// what it does not hold is wrong usage. Cobra by itself would end well.
func Parent(w *show.Sentences, cmd *cobra.Command) {
	cmd.Args = cobra.ArbitraryArgs
	cmd.SuggestionsMinimumDistance = 2
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return UnknownCommand(w, cmd, args)
		}
		return cmd.Help()
	}
}

// UnknownCommand never quotes a code: it holds all that a certificate says.
func UnknownCommand(w *show.Sentences, cmd *cobra.Command, args []string) error {
	name := args[0]
	if IsCode(name) {
		return WithHint(Usage(ErrorsIn(w).CodeAsCommand()), ErrorsIn(w).DidYouMean(cmd.Root().Name()+" verify …"))
	}
	hint := ErrorsIn(w).See(cmd.CommandPath() + " --help")
	if _, err := os.Stat(name); err == nil {
		hint = ErrorsIn(w).DidYouMean(cmd.Root().Name() + " verify " + name)
	}
	if near := cmd.SuggestionsFor(name); len(near) > 0 {
		hint = ErrorsIn(w).DidYouMean(strings.Join(near, ", "))
	}
	return WithHint(Usage(ErrorsIn(w).UnknownCommand(name, cmd.CommandPath())), hint)
}

// ExactArgs asks for exactly so many arguments, and never quotes one.
func ExactArgs(w *show.Sentences, count int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == count {
			return nil
		}
		return argsError(w, cmd, ErrorsIn(w).ArgsCount(cmd.CommandPath(), count, len(args)))
	}
}

// AtLeastOne asks for an argument or several, and never quotes one.
func AtLeastOne(w *show.Sentences) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return argsError(w, cmd, ErrorsIn(w).ArgsNone(cmd.CommandPath()))
	}
}

func argsError(w *show.Sentences, cmd *cobra.Command, what string) error {
	return WithHint(Usage(what), ErrorsIn(w).See(cmd.CommandPath()+" --help"))
}
