package calendar

import (
	"slices"

	"kansli/internal/civil"
	"kansli/internal/deadline"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// OfMeeting lists the days of a meeting: those of the protocol, those of the §§
// that were approved at once, which have clocks of their own, förvaltningsbesvär,
// and what decisions give someone to do. It is empty when the meeting has no
// date.
func OfMeeting(m *namnd.Meeting) []Day {
	if m.Date.IsZero() {
		return nil
	}
	var days []Day
	for _, c := range clocks(m) {
		days = append(days, c.days(m)...)
	}
	for i := range days {
		days[i].Board, days[i].Title, days[i].stamp = boardName(m.Board), protocol(m), stamp(m)
	}
	days = append(days, administrative(m)...)
	return append(days, assignments(m)...)
}

// moment is a day that a time limit counts from, and what has to be so for it to
// be that day.
type moment struct {
	date    civil.Date
	assumes []string
}

func (mo moment) then(date civil.Date, assumes ...string) moment {
	return moment{date, slices.Concat(mo.assumes, assumes)}
}

// clock is what is approved and announced together, with the days that follow.
type clock struct {
	namnd.Approval
	identity string
	concerns string // the §§, or the points of a meeting to come; "" is the whole protocol
	appeals  string // those of them that are open to laglighetsprövning
	open     bool   // any of them is
}

// clocks are those of the approvals of a meeting.
func clocks(m *namnd.Meeting) []clock {
	if len(m.Items) == 0 {
		return planned(m)
	}
	var all []clock
	for _, a := range m.Approvals() {
		var items, open []namnd.Item
		for _, i := range a.Items {
			items = append(items, m.Items[i])
			if m.Items[i].OpenToReview() {
				open = append(open, m.Items[i])
			}
		}
		c := clock{Approval: a, identity: "protokollet", concerns: sections(items), appeals: sections(open), open: len(open) > 0}
		if a.AtOnce {
			c.identity = "omedelbart " + items[0].No
		}
		all = append(all, c)
	}
	return all
}

// planned gives the clocks of a meeting without §§ as yet: the protocol, and the
// points that are proposed to be approved at once.
func planned(m *namnd.Meeting) []clock {
	all := []clock{{
		Approval: namnd.Approval{Adjusted: m.Adjustment.Date, Announced: m.Adjustment.Announced},
		identity: "protokollet", open: true,
	}}
	var nos []string
	var visit func(points []namnd.AgendaItem)
	visit = func(points []namnd.AgendaItem) {
		for _, p := range points {
			if p.Immediate && !p.Cancelled {
				nos = append(nos, p.No)
			}
			visit(p.Items)
		}
	}
	visit(m.Agenda)
	if len(nos) > 0 {
		word := "punkt "
		if len(nos) > 1 {
			word = "punkterna "
		}
		points := word + swedish.And(nos)
		all = append(all, clock{Approval: namnd.Approval{AtOnce: true, Adjusted: m.Date}, identity: "omedelbart", concerns: points, appeals: points, open: true})
	}
	return all
}

// days follows a clock from the meeting to the end of the time for appeal. What
// has not happened yet is put on the day that is planned, else on the last day
// that the law allows.
func (c clock) days(m *namnd.Meeting) []Day {
	held := moment{date: m.Date}
	if m.Status == namnd.Planned {
		held = held.then(m.Date, "att sammanträdet hålls "+m.Date.String())
	}
	var days []Day
	add := func(d deadline.Deadline, from moment, concerns string) {
		day := of(d, from)
		day.identity, day.Concerns = c.identity, concerns
		days = append(days, day)
	}
	adjusted := held
	if !c.AtOnce {
		last := deadline.Adjustment(held.date)
		add(last, held, c.concerns)
		adjusted = c.approval(m, held, last.Last)
	}
	last := deadline.Notice(adjusted.date)
	if c.AtOnce {
		last.StartWhat = "sammanträdesdagen, då justeringen var omedelbar"
	}
	add(last, adjusted, c.concerns)
	announced := c.announcement(m, adjusted, last.Last)
	if c.open {
		add(deadline.Appeal(announced.date), announced, c.appeals)
	}
	add(deadline.TakeDown(announced.date), announced, c.concerns)
	return days
}

// approval is when the protocol was approved, or is to be.
func (c clock) approval(m *namnd.Meeting, held moment, last civil.Date) moment {
	switch {
	case c.Adjusted.IsZero():
		return held.then(last, "att protokollet justeras senast "+last.String())
	case m.Status != namnd.Planned && m.Settled(c.Approval):
		return moment{date: c.Adjusted}
	}
	return held.then(c.Adjusted, "att protokollet justeras "+c.Adjusted.String())
}

// announcement is when the approval was announced, or is to be.
func (c clock) announcement(m *namnd.Meeting, adjusted moment, last civil.Date) moment {
	switch {
	case c.Announced.IsZero():
		return adjusted.then(last, "att justeringen anslås senast "+last.String())
	case m.Status == namnd.Planned:
		return adjusted.then(c.Announced, "att justeringen anslås "+c.Announced.String())
	}
	return moment{date: c.Announced}
}

// of makes a day of a deadline.
func of(d deadline.Deadline, from moment) Day {
	day := Day{
		Date: d.Last, Certainty: Certain, Assumes: from.assumes, Kind: d.Kind, What: d.Name,
		Start: d.Start, StartWhat: d.StartWhat, Raw: d.Raw, Moved: d.Moved, Rule: d.Rule, Source: d.Source, Unsettled: d.Unsettled,
	}
	switch {
	case d.Start.IsZero():
		day.Certainty = Unknown
	case len(from.assumes) > 0:
		day.Certainty = Expected
	}
	return day
}

// administrative is the §§ that go to förvaltningsbesvär. The time counts from
// the day on which each person received the decision, which no file tells.
func administrative(m *namnd.Meeting) []Day {
	var items []namnd.Item
	for _, it := range m.Items {
		if it.Appeal == namnd.AdministrativeAppeal {
			items = append(items, it)
		}
	}
	if len(items) == 0 {
		return nil
	}
	day := of(deadline.AdministrativeAppeal(civil.Date{}), moment{})
	day.Board, day.Title, day.Concerns, day.stamp = boardName(m.Board), protocol(m), sections(items), stamp(m)
	return []Day{day}
}

// assignments are the days by which someone has to do what a decision says.
func assignments(m *namnd.Meeting) []Day {
	var days []Day
	for _, it := range m.Items {
		for _, a := range it.Assignments {
			if a.Done {
				continue
			}
			days = append(days, Day{
				Date: a.Due, Certainty: Certain, Kind: KindAssignment, What: "Uppdrag: " + a.What, Board: boardName(m.Board), Dnr: it.Dnr,
				Title: protocol(m), Concerns: sections([]namnd.Item{it}), Recipient: a.To, identity: it.No + "\x00" + a.What, stamp: stamp(m),
			})
		}
	}
	return dated(days)
}

func sections(items []namnd.Item) string {
	var nos []string
	for _, it := range items {
		nos = append(nos, it.No)
	}
	return swedish.Sections(nos)
}

// protocol names the protocol of a meeting.
func protocol(m *namnd.Meeting) string {
	if m.Number == "" {
		return "Protokoll " + m.Date.String()
	}
	return "Protokoll nr " + m.Number + ", " + m.Date.String()
}

// stamp is the day of the latest thing that the file of a meeting tells.
func stamp(m *namnd.Meeting) civil.Date {
	last := m.Date
	for _, d := range []civil.Date{m.Adjustment.Date, m.Adjustment.Announced} {
		if last.Before(d) {
			last = d
		}
	}
	for _, it := range m.Items {
		if last.Before(it.Announced) {
			last = it.Announced
		}
	}
	return last
}
