package layout

// setting is how a paragraph is set: the lines after the first are moved in by
// hang, and all are aligned.
type setting struct {
	hang  int
	align align
}

type align uint8

const (
	alignLeft align = iota
	alignCenter
	alignRight
)

// setLines sets the pieces in lines, the first with its top at y in the box, and
// returns how many lines there were.
func (e *engine) setLines(ps []piece, x, y, measure int, ts *typeStyle, how setting) int {
	e.measurePieces(ps)
	n, hyphens := 0, 0
	lineX, lineMeasure := x, measure
	for from := (spot{}); from.piece < len(ps); n++ {
		c := e.nextLine(ps, from, lineMeasure, ts.hyphenate && e.hyphenate && hyphens < hyphensInARow)
		at := lineX
		switch how.align {
		case alignCenter:
			at += (lineMeasure - c.width) / 2
		case alignRight:
			at += lineMeasure - c.width
		}
		e.ink(ps, from, c, at, y+n*ts.leading, ts)
		if hyphens++; !c.hyphen {
			hyphens = 0
		}
		if from = c.end; from.piece < len(ps) && from.off == len(ps[from.piece].text) {
			from = spot{from.piece + 1, 0}
		}
		lineX, lineMeasure = x+how.hang, measure-how.hang
	}
	return n
}

// countLines is how many lines setLines would make.
func (e *engine) countLines(ps []piece, measure int) int {
	e.measurePieces(ps)
	n := 0
	for from := (spot{}); from.piece < len(ps); n++ {
		if from = e.nextLine(ps, from, measure, false).end; from.piece < len(ps) && from.off == len(ps[from.piece].text) {
			from = spot{from.piece + 1, 0}
		}
	}
	return n
}

// ink places one line, its top at y.
func (e *engine) ink(ps []piece, from spot, c cut, x, y int, ts *typeStyle) {
	y += ts.baseline
	for i := from.piece; i <= c.end.piece && i < len(ps); i++ {
		p := &ps[i]
		a, b := 0, len(p.text)
		if i == from.piece {
			a = from.off
		}
		if i == c.end.piece {
			b = c.end.off
		}
		if a == b {
			continue
		}
		text := p.text[a:b]
		e.inks = append(e.inks, ink{x: x, y: y - p.rise, size: p.size, text: text, face: p.face, color: p.color, span: p.span})
		last := i == c.end.piece || c.end.off == 0 && i == c.end.piece-1
		if last && p.flags&struck == 0 && p.link == 0 && p.note == 0 && !c.hyphen {
			continue // nobody asks for the width of a plain line's end
		}
		w := width(p.face, p.size, text)
		if last && c.hyphen {
			e.inks = append(e.inks, ink{x: x + w, y: y - p.rise, size: p.size, text: "\u00AD", face: p.face, color: p.color, span: p.span})
		}
		end := x + w
		if last && text[len(text)-1] == ' ' {
			end -= width(p.face, p.size, " ") // which nobody sees
		}
		e.decorate(p, x, end, y, ts)
		x += w
	}
}

// decorate underlines links, strikes out, and notes where footnotes are called
// for.
func (e *engine) decorate(p *piece, x1, x2, y int, ts *typeStyle) {
	if p.note > 0 {
		e.refs = append(e.refs, noteRef{note: p.note - 1, y: y})
	}
	if p.flags&struck != 0 && x2 > x1 {
		e.strokes = append(e.strokes, stroke{x1, x2, y - p.size*27/100, p.size / 18, p.color})
	}
	if p.link == 0 || x2 <= x1 {
		return
	}
	if n := len(e.areas); n > e.areaStart && e.areas[n-1].link == p.link-1 && e.areas[n-1].x2 == x1 && e.areas[n-1].y == y-ts.baseline {
		e.areas[n-1].x2 = x2
	} else {
		e.areas = append(e.areas, area{x1, x2, y - ts.baseline, ts.leading, p.link - 1})
	}
	if p.flags&quietLink == 0 {
		e.strokes = append(e.strokes, stroke{x1, x2, y + p.size/8, p.size / 20, p.color})
	}
}
