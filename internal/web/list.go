package web

import (
	"cmp"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"kansli/internal/calendar"
	"kansli/internal/casefile"
	"kansli/internal/civil"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/register"
	"kansli/internal/swedish"
	"kansli/internal/xlsx"
)

// entry is a file as the list shows it.
type entry struct {
	File, Kind, Board, Dnr, Title string
	Status                        string // a word of statuses
	Faults, Warnings              int
	Date                          civil.Date
	Next                          calendar.Day // the nearest day that is not past; zero without one
	Late                          int          // days that are past and that only the data can close
	Last                          civil.Date   // of those, the last
	Link                          string
	days                          []calendar.Day
}

// statuses are what a file can be, in the order of the filter.
var statuses = []string{"fel", "utkast", "klar", "planerat", "hållet", "justerat"}

// entries lists the folder.
func (d *Desk) entries() ([]entry, error) {
	files, err := d.shelf.files()
	if err != nil {
		return nil, err
	}
	var out []entry
	for _, r := range files {
		if e, ok := d.entry(r); ok {
			out = append(out, e)
		}
	}
	return out, nil
}

// daysOf are the days of a case or a meeting, sorted.
func daysOf(f casefile.File) []calendar.Day {
	switch {
	case f.Case != nil:
		return calendar.Sort(calendar.OfCase(f.Case))
	case f.Meeting != nil:
		return calendar.Sort(calendar.OfMeeting(f.Meeting))
	}
	return nil
}

func (d *Desk) entry(r *reading) (entry, bool) {
	e := entry{File: r.name, Kind: string(r.file.Kind), Title: path.Base(r.name), Link: "/redigera?fil=" + url.QueryEscape(r.name), days: r.days}
	for _, f := range own(r.name, r.all()) {
		switch f.Severity {
		case diag.Error:
			e.Faults++
		case diag.Warning:
			e.Warnings++
		}
	}
	switch {
	case r.file.Case != nil:
		c := r.file.Case
		e.Board, e.Dnr, e.Title, e.Date, e.Status = boardName(c.Board), strings.Join(c.Dnr, ", "), cmp.Or(c.Title, e.Title), c.Date, "klar"
		if c.Status == namnd.Draft {
			e.Status = "utkast"
		}
	case r.file.Meeting != nil:
		m := r.file.Meeting
		e.Board, e.Title, e.Date, e.Status = boardName(m.Board), "Sammanträde "+m.Date.String(), m.Date, "hållet"
		switch {
		case m.Status == namnd.Planned || m.Status == "" && len(m.Items) == 0:
			e.Status = "planerat"
		case m.Status == namnd.Approved || !m.Adjustment.Date.IsZero() && !d.today().Before(m.Adjustment.Date):
			e.Status = "justerat"
		}
	case r.file.Boards != nil:
		e.Title, e.Status = "Nämnder", "klar"
	case e.Faults == 0:
		return entry{}, false // some other YAML file
	}
	if e.Faults > 0 {
		e.Status = "fel"
	}
	today := d.today()
	for _, day := range e.days {
		switch {
		case day.Date.IsZero():
		case !day.Date.Before(today):
			if e.Next.Date.IsZero() {
				e.Next = day
			}
		case !day.Statutory():
			e.Late, e.Last = e.Late+1, day.Date
		}
	}
	return e, true
}

func boardName(b namnd.Board) string { return swedish.Capital(cmp.Or(b.Name, b.ID)) }

// listPage is the list with its filter.
type listPage struct {
	Entries               []entry
	All                   int
	Search, Board, Status string
	Boards, Statuses      []string
	Late                  int
}

func (d *Desk) list(w http.ResponseWriter, r *http.Request) error {
	all, err := d.entries()
	if err != nil {
		return err
	}
	q := r.URL.Query()
	p := listPage{All: len(all), Search: q.Get("q"), Board: q.Get("namnd"), Status: q.Get("status"), Statuses: statuses}
	for _, e := range all {
		if e.Board != "" && !slices.Contains(p.Boards, e.Board) {
			p.Boards = append(p.Boards, e.Board)
		}
		p.Late += e.Late
		if e.matches(p) {
			p.Entries = append(p.Entries, e)
		}
	}
	swedish.Sort(p.Boards)
	slices.SortStableFunc(p.Entries, func(a, b entry) int {
		return cmp.Or(undated(b)-undated(a), b.Date.Compare(a.Date), swedish.Compare(a.Title, b.Title), cmp.Compare(a.File, b.File))
	})
	return d.page(w, "list", page{Title: "Ärenden och sammanträden", Here: "list", Data: p})
}

