package deadline

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/se"

	"kansli/internal/civil"
)

// day is a named day on which time limits do not end.
type day struct {
	name    string
	holiday *cal.Holiday
	eve     bool // named by 2 § of the act on time limits, though it is no holiday
}

// days follow lagen (1989:253) om allmänna helgdagar and 2 § lagen (1930:173)
// om beräkning av lagstadgad tid. In 2005 the national day became a holiday and
// annandag pingst ceased to be one. Sundays have no name here.
var days = []day{
	{"nyårsdagen", se.Nyarsdagen, false},
	{"trettondedag jul", se.TrettondedagJul, false},
	{"långfredagen", se.Langfredagen, false},
	{"påskdagen", se.Paskdagen, false},
	{"annandag påsk", se.AnnandagPask, false},
	{"första maj", se.ForstaMaj, false},
	{"Kristi himmelsfärdsdag", se.KristiHimmelfardsdag, false},
	{"pingstdagen", se.Pingstdagen, false},
	{"annandag pingst", aa.PentecostMonday.Clone(&cal.Holiday{EndYear: 2004}), false},
	{"nationaldagen", se.Nationaldagen.Clone(&cal.Holiday{StartYear: 2005}), false},
	{"midsommarafton", se.Midsommarafton, true},
	{"midsommardagen", se.Midsommardagen, false},
	{"alla helgons dag", se.AllaHelgonsDag, false},
	{"julafton", se.Julafton, true},
	{"juldagen", se.Juldagen, false},
	{"annandag jul", se.AnnandagJul, false},
	{"nyårsafton", se.Nyarsafton, true},
}

// The library counts in the zone of the machine unless told.
func init() { cal.DefaultLoc = time.UTC }

func named(d civil.Date) (day, bool) {
	for _, n := range days {
		at, _ := n.holiday.Calc(d.Year)
		if y, m, dd := at.Date(); (civil.Date{Year: y, Month: m, Day: dd}) == d {
			return n, true
		}
	}
	return day{}, false
}

// Holiday reports whether d is an allmän helgdag, Sundays included. Valid from
// 1990.
func Holiday(d civil.Date) bool {
	n, ok := named(d)
	return ok && !n.eve || !d.IsZero() && d.Weekday() == time.Sunday
}

// Rolls reports whether a time limit that ends on d goes on to the next
// working day.
func Rolls(d civil.Date) bool { return Name(d) != "" }

// Name says in Swedish why a time limit cannot end on d: julafton, annandag
// påsk, lördag. It is "" for a working day and for the zero Date.
func Name(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	if n, ok := named(d); ok {
		return n.name
	}
	switch d.Weekday() {
	case time.Saturday:
		return "lördag"
	case time.Sunday:
		return "söndag"
	}
	return ""
}

// Next returns the first day at or after d on which a time limit can end. The
// zero Date stays zero.
func Next(d civil.Date) civil.Date {
	for Rolls(d) {
		d = d.AddDays(1)
	}
	return d
}
