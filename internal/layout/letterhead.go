package layout

import (
	"slices"
	"strconv"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/document"
)

// The grid of the letterhead is that of the text column in two halves.
const headGap = 14 * point

func (e *engine) secondColumn() int { return e.x + (e.measure+headGap)/2 }

func (e *engine) halfColumn() int { return (e.measure - headGap) / 2 }

// letterhead sets what stands around the text. On page one it is read out, on
// later pages it is decoration.
func (e *engine) letterhead() {
	m := &e.doc.Meta
	ts := &e.head
	e.firstTop, e.firstBottom = e.top, e.bottom
	node := e.add(0, RoleDiv)

	left, leftWidth := e.x, e.halfColumn()
	if e.sideColumn > 0 {
		left, leftWidth = e.left, e.sideColumn
	}
	y := e.headTop + e.logo(node, left, leftWidth)
	if n := len(m.Sender); n > 0 {
		strongText := *ts
		strongText.faces[0] = ts.faces[1]
		y += e.fixedText(node, left, y, leftWidth, &strongText, m.Sender[:1])
		y += e.fixedText(node, left, y, leftWidth, ts, m.Sender[1:])
	}
	leftEnd := y

	y = e.headTop
	if m.Status != "" {
		mark := *ts
		mark.faces[0], mark.color = ts.faces[1], e.mark
		mark.size = ts.size * 4 / 3
		above := y - ts.leading*7/4
		e.fixedText(node, e.secondColumn(), above, e.halfColumn(), &mark, []string{m.Status})
		e.laterMark = e.artifact(m.Status, e.secondColumn(), above, &mark, 1)
	}
	y = e.particulars(node, y)
	if e.sideColumn == 0 {
		y = max(y, leftEnd)
	}
	if len(m.Panels) > 0 {
		y = e.panels(node, y+3*ts.leading)
	}
	if y > e.headTop+ts.leading || leftEnd > e.headTop && e.sideColumn == 0 {
		e.firstTop = max(e.top, y+3*ts.leading)
	}
	e.address(node, left, leftWidth, leftEnd)
	if e.firstTop > e.firstBottom-8*e.body.leading {
		e.tooHigh()
		e.firstTop = e.firstBottom
	}
	if e.running.size > 0 && m.Running != "" {
		lines := max(1, (e.top-e.headTop)/e.running.leading-2)
		e.laterHead = e.artifact(m.Running, e.x, e.headTop, &e.running, lines)
	}
	e.rows = e.rows[:0]
}

func (e *engine) tooHigh() {
	e.find(0, diag.Error, "för-högt-brevhuvud", "brevhuvudet ryms inte på första sidan",
		"korta avsändaren, rutorna eller adressen")
}

// area is where the text of a page is.
func (e *engine) area(page int) (top, bottom int) {
	if page == 0 {
		return e.firstTop, e.firstBottom
	}
	return e.top, e.bottom
}

// fix opens a box at y on page one.
func (e *engine) fix(y int) int32 {
	b := e.openBox()
	e.fixed = append(e.fixed, frag{box: b, bottom: e.height, y: y})
	return b
}

// fixedText sets lines as one paragraph and returns how high it became.
func (e *engine) fixedText(parent int32, x, y, measure int, ts *typeStyle, lines []string) int {
	e.pieceStart = len(e.pieces)
	st := inlineStyle{typeStyle: ts, color: ts.color}
	for i, s := range lines {
		if isBlank(s) {
			continue
		}
		if len(e.pieces) > e.pieceStart {
			e.lineBreak(st)
		} else {
			st.node = e.add(parent, RoleP)
		}
		e.text(lines[i], 0, st)
	}
	return e.fixPieces(x, y, measure, ts)
}

func (e *engine) fixPieces(x, y, measure int, ts *typeStyle) int {
	e.trimSpace()
	b := e.fix(y)
	n := e.setLines(e.pieces[e.pieceStart:], x, 0, measure, ts, setting{})
	e.closeBox(b)
	e.drop()
	return n * ts.leading
}

// logo returns how much room it takes, with the space under it.
func (e *engine) logo(node int32, x, measure int) int {
	m := &e.doc.Meta
	if m.Logo == "" {
		return 0
	}
	if m.LogoAlt == "" {
		e.find(0, diag.Error, "bild-utan-beskrivning", "logotypen "+m.Logo+" saknar beskrivning",
			"skriv vad den föreställer under logotyp_alt")
	}
	data, w, h, ok := e.picture(m.Logo, 0)
	if !ok {
		return 0
	}
	const large = 1 << 20 // the logo fills its frame, whatever its pixels
	w, h = fit(min(w, large)*large/max(w, h, 1), min(h, large)*large/max(w, h, 1), min(e.logoWidth, measure), e.logoHeight)
	b := e.fix(e.headTop)
	e.place(node, m.LogoAlt, data, x, 0, w, h)
	e.closeBox(b)
	return h + e.head.leading
}

// particulars sets the kind of paper, its date and its marks, with a line between
// for the page number.
func (e *engine) particulars(node int32, y int) int {
	m := &e.doc.Meta
	ts := &e.head
	x, measure := e.secondColumn(), e.halfColumn()
	if m.Kind != "" {
		kind := *ts
		kind.faces[0] = ts.faces[1]
		y += e.fixedText(node, x, y, measure, &kind, []string{m.Kind})
	}
	e.firstNumber = y
	y += ts.leading
	if m.Date != "" {
		y += e.fixedText(node, x, y, measure, ts, []string{m.Date})
	}
	for _, mark := range m.Marks {
		y += e.labelled(node, x, y, measure, mark)
	}
	return y
}

