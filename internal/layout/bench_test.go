package layout

import (
	"os"
	"strconv"
	"testing"
)

func BenchmarkPaginate(b *testing.B) {
	src, err := os.ReadFile("testdata/tjansteutlatande.md")
	if err != nil {
		b.Fatal(err)
	}
	doc, style := parse(b, string(src)), readStyle(b)
	b.ReportAllocs()
	for b.Loop() {
		r, _ := Paginate(doc, style, testResources)
		r.Release()
	}
}

// BenchmarkLong shows whether the time grows with the pages and no faster.
func BenchmarkLong(b *testing.B) {
	src, err := os.ReadFile("testdata/tjansteutlatande.md")
	if err != nil {
		b.Fatal(err)
	}
	style := readStyle(b)
	for _, n := range []int{1, 20, 200} {
		doc := parse(b, string(src))
		blocks := doc.Blocks
		for range n - 1 {
			doc.Blocks = append(doc.Blocks, blocks...)
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			pages := 0
			for b.Loop() {
				r, _ := Paginate(doc, style, testResources)
				pages = len(r.Pages)
				r.Release()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*pages)/1000, "µs/page")
			b.ReportMetric(float64(pages), "pages")
		})
	}
}
