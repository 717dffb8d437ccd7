package swedish

import (
	"strconv"
	"time"

	"kansli/internal/civil"
)

var months = [...]string{"januari", "februari", "mars", "april", "maj", "juni", "juli",
	"augusti", "september", "oktober", "november", "december"}

var weekdays = [...]string{"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"}

// Month is the name of a month, lower case: maj.
func Month(m time.Month) string { return months[m-1] }

// Weekday is the name of a day of the week, lower case: torsdag.
func Weekday(d time.Weekday) string { return weekdays[d] }

// Date is a date in running text: 20 maj 2016. The zero Date gives "". Tables
// and fields use the ISO form, which is Date.String.
func Date(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return DayMonth(d) + " " + strconv.Itoa(d.Year)
}

// LongDate is a date with its day of the week: torsdag 3 december 2026.
func LongDate(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return Weekday(d.Weekday()) + " " + Date(d)
}

// DayMonth is a date without its year, for a text that says the year
// elsewhere: 20 maj.
func DayMonth(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Day) + nbsp + Month(d.Month)
}

// Clock is a time of day in running text, to the minute: kl. 17.00.
func Clock(c civil.Clock) string {
	if c.IsZero() {
		return ""
	}
	return "kl." + nbsp + minutes(c)
}

// ClockShort leaves out the minutes of a whole hour: kl. 9, but kl. 9.30.
func ClockShort(c civil.Clock) string {
	if c.IsZero() || c.Minute() != 0 {
		return Clock(c)
	}
	return "kl." + nbsp + strconv.Itoa(c.Hour())
}

// ClockRange is a stretch of time: kl. 9.00–15.30, or kl. 9–15 when both ends
// are whole hours. Without an end it is a time of day.
func ClockRange(start, end civil.Clock) string {
	if end.IsZero() {
		return Clock(start)
	}
	if start.Minute() == 0 && end.Minute() == 0 {
		return ClockShort(start) + "–" + strconv.Itoa(end.Hour())
	}
	return Clock(start) + "–" + minutes(end)
}

func minutes(c civil.Clock) string {
	return strconv.Itoa(c.Hour()) + "." + c.String()[3:]
}
