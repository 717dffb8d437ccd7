package markdown

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"kansli/internal/diag"
	"kansli/internal/document"
)

var golden = flag.Bool("golden", false, "rewrite the golden files")

// TestTree shows how each construct of the dialect reads.
func TestTree(t *testing.T) {
	src, err := os.ReadFile("testdata/tjansteutlatande.md")
	if err != nil {
		t.Fatal(err)
	}
	doc, found := Parse("tjansteutlatande.md", src)
	for _, f := range found {
		t.Error(f)
	}
	got := dump(doc)
	const file = "testdata/tjansteutlatande.tree"
	if *golden {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, _ := os.ReadFile(file)
	if got != string(want) {
		t.Errorf("the tree differs from %s:\n%s", file, got)
	}
}

// TestConcurrent lets many read at once; run it with -race.
func TestConcurrent(t *testing.T) {
	src, err := os.ReadFile("testdata/tjansteutlatande.md")
	if err != nil {
		t.Fatal(err)
	}
	want, _ := Parse("f.md", src)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got, _ := Parse("f.md", src); dump(got) != dump(want) {
				t.Error("the tree differs")
			}
		})
	}
	wg.Wait()
}

// dump writes a document as one line for each block, with the line of the
// Markdown that it comes from.
func dump(d *document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "titel: %s\n", d.Meta.Title)
	dumpBlocks(&b, d.Blocks, "")
	for i, n := range d.Notes {
		fmt.Fprintf(&b, "%3d note %d %q\n", n.Line, i, n.Label)
		dumpBlocks(&b, n.Blocks, "  ")
	}
	return b.String()
}

func dumpBlocks(b *strings.Builder, blocks []document.Block, indent string) {
	in := indent + "  "
	at := func(line int, format string, args ...any) {
		fmt.Fprintf(b, "%3d %s%s\n", line, indent, fmt.Sprintf(format, args...))
	}
	for _, block := range blocks {
		switch x := block.(type) {
		case *document.Heading:
			at(x.Line, "heading %d #%s: %s", x.Level, x.ID, inlineText(x.Text))
		case *document.Paragraph:
			at(x.Line, "paragraph: %s", inlineText(x.Text))
		case *document.List:
			at(x.Line, "list ordered=%v dash=%v start=%d tight=%v", x.Ordered, x.Dash, x.Start, x.Tight)
			for _, it := range x.Items {
				fmt.Fprintf(b, "%3d %s  item\n", it.Line, indent)
				dumpBlocks(b, it.Blocks, in+"  ")
			}
		case *document.Quote:
			at(x.Line, "quote")
			dumpBlocks(b, x.Blocks, in)
		case *document.Division:
			at(x.Line, "division %s", x.Class)
			dumpBlocks(b, x.Blocks, in)
		case *document.Code:
			at(x.Line, "code %q", x.Text)
		case *document.Figure:
			at(x.Line, "figure %s alt=%q: %s", x.Src, x.Alt, inlineText(x.Caption))
		case *document.Rule:
			at(x.Line, "rule")
		case *document.Table:
			at(x.Line, "table %v: %s", x.Columns, inlineText(x.Caption))
			for _, row := range append([][]document.Cell{x.Head}, x.Rows...) {
				var cells []string
				for _, c := range row {
					cells = append(cells, inlineText(c.Text))
				}
				fmt.Fprintf(b, "%3d %s  %s\n", row[0].Line, indent, strings.Join(cells, " | "))
			}
		}
	}
}

func inlineText(run []document.Inline) string {
	var b strings.Builder
	for _, in := range run {
		switch in.Kind {
		case document.Text:
			fmt.Fprintf(&b, "%q", in.Text)
		case document.LineBreak:
			b.WriteString("↵")
		case document.NoteRef:
			fmt.Fprintf(&b, "(note %d)", in.Note)
		case document.CodeSpan:
			fmt.Fprintf(&b, "code(%q)", in.Text)
		case document.InlineImage:
			fmt.Fprintf(&b, "image(%s %q)", in.URL, in.Text)
		case document.Link:
			fmt.Fprintf(&b, "link(%s %s)", in.URL, inlineText(in.Kids))
		default:
			name := map[document.Kind]string{document.Emphasis: "em", document.Strong: "strong", document.Deleted: "del"}[in.Kind]
			fmt.Fprintf(&b, "%s(%s)", name, inlineText(in.Kids))
		}
	}
	return b.String()
}

const head = "---\ntitel: T\n---\n"

