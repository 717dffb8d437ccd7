package deadline

import (
	"strings"
	"testing"
	"time"

	"kansli/internal/civil"
)

func date(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDeadlines(t *testing.T) {
	tests := []struct {
		name  string
		count func(civil.Date) Deadline
		start string
		raw   string
		last  string
		moved string
	}{
		{"julafton, two holidays and a Sunday", Appeal, "2026-12-03", "2026-12-24", "2026-12-28", "julafton"},
		{"the anslag stays up over Christmas", TakeDown, "2026-12-03", "2026-12-25", "2026-12-29", "julafton"},
		{"annandag påsk", Appeal, "2011-04-04", "2011-04-25", "2011-04-26", "annandag påsk"},
		{"not the 26th, when the last day is not over", TakeDown, "2011-04-04", "2011-04-26", "2011-04-27", "annandag påsk"},
		{"anslag in March 2014", TakeDown, "2014-03-12", "2014-04-03", "2014-04-03", ""},
		{"anslag in September 2017", TakeDown, "2017-09-12", "2017-10-04", "2017-10-04", ""},
		{"the first day of the taking down may be a Saturday", TakeDown, "2026-10-02", "2026-10-24", "2026-10-24", ""},
		{"same day of the week, not 21 days with the first", Appeal, "2026-09-01", "2026-09-22", "2026-09-22", ""},
		{"midsommarafton goes on to Monday", Appeal, "2026-05-29", "2026-06-19", "2026-06-22", "midsommarafton"},
		{"nyårsafton goes on to 2 January", Appeal, "2025-12-10", "2025-12-31", "2026-01-02", "nyårsafton"},
		{"skärtorsdag is a working day", Appeal, "2026-03-12", "2026-04-02", "2026-04-02", ""},
		{"trettondagsafton is a working day", Appeal, "2025-12-15", "2026-01-05", "2026-01-05", ""},
		{"valborg is a working day", Appeal, "2026-04-09", "2026-04-30", "2026-04-30", ""},
		{"the national day was a working day before 2005", Appeal, "2003-05-16", "2003-06-06", "2003-06-06", ""},
		{"annandag pingst was a holiday before 2005", Appeal, "2004-05-10", "2004-05-31", "2004-06-01", "annandag pingst"},
		{"and is none in 2005", Appeal, "2005-04-25", "2005-05-16", "2005-05-16", ""},
		{"fourteen days", Adjustment, "2023-05-11", "2023-05-25", "2023-05-25", ""},
		{"fourteen days end on annandag jul", Adjustment, "2025-12-12", "2025-12-26", "2025-12-29", "annandag jul"},
		{"the second day", Notice, "2023-05-16", "2023-05-18", "2023-05-19", "Kristi himmelsfärdsdag"},
		{"the second day is a Saturday", Notice, "2026-10-01", "2026-10-03", "2026-10-05", "lördag"},
		{"received", AdministrativeAppeal, "2026-11-24", "2026-12-15", "2026-12-15", ""},
		{"received before första maj", AdministrativeAppeal, "2026-04-10", "2026-05-01", "2026-05-04", "första maj"},
	}
	for _, tt := range tests {
		got := tt.count(date(t, tt.start))
		if got.Raw.String() != tt.raw || got.Last.String() != tt.last || got.Moved != tt.moved {
			t.Errorf("%s, from %s: got %s, %s, %q; want %s, %s, %q",
				tt.name, tt.start, got.Raw, got.Last, got.Moved, tt.raw, tt.last, tt.moved)
		}
	}
}

func TestEachKindSaysItsOwnStartAndLaw(t *testing.T) {
	start := date(t, "2026-09-01")
	tests := []struct {
		got               Deadline
		kind              Kind
		startWhat, source string
		unsettled         bool
	}{
		{Adjustment(start), KindAdjustment, "sammanträdesdagen", "5 kap. 69 §", true},
		{Notice(start), KindNotice, "justerades", "8 kap. 12 §", true},
		{Appeal(start), KindAppeal, "tillkännagavs", "13 kap. 5 §", false},
		{TakeDown(start), KindTakeDown, "tillkännagavs", "8 kap. 12 §", false},
		{AdministrativeAppeal(start), KindAdminAppeal, "fick del av", "förvaltningslagen", false},
	}
	names := map[string]bool{}
	for _, tt := range tests {
		d := tt.got
		if d.Kind != tt.kind || d.Start != start || d.Name == "" || names[d.Name] {
			t.Errorf("%s: got kind %q, start %s, name %q", tt.kind, d.Kind, d.Start, d.Name)
		}
		names[d.Name] = true
		if !strings.Contains(d.StartWhat, tt.startWhat) || !strings.Contains(d.Source, tt.source) {
			t.Errorf("%s: got start %q, source %q", tt.kind, d.StartWhat, d.Source)
		}
		if !strings.HasSuffix(d.Rule, ".") || (d.Unsettled != "") != tt.unsettled {
			t.Errorf("%s: got rule %q, unsettled %q", tt.kind, d.Rule, d.Unsettled)
		}
	}
	if strings.Contains(Appeal(start).Rule, "fick del") || strings.Contains(AdministrativeAppeal(start).Rule, "förvaltningsrätten") {
		t.Error("the two kinds of appeal must not share a text")
	}
}

func TestOldDatesSayThatAnOlderLawHeld(t *testing.T) {
	for start, older := range map[string]bool{"2011-04-04": true, "2017-12-31": true, "2018-01-01": false} {
		if got := strings.Contains(Appeal(date(t, start)).Unsettled, "äldre lag"); got != older {
			t.Errorf("appeal from %s: names an older law: %v, want %v", start, got, older)
		}
	}
	if got := AdministrativeAppeal(date(t, "2018-06-30")).Unsettled; !strings.Contains(got, "äldre lag") {
		t.Errorf("förvaltningsbesvär in June 2018: got %q", got)
	}
}

func TestNoStartGivesNoDay(t *testing.T) {
	for _, count := range []func(civil.Date) Deadline{Adjustment, Notice, Appeal, TakeDown, AdministrativeAppeal} {
		d := count(civil.Date{})
		if !d.Raw.IsZero() || !d.Last.IsZero() || d.Name == "" {
			t.Errorf("%s without a start: got %s, %s, name %q", d.Kind, d.Raw, d.Last, d.Name)
		}
	}
}

// TestEveryDay compares each day from 2020 to 2035 with a count that shares
// nothing with the library: Gauss's Easter formula and fixed tables.
func TestEveryDay(t *testing.T) {
	holidays, eves := map[int]bool{}, map[int]bool{}
	for year := 2020; year <= 2036; year++ {
		for _, md := range [][2]int{{1, 1}, {1, 6}, {5, 1}, {6, 6}, {12, 25}, {12, 26}} {
			holidays[number(year, md[0], md[1])] = true
		}
		eves[number(year, 12, 24)], eves[number(year, 12, 31)] = true, true
		e := easter(year)
		for _, offset := range []int{-2, 0, 1, 39, 49} {
			holidays[e+offset] = true
		}
		midsummer := saturdayFrom(number(year, 6, 20))
		holidays[midsummer], eves[midsummer-1] = true, true
		holidays[saturdayFrom(number(year, 10, 31))] = true
	}
	rolls := func(n int) bool { return holidays[n] || eves[n] || n%7 == 5 || n%7 == 6 }
	next := func(n int) int {
		for rolls(n) {
			n++
		}
		return n
	}
	first := number(2020, 1, 1)
	for d := (civil.Date{Year: 2020, Month: 1, Day: 1}); d.Year <= 2035; d = d.AddDays(1) {
		n := number(d.Year, int(d.Month), d.Day)
		if got, want := Holiday(d), holidays[n] || n%7 == 6; got != want {
			t.Errorf("Holiday(%s) = %v", d, got)
		}
		if got, want := Rolls(d), rolls(n); got != want {
			t.Errorf("Rolls(%s) = %v", d, got)
		}
		lasts := []struct {
			got  Deadline
			want int
		}{
			{Adjustment(d), next(n + 14)}, {Notice(d), next(n + 2)}, {Appeal(d), next(n + 21)},
			{TakeDown(d), next(n+21) + 1}, {AdministrativeAppeal(d), next(n + 21)},
		}
		for _, l := range lasts {
			if got := number(l.got.Last.Year, int(l.got.Last.Month), l.got.Last.Day); got != l.want {
				t.Errorf("%s from %s: got %s, which is day %d and not %d", l.got.Kind, d, l.got.Last, got-first, l.want-first)
			}
		}
		if a := Appeal(d); a.Raw.Weekday() != d.Weekday() {
			t.Errorf("three weeks from a %s are counted as a %s", d.Weekday(), a.Raw.Weekday())
		}
	}
}

// number counts days so that a multiple of seven is a Monday.
func number(year, month, day int) int {
	if month < 3 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 1 + 2
}

func saturdayFrom(n int) int {
	for n%7 != 5 {
		n++
	}
	return n
}

// easter is Gauss's formula with the constants for 1900 to 2099.
func easter(year int) int {
	a, b, c := year%19, year%4, year%7
	d := (19*a + 24) % 30
	e := (2*b + 4*c + 6*d + 5) % 7
	if d == 29 && e == 6 || d == 28 && e == 6 && a > 10 {
		e -= 7
	}
	return number(year, 3, 22) + d + e
}

func TestNumberKnowsTheDaysOfTheWeek(t *testing.T) {
	for _, d := range []civil.Date{{Year: 2026, Month: time.November, Day: 23}, {Year: 2024, Month: time.February, Day: 26}} {
		if number(d.Year, int(d.Month), d.Day)%7 != 0 || d.Weekday() != time.Monday {
			t.Errorf("%s is a Monday", d)
		}
	}
	if easter(2026) != number(2026, 4, 5) || easter(2011) != number(2011, 4, 24) {
		t.Error("Easter Day was 24 April 2011 and 5 April 2026")
	}
}
