package civil

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for in, want := range map[string]Date{
		"2013-04-22":   {2013, time.April, 22},
		" 2024-02-29 ": {2024, time.February, 29},
	} {
		got, err := ParseDate(in)
		if err != nil || got != want {
			t.Errorf("ParseDate(%q) = %v, %v", in, got, err)
		}
		if got.String() != strings.TrimSpace(in) {
			t.Errorf("%q comes back as %q", in, got)
		}
	}
}

func TestParseDateRefusesWithHelp(t *testing.T) {
	tests := []struct{ in, help string }{
		{"22 april 2013", "2013-04-22"},
		{"13-04-22", "2013-04-22"},
		{"2013-4-22", "2013-04-22"},
		{"20NN-XX-XX", "2013-04-22"},
		{"", "2013-04-22"},
		{"2023-02-29", "finns inte i almanackan"},
		{"2023-13-01", "finns inte i almanackan"},
	}
	for _, tt := range tests {
		var d Date
		err := d.UnmarshalText([]byte(tt.in))
		if err == nil || !strings.Contains(err.Error(), tt.help) || !d.IsZero() {
			t.Errorf("%q: got %v, %v; want help that holds %q", tt.in, d, err, tt.help)
		}
	}
}

func TestZeroDateStaysZero(t *testing.T) {
	var d Date
	text, err := d.MarshalText()
	if err != nil || len(text) != 0 || !d.AddDays(14).IsZero() || !d.Before(Date{2013, 4, 22}) {
		t.Errorf("zero Date: text %q, %v, 14 days later %v", text, err, d.AddDays(14))
	}
}

func TestDaysAreCountedOverMonthsAndCenturies(t *testing.T) {
	tests := []struct {
		from string
		days int
		to   string
	}{
		{"2026-12-03", 21, "2026-12-24"},
		{"2024-02-28", 1, "2024-02-29"},
		{"2023-02-28", 1, "2023-03-01"},
		{"2026-03-29", -1, "2026-03-28"},
		{"1700-01-01", 146097, "2100-01-01"},
	}
	for _, tt := range tests {
		from, _ := ParseDate(tt.from)
		to, _ := ParseDate(tt.to)
		if got := from.AddDays(tt.days); got != to {
			t.Errorf("%s and %d days: got %s, want %s", tt.from, tt.days, got, tt.to)
		}
		if got := to.DaysSince(from); got != tt.days {
			t.Errorf("from %s to %s: got %d days, want %d", tt.from, tt.to, got, tt.days)
		}
	}
}

func TestDatesHaveAnOrder(t *testing.T) {
	want := []Date{{}, {2012, 12, 31}, {2013, 1, 2}, {2013, 2, 1}}
	got := []Date{want[2], want[3], want[0], want[1]}
	slices.SortFunc(got, Date.Compare)
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if want[2].Before(want[2]) {
		t.Error("a day is not before itself")
	}
}

func TestParseClock(t *testing.T) {
	for in, want := range map[string]string{
		"18.00":               "18.00",
		"9":                   "09.00",
		"9.05":                "09.05",
		"18:30":               "18.30",
		"kl. 17:01":           "17.01",
		"kl 18.30":            "18.30",
		"kl.09:00":            "09.00",
		"Kl. 9":               "09.00",
		"klockan 11:00":       "11.00",
		"kl.\u00a017.00":      "17.00",
		" 18.00\u00a0":        "18.00",
		"0.00":                "24.00",
		"24.00":               "24.00",
		"klockan\u00a0" + "7": "07.00",
	} {
		got, err := ParseClock(in)
		if err != nil || got.String() != want || got.IsZero() {
			t.Errorf("ParseClock(%q) = %s, %v; want %s", in, got, err, want)
		}
	}
}

func TestParseClockRefusesWithHelp(t *testing.T) {
	for _, in := range []string{"", "kl.", "25.00", "24.01", "18.60", "18.5", "1830", "-1", "18.30.00", "halv sju", "18,30"} {
		var c Clock
		if err := c.UnmarshalText([]byte(in)); err == nil || !c.IsZero() || !strings.Contains(err.Error(), "”"+in+"”") {
			t.Errorf("%q: got %s, %v", in, c, err)
		}
	}
}

func TestClockOrder(t *testing.T) {
	nine, _ := ParseClock("9.00")
	half, _ := ParseClock("9.30")
	midnight, _ := ParseClock("24")
	if !nine.Before(half) || !half.Before(midnight) || half.Before(half) || half.Hour() != 9 || half.Minute() != 30 {
		t.Errorf("got %s, %s, %s", nine, half, midnight)
	}
	if (Clock{}).String() != "" {
		t.Error("no time is written as nothing")
	}
}

func TestSpan(t *testing.T) {
	for in, want := range map[string]string{
		"18.55–19.05":             "18.55–19.05",
		"18.55-19.05":             "18.55–19.05",
		"18.55 — 19.05":           "18.55–19.05",
		"kl. 18.30-19.55":         "18.30–19.55",
		"kl.09:00-13:40":          "09.00–13.40",
		"kl 9–15":                 "09.00–15.00",
		"18.55\u00a0–\u00a019.05": "18.55–19.05",
	} {
		var s Span
		if err := s.UnmarshalText([]byte(in)); err != nil || s.String() != want {
			t.Errorf("%q: got %s, %v; want %s", in, s, err, want)
		}
	}
	for _, in := range []string{"", "18.55", "18.55–", "–19.05", "18.55–25.00", "9–10–11"} {
		var s Span
		if err := s.UnmarshalText([]byte(in)); err == nil {
			t.Errorf("%q was read as %s", in, s)
		}
	}
	if (Span{}).String() != "" {
		t.Error("no span is written as nothing")
	}
}

// String has a way of its own, which gives what fmt does.
func TestDateStringIsPadded(t *testing.T) {
	for _, n := range []int{-12345, -1, 0, 1, 7, 9, 10, 12, 99, 100, 101, 999, 1000, 2013, 9999, 10000, 123456} {
		for _, d := range []Date{{n, 4, 22}, {2013, time.Month(n), 2}, {2013, 12, n}} {
			if got, want := d.String(), fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}
