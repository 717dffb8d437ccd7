package calendar

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// event is a VEVENT as read back: values by property, with its parameters.
type event map[string]string

var (
	contentLine = regexp.MustCompile(`^([A-Z-]+(?:;[A-Z-]+=[^;:,"]+)*):(.*)$`)
	textValue   = regexp.MustCompile(`^(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*$`)
	utcTime     = regexp.MustCompile(`^\d{8}T\d{6}Z$`)
	dayOnly     = regexp.MustCompile(`^\d{8}$`)
	unescape    = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n", `\N`, "\n")
)

// parse reads an iCalendar file as strictly as RFC 5545 lets: ends and lengths
// of lines, folding, escapes, the properties that must be there, and each
// identity once.
func parse(data string) ([]event, error) {
	if !strings.HasSuffix(data, "\r\n") {
		return nil, fmt.Errorf("does not end with CRLF")
	}
	physical := strings.Split(strings.TrimSuffix(data, "\r\n"), "\r\n")
	var lines []string
	for i, p := range physical {
		switch {
		case len(p) > 75:
			return nil, fmt.Errorf("line %d has %d octets", i+1, len(p))
		case !utf8.ValidString(p):
			return nil, fmt.Errorf("line %d is folded inside a character", i+1)
		case strings.ContainsAny(p, "\r\n"):
			return nil, fmt.Errorf("line %d holds a bare CR or LF", i+1)
		case strings.HasPrefix(p, " "):
			if len(lines) == 0 {
				return nil, fmt.Errorf("starts with a continuation")
			}
			lines[len(lines)-1] += p[1:]
		default:
			lines = append(lines, p)
		}
	}
	if len(lines) < 3 || lines[0] != "BEGIN:VCALENDAR" || lines[len(lines)-1] != "END:VCALENDAR" {
		return nil, fmt.Errorf("is no VCALENDAR")
	}
	calendar, events := event{}, []event(nil)
	var open event
	for _, l := range lines[1 : len(lines)-1] {
		m := contentLine.FindStringSubmatch(l)
		if m == nil {
			return nil, fmt.Errorf("%q is no content line", l)
		}
		into := calendar
		if open != nil {
			into = open
		}
		switch {
		case l == "BEGIN:VEVENT" && open == nil:
			open = event{}
		case l == "END:VEVENT" && open != nil:
			events, open = append(events, open), nil
		case m[1] == "BEGIN" || m[1] == "END":
			return nil, fmt.Errorf("%q out of place", l)
		case open == nil && len(events) > 0:
			return nil, fmt.Errorf("the property %q comes after a component", l)
		default:
			if _, twice := into[m[1]]; twice {
				return nil, fmt.Errorf("%s twice", m[1])
			}
			into[m[1]] = m[2]
		}
	}
	if open != nil || len(events) == 0 {
		return nil, fmt.Errorf("a calendar holds at least one whole event")
	}
	if calendar["VERSION"] != "2.0" || calendar["PRODID"] == "" {
		return nil, fmt.Errorf("VERSION or PRODID lacks")
	}
	ids := map[string]bool{}
	for _, e := range events {
		start, end := e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"]
		from, err := time.Parse("20060102", start)
		to, errEnd := time.Parse("20060102", end)
		switch {
		case e["UID"] == "" || ids[e["UID"]]:
			return nil, fmt.Errorf("UID %q lacks or is there twice", e["UID"])
		case !utcTime.MatchString(e["DTSTAMP"]):
			return nil, fmt.Errorf("DTSTAMP %q", e["DTSTAMP"])
		case err != nil || errEnd != nil || !dayOnly.MatchString(start) || to.Sub(from) != 24*time.Hour:
			return nil, fmt.Errorf("%q to %q is no single day", start, end)
		case !slices.Contains([]string{"CONFIRMED", "TENTATIVE", "CANCELLED"}, e["STATUS"]):
			return nil, fmt.Errorf("STATUS %q", e["STATUS"])
		}
		ids[e["UID"]] = true
		for _, p := range []string{"SUMMARY", "DESCRIPTION"} {
			if e[p] == "" || !textValue.MatchString(e[p]) {
				return nil, fmt.Errorf("%s %q is no text", p, e[p])
			}
			e[p] = unescape.Replace(e[p])
		}
		for c := range strings.SplitSeq(e["CATEGORIES"], ",") {
			if c == "" || !textValue.MatchString(c) {
				return nil, fmt.Errorf("CATEGORIES %q", e["CATEGORIES"])
			}
		}
	}
	return events, nil
}

