package register

import (
	"cmp"
	"slices"
	"strings"

	"kansli/internal/namnd"
)

// sectionTable has one row a §.
func sectionTable(rulings []ruling) Table {
	rulings = slices.Clone(rulings)
	slices.SortStableFunc(rulings, func(a, b ruling) int {
		return cmp.Or(
			byMatter(a.m.Board, b.m.Board, nil, nil, "", ""),
			a.m.Date.Compare(b.m.Date),
			namnd.CompareNo(a.it.No, b.it.No),
			cmp.Compare(a.file, b.file),
		)
	})
	papers := make([][]Output, len(rulings))
	for i, r := range rulings {
		papers[i] = r.outputs
	}
	files := newShelf(papers)
	t := Table{Name: "Paragrafer", Fixed: 3, Columns: append([]Column{
		{"Nämnd", KindText, 18},
		{"Sammanträde", KindDate, 0},
		{"§", KindInteger, 8},
		{"Dnr", KindText, 16},
		{"Rubrik", KindText, 36},
		{"Beslut", KindText, 60},
		{"Justerad", KindDate, 0},
		{"Omedelbart justerad", KindText, 12},
		{"Ordförande", KindText, 24},
		{"Reservationer", KindText, 32},
		{"Protokollsutdrag till", KindText, 32},
	}, files.columns()...)}
	for i, r := range rulings {
		t.Rows = append(t.Rows, append(sectionRow(r), files.cells(papers[i])...))
	}
	return t
}

func sectionRow(r ruling) []Cell {
	var against []string
	for _, res := range r.it.Reservations {
		for _, name := range res.By {
			against = append(against, party(r.m, name))
		}
	}
	recipients := r.it.Recipients
	if len(recipients) == 0 && r.c != nil {
		recipients = r.c.Recipients
	}
	immediate := "nej"
	if r.it.Immediate {
		immediate = "ja"
	}
	return []Cell{
		text(boardName(r.m.Board)),
		day(r.m.Date),
		sectionNo(r.it.No),
		text(strings.Join(r.dnr(), between)),
		text(r.title()),
		text(decided(r)),
		day(r.adjusted()),
		text(immediate),
		text(chair(r)),
		text(strings.Join(against, between)),
		text(strings.Join(recipients, between)),
	}
}
