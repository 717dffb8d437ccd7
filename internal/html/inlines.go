package html

import (
	"strconv"
	"strings"

	"kansli/internal/document"
)

func (p *page) inlines(run []document.Inline) {
	for _, in := range run {
		p.inline(in)
	}
}

var inlineTag = map[document.Kind]string{
	document.Emphasis: "em",
	document.Strong:   "strong",
	document.Deleted:  "del",
}

func (p *page) inline(in document.Inline) {
	switch in.Kind {
	case document.Text:
		p.text(in.Text)
	case document.Emphasis, document.Strong, document.Deleted:
		p.raw("<" + inlineTag[in.Kind] + ">")
		p.inlines(in.Kids)
		p.raw("</" + inlineTag[in.Kind] + ">")
	case document.CodeSpan:
		p.raw("<code>").text(in.Text).raw("</code>")
	case document.LineBreak:
		p.raw("<br>\n")
	case document.InlineImage:
		p.picture(in.URL, in.Text, in.Line)
	case document.Link:
		p.anchor(in)
	case document.NoteRef:
		p.reference(in.Note)
	}
}

// anchor writes a link, or only its text where the address is of a kind that
// must not be followed or leads nowhere.
func (p *page) anchor(in document.Inline) {
	if p.link || !p.leads(in.URL) {
		p.inlines(in.Kids)
		return
	}
	p.link = true
	p.raw("<a href=\"").text(in.URL).raw("\">")
	p.inlines(in.Kids)
	p.raw("</a>")
	p.link = false
	for _, n := range p.held {
		p.reference(n)
	}
	p.held = p.held[:0]
}

func (p *page) leads(url string) bool {
	if id, inside := strings.CutPrefix(url, "#"); inside {
		return p.ids[id]
	}
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
		if len(url) > len(scheme) && strings.EqualFold(url[:len(scheme)], scheme) {
			return true
		}
	}
	return false
}

// reference writes the mark of a footnote.
func (p *page) reference(note int) {
	if note < 0 || note >= len(p.refs) {
		return
	}
	if p.link {
		p.held = append(p.held, note)
		return
	}
	p.refs[note]++
	n := strconv.Itoa(note + 1)
	p.raw("<sup><a id=\"" + refID(note, p.refs[note]) + "\" href=\"#note_" + n + "\" role=\"doc-noteref\" aria-label=\"Fotnot " + n + "\">" + n + "</a></sup>")
}

// refID is the id of the nth reference to a footnote.
func refID(note, nth int) string {
	return "ref_" + strconv.Itoa(note+1) + "_" + strconv.Itoa(nth)
}

// notes writes the footnotes, each with a way back to every place that refers to
// it.
func (p *page) notes() {
	if len(p.doc.Notes) == 0 {
		return
	}
	p.raw("<section role=\"doc-endnotes\" aria-labelledby=\"notes_\">\n<h2 id=\"notes_\">Fotnoter</h2>\n<ol>\n")
	for i, note := range p.doc.Notes {
		p.raw("<li id=\"note_" + strconv.Itoa(i+1) + "\">")
		last := len(note.Blocks) - 1
		for j, b := range note.Blocks {
			par, ok := b.(*document.Paragraph)
			if j < last || !ok {
				p.block(b)
				continue
			}
			p.raw("<p>")
			p.inlines(par.Text)
			p.back(i)
			p.raw("</p>\n")
			last = -1
		}
		if last >= 0 || len(note.Blocks) == 0 {
			p.raw("<p>")
			p.back(i)
			p.raw("</p>\n")
		}
		p.raw("</li>\n")
	}
	p.raw("</ol>\n</section>\n")
}

// back writes the ways back from a footnote. A reference that stands in a later
// footnote has none, for it is not written yet.
func (p *page) back(note int) {
	for nth := 1; nth <= p.refs[note]; nth++ {
		label := "Tillbaka till texten"
		if p.refs[note] > 1 {
			label += ", ställe " + strconv.Itoa(nth)
		}
		p.raw(" <a href=\"#" + refID(note, nth) + "\" role=\"doc-backlink\" aria-label=\"" + label + "\">↩</a>")
	}
}