// TestFindings gives for each fault the line and the rule that are told, counted
// from the top of the file; the text begins on line 4.
func TestFindings(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"none", "# A\n\nText.\n", ""},
		{"raw inline HTML", "x <b>y</b>\n", "4:3 html-i-texten fel, 4:7 html-i-texten fel"},
		{"raw HTML block", "x\n\n<div>\ny\n</div>\n", "6:1 html-i-texten fel"},
		{"comment", "<!-- anteckning -->\n", "4:1 html-kommentar råd"},
		{"unfilled field", "Datum: <!sammanträdesdatum>\n", "4:8 ofyllt-fält fel"},
		{"unfilled field in capitals", "Datum: <!DATUM>\n", "4:8 ofyllt-fält fel"},
		{"escaped field", "Datum: \\<!datum>\n", ""},
		{"heading skipped", "# A\n\n### B\n", "6:5 hoppad-rubriknivå fel"},
		{"first heading too deep", "## A\n", "4:4 hoppad-rubriknivå fel"},
		{"headings may close several levels", "# A\n\n## B\n\n### C\n\n# D\n", ""},
		{"empty heading", "# A\n\n##\n", "6:1 tom-rubrik fel"},
		{"link without text", "[](https://x.se)\n", "4:1 tom-länk fel"},
		{"link without target", "[x]()\n", "4:1 länk-utan-mål fel"},
		{"link to no heading", "# A\n\n[x](#b)\n", "6:1 länk-utan-mål fel"},
		{"link to a heading further on", "[x](#a)\n\n# A\n", ""},
		{"javascript", "[x](javascript:alert(1))\n", "4:1 otillåten-länk fel"},
		{"javascript in disguise", "[x](java&Tab;script:alert)\n", "4:1 otillåten-länk fel"},
		{"javascript in capitals", "[x](<JavaScript:alert>)\n", "4:1 otillåten-länk fel"},
		{"data", "[x](data:text/html,y)\n", "4:1 otillåten-länk fel"},
		{"file in angle brackets", "<file:///etc/passwd>\n", "4:1 otillåten-länk fel"},
		{"address without scheme", "[x](www.example.se)\n", "4:1 ofullständig-länk varning"},
		{"phone number", "[ring](tel:+468508)\n", ""},
		{"title of a link", "[x](https://x.se \"titel\")\n", "4:1 länktitel varning"},
		{"picture without text", "![](bild.png)\n", "4:1 bild-utan-alternativtext fel"},
		{"picture from the net", "![x](https://x.se/b.png)\n", "4:1 otillåten-bild fel"},
		{"picture as data", "![x](data:image/png;base64,AA)\n", "4:1 otillåten-bild fel"},
		{"unused definition", "[a]: https://x.se\n\ntext\n", "4:1 oanvänd-länk varning"},
		{"definition written twice", "[a]: https://x.se\n[a]: https://y.se\n\n[a]\n", "5:1 oanvänd-länk varning"},
		{"used definition", "[text][a]\n\n[A]: https://x.se\n", ""},
		{"unused footnote", "text\n\n[^1]: not\n", "6:1 oanvänd-fotnot fel"},
		{"footnote written twice", "text[^1]\n\n[^1]: not\n\n[^1]: en till\n", "8:1 oanvänd-fotnot fel"},
		{"unknown footnote", "text[^1]\n", "4:5 okänd-fotnot fel"},
		{"task list", "- [ ] att göra\n", "4:3 kryssruta varning"},
		{"division not closed", "::: a\ntext\n", "4:1 oavslutat-block fel"},
		{"division closed by its list", "- ::: a\n  text\n\nefter\n", "4:3 oavslutat-block fel"},
		{"closing line alone", "text\n:::\n", "5:1 löst-blockslut fel"},
		{"division with attributes", "::: {#id .a}\ntext\n:::\n", "4:1 okänt-attribut varning"},
		{"too many cells", "| a |\n|---|\n| b | c |\n", "6:4 för-många-celler fel"},
		{"too few cells", "| a | b |\n|---|---|\n| c |\n", ""},
		{"caption without table", ": text\n", "4:1 tabelltext-utan-tabell varning"},
		{"decoded control character", "a&#8;b\n", "4:2 styrtecken fel"},
		{"nesting", strings.Repeat(">", 100) + " x\n", "4:64 för-djup-nästling fel"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := Parse("f.md", []byte(head+c.src))
			if got := brief(found); got != c.want {
				t.Errorf("%s: got %q, want %q", c.src, got, c.want)
			}
			if doc.Meta.Title != "T" {
				t.Errorf("title %q", doc.Meta.Title)
			}
			for _, f := range found {
				if f.File != "f.md" || f.Excerpt != strings.Split(head+c.src, "\n")[f.Line-1] || f.Remedy == "" {
					t.Errorf("incomplete: %+v", f)
				}
			}
		})
	}
}

