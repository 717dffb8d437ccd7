package statute

import (
	"fmt"

	"kansli/internal/namnd"
)

// section is one § as its rules look at it.
type section struct {
	m  *namnd.Meeting
	it *namnd.Item
}

// ballot is one omröstning as its rules look at it.
type ballot struct {
	section
	namnd.Vote
}

func itemPath(i int) string { return fmt.Sprintf("paragrafer[%d]", i) }

// standing is what a person is at the §. Without a list of those present nothing
// can be said against anybody.
func (s section) standing(name string) namnd.Standing {
	if len(s.m.Present) == 0 {
		return namnd.TakesPart
	}
	return s.m.Standing(name, s.it)
}

// why says what hinders a person from taking part at the §, for a sentence that
// names both: "är ersättare och tjänstgör inte då".
func (s section) why(name string) string {
	switch s.standing(name) {
	case namnd.Unlisted:
		return "finns inte bland de närvarande"
	case namnd.Away:
		if by := s.m.SubstituteOf(name, s.it); by != "" {
			return "är inte med då och ersätts av " + by
		}
		return "är inte med då"
	case namnd.Watching:
		return "är ersättare och tjänstgör inte då"
	case namnd.Conflicted:
		return "har anmält jäv"
	case namnd.StandsAside:
		return "deltar inte i beslutet"
	}
	return "deltar i beslutet"
}

// seated reports whether a person holds a seat in the room at the §.
func (s section) seated(name string) bool {
	at := s.standing(name)
	return at == namnd.TakesPart || at == namnd.StandsAside
}

// respelt returns the meeting with every name that is almost that of somebody
// present put as that person's, or the meeting itself when there is none.
func respelt(m *namnd.Meeting) *namnd.Meeting {
	clear := true
	for _, u := range uses(m) {
		clear = clear && u.name == known(m, u.name)
	}
	if clear {
		return m
	}
	c := copyOf(*m)
	for _, u := range uses(&c) {
		*u.field = known(m, u.name)
	}
	return &c
}

// copyOf copies a meeting as deep as names are written in it.
func copyOf(m namnd.Meeting) namnd.Meeting {
	m.Adjusters = each(m.Adjusters, nil)
	m.Present = each(m.Present, func(a *namnd.Attendance) { a.Serves = each(a.Serves, nil) })
	m.Items = each(m.Items, func(it *namnd.Item) {
		it.Aside = each(it.Aside, nil)
		it.Conflicts = each(it.Conflicts, nil)
		it.Motions = each(it.Motions, func(y *namnd.Motion) { y.By, y.Joined = each(y.By, nil), each(y.Joined, nil) })
		it.Votes = each(it.Votes, func(v *namnd.Vote) { v.Ballots = each(v.Ballots, nil) })
		it.Reservations = each(it.Reservations, func(r *namnd.Reservation) { r.By = each(r.By, nil) })
		for _, list := range statements(it) {
			*list = each(*list, func(s *namnd.Statement) { s.By = each(s.By, nil) })
		}
	})
	return m
}

// each returns a copy of a list whose elements were put through change.
func each[T any](list []T, change func(*T)) []T {
	out := append([]T(nil), list...)
	for i := range out {
		if change != nil {
			change(&out[i])
		}
	}
	return out
}

// statements are the three kinds of texts that are put to a § in somebody's
// name, in the order of statementWords.
func statements(it *namnd.Item) []*[]namnd.Statement {
	return []*[]namnd.Statement{&it.Statements, &it.SubstituteStatements, &it.Notes}
}

var statementWords = []string{"särskilda_uttalanden", "ersättaryttranden", "protokollsanteckningar"}
