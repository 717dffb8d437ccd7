package xlsx

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"kansli/internal/register"
)

// page is a sheet whose tables have been given their places.
type page struct {
	register.Sheet
	tables []placed
	widths []float64 // of the columns, from A
	bottom int       // the last row
}

// placed is a table with the place of its first heading: rows and columns count
// from 1.
type placed struct {
	register.Table
	id        int // in the book
	top, left int
	style     []int // the look of the empty cells of each column
	links     bool  // some column holds links
}

// last is the last row of a table: it has at least one under its headings.
func (p placed) last() int { return p.top + max(p.Count, 1) }

func (p placed) ref() string {
	return cellName(p.left, p.top) + ":" + cellName(p.left+len(p.Columns)-1, p.last())
}

// column is the range of the cells under a heading, without $.
func (p placed) column(x int) string {
	return cellName(p.left+x, p.top+1) + ":" + cellName(p.left+x, p.last())
}

// fixed is a range on a sheet as formulas elsewhere write it.
func fixed(sheet string, col, top, last int) string {
	s := fmt.Sprintf("'%s'!$%s$%d", strings.ReplaceAll(sheet, "'", "''"), columnName(col), top)
	if last > top {
		s += fmt.Sprintf(":$%s$%d", columnName(col), last)
	}
	return s
}

// The rows of a sheet with charts: notes, the first table, the charts, and the
// other tables side by side.
const (
	firstTable = 4
	chartTop   = 7
	chartRows  = 18 // at least
	chartBars  = 12 // lying bars that those have room for
)

// chartHeight is how many rows the charts of a page take. Each lying bar has its
// name beside it, so many bars need a higher chart.
func (p page) chartHeight() int {
	bars := chartBars
	for _, c := range p.Charts {
		for _, t := range p.Tables {
			if c.Across && t.Name == c.Table {
				bars = max(bars, t.Count)
			}
		}
	}
	return chartRows + 5*(bars-chartBars)/4
}

// layOut gives every table its place.
func layOut(book register.Book) []page {
	id := 0
	var pages []page
	for _, s := range book.Sheets {
		p := page{Sheet: s}
		left := 1
		for i, t := range s.Tables {
			id++
			at := placed{Table: t, id: id, top: 1, left: 1, style: make([]int, len(t.Columns))}
			switch {
			case len(s.Charts) > 0 && i == 0:
				at.top = firstTable
			case len(s.Charts) > 0:
				at.top, at.left = chartTop+p.chartHeight()+1, left
				left += len(t.Columns) + 1
			}
			at.links = slices.ContainsFunc(t.Columns, func(c register.Column) bool { return c.Kind == register.KindLink })
			p.tables = append(p.tables, at)
			p.bottom = max(p.bottom, at.last())
			for x := range t.Columns {
				for len(p.widths) < at.left+x {
					p.widths = append(p.widths, gutter)
				}
				p.widths[at.left+x-1] = max(p.widths[at.left+x-1], columnWidth(t, x))
			}
		}
		pages = append(pages, p)
	}
	return pages
}

// gutter is the width of an empty column between tables.
const gutter = 2

// columnNames are made when the first workbook is, for most runs of the program
// make none.
var columnNames = sync.OnceValue(func() *[maxColumns + 1]string {
	var names [maxColumns + 1]string
	for i := 1; i <= maxColumns; i++ {
		names[i] = names[(i-1)/26] + string(rune('A'+(i-1)%26))
	}
	return &names
})

// columnName is A for 1.
func columnName(col int) string { return columnNames()[col] }

func cellName(col, row int) string { return fmt.Sprint(columnName(col), row) }

// columnNumber is 1 for A, or 0 for what is no column.
func columnNumber(name string) int {
	n := 0
	for i := range len(name) {
		c := name[i] &^ 0x20
		if c < 'A' || c > 'Z' || n > maxColumns {
			return 0
		}
		n = 26*n + int(c-'A') + 1
	}
	if n > maxColumns {
		return 0
	}
	return n
}
