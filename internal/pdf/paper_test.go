package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"kansli/internal/civil"
	"kansli/internal/font"
	"kansli/internal/layout"
)

// setter sets papers line by line without breaking anything cleverly, so that
// these tests depend on no layout.
type setter struct {
	p    layout.Result
	y    float64
	page int
}

const (
	left, top, bottom = 71.0, 80.0, 760.0
	measure           = 450.0
)

func newSetter() *setter {
	s := &setter{p: layout.Result{Width: 595.28, Height: 841.89}}
	s.p.Nodes = []layout.Node{{Role: layout.RoleDocument, Parent: -1}}
	s.newPage()
	return s
}

func (s *setter) newPage() {
	s.p.Pages = append(s.p.Pages, layout.Page{})
	s.page, s.y = len(s.p.Pages)-1, top
	if s.page > 0 {
		s.run(left, 40, 9, "Löphuvud för § 7", font.Sans, layout.ArtifactHeader)
	}
	s.run(left, 800, 9, "Sida", font.Sans, layout.ArtifactFooter)
	s.now().Rules = append(s.now().Rules, layout.Rule{X1: left, Y1: 790, X2: left + measure, Y2: 790, Width: 0.5, Color: 0x808080})
}

func (s *setter) now() *layout.Page { return &s.p.Pages[s.page] }

func (s *setter) node(parent int32, role layout.Role) int32 {
	n := int32(len(s.p.Nodes))
	s.p.Nodes = append(s.p.Nodes, layout.Node{Role: role, Parent: parent})
	s.p.Nodes[parent].Kids = append(s.p.Nodes[parent].Kids, layout.Kid(n))
	return n
}

func (s *setter) span(node int32) int32 {
	id := int32(s.p.Spans)
	s.p.Spans++
	s.p.Nodes[node].Kids = append(s.p.Nodes[node].Kids, layout.Kid(^id))
	return id
}

func (s *setter) run(x, y, size float64, text string, f font.Face, span int32) {
	s.now().Runs = append(s.now().Runs, layout.Run{X: x, Y: y, Size: size, Text: text, Face: f, Span: span})
}

// words sets text in lines of the measure, over pages when needed.
func (s *setter) words(node int32, text string, f font.Face, size float64) {
	span := s.span(node)
	var line []string
	width := 0
	flush := func(more bool) {
		if len(line) == 0 {
			return
		}
		if s.y > bottom {
			s.newPage()
		}
		t := strings.Join(line, " ")
		if more {
			t += " "
		}
		s.run(left, s.y, size, t, f, span)
		s.y += size * 1.3
		line, width = nil, 0
	}
	for _, w := range strings.Split(text, " ") {
		if n := font.TextWidth(f, w+" "); float64(width+n)*size/1000 > measure {
			flush(true)
		}
		line = append(line, w)
		width += font.TextWidth(f, w+" ")
	}
	flush(false)
	s.y += size / 2
}

func (s *setter) block(parent int32, role layout.Role, text string, f font.Face, size float64) int32 {
	n := s.node(parent, role)
	s.words(n, text, f, size)
	return n
}

func (s *setter) heading(role layout.Role, text string) {
	s.y += 8
	level := int(role-layout.RoleH1) + 1
	s.p.Outline = append(s.p.Outline, layout.Bookmark{Level: level, Text: text, Dest: layout.Dest{Page: s.page, Y: s.y - 14}})
	s.p.Dests = append(s.p.Dests, layout.Dest{Page: s.page, Y: s.y - 14})
	s.block(0, role, text, font.SansBold, 14)
}

func (s *setter) list(items ...string) {
	l := s.node(0, layout.RoleL)
	s.p.Nodes[l].Numbering = layout.NumberingDecimal
	for i, text := range items {
		li := s.node(l, layout.RoleLI)
		lbl := s.node(li, layout.RoleLbl)
		s.run(left, s.y, 11, string(rune('1'+i))+".", font.Sans, s.span(lbl))
		s.words(s.node(li, layout.RoleLBody), text, font.Sans, 11)
	}
}

// link is a link over two lines in a paragraph, and one inside the paper.
func (s *setter) link() {
	p := s.node(0, layout.RoleP)
	s.run(left, s.y, 11, "Läs mer hos ", font.Sans, s.span(p))
	a := s.node(p, layout.RoleLink)
	id := s.span(a)
	area := layout.LinkArea{X: left + 60, Y: s.y - 9, W: 80, H: 12, Node: a, URL: "https://example.se/å?a=(b)", Text: "kommunens webbplats"}
	s.run(left+60, s.y, 11, "kommunens ", font.Sans, id)
	s.y += 14
	s.now().Links = append(s.now().Links, area)
	s.run(left, s.y, 11, "webbplats", font.Sans, id)
	area.X, area.Y = left, s.y-9
	s.now().Links = append(s.now().Links, area)
	s.run(left+60, s.y, 11, " eller ", font.Sans, s.span(p))
	b := s.node(p, layout.RoleLink)
	s.run(left+100, s.y, 11, "ovan", font.SansItalic, s.span(b))
	s.now().Links = append(s.now().Links, layout.LinkArea{X: left + 100, Y: s.y - 9, W: 30, H: 12, Node: b, Text: "ovan"})
	s.run(left+130, s.y, 11, ".", font.Sans, s.span(p))
	s.y += 20
}

