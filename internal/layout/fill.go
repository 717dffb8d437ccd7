package layout

// frag is a slice of a box on a page.
type frag struct {
	box         int32
	top, bottom int  // in the box
	y           int  // of the box's top on the page
	artifact    bool // a table's head once more
}

// pagePlan is what stands on a page.
type pagePlan struct {
	from, to int // frags
	noteRule int // where the line over the footnotes is, 0 for none
}

// The line over the footnotes and the space around it.
const noteSpace = 12 * point

// fill deals the rows out on pages.
func (e *engine) fill() {
	at := 0
	for at < e.bodyRows || len(e.noteRows) > 0 || len(e.sheets) == 0 {
		top, bottom := e.area(len(e.sheets))
		plan := pagePlan{from: len(e.frags)}
		room := bottom - top
		end := at
		if at < e.bodyRows {
			end = e.pageEnd(at, room)
		}
		y := e.putRows(at, end, top)
		for i := at; i < end; i++ {
			e.queueNotes(i)
		}
		if len(e.noteRows) > 0 {
			plan.noteRule = e.putNotes(bottom, bottom-y)
		}
		if end == at && len(e.frags) == plan.from && at < e.bodyRows && len(e.sheets) > 0 {
			end = at + 1 // no room for anything: nothing may stop the work
			e.putRows(at, end, top)
			e.queueNotes(at)
		}
		plan.to = len(e.frags)
		e.sheets = append(e.sheets, plan)
		if at = end; at == e.bodyRows {
			for n := range e.noteOf {
				e.queueNote(int32(n)) // those that nothing refers to
			}
		}
	}
}

// pageEnd is the row that the next page begins with.
func (e *engine) pageEnd(at, room int) int {
	used := e.headHeight(at)
	notes := 0
	if len(e.noteRows) > 0 {
		notes = noteSpace + min(e.notesHeight(e.noteRows), room/2)
	}
	var last [strong + 1]int
	tried := at
	for i := at; ; i++ {
		if i == e.bodyRows || i > at && e.rows[i].newPage {
			e.forget(i, tried)
			return i
		}
		r := &e.rows[i]
		h := r.height
		if i > at {
			h += r.before
		}
		fresh, least := e.freshNotes(i)
		tried = i + 1
		if notes == 0 && fresh > 0 {
			fresh, least = fresh+noteSpace, least+noteSpace
		}
		if used+h+notes+least > room {
			break
		}
		parted := used+h+notes+fresh > room
		used += h
		notes += fresh
		last[r.keep] = i + 1
		if parted {
			break
		}
	}
	end := 0
	for _, l := range last {
		if l > at {
			end = l
			break
		}
	}
	if end == 0 {
		end = at
		if e.headHeight(at)+e.rows[at].height <= room || len(e.sheets) > 0 && len(e.noteRows) == 0 {
			end = at + 1
		}
	}
	e.forget(end, tried)
	return end
}

// freshNotes is the height of the footnotes that row i is the first to call for,
// and of as much of them as must stand on its page.
func (e *engine) freshNotes(i int) (whole, least int) {
	for _, n := range e.rowNotes(i) {
		note := &e.noteOf[n]
		if note.onPage != 0 {
			continue
		}
		note.onPage = int32(i + 1)
		least = whole
		for r := note.from; r < note.to; r++ {
			h := e.rows[r].before + e.rows[r].height
			whole += h
			if r < note.from+2 || note.to-note.from < 4 {
				least += h
			}
		}
	}
	return whole, least
}

// forget takes back what freshNotes has noted for the rows that did not come on
// the page.
func (e *engine) forget(end, tried int) {
	for i := end; i < tried; i++ {
		for _, n := range e.rowNotes(i) {
			if e.noteOf[n].onPage == int32(i+1) {
				e.noteOf[n].onPage = 0
			}
		}
	}
}

