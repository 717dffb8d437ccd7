package layout

import "kansli/internal/document"

// signatureGap is the space between signatories beside each other.
const signatureGap = 14 * point

// signatures sets each paragraph as a signatory, as many beside each other as
// have room for their longest word. They are read one after the other, never
// line by line across. The block is not parted, nor set alone on a page.
func (e *engine) signatures(c ctx, d *document.Division, toSign bool) {
	var group []*document.Paragraph
	for _, b := range d.Blocks {
		if p, ok := b.(*document.Paragraph); ok {
			group = append(group, p)
			continue
		}
		e.signGroup(c, group, toSign)
		group = nil
		e.blocks(c, []document.Block{b})
	}
	e.signGroup(c, group, toSign)
}

func (e *engine) signGroup(c ctx, group []*document.Paragraph, toSign bool) {
	if len(group) == 0 {
		return
	}
	ts := &e.signature
	start, firstCell := len(e.pieces), len(e.cells)
	widest := 0
	for _, p := range group {
		from := len(e.pieces)
		ps := e.gather(p.Text, e.add(c.node, RoleP), ts)
		if len(ps) == 0 {
			continue
		}
		least, _ := e.contentWidths(ps)
		widest = max(widest, least)
		e.cells = append(e.cells, cell{from, len(e.pieces), ts})
		e.hangNotes(c)
	}
	cells := e.cells[firstCell:]
	if n := len(e.rows); n > 0 && len(cells) > 0 {
		e.rows[n-1].keep = max(e.rows[n-1].keep, weak)
	}
	e.space(ts.before)
	beside := e.beside(c, len(cells), widest)
	for len(cells) > 0 {
		n := min(beside, len(cells))
		last := strong
		if n == len(cells) {
			last = free
		}
		e.signRow(c, cells[:n], beside, toSign, last)
		cells = cells[n:]
	}
	e.cells = e.cells[:firstCell]
	e.dropFrom(start)
	e.space(ts.after)
}

// beside is how many signatories stand in each row: as few rows as the words
// allow, filled evenly.
func (e *engine) beside(c ctx, n, widest int) int {
	columns := max(1, min(n, e.signColumns))
	for columns > 1 && (c.measure-(columns-1)*signatureGap)/columns < widest {
		columns--
	}
	rows := (n + columns - 1) / columns
	return max(1, (n+max(rows, 1)-1)/max(rows, 1))
}

func (e *engine) signRow(c ctx, cells []cell, beside int, toSign bool, last keep) {
	ts := &e.signature
	columns := max(beside, 2)
	w := (c.measure - (columns-1)*signatureGap) / columns
	top := 0
	if toSign {
		top = e.signSpace + 3*point
	}
	b := e.openBox()
	e.placeLabels(top + ts.baseline)
	lines := 0
	for i, cl := range cells {
		x := c.x + i*(w+signatureGap)
		if toSign {
			e.strokes = append(e.strokes, stroke{x, x + w, e.signSpace, hairline, e.body.color})
		}
		lines = max(lines, e.setLines(e.pieces[cl.from:cl.to], x, top, w, ts, setting{}))
	}
	e.closeBox(b)
	e.boxes[b].beside = true
	at := 0
	for i := range lines {
		bottom, k := top+(i+1)*ts.leading, strong
		if i == lines-1 {
			k = last
		}
		e.addRow(b, at, bottom-at, k)
		at = bottom
	}
	e.space(ts.before)
}
