package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kansli/internal/civil"
	"kansli/internal/deadline"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// due is one row of the table of deadlines.
type due struct {
	date      civil.Date
	what      string
	board     namnd.Board
	dnr       []string
	title     string
	purpose   string
	recipient string
	kind      string
	source    string
	note      string
}

// deadlineTable has one row a deadline: those that the cases set, and those
// that the law sets for the protocol of each meeting.
func deadlineTable(cases []*matter, entries []Entry) Table {
	var all []due
	for _, m := range cases {
		for _, d := range m.c.Deadlines {
			all = append(all, due{
				date: d.Date, what: swedish.Capital(d.Name), board: m.c.Board, dnr: m.c.Dnr, title: m.c.Title,
				purpose: d.Purpose, recipient: d.Recipient, kind: "ärendets egen", source: "ärendet",
			})
		}
	}
	for _, e := range entries {
		if e.Meeting != nil {
			all = append(all, statutory(e.Meeting)...)
		}
	}
	all = slices.DeleteFunc(all, func(d due) bool { return d.date.IsZero() })
	slices.SortStableFunc(all, func(a, b due) int {
		return cmp.Or(
			a.date.Compare(b.date),
			byMatter(a.board, b.board, a.dnr, b.dnr, a.title, b.title),
			compare(a.what, b.what),
			compare(a.purpose, b.purpose),
		)
	})
	t := Table{Name: "Frister", Fixed: 1, Columns: []Column{
		{"Datum", KindDate, 0},
		{"Veckodag", KindText, 10},
		{"Vad", KindText, 28},
		{"Nämnd", KindText, 18},
		{"Dnr", KindText, 16},
		{"Rubrik", KindText, 32},
		{"Avser", KindText, 28},
		{"Mottagare", KindText, 24},
		{"Typ", KindText, 14},
		{"Källa", KindText, 30},
		{"Anmärkning", KindText, 44},
	}}
	for _, d := range all {
		t.Rows = append(t.Rows, []Cell{
			day(d.date),
			text(swedish.Weekday(d.date.Weekday())),
			text(d.what),
			text(boardName(d.board)),
			text(strings.Join(d.dnr, between)),
			text(d.title),
			text(d.purpose),
			text(d.recipient),
			text(d.kind),
			text(d.source),
			text(d.note),
		})
	}
	return t
}

// statutory gives the days that the law sets for the protocol of a meeting.
// The §§ that were approved at once have a clock of their own: it starts on the
// day of the meeting. When they were announced is not recorded, unless the whole
// protocol was approved that day, so no time for appeal is given for them. Days
// that count from something that has not happened yet are left out.
func statutory(m *namnd.Meeting) []due {
	var atOnce, later []string
	for _, it := range m.Items {
		if it.Immediate && m.Adjustment.Date != m.Date {
			atOnce = append(atOnce, it.No)
		} else {
			later = append(later, it.No)
		}
	}
	var all []due
	add := func(sections []string, ds ...deadline.Deadline) {
		if len(sections) == 0 {
			return
		}
		for _, d := range ds {
			all = append(all, due{
				date: d.Last, what: d.Name, board: m.Board, title: protocol(m),
				purpose: swedish.Sections(sections), kind: "lagstadgad", source: d.Source, note: note(d),
			})
		}
	}
	add(atOnce, deadline.Notice(m.Date))
	announced := m.Adjustment.Announced
	add(later, deadline.Adjustment(m.Date), deadline.Notice(m.Adjustment.Date), deadline.Appeal(announced), deadline.TakeDown(announced))
	return all
}

// protocol names the protocol of a meeting.
func protocol(m *namnd.Meeting) string {
	if m.Number == "" {
		return "Protokoll " + m.Date.String()
	}
	return "Protokoll nr " + m.Number + ", " + m.Date.String()
}

// note says what is not evident from the date: that it was moved, and what no
// source has settled.
func note(d deadline.Deadline) string {
	var parts []string
	if d.Moved != "" && d.Kind != deadline.KindTakeDown {
		parts = append(parts, fmt.Sprintf("Räknas till %s, som är %s, och flyttas till nästa vardag.", d.Raw, d.Moved))
	}
	if d.Unsettled != "" {
		parts = append(parts, d.Unsettled)
	}
	return strings.Join(parts, " ")
}
