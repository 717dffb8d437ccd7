package casefile

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

func (r *Reader) fillCase(out *outcome) {
	if out.file.Case != nil {
		r.fillBoard(&out.file.Case.Board, out)
	}
}

// fillMeeting fills in the board and the ärenden of a meeting.
func (r *Reader) fillMeeting(out *outcome) {
	m := out.file.Meeting
	r.fillBoard(&m.Board, out)
	r.fillAgenda(m.Agenda, "föredragningslista", out)
	first := map[string]int{}
	for i := range m.Items {
		it, at := &m.Items[i], fmt.Sprintf("paragrafer[%d]", i)
		if key := bareNo(it.No); key != "" {
			if earlier, twice := first[key]; twice {
				out.report(diag.Finding{Path: at + ".nr", Rule: "dubbel-paragraf", Message: fmt.Sprintf("§ %s finns två gånger; den är också paragraf %d i filen", it.No, earlier+1), Remedy: "ge den ena ett annat nummer"})
			} else {
				first[key] = i
			}
		}
		takePoint(it, m.Agenda, at, out)
		r.fillItem(it, at, out)
	}
}

// fillAgenda reads the ärenden that points of the agenda refer to.
func (r *Reader) fillAgenda(points []namnd.AgendaItem, at string, out *outcome) {
	for i := range points {
		p, at := &points[i], fmt.Sprintf("%s[%d]", at, i)
		r.fillAgenda(p.Items, at+".underpunkter", out)
		p.Case = r.referredCase(p.CasePath, at, out)
		if p.Case != nil {
			p.Title = cmp.Or(p.Title, p.Case.Title)
			p.Dnr = firstOf(p.Dnr, p.Case.Dnr)
			p.Handlers = firstOf(p.Handlers, p.Case.Handlers)
			p.Immediate = p.Immediate || p.Case.Immediate
		} else if p.CasePath == "" && strings.TrimSpace(p.Title) == "" {
			out.report(noTitle(at))
		}
	}
}

// takePoint gives a § what the point of the agenda that it refers to says, where
// the § does not say it itself.
func takePoint(it *namnd.Item, points []namnd.AgendaItem, at string, out *outcome) {
	if it.Agenda == "" {
		return
	}
	p, found := namnd.FindAgenda(points, it.Agenda)
	if !found {
		out.report(diag.Finding{Path: at + ".punkt", Rule: "okänd-punkt", Message: fmt.Sprintf("föredragningslistan har ingen punkt %s", it.Agenda), Remedy: "skriv numret som det står i föredragningslistan"})
		return
	}
	it.CasePath = cmp.Or(it.CasePath, p.CasePath)
	it.Title = cmp.Or(it.Title, p.Title)
	it.Dnr = firstOf(it.Dnr, p.Dnr)
}

func firstOf[T any](own, other []T) []T {
	if len(own) > 0 {
		return own
	}
	return other
}

func noTitle(at string) diag.Finding {
	return diag.Finding{Path: at + ".rubrik", Rule: "saknas", Message: "rubrik saknas", Remedy: "skriv rubrik, eller ärende med sökvägen till ärendets fil"}
}

// bareNo is a § number without what writers vary: 17 A, 17a and § 17 A.
func bareNo(no string) string {
	return strings.ToLower(strings.NewReplacer("§", "", " ", "", "\u00A0", "", ".", "", ")", "").Replace(no))
}

func (r *Reader) fillItem(it *namnd.Item, at string, out *outcome) {
	settle(it, at, out)
	if it.CasePath == "" {
		if strings.TrimSpace(it.Title) == "" && it.Agenda == "" {
			out.report(noTitle(at))
		}
		if it.DecidedAsProposed() && len(out.file.Meeting.Proposed(it)) == 0 {
			out.report(diag.Finding{Path: at + ".beslut", Rule: "förslag-saknas", Message: "beslutet är enligt förslaget, men varken ett ärende eller en punkt i föredragningslistan har något förslag", Remedy: "skriv ärende med sökvägen till ärendets fil, eller punkt med numret på en punkt som har ett förslag, eller skriv ut beslutet"})
		}
		return
	}
	it.Case = r.referredCase(it.CasePath, at, out)
	if it.Case != nil {
		it.Title = cmp.Or(it.Title, it.Case.Title)
		it.Dnr = firstOf(it.Dnr, it.Case.Dnr)
	}
}

// referredCase reads the ärende that the value at refers to by its field ärende,
// and returns a copy of its own; nil without one, or when it cannot be read.
func (r *Reader) referredCase(casePath, at string, out *outcome) *namnd.Case {
	if casePath == "" {
		return nil
	}
	name := strings.ReplaceAll(casePath, `\`, "/")
	if !path.IsAbs(name) {
		name = path.Join(path.Dir(out.file.Name), name)
	}
	read, ok := r.referred(name, r.fillCase)
	if !ok {
		out.report(diag.Finding{Path: at + ".ärende", Rule: "filen-saknas", Message: fmt.Sprintf("ärendets fil ”%s” går inte att öppna", casePath), Remedy: "sökvägen räknas från sammanträdets fil; se efter hur den stavas"})
		return nil
	}
	out.findings = append(out.findings, read.findings...)
	if read.file.Kind != KindCase {
		if read.file.Kind != "" {
			out.report(diag.Finding{Path: at + ".ärende", Rule: "fel-typ", Message: fmt.Sprintf("”%s” är ”%s” och inte ett ärende", casePath, read.file.Kind), Remedy: "ange ärendets fil"})
		}
		return nil
	}
	out.file.Marks.Mount(at+".ärende", read.file.Marks)
	c := *read.file.Case
	return &c
}

// settle gives a decision that is meant as "enligt förslaget" exactly those
// words, so that it is not printed as a decision point, and asks about one that
// is nearly so.
func settle(it *namnd.Item, at string, out *outcome) {
	if len(it.Decision) != 1 || len(it.Decision[0].Points) > 0 {
		return
	}
	text := strings.TrimRight(string(it.Decision[0].Text), " .\n")
	if strings.EqualFold(text, namnd.AsProposed) {
		it.Decision[0].Text = namnd.AsProposed
		return
	}
	if near, found := diag.Nearest(text, []string{namnd.AsProposed}); found {
		out.report(diag.Finding{Path: at + ".beslut", Severity: diag.Warning, Rule: "okänt-värde", Message: fmt.Sprintf("”%s” trycks som en egen beslutspunkt", text), Remedy: fmt.Sprintf("skriv ”%s” om nämnden beslutade som ärendet föreslår", near)})
	}
}
