package layout

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/font"
)

// ctx is where a block is set.
type ctx struct {
	node       int32 // element that it is hung in
	x, measure int
	text       *typeStyle
	depth      int  // of numbered lists around it
	direct     bool // a paragraph's text is hung in node itself
	tight      bool // in a list without space between its items
	note       bool // in a footnote
	hanging    bool // lists are set with their first word as the mark
}

// narrowest is the measure that lists and quotations leave, however deep.
const narrowest = 120 * point

func (e *engine) blocks(c ctx, blocks []document.Block) {
	for i, b := range blocks {
		switch b := b.(type) {
		case *document.Heading:
			e.heading(c, b)
		case *document.Paragraph:
			e.paragraph(c, b, underTitle(blocks, i))
		case *document.List:
			e.list(c, b)
		case *document.Table:
			e.table(c, b)
		case *document.Quote:
			e.quote(c, b)
		case *document.Code:
			e.code(c, b)
		case *document.Figure:
			e.figure(c, b)
		case *document.Rule:
			e.rule(c)
		case *document.Division:
			e.division(c, b)
			if n := len(e.rows); n > 0 && beforeDivision(blocks, i) {
				e.rows[n-1].keep = max(e.rows[n-1].keep, weak)
			}
		}
		if c.node == 0 && i == e.contentsAt {
			_, cover := b.(*document.Division)
			e.tableOfContents(cover)
		}
	}
}

// gather makes the pieces of a run of inlines, hung in node.
func (e *engine) gather(in []document.Inline, node int32, ts *typeStyle) []piece {
	e.pieceStart = len(e.pieces)
	e.inlines(in, inlineStyle{typeStyle: ts, node: node, color: ts.color})
	e.trimSpace()
	return e.pieces[e.pieceStart:]
}

// drop gives the pieces of the paragraph in hand back.
func (e *engine) drop() { e.dropFrom(e.pieceStart) }

// dropFrom gives pieces back, and with the last of them their stops.
func (e *engine) dropFrom(i int) {
	if e.pieces = e.pieces[:i]; i == 0 {
		e.stops = e.stops[:0]
	}
}

// underTitle reports whether the paragraph at i stands with a few others between a
// heading and a lower one or a division, as a registration number under a title does.
func underTitle(blocks []document.Block, i int) bool {
	from, to := i, i
	for from > max(0, i-4) && isParagraph(blocks[from]) {
		from--
	}
	for to < min(len(blocks)-1, i+4) && isParagraph(blocks[to]) {
		to++
	}
	above, ok := blocks[from].(*document.Heading)
	if !ok || to-from > 4 {
		return false
	}
	switch below := blocks[to].(type) {
	case *document.Heading:
		return below.Level > above.Level
	case *document.Division:
		return true
	}
	return false
}

// beforeDivision reports whether the division at i is parted from another by one
// paragraph, as the names under a protocol are from the one who certifies an extract.
func beforeDivision(blocks []document.Block, i int) bool {
	if i+2 >= len(blocks) || !isParagraph(blocks[i+1]) {
		return false
	}
	_, ok := blocks[i+2].(*document.Division)
	return ok
}

func isParagraph(b document.Block) bool {
	_, ok := b.(*document.Paragraph)
	return ok
}

// paragraph sets a paragraph. Under a title it stays with what follows, if it has no
// more lines than those that are never parted.
func (e *engine) paragraph(c ctx, p *document.Paragraph, title bool) {
	node := c.node
	if !c.direct {
		node = e.add(c.node, RoleP)
	}
	ps := e.gather(p.Text, node, c.text)
	before := len(e.rows)
	e.setParagraph(c, ps, setting{}, free)
	if last := len(e.rows) - 1; title && last >= before && last <= before+2 {
		e.rows[last].keep = max(e.rows[last].keep, weak)
	}
	e.hangNotes(c)
}

// setParagraph sets pieces as a block of their own.
func (e *engine) setParagraph(c ctx, ps []piece, how setting, last keep) {
	if len(ps) == 0 {
		return
	}
	if t := ps[len(ps)-1].text; t[len(t)-1] == ':' {
		last = max(last, weak)
	}
	before, after := c.text.before, c.text.after
	if c.tight {
		before, after = e.itemSpace, e.itemSpace
	}
	e.space(before)
	if c.hanging {
		how.hang = firstWord(ps)
	}
	b := e.openBox()
	e.placeLabels(c.text.baseline)
	n := e.setLines(ps, c.x, 0, c.measure, c.text, how)
	e.closeBox(b)
	e.lineRows(b, n, c.text.leading, last)
	e.space(after)
	e.drop()
}

// firstWord is the width of the first word and its space.
func firstWord(ps []piece) int {
	w, _, found := strings.Cut(ps[0].text, " ")
	if !found {
		return 0
	}
	return min(width(ps[0].face, ps[0].size, w+" "), 4*ps[0].size)
}

