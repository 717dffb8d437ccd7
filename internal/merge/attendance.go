package merge

import (
	"slices"
	"strings"

	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// chairs are those who led the §§ of the paper, in the order in which they first
// did. One who led them all has no §§.
func (s *scope) chairs() value {
	out := value{kind: list, path: "ordförande"}
	names, led := []string{}, map[string][]string{}
	for _, i := range s.holds {
		it := &s.meeting.Items[i]
		name := s.meeting.Presiding(it)
		if name != "" && led[name] == nil {
			names = append(names, name)
		}
		led[name] = append(led[name], it.No)
	}
	if len(s.holds) == 0 {
		names = append(names, s.meeting.Presiding(nil))
	}
	for _, name := range names {
		nos := led[name]
		if len(nos) == len(s.holds) {
			nos = nil
		}
		out.items = append(out.items, s.person(name, field{"paragrafer", givenText(swedish.Sections(nos), out.path)}))
	}
	return out
}

// person is somebody by name, with party.
func (s *scope) person(name string, more ...field) value {
	a, _ := s.meeting.Attendee(name)
	return value{kind: record, path: "närvarande", fields: append([]field{
		{"namn", givenText(name, "närvarande")}, {"parti", givenText(a.Party, "närvarande")}, {"på_distans", truthValue(a.Remote)},
	}, more...)}
}

// members are the members who were there at any § of the paper.
func (s *scope) members() value {
	return s.present(func(a namnd.Attendance) bool { return a.Role != namnd.Substitute })
}

// watching are the substitutes who were there and served in no § of the paper.
func (s *scope) watching() value {
	return s.present(func(a namnd.Attendance) bool { return a.Role == namnd.Substitute && len(s.served(a)) == 0 })
}

func (s *scope) present(wanted func(namnd.Attendance) bool) value {
	out := value{kind: list, path: "närvarande", plural: "personer"}
	for _, a := range s.meeting.Present {
		if when, there := s.when(a.Name, a.Sections); there && wanted(a) {
			role := givenText(string(a.Role), out.path)
			out.items = append(out.items, s.person(a.Name, append(when, field{"uppdrag", role})...))
		}
	}
	return out
}

// visitors are the others who were there at any § of the paper.
func (s *scope) visitors() value {
	out := value{kind: list, path: "övriga", plural: "personer"}
	for i, v := range s.meeting.Others {
		if when, there := s.when(v.Name, v.Sections); there {
			at := indexed(out.path, i)
			out.items = append(out.items, value{kind: record, path: at,
				fields: append(when, field{"namn", givenText(v.Name, at)}, field{"titel", givenText(v.Title, at)}, field{"på_distans", truthValue(v.Remote)})})
		}
	}
	return out
}

// when says at which §§ of the paper somebody was there: nothing when it is all,
// else those when they follow each other, or else those or those where not,
// whichever is shorter; and the §§ that the person left because of jäv.
func (s *scope) when(name string, sections namnd.SectionSet) (fields []field, there bool) {
	var at, not, left []string
	for _, i := range s.holds {
		it := &s.meeting.Items[i]
		if _, conflict := it.Conflict(name); conflict {
			left = append(left, it.No)
		}
		if sections.Contains(it.No) {
			at = append(at, it.No)
		} else if !slices.Contains(left, it.No) {
			not = append(not, it.No)
		}
	}
	present, absent := swedish.Sections(at), swedish.Sections(not)
	switch {
	case len(not) == 0:
		present = ""
	case !strings.Contains(present, ",") || len(present) <= len(absent):
		absent = ""
	default:
		present = ""
	}
	const path = "närvarande"
	return []field{{"vid", givenText(present, path)}, {"utom", givenText(absent, path)}, {"jäv", givenText(swedish.Sections(left), path)}},
		len(at) > 0 || len(left) > 0 || len(s.holds) == 0
}

// serving are the substitutes who served in any § of the paper, each with whom
// they served for and at which §§; none are said when it was all.
func (s *scope) serving() value {
	out := value{kind: list, path: "närvarande", plural: "personer"}
	for _, a := range s.meeting.Present {
		stints := s.served(a)
		if len(stints) == 0 {
			continue
		}
		of := value{kind: list, path: out.path}
		for _, st := range stints {
			nos := st.sections
			if len(nos) == len(s.holds) {
				nos = nil
			}
			text := s.withParty(st.whom)
			if len(nos) > 0 {
				text += " " + swedish.Sections(nos)
			}
			of.items = append(of.items, textValue(text, out.path))
		}
		out.items = append(out.items, s.person(a.Name, field{"ersätter", of}))
	}
	return out
}

// stint is a substitute's service for one member.
type stint struct {
	whom     string
	sections []string
}

// served is whom a substitute serves for at the §§ of the paper.
func (s *scope) served(a namnd.Attendance) []stint {
	var out []stint
	for _, i := range s.holds {
		it := &s.meeting.Items[i]
		standing := s.meeting.Standing(a.Name, it)
		if a.Role != namnd.Substitute || standing != namnd.TakesPart && standing != namnd.StandsAside {
			continue
		}
		whom := s.meeting.StandsFor(a, it)
		k := slices.IndexFunc(out, func(st stint) bool { return st.whom == whom })
		if k < 0 {
			k = len(out)
			out = append(out, stint{whom: whom})
		}
		out[k].sections = append(out[k].sections, it.No)
	}
	return out
}
