package merge

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"kansli/internal/namnd"
)

// itemWords are the words of a §: those of its data, and those of its case where
// the § has none of the same name.
func itemWords() *vocabulary {
	return newVocabulary(map[string]func(*scope) value{
		"nämnd":                  func(s *scope) value { return of(reflect.ValueOf(s.board).Elem(), "nämnd", "") },
		"ärende":                 caseOf,
		"sammanträde":            func(s *scope) value { return of(reflect.ValueOf(s.meeting).Elem(), "", "") },
		"rubrik":                 func(s *scope) value { return s.first("rubrik") },
		"dnr":                    func(s *scope) value { return s.first("dnr") },
		"protokollsutdrag_till":  (*scope).itemRecipients,
		"beslut":                 (*scope).decision,
		"enligt_förslaget":       func(s *scope) value { return truthValue(s.item.DecidedAsProposed()) },
		"utfall":                 func(s *scope) value { return givenText(string(s.item.Decided()), s.path("utfall")) },
		"förvaltningens_förslag": func(s *scope) value { return s.officeProposal().unnumbered() },
		"föreslås_av":            (*scope).proposer,
		"sammanfattning":         (*scope).summary,
		"ordföranden":            (*scope).chair,
		"jäv":                    (*scope).conflicts,
		"yrkanden":               (*scope).motions,
		"propositioner":          (*scope).questions,
		"omröstningar":           (*scope).votes,
		"ändring_av":             (*scope).onlyChange,
		"flera_förslag":          func(s *scope) value { return truthValue(s.item.Competing() > 1) },
		"rättelser":              (*scope).corrections,
		"eget_protokoll":         func(s *scope) value { return truthValue(s.itemApproval().AtOnce) },
		"är_justerad":            func(s *scope) value { return truthValue(s.meeting.Settled(s.itemApproval())) },
		"förslag":                func(s *scope) value { return s.officeProposal().unnumbered() },
		"avsnitt":                func(s *scope) value { return s.ofCase((*scope).sections) },
		"undertecknare":          func(s *scope) value { return s.ofCase((*scope).signatories) },
	}, reflect.TypeFor[namnd.Item](), reflect.TypeFor[namnd.Case]())
}

// itemScope is the words of a §. Lower is how far its headings are below those of
// the document.
func (s *Set) itemScope(m *namnd.Meeting, item int, lower uint8) *scope {
	it := &m.Items[item]
	base := "paragrafer[" + strconv.Itoa(item) + "]"
	sc := &scope{set: s, words: s.words.items, board: &m.Board, meeting: m, item: it, kase: it.Case, lower: lower,
		roots: []reflect.Value{reflect.ValueOf(it).Elem(), {}}, bases: []string{base, base + ".ärende"}}
	if it.Case != nil {
		sc.of = s.caseScope(it.Case, base+".ärende")
		sc.roots[1] = sc.of.roots[0]
	}
	return sc
}

func caseOf(s *scope) value {
	if s.of == nil {
		return value{path: s.path("ärende")}
	}
	v := of(s.of.roots[0], s.path("ärende"), "")
	v.words = s.of
	return v
}

func (s *scope) ofCase(f func(*scope) value) value {
	if s.of == nil {
		return value{path: s.path("ärende")}
	}
	return f(s.of)
}

// first is a field of the § or the point, or of its case when that is left out.
func (s *scope) first(name string) value {
	v := s.own(name)
	if !v.given() && s.of != nil {
		v, _ = s.of.word(name)
	}
	return v
}

func (s *scope) itemRecipients() value {
	v := s.first("protokollsutdrag_till")
	v.link = true
	return v
}

// officeProposal is what was proposed: the point of the agenda that the § takes up
// says it, or else its case.
func (s *scope) officeProposal() value {
	if p, found := s.agendaPoint(); found && len(p.Proposal) > 0 {
		return s.decisionPoints(p.Proposal, s.path("punkt"))
	}
	if s.of != nil {
		return s.of.proposal()
	}
	return value{path: s.path("ärende")}
}

// proposer is who proposed it, when that was not the administration.
func (s *scope) proposer() value {
	p, _ := s.agendaPoint()
	return givenText(p.Proposer, s.path("punkt"))
}

// agendaPoint is the point of the agenda that the § takes up.
func (s *scope) agendaPoint() (namnd.AgendaItem, bool) {
	if s.item.Agenda == "" {
		return namnd.AgendaItem{}, false
	}
	return namnd.FindAgenda(s.meeting.Agenda, s.item.Agenda)
}

