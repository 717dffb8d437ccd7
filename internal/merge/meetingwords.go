package merge

import (
	"reflect"
	"slices"

	"kansli/internal/civil"
	"kansli/internal/deadline"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// meetingWords are the words of a paper about a meeting as a whole, or about the §§
// of it that are approved together.
func meetingWords() *vocabulary {
	return newVocabulary(map[string]func(*scope) value{
		"sammanträde":             func(s *scope) value { return of(s.roots[0], "", "") },
		"klockslag":               (*scope).hours,
		"ordföranden":             (*scope).chairs,
		"ledamöter":               (*scope).members,
		"tjänstgörande_ersättare": (*scope).serving,
		"ersättare":               (*scope).watching,
		"övriga":                  (*scope).visitors,
		"paragrafer":              (*scope).items,
		"alla_paragrafer":         func(s *scope) value { return s.numbers(s.holds, nil) },
		"paragrafnummer":          func(s *scope) value { return s.numbers(s.approval.Items, nil) },
		"laglighetsprövning":      func(s *scope) value { return s.numbers(s.approval.Items, (*namnd.Item).OpenToReview) },
		"förvaltningsbesvär": func(s *scope) value {
			return s.numbers(s.holds, func(it *namnd.Item) bool { return it.Appeal == namnd.AdministrativeAppeal })
		},
		"omedelbar_justering":  func(s *scope) value { return truthValue(s.approval.AtOnce) },
		"omedelbart_justerade": (*scope).atOnce,
		"är_justerat":          func(s *scope) value { return truthValue(s.meeting.Settled(s.approval)) },
		"justerat":             func(s *scope) value { return dateValue(s.approval.Adjusted, "justering.datum") },
		"anslaget":             func(s *scope) value { return dateValue(s.approval.Announced, "justering.anslaget") },
		"frister":              (*scope).deadlines,
		"mottagare":            (*scope).dispatch,
		"grupper":              (*scope).groups,
	}, reflect.TypeFor[namnd.Meeting]())
}

// meetingScope is the words of a paper that has some of the §§, of which those of
// the approval are approved together.
func (s *Set) meetingScope(m *namnd.Meeting, sections []int, a namnd.Approval) *scope {
	return &scope{set: s, words: s.words.meetings, board: &m.Board, meeting: m, holds: sections, approval: a,
		roots: []reflect.Value{reflect.ValueOf(m).Elem()}, bases: []string{""}}
}

// hours is the time from the beginning of the meeting to its end.
func (s *scope) hours() value {
	if s.meeting.Time.Start.IsZero() {
		return value{path: "tid"}
	}
	return textValue(swedish.ClockRange(s.meeting.Time.Start, s.meeting.Time.End), "tid")
}

// numbers writes the numbers of §§: § 10, §§ 1–4, 6. Without a wish it is all of
// those named.
func (s *scope) numbers(items []int, wanted func(*namnd.Item) bool) value {
	var nos []string
	for _, i := range items {
		if it := &s.meeting.Items[i]; wanted == nil || wanted(it) {
			nos = append(nos, it.No)
		}
	}
	v := givenText(swedish.Sections(nos), "paragrafer")
	v.number = int64(len(nos))
	return v
}

// atOnce is the §§ of the paper that are approved at once and so have a protocol of
// their own.
func (s *scope) atOnce() value {
	var items []int
	for _, a := range s.meeting.Approvals() {
		if a.AtOnce {
			items = append(items, a.Items...)
		}
	}
	return s.numbers(slices.DeleteFunc(slices.Clone(s.holds), func(i int) bool { return !slices.Contains(items, i) }), nil)
}

// items are the §§ of the paper, each with the words of a §.
func (s *scope) items() value {
	out := value{kind: list, path: "paragrafer"}
	for _, i := range s.holds {
		out.items = append(out.items, s.enclose(s.set.itemScope(s.meeting, i, 1)))
	}
	return out
}

// enclose makes a value of a scope inside this one.
func (s *scope) enclose(inner *scope) value {
	inner.seat(s.desk)
	s.inner = append(s.inner, inner)
	return value{kind: scoped, words: inner, path: inner.bases[0]}
}

// groups are the points of the agenda under their headings. The first group has
// none when the agenda begins without.
func (s *scope) groups() value {
	out := value{kind: list, path: "föredragningslista"}
	points := s.points(s.meeting.Agenda, "föredragningslista", 0)
	for i, p := range s.meeting.Agenda {
		if i == 0 || p.Group != "" {
			out.items = append(out.items, value{kind: record, path: points.items[i].path,
				fields: []field{{"rubrik", givenText(p.Group, points.items[i].path)}, {"punkter", value{kind: list, path: out.path}}}})
		}
		list := &out.items[len(out.items)-1].fields[1].value
		list.items = append(list.items, points.items[i])
	}
	return out
}

// points are points of the agenda, each with the words of a point.
func (s *scope) points(points []namnd.AgendaItem, path string, lower uint8) value {
	out := value{kind: list, path: path}
	for i := range points {
		out.items = append(out.items, s.enclose(s.set.pointScope(s.meeting, &points[i], indexed(path, i), lower)))
	}
	return out
}

// deadlines are the days that the law gives. The municipality's own duties have
// the day that holds without being moved over a weekend.
func (s *scope) deadlines() value {
	day := func(d civil.Date) value { return dateValue(d, "justering") }
	return value{kind: record, path: "justering", fields: []field{
		{"justering", day(deadline.Adjustment(s.meeting.Date).Raw)},
		{"anslag", day(deadline.Notice(s.approval.Adjusted).Raw)},
		{"överklagande", day(deadline.Appeal(s.approval.Announced).Last)},
		{"nedtagning", day(deadline.TakeDown(s.approval.Announced).Last)},
	}}
}

// dispatch is who is to have which §§, in alphabetical order.
func (s *scope) dispatch() value {
	out := value{kind: list, path: "paragrafer"}
	receives := make(map[string][]int)
	for _, i := range s.holds {
		for _, r := range s.itemScopeOf(i).itemRecipients().items {
			name := clean(r.plain().string())
			receives[name] = append(receives[name], i)
		}
	}
	names := make([]string, 0, len(receives))
	for name := range receives {
		names = append(names, name)
	}
	swedish.Sort(names)
	for _, name := range names {
		who := textValue(name, "paragrafer")
		who.link = true
		out.items = append(out.items, value{kind: record, path: "paragrafer",
			fields: []field{{"namn", who}, {"paragrafer", s.numbers(slices.Compact(receives[name]), nil)}}})
	}
	return out
}

// itemScopeOf is the words of a § of the paper.
func (s *scope) itemScopeOf(item int) *scope {
	all, _ := s.word("paragrafer")
	return all.items[slices.Index(s.holds, item)].words
}
