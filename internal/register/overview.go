package register

import (
	"fmt"
	"slices"

	"kansli/internal/civil"
	"kansli/internal/namnd"
)

// figures is what the overview counts.
type figures struct {
	cases    []*matter
	rulings  []ruling
	dues     []due
	tasks    []task
	sendings []sending
}

// weeks and months are how many of them the overview shows.
const (
	weeks  = 12
	months = 12
)

// overview counts what the other tables hold, by formulas over them, so that it
// follows what people fill in and add.
func overview(title string, date civil.Date, f figures) Sheet {
	boards := boardTable(f)
	return Sheet{
		Name: "Översikt",
		Notes: []string{
			title,
			"Kolumner med ljus rubrik fyller ni i. Kolumner med mörk rubrik skrivs av kansli. Egna kolumner, anteckningar, färger och sortering behålls när registret uppdateras.",
		},
		Charts: []Chart{
			{Title: "Ärenden per nämnd", Across: true, Table: "Nämnder", Labels: "Nämnd", Values: []string{"Ärenden", "Beslutade"}, Axis: "Antal ärenden",
				Alt: "Stapeldiagram: antal ärenden och hur många av dem som är beslutade, för varje nämnd. Siffrorna står i tabellen Nämnder på samma blad."},
			{Title: "Beslut per månad", Table: "Månader", Labels: "Månad", Values: []string{"Beslut"}, Axis: "Antal paragrafer",
				Alt: "Stapeldiagram: antal beslut för varje månad. Siffrorna står i tabellen Månader på samma blad."},
			{Title: "Frister per vecka", Table: "Veckor", Labels: "Vecka", Values: []string{"Frister"}, Axis: "Antal frister",
				Alt: "Stapeldiagram: antal frister som inte är klara, för denna vecka och de elva följande. Siffrorna står i tabellen Veckor på samma blad."},
		},
		Tables: []Table{totalTable(boards), boards, monthTable(f.rulings), weekTable(date, f.dues)},
	}
}

// tally is a column that counts rows of another table for one board.
type tally struct {
	head, name string
	table      string
	where      string // further conditions, as COUNTIFS takes them
	count      func(figures) map[string]int
}

var tallies = []tally{
	{"Ärenden", "Antal_ärenden", "Ärenden", "", func(f figures) map[string]int {
		return count(f.cases, func(m *matter) (string, bool) { return boardName(m.c.Board), true })
	}},
	{"Beslutade", "Antal_beslutade", "Ärenden", where("Ärenden", StatusHead, decidedOn), func(f figures) map[string]int {
		return count(f.cases, func(m *matter) (string, bool) { return boardName(m.c.Board), m.status() == decidedOn })
	}},
	{"Paragrafer", "Antal_paragrafer", "Paragrafer", "", func(f figures) map[string]int {
		return count(f.rulings, func(r ruling) (string, bool) { return boardName(r.m.Board), true })
	}},
	{"Omedelbart justerade", "Antal_omedelbart_justerade", "Paragrafer", where("Paragrafer", "Omedelbart justerad", "ja"), func(f figures) map[string]int {
		return count(f.rulings, func(r ruling) (string, bool) { return boardName(r.m.Board), r.it.Immediate })
	}},
	{"Med reservation", "Antal_med_reservation", "Paragrafer", where("Paragrafer", "Reservationer", "?*"), func(f figures) map[string]int {
		return count(f.rulings, func(r ruling) (string, bool) { return boardName(r.m.Board), len(r.it.Reservations) > 0 })
	}},
	{"Försenade frister", "Försenade_frister", "Frister", where("Frister", "Läge", late), nil},
	{"Frister denna vecka", "Frister_denna_vecka", "Frister", where("Frister", "Läge", thisWeek), nil},
	{"Uppdrag kvar", "Uppdrag_kvar", "Balanslista", where("Balanslista", "Klart", "nej"), func(f figures) map[string]int {
		return count(f.tasks, func(t task) (string, bool) { return boardName(t.r.m.Board), !t.a.Done })
	}},
	{"Att expediera", "Att_expediera", "Expediering", where("Expediering", "Skickat", "="), func(f figures) map[string]int {
		return count(f.sendings, func(s sending) (string, bool) { return boardName(s.r.m.Board), true })
	}},
}

// count counts the items of each board that are to be counted.
func count[T any](items []T, of func(T) (board string, counted bool)) map[string]int {
	counts := map[string]int{}
	for _, v := range items {
		if board, counted := of(v); counted {
			counts[board]++
		}
	}
	return counts
}

func where(table, head, value string) string { return fmt.Sprintf(`,%s[%s],"%s"`, table, head, value) }

// gone leaves out the rows that the data no longer have.
func gone(table string) string { return where(table, StatusHead, "<>"+Gone) }

const nextHead = "Nästa frist"

// boardTable has one row a board. What depends on the day of reading has no
// value but that of its formula.
func boardTable(f figures) Table {
	own := this("Nämnder", "Nämnd")
	columns := []Column{{Head: "Nämnd", Widest: 38, Key: Names}}
	counts := make([]map[string]int, len(tallies))
	for i, t := range tallies {
		columns = append(columns, Column{Head: t.head, Kind: KindCount, Widest: 12,
			Formula: fmt.Sprintf(`COUNTIFS(%s[Nämnd],%s%s%s)`, t.table, own, t.where, gone(t.table))})
		if t.count != nil {
			counts[i] = t.count(f)
		}
	}
	columns = append(columns, Column{Head: nextHead, Kind: KindDate,
		Formula: fmt.Sprintf(`IFERROR(1/(1/_xlfn.MINIFS(Frister[Datum],Frister[Nämnd],%s,Frister[Datum],">="&TODAY(),Frister[Klart],"<>ja"%s)),"")`, own, gone("Frister"))})
	return tableOf("Nämnder", 1, columns, boardNames(f.cases, f.rulings), func(board string) []Cell {
		row := []Cell{text(board)}
		for _, c := range counts {
			if c == nil {
				row = append(row, nil)
			} else {
				row = append(row, Number(c[board]))
			}
		}
		return append(row, nil)
	})
}

