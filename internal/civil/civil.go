// Package civil holds dates and times of day as values without a time zone:
// what stands on a paper, never an instant and never the clock.
package civil

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day in the Gregorian calendar. The zero Date means "not given".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads an ISO date, 2013-04-22. Errors are Swedish and say how to
// write it.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(s))
	if pe, ok := errors.AsType[*time.ParseError](err); ok && strings.Contains(pe.Message, "out of range") {
		return Date{}, fmt.Errorf("”%s” finns inte i almanackan; se efter månad och dag", s)
	}
	if err != nil {
		return Date{}, fmt.Errorf("”%s” är inget datum; skriv år-månad-dag, till exempel 2013-04-22", s)
	}
	return of(t), nil
}

func of(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

func (d Date) time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// UnmarshalText reads an ISO date.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

// MarshalText writes an ISO date, or nothing for the zero Date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// String is the ISO form, or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if min(d.Year, int(d.Month), d.Day) < 0 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	b := padded(make([]byte, 0, len(time.DateOnly)), d.Year, 1000)
	b = padded(append(b, '-'), int(d.Month), 10)
	return string(padded(append(b, '-'), d.Day, 10))
}

// padded appends a number, with zeros before it up to the size of the given one. Each
// paper writes its date several times, and fmt takes ten times as long.
func padded(b []byte, n, size int) []byte {
	for ; size > 1 && n < size; size /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d == Date{} }

// AddDays returns the day n days later, or earlier for a negative n. The zero
// Date stays zero.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return of(d.time().AddDate(0, 0, n))
}

// DaysSince returns the number of days from e to d.
func (d Date) DaysSince(e Date) int { return int((d.time().Unix() - e.time().Unix()) / (24 * 60 * 60)) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// Compare orders dates; the zero Date comes first.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }
