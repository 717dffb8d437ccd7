package register

import (
	"cmp"
	"slices"

	"kansli/internal/namnd"
)

// task is what a § gives someone to do.
type task struct {
	r ruling
	a namnd.Assignment
}

// allTasks lists what is to be done, the most urgent first and what is done
// last.
func allTasks(rulings []ruling) []task {
	var all []task
	for _, r := range rulings {
		for _, a := range r.it.Assignments {
			all = append(all, task{r, a})
		}
	}
	rank := func(t task) int {
		switch {
		case t.a.Done:
			return 2
		case t.a.Due.IsZero():
			return 1
		}
		return 0
	}
	slices.SortStableFunc(all, func(a, b task) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), a.a.Due.Compare(b.a.Due))
	})
	return all
}

// taskTable is the balanslista: what was decided and is to be done. What is done
// stands last, so that nobody wonders where it went.
func taskTable(tasks []task) Table {
	columns := []Column{
		{Head: "Senast", Kind: KindDate},
		{Head: "Läge", Widest: 12, Formula: dueFormula("Balanslista", "Senast"), Tones: dueTones},
		{Head: "Klart", Widest: 8, Filled: true, Choices: []string{"nej", "ja"}, Only: true},
		{Head: "Uppdrag", Widest: 48, Key: Names},
		{Head: "Till", Widest: 24, Key: Divides},
		{Head: "Nämnd", Widest: 18, Key: Names},
		{Head: "Sammanträde", Kind: KindDate, Key: Names},
		{Head: "§", Kind: KindInteger, Widest: 8, Key: Names},
		{Head: "Dnr", Kind: KindList, Widest: 16},
		{Head: "Rubrik", Widest: 36},
		{Head: "Status", Widest: 12},
		{Head: "Anteckning", Widest: 24, Filled: true},
	}
	return tableOf("Balanslista", 3, columns, tasks, func(t task) []Cell {
		return []Cell{
			day(t.a.Due),
			nil,
			yes(t.a.Done),
			text(t.a.What),
			text(cmp.Or(t.a.To, "förvaltningen")),
			text(boardName(t.r.m.Board)),
			day(t.r.m.Date),
			sectionNo(t.r.it.No),
			list(t.r.dnr()),
			text(t.r.title()),
			text(current),
			nil,
		}
	})
}

// sending is an extract that someone is to have.
type sending struct {
	r  ruling
	to string
}

func allSendings(rulings []ruling) []sending {
	var all []sending
	for _, r := range rulings {
		for _, to := range r.recipients() {
			all = append(all, sending{r, to})
		}
	}
	return all
}

// sendingTable says who is to have which extract. It may be sent when the § has
// been approved.
func sendingTable(sendings []sending) Table {
	papers := func(s sending) []Output { return extracts(s.r.outputs) }
	files := shelve(sendings, papers)
	columns := append([]Column{
		{Head: "Mottagare", Widest: 36, Key: Names},
		{Head: "Skickat", Kind: KindDate, Filled: true},
		{Head: "Sätt", Widest: 14, Filled: true, Choices: []string{"e-post", "brev", "internpost", "e-tjänst"}},
		{Head: "Nämnd", Widest: 18, Key: Names},
		{Head: "Sammanträde", Kind: KindDate, Key: Names},
		{Head: "§", Kind: KindInteger, Widest: 8, Key: Names},
		{Head: "Dnr", Kind: KindList, Widest: 16},
		{Head: "Rubrik", Widest: 36},
		{Head: "Justerad", Kind: KindDate},
		{Head: "Status", Widest: 12},
		{Head: "Anteckning", Widest: 24, Filled: true},
	}, files.columns()...)
	return tableOf("Expediering", 1, columns, sendings, func(s sending) []Cell {
		return append([]Cell{
			text(s.to),
			nil,
			nil,
			text(boardName(s.r.m.Board)),
			day(s.r.m.Date),
			sectionNo(s.r.it.No),
			list(s.r.dnr()),
			text(s.r.title()),
			day(s.r.adjusted()),
			text(current),
			nil,
		}, files.cells(papers(s))...)
	})
}
