package main

import (
	"fmt"
	"io"

	"github.com/spf13/pflag"

	"kansli/internal/diag"
)

var checkVerb = verb{
	name:    "check",
	args:    "FIL|MAPP…",
	summary: "granskar underlag mot form, mallar och lag utan att skriva något",
	example: "kansli check samples/kvalitet-2023\nkansli check arende.yaml --format json",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		format := choice(flags, "format", "text", []string{"text", "json"}, "`FORM`: text eller json")
		src := sourceFlags(flags)
		return func(t terminal, args []string) error {
			j, err := src.open(t, args)
			if err != nil {
				return err
			}
			var products []product
			for _, f := range j.files {
				for _, p := range j.papers(f, nil) {
					products = append(products, product{file: f, paper: p})
				}
			}
			j.make(products, nil, false)
			return j.finish(t.out, *format)
		}
	},
}

// writeFindings writes findings as text or JSON; text ends with a summary.
func writeFindings(w io.Writer, fs []diag.Finding, format string) error {
	if format == "json" {
		return diag.WriteJSON(w, fs)
	}
	if err := diag.WriteText(w, fs); err != nil || len(fs) == 0 {
		return err
	}
	count := map[diag.Severity]int{}
	for _, f := range fs {
		count[f.Severity]++
	}
	_, err := fmt.Fprintf(w, "%d fel, %s, %d råd\n", count[diag.Error], counted(count[diag.Warning], "varning", "varningar"), count[diag.Advice])
	return err
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