func write(t *testing.T, days []Day) string {
	t.Helper()
	var b strings.Builder
	if _, err := WriteICS(&b, days); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCalendarFileIsValidAndHoldsEachDay(t *testing.T) {
	days := list()
	data := write(t, days)
	events, err := parse(data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if len(events) != len(days)-1 { // förvaltningsbesvär has no date
		t.Fatalf("%d events of %d days", len(events), len(days))
	}
	for i, e := range events {
		d := days[i]
		if e["DTSTART;VALUE=DATE"] != basic(d.Date) || !strings.Contains(e["SUMMARY"], d.What) || !strings.Contains(e["SUMMARY"], d.Title) {
			t.Errorf("%s %s became %v", d.Date, d.What, e)
		}
		if !strings.Contains(e["DESCRIPTION"], d.Rule) || !strings.Contains(e["DESCRIPTION"], d.Source) {
			t.Errorf("%s does not give rule and source:\n%s", d.What, e["DESCRIPTION"])
		}
		if e["CATEGORIES"] != "Frist,"+swedish.Capital(string(d.Kind)) {
			t.Errorf("%s has the categories %s", d.What, e["CATEGORIES"])
		}
	}
	if events[0]["DTSTAMP"] != "20260820T000000Z" || events[1]["DTSTAMP"] != "20261203T000000Z" {
		t.Errorf("time stamps %s and %s are not from the data", events[0]["DTSTAMP"], events[1]["DTSTAMP"])
	}
}

func TestCalendarFileIsTheSameEachTime(t *testing.T) {
	if write(t, list()) != write(t, list()) {
		t.Error("two files of the same days differ")
	}
}

// TestIdentityStaysWhenADayMoves lets an imported calendar be brought up to date.
func TestIdentityStaysWhenADayMoves(t *testing.T) {
	ids := func(m *namnd.Meeting) []string {
		events, err := parse(write(t, Sort(OfMeeting(m))))
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, e := range events {
			out = append(out, e["UID"])
		}
		slices.Sort(out)
		return out
	}
	planned := meeting("2026-09-01", "", "")
	planned.Status = namnd.Planned
	closed := meeting("2026-09-01", "2026-09-07", "2026-09-08", namnd.Item{No: "1"}, namnd.Item{No: "2"})
	if a, b := ids(planned), ids(closed); !slices.Equal(a, b) {
		t.Errorf("got %v, then %v", a, b)
	}
	other := meeting("2026-09-08", "", "")
	for _, id := range ids(other) {
		if slices.Contains(ids(planned), id) {
			t.Error("two meetings share an identity")
		}
	}
}

func TestTwoTellingsOfOneDayHaveTwoIdentities(t *testing.T) {
	one, two := sampleCase(), sampleCase()
	two.Deadlines[0].Purpose = "något annat"
	if _, err := parse(write(t, Sort(append(OfCase(one), OfCase(two)...)))); err != nil {
		t.Error(err)
	}
}

func TestNoDaysMakeNoCalendar(t *testing.T) {
	var b strings.Builder
	n, err := WriteICS(&b, []Day{{What: "utan dag", Certainty: Unknown}})
	if n != 0 || err != nil || b.Len() > 0 {
		t.Errorf("got %d events, %v, %q", n, err, b.String())
	}
}

func TestHardTexts(t *testing.T) {
	for _, text := range []string{
		`a;b,c\d`, "rad ett\nrad två\r\nrad tre", strings.Repeat("å", 200), strings.Repeat("x", 74) + "öé😀" + strings.Repeat("y", 80),
		"BEGIN:VEVENT", "bell\x07 och \x00", "\xff\xfe", `slutar på \`, "\r\nEND:VCALENDAR\r\n", strings.Repeat(`\`, 90),
	} {
		days := []Day{{Date: date("2026-09-01"), Certainty: Certain, Kind: KindOwn, What: text, Title: text, Concerns: text, Source: text}}
		events, err := parse(write(t, days))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		clean := strings.NewReplacer("\r\n", "\n", "\x07", "", "\x00", "", "\xff\xfe", "\uFFFD").Replace(text)
		if got, want := events[0]["SUMMARY"], clean+": "+clean; len(events) != 1 || got != want {
			t.Errorf("%q was read back as %q", text, got)
		}
	}
}

// TestTheParserIsStrict plants the faults that the tests above rely on it to see.
func TestTheParserIsStrict(t *testing.T) {
	good := write(t, list())
	plant := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %q to plant a fault in", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	for name, bad := range map[string]string{
		"LF alone":         strings.ReplaceAll(good, "\r\n", "\n"),
		"a long line":      plant("PRODID:-//", "PRODID:-//"+strings.Repeat("x", 75)),
		"unescaped comma":  plant(`tid\, plats`, "tid, plats"),
		"same UID":         regexp.MustCompile(`UID:[0-9a-f]+@kansli`).ReplaceAllString(good, "UID:0@kansli"),
		"a date with time": plant("DTSTART;VALUE=DATE:2026", "DTSTART:2026"),
		"no time stamp":    plant("DTSTAMP:", "X-STAMP:"),
		"open event":       plant("END:VEVENT\r\n", ""),
		"no version":       plant("VERSION:2.0", "X-VERSION:2.0"),
		"split character":  plant("ö", "\xc3\r\n \xb6"),
	} {
		if _, err := parse(bad); err == nil {
			t.Errorf("%s is not seen", name)
		}
	}
}

func FuzzTexts(f *testing.F) {
	f.Add("Sista dag; att, svara", "rad\n\\")
	f.Add("\xff", strings.Repeat("å", 75))
	f.Fuzz(func(t *testing.T, what, title string) {
		days := []Day{{Date: date("2026-09-01"), Certainty: Expected, Assumes: []string{title}, Kind: KindOwn, What: what, Title: title, Dnr: []string{what}}}
		if _, err := parse(write(t, days)); err != nil {
			t.Errorf("%q, %q: %v", what, title, err)
		}
	})
}
