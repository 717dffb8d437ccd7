// Package namndtest makes meetings for tests: as many as wanted, all different,
// all of them valid. A seed always gives the same meeting.
//
// The meetings hold what real ones do: members who come late or leave,
// substitutes who serve in their stead, jäv, members who stand aside, several
// proposals and votes in one §, ties, elections by ballot, reservations. Nothing
// in them breaks a rule of package statute, so a test can plant one fault and see
// that just that is found, and a paper made of them can be held against the data.
package namndtest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"kansli/internal/civil"
	"kansli/internal/namnd"
)

// Meeting returns the meeting of a seed.
func Meeting(seed uint64) *namnd.Meeting {
	b := builder{Rand: rand.New(rand.NewPCG(seed, 19))}
	b.board()
	b.when()
	b.people()
	first := 1
	if b.m.Board.Numbering == namnd.PerYear {
		first += b.IntN(400)
	}
	for _, no := range b.numbers(first) {
		b.m.Items = append(b.m.Items, namnd.Item{No: no})
	}
	b.presence()
	for i := range b.m.Items {
		b.item(&b.m.Items[i], i)
	}
	b.agenda()
	b.correction()
	return &b.m
}

type builder struct {
	*rand.Rand
	m       namnd.Meeting
	members []namnd.Attendance // everybody elected, present or not, in order of duty
	absent  []string           // members who are not there at all
	names   []string           // still free
}

// one in n.
func (b *builder) one(n int) bool { return b.IntN(n) == 0 }

func pick[T any](b *builder, list ...T) T { return list[b.IntN(len(list))] }

// Given names and surnames are far enough from each other that no slip of the
// pen makes one of another.
var (
	given    = []string{"Agneta", "Bertil", "Camilla", "Dóra", "Eskil", "Farah", "Göran", "Hülya", "Inger", "Jovan", "Karin", "Lars-Åke", "Marie-Thérèse", "Nils", "Oksana", "Per", "Quentin", "Rut", "Siv", "Tore", "Ulla", "Viggo", "Wanja", "Xerxes", "Yngve", "Zäta", "Åsa", "Ärla", "Östen", "Niamh"}
	surnames = []string{"von Typenhielm", "Mönsterlund", "Provgren", "O’Prov", "Mallgren Zetterberg", "Exempelius", "Blankettsson", "Skissoğlu", "Fiktelin", "Utkastić", "Påhittsdotter", "ben Förlaga", "Siffergård", "Kopiander", "Tänkvall", "Fejkström", "Lönnmall", "Trycklund", "Rubrikén", "Bilagow", "Diarström", "Ärendahl", "Paragrafsson", "Justerholm", "Anslagsby", "Dagordner", "Voteringberg", "Protokollin", "Ajournius", "Handlingsén"}
	parties  = []string{"S", "M", "V", "MP", "C", "L", "KD", "SD"}
)

func (b *builder) name() string {
	if b.names == nil {
		order := b.Perm(len(surnames))
		for i, k := range b.Perm(len(given)) {
			b.names = append(b.names, given[k]+" "+surnames[order[i]])
		}
	}
	next := b.names[0]
	b.names = b.names[1:]
	return next
}

func (b *builder) board() {
	b.m.Board = pick(b,
		namnd.Board{ID: "bromma", Name: "Bromma stadsdelsnämnd", Genitive: "Bromma stadsdelsnämnds", Short: "stadsdelsnämnden", Kind: namnd.District, Office: "Bromma stadsdelsförvaltning", OfficeKind: namnd.Administration},
		namnd.Board{ID: "socialnämnden", Name: "socialnämnden", Genitive: "socialnämndens", Short: "nämnden", Kind: namnd.Specialist, Office: "Socialförvaltningen", OfficeKind: namnd.Administration},
		namnd.Board{ID: "trafiknämnden", Name: "trafiknämnden", Genitive: "trafiknämndens", Short: "nämnden", Kind: namnd.Specialist, Office: "Trafikkontoret", OfficeKind: namnd.Bureau},
	)
	b.m.Board.Seats = 5 + b.IntN(9)
	b.m.Board.Numbering = pick(b, namnd.PerMeeting, namnd.PerYear)
	b.m.Board.AppealTo = "Förvaltningsrätten i Stockholm"
	b.m.Board.NoticeKeptAt = b.m.Board.Office
}

func (b *builder) when() {
	m := &b.m
	m.Date = civil.Date{Year: 2023 + b.IntN(4), Month: 1, Day: 10}.AddDays(b.IntN(340))
	m.Number = fmt.Sprintf("%d/%d", 1+b.IntN(12), m.Date.Year)
	m.Place = "Stora sammanträdesrummet"
	m.Time = namnd.Time{Start: clock(18, 0), End: clock(20, b.IntN(60))}
	for i := range b.IntN(3) {
		m.Time.Breaks = append(m.Time.Breaks, civil.Span{Start: clock(18, 20+20*i), End: clock(18, 30+20*i)})
	}
	m.Status = pick(b, namnd.Held, namnd.Approved, "")
	if m.Status == namnd.Approved || b.one(2) {
		m.Adjustment.Date = m.Date.AddDays(1 + b.IntN(14))
		m.Adjustment.Announced = m.Adjustment.Date.AddDays(b.IntN(3))
		m.Adjustment.Digital = b.one(2)
	}
}

func clock(hour, minute int) (c civil.Clock) {
	if err := c.UnmarshalText(fmt.Appendf(nil, "%d.%02d", hour, minute)); err != nil {
		panic(err)
	}
	return c
}

// sections reads the §§ of a list.
func sections(text string) (s namnd.SectionSet) {
	if err := s.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return s
}

// numbers gives the §§ in order, now and then with a letter.
func (b *builder) numbers(first int) (nos []string) {
	for n := first; n < first+3+b.IntN(8); n++ {
		nos = append(nos, fmt.Sprint(n))
		if b.one(12) {
			nos = append(nos, fmt.Sprintf("%d A", n))
		}
	}
	return nos
}

func (b *builder) agenda() {
	if b.one(3) {
		return
	}
	for i := range b.m.Items {
		it, no := &b.m.Items[i], fmt.Sprint(i+1)
		if b.one(6) {
			b.m.Agenda = append(b.m.Agenda, namnd.AgendaItem{No: no + " ½", Title: "Ett ärende som utgår", Cancelled: true})
		}
		it.Agenda = no
		b.m.Agenda = append(b.m.Agenda, namnd.AgendaItem{No: no, Title: it.Title, Dnr: it.Dnr, Immediate: it.Immediate})
	}
}

func (b *builder) correction() {
	if b.m.Status != namnd.Approved || !b.one(3) {
		return
	}
	i := slices.IndexFunc(b.m.Items, func(it namnd.Item) bool { return it.Kind == namnd.Information })
	if i >= 0 {
		b.m.Corrections = []namnd.Correction{{
			Section: b.m.Items[i].No, Was: "informationen", Becomes: "redovisningen", Date: b.m.Adjustment.Date.AddDays(1 + b.IntN(30)),
			By: "ordföranden", Ground: "36 § förvaltningslagen (2017:900)",
		}}
	}
}
