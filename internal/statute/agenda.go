package statute

import (
	"fmt"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

var agendaRules = []Rule{
	{
		ID: "punkt-utgått", Severity: diag.Error,
		Title:  "En punkt som utgår har ingen paragraf",
		Remedy: "ta bort utgår på punkten, eller ta bort paragrafen",
		Broken: "föredragningslista: [{nr: 3, rubrik: Tertialrapport, utgår: ja}]\nparagrafer:\n  - {nr: 4, punkt: 3}",
		Mended: "föredragningslista: [{nr: 3, rubrik: Tertialrapport}]\nparagrafer:\n  - {nr: 4, punkt: 3}",
		checkItem: func(s section, report report) {
			if p, ok := agendaPoint(s.m, s.it.Agenda); ok && p.cancelled {
				report("punkt", fmt.Sprintf("§ %s behandlar punkt %s, som utgår", s.it.No, p.no), "")
			}
		},
	},
	{
		ID: "punkt-utan-paragraf", Severity: diag.Warning,
		Title:  "Varje punkt som inte utgår har en paragraf när sammanträdet är hållet",
		Source: sourceProtocol,
		Remedy: "skriv punkt på den paragraf som behandlar den, eller skriv utgår: ja på punkten",
		Broken: "föredragningslista: [{nr: 3, rubrik: Tertialrapport}, {nr: 4, rubrik: Remissvar}]\nparagrafer:\n  - {nr: 4, punkt: 3}",
		Mended: "föredragningslista: [{nr: 3, rubrik: Tertialrapport}, {nr: 4, rubrik: Remissvar}]\nparagrafer:\n  - {nr: 4, punkt: 3}\n  - {nr: 5, punkt: 4}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if m.Status == namnd.Planned || len(m.Items) == 0 {
				return
			}
			taken := map[string]bool{}
			for _, it := range m.Items {
				if p, ok := agendaPoint(m, it.Agenda); ok {
					taken[p.path] = true
				}
			}
			all := points(m.Agenda, "", "")
			covered := func(p point) bool {
				for path := range taken {
					if path == p.path || strings.HasPrefix(p.path, path+".") || strings.HasPrefix(path, p.path+".") {
						return true
					}
				}
				return false
			}
			for _, p := range all {
				if !p.cancelled && !covered(p) && !strings.Contains(p.path, ".") {
					report(p.path, fmt.Sprintf("punkt %s i föredragningslistan har ingen paragraf", p.no), "")
				}
			}
		},
	},
	{
		ID: "dubbel-punkt", Severity: diag.Error,
		Title:  "Varje punkt i föredragningslistan har ett eget nummer",
		Remedy: "ge den ena ett annat nummer, till exempel 4 a eller 4 ½",
		Broken: "föredragningslista: [{nr: 3 a, rubrik: Tertialrapport}, {nr: 3A, rubrik: Remissvar}]",
		Mended: "föredragningslista: [{nr: 3 a, rubrik: Tertialrapport}, {nr: 3 b, rubrik: Remissvar}]",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			seen := map[string]bool{}
			for _, p := range points(m.Agenda, "", "") {
				if key := bareNo(p.no); seen[key] {
					report(p.path+".nr", fmt.Sprintf("punkt %s finns två gånger i föredragningslistan", p.no), "")
				} else {
					seen[key] = true
				}
			}
		},
	},
	{
		ID: "paragrafer-saknas", Severity: diag.Warning,
		Title:  "Ett hållet sammanträde har paragrafer och ett planerat har inga",
		Source: sourceProtocol,
		Remedy: "skriv status: planerat så länge sammanträdet inte är hållet",
		Broken: "status: planerat\nparagrafer:\n  - {nr: 4}",
		Mended: "status: hållet\nparagrafer:\n  - {nr: 4}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			switch planned := m.Status == namnd.Planned; {
			case planned && len(m.Items) > 0:
				report("status", "sammanträdet är planerat men har redan paragrafer", "ta bort status när sammanträdet är hållet")
			case !planned && len(m.Items) == 0:
				report("", "sammanträdet har inga paragrafer", "")
			}
		},
	},
}

// point is a point of the agenda at any depth. A point under another is called
// by both numbers: a) under 9 is 9 a.
type point struct {
	namnd.AgendaItem
	no, path  string
	cancelled bool
}

func points(items []namnd.AgendaItem, above, at string) (out []point) {
	for i, it := range items {
		p := point{it, strings.TrimSpace(above + " " + it.No), fmt.Sprintf("föredragningslista[%d]", i), it.Cancelled}
		if at != "" {
			p.path = fmt.Sprintf("%s.underpunkter[%d]", at, i)
		}
		out = append(out, p)
		for _, under := range points(it.Items, p.no, p.path) {
			under.cancelled = under.cancelled || p.cancelled
			out = append(out, under)
		}
	}
	return out
}

// agendaPoint finds the point that a § refers to, as namnd.FindAgenda does.
func agendaPoint(m *namnd.Meeting, no string) (point, bool) {
	for _, p := range points(m.Agenda, "", "") {
		if no != "" && (namnd.CompareNo(p.No, no) == 0 || namnd.CompareNo(p.no, no) == 0) {
			return p, true
		}
	}
	return point{}, false
}

// bareNo is a number without what writers vary: 17 A, 17a, 17 A) and § 17 A.
func bareNo(no string) string {
	return strings.ToLower(strings.NewReplacer("§", "", " ", "", "\u00a0", "", ".", "", ")", "").Replace(no))
}
