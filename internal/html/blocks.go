package html

import (
	"strconv"

	"kansli/internal/document"
)

func (p *page) blocks(blocks []document.Block) {
	for _, b := range blocks {
		p.block(b)
	}
}

func (p *page) block(b document.Block) {
	switch b := b.(type) {
	case *document.Heading:
		p.heading(b)
	case *document.Paragraph:
		p.raw("<p" + p.at(b.Line) + ">")
		p.inlines(b.Text)
		p.raw("</p>\n")
	case *document.List:
		p.list(b)
	case *document.Table:
		p.table(b)
	case *document.Quote:
		p.raw("<blockquote>\n")
		p.blocks(b.Blocks)
		p.raw("</blockquote>\n")
	case *document.Code:
		p.raw("<pre><code>").text(b.Text).raw("</code></pre>\n")
	case *document.Figure:
		p.raw("<figure>")
		p.picture(b.Src, b.Alt, b.Line)
		if len(b.Caption) > 0 {
			p.raw("<figcaption>")
			p.inlines(b.Caption)
			p.raw("</figcaption>")
		}
		p.raw("</figure>\n")
	case *document.Rule:
		p.raw("<hr>\n")
	case *document.Division:
		p.division(b)
	}
}

// at is the attribute that says which line of the Markdown a block comes from,
// when the look asks for it.
func (p *page) at(line int) string {
	if !p.look.Lines || line < 1 {
		return ""
	}
	return " data-rad=\"" + strconv.Itoa(line) + "\""
}

func (p *page) heading(h *document.Heading) {
	tag := "h" + strconv.Itoa(p.level())
	p.raw("<" + tag + " id=\"").text(h.ID).raw("\"" + p.at(h.Line) + ">")
	p.inlines(h.Text)
	p.raw("</" + tag + ">\n")
}

// level is the level in the page. Headings are written in the order in which
// outline met them; one in a footnote stands under the heading of the footnotes.
func (p *page) level() int {
	p.seen++
	if p.seen <= len(p.levels) {
		return p.levels[p.seen-1]
	}
	return 3
}

func (p *page) list(l *document.List) {
	tag := "ul"
	switch {
	case l.Ordered:
		tag = "ol"
		p.raw("<ol")
		if n := len(p.look.Numbers); n > 0 {
			p.raw(" class=\"depth" + strconv.Itoa(min(p.depth, n-1)) + "_\"")
		}
		if l.Start != 1 {
			p.raw(" start=\"" + strconv.Itoa(l.Start) + "\"")
		}
		p.raw(">\n")
		p.depth++
		defer func() { p.depth-- }()
	case l.Dash:
		p.raw("<ul class=\"dash_\">\n")
	default:
		p.raw("<ul>\n")
	}
	for _, it := range l.Items {
		p.raw("<li" + p.at(it.Line) + ">")
		p.item(it.Blocks, l.Tight)
		p.raw("</li>\n")
	}
	p.raw("</" + tag + ">\n")
}

// item writes what stands in an entry of a list. In a tight list its paragraphs
// are no paragraphs.
func (p *page) item(blocks []document.Block, tight bool) {
	for _, b := range blocks {
		if par, ok := b.(*document.Paragraph); ok && tight {
			p.inlines(par.Text)
		} else {
			p.block(b)
		}
	}
}

var alignClass = map[document.Align]string{document.Right: " class=\"right_\"", document.Center: " class=\"center_\""}

// table writes a table in a frame of its own, which scrolls where the table is
// wider than the window, so it can be reached with the keyboard and has a name.
func (p *page) table(t *document.Table) {
	p.tables++
	name := "table_" + strconv.Itoa(p.tables)
	p.raw("<div class=\"table_\" role=\"group\" tabindex=\"0\"")
	if len(t.Caption) > 0 {
		p.raw(" aria-labelledby=\"" + name + "\">\n<table>\n<caption id=\"" + name + "\">")
		p.inlines(t.Caption)
		p.raw("</caption>\n")
	} else {
		p.raw(" aria-label=\"Tabell " + strconv.Itoa(p.tables) + "\">\n<table>\n")
	}
	p.raw("<thead>\n<tr>")
	for i, c := range t.Head {
		if len(c.Text) == 0 {
			p.raw("<td></td>")
			continue
		}
		p.raw("<th scope=\"col\"" + alignClass[t.Columns[i]] + ">")
		p.inlines(c.Text)
		p.raw("</th>")
	}
	p.raw("</tr>\n</thead>\n<tbody>\n")
	for _, row := range t.Rows {
		p.raw("<tr>")
		for i, c := range row {
			p.raw("<td" + alignClass[t.Columns[i]] + p.at(c.Line) + ">")
			p.inlines(c.Text)
			p.raw("</td>")
		}
		p.raw("</tr>\n")
	}
	p.raw("</tbody>\n</table>\n</div>\n")
}

// signatures holds the classes of the divisions in which each paragraph is one
// who signs, with what they are in the page: on paper, with a line to write on, or
// in another system.
var signatures = map[string]string{
	"underskrifter":          "signatures_",
	"underskrifter-digitala": "signed_",
}

func (p *page) division(d *document.Division) {
	class, signed := signatures[d.Class]
	if !signed {
		p.raw("<div class=\"").text(d.Class).raw("\">\n")
		p.blocks(d.Blocks)
		p.raw("</div>\n")
		return
	}
	open := false
	end := func() {
		if open {
			p.raw("</ul>\n")
		}
		open = false
	}
	for _, b := range d.Blocks {
		par, ok := b.(*document.Paragraph)
		if !ok {
			end()
			p.block(b)
			continue
		}
		if !open {
			p.raw("<ul class=\"" + class + "\" aria-label=\"Underskrifter\">\n")
			open = true
		}
		p.raw("<li" + p.at(par.Line) + ">")
		p.inlines(par.Text)
		p.raw("</li>\n")
	}
	end()
}
