package layout

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"kansli/internal/document"
)

var roleNames = [...]string{
	"Document", "Sect", "Div", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody",
	"TR", "TH", "TD", "Caption", "BlockQuote", "Code", "Span", "Link", "Reference", "Note", "Figure", "TOC", "TOCI",
}

// treeOf writes the tree with the text of each span.
func treeOf(r *Result) string {
	text := make([]string, r.Spans)
	for _, p := range r.Pages {
		for _, run := range p.Runs {
			if run.Span >= 0 {
				text[run.Span] += run.Text
			}
		}
	}
	var b strings.Builder
	var walk func(i int32, indent string)
	walk = func(i int32, indent string) {
		n := &r.Nodes[i]
		b.WriteString(indent + roleNames[n.Role])
		if n.Role == RoleL {
			b.WriteString([...]string{"", " 1", " a", " i", " •"}[n.Numbering])
		}
		if n.Alt+n.ID != "" {
			b.WriteString(" " + n.Alt + n.ID)
		}
		leaf := true
		for _, k := range n.Kids {
			leaf = leaf && k < 0
		}
		for _, k := range n.Kids {
			switch {
			case k >= 0:
				b.WriteByte('\n')
				walk(int32(k), indent+"  ")
			case leaf:
				b.WriteString(": " + text[^k])
			default:
				b.WriteString("\n  " + indent + ": " + text[^k])
			}
		}
	}
	walk(0, "")
	return b.String()
}

func TestTree(t *testing.T) {
	doc := parse(t, `---
titel: Prov
dokumenttyp: Protokoll
---
# Rubrik

Text med [länk](https://example.org) och not.[^a]

## Nästa

1. ett
   - punkt

+ streck

> citat

: Tabelltext

| A | B |
| - | - |
| 1 |   |

![Bild](a.png)

`+"    kod\n"+`
::: underskrifter-digitala
Anna\
Chef
:::

[^a]: Noten.
`)
	r, _ := Paginate(doc, readStyle(t), testResources)
	const want = `Document
  Div
    P: Protokoll
  H1: Rubrik
  P
    : Text med 
    Link: länk
    :  och not.
    Reference
      Link: 1
  Note not-1
    Lbl: 1
    P: Noten.
  H2: Nästa
  L 1
    LI
      Lbl: 1.
      LBody
        : ett
        L •
          LI
            Lbl: •
            LBody: punkt
  L
    LI
      Lbl: –
      LBody: streck
  BlockQuote
    P: citat
  Table
    Caption: Tabelltext
    THead
      TR
        TH: A
        TH: B
    TBody
      TR
        TD: 1
        TD
  Div
    Figure Bild: 
  P
    Code: kod
  Div
    P: Anna Chef`
	if got := treeOf(r); got != want {
		t.Errorf("the tree is\n%s", got)
	}
}

// A heading never skips a level, whatever the author wrote, or a screen reader's
// user would look for one that is not there.
func TestHeadingLevels(t *testing.T) {
	for _, c := range []struct{ levels, want []int }{
		{[]int{1, 2, 3, 2}, []int{1, 2, 3, 2}},
		{[]int{2, 4, 6, 2}, []int{1, 2, 3, 1}},
		{[]int{4, 3, 4, 1}, []int{1, 1, 2, 1}},
	} {
		doc := &document.Document{}
		for _, l := range c.levels {
			doc.Blocks = append(doc.Blocks, &document.Heading{Level: l, Text: []document.Inline{{Text: "Rubrik"}}})
		}
		r, _ := Paginate(doc, readStyle(t), testResources)
		var got, outline []int
		for _, n := range r.Nodes {
			if n.Role >= RoleH1 && n.Role <= RoleH6 {
				got = append(got, int(n.Role-RoleH1)+1)
			}
		}
		for _, b := range r.Outline {
			outline = append(outline, b.Level)
		}
		if !slices.Equal(got, c.want) || !slices.Equal(outline, c.want) {
			t.Errorf("levels %v become %v and in the outline %v, not %v", c.levels, got, outline, c.want)
		}
	}
}

func TestContentsLeadToTheHeadings(t *testing.T) {
	var src strings.Builder
	src.WriteString("---\ntitel: Prov\ninnehållsförteckning: ja\n---\n::: försättsblad\n# Titel\n:::\n")
	for range 30 {
		src.WriteString("\n## Avsnitt\n\n" + strings.Repeat("Text. ", 300) + "\n")
	}
	r, _ := Paginate(parse(t, src.String()), readStyle(t), testResources)
	if find(t, r, "Titel").page != 0 || find(t, r, "Innehåll").page != 1 || r.Outline[1].Dest.Page != 2 {
		t.Errorf("cover, contents and text begin on pages %d, %d and %d", 1, find(t, r, "Innehåll").page+1, r.Outline[1].Dest.Page+1)
	}
	entries := 0
	for _, l := range r.Pages[1].Links {
		page := ""
		for _, run := range r.Pages[1].Runs {
			if run.Span >= 0 && run.Y > l.Y && run.Y < l.Y+l.H && run.X > l.X+l.W-30 {
				page = run.Text
			}
		}
		if entries++; page != strconv.Itoa(r.Dests[l.Dest].Page+1) {
			t.Errorf("the contents say page %s, the link leads to %d", page, r.Dests[l.Dest].Page+1)
		}
	}
	if entries != 30 {
		t.Errorf("%d entries for 30 headings", entries)
	}
}