func (e *engine) heading(c ctx, h *document.Heading) {
	ts := &e.headings[min(max(h.Level, 1), 6)-1]
	role, dest := RoleP, int32(-1)
	if !c.note {
		dest = int32(e.headNo)
		role = e.heads[e.headNo].role
		e.headNo++
	}
	ps := e.gather(h.Text, e.add(c.node, role), ts)
	if len(ps) == 0 {
		e.drop()
		return
	}
	e.space(ts.before)
	b := e.openBox()
	e.placeLabels(ts.baseline)
	n := e.setLines(ps, c.x, 0, e.balanced(ps, c.measure), ts, setting{})
	e.closeBox(b)
	e.boxes[b].target = dest + 1
	e.lineRows(b, n, ts.leading, strong)
	e.gap = ts.after
	e.drop()
	e.hangNotes(c)
}

// balanced is the least measure that needs no more lines, so that a title's lines
// come out about as long as each other.
func (e *engine) balanced(ps []piece, measure int) int {
	lines := e.countLines(ps, measure)
	if lines < 2 {
		return measure
	}
	low, high := measure/2, measure
	for high-low > point {
		if mid := (low + high) / 2; e.countLines(ps, mid) > lines {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

func (e *engine) quote(c ctx, q *document.Quote) {
	c.direct = false
	c.node = e.add(c.node, RoleBlockQuote)
	c = c.inset(e.indent)
	c.measure = max(min(c.measure, narrowest), c.measure-e.indent)
	if !c.note {
		c.text = &e.sheet.quote
	}
	e.blocks(c, q.Blocks)
}

// inset moves the left edge in, as far as the measure allows.
func (c ctx) inset(by int) ctx {
	by = max(0, min(by, c.measure-narrowest))
	c.x += by
	c.measure -= by
	return c
}

func (e *engine) code(c ctx, b *document.Code) {
	ts := &e.sheet.code
	e.pieceStart = len(e.pieces)
	node := e.add(e.add(c.node, RoleP), RoleCode)
	text := strings.ReplaceAll(strings.TrimRight(b.Text, "\n"), "\t", "    ")
	line := b.Line - 1
	st := inlineStyle{typeStyle: ts, node: node, color: ts.color}
	for s := range strings.SplitSeq(text, "\n") {
		if line++; line > b.Line {
			p := st.piece(e, " ")
			p.flags |= hardBreak
			e.pieces = append(e.pieces, p)
		}
		e.codeLine(s, line, st)
	}
	e.space(ts.before)
	e.setParagraph(ctx{x: c.x, measure: c.measure, text: ts}, e.pieces[e.pieceStart:], setting{}, free)
}

// codeLine keeps all spaces.
func (e *engine) codeLine(s string, line int, st inlineStyle) {
	start := 0
	cut := func(end, next int) {
		if end > start {
			e.pieces = append(e.pieces, st.piece(e, s[start:end]))
		}
		start = next
	}
	for i, r := range s {
		if ' ' <= r && r < 0x7F || !unseen(r) && font.Has(st.faces[0], r) {
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		if cut(i, i+n); !unseen(r) {
			e.missing(r, line)
		}
	}
	cut(len(s), len(s))
}

func (e *engine) rule(c ctx) {
	e.space(e.body.leading / 2)
	b := e.openBox()
	e.placeLabels(e.body.baseline)
	e.strokes = append(e.strokes, stroke{c.x, c.x + c.measure, e.body.leading / 2, hairline, e.line})
	e.closeBox(b)
	e.addRow(b, 0, e.body.leading, free)
	e.space(e.body.leading / 2)
}

const hairline = point / 2

// The divisions that have a look of their own. Others are set as running text.
const (
	classSignatures        = "underskrifter"
	classDigitalSignatures = "underskrifter-digitala"
	classCover             = "försättsblad"
	classHanging           = "att-satser"
	classCorrection        = "rättelse" // plain; it says what the paragraphs in it are
)

var classes = []string{classSignatures, classDigitalSignatures, classCover, classHanging, classCorrection}

func (e *engine) division(c ctx, d *document.Division) {
	c.direct = false
	c.node = e.add(c.node, RoleDiv)
	switch d.Class {
	case classSignatures:
		e.signatures(c, d, true)
	case classDigitalSignatures:
		e.signatures(c, d, false)
	case classCover:
		e.newPage = len(e.rows) > 0
		e.blocks(c, d.Blocks)
		e.newPage = true
	case classHanging:
		c.hanging = true
		e.blocks(c, d.Blocks)
	case classCorrection:
		e.blocks(c, d.Blocks)
	default:
		remedy := "skriv ett av " + strings.Join(classes, ", ")
		if near, ok := diag.Nearest(d.Class, classes); ok {
			remedy = "skriv ::: " + near
		}
		e.find(d.Line, diag.Warning, "okänd-klass", fmt.Sprintf("blocket ::: %s har inget eget utseende", d.Class), remedy)
		e.blocks(c, d.Blocks)
	}
}
