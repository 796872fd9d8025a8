package cmd

import (
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError says what pflag says, in the language in use, and quotes no value.
func flagError(w errorWords, err error) error {
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

// group makes a command that only holds others: alone it shows its help, and
// what it does not hold is wrong usage. Cobra by itself would end well.
func group(w *sentences, cmd *cobra.Command) {
	cmd.Args = cobra.ArbitraryArgs
	cmd.SuggestionsMinimumDistance = 2
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(w, cmd, args)
		}
		return cmd.Help()
	}
}

// unknownCommand never quotes a code: it holds all that a certificate says.
func unknownCommand(w *sentences, cmd *cobra.Command, args []string) error {
	name := args[0]
	if isCode(name) {
		return &codedError{code: exitUsage, err: errors.New(errorsIn(w).CodeAsCommand()), hint: errorsIn(w).DidYouMean(cmd.Root().Name() + " verify …")}
	}
	hint := errorsIn(w).See(cmd.CommandPath() + " --help")
	if _, err := os.Stat(name); err == nil {
		hint = errorsIn(w).DidYouMean(cmd.Root().Name() + " verify " + name)
	}
	if near := cmd.SuggestionsFor(name); len(near) > 0 {
		hint = errorsIn(w).DidYouMean(strings.Join(near, ", "))
	}
	return &codedError{code: exitUsage, err: errors.New(errorsIn(w).UnknownCommand(name, cmd.CommandPath())), hint: hint}
}

// exactArgs asks for exactly so many arguments, and never quotes one.
func exactArgs(w *sentences, count int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == count {
			return nil
		}
		return argsError(w, cmd, errorsIn(w).ArgsCount(cmd.CommandPath(), count, len(args)))
	}
}

func atLeastOne(w *sentences) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return argsError(w, cmd, errorsIn(w).ArgsNone(cmd.CommandPath()))
	}
}

func argsError(w *sentences, cmd *cobra.Command, what string) error {
	return &codedError{
		code: exitUsage, err: errors.New(what),
		hint: errorsIn(w).See(cmd.CommandPath() + " --help"),
	}
}
