package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"kansli/internal/batch"
	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/outdir"
	"kansli/internal/paper"
	"kansli/internal/register"
	"kansli/internal/xlsx"
)

var registerVerb = verb{
	name:    "register",
	args:    "FIL|MAPP…",
	summary: "gör eller uppdaterar ett register över ärenden, frister och paragrafer",
	example: "kansli register samples/kvalitet-2013 samples/kvalitet-2023 --out register.xlsx\nkansli register arenden --out ut/register.xlsx --documents ut\nkansli register arenden --out register.xlsx --format xlsx,csv,json\nkansli register arenden --update register.xlsx",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		r := registerRun{
			out:       flags.String("out", "", "`FIL` att skriva, till exempel register.xlsx; - skriver på standard ut"),
			update:    flags.String("update", "", "`FIL.xlsx` att uppdatera; det som andra har fyllt i står kvar, och den gamla filen sparas som FIL.xlsx.bak"),
			formats:   choices(flags, "format", []string{"xlsx"}, []string{"xlsx", "csv", "json"}, "`FORM`: xlsx, csv, json; flera med komma; csv ger en fil för varje tabell"),
			dialect:   choice(flags, "csv", "svensk", []string{"svensk", "enkel"}, "`SÄTT`: svensk (semikolon och decimalkomma, för Excel) eller enkel (komma och decimalpunkt)"),
			documents: flags.String("documents", "", "`MAPP` där kansli render skrev papperen; registret länkar till dem som finns"),
			edition:   editionFlag(flags),
			source:    sourceFlags(flags),
		}
		return r.run
	},
}

var dialects = map[string]register.Dialect{"svensk": register.Swedish, "enkel": register.Plain}

// registerRun is the verb's flags.
type registerRun struct {
	out, update        *string
	formats            *[]string
	dialect, documents *string
	edition            *string
	source             source
}

// usage is what is wrong with the flags together, or "".
func (r registerRun) usage() string {
	workbook := slices.Contains(*r.formats, "xlsx")
	switch {
	case *r.out == "" && *r.update == "":
		return "ange --out FIL.xlsx, eller --update FIL.xlsx"
	case *r.out != "" && *r.update != "":
		return "ange --out eller --update, inte båda"
	case *r.update != "" && (!workbook || len(*r.formats) > 1):
		return "--update gäller bara en arbetsbok; gör csv och json med --out"
	case *r.out == "-" && (len(*r.formats) > 1 || slices.Contains(*r.formats, "csv")):
		return "bara en arbetsbok eller en JSON-fil kan skrivas på standard ut"
	case workbook && strings.EqualFold(filepath.Ext(*r.out), ".json"):
		return "ange --out FIL.xlsx; de andra filerna får samma namn med annan ändelse"
	}
	return ""
}

func (r registerRun) run(t terminal, args []string) error {
	if fault := r.usage(); fault != "" {
		return usageError{fault}
	}
	j, err := r.source.open(t, args)
	if err != nil {
		return err
	}
	if !j.publish(*r.edition) {
		return j.finish(t.err, "text")
	}
	entries := r.entries(j)
	if len(entries) == 0 && !diag.Stops(j.findings) {
		j.report([]diag.Finding{{Severity: diag.Warning, Rule: "tomt-register", Message: "registret blir tomt: där finns inget ärende, sammanträde eller utskick",
			Remedy: "ange filer som börjar med typ: ärende, sammanträde eller utskick, eller mappen där de ligger"}})
	}
	book := register.Build(entries)
	if *r.update != "" {
		err = r.amend(t, j, book)
	} else {
		err = r.write(t, j, book)
	}
	if err != nil {
		return err
	}
	return j.finish(t.err, "text")
}

// entries are the files without faults, with links from the folder of the
// register. An utskick is a case for each of its boards.
func (r registerRun) entries(j *job) []register.Entry {
	var entries []register.Entry
	for _, f := range j.files {
		switch {
		case f.isMarkdown() || j.shop == nil || j.faulty(f.name):
		case f.data.Dispatch != nil:
			entries = append(entries, r.dispatched(j, f)...)
		default:
			if j.hold(&f.data); !j.faulty(f.name) {
				entries = append(entries, r.entry(j, f.data, func(p paper.Paper, format paper.Format) string {
					return j.baseName(f.base+"-"+p.Suffix) + "." + string(format)
				}))
			}
		}
	}
	return entries
}

// dispatched are the cases of an utskick, one for each board. Files that it sends
// as they are may be among the job's own.
func (r registerRun) dispatched(j *job, f readFile) []register.Entry {
	plan, findings := batch.NewPlan(planSource(j, nil), []string{f.name})
	j.report(findings)
	if plan == nil {
		return nil
	}
	var entries []register.Entry
	for c, findings := range plan.Cases() {
		j.report(findings)
		if diag.Stops(findings) || slices.ContainsFunc(j.files, func(other readFile) bool { return other.name == c.Name() }) {
			continue
		}
		entry := r.entry(j, c.File, func(p paper.Paper, format paper.Format) string { return path.Join(path.Dir(f.base), c.Path(p, format)) })
		entry.File = c.Name()
		entries = append(entries, entry)
	}
	return entries
}

