package layout

import "strconv"

// note is a footnote of the paper.
type note struct {
	node     int32 // -1 until the block with the first reference is done
	seen     bool
	queued   bool  // for the foot of a page
	from, to int32 // rows
	onPage   int32 // 1 + the row that took it along, 0 while it waits
}

// hangNotes hangs the footnotes that the block just gathered refers to after it.
// Those that only footnotes refer to hang at the end of the paper.
func (e *engine) hangNotes(c ctx) {
	for _, n := range e.newNotes {
		if c.note {
			c.node = 0
		}
		e.hangNote(c.node, n)
	}
	e.newNotes = e.newNotes[:0]
}

func (e *engine) hangNote(parent, n int32) {
	node := e.add(parent, RoleNote)
	e.nodes[node].ID = "not-" + strconv.Itoa(int(n)+1)
	e.noteOf[n].node = node
}

// notes sets the footnotes, after everything else; the pages take them from
// there. Their rows follow those of the text.
func (e *engine) notes() {
	e.bodyRows = len(e.rows)
	for i := range e.doc.Notes {
		n := &e.noteOf[i]
		if n.node < 0 {
			e.hangNote(0, int32(i))
		}
		n.from = int32(len(e.rows))
		e.gap, e.newPage = 0, false
		c := ctx{node: n.node, x: e.x, measure: e.measure, text: &e.sheet.note, note: true}
		number := strconv.Itoa(i + 1)
		e.labels = append(e.labels, label{e.add(n.node, RoleLbl), number, e.x, c.text})
		first := len(e.boxes)
		e.blocks(c.inset(2*c.text.size), e.doc.Notes[i].Blocks)
		if len(e.labels) > 0 {
			e.emptyItem(c)
		}
		if len(e.boxes) > first {
			e.boxes[first].target = int32(len(e.heads)+i) + 1
		}
		n.to = int32(len(e.rows))
	}
}
