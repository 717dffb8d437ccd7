// Package xlsx writes a register as an Excel workbook.
//
// The same book gives the same bytes: no part depends on the clock, on the
// machine or on the order of a map (see archive).
//
// Text stays text. No cell is a formula, and a cell that looks like one, or
// like a number or a date, keeps the text format, so that Excel does not read it
// anew when someone edits it. A workbook that Excel saves as CSV has no formats:
// there a text such as =A1 is a formula again to the program that opens it.
package xlsx

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"kansli/internal/civil"
	"kansli/internal/register"
)

// Write writes the book as a workbook with one sheet a table. It fails when w
// does, and for what no workbook can hold: no sheet at all, a sheet without
// columns or a proper name, with more than 1,048,576 rows or 16,384 columns, and
// two sheets or two headings with the same name.
func Write(w io.Writer, book register.Book) error {
	if err := check(book); err != nil {
		return err
	}
	f := excelize.NewFile()
	defer f.Close()
	parts := &archive{}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return parts })
	looks, err := newLooks(f)
	if err != nil {
		return fmt.Errorf("arbetsboken: %w", err)
	}
	for i, t := range book.Sheets {
		if err := addSheet(f, i, t, looks); err != nil {
			return fmt.Errorf("bladet %s: %w", t.Name, err)
		}
	}
	if err := describe(f, book); err != nil {
		return fmt.Errorf("arbetsboken: %w", err)
	}
	if err := f.Write(io.Discard); err != nil {
		return fmt.Errorf("arbetsboken: %w", err)
	}
	return parts.writeTo(w)
}

// check finds what excelize takes in silence. Excel does not tell upper and
// lower case apart in names.
func check(book register.Book) error {
	if len(book.Sheets) == 0 {
		return errors.New("arbetsboken har inga blad")
	}
	sheets := map[string]bool{}
	for _, t := range book.Sheets {
		if sheets[strings.ToLower(t.Name)] {
			return fmt.Errorf("två blad heter %s", t.Name)
		}
		sheets[strings.ToLower(t.Name)] = true
		if len(t.Columns) == 0 {
			return fmt.Errorf("bladet %s har inga kolumner", t.Name)
		}
		heads := map[string]bool{}
		for _, c := range t.Columns {
			if heads[strings.ToLower(c.Head)] {
				return fmt.Errorf("bladet %s: två kolumner heter %s", t.Name, c.Head)
			}
			heads[strings.ToLower(c.Head)] = true
		}
	}
	return nil
}

// undated is the date of a workbook whose contents have none: the first day
// that a zip file can name.
var undated = civil.Date{Year: 1980, Month: 1, Day: 1}

func describe(f *excelize.File, book register.Book) error {
	date := book.Date
	if date.IsZero() {
		date = undated
	}
	stamp := date.String() + "T00:00:00Z"
	if err := f.SetDocProps(&excelize.DocProperties{
		Title:          clean(book.Title),
		Subject:        clean(book.Subject),
		Creator:        "kansli",
		LastModifiedBy: "kansli",
		Language:       "sv-SE",
		Created:        stamp,
		Modified:       stamp,
	}); err != nil {
		return err
	}
	return f.SetAppProps(&excelize.AppProperties{Application: "kansli"})
}
