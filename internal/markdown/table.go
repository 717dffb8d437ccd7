package markdown

import (
	"bytes"
	"fmt"

	"kansli/internal/diag"
	"kansli/internal/document"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

var alignments = map[east.Alignment]document.Align{
	east.AlignCenter: document.Center,
	east.AlignRight:  document.Right,
}

// caption returns the paragraph n when it is the caption of a table as Pandoc
// writes it, ": Caption" or "Table: Caption", and else nil.
func (r *reader) caption(n ast.Node) ast.Node {
	p, ok := n.(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return nil
	}
	s := p.Lines().At(0)
	if captionMark(s.Value(r.src)) == 0 {
		return nil
	}
	return p
}

// captionMark is the length of the mark that opens a caption, or 0.
func captionMark(line []byte) int {
	for _, mark := range []string{": ", "Table: "} {
		if bytes.HasPrefix(line, []byte(mark)) && len(bytes.TrimSpace(line)) > len(mark) {
			return len(mark)
		}
	}
	return 0
}

// table turns a table and its caption, which may be nil, into a block.
func (r *reader) table(n *east.Table, caption ast.Node) document.Block {
	t := &document.Table{
		Columns: make([]document.Align, len(n.Alignments)),
		Rows:    make([][]document.Cell, 0, n.ChildCount()),
	}
	for i, a := range n.Alignments {
		t.Columns[i] = alignments[a]
	}
	if caption == nil {
		caption = r.captionRow(n)
	}
	if caption != nil {
		t.Caption = r.captionText(caption)
	}
	t.Line = r.line(position(n.FirstChild()))
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		cells := r.row(row, len(t.Columns))
		if row.Kind() == east.KindTableHeader {
			t.Head = cells
		} else {
			t.Rows = append(t.Rows, cells)
		}
	}
	return t
}

// captionRow takes a caption that follows the table without an empty line out
// of the table's rows, where goldmark puts it.
func (r *reader) captionRow(n *east.Table) ast.Node {
	last := n.LastChild()
	if last.Kind() != east.KindTableRow {
		return nil
	}
	line := r.lineAt(last.Pos())
	if captionMark(line) == 0 || bytes.IndexByte(line, '|') >= 0 {
		return nil
	}
	n.RemoveChild(n, last)
	return last.FirstChild()
}

// captionText is the text of a caption without its mark.
func (r *reader) captionText(n ast.Node) []document.Inline {
	out := r.inlines(n)
	s := n.Lines().At(0)
	if len(out) > 0 && out[0].Kind == document.Text {
		mark := captionMark(s.Value(r.src))
		out[0].Text = out[0].Text[min(mark, len(out[0].Text)):]
	}
	return out
}

func (r *reader) row(n ast.Node, columns int) []document.Cell {
	cells := make([]document.Cell, 0, columns)
	line, stop := r.line(n.Pos()), -1
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, document.Cell{Text: r.inlines(c), Line: line})
		if c.Lines().Len() > 0 {
			stop = c.Lines().At(0).Stop
		}
	}
	r.checkSurplus(n, stop, columns)
	return cells
}

// checkSurplus reports cells to the right of the table's last column, which
// goldmark drops.
func (r *reader) checkSurplus(row ast.Node, stop, columns int) {
	if stop < 0 || row.Kind() != east.KindTableRow {
		return
	}
	start := row.Pos()
	rest := bytes.TrimSpace(r.lineAt(start)[stop-start:])
	rest = bytes.TrimSpace(bytes.TrimPrefix(rest, []byte("|")))
	if len(rest) == 0 || string(rest) == "|" {
		return
	}
	r.find(stop, diag.Finding{
		Rule:    "för-många-celler",
		Message: fmt.Sprintf("raden har fler celler än tabellens %d kolumner, så %s kommer inte med", columns, shorten(string(rest))),
		Remedy:  `skriv \| om tecknet | är menat, eller lägg till en kolumn i tabellens första två rader`,
	})
}

// lineAt is the text from an offset to the end of its line.
func (r *reader) lineAt(pos int) []byte {
	line, _, _ := bytes.Cut(r.src[pos:], []byte("\n"))
	return line
}
