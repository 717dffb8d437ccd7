package namnd

import "slices"

// Presiding returns who led the meeting at one §: the § says so, or the meeting
// does, or it was the one with the duty of chair. Empty when nothing says it.
func (m *Meeting) Presiding(it *Item) string {
	if it != nil && it.Chair != "" {
		return it.Chair
	}
	if m.Chair != "" {
		return m.Chair
	}
	for _, a := range m.Present {
		if a.Role == Chair && (it == nil || a.Sections.Contains(it.No)) {
			return a.Name
		}
	}
	return ""
}

// Deciding returns those who take part in the decision at a §: members who are
// there and substitutes who serve.
func (m *Meeting) Deciding(no string) []Attendance {
	var out []Attendance
	for _, a := range m.Present {
		if a.Decides(no) {
			out = append(out, a)
		}
	}
	return out
}

// Decides reports whether the person takes part in the decision at a §.
func (a Attendance) Decides(no string) bool {
	if !a.Sections.Contains(no) {
		return false
	}
	return a.Role != Substitute || a.Serves.For != "" && a.Serves.Sections.Contains(no)
}

// Attendee finds someone present by name.
func (m *Meeting) Attendee(name string) (Attendance, bool) {
	i := slices.IndexFunc(m.Present, func(a Attendance) bool { return a.Name == name })
	if i < 0 {
		return Attendance{}, false
	}
	return m.Present[i], true
}
