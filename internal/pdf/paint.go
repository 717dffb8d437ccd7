package pdf

import (
	"bytes"
	"errors"
	"strconv"

	"github.com/go-pdf/fpdf"

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

// painter holds what fpdf does not remember between calls.
type painter struct {
	*fpdf.Fpdf
	raw   bytes.Reader
	text  []byte
	open  int32 // the span that is open, or one of the artifacts, or none
	fontN int   // resource, see fontNumber
	size  float64
	color layout.Color
	pen   layout.Color
	width float64
}

const (
	none  int32 = -100
	rules int32 = -101 // lines and fills
)

func (w *writer) paint() error {
	p, plan, out := w.paper, &w.plan, &w.painted
	out.marks, out.starts = out.marks[:0], out.starts[:0]
	out.first, out.last = out.first[:0], out.last[:0]
	for range p.Spans {
		out.first, out.last = append(out.first, -1), append(out.last, -1)
	}
	pt := painter{
		Fpdf: fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: p.Width, Ht: p.Height}}),
		text: w.scratch[:0],
	}
	pt.SetCompression(false)
	pt.SetAutoPageBreak(false, 0)

	segments := plan.segments
	from, placed := 0, plan.placed
	for i := range p.Pages {
		page := &p.Pages[i]
		out.starts = append(out.starts, int32(len(out.marks)))
		pt.AddPage() // fpdf says the colours and the line width again
		pt.open, pt.fontN = none, -1
		w.decorate(&pt, page)
		for j := range page.Images {
			m := &page.Images[j]
			w.mark(&pt, i, m.Span)
			pt.picture(m, p.Height, placed[j])
		}
		placed = placed[len(page.Images):]
		for j := range page.Runs {
			r := &page.Runs[j]
			if r.Text == "" {
				continue
			}
			w.mark(&pt, i, r.Span)
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
		pt.flush()
	}
	out.starts = append(out.starts, int32(len(out.marks)))
	w.scratch = pt.text
	w.raw.Reset()
	return pt.Output(&w.raw)
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

// decorate paints the fills and lines of a page, which are not read out.
func (w *writer) decorate(pt *painter, page *layout.Page) {
	if len(page.Fills)+len(page.Rules) == 0 {
		return
	}
	w.mark(pt, 0, rules)
	for _, f := range page.Fills {
		pt.ink(f.Color)
		pt.flush()
		pt.Rect(f.X, f.Y, f.W, f.H, "F")
	}
	for _, r := range page.Rules {
		if r.Color != pt.pen {
			pt.pen = r.Color
			pt.SetDrawColor(rgb(r.Color))
		}
		if r.Width != pt.width {
			pt.width = r.Width
			pt.SetLineWidth(r.Width)
		}
		pt.flush()
		pt.Line(r.X1, r.Y1, r.X2, r.Y2)
	}
}

// put collects operators until the next flush.
func (pt *painter) put(s string) { pt.text = append(pt.text, s...) }

// flush hands them to fpdf, which ends them with a line break.
func (pt *painter) flush() {
	if len(pt.text) == 0 {
		return
	}
	pt.raw.Reset(pt.text[:len(pt.text)-1])
	pt.RawWriteBuf(&pt.raw)
	pt.text = pt.text[:0]
}

func (pt *painter) close() {
	if pt.open != none {
		pt.put("EMC\n")
		pt.open = none
	}
}

// ink sets the colour of text and fills. fpdf keeps two, and would wrap every
// text in a pair of q and Q where they differ.
func (pt *painter) ink(c layout.Color) {
	if c != pt.color {
		pt.color = c
		pt.flush()
		pt.SetFillColor(rgb(c))
		pt.SetTextColor(rgb(c))
	}
}

func rgb(c layout.Color) (r, g, b int) { return int(c >> 16 & 255), int(c >> 8 & 255), int(c & 255) }

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

// show paints text that is coded already. It says what fpdf's Text would, without
// its strings, which are half of the price of a page.
func (pt *painter) show(x, y float64, coded []byte) {
	pt.put("BT ")
	pt.text = append(appendNumber(pt.text, x), ' ')
	pt.text = appendNumber(pt.text, y)
	pt.put(" Td (")
	for _, c := range coded {
		switch c {
		case '\\', '(', ')':
			pt.text = append(pt.text, '\\', c)
		case '\r':
			pt.put(`\r`)
		default:
			pt.text = append(pt.text, c)
		}
	}
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

// readBack finds the page contents in what fpdf wrote. Anything that does not
// look as expected is an error, so that a new version of fpdf cannot change
// files unnoticed.
func (w *writer) readBack() error {
	rest, ok := bytes.CutPrefix(w.raw.Bytes(), []byte("%PDF-1.3\n"))
	w.streams = w.streams[:0]
	object := 3
	for range w.paper.Pages {
		var head []byte
		if ok {
			head, rest, ok = bytes.Cut(rest, []byte(">>\nendobj\n"))
		}
		ok = ok && bytes.HasPrefix(head, numbered(object, " 0 obj\n<</Type /Page\n/Parent 1 0 R\n/Resources 2 0 R\n/Contents "))
		rest, ok = cut(ok, rest, numbered(object+1, " 0 obj\n<</Length "))
		var length []byte
		if ok {
			length, rest, ok = bytes.Cut(rest, []byte(">>\nstream\n"))
		}
		n, err := strconv.Atoi(string(length))
		if !ok || err != nil || n < 0 || n > len(rest) {
			return errors.New("oväntat svar från ritbiblioteket")
		}
		w.streams = append(w.streams, rest[:n])
		rest, ok = cut(true, rest[n:], []byte("\nendstream\nendobj\n"))
		object += 2
	}
	if !ok || !bytes.HasPrefix(rest, []byte("1 0 obj\n<</Type /Pages\n")) {
		return errors.New("oväntat svar från ritbiblioteket")
	}
	return nil
}

func cut(ok bool, b, prefix []byte) ([]byte, bool) {
	if !ok {
		return b, false
	}
	return bytes.CutPrefix(b, prefix)
}

func numbered(n int, s string) []byte { return append(strconv.AppendInt(nil, int64(n), 10), s...) }
