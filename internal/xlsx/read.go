package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"kansli/internal/diag"
)

// Sheet is a sheet as it can be read: its cells as text.
type Sheet struct {
	Name string
	Rows []Row // those that hold something, from the top
}

// Row is a row of a sheet. N counts from 1.
type Row struct {
	N     int
	Cells []Cell // those that hold something, from the left
}

// Cell is a cell as text. Column counts from 1.
type Cell struct {
	Column int
	Text   string // dates as 2023-05-17, times as 18.30, numbers with a decimal point, ja and nej
	Kind   Kind
}

// Kind is what a cell holds.
type Kind uint8

const (
	Text Kind = iota
	Number
	Date
	Fault    // an error such as #N/A, which is the text
	NoResult // a formula that nobody has worked out; the text is empty
)

// Read reads one sheet of a workbook: the first of the wanted names that it has,
// or else the first sheet that is shown and holds something. Where the sheet has a
// table, its cells are read and no others. The name is for the findings; with any
// nothing was read.
func Read(name string, data []byte, wanted ...string) (Sheet, []diag.Finding) {
	wb, err := openWorkbook(name, data)
	if err != nil {
		return Sheet{}, []diag.Finding{finding(name, asRefusal(err))}
	}
	tables, err := wb.tables()
	if err != nil {
		return Sheet{}, []diag.Finding{finding(name, asRefusal(err))}
	}
	for _, place := range wb.inOrder(wanted) {
		sheet, err := wb.readSheet(place, tables)
		if err != nil {
			return Sheet{}, []diag.Finding{finding(name, asRefusal(err))}
		}
		if len(sheet.Rows) > 0 {
			return sheet, nil
		}
	}
	return Sheet{}, []diag.Finding{finding(name, refusal{"", "tom-fil", "arbetsboken har inget blad med innehåll", "skriv rubriker på första raden och ett ärende på varje rad under den"})}
}

// inOrder is the sheets that are wanted and then those that are shown.
func (wb *workbook) inOrder(wanted []string) []sheetPlace {
	var all []sheetPlace
	for _, name := range wanted {
		for _, s := range wb.sheets {
			if strings.EqualFold(s.name, name) {
				all = append(all, s)
			}
		}
	}
	for _, s := range wb.sheets {
		if !s.hidden {
			all = append(all, s)
		}
	}
	return all
}

func (wb *workbook) readSheet(place sheetPlace, tables map[string]*listed) (Sheet, error) {
	data, err := wb.scan(place.part)
	if err != nil {
		return Sheet{}, err
	}
	within := area{1, 1, maxColumns, maxRows}
	for _, key := range sortedKeys(tables) {
		if t := tables[key]; t.sheetPart == place.part && t.headings > 0 && (within.right == maxColumns || t.bottom-t.top > within.bottom-within.top) {
			within = area{t.left, t.top, t.right, t.bottom}
		}
	}
	sheet := Sheet{Name: place.name}
	for _, r := range data.rows {
		row := Row{N: r.n}
		for _, c := range r.cells {
			if v := wb.value(c); within.has(c.col, r.n) && (v.Text != "" || v.Kind == NoResult) {
				row.Cells = append(row.Cells, v)
			}
		}
		if len(row.Cells) > 0 {
			sheet.Rows = append(sheet.Rows, row)
		}
	}
	return sheet, nil
}

func (wb *workbook) value(c sheetCell) Cell {
	v := Cell{Column: c.col, Text: strings.Trim(c.text, " \t\n\u00a0")}
	switch {
	case c.kind == emptyCell && c.formula:
		v.Kind = NoResult
	case c.kind == faultCell:
		v.Kind = Fault
	case c.kind == boolCell:
		v.Text = map[bool]string{true: "ja", false: "nej"}[truth(v.Text)]
	case wb.showsAs(c) == asDay:
		d, fraction, ok := wb.day(c.text)
		if !ok {
			v.Text, v.Kind = plainNumber(v.Text), Number
			break
		}
		v.Text, v.Kind = strings.TrimSpace(d.String()+" "+clock(fraction)), Date
	case wb.showsAs(c) == asTime:
		if n, err := strconv.ParseFloat(c.text, 64); err == nil && n > 0 && n < 1 {
			v.Text = clock(n)
		}
	case c.kind == numberCell:
		v.Text, v.Kind = plainNumber(v.Text), Number
	}
	return v
}

// clock is a part of a day as a time, or "" for midnight.
func clock(fraction float64) string {
	minutes := int(math.Round(fraction * 24 * 60))
	if minutes <= 0 || minutes >= 24*60 {
		return ""
	}
	return fmt.Sprintf("%02d.%02d", minutes/60, minutes%60)
}

// plainNumber writes a number as one would: 10 and not 1E1, 0.3 and not
// 0.30000000000000004.
func plainNumber(s string) string {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.Abs(n) >= 1e15 {
		return s
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// CellName is the name of a cell: C7 for column 3 of row 7.
func CellName(column, row int) string { return cellName(column, row) }
