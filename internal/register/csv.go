package register

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"kansli/internal/civil"
	"kansli/internal/swedish"
)

// Dialect is a way of writing comma-separated values. Formulas are left out: what
// they come to depends on the day of reading.
//
// A text that begins with = + - @ or a tab would be a formula to the program
// that opens the file, whoever wrote it in a case. It is given an apostrophe in
// front, in every dialect; who wants the text to the letter takes JSON. What Excel
// reads as a date, such as the diarienummer 1-2-2013, no mark in a CSV file can
// hinder: the workbook is for Excel, this is for other programs.
type Dialect struct {
	Separator rune
	Decimal   byte // in sums
	Mark      bool // the file begins with a byte order mark
}

// Swedish is what Swedish Excel opens rightly; Plain is what most other systems
// take (RFC 4180).
var (
	Swedish = Dialect{';', ',', true}
	Plain   = Dialect{',', '.', false}
)

// Data returns the tables of the book that hold data of their own; the overview
// only counts what they hold.
func (b Book) Data() []Table {
	var all []Table
	for _, s := range b.Sheets {
		if len(s.Charts) == 0 {
			all = append(all, s.Tables...)
		}
	}
	return all
}

// FileName is the name of a table as part of the name of a file.
func (t Table) FileName() string { return swedish.FileName(t.Name) }

// WriteCSV writes a table with its headings, in UTF-8, a row a line. Lines end
// with CR LF, and within a cell with LF. Dates are ISO, a link is its path.
func WriteCSV(w io.Writer, t Table, d Dialect) error {
	out := bufio.NewWriter(w)
	if d.Mark {
		out.WriteString("\uFEFF")
	}
	n := 0
	field := func(s string) {
		if n++; n > 1 {
			out.WriteRune(d.Separator)
		}
		if strings.ContainsAny(s, "\"\r\n") || strings.ContainsRune(s, d.Separator) || strings.TrimSpace(s) != s {
			s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		out.WriteString(s)
	}
	end := func() error {
		n = 0
		_, err := out.WriteString("\r\n")
		return err
	}
	for _, c := range t.Columns {
		if c.Formula == "" {
			field(guard(c.Head))
		}
	}
	if err := end(); err != nil {
		return err
	}
	for y := range t.Count {
		for x, c := range t.Row(y) {
			if t.Columns[x].Formula == "" {
				field(d.cell(c))
			}
		}
		if err := end(); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (d Dialect) cell(c Cell) string {
	switch c := c.(type) {
	case Text:
		return guard(string(c))
	case List:
		return guard(c.String())
	case Link:
		return guard(c.Path)
	case Day:
		return civil.Date(c).String()
	case Number:
		return strconv.Itoa(int(c))
	case Sum:
		return decimal(c, d.Decimal)
	}
	return ""
}

// guard keeps a text from being read as a formula.
func guard(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		return "'" + s
	}
	return s
}

// decimal writes a sum in kronor with two decimals.
func decimal(s Sum, mark byte) string {
	sign := ""
	if s < 0 {
		sign, s = "-", -s
	}
	return fmt.Sprintf("%s%d%c%02d", sign, s/100, mark, s%100)
}