// totalTable is the sum of all boards, above their table and with its columns.
func totalTable(boards Table) Table {
	columns := []Column{{Head: "Hela registret", Widest: 38}}
	row := []Cell{Text("Alla nämnder")}
	for x, t := range tallies {
		columns = append(columns, Column{Head: t.head, Kind: KindCount, Widest: 12, Name: t.name, Formula: "SUM(Nämnder[" + t.head + "])"})
		var sum Cell
		for y := range boards.Count {
			if n, ok := boards.Row(y)[x+1].(Number); ok {
				before, _ := sum.(Number)
				sum = before + n
			}
		}
		row = append(row, sum)
	}
	columns = append(columns, Column{Head: nextHead, Kind: KindDate, Name: "Nästa_frist",
		Formula: fmt.Sprintf(`IF(COUNT(Nämnder[%s])=0,"",MIN(Nämnder[%[1]s]))`, nextHead)})
	return tableOf("Totalt", 0, columns, [][]Cell{append(row, nil)}, slices.Clone)
}

// monthTable counts the §§ of each month, but not those that were information
// only, up to that of the last meeting.
func monthTable(rulings []ruling) Table {
	counts := map[civil.Date]int{}
	var first, last civil.Date
	for _, r := range rulings {
		m := civil.Date{Year: r.m.Date.Year, Month: r.m.Date.Month, Day: 1}
		if r.m.Date.IsZero() {
			continue
		}
		if first.IsZero() || m.Before(first) {
			first = m
		}
		if last.Before(m) {
			last = m
		}
		if r.it.Kind != namnd.Information {
			counts[m]++
		}
	}
	var all []civil.Date
	for m := first; !m.IsZero() && !last.Before(m); m = nextMonth(m) {
		all = append(all, m)
	}
	all = all[max(0, len(all)-months):]
	own := this("Månader", "Månad")
	columns := []Column{
		{Head: "Månad", Kind: KindMonth, Key: Names},
		{Head: "Beslut", Kind: KindCount, Widest: 10,
			Formula: fmt.Sprintf(`COUNTIFS(Paragrafer[Sammanträde],">="&%s,Paragrafer[Sammanträde],"<"&EDATE(%[1]s,1)%s%s)`, own, where("Paragrafer", "Slag", "<>"+string(namnd.Information)), gone("Paragrafer"))},
	}
	return tableOf("Månader", 0, columns, all, func(m civil.Date) []Cell { return []Cell{Day(m), Number(counts[m])} })
}

func nextMonth(m civil.Date) civil.Date {
	next := m.AddDays(31)
	return civil.Date{Year: next.Year, Month: next.Month, Day: 1}
}

// weekTable counts what falls due in each of the next weeks. The weeks are those
// from today, or from the date of the register when all its days have passed; the
// cells hold what it is on that date.
func weekTable(date civil.Date, dues []due) Table {
	first := monday(date)
	var starts []civil.Date
	for i := range weeks {
		starts = append(starts, first.AddDays(7*i))
	}
	own := this("Veckor", "Måndag")
	start := `TODAY()-WEEKDAY(TODAY(),2)+1`
	if !date.IsZero() {
		start = fmt.Sprintf(`IF(MAX(Frister[Datum])<TODAY(),DATE(%d,%d,%d),%s)`, first.Year, first.Month, first.Day, start)
	}
	columns := []Column{
		{Head: "Vecka", Widest: 10, Formula: fmt.Sprintf(`"v. "&_xlfn.ISOWEEKNUM(%s)`, own)},
		{Head: "Måndag", Kind: KindDate, Formula: start + `+7*(ROW()-ROW(Veckor[[#Headers],[Måndag]])-1)`},
		{Head: "Frister", Kind: KindCount, Widest: 10,
			Formula: fmt.Sprintf(`COUNTIFS(Frister[Datum],">="&%s,Frister[Datum],"<"&%[1]s+7,Frister[Klart],"<>ja"%s)`, own, gone("Frister"))},
	}
	return tableOf("Veckor", 0, columns, starts, func(start civil.Date) []Cell {
		if start.IsZero() {
			return []Cell{nil, nil, nil}
		}
		n := 0
		for _, d := range dues {
			if d.done != "ja" && !d.date.Before(start) && d.date.Before(start.AddDays(7)) {
				n++
			}
		}
		return []Cell{Text(fmt.Sprintf("v. %d", isoWeek(start))), Day(start), Number(n)}
	})
}

// isoWeek is the number of the week that begins on a Monday.
func isoWeek(monday civil.Date) int {
	thursday := monday.AddDays(3)
	return 1 + thursday.DaysSince(civil.Date{Year: thursday.Year, Month: 1, Day: 1})/7
}

// monday is the first day of a date's week.
func monday(d civil.Date) civil.Date { return d.AddDays(-((int(d.Weekday()) + 6) % 7)) }
