package xlsx

import (
	"strconv"
	"strings"

	"kansli/internal/civil"
	"kansli/internal/register"
)

// cellValue is a cell as the file holds it.
type cellValue struct {
	text  string // of a cell that holds text
	num   string // of a cell that holds a number
	style int
}

// valueOf is what the file holds for a cell of a column. The zero value stands for an empty
// one.
func valueOf(c register.Cell, lk looks, kind register.Kind) cellValue {
	switch c := c.(type) {
	case register.Text:
		return textValue(string(c), lk)
	case register.List:
		return textValue(c.String(), lk)
	case register.Link:
		s := clean(c.Text)
		if likeFormula(s) {
			return cellValue{text: s, style: lk.quotedLink}
		}
		return cellValue{text: s, style: lk.link}
	case register.Day:
		n := civil.Date(c).DaysSince(dayZero)
		switch {
		case n < firstDay || n > lastDay:
			return textValue(civil.Date(c).String(), lk)
		case kind == register.KindMonth:
			return cellValue{num: strconv.Itoa(n), style: lk.month}
		}
		return cellValue{num: strconv.Itoa(n), style: lk.date}
	case register.Number:
		v := cellValue{num: strconv.Itoa(int(c)), style: lk.number}
		if kind == register.KindCount {
			v.style = lk.count
		}
		return v
	case register.Sum:
		return cellValue{num: strconv.FormatFloat(float64(c)/100, 'f', -1, 64), style: lk.amount}
	}
	return cellValue{}
}

func textValue(s string, lk looks) cellValue {
	s = clean(s)
	style := lk.text
	switch long := len(s) > 255; {
	case long && likeFormula(s):
		style = lk.quotedLong
	case long:
		style = lk.long
	case likeFormula(s):
		style = lk.quotedText
	}
	return cellValue{text: s, style: style}
}

// dayZero is where Excel counts days from. It takes 1900 for a leap year, so
// the count is right only from March of that year; it ends with 9999.
var dayZero = civil.Date{Year: 1899, Month: 12, Day: 30}

const (
	firstDay = 61      // 1900-03-01
	lastDay  = 2958465 // 9999-12-31
)

// appendCell adds a cell to a row. A cell without text, number and formula is
// written for its style only. Formula is what stands between <f> and </f>, as it
// is to be read.
func appendCell(b []byte, col, row int, v cellValue, formula string) []byte {
	b = append(b, `<c r="`...)
	b = append(b, columnName(col)...)
	b = strconv.AppendInt(b, int64(row), 10)
	if v.style > 0 {
		b = append(b, `" s="`...)
		b = strconv.AppendInt(b, int64(v.style), 10)
	}
	b = append(b, '"')
	switch {
	case formula != "" && v.num == "":
		b = append(append(append(b, ` t="str"><f>`...), escape(formula)...), `</f><v>`...)
		b = append(append(b, escape(v.text)...), `</v></c>`...)
	case formula != "":
		b = append(append(append(b, `><f>`...), escape(formula)...), `</f><v>`...)
		b = append(append(b, v.num...), `</v></c>`...)
	case v.num != "":
		b = append(append(append(b, `><v>`...), v.num...), `</v></c>`...)
	case v.text != "":
		b = append(b, ` t="inlineStr"><is><t`...)
		if strings.IndexByte(" \t\n", v.text[0]) >= 0 || strings.IndexByte(" \t\n", v.text[len(v.text)-1]) >= 0 {
			b = append(b, ` xml:space="preserve"`...)
		}
		b = append(append(append(b, '>'), escape(v.text)...), `</t></is></c>`...)
	default:
		b = append(b, `/>`...)
	}
	return b
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape writes text for XML. Excel reads _x0041_ as A, so the first _ of what
// looks like that is written so itself.
func escape(s string) string {
	if strings.Contains(s, "_x") {
		s = escapeHex(s)
	}
	if !strings.ContainsAny(s, `&<>"`) {
		return s
	}
	return escapes.Replace(s)
}

func escapeHex(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '_' && hexMark(s[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// hexMark reports whether s begins with _xHHHH_.
func hexMark(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

// appendRow adds a row of a page with all that its tables have there.
func (p page) appendRow(b []byte, row int, lk looks) []byte {
	height, cells := 0.0, b
	start := len(b)
	cells = append(cells, `<row r="`...)
	cells = strconv.AppendInt(cells, int64(row), 10)
	cells = append(cells, '"')
	mark := len(cells)
	cells = append(cells, '>')
	if row <= len(p.Notes) && p.Notes[row-1] != "" {
		style := lk.note
		if row == 1 {
			style, height = lk.title, titleHeight
		}
		cells = appendCell(cells, 1, row, cellValue{text: clean(p.Notes[row-1]), style: style}, "")
	}
	for _, t := range p.tables {
		switch y := row - t.top - 1; {
		case y == -1:
			height = max(height, headHeight(t.Table, p.widths[t.left-1:]))
			for x, c := range t.Columns {
				style := lk.head
				if c.Filled {
					style = lk.filledHead
				}
				cells = appendCell(cells, t.left+x, row, cellValue{text: clean(c.Head), style: style}, "")
			}
		case y >= 0 && y < t.Count:
			values := t.Row(y)
			height = max(height, rowHeight(values, p.widths[t.left-1:]))
			cells = t.appendCells(cells, row, values, lk)
		}
	}
	if len(cells) == mark+1 {
		return b[:start]
	}
	if height > 0 {
		at := strconv.AppendFloat([]byte(` ht="`), height, 'f', -1, 64)
		cells = insert(cells, mark, append(at, '"'))
	}
	return append(cells, `</row>`...)
}

func (t placed) appendCells(b []byte, row int, values []register.Cell, lk looks) []byte {
	for x, c := range values {
		col := &t.Columns[x]
		v := valueOf(c, lk, col.Kind)
		if v.style == 0 {
			if v.style = t.style[x]; col.Formula == "" && t.left == 1 && t.top == 1 {
				continue // the column has the style already
			}
		}
		b = appendCell(b, t.left+x, row, v, col.Formula)
	}
	return b
}

func insert(b []byte, at int, s []byte) []byte {
	b = append(b, s...)
	copy(b[at+len(s):], b[at:len(b)-len(s)])
	copy(b[at:], s)
	return b
}