// decisionPoints is a numbered list of points.
func (s *scope) decisionPoints(ps []namnd.Point, path string) value {
	r := s.run()
	r.points(ps, path, s)
	return value{kind: fragment, path: path, pieces: r.out.pieces}
}

// atOncePart has the decision point that approves a § at once, in the words of
// the municipality.
const atOncePart = "delar/omedelbar-justering"

// decision is the decision points; one alone is not numbered. That the § is
// approved at once is a point as well, unless the writer has put it as one.
func (s *scope) decision() value {
	out := s.decisionPoints(s.item.Decision, s.path("beslut"))
	if s.item.DecidedAsProposed() {
		out = s.officeProposal()
	}
	if out.kind != fragment || len(out.pieces) == 0 {
		return out
	}
	r := s.run()
	r.out.pieces = append(r.out.pieces, out.pieces...)
	if t := s.set.parts[atOncePart]; t != nil && s.item.Immediate && !declared(s.item.Decision) {
		r.out.own("\n")
		r.fill(t, top)
	}
	out.pieces = unnumbered(r.out.pieces)
	return out
}

// declared reports whether a decision says that the § is approved at once.
func declared(points []namnd.Point) bool {
	return slices.ContainsFunc(points, func(p namnd.Point) bool {
		return strings.Contains(string(p.Text), "omedelbart justera") || declared(p.Points)
	})
}

// unnumbered is a list of decision points, without the number when there is one.
func (v value) unnumbered() value {
	if v.kind == fragment {
		v.pieces = unnumbered(v.pieces)
	}
	return v
}

// unnumbered takes the number away from a list of one point.
func unnumbered(pieces []piece) []piece {
	lines := split(pieces)
	first, points := -1, 0
	for i, l := range lines {
		lead := l.lead()
		if n := markerWidth(lead); n > 0 && lead[0] >= '0' && lead[0] <= '9' {
			if points++; points == 1 {
				first = i
			}
		}
	}
	if points != 1 {
		return pieces
	}
	width := markerWidth(lines[first].lead())
	for i := first; i < len(lines); i++ {
		lead := lines[i].lead()
		if i == first || strings.HasPrefix(lead, strings.Repeat(" ", width)) {
			lines[i] = lines[i].cut(width)
		}
	}
	return joined(lines)
}

// summary is the summary of the §, or that of the tjänsteutlåtande.
func (s *scope) summary() value {
	own := s.own("sammanfattning")
	if own.given() || s.of == nil {
		return own
	}
	sections, _ := s.of.word("avsnitt")
	for _, sec := range sections.items {
		if strings.EqualFold(sec.heading(), "Sammanfattning") {
			return sec.fields[1].value
		}
	}
	return own
}

// chair is who led the §, with party.
func (s *scope) chair() value {
	return givenText(s.withParty(s.meeting.Presiding(s.item)), "ordförande")
}

// withParty puts the party after a name that is among those present.
func (s *scope) withParty(name string) string {
	if s.meeting != nil {
		if a, ok := s.meeting.Attendee(name); ok && a.Party != "" {
			return name + " (" + a.Party + ")"
		}
	}
	return name
}

// conflicts are the jäv, each with who serves in the stead of the one who left,
// also where only the list of those present says it.
func (s *scope) conflicts() value {
	v := s.own("jäv")
	for i, c := range s.item.Conflicts {
		if c.ReplacedBy == "" {
			by := s.meeting.SubstituteOf(c.Name, s.item)
			v.items[i].fields = []field{{"ersätts_av", givenText(by, v.items[i].path)}}
		}
	}
	return v
}

// corrections are the rättelser of the §.
func (s *scope) corrections() value {
	v := of(reflect.ValueOf(s.meeting.Corrections), "rättelser", "")
	of := v.items[:0]
	for i, c := range s.meeting.Corrections {
		if namnd.CompareNo(c.Section, s.item.No) == 0 {
			of = append(of, v.items[i])
		}
	}
	v.items = of
	return v
}

// itemApproval is what the § is approved with.
func (s *scope) itemApproval() namnd.Approval {
	for _, a := range s.meeting.Approvals() {
		if slices.ContainsFunc(a.Items, func(i int) bool { return &s.meeting.Items[i] == s.item }) {
			return a
		}
	}
	return namnd.Approval{}
}
