package xlsx

import (
	"fmt"
	"slices"
	"strconv"

	"kansli/internal/diag"
	"kansli/internal/register"
)

// findColumns finds the own columns by their headings. Columns of links are
// added where they are missing.
func (u *updater) findColumns(e *tableEdit) {
	at := e.at
	e.heads = map[string]int{}
	for _, c := range e.sheet.row(at.top) {
		if c.col < at.left || c.col > at.right || c.text == "" {
			continue
		}
		head := foldKey(c.text)
		if first, twice := e.heads[head]; twice && e.Find(head) >= 0 {
			u.refuse(refusal{place(at.sheet, c.col, at.top), "dubbel-kolumn", fmt.Sprintf("kolumnen %s finns redan i %s", head, place(at.sheet, first, at.top)), "ge den ena ett annat namn"})
			continue
		}
		e.heads[head] = c.col
	}
	e.columns = make([]int, len(e.Columns))
	next := at.right
	for x, c := range e.Columns {
		col, ok := e.heads[foldKey(c.Head)]
		switch {
		case ok:
			e.columns[x] = col
		case c.Kind == register.KindLink:
			next++
			e.columns[x] = next
			u.addColumn(e, c, next)
		default:
			u.missing(e, c)
		}
	}
}

func (u *updater) missing(e *tableEdit, c register.Column) {
	r := refusal{e.at.sheet, "kolumn-saknas", fmt.Sprintf("kolumnen %s saknas i tabellen %s", c.Head, e.Name), fmt.Sprintf("skriv rubriken %s igen, eller ta tillbaka kolumnen från en säkerhetskopia", c.Head)}
	var others []string
	for head := range e.heads {
		if e.Find(head) < 0 {
			others = append(others, head)
		}
	}
	slices.Sort(others)
	if near, ok := diag.Nearest(c.Head, others); ok {
		r.at = place(e.at.sheet, e.heads[near], e.at.top)
		r.message += fmt.Sprintf("; här står ”%s”", near)
	}
	u.refuse(r)
}

// addColumn puts a heading to the right of the table.
func (u *updater) addColumn(e *tableEdit, c register.Column, col int) {
	at := e.at
	for row := at.top; row <= at.bottom+at.sums; row++ {
		if old := e.sheet.cell(col, row); old.kind != emptyCell || old.formula {
			u.refuse(refusal{place(at.sheet, col, row), "upptagen-cell", fmt.Sprintf("här ska kolumnen %s in", c.Head), "flytta det som står här, med en tom kolumn mellan det och tabellen"})
			return
		}
	}
	style := u.looks.head
	if n, err := strconv.Atoi(e.sheet.cell(at.left, at.top).style); err == nil {
		style = n
	} else {
		u.styled = true
	}
	e.sheet.set(col, at.top, cellValue{text: clean(c.Head), style: style}, "")
	at.maxID++
	at.xml = replace(at.xml, "</tableColumns>", tableColumn(at.maxID, c)+"</tableColumns>")
	at.xml = columnCount.ReplaceAllFunc(at.xml, func(m []byte) []byte {
		n, _ := strconv.Atoi(string(columnCount.FindSubmatch(m)[2]))
		return fmt.Appendf(nil, `%s"%d"`, columnCount.FindSubmatch(m)[1], n+1)
	})
	e.sheet.addWidth(col, float64(c.Widest))
	u.resize(at, area{at.left, at.top, col, at.bottom})
}
