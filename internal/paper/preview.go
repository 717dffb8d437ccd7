package paper

import (
	"bytes"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/html"
	"kansli/internal/layout"
	"kansli/internal/merge"
	"kansli/internal/svg"
)

// Preview is a paper as it is shown while somebody works on it. Blocks of the
// HTML and runs of the pages carry the line of the Markdown as data-rad.
type Preview struct {
	HTML    []byte
	Pages   [][]byte // svg elements, one a page
	Origins []Origin
}

// Origin says where a line of the Markdown comes from: a field of a file, or a
// template. A line may have several.
type Origin struct {
	Markdown     int    `json:"rad"`               // line of the Markdown
	File         string `json:"fil,omitempty"`     // that has the field
	Field        string `json:"falt,omitempty"`    // its path
	Line         int    `json:"faltrad,omitempty"` // its line in File
	Template     string `json:"mall,omitempty"`
	TemplateLine int    `json:"mallrad,omitempty"`
}

// CaseTypes lists what cases can be made from.
func (w *Workshop) CaseTypes() []merge.CaseType { return w.templates.CaseTypes() }

// Preview sets a paper for the screen. Without pages it has a fault that stops
// it.
func (w *Workshop) Preview(p Paper, opts Options) (Preview, []diag.Finding) {
	doc, findings := p.parse()
	if diag.Stops(findings) {
		return Preview{}, findings
	}
	pages, faults := layout.Paginate(doc, w.style, layout.Resources{Image: opts.Image})
	defer pages.Release()
	findings = append(findings, p.trace(faults)...)
	var out Preview
	page, faults := html.Write(doc, html.Look{Lines: true}, opts.Image)
	out.HTML, findings = page, append(findings, p.trace(faults)...)
	lines := runLines(spanLines(doc, pages), frontLines(string(p.Markdown)), pages)
	for i := range pages.Pages {
		out.Pages = append(out.Pages, svg.Page(pages, i, lines[i]))
	}
	out.Origins = p.origins()
	return out, diag.Sort(findings)
}

// origins goes through the Markdown and notes each source of each line once.
func (p Paper) origins() []Origin {
	var out []Origin
	for n := 1; n <= bytes.Count(p.Markdown, []byte("\n"))+1; n++ {
		first := len(out)
		for _, o := range p.source.Line(n) {
			found := Origin{Markdown: n}
			path, deeper := o.Value, 0
			if path == "" && o.Field != "" {
				path, deeper = o.Field, o.Line
			}
			if path == "" {
				found.Template, found.TemplateLine = o.File, o.Line
			} else {
				found.File, found.Field, found.Line = p.fieldAt(path, deeper)
			}
			if !slices.Contains(out[first:], found) {
				out = append(out, found)
			}
		}
	}
	return out
}

// fieldAt is the file, the path there and the line of a field of the data, or of
// a line of its text.
func (p Paper) fieldAt(path string, line int) (file, field string, at int) {
	marks, field := p.file.Marks.Within(path)
	placed := marks.Resolve([]diag.Finding{{Path: field}})[0]
	if rest := strings.TrimLeft(after(placed.Excerpt, placed.Column-1), " "); line > 0 && (strings.HasPrefix(rest, "|") || strings.HasPrefix(rest, ">")) {
		return placed.File, field, placed.Line + line
	}
	return placed.File, field, placed.Line
}

func after(s string, n int) string {
	if r := []rune(s); n > 0 && n < len(r) {
		return string(r[n:])
	}
	return ""
}

// spanLines finds the line of the Markdown for each span of the pages. The texts
// of the document and of the pages are the same and in the same order; only
// spaces and hyphens at line ends differ.
func spanLines(doc *document.Document, pages *layout.Result) []int {
	lines := make([]int, pages.Spans)
	var stream strings.Builder
	type piece struct {
		span     int32
		from, to int
	}
	var pieces []piece
	for i := range pages.Pages {
		for _, r := range pages.Pages[i].Runs {
			if r.Span < 0 {
				continue
			}
			from := stream.Len()
			stream.WriteString(bare(r.Text))
			pieces = append(pieces, piece{r.Span, from, stream.Len()})
		}
	}
	all, at, next := stream.String(), 0, 0
	mark := func(run []document.Inline, line int) {
		text := bare(document.PlainText(run))
		i := strings.Index(all[at:], text)
		if text == "" || i < 0 {
			return
		}
		from := at + i
		at = from + len(text)
		for next < len(pieces) && pieces[next].to <= from {
			next++
		}
		for k := next; k < len(pieces) && pieces[k].from < at; k++ {
			lines[pieces[k].span] = line
		}
	}
	doc.Walk(func(b document.Block) {
		switch b := b.(type) {
		case *document.Heading:
			mark(b.Text, b.Line)
		case *document.Paragraph:
			mark(b.Text, b.Line)
		case *document.Table:
			for _, row := range append([][]document.Cell{b.Head}, b.Rows...) {
				for _, c := range row {
					mark(c.Text, c.Line)
				}
			}
		}
	})
	return lines
}

// runLines gives each run of each page the line of its span, or else, around the
// text, the line of the front matter that is shown whole by the runs up to there.
func runLines(spans []int, front map[string]int, pages *layout.Result) [][]int {
	out := make([][]int, len(pages.Pages))
	for i := range pages.Pages {
		runs := pages.Pages[i].Runs
		out[i] = make([]int, len(runs))
		begun, text := 0, ""
		for k, r := range runs {
			if r.Span < 0 || spans[r.Span] > 0 {
				if r.Span >= 0 {
					out[i][k] = spans[r.Span]
				}
				begun, text = k+1, ""
				continue
			}
			if k > 0 && runs[k-1].Span != r.Span {
				begun, text = k, ""
			}
			text += bare(r.Text)
			if line := front[text]; line > 0 {
				for ; begun <= k; begun++ {
					out[i][begun] = line
				}
				text = ""
			}
		}
	}
	return out
}

// frontLines are the values of the front matter with their lines, the first of
// those that are alike.
func frontLines(md string) map[string]int {
	out := map[string]int{}
	n := 0
	for line := range strings.Lines(md) {
		if n++; n > 1 && line == "---\n" {
			break
		}
		key, value := "", strings.TrimLeft(line, " -")
		if before, after, keyed := strings.Cut(value, ": "); keyed && !strings.HasPrefix(before, "\"") {
			key, value = before, after
		}
		value = bare(strings.Trim(value, "\"\n"))
		for _, shown := range []string{value, bare(key) + value} { // with and without the label
			if out[shown] == 0 {
				out[shown] = n
			}
		}
	}
	return out
}

// bare is a text without what a page may change at the end of a line.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00A0' || r == '\u00AD' || r == '\n' {
			return -1
		}
		return r
	}, s)
}
