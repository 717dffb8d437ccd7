package main

import (
	"fmt"
	"path"
	"runtime"
	"strings"
	"sync"

	"github.com/spf13/pflag"

	"kansli/internal/diag"
	"kansli/internal/outdir"
	"kansli/internal/paper"
	"kansli/internal/pdf"
)

var renderVerb = verb{
	name:    "render",
	args:    "FIL|MAPP…",
	summary: "gör papper av ärenden och sammanträden",
	example: "kansli render samples/kvalitet-2013/arende.yaml\nkansli render samples/kvalitet-2023 --out ut --format md,pdf,html\nkansli render brev.md --format pdf\nkansli render - --out - --format md < arende.yaml",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		r := render{
			out:     flags.String("out", "out", "`MAPP` att skriva i; - skriver ett enda dokument på standard ut"),
			formats: choices(flags, "format", []string{"md", "pdf"}, paper.Formats(), "`FORM`: md, pdf, html; flera med komma"),
			docs:    choices(flags, "doc", nil, paper.Kinds(), "`PAPPER`: "+strings.Join(paper.Kinds(), ", ")+"; annars alla"),
			edition: editionFlag(flags),
			attach:  flags.Bool("attach-source", false, "lägg ärendets uppgifter i PDF-filen (PDF/A-3a)"),
			source:  sourceFlags(flags),
		}
		return r.run
	},
}

// render is the verb's flags.
type render struct {
	out     *string
	formats *[]string
	docs    *[]string
	edition *string
	attach  *bool
	source  source
}

// product is one paper and the files made of it.
type product struct {
	file     readFile
	paper    paper.Paper
	base     string // path below the output folder, without ending
	files    []paper.File
	findings []diag.Finding
}

func (r render) run(t terminal, args []string) error {
	if *r.attach && *r.edition == publicEdition {
		return usageError{"--attach-source går inte med --edition publik; uppgifterna är inte maskerade"}
	}
	j, err := r.source.open(t, args)
	if err != nil {
		return err
	}
	if !j.publish(*r.edition) {
		return j.finish(t.err, "text")
	}
	formats := convert[paper.Format](*r.formats)
	products := r.products(j)
	if *r.out == "-" && len(products)*len(formats) > 1 {
		return usageError{"bara ett enda dokument i en form kan skrivas på standard ut; välj med --doc och --format"}
	}
	j.make(products, formats, *r.attach)
	products = j.prove(products, formats)
	if err := r.write(t, products, formats); err != nil {
		return err
	}
	return j.finish(t.err, "text")
}

func convert[T ~string](words []string) []T {
	var out []T
	for _, w := range words {
		out = append(out, T(w))
	}
	return out
}

// products merges every paper of the job and gives it a place.
func (r render) products(j *job) []product {
	var products []product
	taken := map[string]string{}
	for _, f := range j.files {
		for _, p := range j.papers(f, convert[paper.Kind](*r.docs)) {
			base := f.base
			if p.Suffix != "" {
				base += "-" + p.Suffix
			}
			base = j.baseName(base)
			if other, ok := taken[base]; ok {
				j.report([]diag.Finding{{File: f.name, Rule: "samma-utfil",
					Message: fmt.Sprintf("%s och %s skulle skriva samma fil, %s", other, f.name, base),
					Remedy:  "byt namn på den ena filen"}})
				continue
			}
			taken[base] = f.name
			products = append(products, product{file: f, paper: p, base: base})
		}
	}
	return products
}

// make sets all papers, on all processors.
func (j *job) make(products []product, formats []paper.Format, attach bool) {
	var wait sync.WaitGroup
	next := make(chan *product)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for p := range next {
				opts := p.file.options()
				if attach && !p.file.isMarkdown() {
					opts.Source = &pdf.Attachment{Name: path.Base(p.file.name), MIME: "application/yaml", Description: "Uppgifterna som papperet är gjort av", Data: p.file.src}
				}
				p.files, p.findings = j.shop.Write(p.paper, opts, formats...)
			}
		})
	}
	for i := range products {
		next <- &products[i]
	}
	close(next)
	wait.Wait()
	for _, p := range products {
		j.report(p.findings)
	}
}

// write puts the finished papers in the output folder and says which they are.
func (r render) write(t terminal, products []product, formats []paper.Format) error {
	if *r.out == "-" {
		for _, p := range products {
			for _, f := range p.files {
				if _, err := t.out.Write(f.Data); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if len(products) == 0 {
		return nil
	}
	dir, err := outdir.Open(*r.out)
	if err != nil {
		return err
	}
	defer dir.Close()
	for _, p := range products {
		for i, f := range p.files {
			name := p.base + "." + string(formats[i])
			if _, err := dir.Write(name, f.Data); err != nil {
				return err
			}
			fmt.Fprintln(t.out, path.Join(*r.out, name))
		}
	}
	return nil
}