// labelled sets a label and its value on the same line.
func (e *engine) labelled(node int32, x, y, measure int, l document.Labelled) int {
	ts := &e.head
	e.pieceStart = len(e.pieces)
	st := inlineStyle{typeStyle: ts, color: e.muted, node: e.add(node, RoleP)}
	e.text(l.Label, 0, st)
	st.color = ts.color
	for i, s := range l.Lines {
		if i > 0 {
			e.lineBreak(st)
		} else {
			e.text(" ", 0, st)
		}
		e.text(s, 0, st)
	}
	return e.fixPieces(x, y, measure, ts)
}

// panels sets labels with lines under them, two beside each other. A blank line
// parts the lines of one from those of the next, such as two persons.
func (e *engine) panels(node int32, y int) int {
	muted := e.head
	muted.color = e.muted
	for panels := e.doc.Meta.Panels; len(panels) > 0; {
		n := min(2, len(panels))
		height := 0
		for i, p := range panels[:n] {
			x := e.x
			if i == 1 {
				x = e.secondColumn()
			}
			div := e.add(node, RoleDiv)
			h := e.fixedText(div, x, y, e.halfColumn(), &muted, []string{p.Label})
			for rest := p.Lines; len(rest) > 0; {
				n := slices.IndexFunc(rest, isBlank)
				if n < 0 {
					n = len(rest)
				}
				h += e.fixedText(div, x, y+h, e.halfColumn(), &e.head, rest[:n])
				if rest = rest[min(n+1, len(rest)):]; len(rest) > 0 {
					h += e.head.leading / 2
				}
			}
			height = max(height, h)
		}
		if y, panels = y+height, panels[n:]; len(panels) > 0 {
			y += e.head.leading
		}
	}
	return y
}

// address sets the sender's address at the foot of page one: in the left column,
// or in two columns under the text.
func (e *engine) address(node int32, left, leftWidth, leftEnd int) {
	lines := e.doc.Meta.Address
	if len(lines) == 0 {
		return
	}
	if e.sideColumn > 0 {
		from := len(e.fixed)
		h := e.fixedText(node, left, 0, leftWidth, &e.head, lines)
		for i := from; i < len(e.fixed); i++ {
			e.fixed[i].y = e.bottom - h
		}
		if e.bottom-h < leftEnd+e.head.leading {
			e.tooHigh()
		}
		return
	}
	from, height := len(e.fixed), 0
	half := (len(lines) + 1) / 2
	for i, part := range [...][]string{lines[:half], lines[half:]} {
		x := e.x
		if i > 0 {
			x = e.secondColumn()
		}
		height = max(height, e.fixedText(node, x, 0, e.halfColumn(), &e.head, part))
	}
	y := e.bottom - height
	for i := from; i < len(e.fixed); i++ {
		e.fixed[i].y = y
	}
	e.firstBottom = y - e.head.leading
	b := e.fix(y - e.head.leading/2)
	e.strokes = append(e.strokes, stroke{e.x, e.x + e.measure, 0, hairline, e.line})
	e.closeBox(b)
}

// artifact sets text that later pages repeat and returns its box. What does not
// fit in so many lines is cut off.
func (e *engine) artifact(text string, x, y int, ts *typeStyle, lines int) frag {
	e.pieceStart = len(e.pieces)
	root := e.add(-1, RoleSpan) // gives the text a span while it is gathered
	e.text(text, 0, inlineStyle{typeStyle: ts, color: ts.color, node: root})
	e.nodes, e.branches = e.nodes[:root], e.branches[:root]
	e.trimSpace()
	ps := e.pieces[e.pieceStart:]
	for i := range ps {
		ps[i].span = ArtifactHeader
	}
	b := e.openBox()
	n := e.setLines(ps, x, 0, e.halfColumn(), ts, setting{})
	e.closeBox(b)
	if n > lines {
		e.cutOff(b, ts.baseline+(lines-1)*ts.leading, x+e.halfColumn())
	}
	e.drop()
	return frag{box: b, bottom: e.height, y: y}
}

// cutOff ends the box's text with the line whose baseline is y, and says so with
// an ellipsis.
func (e *engine) cutOff(b int32, y, right int) {
	box := &e.boxes[b]
	inks := e.inks[box.from.inks:box.to.inks]
	n := len(inks)
	for n > 0 && inks[n-1].y > y {
		n--
	}
	for n > 0 && inks[n-1].text == "\u00AD" {
		n--
	}
	box.to.inks = box.from.inks + int32(n)
	if n == 0 {
		return
	}
	last := &inks[n-1]
	room := right - last.x - width(last.face, last.size, "…")
	text := strings.TrimRight(last.text, " ")
	for text != "" && width(last.face, last.size, text) > room {
		i := strings.LastIndexByte(text, ' ')
		text = strings.TrimRight(text[:max(i, 0)], " ")
	}
	last.text = text + "…"
}

// pageNumberRun writes the page's number at the top: on page one among the
// particulars, on later pages beside the running head.
func (e *engine) pageNumberRun(page int, total string) {
	ts, y := &e.running, e.headTop
	if page == 0 {
		ts, y = &e.head, e.firstNumber
	}
	text := strings.ReplaceAll(e.pageNumber, "{sida}", strconv.Itoa(page+1))
	text = strings.ReplaceAll(text, "{sidor}", total)
	e.runs = append(e.runs, Run{
		X: toPoints(e.secondColumn()), Y: toPoints(y + ts.baseline), Size: toPoints(ts.size),
		Text: text, Face: ts.face(), Color: ts.color, Span: ArtifactFooter,
	})
}

func (e *engine) runningHead() {
	for _, f := range [...]*frag{&e.laterMark, &e.laterHead} {
		if f.bottom > 0 {
			e.emitFrag(f, -1)
		}
	}
}
