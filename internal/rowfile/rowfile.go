// Package rowfile reads what an office keeps in rows: an Excel workbook or a CSV
// file with headings on its first row. Every cell knows where it stands, so that a
// fault can be named as people see it: Ärenden!C7.
package rowfile

import (
	"bytes"
	"fmt"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/swedish"
	"kansli/internal/xlsx"
)

// Table is the rows under a row of headings.
type Table struct {
	File  string // as the user named it
	Sheet string // "" for CSV
	Heads []Head
	Rows  []Row // those that hold something, in the order of the file
}

// Head is a heading that is not empty.
type Head struct {
	Text   string
	Column int // from 1
	row    int
	line   int // in a CSV file
}

// Row is a row below the headings.
type Row struct {
	N     int // in the sheet, from 1
	line  int // in a CSV file
	cells map[int]Cell
}

// Cell is a cell as text. Dates are written 2013-05-17.
type Cell struct {
	Text string
	Date bool // the workbook holds a date, however it is shown
}

// Cell returns the cell in a column, empty or not.
func (r Row) Cell(column int) Cell { return r.cells[column] }

// Read reads a workbook (.xlsx) or a CSV file, by what is in it. Of a workbook it
// takes the first of the wanted sheets that is there, or else the first sheet with
// anything on it; of a sheet with a table, the table. CSV may have semicolons,
// commas or tabs, a byte order mark or none, and be UTF-8, UTF-16 or Windows-1252,
// as Excel saves it. The findings have the place of their cell; with errors among
// them the table holds what could be read.
func Read(name string, data []byte, wanted ...string) (Table, []diag.Finding) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")) {
		return readWorkbook(name, data, wanted)
	}
	return readCSV(name, data)
}

// At is the name of a cell: Ärenden!C7, or C7 in a CSV file.
func (t Table) At(row, column int) string {
	cell := xlsx.CellName(column, row)
	if t.Sheet == "" {
		return cell
	}
	return t.Sheet + "!" + cell
}

// Finding is an error at a cell. In a workbook line and column are those of the
// cell.
func (t Table) Finding(r Row, column int, rule, message, remedy string) diag.Finding {
	column = max(column, 1)
	at := t.At(r.N, column)
	f := diag.Finding{File: t.File, Line: r.line, Path: at, Rule: rule, Message: at + ": " + message, Remedy: remedy}
	if t.Sheet != "" {
		f.Line, f.Column = r.N, column
	}
	return f
}

func readWorkbook(name string, data []byte, wanted []string) (Table, []diag.Finding) {
	sheet, findings := xlsx.Read(name, data, wanted...)
	if len(findings) > 0 {
		return Table{File: name}, findings
	}
	t := Table{File: name, Sheet: sheet.Name}
	for _, r := range sheet.Rows {
		row := Row{N: r.N, cells: map[int]Cell{}}
		for _, c := range r.Cells {
			row.cells[c.Column] = Cell{swedish.NFC(c.Text), c.Kind == xlsx.Date}
		}
		switch {
		case t.Heads == nil && len(r.Cells) > 1:
			t.headings(row)
		case t.Heads == nil && len(sheet.Rows) > 1 && r.N == sheet.Rows[0].N && len(sheet.Rows[1].Cells) > 1:
			// a title above the table
		case t.Heads == nil:
			t.headings(row)
		default:
			for _, c := range r.Cells {
				findings = append(findings, t.unusable(row, c)...)
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t, append(findings, t.empty()...)
}

func (t *Table) headings(r Row) {
	t.Heads = []Head{}
	last := 0
	for column := range r.cells {
		last = max(last, column)
	}
	for column := 1; column <= last; column++ {
		if text := strings.Join(strings.Fields(r.cells[column].Text), " "); text != "" {
			t.Heads = append(t.Heads, Head{text, column, r.N, r.line})
		}
	}
}

// unusable reports a cell under a heading that has no value to read.
func (t *Table) unusable(r Row, c xlsx.Cell) []diag.Finding {
	head := t.head(c.Column)
	if head == "" {
		return nil
	}
	switch c.Kind {
	case xlsx.Fault:
		return []diag.Finding{t.Finding(r, c.Column, "fel-i-cell", fmt.Sprintf("formeln ger felet %s", c.Text), "rätta formeln, eller skriv värdet i stället")}
	case xlsx.NoResult:
		return []diag.Finding{t.Finding(r, c.Column, "formel-utan-värde", "formeln har inget sparat värde", "öppna filen i Excel eller LibreOffice och spara den")}
	}
	return nil
}

func (t *Table) head(column int) string {
	for _, h := range t.Heads {
		if h.Column == column {
			return h.Text
		}
	}
	return ""
}

// twice is the fault of a heading that says what one before it says.
func (t Table) twice(h Head, first int) diag.Finding {
	return t.Finding(Row{N: h.row, line: h.line}, h.Column, "dubbel-rubrik", fmt.Sprintf("rubriken ”%s” finns redan i %s", h.Text, t.At(h.row, first)), "ta bort den ena eller ge den ett annat namn")
}

func (t *Table) empty() []diag.Finding {
	switch {
	case len(t.Heads) == 0:
		return []diag.Finding{{File: t.File, Rule: "tom-fil", Message: "filen är tom", Remedy: "skriv rubriker på första raden"}}
	case len(t.Rows) == 0:
		return []diag.Finding{{File: t.File, Rule: "tom-fil", Message: "under rubrikerna finns inga rader", Remedy: "skriv en rad för varje ärende eller nämnd"}}
	}
	return nil
}

// Key is a heading as a field is written: lower case, with _ for spaces.
func Key(head string) string {
	return strings.ReplaceAll(strings.ToLower(swedish.NFC(head)), " ", "_")
}