// TestFile is about the file as a whole, before its Markdown is read.
func TestFile(t *testing.T) {
	for _, c := range []struct{ name, src, want, text string }{
		{"byte order mark and CRLF", "\ufeff---\r\ntitel: T\r\n---\r\na\r\nb\r\n", "", "a b\n"},
		{"no line feed at the end", "---\ntitel: T\n...\na", "", "a\n"},
		{"decomposed letters", head + "a\u030a a\u0308 o\u0308\n", "", "å ä ö\n"},
		{"no front matter", "text\n", "1:0 saknar-dokumenthuvud fel", "text\n"},
		{"front matter not closed", "---\ntitel: T\n", "1:0 oavslutat-dokumenthuvud fel", "titel: T\n"},
		{"Latin-1", head + "h\xe4r\n", "4:2 ogiltig-utf-8 fel", "h\ufffdr\n"},
		{"control characters, once a line", head + "a\x00b\x01\nc\x7fd\n", "4:2 styrtecken fel, 5:2 styrtecken fel", "a\ufffdb\ufffd c\ufffdd\n"},
		{"reversed text", head + "a\u202eb\n", "4:2 styrtecken fel", "a\ufffdb\n"},
		{"empty", "", "1:0 saknar-dokumenthuvud fel", ""},
		{"kept as it is", head + "§\u00a010 – ½ ”å” 08\u2011508\n", "", "§\u00a010 – ½ ”å” 08\u2011508\n"},
		{"blanks", head + "a  b\tc &amp;  d\n", "", "a b c & d\n"},
		{"escapes and entities", head + "\\&amp; &lt;b&gt; \\* &bogus; &#xe5; &#0;\n", "", "&amp; <b> * &bogus; å \ufffd\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := Parse("f.md", []byte(c.src))
			if got := brief(found); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if got := doc.PlainText(); got != c.text {
				t.Errorf("got text %q, want %q", got, c.text)
			}
		})
	}
}

func brief(fs []diag.Finding) string {
	var out []string
	for _, f := range fs {
		out = append(out, fmt.Sprintf("%d:%d %s %s", f.Line, f.Column, f.Rule, f.Severity))
	}
	return strings.Join(out, ", ")
}

// TestSlug gives the heading ids of one document, in order.
func TestSlug(t *testing.T) {
	doc, _ := Parse("f.md", []byte(head+"# Ärendet\n\n# Ärendet\n\n# Ärendet-2\n\n# § 10 Åäö Élan & co.\n\n# 中文\n\n# rubrik\n\n# Ärendet\n"))
	want := []string{"arendet", "arendet-2", "arendet-2-2", "10-aao-elan-co", "rubrik", "rubrik-2", "arendet-3"}
	for i, h := range doc.Headings() {
		if h.ID != want[i] {
			t.Errorf("heading %d: got %q, want %q", i, h.ID, want[i])
		}
	}
}

// typical is a tjänsteutlåtande of about 3 kB.
func typical() []byte {
	var b strings.Builder
	b.WriteString("---\ntitel: Deltagande i stadens kvalitetsutmärkelse 2013\ndokumenttyp: Tjänsteutlåtande\ndatum: 2013-04-22\n" +
		"avsändare: [Socialförvaltningen, Avdelningen för stöd]\nkännetecken: {Dnr: SOF 2013/41}\n---\n\n# Deltagande i stadens kvalitetsutmärkelse 2013\n\n" +
		"## Förvaltningens förslag till beslut\n\n1. Socialnämnden godkänner att Lönnen deltar i kvalitetsutmärkelsen.\n2. Paragrafen förklaras omedelbart justerad.\n\n" +
		"::: underskrifter\nAnna Exempel\\\nFörvaltningschef\n\nBo Mönster\\\nAvdelningschef\n:::\n")
	for _, h := range []string{"Sammanfattning", "Bakgrund", "Ärendet", "Ärendets beredning", "Förvaltningens synpunkter och förslag"} {
		b.WriteString("\n## " + h + "\n")
		for range 2 {
			b.WriteString("\nFörvaltningen föreslår att nämnden godkänner att enheterna deltar, och bedömer att kostnaden ryms\n" +
				"inom budget för 2013 enligt 5 kap. 69 § kommunallagen. Ansökan lämnas *senast* den 17 maj 2013.\n")
		}
	}
	b.WriteString("\n| Enhet | Antal |\n|:--|--:|\n| Lönnen | 12 |\n| Bandhagshemmen | 7 |\n\n## Bilagor\n\n1. Ansökan\n2. Protokoll\n")
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	src := typical()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("f.md", src)
	}
}
