package markdown

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kansli/internal/document"

	"github.com/yuin/goldmark/ast"
	renderer "github.com/yuin/goldmark/renderer/html"
)

// FuzzParse: no text panics; every finding and every block lies inside the file;
// lines do not run backwards; and every word that goldmark read stands in the
// document, unless a finding says that something was left out.
func FuzzParse(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.md")
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src))
	}
	for _, s := range []string{
		"- a\n\n  ::: b\n  c\n  :::\n- d[^1]\n\n  [^1]: e\n", "> | a |\n> |-|\n> | b |\n> : c\n", "a\n-\n1. b\n\n\tc\n",
		"[a]: b\n[a]", "![a![b](c)](d)", "x<!y>z<!-- w -->", "[^a]: [^b]\n\n[^b]: [^a]\n\nc[^a]", "*a **b ~~c `d` <e@f.se>", ":::a\n:::", "&#1; \\& &amp;",
	} {
		f.Add(head + s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		doc, found := Parse("f.md", []byte(src))
		lines := 1 + strings.Count(strings.ReplaceAll(src, "\r\n", "\n"), "\n") + strings.Count(strings.ReplaceAll(src, "\r\n", "\n"), "\r")
		omits := false
		for _, fd := range found {
			if fd.Line < 1 || fd.Line > lines || fd.Rule == "" || fd.Message == "" {
				t.Errorf("finding outside the %d lines: %+v", lines, fd)
			}
			omits = omits || slices.Contains([]string{"för-djup-nästling", "tom-länk", "oanvänd-fotnot", "oanvänd-länk"}, fd.Rule)
		}
		last := 1
		document.Walk(doc.Blocks, func(b document.Block) {
			l := lineOf(b)
			if l < last || l > lines {
				t.Errorf("%T on line %d of %d after line %d", b, l, lines, last)
			}
			last = l
		})
		if !omits {
			plain := doc.PlainText()
			for _, w := range words(src) {
				if w != ":" && w != "Table:" && !strings.Contains(plain, w) {
					t.Errorf("%q is missing in %q", w, plain)
				}
			}
		}
	})
}

func lineOf(b document.Block) int {
	switch b := b.(type) {
	case *document.Heading:
		return b.Line
	case *document.Paragraph:
		return b.Line
	case *document.List:
		return b.Line
	case *document.Table:
		return b.Line
	case *document.Quote:
		return b.Line
	case *document.Code:
		return b.Line
	case *document.Figure:
		return b.Line
	case *document.Rule:
		return b.Line
	case *document.Division:
		return b.Line
	}
	panic("unknown block")
}

// words are the words of goldmark's text nodes, read with goldmark's own writer.
// Words that stand together in the Markdown but not in goldmark's tree count
// apart. The mark of a caption is not text.
func words(src string) []string {
	r := &reader{doc: new(document.Document)}
	clean := r.clean([]byte(src))
	body := clean[r.frontMatter(clean):]
	var out []string
	ast.Walk(new(treeRoom).parse(body, everyByte), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*ast.Text)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		v := t.Segment.Value(body)
		if n.Parent().Kind() != ast.KindCodeSpan {
			var b bytes.Buffer
			w := bufWriter{&b}
			renderer.DefaultWriter.Write(w, v)
			v = []byte(html.UnescapeString(b.String()))
		}
		out = append(out, strings.Fields(string(v))...)
		return ast.WalkContinue, nil
	})
	return out
}

// bufWriter is a bytes.Buffer as goldmark wants its writers.
type bufWriter struct{ *bytes.Buffer }

func (bufWriter) Available() int { return 0 }
func (bufWriter) Buffered() int  { return 0 }
func (bufWriter) Flush() error   { return nil }
