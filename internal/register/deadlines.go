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
	done      string // ja, nej, or "" when there is nothing to do but to let the day pass
	what      string
	board     namnd.Board
	dnr       []string
	title     string
	meeting   civil.Date // of a statutory one
	no        string     // the §, when the day is about one alone
	purpose   string
	recipient string
	kind      string
	source    string
	note      string
}

// The words of the column Läge.
const (
	late     = "Försenad"
	thisWeek = "Denna vecka"
	later    = "Senare"
	done     = "Klar"
	passed   = "Passerad"
	undated  = "Utan frist"
)

// dueTones colours the column Läge.
var dueTones = []Tone{{late, Alarm}, {thisWeek, Soon}, {later, Calm}, {done, Past}, {passed, Past}}

// dueFormula says where a day stands against today, by the columns Klart and
// Status of the same row. The week begins on Monday. A day with nothing in Klart
// asks for nothing and so is never late.
func dueFormula(table, date string) string {
	day, klart := this(table, date), this(table, "Klart")
	return fmt.Sprintf(`IF(%s="%s","",IF(%s="ja","%s",IF(%s="","%s",IF(%s<TODAY(),IF(%s="nej","%s","%s"),IF(%s<TODAY()-WEEKDAY(TODAY(),2)+8,"%s","%s")))))`,
		this(table, StatusHead), Gone, klart, done, day, undated, day, klart, late, passed, day, thisWeek, later)
}

// this is the cell of a column in the row of the formula.
func this(table, head string) string { return table + "[[#This Row],[" + head + "]]" }

// dueTable has one row a deadline: those that the cases set, and those that the
// law sets for the protocol of each meeting.
func dueTable(dues []due) Table {
	columns := []Column{
		{Head: "Datum", Kind: KindDate, Key: Divides},
		{Head: "Veckodag", Widest: 10},
		{Head: "Läge", Widest: 12, Formula: dueFormula("Frister", "Datum"), Tones: dueTones},
		{Head: "Klart", Widest: 8, Filled: true, Choices: []string{"nej", "ja"}, Only: true},
		{Head: "Vad", Widest: 28, Key: Names},
		{Head: "Nämnd", Widest: 18, Key: Names},
		{Head: "Dnr", Kind: KindList, Widest: 16, Key: Names},
		{Head: "Rubrik", Widest: 32, Key: Divides},
		{Head: "Sammanträde", Kind: KindDate, Key: Names},
		{Head: "§", Kind: KindInteger, Widest: 8, Key: Names},
		{Head: "Avser", Widest: 28},
		{Head: "Mottagare", Widest: 24},
		{Head: "Typ", Widest: 14},
		{Head: "Källa", Widest: 30},
		{Head: "Förklaring", Widest: 44},
		{Head: "Status", Widest: 12},
		{Head: "Anteckning", Widest: 24, Filled: true},
	}
	return tableOf("Frister", 3, columns, dues, func(d due) []Cell {
		return []Cell{
			day(d.date),
			text(swedish.Weekday(d.date.Weekday())),
			nil,
			text(d.done),
			text(d.what),
			text(boardName(d.board)),
			list(d.dnr),
			text(d.title),
			day(d.meeting),
			sectionNo(d.no),
			text(d.purpose),
			text(d.recipient),
			text(d.kind),
			text(d.source),
			text(d.note),
			text(current),
			nil,
		}
	})
}

// allDues are the deadlines of cases and protocols, the nearest first.
func allDues(cases []*matter, rulings []ruling) []due {
	var all []due
	for _, m := range cases {
		for _, d := range m.c.Deadlines {
			all = append(all, due{
				date: d.Date, done: "nej", what: swedish.Capital(d.Name), board: m.c.Board, dnr: m.c.Dnr, title: m.c.Title,
				purpose: d.Purpose, recipient: d.Recipient, kind: "ärendets egen", source: "ärendet",
			})
		}
	}
	byMeeting := map[*namnd.Meeting][]ruling{}
	for _, r := range rulings {
		byMeeting[r.m] = append(byMeeting[r.m], r)
	}
	for _, r := range rulings {
		all = append(all, statutory(byMeeting[r.m])...)
		delete(byMeeting, r.m)
	}
	all = slices.DeleteFunc(all, func(d due) bool { return d.date.IsZero() })
	slices.SortStableFunc(all, func(a, b due) int {
		return cmp.Or(
			a.date.Compare(b.date),
			byMatter(a.board, b.board, a.dnr, b.dnr, a.title, b.title),
			namnd.CompareNo(a.no, b.no),
			compare(a.what, b.what),
			compare(a.purpose, b.purpose),
		)
	})
	return all
}

// statutory gives the days that the law sets for the protocol of a meeting, from
// its §§. Those that were approved at once have each a clock of their own: it
// starts on the day of the meeting, and their appeal runs from their own
// announcement. Days that count from something that has not happened yet are left
// out.
func statutory(rulings []ruling) []due {
	var all, own []due
	var together, appealable []string
	for _, r := range rulings {
		if !r.apart() {
			together = append(together, r.it.No)
			if r.canBeReviewed() {
				appealable = append(appealable, r.it.No)
			}
			continue
		}
		at := due{board: r.m.Board, dnr: r.dnr(), title: r.title(), meeting: r.m.Date, no: r.it.No, purpose: "Omedelbart justerad paragraf"}
		own = append(own, at.with(deadline.Notice(r.m.Date), !r.it.Announced.IsZero()))
		if r.canBeReviewed() {
			own = append(own, at.with(deadline.Appeal(r.it.Announced), false))
		}
		own = append(own, at.with(deadline.TakeDown(r.it.Announced), false))
	}
	if len(together) == 0 {
		return own
	}
	m := rulings[0].m
	adjusted, announced := m.Adjustment.Date, m.Adjustment.Announced
	at := due{board: m.Board, title: protocol(m), meeting: m.Date, purpose: swedish.Sections(together)}
	all = append(all, at.with(deadline.Adjustment(m.Date), !adjusted.IsZero()), at.with(deadline.Notice(adjusted), !announced.IsZero()))
	if len(appealable) > 0 {
		at.purpose = swedish.Sections(appealable)
		all = append(all, at.with(deadline.Appeal(announced), false))
		at.purpose = swedish.Sections(together)
	}
	return append(append(all, at.with(deadline.TakeDown(announced), false)), own...)
}

// canBeReviewed reports whether the decision can be brought to court by
// laglighetsprövning.
func (r ruling) canBeReviewed() bool {
	return r.it.Appeal == "" || r.it.Appeal == namnd.LegalityReview
}

// with is the row for a day that the law sets. Appeals and the end of the anslag
// ask nothing of the office.
func (d due) with(law deadline.Deadline, isDone bool) due {
	d.date, d.what, d.kind, d.source, d.note = law.Last, law.Name, "lagstadgad", law.Source, note(law)
	switch {
	case law.Kind == deadline.KindAppeal || law.Kind == deadline.KindTakeDown:
	case isDone:
		d.done = "ja"
	default:
		d.done = "nej"
	}
	return d
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
