package pdf

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"kansli/internal/font"
	"kansli/internal/layout"
)

// plan is what must be known before painting: the characters of each face, the
// bytes that paint them, which node owns which span, and the pictures.
type plan struct {
	paper    *layout.Result
	owner    []int32 // by span; -1 for none
	seen     []bool  // by node
	coded    []byte  // the painted bytes of all runs as they stand in strings, end to end
	segments []segment
	faces    [font.Faces]usage
	pictures []*picture // distinct, in the order of their first use
	placed   []int      // index into pictures of every layout.Image, in order
	links    int
}

// segment is a part of a run that one font paints. The first byte is where the
// segment before it ended.
type segment struct {
	end   int  // in coded
	width int  // thousandths of an em; 0 for the last of a run, which nothing follows
	wide  bool // painted with the supplement, two bytes a character
	last  bool // of its run
}

// usage is what of a face a paper paints.
type usage struct {
	narrow [256]bool // by code of WinAnsi
	wide   []rune    // others, in the order of their first use: the supplement's codes from 1
}

func (u *usage) used() bool { return u.narrow != [256]bool{} || len(u.wide) > 0 }

func (p *plan) make(paper *layout.Result) error {
	p.paper = paper
	p.coded, p.segments = p.coded[:0], p.segments[:0]
	p.pictures, p.placed, p.links = p.pictures[:0], p.placed[:0], 0
	for f := range p.faces {
		u := &p.faces[f]
		clear(u.narrow[:])
		u.wide = u.wide[:0]
	}
	if len(paper.Pages) == 0 || len(paper.Nodes) == 0 {
		return errors.New("inga sidor att skriva")
	}
	if err := finite(paper.Width, paper.Height); err != nil {
		return err
	}
	if paper.Width < 3 || paper.Height < 3 {
		return fmt.Errorf("sidan är för liten: %g × %g punkter", paper.Width, paper.Height)
	}
	if err := p.own(); err != nil {
		return err
	}
	for i := range paper.Pages {
		if err := p.page(&paper.Pages[i]); err != nil {
			return fmt.Errorf("sidan %d: %w", i+1, err)
		}
	}
	return p.targets()
}

// own checks that the nodes are one tree and finds the owner of every span.
func (p *plan) own() error {
	nodes := p.paper.Nodes
	if p.paper.Spans < 0 || p.paper.Spans > 1<<24 {
		return fmt.Errorf("omöjligt antal textstycken: %d", p.paper.Spans)
	}
	p.owner = slices.Grow(p.owner[:0], p.paper.Spans)[:p.paper.Spans]
	for i := range p.owner {
		p.owner[i] = -1
	}
	p.seen = slices.Grow(p.seen[:0], len(nodes))[:len(nodes)]
	clear(p.seen)
	for i := range nodes {
		n := &nodes[i]
		if int(n.Role) >= len(roles) || int(n.Numbering) >= len(numberings) {
			return fmt.Errorf("noden %d har en okänd roll", i)
		}
		for _, k := range n.Kids {
			if k < 0 {
				span := int(^k)
				if span >= len(p.owner) || p.owner[span] >= 0 {
					return fmt.Errorf("noden %d äger ett omöjligt textstycke: %d", i, span)
				}
				p.owner[span] = int32(i)
				continue
			}
			// A kid that comes after its parent can close no circle.
			if int(k) <= i || int(k) >= len(nodes) || p.seen[k] || nodes[k].Parent != int32(i) {
				return fmt.Errorf("noderna är inget träd: %d under %d", k, i)
			}
			p.seen[k] = true
		}
	}
	for i := 1; i < len(nodes); i++ {
		if !p.seen[i] {
			return fmt.Errorf("noden %d saknar förälder", i)
		}
	}
	return nil
}

func (p *plan) page(page *layout.Page) error {
	for _, f := range page.Fills {
		if err := finite(f.X, f.Y, f.W, f.H); err != nil {
			return err
		}
	}
	for _, r := range page.Rules {
		if err := finite(r.X1, r.Y1, r.X2, r.Y2, r.Width); err != nil {
			return err
		}
	}
	for i := range page.Images {
		m := &page.Images[i]
		if err := errors.Join(finite(m.X, m.Y, m.W, m.H), p.span(m.Span)); err != nil {
			return err
		}
		pic, err := pictureOf(m.Data)
		if err != nil {
			return err
		}
		at := slices.Index(p.pictures, pic)
		if at < 0 {
			at = len(p.pictures)
			p.pictures = append(p.pictures, pic)
		}
		p.placed = append(p.placed, at)
	}
	for i := range page.Runs {
		r := &page.Runs[i]
		if err := finite(r.X, r.Y, r.Size); err != nil {
			return err
		}
		if err := p.span(r.Span); err != nil {
			return err
		}
		if err := p.run(r); err != nil {
			return err
		}
	}
	for i := range page.Links {
		l := &page.Links[i]
		if err := finite(l.X, l.Y, l.W, l.H); err != nil {
			return err
		}
		if l.Node < 0 || int(l.Node) >= len(p.paper.Nodes) {
			return fmt.Errorf("en länk hör till en okänd nod: %d", l.Node)
		}
		if l.URL == "" && (l.Dest < 0 || int(l.Dest) >= len(p.paper.Dests)) {
			return fmt.Errorf("en länk har ett okänt mål: %d", l.Dest)
		}
	}
	p.links += len(page.Links)
	return nil
}

