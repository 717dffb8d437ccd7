package main

import (
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/pflag"

	"kansli/internal/diag"
	"kansli/internal/paper"
	"kansli/internal/pdf"
)

var verifyVerb = verb{
	name:    "verify",
	args:    "FIL.pdf…",
	summary: "granskar en PDF: taggar, språk, titel, teckensnitt, metadata och bifogade uppgifter",
	example: "kansli verify ut/arende-tjansteutlatande.pdf",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		format := choice(flags, "format", "text", []string{"text", "json"}, "`FORM`: text eller json")
		src := sourceFlags(flags)
		return func(t terminal, args []string) error {
			if len(args) == 0 {
				return usageError{"ange minst en PDF-fil"}
			}
			j, err := src.prepare()
			if err != nil {
				return err
			}
			for _, name := range args {
				data, err := os.ReadFile(name)
				if err != nil {
					return err
				}
				findings := pdf.Verify(data)
				if len(findings) == 0 {
					findings = j.verifySource(filepath.ToSlash(name), data)
				}
				for i := range findings {
					findings[i].File = name
				}
				j.report(findings)
			}
			return j.finish(t.out, *format)
		}
	},
}

// verifySource holds the text of a PDF against the data it carries: one of the
// papers made of the data must read the same. The board is looked up as for a
// file beside the PDF.
func (j *job) verifySource(name string, data []byte) []diag.Finding {
	source, raw, err := pdf.Attached(data)
	if err != nil || j.shop == nil {
		return nil // nothing is inside
	}
	text, err := pdf.Text(data)
	if err != nil {
		return []diag.Finding{{Rule: "oläslig-pdf", Message: err.Error()}}
	}
	file, findings := j.reader.Parse(path.Join(path.Dir(name), source), raw)
	if diag.Stops(findings) {
		return []diag.Finding{{Severity: diag.Warning, Rule: "källan-går-ej-att-läsa",
			Message: "uppgifterna i filen går inte att jämföra med texten: " + findings[0].Message,
			Remedy:  "ange nämndernas fil med --boards"}}
	}
	papers, _ := j.shop.Papers(file)
	for _, p := range papers {
		made, findings := j.shop.Write(p, paper.Options{Image: func(src string) ([]byte, error) { return besideFile(name, src) }}, paper.PDF)
		if diag.Stops(findings) {
			continue
		}
		if same, err := pdf.Text(made[0].Data); err == nil && same == text {
			return nil
		}
	}
	return []diag.Finding{{Rule: "text-mot-uppgifter",
		Message: "texten i filen är inte den som uppgifterna i den ger",
		Remedy:  "gör om filen av uppgifterna, eller ange de mallar som den gjordes med med --templates"}}
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
				j := &job{}
				j.report([]diag.Finding{{File: args[0], Rule: "inga-uppgifter", Message: err.Error(), Remedy: "gör filen med kansli render --attach-source"}})
				return j.finish(t.err, "text")
			}
			return writeFile(t, *out, source)
		}
	},
}
