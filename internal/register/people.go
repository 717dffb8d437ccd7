package register

import (
	"kansli/internal/namnd"
)

// part is one of several that a case has: a unit or a signatory.
type part[T any] struct {
	m     *matter
	value T
}

// parts lists what of gives for each case.
func parts[T any](cases []*matter, of func(*matter) []T) []part[T] {
	var all []part[T]
	for _, m := range cases {
		for _, v := range of(m) {
			all = append(all, part[T]{m, v})
		}
	}
	return all
}

// matterColumns tell which case a row is about.
var matterColumns = []Column{
	{Head: "Nämnd", Widest: 18, Key: Names},
	{Head: "Dnr", Kind: KindList, Widest: 16, Key: Names},
	{Head: "Rubrik", Widest: 36, Key: Divides},
	{Head: "Ärendetyp", Widest: 18},
	{Head: "Datum", Kind: KindDate, Key: Divides},
	{Head: "Sammanträde", Kind: KindDate},
	{Head: "Handläggare", Kind: KindList, Widest: 24},
}

func matterCells(m *matter) []Cell {
	meeting := m.c.Meeting
	if m.ruling != nil {
		meeting = m.ruling.m.Date
	}
	return []Cell{
		text(boardName(m.c.Board)), list(m.c.Dnr), text(m.c.Title), text(m.c.CaseType),
		day(m.c.Date), day(meeting), list(names(m.c.Handlers)),
	}
}

// unitTable has one row a unit and case.
func unitTable(cases []*matter) Table {
	columns := append([]Column{{Head: "Enhet", Widest: 36, Key: Names}}, matterColumns...)
	columns = append(columns, Column{Head: "Status", Widest: 12}, Column{Head: "Anteckning", Widest: 24, Filled: true})
	rows := parts(cases, func(m *matter) []string { return m.c.Units })
	return tableOf("Enheter", 1, columns, rows, func(p part[string]) []Cell {
		return append(append([]Cell{text(p.value)}, matterCells(p.m)...), text(current), nil)
	})
}

// signatoryTable has one row a signatory and case.
func signatoryTable(cases []*matter) Table {
	columns := append([]Column{{Head: "Undertecknare", Widest: 28, Key: Names}, {Head: "Titel", Widest: 24}}, matterColumns...)
	columns = append(columns, Column{Head: "Status", Widest: 12}, Column{Head: "Undertecknat", Kind: KindDate, Filled: true}, Column{Head: "Anteckning", Widest: 24, Filled: true})
	rows := parts(cases, (*matter).signatories)
	return tableOf("Undertecknare", 1, columns, rows, func(p part[namnd.Person]) []Cell {
		return append(append([]Cell{text(p.value.Name), text(p.value.Title)}, matterCells(p.m)...), text(current), nil, nil)
	})
}
