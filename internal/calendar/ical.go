package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kansli/internal/civil"
	"kansli/internal/swedish"
)

// WriteICS writes the days that have a date as an iCalendar file (RFC 5545), an
// all-day event each. The same days always give the same bytes: the identity of
// an event comes from what it is about, so that a day that has moved takes the
// place of the old one when the file is imported again, and its time stamp from
// the latest day in the data. It returns how many events there are; nothing is
// written when there are none, because a calendar must hold something.
func WriteICS(w io.Writer, days []Day) (events int, err error) {
	days = slices.DeleteFunc(slices.Clone(days), func(d Day) bool { return d.Date.IsZero() })
	if len(days) == 0 {
		return 0, nil
	}
	var b strings.Builder
	line(&b, "BEGIN:VCALENDAR")
	line(&b, "VERSION:2.0")
	line(&b, "PRODID:-//kansli//frister//SV")
	line(&b, "CALSCALE:GREGORIAN")
	seen := map[string]int{}
	for _, d := range days {
		key := d.id()
		seen[key]++
		d.event(&b, uid(key, seen[key]))
	}
	line(&b, "END:VCALENDAR")
	_, err = io.WriteString(w, b.String())
	return len(days), err
}

// status is the word for each certainty of a day that has a date.
var status = map[Certainty]string{Certain: "CONFIRMED", Expected: "TENTATIVE"}

func (d Day) event(b *strings.Builder, uid string) {
	summary := d.heading() + ": " + d.place()
	description := d.lines()
	if d.Rule != "" {
		description = append(description, d.Rule)
	}
	if d.Unsettled != "" {
		description = append(description, "Oklart: "+d.Unsettled)
	}
	if d.Source != "" {
		description = append(description, "Källa: "+d.Source)
	}
	stamp := d.stamp
	if stamp.IsZero() {
		stamp = d.Date
	}
	line(b, "BEGIN:VEVENT")
	line(b, "UID:"+uid)
	line(b, "DTSTAMP:"+basic(stamp)+"T000000Z")
	line(b, "DTSTART;VALUE=DATE:"+basic(d.Date))
	line(b, "DTEND;VALUE=DATE:"+basic(d.Date.AddDays(1)))
	line(b, "SUMMARY:"+escape(summary))
	line(b, "DESCRIPTION:"+escape(strings.Join(description, "\n")))
	line(b, "CATEGORIES:Frist,"+escape(swedish.Capital(string(d.Kind))))
	line(b, "STATUS:"+status[d.Certainty])
	line(b, "TRANSP:TRANSPARENT")
	line(b, "END:VEVENT")
}

// basic is a date without hyphens.
func basic(d civil.Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }

// uid is the n-th identity for a key. Two events of one file share a key only
// when two files tell of the same thing in different words.
func uid(key string, n int) string {
	sum := sha256.Sum256([]byte(key))
	id := hex.EncodeToString(sum[:16])
	if n > 1 {
		id = fmt.Sprintf("%s-%d", id, n)
	}
	return id + "@kansli"
}

var marks = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// escape writes a TEXT value. Control characters, which no value may hold, are
// left out.
func escape(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return marks.Replace(strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
}

// longest is how many octets a line may hold without its end.
const longest = 75

// line writes a content line, folded between characters.
func line(b *strings.Builder, s string) {
	room := longest
	for len(s) > room {
		cut := room
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		b.WriteString(s[:cut] + "\r\n ")
		s, room = s[cut:], longest-1
	}
	b.WriteString(s + "\r\n")
}
