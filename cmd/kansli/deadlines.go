package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/pflag"

	"kansli/internal/calendar"
	"kansli/internal/civil"
)

var deadlinesVerb = verb{
	name:    "deadlines",
	args:    "FIL|MAPP…",
	summary: "listar frister: ärendenas egna och lagens för justering, anslag och överklagande",
	example: "kansli deadlines samples/kvalitet-2023\nkansli deadlines arenden --from 2026-12-01 --format ics --out frister.ics",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		format := choice(flags, "format", "text", []string{"text", "json", "ics"}, "`FORM`: text, json eller ics (för en kalender)")
		from := dateFlag(flags, "from", "`DATUM`: visa inte det som infaller tidigare")
		out := flags.String("out", "-", "`FIL` att skriva; - skriver på standard ut")
		src := sourceFlags(flags)
		return func(t terminal, args []string) error {
			j, err := src.open(t, args)
			if err != nil {
				return err
			}
			data, err := writeDays(t, j.days(*from), *format)
			if err != nil {
				return err
			}
			if len(data) > 0 {
				if err := writeFile(t, *out, data); err != nil {
					return err
				}
			}
			return j.finish(t.err, "text")
		}
	},
}

// days are the days of all files without faults, from a date on.
func (j *job) days(from civil.Date) []calendar.Day {
	var days []calendar.Day
	for _, f := range j.files {
		switch {
		case f.isMarkdown() || j.faulty(f.name):
		case f.data.Case != nil:
			days = append(days, calendar.OfCase(f.data.Case)...)
		case f.data.Meeting != nil:
			days = append(days, calendar.OfMeeting(f.data.Meeting)...)
		}
	}
	return calendar.Since(calendar.Sort(days), from)
}

// writeDays gives the days in a format. A calendar without a single day is no
// calendar, so it is not written.
func writeDays(t terminal, days []calendar.Day, format string) ([]byte, error) {
	var b bytes.Buffer
	var err error
	switch format {
	case "json":
		err = calendar.WriteJSON(&b, days)
	case "ics":
		var events int
		if events, err = calendar.WriteICS(&b, days); events == 0 && err == nil {
			_, err = fmt.Fprintln(t.err, "Inga frister med datum; ingen kalender skrevs.")
		}
	default:
		err = calendar.WriteText(&b, days)
	}
	return b.Bytes(), err
}

// dateFlag is a flag that takes a day; left out it is the zero Date.
func dateFlag(flags *pflag.FlagSet, name, usage string) *civil.Date {
	d := &dateValue{}
	flags.Var(d, name, usage)
	return &d.Date
}

type dateValue struct{ civil.Date }

func (d *dateValue) Type() string { return "datum" }

func (d *dateValue) Set(s string) (err error) {
	d.Date, err = civil.ParseDate(s)
	return err
}
