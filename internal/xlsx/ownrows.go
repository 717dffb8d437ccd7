package xlsx

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kansli/internal/register"
)

// readRows reads the rows that are in the table.
func (u *updater) readRows(e *tableEdit) {
	status := e.Find(register.StatusHead)
	for n := e.at.top + 1; n <= e.at.bottom; n++ {
		r := &oldRow{n: n, cells: e.sheet.row(n), blank: true, status: "x"}
		for _, c := range r.cells {
			if c.col >= e.at.left && c.col <= e.at.right {
				own := slices.Index(e.columns, c.col)
				formula := own >= 0 && e.Columns[own].Formula != ""
				r.blank = r.blank && (formula || e.at.formulas[c.col] != "" || c.kind == emptyCell && !c.formula)
			}
		}
		var name, rest strings.Builder
		for x, c := range e.Columns {
			text := u.wb.oldKeyText(r.cell(e.columns[x]), c.Kind)
			switch c.Key {
			case register.Names:
				name.WriteString(text + "\x00")
			case register.Divides:
				rest.WriteString(text + "\x00")
			}
			if x == status {
				r.status = text
			}
		}
		r.key = name.String()
		r.full = r.key + "\x01" + rest.String()
		e.rows = append(e.rows, r)
	}
}

// amend writes what differs in the rows that are there.
func (u *updater) amend(e *tableEdit, of []*oldRow, change *Change) {
	status := e.Find(register.StatusHead)
	for y, r := range of {
		if r == nil {
			continue
		}
		amended, back := false, false
		for x, c := range e.Table.Row(y) {
			col := &e.Columns[x]
			old := r.cell(e.columns[x])
			v := valueOf(c, u.looks, col.Kind)
			link, isLink := c.(register.Link)
			switch {
			case old.formula || col.Formula != "":
				continue
			case col.Filled && !forward(col.Choices, old.text, v.text):
				continue
			case same(old, v):
				if col.Kind == register.KindLink && e.sheet.link(e.columns[x], r.n, link.Path, isLink) {
					amended = true
				}
				continue
			}
			if col.Kind == register.KindLink {
				e.sheet.link(e.columns[x], r.n, link.Path, isLink)
			}
			if n, err := strconv.Atoi(old.style); err == nil && old.style != "" {
				v.style = n
			} else {
				v.style = u.style(e, x, v)
			}
			back = back || x == status && old.text == register.Gone
			amended = true
			e.sheet.set(e.columns[x], r.n, v, "")
			e.sheet.grow(r.n, v.text, e.columns[x])
		}
		switch {
		case back:
			change.Back++
		case amended:
			change.Amended++
		}
	}
}

// forward reports whether a choice comes after another; only then does the
// register change what people fill in.
func forward(choices []string, old, new string) bool {
	i, j := slices.Index(choices, old), slices.Index(choices, new)
	return i >= 0 && j > i
}

// same reports whether a cell holds a value already.
func same(c sheetCell, v cellValue) bool {
	if v.num != "" {
		have, err := strconv.ParseFloat(c.text, 64)
		want, _ := strconv.ParseFloat(v.num, 64)
		return c.kind == numberCell && err == nil && have-want < 1e-6 && want-have < 1e-6
	}
	return c.text == v.text && (c.kind == textCell || c.kind == emptyCell)
}

// markGone sets the Status of the rows that the book no longer has.
func (u *updater) markGone(e *tableEdit, change *Change) {
	status := e.Find(register.StatusHead)
	if status < 0 {
		return
	}
	for _, r := range e.rows {
		old := r.cell(e.columns[status])
		switch {
		case r.taken > 0 || r.blank:
		case r.status == "":
			change.Own++
		case old.text == register.Gone:
			change.Gone++
		case old.formula:
			change.Own++
		default:
			change.Gone++
			change.GoneAt = append(change.GoneAt, place(e.at.sheet, e.at.left, r.n))
			style, _ := strconv.Atoi(old.style)
			e.sheet.set(e.columns[status], r.n, cellValue{text: register.Gone, style: style}, "")
		}
	}
}

