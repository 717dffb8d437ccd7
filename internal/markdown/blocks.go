package markdown

import (
	"fmt"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/document"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// deepest is how many blocks and inlines may stand around one another. Paper has
// no use for more, and what follows walks the tree by recursion.
const deepest = 64

// enter counts one level down and reports whether there is room for it.
func (r *reader) enter(n ast.Node) bool {
	r.depth++
	if r.depth <= deepest {
		return true
	}
	if r.tooDeep {
		return false
	}
	r.tooDeep = true
	r.find(position(n), diag.Finding{
		Rule:    "för-djup-nästling",
		Message: fmt.Sprintf("mer än %d nivåer står inuti varandra", deepest),
		Remedy:  "förenkla texten; troligen är det en lång rad tecken som >, * eller [ som inte var menade som formatering",
	})
	return false
}

func (r *reader) leave() { r.depth-- }

// blocks turns the children of a container into blocks.
func (r *reader) blocks(parent ast.Node) []document.Block {
	defer r.leave()
	if !r.enter(parent) {
		return nil
	}
	restoreOrder(parent)
	out := carve(&r.blockRoom, parent.ChildCount(), moreBlocks)
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if caption := r.caption(n); caption != nil {
			if t, ok := n.NextSibling().(*east.Table); ok {
				out = append(out, r.table(t, caption))
				n = n.NextSibling()
				continue
			}
			r.find(position(n), diag.Finding{
				Severity: diag.Warning,
				Rule:     "tabelltext-utan-tabell",
				Message:  "stycket ser ut som en tabelltext men ingen tabell står före eller efter",
				Remedy:   "ställ tabelltexten intill tabellen, eller ta bort kolonet",
			})
		}
		if t, ok := n.(*east.Table); ok {
			caption := r.caption(n.NextSibling())
			out = append(out, r.table(t, caption))
			if caption != nil {
				n = n.NextSibling()
			}
			continue
		}
		if b := r.block(n); b != nil {
			out = append(out, b)
		}
	}
	return out
}

// restoreOrder puts a heading before the table that follows its text. When a
// table's head is also the last line of an underlined heading, goldmark hangs in
// the table first.
func restoreOrder(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		_, isTable := n.(*east.Table)
		if h, ok := n.NextSibling().(*ast.Heading); ok && isTable && position(h) < position(n.FirstChild().FirstChild()) {
			parent.InsertBefore(parent, n, h)
			n = h
		}
	}
}

// block turns one block of goldmark into a block, or into nil where it leaves
// nothing on the paper.
func (r *reader) block(n ast.Node) document.Block {
	pos := position(n)
	line := r.line(pos)
	switch n := n.(type) {
	case *ast.Heading:
		return r.heading(n, pos, line)
	case *plain:
		return r.plain(n, line)
	case *ast.Paragraph, *ast.TextBlock:
		return r.paragraph(n, line)
	case *ast.List:
		l := &document.List{
			Ordered: n.IsOrdered(),
			Dash:    n.Marker == '+',
			Start:   n.Start,
			Tight:   n.IsTight,
			Items:   make([]document.Item, 0, n.ChildCount()),
			Line:    line,
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			r.checkTask(c)
			l.Items = append(l.Items, document.Item{Blocks: r.blocks(c), Line: r.line(position(c))})
		}
		return l
	case *ast.Blockquote:
		return &document.Quote{Blocks: r.blocks(n), Line: line}
	case *division:
		r.checkDivision(n, pos)
		return &document.Division{Class: n.class, Blocks: r.blocks(n), Line: line}
	case *ast.CodeBlock:
		return r.code(n.Lines(), line)
	case *ast.FencedCodeBlock:
		return r.code(n.Lines(), line)
	case *ast.ThematicBreak:
		return &document.Rule{Line: line}
	case *ast.HTMLBlock:
		return r.htmlBlock(n, pos, line)
	case *strayFence:
		r.find(pos, diag.Finding{
			Rule:    "löst-blockslut",
			Message: "raden ::: avslutar inget block",
			Remedy:  "ta bort raden, eller skriv blockets början, till exempel ::: underskrifter",
		})
	}
	return nil // link reference definitions and footnotes are handled apart
}

func (r *reader) heading(n *ast.Heading, pos, line int) document.Block {
	h := &document.Heading{Level: n.Level, Text: r.inlines(n), Line: line}
	plain := strings.TrimSpace(document.PlainText(h.Text))
	if plain == "" {
		r.find(pos, diag.Finding{
			Rule:    "tom-rubrik",
			Message: "rubriken har ingen text",
			Remedy:  "skriv rubriken eller ta bort raden",
		})
	}
	if n.Level > r.level+1 {
		f := diag.Finding{
			Rule:    "hoppad-rubriknivå",
			Message: fmt.Sprintf("rubriken är på nivå %d men den närmast före är på nivå %d", n.Level, r.level),
			Source:  "WCAG 2.1, 1.3.1; PDF/UA-1, 7.4.2",
			Remedy:  fmt.Sprintf("skriv rubriken med %s", strings.Repeat("#", r.level+1)),
		}
		if r.level == 0 {
			f.Message = fmt.Sprintf("dokumentets första rubrik är på nivå %d och inte på nivå 1", n.Level)
		}
		r.find(pos, f)
	}
	r.level = n.Level
	h.ID = r.slug(plain)
	return h
}

