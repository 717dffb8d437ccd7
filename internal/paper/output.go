package paper

import (
	"crypto/sha256"
	"fmt"

	"kansli/internal/civil"
	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/html"
	"kansli/internal/layout"
	"kansli/internal/pdf"
)

// Format is a form that a paper is written in; it is also the ending of its file.
type Format string

const (
	Markdown Format = "md"
	PDF      Format = "pdf"
	HTML     Format = "html"
)

// Formats lists the forms that can be chosen.
func Formats() []string { return []string{string(Markdown), string(PDF), string(HTML)} }

// Options is what may differ from run to run.
type Options struct {
	Image  func(src string) ([]byte, error) // opens a picture that the paper names
	Room   []byte                           // of an earlier PDF, to be written over; nil for none
	Source *pdf.Attachment                  // case data to carry in the PDF, which then is PDF/A-3a; nil for none
}

// File is a paper in one of its forms.
type File struct {
	Data []byte
	Sum  [sha256.Size]byte // SHA-256 of the data
}

// Write gives the paper in each of the forms. It is set in pages even when no PDF
// is wanted, so that a fault shows whatever the form. When a finding is an error
// there is no result.
func (w *Workshop) Write(p Paper, opts Options, formats ...Format) (out []File, findings []diag.Finding) {
	defer diag.Catch(&findings, p.name)
	doc, findings := p.parse()
	if diag.Stops(findings) {
		return nil, findings
	}
	pages, faults := layout.Paginate(doc, w.style, layout.Resources{Image: opts.Image})
	defer pages.Release()
	findings = append(findings, p.trace(faults)...)
	for _, format := range formats {
		file, faults := w.write(p, doc, pages, opts, format)
		findings = append(findings, p.trace(faults)...)
		out = append(out, file)
	}
	findings = diag.Sort(findings)
	if diag.Stops(findings) {
		return nil, findings
	}
	return out, findings
}

func (w *Workshop) write(p Paper, doc *document.Document, pages *layout.Result, opts Options, format Format) (File, []diag.Finding) {
	switch format {
	case Markdown:
		return File{p.Markdown, sha256.Sum256(p.Markdown)}, nil
	case HTML:
		data, findings := html.Write(doc, html.Look{}, opts.Image)
		return File{data, sha256.Sum256(data)}, findings
	}
	data, sum, err := pdf.Write(opts.Room[:0], pages, info(doc, opts))
	if err != nil {
		return File{}, []diag.Finding{{Rule: "pdf", Message: fmt.Sprintf("PDF-filen kunde inte göras: %v", err), Remedy: "rätta papperet, eller meddela felet om texten är riktig"}}
	}
	return File{data, sum}, nil
}

func info(doc *document.Document, opts Options) pdf.Info {
	date, _ := civil.ParseDate(doc.Meta.Date)
	info := pdf.Info{Title: doc.Meta.Title, Subject: doc.Meta.Kind, Lang: doc.Meta.Lang, Date: date, Attachment: opts.Source}
	if len(doc.Meta.Sender) > 0 {
		info.Author = doc.Meta.Sender[0]
	}
	return info
}
