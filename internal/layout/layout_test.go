package layout

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/markdown"
)

var golden = flag.Bool("golden", false, "rewrite testdata/*.txt")

func parse(t testing.TB, src string) *document.Document {
	t.Helper()
	doc, findings := markdown.Parse("prov.md", []byte(src))
	if diag.Stops(findings) {
		t.Fatal(findings)
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

func TestConcurrentUse(t *testing.T) {
	eachPaper(t, func(t *testing.T, name string, doc *document.Document, style *Style) {
		first, _ := Paginate(doc, style, testResources)
		want := Dump(first)
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				for range 5 {
					r, _ := Paginate(doc, style, testResources)
					if Dump(r) != want {
						t.Error("the paper came out differently beside others")
					}
					r.Release()
				}
			})
		}
		wait.Wait()
	})
}

// Findings come with the line of the Markdown and name what is wrong.
func TestFindings(t *testing.T) {
	for src, want := range map[string]string{
		"ok\n\nett 漢 tecken":       "3 fel tecken-saknas: tecknet 漢 (U+6F22, östasiatisk skrift) finns inte i typsnitten",
		"glad 😀":                   "1 fel tecken-saknas: tecknet 😀 (U+1F600, en bildsymbol) finns inte i typsnitten",
		"```\nrad\n漢\n```":         "3 fel tecken-saknas: tecknet 漢 (U+6F22, östasiatisk skrift) finns inte i typsnitten",
		"![](a.png)":               "1 fel bild-utan-beskrivning: bilden a.png saknar beskrivning",
		"![b](saknas.png)":         "1 fel bild-saknas: bilden saknas.png går inte att läsa",
		"![b](trasig.png)":         "1 fel okänt-bildformat: bilden trasig.png är inte PNG eller JPEG",
		"text ![b](a.png) text":    "1 varning bild-i-text: bilden a.png står inne i en text och ersätts av sin beskrivning",
		"::: underskrifer\nA\n:::": "1 varning okänd-klass: blocket ::: underskrifer har inget eget utseende",
		"|a|" + strings.Repeat("bbbbb|", 40) + "\n|" + strings.Repeat("-|", 41) + "\n|1|": "1 fel för-bred-tabell: tabellens 41 kolumner ryms inte på raden",
	} {
		doc, _ := markdown.Parse("prov.md", []byte("---\ntitel: Prov\n---\n"+src))
		_, findings := Paginate(doc, readStyle(t), testResources)
		if len(findings) != 1 {
			t.Errorf("%s: %v", src, findings)
			continue
		}
		f := findings[0]
		if got := fmt.Sprintf("%d %s %s: %s", f.Line-3, f.Severity, f.Rule, f.Message); got != want || f.Remedy == "" {
			t.Errorf("%s:\n got %s\nwant %s", src, got, want)
		}
	}
}

func TestLetterheadThatLeavesNoRoom(t *testing.T) {
	doc := parse(t, "---\ntitel: Prov\nadress: ["+strings.Repeat("rad, ", 100)+"rad]\n---\nText.")
	for _, style := range []*Style{readStyle(t), readStyle(t, "brevhuvud: {variant: enkel}")} {
		if _, findings := Paginate(doc, style, testResources); len(findings) != 1 || findings[0].Rule != "för-högt-brevhuvud" {
			t.Errorf("%v", findings)
		}
	}
}

// A paper without a letterhead begins where every page does.
func TestPaperWithoutLetterhead(t *testing.T) {
	r, _ := Paginate(parse(t, "---\ntitel: Prov\n---\n"+strings.Repeat("Text.\n\n", 60)), readStyle(t), testResources)
	if a, b := r.Pages[0].Runs[1].Y, r.Pages[1].Runs[1].Y; a != b {
		t.Errorf("the text begins at %.1f and %.1f", a, b)
	}
}
