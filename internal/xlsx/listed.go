package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// listed is a table as a workbook has it.
type listed struct {
	name, part       string
	sheet, sheetPart string
	left, top        int // of the first heading
	right, bottom    int // bottom without a row of sums
	headings, sums   int // how many rows of each
	maxID            int
	xml              []byte
	formulas         map[int]string // of calculated columns, by column
}

// tables finds the tables of a workbook by their names in lower case.
func (wb *workbook) tables() (map[string]*listed, error) {
	found := map[string]*listed{}
	for _, s := range wb.sheets {
		rels, err := wb.relations(s.part)
		if err != nil {
			return nil, err
		}
		for _, to := range rels {
			if to.kind != "table" {
				continue
			}
			t, err := wb.table(s, to.name)
			if err != nil {
				return nil, err
			}
			found[strings.ToLower(t.name)] = t
		}
	}
	return found, nil
}

func (wb *workbook) table(s sheetPlace, part string) (*listed, error) {
	var table struct {
		Name     string `xml:"displayName,attr"`
		Ref      string `xml:"ref,attr"`
		Headings string `xml:"headerRowCount,attr"`
		Sums     int    `xml:"totalsRowCount,attr"`
		Columns  []struct {
			Id      int    `xml:"id,attr"`
			Formula string `xml:"calculatedColumnFormula"`
		} `xml:"tableColumns>tableColumn"`
	}
	data, err := wb.part(part)
	if err != nil {
		return nil, err
	}
	if err := xml.Unmarshal(data, &table); err != nil {
		return nil, broken(part)
	}
	area, ok := parseArea(table.Ref)
	if !ok {
		return nil, broken(part)
	}
	t := &listed{
		name: table.Name, part: part, sheet: s.name, sheetPart: s.part, xml: data, headings: 1, sums: table.Sums,
		left: area.left, top: area.top, right: area.right, bottom: area.bottom - table.Sums, formulas: map[int]string{},
	}
	if table.Headings == "0" {
		t.headings = 0
	}
	for i, c := range table.Columns {
		t.maxID = max(t.maxID, c.Id)
		if c.Formula != "" {
			t.formulas[t.left+i] = unescape(c.Formula)
		}
	}
	return t, nil
}

// area is a rectangle of cells, both corners in it.
type area struct{ left, top, right, bottom int }

func (a area) String() string {
	s := cellName(a.left, a.top)
	if a.left != a.right || a.top != a.bottom {
		s += ":" + cellName(a.right, a.bottom)
	}
	return s
}

func (a area) has(col, row int) bool {
	return a.left <= col && col <= a.right && a.top <= row && row <= a.bottom
}

// parseArea reads A1 or A1:B2, with or without $.
func parseArea(s string) (area, bool) {
	from, to, two := strings.Cut(strings.ReplaceAll(s, "$", ""), ":")
	var a area
	a.left, a.top = parseCell(from)
	if a.right, a.bottom = a.left, a.top; two {
		a.right, a.bottom = parseCell(to)
	}
	return a, a.left > 0 && a.top > 0 && a.right >= a.left && a.bottom >= a.top
}

// parseCell reads A1; both are 0 for what is no cell.
func parseCell(s string) (col, row int) {
	letters := strings.TrimRight(s, "0123456789")
	col = columnNumber(letters)
	row, err := strconv.Atoi(s[len(letters):])
	if err != nil || col == 0 || row < 1 || row > maxRows {
		return 0, 0
	}
	return col, row
}
