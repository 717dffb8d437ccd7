package register

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kansli/internal/civil"
	"kansli/internal/namnd"
)

// caseTable has one row a case.
func caseTable(cases []*matter) Table {
	cases = slices.Clone(cases)
	slices.SortStableFunc(cases, func(a, b *matter) int {
		return cmp.Or(
			byMatter(a.c.Board, b.c.Board, a.c.Dnr, b.c.Dnr, a.c.Title, b.c.Title),
			a.c.Date.Compare(b.c.Date),
			cmp.Compare(a.file, b.file),
		)
	})
	papers := make([][]Output, len(cases))
	for i, m := range cases {
		papers[i] = slices.Clone(m.outputs)
		if m.ruling != nil {
			papers[i] = append(papers[i], extracts(m.ruling.outputs)...)
		}
	}
	files := newShelf(papers)
	t := Table{Name: "Ärenden", Fixed: 2, Columns: append([]Column{
		{"Nämnd", KindText, 18},
		{"Dnr", KindText, 16},
		{"Rubrik", KindText, 32},
		{"Ärendetyp", KindText, 18},
		{"Enheter", KindText, 28},
		{"Handläggare", KindText, 20},
		{"Telefon", KindText, 15},
		{"Undertecknare", KindText, 24},
		{"Datum", KindDate, 0},
		{"Sammanträde", KindDate, 0},
		{"§", KindInteger, 8},
		{"Beslut", KindText, 40},
		{"Justerad", KindDate, 0},
		{"Första frist", KindDate, 0},
		{"Frister", KindText, 20},
		{"Belopp", KindAmount, 0},
	}, files.columns()...)}
	for i, m := range cases {
		t.Rows = append(t.Rows, append(caseRow(m), files.cells(papers[i])...))
	}
	return t
}

func caseRow(m *matter) []Cell {
	c := m.c
	signatories := c.Signatories
	if len(signatories) == 0 {
		signatories = c.Board.Signatories
	}
	deadlines := byDate(c.Deadlines)
	var first Cell
	var all []string
	for i, d := range deadlines {
		if i == 0 {
			first = day(d.Date)
		}
		all = append(all, d.Name+" "+d.Date.String())
	}
	row := []Cell{
		text(boardName(c.Board)),
		text(strings.Join(c.Dnr, between)),
		text(c.Title),
		text(c.CaseType),
		text(strings.Join(c.Units, between)),
		text(names(c.Handlers)),
		text(phones(c.Handlers)),
		text(names(signatories)),
		day(c.Date),
	}
	if r := m.ruling; r != nil {
		row = append(row, day(r.m.Date), sectionNo(r.it.No), text(decided(*r)), day(r.adjusted()))
	} else {
		row = append(row, day(c.Meeting), nil, nil, nil)
	}
	return append(row, first, text(strings.Join(all, between)), proposedSum(c.Grants))
}

// sectionNo is a number where it can be, so that § 9 is sorted before § 10 in
// the workbook, and else text: 17 A.
func sectionNo(no string) Cell {
	if n, err := strconv.Atoi(no); err == nil && strconv.Itoa(n) == no {
		return Number(n)
	}
	return text(no)
}

// adjusted is the day when the § was approved: the day of the meeting for one
// that was approved at once.
func (r ruling) adjusted() civil.Date {
	if r.it.Immediate {
		return r.m.Date
	}
	return r.m.Adjustment.Date
}

func proposedSum(grants []namnd.Grant) Cell {
	if len(grants) == 0 {
		return nil
	}
	var sum Sum
	for _, g := range grants {
		sum += Sum(g.Proposed)
	}
	return sum
}

// byDate returns the deadlines with the nearest first.
func byDate(ds []namnd.Deadline) []namnd.Deadline {
	ds = slices.Clone(ds)
	slices.SortStableFunc(ds, func(a, b namnd.Deadline) int { return a.Date.Compare(b.Date) })
	return ds
}

// extracts are the papers about a single §. Those about a whole meeting are
// listed with its §§.
func extracts(outputs []Output) []Output {
	return slices.DeleteFunc(slices.Clone(outputs), func(o Output) bool { return o.Section == "" })
}
