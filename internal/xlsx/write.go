// Package xlsx writes a register as an Excel workbook, brings a workbook that
// people have worked in up to date, and reads the cells of any workbook. It is
// the only package that knows the format.
//
// excelize makes the frame of a new workbook: styles, sheets, pages, conditional
// formats and the lists to choose from. The rows are written here, one at a time
// and straight to the zip archive, so that a long table takes no room. Charts,
// tables and links are written here as well, because excelize has no way to give
// a chart its values, a table column its formula or a sheet many links.
//
// The same book gives the same bytes: no part depends on the clock, on the
// machine or on the order of a map.
//
// Text stays text. A cell that looks like a formula, or like a number or a date,
// keeps the text format, so that Excel does not read it anew when someone edits
// it. A workbook that Excel saves as CSV has no formats: there a text such as =A1
// is a formula again to the program that opens it.
//
// Formulas are those of the register's own columns. What they come to on the day
// of reading is not in the file: the cells say nothing until a program works them
// out, which Excel and LibreOffice do when they open the workbook.
package xlsx

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"kansli/internal/register"
)

// Write writes the book as a workbook. It fails when w does, and for what no
// workbook can hold: no sheet at all, a sheet without columns or a proper name,
// with more than 1,048,576 rows or 16,384 columns, and two sheets, tables or
// headings with the same name.
func Write(w io.Writer, book register.Book) error {
	if err := check(book); err != nil {
		return err
	}
	pages := layOut(book)
	parts, looks, err := frame(book, pages)
	if err != nil {
		return fmt.Errorf("arbetsboken: %w", err)
	}
	return writeParts(w, parts, pages, looks)
}

// The limits of a sheet.
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
)

// check finds what excelize takes in silence. Excel does not tell upper and
// lower case apart in names.
func check(book register.Book) error {
	if len(book.Sheets) == 0 {
		return errors.New("arbetsboken har inga blad")
	}
	sheets, tables := map[string]bool{}, map[string]bool{}
	for _, s := range book.Sheets {
		if sheets[strings.ToLower(s.Name)] {
			return fmt.Errorf("två blad heter %s", s.Name)
		}
		sheets[strings.ToLower(s.Name)] = true
		if len(s.Tables) == 0 {
			return fmt.Errorf("bladet %s har ingen tabell", s.Name)
		}
		for _, t := range s.Tables {
			if tables[strings.ToLower(t.Name)] {
				return fmt.Errorf("två tabeller heter %s", t.Name)
			}
			tables[strings.ToLower(t.Name)] = true
			if err := checkTable(t); err != nil {
				return fmt.Errorf("bladet %s: %w", s.Name, err)
			}
		}
	}
	return nil
}

func checkTable(t register.Table) error {
	if len(t.Columns) == 0 || len(t.Columns) > maxColumns {
		return fmt.Errorf("tabellen %s har %d kolumner", t.Name, len(t.Columns))
	}
	if t.Count >= maxRows {
		return fmt.Errorf("tabellen %s har %d rader; ett blad rymmer %d", t.Name, t.Count, maxRows)
	}
	heads := map[string]bool{}
	for _, c := range t.Columns {
		if heads[strings.ToLower(c.Head)] {
			return fmt.Errorf("två kolumner heter %s", c.Head)
		}
		heads[strings.ToLower(c.Head)] = true
	}
	return nil
}
