package layout

import (
	"strconv"

	"kansli/internal/document"
)

// label is the mark of a list item, or the number of a footnote, that waits for
// the first line it stands on.
type label struct {
	node int32
	text string
	x    int
	ts   *typeStyle
}

// placeLabels puts the labels that wait on the first line of the box in hand.
func (e *engine) placeLabels(baseline int) {
	for _, l := range e.labels {
		e.inks = append(e.inks, ink{
			x: l.x, y: baseline, size: l.ts.size, text: l.text, face: l.ts.face(),
			color: l.ts.color, span: e.span(l.node),
		})
	}
	e.labels = e.labels[:0]
}

func (e *engine) list(c ctx, l *document.List) {
	if len(l.Items) == 0 {
		return
	}
	node := e.add(c.node, RoleL)
	form := &e.numbers[min(c.depth, len(e.numbers)-1)]
	switch {
	case l.Ordered:
		e.nodes[node].Numbering = form.kind
	case !l.Dash && !c.hanging:
		e.nodes[node].Numbering = NumberingDisc
	}
	inner := c
	inner.tight = l.Tight
	widest := 0
	if l.Ordered {
		inner.depth++
		for i := range l.Items {
			widest = max(widest, width(c.text.face(), c.text.size, form.number(l.Start+i)))
		}
	}
	hanging := c.hanging && !l.Ordered
	inner.hanging = hanging
	if !hanging {
		inner = e.insetItem(inner, max(e.indent, widest+c.text.size/2))
	}
	e.space(c.text.before)
	for i := range l.Items {
		item := e.add(node, RoleLI)
		text := e.bullet
		if l.Dash {
			text = "–"
		}
		if l.Ordered {
			text = form.number(l.Start + i)
		}
		if !hanging {
			x := inner.x - max(e.indent, widest+c.text.size/2)
			if l.Ordered {
				x += widest - width(c.text.face(), c.text.size, text)
			}
			e.labels = append(e.labels, label{e.add(item, RoleLbl), text, x, c.text})
		}
		inner.node = e.add(item, RoleLBody)
		inner.direct = onlyParagraph(l.Items[i].Blocks)
		e.space(e.itemSpace)
		e.blocks(inner, l.Items[i].Blocks)
		if len(e.labels) > 0 {
			e.emptyItem(c)
		}
	}
	if !c.tight {
		e.space(c.text.after)
	}
}

// onlyParagraph reports whether the text of an item is one paragraph, which then
// is the body of the item and needs no element of its own.
func onlyParagraph(blocks []document.Block) bool {
	n := 0
	for _, b := range blocks {
		if _, ok := b.(*document.Paragraph); ok {
			n++
		}
	}
	return n == 1
}

// insetItem moves the left edge in for the text of an item. Where the measure
// does not allow it the marks move out instead, and a mark of the list outside
// that waits on the same line is given its own.
func (e *engine) insetItem(c ctx, by int) ctx {
	c = c.inset(by)
	if n := len(e.labels); n > 0 {
		if l := e.labels[n-1]; l.x+width(l.ts.face(), l.ts.size, l.text) > c.x-by {
			e.emptyItem(c)
		}
	}
	return c
}

// emptyItem gives the labels that wait a line of their own.
func (e *engine) emptyItem(c ctx) {
	b := e.openBox()
	e.placeLabels(c.text.baseline)
	e.closeBox(b)
	e.addRow(b, 0, c.text.leading, free)
}

// number is the label of item n.
func (f *counter) number(n int) string {
	if n >= 0 && n < len(f.ready) {
		return f.ready[n]
	}
	return f.write(n)
}

func (f *counter) write(n int) string {
	s := strconv.Itoa(n)
	switch {
	case f.kind == NumberingLowerAlpha && n > 0:
		s = alpha(n)
	case f.kind == NumberingLowerRoman && n > 0 && n < 4000:
		s = roman(n)
	}
	return f.prefix + s + f.suffix
}

// alpha counts a, b, … z, aa, ab. The letters å, ä and ö are left out, as in
// Swedish law texts that number with letters.
func alpha(n int) string {
	var b [8]byte
	i := len(b)
	for ; n > 0 && i > 0; n = (n - 1) / 26 {
		i--
		b[i] = byte('a' + (n-1)%26)
	}
	return string(b[i:])
}

func roman(n int) string {
	var b []byte
	for _, d := range [...]struct {
		value int
		text  string
	}{
		{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"},
		{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
	} {
		for ; n >= d.value; n -= d.value {
			b = append(b, d.text...)
		}
	}
	return string(b)
}
