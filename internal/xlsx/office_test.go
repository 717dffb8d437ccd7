package xlsx

import (
	"fmt"

	"kansli/internal/namnd"
	"kansli/internal/register"
)

// entries are the cases and meetings of an office with three boards: enough to
// have something on every sheet.
func entries() []register.Entry {
	boards := []namnd.Board{
		{ID: "bromma", Name: "Bromma stadsdelsnämnd", Signatories: []namnd.Person{{Name: "Anna Exempelsson", Title: "Stadsdelsdirektör"}}},
		{ID: "farsta", Name: "Farsta stadsdelsnämnd"},
		{ID: "social", Name: "socialnämnden"},
	}
	var all []register.Entry
	for b, board := range boards {
		for n := range 4 {
			day := date(2023, 3+n, 11+b)
			m := &namnd.Meeting{Board: board, Date: day, Chair: "Johan Provinen", Adjustment: namnd.Adjustment{Date: day.AddDays(5)}}
			if n < 3 {
				m.Adjustment.Announced = day.AddDays(6)
			}
			meeting := register.Entry{File: fmt.Sprintf("%s/mote%d.yaml", board.ID, n), Meeting: m}
			for i := range 3 {
				c := &namnd.Case{
					Board: board, Dnr: []string{fmt.Sprintf("%s 2023/%d", board.ID, 10*n+i)}, Title: fmt.Sprintf("Ärende %d om %s", 10*n+i, []string{"lekplatser", "remiss från kommunstyrelsen om en ny översiktsplan", "bidrag"}[i]),
					Date: day.AddDays(-20), Handlers: []namnd.Person{{Name: "Bo Provström", Title: "Handläggare", Phone: "08-508 00 00" + fmt.Sprint(i)}},
					Units: []string{"Enheten för arbete", "Åkeshovs förskolor"}[:i%2+1], Deadlines: []namnd.Deadline{{Name: "svar", Date: day.AddDays(30 + i)}},
					Proposal: []namnd.Point{{Text: "Nämnden godkänner förslaget."}},
				}
				file := fmt.Sprintf("%s/%d-%d.yaml", board.ID, n, i)
				all = append(all, register.Entry{File: file, Case: c, Outputs: []register.Output{{Label: "Tjänsteutlåtande (PDF)", Path: "ut/" + file + ".pdf"}}})
				it := namnd.Item{No: fmt.Sprint(i + 1), CasePath: fmt.Sprintf("%d-%d.yaml", n, i), Case: c, Decision: []namnd.Point{{Text: namnd.AsProposed}}, Immediate: i == 1}
				if i == 1 {
					it.Announced, it.Recipients = day.AddDays(1), []string{"Kommunstyrelsen", "=Revisorerna"}
				}
				if i == 2 {
					it.Assignments = []namnd.Assignment{{What: "Återkomma med en uppföljning.", Due: day.AddDays(90), Done: n == 0}}
					it.Reservations = []namnd.Reservation{{By: []string{"Maria Exempel"}}}
				}
				m.Items = append(m.Items, it)
			}
			all = append(all, meeting)
		}
	}
	return all
}

// office is the register of those.
func office() register.Book { return register.Build(entries()) }
