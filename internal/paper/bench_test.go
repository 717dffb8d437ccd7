package paper_test

import (
	"os"
	"path/filepath"
	"testing"

	"kansli/internal/layout"
	"kansli/internal/markdown"
	"kansli/internal/paper"
	"kansli/internal/pdf"
)

// benchmark is the sample that speed is measured on: two pages, 480 words,
// letterhead, numbered points, bullets, signature block, three faces.
const benchmark = "remissvar/arende.yaml"

// BenchmarkCase is the main job: from the bytes of a case to Markdown and PDF.
func BenchmarkCase(b *testing.B) {
	shop := workshop(b)
	src, err := os.ReadFile(filepath.Join(samples, benchmark))
	if err != nil {
		b.Fatal(err)
	}
	boards, _ := reader().Read("namnder.yaml")
	b.ReportAllocs()
	for b.Loop() {
		r := reader()
		r.Boards = boards.Boards
		file, _ := r.Parse(benchmark, src)
		papers, _ := shop.Papers(file)
		if _, findings := shop.Write(papers[0], paper.Options{}, paper.Markdown, paper.PDF); len(findings) > 0 {
			b.Fatal(text(findings))
		}
	}
}

// BenchmarkPDF is a document tree to a PDF: layout, painting, tags, metadata.
func BenchmarkPDF(b *testing.B) {
	shop, style := workshop(b), sampleStyle(b)
	file, _ := reader().Read(benchmark)
	papers, _ := shop.Papers(file)
	doc, _ := markdown.Parse("", papers[0].Markdown)
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		pages, _ := layout.Paginate(doc, style, layout.Resources{})
		data, _, err := pdf.Write(nil, pages, pdf.Info{Title: doc.Meta.Title})
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
		pages.Release()
	}
	b.ReportMetric(float64(size), "file-bytes")
}
