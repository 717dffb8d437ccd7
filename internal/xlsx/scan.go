package xlsx

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"kansli/internal/civil"
)

// sheetRow is a row of a sheet, with the place of its bytes.
type sheetRow struct {
	n          int
	start, end int // of <row …>…</row>
	inside     int // where the cells begin; end for a row written as <row …/>
	cells      []sheetCell
}

// sheetCell is a cell, with the place of its bytes.
type sheetCell struct {
	col        int
	start, end int
	style      string // as written, "" for none
	kind       kindOfCell
	text       string // what the cell holds: text, or a number as written
	formula    bool
}

type kindOfCell uint8

const (
	emptyCell kindOfCell = iota
	textCell
	numberCell
	boolCell
	faultCell // #N/A and the like
)

// sheetData is a sheet cut in three: what stands before the rows, the rows, and
// what stands after them.
type sheetData struct {
	xml         []byte
	first, last int // the rows are xml[first:last]
	rows        []sheetRow
	sound       bool // written without prefixes, so that it can be changed
}

// scan reads the rows of a sheet.
func (wb *workbook) scan(part string) (sheetData, error) {
	data, err := wb.part(part)
	if err != nil || data == nil {
		return sheetData{}, err
	}
	s := scanner{wb: wb, d: xml.NewDecoder(bytes.NewReader(data)), sheet: sheetData{xml: data, sound: true}}
	if err := s.run(); err != nil {
		return sheetData{}, broken(part)
	}
	return s.sheet, nil
}

type scanner struct {
	wb    *workbook
	d     *xml.Decoder
	sheet sheetData
}

func (s *scanner) run() error {
	for depth := 0; ; {
		start := int(s.d.InputOffset())
		tok, err := s.d.RawToken()
		if err == io.EOF && depth == 0 && s.sheet.last >= s.sheet.first {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			depth++
			switch {
			case t.Name.Local == "sheetData":
				s.sheet.first = int(s.d.InputOffset())
				s.sheet.sound = t.Name.Space == "" && !bytes.HasSuffix(s.sheet.xml[:s.sheet.first], []byte("/>"))
			case t.Name.Local == "row" && s.sheet.first > 0 && s.sheet.last == 0:
				if err := s.row(t, start); err != nil {
					return err
				}
				depth--
			}
		case xml.EndElement:
			depth--
			if t.Name.Local == "sheetData" {
				s.sheet.last = start
			}
		}
	}
}

func (s *scanner) row(t xml.StartElement, start int) error {
	r := sheetRow{n: 1, start: start, inside: int(s.d.InputOffset())}
	if k := len(s.sheet.rows); k > 0 {
		r.n = s.sheet.rows[k-1].n + 1
		r.cells = make([]sheetCell, 0, len(s.sheet.rows[k-1].cells))
	}
	if n, err := strconv.Atoi(attr(t, "r")); err == nil && n >= r.n && n <= maxRows {
		r.n = n
	}
	for {
		at := int(s.d.InputOffset())
		tok, err := s.d.RawToken()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			c, err := s.cell(t, at, &r)
			if err != nil {
				return err
			}
			if t.Name.Local == "c" {
				r.cells = append(r.cells, c)
			}
		case xml.EndElement:
			r.end = int(s.d.InputOffset())
			s.sheet.rows = append(s.sheet.rows, r)
			return nil
		}
	}
}

func (s *scanner) cell(t xml.StartElement, start int, r *sheetRow) (sheetCell, error) {
	c := sheetCell{col: 1, start: start, style: attr(t, "s")}
	if k := len(r.cells); k > 0 {
		c.col = r.cells[k-1].col + 1
	}
	if n := columnNumber(strings.TrimRight(attr(t, "r"), "0123456789")); n >= c.col {
		c.col = n
	}
	var value, inline strings.Builder
	var in []string
	for depth := 1; depth > 0; {
		tok, err := s.d.RawToken()
		if err != nil {
			return c, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			depth++
			in = append(in, t.Name.Local)
			c.formula = c.formula || t.Name.Local == "f"
		case xml.EndElement:
			depth--
			if len(in) > 0 {
				in = in[:len(in)-1]
			}
		case xml.CharData:
			switch at := strings.Join(in, " "); at {
			case "v":
				value.Write(t)
			case "is t", "is r t":
				inline.Write(t)
			}
		}
	}
	c.end = int(s.d.InputOffset())
	s.fill(&c, attr(t, "t"), value.String(), inline.String())
	return c, nil
}

// fill sets what the cell holds.
func (s *scanner) fill(c *sheetCell, kind, value, inline string) {
	c.kind, c.text = numberCell, value
	switch kind {
	case "s":
		c.kind, c.text = textCell, ""
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 && n < len(s.wb.strings) {
			c.text = s.wb.strings[n]
		}
	case "inlineStr":
		c.kind, c.text = textCell, unescape(inline)
	case "str", "d":
		c.kind, c.text = textCell, unescape(value)
	case "b":
		c.kind = boolCell
	case "e":
		c.kind = faultCell
	}
	if c.text == "" {
		c.kind = emptyCell
	}
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// day is the date that a number stands for, if it is one, and whether a time of
// day goes with it.
func (wb *workbook) day(number string) (d civil.Date, fraction float64, ok bool) {
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || n < 0 || n > lastDay {
		return d, 0, false
	}
	days := int(n) + wb.from
	if days < firstDay || days > lastDay {
		return d, 0, false
	}
	return dayZero.AddDays(days), n - float64(int(n)), true
}

// showsAs is what the cell shows its number as.
func (wb *workbook) showsAs(c sheetCell) shown {
	n, err := strconv.Atoi(c.style)
	if c.kind != numberCell || err != nil || n < 0 || n >= len(wb.shows) {
		return asNumber
	}
	return wb.shows[n]
}
