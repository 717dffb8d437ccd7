package pdf

import (
	"math"
	"strconv"

	"kansli/internal/font"
	"kansli/internal/layout"
)

// painted is what painting leaves for the structure tree.
type painted struct {
	marks  []mark  // in order of page and number
	starts []int32 // of each page in marks, and the end
	first  []int32 // by span: its first mark, -1 for none
	last   []int32
}

// mark is a piece of marked content; its number on the page is its place after
// the page's start.
type mark struct {
	node, page int32
	number     int32 // MCID
	next       int32 // the span's next mark, -1 for none
}

// painter writes the contents of the pages, end to end.
type painter struct {
	text   []byte
	ends   []int // of each page in text
	book   phrasebook
	height uint64 // of the pages, as the phrases have it

	open  int32 // the span that is open, or one of the artifacts, or none
	fontN int   // resource, see fontNumber
	size  float64

	// What fpdf would remember from page to page.
	color layout.Color // of text and fills
	pen   layout.Color
	width float64 // of the last line; 0 before the first
	drawn float64 // the width that lines are drawn with
}

const (
	none  int32 = -100
	rules int32 = -101 // lines and fills
)

// paint paints the pages, and once more if fpdf must be asked for something that
// no paper before had.
func (w *writer) paint() error {
	book := &w.painter.book
	book.open()
	w.paintPages()
	if len(book.unknown) == 0 {
		return nil
	}
	if err := book.learn(w.paper.Width, w.paper.Height); err != nil {
		return err
	}
	w.paintPages()
	return nil
}

func (w *writer) paintPages() {
	p, plan, out, pt := w.paper, &w.plan, &w.painted, &w.painter
	out.marks, out.starts = out.marks[:0], out.starts[:0]
	out.first, out.last = out.first[:0], out.last[:0]
	for range p.Spans {
		out.first, out.last = append(out.first, -1), append(out.last, -1)
	}
	*pt = painter{text: pt.text[:0], ends: pt.ends[:0], book: pt.book, height: math.Float64bits(p.Height), drawn: firstWidth}

	segments := plan.segments
	from, placed := 0, plan.placed
	for i := range p.Pages {
		page := &p.Pages[i]
		out.starts = append(out.starts, int32(len(out.marks)))
		pt.open, pt.fontN = none, -1
		pt.say(openPage, pt.drawn, float64(pt.pen), float64(pt.color))
		w.decorate(pt, page)
		for j := range page.Images {
			m := &page.Images[j]
			w.mark(pt, i, m.Span)
			pt.picture(m, p.Height, placed[j])
		}
		placed = placed[len(page.Images):]
		for j := range page.Runs {
			r := &page.Runs[j]
			if r.Text == "" {
				continue
			}
			w.mark(pt, i, r.Span)
			pt.ink(r.Color)
			x := r.X
			for {
				s := segments[0]
				segments = segments[1:]
				pt.face(fontNumber(r.Face, s.wide), r.Size)
				pt.show(x, p.Height-r.Y, plan.coded[from:s.end])
				x += float64(s.width) * r.Size / 1000
				from = s.end
				if s.last {
					break
				}
			}
		}
		pt.close()
		pt.ends = append(pt.ends, len(pt.text))
	}
	out.starts = append(out.starts, int32(len(out.marks)))
}

// content is what page i paints.
func (pt *painter) content(i int) []byte {
	if i == 0 {
		return pt.text[:pt.ends[0]]
	}
	return pt.text[pt.ends[i-1]:pt.ends[i]]
}

// mark opens the marked content of span unless it is open already.
func (w *writer) mark(pt *painter, page int, span int32) {
	if pt.open == span {
		return
	}
	pt.close()
	pt.open = span
	switch span {
	case layout.ArtifactHeader:
		pt.put("/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n")
	case layout.ArtifactFooter:
		pt.put("/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n")
	case layout.ArtifactLayout, rules:
		pt.put("/Artifact<</Type/Layout>>BDC\n")
	default:
		out := &w.painted
		owner := w.plan.owner[span]
		m := mark{node: owner, page: int32(page), number: int32(len(out.marks)) - out.starts[page], next: -1}
		at := int32(len(out.marks))
		if out.last[span] >= 0 {
			out.marks[out.last[span]].next = at
		} else {
			out.first[span] = at
		}
		out.last[span] = at
		out.marks = append(out.marks, m)
		pt.put("/")
		pt.put(roles[w.paper.Nodes[owner].Role].name)
		pt.put("<</MCID ")
		pt.text = strconv.AppendInt(pt.text, int64(m.number), 10)
		pt.put(">>BDC\n")
	}
}

// decorate paints the fills and lines of a page, which are not read out. How a
// line looks may be said before the mark is opened.
func (w *writer) decorate(pt *painter, page *layout.Page) {
	for _, f := range page.Fills {
		w.mark(pt, 0, rules)
		pt.ink(f.Color)
		pt.say(fillRect, f.X, f.Y, f.W, f.H)
	}
	for _, r := range page.Rules {
		if r.Color != pt.pen {
			pt.pen = r.Color
			pt.say(penColour, float64(r.Color))
		}
		if r.Width != pt.width {
			pt.width, pt.drawn = r.Width, r.Width
			pt.say(lineWidth, r.Width)
		}
		w.mark(pt, 0, rules)
		pt.say(drawLine, r.X1, r.Y1, r.X2, r.Y2)
	}
}

func (pt *painter) put(s string) { pt.text = append(pt.text, s...) }

// say puts what fpdf paints.
func (pt *painter) say(v verb, operands ...float64) {
	p := phrase{verb: v, height: pt.height}
	for i, o := range operands {
		p.operands[i] = math.Float64bits(o)
	}
	pt.text = append(pt.text, pt.book.look(p)...)
}

func (pt *painter) close() {
	if pt.open != none {
		pt.put("EMC\n")
		pt.open = none
	}
}

// ink sets the colour of text and fills.
func (pt *painter) ink(c layout.Color) {
	if c != pt.color {
		pt.color = c
		pt.say(inkColour, float64(c))
	}
}

// face selects a font resource, which the finished file defines.
func (pt *painter) face(number int, size float64) {
	if number == pt.fontN && size == pt.size {
		return
	}
	pt.fontN, pt.size = number, size
	pt.put("/F")
	pt.text = strconv.AppendInt(pt.text, int64(number), 10)
	pt.put(" ")
	pt.text = appendNumber(pt.text, size)
	pt.put(" Tf\n")
}

// show paints text that is coded already.
func (pt *painter) show(x, y float64, coded []byte) {
	pt.put("BT ")
	pt.text = append(appendNumber(pt.text, x), ' ')
	pt.text = appendNumber(pt.text, y)
	pt.put(" Td (")
	pt.text = append(pt.text, coded...)
	pt.put(") Tj ET\n")
}

// fontNumber names the two fonts of a face: F0, F2 … of one byte a character,
// F1, F3 … of two.
func fontNumber(f font.Face, wide bool) int {
	if wide {
		return 2*int(f) + 1
	}
	return 2 * int(f)
}

func (pt *painter) picture(m *layout.Image, height float64, number int) {
	pt.put("q ")
	for _, v := range [...]float64{m.W, 0, 0, m.H, m.X, height - m.Y - m.H} {
		pt.text = appendNumber(pt.text, v)
		pt.put(" ")
	}
	pt.put("cm /I")
	pt.text = strconv.AppendInt(pt.text, int64(number), 10)
	pt.put(" Do Q\n")
}
