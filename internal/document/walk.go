package document

import "strings"

// Walk calls visit for each block in reading order, a block before those inside
// it.
func Walk(blocks []Block, visit func(Block)) {
	for _, b := range blocks {
		visit(b)
		switch b := b.(type) {
		case *List:
			for _, it := range b.Items {
				Walk(it.Blocks, visit)
			}
		case *Quote:
			Walk(b.Blocks, visit)
		case *Division:
			Walk(b.Blocks, visit)
		}
	}
}

// Walk calls visit for each block of the paper and then of its footnotes.
func (d *Document) Walk(visit func(Block)) {
	Walk(d.Blocks, visit)
	for _, n := range d.Notes {
		Walk(n.Blocks, visit)
	}
}

// Headings lists the headings of the paper in reading order, at any depth.
func (d *Document) Headings() []*Heading {
	var hs []*Heading
	Walk(d.Blocks, func(b Block) {
		if h, ok := b.(*Heading); ok {
			hs = append(hs, h)
		}
	})
	return hs
}

// Lines returns the runs of inlines that belong to b itself and not to a block
// inside it: the text of a heading or a paragraph, the caption and the cells of a
// table. What they hold may be changed through them.
func Lines(b Block) [][]Inline {
	switch b := b.(type) {
	case *Heading:
		return [][]Inline{b.Text}
	case *Paragraph:
		return [][]Inline{b.Text}
	case *Figure:
		return [][]Inline{b.Caption}
	case *Table:
		runs := [][]Inline{b.Caption}
		for _, row := range append([][]Cell{b.Head}, b.Rows...) {
			for _, cell := range row {
				runs = append(runs, cell.Text)
			}
		}
		return runs
	}
	return nil
}

// MapText puts every piece of running text through f, in place: not code, not
// addresses, not alternative texts.
func MapText(d *Document, f func(string) string) {
	d.Walk(func(b Block) {
		for _, run := range Lines(b) {
			mapInlines(run, f)
		}
	})
}

func mapInlines(run []Inline, f func(string) string) {
	for i := range run {
		if run[i].Kind == Text {
			run[i].Text = f(run[i].Text)
		}
		mapInlines(run[i].Kids, f)
	}
}

// PlainText is what a reader would say aloud: no marks for footnotes, a picture
// by its alternative text, a line break as a space.
func PlainText(run []Inline) string {
	if len(run) == 1 && run[0].Kind == Text {
		return run[0].Text
	}
	var b strings.Builder
	writePlain(&b, run)
	return b.String()
}

func writePlain(b *strings.Builder, run []Inline) {
	for _, in := range run {
		switch in.Kind {
		case LineBreak:
			b.WriteByte(' ')
		default:
			b.WriteString(in.Text)
			writePlain(b, in.Kids)
		}
	}
}

// PlainText is all text of the paper and its footnotes, one line for each
// heading, paragraph, cell, caption and block of code.
func (d *Document) PlainText() string {
	var b strings.Builder
	d.Walk(func(block Block) {
		for _, run := range Lines(block) {
			if len(run) > 0 {
				writePlain(&b, run)
				b.WriteByte('\n')
			}
		}
		switch block := block.(type) {
		case *Code:
			b.WriteString(block.Text + "\n")
		case *Figure:
			b.WriteString(block.Alt + "\n")
		}
	})
	return b.String()
}
