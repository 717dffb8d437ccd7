package html

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	stdhtml "html"
	"image"
	"image/color"
	"image/png"
	"os"
	"regexp"
	"strings"
	"testing"

	"kansli/internal/document"
	"kansli/internal/markdown"
)

var golden = flag.Bool("golden", false, "rewrite the golden files")

var look = Look{Numbers: []string{"1.", "a)", "i."}, Contents: "Innehåll", Levels: 3}

// sample is a paper with a letterhead and every kind of block.
func sample(t testing.TB) *document.Document {
	src, err := os.ReadFile("testdata/prov.md")
	if err != nil {
		t.Fatal(err)
	}
	doc, found := markdown.Parse("prov.md", src)
	for _, f := range found {
		t.Error(f)
	}
	return doc
}

// picture is any picture, so small that it does not fill the golden file.
func picture(string) ([]byte, error) { return pixels, nil }

var pixels = func() []byte {
	m := image.NewPaletted(image.Rect(0, 0, 32, 16), color.Palette{color.RGBA{11, 79, 158, 255}})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

func TestSample(t *testing.T) {
	got, found := Write(sample(t), look, picture)
	for _, f := range found {
		t.Error(f)
	}
	for _, fault := range check(string(got)) {
		t.Error(fault)
	}
	if again, _ := Write(sample(t), look, picture); !bytes.Equal(got, again) {
		t.Error("two runs differ")
	}
	const file = "testdata/prov.html"
	if *golden {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, _ := os.ReadFile(file); !bytes.Equal(got, want) {
		t.Errorf("the page differs from %s:\n%s", file, got)
	}
}

// TestParts gives what a piece of Markdown becomes.
func TestParts(t *testing.T) {
	for _, c := range []struct{ name, md, want string }{
		{"list numbered by depth", "# A\n\n3. b\n   1. c\n", "<ol class=\"depth0_\" start=\"3\">\n<li>b<ol class=\"depth1_\">\n<li>c</li>"},
		{"the last form of numbers goes on", "# A\n\n1. b\n   1. c\n      1. d\n         1. e\n", "<li>d<ol class=\"depth2_\">\n<li>e"},
		{"bullets do not count as a depth", "# A\n\n* b\n  1. c\n", "<ul>\n<li>b<ol class=\"depth0_\">"},
		{"en dash", "# A\n\n+ b\n", "<ul class=\"dash_\">"},
		{"loose list", "# A\n\n* b\n\n* c\n", "<li><p>b</p>\n</li>"},
		{"signatures", "# A\n\n::: underskrifter\nAnna Exempel\\\nChef\n:::\n", "<ul class=\"signatures_\" aria-label=\"Underskrifter\">\n<li>Anna Exempel<br>\nChef</li>"},
		{"signatures around something else", "# A\n\n::: underskrifter-digitala\nAnna Exempel\n\n---\n\nBo Mönster\n:::\n", "<ul class=\"signed_\" aria-label=\"Underskrifter\">\n<li>Anna Exempel</li>\n</ul>\n<hr>\n<ul class=\"signed_\""},
		{"date that is told by its label", "# A\n", "<dl>\n<div><dt>Sammanträdesdatum</dt><dd>2025-03-14</dd></div>\n</dl>\n</header>"},
		{"contents after the title", "# A\n\n## B\n\n### C\n\n## D\n", "A</h1>\n<nav aria-labelledby=\"contents_\">\n<p id=\"contents_\">Innehåll</p>\n\n<ul>\n<li><a href=\"#b\">B</a>\n<ul>\n<li><a href=\"#c\">C</a></li>\n</ul></li>\n<li><a href=\"#d\">D</a></li>\n</ul>\n</nav>"},
		{"contents after the cover", "# A\n\n::: försättsblad\nb\n:::\n\n## C\n", "<p>b</p>\n</div>\n<nav"},
		{"another division", "# A\n\n::: ruta\nb\n:::\n", "<div class=\"ruta\">\n<p>b</p>\n</div>"},
		{"alignment", "# A\n\n| b | c |\n|--:|:-:|\n| 1 | 2 |\n", "<th scope=\"col\" class=\"right_\">b</th><th scope=\"col\" class=\"center_\">c</th>"},
		{"a column without heading", "# A\n\n| | c |\n|--|--|\n| 1 | 2 |\n", "<tr><td></td><th scope=\"col\">c</th></tr>"},
		{"title is the h1 when the text has none", "Text.\n", "<h1>T</h1>\n<p>Text.</p>"},
		{"title is the h1 when the text has several", "# A\n\n# B\n", "</nav>\n<h2 id=\"a\">A</h2>\n<h2 id=\"b\">B</h2>"},
		{"footnote in a link", "# A\n\n[b[^1]](https://c.se)\n\n[^1]: d\n", ">b</a><sup><a id=\"ref_1_1\""},
		{"footnote used twice", "# A\n\nb[^1] c[^1]\n\n[^1]: d\n", "<li id=\"note_1\"><p>d <a href=\"#ref_1_1\" role=\"doc-backlink\" aria-label=\"Tillbaka till texten, ställe 1\">↩</a> <a href=\"#ref_1_2\""},
		{"footnote that ends in a list", "# A\n\nb[^1]\n\n[^1]:\n    * d\n", "</ul>\n<p> <a href=\"#ref_1_1\""},
		{"heading in a footnote", "# A\n\nb[^1]\n\n[^1]: d\n\n    # E\n", "<h3 id=\"e\">E</h3>"},
		{"address that must not be followed", "# A\n\n[b](javascript:alert)\n", "<p>b</p>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, _ := markdown.Parse("f.md", []byte("---\ntitel: T\ndatum: 2025-03-14\nkännetecken: {Sammanträdesdatum: 2025-03-14}\ninnehållsförteckning: ja\n---\n"+c.md))
			got, _ := Write(doc, look, picture)
			if !strings.Contains(string(got), c.want) {
				_, body, _ := strings.Cut(string(got), "<header")
				t.Errorf("no %q in\n%s", c.want, body)
			}
			for _, fault := range check(string(got)) {
				t.Error(fault)
			}
		})
	}
}

func TestPicturesThatCannotBeRead(t *testing.T) {
	doc, _ := markdown.Parse("f.md", []byte("---\ntitel: T\n---\n# A\n\n![b](borta.png)\n\nText ![c](ritning.svg)\n"))
	_, found := Write(doc, look, func(src string) ([]byte, error) {
		if src == "borta.png" {
			return nil, errors.New("filen finns inte")
		}
		return []byte("<svg/>"), nil
	})
	var got []string
	for _, f := range found {
		got = append(got, fmt.Sprint(f.Line, " ", f.Rule, ": ", f.Message))
	}
	want := "6 oläslig-bild: bilden ”borta.png” kan inte läsas: filen finns inte\n8 oläslig-bild: bilden ”ritning.svg” kan inte läsas: filen är varken PNG eller JPEG"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

// everywhere is a document that has s wherever a document may have text.
func everywhere(s string) *document.Document {
	text := []document.Inline{{Kind: document.Text, Text: s}}
	run := []document.Inline{
		{Kind: document.Text, Text: s},
		{Kind: document.CodeSpan, Text: s},
		{Kind: document.Strong, Kids: text},
		{Kind: document.Link, Kids: text, URL: s},
		{Kind: document.Link, Kids: text, URL: "https://x.se/" + s},
		{Kind: document.InlineImage, Text: s, URL: s},
		{Kind: document.NoteRef},
	}
	labelled := []document.Labelled{{Label: s, Lines: []string{s, s}}}
	lines := []string{s}
	return &document.Document{
		Meta: document.Meta{Title: s, Lang: s, Kind: s, Date: s, Sender: lines, Marks: labelled, Panels: labelled,
			Address: lines, Running: s, Logo: s, LogoAlt: s, Status: s, Contents: true},
		Blocks: []document.Block{
			&document.Heading{Level: 1, ID: "a", Text: run},
			&document.Heading{Level: 2, ID: "b", Text: text},
			&document.Paragraph{Text: run},
			&document.Code{Text: s},
			&document.Figure{Src: s, Alt: s, Caption: run},
			&document.Table{Caption: run, Columns: []document.Align{document.Right}, Head: []document.Cell{{Text: run}}, Rows: [][]document.Cell{{{Text: run}}}},
			&document.Division{Class: s, Blocks: []document.Block{&document.Paragraph{Text: run}}},
		},
		Notes: []document.Note{{Label: s, Blocks: []document.Block{&document.Paragraph{Text: run}}}},
	}
}

// FuzzWrite: no text changes the structure of the page, and each text can be
// read back from it.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"", "text", "<script>alert(1)</script>", "</style><b>", "\"onload='x'", "]]>-->", "&lt;&#0;", "\x00\xff\ufffe", "\\\"\n}</style>", "javascript:x", "a_"} {
		f.Add(s)
	}
	tag := regexp.MustCompile(`<[^>]*>`)
	shape := func(t testing.TB, s string) string {
		out, _ := Write(everywhere(s), Look{Numbers: []string{s, "1."}, Contents: s, Levels: 3}, picture)
		for _, fault := range check(string(out)) {
			t.Errorf("%q: %s", s, fault)
		}
		return string(out)
	}
	tags := func(page string) string {
		_, body, _ := strings.Cut(page, "</style>")
		return strings.Join(tag.FindAllString(attributes.ReplaceAllString(body, ""), -1), "")
	}
	plain := tags(shape(f, "x"))
	f.Fuzz(func(t *testing.T, s string) {
		got := shape(t, s)
		if s == "" {
			return // leaves out the parts that have no text
		}
		if _, signed := signatures[s]; !signed && !(&page{}).leads(s) && tags(got) != plain {
			t.Errorf("%q changes the page", s)
		}
		want := "<code>" + safe(s) + "</code>"
		if !strings.Contains(stdhtml.UnescapeString(got), want) {
			t.Errorf("%q is not in the page", want)
		}
	})
}

var attributes = regexp.MustCompile(` [a-z-]+="[^"]*"`)

// safe is s with what HTML cannot hold replaced.
func safe(s string) string {
	return strings.Map(func(x rune) rune {
		if !holdable(x) {
			return '\ufffd'
		}
		return x
	}, s)
}

func BenchmarkWrite(b *testing.B) {
	doc := sample(b)
	b.ReportAllocs()
	for b.Loop() {
		Write(doc, look, picture)
	}
}
