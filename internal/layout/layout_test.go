package layout

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kansli/internal/document"
	"kansli/internal/markdown"
)

var golden = flag.Bool("golden", false, "rewrite testdata/*.txt")

func parse(t testing.TB, src string) *document.Document {
	t.Helper()
	doc, findings := markdown.Parse("prov.md", []byte(src))
	for _, f := range findings {
		t.Fatalf("%d: %s", f.Line, f.Message)
	}
	return doc
}

// papers are the documents in testdata, each set in both letterheads.
func eachPaper(t *testing.T, do func(t *testing.T, name string, doc *document.Document, style *Style)) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no papers in testdata")
	}
	styles := map[string]*Style{"stockholm": readStyle(t), "enkel": readStyle(t, "brevhuvud: {variant: enkel}")}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for variant, style := range styles {
			name := strings.TrimSuffix(filepath.Base(f), ".md") + "-" + variant
			t.Run(name, func(t *testing.T) { do(t, name, parse(t, string(src)), style) })
		}
	}
}

func TestPapers(t *testing.T) {
	eachPaper(t, func(t *testing.T, name string, doc *document.Document, style *Style) {
		r, findings := Paginate(doc, style, testResources)
		for _, f := range findings {
			t.Errorf("%d: %s [%s]", f.Line, f.Message, f.Rule)
		}
		check(t, doc, style, r)
		got, file := Dump(r), filepath.Join("testdata", name+".txt")
		if *golden {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || got != string(want) {
			t.Errorf("%s differs from the pages set now; run the test with -golden and read the difference", file)
		}
		r.Release()
		again, _ := Paginate(doc, style, testResources)
		if Dump(again) != got {
			t.Error("the same paper came out differently the second time")
		}
	})
}
