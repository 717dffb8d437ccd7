// Package paper holds the pipeline together: a case or a meeting becomes
// Markdown, the Markdown a document, the document pages, and the pages a file.
// It reads and writes no files and decides nothing that another package owns.
package paper

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"kansli/internal/casefile"
	"kansli/internal/correction"
	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/layout"
	"kansli/internal/markdown"
	"kansli/internal/merge"
	"kansli/internal/namnd"
	"kansli/internal/statute"
	"kansli/internal/swedish"
)

// Kind is a kind of paper, by the word that users write.
type Kind string

const (
	Report   Kind = "tjänsteutlåtande"
	Agenda   Kind = "föredragningslista"
	Protocol Kind = "protokoll"
	Extract  Kind = "protokollsutdrag"
	Notice   Kind = "anslag"
	Dispatch Kind = "expedieringslista"
	Letter   Kind = "brev" // a Markdown file that somebody wrote or changed by hand
)

// ofMeeting are the kinds that are made of a meeting, in the order in which they
// are written. About is what one is, for README.
var ofMeeting = []struct {
	kind  Kind
	merge merge.Kind
	about string
}{
	{Agenda, merge.Agenda, "agenda and summons"},
	{Protocol, merge.Protocol, "the minutes, and those of §§ approved at once"},
	{Extract, merge.Extract, "one § of the minutes, a file each"},
	{Notice, merge.Notice, "notice that the minutes, or §§ approved at once, are approved"},
	{Dispatch, merge.Dispatch, "who is to receive which extract"},
}

// Table is a Markdown table of the kinds, for README.
func Table() string {
	var b strings.Builder
	b.WriteString("| `--doc` | paper | made from | template |\n| --- | --- | --- | --- |\n")
	row := func(kind Kind, about string, from casefile.Kind, folder merge.Kind) {
		fmt.Fprintf(&b, "| `%s` | %s | %s | `dokument/%s/` |\n", kind, about, from, folder)
	}
	row(Report, "what the administration proposes", casefile.KindCase, merge.Report)
	for _, k := range ofMeeting {
		row(k.kind, k.about, casefile.KindMeeting, k.merge)
	}
	return b.String()
}

// Kinds lists the kinds that can be chosen.
func Kinds() []string {
	words := []string{string(Report)}
	for _, k := range ofMeeting {
		words = append(words, string(k.kind))
	}
	return words
}

// Paper is one document in Markdown, with what is needed to say where a part of
// it came from.
type Paper struct {
	Kind     Kind
	Suffix   string // of the file name, such as tjansteutlatande, protokollsutdrag-10 or anslag-omedelbart
	Section  string // the § of an extract, as in namnd.Item.No
	Markdown []byte

	file   casefile.File
	source merge.SourceMap
	name   string // what findings call the Markdown when nothing else is known
}

// Workshop makes papers with one set of templates and one style. It is safe for
// concurrent use.
type Workshop struct {
	templates *merge.Set
	style     *layout.Style
	layers    []fs.FS
}

// Open reads templates and style from the layers, the later over the earlier.
// The workshop is nil when a finding is an error.
func Open(layers ...fs.FS) (*Workshop, []diag.Finding) {
	w := &Workshop{layers: layers}
	var faults []diag.Finding
	var reading sync.WaitGroup
	reading.Go(func() { w.style, faults = readStyle(layers) })
	var findings []diag.Finding
	w.templates, findings = merge.Load(layers...)
	reading.Wait()
	findings = diag.Sort(append(findings, faults...))
	if diag.Stops(findings) {
		return nil, findings
	}
	return w, findings
}

func readStyle(layers []fs.FS) (*layout.Style, []diag.Finding) {
	var looks []layout.Layer
	for i, layer := range layers {
		if src, err := fs.ReadFile(layer, "stil.yaml"); err == nil {
			name := "stil.yaml"
			if i == 0 && len(layers) > 1 {
				name = "stil.yaml (inbyggd)"
			}
			looks = append(looks, layout.Layer{Name: name, Src: src})
		}
	}
	return layout.ReadStyle(looks)
}

// Check holds a file against the rules of the law and of good order. Boards are
// all those of the municipality, for telling one's own from the others; meetings
// are those that are checked together, for numbers that run on.
func Check(f casefile.File, boards []namnd.Board, meetings []*namnd.Meeting) (findings []diag.Finding) {
	defer diag.Catch(&findings, f.Name)
	ctx := statute.Context{Boards: boards, Meetings: meetings}
	switch f.Kind {
	case casefile.KindCase:
		findings = statute.CheckCase(f.Case, ctx)
	case casefile.KindMeeting:
		findings = statute.CheckMeeting(f.Meeting, ctx)
	}
	return f.Marks.Resolve(findings)
}

// Related reports whether a change of one meeting can change what Check finds in
// another.
func Related(m, o *namnd.Meeting) bool { return statute.Related(m, o) }

