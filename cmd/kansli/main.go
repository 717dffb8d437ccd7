// Command kansli makes the papers of Swedish municipal boards out of structured
// case data. This package holds flags, files and exit codes, one file a verb;
// everything else is in internal.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"kansli/internal/diag"
)

// Exit codes are a contract with scripts.
const (
	exitDone   = 0   // everything was done
	exitFaults = 1   // faults in the data; the documents without faults were written
	exitUsage  = 2   // wrong usage
	exitIO     = 3   // a file or a folder cannot be read or written
	exitBroken = 130 // the user broke off the run; what was done is done
)

// terminal is the outside world of one run.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// verb is one command: kansli name ….
type verb struct {
	name    string
	args    string // what follows the name
	summary string // one line, Swedish
	example string // command lines, one a line
	// define adds the verb's flags and returns what runs it with the arguments
	// that are left.
	define func(*pflag.FlagSet) func(terminal, []string) error
	lasts  bool // until the user breaks it off
}

// verbs in the order of the help.
func verbs() []verb {
	return []verb{renderVerb, checkVerb, batchVerb, manifestVerb, registerVerb, importVerb, deadlinesVerb, lockVerb, explainVerb, verifyVerb, openVerb, serveVerb, watchVerb, newVerb, schemaVerb, completionVerb(), manVerb(), helpVerb(), versionVerb}
}

// usageError is a fault of the command line; its text is Swedish.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// errFaults says that findings were already shown and that one was an error.
var errFaults = errors.New("fel i underlaget")

// errStopped says that the user broke off the run, and was told what is left.
var errStopped = errors.New("avbrutet")

func main() {
	os.Exit(run(terminal{os.Stdin, os.Stdout, os.Stderr}, os.Args[1:]))
}

// run carries out one command line and returns its exit code.
func run(t terminal, args []string) int {
	if len(args) == 0 {
		args = []string{"help"}
	}
	switch args[0] {
	case "-h", "--help":
		args[0] = "help"
	case "-v", "--version":
		args[0] = "version"
	}
	var names []string
	for _, v := range verbs() {
		if v.name == args[0] {
			return exitCode(t, v, runVerb(t, v, args[1:]))
		}
		names = append(names, v.name)
	}
	fmt.Fprintf(t.err, "kansli: det finns inget kommando ”%s”\n", args[0])
	if near, ok := diag.Nearest(args[0], names); ok {
		fmt.Fprintf(t.err, "åtgärd: menade du kansli %s?\n", near)
	} else {
		fmt.Fprintln(t.err, "åtgärd: kansli help visar alla kommandon")
	}
	return exitUsage
}

func runVerb(t terminal, v verb, args []string) error {
	flags := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
	flags.SortFlags = false
	flags.Usage = func() {}
	flags.SetOutput(io.Discard)
	work := v.define(flags)
	if err := flags.Parse(args); errors.Is(err, pflag.ErrHelp) {
		return writeVerbHelp(t.out, v, flags)
	} else if err != nil {
		return usageError{swedishFlagError(err)}
	}
	if !v.lasts {
		debug.SetGCPercent(garbage)
	}
	return work(t, flags.Args())
}

// garbage is how much of it may lie, in per cent of what is in use, before a verb
// that soon is over clears it away. Most verbs end before; for batch, spendMemory
// sets a limit too.
const garbage = 400

func exitCode(t terminal, v verb, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFaults):
		return exitFaults
	case errors.Is(err, errStopped):
		return exitBroken
	case errors.As(err, &usage):
		fmt.Fprintf(t.err, "kansli %s: %s\nåtgärd: kansli help %s visar hur kommandot används\n", v.name, usage.text, v.name)
		return exitUsage
	}
	fmt.Fprintf(t.err, "kansli %s: %s\n", v.name, swedishIOError(err))
	return exitIO
}

// swedishFlagError says in Swedish what the flag library says in English.
func swedishFlagError(err error) string {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return fmt.Sprintf("flaggan --%s finns inte", unknown.GetSpecifiedName())
	case errors.As(err, &missing):
		return fmt.Sprintf("flaggan --%s behöver ett värde", missing.GetSpecifiedName())
	case errors.As(err, &invalid):
		return fmt.Sprintf("”%s” går inte som värde för --%s", invalid.GetValue(), invalid.GetFlag().Name)
	}
	return err.Error()
}

// swedishIOError names the file and says in Swedish what went wrong with it.
func swedishIOError(err error) string {
	var pathErr *os.PathError
	var linkErr *os.LinkError
	var name string
	switch {
	case errors.As(err, &pathErr):
		name = pathErr.Path
	case errors.As(err, &linkErr):
		name = linkErr.New
	default:
		return err.Error()
	}
	reason := err.Error()
	switch {
	case errors.Is(err, os.ErrNotExist):
		reason = "finns inte"
	case errors.Is(err, os.ErrPermission):
		reason = "går inte att öppna: behörighet saknas"
	case errors.Is(err, os.ErrExist):
		reason = "finns redan"
	case strings.Contains(reason, "no space left"):
		reason = "går inte att skriva: disken är full"
	case strings.Contains(reason, "is a directory"):
		reason = "är en mapp"
	case strings.Contains(reason, "not a directory"):
		reason = "är ingen mapp"
	}
	return name + " " + reason
}
