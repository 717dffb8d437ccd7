package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"kansli/internal/casefile"
	"kansli/internal/register"
)

// registerKind is what kansli register writes as JSON.
const registerKind = "register"

var schemaVerb = verb{
	name:    "schema",
	args:    "[ärende|sammanträde|nämnder|utskick|register]",
	summary: "skriver JSON Schema för en filtyp, för komplettering i redigerare",
	example: "kansli schema ärende > arende.schema.json\nkansli schema register > register.schema.json",
	define: func(*pflag.FlagSet) func(terminal, []string) error {
		return func(t terminal, args []string) error {
			var kinds []string
			for _, k := range casefile.Kinds() {
				kinds = append(kinds, string(k))
			}
			kinds = append(kinds, registerKind)
			if len(args) != 1 || !slices.Contains(kinds, args[0]) {
				return usageError{"ange en filtyp: " + strings.Join(kinds, ", ")}
			}
			schema, err := register.Schema(), error(nil)
			if args[0] != registerKind {
				schema, err = casefile.Schema(casefile.Kind(args[0]))
			}
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(t.out, "%s\n", strings.TrimRight(string(schema), "\n"))
			return err
		}
	},
}