// extend adds the rows that are new, in blank rows at the end of the table and
// below it.
func (u *updater) extend(e *tableEdit, of []*oldRow, change *Change) {
	var fresh []int
	for y, r := range of {
		if r == nil {
			fresh = append(fresh, y)
		}
	}
	if len(fresh) == 0 {
		return
	}
	row := e.at.bottom
	for i := len(e.rows) - 1; i >= 0 && e.rows[i].blank; i-- {
		row--
	}
	last := row + len(fresh)
	if last > maxRows {
		u.refuse(refusal{e.at.sheet, "för-många-rader", fmt.Sprintf("tabellen %s får inte plats på bladet", e.Name), "gör ett nytt register"})
		return
	}
	if last > e.at.bottom && !u.roomBelow(e, last) {
		return
	}
	for i, y := range fresh {
		u.addRow(e, y, row+1+i)
	}
	change.Added = len(fresh)
	if last > e.at.bottom {
		was := area{e.at.left, e.at.top, e.at.right, e.at.bottom}
		u.grown = append(u.grown, growth{e.at.sheet, e.at.sheetPart, was, last})
		u.resize(e.at, area{was.left, was.top, was.right, last})
	}
}

// roomBelow refuses what stands in the way of new rows.
func (u *updater) roomBelow(e *tableEdit, last int) bool {
	if e.at.sums > 0 {
		u.refuse(refusal{place(e.at.sheet, e.at.left, e.at.bottom+1), "summarad", fmt.Sprintf("tabellen %s har en summarad där nya rader ska in", e.Name), "stäng av Summarad under Tabelldesign, uppdatera och slå på den igen"})
		return false
	}
	for row := e.at.bottom + 1; row <= last; row++ {
		for _, c := range e.sheet.row(row) {
			if c.col >= e.at.left && c.col <= e.at.right && (c.kind != emptyCell || c.formula) {
				u.refuse(refusal{place(e.at.sheet, c.col, row), "upptagen-cell", fmt.Sprintf("här ska %d nya rader i tabellen %s in", last-e.at.bottom, e.Name), "flytta det som står under tabellen till sidan om den eller till ett eget blad"})
				return false
			}
		}
	}
	return true
}

func (u *updater) addRow(e *tableEdit, y, row int) {
	for x, c := range e.Table.Row(y) {
		v := valueOf(c, u.looks, e.Columns[x].Kind)
		link, isLink := c.(register.Link)
		if e.Columns[x].Kind == register.KindLink {
			e.sheet.link(e.columns[x], row, link.Path, isLink)
		}
		if v.style = u.style(e, x, v); v.style == 0 && v.num+v.text == "" && e.Columns[x].Formula == "" {
			continue
		}
		e.sheet.set(e.columns[x], row, v, e.Columns[x].Formula)
		e.sheet.grow(row, v.text, e.columns[x])
	}
	for col, formula := range e.at.formulas {
		if !slices.Contains(e.columns, col) && movable(formula) {
			style, _ := strconv.Atoi(cmp.Or(e.sheet.columnStyle(col), "0"))
			e.sheet.set(col, row, cellValue{style: style}, formula)
		}
	}
}

// style is the look of a new cell: that of the column, unless the value needs
// one of its own.
func (u *updater) style(e *tableEdit, x int, v cellValue) int {
	column := e.sheet.columnStyle(e.columns[x])
	special := v.style != u.looks.column(e.Columns[x].Kind) && v.text != ""
	if n, err := strconv.Atoi(column); err == nil && n > 0 && !special {
		return n
	}
	if v.style == 0 {
		v.style = u.looks.column(e.Columns[x].Kind)
	}
	u.styled = true
	return v.style
}

// forget takes away what the register's own formulas came to before, since not
// every program works them out anew when it has that.
func (u *updater) forget() {
	for _, e := range append(u.fixed, u.edits...) {
		s, err := u.sheet(e.at)
		if err != nil {
			continue
		}
		own := map[int]bool{}
		for _, c := range s.row(e.at.top) {
			x := e.Find(foldKey(c.text))
			own[c.col] = x >= 0 && e.Columns[x].Formula != "" && c.col >= e.at.left && c.col <= e.at.right
		}
		for n := e.at.top + 1; n <= e.at.bottom; n++ {
			for _, c := range s.row(n) {
				if own[c.col] && c.formula {
					s.setRaw(c.col, n, result.ReplaceAll(s.data.xml[c.start:c.end], nil))
				}
			}
		}
	}
}

var (
	cellRef     = regexp.MustCompile(`(?i)\$?\b[A-Z]{1,3}\$?[0-9]+\b`)
	namedInText = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]+`)
)

// movable reports whether a formula means the same in any row: it refers to
// columns by name and to no cell.
func movable(formula string) bool {
	return !cellRef.MatchString(namedInText.ReplaceAllString(strings.ReplaceAll(formula, "[[", "["), ""))
}