// entry is a file with the papers that are there; name gives their names.
func (r registerRun) entry(j *job, f casefile.File, name func(paper.Paper, paper.Format) string) register.Entry {
	entry := j.entry(f)
	papers, _ := j.shop.Papers(f)
	for _, p := range papers {
		entry.Outputs = append(entry.Outputs, documentsOf(p, name, *r.documents, cmp.Or(*r.update, *r.out))...)
	}
	return entry
}

// namedFile is a finished file of the register.
type namedFile struct {
	name string
	data []byte
}

// write writes a new register in its formats. The workbook is made and proven
// even when nobody asked for it, since the quotation marks and codes of the other
// formats can break up a text that is to be hidden.
func (r registerRun) write(t terminal, j *job, book register.Book) error {
	var workbook bytes.Buffer
	if err := xlsx.Write(&workbook, book); err != nil {
		return err
	}
	name := j.bookName(*r.out)
	proven := j.proven(name, "xlsx", workbook.Bytes())
	var files []namedFile
	for _, format := range *r.formats {
		made, err := r.make(book, workbook.Bytes(), format, name)
		if err != nil {
			return err
		}
		for _, f := range made {
			proven = (format == "xlsx" || j.proven(f.name, format, f.data)) && proven
		}
		files = append(files, made...)
	}
	if !proven {
		return nil
	}
	for _, f := range files {
		if err := writeFile(t, f.name, f.data); err != nil {
			return err
		}
	}
	return nil
}

// make gives the files of a format; name is that of the workbook.
func (r registerRun) make(book register.Book, workbook []byte, format, name string) ([]namedFile, error) {
	base := strings.TrimSuffix(name, filepath.Ext(name))
	switch format {
	case "csv":
		var files []namedFile
		for _, table := range book.Data() {
			var b bytes.Buffer
			if err := register.WriteCSV(&b, table, dialects[*r.dialect]); err != nil {
				return nil, err
			}
			files = append(files, namedFile{base + "-" + table.FileName() + ".csv", b.Bytes()})
		}
		return files, nil
	case "json":
		var b bytes.Buffer
		if err := register.WriteJSON(&b, book); err != nil {
			return nil, err
		}
		if name != "-" {
			name = base + ".json"
		}
		return []namedFile{{name, b.Bytes()}}, nil
	}
	return []namedFile{{name, workbook}}, nil
}

// amend brings the workbook up to date. A file with faults would look as if its
// case had gone, so any fault leaves the workbook alone.
func (r registerRun) amend(t terminal, j *job, book register.Book) error {
	name := *r.update
	if diag.Stops(j.findings) {
		_, err := fmt.Fprintf(t.err, "%s ändrades inte, eftersom underlaget har fel.\n", filepath.ToSlash(name))
		return err
	}
	old, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	data, changes, findings := xlsx.Update(filepath.ToSlash(name), old, book)
	j.report(findings)
	if len(findings) > 0 || !j.proven(name, "xlsx", data) {
		return nil
	}
	for _, c := range changes {
		fmt.Fprintln(t.out, changeLine(c))
	}
	if bytes.Equal(old, data) {
		return nil
	}
	if err := writeFile(t, name+".bak", old); err != nil {
		return err
	}
	return writeFile(t, name, data)
}

// changeLine says what an update did to a table.
func changeLine(c xlsx.Change) string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{c.Added, "ny rad", "nya rader"},
		{c.Amended, "ändrad rad", "ändrade rader"},
		{c.Back, "rad åter i underlaget", "rader åter i underlaget"},
		{c.Gone, "rad utan underlag", "rader utan underlag"},
		{c.Own, "egen rad orörd", "egna rader orörda"},
	} {
		if p.n > 0 {
			parts = append(parts, counted(p.n, p.one, p.many))
		}
	}
	if !c.Changed() {
		parts = append([]string{"inget ändrat"}, parts...)
	}
	line := c.Table + ": " + strings.Join(parts, ", ")
	if len(c.GoneAt) > 0 {
		line += " (nu borta: " + strings.Join(c.GoneAt, ", ") + ")"
	}
	return line
}

// documentsOf are the files of a paper that are there, with paths from the
// register's folder.
func documentsOf(p paper.Paper, name func(paper.Paper, paper.Format) string, documents, out string) []register.Output {
	if documents == "" {
		return nil
	}
	var found []register.Output
	for _, format := range []paper.Format{paper.PDF, paper.Markdown, paper.HTML} {
		file := filepath.Join(documents, filepath.FromSlash(name(p, format)))
		if _, err := os.Stat(file); err != nil {
			continue
		}
		rel, err := filepath.Rel(filepath.Dir(out), file)
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
	if err := writeWhole(name, data); err != nil {
		return err
	}
	_, err := fmt.Fprintln(t.out, path.Clean(filepath.ToSlash(name)))
	return err
}

// writeWhole puts a whole file in its place.
func writeWhole(name string, data []byte) error {
	dir, err := outdir.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	_, err = dir.Write(filepath.Base(name), data)
	return err
}