func (s *setter) table(rows ...[]string) {
	t := s.node(0, layout.RoleTable)
	s.block(t, layout.RoleCaption, "Tabell 1. Omröstning", font.SansItalic, 9)
	group, cell := s.node(t, layout.RoleTHead), layout.RoleTH
	for _, row := range rows {
		tr := s.node(group, layout.RoleTR)
		s.now().Fills = append(s.now().Fills, layout.Fill{X: left, Y: s.y - 10, W: measure, H: 13, Color: 0xEEEEEE})
		for j, text := range row {
			if n := s.node(tr, cell); text != "" {
				s.run(left+150*float64(j), s.y, 10, text, font.Sans, s.span(n))
			}
		}
		s.y += 14
		if cell == layout.RoleTH {
			group, cell = s.node(t, layout.RoleTBody), layout.RoleTD
		}
	}
	s.y += 10
}

func (s *setter) figure(data []byte, alt string) {
	n := s.node(0, layout.RoleFigure)
	m := layout.Image{X: left, Y: s.y, W: 60, H: 40, Data: data, Span: s.span(n)}
	s.now().Images = append(s.now().Images, m)
	s.p.Nodes[n].Alt = alt
	s.p.Nodes[n].BBox = [4]float64{m.X, m.Y, m.W, m.H}
	s.p.Nodes[n].BBoxPage = s.page
	s.y += 60
}

const body = "Förvaltningen har tagit del av remissen och anser att förslaget i huvudsak är väl avvägt. " +
	"Nämnden delar bedömningen att åtgärderna enligt 6 kap. 30 § kommunallagen behöver följas upp under 2025–2027, " +
	"och att kostnaden om 48 400 kr ryms inom budgeten. Ärendet har beretts av Uppsökarenheten för vuxna, " +
	"Bandhagshemmen och Lönnen (dnr SOF 2013/41)."

// full is a paper with one of everything.
func full() *layout.Result {
	s := newSetter()
	s.figure(pngOf(transparent), "Kommunens vapen: tre ekar")
	s.heading(layout.RoleH1, "Deltagande i stadens kvalitetsutmärkelse 2013")
	s.block(0, layout.RoleP, body, font.Sans, 11)
	s.heading(layout.RoleH2, "Förslag till beslut")
	s.list("Nämnden godkänner förslaget.", "Protokollet justeras omedelbart.")
	s.heading(layout.RoleH2, "Yttrande på andra språk")
	greek := s.block(0, layout.RoleP, "Αθήνα και Москва, Łódź: ≥ 5 → ja, ½ • €", font.Serif, 11)
	s.p.Nodes[greek].Lang = "el"
	s.link()
	s.table([]string{"Namn", "Röst", "Parti"}, []string{"Anna Exempel", "Ja", "(S)"}, []string{"Bo Prov", "", "(M)"})
	for range 8 {
		s.block(0, layout.RoleP, body, font.Sans, 11)
		s.block(0, layout.RoleP, body, font.SansItalic, 11)
	}
	s.figure(jpegOf(), "Diagram över rösterna")
	note := s.block(0, layout.RoleNote, "1 En not.", font.Sans, 9)
	s.p.Nodes[note].ID = "not-1"
	s.node(0, layout.RoleP)
	return &s.p
}

var facts = Info{
	Title: "Deltagande i stadens kvalitetsutmärkelse – §§ 7–8 & <mer>", Author: "Socialförvaltningen",
	Subject: "Tjänsteutlåtande", Keywords: "SOF 2013/41", Lang: "sv-SE", Date: civil.Date{Year: 2013, Month: 4, Day: 22},
}

func withSource() Info {
	i := facts
	i.Attachment = &Attachment{Name: "ärende.yaml", MIME: "application/yaml", Description: "Uppgifterna i ärendet",
		Data: []byte("typ: ärende\nrubrik: Deltagande\n")}
	return i
}

func transparent(x, y int) color.Color {
	return color.NRGBA{uint8(8 * x), uint8(8 * y), 40, uint8(255 - 5*x)}
}

func pngOf(at func(x, y int) color.Color) []byte {
	m := image.NewNRGBA(image.Rect(0, 0, 30, 20))
	for y := range 20 {
		for x := range 30 {
			m.Set(x, y, at(x, y))
		}
	}
	var b bytes.Buffer
	png.Encode(&b, m)
	return b.Bytes()
}

func jpegOf() []byte {
	m := image.NewRGBA(image.Rect(0, 0, 32, 24))
	for i := range m.Pix {
		m.Pix[i] = uint8(i * 7)
	}
	var b bytes.Buffer
	jpeg.Encode(&b, m, nil)
	return b.Bytes()
}

func write(t testing.TB, p *layout.Result, info Info) []byte {
	t.Helper()
	out, _, err := Write(nil, p, info)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
