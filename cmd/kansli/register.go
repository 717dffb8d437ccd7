package main

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/pflag"

	"kansli/internal/outdir"
	"kansli/internal/paper"
	"kansli/internal/register"
	"kansli/internal/xlsx"
)

var registerVerb = verb{
	name:    "register",
	args:    "FIL|MAPP…",
	summary: "gör ett Excel-register över ärenden, frister och paragrafer",
	example: "kansli register samples/kvalitet-2013 samples/kvalitet-2023 --out register.xlsx\nkansli register arenden --out ut/register.xlsx --documents ut",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		out := flags.String("out", "", "`FIL` att skriva, till exempel register.xlsx; - skriver på standard ut")
		documents := flags.String("documents", "", "`MAPP` där kansli render skrev papperen; registret länkar till dem som finns")
		src := sourceFlags(flags)
		return func(t terminal, args []string) error {
			if *out == "" {
				return usageError{"ange --out FIL.xlsx"}
			}
			j, err := src.open(t, args)
			if err != nil {
				return err
			}
			var entries []register.Entry
			for _, f := range j.files {
				if f.isMarkdown() || j.shop == nil || j.faulty(f.name) {
					continue
				}
				entry := register.Entry{File: f.name, Case: f.data.Case, Meeting: f.data.Meeting}
				if f.data.Meeting != nil {
					entry.Decisions = j.shop.Decisions(f.data.Meeting)
				}
				papers, _ := j.shop.Papers(f.data)
				for _, p := range papers {
					entry.Outputs = append(entry.Outputs, documentsOf(f, p, *documents, *out)...)
				}
				entries = append(entries, entry)
			}
			var book bytes.Buffer
			if err := xlsx.Write(&book, register.Build(entries)); err != nil {
				return err
			}
			if err := writeFile(t, *out, book.Bytes()); err != nil {
				return err
			}
			return j.finish(t.err, "text")
		}
	},
}

// documentsOf are the files of a paper that are there, with paths from the
// register's folder.
func documentsOf(f readFile, p paper.Paper, documents, out string) []register.Output {
	if documents == "" {
		return nil
	}
	var found []register.Output
	for _, format := range []paper.Format{paper.PDF, paper.Markdown, paper.HTML} {
		name := filepath.Join(documents, filepath.FromSlash(f.base+"-"+p.Suffix+"."+string(format)))
		if _, err := os.Stat(name); err != nil {
			continue
		}
		rel, err := filepath.Rel(filepath.Dir(out), name)
		if err != nil {
			continue
		}
		found = append(found, register.Output{Label: labels[p.Kind] + " " + formatLabels[format], Path: filepath.ToSlash(rel), Section: p.Section})
	}
	return found
}

var (
	labels       = map[paper.Kind]string{paper.Report: "Tjänsteutlåtande", paper.Extract: "Protokollsutdrag"}
	formatLabels = map[paper.Format]string{paper.PDF: "(PDF)", paper.Markdown: "(Markdown)", paper.HTML: "(HTML)"}
)

// writeFile writes one whole file, or standard output for "-", and says which.
func writeFile(t terminal, name string, data []byte) error {
	if name == "-" {
		_, err := t.out.Write(data)
		return err
	}
	dir, err := outdir.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	if _, err := dir.Write(filepath.Base(name), data); err != nil {
		return err
	}
	_, err = fmt.Fprintln(t.out, path.Clean(filepath.ToSlash(name)))
	return err
}
