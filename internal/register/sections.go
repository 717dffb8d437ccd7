package register

import (
	"cmp"

	"kansli/internal/namnd"
)

// sectionTable has one row a §.
func sectionTable(rulings []ruling) Table {
	files := shelve(rulings, func(r ruling) []Output { return r.outputs })
	columns := append([]Column{
		{Head: "Nämnd", Widest: 18, Key: Names},
		{Head: "Sammanträde", Kind: KindDate, Key: Names},
		{Head: "§", Kind: KindInteger, Widest: 8, Key: Names},
		{Head: "Dnr", Kind: KindList, Widest: 16},
		{Head: "Rubrik", Widest: 36},
		{Head: "Slag", Widest: 12},
		{Head: "Beslut", Widest: 60},
		{Head: "Justerad", Kind: KindDate},
		{Head: "Omedelbart justerad", Widest: 12},
		{Head: "Anslagen", Kind: KindDate},
		{Head: "Ordförande", Widest: 24},
		{Head: "Reservationer", Kind: KindList, Widest: 32},
		{Head: "Protokollsutdrag till", Kind: KindList, Widest: 32},
		{Head: "Status", Widest: 12},
		{Head: "Anteckning", Widest: 24, Filled: true},
	}, files.columns()...)
	return tableOf("Paragrafer", 3, columns, rulings, func(r ruling) []Cell {
		return append(sectionRow(r), files.cells(r.outputs)...)
	})
}

func sectionRow(r ruling) []Cell {
	return []Cell{
		text(boardName(r.m.Board)),
		day(r.m.Date),
		sectionNo(r.it.No),
		list(r.dnr()),
		text(r.title()),
		text(string(cmp.Or(r.it.Kind, namnd.Ruling))),
		text(decided(r)),
		day(r.adjusted()),
		yes(r.it.Immediate),
		day(r.announced()),
		text(chair(r)),
		list(r.against()),
		list(r.recipients()),
		text(current),
		nil,
	}
}

// against are those who made reservations.
func (r ruling) against() []string {
	var names []string
	for _, res := range r.it.Reservations {
		for _, name := range res.By {
			names = append(names, party(r.m, name))
		}
	}
	return names
}

// recipients are those who are to have the extract.
func (r ruling) recipients() []string {
	if len(r.it.Recipients) == 0 && r.c != nil {
		return r.c.Recipients
	}
	return r.it.Recipients
}
