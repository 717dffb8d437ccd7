package main

import (
	"os"

	"github.com/spf13/pflag"

	"kansli/internal/pdf"
)

var verifyVerb = verb{
	name:    "verify",
	args:    "FIL.pdf…",
	summary: "granskar en PDF: taggar, språk, titel, teckensnitt och metadata",
	example: "kansli verify ut/arende-tjansteutlatande.pdf",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		format := choice(flags, "format", "text", []string{"text", "json"}, "`FORM`: text eller json")
		return func(t terminal, args []string) error {
			if len(args) == 0 {
				return usageError{"ange minst en PDF-fil"}
			}
			j := &job{}
			for _, name := range args {
				data, err := os.ReadFile(name)
				if err != nil {
					return err
				}
				findings := pdf.Verify(data)
				for i := range findings {
					findings[i].File = name
				}
				j.report(findings)
			}
			return j.finish(t.out, *format)
		}
	},
}

var openVerb = verb{
	name:    "open",
	args:    "FIL.pdf",
	summary: "tar fram uppgifterna ur en PDF som gjorts med --attach-source",
	example: "kansli open ut/arende-tjansteutlatande.pdf --out arende.yaml",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		out := flags.String("out", "-", "`FIL` att skriva; - skriver på standard ut")
		return func(t terminal, args []string) error {
			if len(args) != 1 {
				return usageError{"ange en PDF-fil"}
			}
			data, err := os.ReadFile(args[0])
			if err != nil {
				return err
			}
			_, source, err := pdf.Attached(data)
			if err != nil {
				return err
			}
			return writeFile(t, *out, source)
		}
	},
}
