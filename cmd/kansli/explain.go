package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"kansli/internal/diag"
	"kansli/internal/statute"
)

var explainVerb = verb{
	name:    "explain",
	args:    "[REGEL]",
	summary: "förklarar en regel med källa och exempel; utan regel visas alla",
	example: "kansli explain justering-sen",
	define: func(*pflag.FlagSet) func(terminal, []string) error {
		return func(t terminal, args []string) error {
			var ids []string
			for _, r := range statute.Rules() {
				ids = append(ids, r.ID)
				if len(args) == 0 {
					fmt.Fprintf(t.out, "%-26s %-8s %s\n", r.ID, r.Severity, r.Title)
				}
			}
			for _, id := range args {
				text, ok := statute.Explain(id)
				if !ok {
					message := fmt.Sprintf("det finns ingen regel ”%s”", id)
					if near, found := diag.Nearest(id, ids); found {
						message += fmt.Sprintf("; menade du %s?", near)
					}
					return usageError{message}
				}
				fmt.Fprint(t.out, text)
			}
			return nil
		}
	},
}
