package pdf

import (
	"os"
	"testing"

	"kansli/internal/font"
	"kansli/internal/layout"
	"kansli/internal/markdown"
)

// twoPages is like the paper that the budget is set for: 450 words in three
// faces on two pages, with headings, a list and a signature block.
func twoPages() *layout.Result {
	s := newSetter()
	s.heading(layout.RoleH1, "Deltagande i stadens kvalitetsutmärkelse 2013")
	s.heading(layout.RoleH2, "Förslag till beslut")
	s.list("Nämnden godkänner att Uppsökarenheten för vuxna deltar i kvalitetsutmärkelsen.", "Protokollet justeras omedelbart.")
	for i := range 4 {
		s.heading(layout.RoleH2, [...]string{"Sammanfattning", "Bakgrund", "Ärendets beredning", "Förvaltningens synpunkter"}[i])
		s.block(0, layout.RoleP, body, font.Sans, 11)
		if i == 1 {
			s.block(0, layout.RoleP, body, font.SansItalic, 11)
		}
		s.block(0, layout.RoleP, body, font.Sans, 11)
	}
	s.block(0, layout.RoleP, "Anna Exempel", font.Sans, 11)
	s.block(0, layout.RoleP, "Förvaltningschef", font.Sans, 11)
	return &s.p
}

// The size of the two-page paper is part of the budget.
func TestSizeOfTwoPages(t *testing.T) {
	if n := len(write(t, twoPages(), facts)); n > 45_000 {
		t.Errorf("%d bytes", n)
	}
}

func TestAllocationsOfTwoPages(t *testing.T) {
	p := twoPages()
	var dst []byte
	n := testing.AllocsPerRun(20, func() { dst, _, _ = Write(dst[:0], p, facts) })
	if n > 150 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkWriteTwoPages(b *testing.B) {
	p := twoPages()
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if dst, _, err = Write(dst[:0], p, facts); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(dst)), "file-bytes")
}

// BenchmarkPaper is the main job from the document's tree on: layout and file
// of a two-page tjänsteutlåtande.
func BenchmarkPaper(b *testing.B) {
	src, err := os.ReadFile("../layout/testdata/tjansteutlatande.md")
	if err != nil {
		b.Fatal(err)
	}
	doc, _ := markdown.Parse("prov.md", src)
	s := style(b, "avstavning: {på: nej}")
	var dst []byte
	pages := 0
	b.ReportAllocs()
	for b.Loop() {
		p, _ := layout.Paginate(doc, s, layout.Resources{})
		if dst, _, err = Write(dst[:0], p, facts); err != nil {
			b.Fatal(err)
		}
		pages = len(p.Pages)
		p.Release()
	}
	b.ReportMetric(float64(len(dst)), "file-bytes")
	b.ReportMetric(float64(pages), "pages")
}
