package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// helpVerb is a function because it looks at all verbs, itself among them.
func helpVerb() verb {
	return verb{
		name:    "help",
		args:    "[KOMMANDO]",
		summary: "visar hjälp",
		example: "kansli help render",
		define:  func(*pflag.FlagSet) func(terminal, []string) error { return help },
	}
}

func help(t terminal, args []string) error {
	if len(args) == 0 {
		return writeHelp(t.out)
	}
	for _, v := range verbs() {
		if v.name == args[0] {
			flags := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
			flags.SortFlags = false
			v.define(flags)
			return writeVerbHelp(t.out, v, flags)
		}
	}
	return usageError{fmt.Sprintf("det finns inget kommando ”%s”", args[0])}
}

func writeHelp(w io.Writer) error {
	var b strings.Builder
	b.WriteString("Exempel\n")
	for _, v := range verbs() {
		for line := range strings.Lines(v.example) {
			b.WriteString("  " + strings.TrimRight(line, "\n") + "\n")
		}
	}
	b.WriteString("\nkansli gör nämndens papper av strukturerade uppgifter: tjänsteutlåtanden,\nprotokollsutdrag och register, som Markdown, PDF, HTML och Excel.\n\nKommandon\n")
	for _, v := range verbs() {
		fmt.Fprintf(&b, "  %-10s %s\n", v.name, v.summary)
	}
	b.WriteString(`
Slutkoder
    0  allt gjordes
    1  fel i underlaget; det som var rätt gjordes
    2  kommandot är fel skrivet
    3  en fil eller mapp går inte att läsa eller skriva
  130  körningen avbröts; det som var klart är kvar, och samma kommando fortsätter

kansli help KOMMANDO visar flaggorna för ett kommando.
`)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeVerbHelp(w io.Writer, v verb, flags *pflag.FlagSet) error {
	var b strings.Builder
	b.WriteString("Exempel\n")
	for line := range strings.Lines(v.example) {
		b.WriteString("  " + strings.TrimRight(line, "\n") + "\n")
	}
	usage := "kansli " + v.name
	if flags.HasFlags() {
		usage += " [FLAGGOR]"
	}
	if v.args != "" {
		usage += " " + v.args
	}
	fmt.Fprintf(&b, "\n%s\n  %s\n", usage, v.summary)
	if flags.HasFlags() {
		b.WriteString("\nFlaggor\n")
		flags.VisitAll(func(f *pflag.Flag) {
			name, text := pflag.UnquoteUsage(f)
			fmt.Fprintf(&b, "  %-18s %s\n", strings.TrimRight("--"+f.Name+" "+name, " "), text)
		})
	}
	_, err := io.WriteString(w, b.String())
	return err
}
