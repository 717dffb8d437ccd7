package xlsx

import (
	"math"
	"strings"

	"kansli/internal/register"
)

// Heights are in points. A row without a height of its own is as high as Excel
// makes it, one line; a row of several lines is given its height, since not
// every program that opens a workbook works it out.
const (
	lineHeight  = 12.75
	titleHeight = 24
	highest     = 409
)

// In the measure of widths: what a cell keeps free at its sides, what stands
// between the columns besides, and the button of the filter.
const (
	padding = 1.0
	gap     = 0.8
	button  = 2.5
)

// headHeight is the height of the headings of a table.
func headHeight(t register.Table, widths []float64) float64 {
	most := 2
	for x, c := range t.Columns {
		most = max(most, lines(c.Head, (widths[x]-padding-button)/1.1))
	}
	return lineHeight*float64(most) + 4.5
}

// measured is how many rows the width of a column goes by.
const measured = 2000

// columnWidth is the width of the longest line of a column, within its limit.
// A heading is broken between words, and needs room for the button of the filter.
func columnWidth(t register.Table, x int) float64 {
	c := t.Columns[x]
	least := 0.0
	for word := range strings.SplitSeq(c.Head, " ") {
		least = max(least, 1.1*width(word)+padding+button)
	}
	for _, tone := range c.Tones {
		least = max(least, 1.1*width(tone.Word)+padding)
	}
	for _, choice := range c.Choices {
		least = max(least, width(choice)+padding)
	}
	switch c.Kind {
	case register.KindDate, register.KindMonth:
		least = max(12, least)
	case register.KindAmount:
		least = max(17, least)
	}
	w, limit := least, float64(c.Widest)
	if c.Filled && c.Kind == register.KindText && c.Choices == nil {
		w = max(w, limit) // room for what people will write
	}
	for y := 0; y < min(t.Count, measured) && w < limit; y++ {
		w = max(w, min(limit, width(words(t.Row(y)[x]))+padding+gap))
	}
	return math.Ceil(w*10) / 10
}

// rowHeight is the height that the fullest cell needs, or 0 when each has room
// on one line.
func rowHeight(cells []register.Cell, widths []float64) float64 {
	most := 1
	for x, c := range cells {
		if s := words(c); float64(len(s)) > widths[x]/2 {
			most = max(most, lines(s, widths[x]-padding))
		}
	}
	if most == 1 {
		return 0
	}
	return min(highest, lineHeight*float64(most)+2.25)
}

// words is the text of a cell that is broken into lines.
func words(c register.Cell) string {
	switch c := c.(type) {
	case register.Text:
		return string(c)
	case register.List:
		return c.String()
	case register.Link:
		return c.Text
	}
	return ""
}

// width is about how wide s is, that of its longest line, in Excel's measure:
// the width of a digit.
func width(s string) float64 {
	widest, line := 0.0, 0.0
	for _, r := range s {
		if r == '\n' {
			widest, line = max(widest, line), 0
			continue
		}
		line += advance(r)
	}
	return max(widest, line)
}

// lines is about how many lines s takes when it is broken between words to fit
// a width.
func lines(s string, room float64) int {
	n := 0
	for paragraph := range strings.SplitSeq(s, "\n") {
		n++
		line := 0.0
		for word := range strings.SplitAfterSeq(paragraph, " ") {
			w := width(word)
			if line > 0 && line+width(strings.TrimSuffix(word, " ")) > room {
				n++
				line = 0
			}
			for ; w > room+1; w -= room {
				n++
			}
			line += w
		}
		if float64(n)*lineHeight > highest {
			break
		}
	}
	return n
}

// arial holds the widths of the characters from the space to ~ in thousandths
// of the size.
var arial = [...]float64{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}

// advance is the width of a character in digits. Screens round the digit down
// to whole pixels and so make everything else wider.
func advance(r rune) float64 {
	const digit = 556 / 1.06
	switch {
	case r >= ' ' && r <= '~':
		return arial[r-' '] / digit
	case r == 'Å' || r == 'Ä' || r == 'Ö':
		return 750 / digit
	case r < 0x2000:
		return 600 / digit
	}
	return 1000 / digit
}
