package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/pflag"
)

// version is the program's own number. It is part of no document, so that a new
// version that sets the same page gives the same bytes.
const version = "0.1.0"

var versionVerb = verb{
	name:    "version",
	summary: "visar programmets version och vad det är byggt av",
	example: "kansli version",
	define: func(*pflag.FlagSet) func(terminal, []string) error {
		return func(t terminal, _ []string) error {
			_, err := fmt.Fprintln(t.out, "kansli "+version)
			if info, ok := debug.ReadBuildInfo(); ok && err == nil {
				for _, dep := range info.Deps {
					if _, err = fmt.Fprintf(t.out, "  %s %s\n", dep.Path, dep.Version); err != nil {
						break
					}
				}
			}
			return err
		}
	},
}
