package document

import (
	"fmt"
	"strings"
	"testing"
)

func text(s string) []Inline { return []Inline{{Kind: Text, Text: s}} }

// paper has text in every place that a paper may have text.
func paper() *Document {
	run := []Inline{
		{Kind: Text, Text: "a "},
		{Kind: Strong, Kids: []Inline{{Kind: Link, URL: "https://b.se", Kids: text("b")}}},
		{Kind: NoteRef},
		{Kind: LineBreak},
		{Kind: CodeSpan, Text: "c"},
		{Kind: InlineImage, Text: "d", URL: "d.png"},
	}
	return &Document{
		Blocks: []Block{
			&Heading{Level: 1, Text: run},
			&List{Items: []Item{{Blocks: []Block{&Paragraph{Text: text("e")}, &Heading{Level: 2, Text: text("f")}}}}},
			&Quote{Blocks: []Block{&Division{Blocks: []Block{&Heading{Level: 3, Text: text("g")}}}}},
			&Table{Caption: text("h"), Columns: []Align{Left}, Head: []Cell{{Text: text("i")}}, Rows: [][]Cell{{{Text: text("j")}}}},
			&Code{Text: "k"},
			&Figure{Alt: "l", Caption: text("m")},
			&Rule{},
		},
		Notes: []Note{{Blocks: []Block{&Paragraph{Text: text("n")}}}},
	}
}

func TestPlainText(t *testing.T) {
	if got, want := paper().PlainText(), "a b cd\ne\nf\ng\nh\ni\nj\nk\nm\nl\nn\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMapText: running text changes everywhere, code and alternative texts do
// not.
func TestMapText(t *testing.T) {
	d := paper()
	MapText(d, strings.ToUpper)
	if got, want := d.PlainText(), "A B cd\nE\nF\nG\nH\nI\nJ\nk\nM\nl\nN\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHeadings(t *testing.T) {
	var got []string
	for _, h := range paper().Headings() {
		got = append(got, fmt.Sprint(h.Level, PlainText(h.Text)))
	}
	if s := strings.Join(got, ", "); s != "1a b cd, 2f, 3g" {
		t.Errorf("got %s", s)
	}
}
