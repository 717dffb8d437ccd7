package register

import (
	"slices"
	"strconv"

	"kansli/internal/civil"
	"kansli/internal/namnd"
)

// The words of Status in the table of cases.
const (
	drafted   = "Utkast"
	prepared  = "Klart för beslut"
	postponed = "Bordlagt"
	referred  = "Återremitterat"
	decidedOn = "Beslutat"
)

// caseTable has one row a case.
func caseTable(cases []*matter) Table {
	files := shelve(cases, (*matter).papers)
	columns := append([]Column{
		{Head: "Nämnd", Widest: 18, Key: Names},
		{Head: "Dnr", Kind: KindList, Widest: 16, Key: Names},
		{Head: "Rubrik", Widest: 32, Key: Divides},
		{Head: "Status", Widest: 16, Tones: []Tone{{drafted, Soon}, {postponed, Soon}, {referred, Soon}}},
		{Head: "Ärendetyp", Widest: 18},
		{Head: "Enheter", Kind: KindList, Widest: 28},
		{Head: "Handläggare", Kind: KindList, Widest: 20},
		{Head: "Telefon", Kind: KindList, Widest: 15},
		{Head: "Undertecknare", Kind: KindList, Widest: 36},
		{Head: "Datum", Kind: KindDate, Key: Divides},
		{Head: "Sammanträde", Kind: KindDate},
		{Head: "§", Kind: KindInteger, Widest: 8},
		{Head: "Beslut", Widest: 40},
		{Head: "Justerad", Kind: KindDate},
		{Head: "Första frist", Kind: KindDate},
		{Head: "Frister", Kind: KindList, Widest: 20},
		{Head: "Belopp", Kind: KindAmount},
		{Head: "Handläggning", Widest: 14, Filled: true, Choices: []string{"Pågår", "Väntar på svar", "Avslutad"}},
		{Head: "Anteckning", Widest: 24, Filled: true},
	}, files.columns()...)
	return tableOf("Ärenden", 2, columns, cases, func(m *matter) []Cell {
		return append(caseRow(m), files.cells(m.papers())...)
	})
}

// papers are those of the case and the extracts of the § that dealt with it.
func (m *matter) papers() []Output {
	if m.ruling == nil {
		return m.outputs
	}
	return append(slices.Clone(m.outputs), extracts(m.ruling.outputs)...)
}

func caseRow(m *matter) []Cell {
	c := m.c
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
		list(c.Dnr),
		text(c.Title),
		text(m.status()),
		text(c.CaseType),
		list(c.Units),
		list(names(c.Handlers)),
		list(phones(c.Handlers)),
		list(names(m.signatories())),
		day(c.Date),
	}
	if r := m.ruling; r != nil {
		row = append(row, day(r.m.Date), sectionNo(r.it.No), text(decided(*r)), day(r.adjusted()))
	} else {
		row = append(row, day(c.Meeting), nil, nil, nil)
	}
	return append(row, first, list(all), proposedSum(c.Grants), nil, nil)
}

// status says how far a case has come, by the data.
func (m *matter) status() string {
	switch {
	case m.ruling == nil && m.c.Status == namnd.Draft:
		return drafted
	case m.ruling == nil:
		return prepared
	case m.ruling.it.Outcome == namnd.Postponed:
		return postponed
	case m.ruling.it.Outcome == namnd.Referred:
		return referred
	}
	return decidedOn
}

// signatories are those of the case, or else of its board.
func (m *matter) signatories() []namnd.Person {
	if len(m.c.Signatories) > 0 {
		return m.c.Signatories
	}
	return m.c.Board.Signatories
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
