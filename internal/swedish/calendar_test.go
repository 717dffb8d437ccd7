package swedish

import (
	"testing"
	"time"

	"kansli/internal/civil"
)

func TestDates(t *testing.T) {
	tests := []struct {
		date                 civil.Date
		prose, long, dayOnly string
	}{
		{civil.Date{Year: 2016, Month: time.May, Day: 20}, "20~maj 2016", "fredag 20~maj 2016", "20~maj"},
		{civil.Date{Year: 2026, Month: time.December, Day: 3}, "3~december 2026", "torsdag 3~december 2026", "3~december"},
		{civil.Date{Year: 2023, Month: time.January, Day: 1}, "1~januari 2023", "söndag 1~januari 2023", "1~januari"},
		{civil.Date{}, "", "", ""},
	}
	for _, tt := range tests {
		prose, long, dayOnly := visible(Date(tt.date)), visible(LongDate(tt.date)), visible(DayMonth(tt.date))
		if prose != tt.prose || long != tt.long || dayOnly != tt.dayOnly {
			t.Errorf("%s: got %q, %q, %q", tt.date, prose, long, dayOnly)
		}
	}
}

func TestEveryMonthAndWeekdayIsLowerCase(t *testing.T) {
	for m := time.January; m <= time.December; m++ {
		if name := Month(m); name == "" || name != Lower(name) {
			t.Errorf("%s is %q", m, name)
		}
	}
	if Month(time.March) != "mars" || Weekday(time.Saturday) != "lördag" || Weekday(time.Sunday) != "söndag" {
		t.Errorf("got %s, %s, %s", Month(time.March), Weekday(time.Saturday), Weekday(time.Sunday))
	}
}

func TestClocks(t *testing.T) {
	tests := []struct{ start, end, exact, short, stretch string }{
		{"17.00", "", "kl.~17.00", "kl.~17", "kl.~17.00"},
		{"9.00", "15.30", "kl.~9.00", "kl.~9", "kl.~9.00–15.30"},
		{"9.00", "15.00", "kl.~9.00", "kl.~9", "kl.~9–15"},
		{"18.55", "19.05", "kl.~18.55", "kl.~18.55", "kl.~18.55–19.05"},
		{"23.30", "24.00", "kl.~23.30", "kl.~23.30", "kl.~23.30–24.00"},
		{"", "", "", "", ""},
	}
	for _, tt := range tests {
		start, end := clock(t, tt.start), clock(t, tt.end)
		exact, short, stretch := visible(Clock(start)), visible(ClockShort(start)), visible(ClockRange(start, end))
		if exact != tt.exact || short != tt.short || stretch != tt.stretch {
			t.Errorf("%s–%s: got %q, %q, %q", tt.start, tt.end, exact, short, stretch)
		}
	}
}

func clock(t *testing.T, s string) civil.Clock {
	t.Helper()
	if s == "" {
		return civil.Clock{}
	}
	c, err := civil.ParseClock(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
