package layout

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/document"
)

// tableHead is what is repeated where a table goes on on a new page.
type tableHead struct {
	from, to int32 // rows
	height   int
}

// cell is a cell whose pieces are gathered.
type cell struct {
	from, to int // pieces
	ts       *typeStyle
}

// column is a column of a table.
type column struct {
	least, most int // width of its widest word, and of its widest cell on one line
	x, width    int
	align       align
}

const (
	columnGap = 12 * point
	cellPad   = 3 * point
)

func (e *engine) table(c ctx, t *document.Table) {
	n := len(t.Columns)
	if n == 0 {
		return
	}
	c.node = e.add(c.node, RoleTable)
	e.space(e.sheet.table.before)
	if len(t.Caption) > 0 {
		e.captionText(c, t.Caption, strong)
	}
	start, firstCell, firstColumn := len(e.pieces), len(e.cells), len(e.columns)
	hasHead := hasText(t.Head)
	if hasHead {
		e.tableRow(c, e.add(e.add(c.node, RoleTHead), RoleTR), t.Head, RoleTH, &e.sheet.tableHead)
	}
	body := e.add(c.node, RoleTBody)
	for _, row := range t.Rows {
		e.tableRow(c, e.add(body, RoleTR), row, RoleTD, &e.sheet.table)
	}
	e.fitColumns(c, t, e.cells[firstCell:])

	columns, next := e.columns[firstColumn:], firstCell
	repeat := int32(0)
	if hasHead {
		head := tableHead{from: int32(len(e.rows))}
		head.height = e.setTableRow(e.cells[next:next+n], columns, strong, 0, 2*hairline)
		next += n
		head.to = int32(len(e.rows))
		if head.height < (e.bottom-e.top)/3 {
			e.tables = append(e.tables, head)
			repeat = int32(len(e.tables))
		}
	}
	firstRow, height := len(e.rows), 0
	for i := range t.Rows {
		last := free
		if i == 0 || i == len(t.Rows)-2 {
			last = weak // two rows at least stand on either side of a break
		}
		height += e.setTableRow(e.cells[next:next+n], columns, last, repeat, hairline/2)
		next += n
	}
	if height <= (e.bottom-e.top)*wholeTable/100 {
		for i := firstRow; i < len(e.rows)-1; i++ {
			e.rows[i].keep = max(e.rows[i].keep, weak)
		}
	}
	e.cells, e.columns = e.cells[:firstCell], e.columns[:firstColumn]
	e.dropFrom(start)
	e.space(e.sheet.table.after)
}

// wholeTable is how much of a page, in percent, a table may take and still be kept
// whole: a vote of a whole nämnd is read at a glance.
const wholeTable = 40

// hasText reports whether a row has anything to read; a footnote's number is
// something to read.
func hasText(row []document.Cell) bool {
	for i := range row {
		if !isBlank(document.PlainText(row[i].Text)) || refersToNote(row[i].Text) {
			return true
		}
	}
	return false
}

func refersToNote(run []document.Inline) bool {
	return slices.ContainsFunc(run, func(in document.Inline) bool {
		return in.Kind == document.NoteRef || refersToNote(in.Kids)
	})
}

// captionText sets the text of a table or a figure.
func (e *engine) captionText(c ctx, in []document.Inline, last keep) {
	ps := e.gather(in, e.add(c.node, RoleCaption), &e.caption)
	c.text, c.tight, c.hanging = &e.caption, false, false
	e.setParagraph(c, ps, setting{}, last)
	e.hangNotes(c)
	if last == strong {
		e.gap = e.caption.after
	}
}

// tableRow gathers the cells of a row.
func (e *engine) tableRow(c ctx, node int32, row []document.Cell, role Role, ts *typeStyle) {
	for i := range row {
		n := e.add(node, role)
		from := len(e.pieces)
		e.gather(row[i].Text, n, ts)
		e.cells = append(e.cells, cell{from, len(e.pieces), ts})
		e.hangNotes(ctx{node: n, note: c.note})
	}
}

