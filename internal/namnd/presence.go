package namnd

import "slices"

// Standing is what an elected person is in the decision at one §. Abstaining is
// none of these: who abstains takes part.
type Standing uint8

const (
	Unlisted    Standing = iota // not among those present
	Away                        // present at the meeting, not at this §
	Watching                    // a substitute who is there and does not serve
	Conflicted                  // has disclosed jäv and left the room
	StandsAside                 // in the room, on a seat, takes no part
	TakesPart                   // decides, votes and may make a reservation
)

// Standing returns what a person is at a §. Jäv goes before all else, so that a
// member who is listed for the whole meeting need not be listed anew.
func (m *Meeting) Standing(name string, it *Item) Standing {
	if _, ok := it.Conflict(name); ok {
		return Conflicted
	}
	a, ok := m.Attendee(name)
	switch {
	case !ok:
		return Unlisted
	case !a.Sections.Contains(it.No):
		return Away
	case a.Role == Substitute && m.StandsFor(a, it) == "":
		return Watching
	case slices.Contains(it.Aside, name):
		return StandsAside
	}
	return TakesPart
}

// TakingPart returns those who take part in the decision at a §, in the order of
// the list: members and serving substitutes who are there, have no jäv and do
// not stand aside.
func (m *Meeting) TakingPart(it *Item) []Attendance { return m.standing(it, TakesPart) }

// Seated returns those who hold a seat in the room at a §, whether they take
// part or stand aside. They are the ones that count for a quorum.
func (m *Meeting) Seated(it *Item) []Attendance { return m.standing(it, TakesPart, StandsAside) }

func (m *Meeting) standing(it *Item, wanted ...Standing) []Attendance {
	var out []Attendance
	for _, a := range m.Present {
		if slices.Contains(wanted, m.Standing(a.Name, it)) {
			out = append(out, a)
		}
	}
	return out
}

// StandsFor returns whom a substitute serves for at a §, by the list of those
// present or because the § says who steps in for someone with jäv; "" when the
// substitute does not serve.
func (m *Meeting) StandsFor(a Attendance, it *Item) string {
	for _, c := range it.Conflicts {
		if c.ReplacedBy == a.Name {
			return c.Name
		}
	}
	for _, s := range a.Serves {
		if s.For != "" && s.Sections.Contains(it.No) {
			return s.For
		}
	}
	return ""
}

// SubstituteOf returns who serves for a person at a §, or "".
func (m *Meeting) SubstituteOf(name string, it *Item) string {
	for _, a := range m.Seated(it) {
		if a.Role == Substitute && m.StandsFor(a, it) == name {
			return a.Name
		}
	}
	return ""
}

// Conflict returns the jäv that a person has disclosed at a §.
func (it *Item) Conflict(name string) (Conflict, bool) {
	i := slices.IndexFunc(it.Conflicts, func(c Conflict) bool { return c.Name == name })
	if i < 0 {
		return Conflict{}, false
	}
	return it.Conflicts[i], true
}

// EmptiedByConflict counts the seats that stand empty at a § because of jäv:
// their holders left and nobody serves for them.
func (m *Meeting) EmptiedByConflict(it *Item) int {
	n := 0
	for _, c := range it.Conflicts {
		a, ok := m.Attendee(c.Name)
		if ok && (a.Role != Substitute || m.StandsFor(a, it) != "") && m.SubstituteOf(c.Name, it) == "" {
			n++
		}
	}
	return n
}

// AbsentSeats returns how many seats nobody holds at a § for another reason than
// jäv, and false when the number of seats is not known. It is what the votes of
// that § have to give as absent.
func (m *Meeting) AbsentSeats(it *Item) (int, bool) {
	return m.Board.Seats - len(m.Seated(it)) - m.EmptiedByConflict(it), m.Board.Seats > 0
}

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

// Attendee finds someone present by name.
func (m *Meeting) Attendee(name string) (Attendance, bool) {
	i := slices.IndexFunc(m.Present, func(a Attendance) bool { return a.Name == name })
	if i < 0 {
		return Attendance{}, false
	}
	return m.Present[i], true
}