// rowNotes lists the footnotes that a row refers to.
func (e *engine) rowNotes(i int) []int32 {
	r := &e.rows[i]
	b := &e.boxes[r.box]
	if b.from.refs == b.to.refs {
		return nil
	}
	e.noteList = e.noteList[:0]
	for _, ref := range e.refs[b.from.refs:b.to.refs] {
		if ref.y >= r.top && ref.y < r.top+r.height {
			e.noteList = append(e.noteList, ref.note)
		}
	}
	return e.noteList
}

// queueNotes lets the footnotes of a row wait for the foot of the page.
func (e *engine) queueNotes(i int) {
	for _, n := range e.rowNotes(i) {
		e.queueNote(n)
	}
}

func (e *engine) queueNote(n int32) {
	note := &e.noteOf[n]
	if note.queued {
		return
	}
	note.queued = true
	note.onPage = max(note.onPage, 1)
	for r := note.from; r < note.to; r++ {
		e.noteRows = append(e.noteRows, r)
	}
}

func (e *engine) notesHeight(rows []int32) int {
	h := 0
	for _, r := range rows {
		h += e.rows[r].before + e.rows[r].height
	}
	return h
}

// putNotes places as many of the waiting rows as there is room for, the last at
// the foot of the page, and returns where the line above them is.
func (e *engine) putNotes(bottom, room int) int {
	n, height, end := 0, noteSpace, 0
	for n < len(e.noteRows) {
		r := &e.rows[e.noteRows[n]]
		h := r.before + r.height
		if height+h > room && (n > 0 || len(e.frags) > e.sheetStart()) {
			break
		}
		height += h
		n++
		if r.keep == free || n == len(e.noteRows) {
			end = n
		}
	}
	if end == 0 && len(e.frags) == e.sheetStart() {
		end = n
	}
	if end == 0 {
		return 0
	}
	y := bottom - e.notesHeight(e.noteRows[:end])
	line := y - noteSpace/3
	for i := 0; i < end; i++ {
		r := e.noteRows[i]
		y += e.rows[r].before
		e.putRow(int(r), y)
		y += e.rows[r].height
		e.queueNotes(int(r))
	}
	e.noteRows = append(e.noteRows[:0], e.noteRows[end:]...)
	return line
}

// sheetStart is the first frag of the page in hand.
func (e *engine) sheetStart() int {
	if n := len(e.sheets); n > 0 {
		return e.sheets[n-1].to
	}
	return 0
}

func (e *engine) headHeight(at int) int {
	if t := e.repeated(at); t != nil {
		return t.height
	}
	return 0
}

// repeated is the head that stands over row at when a page begins with it.
func (e *engine) repeated(at int) *tableHead {
	if t := e.rows[at].table; t > 0 && int(e.tables[t-1].to) < at {
		return &e.tables[t-1]
	}
	return nil
}

// putRows places rows from the top of a page and returns where they end.
func (e *engine) putRows(at, end, y int) int {
	if at == end {
		return y
	}
	if head := e.repeated(at); head != nil {
		for r := int(head.from); r < int(head.to); r++ {
			e.putRow(r, y)
			e.frags[len(e.frags)-1].artifact = true
			y += e.rows[r].height
		}
	}
	for i := at; i < end; i++ {
		if i > at {
			y += e.rows[i].before
		}
		e.putRow(i, y)
		y += e.rows[i].height
	}
	return y
}

// putRow places a row, joined with the one above it where both are of one box.
func (e *engine) putRow(i, y int) {
	r := &e.rows[i]
	if n := len(e.frags); n > e.sheetStart() {
		if f := &e.frags[n-1]; f.box == r.box && f.bottom == r.top {
			f.bottom = r.top + r.height
			return
		}
	}
	e.frags = append(e.frags, frag{box: r.box, top: r.top, bottom: r.top + r.height, y: y - r.top})
	if t := e.boxes[r.box].target; t > 0 && r.top == 0 {
		for len(e.dests) < int(t) {
			e.dests = append(e.dests, Dest{})
		}
		e.dests[t-1] = Dest{Page: len(e.sheets), Y: toPoints(y)}
	}
}