// Papers merges the papers of a file of the kinds that are wanted, all when none
// is named. A paper with a fault is left out and its findings say why.
func (w *Workshop) Papers(f casefile.File, wanted ...Kind) (papers []Paper, findings []diag.Finding) {
	defer diag.Catch(&findings, f.Name)
	add := func(kind Kind, merged merge.Paper, faults []diag.Finding) {
		if f.Kind == casefile.KindMeeting {
			md, more := correction.Apply(merged.Markdown, f.Meeting)
			merged.Markdown, faults = md, append(faults, more...)
		}
		findings = append(findings, merge.Locate(f.Marks, faults)...)
		if diag.Stops(faults) {
			return
		}
		p := Paper{Kind: kind, Suffix: merged.Suffix, Markdown: merged.Markdown, file: f, source: merged.Map, name: f.Name}
		if kind == Extract {
			p.Section = merged.Sections[0]
		}
		papers = append(papers, p)
	}
	wants := func(k Kind) bool { return len(wanted) == 0 || slices.Contains(wanted, k) }
	switch {
	case f.Kind == casefile.KindCase && wants(Report):
		merged, faults := w.templates.Case(f.Case)
		add(Report, merged, faults)
	case f.Kind == casefile.KindMeeting:
		for _, k := range ofMeeting {
			if wants(k.kind) {
				for merged, faults := range w.templates.Meeting(k.merge, f.Meeting) {
					add(k.kind, merged, faults)
				}
			}
		}
	}
	return papers, diag.Sort(findings)
}

// FromMarkdown makes a paper of Markdown that was written or changed by hand.
func FromMarkdown(name string, src []byte) Paper {
	return Paper{Kind: Letter, Markdown: src, name: name}
}

// Title is what the paper is called in lists.
func (p Paper) Title() string {
	switch p.Kind {
	case Extract:
		return "Protokollsutdrag § " + p.Section
	case Letter:
		return "Brev"
	}
	if strings.Contains(p.Suffix, "-omedelbart") {
		return swedish.Capital(string(p.Kind)) + " för omedelbart justerade paragrafer"
	}
	return swedish.Capital(string(p.Kind))
}

// parse reads the Markdown and binds what must not part at a line's end. In a
// paper that was merged just now it is bound already, but for the rättelser, which
// were put in afterwards.
func (p Paper) parse() (*document.Document, []diag.Finding) {
	doc, findings := markdown.Parse(p.name, p.Markdown)
	if m := p.file.Meeting; p.Kind == Letter || m != nil && len(m.Corrections) > 0 {
		document.MapText(doc, swedish.Bind)
	}
	doc.Meta.Running = swedish.Bind(doc.Meta.Running)
	return doc, p.trace(findings)
}

// trace moves findings about the Markdown to the data or the template that the
// text came from.
func (p Paper) trace(fs []diag.Finding) []diag.Finding {
	if len(fs) == 0 {
		return nil
	}
	for i := range fs {
		fs[i].File = cmp.Or(fs[i].File, p.name)
	}
	if p.Kind == Letter {
		return p.excerpt(fs)
	}
	return merge.Locate(p.file.Marks, p.source.Trace(fs))
}

// excerpt shows the line of a hand-written file.
func (p Paper) excerpt(fs []diag.Finding) []diag.Finding {
	lines := strings.Split(string(p.Markdown), "\n")
	for i, f := range fs {
		if f.Excerpt == "" && f.Line > 0 && f.Line <= len(lines) {
			fs[i].Excerpt = strings.TrimRight(lines[f.Line-1], "\r")
		}
	}
	return fs
}

// Decisions gives the merged decision of each § as plain text, for registers and
// locks, as it reads after the rättelser of the meeting; "" where it cannot be
// merged.
func (w *Workshop) Decisions(m *namnd.Meeting) []string {
	out := make([]string, len(m.Items))
	for i := range m.Items {
		merged, faults := w.templates.Extract(m, i)
		if diag.Stops(faults) {
			continue
		}
		md, _ := correction.Apply(merged.Markdown, m)
		doc, _ := markdown.Parse("", md)
		out[i] = sectionText(doc, "Beslut")
	}
	return out
}

// sectionText is the text under the first heading of that name.
func sectionText(doc *document.Document, heading string) string {
	var lines []string
	inside := false
	for _, b := range doc.Blocks {
		if h, ok := b.(*document.Heading); ok {
			if inside {
				break
			}
			inside = document.PlainText(h.Text) == heading
			continue
		}
		if inside {
			lines = append(lines, blockLines(b)...)
		}
	}
	return strings.Join(lines, "\n")
}

func blockLines(b document.Block) []string {
	var lines []string
	if list, ok := b.(*document.List); ok {
		for i, item := range list.Items {
			var text []string
			for _, inner := range item.Blocks {
				text = append(text, blockLines(inner)...)
			}
			if len(text) > 0 && list.Ordered {
				text[0] = fmt.Sprintf("%d. %s", list.Start+i, text[0])
			}
			lines = append(lines, text...)
		}
		return lines
	}
	for _, run := range document.Lines(b) {
		lines = append(lines, document.PlainText(standing(run)))
	}
	return lines
}

// standing is a run without what a rättelse has struck out and the space after
// it.
func standing(run []document.Inline) []document.Inline {
	var out []document.Inline
	for i, in := range run {
		if in.Kind == document.Deleted {
			continue
		}
		if i > 0 && run[i-1].Kind == document.Deleted {
			in.Text = strings.TrimPrefix(in.Text, " ")
		}
		out = append(out, in)
	}
	return out
}
