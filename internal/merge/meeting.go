package merge

import (
	"iter"
	"slices"
	"strconv"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// Meeting makes the papers of a kind, each with what was found in making it: an
// extract for each §, a protocol and an anslag for the protocol as a whole and for
// the §§ that were approved at once. A meeting that is only planned has nothing
// but an agenda, and there is no anslag until it is known when it is put up.
func (s *Set) Meeting(kind Kind, m *namnd.Meeting) iter.Seq2[Paper, []diag.Finding] {
	return func(yield func(Paper, []diag.Finding) bool) {
		held := m.Status != namnd.Planned && len(m.Items) > 0
		switch {
		case kind == Agenda && len(m.Agenda) > 0:
			yield(s.fill(Agenda, "", nil, s.meetingScope(m, nil, namnd.Approval{})))
		case !held:
		case kind == Extract:
			for i := range m.Items {
				if !yield(s.Extract(m, i)) {
					return
				}
			}
		case kind == Dispatch:
			yield(s.whole(Dispatch, "", m, every(m), m.Approvals()[0]))
		case kind == Protocol:
			for _, a := range protocols(m) {
				sections := every(m)
				if a.AtOnce {
					sections = a.Items
				}
				if !yield(s.whole(Protocol, suffix(a, 0), m, sections, a)) {
					return
				}
			}
		case kind == Notice:
			n := 0
			for _, a := range m.Approvals() {
				if a.AtOnce {
					n++
				}
				if !a.Announced.IsZero() && !yield(s.whole(Notice, suffix(a, n), m, a.Items, a)) {
					return
				}
			}
		}
	}
}

// protocols are the approvals with those at once as one: they have an anslag for
// each day and one protocol.
func protocols(m *namnd.Meeting) []namnd.Approval {
	var out []namnd.Approval
	for _, a := range m.Approvals() {
		if n := len(out); n > 0 && a.AtOnce && out[n-1].AtOnce {
			out[n-1].Items = slices.Sorted(slices.Values(slices.Concat(out[n-1].Items, a.Items)))
			continue
		}
		out = append(out, a)
	}
	return out
}

// suffix sets the papers of §§ that were approved at once apart.
func suffix(a namnd.Approval, n int) string {
	switch {
	case !a.AtOnce:
		return ""
	case n < 2:
		return "-omedelbart"
	}
	return "-omedelbart-" + strconv.Itoa(n)
}

func every(m *namnd.Meeting) []int {
	all := make([]int, len(m.Items))
	for i := range all {
		all[i] = i
	}
	return all
}

// whole makes a paper of some §§ of a meeting.
func (s *Set) whole(kind Kind, suffix string, m *namnd.Meeting, sections []int, a namnd.Approval) (Paper, []diag.Finding) {
	nos := make([]string, len(sections))
	for i, at := range sections {
		nos[i] = m.Items[at].No
	}
	return s.fill(kind, suffix, nos, s.meetingScope(m, sections, a))
}