// fitColumns gives each column its width: as much as its widest cell wants, or
// else its widest word and a share of the rest, or else a share.
func (e *engine) fitColumns(c ctx, t *document.Table, cells []cell) {
	n := len(t.Columns)
	first := len(e.columns)
	for i, a := range t.Columns {
		col := column{align: align(a)}
		if a == document.Left && isNumeric(t.Rows, i) {
			col.align = alignRight
		}
		e.columns = append(e.columns, col)
	}
	columns := e.columns[first:]
	for i := range cells {
		col := &columns[i%n]
		least, most := e.contentWidths(e.pieces[cells[i].from:cells[i].to])
		if col.align == alignRight && len(cells)-i <= n*len(t.Rows) {
			least = most // a number keeps its groups of digits together
		}
		col.least, col.most = max(col.least, least), max(col.most, most)
	}
	gap := min(columnGap, c.measure/(4*n))
	room := c.measure - gap*(n-1)
	least, most := 0, 0
	for _, col := range columns {
		least, most = least+col.least, most+col.most
	}
	switch {
	case most <= room:
		for i := range columns {
			columns[i].width = columns[i].most
		}
	case least <= room:
		for i := range columns {
			col := &columns[i]
			col.width = col.least + (room-least)*(col.most-col.least)/(most-least)
		}
	default:
		share(columns, room)
		if room/n < 2*e.sheet.table.size {
			e.find(t.Line, diag.Error, "för-bred-tabell", fmt.Sprintf("tabellens %d kolumner ryms inte på raden", n),
				"dela tabellen i flera")
		}
	}
	x := c.x
	for i := range columns {
		columns[i].x = x
		x += columns[i].width + gap
	}
}

// share gives narrow columns what they need and divides the rest equally among
// the others.
func share(columns []column, room int) {
	left, n := room, len(columns)
	for i := range columns {
		columns[i].width = -1
	}
	for again := true; again && n > 0; {
		again = false
		for i := range columns {
			if col := &columns[i]; col.width < 0 && col.least <= left/n {
				col.width = col.least
				left -= col.least
				n--
				again = true
				break
			}
		}
	}
	for i := range columns {
		if columns[i].width < 0 {
			columns[i].width = left / n
		}
	}
}

// contentWidths measures the widest word and the longest line.
func (e *engine) contentWidths(ps []piece) (least, most int) {
	word, line := 0, 0
	endWord := func() { least, word = max(least, word), 0 }
	for i := range ps {
		p := &ps[i]
		switch {
		case p.flags&hardBreak != 0:
			endWord()
			most, line = max(most, line), 0
			continue
		case p.flags&mayBreak != 0:
			endWord()
		}
		advances := latinOf(p.face)
		for j, r := range p.text {
			w := advances.at(p.face, r) * p.size / 1000
			if line += w; r == ' ' && !dashAfter(p.text[j+1:]) {
				endWord()
				continue
			}
			if word += w; r == '-' && betweenLetters(p.text, j+1) {
				endWord()
			}
		}
		// The parts of a sum may each be rounded down.
		word, line = word+len(p.text), line+len(p.text)
	}
	endWord()
	return least, max(most, line)
}

// isNumeric reports whether all cells of a column that have text are numbers,
// with or without a unit.
func isNumeric(rows [][]document.Cell, column int) bool {
	found := false
	for _, row := range rows {
		s := strings.TrimSpace(document.PlainText(row[column].Text))
		if s == "" || s == "–" || s == "-" {
			continue
		}
		if !isNumber(s) {
			return false
		}
		found = true
	}
	return found
}

var units = []string{"", "%", "kr", "kronor", "tkr", "mnkr", "mkr", "mdkr"}

func isNumber(s string) bool {
	s = strings.TrimLeft(s, "+-−–")
	end := 0
	for i, r := range s {
		switch {
		case '0' <= r && r <= '9':
			end = i + 1
		case r == ' ' || r == 0xA0 || r == 0x202F || r == 0x2009 || (r == ',' || r == '.' || r == ':') && end > 0:
		default:
			unit := strings.Trim(s[end:], " \u00A0\u202F\u2009")
			for _, u := range units {
				if end > 0 && unit == u {
					return true
				}
			}
			return false
		}
	}
	return end > 0 && utf8.ValidString(s)
}

// setTableRow sets the cells of a row beside each other and returns how high it
// is. A row is parted only when no page could hold it.
func (e *engine) setTableRow(cells []cell, columns []column, last keep, repeat int32, rule int) int {
	ts := cells[0].ts
	b := e.openBox()
	e.placeLabels(cellPad + ts.baseline)
	lines := 1
	for i, c := range cells {
		col := columns[i]
		lines = max(lines, e.setLines(e.pieces[c.from:c.to], col.x, cellPad, col.width, ts, setting{align: col.align}))
	}
	height := lines*ts.leading + 2*cellPad
	end := columns[len(columns)-1]
	e.strokes = append(e.strokes, stroke{columns[0].x, end.x + end.width, height - rule, rule, e.line})
	e.closeBox(b)
	e.boxes[b].beside = true

	whole := height <= (e.bottom-e.top)*2/3
	top := 0
	for i := range lines {
		bottom, k := cellPad+(i+1)*ts.leading, free
		switch {
		case i == lines-1:
			bottom, k = height, last
		case whole:
			k = strong
		case i == 0 || i == lines-2:
			k = weak
		}
		e.addRow(b, top, bottom-top, k).table = repeat
		top = bottom
	}
	return height
}