// targets checks the places that bookmarks, links and figures point at.
func (p *plan) targets() error {
	check := func(page int, at ...float64) error {
		if page < 0 || page >= len(p.paper.Pages) {
			return fmt.Errorf("ett mål ligger på en okänd sida: %d", page+1)
		}
		return finite(at...)
	}
	for _, d := range p.paper.Dests {
		if err := check(d.Page, d.Y); err != nil {
			return err
		}
	}
	for i := range p.paper.Outline {
		d := p.paper.Outline[i].Dest
		if err := check(d.Page, d.Y); err != nil {
			return err
		}
	}
	for i := range p.paper.Nodes {
		if n := &p.paper.Nodes[i]; n.Role == layout.RoleFigure {
			if err := check(n.BBoxPage, n.BBox[0], n.BBox[1], n.BBox[2], n.BBox[3]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *plan) span(span int32) error {
	if span >= layout.ArtifactLayout && span < 0 {
		return nil
	}
	if span < 0 || int(span) >= len(p.owner) || p.owner[span] < 0 {
		return fmt.Errorf("textstycket %d hör till ingen nod", span)
	}
	return nil
}

// run codes the text of r: one byte a character where WinAnsi has it, else two
// bytes for the supplement of the face.
func (p *plan) run(r *layout.Run) error {
	if int(r.Face) >= font.Faces {
		return fmt.Errorf("okänt typsnitt: %d", r.Face)
	}
	u, widths := &p.faces[r.Face], font.WidthsOf(r.Face)
	for text := r.Text; text != ""; {
		var s segment
		n := p.narrow(u, widths, text)
		if n == 0 {
			s.wide = true
			n = p.wide(u, widths, text)
		}
		if n == 0 {
			c, _ := utf8.DecodeRuneInString(text)
			return fmt.Errorf("tecknet %q (U+%04X) finns inte i typsnittet %s", c, c, font.Name(r.Face))
		}
		if s.last = n == len(text); !s.last {
			s.width = font.TextWidth(r.Face, text[:n])
		}
		s.end, text = len(p.coded), text[n:]
		p.segments = append(p.segments, s)
	}
	return nil
}

// narrow codes the beginning of text that WinAnsi has, and tells how long it is.
func (p *plan) narrow(u *usage, widths font.Widths, text string) (n int) {
	for n < len(text) {
		start := n
		for ; n < len(text) && asTheyAre[text[n]]; n++ {
			u.narrow[text[n]] = true
		}
		p.coded = append(p.coded, text[start:n]...)
		if n == len(text) {
			break
		}
		c, size := utf8.DecodeRuneInString(text[n:])
		code, narrow := winAnsi(c)
		if !narrow || widths.Of(c) < 0 {
			break
		}
		u.narrow[code] = true
		p.coded = appendCode(p.coded, code)
		n += size
	}
	return n
}

// asTheyAre are the bytes of text that are coded so: ASCII, which every face
// has, but for what is escaped.
var asTheyAre = func() (set [256]bool) {
	for c := ' '; c < 0x7F; c++ {
		set[c] = len(appendCode(nil, byte(c))) == 1
	}
	return set
}()

// wide codes the beginning of text that WinAnsi lacks.
func (p *plan) wide(u *usage, widths font.Widths, text string) int {
	for i, c := range text {
		if _, narrow := winAnsi(c); narrow || widths.Of(c) < 0 {
			return i
		}
		code := 1 + slices.Index(u.wide, c)
		if code == 0 {
			u.wide = append(u.wide, c)
			code = len(u.wide)
		}
		p.coded = appendCode(appendCode(p.coded, byte(code>>8)), byte(code))
	}
	return len(text)
}

// appendCode appends a byte of a string that is painted.
func appendCode(dst []byte, c byte) []byte {
	switch c {
	case '\\', '(', ')':
		return append(dst, '\\', c)
	case '\r':
		return append(dst, `\r`...)
	}
	return append(dst, c)
}

// blended reports whether page i has a picture that lets what is behind it
// shine through.
func (p *plan) blended(i int) bool {
	before := 0
	for j := range i {
		before += len(p.paper.Pages[j].Images)
	}
	for _, at := range p.placed[before : before+len(p.paper.Pages[i].Images)] {
		if p.pictures[at].alpha != nil {
			return true
		}
	}
	return false
}

// finite rejects lengths that no page has.
func finite(lengths ...float64) error {
	for _, v := range lengths {
		if math.IsNaN(v) || math.Abs(v) > 14400 {
			return fmt.Errorf("omöjligt mått: %g", v)
		}
	}
	return nil
}

// high are the characters of WinAnsi from code 0x80; 0 for none.
var high = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// winAnsi is the code of r in WinAnsi, which is Windows-1252.
func winAnsi(r rune) (byte, bool) {
	if r < 0x7F || r >= 0xA0 && r <= 0xFF {
		return byte(r), true
	}
	if i := slices.Index(high[:], r); i >= 0 {
		return byte(0x80 + i), true
	}
	return 0, false
}

// fromWinAnsi is the character of a code; 0 for none.
func fromWinAnsi(code byte) rune {
	if code >= 0x80 && code < 0xA0 {
		return high[code-0x80]
	}
	return rune(code)
}