// undated puts what has no day yet, such as what was just begun, before the rest.
func undated(e entry) int {
	if e.Date.IsZero() && e.Kind != string(casefile.KindBoards) {
		return 1
	}
	return 0
}

func (e entry) matches(p listPage) bool {
	text := strings.ToLower(strings.Join([]string{e.Title, e.Dnr, e.Board, e.File}, " "))
	for word := range strings.FieldsSeq(strings.ToLower(p.Search)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return (p.Board == "" || e.Board == p.Board) && (p.Status == "" || e.Status == p.Status)
}

// dayRow is a day with the file that it is from.
type dayRow struct {
	calendar.Day
	Weekday, Link string
}

type deadlinesPage struct {
	Today                  civil.Date
	Late, Week, Later, Old []dayRow
}

func (d *Desk) deadlines(w http.ResponseWriter, r *http.Request) error {
	all, err := d.entries()
	if err != nil {
		return err
	}
	p := deadlinesPage{Today: d.today()}
	end := p.Today.AddDays((7 - int(p.Today.Weekday())) % 7) // the Sunday of this week
	for _, e := range all {
		for _, day := range e.days {
			if day.Date.IsZero() {
				continue
			}
			row := dayRow{day, swedish.Weekday(day.Date.Weekday()), e.Link}
			switch {
			case day.Date.Before(p.Today) && (day.Statutory() || e.Status == "justerat"):
				p.Old = append(p.Old, row)
			case day.Date.Before(p.Today):
				p.Late = append(p.Late, row)
			case !end.Before(day.Date):
				p.Week = append(p.Week, row)
			default:
				p.Later = append(p.Later, row)
			}
		}
	}
	for _, rows := range [][]dayRow{p.Late, p.Week, p.Later, p.Old} {
		slices.SortStableFunc(rows, func(a, b dayRow) int { return cmp.Or(a.Date.Compare(b.Date), swedish.Compare(a.What, b.What)) })
	}
	slices.Reverse(p.Old)
	return d.page(w, "deadlines", page{Title: "Frister", Here: "deadlines", Data: p})
}

// calendarFile is all days from today on, to import in a calendar.
func (d *Desk) calendarFile(w http.ResponseWriter, r *http.Request) error {
	all, err := d.entries()
	if err != nil {
		return err
	}
	var days []calendar.Day
	for _, e := range all {
		days = append(days, e.days...)
	}
	days = calendar.Since(calendar.Sort(days), d.today())
	if len(days) == 0 {
		return problem{http.StatusNotFound, "Det finns inga kommande frister att lägga i kalendern."}
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="frister.ics"`)
	_, err = calendar.WriteICS(w, days)
	return err
}

// registerFile is the workbook over the whole folder.
func (d *Desk) registerFile(w http.ResponseWriter, r *http.Request) error {
	files, err := d.shelf.files()
	if err != nil {
		return err
	}
	var rows []register.Entry
	for _, r := range files {
		if diag.Stops(own(r.name, r.all())) {
			continue
		}
		row := register.Entry{File: r.name, Case: r.file.Case, Meeting: r.file.Meeting}
		if row.Meeting != nil {
			row.Decisions = d.shop.Decisions(row.Meeting)
		}
		rows = append(rows, row)
	}
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="register.xlsx"`)
	return xlsx.Write(w, register.Build(rows))
}

// people and the like are what the pickers offer: what the folder already names.
type known struct {
	People, Units, Files []string
}

// known gathers what the files of the folder name, for the one with this name.
func (d *Desk) known(name string) (known, error) {
	files, err := d.shelf.files()
	return d.knownIn(files, name), err
}

func (d *Desk) knownIn(files []*reading, name string) known {
	var k known
	seen := map[string]bool{}
	add := func(list *[]string, texts ...string) {
		for _, t := range texts {
			if t != "" && !seen[t] {
				seen[t] = true
				*list = append(*list, t)
			}
		}
	}
	for _, r := range files {
		switch {
		case r.file.Case != nil:
			for _, p := range slices.Concat(r.file.Case.Handlers, r.file.Case.Signatories) {
				add(&k.People, p.Name)
			}
			add(&k.Units, r.file.Case.Units...)
			if r.name != name {
				k.Files = append(k.Files, relative(name, r.name))
			}
		case r.file.Meeting != nil:
			for _, a := range r.file.Meeting.Present {
				add(&k.People, a.Name)
			}
		}
	}
	swedish.Sort(k.People)
	swedish.Sort(k.Units)
	return k
}

// relative is the path from one file to another.
func relative(from, to string) string {
	a, b := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if path.Dir(from) == "." {
		a = nil
	}
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)) + strings.Join(b, "/")
}
