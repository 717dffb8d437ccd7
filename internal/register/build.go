package register

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kansli/internal/civil"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// Build makes the register of all entries. The order of the entries does not
// matter: rows are sorted, å, ä and ö last.
func Build(entries []Entry) Book {
	cases, rulings := matters(entries)
	slices.SortStableFunc(cases, func(a, b *matter) int {
		return cmp.Or(
			byMatter(a.c.Board, b.c.Board, a.c.Dnr, b.c.Dnr, a.c.Title, b.c.Title),
			a.c.Date.Compare(b.c.Date),
			cmp.Compare(a.file, b.file),
		)
	})
	slices.SortStableFunc(rulings, func(a, b ruling) int {
		return cmp.Or(
			byMatter(a.m.Board, b.m.Board, nil, nil, "", ""),
			a.m.Date.Compare(b.m.Date),
			namnd.CompareNo(a.it.No, b.it.No),
			cmp.Compare(a.file, b.file),
		)
	})
	dues, tasks, sendings := allDues(cases, rulings), allTasks(rulings), allSendings(rulings)
	date := latest(cases, rulings)
	title := title(cases, rulings)
	sheets := []Sheet{overview(title, date, figures{cases, rulings, dues, tasks, sendings})}
	for _, t := range []Table{
		caseTable(cases), sectionTable(rulings), dueTable(dues), unitTable(cases),
		signatoryTable(cases), taskTable(tasks), sendingTable(sendings),
	} {
		sheets = append(sheets, Sheet{Name: t.Name, Tables: []Table{t}})
	}
	return Book{Title: title, Subject: "Ärenden, paragrafer, frister, uppdrag och expediering", Date: date, Sheets: sheets}
}

// tableOf makes a table with a row for each of the items.
func tableOf[T any](name string, fixed int, columns []Column, items []T, row func(T) []Cell) Table {
	return Table{Name: name, Fixed: fixed, Columns: columns, Count: len(items), Row: func(i int) []Cell { return row(items[i]) }}
}

// title names the board when the register is about one alone.
func title(cases []*matter, rulings []ruling) string {
	if boards := boardNames(cases, rulings); len(boards) == 1 && boards[0] != "" {
		return "Ärenderegister – " + boards[0]
	}
	return "Ärenderegister"
}

// boardNames are the boards of the register, in Swedish order.
func boardNames(cases []*matter, rulings []ruling) []string {
	known := map[string]bool{}
	for _, m := range cases {
		known[boardName(m.c.Board)] = true
	}
	for _, r := range rulings {
		known[boardName(r.m.Board)] = true
	}
	return slices.SortedFunc(maps.Keys(known), compare)
}

// latest is the latest day on which a paper was dated or a meeting did
// something. Days to come, such as deadlines, do not count.
func latest(cases []*matter, rulings []ruling) civil.Date {
	var last civil.Date
	see := func(dates ...civil.Date) {
		for _, d := range dates {
			if last.Before(d) {
				last = d
			}
		}
	}
	for _, m := range cases {
		see(m.c.Date)
	}
	for _, r := range rulings {
		see(r.m.Date, r.m.Adjustment.Date, r.m.Adjustment.Announced, r.it.Announced)
	}
	return last
}

// shelf gives every paper a column: one for each label, and one more when a
// row has several papers with the same label.
type shelf struct{ slots []slot }

// slot is the n-th paper with a label.
type slot struct {
	label string
	n     int
}

// shelve makes the shelf for the papers of all rows.
func shelve[T any](rows []T, papers func(T) []Output) shelf {
	var sh shelf
	known := map[slot]bool{}
	for _, row := range rows {
		seen := map[string]int{}
		for _, o := range papers(row) {
			seen[o.Label]++
			if s := (slot{o.Label, seen[o.Label]}); !known[s] {
				known[s] = true
				sh.slots = append(sh.slots, s)
			}
		}
	}
	slices.SortFunc(sh.slots, func(a, b slot) int {
		return cmp.Or(compare(a.label, b.label), cmp.Compare(a.n, b.n))
	})
	return sh
}

func (sh shelf) columns() []Column {
	var cols []Column
	for _, s := range sh.slots {
		head := s.label
		if s.n > 1 {
			head = fmt.Sprintf("%s (%d)", s.label, s.n)
		}
		cols = append(cols, Column{Head: head, Kind: KindLink, Widest: 32})
	}
	return cols
}

func (sh shelf) cells(outputs []Output) []Cell {
	cells := make([]Cell, len(sh.slots))
	seen := map[string]int{}
	for _, o := range outputs {
		seen[o.Label]++
		name := o.Path[strings.LastIndex(o.Path, "/")+1:]
		cells[slices.Index(sh.slots, slot{o.Label, seen[o.Label]})] = Link{name, o.Path}
	}
	return cells
}

// byMatter orders by board, diarienummer and title.
func byMatter(boardA, boardB namnd.Board, dnrA, dnrB []string, titleA, titleB string) int {
	return cmp.Or(
		compare(boardName(boardA), boardName(boardB)),
		slices.CompareFunc(dnrA, dnrB, compareDnr),
		compare(titleA, titleB),
	)
}

// compare is the Swedish order. Most texts in a register are the same as their
// neighbours', and to see that is cheap.
func compare(a, b string) int {
	if a == b {
		return 0
	}
	return swedish.Compare(a, b)
}

// compareDnr orders text by its words as Swedish does and by its numbers as
// numbers, so that SOF 2013/41 comes before SOF 2013/107.
func compareDnr(a, b string) int {
	for a != "" && b != "" {
		wordA, digitsA, restA := firstNumber(a)
		wordB, digitsB, restB := firstNumber(b)
		c := cmp.Or(compare(wordA, wordB), cmp.Compare(len(digitsA), len(digitsB)), cmp.Compare(digitsA, digitsB))
		if c != 0 {
			return c
		}
		a, b = restA, restB
	}
	return cmp.Compare(len(a), len(b))
}

// firstNumber divides s around its first run of digits, whose leading zeros
// are left out.
func firstNumber(s string) (word, digits, rest string) {
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	from := strings.IndexFunc(s, isDigit)
	if from < 0 {
		return s, "", ""
	}
	to := from + len(s[from:]) - len(strings.TrimLeftFunc(s[from:], isDigit))
	return s[:from], strings.TrimLeft(s[from:to], "0"), s[to:]
}
