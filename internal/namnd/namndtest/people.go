package namndtest

import (
	"slices"

	"kansli/internal/namnd"
)

// people elects the board, its substitutes and the secretary.
func (b *builder) people() {
	roles := []namnd.Role{namnd.Chair, namnd.FirstVice, namnd.SecondVice}
	for i := range b.m.Board.Seats {
		role := namnd.Member
		if i < len(roles) {
			role = roles[i]
		}
		b.members = append(b.members, namnd.Attendance{Name: b.name(), Party: pick(b, parties...), Role: role})
	}
	b.m.Secretary = namnd.Person{Name: b.name(), Title: "Nämndsekreterare"}
	for range b.IntN(3) {
		b.m.Others = append(b.m.Others, namnd.Visitor{Name: b.name(), Title: pick(b, "Avdelningschef", "Controller", "Personalföreträdare")})
	}
}

// presence fills the list of those present. The chair and the two vices stay
// throughout; at every § more than half of the seats are held.
func (b *builder) presence() {
	seats, out := b.m.Board.Seats, 0
	spare := (seats - 1) / 2 // so many may be away at a time
	var away []namnd.Serving // what substitutes can serve for
	for i, a := range b.members {
		switch {
		case i < 3 || out >= spare-1 || !b.one(3):
		case b.one(2):
			b.absent = append(b.absent, a.Name)
			away = append(away, namnd.Serving{For: a.Name})
			out++
			continue
		default:
			no := pick(b, b.m.Items...).No
			a.Sections = sections("ej " + no)
			away = append(away, namnd.Serving{For: a.Name, Sections: sections(no)})
			out++
		}
		b.m.Present = append(b.m.Present, a)
	}
	for range b.IntN(5) {
		if len(b.names) == 0 {
			break
		}
		s := namnd.Attendance{Name: b.name(), Party: pick(b, parties...), Role: namnd.Substitute}
		if len(away) > 0 && !b.one(3) {
			s.Serves, away = []namnd.Serving{away[0]}, away[1:]
		}
		b.m.Present = append(b.m.Present, s)
	}
	b.m.Adjusters = []string{b.members[1].Name}
	if b.one(2) {
		b.m.Adjusters = append(b.m.Adjusters, b.members[2].Name)
	}
}

// conflict lets a member leave because of jäv, when enough stay. A substitute who
// is free steps in.
func (b *builder) conflict(it *namnd.Item) {
	a := pick(b, b.m.Present...)
	if a.Role == namnd.Substitute || !a.Sections.IsAll() || slices.Contains(b.m.Adjusters, a.Name) {
		return
	}
	c := namnd.Conflict{Name: a.Name}
	for _, s := range b.m.Present {
		if b.m.Standing(s.Name, it) == namnd.Watching {
			c.ReplacedBy = s.Name
			break
		}
	}
	tried := *it
	tried.Conflicts = append(slices.Clone(it.Conflicts), c)
	if 2*len(b.m.Seated(&tried)) <= b.m.Board.Seats {
		return
	}
	it.Conflicts = tried.Conflicts
	if a.Role == namnd.Chair {
		it.Chair = b.members[1].Name
	}
}

// aside lets a member who does not lead the § stay in the room without taking
// part.
func (b *builder) aside(it *namnd.Item) {
	deciding := b.m.TakingPart(it)
	if a := pick(b, deciding...); len(deciding) > 3 && a.Name != b.m.Presiding(it) {
		it.Aside = append(it.Aside, a.Name)
	}
}

// deciding returns the names of those who take part at the §, with the one who
// leads it last.
func (b *builder) deciding(it *namnd.Item) (names []string) {
	chair := b.m.Presiding(it)
	for _, a := range b.m.TakingPart(it) {
		if a.Name != chair {
			names = append(names, a.Name)
		}
	}
	b.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return append(names, chair)
}

// unmanned returns the absent members whom nobody serves for at the §, and
// present members who are away at it likewise.
func (b *builder) unmanned(it *namnd.Item) (names []string) {
	for _, a := range b.members {
		at := b.m.Standing(a.Name, it)
		if (at == namnd.Unlisted || at == namnd.Away) && b.m.SubstituteOf(a.Name, it) == "" {
			names = append(names, a.Name)
		}
	}
	return names
}
