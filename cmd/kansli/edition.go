package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/paper"
	"kansli/internal/redact"
	"kansli/internal/register"
)

const publicEdition = "publik"

func editionFlag(flags *pflag.FlagSet) *string {
	return choice(flags, "edition", "intern", []string{"intern", publicEdition}, "`UTGÅVA`: intern, eller publik där det som står under maskeras är dolt")
}

// publish makes the job one of the public edition, when that is what is wanted.
// What any of the files marks is covered in all of them, so it reports false when
// one of them cannot be read.
func (j *job) publish(edition string) bool {
	if edition != publicEdition {
		return true
	}
	var all []namnd.Secret
	for _, f := range j.files {
		var secrets []namnd.Secret
		var findings []diag.Finding
		switch {
		case f.isMarkdown():
			j.report([]diag.Finding{{File: f.name, Rule: "publik-markdown", Message: "en Markdown-fil säger inte vad som ska maskeras",
				Remedy: "gör den publika utgåvan av ärendets eller sammanträdets fil"}})
		case f.data.Dispatch != nil:
			j.report([]diag.Finding{{File: f.name, Rule: "publik-utskick", Message: "den publika utgåvan görs inte av ett utskick",
				Remedy: "gör den av ärendenas egna filer"}})
		case f.data.Case != nil:
			secrets, findings = redact.OfCase(f.data.Case)
		case f.data.Meeting != nil:
			secrets, findings = redact.OfMeeting(f.data.Meeting)
		}
		all = append(all, secrets...)
		j.report(f.data.Marks.Resolve(findings))
	}
	e := redact.New(all)
	j.public = &e
	return !diag.Stops(j.findings)
}

// edition is a file as the edition has it before it is merged.
func (j *job) edition(f casefile.File) casefile.File {
	if j.public == nil {
		return f
	}
	if f.Case != nil {
		f.Case = redact.Prepare(*j.public, f.Case)
	}
	if f.Meeting != nil {
		f.Meeting = redact.Prepare(*j.public, f.Meeting)
	}
	return f
}

// entry is a file as the register of the edition has it.
func (j *job) entry(f casefile.File) register.Entry {
	entry := register.Entry{File: f.Name, Case: f.Case, Meeting: f.Meeting}
	if f.Meeting != nil {
		entry.Decisions = j.shop.Decisions(j.edition(f).Meeting)
	}
	if j.public == nil {
		return entry
	}
	if f.Case != nil {
		entry.Case = redact.Masked(*j.public, f.Case)
	}
	if f.Meeting != nil {
		entry.Meeting = redact.Masked(*j.public, f.Meeting)
	}
	for i, decision := range entry.Decisions {
		entry.Decisions[i] = j.public.Text(decision)
	}
	return entry
}

// finished are merged papers as the edition has them.
func (j *job) finished(papers []paper.Paper) []paper.Paper {
	if j.public != nil {
		for i := range papers {
			papers[i] = j.shop.Public(papers[i], *j.public)
		}
	}
	return papers
}

// baseName is the name of a file in the edition, without its ending.
func (j *job) baseName(base string) string {
	if j.public == nil {
		return base
	}
	return j.public.FileName(base)
}

// bookName is the name of a workbook in the edition.
func (j *job) bookName(name string) string {
	if j.public == nil || name == "-" {
		return name
	}
	dir, base := filepath.Split(name)
	ext := filepath.Ext(base)
	return dir + j.baseName(strings.TrimSuffix(base, ext)) + ext
}

// proven reports whether a finished file hides all that it is to hide.
func (j *job) proven(name string, format string, data []byte) bool {
	if j.public == nil {
		return true
	}
	findings := j.public.Prove(name, format, data)
	j.report(findings)
	return !diag.Stops(findings)
}

// prove searches all finished papers. One that does not hide what it is to hide
// stops them all, since the same text may be in the others in another form.
func (j *job) prove(products []product, formats []paper.Format) []product {
	proven := true
	for _, p := range products {
		for i, f := range p.files {
			proven = j.proven(p.base+"."+string(formats[i]), string(formats[i]), f.Data) && proven
		}
	}
	if !proven {
		return nil
	}
	return products
}
