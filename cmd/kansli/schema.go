package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"kansli/internal/casefile"
)

var schemaVerb = verb{
	name:    "schema",
	args:    "[ärende|sammanträde|nämnder]",
	summary: "skriver JSON Schema för en filtyp, för komplettering i redigerare",
	example: "kansli schema ärende > arende.schema.json",
	define: func(*pflag.FlagSet) func(terminal, []string) error {
		return func(t terminal, args []string) error {
			var kinds []string
			for _, k := range casefile.Kinds() {
				kinds = append(kinds, string(k))
			}
			if len(args) != 1 {
				return usageError{"ange en filtyp: " + strings.Join(kinds, ", ")}
			}
			schema, err := casefile.Schema(casefile.Kind(args[0]))
			if err != nil {
				return usageError{err.Error()}
			}
			_, err = fmt.Fprintf(t.out, "%s\n", strings.TrimRight(string(schema), "\n"))
			return err
		}
	},
}
