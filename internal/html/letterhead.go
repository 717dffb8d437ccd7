package html

import (
	"slices"

	"kansli/internal/document"
)

// letterhead writes what stands around the text: who sends the paper, what it is
// and by what it is known.
func (p *page) letterhead() {
	m := p.doc.Meta
	p.raw("<header>\n")
	if m.Status != "" {
		p.raw("<p class=\"status_\">Märkning: <strong>").text(m.Status).raw("</strong></p>\n")
	}
	if m.Logo != "" || len(m.Sender) > 0 {
		p.raw("<div class=\"sender_\">\n")
		if m.Logo != "" {
			p.picture(m.Logo, m.LogoAlt, 0)
			p.raw("\n")
		}
		if len(m.Sender) > 0 {
			p.raw("<p>")
			p.lines(m.Sender)
			p.raw("</p>\n")
		}
		p.raw("</div>\n")
	}
	if m.Kind != "" {
		p.raw("<p class=\"kind_\">").text(m.Kind).raw("</p>\n")
	}
	facts := m.Marks
	dated := func(f document.Labelled) bool { return slices.Contains(f.Lines, m.Date) }
	if m.Date != "" && !slices.ContainsFunc(facts, dated) {
		facts = append([]document.Labelled{{Label: "Datum", Lines: []string{m.Date}}}, facts...)
	}
	p.facts(facts)
	p.facts(m.Panels)
	p.raw("</header>\n")
}

// facts writes labels with what belongs to each.
func (p *page) facts(facts []document.Labelled) {
	if len(facts) == 0 {
		return
	}
	p.raw("<dl>\n")
	for _, f := range facts {
		p.raw("<div><dt>").text(f.Label).raw("</dt><dd>")
		p.lines(f.Lines)
		p.raw("</dd></div>\n")
	}
	p.raw("</dl>\n")
}

func (p *page) lines(lines []string) {
	for i, l := range lines {
		if i > 0 {
			p.raw("<br>")
		}
		p.text(l)
	}
}

// foot writes the sender's address.
func (p *page) foot() {
	if len(p.doc.Meta.Address) == 0 {
		return
	}
	p.raw("<footer>\n<address>")
	p.lines(p.doc.Meta.Address)
	p.raw("</address>\n</footer>\n")
}
