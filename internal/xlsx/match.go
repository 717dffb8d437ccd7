package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"kansli/internal/civil"
	"kansli/internal/register"
)

// oldRow is a row of a table that people have worked in.
type oldRow struct {
	n      int         // in the sheet
	cells  []sheetCell // of the whole sheet's row
	key    string      // what names it
	full   string      // that and what tells it from others of the same name
	status string
	blank  bool // nothing stands in it
	taken  int  // the row of the book that it is, from 1; 0 for none
}

func (r *oldRow) cell(col int) sheetCell { return cellAt(r.cells, col) }

// keyText is a cell as part of what names a row: the same for a date, a number
// and the text that reads like it.
func keyText(c register.Cell) string {
	switch c := c.(type) {
	case register.Text:
		return foldKey(string(c))
	case register.List:
		return foldKey(c.String())
	case register.Day:
		return civil.Date(c).String()
	case register.Number:
		return strconv.Itoa(int(c))
	}
	return ""
}

func foldKey(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// oldKeyText is keyText of a cell in a workbook.
func (wb *workbook) oldKeyText(c sheetCell, k register.Kind) string {
	if c.kind == numberCell {
		if k == register.KindDate || k == register.KindMonth || wb.showsAs(c) == asDay {
			if d, _, ok := wb.day(c.text); ok {
				return d.String()
			}
		}
		if n, err := strconv.ParseFloat(c.text, 64); err == nil {
			return strconv.FormatFloat(n, 'f', -1, 64)
		}
	}
	return foldKey(c.text)
}

// match finds for every row of the book the row of the workbook that it is. A
// name that several rows share is not enough: then what divides them must be the
// same too, or they must be the only ones left. Two rows of the workbook that
// cannot be told apart are refused, unless the book has as many.
func match(t register.Table, rows []*oldRow, where func(*oldRow) string) (of []*oldRow, faults []refusal) {
	byKey, byFull := map[string][]*oldRow{}, map[string][]*oldRow{}
	for _, r := range rows {
		if !r.blank && r.status != "" {
			byKey[r.key] = append(byKey[r.key], r)
			byFull[r.full] = append(byFull[r.full], r)
		}
	}
	of = make([]*oldRow, t.Count)
	left := map[string][]int{}
	wanted := map[string]int{}
	for y := range t.Count {
		key, full := keys(t, y)
		wanted[full]++
		if same := byFull[full]; wanted[full] <= len(same) {
			of[y] = same[wanted[full]-1]
			of[y].taken = y + 1
		} else {
			left[key] = append(left[key], y)
		}
	}
	for key, ys := range left {
		var free []*oldRow
		for _, r := range byKey[key] {
			if r.taken == 0 {
				free = append(free, r)
			}
		}
		if len(ys) == 1 && len(free) == 1 {
			of[ys[0]] = free[0]
			free[0].taken = ys[0] + 1
		}
	}
	for _, r := range rows {
		same := byFull[r.full]
		if len(same) > max(1, wanted[r.full]) && r == same[len(same)-1] {
			faults = append(faults, refusal{where(r), "dubbel-rad",
				fmt.Sprintf("raden är densamma som %s: %s", where(same[0]), strings.ReplaceAll(strings.Trim(r.key, "\x00"), "\x00", ", ")),
				"ta bort den ena, eller töm Status i den som är er egen"})
		}
	}
	return of, faults
}

// keys are what names a row of the book, and that with what divides it from
// others.
func keys(t register.Table, y int) (key, full string) {
	var name, rest strings.Builder
	for x, c := range t.Row(y) {
		switch t.Columns[x].Key {
		case register.Names:
			name.WriteString(keyText(c) + "\x00")
		case register.Divides:
			rest.WriteString(keyText(c) + "\x00")
		}
	}
	return name.String(), name.String() + "\x01" + rest.String()
}
