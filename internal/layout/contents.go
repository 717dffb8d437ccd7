package layout

import (
	"slices"
	"strconv"

	"kansli/internal/document"
)

// contentsEntry is a row of the table of contents, whose page number is filled
// in when the pages are known.
type contentsEntry struct {
	head           int32
	leader, number int32 // inks
	from, right    int   // between which the leader and the number stand
}

// contentsPlace is the index of the block that the table of contents comes after:
// the cover, or else a title that begins the paper, or else -1.
func (e *engine) contentsPlace() int {
	for i, b := range e.doc.Blocks {
		if d, ok := b.(*document.Division); ok && d.Class == classCover {
			return i
		}
	}
	if len(e.doc.Blocks) > 0 {
		if _, ok := e.doc.Blocks[0].(*document.Heading); ok {
			return 0
		}
	}
	return -1
}

// tableOfContents lists the headings that come after it, on a page of its own
// when it follows a cover.
func (e *engine) tableOfContents(ownPage bool) {
	highest := RoleH6
	for _, h := range e.heads[e.headNo:] {
		highest = min(highest, h.role)
	}
	deepest := highest + Role(e.contentsLevels) - 1
	listed := func(h heading) bool { return h.role <= deepest && !isBlank(h.text) }
	if !slices.ContainsFunc(e.heads[e.headNo:], listed) {
		return
	}
	title := &e.contentsTitle
	e.pieceStart = len(e.pieces)
	st := inlineStyle{typeStyle: title, color: title.color, node: e.add(0, RoleP)}
	e.text(e.contentsText, 0, st)
	e.setParagraph(ctx{x: e.x, measure: e.measure, text: title}, e.pieces[e.pieceStart:], setting{}, strong)
	toc := e.add(0, RoleTOC)
	e.gap = title.after
	for i := e.headNo; i < len(e.heads); i++ {
		if h := e.heads[i]; listed(h) {
			e.contentsEntry(toc, int32(i), int(h.role-highest))
		}
	}
	e.newPage = ownPage
	e.space(e.contents.after + e.body.leading)
}

func (e *engine) contentsEntry(toc, head int32, depth int) {
	ts := &e.contents
	text := e.heads[head].text
	node := e.add(e.add(e.add(toc, RoleTOCI), RoleReference), RoleLink)
	e.links = append(e.links, link{node: node, dest: head, text: text})

	c := ctx{x: e.x, measure: e.measure}.inset(depth * e.indent)
	reserve := width(ts.face(), ts.size, "0000")
	e.pieceStart = len(e.pieces)
	st := inlineStyle{typeStyle: ts, color: ts.color, node: node, link: int32(len(e.links)), flags: quietLink}
	e.text(text, 0, st)
	e.text(" ", 0, st) // so that the number is a word of its own
	e.space(ts.before)
	b := e.openBox()
	n := e.setLines(e.pieces[e.pieceStart:], c.x, 0, c.measure-2*reserve, ts, setting{})
	right := c.x + c.measure
	from := right - 2*reserve
	if k := len(e.areas); k > e.areaStart {
		from, e.areas[k-1].x2 = e.areas[k-1].x2, right
	}
	y := (n-1)*ts.leading + ts.baseline
	at := int32(len(e.inks))
	e.inks = append(e.inks,
		ink{y: y, size: ts.size, face: ts.face(), color: e.line, span: ArtifactLayout},
		ink{y: y, size: ts.size, face: ts.face(), color: ts.color, span: e.newSpan(node)})
	e.entries = append(e.entries, contentsEntry{head, at, at + 1, from, right})
	e.closeBox(b)
	e.lineRows(b, n, ts.leading, free)
	e.space(ts.after)
	e.drop()
}

const dots = " . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . ." +
	" . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . ." +
	" . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . ."

// fillContents writes the page numbers, and the dots that lead to them. The dots
// of all rows stand above each other.
func (e *engine) fillContents() {
	for _, c := range e.entries {
		number, leader := &e.inks[c.number], &e.inks[c.leader]
		number.text = strconv.Itoa(e.dests[c.head].Page + 1)
		number.x = c.right - width(number.face, number.size, number.text)
		unit := width(leader.face, leader.size, " .")
		end := c.right - width(leader.face, leader.size, "000")
		n := max(0, min((end-c.from)/unit, len(dots)/2))
		leader.text = dots[:2*n]
		leader.x = end - n*unit
	}
}
