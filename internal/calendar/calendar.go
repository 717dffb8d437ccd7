// Package calendar gathers the days of a case or a meeting in one list: those
// that the case sets itself, those that a decision gives someone to keep, and
// those that the law gives for the protocol. Package deadline counts a single
// day; this one knows which days a meeting has and how sure they are.
package calendar

import (
	"cmp"
	"slices"
	"strings"

	"kansli/internal/civil"
	"kansli/internal/deadline"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// The kinds of days that no law gives; the others are those of package deadline.
const (
	KindOwn        deadline.Kind = "frist"   // set in the case
	KindAssignment deadline.Kind = "uppdrag" // set by a decision
)

// Certainty says how far a day can be relied on.
type Certainty string

const (
	Certain  Certainty = "säker"    // counted from what has happened, or set in the data
	Expected Certainty = "beräknad" // counted from a day that is planned, or the last day that the law allows
	Unknown  Certainty = "okänd"    // no Date: the day to count from is not in the data
)

// Day is one day of the list. Texts are Swedish; Rule and Unsettled are whole
// sentences, the others have no full stop.
type Day struct {
	Date      civil.Date    `json:"datum"`                   // the day that holds; zero when Unknown
	Certainty Certainty     `json:"säkerhet"`                //
	Assumes   []string      `json:"förutsätter,omitempty"`   // of an Expected day: clauses that begin with "att"
	Kind      deadline.Kind `json:"slag"`                    //
	What      string        `json:"vad"`                     // "Sista dag för justering"
	Board     string        `json:"nämnd,omitempty"`         // its name
	Dnr       []string      `json:"dnr,omitempty"`           //
	Title     string        `json:"rubrik"`                  // of the case, or the name of the protocol
	Concerns  string        `json:"avser,omitempty"`         // what is to be done, or the §§: "§§ 1–3"
	Recipient string        `json:"mottagare,omitempty"`     //
	Start     civil.Date    `json:"räknas_från,omitzero"`    // the day that the law counts from
	StartWhat string        `json:"räknas_från_är,omitzero"` // what day that is
	Raw       civil.Date    `json:"räknas_till,omitzero"`    // as counted, before a last day goes on to a working day
	Moved     string        `json:"flyttad_för,omitempty"`   // what Raw is when Date is later: "julafton"
	Rule      string        `json:"regel,omitempty"`         //
	Source    string        `json:"källa,omitempty"`         // the law
	Unsettled string        `json:"oklart,omitempty"`        // what no source has settled

	identity string     // what the day is about, the same when its date or its §§ change
	stamp    civil.Date // the day of the latest thing that the data tells
}

// Statutory reports whether the law gives the day.
func (d Day) Statutory() bool { return d.Kind != KindOwn && d.Kind != KindAssignment }

// OfCase lists the days that a case sets, in their order there.
func OfCase(c *namnd.Case) []Day {
	var days []Day
	for _, f := range c.Deadlines {
		days = append(days, Day{
			Date: f.Date, Certainty: Certain, Kind: KindOwn, What: swedish.Capital(f.Name), Board: boardName(c.Board), Dnr: c.Dnr,
			Title: c.Title, Concerns: f.Purpose, Recipient: f.Recipient,
			identity: f.Name, stamp: c.Date,
		})
	}
	return dated(days)
}

// Sort puts days in order: by date, those without one last, then by board,
// subject and text. Days that say the same are left once.
func Sort(days []Day) []Day {
	days = slices.Clone(days)
	slices.SortStableFunc(days, func(a, b Day) int {
		return cmp.Or(
			undated(a)-undated(b),
			a.Date.Compare(b.Date),
			swedish.Compare(a.Board, b.Board),
			swedish.Compare(strings.Join(a.Dnr, "\x00"), strings.Join(b.Dnr, "\x00")),
			swedish.Compare(a.Title, b.Title),
			cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)),
			swedish.Compare(a.What, b.What),
			swedish.Compare(a.Concerns, b.Concerns),
		)
	})
	return slices.CompactFunc(days, func(a, b Day) bool { return a.same(b) })
}

// order is how days of one date and one protocol follow each other.
var order = []deadline.Kind{KindOwn, KindAssignment, deadline.KindAdjustment, deadline.KindNotice, deadline.KindAppeal, deadline.KindTakeDown, deadline.KindAdminAppeal}

// Since leaves out the days before a date. Those whose date is unknown stay.
func Since(days []Day, from civil.Date) []Day {
	return slices.DeleteFunc(slices.Clone(days), func(d Day) bool { return !d.Date.IsZero() && d.Date.Before(from) })
}

func (d Day) same(e Day) bool {
	return d.Date == e.Date && d.id() == e.id() && d.Concerns == e.Concerns && d.Recipient == e.Recipient && d.Certainty == e.Certainty
}

// id tells days apart and stays when a day is moved.
func (d Day) id() string {
	return strings.Join(slices.Concat([]string{string(d.Kind), d.Board, d.Title, d.identity}, d.Dnr), "\x00")
}

func undated(d Day) int {
	if d.Date.IsZero() {
		return 1
	}
	return 0
}

// dated drops the days that a faulty file left without a date.
func dated(days []Day) []Day {
	return slices.DeleteFunc(days, func(d Day) bool { return d.Date.IsZero() })
}

func boardName(b namnd.Board) string { return swedish.Capital(cmp.Or(b.Name, b.ID)) }