func (r *reader) paragraph(n ast.Node, line int) document.Block {
	if image, ok := n.FirstChild().(*ast.Image); ok && n.ChildCount() == 1 {
		in := r.image(image)
		return &document.Figure{Src: in.URL, Alt: in.Text, Caption: r.title(image.Title, line), Line: line}
	}
	return r.newParagraph(r.inlines(n), line)
}

// newParagraph returns a paragraph, or nil where there is no text.
func (r *reader) newParagraph(text []document.Inline, line int) document.Block {
	if len(text) == 0 {
		return nil
	}
	p := append(carve(&r.paragraphRoom, 1, moreParagraphs), document.Paragraph{Text: text, Line: line})
	return &p[0]
}

// title is the title of a picture, which becomes its caption.
func (r *reader) title(title []byte, line int) []document.Inline {
	if len(title) == 0 {
		return nil
	}
	start := r.text.Len()
	r.decode(title, -1)
	return []document.Inline{{Kind: document.Text, Text: r.since(start), Line: line}}
}

func (r *reader) code(lines *text.Segments, line int) document.Block {
	start := r.text.Len()
	r.raw(lines)
	return &document.Code{Text: strings.TrimSuffix(r.since(start), "\n"), Line: line}
}

// raw writes lines as they are.
func (r *reader) raw(lines *text.Segments) {
	for i := range lines.Len() {
		s := lines.At(i)
		r.text.Write(s.Value(r.src))
	}
}

// htmlBlock keeps the text of a block of HTML as a paragraph. A comment is
// nothing on paper.
func (r *reader) htmlBlock(n *ast.HTMLBlock, pos, line int) document.Block {
	start := r.text.Len()
	r.raw(n.Lines())
	if n.HasClosure() {
		r.text.Write(n.ClosureLine.Value(r.src))
	}
	html := strings.Join(strings.Fields(r.since(start)), " ")
	if r.html(pos, html) {
		return nil
	}
	return &document.Paragraph{Text: []document.Inline{{Kind: document.Text, Text: html, Line: line}}, Line: line}
}

// html reports a piece of HTML and whether it leaves nothing on the paper.
func (r *reader) html(pos int, html string) (comment bool) {
	if strings.HasPrefix(html, "<!--") && strings.HasSuffix(html, "-->") {
		r.find(pos, diag.Finding{
			Severity: diag.Advice,
			Rule:     "html-kommentar",
			Message:  "kommentaren kommer inte med i dokumentet",
			Remedy:   "ta bort den när den inte behövs",
		})
		return true
	}
	f := diag.Finding{
		Rule:    "html-i-texten",
		Message: fmt.Sprintf("%s är HTML och kan inte sättas på papper", shorten(html)),
		Remedy:  `skriv \< om tecknet < är menat; radbrytning skrivs med \ sist på raden`,
	}
	if strings.HasPrefix(html, "<!") {
		f.Rule = "ofyllt-fält"
		f.Message = fmt.Sprintf("%s ser ut som ett fält som aldrig fylldes i", shorten(html))
		f.Remedy = `fyll i fältet; skriv \< om tecknet < är menat`
	}
	r.find(pos, f)
	return false
}

// shorten quotes at most the first forty characters of s.
func shorten(s string) string {
	if x := []rune(s); len(x) > 40 {
		s = string(x[:40]) + "…"
	}
	return "”" + s + "”"
}

func (r *reader) checkTask(item ast.Node) {
	first := item.FirstChild()
	if first == nil || first.Type() != ast.TypeBlock || first.Lines().Len() == 0 {
		return
	}
	s := first.Lines().At(0)
	line := s.Value(r.src)
	if len(line) > 4 && line[0] == '[' && strings.IndexByte(" xX", line[1]) >= 0 && line[2] == ']' && line[3] == ' ' {
		r.find(s.Start, diag.Finding{
			Severity: diag.Warning,
			Rule:     "kryssruta",
			Message:  "kryssrutor i listor finns inte på papper; tecknen skrivs som de står",
			Remedy:   "skriv punkten utan [ ]",
		})
	}
}

func (r *reader) checkDivision(n *division, pos int) {
	if !n.closed {
		r.find(pos, diag.Finding{
			Rule:    "oavslutat-block",
			Message: fmt.Sprintf("blocket ::: %s avslutas aldrig", n.class),
			Remedy:  "skriv en rad ::: efter blockets sista rad",
		})
	}
	if n.others {
		r.find(pos, diag.Finding{
			Severity: diag.Warning,
			Rule:     "okänt-attribut",
			Message:  "bara blockets första klass används",
			Remedy:   fmt.Sprintf("skriv ::: %s", n.class),
		})
	}
}
