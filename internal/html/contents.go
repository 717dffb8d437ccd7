package html

import (
	"slices"
	"strings"

	"kansli/internal/document"
)

// cover is the class of the division that is a cover, a page of its own.
const cover = "försättsblad"

// beforeContents is how many blocks stand before the table of contents: those to
// the end of the cover, or a title that begins the paper.
func (p *page) beforeContents() int {
	blocks := p.doc.Blocks
	for i, b := range blocks {
		if d, ok := b.(*document.Division); ok && d.Class == cover {
			return i + 1
		}
	}
	if len(blocks) > 0 && p.shift == 0 {
		if _, ok := blocks[0].(*document.Heading); ok {
			return 1
		}
	}
	return 0
}

// contents writes the table of contents: the headings that come after it.
func (p *page) contents() {
	levels := p.levels[p.seen:]
	if !p.doc.Meta.Contents || len(levels) == 0 {
		return
	}
	highest := slices.Min(levels)
	p.raw("<nav aria-labelledby=\"contents_\">\n<p id=\"contents_\">").text(p.look.Contents).raw("</p>\n")
	depth := 0
	for i, h := range p.doc.Headings()[p.seen:] {
		level := levels[i] - highest + 1
		if level > max(p.look.Levels, 1) {
			continue
		}
		if level > depth {
			p.raw("\n<ul>\n")
			depth++
		} else {
			p.raw("</li>\n" + strings.Repeat("</ul></li>\n", depth-level))
			depth = level
		}
		p.raw("<li><a href=\"#").text(h.ID).raw("\">").text(document.PlainText(h.Text)).raw("</a>")
	}
	p.raw("</li>\n" + strings.Repeat("</ul></li>\n", max(depth-1, 0)) + "</ul>\n</nav>\n")
}
