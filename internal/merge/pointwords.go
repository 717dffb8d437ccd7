package merge

import (
	"reflect"
	"slices"
	"strconv"

	"kansli/internal/namnd"
)

// pointWords are the words of a point of the agenda, and those of its case where
// the point has none of the same name.
func pointWords() *vocabulary {
	return newVocabulary(map[string]func(*scope) value{
		"nämnd":                  func(s *scope) value { return of(reflect.ValueOf(s.board).Elem(), "nämnd", "") },
		"ärende":                 caseOf,
		"sammanträde":            func(s *scope) value { return of(reflect.ValueOf(s.meeting).Elem(), "", "") },
		"rubrik":                 func(s *scope) value { return s.first("rubrik") },
		"dnr":                    func(s *scope) value { return s.first("dnr") },
		"handläggare":            func(s *scope) value { return s.first("handläggare") },
		"omedelbar_justering":    func(s *scope) value { return s.first("omedelbar_justering") },
		"förslag":                (*scope).pointProposal,
		"underpunkter":           func(s *scope) value { return s.points(s.point.Items, s.path("underpunkter"), 1) },
		"utförliga_underpunkter": func(s *scope) value { return truthValue(slices.ContainsFunc(s.point.Items, detailed)) },
		"avsnitt":                func(s *scope) value { return s.ofCase((*scope).sections) },
		"undertecknare":          func(s *scope) value { return s.ofCase((*scope).signatories) },
	}, reflect.TypeFor[namnd.AgendaItem](), reflect.TypeFor[namnd.Case]())
}

// pointScope is the words of a point of the agenda.
func (s *Set) pointScope(m *namnd.Meeting, p *namnd.AgendaItem, base string, lower uint8) *scope {
	sc := &scope{set: s, words: s.words.points, board: &m.Board, meeting: m, point: p, kase: p.Case, lower: lower,
		roots: []reflect.Value{reflect.ValueOf(p).Elem(), {}}, bases: []string{base, base + ".ärende"}}
	if p.Case != nil {
		sc.of = s.caseScope(p.Case, base+".ärende")
		sc.roots[1] = sc.of.roots[0]
	}
	return sc
}

// pointProposal is the proposal of the point, or of its case.
func (s *scope) pointProposal() value {
	if len(s.point.Proposal) == 0 {
		return s.ofCase((*scope).proposal).unnumbered()
	}
	return s.decisionPoints(s.point.Proposal, s.path("förslag")).unnumbered()
}

// detailed reports whether more is to be said of a point than its title.
func detailed(p namnd.AgendaItem) bool {
	return p.CasePath != "" || len(p.Proposal) > 0 || len(p.Handlers) > 0 || len(p.Items) > 0
}

// indexed is the path of an element of a list.
func indexed(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
