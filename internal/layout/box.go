package layout

import "kansli/internal/font"

// ink is a placed piece of a line. Its coordinates, like those of the other
// things in a box, are across from the edge of the paper and down from the top
// of the box.
type ink struct {
	x, y, size int
	text       string
	face       font.Face
	color      Color
	span       int32
}

// stroke is a horizontal line; y is its middle.
type stroke struct {
	x1, x2, y, width int
	color            Color
}

// area is one line of a link.
type area struct {
	x1, x2, y, height int
	link              int32
}

type placedImage struct {
	x, y, w, h int
	data       []byte
	span       int32
	node       int32
}

type noteRef struct {
	note int32
	y    int
}

// box is what belongs together in reading order: a paragraph, a row of a table
// with all its cells, the signatories beside each other.
type box struct {
	from, to extent
	target   int32 // 1 + the destination that its top is
	beside   bool  // several columns, one after the other
}

// keep says how hard a row holds to the next one. A page ends where the hold is
// weakest.
type keep uint8

const (
	free   keep = iota
	weak        // a line of a paragraph that would stand alone
	strong      // a heading and what follows it
)

// row is a slice of a box that stays on one page.
type row struct {
	box         int32
	top, height int // in the box
	before      int // space above, which the head of a page swallows
	keep        keep
	newPage     bool  // begins a page
	table       int32 // 1 + index of the table whose head stands above on a new page
}

// extent is how much of each kind is placed.
type extent struct{ inks, strokes, areas, images, refs int32 }

func (e *engine) extent() extent {
	return extent{
		inks: int32(len(e.inks)), strokes: int32(len(e.strokes)), areas: int32(len(e.areas)),
		images: int32(len(e.images)), refs: int32(len(e.refs)),
	}
}

// openBox begins a box; what is placed until closeBox belongs to it.
func (e *engine) openBox() int32 {
	e.areaStart = len(e.areas)
	e.boxes = append(e.boxes, box{from: e.extent()})
	return int32(len(e.boxes) - 1)
}

func (e *engine) closeBox(at int32) { e.boxes[at].to = e.extent() }

// addRow cuts the next slice of a box. The first slice of a block gets the space
// that it and the block before it want between them.
func (e *engine) addRow(box int32, top, height int, k keep) *row {
	r := row{box: box, top: top, height: height, keep: k}
	if top == 0 {
		r.before, e.gap = e.gap, 0
		r.newPage, e.newPage = e.newPage, false
	}
	e.rows = append(e.rows, r)
	return &e.rows[len(e.rows)-1]
}

// lineRows cuts a box of n lines of one paragraph, so that a page break leaves
// two lines at least on each side.
func (e *engine) lineRows(box int32, n, leading int, last keep) {
	for i := range n {
		k := free
		switch {
		case i == n-1 || last == strong:
			k = last
		case i == 0 || i == n-2:
			k = weak
		}
		e.addRow(box, i*leading, leading, k)
	}
}

// space asks for room before the next block.
func (e *engine) space(n int) { e.gap = max(e.gap, n) }
