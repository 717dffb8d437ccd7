package civil

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Clock is a time of day. The zero Clock means "not given", so midnight is
// written 24.00.
type Clock struct{ minutes int }

// clockPattern takes the forms that papers use: 18.00, 18:30, kl. 9, kl 9.05,
// klockan 17.
var clockPattern = regexp.MustCompile(`^(?:kl\.?|klockan)?[\s\x{a0}]*(\d{1,2})(?:[.:](\d{2}))?$`)

// ParseClock reads a time of day in any of the forms that papers use.
func ParseClock(s string) (Clock, error) {
	m := clockPattern.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if m == nil {
		return Clock{}, fmt.Errorf("”%s” är ingen tid; skriv timme och minut med punkt, till exempel 18.30", s)
	}
	h, _ := strconv.Atoi(m[1])
	min, _ := strconv.Atoi(m[2])
	if h > 24 || min > 59 || h == 24 && min > 0 {
		return Clock{}, fmt.Errorf("”%s” är ingen tid på dygnet; timmar går till 24 och minuter till 59", s)
	}
	if h == 0 && min == 0 {
		h = 24
	}
	return Clock{h*60 + min}, nil
}

// UnmarshalText reads a time of day.
func (c *Clock) UnmarshalText(b []byte) (err error) {
	*c, err = ParseClock(string(b))
	return err
}

// IsZero reports whether no time was given.
func (c Clock) IsZero() bool { return c == Clock{} }

// Hour and Minute are the parts; midnight is hour 24.
func (c Clock) Hour() int   { return c.minutes / 60 }
func (c Clock) Minute() int { return c.minutes % 60 }

// Before reports whether c is earlier in the day than d.
func (c Clock) Before(d Clock) bool { return c.minutes < d.minutes }

// String is the form for tables: 09.00.
func (c Clock) String() string {
	if c.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d.%02d", c.Hour(), c.Minute())
}

// Span is a stretch of time within one day, such as an ajournering.
type Span struct{ Start, End Clock }

// String is the form for tables, 18.55–19.05, or "" for the zero Span.
func (s Span) String() string {
	if s == (Span{}) {
		return ""
	}
	return s.Start.String() + "–" + s.End.String()
}

// UnmarshalText reads 18.55–19.05, with an en dash or a hyphen.
func (s *Span) UnmarshalText(b []byte) (err error) {
	from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-").Replace(string(b)), "-")
	if !ok {
		return fmt.Errorf("”%s” är inget tidsintervall; skriv start–slut, till exempel 18.55–19.05", b)
	}
	if s.Start, err = ParseClock(from); err != nil {
		return err
	}
	s.End, err = ParseClock(to)
	return err
}
