package pdf

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/layout"
	"kansli/internal/markdown"
)

// style is the program's own look, with a layer over it.
func style(t testing.TB, over string) *layout.Style {
	t.Helper()
	base, err := os.ReadFile("../../templates/stil.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, findings := layout.ReadStyle([]layout.Layer{{Name: "stil.yaml", Src: base}, {Name: "egen.yaml", Src: []byte(over)}})
	if s == nil {
		t.Fatal(findings)
	}
	return s
}

// set lays a paper out and writes it.
func set(t testing.TB, src string, s *layout.Style, info Info) []byte {
	t.Helper()
	doc, findings := markdown.Parse("prov.md", []byte(src))
	if diag.Stops(findings) {
		t.Fatalf("%v in\n%s", findings, src)
	}
	pages, findings := layout.Paginate(doc, s, layout.Resources{Image: func(string) ([]byte, error) { return pngOf(transparent), nil }})
	defer pages.Release()
	if diag.Stops(findings) {
		t.Fatalf("%v in\n%s", findings, src)
	}
	return write(t, pages, info)
}

// author writes papers at random that any official could have written: every
// kind of block, headings in order, pictures described.
type author struct {
	*rand.Rand
	out   strings.Builder
	notes int
	level int
}

var vocabulary = strings.Fields("nämnden förvaltningen godkänner ärendet åtgärder överväganden §\u00a07 och att i för " +
	"kvalitetsutmärkelsen Uppsökarenheten (S) ”citat” 2025–2027 1\u00a0277\u00a0000\u00a0kronor 6\u00a0kap. a/b % & ; – é " +
	"Αθήνα Москва Łódź ≥ é € ½ bin\u2011dande tjänsteutlåtande remissvar stadsdelsnämnden Dnr SOF 2013/41")

func (a *author) words(least, most int) string {
	n := least + a.IntN(most-least+1)
	w := make([]string, n)
	for i := range w {
		w[i] = vocabulary[a.IntN(len(vocabulary))]
	}
	return strings.Join(w, " ")
}

func (a *author) inline() string {
	parts := []string{a.words(3, 40)}
	for range a.IntN(4) {
		switch a.IntN(7) {
		case 0:
			parts = append(parts, "*"+a.words(1, 3)+"*")
		case 1:
			parts = append(parts, "**"+a.words(1, 9)+"**")
		case 2:
			parts = append(parts, "[länk till "+a.words(1, 12)+"](https://example.org/å?b=c)")
		case 3:
			parts = append(parts, "`kod_1`")
		case 4:
			parts = append(parts, "~~struket~~")
		case 5:
			a.notes++
			parts = append(parts, fmt.Sprintf("ord[^%d]", a.notes))
		case 6:
			parts = append(parts, "se [ovan](#rubrik)")
		}
		parts = append(parts, a.words(1, 20))
	}
	return strings.Join(parts, " ")
}

func (a *author) list(depth int) {
	marker := [...]string{"1.", "-", "+"}[a.IntN(3)]
	indent := strings.Repeat("   ", depth)
	for range 1 + a.IntN(5) {
		fmt.Fprintf(&a.out, "%s%s %s\n", indent, marker, a.words(1, 30))
		if depth < 3 && a.IntN(4) == 0 {
			a.list(depth + 1)
		}
	}
}

func (a *author) block() {
	a.out.WriteString("\n")
	switch a.IntN(11) {
	case 0, 1:
		a.level = min(6, 2+a.IntN(a.level))
		fmt.Fprintf(&a.out, "%s %s\n", strings.Repeat("#", a.level), a.words(1, 14))
	case 2, 3:
		a.list(0)
		a.out.WriteString("\n" + a.words(2, 9) + "\n") // so that two lists never touch
	case 4:
		columns := 1 + a.IntN(5)
		fmt.Fprintf(&a.out, ": %s\n\n|", a.words(1, 9))
		for range columns {
			a.out.WriteString(a.words(1, 2) + "|")
		}
		a.out.WriteString("\n|" + strings.Repeat("---|", columns) + "\n")
		for range 1 + a.IntN(30) {
			a.out.WriteString("|")
			for range columns {
				if a.IntN(6) > 0 {
					a.out.WriteString(a.words(1, 5))
				}
				a.out.WriteString(" |")
			}
			a.out.WriteString("\n")
		}
	case 5:
		fmt.Fprintf(&a.out, "> %s\n>\n> %s\n", a.words(5, 60), a.words(1, 9))
	case 6:
		fmt.Fprintf(&a.out, "```\n%s\n   %s\n```\n", a.words(1, 4), a.words(1, 4))
	case 7:
		fmt.Fprintf(&a.out, "![%s](bild.png)\n", a.words(2, 6))
	case 8:
		a.out.WriteString("::: underskrifter\n")
		for range 1 + a.IntN(5) {
			a.out.WriteString("Anna Exempel\\\nOrdförande\n\n")
		}
		a.out.WriteString(":::\n")
	default:
		a.out.WriteString(a.inline() + "\n")
	}
}

func randomPaper(seed uint64) string {
	a := author{Rand: rand.New(rand.NewPCG(seed, 11)), level: 1}
	a.out.WriteString("---\ntitel: Prov\ndatum: 2013-04-22\nlöphuvud: Prov på löphuvud\n")
	a.out.WriteString("avsändare: [Förvaltningen, Avdelningen]\nkännetecken: {Dnr: SOF 2013/41}\nadress: [Box 1, 111 22 Stad]\n")
	if a.IntN(2) == 0 {
		a.out.WriteString("innehållsförteckning: ja\nmärkning: Utkast\n")
	}
	a.out.WriteString("---\n# Rubrik\n")
	for range 3 + a.IntN(25) {
		a.block()
	}
	for i := range a.notes {
		fmt.Fprintf(&a.out, "\n[^%d]: %s\n", i+1, a.words(2, 40))
	}
	return a.out.String()
}

// What stands in a paper is read out of its file word by word, block by block.
func TestEveryBlockIsReadBack(t *testing.T) {
	s := style(t, "avstavning: {på: ja}")
	for seed := range uint64(40) {
		src := randomPaper(seed)
		doc, _ := markdown.Parse("prov.md", []byte(src))
		got, err := Text(set(t, src, s, facts))
		if err != nil {
			t.Fatal(err)
		}
		got = plain(got)
		blocks := 0
		eachText(doc.Blocks, func(text []document.Inline) {
			want, noted := said(text)
			if noted {
				return
			}
			blocks++
			if !strings.Contains(got, plain(want)) {
				t.Errorf("paper %d does not say %q", seed, want)
			}
		})
		if blocks < 3 {
			t.Errorf("paper %d: only %d blocks", seed, blocks)
		}
	}
}

// plain makes all spaces alike.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

func said(text []document.Inline) (s string, noted bool) {
	for _, i := range text {
		inner, n := said(i.Kids)
		noted = noted || n || i.Kind == document.NoteRef
		if i.Kind == document.LineBreak {
			inner = " "
		}
		s += i.Text + inner
	}
	return s, noted
}

func eachText(blocks []document.Block, do func([]document.Inline)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Heading:
			do(b.Text)
		case *document.Paragraph:
			do(b.Text)
		case *document.Quote:
			eachText(b.Blocks, do)
		case *document.Division:
			eachText(b.Blocks, do)
		case *document.List:
			for _, i := range b.Items {
				eachText(i.Blocks, do)
			}
		case *document.Table:
			do(b.Caption)
			for _, row := range append(b.Rows, b.Head) {
				for _, c := range row {
					do(c.Text)
				}
			}
		}
	}
}
