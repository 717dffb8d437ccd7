package statute

import (
	"fmt"
	"strconv"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

var numberingRules = []Rule{
	{
		ID: "paragraf-lucka", Severity: diag.Warning,
		Title:  "Paragraferna är numrerade i följd, genom sammanträdet eller genom året som nämnden har valt",
		Remedy: "kontrollera numren; en lucka är rätt om paragrafen har ett eget protokoll",
		Broken: "paragrafer:\n  - {nr: 4}\n  - {nr: 6}",
		Mended: "paragrafer:\n  - {nr: 4}\n  - {nr: 5}",
		checkMeeting: func(m *namnd.Meeting, ctx Context, report report) {
			elsewhere := map[int]bool{}
			last, lastIn := 0, (*namnd.Meeting)(nil)
			for _, o := range series(m, ctx) {
				for _, it := range o.Items {
					n := whole(it.No)
					elsewhere[n] = true
					if n > last && o.Date.Before(m.Date) {
						last, lastIn = n, o
					}
				}
			}
			missing := func(from, to int) bool {
				there := 0
				for n := range elsewhere {
					if from < n && n < to {
						there++
					}
				}
				return there < to-from-1
			}
			for i, it := range m.Items {
				path, n := itemPath(i)+".nr", whole(it.No)
				switch {
				case i > 0 && namnd.CompareNo(m.Items[i-1].No, it.No) > 0:
					report(path, fmt.Sprintf("§ %s står efter § %s", it.No, m.Items[i-1].No), "sätt paragraferna i nummerordning")
				case i > 0:
					if missing(whole(m.Items[i-1].No), n) {
						report(path, fmt.Sprintf("efter § %s kommer § %s", m.Items[i-1].No, it.No), "")
					}
				case m.Board.Numbering == namnd.PerMeeting && missing(0, n):
					report(path, fmt.Sprintf("protokollet börjar på § %s, men nämndens protokoll börjar på § 1", it.No), "")
				case m.Board.Numbering == namnd.PerYear && lastIn != nil && missing(last, n):
					report(path, fmt.Sprintf("protokollet börjar på § %s, men sammanträdet %s slutade på § %d", it.No, lastIn.Date, last), "")
				}
			}
		},
	},
	{
		ID: "paragraf-i-två-protokoll", Severity: diag.Error,
		Title:  "Ett paragrafnummer används en gång, i sammanträdet eller under året som nämnden har valt",
		Remedy: "numrera om det senare protokollet",
		Broken: "nämnd: {namn: socialnämnden, paragrafnumrering: år}\ndatum: 2026-03-10\nparagrafer:\n  - {nr: 12} # finns också i protokollet från 2026-02-10",
		Mended: "nämnd: {namn: socialnämnden, paragrafnumrering: år}\ndatum: 2026-03-10\nparagrafer:\n  - {nr: 19} # det förra protokollet slutade på § 18",
		checkMeeting: func(m *namnd.Meeting, ctx Context, report report) {
			for _, o := range series(m, ctx) {
				if m.Date.Before(o.Date) || m.Date == o.Date && comesFirst(m, o, ctx) {
					continue // the later of the two is the one to put right
				}
				for i, it := range m.Items {
					for _, other := range o.Items {
						if bareNo(other.No) == bareNo(it.No) {
							report(itemPath(i)+".nr", fmt.Sprintf("§ %s finns redan i protokollet från %s", it.No, o.Date), "")
						}
					}
				}
			}
		},
	},
}

// series lists the other meetings whose §§ are numbered together with those of a
// meeting: the board's of the year, or those of the same day, since a § that is
// approved at once can have a protocol of its own.
func series(m *namnd.Meeting, ctx Context) (out []*namnd.Meeting) {
	for _, o := range ctx.Meetings {
		if o != m && Related(m, o) && (m.Board.Numbering == namnd.PerYear || m.Date == o.Date) {
			out = append(out, o)
		}
	}
	return out
}

// Related reports whether what one meeting says can matter to the findings about
// another. Those that are not related need not be checked again when it changes.
func Related(m, o *namnd.Meeting) bool {
	return m.Board.Name == o.Board.Name && m.Date.Year == o.Date.Year
}

func comesFirst(m, o *namnd.Meeting, ctx Context) bool {
	for _, x := range ctx.Meetings {
		if x == m || x == o {
			return x == m
		}
	}
	return false
}

// whole is the number of a § without its letter, or 0.
func whole(no string) int {
	n, _ := strconv.Atoi(leadingDigits(bareNo(no)))
	return n
}

func leadingDigits(s string) string { return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))] }
