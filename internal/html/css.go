package html

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed style.css
var style string

// counters writes the style of the numbers of ordered lists.
func (p *page) counters() {
	for i, form := range p.look.Numbers {
		at := strings.IndexAny(form, "1ai")
		if at < 0 {
			continue
		}
		kind := map[byte]string{'1': "decimal", 'a': "lower-alpha", 'i': "lower-roman"}[form[at]]
		n := strconv.Itoa(i)
		p.raw("@counter-style depth" + n + "_ { system: extends " + kind + "; prefix: " + quoted(form[:at]) +
			"; suffix: " + quoted(form[at+1:]+" ") + " }\nol.depth" + n + "_ { list-style-type: depth" + n + "_ }\n")
	}
}

// running writes the heads and feet of printed pages. The first page has its
// letterhead instead.
func (p *page) running() {
	m := p.doc.Meta
	p.raw("@page {\n@bottom-right { content: \"Sida \" counter(page) \" (\" counter(pages) \")\" }\n")
	p.raw("@top-left { content: " + quoted(m.Running) + " }\n@top-right { content: " + quoted(m.Status) + " }\n}\n")
	p.raw("@page :first { @top-left { content: none } @top-right { content: none } }\n")
}
